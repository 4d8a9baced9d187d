//! Plans that cannot be carried out are refused, and say why.

use super::*;

fn election() -> Election {
    sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap()
}

fn id(text: &str) -> OptionId {
    text.parse().unwrap()
}

/// What is wrong with a plan that is changed so.
fn refusal(change: impl FnOnce(&mut Plan)) -> String {
    let mut plan = Plan::new(10);
    change(&mut plan);
    let checked = options(&election(), &plan).and_then(|all| validate(&plan, all.len()));
    checked.unwrap_err().to_string()
}

#[test]
fn the_default_plan_is_fine() {
    let plan = Plan::new(1);
    let all = options(&election(), &plan).unwrap();
    assert_eq!(all.len(), 5);
    assert_eq!(validate(&plan, all.len()), Ok(()));
}

#[test]
fn what_was_found_and_expected_is_said() {
    assert_eq!(refusal(|p| p.stations = 0), "stations: found 0, expected from 1 to 5000000");
    assert_eq!(
        refusal(|p| p.registered = Some(5_000_000_000)),
        "registered: found 5000000000, expected from 1 to 4000000000"
    );
    assert_eq!(
        refusal(|p| p.turnout = 63.25),
        "turnout: found 63.25, expected a number from 0 to 1"
    );
    assert_eq!(
        refusal(|p| p.option = Some(id("bishimbayev"))),
        "found the option «bishimbayev», expected one of nur-otan, ak-zhol, qhp, auyl, adal"
    );
    assert_eq!(
        refusal(|p| p.shares = vec![(id("adal"), 0.0)]),
        "shares: all are 0, expected one above 0 at least"
    );
    assert_eq!(
        refusal(|p| p.shares = vec![(id("adal"), 1.0), (id("adal"), 2.0)]),
        "shares: found «adal» twice, expected it once"
    );
    assert_eq!(
        refusal(|p| p.shares = vec![(id("adal"), -1.0)]),
        "shares, adal: found -1, expected a number from 0 to 1000000000000"
    );
    assert_eq!(
        refusal(|p| p.fraud = Fraud::parse("stuffing:0.6,steal:0.5").unwrap()),
        "fraud: the shares of stations come to 1.1, expected 1 at the most"
    );
}

#[test]
fn regions_need_names_that_a_path_can_hold() {
    let region = |name: &str| Region::new(name, 1.0);
    for names in [&["A/B"] as &[&str], &[" "], &["A", "B", "A "]] {
        let message = refusal(|p| p.regions = names.iter().copied().map(region).collect());
        assert!(message.contains("expected a name without / that no other has"), "{message}");
    }
    assert_eq!(
        refusal(|p| p.regions = vec![Region::new("A", 0.0)]),
        "regions: none has registered voters, expected one at least"
    );
    assert_eq!(
        refusal(|p| p.regions = vec![Region { turnout: Some(1.5), ..region("A") }]),
        "region «A», turnout: found 1.5, expected a number from 0 to 1"
    );
}

#[test]
fn a_number_that_is_none_is_refused() {
    assert!(refusal(|p| p.turnout = f64::NAN).contains("found NaN"));
    assert!(
        refusal(|p| p.shape.votes.district = f64::INFINITY).contains("votes between districts")
    );
    assert!(refusal(|p| p.shape.urban = -0.1).contains("shape, urban"));
}

#[test]
fn a_contest_without_options_takes_them_from_the_shares() {
    let mut election = election();
    election.contest.options.clear();
    let mut plan = Plan::new(1);
    assert_eq!(options(&election, &plan), Err(PlanError::NoOptions));
    plan.shares = vec![(id("yes"), 2.0), (id("no"), 1.0)];
    assert_eq!(options(&election, &plan), Ok(vec![id("yes"), id("no")]));
}

#[test]
fn votes_cannot_be_moved_where_there_is_one_option() {
    for kind in ["steal", "swap", "spoil"] {
        let plan = Plan { fraud: Fraud::parse(&format!("{kind}:0.5")).unwrap(), ..Plan::new(1) };
        assert!(matches!(validate(&plan, 1), Err(PlanError::OneOption { .. })), "{kind}");
        assert_eq!(validate(&plan, 2), Ok(()));
    }
}
