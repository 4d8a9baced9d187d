//! Whether the figures add up: violated checks with their two sides, stations over 100 %,
//! protocols that are alike.

use sanaq_check::{Duplicate, Likeness, Report, Violation};
use sanaq_election::Severity;

use crate::{
    page::Page,
    table::{Table, name, path},
    words::{Argument, Words},
};

/// Rows of each list; the program's JSON has all.
const SHOWN: usize = 25;
/// Stations of one group that are named.
const NAMED: usize = 5;

/// How often the checks of one severity are violated.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Violated {
    pub(crate) violations: usize,
    pub(crate) stations: usize,
}

impl Violated {
    pub(crate) fn arguments(self) -> [Argument<'static>; 2] {
        [("violations", self.violations.into()), ("stations", self.stations.into())]
    }
}

/// Counts violations and the stations that have any.
pub(crate) fn violated(check: &Report, severity: Severity) -> Violated {
    let mut counted = Violated::default();
    let mut before = None;
    // Violations come in the order of the stations.
    for violation in check.violations.iter().filter(|v| v.severity == severity) {
        counted.violations += 1;
        let station = Some((violation.station.as_str(), violation.area.as_str()));
        counted.stations += usize::from(before != station);
        before = station;
    }
    counted
}

/// What the section shows.
#[derive(Debug)]
pub(crate) struct Arithmetic {
    pub(crate) texts: Vec<String>,
    pub(crate) summary: Table,
    /// The checks, and the lists that are not empty.
    pub(crate) tables: Vec<Table>,
}

impl Arithmetic {
    pub(crate) fn of(words: &Words, page: &Page<'_>) -> Self {
        let check = page.check;
        let mut texts = Vec::new();
        let mut say = |missing: bool, key: &str| {
            if missing {
                texts.push(words.t(key));
            }
        };
        let made = check.counts.iter().any(|count| 0 < count.violated + count.held);
        say(!made, "arithmetic-none");
        say(made && check.violations.is_empty(), "no-violations");
        say(check.over_full.is_empty() && check.totals.turnout_of.get() > 0, "no-over-full");
        say(check.duplicates.is_empty(), "no-duplicates");
        let lists = [
            checks(words, check),
            violations(words, check),
            over_full(words, check),
            duplicates(words, page),
        ];
        let tables = lists.into_iter().filter(|table| !table.rows.is_empty()).collect();
        Self { texts, summary: summary(words, check), tables }
    }
}

fn summary(words: &Words, check: &Report) -> Table {
    let (hard, soft) = (violated(check, Severity::Hard), violated(check, Severity::Soft));
    let alike = |likeness| check.duplicates.iter().filter(|d| d.likeness == likeness).count();
    let rows = [
        ("announced-stations", check.stations),
        ("row-hard-violations", hard.violations),
        ("row-hard-stations", hard.stations),
        ("row-soft-violations", soft.violations),
        ("row-soft-stations", soft.stations),
        ("row-over-full", check.over_full.len()),
        ("row-zero-registered", check.zero_registered),
        ("row-same", alike(Likeness::Same)),
        ("row-all-but-one", alike(Likeness::AllButOne)),
    ];
    let mut table = Table::new(words, words.t("caption-summary"), &["what", "#number"]);
    for (key, number) in rows {
        table.push([words.t(key), words.count(number)]);
    }
    table
}

fn checks(words: &Words, check: &Report) -> Table {
    let columns = ["check", "severity", "#violated", "#held", "#unchecked"];
    let mut table = Table::new(words, words.t("caption-checks"), &columns);
    for count in &check.counts {
        table.push([
            name(&count.check),
            words.t(severity(count.severity)),
            words.count(count.violated),
            words.count(count.held),
            words.count(count.unchecked),
        ]);
    }
    table
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Hard => "severity-hard",
        Severity::Soft => "severity-soft",
    }
}

/// A caption that says how many rows there are of how many.
fn caption(words: &Words, key: &str, all: usize) -> String {
    words.with(key, &[("shown", all.min(SHOWN).into()), ("all", all.into())])
}

fn violations(words: &Words, check: &Report) -> Table {
    let caption = caption(words, "caption-violations", check.violations.len());
    let columns = ["station", "area", "check", "#left", "#right"];
    let mut table = Table::new(words, caption, &columns);
    let of = |severity| check.violations.iter().filter(move |v| v.severity == severity);
    for violation in of(Severity::Hard).chain(of(Severity::Soft)).take(SHOWN) {
        let Violation { station, area, check, left, right, .. } = violation;
        table.push([
            name(station),
            path(area),
            name(check),
            words.exact(&left.to_string()),
            words.exact(&right.to_string()),
        ]);
    }
    table
}

fn over_full(words: &Words, check: &Report) -> Table {
    let caption = caption(words, "caption-over-full", check.over_full.len());
    let mut table = Table::new(words, caption, &["station", "area", "#ballots", "#registered"]);
    for Violation { station, area, left, right, .. } in check.over_full.iter().take(SHOWN) {
        let (left, right) = (left.to_string(), right.to_string());
        table.push([name(station), path(area), words.exact(&left), words.exact(&right)]);
    }
    table
}

fn duplicates(words: &Words, page: &Page<'_>) -> Table {
    let groups = &page.check.duplicates;
    let caption = caption(words, "caption-duplicates", groups.len());
    let mut table = Table::new(words, caption, &["stations", "#number", "likeness", "differs"]);
    for group in groups.iter().take(SHOWN) {
        let likeness = match group.likeness {
            Likeness::Same => "likeness-same",
            Likeness::AllButOne => "likeness-all-but-one",
        };
        let differs = group.differs.as_deref().map_or_else(
            || "–".to_owned(),
            |figure| {
                figure.strip_prefix("votes.").map_or_else(|| name(figure), |id| page.label(id))
            },
        );
        let number = words.count(group.stations.len());
        table.push([named(words, group), number, words.t(likeness), differs]);
    }
    table
}

/// The first stations of a group with their areas.
fn named(words: &Words, group: &Duplicate) -> String {
    let station = |(station, area): (&String, &String)| match area.as_str() {
        "" => name(station),
        area => format!("{} ({})", name(station), path(area)),
    };
    let stations = group.stations.iter().zip(&group.areas);
    let mut texts: Vec<String> = stations.take(NAMED).map(station).collect();
    if NAMED < group.stations.len() {
        texts.push("…".to_owned());
    }
    texts.join(&words.t("list-separator"))
}
