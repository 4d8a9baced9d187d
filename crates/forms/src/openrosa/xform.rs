//! The form as an `XForm` (ODK `XForms` specification), as ODK Collect downloads it.

use std::collections::{BTreeMap, BTreeSet};

use super::absent::{absent_list, companion_of, companion_relevant};
use crate::{
    answer::Absence,
    expression::{Expr, Expression, replace_references},
    form::{Ask, ChoiceList, DeviceFact, FileKind, Form, Group, Item, Question},
    name::Name,
    outline::Outline,
    texts::Texts,
    words::Words,
    xml::Writer,
};

mod body;

/// The root of the instance.
pub(super) const ROOT: &str = "/data";

/// The namespace of what only Sanaq reads.
pub(crate) const NAMESPACE: &str = "urn:sanaq:form";

/// A form ready to be downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XForm {
    /// The document.
    pub xml: String,
    /// Questions that were left out, because their answers have to be sealed on the device and
    /// Collect cannot do that; and those of which a condition was left out, because it rests on
    /// such a question or on a file that the form does not carry.
    pub left_out: Vec<Name>,
}

/// Writes the `XForm`. With `sensitive`, questions whose answers should be sealed are asked all the
/// same: their answers then reach the server in the clear.
pub fn xform(form: &Form, sensitive: bool) -> XForm {
    let mut left_out = BTreeSet::new();
    let mut form = form.clone();
    if !sensitive {
        form.items = without_sensitive(&form.items, &mut left_out);
    }
    without_useless(&mut form, &mut left_out);
    let outline = Outline::new(&form);
    let writer = FormWriter::new(&form, &outline);
    XForm { xml: writer.write(), left_out: left_out.into_iter().collect() }
}

fn without_sensitive(items: &[Item], left_out: &mut BTreeSet<Name>) -> Vec<Item> {
    let kept = items.iter().filter_map(|item| match item {
        Item::Question(question) if question.sensitive => {
            left_out.insert(question.id.clone());
            None
        }
        Item::Question(_) => Some(item.clone()),
        Item::Group(group) => {
            let items = without_sensitive(&group.items, left_out);
            let group = Group { items, ..(**group).clone() };
            (!group.items.is_empty()).then(|| Item::Group(Box::new(group)))
        }
    });
    kept.collect()
}

/// Takes away conditions that name what is left out or files that are not there, since Collect
/// refuses a form with one of them; and notes whose they are.
fn without_useless(form: &mut Form, left_out: &mut BTreeSet<Name>) {
    let gone = left_out.clone();
    let lists: Vec<Name> = form.lists.iter().map(|list| list.id.clone()).collect();
    let dangling = |expression: &Option<Expression>| {
        expression.as_ref().is_some_and(|expression| {
            expression.references().iter().any(|name| gone.contains(name))
                || matches!(expression, Expression::Foreign(text) if needs_files(text, &lists))
        })
    };
    form.each_question(&mut |question| {
        let slots = [
            &mut question.relevant,
            &mut question.constraint,
            &mut question.required,
            &mut question.calculation,
        ];
        for slot in slots {
            if dangling(slot) {
                *slot = None;
                left_out.insert(question.id.clone());
            }
        }
    });
}

/// Whether an expression that is not understood here reads a list that the form does not have, or
/// what an earlier form held.
fn needs_files(text: &str, lists: &[Name]) -> bool {
    let instances = text.split("instance(").skip(1).filter_map(|rest| rest.split(')').next());
    let unknown = |id: &str| {
        let id = id.trim().trim_matches(['\'', '"']);
        !lists.iter().any(|list| list.as_str() == id)
    };
    text.contains("pulldata(")
        || text.contains("${last-saved#")
        || instances.into_iter().any(unknown)
}

pub(super) struct FormWriter<'f> {
    form: &'f Form,
    outline: &'f Outline<'f>,
    languages: Vec<&'f str>,
    words: BTreeMap<&'f str, Words>,
    absences: BTreeMap<BTreeSet<Absence>, ChoiceList>,
    xml: Writer,
}

impl<'f> FormWriter<'f> {
    fn new(form: &'f Form, outline: &'f Outline<'f>) -> Self {
        let mut languages = form.languages();
        // The default language stands first.
        languages.sort_by_key(|tag| (*tag != form.language.0, *tag));
        if languages.is_empty() {
            languages.push(&form.language.0);
        }
        let offered = form.questions().filter(|question| !question.may.is_empty());
        let absences = offered.filter_map(|question| {
            Some((question.may.clone(), absent_list(&question.may, &languages)?))
        });
        let words = languages.iter().map(|tag| (*tag, Words::new(tag))).collect();
        let absences = absences.collect();
        Self { form, outline, languages, words, absences, xml: Writer::new() }
    }

