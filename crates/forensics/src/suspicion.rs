//! Which stations somebody should look at first, and why.
//!
//! Each reason weighs `−log₁₀` of its chance at an honest station, at most [`HEAVIEST`], so that
//! a score of 6 reads "one in a million, were the reasons independent". They are not: the score
//! orders the stations and proves nothing.

use crate::{
    finding::StationFinding,
    methods::{clean_zone::CleanZone, integer::AtStation},
    normal::upper_tail,
    note::Note,
    stations::{Counts, Stations},
};

/// No single reason weighs more.
const HEAVIEST: f64 = 8.0;
/// Stations below this score are not listed.
const LISTED: f64 = 3.0;
/// Honest stations smaller than this are often full or unanimous.
const SMALLEST: u32 = 100;
/// Honest shares of stations spread at least so much in `ln(L/O)`, whatever the zone shows.
const SPREAD: f64 = 0.2;

/// The stations with a score, highest first; of equals the one with more votes at stake.
pub(crate) fn rank(
    stations: &Stations<'_>,
    at: &[AtStation],
    zone: Option<&CleanZone>,
) -> Vec<StationFinding> {
    let mut scored: Vec<(f64, f64, usize)> = Vec::new();
    for (index, (counts, integer)) in stations.counts.iter().zip(at).enumerate() {
        let (score, excess, _) = weigh(counts, integer, zone);
        if score >= LISTED {
            scored.push((score, excess.unwrap_or(0.0), index));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    let finding = |(score, _, index): (f64, f64, usize)| {
        let (counts, integer) = (stations.counts.get(index)?, at.get(index)?);
        let (_, excess, reasons) = weigh(counts, integer, zone);
        Some(StationFinding {
            station: stations.results.stations.get(counts.station).to_owned(),
            area: stations.results.area_path(counts.station).to_owned(),
            score,
            turnout: counts.turnout(),
            share: counts.share(),
            excess,
            reasons,
        })
    };
    scored.into_iter().filter_map(finding).collect()
}

fn weigh(
    counts: &Counts,
    integer: &AtStation,
    zone: Option<&CleanZone>,
) -> (f64, Option<f64>, Vec<Note>) {
    let (mut score, mut excess, mut reasons) = (0.0, None, Vec::new());
    let mut add = |weight: f64, note: Note| {
        score += weight.min(HEAVIEST);
        reasons.push(note);
    };
    if SMALLEST <= counts.registered {
        if counts.registered < counts.cast {
            let turnout = f64::from(counts.cast) / f64::from(counts.registered);
            add(HEAVIEST, Note::StationOverFull { turnout });
        } else if counts.registered == counts.cast {
            add(3.0, Note::StationFullTurnout);
        }
    }
    if SMALLEST <= counts.cast && counts.votes == counts.cast {
        add(4.0, Note::StationUnanimous { ballots: counts.cast });
    }
    let turnout = counts.cast_turnout().filter(|_| SMALLEST <= counts.registered);
    if let Some((zone, turnout)) = zone.zip(turnout)
        && zone.reach < turnout
        && counts.votes <= counts.cast
    {
        let others = f64::from(counts.cast - counts.votes);
        let surplus = f64::from(counts.votes) - zone.ratio * others;
        if 0.0 < surplus {
            excess = Some(surplus);
            let reach = zone.reach;
            add(bans((turnout - zone.mode) / zone.spread), Note::StationTurnout { turnout, reach });
            // Half a vote keeps the ratio finite where the others got none.
            let distance = libm::log(f64::from(counts.votes) / (others + 0.5) / zone.ratio);
            let spread = zone.station_spread.max(SPREAD);
            add(bans(distance / spread), Note::StationExcess { votes: surplus });
        }
    }
    if integer.turnout.is_some() && integer.result.is_some() {
        let chance = integer.turnout_chance * integer.result_chance;
        let (turnout, result) = (integer.turnout, integer.result);
        add(-libm::log10(chance.max(1e-9)), Note::StationInteger { turnout, result, chance });
    }
    (score, excess, reasons)
}

/// The weight of a figure `z` standard deviations above what is honest.
fn bans(z: f64) -> f64 {
    if z <= 0.0 {
        return 0.0;
    }
    -libm::log10(upper_tail(z).max(1e-300))
}
