//! «Don't know» in formats that have no such thing: a question beside the question.
//!
//! A question that offers reasons for having no answer is followed by a choice of these reasons,
//! asked while the question itself is open. So no figure ever stands for «unknown», and Collect
//! asks for one of the two. Reading folds the pair into one answer again.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    answer::Absence,
    expression::{Expr, Expression, Op},
    form::{Choice, ChoiceList, Form, Item, Question},
    name::Name,
    words::Words,
};

/// How the name of such a question ends.
pub(crate) const COMPANION: &str = ".absent";

/// What the lists of reasons are called, before one letter for each reason.
const LIST: &str = "sanaq.absent.";

/// The name of the question beside this one.
pub(crate) fn companion_of(question: &Name) -> Option<Name> {
    format!("{question}{COMPANION}").parse().ok()
}

/// When the question beside is asked: when the question is, and as long as it is open.
pub(crate) fn companion_relevant(question: &Question) -> Expression {
    let open = Expr::binary(Op::Equal, Expr::Ref(question.id.clone()), Expr::Text(String::new()));
    match &question.relevant {
        None => Expression::Known(open),
        Some(Expression::Known(own)) => Expression::Known(Expr::binary(Op::And, own.clone(), open)),
        Some(Expression::Foreign(own)) => Expression::Foreign(format!("({own}) and {open}")),
    }
}

/// The list of these reasons, in these languages.
pub(crate) fn absent_list(may: &BTreeSet<Absence>, languages: &[&str]) -> Option<ChoiceList> {
    let letter = |absence: &Absence| match absence {
        Absence::DontKnow => 'k',
        Absence::NotAllowed => 'a',
        Absence::NotApplicable => 'n',
    };
    let id: String = LIST.chars().chain(may.iter().map(letter)).collect();
    let words: Vec<(&str, Words)> = languages.iter().map(|tag| (*tag, Words::new(tag))).collect();
    let choices = may.iter().filter_map(|absence| {
        let key = format!("absent-{}", absence.id());
        let label = words.iter().map(|(tag, words)| (*tag, words.t(&key))).collect();
        Some(Choice { id: absence.id().parse().ok()?, label, attributes: BTreeMap::new() })
    });
    Some(ChoiceList { id: id.parse().ok()?, choices: choices.collect() })
}

/// The reasons that a list offers, if it is such a list.
pub(crate) fn reasons(list: &ChoiceList) -> Option<BTreeSet<Absence>> {
    let reasons = list.choices.iter().map(|choice| Absence::from_id(choice.id.as_str()));
    let reasons: Option<BTreeSet<Absence>> = reasons.collect();
    reasons.filter(|reasons| !reasons.is_empty() && list.id.as_str().starts_with(LIST))
}

/// Folds each such question into the one that it stands beside, and takes its list away.
pub(crate) fn fold(form: &mut Form) {
    let lists = form.lists.clone();
    let reasons_of = |question: &Question| {
        let choosing = question.ask.choosing()?;
        reasons(lists.iter().find(|list| list.id == choosing.list)?)
    };
    fold_items(&mut form.items, &reasons_of);
    let used: BTreeSet<Name> = form
        .questions()
        .filter_map(|question| question.ask.choosing().map(|choosing| choosing.list.clone()))
        .collect();
    form.lists.retain(|list| used.contains(&list.id) || reasons(list).is_none());
}

fn fold_items(items: &mut Vec<Item>, reasons: &dyn Fn(&Question) -> Option<BTreeSet<Absence>>) {
    let mut folded: Vec<Item> = Vec::with_capacity(items.len());
    for mut item in items.drain(..) {
        if let Item::Group(group) = &mut item {
            fold_items(&mut group.items, reasons);
        }
        let pair = match (&item, folded.last_mut()) {
            (Item::Question(beside), Some(Item::Question(question)))
                if companion_of(&question.id).as_ref() == Some(&beside.id) =>
            {
                reasons(beside).map(|may| (question, may, beside.required.clone()))
            }
            _ => None,
        };
        match pair {
            Some((question, may, required)) => {
                question.may = may;
                question.required = required;
            }
            None => folded.push(item),
        }
    }
    *items = folded;
}
