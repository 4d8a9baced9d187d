//! Which letters stand for which question.
//!
//! I, L and O are never used, since people write them for 1 and 0; Q is left out because few
//! keyboards show it apart from O. No code is the beginning of another, so that `A412B97` reads in
//! one way only.

use std::collections::{BTreeMap, BTreeSet};

use sanaq_said::said;

use crate::{
    faults::Fault,
    form::{Ask, Form, FormKind, Question},
    name::{ChoiceId, FormId, Name},
    outline::Outline,
};

/// The letters of codes, in the order in which they are given out.
const LETTERS: &[u8; 22] = b"ABCDEFGHJKMNPRSTUVWXYZ";

/// What the question for the station is called in every form.
const STATION: &str = "station-code";

/// The longest list whose choices can be sent by number.
const LONGEST_LIST: usize = 99;

/// The codes of one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codebook {
    /// The form.
    pub form: FormId,
    /// Its version.
    pub version: String,
    /// The letters that begin a message, if the form can be sent as one.
    pub keyword: Option<String>,
    /// Its questions that can be sent, in the form's order.
    pub entries: Vec<Entry>,
    /// The question that asks for the station, which a message names at its beginning.
    pub station: Option<Name>,
    /// Those that cannot: texts, photos, what is sealed or repeated.
    pub not_by_sms: Vec<Name>,
}

/// A question and its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// One or two capital letters.
    pub code: String,
    /// The question.
    pub question: Name,
    /// How its answer is written.
    pub reads: Reads,
}

/// How an answer is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reads {
    /// The number of one choice, from 1.
    One(Vec<ChoiceId>),
    /// The numbers of choices, from 1; 0 for none.
    Many(Vec<ChoiceId>),
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// Hours and minutes: 0715.
    Time,
    /// Day, month, year.
    Date,
}

/// The codes of all forms of a mission.
#[derive(Clone, Debug, Default)]
pub struct Codebooks {
    books: Vec<Codebook>,
}

impl Codebook {
    /// Gives out the codes of a form: those that are fixed first, then letters in their order.
    ///
    /// # Errors
    /// Fixed codes or a keyword that cannot be used.
    pub fn new(form: &Form) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let outline = Outline::new(form);
        let mut readable = Vec::new();
        let mut not_by_sms = Vec::new();
        let mut station = None;
        for node in outline.nodes().iter().filter(|node| node.question.ask.is_asked()) {
            let id = &node.question.id;
            let is_text = matches!(node.question.ask, Ask::Text | Ask::Barcode);
            if id.as_str() == STATION && is_text && node.repeats.is_empty() {
                station = Some(id.clone());
                continue;
            }
            match reads(form, node.question).filter(|_| node.repeats.is_empty()) {
                Some(reads) => readable.push((node.question, reads)),
                None => not_by_sms.push(id.clone()),
            }
        }
        let fixed = fixed_codes(&readable, &mut faults);
        let mut free = free_codes(readable.len() - fixed.len(), fixed.values()).into_iter();
        let mut entries = Vec::with_capacity(readable.len());
        for (question, reads) in readable {
            let code = fixed.get(&question.id).cloned().or_else(|| free.next());
            match code {
                Some(code) => entries.push(Entry { code, question: question.id.clone(), reads }),
                None => not_by_sms.push(question.id.clone()),
            }
        }
        let keyword = form.keyword.clone().or_else(|| usual_keyword(form.kind).map(str::to_owned));
        if let Some(keyword) = keyword.as_ref().filter(|keyword| !is_code(keyword, 4)) {
            let message = said!(
                "said-keyword",
                "found the keyword «{keyword}», expected 1 to 4 capital letters without I, L, O, Q",
                keyword
            );
            faults.push(Fault { name: None, message });
        }
        let (id, version) = (form.id.clone(), form.version.clone());
        let book = Self { form: id, version, keyword, entries, station, not_by_sms };
        if faults.is_empty() { Ok(book) } else { Err(faults) }
    }

    /// The entry with this code.
    pub fn by_code(&self, code: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.code == code)
    }

    /// The entry of this question.
    pub fn by_question(&self, question: &Name) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.question == *question)
    }
}

impl Codebooks {
    /// The codes of these forms. A keyword that two of them want goes to the first; that and all
    /// other faults are listed, and a form with faults cannot be sent by message.
    pub fn new<'f>(forms: impl IntoIterator<Item = &'f Form>) -> (Self, Vec<(FormId, Fault)>) {
        let mut books: Vec<Codebook> = Vec::new();
        let mut faults = Vec::new();
        for form in forms {
            match Codebook::new(form) {
                Ok(book) => {
                    let taken = books
                        .iter()
                        .find(|other| other.keyword.is_some() && other.keyword == book.keyword);
                    match (taken, &book.keyword) {
                        (Some(other), Some(keyword)) => {
                            let message = said!(
                                "said-keyword-taken",
                                "found the keyword «{keyword}», which the form «{form}» has",
                                keyword,
                                form = other.form.as_str()
                            );
                            faults.push((form.id.clone(), Fault { name: None, message }));
                        }
                        _ => books.push(book),
                    }
                }
                Err(found) => faults.extend(found.into_iter().map(|f| (form.id.clone(), f))),
            }
        }
        (Self { books }, faults)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Codebook> {
        self.books.iter()
    }

    /// The codes of a form.
    pub fn of(&self, form: &FormId) -> Option<&Codebook> {
        self.books.iter().find(|book| book.form == *form)
    }

    /// The form that a keyword stands for.
    pub fn by_keyword(&self, keyword: &str) -> Option<&Codebook> {
        self.books.iter().find(|book| book.keyword.as_deref() == Some(keyword))
    }
}

