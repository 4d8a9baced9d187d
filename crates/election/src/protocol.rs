//! The protocol: the lines of a station's results sheet and the arithmetic between them.
//!
//! A check is a relation between two sums, such as `cast = valid + invalid` or
//! `received <= 1.01 * registered`. Coefficients are exact decimals, so both sides are compared as
//! integers after multiplying by one common scale.

use std::{cmp::Ordering, fmt, str::FromStr};

use sanaq_said::{Said, said};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{
    contest::OptionInfo,
    file::Reader,
    names::{LineId, OptionId},
    ratio::Ratio,
};

/// The results sheet of a contest.
#[derive(Clone, Debug)]
pub struct Protocol {
    /// Its lines, besides the votes of each option.
    pub lines: Vec<LineId>,
    /// The line that the law counts as turnout: `issued` in Kazakhstan, `cast` elsewhere.
    pub turnout: LineId,
    /// Where the voters of a station without a register are registered.
    pub registers: Registers,
    /// The arithmetic between the lines.
    pub checks: Vec<Check>,
}

/// Where the voters of a station without a register are registered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Registers {
    /// Nobody knows: the station says nothing about turnout.
    #[default]
    Own,
    /// At other stations, as with postal districts: the turnout of the whole counts their ballots.
    Shared,
}

/// How much a violated check says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It cannot be so: somebody made an error or worse.
    #[default]
    Hard,
    /// It can be so, but somebody should look.
    Soft,
}

/// A relation that should hold on every protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// As written: its name in every report.
    pub text: String,
    /// How much a violation says.
    pub severity: Severity,
    /// The left side, multiplied by `scale`.
    pub left: Sum,
    /// What should hold between the sides.
    pub relation: Relation,
    /// The right side, multiplied by `scale`.
    pub right: Sum,
    /// What both sides were multiplied by, so that every coefficient is whole.
    pub scale: u64,
}

/// A sum of terms with whole coefficients.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum(pub Vec<Term>);

/// A coefficient times an operand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The whole coefficient, negative after a minus.
    pub times: i64,
    /// What it multiplies.
    pub operand: Operand,
}

/// What a check can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A line of the protocol.
    Line(LineId),
    /// The votes of one option: `votes.<id>`.
    Votes(OptionId),
    /// The votes of all options together: `sum(options)`.
    AllVotes,
    /// The number one, for constants.
    One,
}

/// What should hold between two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `=`
    Equal,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
}

impl Relation {
    /// Whether the relation holds between two sides that compare so.
    pub const fn holds(self, left_to_right: Ordering) -> bool {
        match self {
            Self::Equal => left_to_right.is_eq(),
            Self::AtMost => left_to_right.is_le(),
            Self::AtLeast => left_to_right.is_ge(),
        }
    }
}

/// Why a text is no check.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub enum CheckError {
    /// There is not exactly one `=`, `<=` or `>=`.
    Relation(String),
    /// A term is none.
    Term(String),
    /// Numbers too large to compare exactly.
    Scale(String),
}

impl CheckError {
    /// The sentence.
    pub fn said(&self) -> Said {
        match self {
            Self::Relation(text) => said!(
                "said-check-relation",
                "«{text}» has no relation: expected one of =, <=, >= between two sums",
                text
            ),
            Self::Term(text) => said!(
                "said-check-term",
                "«{text}» is no term: expected a line, votes.<option>, sum(options) or a number, \
                 with a coefficient such as 1.01 * before it if need be",
                text
            ),
            Self::Scale(text) => said!(
                "said-check-scale",
                "«{text}» has coefficients too large or too finely divided to compare exactly",
                text
            ),
        }
    }
}

impl FromStr for Check {
    type Err = CheckError;

