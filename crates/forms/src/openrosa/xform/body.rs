//! The body: what is drawn, in its order.

use super::{FormWriter, counter_of, media_type};
use crate::{
    expression::{Expr, Expression},
    form::{Ask, Choosing, Group, Item, Question},
    openrosa::absent::companion_of,
};

impl FormWriter<'_> {
    pub(super) fn body(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group),
                Item::Question(question) => {
                    self.control(question);
                    self.control_beside(question);
                }
            }
        }
    }

    fn group(&mut self, group: &Group) {
        // An element without controls is refused.
        if !is_drawn(&group.items) {
            return;
        }
        let path = self.path(&group.id);
        let mut attributes = vec![("ref", path.as_str())];
        if !group.appearance.is_empty() && group.repeat.is_none() {
            attributes.push(("appearance", &group.appearance));
        }
        self.xml.open("group", &attributes);
        if !group.label.is_empty() {
            self.label(&path);
        }
        let Some(repeat) = &group.repeat else {
            self.body(&group.items);
            self.xml.close();
            return;
        };
        let count = match (&repeat.count, counter_of(group)) {
            (_, Some(counter)) => Some(self.beside(&group.id, &counter)),
            (Some(Expression::Known(Expr::Ref(name))), None) => Some(self.path(name)),
            _ => None,
        };
        let mut attributes = vec![("nodeset", path.as_str())];
        if let Some(count) = &count {
            attributes.extend([("jr:count", count.as_str()), ("jr:noAddRemove", "true()")]);
        }
        if !group.appearance.is_empty() {
            attributes.push(("appearance", &group.appearance));
        }
        self.xml.open("repeat", &attributes);
        self.body(&group.items);
        self.xml.close();
        self.xml.close();
    }

    fn label(&mut self, path: &str) {
        self.xml.leaf("label", &[("ref", &format!("jr:itext('{path}:label')"))], "");
    }

    fn control(&mut self, question: &Question) {
        let element = match &question.ask {
            Ask::Hidden | Ask::Device(_) => return,
            Ask::One(_) => "select1",
            Ask::Many(_) => "select",
            Ask::Photo | Ask::File(_) => "upload",
            Ask::Acknowledge => "trigger",
            _ => "input",
        };
        let path = self.path(&question.id);
        let mut attributes = vec![("ref", path.as_str())];
        if element == "upload" {
            attributes.push(("mediatype", media_type(&question.ask)));
        }
        if !question.appearance.is_empty() {
            attributes.push(("appearance", &question.appearance));
        }
        self.xml.open(element, &attributes);
        self.label(&path);
        if !question.hint.is_empty() {
            self.xml.leaf("hint", &[("ref", &format!("jr:itext('{path}:hint')"))], "");
        }
        if let Some(Choosing { list, filter }) = question.ask.choosing() {
            let filter = filter.as_ref().map(|filter| format!("[{}]", self.expression(filter)));
            self.itemset(list.as_str(), &filter.unwrap_or_default());
        }
        self.xml.close();
    }

    fn itemset(&mut self, list: &str, filter: &str) {
        let nodeset = format!("instance('{list}')/root/item{filter}");
        self.xml.open("itemset", &[("nodeset", &nodeset)]);
        self.xml.leaf("value", &[("ref", "name")], "");
        self.xml.leaf("label", &[("ref", "jr:itext(itextId)")], "");
        self.xml.close();
    }

    fn control_beside(&mut self, question: &Question) {
        let list = self.absences.get(&question.may).map(|list| list.id.to_string());
        let (Some(companion), Some(list)) = (companion_of(&question.id), list) else { return };
        let path = self.beside(&question.id, &companion);
        self.xml.open("select1", &[("ref", &path)]);
        self.label(&path);
        self.itemset(&list, "");
        self.xml.close();
    }
}

/// Whether there is anything to draw.
fn is_drawn(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Question(question) => !matches!(question.ask, Ask::Hidden | Ask::Device(_)),
        Item::Group(group) => is_drawn(&group.items),
    })
}
