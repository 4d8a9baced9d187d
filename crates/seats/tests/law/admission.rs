//! Who takes part: thresholds by kind and place, and the rules that let in more.

use sanaq_election::{Contest, OptionId, Votes};
use sanaq_seats::{Admission, Ballots, LetInBy, Note, Outcome, Poll, Situation, allocate};

use crate::contest::parse;

fn lists(options: &str, rules: &str) -> Contest {
    let text = format!("kind = \"list\"\nseats = 10\noptions = [{options}]");
    parse(&text, "formula = \"largest-remainder\"", rules)
}

fn outcome(contest: &Contest, votes: &[u64]) -> Outcome {
    allocate(contest, &Poll::national(Ballots::of(votes))).unwrap()
}

fn passed(outcome: &Outcome) -> Vec<&str> {
    let passed = outcome.options.iter().filter(|option| option.passed);
    passed.map(|option| option.id.as_str()).collect()
}

const FOUR: &str = "{ id = \"a\" }, { id = \"b\" }, { id = \"c\" }, { id = \"d\" }";

#[test]
fn exactly_the_share_passes_unless_the_law_is_strict() {
    let votes = [80, 10, 5, 5];
    let open = outcome(&lists(FOUR, "threshold = { share = 0.05 }"), &votes);
    assert_eq!(passed(&open), ["a", "b", "c", "d"]);
    let strict = outcome(&lists(FOUR, "threshold = { share = 0.05, strict = true }"), &votes);
    assert_eq!(passed(&strict), ["a", "b"]);
}

#[test]
fn the_whole_is_what_the_law_says() {
    let of = |of: &str| lists(FOUR, &format!("threshold = {{ share = 0.05, of = \"{of}\" }}"));
    let ballots = Ballots {
        cast: Some(Votes(120)),
        registered: Some(Votes(250)),
        ..Ballots::of(&[80, 9, 6, 5])
    };
    let passed_of = |name: &str| {
        let poll = Poll::national(ballots.clone());
        allocate(&of(name), &poll).unwrap().options.iter().filter(|option| option.passed).count()
    };
    assert_eq!((passed_of("valid"), passed_of("cast"), passed_of("registered")), (4, 3, 1));
    let shares = allocate(&of("cast"), &Poll::national(ballots)).unwrap();
    assert_eq!(shares.options[0].share.unwrap().to_string(), "2/3");
}

#[test]
fn coalitions_need_more_by_their_number_of_parties() {
    let options = "{ id = \"a\" }, { id = \"b\", kind = \"coalition\", parties = 2 }, \
                   { id = \"c\", kind = \"coalition\", parties = 3 }, { id = \"d\", parties = 9 }";
    let rules = "threshold = { share = 0.05, coalition = [{ parties = 4, share = 0.12 }, \
                 { parties = 2, share = 0.08 }] }";
    let result = outcome(&lists(options, rules), &[75, 8, 7, 10]);
    assert_eq!(passed(&result), ["a", "b"]);
    let needed = |at: usize| match &result.options[at].admission {
        Admission::Below { needed } | Admission::Reached { needed } => needed.to_string(),
        other => format!("{other:?}"),
    };
    assert_eq!((needed(1), needed(2), needed(3)), ("2/25".into(), "2/25".into(), "3/25".into()));
}

#[test]
fn an_exempt_list_passes_with_any_vote_but_not_with_none() {
    let options = "{ id = \"a\" }, { id = \"m\", kind = \"minority\" }, \
                   { id = \"n\", kind = \"minority\" }, { id = \"i\", kind = \"independent\" }";
    let rules = "threshold = { share = 0.05, minority = 0, independent = 0.02 }";
    let result = outcome(&lists(options, rules), &[970, 1, 0, 29]);
    assert_eq!(passed(&result), ["a", "m", "i"]);
    assert_eq!(result.options[1].admission, Admission::Exempt);
    assert_eq!(result.options[2].admission, Admission::NoVotes);
}

#[test]
fn direct_seats_do_instead_of_the_share() {
    let options =
        "{ id = \"a\" }, { id = \"b\", direct-seats = 3 }, { id = \"c\", direct-seats = 2 }";
    let rules = "threshold = { share = 0.05, direct-seats = 3 }";
    let result = outcome(&lists(options, rules), &[94, 3, 3]);
    assert_eq!(passed(&result), ["a", "b"]);
    assert_eq!(result.options[1].admission, Admission::DirectSeats { needed: 3 });
}

