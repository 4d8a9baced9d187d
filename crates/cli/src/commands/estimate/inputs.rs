//! What an estimate is given beside protocols: the list of drawn stations, what is known of
//! stations, and why some are silent.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use sanaq_election::Election;
use sanaq_estimate::{
    Design, Drawn, Frame,
    quick_count::Sample,
    sample::{self, Absence, Account, List},
};

use super::named;
use crate::{
    exit::Failure,
    input::{Loaded, file_name},
    output::{count, rounded},
};

/// Chances of fewer stations are not held against the frame: they may add up to anything.
const ENOUGH: usize = 30;

/// By what factor the voters, or the stations, that a sample stands for may be off those of the
/// frame.
const OFF: f64 = 1.5;

/// Codes that a sentence names.
const NAMED: usize = 5;

/// The sample that a list says, held against the frame, and what is strange in the list.
pub(super) fn sample(
    frame: &Frame,
    file: &Path,
    waves: usize,
) -> Result<(Sample, Option<String>), Failure> {
    let list = named(file, List::parse)?;
    let wrong = |text: String| Failure::Input(format!("{}: {text}", file.display()));
    let last = list.rows.iter().map(|row| row.wave).max().unwrap_or(0);
    if waves > last {
        return Err(wrong(format!("found {last} reserve waves, expected {waves} for --waves")));
    }
    let mut drawn = Vec::new();
    let mut order = BTreeMap::new();
    let mut clusters = BTreeSet::new();
    for (row, probability) in list.in_use(waves) {
        let station = frame.find(&row.station).ok_or_else(|| {
            wrong(format!("found station «{}», expected one of the frame", row.station))
        })?;
        let stratum = frame.strata().get(frame.stratum(station)).map_or("", String::as_str);
        if !row.stratum.is_empty() && row.stratum != stratum {
            return Err(wrong(format!(
                "station {}: found the stratum «{}», expected «{stratum}» as the frame has it; \
                 give the --strata that the sample was drawn with",
                row.station, row.stratum
            )));
        }
        drawn.push(Drawn { station, probability });
        order.extend(row.order.map(|nth| (station, nth)));
        clusters.extend(row.cluster.clone());
    }
    if drawn.is_empty() {
        return Err(wrong("found no station, expected those that were drawn".to_owned()));
    }
    stands_for(frame, &drawn).map_err(wrong)?;
    let note = without_chance(file, &drawn);
    let design = Design::new(frame, &drawn);
    Ok((Sample::Drawn { design, order, clusters: clusters.len() }, note))
}

/// That the chances, if they are used, make the sample stand for this frame and no other. Chances
/// that go by registers give the voters exactly and the stations roughly, equal ones the other way
/// round: a list is refused where neither comes out.
fn stands_for(frame: &Frame, drawn: &[Drawn]) -> Result<(), String> {
    let chances: Option<Vec<f64>> = drawn.iter().map(|drawn| drawn.probability).collect();
    let Some(chances) = chances.filter(|chances| chances.len() >= ENOUGH) else { return Ok(()) };
    let sum = |size: &dyn Fn(usize) -> f64| {
        let parts = drawn.iter().zip(&chances).map(|(drawn, chance)| size(drawn.station) / chance);
        (parts.sum::<f64>(), (0..frame.len()).map(size).sum::<f64>())
    };
    let off = |(found, expected): (f64, f64)| found > OFF * expected || OFF * found < expected;
    let (stations, voters) = (sum(&|_| 1.0), sum(&|at| frame.size(at)));
    if !off(stations) || !off(voters) {
        return Ok(());
    }
    Err(format!(
        "probability: found chances by which the {} drawn stations stand for {} voters at {} \
         stations, expected about the {} voters at {} stations of the frame: is it the frame that \
         the sample was drawn from, with each station once?",
        count(drawn.len() as u64),
        rounded(voters.0),
        rounded(stations.0),
        rounded(voters.1),
        rounded(stations.1)
    ))
}

/// What is assumed where a list leaves chances out.
fn without_chance(file: &Path, drawn: &[Drawn]) -> Option<String> {
    let silent = drawn.iter().filter(|drawn| drawn.probability.is_none()).count();
    let assumed = "they are taken to be equal inside strata";
    let file = file_name(file);
    match silent {
        0 => None,
        all if all == drawn.len() => Some(format!("{file}: the list says no chances: {assumed}")),
        some => Some(format!(
            "{file}: the list says no chance of {some} drawn stations, and those of the others are \
             not used: {assumed}"
        )),
    }
}

