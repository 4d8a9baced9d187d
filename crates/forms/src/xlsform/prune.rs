//! A form that came from outside is made sound: what refers to nothing is taken away and said.

use std::collections::BTreeSet;

use sanaq_said::{Said, said};

use super::{Fate, Finding};
use crate::{
    expression::{Expression, replace_references},
    form::{Ask, Form, Item},
    name::Name,
    sms::Codebook,
    texts::Texts,
};

/// Makes the form sound.
pub(crate) fn prune(form: &mut Form, findings: &mut Vec<Finding>) {
    let mut names = BTreeSet::new();
    collect(&form.items, &mut names);
    let mut pruner = Pruner { names, findings };
    pruner.items(&mut form.items);
    let dangling = |expression: &Expression| pruner.unknown(expression).is_some();
    if form.instance_name.as_ref().is_some_and(dangling) {
        form.instance_name = None;
        let message = said!("said-instance-name", "refers to a question that does not exist");
        pruner.find("settings", "instance_name", message);
    }
    // Codes and keywords that cannot be used are given out anew.
    if let Err(faults) = Codebook::new(form) {
        form.each_question(&mut |question| question.code = None);
        form.keyword = None;
        for fault in faults {
            let message = said!(
                "said-codes-anew",
                "{problem}; all codes are given out anew",
                problem = fault.message
            );
            pruner.find("survey", "bind::sanaq:code", message);
        }
    }
}

fn collect(items: &[Item], names: &mut BTreeSet<Name>) {
    for item in items {
        match item {
            Item::Question(question) => {
                names.insert(question.id.clone());
            }
            Item::Group(group) => {
                names.insert(group.id.clone());
                collect(&group.items, names);
            }
        }
    }
}

struct Pruner<'a> {
    names: BTreeSet<Name>,
    findings: &'a mut Vec<Finding>,
}

impl Pruner<'_> {
    fn find(&mut self, sheet: &str, column: &str, message: Said) {
        let (sheet, column) = (sheet.to_owned(), column.to_owned());
        self.findings.push(Finding { sheet, row: 0, column, fate: Fate::Dropped, message });
    }

    fn unknown(&self, expression: &Expression) -> Option<Name> {
        expression.references().into_iter().find(|name| !self.names.contains(name))
    }

    fn expression(&mut self, at: &Name, column: &str, slot: &mut Option<Expression>) {
        let unknown = slot.as_ref().and_then(|expression| self.unknown(expression));
        if let Some(name) = unknown {
            let text = slot.take().map(|expression| expression.to_string()).unwrap_or_default();
            let message = said!(
                "said-refers-nowhere",
                "«{at}»: found ${{{name}}}, which is no question: {text}",
                at = at.as_str(),
                name = name.as_str(),
                text
            );
            self.find("survey", column, message);
        }
    }

    fn texts(&mut self, at: &Name, column: &str, texts: &mut Texts) {
        let mut changed = Texts::default();
        let mut lost = false;
        for (language, text) in texts.iter() {
            let text = replace_references(text, &mut |name| {
                let known = self.names.contains(name);
                lost |= !known;
                (!known).then(|| name.to_string())
            });
            changed.set(language, text);
        }
        if lost {
            *texts = changed;
            let message = said!(
                "said-shows-nothing",
                "«{at}»: the text shows what is no question",
                at = at.as_str()
            );
            self.find("survey", column, message);
        }
    }

    fn items(&mut self, items: &mut [Item]) {
        for item in items {
            match item {
                Item::Question(question) => {
                    let id = question.id.clone();
                    self.expression(&id, "relevant", &mut question.relevant);
                    self.expression(&id, "constraint", &mut question.constraint);
                    self.expression(&id, "required", &mut question.required);
                    self.expression(&id, "calculation", &mut question.calculation);
                    if let Ask::One(choosing) | Ask::Many(choosing) = &mut question.ask {
                        self.expression(&id, "choice_filter", &mut choosing.filter);
                    }
                    self.texts(&id, "label", &mut question.label);
                    self.texts(&id, "hint", &mut question.hint);
                    self.texts(&id, "constraint_message", &mut question.constraint_message);
                    self.texts(&id, "required_message", &mut question.required_message);
                }
                Item::Group(group) => {
                    let id = group.id.clone();
                    self.expression(&id, "relevant", &mut group.relevant);
                    if let Some(repeat) = &mut group.repeat {
                        self.expression(&id, "repeat_count", &mut repeat.count);
                    }
                    self.texts(&id, "label", &mut group.label);
                    self.items(&mut group.items);
                }
            }
        }
    }
}
