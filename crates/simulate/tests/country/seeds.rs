//! The same seed gives the same country, now, elsewhere and later.

use sanaq_election::StationResults;
use sanaq_simulate::{Country, Plan, Region, country};

use crate::{election, made};

const EVERYTHING: &str = "stuffing:0.1,steal:0.1,swap:0.1,round:0.1,invent:0.1,spoil:0.1";

/// Fowler, Noll and Vo's 64-bit hash, variant 1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Everything that two tables say.
fn tables(country: &Country) -> String {
    let table = |results: &StationResults| {
        let codes: Vec<&str> = results.stations.iter().collect();
        let areas: Vec<&str> = (0..results.len()).map(|at| results.area_path(at)).collect();
        format!("{codes:?} {areas:?} {:?}", figures(results))
    };
    table(&country.honest) + &table(&country.announced)
}

/// The same and the answer key.
fn fingerprint(country: &Country) -> u64 {
    hash(&(tables(country) + &serde_json::to_string(&country.truth).unwrap()))
}

#[test]
fn threads_do_not_matter() {
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| fingerprint(&made(3000, EVERYTHING, 9)))
    };
    let one = with(1);
    assert_eq!((with(2), with(7)), (one, one));
}

/// A published seed must keep its country: whoever changes a draw sees it here, and should know
/// that everybody's examples change with it.
#[test]
fn a_seed_keeps_its_country() {
    let country = made(500, EVERYTHING, 1);
    let totals = &country.truth.honest;
    assert_eq!((totals.registered, totals.issued, totals.invalid), (543_595, 298_784, 3_836));
    assert_eq!(hash(&tables(&country)), 0x0ec8_0bdb_ecd6_7856);
}

#[test]
fn seeds_and_stations_differ() {
    let hashes: Vec<u64> = (0..5).map(|seed| fingerprint(&made(50, "", seed))).collect();
    assert!(hashes.iter().enumerate().all(|(at, hash)| !hashes[..at].contains(hash)));
}

fn figures(results: &StationResults) -> Vec<Vec<Option<u32>>> {
    let columns = results.lines.iter().map(|(_, column)| column);
    let columns = columns.chain(results.votes.iter().map(|(_, column)| column));
    columns.map(|column| column.iter().collect()).collect()
}

#[test]
fn fraud_does_not_change_what_the_voters_said() {
    let (clean, dirty) = (made(800, "", 4), made(800, EVERYTHING, 4));
    assert_eq!(figures(&clean.honest), figures(&dirty.honest));
    assert_eq!(figures(&clean.announced), figures(&clean.honest));
    assert_ne!(figures(&dirty.announced), figures(&dirty.honest));
    assert!(clean.truth.stations.is_empty() && clean.truth.anomalous_votes == 0);
}

#[test]
fn regions_keep_their_names_and_their_turnout() {
    let region =
        |name, weight, turnout| Region { turnout: Some(turnout), ..Region::new(name, weight) };
    let mut plan = Plan::new(2000);
    plan.registered = Some(2_500_000);
    plan.regions =
        vec![region("Алматы", 1_200_000.0, 0.303), region("North Kazakhstan", 400_000.0, 0.755)];
    let country = country(&election(), &plan, 2).unwrap();
    assert_eq!(country.truth.honest.registered, 2_500_000);
    for wished in &plan.regions {
        let own = (0..2000).filter(|at| {
            country.honest.area_path(*at).split('/').next() == Some(wished.name.as_str())
        });
        let sum = |line: &str| -> f64 {
            let column = country.honest.line(line).unwrap();
            own.clone().filter_map(|at| column.get(at)).map(f64::from).sum()
        };
        let turnout = sum("issued") / sum("registered");
        assert!((turnout - wished.turnout.unwrap()).abs() < 0.003, "{} {turnout}", wished.name);
    }
}

#[test]
fn the_voters_say_what_was_planned() {
    let mut plan = Plan::new(4000);
    plan.turnout = 0.45;
    let shares = [("nur-otan", 0.50), ("ak-zhol", 0.25), ("qhp", 0.15), ("auyl", 0.10)];
    plan.shares = shares.map(|(id, share)| (id.parse().unwrap(), share)).to_vec();
    let totals = country(&election(), &plan, 8).unwrap().truth.honest;
    // Millions of voters leave a standard deviation of 0.0004.
    assert!((totals.turnout - 0.45).abs() < 0.002, "{}", totals.turnout);
    for (id, share) in &plan.shares {
        assert!((totals.shares[id] - share).abs() < 0.002, "{id} {}", totals.shares[id]);
    }
    assert_eq!(totals.options[&"adal".parse().unwrap()], 0);
    let part = |part: u64, of: u64| part as f64 / of as f64;
    let away = part(totals.issued - totals.cast, totals.issued);
    assert!((0.0004..0.0011).contains(&away), "{away}");
    let invalid = part(totals.invalid, totals.cast);
    assert!((0.009..0.018).contains(&invalid), "{invalid}");
}
