//! The sentences of the verdict for findings that were made by hand.

use sanaq_check::{CheckCount, Duplicate, OptionTotal, Side, Totals, Violation};
use sanaq_election::{StationResults, Votes};
use sanaq_forensics::{AreaFinding, Examination, Null, Range, Stations, TestId};

use super::*;
use crate::{
    language::Language,
    page::{About, SeatsRow},
};

fn test(variable: Variable, weight: Weight, observed: f64, p_adjusted: f64) -> Test {
    let null = Null { mean: 17_562.4, sd: 117.2, q01: 17_290.0, q99: 17_835.0 };
    Test {
        id: TestId::Integer,
        variable,
        weight,
        option: "a".to_owned(),
        applies: true,
        stations: 91_000,
        observed: Some(observed),
        null: Some(null),
        z: Some((observed - null.mean) / null.sd),
        p_value: Some(p_adjusted / 12.0),
        p_adjusted: Some(p_adjusted),
        effect: Some(observed - null.mean),
        unit: weight.unit(),
        power_floor: Some(460.6),
        percentages: vec![],
        notes: vec![Note::LowerBound],
    }
}

fn not_applying(variable: Variable, reason: Note) -> Test {
    let mut test = test(variable, Weight::Stations, 0.0, 1.0);
    test.applies = false;
    (test.observed, test.null, test.z) = (None, None, None);
    (test.p_value, test.p_adjusted) = (None, None);
    test.notes.insert(0, reason);
    test
}

fn estimate(low: f64, floor: f64) -> AnomalousVotes {
    AnomalousVotes {
        method: Method::CleanZone,
        option: "a".to_owned(),
        applies: true,
        estimate: Some(10_138_780.24),
        low: Some(low),
        high: Some(11_903_000.0),
        clean_turnout: Some(Range { low: 0.43, high: 0.68 }),
        clean_share: Some(0.7123),
        official_share: 0.7669,
        official_turnout: 0.6742,
        corrected_turnout: Some(0.5812),
        reach: Some(0.81),
        power_floor: Some(floor),
        stations: 91_000,
        notes: vec![Note::AssumesIndependence],
    }
}

fn report() -> Report {
    Report {
        stations: 91_000,
        totals: Totals::default(),
        by_area: vec![],
        violations: vec![],
        counts: vec![],
        over_full: vec![],
        zero_registered: 0,
        duplicates: vec![],
    }
}

/// The verdict over these findings, in a language.
fn verdict_in(
    language: Language,
    check: &Report,
    seats: Option<SeatsTable>,
    find: impl FnOnce(&mut Examination<'_>),
) -> Verdict {
    let results = StationResults::default();
    let stations = Stations::new(&results, None, &"a".parse().unwrap());
    let mut examination = Examination {
        stations,
        tests: vec![],
        anomalous_votes: vec![],
        zone: None,
        integer: vec![],
        by_area: vec![],
        suspicious: vec![],
    };
    find(&mut examination);
    let page = Page {
        about: About { language, ..About::default() },
        election: None,
        examination: &examination,
        check,
        seats,
    };
    Verdict::of(&Words::new(language).unwrap(), &page)
}

fn of_tests(tests: Vec<Test>) -> Verdict {
    verdict_in(Language::ENGLISH, &report(), None, |found| found.tests = tests)
}

fn of_votes(estimate: AnomalousVotes) -> Verdict {
    verdict_in(Language::ENGLISH, &report(), None, |found| found.anomalous_votes = vec![estimate])
}

fn of_check(check: &Report) -> Verdict {
    verdict_in(Language::ENGLISH, check, None, |_| {})
}

/// The first point of a section, with its level.
fn point<'a>(verdict: &'a Verdict, section: &str) -> (Level, &'a str) {
    let point = verdict.points.iter().find(|point| point.section == section).unwrap();
    (point.level, &point.text)
}

const EXCESS: &str = "Round percentages are too frequent: 19,271 stations report a turnout or \
                      result on a whole percentage, where chance would give about 17,562. An \
                      excess this large would come about by chance ";

#[test]
fn an_excess_is_weighed_by_its_corrected_p() {
    let either = |p| of_tests(vec![test(Variable::Either, Weight::Stations, 19_271.0, p)]);
    let strong = either(3e-47);
    assert_eq!(strong.level, Level::Strong);
    let text = format!("{EXCESS}less than once in a million.");
    assert_eq!(point(&strong, "integers"), (Level::Strong, text.as_str()));
    let some = either(0.002);
    let text = format!("{EXCESS}about once in 500.");
    assert_eq!(point(&some, "integers"), (Level::NeedsExplaining, text.as_str()));
    assert_eq!(some.level, Level::NeedsExplaining);
}