/// Russia's law of 2005, art. 82 (8): lists over the threshold must have more than 60 % together,
/// else the next ones are let in, one by one.
#[test]
fn lists_are_let_in_until_they_have_the_share_together() {
    let rules = "threshold = { share = 0.25 }\nminimum-lists-share = { share = 0.6 }";
    let result = outcome(&lists(FOUR, rules), &[40, 20, 21, 19]);
    assert_eq!(passed(&result), ["a", "c"]);
    let by = LetInBy::MinimumListsShare;
    assert_eq!(result.options[2].admission, Admission::LetIn { by });
    // Exactly 60 % is not more than 60 %.
    let result = outcome(&lists(FOUR, rules), &[40, 19, 20, 21]);
    assert_eq!(passed(&result), ["a", "d"]);
    let result = outcome(&lists(FOUR, rules), &[39, 21, 21, 19]);
    assert_eq!(result.situation, Situation::LotsNeeded, "{:?}", result.notes);
}

/// Which of two equal lists to let in is a tie, not a choice of ours.
#[test]
fn whom_to_let_in_can_be_a_tie() {
    let rules = "threshold = { share = 0.3 }\nminimum-lists = 2";
    let result = outcome(&lists(FOUR, rules), &[60, 15, 15, 10]);
    assert_eq!(passed(&result), ["a"]);
    assert_eq!(result.situation, Situation::LotsNeeded);
    let tied: Vec<&OptionId> = result
        .notes
        .iter()
        .filter_map(|note| match note {
            Note::LettingInTied { candidates, .. } => Some(candidates),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(tied.len(), 2);
    let rules = format!("{rules}\ntie-break = \"ballot-order\"");
    assert_eq!(passed(&outcome(&lists(FOUR, &rules), &[60, 15, 15, 10])), ["a", "b"]);
}

#[test]
fn an_alliance_passes_as_a_whole_or_each_for_itself() {
    let options =
        "{ id = \"a\" }, { id = \"b\", alliance = \"x\" }, { id = \"c\", alliance = \"x\" }";
    let member = "threshold = { share = 0.05 }";
    let result = outcome(&lists(options, member), &[90, 6, 4]);
    assert_eq!(passed(&result), ["a", "b"]);
    let whole = "threshold = { share = 0.05, coalition = [{ parties = 2, share = 0.1 }] }\n\
                 alliances = { threshold = \"alliance\", formula = \"sainte-lague\" }";
    let result = outcome(&lists(options, whole), &[90, 6, 4]);
    assert_eq!(passed(&result), ["a", "b", "c"]);
    assert_eq!(result.seats_won(), [9, 1, 0]);
    let step = result.steps.last().unwrap();
    assert_eq!(step.alliance.as_ref().unwrap().as_str(), "x");
    assert_eq!(passed(&outcome(&lists(options, whole), &[91, 5, 4])), ["a"]);
}

fn in_districts(rules: &str) -> Contest {
    let text = "kind = \"list\"\nseats = 8\n\
                options = [{ id = \"a\" }, { id = \"b\" }, { id = \"c\" }]\n\
                districts = [{ id = \"n\", seats = 4 }, { id = \"s\", seats = 4 }]";
    parse(text, "formula = \"dhondt\"", rules)
}

fn two_districts() -> Poll {
    let districts = vec![Ballots::of(&[500, 400, 10]), Ballots::of(&[60, 5, 35])];
    Poll::of_districts(districts).unwrap()
}

/// Sweden's Elections Act, ch. 14 § 2: 4 % of the country, or 12 % of a constituency for its seats.
#[test]
fn a_list_strong_in_one_district_takes_part_there_only() {
    let contest = in_districts("threshold = { share = 0.05, in-district = 0.12 }");
    let result = allocate(&contest, &two_districts()).unwrap();
    assert_eq!(result.seats_won(), [5, 2, 1]);
    let Admission::InDistricts { districts } = &result.options[2].admission else {
        panic!("{:?}", result.options[2]);
    };
    assert_eq!(districts.iter().map(OptionId::as_str).collect::<Vec<_>>(), ["s"]);
    let without = in_districts("threshold = { share = 0.05 }");
    assert_eq!(allocate(&without, &two_districts()).unwrap().seats_won(), [6, 2, 0]);
}

/// Spain's electoral law (LOREG), art. 163: 3 % of the constituency.
#[test]
fn a_threshold_can_be_each_districts_own() {
    let contest = in_districts("threshold = { share = 0.06, scope = \"district\" }");
    let result = allocate(&contest, &two_districts()).unwrap();
    assert_eq!(result.seats_won(), [5, 2, 1]);
    let Admission::InDistricts { districts } = &result.options[0].admission else {
        panic!("{:?}", result.options[0]);
    };
    assert_eq!(districts.len(), 2);
    let won: Vec<u32> = result.districts[1].won.iter().map(|seats| seats.get()).collect();
    assert_eq!(won, [3, 0, 1]);
}
