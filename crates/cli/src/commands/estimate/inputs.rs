//! What an estimate is given beside protocols: the list of drawn stations, what is known of
//! stations, and why some are silent.

use std::{collections::BTreeMap, path::Path};

use sanaq_estimate::{
    Design, Drawn, Frame,
    quick_count::Sample,
    sample::{self, Absence, Account, List},
};

use super::named;
use crate::{exit::Failure, input::Loaded};

/// The sample that a list says, held against the frame.
pub(super) fn sample(frame: &Frame, file: &Path, waves: usize) -> Result<Sample, Failure> {
    let list = named(file, List::parse)?;
    let wrong = |text: String| Failure::Input(format!("{}: {text}", file.display()));
    let last = list.rows.iter().map(|row| row.wave).max().unwrap_or(0);
    if waves > last {
        return Err(wrong(format!("found {last} reserve waves, expected {waves} for --waves")));
    }
    let mut drawn = Vec::new();
    let mut order = BTreeMap::new();
    let mut clusters = std::collections::BTreeSet::new();
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
    let design = Design::new(frame, &drawn);
    Ok(Sample::Drawn { design, order, clusters: clusters.len() })
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

/// Every column of numbers as a covariate.
pub(super) fn add_covariates(frame: &mut Frame, file: &Path) -> Result<(), Failure> {
    let columns = named(file, sample::numbers)?;
    if columns.is_empty() {
        return Err(Failure::Input(format!(
            "{}: found no column beside station, expected at least one with numbers",
            file.display()
        )));
    }
    for column in &columns {
        let values = column.values.iter().map(|(code, value)| (code.as_str(), *value));
        let known = frame.add_covariate(values);
        if known == 0 {
            return Err(Failure::Input(format!(
                "{}: column {}: found a value for no station of the frame, expected the same \
                 codes",
                file.display(),
                column.name
            )));
        }
    }
    Ok(())
}

/// Where the drawn stations stand.
pub(super) fn account(
    frame: &Frame,
    sample: &Sample,
    reports: &Loaded,
    file: &Path,
) -> Result<Account, Failure> {
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
    Ok(sample::account(drawn.into_iter(), reports.results.stations.iter(), &absences))
}
