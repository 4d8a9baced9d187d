//! The books balance: announced less honest is what the key says was done, station by station and
//! in all; and every protocol adds up, whatever the plan.

use proptest::prelude::*;
use sanaq_election::{Election, OptionId, OptionInfo, Severity, StationResults};
use sanaq_simulate::{Change, Country, Fraud, FraudKind, Plan, country};

use crate::{election, made};

fn figure(results: &StationResults, line: &str, at: usize) -> i64 {
    results.line(line).unwrap().get(at).unwrap().into()
}

fn votes(results: &StationResults, option: &OptionId, at: usize) -> i64 {
    results.votes_of(option).unwrap().get(at).unwrap().into()
}

/// What the two tables say was changed at a station.
fn change(country: &Country, at: usize) -> Change {
    let (honest, announced) = (&country.honest, &country.announced);
    let line = |line| figure(announced, line, at) - figure(honest, line, at);
    let moved = |option| votes(announced, option, at) - votes(honest, option, at);
    let own = moved(&country.truth.option);
    let all: i64 = honest.votes.iter().map(|(option, _)| moved(option)).sum();
    Change {
        issued: line("issued"),
        ballots: line("cast"),
        votes: own,
        others: all - own,
        invalid: line("invalid"),
    }
}

fn plus(a: Change, b: Change) -> Change {
    Change {
        issued: a.issued + b.issued,
        ballots: a.ballots + b.ballots,
        votes: a.votes + b.votes,
        others: a.others + b.others,
        invalid: a.invalid + b.invalid,
    }
}

/// Every entry of the answer key against the tables.
fn balance(country: &Country) {
    let truth = &country.truth;
    let mut by_fraud = vec![(0, Change::default()); truth.plan.fraud.len()];
    let mut listed = truth.stations.iter();
    for at in 0..country.honest.len() {
        let found = change(country, at);
        let Some(hit) = country.hits[at] else {
            assert_eq!(found, Change::default(), "station {at} was left alone");
            continue;
        };
        assert_eq!(found, hit.change, "station {at}");
        assert_eq!(found.ballots, found.votes + found.others + found.invalid);
        let entry = listed.next().unwrap();
        assert_eq!(entry.station, country.announced.stations.get(at));
        assert_eq!(entry.area, country.announced.area_path(at));
        assert_eq!((entry.kind, entry.change), (truth.plan.fraud[hit.fraud].kind, found));
        by_fraud[hit.fraud].0 += 1;
        by_fraud[hit.fraud].1 = plus(by_fraud[hit.fraud].1, found);
    }
    assert!(listed.next().is_none());
    let done: Vec<(usize, Change)> = truth.fraud.iter().map(|d| (d.stations, d.change)).collect();
    assert_eq!(done, by_fraud);
    let all = by_fraud.iter().fold(Change::default(), |sum, (_, change)| plus(sum, *change));
    assert_eq!((truth.change, truth.anomalous_votes), (all, all.votes));
    for (totals, results) in
        [(&truth.honest, &country.honest), (&truth.announced, &country.announced)]
    {
        let line = |line: &str| results.line(line).unwrap().total();
        assert_eq!((totals.registered, totals.issued), (line("registered"), line("issued")));
        assert_eq!(totals.cast, line("cast"));
        assert_eq!((totals.invalid, totals.valid), (line("invalid"), line("valid")));
        for (option, column) in &results.votes {
            assert_eq!(totals.options[option], column.total());
        }
    }
    let signed = |totals: &sanaq_simulate::Totals| i64::try_from(totals.cast).unwrap();
    assert_eq!(signed(&truth.announced) - signed(&truth.honest), all.ballots);
}

/// No check of the election is violated, hard or soft, before or after fraud.
fn adds_up(country: &Country, election: &Election) {
    for results in [&country.honest, &country.announced] {
        let report = sanaq_check::check(results, Some(election));
        assert!(report.violations.is_empty(), "{:?}", report.violations.first());
        assert!(report.over_full.is_empty());
        assert!(report.counts.iter().all(|count| count.unchecked == 0));
    }
}

