//! The body of an `XForm`: groups and controls in their order.

use std::collections::{BTreeMap, BTreeSet};

use sanaq_said::said;

use super::{
    finding,
    model::{Bind, Model},
};
use crate::{
    expression::Expression,
    form::{
        Ask, Choice, ChoiceList, Choosing, DeviceFact, FileKind, Group, Item, Question, Repeat,
    },
    name::Name,
    outline::DEEPEST,
    texts::Texts,
    xlsform::{Fate, Finding, said_twice},
    xml::Element,
};

pub(super) struct Body<'m> {
    model: &'m Model,
    findings: &'m mut Vec<Finding>,
    pub(super) lists: Vec<ChoiceList>,
    seen: BTreeSet<String>,
    names: BTreeSet<Name>,
    depth: usize,
}

/// Elements of the body that say something about their parent.
const PARTS: &[&str] = &["label", "hint", "itemset", "item", "value", "help", "alert"];

impl<'m> Body<'m> {
    pub(super) fn new(model: &'m Model, findings: &'m mut Vec<Finding>) -> Self {
        let (lists, seen, names) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        Self { model, findings, lists, seen, names, depth: 0 }
    }

    pub(super) fn items(&mut self, parent: &Element) -> Vec<Item> {
        self.depth += 1;
        let elements = parent.elements().filter(|element| !PARTS.contains(&element.name.as_str()));
        let items = elements.flat_map(|element| self.item(element)).collect();
        self.depth -= 1;
        items
    }

    fn item(&mut self, element: &Element) -> Vec<Item> {
        match element.name.as_str() {
            "group" | "repeat" if self.depth + 1 < DEEPEST => self.group(element),
            "input" | "select1" | "select" | "upload" | "trigger" => {
                self.question(element).into_iter().collect()
            }
            other => {
                let reference = element.attribute("ref").unwrap_or_default();
                let message =
                    said!("said-xml-unread", "found «{found}», which is not read", found = other);
                self.findings.push(finding(reference, Fate::Dropped, message));
                Vec::new()
            }
        }
    }

    /// A group; one that holds nothing but a repeat is that repeat.
    fn group(&mut self, element: &Element) -> Vec<Item> {
        let label = element.child("label").map(|label| self.model.texts(label)).unwrap_or_default();
        let repeat = element.child("repeat");
        let (inner, repeat) = match repeat {
            Some(inner) => (inner, Some(self.repeat(inner))),
            None if element.name == "repeat" => (element, Some(self.repeat(element))),
            None => (element, None),
        };
        let reference = inner.attribute("nodeset").or(element.attribute("ref")).unwrap_or_default();
        let path = self.model.path(reference);
        let items = self.items(inner);
        let name = path.rsplit('/').next().unwrap_or_default().parse::<Name>();
        let Some(id) = name.ok().filter(|_| !path.is_empty()) else {
            // A group without a node is only drawn.
            return items;
        };
        let bind = self.model.bind(path);
        let appearance = inner.attribute("appearance").or(element.attribute("appearance"));
        let appearance = appearance.map(str::trim);
        let group = Group {
            id: self.own_name(id, path),
            label,
            relevant: bind.and_then(|bind| bind.expression("relevant")),
            appearance: appearance.unwrap_or_default().to_owned(),
            repeat,
            items,
        };
        vec![Item::Group(Box::new(group))]
    }

    /// A count that is a node of its own is the calculation of that node.
    fn repeat(&mut self, element: &Element) -> Repeat {
        let Some(reference) = element.attribute("count") else { return Repeat::default() };
        let path = self.model.path(reference);
        let computed = self.model.bind(path).and_then(|bind| bind.expression("calculate"));
        let is_own = path.ends_with("_count") && computed.is_some();
        if is_own {
            self.seen.insert(path.to_owned());
        }
        let count = computed.filter(|_| is_own).unwrap_or_else(|| Expression::parse(reference));
        Repeat { count: Some(count) }
    }

    fn own_name(&mut self, name: Name, path: &str) -> Name {
        if self.names.insert(name.clone()) {
            return name;
        }
        let free = (2u32..100_000).map(|number| format!("{name}.{number}"));
        let mut free =
            free.filter_map(|text| text.parse().ok()).filter(|n| !self.names.contains(n));
        let Some(own) = free.next() else { return name };
        self.names.insert(own.clone());
        let message = said_twice(name.as_str(), &own);
        self.findings.push(finding(path, Fate::Changed, message));
        own
    }

