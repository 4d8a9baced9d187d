//! A message → what it reports, with everything that was not understood.

use std::ops::Range;

use serde::Serialize;

use super::{
    codebook::{Codebook, Codebooks, Entry},
    lex::{Piece, What, as_figure, lex},
    value::{Figures, read},
};
use crate::{
    answer::{Answer, Answers, Place},
    name::FormId,
};

/// The longest text that is read; six texts of 160 make one long message, some phones join more.
const LONGEST: usize = 8192;

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parsed {
    /// In which way it was written.
    pub dialect: Dialect,
    /// The form it belongs to: by its keyword, or because it goes on with an earlier message.
    pub form: Option<FormId>,
    /// Whether the keyword was there; a second half often lacks it.
    pub begins: bool,
    /// Whether the message was read as the second half of an earlier one although its first letter
    /// is a keyword too: `C5 D8`. Read without the earlier form it says the other thing; which
    /// station exists decides.
    pub either: bool,
    /// The station's number as it was written, in figures of our script: `1234`, `126101/95`.
    pub station: Option<String>,
    /// The answers that could be read.
    pub answers: Answers,
    /// The control total, if one was sent.
    pub control: Option<Control>,
    /// What stands after the @.
    pub comment: Option<String>,
    /// What was not understood, in the order of the text.
    pub problems: Vec<SmsProblem>,
}

/// The ways in which messages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// `R 1234 A412 B97`
    Sanaq,
    /// `election.station.invalid.valid.k1.k2…`, as SMS-CIK had it.
    Cik,
    /// `r 1.a 2.f 3.12`, as NEMO has it.
    Nemo,
}

/// The sum of all whole numbers, as a check on typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Control {
    /// As it was sent.
    pub sent: i64,
    /// Of the figures that were read.
    pub sum: i64,
}

/// Something that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SmsProblem {
    /// What kind.
    pub code: SmsProblemCode,
    /// The question's code, where one question is meant.
    pub question: Option<String>,
    /// What was found.
    pub found: String,
    /// What was expected, where it is a range or a list of codes.
    pub expected: String,
    /// Where in the text, in bytes.
    pub span: Range<usize>,
}

/// Kinds of problems with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmsProblemCode {
    /// The message does not begin with a known keyword.
    NoKeyword,
    /// No station's number stands after the keyword.
    NoStation,
    /// The form has no question with this code.
    UnknownCode,
    /// A word or sign that means nothing here.
    Strange,
    /// A code without an answer.
    NoValue,
    /// Several numbers where one was expected.
    SeveralNumbers,
    /// A number with too many digits.
    TooLong,
    /// No such choice.
    UnknownChoice,
    /// No time of day.
    NoTime,
    /// No date.
    NoDate,
    /// The same code with two answers.
    Twice,
    /// A letter of another keyboard that may stand for two codes.
    TwoLetters,
    /// The control total is not the sum of the figures.
    Control,
    /// A reason for having no answer that the question does not offer.
    AbsenceNotOffered,
    /// More or fewer numbers than the form has lines.
    Length,
    /// The message is longer than any that is read.
    LongMessage,
}

impl SmsProblemCode {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::NoKeyword,
        Self::NoStation,
        Self::UnknownCode,
        Self::Strange,
        Self::NoValue,
        Self::SeveralNumbers,
        Self::TooLong,
        Self::UnknownChoice,
        Self::NoTime,
        Self::NoDate,
        Self::Twice,
        Self::TwoLetters,
        Self::Control,
        Self::AbsenceNotOffered,
        Self::Length,
        Self::LongMessage,
    ];

    /// Its name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NoKeyword => "no-keyword",
            Self::NoStation => "no-station",
            Self::UnknownCode => "unknown-code",
            Self::Strange => "strange",
            Self::NoValue => "no-value",
            Self::SeveralNumbers => "several-numbers",
            Self::TooLong => "too-long",
            Self::UnknownChoice => "unknown-choice",
            Self::NoTime => "no-time",
            Self::NoDate => "no-date",
            Self::Twice => "twice",
            Self::TwoLetters => "two-letters",
            Self::Control => "control",
            Self::AbsenceNotOffered => "absence-not-offered",
            Self::Length => "length",
            Self::LongMessage => "long-message",
        }
    }
}

impl Parsed {
    pub(super) fn empty(dialect: Dialect) -> Self {
        Self {
            dialect,
            form: None,
            begins: false,
            either: false,
            station: None,
            answers: Answers::default(),
            control: None,
            comment: None,
            problems: Vec::new(),
        }
    }

