//! What is wrong with a form itself, before anybody fills it in.

use std::collections::BTreeSet;

use sanaq_said::{Said, said};

use crate::{
    expression::{Expression, replace_references},
    form::{Form, Group, Item, Question},
    name::Name,
    outline::DEEPEST,
    sms::Codebook,
    texts::Texts,
};

/// Something wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The question, group or list; nothing when the whole form is meant.
    pub name: Option<Name>,
    /// What was found and what was expected.
    pub message: Said,
}

/// How many questions, groups and choices a form may have.
pub(crate) const MOST: usize = 50_000;

impl Form {
    /// Everything that keeps this form from being used; nothing when it is sound.
    pub fn faults(&self) -> Vec<Fault> {
        let mut search = Search::default();
        search.items(&self.items, 0);
        search.lists(self);
        search.references(self);
        let codes = Codebook::new(self).err().unwrap_or_default();
        search.faults.extend(codes);
        search.faults.sort();
        search.faults
    }
}

#[derive(Default)]
struct Search<'f> {
    names: BTreeSet<&'f Name>,
    count: usize,
    faults: Vec<Fault>,
}

impl<'f> Search<'f> {
    fn fault(&mut self, name: &Name, message: Said) {
        self.faults.push(Fault { name: Some(name.clone()), message });
    }

    fn items(&mut self, items: &'f [Item], depth: usize) {
        for item in items {
            let id = match item {
                Item::Question(question) => &question.id,
                Item::Group(group) => &group.id,
            };
            self.count += 1;
            if self.count == MOST {
                let message = said!(
                    "said-form-long",
                    "found more than {most} questions and groups",
                    most = MOST
                );
                self.fault(id, message);
            }
            if !self.names.insert(id) {
                let message = said!(
                    "said-form-twice",
                    "found twice, expected a name of its own for each question and group"
                );
                self.fault(id, message);
            }
            if let Item::Group(group) = item {
                if depth + 1 >= DEEPEST {
                    let message = said!(
                        "said-form-deep",
                        "found deeper than {most} groups inside groups",
                        most = DEEPEST
                    );
                    self.fault(id, message);
                } else {
                    self.items(&group.items, depth + 1);
                }
            }
        }
    }

    fn lists(&mut self, form: &'f Form) {
        let mut lists = BTreeSet::new();
        for list in &form.lists {
            if !lists.insert(&list.id) {
                let message = said!("said-list-twice", "found this list twice, expected it once");
                self.fault(&list.id, message);
            }
            let mut ids = BTreeSet::new();
            for choice in &list.choices {
                if !ids.insert(&choice.id) {
                    let message = said!(
                        "said-form-choice",
                        "found the choice «{id}» twice in this list",
                        id = choice.id.as_str()
                    );
                    self.fault(&list.id, message);
                }
            }
        }
        for question in form.questions() {
            let Some(choosing) = question.ask.choosing() else { continue };
            if !lists.contains(&choosing.list) {
                let message = said!(
                    "said-form-list",
                    "found the list «{list}», which does not exist",
                    list = choosing.list.as_str()
                );
                self.fault(&question.id, message);
            }
        }
    }

    fn references(&mut self, form: &'f Form) {
        fn walk<'f>(search: &mut Search<'f>, items: &'f [Item]) {
            for item in items {
                match item {
                    Item::Question(question) => search.of_question(question),
                    Item::Group(group) => {
                        search.of_group(group);
                        walk(search, &group.items);
                    }
                }
            }
        }
        walk(self, &form.items);
        if let Some(expression) = &form.instance_name {
            for name in expression.references() {
                if !self.names.contains(&name) {
                    let message = said!(
                        "said-form-instance",
                        "the instance's name refers to «{name}», unknown here",
                        name = name.as_str()
                    );
                    self.faults.push(Fault { name: None, message });
                }
            }
        }
    }

    fn of_question(&mut self, question: &'f Question) {
        let filter = question.ask.choosing().and_then(|choosing| choosing.filter.as_ref());
        let expressions =
            [&question.relevant, &question.constraint, &question.required, &question.calculation];
        for expression in expressions.into_iter().flatten().chain(filter) {
            self.known(&question.id, expression);
        }
        for texts in question.texts() {
            self.known_in_texts(&question.id, texts);
        }
    }

    fn of_group(&mut self, group: &'f Group) {
        let count = group.repeat.as_ref().and_then(|repeat| repeat.count.as_ref());
        for expression in group.relevant.iter().chain(count) {
            self.known(&group.id, expression);
        }
        self.known_in_texts(&group.id, &group.label);
    }

    fn known(&mut self, at: &Name, expression: &Expression) {
        for name in expression.references() {
            if !self.names.contains(&name) {
                let message = said!(
                    "said-form-refers",
                    "found ${{{name}}}, which is no question of this form",
                    name = name.as_str()
                );
                self.fault(at, message);
            }
        }
    }

    fn known_in_texts(&mut self, at: &Name, texts: &Texts) {
        for (language, text) in texts.iter() {
            let mut unknown = Vec::new();
            replace_references(text, &mut |name| {
                if !self.names.contains(name) {
                    unknown.push(name.clone());
                }
                None
            });
            for name in unknown {
                let message = said!(
                    "said-form-shows",
                    "the text in «{language}» shows ${{{name}}}, which is no question of this form",
                    language,
                    name = name.as_str()
                );
                self.fault(at, message);
            }
        }
    }
}

#[cfg(test)]
mod tests;