    fn write(mut self) -> String {
        let namespaces = [
            ("xmlns", "http://www.w3.org/2002/xforms"),
            ("xmlns:h", "http://www.w3.org/1999/xhtml"),
            ("xmlns:jr", "http://openrosa.org/javarosa"),
            ("xmlns:odk", "http://www.opendatakit.org/xforms"),
            ("xmlns:orx", "http://openrosa.org/xforms"),
            ("xmlns:sanaq", NAMESPACE),
        ];
        self.xml.open("h:html", &namespaces);
        self.xml.open("h:head", &[]);
        let title = self.form.title.get(&self.form.language.0);
        self.xml.leaf("h:title", &[], title.unwrap_or(self.form.id.as_str()));
        self.xml.open("model", &[("odk:xforms-version", "1.0.0")]);
        self.translations();
        self.primary();
        self.lists();
        self.binds();
        self.xml.close();
        self.xml.close();
        self.xml.open("h:body", &[]);
        let form = self.form;
        self.body(&form.items);
        self.xml.finish()
    }

    /// The path of a question or group.
    pub(super) fn path(&self, name: &Name) -> String {
        format!("{ROOT}{}", self.outline.path(name).unwrap_or_else(|| format!("/{name}")))
    }

    /// The path of what stands beside a question.
    pub(super) fn beside(&self, question: &Name, name: &Name) -> String {
        let path = self.path(question);
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        format!("{parent}/{name}")
    }

    fn expression(&self, expression: &Expression) -> String {
        let known = |name: &Name| self.outline.path(name).map(|path| format!("{ROOT}{path}"));
        expression.with_paths(&known)
    }

    fn translations(&mut self) {
        let form = self.form;
        self.xml.open("itext", &[]);
        for language in self.languages.clone() {
            let display = display_name(language);
            let mut attributes = vec![("lang", display.as_str())];
            if language == form.language.0 {
                attributes.push(("default", "true()"));
            }
            self.xml.open("translation", &attributes);
            for list in
                form.lists.iter().chain(&self.absences.values().cloned().collect::<Vec<_>>())
            {
                for (i, choice) in list.choices.iter().enumerate() {
                    let id = format!("{}-{i}", list.id);
                    let text = choice.label.get(language).unwrap_or(choice.id.as_str());
                    self.translation(&id, text);
                }
            }
            self.texts_of(&form.items, language);
            self.xml.close();
        }
        self.xml.close();
    }

    fn texts_of(&mut self, items: &[Item], language: &str) {
        for item in items {
            match item {
                Item::Group(group) => {
                    if let Some(text) = group.label.get(language) {
                        let id = format!("{}:label", self.path(&group.id));
                        self.translation(&id, text);
                    }
                    self.texts_of(&group.items, language);
                }
                Item::Question(question) => self.texts_of_question(question, language),
            }
        }
    }

    fn texts_of_question(&mut self, question: &Question, language: &str) {
        let path = self.path(&question.id);
        let optional = |texts: &Texts| texts.get(language).map(str::to_owned);
        let label = question.label.get(language).unwrap_or(question.id.as_str());
        self.translation(&format!("{path}:label"), label);
        let others = [
            ("hint", optional(&question.hint)),
            ("jr:constraintMsg", optional(&question.constraint_message)),
            ("jr:requiredMsg", optional(&question.required_message)),
        ];
        for (what, text) in others {
            if let Some(text) = text {
                self.translation(&format!("{path}:{what}"), &text);
            }
        }
        if let Some(companion) = companion_of(&question.id).filter(|_| !question.may.is_empty()) {
            let id = format!("{}:label", self.beside(&question.id, &companion));
            let text = self.words.get(language).map(|words| words.t("absent-question"));
            self.translation(&id, &text.unwrap_or_default());
        }
    }

    /// A text with the answers that it shows.
    fn translation(&mut self, id: &str, text: &str) {
        self.xml.open("text", &[("id", id)]);
        self.xml.open("value", &[]);
        let mut paths = Vec::new();
        // A character that cannot stand in XML marks where an answer goes.
        let marked = replace_references(text, &mut |name| {
            let path = self.outline.path(name)?;
            paths.push(format!("{ROOT}{path}"));
            Some("\u{0}".to_owned())
        });
        for (i, part) in marked.split('\u{0}').enumerate() {
            let path = i.checked_sub(1).and_then(|i| paths.get(i));
            if let Some(path) = path {
                self.xml.leaf("output", &[("value", path)], "");
            }
            self.xml.text(part);
        }
        self.xml.close();
        self.xml.close();
    }

