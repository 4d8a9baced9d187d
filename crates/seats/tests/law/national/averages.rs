//! Elections by highest averages.

use super::{BY_DHONDT, Case, SAINTE_LAGUE};

pub(super) const CASES: &[Case] = &[
    // Kiesraad, 26 March 2021. Kieswet, art. P 5 to P 8: the threshold is the quota, one 150th.
    Case {
        name: "Netherlands 2021",
        rules: "threshold = { share = \"1/150\" }",
        seats: 150,
        valid: Some(10_422_852),
        lists: &[
            ("vvd", "", 2_279_130, 34),
            ("d66", "", 1_565_861, 24),
            ("pvv", "", 1_124_482, 17),
            ("cda", "", 990_601, 15),
            ("sp", "", 623_371, 9),
            ("pvda", "", 597_192, 9),
            ("groenlinks", "", 537_308, 8),
            ("fvd", "", 523_083, 8),
            ("pvdd", "", 399_750, 6),
            ("christenunie", "", 351_275, 5),
            ("volt", "", 252_480, 3),
            ("ja21", "", 246_620, 3),
            ("sgp", "", 215_249, 3),
            ("denk", "", 211_237, 3),
            ("50plus", "", 106_702, 1),
            ("bbb", "", 104_319, 1),
            ("bij1", "", 87_238, 1),
        ],
        ..BY_DHONDT
    },
    // Kiesraad, 1 December 2023. BVNL and 50PLUS stayed below one 150th.
    Case {
        name: "Netherlands 2023",
        rules: "threshold = { share = \"1/150\" }",
        seats: 150,
        valid: Some(10_432_726),
        lists: &[
            ("pvv", "", 2_450_878, 37),
            ("groenlinks-pvda", "", 1_643_073, 25),
            ("vvd", "", 1_589_519, 24),
            ("nsc", "", 1_343_287, 20),
            ("d66", "", 656_292, 9),
            ("bbb", "", 485_551, 7),
            ("cda", "", 345_822, 5),
            ("sp", "", 328_225, 5),
            ("denk", "", 246_765, 3),
            ("pvdd", "", 235_148, 3),
            ("fvd", "", 232_963, 3),
            ("sgp", "", 217_270, 3),
            ("christenunie", "", 212_532, 3),
            ("volt", "", 178_802, 2),
            ("ja21", "", 71_345, 1),
            ("bvnl", "", 52_913, 0),
            ("50plus", "", 51_043, 0),
        ],
        ..BY_DHONDT
    },
    // Central Elections Committee of Israel, 2013: 2 %, surplus agreements as announced by it.
    // Knesset Elections Law 1969, sections 81-82 (Bader-Ofer).
    Case {
        name: "Israel 2013",
        rules: "threshold = { share = 0.02 }",
        seats: 120,
        valid: Some(3_792_742),
        lists: &[
            ("likud-beitenu", "alliance = \"right\"", 885_054, 31),
            ("yesh-atid", "alliance = \"centre\"", 543_458, 19),
            ("labor", "alliance = \"centre\"", 432_118, 15),
            ("jewish-home", "alliance = \"right\"", 345_985, 12),
            ("shas", "alliance = \"haredi\"", 331_868, 11),
            ("utj", "alliance = \"haredi\"", 195_892, 7),
            ("hatnua", "alliance = \"left\"", 189_167, 6),
            ("meretz", "alliance = \"left\"", 172_403, 6),
            ("ual-taal", "", 138_450, 4),
            ("hadash", "alliance = \"arab\"", 113_439, 4),
            ("balad", "alliance = \"arab\"", 97_030, 3),
            ("kadima", "", 79_081, 2),
        ],
        ..BY_DHONDT
    },
    // Central Elections Committee of Israel, 2021: 3.25 %. Without the agreements Likud would have
    // had 31 seats and Meretz 5.
    Case {
        name: "Israel 2021",
        rules: "threshold = { share = 0.0325 }",
        seats: 120,
        valid: Some(4_410_052),
        lists: &[
            ("likud", "alliance = \"right\"", 1_066_892, 30),
            ("yesh-atid", "alliance = \"centre\"", 614_112, 17),
            ("shas", "alliance = \"haredi\"", 316_008, 9),
            ("blue-and-white", "", 292_257, 8),
            ("yamina", "alliance = \"new-right\"", 273_836, 7),
            ("labor", "alliance = \"left\"", 268_767, 7),
            ("utj", "alliance = \"haredi\"", 248_391, 7),
            ("yisrael-beiteinu", "alliance = \"centre\"", 248_370, 7),
            ("religious-zionist", "alliance = \"right\"", 225_641, 6),
            ("joint-list", "", 212_583, 6),
            ("new-hope", "alliance = \"new-right\"", 209_161, 6),
            ("meretz", "alliance = \"left\"", 202_218, 6),
            ("raam", "", 167_064, 4),
        ],
        ..BY_DHONDT
    },
    // Central Elections Committee of Israel, 2022. Meretz failed, so Labor's agreement with it fell
    // away; without the others Likud would have had 31 and Labor 5.
    Case {
        name: "Israel 2022",
        rules: "threshold = { share = 0.0325 }",
        seats: 120,
        valid: Some(4_764_742),
        lists: &[
            ("likud", "alliance = \"right\"", 1_115_336, 32),
            ("yesh-atid", "alliance = \"centre\"", 847_435, 24),
            ("religious-zionist", "alliance = \"right\"", 516_470, 14),
            ("national-unity", "alliance = \"centre\"", 432_482, 12),
            ("shas", "alliance = \"haredi\"", 392_964, 11),
            ("utj", "alliance = \"haredi\"", 280_194, 7),
            ("yisrael-beiteinu", "", 213_687, 6),
            ("raam", "", 194_047, 5),
            ("hadash-taal", "", 178_735, 5),
            ("labor", "alliance = \"left\"", 175_992, 4),
            ("meretz", "alliance = \"left\"", 150_793, 0),
        ],
        ..BY_DHONDT
    },
    // Central Election Commission of Moldova, 5 October 2025.
    Case {
        name: "Moldova 2025",
        rules: "threshold = { share = 0.05, coalition = [{ parties = 2, share = 0.07 }] }",
        seats: 101,
        valid: Some(1_578_722),
        lists: &[
            ("pas", "", 792_557, 55),
            ("patriotic-bloc", "kind = \"coalition\", parties = 4", 381_984, 26),
            ("alternative", "kind = \"coalition\", parties = 4", 125_706, 8),
            ("our-party", "", 97_852, 6),
            ("democracy-at-home", "", 88_679, 6),
        ],
        ..BY_DHONDT
    },
    // Republic Election Commission of Serbia, 5 July 2022. Law on the Election of Members of
    // Parliament (14/2022), art. 138-140: 3 % of those who voted; minority lists are exempt, and
    // below 3 % their quotients count 35 % more. Without that they would have had 8 seats, not 13.
    Case {
        name: "Serbia 2022",
        rules: "threshold = { share = 0.03, of = \"cast\", minority = 0, minority-factor = 1.35 }",
        seats: 250,
        cast: Some(3_810_559),
        lists: &[
            ("together-we-can", "", 1_635_101, 120),
            ("united", "", 520_469, 38),
            ("sps", "", 435_274, 31),
            ("nada", "", 204_444, 15),
            ("moramo", "", 178_733, 13),
            ("dveri", "", 144_762, 10),
            ("zavetnici", "", 141_227, 10),
            ("vmsz", "kind = \"minority\"", 60_313, 5),
            ("spp", "kind = \"minority\"", 35_850, 3),
            ("zajedno-za-vojvodinu", "kind = \"minority\"", 24_024, 2),
            ("sda", "kind = \"minority\"", 20_553, 2),
            ("albanian-coalition", "kind = \"minority\"", 10_165, 1),
        ],
        ..BY_DHONDT
    },
    // Czech Statistical Office, European Parliament, May 2019.
    Case {
        name: "Czech seats in the European Parliament 2019",
        rules: "threshold = { share = 0.05 }",
        seats: 21,
        valid: Some(2_370_765),
        lists: &[
            ("ano", "", 502_343, 6),
            ("ods", "", 344_885, 4),
            ("pirates", "", 330_844, 3),
            ("stan-top09", "", 276_220, 3),
            ("spd", "", 216_718, 2),
            ("kdu-csl", "", 171_723, 2),
            ("kscm", "", 164_624, 1),
            ("cssd", "", 93_664, 0),
        ],
        ..BY_DHONDT
    },
    // Bundeswahlleiterin, 14 March 2025. Bundeswahlgesetz §§ 4-5: 630 seats; the party of the
    // Danish minority (SSW) is exempt from the 5 %.
    Case {
        name: "Germany 2025",
        formula: SAINTE_LAGUE,
        rules: "threshold = { share = 0.05, minority = 0, direct-seats = 3 }",
        seats: 630,
        valid: Some(49_649_512),
        lists: &[
            ("cdu", "", 11_196_374, 164),
            ("afd", "", 10_328_780, 152),
            ("spd", "", 8_149_124, 120),
            ("gruene", "", 5_762_380, 85),
            ("linke", "", 4_356_532, 64),
            ("csu", "", 2_964_028, 44),
            ("bsw", "", 2_472_947, 0),
            ("fdp", "", 2_148_757, 0),
            ("freie-waehler", "", 769_279, 0),
            ("ssw", "kind = \"minority\"", 76_138, 1),
        ],
        ..BY_DHONDT
    },
    // Bundeswahlleiter, European Parliament, May 2014: no threshold at all.
    Case {
        name: "German seats in the European Parliament 2014",
        formula: SAINTE_LAGUE,
        seats: 96,
        lists: &[
            ("cdu", "", 8_812_653, 29),
            ("spd", "", 8_003_628, 27),
            ("gruene", "", 3_139_274, 11),
            ("linke", "", 2_168_455, 7),
            ("afd", "", 2_070_014, 7),
            ("csu", "", 1_567_448, 5),
            ("fdp", "", 986_841, 3),
            ("freie-waehler", "", 428_800, 1),
            ("piraten", "", 425_044, 1),
            ("tierschutz", "", 366_598, 1),
            ("npd", "", 301_139, 1),
            ("familie", "", 202_803, 1),
            ("oedp", "", 185_244, 1),
            ("partei", "", 184_709, 1),
            ("rep", "", 109_757, 0),
            ("volksabstimmung", "", 88_535, 0),
        ],
        ..BY_DHONDT
    },
    // Electoral Commission of New Zealand, 2014. Electoral Act 1993, sections 191-192: 5 % or one
    // electorate; United Future's electorate was beyond its share, and the House grew to 121.
    Case {
        name: "New Zealand 2014",
        formula: SAINTE_LAGUE,
        rules: "threshold = { share = 0.05, direct-seats = 1 }\noverhang = \"added\"",
        seats: 120,
        valid: Some(2_405_622),
        lists: &[
            ("national", "direct-seats = 41", 1_131_501, 60),
            ("labour", "direct-seats = 27", 604_535, 32),
            ("green", "", 257_359, 14),
            ("nz-first", "", 208_300, 11),
            ("conservative", "", 95_598, 0),
            ("internet-mana", "", 34_094, 0),
            ("maori", "direct-seats = 1", 31_849, 2),
            ("act", "direct-seats = 1", 16_689, 1),
            ("united-future", "direct-seats = 1", 5_286, 1),
        ],
        ..BY_DHONDT
    },
    // Electoral Commission of New Zealand, 2020.
    Case {
        name: "New Zealand 2020",
        formula: SAINTE_LAGUE,
        rules: "threshold = { share = 0.05, direct-seats = 1 }\noverhang = \"added\"",
        seats: 120,
        valid: Some(2_886_420),
        lists: &[
            ("labour", "direct-seats = 46", 1_443_545, 65),
            ("national", "direct-seats = 23", 738_275, 33),
            ("green", "direct-seats = 1", 226_757, 10),
            ("act", "direct-seats = 1", 219_031, 10),
            ("nz-first", "", 75_020, 0),
            ("maori", "direct-seats = 1", 33_630, 2),
        ],
        ..BY_DHONDT
    },
    // Government of Macau, general count of the direct election, 23 September 2013. Law 3/2001,
    // art. 17.
    Case {
        name: "Macau 2013",
        formula: "formula = \"macau\"",
        seats: 14,
        lists: &[
            ("nova-uniao", "", 13_089, 1),
            ("liberais", "", 3_227, 0),
            ("activismo", "", 923, 0),
            ("direitos", "", 848, 0),
            ("novo-macau", "", 8_827, 1),
            ("desenvolvimento", "", 11_960, 1),
            ("observatorio", "", 5_225, 0),
            ("macau-guangdong", "", 16_251, 2),
            ("nova-esperanca", "", 13_119, 2),
            ("ideais", "", 1_006, 0),
            ("esforcos", "", 2_306, 0),
            ("mudanca", "", 8_756, 1),
            ("cidadaos-unidos", "", 26_390, 3),
            ("progresso", "", 15_815, 2),
            ("operario", "", 227, 0),
            ("classe-baixa", "", 368, 0),
            ("alianca", "", 179, 0),
            ("inovadoras", "", 1_642, 0),
            ("prospero", "", 10_987, 1),
            ("cuidados", "", 5_323, 0),
        ],
        ..BY_DHONDT
    },
];
