//! Trees → values, over the answers of one filing.
//!
//! `XPath` knows no «unknown»: an empty answer is the text «», and comparing it with a number is
//! false. A rule that rests on an answer which nobody gave must not accuse anybody, so here the
//! logic has three values (Kleene): what depends on «don't know», on a sealed answer, or compares
//! an open question with a number is unknown. Wherever the value is known it is the one that
//! ODK Collect computes; a test compares.

use std::{
    cell::{Cell, RefCell},
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
};

use super::{Expr, Expression, Op};
use crate::{
    answer::{Answer, Answers, Place},
    form::{Choice, Question},
    moment::Moment,
    name::Name,
    outline::{Node, Outline},
};

mod call;

/// How many steps one filing may take, so that no form can keep the program busy.
const FUEL: u32 = 5_000_000;
/// How many evaluations may stand inside each other, over all calculations.
const DEEPEST: u32 = 1200;

/// Whether something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It rests on something that is not known.
    Unknown,
}

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// It rests on something that is not known.
    Unknown,
    /// The answer of a question that was left open.
    Open,
    /// A truth value.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A day or moment: days since 1 January 1970, and as it is written.
    Day(f64, String),
}

impl From<bool> for Truth {
    fn from(truth: bool) -> Self {
        if truth { Self::Yes } else { Self::No }
    }
}

/// Evaluates expressions of a form over one filing.
pub struct Evaluator<'a> {
    outline: &'a Outline<'a>,
    answers: &'a Answers,
    now: Option<Moment>,
    /// Values of calculations; nothing while one is being computed.
    computed: RefCell<BTreeMap<Place, Option<Value>>>,
    /// The repetitions of each repeated group, once they were asked for.
    repetitions: RefCell<BTreeMap<Name, BTreeSet<Vec<u32>>>>,
    fuel: Cell<u32>,
    depth: Cell<u32>,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
struct Here<'h> {
    place: Option<&'h Place>,
    repeats: &'h [&'h Name],
    at: &'h [u32],
    choice: Option<&'h Choice>,
}

impl<'a> Evaluator<'a> {
    /// Over these answers. Without `now`, what depends on the clock is unknown.
    pub fn new(outline: &'a Outline<'a>, answers: &'a Answers, now: Option<Moment>) -> Self {
        let (computed, repetitions) = (RefCell::default(), RefCell::default());
        let (fuel, depth) = (Cell::new(FUEL), Cell::new(0));
        Self { outline, answers, now, computed, repetitions, fuel, depth }
    }

    /// Whether a condition of the question at this place holds.
    pub fn truth(&self, condition: &Expression, place: &Place) -> Truth {
        self.value(condition, place).truth()
    }

    /// What an expression of the question at this place comes to.
    pub fn value(&self, expression: &Expression, place: &Place) -> Value {
        let repeats = self.outline.node(&place.question).map_or(&[][..], |node| &node.repeats);
        let here = Here { place: Some(place), repeats, at: &place.at, choice: None };
        self.expression(expression, here)
    }

    /// Whether a condition of a group holds, in the repetition `at`.
    pub(crate) fn group_truth(&self, condition: &Expression, group: &Name, at: &[u32]) -> Truth {
        self.group_value(condition, group, at).truth()
    }

    /// What an expression of a group comes to, in the repetition `at` of what is around it.
    pub(crate) fn group_value(&self, expression: &Expression, group: &Name, at: &[u32]) -> Value {
        let repeats = self.outline.group(group).map_or(&[][..], |group| &group.repeats);
        let repeats = repeats.get(..at.len()).unwrap_or(repeats);
        self.expression(expression, Here { place: None, repeats, at, choice: None })
    }

