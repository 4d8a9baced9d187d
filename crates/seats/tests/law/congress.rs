//! Seats of states in the House of Representatives of the United States, by their populations.

use sanaq_seats::{Ballots, Poll, allocate};

use crate::contest::{contest, parse};

/// United States Census Bureau, apportionment population of 2020 and seats of 2021 (2 U.S.C. § 2a:
/// the method of equal proportions, at least one seat each).
const CENSUS_2020: [(u64, u32); 50] = [
    (5_030_053, 7),
    (736_081, 1),
    (7_158_923, 9),
    (3_013_756, 4),
    (39_576_757, 52),
    (5_782_171, 8),
    (3_608_298, 5),
    (990_837, 1),
    (21_570_527, 28),
    (10_725_274, 14),
    (1_460_137, 2),
    (1_841_377, 2),
    (12_822_739, 17),
    (6_790_280, 9),
    (3_192_406, 4),
    (2_940_865, 4),
    (4_509_342, 6),
    (4_661_468, 6),
    (1_363_582, 2),
    (6_185_278, 8),
    (7_033_469, 9),
    (10_084_442, 13),
    (5_709_752, 8),
    (2_963_914, 4),
    (6_160_281, 8),
    (1_085_407, 2),
    (1_963_333, 3),
    (3_108_462, 4),
    (1_379_089, 2),
    (9_294_493, 12),
    (2_120_220, 3),
    (20_215_751, 26),
    (10_453_948, 14),
    (779_702, 1),
    (11_808_848, 15),
    (3_963_516, 5),
    (4_241_500, 6),
    (13_011_844, 17),
    (1_098_163, 2),
    (5_124_712, 7),
    (887_770, 1),
    (6_916_897, 9),
    (29_183_290, 38),
    (3_275_252, 4),
    (643_503, 1),
    (8_654_542, 11),
    (7_715_946, 10),
    (1_795_045, 2),
    (5_897_473, 8),
    (577_719, 1),
];

/// The same of 2010 and 2011.
const CENSUS_2010: [(u64, u32); 50] = [
    (4_802_982, 7),
    (721_523, 1),
    (6_412_700, 9),
    (2_926_229, 4),
    (37_341_989, 53),
    (5_044_930, 7),
    (3_581_628, 5),
    (900_877, 1),
    (18_900_773, 27),
    (9_727_566, 14),
    (1_366_862, 2),
    (1_573_499, 2),
    (12_864_380, 18),
    (6_501_582, 9),
    (3_053_787, 4),
    (2_863_813, 4),
    (4_350_606, 6),
    (4_553_962, 6),
    (1_333_074, 2),
    (5_789_929, 8),
    (6_559_644, 9),
    (9_911_626, 14),
    (5_314_879, 8),
    (2_978_240, 4),
    (6_011_478, 8),
    (994_416, 1),
    (1_831_825, 3),
    (2_709_432, 4),
    (1_321_445, 2),
    (8_807_501, 12),
    (2_067_273, 3),
    (19_421_055, 27),
    (9_565_781, 13),
    (675_905, 1),
    (11_568_495, 16),
    (3_764_882, 5),
    (3_848_606, 5),
    (12_734_905, 18),
    (1_055_247, 2),
    (4_645_975, 7),
    (819_761, 1),
    (6_375_431, 9),
    (25_268_418, 36),
    (2_770_765, 4),
    (630_337, 1),
    (8_037_736, 11),
    (6_753_369, 10),
    (1_859_815, 3),
    (5_698_230, 8),
    (568_300, 1),
];

#[test]
fn equal_proportions_give_the_official_houses() {
    for states in [CENSUS_2020, CENSUS_2010] {
        let contest = contest(435, states.len(), "formula = \"huntington-hill\"", "");
        let populations = states.map(|(population, _)| population);
        let outcome = allocate(&contest, &Poll::national(Ballots::of(&populations))).unwrap();
        assert_eq!(outcome.seats_won(), states.map(|(_, seats)| seats));
    }
}

/// The 38 states of the census of 1880 (sum 49,371,340), as in Balinski and Young, *Fair
/// Representation*, 1982, appendix B.
const CENSUS_1880: [(&str, u64); 38] = [
    ("alabama", 1_262_505),
    ("arkansas", 802_525),
    ("california", 864_694),
    ("colorado", 194_327),
    ("connecticut", 622_700),
    ("delaware", 146_608),
    ("florida", 269_493),
    ("georgia", 1_542_180),
    ("illinois", 3_077_871),
    ("indiana", 1_978_301),
    ("iowa", 1_624_615),
    ("kansas", 996_096),
    ("kentucky", 1_648_690),
    ("louisiana", 939_946),
    ("maine", 648_936),
    ("maryland", 934_943),
    ("massachusetts", 1_783_085),
    ("michigan", 1_636_937),
    ("minnesota", 780_773),
    ("mississippi", 1_131_597),
    ("missouri", 2_168_380),
    ("nebraska", 452_402),
    ("nevada", 62_266),
    ("new-hampshire", 346_991),
    ("new-jersey", 1_131_116),
    ("new-york", 5_082_871),
    ("north-carolina", 1_399_750),
    ("ohio", 3_198_062),
    ("oregon", 174_768),
    ("pennsylvania", 4_282_891),
    ("rhode-island", 276_531),
    ("south-carolina", 995_577),
    ("tennessee", 1_542_359),
    ("texas", 1_591_749),
    ("vermont", 332_286),
    ("virginia", 1_512_565),
    ("west-virginia", 618_457),
    ("wisconsin", 1_315_497),
];

/// What the chief clerk of the Census Office found: Alabama has 8 of 299 seats and 7 of 300.
#[test]
fn the_alabama_paradox_is_hamiltons_and_no_divisor_methods() {
    let populations = CENSUS_1880.map(|(_, population)| population);
    assert_eq!(populations.iter().sum::<u64>(), 49_371_340);
    let ids = CENSUS_1880.map(|(id, _)| format!("{{ id = \"{id}\" }}")).join(", ");
    let house = |formula: &str, seats: u32| {
        let text = format!("kind = \"list\"\nseats = {seats}\noptions = [{ids}]");
        let contest = parse(&text, formula, "seats-at-least = 1");
        let poll = Poll::national(Ballots::of(&populations));
        let won = allocate(&contest, &poll).unwrap().seats_won();
        let at = |state: &str| CENSUS_1880.iter().position(|(id, _)| *id == state).unwrap();
        ["alabama", "texas", "illinois"].map(|state| won[at(state)])
    };
    assert_eq!(house("formula = \"largest-remainder\"", 299), [8, 9, 18]);
    assert_eq!(house("formula = \"largest-remainder\"", 300), [7, 10, 19]);
    for formula in ["adams", "dhondt", "sainte-lague", "huntington-hill", "danish"] {
        let formula = format!("formula = \"{formula}\"");
        let (small, large) = (house(&formula, 299), house(&formula, 300));
        assert!(small.iter().zip(large).all(|(small, large)| *small <= large), "{formula}");
    }
}

/// The smallest known case, three lists (Wikipedia, «Apportionment paradox»).
#[test]
fn a_list_can_lose_a_seat_when_the_house_grows() {
    let won = |seats: u32| {
        let contest = contest(seats, 3, "formula = \"largest-remainder\"", "");
        allocate(&contest, &Poll::national(Ballots::of(&[6, 6, 2]))).unwrap().seats_won()
    };
    assert_eq!(won(10), [4, 4, 2]);
    assert_eq!(won(11), [5, 5, 1]);
}
