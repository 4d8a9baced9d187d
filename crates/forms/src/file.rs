//! `forms/<name>.toml` → [`Form`], or every problem found with its line.

use std::collections::{BTreeMap, BTreeSet};

use sanaq_election::{FileError, Language, Problem, line_of, toml_problem};
use sanaq_said::{Said, said};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    answer::Absence,
    expression::{Expr, Expression, Op},
    form::{
        Ask, Choice, ChoiceList, Choosing, DeviceFact, FileKind, Form, FormKind, Group, Item,
        Question, Repeat,
    },
    name::{ChoiceId, FormId, Name},
    texts::Texts,
};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawForm {
    id: FormId,
    version: String,
    title: Texts,
    kind: FormKind,
    language: Option<String>,
    keyword: Option<String>,
    #[serde(default)]
    lists: BTreeMap<Name, Vec<RawChoice>>,
    #[serde(default)]
    groups: Vec<RawGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChoice {
    id: ChoiceId,
    #[serde(default)]
    label: Texts,
    #[serde(default)]
    attributes: BTreeMap<Name, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawGroup {
    id: Name,
    #[serde(default)]
    label: Texts,
    relevant: Option<Spanned<String>>,
    #[serde(default)]
    appearance: String,
    #[serde(default)]
    repeat: bool,
    /// What the questions offer that do not say it themselves.
    #[serde(default)]
    may: BTreeSet<Absence>,
    /// Whether the questions are required that do not say it themselves.
    #[serde(default)]
    required: bool,
    questions: Vec<RawQuestion>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawQuestion {
    id: Spanned<Name>,
    ask: Spanned<String>,
    #[serde(default)]
    label: Texts,
    #[serde(default)]
    hint: Texts,
    may: Option<BTreeSet<Absence>>,
    required: Option<Spanned<toml::Value>>,
    #[serde(default)]
    required_message: Texts,
    relevant: Option<Spanned<String>>,
    constraint: Option<Spanned<String>>,
    min: Option<i64>,
    max: Option<i64>,
    #[serde(default)]
    message: Texts,
    calculation: Option<Spanned<String>>,
    filter: Option<Spanned<String>>,
    #[serde(default)]
    default: String,
    #[serde(default)]
    read_only: bool,
    #[serde(default)]
    sensitive: bool,
    #[serde(default)]
    appearance: String,
    code: Option<String>,
}

impl Form {
    /// Parses a form's file. `file` is the name used in messages.
    ///
    /// # Errors
    /// Every problem found, each with line, name, what was found and what was expected.
    pub fn parse(file: &str, text: &str) -> Result<Self, FileError> {
        let fail = |mut problems: Vec<Problem>| {
            problems.sort();
            FileError { file: file.to_owned(), problems }
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let raw: RawForm =
            toml::from_str(text).map_err(|error| fail(vec![toml_problem(text, &error)]))?;
        let mut reader = Reader { text, problems: Vec::new(), lines: BTreeMap::new() };
        let form = reader.form(raw);
        for fault in form.faults() {
            let line = fault.name.as_ref().and_then(|name| reader.lines.get(name).copied());
            let key = fault.name.map(String::from).unwrap_or_default();
            reader.problems.push(Problem { line, key, message: fault.message });
        }
        if reader.problems.is_empty() { Ok(form) } else { Err(fail(reader.problems)) }
    }
}

struct Reader<'t> {
    text: &'t str,
    problems: Vec<Problem>,
    lines: BTreeMap<Name, usize>,
}

impl Reader<'_> {
    fn problem(&mut self, at: usize, key: &str, message: Said) {
        let line = Some(line_of(self.text, at));
        self.problems.push(Problem { line, key: key.to_owned(), message });
    }

    fn expression(&mut self, key: &str, text: Option<Spanned<String>>) -> Option<Expression> {
        let text = text?;
        match Expression::understood(text.get_ref()) {
            Ok(expression) => Some(expression),
            Err(error) => {
                self.problem(text.span().start, key, error.said());
                None
            }
        }
    }

    fn required(&mut self, value: Spanned<toml::Value>) -> Option<Expression> {
        let span = value.span();
        match value.into_inner() {
            toml::Value::Boolean(always) => always.then(Expression::always),
            toml::Value::String(condition) => {
                self.expression("required", Some(Spanned::new(span, condition)))
            }
            other => {
                let message = said!(
                    "said-required",
                    "found {found}, expected true, false or a condition",
                    found = other.to_string()
                );
                self.problem(span.start, "required", message);
                None
            }
        }
    }

    fn form(&mut self, raw: RawForm) -> Form {
        let lists = raw.lists.into_iter().map(|(id, choices)| {
            let choices = choices.into_iter().map(|choice| Choice {
                id: choice.id,
                label: choice.label,
                attributes: choice.attributes,
            });
            ChoiceList { id, choices: choices.collect() }
        });
        Form {
            id: raw.id,
            version: raw.version,
            title: raw.title,
            kind: raw.kind,
            language: Language(raw.language.unwrap_or_else(|| "en".to_owned())),
            keyword: raw.keyword,
            instance_name: None,
            lists: lists.collect(),
            items: raw.groups.into_iter().map(|group| self.group(group)).collect(),
        }
    }

    fn group(&mut self, raw: RawGroup) -> Item {
        let relevant = self.expression("relevant", raw.relevant);
        let (may, required) = (raw.may, raw.required);
        let questions = raw.questions.into_iter();
        let items = questions.filter_map(|question| self.question(question, &may, required));
        Item::Group(Box::new(Group {
            id: raw.id,
            label: raw.label,
            relevant,
            appearance: raw.appearance,
            repeat: raw.repeat.then(Repeat::default),
            items: items.map(|question| Item::Question(Box::new(question))).collect(),
        }))
    }

    fn question(
        &mut self,
        raw: RawQuestion,
        may: &BTreeSet<Absence>,
        required: bool,
    ) -> Option<Question> {
        let at = raw.id.span().start;
        let id = raw.id.into_inner();
        self.lines.insert(id.clone(), line_of(self.text, at));
        let filter = self.expression("filter", raw.filter);
        let ask = match ask(raw.ask.get_ref(), filter) {
            Ok(ask) => ask,
            Err(message) => {
                self.problem(raw.ask.span().start, "ask", message);
                return None;
            }
        };
        let answered = ask.is_asked() && !matches!(ask, Ask::Acknowledge);
        let required = match raw.required {
            Some(value) => self.required(value),
            None => (required && answered).then(Expression::always),
        };
        let written = self.expression("constraint", raw.constraint);
        let constraint = with_range(written, raw.min, raw.max);
        Some(Question {
            may: raw.may.unwrap_or_else(|| if answered { may.clone() } else { BTreeSet::new() }),
            required,
            constraint,
            label: raw.label,
            hint: raw.hint,
            required_message: raw.required_message,
            relevant: self.expression("relevant", raw.relevant),
            constraint_message: raw.message,
            calculation: self.expression("calculation", raw.calculation),
            default: raw.default,
            read_only: raw.read_only,
            sensitive: raw.sensitive,
            appearance: raw.appearance,
            code: raw.code,
            ..Question::bare(id, ask)
        })
    }
}

/// Reads `one yes-no`, `many materials`, `integer`, …
fn ask(text: &str, filter: Option<Expression>) -> Result<Ask, Said> {
    let expected = "one LIST, many LIST, integer, decimal, date, time, moment, text, photo, audio, \
                    video, file, location, barcode, acknowledge, note, hidden, start, end, today, \
                    device, phone, user or email";
    let wrong =
        || said!("said-ask", "found «{found}», expected {expected}", found = text, expected);
    let mut words = text.split_whitespace();
    let (kind, list) = (words.next().unwrap_or_default(), words.next());
    let simple = match kind {
        "integer" => Ask::Integer,
        "decimal" => Ask::Decimal,
        "date" => Ask::Date,
        "time" => Ask::Time,
        "moment" => Ask::Moment,
        "text" => Ask::Text,
        "photo" => Ask::Photo,
        "audio" => Ask::File(FileKind::Audio),
        "video" => Ask::File(FileKind::Video),
        "file" => Ask::File(FileKind::Any),
        "location" => Ask::Location,
        "barcode" => Ask::Barcode,
        "acknowledge" => Ask::Acknowledge,
        "note" => Ask::Note,
        "hidden" => Ask::Hidden,
        "start" => Ask::Device(DeviceFact::Start),
        "end" => Ask::Device(DeviceFact::End),
        "today" => Ask::Device(DeviceFact::Today),
        "device" => Ask::Device(DeviceFact::Device),
        "phone" => Ask::Device(DeviceFact::Phone),
        "user" => Ask::Device(DeviceFact::User),
        "email" => Ask::Device(DeviceFact::Email),
        "one" | "many" => {
            let list: Name = list.ok_or_else(wrong)?.parse().map_err(|_| wrong())?;
            let choosing = Choosing { list, filter };
            return Ok(if kind == "one" { Ask::One(choosing) } else { Ask::Many(choosing) });
        }
        _ => return Err(wrong()),
    };
    if list.is_some() || filter.is_some() { Err(wrong()) } else { Ok(simple) }
}

/// `min` and `max` are short for a constraint.
pub(crate) fn with_range(
    constraint: Option<Expression>,
    min: Option<i64>,
    max: Option<i64>,
) -> Option<Expression> {
    let number = |value: i64| {
        let text = Expr::Number(crate::Decimal::whole(value.saturating_abs()));
        if value < 0 { Expr::Negative(Box::new(text)) } else { text }
    };
    let side = |op, value| Expr::binary(op, Expr::Here, number(value));
    let low = min.map(|value| side(Op::AtLeast, value));
    let high = max.map(|value| side(Op::AtMost, value));
    let written = match constraint {
        Some(Expression::Known(expr)) => Some(expr),
        Some(foreign @ Expression::Foreign(_)) => return Some(foreign),
        None => None,
    };
    let sides = low.into_iter().chain(high).chain(written);
    sides.reduce(|left, right| Expr::binary(Op::And, left, right)).map(Expression::Known)
}

#[cfg(test)]
mod tests;
