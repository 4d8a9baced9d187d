//! Whole pages: what must stand on them, and what must not.
//!
//! Each page is also left in the target folder (`tmp/*.html`), to be looked at.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should fail"
)]

mod country;
mod html;

use country::{Fraud, country, election};
use sanaq_election::{Election, StationResults};
use sanaq_forensics::{Examination, Question, examine};
use sanaq_report::{About, Language, Page, SeatsNote, SeatsRow, SeatsTable, examination};

const CLEAN: Fraud = Fraud { stuffed: 0.0, rounded: 0.0, careless: false };
const FRAUD: Fraud = Fraud { stuffed: 0.15, rounded: 0.05, careless: true };

/// A country with everything that a page is made from.
struct Made {
    election: Election,
    results: StationResults,
    check: sanaq_check::Report,
}

impl Made {
    fn new(stations: u64, fraud: Fraud, register: bool) -> Self {
        Self::of(country(stations, fraud, register))
    }

    fn of(results: StationResults) -> Self {
        let election = election();
        let check = sanaq_check::check(&results, Some(&election));
        Self { election, results, check }
    }

    fn examine(&self, clean_bin: Option<u8>) -> Examination<'_> {
        let election = Some(&self.election);
        let results = &self.results;
        examine(&Question { results, election, option: None, clean_bin }).unwrap()
    }

    fn page<'a>(&'a self, examination: &'a Examination<'a>, language: Language) -> Page<'a> {
        let command = "sanaq forensics country.csv --election kazakhstan-2021 --report a.html";
        Page {
            about: About {
                title: self.election.name.get(language.tag()).unwrap().to_owned(),
                source: "country.csv (sha256 5891b5b522d5df08)".to_owned(),
                more_sources: vec![],
                generated_by: "sanaq 0.1.0".to_owned(),
                command: command.to_owned(),
                simulated: Some("seed 20210110".to_owned()),
                dropped: vec![("polling stations abroad".to_owned(), 44)],
                warnings: vec!["line 17: «12.0» read as 12".to_owned()],
                language,
            },
            election: Some(&self.election),
            examination,
            check: &self.check,
            seats: Some(self.seats(examination)),
        }
    }

    /// Seats by the Hare quota and largest remainders, without the law's threshold: enough for a
    /// picture.
    fn seats(&self, examination: &Examination<'_>) -> SeatsTable {
        let votes: Vec<u64> =
            self.check.totals.options.iter().map(|option| option.votes.get()).collect();
        let anomalous = examination.anomalous_votes.iter().find(|found| found.applies);
        let anomalous = anomalous.and_then(|found| found.estimate).map(|votes| {
            let votes = format!("{votes:.0}").parse::<i64>().unwrap();
            u64::try_from(votes).unwrap_or(0)
        });
        let without = anomalous.map(|anomalous| {
            let mut votes = votes.clone();
            votes[0] -= anomalous;
            votes
        });
        let announced = hare(&votes);
        let seats_without = without.as_deref().map(hare);
        let options = self.election.contest.options.iter().enumerate();
        let row = |(at, option): (usize, &sanaq_election::OptionInfo)| SeatsRow {
            id: option.id.to_string(),
            label: option.label("en").to_owned(),
            color: option.color.clone(),
            votes_announced: votes[at],
            seats_announced: announced[at],
            votes_without: without.as_ref().map(|votes| votes[at]),
            seats_without: seats_without.as_ref().map(|seats| seats[at]),
        };
        SeatsTable { rows: options.map(row).collect(), notes: vec![] }
    }
}

fn hare(votes: &[u64]) -> Vec<u32> {
    let all = votes.iter().sum::<u64>().max(1);
    let whole = |votes: &u64| u32::try_from(votes * 98 / all).unwrap();
    let mut seats: Vec<u32> = votes.iter().map(whole).collect();
    let mut order: Vec<usize> = (0..votes.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(votes[*at] * 98 % all));
    let left = (98 - seats.iter().sum::<u32>()).min(5);
    order.into_iter().take(left as usize).for_each(|at| seats[at] += 1);
    seats
}