    /// Whether nothing was found that the sender should correct.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// A text that is the same for two messages that say the same, however they are spaced: a
    /// resent message has the key of the first.
    pub fn content_key(&self) -> String {
        let form = self.form.as_ref().map_or("", FormId::as_str);
        let station = self.station.clone().unwrap_or_default();
        let answers = self.answers.iter().map(|(place, answer)| format!("{place}={answer}"));
        let comment = self.comment.iter().map(|comment| format!("@{comment}"));
        let parts: Vec<String> =
            [form.to_owned(), station].into_iter().chain(answers).chain(comment).collect();
        parts.join("|")
    }

    /// Whether both can be halves of one report: the same form, and stations that do not differ.
    pub fn may_belong_with(&self, other: &Self) -> bool {
        let stations = self.station.as_ref().zip(other.station.as_ref());
        self.form.is_some()
            && self.form == other.form
            && stations.is_none_or(|(one, other)| one == other)
    }

    /// The places where two messages say different things.
    pub fn conflicts(&self, other: &Self) -> Vec<Place> {
        let differ = |(place, answer): (&Place, &Answer)| {
            let there = other.answers.get(place)?;
            (there != answer).then(|| place.clone())
        };
        self.answers.iter().filter_map(differ).collect()
    }

    pub(super) fn problem(
        &mut self,
        code: SmsProblemCode,
        question: Option<&str>,
        found: impl Into<String>,
        expected: impl Into<String>,
        span: Range<usize>,
    ) {
        let question = question.map(str::to_owned);
        let (found, expected) = (found.into(), expected.into());
        self.problems.push(SmsProblem { code, question, found, expected, span });
    }
}

/// Reads a message. `continues` is the form of the sender's last message, for a second half that
/// came without its keyword.
pub fn parse(text: &str, books: &Codebooks, continues: Option<&FormId>) -> Parsed {
    let mut parsed = Parsed::empty(Dialect::Sanaq);
    if text.len() > LONGEST {
        let expected = LONGEST.to_string();
        let (found, span) = (text.len().to_string(), 0..text.len());
        parsed.problem(SmsProblemCode::LongMessage, None, found, expected, span);
        return parsed;
    }
    let (pieces, comment) = lex(text);
    parsed.comment = comment;
    let mut reader = Reader { text, pieces: &pieces, next: 0 };
    reader.separators();
    let Some(book) = reader.keyword(books, continues, &mut parsed) else { return parsed };
    parsed.form = Some(book.form.clone());
    if parsed.begins {
        reader.station(&mut parsed);
        let named = book.station.as_ref().zip(parsed.station.clone());
        if let Some((question, station)) = named {
            parsed.answers.set(question.clone(), Answer::Text(station));
        }
    }
    reader.answers(book, &mut parsed);
    parsed
}

struct Reader<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    next: usize,
}

