//! The functions, one by one. Counting of characters is in Unicode scalar values.

use super::{Evaluator, Here, Value, common, moment_value, text_of};
use crate::{
    expression::{Expr, Function},
    moment::{Date, Moment, Time},
};

impl Evaluator<'_> {
    pub(super) fn call(&self, function: Function, arguments: &[Expr], here: Here<'_>) -> Value {
        use Function as F;
        let argument = |i: usize| arguments.get(i).map_or(Value::Unknown, |a| self.eval(a, here));
        match function {
            F::True => Value::Truth(true),
            F::False => Value::Truth(false),
            F::If => match argument(0).truth() {
                super::Truth::Yes => argument(1),
                super::Truth::No => argument(2),
                super::Truth::Unknown => Value::Unknown,
            },
            F::Coalesce => match argument(0) {
                Value::Open => argument(1),
                Value::Text(text) if text.is_empty() => argument(1),
                first => first,
            },
            F::Once => self.once(arguments, here),
            F::Sum | F::Min | F::Max | F::Count | F::CountNonEmpty => {
                self.over_all(function, arguments, here)
            }
            F::Concat | F::Join => self.joined(function, arguments, here),
            F::Today => self.now.map_or(Value::Unknown, |now| today(&now)),
            F::Now => self.now.map_or(Value::Unknown, moment_value),
            F::Position => {
                let number = here.at.last().map(|number| f64::from(*number));
                number.map_or(Value::Unknown, Value::Number)
            }
            _ => {
                let values: Vec<Value> = arguments.iter().map(|a| self.eval(a, here)).collect();
                plain(function, &values).unwrap_or(Value::Unknown)
            }
        }
    }

    /// What stands there already, else the argument.
    fn once(&self, arguments: &[Expr], here: Here<'_>) -> Value {
        let standing = here.place.and_then(|place| self.answers.get(place));
        match standing {
            Some(answer) => super::from_answer(answer),
            None => arguments.first().map_or(Value::Unknown, |a| self.eval(a, here)),
        }
    }

    /// One value, or one for each repetition where a repeated question is named.
    fn all(&self, argument: &Expr, here: Here<'_>) -> Vec<Value> {
        match argument {
            Expr::Ref(name) => self.nodes(name, here),
            other => vec![self.eval(other, here)],
        }
    }

    fn over_all(&self, function: Function, arguments: &[Expr], here: Here<'_>) -> Value {
        if let (Function::Count, [Expr::Ref(name)]) = (function, arguments)
            && let Some(group) = self.outline.group(name)
        {
            let (prefix, _) = common(&group.repeats, here);
            return count(self.repetitions(name, prefix).len());
        }
        let values: Vec<Value> = arguments.iter().flat_map(|a| self.all(a, here)).collect();
        match function {
            Function::Count => count(values.len()),
            Function::CountNonEmpty => {
                let open = |value: &&Value| !text_of(value).is_empty();
                if values.contains(&Value::Unknown) {
                    return Value::Unknown;
                }
                count(values.iter().filter(open).count())
            }
            Function::Sum => {
                let sum = values.iter().map(Value::number).sum::<Option<f64>>();
                sum.map_or(Value::Unknown, Value::Number)
            }
            _ => extreme(function, &values),
        }
    }

    fn joined(&self, function: Function, arguments: &[Expr], here: Here<'_>) -> Value {
        let (separator, parts) = match (function, arguments) {
            (Function::Join, [first, parts @ ..]) => (self.eval(first, here).text(), parts),
            (_, parts) => (Some(String::new()), parts),
        };
        let texts: Option<Vec<String>> =
            parts.iter().flat_map(|a| self.all(a, here)).map(|value| value.text()).collect();
        match separator.zip(texts) {
            Some((separator, texts)) => Value::Text(texts.join(&separator)),
            None => Value::Unknown,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^53")]
fn count(number: usize) -> Value {
    Value::Number(number as f64)
}

fn today(now: &Moment) -> Value {
    super::from_answer(&crate::answer::Answer::Date(now.date))
}

fn extreme(function: Function, values: &[Value]) -> Value {
    let numbers: Option<Vec<f64>> = values.iter().map(Value::number).collect();
    let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) else {
        return Value::Unknown;
    };
    if numbers.iter().any(|number| number.is_nan()) {
        return Value::Number(f64::NAN);
    }
    let larger = function == Function::Max;
    let pick = |a: f64, b: f64| if larger { a.max(b) } else { a.min(b) };
    numbers.into_iter().reduce(pick).map_or(Value::Unknown, Value::Number)
}

/// Functions of plain values. Nothing where an argument is not known.
fn plain(function: Function, values: &[Value]) -> Option<Value> {
    use Function as F;
    let value = |i: usize| values.get(i);
    let number = |i: usize| value(i).and_then(Value::number);
    let text = |i: usize| value(i).and_then(Value::text);
    Some(match function {
        F::Not => match value(0)?.truth() {
            super::Truth::Yes => Value::Truth(false),
            super::Truth::No => Value::Truth(true),
            super::Truth::Unknown => return None,
        },
        F::Boolean => value(0)?.truth().into(),
        F::BooleanFromString => Value::Truth(matches!(text(0)?.as_str(), "true" | "1")),
        F::Number => Value::Number(number(0)?),
        F::Int => Value::Number(number(0)?.trunc()),
        F::Floor => Value::Number(number(0)?.floor()),
        F::Ceiling => Value::Number(number(0)?.ceil()),
        F::Abs => Value::Number(number(0)?.abs()),
        F::Pow => Value::Number(libm::pow(number(0)?, number(1)?)),
        F::Round => {
            let places = if values.len() > 1 { whole(number(1)?)? } else { 0 };
            Value::Number(rounded(number(0)?, places))
        }
        F::String => Value::Text(text(0)?),
        F::Selected => {
            Value::Truth(text(0)?.split_whitespace().any(|one| Some(one) == text(1).as_deref()))
        }
        F::CountSelected => count(text(0)?.split_whitespace().count()),
        F::Date => days(value(0)?)?,
        F::DecimalDateTime => match days(value(0)?)? {
            Value::Day(days, _) => Value::Number(days),
            _ => return None,
        },
        F::DecimalTime => {
            let time: Time = text(0)?.parse().ok()?;
            Value::Number(f64::from(time.seconds()) / 86_400.0)
        }
        _ => texts(function, &text(0)?, &values.get(1..)?.iter().collect::<Vec<_>>())?,
    })
}

/// Functions of texts.
fn texts(function: Function, first: &str, others: &[&Value]) -> Option<Value> {
    use Function as F;
    let text = |i: usize| others.get(i).and_then(|value| value.text());
    let number = |i: usize| others.get(i).and_then(|value| value.number()).and_then(whole);
    Some(match function {
        F::StringLength => count(first.chars().count()),
        F::NormalizeSpace => Value::Text(first.split_whitespace().collect::<Vec<_>>().join(" ")),
        F::StartsWith => Value::Truth(first.starts_with(&text(0)?)),
        F::EndsWith => Value::Truth(first.ends_with(&text(0)?)),
        F::Contains => Value::Truth(first.contains(&text(0)?)),
        F::SubstringBefore => {
            let found = first.split_once(&text(0)?).map(|(before, _)| before);
            Value::Text(found.unwrap_or_default().to_owned())
        }
        F::SubstringAfter => {
            let found = first.split_once(&text(0)?).map(|(_, after)| after);
            Value::Text(found.unwrap_or_default().to_owned())
        }
        F::Substr => {
            let end = if others.len() > 1 { Some(number(1)?) } else { None };
            Value::Text(part(first, number(0)?, end))
        }
        F::Translate => Value::Text(translated(first, &text(0)?, &text(1)?)),
        F::Regex => Value::Truth(matches(first, &text(0)?)?),
        _ => return None,
    })
}

/// The characters from `start` up to `end`, counted from 0, negative ones from the end.
fn part(text: &str, start: i64, end: Option<i64>) -> String {
    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let index = |at: i64| {
        let at = if at < 0 { at.saturating_add(length) } else { at };
        usize::try_from(at.clamp(0, length)).unwrap_or(0)
    };
    let (start, end) = (index(start), index(end.unwrap_or(length)));
    text.chars().take(end).skip(start).collect()
}

fn translated(text: &str, from: &str, to: &str) -> String {
    let to: Vec<char> = to.chars().collect();
    let exchange = |c: char| match from.chars().position(|other| other == c) {
        Some(at) => to.get(at).copied(),
        None => Some(c),
    };
    text.chars().filter_map(exchange).collect()
}

/// `JavaRosa`'s `regex` wants the whole text to match. Patterns are matched in linear time.
fn matches(text: &str, pattern: &str) -> Option<bool> {
    let whole = format!("^(?:{pattern})$");
    let regex = regex::RegexBuilder::new(&whole).size_limit(1 << 20).build().ok()?;
    Some(regex.is_match(text))
}

/// Half is rounded away from zero, as ODK Collect does; `XPath` 1.0 would round -2.5 up.
fn rounded(number: f64, places: i64) -> f64 {
    let factor = libm::pow(10.0, places.clamp(-15, 15).unsigned_abs() as f64);
    let factor = if places < 0 { 1.0 / factor } else { factor };
    let scaled = number * factor;
    (scaled.abs() + 0.5).floor().copysign(scaled) / factor
}

/// A number without its fraction, as an integer.
fn whole(number: f64) -> Option<i64> {
    format!("{:.0}", number.trunc()).parse().ok()
}

#[expect(clippy::cast_precision_loss, reason = "days of four-digit years are far below 2^53")]
fn days(value: &Value) -> Option<Value> {
    match value {
        Value::Day(..) => Some(value.clone()),
        Value::Text(text) => match text.parse::<Date>() {
            Ok(date) => Some(Value::Day(date.days() as f64, date.to_string())),
            Err(_) => text.parse::<Moment>().ok().map(moment_value),
        },
        _ => None,
    }
}
