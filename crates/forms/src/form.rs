//! A form: questions in groups, the choices they offer, and what is expected of the answers.

use std::collections::{BTreeMap, BTreeSet};

use sanaq_election::Language;
use serde::{Deserialize, Serialize};

use crate::{
    answer::Absence,
    expression::{Expr, Expression, Op},
    name::{ChoiceId, FormId, Name},
    texts::{Texts, UNDETERMINED},
};

/// What an observer fills in at one stage of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Form {
    /// Which form, over all its versions.
    pub id: FormId,
    /// Which version of it.
    pub version: String,
    /// What it is called.
    pub title: Texts,
    /// What it is for.
    pub kind: FormKind,
    /// The language shown where nobody chose one.
    pub language: Language,
    /// The letters that begin a text message of this form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyword: Option<String>,
    /// What a filled form is called in a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_name: Option<Expression>,
    /// The lists of choices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<ChoiceList>,
    /// Groups and questions in their order.
    pub items: Vec<Item>,
}

impl Form {
    /// A form without questions: what is filed by a form that nobody knows is read by it, so that
    /// all of it is kept.
    pub fn without_questions(id: &str, version: &str) -> Self {
        let id = id.parse().unwrap_or_else(|_| FormId::nameless());
        Self {
            title: Texts::one(UNDETERMINED, id.as_str()),
            version: version.to_owned(),
            kind: FormKind::Other,
            language: Language(UNDETERMINED.to_owned()),
            keyword: None,
            instance_name: None,
            lists: Vec::new(),
            items: Vec::new(),
            id,
        }
    }
}

/// The stage of election day that a form belongs to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// Arrival and opening.
    Opening,
    /// Voting.
    Voting,
    /// Closing and counting.
    Counting,
    /// Tabulation at a higher commission.
    Tabulation,
    /// Head counts.
    Turnout,
    /// The results protocol.
    Protocol,
    /// An incident.
    Incident,
    /// Anything else.
    #[default]
    Other,
}

impl FormKind {
    /// All kinds, in the order of the day.
    pub const ALL: [Self; 8] = [
        Self::Opening,
        Self::Voting,
        Self::Counting,
        Self::Tabulation,
        Self::Turnout,
        Self::Protocol,
        Self::Incident,
        Self::Other,
    ];

    /// Its name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Voting => "voting",
            Self::Counting => "counting",
            Self::Tabulation => "tabulation",
            Self::Turnout => "turnout",
            Self::Protocol => "protocol",
            Self::Incident => "incident",
            Self::Other => "other",
        }
    }

    /// The kind with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// A list of choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceList {
    /// Its name.
    pub id: Name,
    /// The choices in their order.
    pub choices: Vec<Choice>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored.
    pub id: ChoiceId,
    /// What is shown.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub label: Texts,
    /// What choice filters compare: the region of a district.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<Name, String>,
}

impl Choice {
    /// The attribute with this name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own.as_str() == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A group or a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// A question.
    Question(Box<Question>),
    /// A group.
    Group(Box<Group>),
}

/// Questions that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Group {
    /// Its name.
    pub id: Name,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub label: Texts,
    /// When it is asked at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// How it is drawn, as `XLSForm` says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appearance: String,
    /// Whether it can be filled in several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
    /// What it holds.
    pub items: Vec<Item>,
}

/// How often a group is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// How often, where the form says so; else as often as the observer likes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Expression>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Question {
    /// Its name.
    pub id: Name,
    /// What kind of answer it wants.
    pub ask: Ask,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub label: Texts,
    /// A word of help.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub hint: Texts,
    /// Which reasons for having no answer are offered.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub may: BTreeSet<Absence>,
    /// When an answer is expected; a reason for having none counts as one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Expression>,
    /// What is said when it is missing.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub required_message: Texts,
    /// When it is asked at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// What should hold of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Expression>,
    /// What is said when it does not.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub constraint_message: Texts,
    /// What the answer is computed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<Expression>,
    /// What stands there before anybody answers, as it is written in an instance.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub default: String,
    /// Whether it is only shown.
    #[serde(default, skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// Whether the answer is sealed on the device.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// How it is drawn, as `XLSForm` says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appearance: String,
    /// Its letters in a text message, where they are fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// What kind of answer a question wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// One choice of a list.
    One(Choosing),
    /// Any number of choices of a list.
    Many(Choosing),
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time.
    Moment,
    /// Text.
    Text,
    /// A photo.
    Photo,
    /// Another attachment.
    File(FileKind),
    /// A place on Earth.
    Location,
    /// A barcode or QR code.
    Barcode,
    /// A tick that something was read.
    Acknowledge,
    /// Nothing: a sentence is shown.
    Note,
    /// Nothing: the answer is computed.
    Hidden,
    /// Nothing: the device fills it in.
    Device(DeviceFact),
}

/// Which choices are offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choosing {
    /// The list.
    pub list: Name,
    /// Which of its choices; all when there is no filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Expression>,
}

/// Kinds of attachments besides photos.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A sound recording.
    Audio,
    /// A film.
    Video,
    /// Any file.
    Any,
}