    fn from_str(text: &str) -> Result<Self, CheckError> {
        let (left, relation, right) =
            split_relation(text).ok_or_else(|| CheckError::Relation(text.to_owned()))?;
        let left = rational_terms(left)?;
        let right = rational_terms(right)?;
        let scaled = || {
            let scale = left.iter().chain(&right).try_fold(1u64, |scale, (_, ratio, _)| {
                scale.checked_mul(ratio.den() / gcd(scale, ratio.den()))
            })?;
            Some((scale, whole_terms(&left, scale)?, whole_terms(&right, scale)?))
        };
        let (scale, left, right) = scaled().ok_or_else(|| CheckError::Scale(text.to_owned()))?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Self { text, severity: Severity::Hard, left, relation, right, scale })
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

type RationalTerm = (bool, Ratio, Operand);

fn split_relation(text: &str) -> Option<(&str, Relation, &str)> {
    let signs = [("<=", Relation::AtMost), (">=", Relation::AtLeast), ("=", Relation::Equal)];
    let (sign, relation) = signs.into_iter().find(|(sign, _)| text.contains(sign))?;
    let (left, right) = text.split_once(sign)?;
    let single = !left.contains(['=', '<', '>']) && !right.contains(['=', '<', '>']);
    single.then_some((left, relation, right))
}

/// Splits at every `+` and ` - `: a minus needs a space before it, since names may hold hyphens.
fn rational_terms(side: &str) -> Result<Vec<RationalTerm>, CheckError> {
    let spaced = side.replace('+', " + ");
    let mut terms = Vec::new();
    let mut minus = false;
    let mut words: Vec<&str> = Vec::new();
    for word in spaced.split_whitespace() {
        match word {
            "+" | "-" => {
                terms.push(term(&words, minus)?);
                words.clear();
                minus = word == "-";
            }
            _ => words.push(word),
        }
    }
    terms.push(term(&words, minus)?);
    Ok(terms)
}

fn term(words: &[&str], minus: bool) -> Result<RationalTerm, CheckError> {
    let text = words.join(" ");
    let fail = || CheckError::Term(text.clone());
    let (times, name) = match text.split_once('*') {
        Some((times, name)) => (times.trim().parse().map_err(|_| fail())?, name.trim()),
        None => (Ratio::ONE, text.trim()),
    };
    if let Ok(number) = name.parse::<Ratio>() {
        let product =
            times.num().checked_mul(number.num()).zip(times.den().checked_mul(number.den()));
        let number = product.and_then(|(n, d)| Ratio::new(n, d)).ok_or_else(fail)?;
        return Ok((minus, number, Operand::One));
    }
    let operand = if name == "sum(options)" {
        Operand::AllVotes
    } else if let Some(option) = name.strip_prefix("votes.") {
        Operand::Votes(option.parse().map_err(|_| fail())?)
    } else {
        Operand::Line(name.parse().map_err(|_| fail())?)
    };
    Ok((minus, times, operand))
}

fn whole_terms(terms: &[RationalTerm], scale: u64) -> Option<Sum> {
    let whole = terms.iter().map(|(minus, ratio, operand)| {
        let times = ratio.num().checked_mul(scale / ratio.den())?;
        let times = i64::try_from(times).ok()?;
        Some(Term { times: if *minus { -times } else { times }, operand: operand.clone() })
    });
    whole.collect::<Option<Vec<_>>>().map(Sum)
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// `[protocol]` as written.
#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawProtocol {
    #[serde(default)]
    lines: Vec<Spanned<LineId>>,
    turnout: Option<Spanned<LineId>>,
    #[serde(default)]
    registers: Registers,
    #[serde(default)]
    checks: Vec<Spanned<RawCheck>>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected a text such as \"cast = valid + invalid\", \
                 or { check = …, severity = \"soft\" }"
)]
enum RawCheck {
    Text(String),
    Table {
        check: String,
        #[serde(default)]
        severity: Severity,
    },
}