    fn primary(&mut self) {
        let form = self.form;
        self.xml.open("instance", &[]);
        let mut attributes = vec![
            ("id", form.id.as_str()),
            ("version", form.version.as_str()),
            ("sanaq:kind", form.kind.id()),
        ];
        if let Some(keyword) = &form.keyword {
            attributes.push(("sanaq:keyword", keyword));
        }
        self.xml.open("data", &attributes);
        self.nodes(&form.items, true);
        self.xml.open("meta", &[]);
        self.xml.leaf("instanceID", &[], "");
        if form.instance_name.is_some() {
            self.xml.leaf("instanceName", &[], "");
        }
        self.xml.close();
        self.xml.close();
        self.xml.close();
    }

    fn nodes(&mut self, items: &[Item], template: bool) {
        for item in items {
            match item {
                Item::Question(question) => {
                    self.xml.leaf(question.id.as_str(), &[], &question.default);
                    let companion = companion_of(&question.id);
                    if let Some(companion) = companion.filter(|_| !question.may.is_empty()) {
                        self.xml.leaf(companion.as_str(), &[], "");
                    }
                }
                Item::Group(group) => {
                    if let Some(counter) = counter_of(group) {
                        self.xml.leaf(counter.as_str(), &[], "");
                    }
                    if group.repeat.is_some() && template {
                        self.xml.open(group.id.as_str(), &[("jr:template", "")]);
                        self.nodes(&group.items, true);
                        self.xml.close();
                    }
                    self.xml.open(group.id.as_str(), &[]);
                    self.nodes(&group.items, template && group.repeat.is_none());
                    self.xml.close();
                }
            }
        }
    }

    fn lists(&mut self) {
        let absences: Vec<ChoiceList> = self.absences.values().cloned().collect();
        let form = self.form;
        for list in form.lists.iter().chain(&absences) {
            self.xml.open("instance", &[("id", list.id.as_str())]);
            self.xml.open("root", &[]);
            for (i, choice) in list.choices.iter().enumerate() {
                self.xml.open("item", &[]);
                self.xml.leaf("itextId", &[], &format!("{}-{i}", list.id));
                self.xml.leaf("name", &[], choice.id.as_str());
                for (name, value) in &choice.attributes {
                    self.xml.leaf(name.as_str(), &[], value);
                }
                self.xml.close();
            }
            self.xml.close();
            self.xml.close();
        }
    }

    fn binds(&mut self) {
        let form = self.form;
        self.binds_of(&form.items);
        let id = "/data/meta/instanceID";
        let attributes =
            [("nodeset", id), ("type", "string"), ("readonly", "true()"), ("jr:preload", "uid")];
        self.xml.leaf("bind", &attributes, "");
        if let Some(name) = &form.instance_name {
            let name = self.expression(name);
            let path = "/data/meta/instanceName";
            let attributes = [("nodeset", path), ("type", "string"), ("calculate", &name)];
            self.xml.leaf("bind", &attributes, "");
        }
    }