/// Fixes the codes of a newer version to those of the older, so that printed cards stay true.
/// Questions that are new get codes that the older version did not use.
pub fn keep_codes(older: &Codebook, newer: &mut Form) {
    let kept: BTreeMap<&Name, &str> =
        older.entries.iter().map(|entry| (&entry.question, entry.code.as_str())).collect();
    newer.each_question(&mut |question| {
        if let Some(code) = kept.get(&question.id) {
            question.code = Some((*code).to_owned());
        }
    });
    // A code of a question that is gone stays unused: a card may still name it.
    let outline = Outline::new(newer);
    let open: Vec<Name> = outline
        .nodes()
        .iter()
        .filter(|node| node.repeats.is_empty() && node.question.code.is_none())
        .filter(|node| reads(newer, node.question).is_some())
        .map(|node| node.question.id.clone())
        .collect();
    drop(outline);
    let own: Vec<String> = newer.questions().filter_map(|question| question.code.clone()).collect();
    let used = older.entries.iter().map(|entry| &entry.code).chain(&own);
    let mut codes: BTreeMap<Name, String> =
        open.iter().cloned().zip(free_codes(open.len(), used)).collect();
    newer.each_question(&mut |question| {
        if let Some(code) = codes.remove(&question.id) {
            question.code = Some(code);
        }
    });
    if newer.keyword.is_none() {
        newer.keyword.clone_from(&older.keyword);
    }
}

/// The keyword of a form that names none. The letters look the same on a Cyrillic keyboard.
const fn usual_keyword(kind: FormKind) -> Option<&'static str> {
    match kind {
        FormKind::Opening => Some("A"),
        FormKind::Voting => Some("B"),
        FormKind::Counting => Some("C"),
        FormKind::Tabulation => Some("T"),
        FormKind::Turnout => Some("H"),
        FormKind::Incident => Some("E"),
        FormKind::Protocol => Some("R"),
        FormKind::Other => None,
    }
}

/// How a question's answer is written in a message, if it can be.
fn reads(form: &Form, question: &Question) -> Option<Reads> {
    // A text message is readable for everybody on its way.
    if question.sensitive || question.read_only {
        return None;
    }
    let choices = || {
        let ids: Vec<ChoiceId> = form.choices(question).iter().map(|c| c.id.clone()).collect();
        (1..=LONGEST_LIST).contains(&ids.len()).then_some(ids)
    };
    match question.ask {
        Ask::One(_) => choices().map(Reads::One),
        Ask::Many(_) => choices().map(Reads::Many),
        Ask::Integer => Some(Reads::Integer),
        Ask::Decimal => Some(Reads::Decimal),
        Ask::Time => Some(Reads::Time),
        Ask::Date => Some(Reads::Date),
        _ => None,
    }
}

fn is_code(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len()) && text.bytes().all(|b| LETTERS.contains(&b))
}

fn fixed_codes(
    questions: &[(&Question, Reads)],
    faults: &mut Vec<Fault>,
) -> BTreeMap<Name, String> {
    let mut fixed: BTreeMap<Name, String> = BTreeMap::new();
    for (question, _) in questions {
        let Some(code) = &question.code else { continue };
        let clash = fixed.values().find(|other| clashes(other, code));
        let message = match clash {
            _ if !is_code(code, 2) => said!(
                "said-code-letters",
                "found the code «{code}», expected 1 or 2 capital letters without I, L, O, Q",
                code
            ),
            Some(other) => said!(
                "said-code-clash",
                "found the code «{code}», which cannot be told from «{other}»",
                code,
                other
            ),
            None => {
                fixed.insert(question.id.clone(), code.clone());
                continue;
            }
        };
        faults.push(Fault { name: Some(question.id.clone()), message });
    }
    fixed
}

fn clashes(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// Free codes in their order: single letters, and pairs that begin with the last letters where
/// single ones do not suffice.
fn free_codes<'c>(wanted: usize, used: impl Iterator<Item = &'c String>) -> Vec<String> {
    let used: BTreeSet<&str> = used.map(String::as_str).collect();
    let free = |code: &String| !used.iter().any(|other| clashes(other, code));
    let single = |letter: &u8| char::from(*letter).to_string();
    let pairs = |first: &u8| {
        let first = char::from(*first);
        LETTERS.iter().map(move |second| format!("{first}{}", char::from(*second)))
    };
    let mut best = Vec::new();
    for leading in 0..=LETTERS.len() {
        let (alone, begin) = LETTERS.split_at(LETTERS.len() - leading);
        let codes = alone.iter().map(single).chain(begin.iter().flat_map(pairs));
        best = codes.filter(free).take(wanted).collect();
        if best.len() == wanted {
            break;
        }
    }
    best
}