    fn question(&mut self, element: &Element) -> Option<Item> {
        let path = self.model.path(element.attribute("ref").unwrap_or_default()).to_owned();
        let name: Option<Name> = path.rsplit('/').next().and_then(|name| name.parse().ok());
        let Some(name) = name else {
            let message = said!(
                "said-xml-nowhere",
                "found a «{found}» without a node",
                found = &element.name
            );
            self.findings.push(finding(&path, Fate::Dropped, message));
            return None;
        };
        self.seen.insert(path.clone());
        let bind = self.model.bind(&path);
        let ask = self.ask(element, bind, &path);
        let mut question = Question::bare(self.own_name(name, &path), ask);
        self.properties(&mut question, bind, &path);
        let texts = |name: &str| element.child(name).map(|e| self.model.texts(e));
        question.label = texts("label").unwrap_or_default();
        question.hint = texts("hint").unwrap_or_default();
        element
            .attribute("appearance")
            .unwrap_or_default()
            .trim()
            .clone_into(&mut question.appearance);
        Some(Item::Question(Box::new(question)))
    }

    fn properties(&mut self, question: &mut Question, bind: Option<&Bind>, path: &str) {
        let node = self.model.node(path).map(Element::text).unwrap_or_default();
        node.trim().clone_into(&mut question.default);
        let Some(bind) = bind else { return };
        question.relevant = bind.expression("relevant");
        question.constraint = bind.expression("constraint");
        question.calculation = bind.expression("calculate");
        question.required = bind.expression("required").filter(|r| *r != never());
        question.constraint_message = self.model.message(bind, "constraintMsg");
        question.required_message = self.model.message(bind, "requiredMsg");
        let read_only = bind.get("readonly").is_some_and(|value| value.contains("true"));
        question.read_only = read_only && question.ask != Ask::Note;
        question.sensitive = bind.get("sensitive") == Some("yes");
        question.code = bind.get("code").map(str::to_owned);
        let slots =
            [&question.relevant, &question.constraint, &question.calculation, &question.required];
        for text in slots.into_iter().flatten() {
            if let Expression::Foreign(text) = text
                && let Err(error) = Expression::understood(text)
            {
                let problem = error.said();
                let message = said!("said-xml-kept", "{text}: {problem}", text, problem);
                self.findings.push(finding(path, Fate::Kept, message));
            }
        }
    }

    fn ask(&mut self, element: &Element, bind: Option<&Bind>, path: &str) -> Ask {
        let kind = bind.and_then(|bind| bind.get("type")).unwrap_or("string");
        let kind = kind.rsplit(':').next().unwrap_or(kind);
        let read_only = bind.and_then(|bind| bind.get("readonly")) == Some("true()");
        match element.name.as_str() {
            "select1" => self.choosing(element, path).map_or(Ask::Text, Ask::One),
            "select" => self.choosing(element, path).map_or(Ask::Text, Ask::Many),
            "trigger" => Ask::Acknowledge,
            "upload" => match element.attribute("mediatype").unwrap_or_default() {
                media if media.starts_with("image") => Ask::Photo,
                media if media.starts_with("audio") => Ask::File(FileKind::Audio),
                media if media.starts_with("video") => Ask::File(FileKind::Video),
                _ => Ask::File(FileKind::Any),
            },
            _ => match kind {
                "int" | "integer" => Ask::Integer,
                "decimal" => Ask::Decimal,
                "date" => Ask::Date,
                "time" => Ask::Time,
                "dateTime" => Ask::Moment,
                "geopoint" => Ask::Location,
                "barcode" => Ask::Barcode,
                "string" if read_only => Ask::Note,
                "string" => Ask::Text,
                other => {
                    let message = said!(
                        "said-xml-type",
                        "found the type «{found}», it is asked as text",
                        found = other
                    );
                    self.findings.push(finding(path, Fate::Changed, message));
                    Ask::Text
                }
            },
        }
    }

    /// The list of a selection, from an instance or from the control itself.
    fn choosing(&mut self, element: &Element, path: &str) -> Option<Choosing> {
        if let Some(itemset) = element.child("itemset") {
            let nodeset = itemset.attribute("nodeset").unwrap_or_default();
            let found = instance_of(nodeset).and_then(|(id, filter)| {
                Some((id.parse::<Name>().ok()?, self.model.list(id)?.clone(), filter))
            });
            let Some((id, choices, filter)) = found else {
                let message = said!(
                    "said-xml-choices",
                    "found choices from {nodeset}, it is asked as text",
                    nodeset
                );
                self.findings.push(finding(path, Fate::Changed, message));
                return None;
            };
            self.add_list(id.clone(), choices);
            return Some(Choosing { list: id, filter: filter.map(Expression::parse) });
        }
        let items = element.elements().filter(|item| item.name == "item");
        let choices: Vec<Choice> = items
            .filter_map(|item| {
                let id = item.child("value")?.text().trim().parse().ok()?;
                let label = item.child("label").map(|label| self.model.texts(label));
                let label = label.unwrap_or_else(Texts::default);
                Some(Choice { id, label, attributes: BTreeMap::new() })
            })
            .collect();
        let id: Name = path.rsplit('/').next()?.parse().ok()?;
        self.add_list(id.clone(), choices);
        Some(Choosing { list: id, filter: None })
    }