    fn binds_of(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => {
                    self.counter(group);
                    if let Some(relevant) = &group.relevant {
                        let (path, relevant) = (self.path(&group.id), self.expression(relevant));
                        let attributes = [("nodeset", &*path), ("relevant", &*relevant)];
                        self.xml.leaf("bind", &attributes, "");
                    }
                    self.binds_of(&group.items);
                }
                Item::Question(question) => {
                    self.bind(question);
                    self.bind_beside(question);
                }
            }
        }
    }

    /// `jr:count` wants a path: any other expression gets a node of its own.
    fn counter(&mut self, group: &Group) {
        let count = group.repeat.as_ref().and_then(|repeat| repeat.count.as_ref());
        let (Some(counter), Some(count)) = (counter_of(group), count) else { return };
        let (path, count) = (self.beside(&group.id, &counter), self.expression(count));
        let attributes = [
            ("nodeset", &*path),
            ("type", "string"),
            ("readonly", "true()"),
            ("calculate", &*count),
        ];
        self.xml.leaf("bind", &attributes, "");
    }

    fn bind(&mut self, question: &Question) {
        let path = self.path(&question.id);
        let mut attributes: Vec<(&str, String)> =
            vec![("nodeset", path.clone()), ("type", bind_type(&question.ask).to_owned())];
        let conditions = [
            ("relevant", &question.relevant),
            ("constraint", &question.constraint),
            ("calculate", &question.calculation),
        ];
        for (what, expression) in conditions {
            attributes.extend(expression.as_ref().map(|e| (what, self.expression(e))));
        }
        // Where a reason for having no answer is offered, that question is the required one.
        if let Some(required) = question.required.as_ref().filter(|_| question.may.is_empty()) {
            attributes.push(("required", self.expression(required)));
        }
        let messages = [
            ("jr:constraintMsg", &question.constraint_message),
            ("jr:requiredMsg", &question.required_message),
        ];
        for (what, _) in messages.into_iter().filter(|(_, texts)| !texts.is_empty()) {
            attributes.push((what, format!("jr:itext('{path}:{what}')")));
        }
        if question.read_only || question.ask == Ask::Note {
            attributes.push(("readonly", "true()".to_owned()));
        }
        if let Ask::Device(fact) = question.ask {
            let (preload, parameter) = preload(fact);
            attributes.push(("jr:preload", preload.to_owned()));
            attributes.push(("jr:preloadParams", parameter.to_owned()));
        }
        if question.sensitive {
            attributes.push(("sanaq:sensitive", "yes".to_owned()));
        }
        attributes.extend(question.code.iter().map(|code| ("sanaq:code", code.clone())));
        let attributes: Vec<(&str, &str)> =
            attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
        self.xml.leaf("bind", &attributes, "");
    }

    fn bind_beside(&mut self, question: &Question) {
        let companion = companion_of(&question.id).filter(|_| !question.may.is_empty());
        let Some(companion) = companion else { return };
        let path = self.beside(&question.id, &companion);
        let relevant = self.expression(&companion_relevant(question));
        let required = question.required.as_ref().map(|required| self.expression(required));
        let mut attributes = vec![("nodeset", &*path), ("type", "string"), ("relevant", &relevant)];
        attributes.extend(required.iter().map(|required| ("required", required.as_str())));
        self.xml.leaf("bind", &attributes, "");
    }
}

/// The node that counts a group's repetitions, where the count is more than a reference.
pub(super) fn counter_of(group: &Group) -> Option<Name> {
    match group.repeat.as_ref()?.count.as_ref()? {
        Expression::Known(Expr::Ref(_)) => None,
        _ => format!("{}_count", group.id).parse().ok(),
    }
}

const fn bind_type(ask: &Ask) -> &'static str {
    match ask {
        Ask::Integer => "int",
        Ask::Decimal => "decimal",
        Ask::Date | Ask::Device(DeviceFact::Today) => "date",
        Ask::Time => "time",
        Ask::Moment | Ask::Device(DeviceFact::Start | DeviceFact::End) => "dateTime",
        Ask::Photo | Ask::File(_) => "binary",
        Ask::Location => "geopoint",
        Ask::Barcode => "barcode",
        _ => "string",
    }
}

const fn preload(fact: DeviceFact) -> (&'static str, &'static str) {
    match fact {
        DeviceFact::Start => ("timestamp", "start"),
        DeviceFact::End => ("timestamp", "end"),
        DeviceFact::Today => ("date", "today"),
        DeviceFact::Device => ("property", "deviceid"),
        DeviceFact::Phone => ("property", "phonenumber"),
        DeviceFact::User => ("property", "username"),
        DeviceFact::Email => ("property", "email"),
    }
}

pub(super) const fn media_type(ask: &Ask) -> &'static str {
    match ask {
        Ask::File(FileKind::Audio) => "audio/*",
        Ask::File(FileKind::Video) => "video/*",
        Ask::File(FileKind::Any) => "application/*",
        _ => "image/*",
    }
}

/// A language as people see it in Collect's menu: `English (en)`.
pub(crate) fn display_name(tag: &str) -> String {
    let known = LANGUAGES.iter().find(|(own, _)| *own == tag);
    known.map_or_else(|| tag.to_owned(), |(tag, name)| format!("{name} ({tag})"))
}

/// The languages of places where observers work, by tag.
pub(crate) const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "العربية"),
    ("az", "Azərbaycanca"),
    ("be", "Беларуская"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("hy", "Հայերեն"),
    ("ka", "ქართული"),
    ("kk", "Қазақша"),
    ("ky", "Кыргызча"),
    ("mn", "Монгол"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sr", "Српски"),
    ("sw", "Kiswahili"),
    ("tg", "Тоҷикӣ"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("uz", "Oʻzbekcha"),
];
