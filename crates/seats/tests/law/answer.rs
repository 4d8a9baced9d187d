//! What others read in the answer: the promised keys, and standings that can be recomputed.

use sanaq_seats::{Ballots, Basis, Poll, Standing, allocate};
use serde_json::{Value, json};

use crate::contest::{contest, parse};

#[test]
fn the_promised_keys_are_there() {
    let contest = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap().contest;
    let votes = [5_148_074, 792_828, 659_019, 383_023, 258_618];
    let outcome = allocate(&contest, &Poll::national(Ballots::of(&votes))).unwrap();
    let answer: Value = json!(outcome);
    assert_eq!(answer["options"][1]["id"], "ak-zhol");
    assert_eq!(answer["options"][1]["votes"], 792_828);
    assert_eq!(answer["options"][1]["share"], "4894/44701");
    assert_eq!(answer["options"][1]["passed"], true);
    assert_eq!(answer["options"][1]["admission"], json!({ "kind": "reached", "needed": "7/100" }));
    assert_eq!(answer["options"][1]["seats"], 12);
    assert_eq!(answer["quota"], "6599921/98");
    assert_eq!(answer["ties"], json!([]));
    assert_eq!(answer["situation"]["kind"], "filled");
    let first = json!({
        "winner": "nur-otan", "basis": "quota", "seats": 76, "standing": "504511252/6599921",
        "total": 76,
    });
    assert_eq!(answer["steps"][0], first);
    assert_eq!(answer["steps"][3]["basis"], "remainder");
}

#[test]
fn a_tie_says_who_for_what_and_with_what() {
    let outcome = |rules: &str| {
        let contest = contest(2, 3, "formula = \"dhondt\"", rules);
        allocate(&contest, &Poll::national(Ballots::of(&[60, 30, 20]))).unwrap()
    };
    let lot = outcome("");
    assert_eq!(lot.seats_won(), [1, 0, 0]);
    let tie = &lot.ties[0];
    assert!(tie.is_open());
    assert_eq!((tie.seats.get(), tie.standing), (1, Standing::Fraction { num: 30, den: 1 }));
    let candidates: Vec<&str> =
        tie.candidates.iter().map(sanaq_election::OptionId::as_str).collect();
    assert_eq!(candidates, ["o0", "o1"]);
    let law = outcome("tie-break = \"most-votes\"");
    assert_eq!(law.seats_won(), [2, 0, 0]);
    assert!(!law.ties[0].is_open());
    assert_eq!(law.steps.last().unwrap().basis, Basis::TieBreak);
}

#[test]
fn seats_too_many_are_taken_back_from_the_smallest_remainder() {
    // Hagenbach-Bischoff with votes that fill every quota: four seats for three.
    let formula = "formula = \"largest-remainder\"\nquota = \"hagenbach-bischoff\"";
    let contest = contest(3, 2, formula, "tie-break = \"fewest-votes\"");
    let outcome = allocate(&contest, &Poll::national(Ballots::of(&[30, 10]))).unwrap();
    assert_eq!(outcome.seats_won(), [3, 0]);
    let back = outcome.steps.last().unwrap();
    assert_eq!((back.basis, back.winner.as_str()), (Basis::TakenBack, "o1"));
}

#[test]
fn an_election_of_nobody_gives_nobody_a_seat() {
    let text = "kind = \"list\"\nseats = 3\noptions = [{ id = \"a\" }, { id = \"b\" }]";
    for formula in crate::contest::FORMULAS {
        let contest = parse(text, formula, "threshold = { share = 0.05 }");
        let outcome = allocate(&contest, &Poll::national(Ballots::of(&[0, 0]))).unwrap();
        assert_eq!(outcome.seats_won(), [0, 0], "{formula}");
        assert!(outcome.options.iter().all(|option| option.share.is_none()));
    }
}

#[test]
fn votes_that_cannot_be_used_are_named() {
    let contest = contest(3, 2, "formula = \"dhondt\"", "");
    let said = |votes: &[(&str, u64)]| {
        Ballots::by_id(&contest, votes.iter().copied()).unwrap_err().to_string()
    };
    assert!(said(&[("o0", 1)]).contains("no votes of «o1»"));
    assert!(said(&[("o0", 1), ("o0", 2), ("o1", 3)]).contains("«o0» twice"));
    assert!(said(&[("x", 1)]).contains("expected o0, o1"));
    let poll = Poll::national(Ballots::of(&[u64::MAX, 1]));
    assert!(allocate(&contest, &poll).unwrap_err().to_string().contains("64 bits"));
    let few = Poll::national(Ballots::of(&[1]));
    assert!(allocate(&contest, &few).unwrap_err().to_string().contains("found votes of 1 options"));
}
