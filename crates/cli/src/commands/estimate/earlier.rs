//! Earlier answers to the same question, read back from what `--format json` printed.

use std::path::Path;

use sanaq_election::{Denominator, OptionId};
use sanaq_estimate::{Interval, quick_count::Answer};
use sanaq_report::Earlier;
use serde::{Deserialize, Deserializer};

use super::named;
use crate::exit::Failure;

/// What an earlier answer must say; what else it says is of no use here.
#[derive(Deserialize)]
struct Document {
    level: f64,
    denominator: Denominator,
    stations: Stations,
    #[serde(deserialize_with = "present")]
    refusal: Option<String>,
    options: Vec<Item>,
}

#[derive(Deserialize)]
struct Stations {
    frame: usize,
    used: usize,
}

#[derive(Deserialize)]
struct Item {
    id: OptionId,
    #[serde(deserialize_with = "present")]
    share: Option<Share>,
}

#[derive(Clone, Copy, Deserialize)]
struct Share {
    estimate: f64,
    low: f64,
    high: f64,
}

/// A field that may be null but must be there.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(from)
}

/// Reads an earlier answer and holds it against the one of now.
pub(super) fn read(file: &Path, now: &Answer) -> Result<Earlier, Failure> {
    named(file, |text| parse(text, now))
}

fn parse(text: &str, now: &Answer) -> Result<Earlier, String> {
    let document: Document = serde_json::from_str(text)
        .map_err(|error| format!("{error}; expected an answer of sanaq estimate --format json"))?;
    let differs = |what: &str, found: String, expected: String| {
        Err(format!("{what}: found {found}, expected {expected} as in the answer of now"))
    };
    if (document.level - now.level).abs() > 1e-9 {
        return differs("level", document.level.to_string(), now.level.to_string());
    }
    if document.denominator != now.denominator {
        let [found, expected] = [document.denominator, now.denominator].map(|of| format!("{of:?}"));
        return differs("denominator", found.to_lowercase(), expected.to_lowercase());
    }
    let (frame, stations) = (document.stations.frame, document.stations.used);
    if frame != now.stations.frame {
        return differs("stations.frame", frame.to_string(), now.stations.frame.to_string());
    }
    if stations > frame {
        return Err(format!("stations.used: found {stations}, expected at most {frame}"));
    }
    let mut shares: Vec<(String, Interval)> = Vec::new();
    for Item { id, share } in document.options {
        if !now.options.iter().any(|option| option.id == id) {
            let known: Vec<&str> = now.options.iter().map(|option| option.id.as_str()).collect();
            return Err(format!("options: found «{id}», expected one of {}", known.join(", ")));
        }
        let Some(share) = share else { continue };
        let interval = interval(&id, share)?;
        if shares.iter().any(|(known, _)| known == id.as_str()) {
            return Err(format!("options: found «{id}» twice, expected each option once"));
        }
        shares.push((id.to_string(), interval));
    }
    if document.refusal.is_some() && !shares.is_empty() {
        return Err("options: found shares beside a refusal, expected none".to_owned());
    }
    Ok(Earlier { stations, shares })
}

fn interval(id: &OptionId, share: Share) -> Result<Interval, String> {
    let Share { estimate, low, high } = share;
    let inside = (0.0..=1.0).contains(&low) && low <= estimate && estimate <= high && high <= 1.0;
    if !inside {
        return Err(format!(
            "share of «{id}»: found {estimate} from {low} to {high}, expected 0 ≤ low ≤ estimate ≤ \
             high ≤ 1"
        ));
    }
    Ok(Interval { estimate, low, high })
}
