//! Every data set's published totals come out exactly.

use serde_json::{Value, json};

use crate::{data, json};

/// Recipe, file, stations, and the totals that must come out, as JSON pointers.
type Case = (&'static str, &'static str, u64, &'static [(&'static str, u64)]);

const CASES: &[Case] = &[
    (
        "russia-2011",
        "russia-2011/stations.csv.zip",
        95_225,
        &[
            ("/totals/registered", 109_229_337),
            ("/totals/valid", 64_615_252),
            ("/totals/invalid", 1_033_438),
            ("/totals/options/united-russia", 32_371_737),
        ],
    ),
    (
        "russia-2018",
        "russia-2018/stations.csv.zip",
        97_699,
        &[
            ("/totals/registered", 109_008_428),
            ("/totals/valid", 72_787_734),
            ("/totals/invalid", 791_258),
            ("/totals/options/putin", 56_430_712),
        ],
    ),
    (
        "russia-2020",
        "russia-2020/stations.csv.zip",
        96_765,
        &[
            ("/totals/registered", 107_999_611),
            ("/totals/issued", 73_107_907),
            ("/totals/cast", 73_024_006),
            ("/totals/options/yes", 57_071_119),
            ("/totals/options/no", 15_347_937),
            ("/zero_registered", 11),
        ],
    ),
    (
        "mexico-2006",
        "mexico-2006/stations.csv.gz",
        130_777,
        &[
            ("/totals/cast", 41_791_322),
            ("/totals/valid", 40_588_729),
            ("/totals/options/leader", 15_000_284),
            ("/totals/options/second", 14_756_350),
            ("/totals/options/third", 9_301_441),
            ("/zero_registered", 822),
        ],
    ),
    (
        "poland-2025-round1",
        "poland-2025/round1.csv.gz",
        32_143,
        &[
            ("/totals/valid", 19_603_446),
            ("/totals/options/trzaskowski", 6_147_743),
            ("/totals/options/nawrocki", 5_790_762),
            ("/zero_registered", 3),
        ],
    ),
    (
        "poland-2025-round2",
        "poland-2025/round2.csv.gz",
        32_143,
        &[
            ("/totals/valid", 20_843_805),
            ("/totals/options/nawrocki", 10_606_628),
            ("/totals/options/trzaskowski", 10_237_177),
        ],
    ),
    (
        "canada-2011",
        "canada-2011/stations.csv.gz",
        66_111,
        &[
            ("/totals/registered", 24_100_094),
            ("/totals/cast", 12_328_979),
            ("/totals/options/leader", 4_871_244),
        ],
    ),
    (
        "georgia-2024",
        "georgia-2024/stations.csv.gz",
        3_095,
        &[
            ("/totals/registered", 3_494_146),
            ("/totals/valid", 2_061_317),
            ("/totals/options/leader", 1_118_736),
            ("/zero_registered", 65),
        ],
    ),
    (
        "germany-2025-sachsen-anhalt",
        "germany-2025-sachsen-anhalt/germany2025_SachsenAnhalt.csv.gz",
        2_637,
        &[
            ("/totals/registered", 1_734_719),
            ("/totals/cast", 1_347_837),
            ("/totals/valid", 1_337_349),
            ("/totals/options/afd", 496_110),
            ("/totals/options/cdu", 256_538),
            ("/totals/options/spd", 146_535),
        ],
    ),
    (
        "albania-2013",
        "albania-2013/Albania2013.csv.gz",
        5_508,
        &[
            ("/totals/registered", 3_185_255),
            ("/totals/cast", 1_726_239),
            ("/totals/options/c035", 714_118),
            ("/totals/options/c050", 528_925),
        ],
    ),
    (
        "afghanistan-2014",
        "afghanistan-2014/runoff_prelim.csv.gz",
        22_469,
        &[("/totals/options/ghani", 4_493_645), ("/totals/options/abdullah", 3_478_323)],
    ),
];

fn check(recipe: &str, file: &str) -> Option<Value> {
    let path = data(file)?;
    Some(json(&["check", path.to_str().unwrap(), "--recipe", recipe]))
}

#[test]
fn every_official_total_comes_out_exactly() {
    for (recipe, file, stations, totals) in CASES {
        let Some(report) = check(recipe, file) else { continue };
        assert_eq!(report["stations"], json!(stations), "{recipe}");
        for (pointer, expected) in *totals {
            let found = report.pointer(pointer);
            assert_eq!(found, Some(&json!(expected)), "{recipe} {pointer}");
        }
    }
}

#[test]
fn sums_that_are_said_to_hold_hold() {
    for (recipe, file) in [
        ("russia-2011", "russia-2011/stations.csv.zip"),
        ("russia-2018", "russia-2018/stations.csv.zip"),
        ("afghanistan-2014", "afghanistan-2014/runoff_prelim.csv.gz"),
    ] {
        let Some(report) = check(recipe, file) else { continue };
        assert_eq!(report["violations"], json!([]), "{recipe}: {}", report["violation_counts"]);
        let held = report["violation_counts"].as_object().unwrap();
        assert!(!held.is_empty(), "{recipe} has no check that could fail");
    }
}

#[test]
fn what_does_not_add_up_is_found() {
    if let Some(report) = check("poland-2025-round1", "poland-2025/round1.csv.gz") {
        // One station with ballots above an eligible number that is not zero, three with zero.
        let over = report["over_full"].as_array().unwrap();
        let positive = over.iter().filter(|station| station["right"] != json!(0)).count();
        assert_eq!(positive, 1);
    }
    if let Some(report) = check("mexico-2006", "mexico-2006/stations.csv.gz") {
        assert_eq!(report["over_full"].as_array().unwrap().len(), 939);
    }
    if let Some(report) = check("albania-2013", "albania-2013/Albania2013.csv.gz") {
        let options = report["totals"]["options"].as_object().unwrap();
        let sum: u64 = options.values().filter_map(Value::as_u64).sum();
        assert_eq!((options.len(), sum), (66, 1_717_108));
    }
}