/// What a device can fill in by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceFact {
    /// When the form was opened.
    Start,
    /// When it was saved last.
    End,
    /// The day.
    Today,
    /// The device's identifier.
    Device,
    /// The telephone number.
    Phone,
    /// The name of the user.
    User,
    /// The e-mail address.
    Email,
}

impl Ask {
    /// The choices to choose from, of a question that has them.
    pub const fn choosing(&self) -> Option<&Choosing> {
        match self {
            Self::One(choosing) | Self::Many(choosing) => Some(choosing),
            _ => None,
        }
    }

    /// Its name in files and messages.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::One(_) => "one",
            Self::Many(_) => "many",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Time => "time",
            Self::Moment => "moment",
            Self::Text => "text",
            Self::Photo => "photo",
            Self::File(_) => "file",
            Self::Location => "location",
            Self::Barcode => "barcode",
            Self::Acknowledge => "acknowledge",
            Self::Note => "note",
            Self::Hidden => "hidden",
            Self::Device(_) => "device",
        }
    }

    /// Whether a person answers it.
    pub const fn is_asked(&self) -> bool {
        !matches!(self, Self::Note | Self::Hidden | Self::Device(_))
    }

    /// Whether the answer is a file's name.
    pub const fn is_file(&self) -> bool {
        matches!(self, Self::Photo | Self::File(_))
    }
}

impl Question {
    /// A question with nothing but its name and kind.
    pub fn bare(id: Name, ask: Ask) -> Self {
        Self {
            id,
            ask,
            label: Texts::default(),
            hint: Texts::default(),
            may: BTreeSet::new(),
            required: None,
            required_message: Texts::default(),
            relevant: None,
            constraint: None,
            constraint_message: Texts::default(),
            calculation: None,
            default: String::new(),
            read_only: false,
            sensitive: false,
            appearance: String::new(),
            code: None,
        }
    }

    /// The lowest and highest number that the constraint allows, where it is nothing but a range.
    pub fn range(&self) -> Option<(Option<i64>, Option<i64>)> {
        let Some(Expression::Known(expr)) = &self.constraint else { return None };
        let mut range = (None, None);
        bounds(expr, &mut range).then_some(range)
    }
}

/// Reads `. >= low and . <= high`, in any order and either side alone.
fn bounds(expr: &Expr, range: &mut (Option<i64>, Option<i64>)) -> bool {
    let Expr::Binary(op, left, right) = expr else { return false };
    if *op == Op::And {
        return bounds(left, range) && bounds(right, range);
    }
    let (Expr::Here, Some(number)) = (&**left, right.as_whole()) else { return false };
    let slot = match op {
        Op::AtLeast | Op::Above => &mut range.0,
        Op::AtMost | Op::Below => &mut range.1,
        _ => return false,
    };
    let number = match op {
        Op::Above => number.checked_add(1),
        Op::Below => number.checked_sub(1),
        _ => Some(number),
    };
    slot.is_none() && {
        *slot = number;
        number.is_some()
    }
}

impl Form {
    /// The list with this name.
    pub fn list(&self, id: &Name) -> Option<&ChoiceList> {
        self.lists.iter().find(|list| list.id == *id)
    }

    /// The question with this name.
    pub fn question(&self, id: &Name) -> Option<&Question> {
        self.questions().find(|question| question.id == *id)
    }

    /// All questions in their order, those of groups too.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        let mut left: Vec<&Item> = self.items.iter().rev().collect();
        std::iter::from_fn(move || {
            loop {
                match left.pop()? {
                    Item::Question(question) => return Some(&**question),
                    Item::Group(group) => left.extend(group.items.iter().rev()),
                }
            }
        })
    }

    /// The same, to change them.
    pub(crate) fn each_question(&mut self, change: &mut dyn FnMut(&mut Question)) {
        fn walk(items: &mut [Item], change: &mut dyn FnMut(&mut Question)) {
            for item in items {
                match item {
                    Item::Question(question) => change(question),
                    Item::Group(group) => walk(&mut group.items, change),
                }
            }
        }
        walk(&mut self.items, change);
    }

    /// The choices of a question, of one that has them.
    pub fn choices<'a>(&'a self, question: &Question) -> &'a [Choice] {
        let list = question.ask.choosing().and_then(|choosing| self.list(&choosing.list));
        list.map_or(&[], |list| &list.choices)
    }

    /// The tags of all languages in which some text of the form is written.
    pub fn languages(&self) -> Vec<&str> {
        fn walk<'a>(items: &'a [Item], tags: &mut BTreeSet<&'a str>) {
            for item in items {
                match item {
                    Item::Question(question) => {
                        for texts in question.texts() {
                            texts.collect_languages(tags);
                        }
                    }
                    Item::Group(group) => {
                        group.label.collect_languages(tags);
                        walk(&group.items, tags);
                    }
                }
            }
        }
        let mut tags = BTreeSet::new();
        self.title.collect_languages(&mut tags);
        for choice in self.lists.iter().flat_map(|list| &list.choices) {
            choice.label.collect_languages(&mut tags);
        }
        walk(&self.items, &mut tags);
        tags.into_iter().collect()
    }
}

impl Question {
    /// Everything of it that is shown to people.
    pub fn texts(&self) -> [&Texts; 4] {
        [&self.label, &self.hint, &self.constraint_message, &self.required_message]
    }
}