#[test]
fn no_excess_says_what_would_have_been_noticed() {
    let none = of_tests(vec![test(Variable::Either, Weight::Stations, 17_601.0, 1.0)]);
    let text = "Round percentages are no more frequent than chance allows: 17,601 stations report \
                a turnout or result on a whole percentage, where about 17,562 were expected. An \
                excess of 461 or more would most likely have been noticed.";
    assert_eq!(point(&none, "integers"), (Level::NoSign, text));
    assert_eq!(none.level, Level::NoSign);
}

#[test]
fn the_strongest_variable_speaks() {
    let tests = vec![
        test(Variable::Either, Weight::Stations, 17_800.0, 0.3),
        test(Variable::Turnout, Weight::Stations, 17_801.0, 0.2),
        test(Variable::Result, Weight::Stations, 18_500.0, 1e-9),
    ];
    let (level, text) = {
        let verdict = of_tests(tests);
        let (level, text) = point(&verdict, "integers");
        (level, text.to_owned())
    };
    assert_eq!(level, Level::Strong);
    assert!(text.contains("18,500 stations report a result on a whole"), "{text}");
}

#[test]
fn an_excess_that_only_large_stations_carry_is_said_too() {
    let tests = vec![
        test(Variable::Either, Weight::Stations, 17_600.0, 1.0),
        test(Variable::Either, Weight::Leader, 18_000.0, 1e-4),
    ];
    let verdict = of_tests(tests);
    assert_eq!(verdict.level, Level::NeedsExplaining);
    let texts: Vec<&str> = verdict.points.iter().map(|point| point.text.as_str()).collect();
    assert_eq!(
        texts[1],
        "Counted by votes for the option instead of by stations, whole percentages (turnout or \
         result) are too frequent: +3.7 standard deviations above chance, which would come about \
         by chance about once in 10,000."
    );
}

#[test]
fn what_does_not_apply_says_why() {
    let verdict = of_tests(vec![
        not_applying(Variable::Either, Note::NoRegister),
        not_applying(Variable::Turnout, Note::NoRegister),
        test(Variable::Result, Weight::Stations, 17_600.0, 1.0),
    ]);
    assert_eq!(verdict.level, Level::NoSign);
    let texts: Vec<&str> = verdict.points.iter().map(|point| point.text.as_str()).collect();
    assert!(texts[0].contains("17,600 stations report a result"), "{texts:?}");
    assert_eq!(
        texts[1],
        "For turnout alone the test does not apply: the source has no register of voters, so \
         turnout is unknown."
    );
    let reason = Note::TooFewStations { stations: 40, needed: 100 };
    let none = of_tests(vec![
        not_applying(Variable::Either, reason),
        not_applying(Variable::Result, reason),
    ]);
    assert_eq!(none.level, Level::CannotTell);
    let text = "The test of round percentages does not apply: 40 usable stations are too few for \
                this test, which needs 100.";
    assert_eq!(point(&none, "integers"), (Level::CannotTell, text));
}

#[test]
fn anomalous_votes_come_with_their_range() {
    let strong = of_votes(estimate(6_612_000.0, 2_000_000.0));
    let text = "About 10,100,000 votes for a (between 6,610,000 and 11,900,000) are more than the \
                rest of the election predicts. Without them its share is 71.2\u{a0}% instead of \
                76.7\u{a0}%, and turnout 58.1\u{a0}% instead of 67.4\u{a0}%.";
    assert_eq!(point(&strong, "turnout"), (Level::Strong, text));
    let some = of_votes(estimate(400_000.0, 2_000_000.0));
    assert_eq!(point(&some, "turnout").0, Level::NeedsExplaining);
}

