//! Messages as other systems write them.
//!
//! * **SMS-CIK** (Golos, Russia): `election.station.invalid.valid.k1.k2…`, the options in the order
//!   of the ballot, with dots, spaces or other separators.
//! * **NEMO** (The Carter Center): the form's code, then `1.a 2.f 3.12`: the question's number, a
//!   point, and a letter for a choice or the figure itself.

use super::{
    codebook::{Codebook, Codebooks, Entry, Reads},
    lex::{What, lex},
    parse::{Dialect, Parsed, SmsProblemCode as Code, parse},
    value::{Figures, read},
};
use crate::{
    answer::{Answer, Place},
    form::Form,
    name::{FormId, Name},
    protocol::is_votes,
};

/// Reads a message in whichever way it is written. `protocol` is the form that SMS-CIK lines fill.
pub fn parse_any(
    text: &str,
    books: &Codebooks,
    continues: Option<&FormId>,
    protocol: Option<&Form>,
) -> Parsed {
    if let Some(form) = protocol
        && only_figures(text)
    {
        return parse_cik(text, form);
    }
    let parsed = parse(text, books, continues);
    if parsed.answers.is_empty() && looks_like_nemo(text) {
        let nemo = parse_nemo(text, books);
        if !nemo.answers.is_empty() {
            return nemo;
        }
    }
    parsed
}

/// Whether a message is nothing but five numbers or more.
fn only_figures(text: &str) -> bool {
    let (pieces, _) = lex(text);
    let plain = pieces.iter().all(|p| matches!(p.what, What::Figure(_) | What::Separator(_)));
    plain && groups(text).len() >= 5
}

fn groups(text: &str) -> Vec<String> {
    let mut figures = Figures::default();
    for piece in lex(text).0 {
        match piece.what {
            What::Figure(figure) => figures.figure(figure),
            _ => figures.separator(' '),
        }
    }
    figures.groups
}

/// Reads a line of SMS-CIK into the protocol form: the election's code and the station, then
/// `invalid`, `valid` and the votes in the order of the form. The election's code is kept as the
/// comment, since only the mission knows what it stands for.
pub fn parse_cik(text: &str, form: &Form) -> Parsed {
    let mut parsed = Parsed::empty(Dialect::Cik);
    let groups = groups(text);
    let votes = form.questions().map(|question| &question.id).filter(|id| is_votes(id));
    let named = |name: &str| form.questions().map(|q| &q.id).find(|id| id.as_str() == name);
    let lines: Vec<&Name> =
        ["invalid", "valid"].into_iter().filter_map(named).chain(votes).collect();
    let [election, station, figures @ ..] = groups.as_slice() else {
        let (found, expected) = (groups.len().to_string(), (lines.len() + 2).to_string());
        parsed.problem(Code::Length, None, found, expected, 0..text.len());
        return parsed;
    };
    parsed.form = Some(form.id.clone());
    parsed.begins = true;
    parsed.station = Some(station.clone());
    parsed.comment = Some(election.clone());
    if figures.len() != lines.len() {
        // Which figure is missing cannot be told, so none is taken.
        let (found, expected) = (groups.len().to_string(), (lines.len() + 2).to_string());
        parsed.problem(Code::Length, None, found, expected, 0..text.len());
        return parsed;
    }
    for (line, figure) in lines.into_iter().zip(figures) {
        match figure.parse() {
            Ok(number) => {
                parsed.answers.set(line.clone(), Answer::Integer(number));
            }
            Err(_) => parsed.problem(Code::TooLong, None, figure, "", 0..text.len()),
        }
    }
    parsed
}

/// `r 1.a`: a word, a number, a point.
fn looks_like_nemo(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let numbered = |word: &str| {
        let number = word.split_once('.').map(|(number, _)| number);
        number.is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
    };
    words.next().is_some_and(|word| word.chars().any(char::is_alphabetic))
        && words.next().is_some_and(numbered)
}

/// Reads a message of NEMO: questions by their place on the card, choices by letter.
pub fn parse_nemo(text: &str, books: &Codebooks) -> Parsed {
    let mut parsed = Parsed::empty(Dialect::Nemo);
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let keyword = first.trim_start_matches('!').to_uppercase();
    let Some(book) = books.by_keyword(&keyword) else {
        let known: Vec<&str> = books.iter().filter_map(|book| book.keyword.as_deref()).collect();
        parsed.problem(Code::NoKeyword, None, first, known.join(" "), 0..text.len());
        return parsed;
    };
    parsed.form = Some(book.form.clone());
    parsed.begins = true;
    for word in words {
        nemo_answer(word, book, &mut parsed);
    }
    parsed
}

fn nemo_answer(word: &str, book: &Codebook, parsed: &mut Parsed) {
    let found: String = word.chars().take(24).collect();
    let numbered = word.split_once('.').and_then(|(number, value)| {
        let at = number.parse::<usize>().ok()?.checked_sub(1)?;
        Some((book.entries.get(at)?, value))
    });
    let Some((entry, value)) = numbered else {
        let expected = format!("1-{}", book.entries.len());
        parsed.problem(Code::UnknownCode, None, found, expected, 0..0);
        return;
    };
    match nemo_value(entry, value) {
        Ok(answer) => {
            parsed.answers.set(Place::from(entry.question.clone()), answer);
        }
        Err((code, expected)) => parsed.problem(code, Some(&entry.code), found, expected, 0..0),
    }
}

fn nemo_value(entry: &Entry, value: &str) -> Result<Answer, (Code, String)> {
    let (Reads::One(choices) | Reads::Many(choices)) = &entry.reads else {
        return read(entry, &figures(value));
    };
    let letters = value.to_lowercase();
    let ids = letters.chars().map(|letter| {
        let at = u32::from(letter).checked_sub(u32::from('a')).and_then(|at| at.try_into().ok());
        let found = at.and_then(|at: usize| choices.get(at)).cloned();
        found.ok_or_else(|| (Code::UnknownChoice, format!("a, b, c … ({})", choices.len())))
    });
    let ids: Vec<_> = ids.collect::<Result<_, _>>()?;
    match (&entry.reads, ids.as_slice()) {
        (Reads::One(_), [one]) => Ok(Answer::Choice(one.clone())),
        (Reads::One(_), _) => Err((Code::SeveralNumbers, String::new())),
        _ => Ok(Answer::Choices(ids.into_iter().collect())),
    }
}

fn figures(value: &str) -> Figures {
    let mut figures = Figures::default();
    for piece in lex(value).0 {
        match piece.what {
            What::Figure(figure) => figures.figure(figure),
            What::Mark(absence) => figures.mark(absence),
            What::Separator(c) => figures.separator(c),
            What::Letter(c, _) | What::Strange(c) => figures.strange(c),
            What::Equals => figures.strange('='),
        }
    }
    figures
}