impl RawProtocol {
    /// Turns what was written into a protocol; problems go to the reader.
    pub(crate) fn resolve(
        self,
        options: &[OptionInfo],
        reader: &mut Reader<'_>,
    ) -> Option<Protocol> {
        let mut lines: Vec<LineId> = Vec::new();
        for line in self.lines {
            if lines.contains(line.get_ref()) {
                let message = said!(
                    "said-line-twice",
                    "found the line «{id}» twice, expected it once",
                    id = line.get_ref().as_str()
                );
                reader.problem(line.span().start, "lines", message);
            } else {
                lines.push(line.into_inner());
            }
        }
        if lines.is_empty() {
            lines = standard_lines()?;
        }
        let turnout = match self.turnout {
            Some(line) => {
                known_line(&line.span(), "turnout", line.get_ref(), &lines, reader);
                line.into_inner()
            }
            None => "cast".parse().ok()?,
        };
        let mut checks = Vec::with_capacity(self.checks.len());
        for raw in self.checks {
            let span = raw.span();
            let (text, severity) = match raw.into_inner() {
                RawCheck::Text(text) => (text, Severity::Hard),
                RawCheck::Table { check, severity } => (check, severity),
            };
            match text.parse::<Check>() {
                Ok(check) => {
                    known_operands(&span, &check, &lines, options, reader);
                    checks.push(Check { severity, ..check });
                }
                Err(error) => reader.problem(span.start, "checks", error.said()),
            }
        }
        Some(Protocol { lines, turnout, registers: self.registers, checks })
    }
}

/// The lines of the canonical file, which a protocol has unless it says otherwise.
fn standard_lines() -> Option<Vec<LineId>> {
    let names = ["registered", "issued", "cast", "invalid", "valid"];
    names.into_iter().map(|name| name.parse().ok()).collect()
}

fn known_operands(
    span: &std::ops::Range<usize>,
    check: &Check,
    lines: &[LineId],
    options: &[OptionInfo],
    reader: &mut Reader<'_>,
) {
    for term in check.left.0.iter().chain(&check.right.0) {
        match &term.operand {
            Operand::Line(line) => known_line(span, "checks", line, lines, reader),
            Operand::Votes(id) if !options.iter().any(|option| option.id == *id) => {
                let message = said!(
                    "said-check-option",
                    "found votes.{id}, expected an option of this contest",
                    id = id.as_str()
                );
                reader.problem(span.start, "checks", message);
            }
            Operand::Votes(_) | Operand::AllVotes | Operand::One => {}
        }
    }
}

fn known_line(
    span: &std::ops::Range<usize>,
    key: &str,
    line: &LineId,
    lines: &[LineId],
    reader: &mut Reader<'_>,
) {
    if !lines.contains(line) {
        let known = lines.iter().map(LineId::as_str).collect::<Vec<_>>().join(", ");
        let message = said!(
            "said-check-line",
            "found «{found}», expected one of the lines {known}",
            found = line.as_str(),
            known
        );
        reader.problem(span.start, key, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Check {
        text.parse().unwrap()
    }

    #[test]
    fn a_check_reads_as_it_is_written() {
        let parsed = check("cast  = valid + invalid");
        assert_eq!(parsed.text, "cast = valid + invalid");
        assert_eq!(parsed.relation, Relation::Equal);
        assert_eq!(parsed.left.0.len(), 1);
        assert_eq!(parsed.right.0.len(), 2);
        assert_eq!(parsed.scale, 1);
    }

    #[test]
    fn decimal_coefficients_stay_exact() {
        let parsed = check("received <= 1.01 * registered");
        assert_eq!(parsed.scale, 100);
        assert_eq!(parsed.left.0[0].times, 100);
        assert_eq!(parsed.right.0[0].times, 101);
    }

    #[test]
    fn a_minus_stands_between_spaces_and_a_hyphen_in_a_name() {
        let parsed = check("received = issued + unused - not-counted");
        assert_eq!(parsed.right.0[2].times, -1);
        assert_eq!(parsed.right.0[2].operand, Operand::Line("not-counted".parse().unwrap()));
    }

    #[test]
    fn what_is_no_check_is_refused() {
        for text in
            ["cast", "a = b = c", "a == b", "a = ", "a = b +", "a <> b", "x * y = z", "a ! b"]
        {
            assert!(text.parse::<Check>().is_err(), "{text}");
        }
    }
}
