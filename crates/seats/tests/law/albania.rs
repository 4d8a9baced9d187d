//! Albania 2013: two large alliances, divided first among and then within them, in 12 prefectures.
//!
//! Electoral Code (law 10019 of 2008, as amended in 2012), art. 162-163: 3 % for a party and 5 %
//! for a coalition in the prefecture; D'Hondt among coalitions and parties alone, Sainte-Laguë
//! within a coalition. Lists 7 to 43 of the published file are the Alliance for a European Albania
//! (37 parties), 44 to 68 the Alliance for Employment, Prosperity and Integration (25): their order
//! on the ballot shows in the votes of the four that stood alone.

use std::collections::BTreeMap;

use sanaq_seats::{Ballots, Poll, allocate};

use crate::{contest::parse, data};

/// Seats of the prefectures, in the order of the alphabet.
const SEATS: [(&str, u32); 12] = [
    ("BERAT", 8),
    ("DIBER", 6),
    ("DURRES", 14),
    ("ELBASAN", 14),
    ("FIER", 16),
    ("GJIROKASTER", 5),
    ("KORCE", 12),
    ("KUKES", 3),
    ("LEZHE", 7),
    ("SHKODER", 11),
    ("TIRANE", 32),
    ("VLORE", 12),
];

/// Columns before the votes of the first list.
const VOTES_AT: usize = 6;

#[test]
fn the_official_seats_of_every_party_come_out() {
    let Some(rows) = data::rows("albania-2013/Albania2013.csv.gz") else { return };
    let mut prefectures: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for row in rows {
        let votes = prefectures.entry(row[1].clone()).or_insert_with(|| vec![0; 66]);
        for (sum, votes) in votes.iter_mut().zip(&row[VOTES_AT..]) {
            // Two figures are missing («NA»); neither could move a seat.
            *sum += votes.parse::<u64>().unwrap_or(0);
        }
    }
    let names: Vec<&str> = prefectures.keys().map(String::as_str).collect();
    assert_eq!(names, SEATS.map(|(name, _)| name));
    let option = |list: u32| {
        let alliance = match list {
            7..=43 => ", alliance = \"european-albania\"",
            44..=68 => ", alliance = \"employment-prosperity-integration\"",
            _ => "",
        };
        format!("{{ id = \"c{list:03}\"{alliance} }}")
    };
    let districts = SEATS
        .map(|(name, seats)| format!("{{ id = \"{}\", seats = {seats} }}", name.to_lowercase()));
    let text = format!(
        "kind = \"list\"\nseats = 140\noptions = [{}]\ndistricts = [{}]",
        (7..=72).map(option).collect::<Vec<_>>().join(", "),
        districts.join(", ")
    );
    let rules = "alliances = { threshold = \"alliance\", formula = \"sainte-lague\" }\n\
                 [contest.rules.threshold]\nshare = 0.03\nscope = \"district\"\n\
                 coalition = [{ parties = 2, share = 0.05 }]";
    let contest = parse(&text, "formula = \"dhondt\"", rules);
    let ballots = prefectures.values().map(|votes| Ballots::of(votes)).collect();
    let outcome = allocate(&contest, &Poll::of_districts(ballots).unwrap()).unwrap();
    let won: BTreeMap<&str, u32> = outcome
        .options
        .iter()
        .filter(|option| option.seats.get() > 0)
        .map(|option| (option.id.as_str(), option.seats.get()))
        .collect();
    // PBDNJ, PKDSH, LSI, PS; PD, PR, PDIU: 83 and 57.
    let official = [
        ("c012", 1),
        ("c026", 1),
        ("c032", 16),
        ("c035", 65),
        ("c050", 50),
        ("c051", 3),
        ("c056", 4),
    ];
    assert_eq!(won, BTreeMap::from(official));
}
