//! The same questions for each top-level area.

use std::collections::BTreeMap;

use crate::{
    finding::{AreaFinding, Interval, Variable},
    holm,
    methods::{
        clean_zone,
        integer::{AtStation, Moments},
    },
    normal::upper_tail,
    stations::{Counts, Stations},
};

/// Areas with fewer stations get their figures but no verdict.
const FEWEST: usize = 50;

/// One finding for each top-level area, most suspicious first.
pub(crate) fn by_area(stations: &Stations<'_>, at: &[AtStation]) -> Vec<AreaFinding> {
    let mut groups: BTreeMap<&str, Vec<(&Counts, &AtStation)>> = BTreeMap::new();
    for (counts, station) in stations.counts.iter().zip(at) {
        let area = stations.results.areas.ancestor(counts.area, 1);
        groups.entry(area).or_default().push((counts, station));
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    let mut findings: Vec<AreaFinding> =
        groups.into_iter().map(|(area, group)| one_area(stations, area, &group)).collect();
    let p_values: Vec<f64> = findings.iter().filter_map(|f| f.integer_z.map(upper_tail)).collect();
    let judged = findings.iter_mut().filter(|f| f.integer_z.is_some());
    for (finding, adjusted) in judged.zip(holm::adjust(&p_values)) {
        finding.integer_p_adjusted = Some(adjusted);
    }
    let key = |f: &AreaFinding| f.integer_z.unwrap_or(f64::NEG_INFINITY);
    findings.sort_by(|a, b| key(b).total_cmp(&key(a)));
    findings
}

fn one_area(stations: &Stations<'_>, area: &str, group: &[(&Counts, &AtStation)]) -> AreaFinding {
    let mut moments = Moments::default();
    let (mut registered, mut turned_out, mut cast, mut votes, mut usable) = (0, 0, 0, 0, 0);
    for (counts, station) in group {
        registered += u64::from(counts.registered);
        turned_out += u64::from(counts.turned_out);
        cast += u64::from(counts.cast);
        votes += u64::from(counts.votes);
        if station.included {
            usable += 1;
            moments.add(1.0, station.hit(Variable::Either), station.chance(Variable::Either));
        }
    }
    let share = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
    let sd = moments.variance.sqrt();
    let judged = usable >= FEWEST && sd > 0.0;
    let own =
        Stations { counts: group.iter().map(|(c, _)| **c).collect(), ..stations.clone_shell() };
    let anomalous = clean_zone::find(&own).0;
    let interval = || {
        Some(Interval { estimate: anomalous.estimate?, low: anomalous.low?, high: anomalous.high? })
    };
    AreaFinding {
        area: area.to_owned(),
        stations: usable,
        registered,
        turnout: share(turned_out, registered),
        share: share(votes, cast),
        integer_observed: moments.observed,
        integer_mean: moments.mean,
        integer_sd: sd,
        integer_z: judged.then(|| (moments.observed - moments.mean) / sd),
        integer_p_adjusted: None,
        anomalous_votes: if anomalous.applies { interval() } else { None },
    }
}
