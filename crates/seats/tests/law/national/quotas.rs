//! Elections by largest remainders.

use super::{BY_HARE, Case};

const SLOVAK_QUOTA: &str =
    "formula = \"largest-remainder\"\nquota = \"hagenbach-bischoff-rounded\"";
const SLOVAK_THRESHOLDS: &str = "threshold = { share = 0.05, coalition = [\
    { parties = 2, share = 0.07 }, { parties = 4, share = 0.1 }] }";

pub(super) const CASES: &[Case] = &[
    // Central Election Commission of Kazakhstan, 17 January 2012. Constitutional Law on Elections,
    // art. 97-1.
    Case {
        name: "Kazakhstan 2012",
        rules: "threshold = { share = 0.07 }\nminimum-lists = 2",
        seats: 98,
        lists: &[
            ("nur-otan", "", 5_621_436, 83),
            ("ak-zhol", "", 518_405, 8),
            ("knpk", "", 498_788, 7),
        ],
        ..BY_HARE
    },
    // Central Election Commission of Kazakhstan, 22 March 2016.
    Case {
        name: "Kazakhstan 2016",
        rules: "threshold = { share = 0.07 }\nminimum-lists = 2",
        seats: 98,
        lists: &[
            ("nur-otan", "", 6_183_757, 84),
            ("ak-zhol", "", 540_406, 7),
            ("knpk", "", 537_123, 7),
        ],
        ..BY_HARE
    },
    // Central Election Commission of Russia, 9 December 2011. Law 51-FZ of 2005, art. 82 and 83;
    // the threshold is of the voters who took part.
    Case {
        name: "Russia 2011",
        rules: "threshold = { share = 0.07, of = \"cast\" }\ntie-break = \"most-votes\"\n\
                minimum-lists = 2\nminimum-lists-share = { share = 0.6, of = \"cast\" }",
        seats: 450,
        cast: Some(65_656_526),
        lists: &[
            ("just-russia", "", 8_695_522, 64),
            ("ldpr", "", 7_664_570, 56),
            ("patriots", "", 639_119, 0),
            ("cprf", "", 12_599_507, 92),
            ("yabloko", "", 2_252_403, 0),
            ("united-russia", "", 32_379_135, 238),
            ("right-cause", "", 392_806, 0),
        ],
        ..BY_HARE
    },
    // Central Election Commission of Russia, 23 September 2016: the 225 list seats.
    Case {
        name: "Russia 2016",
        rules: "tie-break = \"most-votes\"",
        seats: 225,
        lists: &[
            ("united-russia", "", 28_527_828, 140),
            ("cprf", "", 7_019_752, 35),
            ("ldpr", "", 6_917_063, 34),
            ("just-russia", "", 3_275_053, 16),
        ],
        ..BY_HARE
    },
    // Central Election Commission of Russia, 24 September 2021: the 225 list seats.
    Case {
        name: "Russia 2021",
        rules: "tie-break = \"most-votes\"",
        seats: 225,
        lists: &[
            ("united-russia", "", 28_064_200, 126),
            ("cprf", "", 10_660_669, 48),
            ("ldpr", "", 4_252_252, 19),
            ("just-russia", "", 4_201_744, 19),
            ("new-people", "", 2_997_744, 13),
        ],
        ..BY_HARE
    },
    // Central Election Commission of Ukraine: the 225 list seats of 2014 and 2019.
    Case {
        name: "Ukraine 2014",
        seats: 225,
        lists: &[
            ("peoples-front", "", 3_488_114, 64),
            ("poroshenko-bloc", "", 3_437_521, 63),
            ("self-reliance", "", 1_729_271, 32),
            ("opposition-bloc", "", 1_486_203, 27),
            ("radical-party", "", 1_173_131, 22),
            ("batkivshchyna", "", 894_837, 17),
        ],
        ..BY_HARE
    },
    Case {
        name: "Ukraine 2019",
        seats: 225,
        lists: &[
            ("servant-of-the-people", "", 6_307_793, 124),
            ("opposition-platform", "", 1_908_111, 37),
            ("batkivshchyna", "", 1_196_303, 24),
            ("european-solidarity", "", 1_184_620, 23),
            ("voice", "", 851_722, 17),
        ],
        ..BY_HARE
    },
    // Central Election Commission of Bulgaria, April 2023: Hare-Niemeyer nationally.
    Case {
        name: "Bulgaria, April 2023",
        seats: 240,
        lists: &[
            ("gerb-sds", "", 669_924, 69),
            ("pp-db", "", 621_069, 64),
            ("vazrazhdane", "", 358_174, 37),
            ("dps", "", 347_700, 36),
            ("bsp", "", 225_914, 23),
            ("itn", "", 103_971, 11),
        ],
        ..BY_HARE
    },
    // Central Election Commission of Kyrgyzstan, October 2015.
    Case {
        name: "Kyrgyzstan 2015",
        seats: 120,
        lists: &[
            ("sdpk", "", 435_968, 38),
            ("respublika-ata-zhurt", "", 320_115, 28),
            ("kyrgyzstan", "", 206_094, 18),
            ("onuguu", "", 148_279, 13),
            ("bir-bol", "", 135_875, 12),
            ("ata-meken", "", 123_055, 11),
        ],
        ..BY_HARE
    },
    // Central Election Commission of Taiwan: the 34 list seats of 2020 and 2024.
    Case {
        name: "Taiwan 2020",
        seats: 34,
        lists: &[
            ("dpp", "", 4_811_241, 13),
            ("kmt", "", 4_723_504, 13),
            ("tpp", "", 1_588_806, 5),
            ("npp", "", 1_098_100, 3),
        ],
        ..BY_HARE
    },
    Case {
        name: "Taiwan 2024",
        seats: 34,
        lists: &[("dpp", "", 4_981_060, 13), ("kmt", "", 4_764_293, 13), ("tpp", "", 3_040_334, 8)],
        ..BY_HARE
    },
    // Central Election Commission of Georgia, November 2024. Election Code, art. 125: seats that
    // whole quotas leave go to the lists with the most votes. By largest remainders it would have
    // been 88 18 17 14 13.
    Case {
        name: "Georgia 2024",
        rules: "remaining-seats = \"most-votes\"",
        seats: 150,
        lists: &[
            ("georgian-dream", "", 1_120_053, 89),
            ("coalition-for-change", "", 229_161, 19),
            ("unity", "", 211_216, 16),
            ("strong-georgia", "", 182_922, 14),
            ("for-georgia", "", 161_521, 12),
        ],
        ..BY_HARE
    },
    // Statistical Office of the Slovak Republic, 29 February 2020. Law 180/2014, § 66 (thresholds)
    // and § 68 (the rounded quota). Progressive Slovakia and Together, a coalition of two, had
    // 6.96 % and needed 7.
    Case {
        name: "Slovakia 2020",
        formula: SLOVAK_QUOTA,
        rules: SLOVAK_THRESHOLDS,
        seats: 150,
        valid: Some(2_881_511),
        lists: &[
            ("olano", "", 721_166, 53),
            ("smer", "", 527_172, 38),
            ("sme-rodina", "", 237_531, 17),
            ("lsns", "", 229_660, 17),
            ("ps-spolu", "kind = \"coalition\", parties = 2", 200_780, 0),
            ("sas", "", 179_246, 13),
            ("za-ludi", "", 166_325, 12),
            ("kdh", "", 134_099, 0),
            ("mko-mks", "", 112_662, 0),
            ("sns", "", 91_171, 0),
        ],
        ..BY_HARE
    },
    // Statistical Office of the Slovak Republic, 30 September 2023.
    Case {
        name: "Slovakia 2023",
        formula: SLOVAK_QUOTA,
        rules: SLOVAK_THRESHOLDS,
        seats: 150,
        valid: Some(2_967_896),
        lists: &[
            ("smer", "", 681_017, 42),
            ("ps", "", 533_136, 32),
            ("hlas", "", 436_415, 27),
            ("olano-and-friends", "kind = \"coalition\", parties = 3", 264_137, 16),
            ("kdh", "", 202_515, 12),
            ("sas", "", 187_645, 11),
            ("sns", "", 166_995, 10),
            ("republika", "", 141_099, 0),
        ],
        ..BY_HARE
    },
];
