//! Pages of estimates and rehearsals: what must stand on them, and what must not.
//!
//! Each page is also left in the target folder (`tmp/*.html`), to be looked at.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should fail"
)]

mod country;
mod html;
mod result_page;

use country::{Fraud, country, election};
use sanaq_election::{Column, Election, Names, StationResults};
use sanaq_estimate::{
    Design, Drawn, Frame, Interval, Settings, Strata,
    quick_count::{Answer, Chance, QuickCount, Remark, Sample},
    random::Seed,
    rehearse::{Arrival, Population, Rehearsal, Trial, rehearse},
    sample::Plan,
};
use sanaq_report::{
    About, Earlier, EstimatePage, Language, RehearsalPage, Tried, estimate, rehearsal,
};

const CLEAN: Fraud = Fraud { stuffed: 0.0, rounded: 0.0, careless: false };

/// An election with an answer from every third station of a sample of every second one.
fn answer(election: &Election, results: &StationResults, stations: usize) -> Answer {
    let frame = Frame::new(results, Strata::Level(1)).unwrap();
    let drawn = (0..frame.len()).step_by(2);
    let drawn: Vec<Drawn> = drawn.map(|station| Drawn { station, probability: None }).collect();
    let design = Design::new(&frame, &drawn);
    let sample = Sample::Drawn { design, order: [].into(), clusters: 0 };
    let asked = QuickCount {
        election,
        frame: &frame,
        sample: &sample,
        level: 0.95,
        looks: None,
        anytime: false,
        draws: 1000,
        settings: Settings::default(),
    };
    asked.answer(&only(results, stations), &Seed::from_text("pages"))
}

/// The reports of some stations of the sample.
fn only(results: &StationResults, stations: usize) -> StationResults {
    let mut reports = StationResults::default();
    // All over the country: every seventh of those that report.
    let reporting = results.len() / 4;
    let kept: Vec<usize> = (0..stations).map(|at| 4 * (at * 7 % reporting)).collect();
    for at in &kept {
        reports.stations.push(results.stations.get(*at));
        let area = reports.areas.intern(results.area_path(*at));
        reports.area.push(area);
    }
    let pick = |column: &Column| kept.iter().map(|at| column.get(*at)).collect::<Column>();
    for (line, column) in &results.lines {
        reports.lines.push((line.clone(), pick(column)));
    }
    for (option, column) in &results.votes {
        reports.votes.push((option.clone(), pick(column)));
    }
    reports
}

fn about(language: Language) -> About {
    About {
        title: "Majilis".to_owned(),
        source: "protocols.csv (SHA-256 5891b5b522d5df08)".to_owned(),
        more_sources: vec!["stations.csv (SHA-256 08fd5d522b5b1985)".to_owned()],
        generated_by: "sanaq 0.1.0".to_owned(),
        command: "sanaq estimate protocols.csv".to_owned(),
        language,
        ..About::default()
    }
}

fn page<'a>(answer: &'a Answer, election: &'a Election, language: Language) -> EstimatePage<'a> {
    EstimatePage {
        about: about(language),
        election: Some(election),
        answer,
        earlier: Vec::new(),
        announced: Vec::new(),
    }
}

/// An answer as it was earlier: all shares a point lower.
fn earlier(answer: &Answer, stations: usize) -> Earlier {
    let shares = answer.options.iter().filter_map(|option| {
        let share = option.share?;
        let lower = |share: f64| (share - 0.01).max(0.0);
        let [estimate, low, high] = [share.estimate, share.low, share.high].map(lower);
        Some((option.id.to_string(), Interval { estimate, low, high }))
    });
    Earlier { stations, shares: shares.collect() }
}

