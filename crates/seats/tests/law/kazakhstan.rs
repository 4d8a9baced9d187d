//! The running example: Kazakhstan's lists of 2021 and 2023, and the second list of art. 97-1.

use sanaq_election::{Contest, Seats};
use sanaq_seats::{Admission, Ballots, LetInBy, Poll, allocate, with_seats, with_threshold};

use crate::{contest::parse, data};

/// «Nur Otan 76; Ak Zhol 12» as names and seats.
fn expected(text: &str) -> Vec<(String, u32)> {
    let one = |part: &str| {
        let (name, seats) = part.trim().rsplit_once(' ').unwrap();
        (name.to_owned(), seats.parse().unwrap())
    };
    text.split(';').map(one).collect()
}

#[test]
fn every_published_distribution_comes_out() {
    let tables = ["seat_tests.csv", "results_2021.csv", "results_2023_list.csv"]
        .map(|file| data::rows(&format!("kazakhstan-2021/{file}")));
    let [Some(cases), Some(of_2021), Some(of_2023)] = tables else { return };
    let mut tried = 0;
    for case in cases {
        let is_2021 = case[0].starts_with("2021");
        let (name_at, votes_at) = if is_2021 { (1, 4) } else { (0, 1) };
        let rows = if is_2021 { &of_2021 } else { &of_2023 };
        let option = |(at, row): (usize, &Vec<String>)| {
            let kind = if row[name_at] == "Against all" { ", kind = \"against-all\"" } else { "" };
            format!("{{ id = \"o{at}\"{kind} }}")
        };
        let options: Vec<String> = rows.iter().enumerate().map(option).collect();
        let text =
            format!("kind = \"list\"\nseats = {}\noptions = [{}]", case[2], options.join(", "));
        let rules = format!("threshold = {{ share = \"{} %\" }}\nminimum-lists = 2", case[1]);
        let contest = parse(&text, "formula = \"largest-remainder\"\nquota = \"hare\"", &rules);
        let votes: Vec<u64> = rows.iter().map(|row| row[votes_at].parse().unwrap()).collect();
        let outcome = allocate(&contest, &Poll::national(Ballots::of(&votes))).unwrap();
        let official = expected(&case[3]);
        for (row, seats) in rows.iter().zip(outcome.seats_won()) {
            // The results name the People's Party in full, the distributions by its abbreviation.
            let name = row[name_at].replace("People's Party of Kazakhstan", "QHP");
            let official = official.iter().find(|(known, _)| name.starts_with(known.as_str()));
            assert_eq!(seats, official.map_or(0, |(_, seats)| *seats), "{}: {name}", case[0]);
        }
        tried += 1;
    }
    assert_eq!(tried, 4);
}

fn of_2021() -> Contest {
    sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap().contest
}

const VOTES: [u64; 5] = [5_148_074, 792_828, 659_019, 383_023, 258_618];

#[test]
fn what_if_seats_and_thresholds_are_one_call() {
    let won = |contest: &Contest| {
        allocate(contest, &Poll::national(Ballots::of(&VOTES))).unwrap().seats_won()
    };
    let share = |text: &str| text.parse().unwrap();
    assert_eq!(won(&of_2021()), [76, 12, 10, 0, 0]);
    assert_eq!(won(&with_threshold(&of_2021(), share("0.05")).unwrap()), [72, 11, 9, 6, 0]);
    assert_eq!(won(&with_threshold(&of_2021(), share("0.03")).unwrap()), [70, 11, 9, 5, 3]);
    let more = with_seats(&of_2021(), Seats(107)).unwrap();
    assert_eq!(won(&more).iter().sum::<u32>(), 107);
    assert!(with_seats(&of_2021(), Seats(0)).is_err());
}

/// A country in which one list alone passes 7 %: 850,000 against 50,000 and 100,000 for others.
/// Quota 900,000 / 98; the second list has 5.44 quotas, times 0.7 is 3.81: three seats and the
/// larger of two remainders; the first has 92.55.
#[test]
fn a_lone_list_shares_with_the_next_whose_quotas_count_for_seven_tenths() {
    let contest = of_2021();
    let votes = [850_000, 50_000, 40_000, 35_000, 25_000];
    let outcome = allocate(&contest, &Poll::national(Ballots::of(&votes))).unwrap();
    let let_in = Admission::LetIn { by: LetInBy::MinimumLists };
    assert_eq!(outcome.options[1].admission, let_in);
    assert!(outcome.options[1].passed && !outcome.options[2].passed);
    let step = outcome.steps.iter().find(|step| step.winner.as_str() == "ak-zhol").unwrap();
    assert_eq!((step.seats.get(), step.standing.to_string()), (3, "343/90".to_owned()));
    // Three seats are left for two remainders: one each, and the third to the larger again.
    assert_eq!(outcome.seats_won(), [93, 5, 0, 0, 0]);
}

#[test]
fn where_nobody_passes_nobody_sits() {
    let votes = [6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6];
    let ids: Vec<String> = (0..votes.len()).map(|at| format!("{{ id = \"o{at}\" }}")).collect();
    let text = format!("kind = \"list\"\nseats = 98\noptions = [{}]", ids.join(", "));
    let rules = "threshold = { share = 0.07 }\nminimum-lists = 2";
    let contest = parse(&text, "formula = \"largest-remainder\"", rules);
    let outcome = allocate(&contest, &Poll::national(Ballots::of(&votes))).unwrap();
    assert_eq!(outcome.situation, sanaq_seats::Situation::NobodyPassed);
}