    fn add_list(&mut self, id: Name, choices: Vec<Choice>) {
        if self.lists.iter().any(|list| list.id == id) {
            return;
        }
        let mut distinct: Vec<Choice> = Vec::with_capacity(choices.len());
        let mut ids = BTreeSet::new();
        for choice in choices {
            if ids.insert(choice.id.clone()) {
                distinct.push(choice);
            }
        }
        self.lists.push(ChoiceList { id, choices: distinct });
    }

    /// Nodes that nothing draws: calculations, and what the device fills in.
    /// Each goes into the group whose node it is in, and items stand in the order of the instance.
    pub(super) fn add_unseen(&mut self, items: &mut Vec<Item>) {
        for (path, name) in self.model.leaves() {
            if self.seen.contains(&path) {
                continue;
            }
            let bind = self.model.bind(&path);
            let fact = bind.and_then(device_fact);
            let ask = fact.map_or(Ask::Hidden, Ask::Device);
            let mut question = Question::bare(self.own_name(name, &path), ask);
            self.properties(&mut question, bind, &path);
            question.read_only = false;
            self.put(items, "", &path, Item::Question(Box::new(question)));
        }
        self.in_order(items, "");
    }

    /// Puts an item into the group that its path names; one that nothing draws is made.
    fn put(&mut self, items: &mut Vec<Item>, above: &str, path: &str, item: Item) {
        let path = path.trim_start_matches('/');
        let step = path.split_once('/').and_then(|(step, rest)| Some((step.parse().ok()?, rest)));
        let Some((id, rest)): Option<(Name, &str)> = step else {
            items.push(item);
            return;
        };
        let above = format!("{above}/{id}");
        let is_it = |other: &Item| matches!(other, Item::Group(group) if group.id == id);
        let at = items.iter().position(is_it).unwrap_or_else(|| {
            let group = self.undrawn(id, &above);
            items.push(Item::Group(Box::new(group)));
            items.len() - 1
        });
        if let Some(Item::Group(group)) = items.get_mut(at) {
            self.put(&mut group.items, &above, rest, item);
        }
    }

    /// A group that only the instance knows.
    fn undrawn(&mut self, id: Name, path: &str) -> Group {
        let node = self.model.node(path);
        let repeated = node.is_some_and(|node| node.attribute("template").is_some());
        Group {
            id: self.own_name(id, path),
            label: Texts::default(),
            relevant: self.model.bind(path).and_then(|bind| bind.expression("relevant")),
            appearance: String::new(),
            repeat: repeated.then(Repeat::default),
            items: Vec::new(),
        }
    }

    fn in_order(&self, items: &mut [Item], path: &str) {
        for item in items.iter_mut() {
            if let Item::Group(group) = item {
                let path = format!("{path}/{}", group.id);
                self.in_order(&mut group.items, &path);
            }
        }
        let Some(node) = self.model.node(path) else { return };
        let order: BTreeMap<&str, usize> =
            node.elements().enumerate().map(|(i, child)| (child.name.as_str(), i)).collect();
        // Groups that are only drawn have no node: what is in them has, one level up.
        items.sort_by_key(|item| {
            let id = match item {
                Item::Question(question) => question.id.as_str(),
                Item::Group(group) => group.id.as_str(),
            };
            order.get(id).copied().unwrap_or(usize::MAX)
        });
    }
}

fn never() -> Expression {
    Expression::parse("false()")
}

fn device_fact(bind: &Bind) -> Option<DeviceFact> {
    match (bind.get("preload")?, bind.get("preloadParams")?) {
        ("timestamp", "start") => Some(DeviceFact::Start),
        ("timestamp", "end") => Some(DeviceFact::End),
        ("date", "today") => Some(DeviceFact::Today),
        ("property", "deviceid") => Some(DeviceFact::Device),
        ("property", "phonenumber") => Some(DeviceFact::Phone),
        ("property", "username") => Some(DeviceFact::User),
        ("property", "email") => Some(DeviceFact::Email),
        _ => None,
    }
}

/// The list and the filter of `instance('list')/root/item[filter]`.
fn instance_of(nodeset: &str) -> Option<(&str, Option<&str>)> {
    let rest = nodeset.trim().strip_prefix("instance(")?;
    let (id, rest) = rest.split_once(')')?;
    let id = id.trim().trim_matches(['\'', '"']);
    let rest = rest.strip_prefix("/root/item")?;
    if rest.is_empty() {
        return Some((id, None));
    }
    Some((id, Some(rest.strip_prefix('[')?.strip_suffix(']')?)))
}
