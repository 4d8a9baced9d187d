//! Which size is advised, and when none is.

use std::collections::BTreeMap;

use sanaq_estimate::rehearse::Score;

use super::*;
use crate::{Language, sheet::Standing};

fn score(coverage: f64, half: f64) -> Score {
    let worst_coverage = coverage;
    Score { mean_coverage: coverage, worst_coverage, mean_half_width: half, ..Score::default() }
}

fn rehearsal(size: usize, coverage: f64, half: f64) -> Rehearsal {
    let naive = score(0.5, 0.001);
    Rehearsal {
        frame: 5000,
        size,
        draws: 1000,
        refused: 0,
        arrived: 0.6,
        truth: BTreeMap::new(),
        ours: score(coverage, half),
        without_allowance: naive.clone(),
        reference: naive.clone(),
        naive: naive.clone(),
        collapsed: naive.clone(),
        quickcountmx: naive,
        turnout_coverage: None,
        invalid_coverage: None,
    }
}

fn lead(found: &[Rehearsal], margin: Option<f64>) -> (Standing, String) {
    let said = said(found, margin);
    (said.standing, said.lead)
}

fn said(found: &[Rehearsal], margin: Option<f64>) -> crate::sheet::Said {
    let arrival = Arrival { arrived: 0.6, own: 0.0 };
    let page = RehearsalPage {
        about: About::default(),
        election: None,
        trials: found.iter().map(|found| Tried { arrival, found }).collect(),
        level: 0.95,
        left_out: 0,
        margin,
    };
    let words = Words::new(Language::ENGLISH).unwrap();
    Work { words: &words, page: &page }.said()
}

#[test]
fn the_smallest_size_that_is_narrow_enough_is_advised() {
    let found =
        [rehearsal(2000, 0.96, 0.004), rehearsal(500, 0.95, 0.011), rehearsal(1000, 0.95, 0.0098)];
    let (standing, text) = lead(&found, Some(0.01));
    assert_eq!(standing, Standing::Said);
    assert!(text.starts_with("With 60\u{a0}%\u{a0}arriving, 1,000 stations are enough"), "{text}");
    let (standing, text) = lead(&found, Some(0.001));
    assert_eq!(standing, Standing::Open);
    assert!(text.contains("no size that was tried") && text.contains("2,000"), "{text}");
}

#[test]
fn a_narrow_interval_that_does_not_hold_is_not_advised() {
    let found = [rehearsal(500, 0.80, 0.002), rehearsal(1000, 0.95, 0.004)];
    let (_, text) = lead(&found, Some(0.005));
    assert!(text.contains("1,000 stations are enough"), "{text}");
    // Within what a thousand draws can tell from the level.
    let (_, text) = lead(&[rehearsal(500, 0.94, 0.002)], Some(0.005));
    assert!(text.contains("500 stations are enough"), "{text}");
}

/// Protects whoever reads a small party's figure: its interval may fail where the mean holds.
#[test]
fn a_size_whose_interval_fails_one_option_is_not_advised_and_the_option_is_named() {
    let with = |held: f64| {
        let mut found = rehearsal(400, 0.96, 0.004);
        found.ours.worst_coverage = held;
        let rest = (0..9).map(|at| (format!("list-{at}"), 0.97));
        found.ours.coverage = rest.chain([("small".to_owned(), held)]).collect();
        found
    };
    // 1,000 draws: 0.0069 is a standard error, and the lowest of ten may be 2.8 of them away.
    let kept = said(&[with(0.935)], Some(0.01));
    assert_eq!(kept.standing, Standing::Said, "{}", kept.lead);
    assert!(kept.points.iter().all(|point| !point.text.contains("small")));
    let left = said(&[with(0.90)], Some(0.01));
    assert_eq!(left.standing, Standing::Open);
    assert!(left.lead.contains("narrow enough") && left.lead.contains("400"), "{}", left.lead);
    let named: Vec<_> = left.points.iter().filter(|point| point.text.contains("small")).collect();
    assert_eq!(named.len(), 1);
    let text = &named[0].text;
    assert!(text.contains("90") && text.contains("400") && text.contains("60"), "{text}");
    let many = [with(0.8), with(0.8), with(0.8), with(0.8), with(0.8), with(0.8)];
    let many = said(&many, None).points;
    assert!(many.iter().any(|point| point.text.starts_with("2 more intervals")), "{many:?}");
}

#[test]
fn without_trials_nothing_is_advised() {
    let (standing, text) = lead(&[], None);
    assert_eq!((standing, text.as_str()), (Standing::Silent, "Nothing was tried."));
}