#[test]
fn anomalous_votes_that_may_be_none_or_do_not_apply_are_no_finding() {
    let mut zero = estimate(-1_520_000.0, 2_000_000.0);
    zero.notes.insert(0, Note::NotDistinguishable);
    zero.estimate = Some(301_234.0);
    zero.high = Some(2_100_000.0);
    let verdict = of_votes(zero);
    let text = "Anomalous votes for a cannot be told from none: the estimate is 301,000, the \
                range from \u{2212}1,520,000 to 2,100,000.";
    assert_eq!(point(&verdict, "turnout"), (Level::NoSign, text));
    let mut unknown = estimate(0.0, 0.0);
    unknown.applies = false;
    unknown.notes = vec![Note::FallsWithTurnout];
    let verdict = of_votes(unknown);
    let text = "How many votes are anomalous cannot be said; the method does not apply: the \
                option's share falls where turnout is higher, which added votes for it cannot do.";
    assert_eq!(point(&verdict, "turnout"), (Level::CannotTell, text));
    assert_eq!(verdict.level, Level::CannotTell);
}

#[test]
fn a_reference_that_was_given_is_never_a_finding() {
    let mut given = estimate(0.0, 0.0);
    given.method = Method::Shpilkin;
    (given.low, given.high) = (None, None);
    given.clean_turnout = Some(Range { low: 0.61, high: 0.62 });
    let verdict = of_votes(given);
    let text = "With the stations of 61\u{a0}% to 62\u{a0}% turnout taken as the reference, as \
                asked, 10,100,000 votes for a are more than predicted. Nothing tests that choice, \
                so there is no range.";
    assert_eq!(point(&verdict, "turnout"), (Level::CannotTell, text));
}

#[test]
fn an_area_beyond_chance_is_named() {
    let area = |area: &str, p| AreaFinding {
        area: area.to_owned(),
        stations: 900,
        registered: 1_000_000,
        turnout: Some(0.8),
        share: Some(0.8),
        integer_observed: 300.0,
        integer_mean: 190.0,
        integer_sd: 12.0,
        integer_z: Some(9.2),
        integer_p_adjusted: Some(p),
        anomalous_votes: None,
    };
    let areas = vec![area("North", 1e-9), area("South", 0.000_4), area("West", 0.01)];
    let verdict = verdict_in(Language::ENGLISH, &report(), None, |found| found.by_area = areas);
    let text = "In 2 areas of 3 round percentages are so frequent that chance would bring it \
                about less than once in a thousand, most of all in North.";
    assert_eq!(point(&verdict, "areas"), (Level::Strong, text));
}

fn count(severity: Severity, violated: usize) -> CheckCount {
    CheckCount {
        check: "cast = valid + invalid".to_owned(),
        severity,
        violated,
        held: 9,
        unchecked: 0,
    }
}

fn violation(station: &str, severity: Severity) -> Violation {
    let side = |sum| Side { sum, scale: 1 };
    Violation {
        station: station.to_owned(),
        area: "North".to_owned(),
        check: "cast = valid + invalid".to_owned(),
        severity,
        left: side(412),
        right: side(421),
    }
}

#[test]
fn sums_that_hold_are_no_test_of_invention() {
    let mut check = report();
    check.counts = vec![count(Severity::Hard, 0), count(Severity::Soft, 0)];
    let verdict = of_check(&check);
    let text = "The protocols add up: all 2 checks hold wherever the figures are known.";
    assert_eq!(point(&verdict, "arithmetic"), (Level::NoSign, text));
    assert_eq!(verdict.level, Level::CannotTell, "no test of invention was made");
    check.counts.clear();
    let text = "The protocols could not be added up: the source lacks the lines that would have \
                to agree.";
    assert_eq!(point(&of_check(&check), "arithmetic"), (Level::CannotTell, text));
}

#[test]
fn sums_that_do_not_hold_need_explaining() {
    let mut check = report();
    check.counts = vec![count(Severity::Hard, 3)];
    check.violations = ["7", "7", "8"].map(|station| violation(station, Severity::Hard)).into();
    check.over_full = vec![violation("9", Severity::Hard)];
    check.duplicates = vec![Duplicate {
        likeness: Likeness::Same,
        stations: vec!["1".to_owned(), "2".to_owned()],
        areas: vec![String::new(), String::new()],
        differs: None,
    }];
    let option = |id: &str| OptionTotal { id: id.parse().unwrap(), votes: Votes(9), unknown: 0 };
    check.totals.options = ["a", "b", "c", "d", "e", "f"].map(option).into();
    let verdict = of_check(&check);
    let texts: Vec<&str> = verdict.points.iter().map(|point| point.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "The protocols do not add up: checks are violated 3 times, at 2 stations.",
            "One station reports more ballots than registered voters.",
            "One group of stations reports the same figures throughout.",
        ]
    );
    assert_eq!(verdict.level, Level::NeedsExplaining);
    check.violations = vec![violation("7", Severity::Soft)];
    let text = "Where the protocols must add up, they do. Relations that need not always hold are \
                violated once, at one station.";
    assert_eq!(point(&of_check(&check), "arithmetic"), (Level::NoSign, text));
}