    /// Whether a question's filter offers a choice.
    pub fn offers(&self, question: &Question, choice: &Choice, place: &Place) -> Truth {
        let filter = question.ask.choosing().and_then(|choosing| choosing.filter.as_ref());
        let Some(filter) = filter else { return Truth::Yes };
        let repeats = self.outline.node(&place.question).map_or(&[][..], |node| &node.repeats);
        let here = Here { place: Some(place), repeats, at: &place.at, choice: Some(choice) };
        self.expression(filter, here).truth()
    }

    /// The repetitions of a repeated group that were filled in, inside those that begin so.
    pub(crate) fn repetitions(&self, group: &Name, prefix: &[u32]) -> BTreeSet<Vec<u32>> {
        let mut known = self.repetitions.borrow_mut();
        let all = known.entry(group.clone()).or_insert_with(|| self.all_repetitions(group));
        let from = all.range::<[u32], _>((Bound::Included(prefix), Bound::Unbounded));
        from.take_while(|at| at.starts_with(prefix)).cloned().collect()
    }

    fn all_repetitions(&self, group: &Name) -> BTreeSet<Vec<u32>> {
        let Some(group) = self.outline.group(group) else { return BTreeSet::new() };
        let depth = group.repeats.len();
        let inside = self.outline.nodes().get(group.inside.clone()).unwrap_or_default();
        let answered = inside.iter().flat_map(|node| self.answers.within(&node.question.id, &[]));
        answered.filter_map(|(place, _)| place.at.get(..depth).map(<[u32]>::to_vec)).collect()
    }

    fn expression(&self, expression: &Expression, here: Here<'_>) -> Value {
        match expression {
            Expression::Known(expr) => self.eval(expr, here),
            Expression::Foreign(_) => Value::Unknown,
        }
    }

    fn eval(&self, expr: &Expr, here: Here<'_>) -> Value {
        let (fuel, depth) = (self.fuel.get(), self.depth.get());
        if fuel == 0 || depth >= DEEPEST {
            return Value::Unknown;
        }
        self.fuel.set(fuel - 1);
        self.depth.set(depth + 1);
        let value = self.eval_inner(expr, here);
        self.depth.set(depth);
        value
    }

    fn eval_inner(&self, expr: &Expr, here: Here<'_>) -> Value {
        match expr {
            Expr::Number(number) => Value::Number(number.to_f64()),
            Expr::Text(text) => Value::Text(text.clone()),
            Expr::Here => here.place.map_or(Value::Unknown, |place| self.at(place)),
            Expr::Ref(name) => self.nodes(name, here).into_iter().next().unwrap_or(Value::Unknown),
            Expr::Column(name) => column(name, here.choice),
            Expr::Negative(inner) => match self.eval(inner, here).number() {
                Some(number) => Value::Number(-number),
                None => Value::Unknown,
            },
            Expr::Binary(op @ (Op::And | Op::Or), left, right) => {
                self.either(*op, (left, right), here)
            }
            Expr::Binary(op, left, right) => {
                joined(*op, &self.eval(left, here), &self.eval(right, here))
            }
            Expr::Call(function, arguments) => self.call(*function, arguments, here),
        }
    }

    fn either(&self, op: Op, (left, right): (&Expr, &Expr), here: Here<'_>) -> Value {
        // The value that settles the matter alone.
        let settles = if op == Op::And { Truth::No } else { Truth::Yes };
        let left = self.eval(left, here).truth();
        if left == settles {
            return left.into();
        }
        let right = self.eval(right, here).truth();
        match (left, right) {
            (_, right) if right == settles => right.into(),
            (Truth::Unknown, _) | (_, Truth::Unknown) => Value::Unknown,
            (left, _) => left.into(),
        }
    }

    /// What a reference means here: one value, or one for each repetition.
    fn nodes(&self, name: &Name, here: Here<'_>) -> Vec<Value> {
        let Some(node) = self.outline.node(name) else { return vec![Value::Unknown] };
        let (prefix, whole) = common(&node.repeats, here);
        if whole {
            let place = Place { question: name.clone(), at: prefix.to_vec() };
            return vec![self.at_node(&place, node)];
        }
        let innermost = node.repeats.last();
        let all = innermost.map(|group| self.repetitions(group, prefix)).unwrap_or_default();
        let used = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let Some(left) = self.fuel.get().checked_sub(used) else { return vec![Value::Unknown] };
        self.fuel.set(left);
        let places = all.into_iter().map(|at| Place { question: name.clone(), at });
        places.map(|place| self.at_node(&place, node)).collect()
    }