/// The page, left in the target folder as well.
fn written(name: &str, html: String) -> String {
    let path = format!("{}/{name}.html", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(path, &html).unwrap();
    html
}

fn assert_sound(name: &str, html: &str) {
    assert_eq!(html::faults(html), Vec::<String>::new(), "{name}");
    assert!(!html.contains('⟦'), "{name}: words are missing");
    let text = html::text(html.split_once("</style>").unwrap().1);
    for figure in ["NaN", "inf", "None", "Some("] {
        let stands = text.split(|c: char| !c.is_alphanumeric() && c != '(').any(|w| w == figure);
        assert!(!stands, "{name}: {figure}");
    }
    for figure in ["\"NaN", "\"inf", "\"-inf", " NaN", "NaN "] {
        assert!(!html.contains(figure), "{name}: {figure}");
    }
    assert!(html.contains("default-src 'none'"), "{name}");
}

fn lead(html: &str) -> String {
    let start = html.find("<p class=\"lead ").unwrap();
    html::texts(&html[start..], "p").remove(0)
}

#[test]
fn an_estimate_says_what_may_be_said_in_every_language() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = answer(&election, &results, 500);
    assert!(answer.publishable && answer.refusal.is_none());
    for (language, leads, may) in [
        (Language::ENGLISH, "Nur Otan leads with", "What may be said"),
        (Language::from_tag("ru").unwrap(), "Впереди — Нур Отан", "Что можно сказать"),
        (Language::from_tag("kk").unwrap(), "Алда — Нұр Отан", "Не айтуға болады"),
    ] {
        let mut page = page(&answer, &election, language);
        page.earlier = vec![earlier(&answer, 300), earlier(&answer, 100), Earlier::default()];
        let name = format!("estimate-{}", language.tag());
        let html = written(&name, estimate(&page).unwrap());
        assert_sound(&name, &html);
        assert!(lead(&html).starts_with(leads), "{}", lead(&html));
        assert!(html.contains(may) && html.len() < 120_000, "{name}: {} bytes", html.len());
        for section in ["shares", "seats", "participation", "leader", "course", "arrival"] {
            html::section(&html, section);
        }
        for chart in ["chart-shares", "chart-house", "chart-course", "chart-arrived"] {
            assert!(html.contains(&format!("id=\"{chart}-title\"")), "{name}: no {chart}");
        }
    }
}

/// The text of a row of the table of shares.
fn share_row(html: &str, option: &str) -> String {
    let rows = html.split("<tr>").filter(|row| row.contains(option) && row.contains("<td"));
    rows.map(html::text).next().unwrap()
}

/// Protects the reader from a result without its condition, from an interval that seems to have no
/// length, and from an interval «at any time» that was asked for and not shown.
#[test]
fn intervals_are_told_with_their_condition_their_digits_and_at_any_time() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let mut answer = answer(&election, &results, 500);
    answer.options[0].share = Some(Interval { estimate: 0.0, low: 0.0, high: 0.000_002 });
    answer.options[0].anytime = Some(Interval { estimate: 0.25, low: 0.125, high: 0.375 });
    for (language, condition, percent) in [
        (Language::ENGLISH, "conditional on", "0.0002\u{a0}%"),
        (Language::from_tag("ru").unwrap(), "услов", "0,0002\u{a0}%"),
        (Language::from_tag("kk").unwrap(), "шартты", "0,0002\u{a0}%"),
    ] {
        let html = estimate(&page(&answer, &election, language)).unwrap();
        for section in ["rests", "tipping"] {
            let text = html::text(html::section(&html, section)).to_lowercase();
            assert!(text.contains(condition), "{section}: {text}");
        }
        let name = election.contest.options[0].label(language.tag());
        let row = share_row(html::section(&html, "shares"), name);
        assert!(row.contains(percent), "{row}");
        let ends = html::text(html::section(&html, "shares")).replace(',', ".");
        let line = format!("{name} — 12.5\u{a0}% – 37.5\u{a0}%");
        assert!(ends.contains(&line), "{ends}");
    }
}

#[test]
fn the_parliament_has_ranges_and_the_likeliest_house_but_no_mean() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = answer(&election, &results, 500);
    let html = estimate(&page(&answer, &election, Language::ENGLISH)).unwrap();
    let seats = html::section(&html, "seats");
    let text = html::text(seats);
    assert!(text.contains("likeliest parliament") && text.contains("make a majority"), "{text}");
    let first = &answer.options[0];
    let range = first.seats.as_ref().unwrap();
    let cells = html::texts(seats, "td");
    let row = [&range.median, &range.low, &range.high].map(ToString::to_string);
    assert!(cells.windows(3).any(|cells| cells == row), "{row:?}: {cells:?}");
    // Every seat is a whole one.
    let whole = |cell: &String| cell.parse::<u32>().is_ok() || cell.contains('%');
    assert!(cells.iter().all(whole), "{cells:?}");
}