#[test]
fn what_the_rules_or_chance_explain_is_told_but_not_held_against_anybody() {
    let mut check = report();
    check.counts = vec![count(Severity::Soft, 1)];
    check.over_full = vec![violation("9", Severity::Hard)];
    check.duplicates = vec![
        Duplicate {
            likeness: Likeness::Same,
            stations: vec!["1".to_owned(), "2".to_owned()],
            areas: vec![String::new(), String::new()],
            differs: None,
        };
        2
    ];
    let verdict = of_check(&check);
    let said: Vec<(Level, &str)> =
        verdict.points.iter().map(|point| (point.level, point.text.as_str())).collect();
    assert_eq!(
        said[1..],
        [
            (
                Level::NoSign,
                "One station reports more ballots than registered voters, which this election's \
                 rules allow for."
            ),
            (
                Level::NoSign,
                "2 groups of stations report the same figures throughout. Where a protocol has so \
                 few figures, some of many stations agree by chance."
            ),
        ]
    );
    assert_eq!(verdict.level, Level::CannotTell);
}

#[test]
fn seats_that_change_hands_are_counted() {
    let row = |id: &str, announced, without| SeatsRow {
        id: id.to_owned(),
        label: id.to_uppercase(),
        seats_announced: announced,
        seats_without: without,
        ..SeatsRow::default()
    };
    let seats = |without: [u32; 3]| SeatsTable {
        rows: vec![
            row("a", 76, Some(without[0])),
            row("b", 12, Some(without[1])),
            row("c", 10, Some(without[2])),
        ],
        notes: vec![],
    };
    let verdict = |table| verdict_in(Language::ENGLISH, &report(), Some(table), |_| {});
    let changed = verdict(seats([70, 15, 13]));
    let text = "With the anomalous votes removed, 6 seats would go to another list; A would have \
                70 instead of 76.";
    assert_eq!(point(&changed, "seats"), (Level::NeedsExplaining, text));
    let same = verdict(seats([76, 12, 10]));
    let text = "With the anomalous votes removed, no seat would change hands.";
    assert_eq!(point(&same, "seats"), (Level::NoSign, text));
    let unknown = verdict(SeatsTable { rows: vec![row("a", 98, None)], notes: vec![] });
    assert!(unknown.points.iter().all(|point| point.section != "seats"));
}

#[test]
fn russian_and_kazakh_say_the_same() {
    let find = |found: &mut Examination<'_>| {
        found.tests = vec![test(Variable::Either, Weight::Stations, 19_271.0, 3e-47)];
        found.anomalous_votes = vec![estimate(6_612_000.0, 2_000_000.0)];
    };
    let russian = verdict_in(Language::from_tag("ru").unwrap(), &report(), None, find);
    assert_eq!(
        point(&russian, "integers").1,
        "Круглые проценты встречаются слишком часто: участков на целом проценте (явка или \
         результат) — 19\u{a0}271, случайно их было бы около 17\u{a0}562. Такой избыток возникает \
         случайно реже одного раза на миллион."
    );
    assert_eq!(
        point(&russian, "turnout").1,
        "a: голосов сверх того, что предсказывает остальная часть выборов, — около \
         10\u{a0}100\u{a0}000 (от 6\u{a0}610\u{a0}000 до 11\u{a0}900\u{a0}000). Без них доля — \
         71,2\u{a0}% вместо 76,7\u{a0}%, явка — 58,1\u{a0}% вместо 67,4\u{a0}%."
    );
    let kazakh = verdict_in(Language::from_tag("kk").unwrap(), &report(), None, find);
    assert_eq!(
        point(&kazakh, "integers").1,
        "Дөңгелек пайыздар тым жиі кездеседі: 19\u{a0}271 учаскеде бүтін пайыз шыққан (қатысу \
         немесе нәтиже), ал кездейсоқ жағдайда шамамен 17\u{a0}562 учаске болар еді. Мұндай артық \
         сан кездейсоқ миллионда бір реттен де сирек шығады."
    );
}