/// Previous results as covariates; codes must be the same.
pub(super) fn add_previous(frame: &mut Frame, previous: &Loaded) -> Result<(), Failure> {
    if frame.add_previous(&previous.results) == 0 {
        return Err(Failure::Input(format!(
            "{}: found results of no station of the frame, expected the same codes",
            previous.file
        )));
    }
    Ok(())
}

/// Every column of numbers as a covariate, and what is strange in them.
pub(super) fn add_covariates(frame: &mut Frame, file: &Path) -> Result<Vec<String>, Failure> {
    let columns = named(file, sample::numbers)?;
    if columns.is_empty() {
        return Err(Failure::Input(format!(
            "{}: found no column beside station, expected at least one with numbers",
            file.display()
        )));
    }
    let mut notes = Vec::new();
    let mut strangers = BTreeSet::new();
    let mut note = |text: String| notes.push(format!("{}: {text}", file_name(file)));
    for column in &columns {
        let name = &column.name;
        let values = column.values.iter().map(|(code, value)| (code.as_str(), *value));
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            values.partition(|(code, _)| frame.find(code).is_some());
        strangers.extend(elsewhere.iter().map(|(code, _)| *code));
        let known = here.len();
        if known > 0 && known < frame.len() {
            note(format!(
                "column {name}: known for {} of the {} stations of the frame; the others stand for \
                 the mean of their stratum",
                count(known as u64),
                count(frame.len() as u64)
            ));
        }
        let ends = here.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |ends, (_, value)| {
            (ends.0.min(*value), ends.1.max(*value))
        });
        if known > 0 && ends.0 >= ends.1 {
            note(format!(
                "column {name}: found {} at every station, and it is of no use: left out",
                ends.0
            ));
            continue;
        }
        if frame.add_covariate(here.into_iter()) == 0 {
            return Err(Failure::Input(format!(
                "{}: column {}: found a value for no station of the frame, expected the same \
                 codes",
                file.display(),
                column.name
            )));
        }
    }
    if !strangers.is_empty() {
        let found = listed(&strangers);
        note(format!("{} codes are of no station of the frame: {found}", strangers.len()));
    }
    Ok(notes)
}

/// The first of some codes.
fn listed(codes: &BTreeSet<&str>) -> String {
    let first: Vec<&str> = codes.iter().take(NAMED).copied().collect();
    let more = if codes.len() > NAMED { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}

/// Where the drawn stations stand, and what is strange in the list of absences.
pub(super) fn account(
    frame: &Frame,
    sample: &Sample,
    reports: &Loaded,
    file: &Path,
) -> Result<(Account, Vec<String>), Failure> {
    let reasons = named(file, |text| sample::column(text, "reason"))?;
    let absences = reasons.into_iter().map(|(station, reason)| {
        let reason = reason.parse().map_err(|error| {
            Failure::Input(format!("{}: station {station}: {error}", file.display()))
        })?;
        Ok(Absence { station, reason })
    });
    let absences = absences.collect::<Result<Vec<_>, Failure>>()?;
    let drawn: Vec<&str> = match sample {
        Sample::Drawn { design, .. } => design.stations().map(|at| frame.code(at)).collect(),
        Sample::Unlisted | Sample::HandPicked => Vec::new(),
    };
    let known: BTreeSet<&str> = drawn.iter().copied().collect();
    let strangers = absences.iter().map(|absence| absence.station.as_str());
    let strangers: BTreeSet<&str> = strangers.filter(|code| !known.contains(code)).collect();
    let account = sample::account(drawn.into_iter(), reports.results.stations.iter(), &absences);
    let both: BTreeSet<&str> = account.both.iter().map(String::as_str).collect();
    let say = |codes: &BTreeSet<&str>, what: &str| {
        let sentence = format!("{}: {} stations {what}", file_name(file), codes.len());
        (!codes.is_empty()).then(|| format!("{sentence}: {}", listed(codes)))
    };
    let notes = [
        say(&strangers, "were never drawn, and their absence does not count"),
        say(&both, "are absent there and have reported all the same, and the report counts"),
    ];
    Ok((account, notes.into_iter().flatten().collect()))
}

/// Protocols that do not add up, check by check: they count all the same, and a person should look.
pub(super) fn violations(reports: &Loaded, election: &Election) -> Vec<String> {
    let checked = sanaq_check::check(&reports.results, Some(election));
    let violated = checked.counts.iter().filter(|check| check.violated > 0);
    let told = violated.map(|check| {
        format!(
            "{}: «{}» does not hold in {} protocols; `sanaq check` names them",
            reports.file, check.check, check.violated
        )
    });
    told.collect()
}
