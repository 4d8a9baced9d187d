//! What is said of thresholds, leads and missing stations, against reckoning by hand.

use super::*;
use sanaq_election::Seats;

use crate::odds;

#[test]
fn the_chance_to_pass_is_that_of_students_t() {
    let country = Country::new(8, 40);
    let drawn = country.draw(12, "passes");
    let answer = country.answer(&drawn, &drawn[..80]);
    for option in &answer.options {
        let (share, error) = (option.share.unwrap(), option.error.unwrap());
        let degrees = error.degrees.unwrap();
        let expected = odds::passes(share.estimate, error.error, degrees, 0.07);
        close(option.threshold_probability.unwrap(), expected, 1e-12);
        // The interval is that of the same error.
        let half = crate::distribution::student_quantile(0.975, degrees) * error.error;
        close(share.high - share.estimate, half, 1e-9);
    }
    assert!(option(&answer, "nur-otan").threshold_probability.unwrap() > 1.0 - 1e-9);
}

/// Whether a list passes is open exactly where its chance lies between 5 and 95 %.
#[test]
fn an_open_threshold_is_said_and_a_decided_one_is_not() {
    for (third, open) in [(70, true), (64, false), (76, false)] {
        let mut country = Country::alike(6, 30, 1_000, 0, [750, 100, third, 80 - third + 10, 60]);
        let mut stream = Seed::from_text("threshold").stream(0);
        for sheet in &mut country.sheets {
            let step = u32::try_from(stream.below(41)).unwrap();
            sheet.votes[2] = third + step - 20;
            sheet.votes[0] = 1_000 - sheet.votes[1..].iter().sum::<u32>();
        }
        let drawn = country.draw(12, "open");
        let answer = country.answer(&drawn, &drawn);
        let chance = option(&answer, "qhp").threshold_probability.unwrap();
        assert_eq!((0.05..0.95).contains(&chance), open, "{third}: {chance}");
        let said = answer.warnings.iter().any(
            |warning| matches!(warning, Remark::ThresholdOpen { option, .. } if option == "qhp"),
        );
        assert_eq!(said, open, "{:?}", answer.warnings);
        // Seats follow: with the threshold open there are allocations with the list and without.
        let seats = option(&answer, "qhp").seats.as_ref().unwrap();
        let passes: f64 = seats.distribution.iter().filter(|(n, _)| **n > 0).map(|(_, p)| p).sum();
        assert!((passes - chance).abs() < 0.05, "{passes} is not {chance}");
        sound(&answer);
    }
}

/// Two lists of nearly the same share: that nobody can say who leads is said.
#[test]
fn a_lead_that_cannot_be_told_is_told_to_be_open() {
    for (first, open) in [(402, true), (460, false)] {
        let mut country = Country::alike(6, 30, 1_000, 0, [first, 800 - first, 100, 60, 40]);
        let mut stream = Seed::from_text("lead").stream(0);
        for sheet in &mut country.sheets {
            let step = u32::try_from(stream.below(101)).unwrap();
            sheet.votes[0] = first + step - 50;
            sheet.votes[1] = 800 - sheet.votes[0];
        }
        let drawn = country.draw(12, "lead");
        let answer = country.answer(&drawn, &drawn);
        let said = codes(&answer.warnings).contains(&"no-winner");
        assert_eq!(said, open, "{:?}", answer.winner);
        let sum: f64 = answer.winner.iter().map(|chance| chance.probability).sum();
        close(sum, 1.0, 1e-9);
        sound(&answer);
    }
}

/// Four regions of 40 stations with 1,000 voters each; 20 drawn in each, 12, 12, 12 and 0 in. So
/// 3/4 · 8/20 of the voters are late and 1/4 unseen: 55 % are missing, and a lead of g is gone
/// when it is g / 0.55 less there.
#[test]
fn the_tipping_point_is_the_gap_over_the_missing_part() {
    let mut country = Country::alike(4, 40, 1_000, 0, [460, 400, 80, 40, 20]);
    let mut stream = Seed::from_text("tipping").stream(0);
    for sheet in &mut country.sheets {
        let step = u32::try_from(stream.below(201)).unwrap();
        sheet.votes[0] = 360 + step;
        sheet.votes[1] = 860 - sheet.votes[0];
    }
    let drawn = country.draw(20, "tipping");
    let arrived = drawn.iter().enumerate().filter(|(at, _)| at % 20 < 12 && *at < 60);
    let arrived: Vec<usize> = arrived.map(|(_, station)| *station).collect();
    let answer = country.answer(&drawn, &arrived);
    let tipping = answer.tipping_point.clone().unwrap();
    close(tipping.missing, 0.55, 1e-12);
    let gap = share(&answer, "nur-otan").estimate - share(&answer, "ak-zhol").estimate;
    close(tipping.gap, gap, 1e-12);
    close(tipping.difference, gap / 0.55, 1e-12);
    assert_eq!(tipping.option.as_str(), "nur-otan");
    assert_eq!(tipping.against.as_ref().map(OptionId::as_str), Some("ak-zhol"));
    // What one list wins the other loses, so the lead varies twice as much as each; every station
    // has 1,000 valid votes of 1,000 voters, so the spread is in shares.
    let sample = country.sample(&drawn);
    let asked = country.asked(&sample);
    let reports = country.reports(&arrived);
    let work = Work::new(&asked, &reports);
    let fit = work.fit().unwrap();
    close(fit.lines[0].spread, fit.lines[1].spread, 1e-6);
    let deviations = gap / 0.55 / (2.0 * fit.lines[0].spread);
    close(tipping.deviations.unwrap(), deviations, 1e-6);
    assert!(!tipping.within_allowance);
    // The threshold: the third list is at 8 %, one point above.
    let points = &answer.threshold_tipping_points;
    let third = points.iter().find(|point| point.option.as_str() == "qhp").unwrap();
    close(third.gap, 0.01, 1e-9);
    close(third.difference, 0.01 / 0.55, 1e-9);
    assert_eq!((&third.against, third.deviations), (&None, None), "it does not vary at all");
    // An allowance as large as that covers the headline.
    let settings = Settings { late: 1.001 * deviations, ..Settings::default() };
    let answer = QuickCount { settings, ..asked }.answer(&reports, &seed());
    assert!(answer.tipping_point.unwrap().within_allowance);
}

#[test]
fn there_is_no_tipping_point_where_nothing_is_missing() {
    let country = Country::new(6, 30);
    let drawn = country.draw(15, "complete");
    let answer = country.answer(&drawn, &drawn);
    assert!(answer.tipping_point.is_none() && answer.threshold_tipping_points.is_empty());
    assert!(!codes(&answer.assumptions).contains(&"conditional"));
    let answer = country.answer(&drawn, &drawn[..70]);
    assert!(answer.tipping_point.is_some());
    assert!(codes(&answer.assumptions).contains(&"conditional"));
}

/// Two lists with the same votes everywhere and one seat between them.
#[test]
fn a_seat_that_the_law_leaves_to_a_lot_is_told() {
    let mut country = Country::alike(3, 10, 1_000, 0, [500, 500, 0, 0, 0]);
    country.election.contest.seats = Seats(97);
    let answer = country.counted();
    assert!(codes(&answer.warnings).contains(&"lots"), "{:?}", answer.warnings);
    country.election.contest.seats = Seats(98);
    assert!(!codes(&country.counted().warnings).contains(&"lots"));
}
