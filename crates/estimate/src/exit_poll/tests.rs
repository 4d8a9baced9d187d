//! Vectors, weights by hand, and polls that say nothing.

use super::*;
use crate::spoiled::planned;

fn close(found: f64, expected: f64, relative: f64) {
    assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
}

/// Answers for the option, all answers, weight: the vector of the design.
fn stations() -> [Interviews; 4] {
    [(12, 20, 1.0), (30, 50, 1.2), (9, 30, 0.8), (25, 40, 1.0)]
        .map(|(option, answers, weight)| station(weight, &[(None, option, answers - option)]))
}

fn station(expansion: f64, groups: &[(Option<u32>, u32, u32)]) -> Interviews {
    let group = |(asked, first, second): &(Option<u32>, u32, u32)| Group {
        asked: *asked,
        votes: vec![*first, *second],
    };
    Interviews { expansion, voters: None, groups: groups.iter().map(group).collect() }
}

fn poll(stations: &[Interviews]) -> Poll {
    exit_poll(stations, 2, 0.95).unwrap()
}

/// The vector of the design to its digits, and by exact fractions: 80.2 / 144.
#[test]
fn four_stations_give_the_vector() {
    let poll = poll(&stations());
    let first = poll.options[0];
    close(first.share, 80.2 / 144.0, 1e-14);
    close(first.share, 0.556_944_444_4, 1e-9);
    let sampling = first.sampling.unwrap();
    close(sampling.error, 0.058_296_612_7, 1e-9);
    close(sampling.design_effect, 1.928_167, 1e-6);
    close(sampling.kish, 1.020_833, 1e-6);
    close(sampling.kish, 140.0 * (20.0 + 72.0 + 19.2 + 40.0) / (144.0 * 144.0), 1e-14);
    close(sampling.effective, 72.61, 1e-4);
    // By hand: z = w (y − p m), whose mean is 0.
    let p = 80.2 / 144.0;
    let z = [12.0 - 20.0 * p, 36.0 - 60.0 * p, 7.2 - 24.0 * p, 25.0 - 40.0 * p];
    let error = (4.0 / 3.0 * z.iter().map(|z| z * z).sum::<f64>()).sqrt() / 144.0;
    close(sampling.error, error, 1e-12);
    close(sampling.design_effect, error * error * 140.0 / (p * (1.0 - p)), 1e-12);
    close(sampling.effective, p * (1.0 - p) / (error * error), 1e-12);
    assert!(poll.few && poll.answers == 140 && poll.asked.is_none() && poll.refusals.is_none());
    // Of two, what one wins the other loses: the lead varies twice as much as a share.
    let lead = poll.lead.unwrap();
    assert_eq!((lead.first, lead.second), (0, 1));
    close(lead.lead, 2.0 * 80.2 / 144.0 - 1.0, 1e-12);
    close(lead.error.unwrap(), 2.0 * sampling.error, 1e-12);
    let half = 2.0 * (sampling.interval.high - first.share);
    close(lead.high.unwrap() - lead.lead, half, 1e-9);
}

/// The margins that were announced for Kazakhstan 2021 (2 and 2.5 points), reckoned.
#[test]
fn announced_margins_can_be_reckoned_again() {
    let polls = [
        (600.0, 0.7197, [0.98, 1.26, 2.03]),
        (500.0, 0.721, [1.07, 1.38, 2.22]),
        (600.0, 0.0957, [0.64, 0.82, 1.33]),
    ];
    for (places, share, margins) in polls {
        for (correlation, points) in [0.05, 0.1, 0.3].into_iter().zip(margins) {
            let found = 100.0 * planned(share, places, 40.0, correlation, 0.95);
            assert!((found - points).abs() < 0.012, "{found} is not {points}");
        }
    }
}

#[test]
fn refusals_move_a_share_and_the_tipping_point_says_how_much_is_needed() {
    assert!((refusal_bias(0.6, 0.9) + 0.025_5).abs() < 5e-5);
    assert!((refusal_bias(0.6, 0.8) + 0.054_5).abs() < 5e-5);
    close(refusal_bias(0.6, 0.9), 0.54 / 0.94 - 0.6, 1e-12);
    close(refusal_bias(0.6, 0.8), 0.48 / 0.88 - 0.6, 1e-12);
    for (observed, share) in [(0.72, 0.5), (0.1, 0.07), (0.4, 0.6)] {
        let willing = tipping_point(observed, share).unwrap();
        close(behind(observed, willing), share, 1e-12);
        close(share + refusal_bias(share, willing), observed, 1e-12);
    }
    assert_eq!(tipping_point(0.0, 0.5), None);
    assert_eq!(tipping_point(0.5, 1.0), None);
}

