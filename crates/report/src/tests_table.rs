//! All tests in one table, the estimates in another, and what a reader must know about them.

use sanaq_forensics::{AnomalousVotes, Examination, Method, Note, Range, Test, TestId, Variable};

use crate::{
    remark::remark,
    table::{Column, Table},
    words::Words,
};

/// Whole percentages listed for each variable.
const LISTED: usize = 20;

/// What the section shows.
#[derive(Debug)]
pub(crate) struct Tests {
    pub(crate) table: Table,
    pub(crate) estimates: Table,
    /// What the numbers in the last column and row stand for.
    pub(crate) notes: Vec<String>,
}

impl Tests {
    pub(crate) fn of(words: &Words, examination: &Examination<'_>) -> Self {
        let mut notes = Notes::default();
        let table = tests(words, &examination.tests, &mut notes);
        let estimates = estimates(words, &examination.anomalous_votes, &mut notes);
        Self { table, estimates, notes: notes.0 }
    }
}

/// Each note once, in the order in which the tables name them.
#[derive(Default)]
struct Notes(Vec<String>);

impl Notes {
    /// The numbers of these notes.
    fn numbers(&mut self, words: &Words, notes: &[Note]) -> String {
        let number = |note: &Note| {
            let text = remark(words, note);
            let at = self.0.iter().position(|known| *known == text).unwrap_or(self.0.len());
            if at == self.0.len() {
                self.0.push(text);
            }
            (at + 1).to_string()
        };
        let numbers: Vec<String> = notes.iter().map(number).collect();
        numbers.join(", ")
    }
}

fn dash() -> String {
    "–".to_owned()
}

/// Counts with a decimal while it says anything.
fn figure(words: &Words, value: Option<f64>) -> String {
    let decimals = |value: f64| usize::from(value.abs() < 1e4);
    value.map_or_else(dash, |value| words.decimal(value, decimals(value)))
}

fn tests(words: &Words, tests: &[Test], notes: &mut Notes) -> Table {
    let columns = [
        "test",
        "variable",
        "weight",
        "#observed",
        "#expected",
        "#sd",
        "#quantiles",
        "#effect",
        "#z",
        "#p",
        "#p-adjusted",
        "#floor",
        "notes",
    ];
    let mut table = Table::new(words, words.t("caption-tests"), &columns);
    for test in tests {
        let TestId::Integer = test.id;
        let null = test.null;
        let observed = if test.applies {
            test.observed.map_or_else(dash, |value| words.whole(value))
        } else {
            words.t("does-not-apply")
        };
        let range = |null: sanaq_forensics::Null| {
            format!("{}–{}", words.whole(null.q01), words.whole(null.q99))
        };
        table.push([
            words.t("test-integer"),
            words.t(&format!("variable-{}", Words::variable(test.variable))),
            words.t(&format!("weight-{}", test.weight.as_str())),
            observed,
            figure(words, null.map(|null| null.mean)),
            figure(words, null.map(|null| null.sd)),
            null.map_or_else(dash, range),
            figure(words, test.effect),
            test.z.map_or_else(dash, |z| words.signed(z, 2)),
            test.p_value.map_or_else(dash, |p| words.chance(p)),
            test.p_adjusted.map_or_else(dash, |p| words.chance(p)),
            figure(words, test.power_floor),
            notes.numbers(words, &test.notes),
        ]);
    }
    table
}

/// The estimates side by side: a row for each quantity.
fn estimates(words: &Words, estimates: &[AnomalousVotes], notes: &mut Notes) -> Table {
    let mut table = Table::new(words, words.t("caption-estimates"), &["what"]);
    let method = |estimate: &AnomalousVotes| Column {
        label: words.t(match estimate.method {
            Method::Shpilkin => "method-shpilkin",
            Method::CleanZone => "method-clean-zone",
        }),
        numeric: true,
    };
    table.columns.extend(estimates.iter().map(method));
    let mut row = |key: &str, cell: &mut dyn FnMut(&AnomalousVotes) -> String| {
        let label = std::iter::once(words.t(key));
        table.rows.push(label.chain(estimates.iter().map(cell)).collect());
    };
    let votes = |value: Option<f64>| value.map_or_else(dash, |value| words.rounded(value));
    let share = |value: Option<f64>| value.map_or_else(dash, |value| words.percent(value));

    let range = |range: Option<Range>| {
        let whole = |share: f64| crate::number::percent(share, 0, words.language);
        range.map_or_else(dash, |r| format!("{}–{}", whole(r.low), whole(r.high)))
    };
    row("column-estimate", &mut |e| {
        if e.applies { votes(e.estimate) } else { words.t("does-not-apply") }
    });
    row("column-low", &mut |e| votes(e.low));
    row("column-high", &mut |e| votes(e.high));
    row("column-floor", &mut |e| votes(e.power_floor));
    row("column-reference", &mut |e| range(e.clean_turnout));
    row("column-reach", &mut |e| share(e.reach));
    row("column-official-share", &mut |e| share(rests_on(e, e.official_share)));
    row("column-reference-share", &mut |e| share(e.clean_share));
    row("column-official-turnout", &mut |e| share(rests_on(e, e.official_turnout)));
    row("column-corrected-turnout", &mut |e| share(e.corrected_turnout));
    row("column-stations", &mut |e| words.count(e.stations));
    row("column-notes", &mut |e| notes.numbers(words, &e.notes));
    table
}

/// A figure that says something only where there are stations.
fn rests_on(estimate: &AnomalousVotes, figure: f64) -> Option<f64> {
    (0 < estimate.stations).then_some(figure)
}

/// The whole percentages of one variable, the largest excess first; nothing where it was not
/// tested.
pub(crate) fn percentages(
    words: &Words,
    examination: &Examination<'_>,
    variable: Variable,
) -> Option<Table> {
    let test = carrier(examination, variable)?;
    let arguments = [("variable", words.t(&format!("variable-{}", Words::variable(variable))))];
    let arguments = arguments.map(|(name, text)| (name, text.into()));
    let caption = words.with("caption-percentages", &arguments);
    let columns = ["percent", "#observed", "#expected", "#sd", "#effect", "#z"];
    let mut table = Table::new(words, caption, &columns);
    for percent in test.percentages.iter().take(LISTED) {
        table.push([
            words.whole_percent(percent.percent),
            words.whole(percent.observed),
            words.decimal(percent.mean, 1),
            words.decimal(percent.sd, 1),
            words.signed(percent.observed - percent.mean, 1),
            words.signed(percent.z, 1),
        ]);
    }
    Some(table)
}

/// The test that has the single percentages of a variable.
pub(crate) fn carrier<'a>(
    examination: &'a Examination<'_>,
    variable: Variable,
) -> Option<&'a Test> {
    let has =
        |test: &&Test| test.applies && test.variable == variable && !test.percentages.is_empty();
    examination.tests.iter().find(has)
}