/// The page, left in the target folder as well.
fn written(name: &str, page: &Page<'_>) -> String {
    let html = examination(page).unwrap();
    let path = format!("{}/{name}.html", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(path, &html).unwrap();
    html
}

fn assert_sound(name: &str, html: &str) {
    assert_eq!(html::faults(html), Vec::<String>::new(), "{name}");
    assert!(!html.contains('⟦'), "{name}: words are missing");
    for figure in ["NaN", "inf<", "-inf", "None", "Some("] {
        assert!(!html.contains(figure), "{name}: {figure}");
    }
}

#[test]
fn pages_are_well_formed_and_load_nothing_in_every_language() {
    for (kind, fraud, register) in
        [("fraud", FRAUD, true), ("clean", CLEAN, true), ("no-register", FRAUD, false)]
    {
        let made = Made::new(8000, fraud, register);
        let found = made.examine(None);
        for language in Language::all() {
            let name = format!("{kind}-{}", language.tag());
            let html = written(&name, &made.page(&found, language));
            assert_sound(&name, &html);
            assert!(html.contains(&format!("<html lang=\"{}\"", language.tag())), "{name}");
            assert!(html.contains("default-src 'none'"), "{name}");
            assert!(html.len() < 400_000, "{name}: {} bytes", html.len());
        }
    }
}

#[test]
fn a_page_of_a_large_country_stays_below_600_kilobytes() {
    let made = Made::new(95_000, FRAUD, true);
    let found = made.examine(Some(46));
    let html = written("large-en", &made.page(&found, Language::ENGLISH));
    assert_sound("large", &html);
    println!("95,000 stations: {} bytes", html.len());
    assert!(html.len() < 600_000, "{} bytes", html.len());
}

#[test]
fn the_same_data_give_the_same_bytes_on_any_number_of_threads() {
    let page = || {
        let made = Made::new(3000, FRAUD, true);
        let found = made.examine(None);
        examination(&made.page(&found, Language::from_tag("ru").unwrap())).unwrap()
    };
    let on = |threads| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(page)
    };
    assert!(on(1) == on(3), "the page depends on the number of threads");
}

fn lead(html: &str) -> &str {
    let start = html.find("<p class=\"lead ").unwrap();
    html[start + 15..].split_once('"').unwrap().0
}

#[test]
fn the_verdict_finds_the_planted_fraud() {
    let made = Made::new(8000, FRAUD, true);
    let found = made.examine(None);
    let html = examination(&made.page(&found, Language::ENGLISH)).unwrap();
    assert_eq!(lead(&html), "strong");
    let verdict = html::text(html::section(&html, "verdict"));
    for sentence in [
        "Round percentages are too frequent",
        "less than once in a million",
        "Nur Otan",
        "instead of",
        "The protocols do not add up",
        "more ballots than registered voters",
        "the same figures throughout",
        "would go to another list",
        "What this cannot show",
    ] {
        assert!(verdict.contains(sentence), "{sentence}: {verdict}");
    }
}

#[test]
fn a_country_without_fraud_is_never_called_clean() {
    let made = Made::new(8000, CLEAN, true);
    let found = made.examine(None);
    for language in Language::all() {
        let html = examination(&made.page(&found, language)).unwrap();
        assert_eq!(lead(&html), "none", "{}", language.tag());
        let text = html::text(html.split_once("</style>").unwrap().1).to_lowercase();
        for word in ["clean", "честн", "чист", "адал бол", "таза"] {
            assert!(!text.contains(word), "{}: {word}", language.tag());
        }
    }
}

#[test]
fn without_a_register_the_page_says_what_does_not_apply_and_why() {
    let made = Made::new(4000, FRAUD, false);
    let found = made.examine(None);
    let html = examination(&made.page(&found, Language::ENGLISH)).unwrap();
    let reason = "the source has no register of voters, so turnout is unknown";
    let verdict = html::text(html::section(&html, "verdict"));
    assert!(verdict.contains("does not apply: the source has no register"), "{verdict}");
    for section in ["integers", "density", "turnout"] {
        let text = html::text(html::section(&html, section));
        assert!(text.contains(&format!("Nothing to draw: {reason}.")), "{section}: {text}");
    }
    assert!(html::section(&html, "integers").contains("chart-result-title"));
    let seats = html::text(html::section(&html, "seats"));
    assert!(seats.contains("only the announced seats are shown"), "{seats}");
}

#[test]
fn a_table_without_stations_still_gives_a_page() {
    let made = Made::new(0, CLEAN, true);
    let found = made.examine(None);
    for language in Language::all() {
        let mut page = made.page(&found, language);
        page.seats = None;
        let html = written(&format!("empty-{}", language.tag()), &page);
        assert_sound("empty", &html);
        assert_eq!(lead(&html), "unknown");
        assert!(!html.contains("id=\"seats\"") && !html.contains("<svg"), "{}", language.tag());
    }
}