#[test]
fn a_refusal_shows_counts_at_the_visited_stations_and_no_share_of_the_country() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let mut answer = answer(&election, &results, 500);
    // Even where an answer had figures, a refusal keeps them from the page.
    answer.refusal = Some(Remark::HandPicked { stations: 500 });
    for option in &mut answer.options {
        option.share = Some(Interval { estimate: 0.7777, low: 0.7777, high: 0.7777 });
    }
    for language in Language::all() {
        let mut page = page(&answer, &election, language);
        page.earlier = vec![earlier(&answer, 300)];
        let html = written(&format!("refusal-{}", language.tag()), estimate(&page).unwrap());
        assert_sound("refusal", &html);
        assert!(html.contains("<p class=\"lead unknown\">"), "{}", language.tag());
        for section in ["shares", "seats", "participation", "leader", "tipping", "course"] {
            assert!(!html.contains(&format!("id=\"{section}\"")), "{}: {section}", language.tag());
        }
        let visited = html::text(html::section(&html, "visited"));
        assert!(visited.contains("500"), "{visited}");
        for telltale in ["77.8", "77,8", "77.77", "77,77"] {
            assert!(!html.contains(telltale), "{}: {telltale}", language.tag());
        }
    }
}

#[test]
fn what_is_not_fit_to_be_published_says_why_and_claims_nothing() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = answer(&election, &results, 200);
    assert!(!answer.publishable && answer.refusal.is_none());
    let html = estimate(&page(&answer, &election, Language::ENGLISH)).unwrap();
    assert_sound("unfit", &html);
    assert!(lead(&html).starts_with("Not fit to be published: "), "{}", lead(&html));
    assert!(!html::section(&html, "said").contains("Can be said"), "a claim");
}

#[test]
fn the_tipping_point_is_told_in_points_and_deviations() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = answer(&election, &results, 400);
    let tipping = answer.tipping_point.clone().unwrap();
    let html = estimate(&page(&answer, &election, Language::ENGLISH)).unwrap();
    let text = html::text(html::section(&html, "tipping"));
    let points = format!("by {:.1} points", 100.0 * tipping.difference);
    let deviations = format!("i.e. {:.2} standard deviations", tipping.deviations.unwrap());
    assert!(text.contains(&points) && text.contains(&deviations), "{text}");
    assert!(text.contains("the stations that came late differed by 0.08."), "{text}");
}

#[test]
fn where_the_law_asks_for_a_majority_the_page_says_who_has_it_or_that_nobody_has() {
    let (mut election, results) = (election(), country(2400, CLEAN, true));
    let poland = sanaq_election::builtin::election("poland-2025-round1").unwrap().unwrap();
    election.contest.rules = poland.contest.rules;
    let mut answer = answer(&election, &results, 500);
    let said = |answer: &Answer| {
        let html = estimate(&page(answer, &election, Language::ENGLISH)).unwrap();
        assert_sound("majority", &html);
        html::text(html::section(&html, "said"))
    };
    answer.majority = vec![Chance { id: answer.options[0].id.clone(), probability: 0.8 }];
    let leader = said(&answer);
    assert!(
        leader.contains("The chance that Nur Otan is elected by a majority is 80.0"),
        "{leader}"
    );
    answer.majority.clear();
    let nobody = said(&answer);
    assert!(nobody.contains("No option is elected by a majority"), "{nobody}");
}

#[test]
fn figures_that_are_none_leave_dashes() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let mut answer = answer(&election, &results, 500);
    for (at, option) in answer.options.iter_mut().enumerate() {
        let broken = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY][at % 3];
        option.share = Some(Interval { estimate: broken, low: broken, high: broken });
        option.threshold_probability = Some(f64::NAN);
    }
    let tipping = answer.tipping_point.as_mut().unwrap();
    (tipping.difference, tipping.gap, tipping.deviations) = (f64::NAN, f64::NAN, Some(f64::NAN));
    let mut page = page(&answer, &election, Language::from_tag("ru").unwrap());
    page.earlier = vec![earlier(&answer, 300)];
    assert_sound("broken", &written("broken", estimate(&page).unwrap()));
}

