//! Real elections in districts, with levelling seats where the law has them.
//!
//! Votes and seats are public facts, from the final results of the commissions named with each.

use sanaq_election::Contest;
use sanaq_seats::{Ballots, Note, Outcome, Poll, allocate};

use crate::contest::parse;

/// A district: its seats, the votes of each list and of all others, the official seats.
type Row<const N: usize, const O: usize> = (&'static str, u32, [u64; O], [u32; N]);

/// The contest of a table, whose last column of votes is whatever else was voted for.
fn contest<const N: usize, const O: usize>(
    lists: [&str; N],
    table: &[Row<N, O>],
    seats: u32,
    formula: &str,
    rules: &str,
) -> Contest {
    let mut options: Vec<String> = lists.map(|id| format!("{{ id = \"{id}\" }}")).to_vec();
    options.push("{ id = \"others\", kind = \"other\" }".to_owned());
    let districts = table.iter().enumerate().map(|(at, (name, seats, ..))| {
        format!("{{ id = \"d{at}\", seats = {seats}, area = \"{name}\" }}")
    });
    let text = format!(
        "kind = \"list\"\nseats = {seats}\noptions = [{}]\ndistricts = [{}]",
        options.join(", "),
        districts.collect::<Vec<_>>().join(", "),
    );
    parse(&text, formula, rules)
}

fn poll<const N: usize, const O: usize>(table: &[Row<N, O>]) -> Poll {
    let districts = table.iter().map(|(_, _, votes, _)| Ballots::of(votes)).collect();
    Poll::of_districts(districts).unwrap()
}

/// Every district gave its official seats, and the country its levelling seats.
fn assert_official<const N: usize, const O: usize>(
    outcome: &Outcome,
    table: &[Row<N, O>],
    levelling: [u32; N],
) {
    for (district, (name, _, _, official)) in outcome.districts.iter().zip(table) {
        let won: Vec<u32> = district.won.iter().take(N).map(|seats| seats.get()).collect();
        assert_eq!(won, official, "{name}");
    }
    let found: Vec<u32> =
        outcome.options.iter().take(N).map(|option| option.levelling_seats.get()).collect();
    assert_eq!(found, levelling, "{:#?}", outcome.notes);
    assert!(outcome.ties.is_empty());
}

/// Norway, 13 September 2021 (valgresultat.no). Election Act 2002, §§ 11-4 to 11-6: modified
/// Sainte-Laguë with 1.4 in 19 districts without a threshold; 19 levelling seats among those with
/// 4 % of the country. The 2021 law has been replaced since.
const NORWAY: [Row<10, 11>; 19] = [
    (
        "Østfold",
        8,
        [49_345, 9_840, 7_418, 22_849, 5_414, 4_782, 4_771, 30_211, 20_527, 0, 6_739],
        [3, 0, 0, 2, 0, 0, 0, 2, 1, 0],
    ),
    (
        "Akershus",
        18,
        [95_609, 25_240, 14_572, 32_584, 7_580, 17_461, 25_393, 101_439, 38_779, 0, 11_644],
        [5, 1, 1, 2, 0, 1, 1, 5, 2, 0],
    ),
    (
        "Oslo",
        19,
        [87_158, 50_382, 31_352, 11_953, 6_922, 32_198, 38_142, 89_342, 22_784, 0, 9_332],
        [4, 3, 2, 0, 0, 2, 2, 5, 1, 0],
    ),
    (
        "Hedmark",
        6,
        [38_136, 7_902, 3_876, 32_286, 1_876, 2_382, 2_642, 12_191, 9_696, 0, 4_144],
        [3, 0, 0, 2, 0, 0, 0, 1, 0, 0],
    ),
    (
        "Oppland",
        5,
        [34_552, 5_508, 3_534, 25_619, 1_537, 2_289, 2_370, 12_323, 8_459, 0, 2_470],
        [2, 0, 0, 2, 0, 0, 0, 1, 0, 0],
    ),
    (
        "Buskerud",
        7,
        [40_575, 8_062, 4_941, 23_068, 3_319, 4_251, 5_207, 31_544, 17_509, 0, 4_594],
        [3, 0, 0, 1, 0, 0, 0, 2, 1, 0],
    ),
    (
        "Vestfold",
        6,
        [37_518, 8_670, 6_155, 13_775, 4_861, 5_428, 5_771, 34_831, 17_271, 0, 4_757],
        [2, 0, 0, 1, 0, 0, 0, 2, 1, 0],
    ),
    (
        "Telemark",
        5,
        [29_883, 5_934, 4_506, 15_963, 4_327, 2_729, 2_203, 15_198, 12_297, 0, 3_870],
        [2, 0, 0, 1, 0, 0, 0, 1, 1, 0],
    ),
    (
        "Aust-Agder",
        3,
        [16_147, 3_644, 2_456, 8_907, 5_749, 1_976, 2_136, 13_305, 8_728, 0, 2_787],
        [1, 0, 0, 1, 0, 0, 0, 1, 0, 0],
    ),
    (
        "Vest-Agder",
        5,
        [21_845, 5_615, 3_355, 10_859, 14_598, 3_330, 3_834, 22_359, 13_821, 0, 5_532],
        [1, 0, 0, 1, 1, 0, 0, 1, 1, 0],
    ),
    (
        "Rogaland",
        13,
        [57_969, 13_261, 9_620, 26_955, 20_859, 6_152, 9_106, 61_992, 43_382, 0, 9_572],
        [3, 1, 0, 2, 1, 0, 0, 4, 2, 0],
    ),
    (
        "Hordaland",
        15,
        [68_945, 26_901, 14_150, 29_981, 14_724, 11_940, 13_163, 74_282, 38_352, 0, 11_034],
        [4, 1, 1, 2, 1, 0, 0, 4, 2, 0],
    ),
    (
        "Sogn og Fjordane",
        3,
        [16_426, 3_675, 2_489, 17_634, 2_389, 1_542, 2_135, 8_529, 5_771, 0, 1_492],
        [1, 0, 0, 1, 0, 0, 0, 1, 0, 0],
    ),
    (
        "Møre og Romsdal",
        7,
        [29_928, 9_341, 4_933, 25_938, 7_905, 3_697, 4_364, 24_123, 32_746, 0, 5_435],
        [2, 0, 0, 2, 0, 0, 0, 1, 2, 0],
    ),
    (
        "Sør-Trøndelag",
        9,
        [57_621, 17_635, 10_852, 29_181, 4_211, 9_268, 8_435, 31_837, 16_650, 0, 7_547],
        [3, 1, 0, 2, 0, 0, 0, 2, 1, 0],
    ),
    (
        "Nord-Trøndelag",
        4,
        [25_730, 4_389, 3_035, 22_089, 1_726, 1_424, 1_557, 8_121, 6_146, 0, 2_426],
        [2, 0, 0, 2, 0, 0, 0, 0, 0, 0],
    ),
    (
        "Nordland",
        8,
        [38_611, 9_620, 7_273, 28_465, 2_637, 3_138, 3_342, 20_532, 16_338, 0, 4_272],
        [3, 1, 0, 2, 0, 0, 0, 1, 1, 0],
    ),
    (
        "Troms Romsa",
        5,
        [25_168, 10_029, 4_455, 17_698, 2_062, 2_768, 2_298, 12_493, 12_998, 0, 2_741],
        [2, 0, 0, 1, 0, 0, 0, 1, 1, 0],
    ),
    (
        "Finnmark Finnmárku",
        4,
        [12_228, 2_415, 1_959, 7_157, 648, 892, 564, 2_664, 4_220, 4_950, 1_286],
        [2, 0, 0, 1, 0, 0, 0, 0, 0, 1],
    ),
];

const NORWAY_LISTS: [&str; 10] =
    ["ap", "sv", "roedt", "sp", "krf", "mdg", "venstre", "hoeyre", "frp", "pasientfokus"];

#[test]
fn norway_2021() {
    let rules = "[contest.rules.levelling]\nseats = 19\nformula = \"modified-sainte-lague\"\n\
                 threshold = { share = 0.04 }";
    let formula = "formula = \"modified-sainte-lague\"\nfirst-divisor = 1.4";
    let contest = contest(NORWAY_LISTS, &NORWAY, 169, formula, rules);
    let outcome = allocate(&contest, &poll(&NORWAY)).unwrap();
    assert_official(&outcome, &NORWAY, [0, 5, 4, 0, 0, 0, 5, 1, 4, 0]);
    assert_eq!(outcome.seats_won()[..10], [48, 13, 8, 28, 3, 3, 8, 36, 21, 1]);
    // The two largest won more in the districts than their share of the country.
    let more = outcome.notes.iter().filter(|note| matches!(note, Note::MoreThanItsShare { .. }));
    assert_eq!(more.count(), 2);
}

/// With 1 instead of 1.4 the districts of 2021 would have given other seats.
#[test]
fn norways_first_divisor_matters() {
    let contest = contest(NORWAY_LISTS, &NORWAY, 150, "formula = \"sainte-lague\"", "");
    let outcome = allocate(&contest, &poll(&NORWAY)).unwrap();
    assert_ne!(outcome.seats_won()[..10], [48, 8, 4, 28, 3, 3, 3, 35, 17, 1]);
}

/// Denmark, 18 June 2015 (Danmarks Statistik). Parliamentary Election Act, §§ 75-77: D'Hondt in ten
/// districts; 40 levelling seats by largest remainders among those with 2 % or a district seat.
const DENMARK: [Row<10, 11>; 10] = [
    (
        "København",
        16,
        [96_753, 40_578, 13_471, 28_260, 37_935, 1_599, 49_575, 44_721, 71_140, 48_475, 953],
        [4, 1, 0, 1, 1, 0, 2, 2, 3, 2],
    ),
    (
        "Københavns Omegn",
        11,
        [90_361, 16_710, 13_840, 14_619, 25_982, 1_365, 62_419, 46_092, 25_364, 13_575, 485],
        [4, 0, 0, 0, 1, 0, 3, 2, 1, 0],
    ),
    (
        "Nordsjælland",
        10,
        [64_822, 17_515, 15_123, 11_182, 32_744, 1_680, 53_980, 59_155, 18_171, 12_957, 102],
        [3, 0, 0, 0, 1, 0, 2, 3, 1, 0],
    ),
    (
        "Bornholm",
        2,
        [8_683, 427, 441, 716, 1_037, 749, 5_168, 5_257, 2_175, 1_299, 0],
        [1, 0, 0, 0, 0, 0, 0, 1, 0, 0],
    ),
    (
        "Sjælland",
        20,
        [146_464, 16_906, 15_083, 20_575, 32_598, 1_996, 134_195, 102_818, 35_374, 18_202, 219],
        [7, 0, 0, 1, 1, 0, 6, 4, 1, 0],
    ),
    (
        "Fyn",
        12,
        [90_061, 10_513, 10_849, 13_790, 20_271, 1_293, 67_913, 56_673, 26_575, 14_165, 0],
        [4, 0, 0, 0, 1, 0, 3, 3, 1, 0],
    ),
    (
        "Sydjylland",
        18,
        [104_391, 13_962, 9_625, 13_508, 33_277, 4_792, 126_058, 104_483, 22_614, 11_551, 0],
        [5, 0, 0, 0, 1, 0, 6, 5, 1, 0],
    ),
    (
        "Østjylland",
        18,
        [132_320, 23_876, 13_490, 21_100, 40_101, 4_627, 91_621, 90_528, 35_960, 29_587, 1_095],
        [6, 1, 0, 0, 1, 0, 4, 4, 1, 1],
    ),
    (
        "Vestjylland",
        13,
        [80_122, 9_183, 15_928, 11_720, 19_377, 7_646, 69_657, 89_537, 14_531, 8_642, 116],
        [4, 0, 0, 0, 1, 0, 3, 5, 0, 0],
    ),
    (
        "Nordjylland",
        15,
        [110_963, 11_339, 10_153, 12_108, 21_807, 3_330, 81_160, 85_924, 22_559, 10_335, 96],
        [5, 0, 0, 0, 1, 0, 4, 4, 1, 0],
    ),
];

#[test]
fn denmark_2015() {
    let lists = ["a", "b", "c", "f", "i", "k", "o", "v", "oe", "aa"];
    let rules = "[contest.rules.levelling]\nseats = 40\nformula = \"largest-remainder\"\n\
                 threshold = { share = 0.02, direct-seats = 1 }";
    let contest = contest(lists, &DENMARK, 175, "formula = \"dhondt\"", rules);
    let outcome = allocate(&contest, &poll(&DENMARK)).unwrap();
    assert_official(&outcome, &DENMARK, [4, 6, 6, 5, 4, 0, 4, 1, 4, 6]);
    assert_eq!(outcome.seats_won()[..10], [47, 8, 6, 7, 13, 0, 37, 34, 14, 9]);
}

/// Iceland, 27 April 2013 (Hagstofa Íslands). Act 24/2000, art. 106-108: D'Hondt in six districts,
/// 9 levelling seats by D'Hondt among those with 5 % of the country.
const ICELAND: [Row<6, 7>; 6] = [
    ("Norðvesturkjördæmi", 7, [4_282, 6_104, 2_122, 1_470, 792, 537, 2_048], [2, 4, 1, 0, 0, 0]),
    ("Norðausturkjördæmi", 9, [5_327, 8_173, 2_505, 3_733, 1_537, 716, 1_616], [2, 4, 1, 2, 0, 0]),
    ("Suðurkjördæmi", 9, [7_594, 9_262, 2_734, 1_581, 1_202, 1_268, 3_235], [4, 4, 1, 0, 0, 0]),
    (
        "Suðvesturkjördæmi",
        11,
        [15_608, 10_944, 6_932, 3_995, 4_687, 2_541, 6_119],
        [4, 3, 2, 1, 1, 0],
    ),
    (
        "Reykjavíkurkjördæmi Suður",
        9,
        [9_464, 5_931, 5_007, 4_279, 3_790, 2_179, 4_649],
        [3, 2, 2, 1, 1, 0],
    ),
    (
        "Reykjavíkurkjördæmi Norður",
        9,
        [8_180, 5_759, 4_994, 5_488, 3_576, 2_407, 4_628],
        [3, 2, 1, 2, 1, 0],
    ),
];

#[test]
fn iceland_2013() {
    let lists = ["d", "b", "s", "v", "a", "th"];
    let rules = "[contest.rules.levelling]\nseats = 9\nthreshold = { share = 0.05 }";
    let contest = contest(lists, &ICELAND, 63, "formula = \"dhondt\"", rules);
    let outcome = allocate(&contest, &poll(&ICELAND)).unwrap();
    assert_official(&outcome, &ICELAND, [1, 0, 1, 1, 3, 3]);
    assert_eq!(outcome.seats_won()[..6], [19, 19, 9, 7, 6, 3]);
}

/// Czechia, 21 October 2017 (Czech Statistical Office). Act 247/1995, § 48: the 200 seats go to the
/// regions by largest remainders of all their votes.
const CZECHIA: [(&str, [u64; 10]); 14] = [
    (
        "Hlavní město Praha",
        [124_445, 99_182, 107_590, 35_547, 34_079, 28_158, 29_143, 77_325, 30_920, 45_061],
    ),
    (
        "Středočeský kraj",
        [189_371, 85_415, 79_815, 59_497, 43_853, 47_695, 19_925, 41_843, 53_368, 39_837],
    ),
    (
        "Jihočeský kraj",
        [91_012, 38_232, 33_143, 31_062, 23_035, 29_414, 16_983, 16_713, 14_435, 21_290],
    ),
    (
        "Plzeňský kraj",
        [84_114, 32_833, 27_201, 28_686, 21_643, 23_502, 9_499, 13_095, 13_180, 17_757],
    ),
    (
        "Karlovarský kraj",
        [43_268, 10_796, 12_264, 15_233, 8_530, 9_960, 2_885, 4_495, 6_453, 8_258],
    ),
    (
        "Ústecký kraj",
        [127_574, 32_197, 28_004, 42_777, 22_464, 33_628, 6_127, 12_336, 12_299, 22_280],
    ),
    (
        "Liberecký kraj",
        [62_302, 21_468, 23_859, 22_878, 11_811, 13_981, 4_297, 8_825, 26_780, 12_616],
    ),
    (
        "Královéhradecký kraj",
        [88_551, 32_242, 29_932, 28_038, 18_128, 19_792, 16_294, 14_308, 14_184, 17_251],
    ),
    (
        "Pardubický kraj",
        [79_551, 28_313, 27_146, 26_202, 19_294, 20_002, 17_599, 10_864, 12_855, 16_343],
    ),
    (
        "Kraj Vysočina",
        [75_247, 25_989, 26_086, 25_237, 24_631, 24_829, 24_295, 10_163, 11_251, 15_036],
    ),
    (
        "Jihomoravský kraj",
        [159_909, 69_319, 53_207, 67_973, 49_248, 46_966, 52_346, 26_356, 21_222, 36_896],
    ),
    (
        "Olomoucký kraj",
        [95_950, 27_266, 25_955, 41_397, 22_760, 26_853, 25_257, 9_903, 13_580, 16_718],
    ),
    (
        "Zlínský kraj",
        [84_750, 28_752, 24_859, 38_020, 20_454, 20_669, 33_631, 8_443, 17_168, 17_933],
    ),
    (
        "Moravskoslezský kraj",
        [194_069, 40_944, 47_332, 76_027, 48_417, 47_651, 35_362, 14_142, 14_462, 29_383],
    ),
];

/// § 50: then D'Hondt in each region among those with 5 % of the country.
#[test]
fn czechia_2017() {
    let regions: Vec<u64> = CZECHIA.iter().map(|(_, votes)| votes.iter().sum()).collect();
    let ids: Vec<String> = (0..regions.len()).map(|at| format!("{{ id = \"r{at}\" }}")).collect();
    let text = format!("kind = \"list\"\nseats = 200\noptions = [{}]", ids.join(", "));
    let hare = parse(&text, "formula = \"largest-remainder\"", "");
    let seats = allocate(&hare, &Poll::national(Ballots::of(&regions))).unwrap().seats_won();
    assert_eq!(seats.iter().sum::<u32>(), 200);
    let mut table: Vec<Row<9, 10>> = Vec::new();
    for ((name, votes), seats) in CZECHIA.into_iter().zip(seats) {
        table.push((name, seats, votes, [0; 9]));
    }
    let lists = ["ano", "ods", "pirati", "spd", "cssd", "kscm", "kdu-csl", "top09", "stan"];
    let rules = "threshold = { share = 0.05 }";
    let contest = contest(lists, &table, 200, "formula = \"dhondt\"", rules);
    let outcome = allocate(&contest, &poll(&table)).unwrap();
    assert_eq!(outcome.seats_won()[..9], [78, 25, 22, 22, 15, 15, 10, 7, 6]);
    let prague: Vec<u32> =
        outcome.districts[0].won.iter().take(9).map(|seats| seats.get()).collect();
    assert_eq!(prague, [6, 5, 5, 1, 1, 1, 1, 3, 1]);
}
