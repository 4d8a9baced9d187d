//! A check of the protocol in the words that stand on the sheet: «Ballots found in the boxes =
//! Valid ballots + Invalid ballots», for people who know no identifiers.

use std::fmt::Write as _;

use sanaq_election::{Check, Election, Operand, Relation, Sum, Term};

use super::{line_texts, option_texts, texts};
use crate::texts::Texts;

/// The check in a language; a line without a name in it has its identifier.
pub(super) fn in_words(check: &Check, election: &Election, language: &str) -> String {
    let relation = match check.relation {
        Relation::Equal => "=",
        Relation::AtMost => "≤",
        Relation::AtLeast => "≥",
    };
    let [left, right] = [&check.left, &check.right].map(|side| side_of(side, election, language));
    format!("{left} {relation} {right}")
}

fn side_of(side: &Sum, election: &Election, language: &str) -> String {
    let name = |texts: &Texts, id: &str| {
        texts.get(language).or_else(|| texts.get("en")).unwrap_or(id).to_owned()
    };
    let mut text = String::new();
    for (i, Term { times, operand }) in side.0.iter().enumerate() {
        let sign = match (*times < 0, i) {
            (true, 0) => "−",
            (true, _) => " − ",
            (false, 0) => "",
            (false, _) => " + ",
        };
        text.push_str(sign);
        let size = times.unsigned_abs();
        let own = match operand {
            Operand::Line(id) => name(&line_texts(id), id.as_str()),
            Operand::Votes(id) => name(&option_texts(election, id), id.as_str()),
            Operand::AllVotes => name(&texts("protocol-all-votes"), "votes"),
            Operand::One => {
                text.push_str(&size.to_string());
                continue;
            }
        };
        // Writing to a String does not fail.
        let _ = if size == 1 { text.write_str(&own) } else { write!(text, "{size} × {own}") };
    }
    if text.is_empty() { "0".to_owned() } else { text }
}
