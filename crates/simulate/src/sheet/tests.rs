//! The protocol's arithmetic decides what an honest station may look like.

use super::*;

fn protocol(lines: &[&str], checks: &[&str]) -> Protocol {
    Protocol {
        lines: lines.iter().map(|line| line.parse().unwrap()).collect(),
        turnout: "cast".parse().unwrap(),
        registers: sanaq_election::Registers::Own,
        checks: checks.iter().map(|check| check.parse().unwrap()).collect(),
    }
}

fn options() -> Vec<OptionId> {
    vec!["yes".parse().unwrap(), "no".parse().unwrap()]
}

#[test]
fn ballots_are_carried_away_only_where_the_protocol_lets_them() {
    let five = ["registered", "issued", "cast", "invalid", "valid"];
    assert!(allows_carried_away(&protocol(&five, &["cast <= issued"]), &options()));
    assert!(!allows_carried_away(&protocol(&five, &["cast = issued"]), &options()));
    assert!(!allows_carried_away(&protocol(&five, &["issued = valid + invalid"]), &options()));
    let mut soft = protocol(&five, &["cast = issued"]);
    soft.checks[0].severity = Severity::Soft;
    assert!(allows_carried_away(&soft, &options()));
    assert!(!allows_carried_away(&protocol(&five[2..], &[]), &options()));
}

#[test]
fn a_check_compares_what_the_sheet_has() {
    let sheet = Sheet { registered: 100, issued: 60, invalid: 5, votes: vec![30, 25] };
    let held = |text: &str| holds(&text.parse().unwrap(), &sheet, &options());
    assert_eq!(held("cast = valid + invalid"), Some(true));
    assert_eq!(held("valid = sum(options)"), Some(true));
    assert_eq!(held("votes.yes >= votes.no + 6"), Some(false));
    assert_eq!(held("issued <= 0.6 * registered"), Some(true));
    assert_eq!(held("received <= registered"), None);
    assert_eq!(held("votes.maybe <= registered"), None);
}

#[test]
fn a_line_that_is_not_simulated_is_unknown_and_not_zero() {
    let mut election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    election.protocol.lines.push("early".parse().unwrap());
    let made = crate::country(&election, &crate::Plan::new(30), 1).unwrap();
    assert_eq!(made.honest.line("early").map(Column::known), Some(0));
    assert_eq!(made.honest.line("issued").map(Column::known), Some(30));
}

#[test]
fn a_protocol_that_no_honest_station_meets_is_refused() {
    let mut election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    election.protocol.checks.push("invalid = registered + 1".parse().unwrap());
    let refused = crate::country(&election, &crate::Plan::new(30), 1).unwrap_err();
    let PlanError::Check { check } = refused else { panic!("{refused}") };
    assert_eq!(check, "invalid = registered + 1");
}

#[test]
fn a_law_that_limits_ballots_limits_registers() {
    let mut election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    assert!((largest_register(&election, &options(), 3000.0) - 3000.0).abs() < 1e-9);
    election.protocol.checks.push("valid <= 600".parse().unwrap());
    assert!((largest_register(&election, &options(), 3000.0) - 600.0).abs() < 1e-9);
    let plan = crate::Plan { turnout: 1.0, ..crate::Plan::new(300) };
    let made = crate::country(&election, &plan, 1).unwrap();
    let largest = made.honest.line("registered").unwrap().iter().flatten().max();
    assert!(largest.is_some_and(|largest| (480..=600).contains(&largest)), "{largest:?}");
}
