//! The form of the results protocol, made from the election: its lines in their order, the votes
//! of each option in the order of the ballot, and photos of the pages.
//!
//! A protocol that does not add up must be recorded as it stands. So the checks of the election
//! become sentences that appear while they are violated, never constraints that keep a figure out.

mod wording;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use sanaq_election::{
    Check, Election, Language, LineId, Operand, OptionId, Relation, Severity, Sum, Term,
};

use crate::{
    answer::Absence,
    expression::{Expr, Expression, Op},
    file::with_range,
    form::{Ask, Choice, ChoiceList, Choosing, Form, FormKind, Group, Item, Question},
    name::{FormId, Name},
    texts::Texts,
    words::Words,
};

/// How many pages can be photographed.
const PAGES: usize = 4;
/// More figures than this have no protocol.
const HIGHEST: i64 = 9_999_999;

/// The question for an option's votes: `votes.nur-otan`.
pub fn votes(option: &OptionId) -> Option<Name> {
    format!("{VOTES}{option}").parse().ok()
}

const VOTES: &str = "votes.";
/// What may have become of the copy that the law gives observers.
const COPIES: [&str; 4] = ["given", "uncertified", "refused", "not-asked"];

/// Whether a question asks for an option's votes.
pub(crate) fn is_votes(question: &Name) -> bool {
    question.as_str().starts_with(VOTES)
}

/// The question for a line of the protocol. Lines that begin with a digit get a `line.` before.
pub fn line(line: &LineId) -> Option<Name> {
    line.as_str().parse().or_else(|_| format!("line.{line}").parse()).ok()
}

/// Makes the form.
pub fn protocol_form(election: &Election) -> Form {
    let mut title = Texts::from(&election.name);
    for words in spoken() {
        let name = title.get(words.language()).map(str::to_owned).unwrap_or_default();
        let whole = match name.as_str() {
            "" => words.t("protocol-title"),
            name => words.with("protocol-titled", &[("election", name.into())]),
        };
        title.set(words.language(), whole);
    }
    let contest = election.contest.id.as_str();
    let id = format!("protocol-{contest}").parse();
    let mut form = Form {
        id: id.unwrap_or_else(|_| FormId::nameless()),
        version: election.date.clone(),
        title,
        kind: FormKind::Protocol,
        language: Language("en".to_owned()),
        keyword: None,
        instance_name: None,
        lists: Vec::new(),
        items: Vec::new(),
    };
    form.items.extend(group("station", "protocol-station", station_questions()));
    form.items.extend(group("lines", "protocol-lines", lines(election)));
    form.items.extend(group("votes", "protocol-votes", options(election)));
    form.items.extend(group("sums", "protocol-sums", checks(election)));
    form.items.extend(group("paper", "protocol-paper", paper()));
    form.lists.push(copy_list());
    form
}

/// The words of every language.
fn spoken() -> &'static [Words] {
    static SPOKEN: LazyLock<Vec<Words>> =
        LazyLock::new(|| Words::languages().map(Words::new).collect());
    &SPOKEN
}

/// A sentence in every language.
fn texts(key: &str) -> Texts {
    spoken().iter().map(|words| (words.language(), words.t(key))).collect()
}

fn group(id: &str, label: &str, questions: Vec<Question>) -> Option<Item> {
    let items: Vec<Item> = questions.into_iter().map(|q| Item::Question(Box::new(q))).collect();
    let id = id.parse().ok().filter(|_| !items.is_empty())?;
    Some(Item::Group(Box::new(Group {
        id,
        label: texts(label),
        relevant: None,
        appearance: String::new(),
        repeat: None,
        items,
    })))
}

fn question(id: &str, ask: Ask, label: &str) -> Option<Question> {
    let id = id.parse().ok()?;
    Some(Question { label: texts(label), ..Question::bare(id, ask) })
}

fn station_questions() -> Vec<Question> {
    let station = question("station-code", Ask::Text, "protocol-code");
    let station = station.map(|q| Question { required: Some(Expression::always()), ..q });
    station.into_iter().collect()
}

fn figure(id: Option<Name>, label: Texts) -> Option<Question> {
    Some(Question {
        label,
        may: BTreeSet::from([Absence::DontKnow, Absence::NotAllowed]),
        required: Some(Expression::always()),
        constraint: with_range(None, Some(0), Some(HIGHEST)),
        ..Question::bare(id?, Ask::Integer)
    })
}

fn lines(election: &Election) -> Vec<Question> {
    let lines = election.protocol.lines.iter();
    lines.filter_map(|id| figure(line(id), line_texts(id))).collect()
}

