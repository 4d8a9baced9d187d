//! A table `option,votes`: the sums of a whole contest.

use sanaq_election::{Election, LineId, OptionId, Votes};
use sanaq_said::said;

use crate::{
    figure::{Figures, NoCount},
    limits::Limits,
    note::{Kind, Note, Notes, shown},
    plan::{STANDARD_LINES, option_id, other_option},
    rows::Row,
};

const OPTION: &str = "option";
const VOTES: &str = "votes";

/// Votes of each option, and sums of the protocol's lines where the table has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VotesTable {
    /// Votes in the order of the table.
    pub votes: Vec<(OptionId, Votes)>,
    /// Sums of lines: rows called `registered`, `issued`, `cast`, `invalid` or `valid`, or as a
    /// line of the election, which are no option.
    pub lines: Vec<(LineId, u64)>,
    /// Warnings.
    pub warnings: Vec<Note>,
    /// How many warnings of each kind there are.
    pub counts: Vec<(Kind, u64)>,
}

/// Takes the rows of such a table.
pub(crate) struct VotesRows {
    option: usize,
    figure: usize,
    /// The election's options, when it names them.
    options: Vec<OptionId>,
    line_names: Vec<String>,
    most: usize,
    votes: Vec<(OptionId, Votes)>,
    lines: Vec<(LineId, u64)>,
}

impl VotesRows {
    /// Whether a header is that of such a table.
    pub(crate) fn is_header(headers: &[String]) -> bool {
        let has = |name: &str| headers.iter().any(|header| header == name);
        has(OPTION) && has(VOTES) && !has(crate::plan::STATION)
    }

    pub(crate) fn new(headers: &[String], election: Option<&Election>, limits: &Limits) -> Self {
        let at = |name: &str| headers.iter().position(|header| header == name).unwrap_or_default();
        let mut line_names: Vec<String> = STANDARD_LINES.iter().map(|&l| l.to_owned()).collect();
        if let Some(election) = election {
            line_names.extend(election.protocol.lines.iter().map(ToString::to_string));
        }
        let options = election.map(|election| election.contest.options.as_slice());
        let options = options.unwrap_or_default().iter().map(|option| option.id.clone()).collect();
        Self {
            option: at(OPTION),
            figure: at(VOTES),
            options,
            line_names,
            most: limits.columns,
            votes: Vec::new(),
            lines: Vec::new(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.votes.is_empty()
    }

    /// Takes a row.
    pub(crate) fn row(&mut self, row: Row<'_>, warnings: &mut Notes, problems: &mut Notes) {
        if row.is_blank() {
            return;
        }
        let name = row.text(self.option);
        let Some(id) = name.parse().ok().or_else(|| option_id(name)) else {
            problems.add(Kind::UnknownOption, || {
                let said = said!(
                    "said-import-option-id",
                    "found «{name}», expected an option's identifier: lower-case letters a-z, \
                     digits and hyphens",
                    name = shown(name.as_bytes())
                );
                Note::cell(Kind::UnknownOption, row.line, OPTION, said)
            });
            return;
        };
        let Some(figure) = figure(row, self.figure, problems) else { return };
        self.add(row.line, &id, figure, warnings, problems);
    }

    fn add(
        &mut self,
        line: u64,
        id: &OptionId,
        figure: u32,
        warnings: &mut Notes,
        problems: &mut Notes,
    ) {
        let is_option = self.options.contains(id);
        let is_line = !is_option && self.line_names.iter().any(|name| name == id.as_str());
        let known = self.votes.iter().any(|(other, _)| other == id)
            || self.lines.iter().any(|(other, _)| other.as_str() == id.as_str());
        if known || self.votes.len() >= self.most {
            problems.add(Kind::Conflict, || {
                let said = if known {
                    said!(
                        "said-import-option-again",
                        "found «{option}» again, expected each option once",
                        option = id.as_str()
                    )
                } else {
                    said!(
                        "said-import-options-most",
                        "found more than {most} options, expected at most that",
                        most = self.most
                    )
                };
                Note::cell(Kind::Conflict, line, OPTION, said)
            });
        } else if let Some(line) = is_line.then(|| id.as_str().parse().ok()).flatten() {
            self.lines.push((line, figure.into()));
        } else {
            self.votes.push((id.clone(), Votes(figure.into())));
            if !is_option && !self.options.is_empty() {
                warnings.add(Kind::Options, || {
                    Note::cell(Kind::Options, line, OPTION, other_option(id))
                });
            }
        }
    }

    pub(crate) fn finish(self, mut warnings: Notes) -> VotesTable {
        for option in &self.options {
            if !self.votes.iter().any(|(id, _)| id == option) {
                warnings.add(Kind::Options, || {
                    let said = said!(
                        "said-import-option-row",
                        "found no row for the option «{option}» of the election; its votes are \
                         unknown",
                        option = option.as_str()
                    );
                    Note::file(Kind::Options, said)
                });
            }
        }
        let (warnings, counts) = warnings.into_parts();
        VotesTable { votes: self.votes, lines: self.lines, warnings, counts }
    }
}

/// The figure of a row; a sum that is not known is no use here.
fn figure(row: Row<'_>, column: usize, problems: &mut Notes) -> Option<u32> {
    let cell = row.cell(column).unwrap_or_default();
    let figure = Figures::default().read(cell, 0..cell.len()).ok().flatten();
    if figure.is_none() {
        problems.add(Kind::BadFigure, || {
            Note::cell(Kind::BadFigure, row.line, VOTES, NoCount::said(cell))
        });
    }
    figure
}