/// 40 asked, 30 answered, 18 for the first: it has 45 to 70 % of all asked. For half of all it
/// needs 2 of the 10 who refused; to be overtaken, the second must win them by 6.
#[test]
fn what_those_who_refused_could_change_is_told() {
    let found = poll(&[station(1.0, &[(Some(40), 18, 12)])]).refusals.unwrap();
    close(found.refused, 0.25, 1e-12);
    let (low, high) = found.bounds(0).unwrap();
    close(low, 0.45, 1e-12);
    close(high, 0.70, 1e-12);
    close(found.needed(0, 0.5).unwrap(), 0.2, 1e-12);
    close(found.overtaken(0, 1).unwrap(), 0.6, 1e-12);
    assert_eq!(found.needed(9, 0.5), None);
    assert_eq!(poll(&[station(1.0, &[(Some(30), 18, 12)])]).refusals, None, "nobody refused");
}

/// Women: 20 asked, 10 answered, 8 for the first. Men: 20 asked, 20 answered, 4 for the first. Each
/// answer of a woman counts twice: (16 + 4) of 40.
#[test]
fn a_group_that_refuses_more_counts_as_it_was_asked() {
    let split = [station(1.0, &[(Some(20), 8, 2), (Some(20), 4, 16)])];
    close(poll(&split).options[0].share, 0.5, 1e-12);
    let one = [station(1.0, &[(Some(40), 12, 18)])];
    close(poll(&one).options[0].share, 0.4, 1e-12);
    // A group of which nobody answered is stood for by the others of its station.
    let silent =
        [station(1.0, &[(Some(20), 8, 2), (Some(20), 0, 0)]), station(1.0, &[(Some(40), 20, 20)])];
    close(poll(&silent).options[0].share, 0.5 * (0.8 + 0.5), 1e-12);
}

/// Two stations with the same number of interviews: 60 % of 900 voters, 20 % of 300, the second
/// drawn with half the chance.
#[test]
fn a_station_counts_by_its_voters_and_its_chance() {
    let mut stations = [station(1.0, &[(None, 24, 16)]), station(2.0, &[(None, 8, 32)])];
    stations[0].voters = Some(900);
    stations[1].voters = Some(300);
    close(poll(&stations).options[0].share, (0.6 * 900.0 + 0.2 * 600.0) / 1_500.0, 1e-12);
    stations[1].voters = None;
    assert_eq!(exit_poll(&stations, 2, 0.95), Err(PollError::Weight(2)));
}

#[test]
fn no_margin_is_made_of_nothing() {
    let sampling = |stations: &[Interviews]| poll(stations).options[0].sampling;
    assert_eq!(sampling(&stations()[..1]), None);
    assert_eq!(poll(&stations()[..1]).lead.unwrap().error, None);
    let same = vec![stations()[0].clone(); 5];
    assert_eq!(sampling(&same), None, "stations that do not differ");
    let all = stations().map(|one| station(one.expansion, &[(None, 20, 0)]));
    assert_eq!(sampling(&all), None, "everybody for one");
    let refused = [station(1.0, &[(Some(40), 0, 0)]), station(1.0, &[(Some(30), 0, 0)])];
    for nobody in [&[][..], &refused[..]] {
        let poll = poll(nobody);
        assert!(poll.options.is_empty() && poll.lead.is_none() && poll.stations == 0, "{poll:?}");
    }
    let refusals = poll(&refused).refusals.unwrap();
    assert_eq!(refusals.bounds(0), Some((0.0, 1.0)), "all refused: nothing is known");
}

#[test]
fn interviews_that_cannot_be_are_refused() {
    let first = stations()[0].clone();
    let refused = |one| exit_poll(&[first.clone(), one], 2, 0.95).unwrap_err().to_string();
    let asked = refused(station(1.0, &[(Some(19), 12, 8)]));
    assert!(asked.contains("station 2") && asked.contains("20 answers of 19 asked"), "{asked}");
    for expansion in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let weight = refused(Interviews { expansion, ..first.clone() });
        assert!(weight.contains("station 2"), "{weight}");
    }
    let none = Interviews { voters: Some(0), ..first.clone() };
    assert_eq!(exit_poll(&[none], 2, 0.95), Err(PollError::Weight(1)));
}
