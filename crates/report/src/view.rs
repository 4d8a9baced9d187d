//! The page as the template needs it.

use askama::Template;
use sanaq_forensics::{AnomalousVotes, CleanZone, Examination, Note, Variable, picture};

use crate::{
    announced::Announced,
    arithmetic::Arithmetic,
    chart::{self, Figure},
    framed::Framed,
    page::{Error, Page},
    remark::remark,
    stations::stations,
    table::Table,
    tests_table::{Tests, carrier, percentages},
    verdict::{Point, Verdict},
    words::Words,
};

/// Works that the methods rest on, as they are cited.
const SOURCES: [(&str, &str); 4] = [
    (
        "D. Kobak, S. Shpilkin, M. Pshenichnikov. Integer percentages as electoral falsification \
         fingerprints. Annals of Applied Statistics 10(1), 2016, 54–73.",
        "https://arxiv.org/abs/1410.6059",
    ),
    (
        "S. Shpilkin. Statistical analyses of Russian elections, since 2009; formula and code: \
         Cedar, 2024.",
        "",
    ),
    (
        "Yu. Neretin. On statistical researches of parliament elections in the Russian \
         Federation, 2012.",
        "https://arxiv.org/abs/1205.1461",
    ),
    (
        "S. Holm. A simple sequentially rejective multiple test procedure. Scandinavian Journal \
         of Statistics 6, 1979, 65–70.",
        "",
    ),
];

#[derive(Template)]
#[template(path = "examination.html")]
struct View<'a> {
    words: &'a Words,
    page: Framed,
    kicker: String,
    verdict: Verdict,
    sections: Vec<&'static str>,
    announced: Announced,
    integers: Vec<Figure>,
    percentages: Vec<Table>,
    density: Figure,
    turnout: Figure,
    areas: Vec<Figure>,
    seats: Option<Figure>,
    stations: Vec<Table>,
    arithmetic: Arithmetic,
    tests: Tests,
    methods: Methods,
}

/// What the section on methods says about these data.
struct Methods {
    stations: String,
    turnout: String,
    sources: [(&'static str, &'static str); 4],
}

/// Fills in the template.
pub(crate) fn render(page: &Page<'_>, words: &Words) -> Result<String, Error> {
    let examination = page.examination;
    let option = page.label(examination.stations.option.as_str());
    let zone = examination.zone.as_ref().filter(|_| found(examination).is_some());
    let seats = page.seats.as_ref().map(|table| chart::seats(words, table));
    let view = View {
        words,
        page: Framed::of(words, &page.about),
        kicker: words.with("subtitle", &[("option", option.as_str().into())]),
        verdict: Verdict::of(words, page),
        sections: sections(seats.is_some()),
        announced: Announced::of(words, page),
        integers: integers(words, examination, &option),
        percentages: [Variable::Turnout, Variable::Result]
            .iter()
            .filter_map(|variable| percentages(words, examination, *variable))
            .collect(),
        density: chart::density(words, examination, &option, zone),
        turnout: turnout(words, examination, &option, zone),
        areas: chart::areas(words, &examination.by_area, &option),
        seats,
        stations: stations(words, &examination.suspicious),
        arithmetic: Arithmetic::of(words, page),
        tests: Tests::of(words, examination),
        methods: Methods::of(words, page),
    };
    Ok(view.render()?)
}

/// The sections in order: the second halves of their headings' keys, and their anchors.
fn sections(has_seats: bool) -> Vec<&'static str> {
    let all = [
        "verdict",
        "announced",
        "integers",
        "density",
        "turnout",
        "areas",
        "seats",
        "stations",
        "arithmetic",
        "tests",
        "methods",
        "reproduce",
    ];
    all.into_iter().filter(|section| has_seats || *section != "seats").collect()
}

/// The estimate with the clean zone found, where it applies.
fn found<'a>(examination: &'a Examination<'_>) -> Option<&'a AnomalousVotes> {
    let found = |a: &&AnomalousVotes| a.method == sanaq_forensics::Method::CleanZone && a.applies;
    examination.anomalous_votes.iter().find(found)
}

/// The histograms, each with the percentages that carry the excess.
fn integers(words: &Words, examination: &Examination<'_>, option: &str) -> Vec<Figure> {
    let one = |variable| {
        let test = examination.tests.iter().find(|test| test.variable == variable);
        if let Some(reason) = test.filter(|test| !test.applies).and_then(|t| t.notes.first()) {
            let title = chart::histogram_title(words, variable, option);
            return Figure::none(words, title, remark(words, reason));
        }
        let histogram = picture::histogram(&examination.stations, &examination.integer, variable);
        let percentages = carrier(examination, variable).map(|test| test.percentages.as_slice());
        chart::histogram(words, &histogram, option, percentages.unwrap_or_default())
    };
    vec![one(Variable::Turnout), one(Variable::Result)]
}

fn turnout(
    words: &Words,
    examination: &Examination<'_>,
    option: &str,
    zone: Option<&CleanZone>,
) -> Figure {
    let estimate = examination.anomalous_votes.iter().find(|estimate| estimate.applies);
    let filled = estimate.is_some_and(|a| !a.notes.contains(&Note::NotDistinguishable));
    let reference = chart::Reference { zone, estimate, filled };
    chart::turnout(words, examination, option, &reference)
}

impl Methods {
    fn of(words: &Words, page: &Page<'_>) -> Self {
        let examination = page.examination;
        let tested = examination.integer.iter().filter(|at| at.included).count();
        let arguments = [
            ("all", page.check.stations.into()),
            ("usable", examination.stations.counts.len().into()),
            ("tested", tested.into()),
        ];
        let line = page.election.map_or("cast", |election| election.protocol.turnout.as_str());
        Self {
            stations: words.with("methods-stations", &arguments),
            turnout: words.with("methods-turnout", &[("line", line.into())]),
            sources: SOURCES,
        }
    }
}

impl View<'_> {
    /// The verdict in one sentence.
    fn headline(&self) -> String {
        self.words.t(&format!("verdict-head-{}", self.verdict.level.key()))
    }

    /// What a point weighs, in words.
    fn level(&self, point: &Point) -> String {
        self.words.t(&format!("level-{}", point.level.key()))
    }

    /// Whether any histogram was drawn.
    fn has_peaks(&self) -> bool {
        self.integers.iter().any(|figure| figure.svg.is_some())
    }

    /// Half the width of the window around a whole percentage, in points.
    fn half_width(&self) -> String {
        self.words.decimal(0.05, 2)
    }
}