/// A run of letters that stand together.
type Run = [(char, Option<char>)];

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<&'t What> {
        self.pieces.get(self.next).map(|piece| &piece.what)
    }

    fn separators(&mut self) {
        while let Some(What::Separator(_)) = self.peek() {
            self.next += 1;
        }
    }

    /// The letters that stand together from a piece on.
    fn run(&self, from: usize) -> Vec<(char, Option<char>)> {
        let rest = self.pieces.get(from..).unwrap_or_default();
        let letters = rest.iter().map_while(|piece| match piece.what {
            What::Letter(first, second) => Some((first, second)),
            _ => None,
        });
        letters.collect()
    }

    /// The bytes of some pieces.
    fn span(&self, pieces: Range<usize>) -> Range<usize> {
        let pieces = self.pieces.get(pieces).unwrap_or_default();
        let start = pieces.first().map_or(self.text.len(), |piece| piece.start);
        start..pieces.last().map_or(start, |piece| piece.end)
    }

    /// The text of some pieces as it was sent, cut where it is long.
    fn shown(&self, pieces: Range<usize>) -> String {
        let text = self.text.get(self.span(pieces)).unwrap_or_default().trim();
        text.chars().take(24).collect()
    }

    fn keyword<'b>(
        &mut self,
        books: &'b Codebooks,
        continues: Option<&FormId>,
        parsed: &mut Parsed,
    ) -> Option<&'b Codebook> {
        let run = self.run(self.next);
        let after = self.pieces.get(self.next + run.len()).map(|piece| &piece.what);
        let going_on = continues.and_then(|form| books.of(form)).filter(|book| {
            code_at(book, &run).is_some_and(|(entry, _)| {
                run.iter().skip(entry.code.len()).all(|(letter, _)| as_figure(*letter).is_some())
            })
        });
        // A keyword stands alone, a code before its figure.
        let own = going_on.and_then(|book| book.keyword.as_ref());
        let again = own.is_some_and(|keyword| starts_with(&run, keyword, first_of));
        let goes_on = going_on.filter(|_| !again && matches!(after, Some(What::Figure(_))));
        for look in [first_of, second_of] {
            let mut found: Vec<(&Codebook, usize)> = books
                .iter()
                .filter_map(|book| Some((book, book.keyword.as_ref()?)))
                .filter(|(_, keyword)| starts_with(&run, keyword, look))
                .map(|(book, keyword)| (book, keyword.len()))
                .collect();
            found.sort_by_key(|(_, length)| std::cmp::Reverse(*length));
            let fits = |(book, length): &(&Codebook, usize)| {
                let rest = run.get(*length..).unwrap_or_default();
                let is_code = || code_at(book, rest).is_some_and(|c| c.0.code.len() == rest.len());
                let figures = || rest.iter().all(|(letter, _)| as_figure(*letter).is_some());
                match after {
                    _ if rest.is_empty() => true,
                    Some(What::Figure(_)) => is_code() || figures(),
                    Some(What::Mark(_)) => is_code(),
                    _ => false,
                }
            };
            if let Some((book, length)) = found.into_iter().find(fits) {
                if goes_on.is_some() {
                    parsed.either = true;
                    return goes_on;
                }
                self.next += length;
                parsed.begins = true;
                return Some(book);
            }
        }
        if going_on.is_none() {
            let keywords: Vec<&str> = books.iter().filter_map(|b| b.keyword.as_deref()).collect();
            let (start, end) = (self.next, self.pieces.len());
            let (found, span) = (self.shown(start..end), self.span(start..end));
            parsed.problem(SmsProblemCode::NoKeyword, None, found, keywords.join(" "), span);
        }
        going_on
    }

    /// Figures up to the first letter, with the signs between them where they are not spaces.
    fn station(&mut self, parsed: &mut Parsed) {
        let start = self.next;
        let mut station = String::new();
        let mut gap: Option<char> = None;
        while let Some(what) = self.peek() {
            let figure = match what {
                What::Figure(figure) => Some(*figure),
                What::Letter(letter, _) if self.is_figure_run(self.next) => as_figure(*letter),
                What::Letter(..) | What::Equals => break,
                What::Separator(c) => {
                    gap = Some(match (gap, c) {
                        (Some(sign), c) if sign != ' ' && c.is_whitespace() => sign,
                        (_, c) if c.is_whitespace() => ' ',
                        (_, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}') => '-',
                        (_, '.' | '\u{ff0e}') => '.',
                        (_, '/' | '\\' | '\u{2044}' | '\u{ff0f}') => '/',
                        _ => ' ',
                    });
                    None
                }
                What::Mark(_) | What::Strange(_) => None,
            };
            if let Some(figure) = figure {
                if let Some(sign) = gap.filter(|_| !station.is_empty()) {
                    station.push(sign);
                }
                gap = None;
                station.push(char::from(b'0' + figure));
            }
            self.next += 1;
        }
        if station.is_empty() {
            let span = self.span(start..self.next);
            parsed.problem(SmsProblemCode::NoStation, None, "", "", span);
        } else {
            parsed.station = Some(station);
        }
    }

    /// Whether the letters around a piece are all ones that people write for figures.
    fn is_figure_run(&self, at: usize) -> bool {
        let letters_before = self.pieces.get(..at).unwrap_or_default().iter().rev();
        let before = letters_before.take_while(|piece| matches!(piece.what, What::Letter(..)));
        let start = at - before.count();
        self.run(start).iter().all(|(letter, _)| as_figure(*letter).is_some())
    }

    fn answers(&mut self, book: &Codebook, parsed: &mut Parsed) {
        loop {
            let start = self.next;
            match self.peek() {
                None => break,
                Some(What::Equals) => {
                    self.next += 1;
                    let figures = self.figures();
                    self.control(start, &figures, parsed);
                }
                Some(What::Letter(..)) => self.answer(book, parsed),
                // Punctuation at the end of a sentence.
                Some(What::Separator(_) | What::Mark(_)) => self.next += 1,
                Some(What::Figure(_) | What::Strange(_)) => {
                    while let Some(What::Figure(_) | What::Strange(_)) = self.peek() {
                        self.next += 1;
                    }
                    self.strange(start, parsed);
                }
            }
        }
        let sum: i64 = parsed.answers.iter().fold(0, |sum: i64, (_, answer)| match answer {
            Answer::Integer(number) => sum.saturating_add(*number),
            _ => sum,
        });
        if let Some(control) = &mut parsed.control {
            control.sum = sum;
            let (sent, end) = (control.sent, self.text.len());
            if sent != sum {
                let (found, expected) = (sent.to_string(), sum.to_string());
                parsed.problem(SmsProblemCode::Control, None, found, expected, 0..end);
            }
        }
    }

    fn strange(&self, start: usize, parsed: &mut Parsed) {
        let (found, span) = (self.shown(start..self.next), self.span(start..self.next));
        parsed.problem(SmsProblemCode::Strange, None, found, "", span);
    }

    fn control(&self, start: usize, figures: &Figures, parsed: &mut Parsed) {
        match figures.groups.as_slice() {
            [one] if one.len() <= 18 => {
                let sent = one.parse().unwrap_or(i64::MAX);
                parsed.control = Some(Control { sent, sum: 0 });
            }
            _ => {
                let (found, span) = (self.shown(start..self.next), self.span(start..self.next));
                let code = SmsProblemCode::SeveralNumbers;
                parsed.problem(code, Some("="), found, "", span);
            }
        }
    }

    fn answer(&mut self, book: &Codebook, parsed: &mut Parsed) {
        let start = self.next;
        let run = self.run(start);
        let known = code_at(book, &run).filter(|(entry, _)| {
            let rest = run.get(entry.code.len()..).unwrap_or_default();
            rest.iter().all(|(letter, _)| as_figure(*letter).is_some())
        });
        let Some((entry, certain)) = known else {
            self.next += run.len();
            self.figures();
            let codes: Vec<&str> = book.entries.iter().map(|entry| entry.code.as_str()).collect();
            let (found, span) = (self.shown(start..self.next), self.span(start..self.next));
            let expected = codes.join(" ");
            parsed.problem(SmsProblemCode::UnknownCode, None, found, expected, span);
            return;
        };
        self.next += entry.code.len();
        let figures = self.figures();
        let span = self.span(start..self.next);
        let found = self.shown(start + entry.code.len()..self.next);
        if !certain {
            let (code, letters) = (SmsProblemCode::TwoLetters, self.shown(start..start + 1));
            parsed.problem(code, Some(&entry.code), letters, "", span.clone());
        }
        let answer = match read(entry, &figures) {
            Ok(answer) => answer,
            Err((code, expected)) => {
                parsed.problem(code, Some(&entry.code), found, expected, span);
                return;
            }
        };
        set(entry, answer, span, parsed);
    }

    /// The figures, marks and separators up to the next code.
    fn figures(&mut self) -> Figures {
        let mut figures = Figures::default();
        while let Some(what) = self.peek() {
            match what {
                What::Figure(figure) => figures.figure(*figure),
                What::Letter(letter, _) => match as_figure(*letter) {
                    Some(figure) if self.belongs_to_figures(self.next) => figures.figure(figure),
                    _ => break,
                },
                What::Mark(absence) => figures.mark(*absence),
                What::Separator(c) => figures.separator(*c),
                What::Equals => break,
                What::Strange(c) => figures.strange(*c),
            }
            self.next += 1;
        }
        figures
    }

    /// Whether a letter such as l or O ends a run of them, so that it stands for a figure: the
    /// O of «AO» and of «4O2», but not of «OK».
    fn belongs_to_figures(&self, at: usize) -> bool {
        self.run(at).iter().all(|(letter, _)| as_figure(*letter).is_some())
    }
}

