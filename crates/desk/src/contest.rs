//! A contest as the office uses it: where each figure stands in a report, and the arithmetic.

use sanaq_check::Side;
use sanaq_election::{Check, Election, LineId, Operand, OptionId, Severity, Sum};
use sanaq_forms::{line, protocol_form, votes};

use crate::{
    event::ContestDefined,
    packed::{Brief, Lexicon},
};

/// A contest with its protocol.
#[derive(Clone)]
pub(crate) struct ContestRow {
    pub(crate) election: Election,
    /// The file that it was read from.
    pub(crate) toml: String,
    /// The form that its protocols are filed with.
    pub(crate) form: String,
    /// The question of each figure: first the lines, then the options.
    pub(crate) names: Vec<u32>,
    pub(crate) lines: Vec<LineId>,
    pub(crate) options: Vec<OptionId>,
    checks: Vec<Bound>,
    /// The places of the turnout line and of the register among the figures.
    pub(crate) turnout: Option<usize>,
    pub(crate) registered: Option<usize>,
    /// When the polls open and close, in minutes of the day.
    pub(crate) opens: Option<i32>,
    pub(crate) closes: Option<i32>,
}

/// A check that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken<'a> {
    pub(crate) check: &'a str,
    pub(crate) severity: Severity,
    pub(crate) left: Side,
    pub(crate) right: Side,
}

#[derive(Clone)]
struct Bound {
    check: Check,
    left: Vec<(i128, Figure)>,
    right: Vec<(i128, Figure)>,
}

#[derive(Clone, Copy)]
enum Figure {
    At(usize),
    AllVotes,
    One,
    Absent,
}

/// The figures of one protocol: first the lines, then the options; unknown where none was read.
pub(crate) type FigureRow = Vec<Option<u32>>;

impl ContestRow {
    /// Nothing for a file that is no election.
    pub(crate) fn new(defined: &ContestDefined, lexicon: &mut Lexicon) -> Option<Self> {
        let election = Election::parse(&defined.name, &defined.toml).ok()?;
        let lines = election.protocol.lines.clone();
        let options: Vec<OptionId> =
            election.contest.options.iter().map(|option| option.id.clone()).collect();
        let asked = lines.iter().map(line).chain(options.iter().map(votes));
        let mut number = |name: &str| lexicon.names.number(name);
        let names = asked.map(|name| name.map_or(crate::intern::NONE, |n| number(n.as_str())));
        let names = names.collect();
        let place = |name: &str| lines.iter().position(|line| line.as_str() == name);
        let (turnout, registered) =
            (place(election.protocol.turnout.as_str()), place("registered"));
        let checks = election.protocol.checks.iter().map(|check| bind(check, &lines, &options));
        let hours = election.polls.as_ref();
        let opens = hours.and_then(|hours| crate::clock::minutes(&hours.open));
        let closes = hours.and_then(|hours| crate::clock::minutes(&hours.close));
        Some(Self {
            form: protocol_form(&election).id.to_string(),
            checks: checks.collect(),
            election,
            toml: defined.toml.clone(),
            names,
            lines,
            options,
            turnout,
            registered,
            opens,
            closes,
        })
    }

    /// The figures that answers give.
    pub(crate) fn figures(&self, answers: &[u8]) -> FigureRow {
        let mut figures = vec![None; self.names.len()];
        for (name, brief) in Lexicon::brief(answers) {
            let Brief::Integer(number) = brief else { continue };
            if let Some(at) = self.names.iter().position(|own| *own == name) {
                let figure = u32::try_from(number).ok().filter(|f| *f != u32::MAX);
                if let Some(slot) = figures.get_mut(at) {
                    *slot = figure;
                }
            }
        }
        figures
    }

    /// The checks that do not hold. One that lacks a figure accuses nobody.
    pub(crate) fn broken<'a>(
        &'a self,
        figures: &'a [Option<u32>],
    ) -> impl Iterator<Item = Broken<'a>> {
        let options = self.lines.len();
        self.checks.iter().filter_map(move |bound| {
            let left = sum(&bound.left, figures, options)?;
            let right = sum(&bound.right, figures, options)?;
            let holds = bound.check.relation.holds(left.cmp(&right));
            let side = |sum| Side { sum, scale: bound.check.scale };
            (!holds).then(|| Broken {
                check: &bound.check.text,
                severity: bound.check.severity,
                left: side(left),
                right: side(right),
            })
        })
    }

    /// The question that a figure answers.
    pub(crate) fn figure_name<'l>(&self, at: usize, lexicon: &'l Lexicon) -> &'l str {
        self.names.get(at).map_or("", |name| lexicon.names.text(*name))
    }
}

fn bind(check: &Check, lines: &[LineId], options: &[OptionId]) -> Bound {
    let figure = |operand: &Operand| match operand {
        Operand::Line(line) => lines.iter().position(|own| own == line).map(Figure::At),
        Operand::Votes(option) => {
            options.iter().position(|own| own == option).map(|at| Figure::At(lines.len() + at))
        }
        Operand::AllVotes => Some(Figure::AllVotes),
        Operand::One => Some(Figure::One),
    };
    let side = |sum: &Sum| {
        let terms = sum.0.iter();
        let term = |term: &sanaq_election::Term| {
            (i128::from(term.times), figure(&term.operand).unwrap_or(Figure::Absent))
        };
        terms.map(term).collect()
    };
    Bound { left: side(&check.left), right: side(&check.right), check: check.clone() }
}

fn sum(terms: &[(i128, Figure)], figures: &[Option<u32>], options: usize) -> Option<i128> {
    let value = |figure: Figure| match figure {
        Figure::At(at) => figures.get(at).copied().flatten().map(i128::from),
        Figure::AllVotes => {
            let votes = figures.get(options..)?;
            votes.iter().map(|figure| figure.map(i128::from)).sum()
        }
        Figure::One => Some(1),
        Figure::Absent => None,
    };
    terms.iter().try_fold(0, |sum, (times, figure)| Some(sum + times * value(*figure)?))
}

#[cfg(test)]
mod tests {
    use sanaq_election::{Areas, Column, StationResults, Texts, builtin};

    use super::*;

    /// The batch check of the check crate and the check of a single report must agree.
    #[test]
    fn a_report_is_checked_as_a_table_is() {
        for name in builtin::names() {
            let toml = builtin::text(name).unwrap().to_owned();
            let defined = ContestDefined { name: name.to_owned(), toml };
            let contest = ContestRow::new(&defined, &mut Lexicon::default()).unwrap();
            let figures: FigureRow = (0..contest.names.len())
                .map(|at| (at % 5 != 3).then(|| u32::try_from(at * 37 % 101).unwrap()))
                .collect();
            let mut results = StationResults::default();
            let mut texts = Texts::default();
            texts.push("1");
            let mut areas = Areas::default();
            results.area.push(areas.intern("A"));
            (results.stations, results.areas) = (texts, areas);
            let column = |figure: &Option<u32>| [*figure].into_iter().collect::<Column>();
            let (lines, votes) = figures.split_at(contest.lines.len());
            results.lines = contest.lines.iter().cloned().zip(lines.iter().map(column)).collect();
            results.votes = contest.options.iter().cloned().zip(votes.iter().map(column)).collect();
            let report = sanaq_check::check(&results, Some(&contest.election));
            let table: Vec<_> = report
                .violations
                .iter()
                .map(|v| (v.check.as_str(), v.severity, v.left, v.right))
                .collect();
            let own: Vec<_> =
                contest.broken(&figures).map(|b| (b.check, b.severity, b.left, b.right)).collect();
            assert_eq!(own, table, "{name}");
        }
    }
}