    fn at(&self, place: &Place) -> Value {
        match self.outline.node(&place.question) {
            Some(node) => self.at_node(place, node),
            None => Value::Unknown,
        }
    }

    fn at_node(&self, place: &Place, node: &Node<'_>) -> Value {
        if let Some(answer) = self.answers.get(place) {
            return from_answer(answer);
        }
        let Some(calculation) = &node.question.calculation else { return Value::Open };
        if let Some(known) = self.computed.borrow().get(place) {
            // A calculation that needs itself has no value.
            return known.clone().unwrap_or(Value::Unknown);
        }
        self.computed.borrow_mut().insert(place.clone(), None);
        let value = self.value(calculation, place);
        self.computed.borrow_mut().insert(place.clone(), Some(value.clone()));
        value
    }
}

/// The repetition that a question shares with what stands here, and whether that settles which
/// one of its answers is meant.
fn common<'h>(repeats: &[&Name], here: Here<'h>) -> (&'h [u32], bool) {
    let pairs = repeats.iter().zip(here.repeats).zip(here.at);
    let shared = pairs.take_while(|((own, there), _)| own == there).count();
    (here.at.get(..shared).unwrap_or_default(), shared == repeats.len())
}

fn column(name: &Name, choice: Option<&Choice>) -> Value {
    let Some(choice) = choice else { return Value::Unknown };
    let value = match name.as_str() {
        "name" => Some(choice.id.as_str()),
        other => choice.attribute(other),
    };
    value.map_or(Value::Open, |text| Value::Text(text.to_owned()))
}

fn from_answer(answer: &Answer) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "counts of votes are far below 2^53")]
    let number = |number: i64| number as f64;
    let text = |text: String| if text.is_empty() { Value::Open } else { Value::Text(text) };
    match answer {
        Answer::Choice(choice) => Value::Text(choice.to_string()),
        Answer::Choices(choices) => {
            let ids: Vec<&str> = choices.iter().map(crate::name::ChoiceId::as_str).collect();
            text(ids.join(" "))
        }
        Answer::Integer(whole) => Value::Number(number(*whole)),
        Answer::Decimal(decimal) => Value::Number(decimal.to_f64()),
        Answer::Date(date) => Value::Day(number(date.days()), date.to_string()),
        Answer::Time(time) => Value::Text(time.to_string()),
        Answer::Moment(moment) => moment_value(*moment),
        Answer::Text(content) | Answer::File(content) => text(content.clone()),
        Answer::Location(location) => Value::Text(location.to_string()),
        Answer::Absent(_) | Answer::Sealed(_) | Answer::Unreadable(_) => Value::Unknown,
    }
}

/// A moment in its own local time.
#[expect(clippy::cast_precision_loss, reason = "days of four-digit years are far below 2^53")]
fn moment_value(moment: Moment) -> Value {
    let days = moment.date.days() as f64 + f64::from(moment.time.seconds()) / 86_400.0;
    Value::Day(days, moment.to_string())
}

impl From<Truth> for Value {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::Yes => Self::Truth(true),
            Truth::No => Self::Truth(false),
            Truth::Unknown => Self::Unknown,
        }
    }
}

impl Value {
    /// Whether it counts as true.
    pub fn truth(&self) -> Truth {
        match self {
            Self::Unknown => Truth::Unknown,
            Self::Open => Truth::No,
            Self::Truth(truth) => (*truth).into(),
            Self::Number(number) => (number.abs() > 0.0).into(),
            Self::Text(text) => (!text.is_empty()).into(),
            Self::Day(..) => Truth::Yes,
        }
    }

