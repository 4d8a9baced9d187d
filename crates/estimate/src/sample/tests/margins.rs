//! Margins of real elections against those of an independent calculation in Python.

use std::{fs::File, path::Path};

use sanaq_election::StationResults;
use sanaq_import::{Limits, builtin};

use super::{borrowed, country, results};
use crate::{
    frame::{Frame, Strata},
    random::Seed,
    sample::{Clusters, Expectation, Method, Plan, Previous, draw},
};

const COMPLETE: Expectation = Expectation { level: 0.95, arrival: 1.0 };

/// Half-widths of the leader in points: without strata, then proportional, Neyman, by voters,
/// equal, by register.
type Row = (&'static str, &'static str, usize, f64, [f64; 5]);

const TABLE: &[Row] = &[
    ("russia-2018", "russia-2018/stations.csv.zip", 1_500, 0.51, [0.40, 0.36, 0.41, 0.49, 0.32]),
    ("russia-2011", "russia-2011/stations.csv.zip", 1_500, 1.44, [1.13, 1.03, 1.15, 1.39, 0.80]),
    (
        "poland-2025-round1",
        "poland-2025/round1.csv.gz",
        1_000,
        0.87,
        [0.79, 0.77, 0.78, 0.91, 0.66],
    ),
    ("mexico-2006", "mexico-2006/stations.csv.gz", 1_500, 0.95, [0.72, 0.70, 0.71, 0.99, 0.69]),
    ("georgia-2024", "georgia-2024/stations.csv.gz", 400, 1.36, [0.77, 0.71, 0.79, 0.90, 0.59]),
    ("albania-2013", "albania-2013/Albania2013.csv.gz", 500, 1.03, [0.94, 0.93, 0.94, 1.14, 0.94]),
];

fn read(recipe: &str, file: &str) -> Option<StationResults> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = match std::env::var_os("SANAQ_DATA") {
        Some(folder) => root.join(folder),
        None => root.join("../shared/data"),
    };
    let path = folder.join(file);
    let Ok(open) = File::open(&path) else {
        println!("skipped: no {file} below SANAQ_DATA");
        return None;
    };
    let recipe = builtin::recipe(recipe).unwrap().unwrap();
    let import =
        sanaq_import::read(open, file, Some(&recipe), None, &Limits::default(), &|_| ()).unwrap();
    Some(with_register(&import.results))
}

/// The table was made of the stations in the country that have a register.
fn with_register(all: &StationResults) -> StationResults {
    let registered = all.line("registered");
    let keep: Vec<usize> = (0..all.len())
        .filter(|at| registered.is_none_or(|column| column.get(*at).unwrap_or(0) > 0))
        .filter(|at| all.area_path(*at) != "Abroad")
        .collect();
    let mut kept = StationResults::default();
    for at in &keep {
        kept.stations.push(all.stations.get(*at));
        let area = kept.areas.intern(all.area_path(*at));
        kept.area.push(area);
    }
    let pick = |column: &sanaq_election::Column| keep.iter().map(|at| column.get(*at)).collect();
    kept.lines = all.lines.iter().map(|(id, column)| (id.clone(), pick(column))).collect();
    kept.votes = all.votes.iter().map(|(id, column)| (id.clone(), pick(column))).collect();
    kept
}

/// The table has two decimals; besides, its fractions of stations are whole ones here, and it
/// leaves out other stations without votes: up to 2.5 % of a margin.
fn rounds_to(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 0.005 + 0.025 * expected
}

#[test]
fn margins_are_those_of_the_independent_table() {
    for (recipe, file, size, simple, margins) in TABLE {
        let Some(results) = read(recipe, file) else { continue };
        let frame = Frame::new(&results, Strata::Level(1)).unwrap();
        let previous = Previous::new(&frame, &results).unwrap();
        let leader = previous.leader().unwrap();
        let methods =
            [Method::Proportional, Method::Neyman, Method::Voters, Method::Equal, Method::Pps];
        for (method, expected) in methods.into_iter().zip(margins) {
            let plan = Plan { method, least: 2, scatter: Some(leader), ..Plan::new(*size) };
            let found = COMPLETE.margins(&frame, &plan, &previous).unwrap();
            let found = found.iter().find(|option| option.id == leader.option).unwrap();
            let (half, alone) = (found.half_width * 100.0, found.simple * 100.0);
            println!("{recipe} {method:?}: {half:.3} of {expected}, simple {alone:.3} of {simple}");
            assert!(rounds_to(half, *expected) && rounds_to(alone, *simple));
        }
    }
}

/// Fifths of the sample as districts, five stations each, without strata. Files, sizes, points.
const CLUSTERED: &[(&str, &str, usize, f64)] = &[
    ("russia-2018", "russia-2018/stations.csv.zip", 1_500, 0.93),
    ("russia-2011", "russia-2011/stations.csv.zip", 1_500, 2.74),
    ("mexico-2006", "mexico-2006/stations.csv.gz", 1_500, 1.77),
    ("albania-2013", "albania-2013/Albania2013.csv.gz", 500, 1.91),
];

