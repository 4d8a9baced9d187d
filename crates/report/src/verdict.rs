//! The verdict in words: what each finding says, how strongly, and what it cannot show.
//!
//! No figure is made here. A finding is put into one of four levels by rules that the page prints
//! (`methods-levels`), and a page is at the level of its strongest finding. There is no level for
//! «clean»: these tests cannot show that.

use fluent_bundle::FluentValue;
use sanaq_check::{Likeness, Report};
use sanaq_election::Severity;
use sanaq_forensics::{AnomalousVotes, Method, Note, Test, Variable, Weight};

use crate::{
    chart::is_flagged,
    page::{Page, SeatsTable},
    remark::{remark, remarks},
    table::name,
    words::{Argument, Words},
};

/// An excess whose corrected p-value is below this needs an explanation.
const NEEDS_EXPLAINING: f64 = 0.01;
/// Below this it is a strong sign.
const STRONG: f64 = 1e-6;
/// With so few independent figures, protocols of some honest stations among many are the same.
const FEW_FIGURES: usize = 5;

/// What a finding says, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// The method does not apply.
    CannotTell,
    /// Nothing found, by a method that could have found it.
    NoSign,
    /// Somebody has to explain it; an error would do.
    NeedsExplaining,
    /// Counting ballots does not do this.
    Strong,
}

impl Level {
    /// The name that keys and classes have.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::CannotTell => "unknown",
            Self::NoSign => "none",
            Self::NeedsExplaining => "some",
            Self::Strong => "strong",
        }
    }
}

/// One finding in words.
#[derive(Debug)]
pub(crate) struct Point {
    pub(crate) level: Level,
    pub(crate) text: String,
    /// The section of the page that shows it: the second half of its heading's key.
    pub(crate) section: &'static str,
}

/// Everything that the verdict says.
#[derive(Debug)]
pub(crate) struct Verdict {
    pub(crate) level: Level,
    pub(crate) points: Vec<Point>,
}

impl Verdict {
    pub(crate) fn of(words: &Words, page: &Page<'_>) -> Self {
        let tests = tests(words, page);
        let arithmetic = arithmetic(words, page);
        // Sums that hold are no test of invention: they do not lift the page above «cannot tell».
        let errors = arithmetic.iter().map(|point| point.level);
        let errors = errors.filter(|level| *level > Level::NoSign);
        let level = tests.iter().map(|point| point.level).chain(errors).max();
        let points = tests.into_iter().chain(arithmetic).collect();
        Self { level: level.unwrap_or(Level::CannotTell), points }
    }
}

fn tests(words: &Words, page: &Page<'_>) -> Vec<Point> {
    let mut points = integer(words, page);
    points.extend(areas(words, page));
    let estimates = &page.examination.anomalous_votes;
    let option = page.label(page.examination.stations.option.as_str());
    points.extend(estimates.iter().map(|estimate| votes(words, estimate, &option)));
    points.extend(page.seats.as_ref().and_then(|table| seats(words, page, table)));
    points
}

/// The level of a test that applies.
fn level_of(test: &Test) -> Option<Level> {
    let p = test.p_adjusted.filter(|_| test.applies)?;
    Some(if p < STRONG {
        Level::Strong
    } else if p < NEEDS_EXPLAINING {
        Level::NeedsExplaining
    } else {
        Level::NoSign
    })
}

/// What the test of round percentages says: its strongest finding over stations; where that is
/// nothing, the strongest with another weight; and why a variable could not be tested.
fn integer(words: &Words, page: &Page<'_>) -> Vec<Point> {
    let tests = &page.examination.tests;
    let reason = |test: &Test| test.notes.first().map(|n| remark(words, n)).unwrap_or_default();
    let point = |level, text| Point { level, text, section: "integers" };
    let by_station = |test: &&Test| test.weight == Weight::Stations;
    let Some((best, level)) = strongest(tests.iter().filter(by_station)) else {
        let untested = tests.iter().find(|test| test.variable == Variable::Result);
        let unknown = |test: &Test| {
            let text = words.with("verdict-integer-unknown", &[("reason", reason(test).into())]);
            point(Level::CannotTell, text)
        };
        return untested.map(unknown).into_iter().collect();
    };
    let mut points = vec![point(level, integer_text(words, best, level))];
    let weighted = strongest(tests.iter().filter(|test| test.weight != Weight::Stations));
    if let Some((test, heavier)) = weighted.filter(|(_, other)| level < *other) {
        points.push(point(heavier, weighted_text(words, test)));
    }
    let left_out = tests.iter().filter(by_station);
    if let Some(test) = left_out.into_iter().find(|t| !t.applies && t.variable != Variable::Either)
    {
        let arguments =
            [("variable", variable(words, test).into()), ("reason", reason(test).into())];
        let text = words.with("verdict-integer-part-unknown", &arguments);
        points.push(point(Level::CannotTell, text));
    }
    points
}