#[test]
fn each_kind_of_fraud_is_booked() {
    for kind in FraudKind::ALL {
        let country = made(600, &format!("{}:0.25", kind.as_str()), 5);
        balance(&country);
        let done = &country.truth.fraud[0];
        assert!(0 < done.stations && done.stations <= 150, "{kind:?} {}", done.stations);
        let gains = done.change.votes > 0 || kind == FraudKind::Spoil;
        assert!(gains, "{kind:?} serves the option: {:?}", done.change);
        assert_eq!(done.change.ballots > 0, kind == FraudKind::Stuffing || done.change.issued > 0);
    }
}

#[test]
fn stuffing_changes_nothing_but_the_option_and_the_ballots() {
    let change = made(600, "stuffing:0.25", 5).truth.change;
    assert_eq!((change.others, change.invalid), (0, 0));
    assert_eq!((change.issued, change.ballots), (change.votes, change.votes));
}

#[test]
fn every_fraud_at_once_is_booked_and_hits_no_station_twice() {
    let spec = "stuffing:0.3,steal:0.2,swap:0.1,round:0.2,invent:0.1,spoil:0.1";
    let country = made(1000, spec, 6);
    balance(&country);
    adds_up(&country, &election());
    let planned = [300, 200, 100, 200, 100, 100];
    for (done, planned) in country.truth.fraud.iter().zip(planned) {
        assert!(done.stations <= planned, "{done:?}");
    }
    assert_eq!(country.truth.fraud[0].stations, 300);
}

#[test]
fn fraud_gathers_in_some_regions() {
    let most = |clustering: f64| {
        let mut plan = Plan::new(4000);
        plan.fraud = Fraud::parse("stuffing:0.15").unwrap();
        plan.shape.fraud_clustering = clustering;
        let country = country(&election(), &plan, 11).unwrap();
        let (mut hit, mut all) =
            (std::collections::BTreeMap::new(), std::collections::BTreeMap::new());
        for (at, was_hit) in country.hits.iter().enumerate() {
            let region = country.honest.area_path(at).split('/').next().unwrap().to_owned();
            *all.entry(region.clone()).or_insert(0.0) += 1.0;
            *hit.entry(region).or_insert(0.0) += f64::from(u8::from(was_hit.is_some()));
        }
        hit.iter().map(|(region, hit)| hit / all[region]).fold(0.0, f64::max)
    };
    assert!(most(0.0) < 0.22, "{}", most(0.0));
    assert!(most(1.0) > 0.3, "{}", most(1.0));
}

#[test]
fn fraud_serves_the_option_that_is_named() {
    let mut plan = Plan::new(300);
    plan.shares = vec![("nur-otan".parse().unwrap(), 0.7), ("adal".parse().unwrap(), 0.3)];
    plan.fraud = Fraud::parse("steal:1").unwrap();
    let winner = country(&election(), &plan, 1).unwrap().truth;
    assert_eq!(winner.option.as_str(), "nur-otan");
    plan.option = Some("adal".parse().unwrap());
    let named = country(&election(), &plan, 1).unwrap().truth;
    assert!(named.announced.shares[&named.option] > named.honest.shares[&named.option]);
    assert_eq!(named.option.as_str(), "adal");
}

#[test]
fn the_key_says_what_scripts_need() {
    let truth = made(100, "stuffing:0.2,swap:0.1", 3).truth;
    let json = serde_json::to_value(&truth).unwrap();
    assert_eq!(json["seed"], 3);
    assert_eq!(json["plan"]["stations"], 100);
    assert_eq!(json["fraud"][0]["kind"], "stuffing");
    assert_eq!(json["fraud"][0]["stations"], 20);
    assert_eq!(json["fraud"][0]["votes"], truth.fraud[0].change.votes);
    assert_eq!(json["honest"]["options"]["adal"], truth.honest.options[&"adal".parse().unwrap()]);
    assert!(json["announced"]["turnout"].as_f64() > json["honest"]["turnout"].as_f64());
    assert!(json["stations"][0]["station"].is_string() && json["stations"][0]["ballots"].is_i64());
}

