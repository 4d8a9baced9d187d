//! Specifications as they are written, and what each kind does to one protocol.

use proptest::prelude::*;

use super::*;
use crate::{dice::Streams, sheet::Sheet};

fn one(text: &str) -> Fraud {
    text.parse().unwrap()
}

fn message(text: &str) -> String {
    Fraud::parse(text).unwrap_err().to_string()
}

#[test]
fn a_list_is_read_with_its_default_strengths() {
    let read = Fraud::parse("stuffing:0.15, round:0.05@0.8").unwrap();
    assert_eq!(read[0], Fraud { kind: FraudKind::Stuffing, share: 0.15, strength: 0.75 });
    assert_eq!(read[1], Fraud { kind: FraudKind::Round, share: 0.05, strength: 0.8 });
    assert_eq!(Fraud::parse(" "), Ok(vec![]));
}

#[test]
fn what_cannot_be_read_says_what_was_expected() {
    assert_eq!(
        message("stuffing"),
        "fraud: found «stuffing», expected KIND:SHARE or KIND:SHARE@STRENGTH"
    );
    assert_eq!(
        message("stuff:0.1"),
        "fraud: found the kind «stuff», expected one of stuffing, steal, swap, round, invent, spoil"
    );
    for share in ["15", "0", "-0.1", "NaN", "15%", "", "inf"] {
        let expected = format!(
            "fraud: round at «{share}» of the stations, expected a fraction above 0 and up to 1, \
             such as 0.15"
        );
        assert_eq!(message(&format!("round:{share}")), expected);
    }
    assert!(message("steal:0.1@2").contains("steal with the strength «2»"));
    assert!(message("swap:0.1@0.5").contains("expected none"));
    assert!(message("steal:0.1,,swap:0.1").contains("found «»"));
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        kind in 0usize..6,
        share in 0.001f64..=1.0,
        strength in 0.001f64..=1.0,
    ) {
        let kind = FraudKind::ALL[kind];
        let strength = if kind == FraudKind::Swap { 1.0 } else { strength };
        let fraud = Fraud { kind, share, strength };
        prop_assert_eq!(one(&fraud.to_string()), fraud);
    }
}

/// A station with 1000 voters of whom 600 came: 300 for the first option, 200 and 90 for others.
fn honest() -> Sheet {
    Sheet { registered: 1000, issued: 600, invalid: 10, votes: vec![300, 200, 90] }
}

fn done(text: &str, option: usize, index: usize) -> Sheet {
    commit(&one(text), &honest(), option, Streams(1).open("test", index))
}

#[test]
fn stuffing_adds_ballots_of_voters_who_stayed_away() {
    let sheet = done("stuffing:1@0.5", 0, 0);
    let added = sheet.issued - 600;
    assert!((1..=400).contains(&added), "{added}");
    assert_eq!(sheet.votes, [300 + added, 200, 90]);
    assert_eq!(done("stuffing:1@1", 0, 0).issued, 1000);
}

#[test]
fn stealing_moves_votes_and_leaves_turnout() {
    let sheet = done("steal:1", 1, 0);
    assert_eq!((sheet.issued, sheet.cast()), (600, 600));
    assert!(sheet.votes[0] < 300 && sheet.votes[2] < 90, "{sheet:?}");
    assert_eq!(done("steal:1@1", 1, 0).votes, [0, 590, 0]);
}

#[test]
fn spoiling_makes_votes_invalid() {
    let sheet = done("spoil:1@1", 2, 0);
    assert_eq!((sheet.votes, sheet.invalid), (vec![0, 0, 90], 510));
}

#[test]
fn swapping_exchanges_with_the_strongest() {
    assert_eq!(done("swap:1", 2, 0).votes, [90, 200, 300]);
    assert_eq!(done("swap:1", 1, 0).votes, [200, 300, 90]);
    assert_eq!(done("swap:1", 0, 0).votes, [300, 200, 90]);
}

#[test]
fn rounding_writes_whole_percentages_and_inventing_does_not() {
    let whole = |count: u32, of: u32| {
        let percent = 100.0 * f64::from(count) / f64::from(of);
        (percent - percent.round()).abs() < 0.06
    };
    let on = |kind: &str| {
        let sheets = (0..200).map(|index| done(kind, 0, index));
        sheets.filter(|s| whole(s.issued, 1000) && whole(s.votes[0], s.cast())).count()
    };
    let (round, invent) = (on("round:1"), on("invent:1"));
    // A share of 600 to 1000 ballots is not always exact to a tenth of a point.
    assert!(round > 150 && invent < 20, "{round} {invent}");
    let fives =
        (0..200).filter(|index| done("round:1", 0, *index).issued.is_multiple_of(50)).count();
    assert!((90..160).contains(&fives), "{fives}");
}

#[test]
fn invented_protocols_lean_to_the_option_and_keep_the_others_in_order() {
    for index in 0..100 {
        let sheet = done("invent:1", 0, index);
        assert!(sheet.issued >= 600 && sheet.issued == sheet.cast(), "{sheet:?}");
        assert!(sheet.votes[0] * 2 >= sheet.cast(), "{sheet:?}");
        assert!(sheet.votes[1] >= sheet.votes[2] && sheet.invalid <= 10 + 10, "{sheet:?}");
    }
}

#[test]
fn one_option_takes_all_that_is_not_invalid() {
    let honest = Sheet { registered: 500, issued: 200, invalid: 4, votes: vec![196] };
    let sheet = commit(&one("round:1"), &honest, 0, Streams(1).open("test", 0));
    assert_eq!(sheet.votes[0] + sheet.invalid, sheet.issued);
}