/// What a line is called.
fn line_texts(id: &LineId) -> Texts {
    let key = format!("protocol-line-{id}");
    let known = spoken().iter().all(|words| words.has(&key));
    if known { texts(&key) } else { Texts::one("en", id.as_str()) }
}

/// What an option is called.
fn option_texts(election: &Election, id: &OptionId) -> Texts {
    let option = election.contest.options.iter().find(|option| option.id == *id);
    let name = option.map(|option| Texts::from(&option.name)).unwrap_or_default();
    if name.is_empty() { Texts::one("en", id.as_str()) } else { name }
}

fn options(election: &Election) -> Vec<Question> {
    let options = election.contest.options.iter().map(|option| &option.id);
    options.filter_map(|id| figure(votes(id), option_texts(election, id))).collect()
}

/// One sentence for each check, shown while the check is violated.
fn checks(election: &Election) -> Vec<Question> {
    let named: Vec<Name> =
        election.contest.options.iter().filter_map(|option| votes(&option.id)).collect();
    let checks = election.protocol.checks.iter().enumerate();
    let sentence = |(i, check): (usize, &Check)| {
        let violated = violated(check, &named)?;
        let said = match check.severity {
            Severity::Hard => "protocol-hard",
            Severity::Soft => "protocol-soft",
        };
        let label = spoken().iter().map(|words| {
            let rule = wording::in_words(check, election, words.language());
            (words.language(), words.with(said, &[("rule", rule)]))
        });
        let id = format!("check-{}", i + 1).parse().ok()?;
        Some(Question {
            label: label.collect(),
            relevant: Some(Expression::Known(violated)),
            ..Question::bare(id, Ask::Note)
        })
    };
    checks.filter_map(sentence).collect()
}

/// The condition that a check does not hold; nothing where it names what the form does not ask.
fn violated(check: &Check, options: &[Name]) -> Option<Expr> {
    let op = match check.relation {
        Relation::Equal => Op::NotEqual,
        Relation::AtMost => Op::Above,
        Relation::AtLeast => Op::Below,
    };
    Some(Expr::binary(op, sum(&check.left, options)?, sum(&check.right, options)?))
}

fn sum(side: &Sum, options: &[Name]) -> Option<Expr> {
    let mut terms = Vec::new();
    for Term { times, operand } in &side.0 {
        match operand {
            Operand::Line(id) => terms.push((*times, Some(line(id)?))),
            Operand::Votes(id) => terms.push((*times, Some(votes(id)?))),
            Operand::AllVotes if options.is_empty() => return None,
            Operand::AllVotes => terms.extend(options.iter().map(|o| (*times, Some(o.clone())))),
            Operand::One => terms.push((*times, None)),
        }
    }
    let number =
        |number: u64| Some(Expr::Number(crate::Decimal::whole(i64::try_from(number).ok()?)));
    let mut joined: Option<Expr> = None;
    for (times, name) in terms {
        let size = times.unsigned_abs();
        let term = match name {
            Some(name) if size == 1 => Expr::Ref(name),
            Some(name) => Expr::binary(Op::Times, number(size)?, Expr::Ref(name)),
            None => number(size)?,
        };
        joined = Some(match joined {
            None if times < 0 => Expr::Negative(Box::new(term)),
            None => term,
            Some(left) if times < 0 => Expr::binary(Op::Minus, left, term),
            Some(left) => Expr::binary(Op::Plus, left, term),
        });
    }
    joined.or_else(|| number(0))
}

fn paper() -> Vec<Question> {
    let list = "copy".parse().ok();
    let copy = list.and_then(|list| {
        let ask = Ask::One(Choosing { list, filter: None });
        question("copy-received", ask, "protocol-copy")
    });
    let copy = copy.map(|q| Question { may: BTreeSet::from([Absence::NotApplicable]), ..q });
    let page = |number: usize| {
        let id = format!("page-{number}").parse().ok()?;
        let label = spoken().iter().map(|words| {
            (words.language(), words.with("protocol-page", &[("number", number.to_string())]))
        });
        let may = if number == 1 { BTreeSet::from([Absence::NotAllowed]) } else { BTreeSet::new() };
        Some(Question { label: label.collect(), may, ..Question::bare(id, Ask::Photo) })
    };
    copy.into_iter().chain((1..=PAGES).filter_map(page)).collect()
}

fn copy_list() -> ChoiceList {
    let choices = COPIES.iter().filter_map(|id| {
        let label = texts(&format!("protocol-copy-{id}"));
        Some(Choice { id: id.parse().ok()?, label, attributes: BTreeMap::new() })
    });
    ChoiceList { id: Name::plain("copy"), choices: choices.collect() }
}

#[cfg(test)]
mod tests;