/// Names that would break out of text, attributes, drawings or the direction of writing.
const HOSTILE: [&str; 5] = [
    "<script>alert(1)</script>",
    "\"onload=\"alert(1)\" x='",
    "</title></svg></style><img src=x>",
    "\u{202e}txt.exe\u{2066}\u{0}\u{1b}[31m",
    "&lt;b&gt;&amp;{{ title }}{% raw %}",
];

#[test]
fn hostile_names_stay_text() {
    let (mut election, results) = (election(), country(2400, CLEAN, true));
    for (option, name) in election.contest.options.iter_mut().zip(HOSTILE) {
        option.name = Names::english(name.repeat(20));
        option.color = Some("#fff;background:url(https://example.org)".to_owned());
    }
    let mut answer = answer(&election, &results, 500);
    for (stratum, name) in answer.arrival.strata.iter_mut().zip(HOSTILE) {
        stratum.stratum = name.to_owned();
    }
    let first = HOSTILE.concat();
    answer.warnings.push(Remark::NotDrawn { stations: 5, first: first.clone() });
    answer.warnings.push(Remark::NoSeats { why: first.clone() });
    answer.warnings.push(Remark::NoColumn { option: HOSTILE[0].to_owned() });
    for language in Language::all() {
        let mut page = page(&answer, &election, language);
        page.earlier = vec![earlier(&answer, 300)];
        page.about.title = first.clone();
        page.about.source = first.clone();
        page.about.more_sources = vec![first.clone()];
        let html =
            written(&format!("hostile-estimate-{}", language.tag()), estimate(&page).unwrap());
        assert_sound("hostile", &html);
        for harmful in ['\u{202e}', '\u{2066}', '\u{0}', '\u{1b}'] {
            assert!(!html.contains(harmful), "U+{:04X}", u32::from(harmful));
        }
    }
}

fn rehearsed(population: &Population, size: usize, arrived: f64) -> (Arrival, Rehearsal) {
    let arrival = Arrival { arrived, own: 0.0 };
    let plan = Plan::new(size);
    let trial = Trial { plan, arrival, draws: 6, level: 0.95, settings: Settings::default() };
    (arrival, rehearse(population, &trial, &Seed::from_text("pages")).unwrap())
}

#[test]
fn a_rehearsal_has_its_pictures_and_its_table_in_every_language() {
    let (election, results) = (election(), country(1500, CLEAN, true));
    let labels: Vec<String> =
        (0..results.len()).map(|at| results.area_path(at)[..9].to_owned()).collect();
    let population = Population::new(&results, &election, &labels, None).unwrap();
    let sizes = [100, 300].into_iter().flat_map(|size| [(size, 1.0), (size, 0.6)]);
    let tried = sizes.map(|(size, arrived)| rehearsed(&population, size, arrived));
    let tried: Vec<(Arrival, Rehearsal)> = tried.collect();
    for (language, advice, all) in [
        (Language::ENGLISH, "With 60\u{a0}%\u{a0}arriving", "all arriving"),
        (Language::from_tag("ru").unwrap(), "Если поступает 60\u{a0}%", "поступают все"),
        (Language::from_tag("kk").unwrap(), "Егер 60\u{a0}%\u{a0}келеді десек", "бәрі келеді"),
    ] {
        let trials = tried.iter().map(|(arrival, found)| Tried { arrival: *arrival, found });
        let page = RehearsalPage {
            about: about(language),
            election: Some(&election),
            trials: trials.collect(),
            level: 0.95,
            left_out: 3,
            margin: Some(0.02),
        };
        let name = format!("rehearsal-{}", language.tag());
        let html = written(&name, rehearsal(&page).unwrap());
        assert_sound(&name, &html);
        assert!(lead(&html).starts_with(advice), "{}", lead(&html));
        assert!(html.contains(all) && html.contains("chart-widths"), "{name}");
        let rows = html::texts(html::section(&html, "sizes"), "tr");
        assert_eq!(rows.len(), 1 + tried.len(), "{name}");
        assert!(html::section(&html, "sizes").contains("chart-coverage"), "{name}");
    }
}