    /// Whether it is a number smaller than this one.
    pub(crate) fn is_below(&self, number: u32) -> bool {
        self.number().is_some_and(|own| own < f64::from(number))
    }

    /// As a number: not a number (NaN) where a text is none, nothing where it is not known.
    fn number(&self) -> Option<f64> {
        match self {
            Self::Unknown | Self::Open => None,
            Self::Truth(truth) => Some(f64::from(u8::from(*truth))),
            Self::Number(number) | Self::Day(number, _) => Some(*number),
            Self::Text(text) => Some(to_number(text)),
        }
    }

    /// As a text, nothing where it is not known.
    fn text(&self) -> Option<String> {
        match self {
            Self::Unknown => None,
            known => Some(text_of(known)),
        }
    }
}

/// `XPath` 1.0, section 4.4: an optional minus and digits, with spaces around; else NaN.
fn to_number(text: &str) -> f64 {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let some = digits.bytes().any(|b| b.is_ascii_digit());
    if plain && some { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

/// A value as it is shown; nothing where it is not known.
pub(crate) fn text_of(value: &Value) -> String {
    match value {
        Value::Unknown | Value::Open => String::new(),
        Value::Truth(truth) => truth.to_string(),
        Value::Number(number) if number.is_infinite() => {
            if *number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
        }
        Value::Number(number) if number.abs() > 0.0 || number.is_nan() => number.to_string(),
        Value::Number(_) => "0".to_owned(),
        Value::Text(text) | Value::Day(_, text) => text.clone(),
    }
}

fn joined(op: Op, left: &Value, right: &Value) -> Value {
    match op {
        Op::Equal => equal(left, right).into(),
        Op::NotEqual => match equal(left, right) {
            Truth::Yes => Value::Truth(false),
            Truth::No => Value::Truth(true),
            Truth::Unknown => Value::Unknown,
        },
        _ => match (left.number(), right.number()) {
            (Some(left), Some(right)) => numbers(op, left, right),
            _ => Value::Unknown,
        },
    }
}

fn numbers(op: Op, left: f64, right: f64) -> Value {
    let order = left.partial_cmp(&right);
    match op {
        Op::Below => Value::Truth(order == Some(Ordering::Less)),
        Op::AtMost => Value::Truth(order.is_some_and(Ordering::is_le)),
        Op::Above => Value::Truth(order == Some(Ordering::Greater)),
        Op::AtLeast => Value::Truth(order.is_some_and(Ordering::is_ge)),
        Op::Plus => Value::Number(left + right),
        Op::Minus => Value::Number(left - right),
        Op::Times => Value::Number(left * right),
        Op::Divide => Value::Number(left / right),
        Op::Remainder => Value::Number(left % right),
        Op::Or | Op::And | Op::Equal | Op::NotEqual => Value::Unknown,
    }
}

/// `XPath` 1.0, section 3.4: truth values first, then numbers, then texts.
fn equal(left: &Value, right: &Value) -> Truth {
    match (left, right) {
        (Value::Unknown, _)
        | (_, Value::Unknown)
        | (Value::Number(_), Value::Open)
        | (Value::Open, Value::Number(_)) => Truth::Unknown,
        (Value::Truth(_), _) | (_, Value::Truth(_)) => (left.truth() == right.truth()).into(),
        (Value::Number(_), _) | (_, Value::Number(_)) => {
            let pair = left.number().zip(right.number());
            let same =
                |(left, right): (f64, f64)| left.partial_cmp(&right) == Some(Ordering::Equal);
            pair.map_or(Truth::Unknown, |pair| same(pair).into())
        }
        _ => (text_of(left) == text_of(right)).into(),
    }
}

/// Whether an answer differs from what a calculation comes to, as far as that is known.
pub(crate) fn differs(answer: &Answer, computed: &Value) -> bool {
    equal(&from_answer(answer), computed) == Truth::No
}
