//! The model of an `XForm`: nodes, binds, texts, lists.

use std::collections::BTreeMap;

use crate::{
    expression::Expression,
    form::Choice,
    name::{ChoiceId, Name},
    texts::Texts,
    xlsform::language,
    xml::{Element, XmlNode},
};

/// What the model says.
pub(super) struct Model {
    root: Element,
    /// Binds by their path below the root.
    binds: BTreeMap<String, Bind>,
    texts: BTreeMap<String, Texts>,
    default_language: Option<String>,
    lists: BTreeMap<String, Vec<Choice>>,
}

/// The properties of a node.
pub(super) struct Bind(Vec<(String, String)>);

impl Bind {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn expression(&self, name: &str) -> Option<Expression> {
        self.get(name).map(Expression::parse)
    }
}

impl Model {
    pub(super) fn read(model: &Element) -> Option<Self> {
        let mut instances = model.elements().filter(|element| element.name == "instance");
        let primary = instances.next()?.elements().next()?.clone();
        let root_path = format!("/{}", primary.name);
        let binds = model.elements().filter(|element| element.name == "bind");
        let binds = binds.filter_map(|bind| {
            let path = bind.attribute("nodeset")?.trim();
            let path = path.strip_prefix(&root_path).unwrap_or(path);
            Some((path.to_owned(), Bind(bind.attributes.clone())))
        });
        let mut read = Self {
            binds: binds.collect(),
            texts: BTreeMap::new(),
            default_language: None,
            lists: BTreeMap::new(),
            root: primary,
        };
        if let Some(itext) = model.child("itext") {
            read.translations(itext);
        }
        for instance in instances {
            let (Some(id), Some(root)) = (instance.attribute("id"), instance.child("root")) else {
                continue;
            };
            let items = root.elements().filter(|element| element.name == "item");
            let choices = items.filter_map(|item| read.choice(item)).collect();
            read.lists.insert(id.to_owned(), choices);
        }
        Some(read)
    }

    fn translations(&mut self, itext: &Element) {
        for translation in itext.elements().filter(|element| element.name == "translation") {
            let tag = language(translation.attribute("lang").unwrap_or_default());
            if translation.attribute("default").is_some() || self.default_language.is_none() {
                self.default_language = Some(tag.clone());
            }
            for text in translation.elements().filter(|element| element.name == "text") {
                let plain = |value: &&Element| value.attribute("form").is_none();
                let value = text.elements().filter(|e| e.name == "value").find(plain);
                if let (Some(id), Some(value)) = (text.attribute("id"), value) {
                    self.texts.entry(id.to_owned()).or_default().set(&tag, with_outputs(value));
                }
            }
        }
    }

    fn choice(&self, item: &Element) -> Option<Choice> {
        let of = |name: &str| item.child(name).map(Element::text);
        let id: ChoiceId = of("name").or_else(|| of("value"))?.trim().parse().ok()?;
        let text = of("itextId").and_then(|id| self.texts.get(&id).cloned());
        let label = text.or_else(|| of("label").map(|label| self.untranslated(label)));
        let own = ["name", "value", "label", "itextId"];
        let attributes = item.elements().filter(|element| !own.contains(&element.name.as_str()));
        let attributes =
            attributes.filter_map(|element| Some((element.name.parse().ok()?, element.text())));
        let label = label.unwrap_or_default();
        Some(Choice { id, label, attributes: attributes.collect() })
    }

    /// A text that stands where it is shown.
    pub(super) fn untranslated(&self, text: String) -> Texts {
        Texts::one(self.default_language().unwrap_or(crate::UNDETERMINED), text)
    }

    pub(super) fn default_language(&self) -> Option<&str> {
        self.default_language.as_deref()
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.root.attribute(name)
    }

    pub(super) fn bind(&self, path: &str) -> Option<&Bind> {
        self.binds.get(path)
    }

    /// The path below the root of a reference in the body.
    pub(super) fn path<'p>(&self, reference: &'p str) -> &'p str {
        let rest = reference.trim().strip_prefix('/').unwrap_or(reference);
        rest.strip_prefix(&self.root.name).unwrap_or(reference)
    }

    /// The node at a path.
    pub(super) fn node(&self, path: &str) -> Option<&Element> {
        let mut steps = path.split('/').filter(|step| !step.is_empty());
        steps.try_fold(&self.root, |element, step| element.child(step))
    }

    /// The nodes of the instance with nothing inside, by path.
    pub(super) fn leaves(&self) -> Vec<(String, Name)> {
        fn walk(element: &Element, path: &str, leaves: &mut Vec<(String, Name)>) {
            for child in element.elements().filter(|child| child.name != "meta") {
                let path = format!("{path}/{}", child.name);
                match child.name.parse() {
                    Ok(name) if child.elements().next().is_none() => leaves.push((path, name)),
                    _ => walk(child, &path, leaves),
                }
            }
        }
        let mut leaves = Vec::new();
        walk(&self.root, "", &mut leaves);
        let mut seen = std::collections::BTreeSet::new();
        leaves.retain(|(path, _)| seen.insert(path.clone()));
        leaves
    }

    pub(super) fn list(&self, id: &str) -> Option<&Vec<Choice>> {
        self.lists.get(id)
    }

    /// The texts of a label or hint: those that it refers to, or its own.
    pub(super) fn texts(&self, element: &Element) -> Texts {
        let id = element.attribute("ref").and_then(itext_id);
        if let Some(texts) = id.and_then(|id| self.texts.get(id)) {
            texts.clone()
        } else {
            let text = with_outputs(element);
            let text = text.trim();
            if text.is_empty() { Texts::default() } else { self.untranslated(text.to_owned()) }
        }
    }

    /// The texts of a message in a bind.
    pub(super) fn message(&self, bind: &Bind, name: &str) -> Texts {
        let Some(text) = bind.get(name) else { return Texts::default() };
        match itext_id(text).and_then(|id| self.texts.get(id)) {
            Some(texts) => texts.clone(),
            None => self.untranslated(text.to_owned()),
        }
    }
}

/// The identifier in `jr:itext('…')`.
fn itext_id(reference: &str) -> Option<&str> {
    let inside = reference.trim().strip_prefix("jr:itext(")?.strip_suffix(')')?;
    Some(inside.trim().trim_matches(['\'', '"']))
}

/// A text with `${name}` where an answer is shown.
fn with_outputs(element: &Element) -> String {
    let mut text = String::new();
    for child in &element.children {
        match child {
            XmlNode::Text(part) => text.push_str(part),
            XmlNode::Element(output) => {
                let path = output.attribute("value").unwrap_or_default();
                let name = path.trim().rsplit('/').next().unwrap_or_default();
                text.extend(["${", name, "}"]);
            }
        }
    }
    text.trim().to_owned()
}
