//! Presidents and referendums: majorities, second rounds, quorums, and ties among the first.

use sanaq_election::{Contest, OptionId, Votes};
use sanaq_seats::{Ballots, InputError, Note, Outcome, Poll, Quorum, Situation, allocate};

use crate::contest::parse;

fn options(ids: &[&str]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("{{ id = \"{id}\" }}")).collect();
    format!("options = [{}]", ids.join(", "))
}

fn president(ids: &[&str], rules: &str) -> Contest {
    parse(&format!("kind = \"majority\"\n{}", options(ids)), "", rules)
}

fn referendum(rules: &str) -> Contest {
    parse(&format!("kind = \"referendum\"\n{}", options(&["yes", "no"])), "", rules)
}

fn outcome(contest: &Contest, ballots: Ballots) -> Outcome {
    allocate(contest, &Poll::national(ballots)).unwrap()
}

fn second_round(outcome: &Outcome) -> Vec<&str> {
    match &outcome.situation {
        Situation::SecondRound { between } => between.iter().map(OptionId::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Państwowa Komisja Wyborcza, 19 May 2025; Constitution, art. 127: more than half of valid votes.
#[test]
fn poland_2025_goes_to_a_second_round() {
    let ids = [
        "trzaskowski",
        "nawrocki",
        "mentzen",
        "braun",
        "holownia",
        "zandberg",
        "biejat",
        "stanowski",
        "senyszyn",
        "jakubiak",
        "bartoszewicz",
        "maciak",
        "woch",
    ];
    let votes = [
        6_147_797, 5_790_804, 2_902_448, 1_242_917, 978_901, 952_832, 829_361, 243_479, 214_198,
        150_698, 95_640, 36_371, 18_338,
    ];
    let first = outcome(&president(&ids, ""), Ballots::of(&votes));
    assert_eq!(second_round(&first), ["trzaskowski", "nawrocki"]);
    assert_eq!(first.seats_won().iter().sum::<u32>(), 0);
    let round2 = president(&["nawrocki", "trzaskowski"], "");
    let second = outcome(&round2, Ballots::of(&[10_606_877, 10_237_286]));
    assert_eq!((second.situation, second.options[0].seats.get()), (Situation::Filled, 1));
}

/// Central Election Commission of Russia, 23 March 2018; law 19-FZ, art. 76: more than half of
/// those who took part.
#[test]
fn russia_2018_is_decided_in_the_first_round() {
    let ids = [
        "baburin",
        "grudinin",
        "zhirinovsky",
        "putin",
        "sobchak",
        "suraykin",
        "titov",
        "yavlinsky",
    ];
    let votes = [479_013, 8_659_206, 4_154_985, 56_430_712, 1_238_031, 499_342, 556_801, 769_644];
    let contest = president(&ids, "majority = [{ share = 0.5, of = \"cast\" }]");
    let unknown = allocate(&contest, &Poll::national(Ballots::of(&votes))).unwrap_err();
    assert_eq!(unknown, InputError::Unknown("cast"));
    let ballots = Ballots { cast: Some(Votes(73_578_992)), ..Ballots::of(&votes) };
    assert_eq!(outcome(&contest, ballots).seats_won(), [0, 0, 0, 1, 0, 0, 0, 0]);
}

/// Cámara Nacional Electoral; Constitution of Argentina, art. 97-98: more than 45 %, or 40 % and
/// ten points more than the second.
#[test]
fn argentina_elects_with_less_than_half() {
    let rules = "majority = [{ share = 0.45 }, { share = 0.40, lead = 0.10, strict = false }]";
    let ids = ["scioli", "macri", "massa", "del-cano", "stolbizer", "rodriguez-saa"];
    let votes = [9_338_490, 8_601_131, 5_386_977, 812_530, 632_551, 412_578];
    let of_2015 = outcome(&president(&ids, rules), Ballots::of(&votes));
    assert_eq!(second_round(&of_2015), ["scioli", "macri"]);
    let ids = ["fernandez", "macri", "lavagna", "del-cano", "gomez", "espert"];
    let votes = [12_946_037, 10_811_586, 1_649_322, 579_228, 457_956, 394_206];
    let of_2019 = outcome(&president(&ids, rules), Ballots::of(&votes));
    assert_eq!(of_2019.seats_won(), [1, 0, 0, 0, 0, 0]);
    let lead = outcome(&president(&["a", "b", "c"], rules), Ballots::of(&[41, 31, 28]));
    assert_eq!(lead.seats_won(), [1, 0, 0]);
    let short = outcome(&president(&["a", "b", "c"], rules), Ballots::of(&[41, 32, 27]));
    assert_eq!(second_round(&short), ["a", "b"]);
}

/// Biroul Electoral Central, 29 July 2012; law 3/2000, art. 5: half of the register must take part.
#[test]
fn romania_2012_misses_the_turnout() {
    let rules = "turnout-quorum = { share = 0.5, of = \"registered\", strict = true }";
    let ballots = Ballots {
        cast: Some(Votes(8_459_053)),
        registered: Some(Votes(18_292_464)),
        ..Ballots::of(&[7_403_836, 943_375])
    };
    let Situation::QuorumMissed { quorum, reached, .. } =
        outcome(&referendum(rules), ballots).situation
    else {
        panic!("the quorum was missed");
    };
    assert_eq!(quorum, Quorum::Turnout);
    assert_eq!(reached, sanaq_election::Ratio::new(8_459_053, 18_292_464));
}

/// The devolution referendum of 1 March 1979; Scotland Act 1978, s. 85 (2): two fifths of the
/// electorate must approve.
#[test]
fn scotland_1979_misses_the_approval() {
    let rules = "approval-quorum = { share = 0.4, of = \"registered\" }";
    let ballots =
        Ballots { registered: Some(Votes(3_747_112)), ..Ballots::of(&[1_230_937, 1_153_502]) };
    let missed = outcome(&referendum(rules), ballots.clone());
    assert!(matches!(missed.situation, Situation::QuorumMissed { quorum: Quorum::Approval, .. }));
    assert!(!missed.options[0].passed);
    assert_eq!(outcome(&referendum(""), ballots).situation, Situation::Adopted);
}

/// Central Election Commission of Russia, 3 July 2020, as counted in the published stations.
#[test]
fn a_referendum_is_adopted_by_more_than_half_and_no_less() {
    let russia = outcome(&referendum(""), Ballots::of(&[57_071_119, 15_347_937]));
    assert_eq!(russia.situation, Situation::Adopted);
    assert!(russia.options[0].passed && !russia.options[1].passed);
    let half = outcome(&referendum(""), Ballots::of(&[50, 50]));
    assert_eq!(half.situation, Situation::Rejected);
}

#[test]
fn equals_for_the_second_place_wait_for_a_lot_or_the_law() {
    let votes = [40, 30, 30];
    let lot = outcome(&president(&["a", "b", "c"], ""), Ballots::of(&votes));
    assert_eq!(lot.situation, Situation::LotsNeeded);
    assert_eq!((lot.ties[0].seats.get(), lot.ties[0].undecided.len()), (1, 2));
    let ballot =
        outcome(&president(&["a", "b", "c"], "tie-break = \"ballot-order\""), Ballots::of(&votes));
    assert_eq!(second_round(&ballot), ["a", "b"]);
}

#[test]
fn three_equals_for_two_places_are_one_tie() {
    let tied = outcome(&president(&["a", "b", "c", "d"], ""), Ballots::of(&[30, 30, 30, 10]));
    assert_eq!(tied.situation, Situation::LotsNeeded);
    assert_eq!((tied.ties[0].seats.get(), tied.ties[0].candidates.len()), (2, 3));
}

#[test]
fn where_there_is_no_second_round_nobody_is_elected() {
    let contest = president(&["a", "b"], "runoff = 0");
    let nobody = outcome(&contest, Ballots { valid: Some(Votes(100)), ..Ballots::of(&[50, 40]) });
    assert_eq!(nobody.situation, Situation::NobodyElected);
}

#[test]
fn a_vote_for_none_counts_in_the_whole_and_is_named_when_it_leads() {
    let text = "kind = \"majority\"\noptions = [{ id = \"a\" }, { id = \"b\" }, \
                { id = \"against-all\", kind = \"against-all\" }]";
    let contest = parse(text, "", "");
    let result = outcome(&contest, Ballots::of(&[30, 20, 50]));
    assert_eq!(second_round(&result), ["a", "b"]);
    let leads = result.notes.iter().any(|note| matches!(note, Note::AgainstAllLeads { .. }));
    assert!(leads, "{:?}", result.notes);
}

/// Single-member districts: the kind is plurality, the options are parties.
#[test]
fn districts_with_one_seat_each_are_first_past_the_post() {
    let text = "kind = \"plurality\"\nseats = 3\noptions = [{ id = \"a\" }, { id = \"b\" }]\n\
        districts = [{ id = \"n\", seats = 1 }, { id = \"s\", seats = 1 }, \
        { id = \"w\", seats = 1 }]";
    let contest = parse(text, "", "");
    let districts = vec![Ballots::of(&[9, 8]), Ballots::of(&[1, 70]), Ballots::of(&[5, 5])];
    let result = allocate(&contest, &Poll::of_districts(districts).unwrap()).unwrap();
    assert_eq!(result.seats_won(), [1, 1]);
    assert_eq!(result.situation, Situation::LotsNeeded);
    assert_eq!(result.ties[0].district.as_ref().unwrap().as_str(), "w");
}

#[test]
fn a_house_filled_by_the_most_votes_may_stay_half_empty() {
    let text = format!("kind = \"plurality\"\nseats = 3\n{}", options(&["a", "b"]));
    let result = outcome(&parse(&text, "", ""), Ballots::of(&[3, 0]));
    assert_eq!(result.seats_won(), [1, 0]);
    let unfilled = result.notes.iter().any(|note| matches!(note, Note::Unfilled { .. }));
    assert!(unfilled, "{:?}", result.notes);
}
