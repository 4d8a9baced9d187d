//! When a question is asked, for people with a sheet of paper: other questions by their letters
//! or numbers on the page, choices by their labels. What has no short way to be said stays an
//! expression, with letters and numbers in it.

use std::collections::BTreeMap;

use super::shown;
use crate::{
    expression::{Expr, Expression, Function, Op},
    form::{Form, Item},
    name::Name,
    sms::Codebook,
    words::Words,
};

/// What a question is called on the page: `[C]` where it has a letter, else its number.
pub(super) type Marks = BTreeMap<Name, String>;

/// The marks of all questions, numbered as the page numbers them.
pub(super) fn marks(form: &Form, book: Option<&Codebook>) -> Marks {
    let asked = form.questions().filter(|question| question.ask.is_asked());
    let mark = |(i, name): (usize, &Name)| {
        let code = book.and_then(|book| book.by_question(name)).map(|entry| &entry.code);
        (name.clone(), code.map_or_else(|| (i + 1).to_string(), |code| format!("[{code}]")))
    };
    asked.map(|question| &question.id).enumerate().map(mark).collect()
}

/// Says conditions of a form in one language.
pub(super) struct Reader<'a> {
    pub(super) form: &'a Form,
    pub(super) words: &'a Words,
    pub(super) marks: &'a Marks,
}

impl Reader<'_> {
    pub(super) fn said(&self, condition: &Expression) -> String {
        match condition {
            Expression::Known(expr) => self.tree(expr, 0),
            Expression::Foreign(_) => self.spelled(condition),
        }
    }

    fn tree(&self, expr: &Expr, outer: u8) -> String {
        match expr {
            Expr::Ref(name) => self.mark(name),
            Expr::Number(number) => number.to_string(),
            Expr::Call(Function::Selected, given) => match given.as_slice() {
                [Expr::Ref(name), Expr::Text(id)] => self.choice(name, "=", id),
                _ => self.spelled_tree(expr),
            },
            Expr::Call(Function::CountSelected, given) => match given.as_slice() {
                [Expr::Ref(name)] => {
                    self.words.with("condition-count", &[("question", self.mark(name))])
                }
                _ => self.spelled_tree(expr),
            },
            Expr::Call(Function::Not, given) => match given.as_slice() {
                [inner] => self.words.with("condition-not", &[("condition", self.tree(inner, 0))]),
                _ => self.spelled_tree(expr),
            },
            Expr::Binary(op, left, right) => self.binary(*op, left, right, outer),
            _ => self.spelled_tree(expr),
        }
    }

    fn binary(&self, op: Op, left: &Expr, right: &Expr, outer: u8) -> String {
        let sign = match op {
            Op::Or => self.words.t("condition-or"),
            Op::And => self.words.t("condition-and"),
            Op::NotEqual => "≠".to_owned(),
            Op::AtMost => "≤".to_owned(),
            Op::AtLeast => "≥".to_owned(),
            Op::Minus => "−".to_owned(),
            Op::Times => "×".to_owned(),
            other => other.symbol().to_owned(),
        };
        if let (Expr::Ref(name), Op::Equal | Op::NotEqual, Expr::Text(id)) = (left, op, right) {
            return self.choice(name, &sign, id);
        }
        let strength = op.strength();
        let (left, right) = (self.tree(left, strength - 1), self.tree(right, strength));
        let text = format!("{left} {sign} {right}");
        if strength <= outer { format!("({text})") } else { text }
    }

    /// `12 = «refused»`; against nothing: whether there is an answer.
    fn choice(&self, question: &Name, sign: &str, id: &str) -> String {
        let mark = self.mark(question);
        if id.is_empty() {
            let key = if sign == "=" { "condition-unanswered" } else { "condition-answered" };
            return self.words.with(key, &[("question", mark)]);
        }
        let choices = self.form.question(question).map(|own| self.form.choices(own));
        let choice = choices.and_then(|all| all.iter().find(|own| own.id.as_str() == id));
        let label = choice.map_or_else(
            || id.to_owned(),
            |own| shown(&own.label, own.id.as_str(), self.words.asked()),
        );
        format!("{mark} {sign} «{label}»")
    }

    /// A question, or a group by its heading.
    fn mark(&self, name: &Name) -> String {
        let group = || heading(&self.form.items, name, self.words.asked());
        self.marks.get(name).cloned().or_else(group).unwrap_or_else(|| name.to_string())
    }

    fn spelled_tree(&self, expr: &Expr) -> String {
        self.spelled(&Expression::Known(expr.clone()))
    }

    fn spelled(&self, condition: &Expression) -> String {
        condition.with_paths(&|name| Some(self.mark(name)))
    }
}

fn heading(items: &[Item], name: &Name, language: &str) -> Option<String> {
    items.iter().find_map(|item| match item {
        Item::Group(group) if group.id == *name => {
            Some(format!("«{}»", shown(&group.label, group.id.as_str(), language)))
        }
        Item::Group(group) => heading(&group.items, name, language),
        Item::Question(_) => None,
    })
}
