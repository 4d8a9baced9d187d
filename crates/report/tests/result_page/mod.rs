//! The page that a mission publishes: what must stand on it, and what must not.

use sanaq_election::Election;
use sanaq_estimate::quick_count::Answer;
use sanaq_report::{
    About, AreaSeen, Compared, EstimatePage, File, Hour, Kind, Language, Official, Outline,
    ResultPage, Ring,
};

use super::{CLEAN, answer as polled, country::country, election, html, written};

/// What a commission announces: the winner has so much more than the sample says.
fn official(answer: &Answer, more: f64) -> Official {
    let options = answer.options.iter().enumerate().map(|(at, option)| {
        let moved = if at == 0 { more } else { -more / 4.0 };
        (option.id.to_string(), 1_000, option.share.map_or(0.2, |own| own.estimate) + moved)
    });
    Official {
        source: "the commission, 12 January".to_owned(),
        options: options.collect(),
        turnout: Some(0.99),
        invalid: answer.invalid_share.map(|own| own.interval.estimate),
    }
}

fn square() -> Ring {
    vec![(70.0, 40.0), (75.0, 40.0), (75.0, 43.0), (70.0, 43.0)]
}

/// An area of forty stations, half of them observed.
fn seen(area: &str, differing: usize) -> AreaSeen {
    let middle = Some((72.0, 45.0));
    let area = area.to_owned();
    AreaSeen { area, middle, stations: 40, observed: 20, compared: 20, differing }
}

fn page<'a>(election: &'a Election, answer: &'a Answer, language: Language) -> ResultPage<'a> {
    let hour = |hour: i32| Hour {
        minute: 60 * hour,
        stations: 40,
        counted: Some(0.02 * f64::from(hour - 7)),
        said: (hour > 9).then_some(0.04 * f64::from(hour - 7)),
        announced: (hour % 4 == 0).then_some(0.05 * f64::from(hour - 7)),
    };
    let about = About {
        title: "Majilis".to_owned(),
        source: "mission.example".to_owned(),
        generated_by: "sanaq 0.1.0".to_owned(),
        command: "sanaq verify published . --key keys.txt".to_owned(),
        language,
        ..About::default()
    };
    let kind = |label: &str, reports| Kind { label: label.to_owned(), reports, stations: 2 };
    ResultPage {
        estimate: EstimatePage {
            about,
            election: Some(election),
            answer,
            earlier: Vec::new(),
            announced: Vec::new(),
        },
        official: Some(official(answer, 0.1)),
        compared: Some(Compared {
            stations: 40,
            differing: 3,
            votes: vec![("nur-otan".to_owned(), 512), ("adal".to_owned(), -212)],
        }),
        outlines: vec![Outline { name: "North".to_owned(), rings: vec![square()] }],
        areas: vec![seen("Land/North", 3), seen("Land/<South>", 0)],
        hours: (8..=20).map(hour).collect(),
        incidents: vec![kind("<b>Stuffing</b>", 17), kind("Expulsion", 1)],
        entries: 8_123,
        languages: Language::all().map(|own| (own, format!("result-{}.html", own.tag()))).collect(),
        files: vec![("result.json".to_owned(), File::Data), ("keys.txt".to_owned(), File::Keys)],
    }
}

/// What is wrong with a page: it may link to the files beside it, and to nothing else.
fn faults(page: &str) -> Vec<String> {
    let files = ["result-en.html", "result-ru.html", "result-kk.html", "result.json", "keys.txt"];
    let known = files.map(|file| format!("a link to {file}"));
    html::faults(page).into_iter().filter(|fault| !known.contains(fault)).collect()
}

#[test]
fn what_was_announced_stands_beside_what_was_seen_in_every_language() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = polled(&election, &results, 500);
    for (language, misfits, fits, fewer) in [
        (
            Language::ENGLISH,
            "does not fit what observers saw",
            "announced too high",
            "fewer than 3",
        ),
        (
            Language::from_tag("ru").unwrap(),
            "не согласуется с тем",
            "объявлено слишком много",
            "меньше 3",
        ),
        (
            Language::from_tag("kk").unwrap(),
            "сәйкес келмейді",
            "тым көп жарияланған",
            "3 санынан аз",
        ),
    ] {
        let html = sanaq_report::result(&page(&election, &answer, language)).unwrap();
        let html = written(&format!("result-{}", language.tag()), html);
        assert_eq!(faults(&html), Vec::<String>::new(), "{}", language.tag());
        assert!(!html.contains('⟦') && !html.contains("NaN"), "{}", language.tag());
        assert!(!html.contains("<script") && !html.contains("<b>Stuffing"), "it is hostile text");
        let text = html::text(html.split_once("</style>").unwrap().1);
        for part in [misfits, fits, fewer, "sanaq verify published . --key keys.txt"] {
            assert!(text.contains(part), "{}: {part}", language.tag());
        }
        let others = Language::all().filter(|own| *own != language);
        for other in others {
            assert!(html.contains(&format!("href=\"result-{}.html\"", other.tag())));
        }
        assert!(html.contains("href=\"result.json\""));
    }
}

#[test]
fn an_honest_announcement_fits() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = polled(&election, &results, 500);
    let mut page = page(&election, &answer, Language::ENGLISH);
    page.official = Some(Official { turnout: None, ..official(&answer, 0.0) });
    let html = sanaq_report::result(&page).unwrap();
    assert!(html.contains("fits what observers saw"));
    assert!(!html.contains("does not fit"));
    assert!(!html.contains("announced too"));
}

#[test]
fn a_page_with_too_little_in_holds_nothing_against_anybody() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = polled(&election, &results, 5);
    assert!(answer.refusal.is_some());
    let html = sanaq_report::result(&page(&election, &answer, Language::ENGLISH)).unwrap();
    let html = written("result-early", html);
    assert_eq!(faults(&html), Vec::<String>::new());
    assert!(html.contains("Too little is in to hold what was announced against it."));
    assert!(!html.contains("does not fit"));
}

#[test]
fn a_page_has_only_what_the_mission_knows() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = polled(&election, &results, 500);
    let mut page = page(&election, &answer, Language::ENGLISH);
    page.official = None;
    page.compared = None;
    page.hours.clear();
    page.incidents.clear();
    let html = sanaq_report::result(&page).unwrap();
    assert_eq!(faults(&html), Vec::<String>::new());
    for section in ["fits", "hours", "incidents"] {
        assert!(!html.contains(&format!("id=\"{section}\"")), "{section}");
        assert!(!html.contains(&format!("href=\"#{section}\"")), "{section}");
    }
}