#[test]
fn clusters_cost_what_the_independent_table_says() {
    for (recipe, file, size, expected) in CLUSTERED {
        let Some(results) = read(recipe, file) else { continue };
        let nation = vec![String::new(); results.len()];
        let frame = Frame::new(&results, Strata::Labels(&nation)).unwrap();
        let previous = Previous::new(&frame, &results).unwrap();
        let clusters = Some(Clusters { level: Some(2), each: 5 });
        let plan = Plan { clusters, ..Plan::new(*size) };
        let found = COMPLETE.margins(&frame, &plan, &previous).unwrap();
        let leader = &previous.leader().unwrap().option;
        let found = found.iter().find(|option| option.id == *leader).unwrap();
        println!("{recipe} clusters: {:.3} of {expected}", found.half_width * 100.0);
        assert!(rounds_to(found.half_width * 100.0, *expected));
    }
}

/// The figure: ±0.5 points in Poland's first round need 2,845 stations without strata and
/// 2,384 with.
#[test]
fn the_size_for_a_margin_is_that_of_the_independent_table() {
    let Some(results) = read("poland-2025-round1", "poland-2025/round1.csv.gz") else { return };
    let nation = vec![String::new(); results.len()];
    let simple = Frame::new(&results, Strata::Labels(&nation)).unwrap();
    let regions = Frame::new(&results, Strata::Level(1)).unwrap();
    for (frame, expected) in [(simple, 2_845.0), (regions, 2_384.0)] {
        let previous = Previous::new(&frame, &results).unwrap();
        let plan = Plan { least: 2, ..Plan::new(0) };
        let needed = |share: f64, arrival: f64| {
            let expectation = Expectation { arrival, ..COMPLETE };
            expectation.needed(&frame, &plan, &previous, share).unwrap()
        };
        let found = needed(0.005, 1.0).unwrap();
        println!("Poland ±0.5: {found:?} of {expected}");
        assert!((found.size as f64 / expected - 1.0).abs() < 0.04, "{found:?}");
        let late = needed(0.005, 0.7).unwrap();
        let gap = late.size as f64 * 0.7 - found.size as f64;
        assert!(gap.abs() < 40.0, "seven in ten come: {late:?}");
        assert_eq!(needed(0.0001, 0.5), None, "no size is enough when half stays out");
    }
}

#[test]
fn the_size_that_was_found_has_the_margin_and_a_smaller_one_has_not() {
    let stations = country(&[60, 45, 80]);
    let mut results = results(&borrowed(&stations));
    let register = results.line("registered").unwrap().clone();
    let valid = register.iter().map(|register| register.map(|r| r / 2)).collect();
    let votes = register.iter().enumerate();
    let votes = votes.map(|(at, r)| r.map(|r| r / 2 * u32::try_from(at % 7).unwrap() / 9));
    results.lines.push(("valid".parse().unwrap(), valid));
    results.votes.push(("a".parse().unwrap(), votes.collect()));
    let frame = Frame::new(&results, Strata::Level(1)).unwrap();
    let previous = Previous::new(&frame, &results).unwrap();
    let scatter = previous.leader();
    let clusters = Some(Clusters { level: None, each: 4 });
    let expectation = Expectation { level: 0.9, arrival: 0.8 };
    for plan in [
        Plan::new(0),
        Plan { method: Method::Neyman, scatter, ..Plan::new(0) },
        Plan { method: Method::Pps, ..Plan::new(0) },
        Plan { clusters, ..Plan::new(0) },
    ] {
        let needed = expectation.needed(&frame, &plan, &previous, 0.06).unwrap().unwrap();
        let at = |size| {
            let plan = Plan { size, ..plan };
            expectation.margins(&frame, &plan, &previous).unwrap()[0].half_width
        };
        assert!((at(needed.size) - needed.half_width).abs() < 1e-12);
        assert!(at(needed.size) <= 0.06 && at(needed.size - plan.each()) > 0.06, "{needed:?}");
    }
}

/// What a margin promises is what draws scatter by.
#[test]
fn draws_scatter_as_the_margin_says() {
    let stations = country(&[60, 45, 80]);
    let rows = borrowed(&stations);
    let mut results = results(&rows);
    let register: Vec<u32> = rows.iter().map(|row| row.2.max(1)).collect();
    let votes: Vec<u32> = (0..).zip(&register).map(|(at, r)| r * (at * 13 % 10) / 10).collect();
    let column = |figures: &[u32]| figures.iter().copied().map(Some).collect();
    results.lines.push(("valid".parse().unwrap(), column(&register)));
    results.votes.push(("a".parse().unwrap(), column(&votes)));
    let frame = Frame::new(&results, Strata::Level(1)).unwrap();
    let previous = Previous::new(&frame, &results).unwrap();
    let share = previous.options[0].share;
    let clusters = Some(Clusters { level: None, each: 4 });
    for (plan, tolerance) in [
        (Plan::new(40), 0.1),
        (Plan { method: Method::Pps, ..Plan::new(40) }, 0.25),
        (Plan { clusters, ..Plan::new(40) }, 0.25),
    ] {
        let promised = COMPLETE.margins(&frame, &plan, &previous).unwrap()[0].half_width / 1.96;
        let gaps = (0..2_000).map(|seed: u32| {
            let drawn = draw(&frame, &plan, &Seed::from_text(&seed.to_string())).unwrap();
            let sum = |column: &[u32]| -> f64 {
                drawn.iter().map(|row| f64::from(column[row.station]) / row.probability).sum()
            };
            sum(&votes) / sum(&register) - share
        });
        let found = (gaps.map(|gap| gap * gap).sum::<f64>() / 2_000.0).sqrt();
        println!("{:?}: {found:.4}, promised {promised:.4}", plan.method);
        assert!((found / promised - 1.0).abs() < tolerance, "{found} is not {promised}");
    }
}
