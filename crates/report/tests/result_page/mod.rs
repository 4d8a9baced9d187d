//! The page that a mission publishes: what must stand on it, and what must not.

use sanaq_election::Election;
use sanaq_estimate::quick_count::Answer;
use sanaq_report::{
    About, AreaSeen, Compared, EstimatePage, File, Hour, Kind, Language, Made, Official, Outline,
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
        version: 2,
        made: Some(Made {
            year: "2021".to_owned(),
            month: "01".to_owned(),
            day: "10".to_owned(),
            time: "23:14".to_owned(),
            zone: "Asia/<Almaty>".to_owned(),
        }),
        languages: Language::all().map(|own| (own, format!("result-{}.html", own.tag()))).collect(),
        files: vec![
            ("result.json".to_owned(), File::Data),
            ("keys.txt".to_owned(), File::Keys),
            ("index.html".to_owned(), File::Newest),
        ],
        others: Vec::new(),
    }
}

/// What is wrong with a page: it may link to the files beside it, and to nothing else.
fn faults(page: &str) -> Vec<String> {
    let pages = ["result-en.html", "result-ru.html", "result-kk.html"];
    let files = ["result.json", "keys.txt", "index.html"];
    let known = pages.into_iter().chain(files).map(|file| format!("a link to {file}"));
    let known: Vec<String> = known.collect();
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

/// What stands before the table of contents.
fn first_screen(html: &str) -> String {
    let body = html.split_once("</style>").unwrap().1;
    html::text(body.split_once("<nav").unwrap().0)
}

/// Protects whoever reads one screen and no more: the answer, the figures with their intervals, how
/// many stations, when, that it is not the last word, and how to check it.
#[test]
fn the_first_screen_holds_the_answer() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = polled(&election, &results, 500);
    for (language, parts) in [
        (
            Language::ENGLISH,
            [
                "does not fit what observers saw: ",
                "announced too high",
                "intervals: 95\u{a0}%",
                "At 3 of 40 stations the official figures differ",
                "Provisional",
                "from 500 of 1,200 stations",
                "Version 2, 2021-01-10, 23:14 (Asia/<Almaty>)",
                "Check it yourself",
            ],
        ),
        (
            Language::from_tag("ru").unwrap(),
            [
                "не согласуется с тем, что видели наблюдатели: ",
                "объявлено слишком много",
                "интервалы: 95\u{a0}%",
                "3 из 40",
                "Предварительно",
                "с 500 из 1\u{a0}200 участков",
                "Версия 2, 10.01.2021, 23:14 (Asia/<Almaty>)",
                "Проверьте сами",
            ],
        ),
        (
            Language::from_tag("kk").unwrap(),
            [
                "көргенге сәйкес келмейді: ",
                "тым көп жарияланған",
                "аралықтар: 95\u{a0}%",
                "40 учаскенің 3",
                "Алдын ала",
                "1\u{a0}200 учаскенің 500 учаскесінен",
                "2-нұсқа, 10.01.2021, 23:14 (Asia/<Almaty>)",
                "Өзіңіз тексеріңіз",
            ],
        ),
    ] {
        let html = sanaq_report::result(&page(&election, &answer, language)).unwrap();
        let first = first_screen(&html);
        for part in parts {
            assert!(first.contains(part), "{}: «{part}» in {first}", language.tag());
        }
    }
}

/// Protects the word "provisional": it goes only when the whole sample is in.
#[test]
fn a_sample_that_is_in_whole_is_not_provisional() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let mut answer = polled(&election, &results, 500);
    answer.stations.used = answer.stations.sampled;
    let html = sanaq_report::result(&page(&election, &answer, Language::ENGLISH)).unwrap();
    assert!(!html.contains("Provisional"));
    assert!(first_screen(&html).contains("from all"));
    answer.publishable = false;
    let html = sanaq_report::result(&page(&election, &answer, Language::ENGLISH)).unwrap();
    assert!(first_screen(&html).contains("Provisional"));
    assert!(!first_screen(&html).contains("does not fit"), "what is unfit accuses nobody");
}

/// Protects whoever looks for something on the page: a table that fills a screen is closed until it
/// is wanted, a short one is not.
#[test]
fn a_long_table_is_closed() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = polled(&election, &results, 500);
    let mut page = page(&election, &answer, Language::ENGLISH);
    let closed = |page: &ResultPage<'_>| {
        let html = sanaq_report::result(page).unwrap();
        html::section(&html, "incidents").contains("<details>")
    };
    assert!(!closed(&page));
    let kind = |at| Kind { label: format!("Kind {at}"), reports: 9, stations: 9 };
    page.incidents = (0..20).map(kind).collect();
    assert!(closed(&page));
}

/// Protects readers of one contest of a day: they find to the others.
#[test]
fn a_page_leads_to_those_of_other_contests() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = polled(&election, &results, 500);
    let mut page = page(&election, &answer, Language::ENGLISH);
    assert!(!sanaq_report::result(&page).unwrap().contains("Also on that day"));
    page.others = vec![("result-2-en.html".to_owned(), "<President>".to_owned())];
    let html = sanaq_report::result(&page).unwrap();
    let link = r#"Also on that day: <a href="result-2-en.html">"#;
    assert!(html.contains(link) && !html.contains("<President>"), "{}", first_screen(&html));
}

#[test]
fn an_honest_announcement_fits() {
    let (election, results) = (election(), country(2400, CLEAN, true));
    let answer = polled(&election, &results, 500);
    let mut page = page(&election, &answer, Language::ENGLISH);
    page.official = Some(Official { turnout: None, ..official(&answer, 0.0) });
    let html = sanaq_report::result(&page).unwrap();
    assert!(first_screen(&html).contains("The announced shares fit what observers saw; at 3 of"));
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
    assert!(first_screen(&html).contains("Nothing can be said of the country"));
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