/// Whoever adds an election can rehearse it: its own arithmetic holds at simulated stations.
#[test]
fn every_built_in_election_with_options_can_be_simulated() {
    let mut tried = 0;
    for name in sanaq_election::builtin::names() {
        let election = sanaq_election::builtin::election(name).unwrap().unwrap();
        if election.contest.options.is_empty() {
            continue;
        }
        let fraud = if election.contest.options.len() > 1 { "stuffing:0.3,round:0.3" } else { "" };
        let plan = Plan { fraud: Fraud::parse(fraud).unwrap(), ..Plan::new(200) };
        let made = country(&election, &plan, 1).unwrap_or_else(|error| panic!("{name}: {error}"));
        for results in [&made.honest, &made.announced] {
            let report = sanaq_check::check(results, Some(&election));
            let mut hard = report.violations.iter().filter(|v| v.severity == Severity::Hard);
            assert_eq!(hard.next(), None, "{name}");
        }
        tried += 1;
    }
    assert!(tried > 0);
}

/// A planted fault: one vote moved by hand is one that the key does not have.
#[test]
#[should_panic(expected = "was left alone")]
fn a_vote_that_nobody_booked_is_seen() {
    let mut country = made(50, "", 1);
    let column = &mut country.announced.votes[0].1;
    let before = column.get(7).unwrap();
    column.set(7, Some(before + 1));
    balance(&country);
}

/// An election with this many options.
fn with_options(count: usize) -> Election {
    let mut election = election();
    let bare = |at: usize| OptionInfo::bare(format!("c{at:02}").parse().unwrap());
    election.contest.options = (0..count).map(bare).collect();
    election
}

prop_compose! {
    fn any_fraud()(kind in 0usize..6, share in 0.0f64..=0.33, strength in 0.0f64..=1.0) -> Fraud {
        Fraud { kind: FraudKind::ALL[kind], share, strength }
    }
}

prop_compose! {
    fn any_plan()(
        stations in 1usize..60,
        registered in prop::option::of(1u64..200_000),
        turnout in prop_oneof![Just(0.0), Just(1.0), 0.0f64..=1.0],
        spreads in (0.0f64..=5.0, 0.0f64..=5.0, 0.0f64..=1.0),
        invalid in prop_oneof![Just(0.0), Just(1.0), 0.0f64..=1.0],
        carried_away in 0.0f64..=1.0,
        closed in 0.0f64..=1.0,
        fraud in prop::collection::vec(any_fraud(), 0..4),
    ) -> Plan {
        let mut plan = Plan { registered, turnout, fraud, ..Plan::new(stations) };
        plan.shape.turnout.station = spreads.0;
        plan.shape.votes.station = spreads.1;
        plan.shape.votes_by_turnout = spreads.2;
        plan.shape.invalid = invalid;
        plan.shape.carried_away = carried_away;
        plan.shape.closed = closed;
        plan
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn any_plan_gives_protocols_that_add_up(
        plan in any_plan(),
        options in 1usize..7,
        weights in prop::option::of(prop::collection::vec(0.0f64..9.0, 6)),
        seed: u64,
    ) {
        let election = with_options(options);
        let mut plan = plan;
        let ids = election.contest.options.iter().map(|option| option.id.clone());
        plan.shares = weights.map(|weights| ids.zip(weights).collect()).unwrap_or_default();
        if let Some(first) = plan.shares.first_mut() {
            first.1 += 1.0;
        }
        let moves = |fraud: &Fraud| {
            matches!(fraud.kind, FraudKind::Steal | FraudKind::Swap | FraudKind::Spoil)
        };
        let made = country(&election, &plan, seed);
        if options == 1 && plan.fraud.iter().any(moves) {
            prop_assert!(made.is_err());
            return Ok(());
        }
        let made = made.unwrap();
        adds_up(&made, &election);
        balance(&made);
        if let Some(registered) = plan.registered {
            prop_assert_eq!(made.truth.honest.registered, registered);
        }
    }
}
