//! Where fraud happens: some regions are worse than others, and some districts of a region.

use crate::{
    dice::Streams,
    frame::Frame,
    fraud::{Fraud, FraudKind},
    plan::Plan,
    sheet::Sheet,
};

/// Districts differ by this part of what regions differ by.
const DISTRICTS: f64 = 0.5;

/// Which of the plan's frauds hits each station, if any: each hits its share of all stations,
/// or as many as are left where it can be done at all, and none that another has hit.
///
/// Stations are drawn without replacement with chances in proportion to the propensity of their
/// region and district: those whose exponential clocks of that rate ring first (P. S. Efraimidis
/// and P. G. Spirakis, Information Processing Letters 97, 2006, 181–185).
pub(crate) fn choose(
    plan: &Plan,
    frame: &Frame,
    sheets: &[Sheet],
    option: usize,
    streams: Streams,
) -> Vec<Option<usize>> {
    let propensity = propensities(frame, plan.shape.fraud_clustering, streams);
    let mut hit: Vec<Option<usize>> = vec![None; sheets.len()];
    for (number, fraud) in plan.fraud.iter().enumerate() {
        let mut dice = streams.open("fraud's places", number);
        let mut clocks: Vec<(f64, usize)> = Vec::with_capacity(sheets.len());
        for (index, (sheet, place)) in sheets.iter().zip(&frame.places).enumerate() {
            let rate = propensity.get(place.district).copied().unwrap_or(1.0);
            let rings = -libm::log(dice.unit()) / rate;
            let free = hit.get(index).is_some_and(Option::is_none);
            if free && is_possible(fraud.kind, sheet, option) {
                clocks.push((rings, index));
            }
        }
        clocks.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (_, index) in clocks.into_iter().take(wanted(fraud, sheets.len())) {
            if let Some(cell) = hit.get_mut(index) {
                *cell = Some(number);
            }
        }
    }
    hit
}

/// How many stations a fraud is to hit.
fn wanted(fraud: &Fraud, stations: usize) -> usize {
    let wanted = crate::divide::rounded(fraud.share * stations as f64);
    usize::try_from(wanted).unwrap_or(usize::MAX)
}

/// How ready each district is for fraud.
fn propensities(frame: &Frame, clustering: f64, streams: Streams) -> Vec<f64> {
    let region = |index| streams.open("region's propensity", index).normal();
    let regions: Vec<f64> = (0..frame.regions.len()).map(region).collect();
    let district = |(index, district): (usize, &crate::frame::District)| {
        let region = regions.get(district.region).copied().unwrap_or(0.0);
        let own = streams.open("district's propensity", index).normal();
        libm::exp(clustering * (region + DISTRICTS * own))
    };
    frame.districts.iter().enumerate().map(district).collect()
}

/// Whether there is anything at a station to do it with.
fn is_possible(kind: FraudKind, sheet: &Sheet, option: usize) -> bool {
    let own = sheet.votes_at(option);
    match kind {
        FraudKind::Stuffing => sheet.issued < sheet.registered,
        FraudKind::Steal | FraudKind::Spoil => own < sheet.valid(),
        FraudKind::Swap => sheet.votes.iter().any(|votes| own < *votes),
        FraudKind::Round | FraudKind::Invent => 0 < sheet.registered,
    }
}
