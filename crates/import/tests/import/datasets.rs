//! Published facts of real elections come out of the built-in recipes.

use sanaq_import::{Import, Kind};

use crate::import;

fn line(import: &Import, line: &str) -> u64 {
    import.results.line(line).map_or(0, sanaq_election::Column::total)
}

fn votes(import: &Import, option: &str) -> u64 {
    import.results.votes_of(&option.parse().unwrap()).unwrap().total()
}

fn unknown(import: &Import, line: &str) -> usize {
    let column = import.results.line(line).unwrap();
    column.len() - column.known()
}

fn count(import: &Import, kind: Kind) -> u64 {
    import.counts.iter().find(|(k, _)| *k == kind).map_or(0, |(_, count)| *count)
}

/// Recipe, file, stations, sums of lines, sums of votes.
type Case = (
    &'static str,
    &'static str,
    usize,
    &'static [(&'static str, u64)],
    &'static [(&'static str, u64)],
);

const CASES: &[Case] = &[
    (
        "russia-2011",
        "russia-2011/stations.csv.zip",
        95_225,
        &[("registered", 109_229_337), ("valid", 64_615_252), ("invalid", 1_033_438)],
        &[("united-russia", 32_371_737)],
    ),
    (
        "russia-2018",
        "russia-2018/stations.csv.zip",
        97_699,
        &[("registered", 109_008_428), ("valid", 72_787_734), ("invalid", 791_258)],
        &[("putin", 56_430_712)],
    ),
    (
        "russia-2020",
        "russia-2020/stations.csv.zip",
        96_765,
        &[("registered", 107_999_611), ("issued", 73_107_907), ("cast", 73_024_006)],
        &[("yes", 57_071_119), ("no", 15_347_937)],
    ),
    (
        "mexico-2006",
        "mexico-2006/stations.csv.gz",
        130_777,
        &[("cast", 41_791_322), ("valid", 40_588_729)],
        &[("leader", 15_000_284), ("second", 14_756_350), ("third", 9_301_441)],
    ),
    (
        "poland-2025-round1",
        "poland-2025/round1.csv.gz",
        32_143,
        &[("valid", 19_603_446)],
        &[("trzaskowski", 6_147_743), ("nawrocki", 5_790_762)],
    ),
    (
        "poland-2025-round2",
        "poland-2025/round2.csv.gz",
        32_143,
        &[("valid", 20_843_805)],
        &[("trzaskowski", 10_237_177), ("nawrocki", 10_606_628)],
    ),
    (
        "canada-2011",
        "canada-2011/stations.csv.gz",
        66_111,
        &[("registered", 24_100_094), ("cast", 12_328_979)],
        &[("leader", 4_871_244)],
    ),
    (
        "georgia-2024",
        "georgia-2024/stations.csv.gz",
        3_095,
        &[("registered", 3_494_146), ("valid", 2_061_317)],
        &[("leader", 1_118_736)],
    ),
    (
        "germany-2025-sachsen-anhalt",
        "germany-2025-sachsen-anhalt/germany2025_SachsenAnhalt.csv.gz",
        2_637,
        &[("registered", 1_734_719), ("cast", 1_347_837), ("valid", 1_337_349)],
        &[("afd", 496_110), ("cdu", 256_538), ("spd", 146_535)],
    ),
    (
        "albania-2013",
        "albania-2013/Albania2013.csv.gz",
        5_508,
        &[("registered", 3_185_255), ("cast", 1_726_239)],
        &[("c035", 714_118), ("c050", 528_925)],
    ),
    (
        "afghanistan-2014",
        "afghanistan-2014/runoff_prelim.csv.gz",
        22_469,
        &[("valid", 4_493_645 + 3_478_323)],
        &[("ghani", 4_493_645), ("abdullah", 3_478_323)],
    ),
];

#[test]
fn every_published_total_comes_out_exactly() {
    for (recipe, file, stations, lines, options) in CASES {
        let Some(import) = import(recipe, file) else { continue };
        assert_eq!(import.results.len(), *stations, "{recipe}");
        for (name, total) in *lines {
            assert_eq!(line(&import, name), *total, "{recipe} {name}");
        }
        for (option, total) in *options {
            assert_eq!(votes(&import, option), *total, "{recipe} {option}");
        }
        assert_eq!(count(&import, Kind::Options), 0, "{recipe}: {:?}", import.warnings);
        assert!(import.dropped.is_empty(), "{recipe}: {:?}", import.dropped);
    }
}

#[test]
fn codes_are_unique_and_named_as_people_name_them() {
    for (recipe, file, code, area) in [
        (
            "poland-2025-round1",
            "poland-2025/round1.csv.gz",
            "126101/95",
            "Małopolskie/126100/126101",
        ),
        ("poland-2025-round2", "poland-2025/round2.csv.gz", "abroad/1000", "Abroad"),
        (
            "russia-2020",
            "russia-2020/stations.csv.zip",
            "Республика Адыгея (Адыгея)/1",
            "Республика Адыгея (Адыгея)/1 Адыгейская",
        ),
    ] {
        let Some(import) = import(recipe, file) else { continue };
        let results = &import.results;
        let at = results.stations.iter().position(|station| station == code);
        assert_eq!(results.area_path(at.unwrap()), area, "{recipe}");
        assert!(import.repeated.is_empty());
    }
}

#[test]
fn what_a_file_does_not_know_stays_unknown() {
    if let Some(georgia) = import("georgia-2024", "georgia-2024/stations.csv.gz") {
        assert_eq!((unknown(&georgia, "cast"), unknown(&georgia, "invalid")), (13, 150));
    }
    let file = "germany-2025-sachsen-anhalt/germany2025_SachsenAnhalt.csv.gz";
    if let Some(germany) = import("germany-2025-sachsen-anhalt", file) {
        assert_eq!(unknown(&germany, "registered"), 486);
        assert_eq!(count(&germany, Kind::MadeUnknown), 1);
    }
    if let Some(albania) = import("albania-2013", "albania-2013/Albania2013.csv.gz") {
        let votes = &albania.results.votes;
        let missing: usize = votes.iter().map(|(_, c)| c.len() - c.known()).sum();
        let sum: u64 = votes.iter().map(|(_, column)| column.total()).sum();
        assert_eq!((votes.len(), missing, sum), (66, 2, 1_717_108));
    }
}

#[test]
fn rows_with_a_code_that_was_there_before_are_kept_and_listed() {
    if let Some(kabul) = import("afghanistan-2014", "afghanistan-2014/runoff_prelim.csv.gz") {
        assert_eq!((kabul.repeated.len(), count(&kabul, Kind::RepeatedStation)), (70, 70));
        assert!(kabul.repeated.iter().all(|again| again.kept_as == format!("{}#2", again.code)));
    }
}