fn set(entry: &Entry, answer: Answer, span: Range<usize>, parsed: &mut Parsed) {
    let place = Place::from(entry.question.clone());
    match parsed.answers.get(&place) {
        Some(first) if *first != answer => {
            let found = format!("{first}, {answer}");
            parsed.problem(SmsProblemCode::Twice, Some(&entry.code), found, "", span);
        }
        Some(_) => {}
        None => {
            parsed.answers.set(place, answer);
        }
    }
}

fn first_of(letter: (char, Option<char>)) -> char {
    letter.0
}

fn second_of(letter: (char, Option<char>)) -> char {
    letter.1.unwrap_or(letter.0)
}

fn starts_with(run: &Run, code: &str, look: fn((char, Option<char>)) -> char) -> bool {
    code.len() <= run.len() && code.chars().zip(run).all(|(c, letter)| c == look(*letter))
}

/// The entry whose code begins the run, by look or else by sound; and whether only one is meant.
fn code_at<'b>(book: &'b Codebook, run: &Run) -> Option<(&'b Entry, bool)> {
    let find = |look| book.entries.iter().find(|entry| starts_with(run, &entry.code, look));
    match (find(first_of), find(second_of)) {
        (Some(first), Some(second)) => Some((first, first == second)),
        (Some(entry), None) | (None, Some(entry)) => Some((entry, true)),
        (None, None) => None,
    }
}
