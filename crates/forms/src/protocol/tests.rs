//! The protocol's form follows the election.

use super::*;
use crate::{Answer, Answers, Evaluator, Outline, Place, Truth};

fn kazakhstan() -> Form {
    protocol_form(&sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap())
}

#[test]
fn lines_and_options_stand_in_the_order_of_the_protocol() {
    let form = kazakhstan();
    let ids: Vec<&str> = form.questions().map(|question| question.id.as_str()).collect();
    let expected = [
        "station-code",
        "registered",
        "issued",
        "cast",
        "invalid",
        "valid",
        "votes.nur-otan",
        "votes.ak-zhol",
        "votes.qhp",
        "votes.auyl",
        "votes.adal",
        "check-1",
        "check-2",
        "check-3",
        "check-4",
        "copy-received",
        "page-1",
        "page-2",
        "page-3",
        "page-4",
    ];
    assert_eq!(ids, expected);
    assert_eq!(form.faults(), []);
}

#[test]
fn a_protocol_that_does_not_add_up_is_warned_of_and_not_refused() {
    let form = kazakhstan();
    let outline = Outline::new(&form);
    let figures = [
        ("registered", 1000),
        ("issued", 640),
        ("cast", 640),
        ("invalid", 12),
        ("valid", 630),
        ("votes.nur-otan", 300),
        ("votes.ak-zhol", 200),
        ("votes.qhp", 100),
        ("votes.auyl", 20),
        ("votes.adal", 10),
    ];
    let place = |id: &str| Place::from(id.parse::<Name>().unwrap());
    let mut answers: Answers =
        figures.iter().map(|(id, n)| (place(id), Answer::Integer(*n))).collect();
    let shown = |answers: &Answers, id: &str| {
        let evaluator = Evaluator::new(&outline, answers, None);
        let question = form.question(&id.parse().unwrap()).unwrap();
        evaluator.truth(question.relevant.as_ref().unwrap(), &place(id))
    };
    // cast = valid + invalid: 640 is not 642.
    assert_eq!(shown(&answers, "check-1"), Truth::Yes);
    assert_eq!(shown(&answers, "check-2"), Truth::No);
    answers.set(place("valid"), Answer::Integer(628));
    assert_eq!(shown(&answers, "check-1"), Truth::No);
    answers.set(place("valid"), Answer::Absent(Absence::NotAllowed));
    assert_eq!(shown(&answers, "check-1"), Truth::Unknown);
    let problems = crate::validate(&form, &answers);
    assert!(problems.iter().all(|p| p.code == crate::ProblemCode::Missing), "{problems:?}");
}

#[test]
fn coefficients_of_checks_become_arithmetic() {
    let text = "[election]\nname = \"T\"\ndate = \"2021-01-10\"\ncountry = \"KZ\"\n\
        [contest]\nid = \"c\"\nkind = \"referendum\"\n\
        options = [ { id = \"yes\" }, { id = \"no\" } ]\n\
        [contest.rules]\n[protocol]\nlines = [\"registered\", \"received\", \"cast\"]\n\
        checks = [\"received <= 1.01 * registered\", \"cast - votes.no >= votes.yes\"]\n";
    let election = Election::parse("t", text);
    let Ok(election) = election else { panic!("{}", election.unwrap_err()) };
    let form = protocol_form(&election);
    let rule = |id: &str| {
        let question = form.question(&id.parse().unwrap()).unwrap();
        question.relevant.as_ref().unwrap().to_string()
    };
    assert_eq!(rule("check-1"), "100 * ${received} > 101 * ${registered}");
    assert_eq!(rule("check-2"), "${cast} - ${votes.no} < ${votes.yes}");
}