#[test]
fn every_figure_of_the_verdict_stands_in_a_table() {
    for (fraud, register) in [(FRAUD, true), (CLEAN, true), (FRAUD, false)] {
        let made = Made::new(8000, fraud, register);
        let found = made.examine(Some(46));
        let html = examination(&made.page(&found, Language::ENGLISH)).unwrap();
        let tables = html.split_once("id=\"announced\"").unwrap().1;
        let cells = ["td", "th", "caption"].map(|name| html::texts(tables, name).concat_spaced());
        let known: Vec<f64> = numbers(&cells.concat()).iter().map(|(n, _)| *n).collect();
        let points = html::texts(html::section(&html, "verdict"), "p");
        assert!(points.len() > 3, "{points:?}");
        for point in points.iter().filter(|point| !point.contains("What this cannot show")) {
            for (figure, decimals) in numbers(point) {
                let half = 0.5 / (0..decimals).fold(1.0, |power, _| power * 10.0) + 1e-9;
                let stands = known.iter().any(|number| (number - figure).abs() <= half);
                assert!(stands, "{figure} of «{point}» stands in no table");
            }
        }
    }
}

/// The numbers of an English text with the decimals that they were written with.
fn numbers(text: &str) -> Vec<(f64, usize)> {
    let digits = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let mut found = Vec::new();
    for part in text.split(|c| !digits(c)) {
        let part = part.trim_matches(|c| c == ',' || c == '.').replace(',', "");
        if let Ok(number) = part.parse::<f64>() {
            found.push((number, part.split_once('.').map_or(0, |(_, decimals)| decimals.len())));
        }
    }
    found
}

trait ConcatSpaced {
    fn concat_spaced(&self) -> String;
}

impl ConcatSpaced for Vec<String> {
    fn concat_spaced(&self) -> String {
        self.iter().fold(String::new(), |all, text| all + text + " ; ")
    }
}

/// Names that would break out of text, attributes, drawings or the direction of writing.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"onload=\"alert(1)\" x='",
    "</title></svg></style><img src=x>",
    "\u{202e}txt.exe\u{2066}\u{0}\u{1b}[31m",
    "&lt;b&gt;&amp;{{ title }}{% raw %}",
    "کابل/ولسوالی ۱",
];

#[test]
fn hostile_names_stay_text() {
    let mut results = country(1700, FRAUD, true);
    let mut hostile =
        StationResults { lines: results.lines, votes: results.votes, ..Default::default() };
    for station in 0..1700 {
        let name = HOSTILE[station % HOSTILE.len()];
        hostile.stations.push(&format!("{name}{station}"));
        let long = "я".repeat(if station % 7 == 0 { 10_000 } else { 1 });
        let area = hostile.areas.intern(&format!("{name}{long}"));
        hostile.area.push(area);
    }
    results = hostile;
    let made = Made::of(results);
    let found = made.examine(None);
    for language in Language::all() {
        let mut page = made.page(&found, language);
        let about = &mut page.about;
        for text in
            [&mut about.title, &mut about.source, &mut about.generated_by, &mut about.command]
        {
            *text = HOSTILE.concat();
        }
        about.simulated = Some(HOSTILE.concat());
        about.dropped = HOSTILE.iter().map(|name| ((*name).to_owned(), 1)).collect();
        about.warnings = HOSTILE.iter().map(|name| (*name).to_owned()).collect();
        let seats = page.seats.as_mut().unwrap();
        let hostile = page.about.warnings.iter().cloned().map(|list| SeatsNote::LetIn { list });
        seats.notes = hostile.collect();
        for (row, name) in seats.rows.iter_mut().zip(HOSTILE) {
            row.label = name.to_owned();
            row.color = Some("#fff;background:url(https://example.org)".to_owned());
        }
        let html = written(&format!("hostile-{}", language.tag()), &page);
        assert_sound("hostile", &html);
        for harmful in ['\u{202e}', '\u{2066}', '\u{0}', '\u{1b}'] {
            assert!(!html.contains(harmful), "U+{:04X}", u32::from(harmful));
        }
        assert!(html.len() < 600_000, "{} bytes", html.len());
    }
}