/// The first of the tests at the highest level; nothing where none applies.
fn strongest<'a>(tests: impl Iterator<Item = &'a Test>) -> Option<(&'a Test, Level)> {
    let levels = tests.filter_map(|test| Some((test, level_of(test)?)));
    levels.reduce(|best, next| if best.1 < next.1 { next } else { best })
}

fn variable(words: &Words, test: &Test) -> String {
    words.t(&format!("verdict-variable-{}", Words::variable(test.variable)))
}

fn integer_text(words: &Words, test: &Test, level: Level) -> String {
    let figure = |value: Option<f64>| FluentValue::from(value.unwrap_or(0.0).round());
    let mut arguments: Vec<Argument<'_>> = vec![
        ("variable", variable(words, test).into()),
        ("observed", figure(test.observed)),
        ("mean", figure(test.null.map(|null| null.mean))),
    ];
    if level == Level::NoSign {
        arguments.push(("floor", figure(test.power_floor)));
        return words.with("verdict-integer-none", &arguments);
    }
    arguments.push(("chance", words.rarity(test.p_adjusted.unwrap_or(1.0)).into()));
    words.with("verdict-integer-excess", &arguments)
}

fn weighted_text(words: &Words, test: &Test) -> String {
    let weight = words.t(&format!("weight-{}", test.weight.as_str()));
    let arguments = [
        ("variable", variable(words, test).into()),
        ("weight", weight.into()),
        ("z", words.signed(test.z.unwrap_or(0.0), 1).into()),
        ("chance", words.rarity(test.p_adjusted.unwrap_or(1.0)).into()),
    ];
    words.with("verdict-integer-weighted", &arguments)
}

fn areas(words: &Words, page: &Page<'_>) -> Option<Point> {
    let areas = &page.examination.by_area;
    let flagged: Vec<_> = areas.iter().filter(|area| is_flagged(area)).collect();
    let worst = flagged.first()?;
    let strong = flagged.iter().any(|a| a.integer_p_adjusted.is_some_and(|p| p < STRONG));
    let arguments = [
        ("areas", flagged.len().into()),
        ("all", areas.len().into()),
        ("worst", name(&worst.area).into()),
    ];
    let level = if strong { Level::Strong } else { Level::NeedsExplaining };
    Some(Point { level, text: words.with("verdict-areas", &arguments), section: "areas" })
}

fn votes(words: &Words, estimate: &AnomalousVotes, option: &str) -> Point {
    let point = |level, text| Point { level, text, section: "turnout" };
    let rounded = |value: Option<f64>| FluentValue::from(words.rounded(value.unwrap_or_default()));
    let percent = |share: Option<f64>| FluentValue::from(words.percent(share.unwrap_or_default()));
    if !estimate.applies {
        let arguments = [("reason", remarks(words, &estimate.notes).into())];
        return point(Level::CannotTell, words.with("verdict-votes-unknown", &arguments));
    }
    let mut arguments: Vec<Argument<'_>> =
        vec![("option", option.into()), ("estimate", rounded(estimate.estimate))];
    if estimate.method == Method::Shpilkin {
        let clean = estimate.clean_turnout;
        let whole = |share: Option<f64>| {
            FluentValue::from(crate::number::percent(share.unwrap_or_default(), 0, words.language))
        };
        arguments.push(("from", whole(clean.map(|range| range.low))));
        arguments.push(("to", whole(clean.map(|range| range.high))));
        return point(Level::CannotTell, words.with("verdict-votes-given", &arguments));
    }
    arguments.extend([("low", rounded(estimate.low)), ("high", rounded(estimate.high))]);
    if estimate.notes.contains(&Note::NotDistinguishable) {
        return point(Level::NoSign, words.with("verdict-votes-zero", &arguments));
    }
    arguments.extend([
        ("share", percent(estimate.clean_share)),
        ("official_share", percent(Some(estimate.official_share))),
        ("turnout", percent(estimate.corrected_turnout)),
        ("official_turnout", percent(Some(estimate.official_turnout))),
    ]);
    // Beyond the power floor, the low end would itself be told from none.
    let beyond = estimate.low.zip(estimate.power_floor).is_some_and(|(low, floor)| floor < low);
    let level = if beyond { Level::Strong } else { Level::NeedsExplaining };
    point(level, words.with("verdict-votes-range", &arguments))
}

/// How many seats go from one list to another; nothing where no seats without the anomalous votes
/// were given.
pub(crate) fn seats_moved(table: &SeatsTable) -> Option<u32> {
    let lost = |row: &crate::page::SeatsRow| {
        row.seats_without.map(|without| row.seats_announced.saturating_sub(without))
    };
    if table.rows.is_empty() { None } else { table.rows.iter().map(lost).sum() }
}

fn seats(words: &Words, page: &Page<'_>, table: &SeatsTable) -> Option<Point> {
    let moved = seats_moved(table)?;
    let point = |level, text| Some(Point { level, text, section: "seats" });
    let tested = page.examination.stations.option.as_str();
    let row = table.rows.iter().find(|row| row.id == tested);
    let (row, without) = row.and_then(|row| Some((row, row.seats_without?)))?;
    if moved == 0 {
        return point(Level::NoSign, words.t("verdict-seats-same"));
    }
    let arguments = [
        ("seats", moved.into()),
        ("option", name(&row.label).into()),
        ("without", without.into()),
        ("announced", row.seats_announced.into()),
    ];
    point(Level::NeedsExplaining, words.with("verdict-seats-change", &arguments))
}

fn arithmetic(words: &Words, page: &Page<'_>) -> Vec<Point> {
    let mut points = vec![sums(words, page)];
    points.extend(over_full(words, page.check));
    points.extend(duplicates(words, page.check));
    points
}

/// Stations over 100 %. Where the election's own rules say that it may happen (voters with
/// certificates), it is told and not held against anybody.
fn over_full(words: &Words, check: &Report) -> Option<Point> {
    let relation = &check.over_full.first()?.check;
    let mut checks = check.counts.iter();
    let allowed = checks.any(|c| c.check == *relation && c.severity == Severity::Soft);
    let (level, key) = if allowed {
        (Level::NoSign, "verdict-over-full-allowed")
    } else {
        (Level::NeedsExplaining, "verdict-over-full")
    };
    let text = words.with(key, &[("stations", check.over_full.len().into())]);
    Some(Point { level, text, section: "arithmetic" })
}

/// Protocols that are the same. Where each has only a few figures that do not follow from the
/// others, some of many stations agree by chance.
fn duplicates(words: &Words, check: &Report) -> Option<Point> {
    let same = check.duplicates.iter().filter(|group| group.likeness == Likeness::Same).count();
    let lines = ["registered", "invalid"].iter().filter(|line| check.totals.line(line).is_some());
    let telling = FEW_FIGURES < lines.count() + check.totals.options.len();
    let (level, key) = if telling {
        (Level::NeedsExplaining, "verdict-duplicates")
    } else {
        (Level::NoSign, "verdict-duplicates-few")
    };
    let point = || Point {
        level,
        text: words.with(key, &[("groups", same.into())]),
        section: "arithmetic",
    };
    (same > 0).then(point)
}

fn sums(words: &Words, page: &Page<'_>) -> Point {
    let point = |level, text| Point { level, text, section: "arithmetic" };
    let made = page.check.counts.iter().filter(|count| count.violated + count.held > 0);
    let made: Vec<_> = made.collect();
    if made.is_empty() {
        return point(Level::CannotTell, words.t("verdict-sums-unchecked"));
    }
    let violated = |severity| crate::arithmetic::violated(page.check, severity);
    let hard = violated(Severity::Hard);
    if hard.violations > 0 {
        let text = words.with("verdict-sums-violated", &hard.arguments());
        return point(Level::NeedsExplaining, text);
    }
    let soft = violated(Severity::Soft);
    if soft.violations > 0 {
        return point(Level::NoSign, words.with("verdict-sums-soft", &soft.arguments()));
    }
    let arguments = [("checks", made.len().into())];
    point(Level::NoSign, words.with("verdict-sums-hold", &arguments))
}

#[cfg(test)]
mod tests;
