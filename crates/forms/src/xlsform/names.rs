//! Headings and languages, as people write them.

use crate::{openrosa::LANGUAGES, texts::UNDETERMINED};

/// A heading: which column it is, and for texts in which language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) column: String,
    pub(super) language: Option<String>,
}

/// Columns that come once for each language.
const TEXTS: &[&str] = &[
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
    "image",
    "big-image",
    "audio",
    "video",
];

/// Reads a heading such as `label::English (en)`, `Label:French`, `media::image::English`,
/// `bind::jr:constraintMsg`.
pub(super) fn heading(text: &str) -> Heading {
    let parts: Vec<&str> = if text.contains("::") {
        text.split("::").map(str::trim).collect()
    } else {
        match text.split_once(':') {
            Some((column, rest)) if is_text(&usual(column)) || is_prefix(column) => {
                vec![column.trim(), rest.trim()]
            }
            _ => vec![text.trim()],
        }
    };
    let first = usual(parts.first().copied().unwrap_or_default());
    let (column, rest) = match (first.as_str(), parts.get(1)) {
        ("media", Some(kind)) => (usual(kind), parts.get(2)),
        ("bind" | "body" | "control", Some(kind)) => (inner(&first, kind), parts.get(2)),
        _ => (first, parts.get(1)),
    };
    let language = rest.map(|language| self::language(language)).filter(|_| is_text(&column));
    // What is no text keeps its second half: it is another column.
    let column = match rest {
        Some(rest) if language.is_none() => format!("{column}::{rest}"),
        _ => column,
    };
    Heading { column, language }
}

/// What stands before a property in an old heading: `bind:relevant`.
fn is_prefix(column: &str) -> bool {
    matches!(column.trim(), "bind" | "body" | "media")
}

fn is_text(column: &str) -> bool {
    TEXTS.contains(&column)
}

/// `bind::relevant` is `relevant`; what has no name of its own stays as it is.
fn inner(first: &str, kind: &str) -> String {
    match kind {
        "jr:constraintMsg" | "jr:requiredMsg" | "jr:count" => usual(kind),
        "relevant" | "constraint" | "required" | "readonly" | "calculate" | "appearance" => {
            usual(kind)
        }
        other => format!("{first}::{other}"),
    }
}

/// A heading's usual spelling.
fn usual(text: &str) -> String {
    let lower = text.trim().to_lowercase().split_whitespace().collect::<Vec<_>>().join("_");
    match lower.as_str() {
        "caption" => "label",
        "command" => "type",
        "relevance" | "skip" => "relevant",
        "read_only" => "readonly",
        "calculate" => "calculation",
        "constraining_message" | "constraint_msg" | "jr:constraintmsg" => "constraint_message",
        "jr:requiredmsg" => "required_message",
        "jr:count" | "count" => "repeat_count",
        "list" => "list_name",
        "set_form_title" | "title" => "form_title",
        "set_form_id" | "id_string" => "form_id",
        other => return other.to_owned(),
    }
    .to_owned()
}

/// The tag of a language: of `English (en)` or `English` it is `en`.
pub(crate) fn language(text: &str) -> String {
    let text = text.trim();
    let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    if let Some((_, tag)) = inside
        && is_tag(tag.trim())
    {
        return tag.trim().to_lowercase();
    }
    let lower = text.to_lowercase();
    let named = LANGUAGES.iter().find(|(_, name)| name.to_lowercase() == lower);
    match named {
        Some((tag, _)) => (*tag).to_owned(),
        None if is_tag(text) => lower,
        None if text.is_empty() || lower == "default" => UNDETERMINED.to_owned(),
        None => text.to_owned(),
    }
}

/// Whether a text looks like a BCP 47 tag: two or three letters, perhaps with a region.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_read_as_people_write_them() {
        let cases = [
            ("label::English (en)", "label", Some("en")),
            ("Label:Français", "label", Some("fr")),
            ("label", "label", None),
            ("hint::Kiswahili", "hint", Some("sw")),
            ("media::image::English", "image", Some("en")),
            ("media::image", "image", None),
            ("Constraint Message::ru", "constraint_message", Some("ru")),
            ("bind::jr:constraintMsg", "constraint_message", None),
            ("bind::relevant", "relevant", None),
            ("bind:jr:constraintMsg", "constraint_message", None),
            ("bind::sanaq:code", "bind::sanaq:code", None),
            ("read only", "readonly", None),
            ("label::Lingua Franca", "label", Some("Lingua Franca")),
            ("instance::foo", "instance::foo", None),
        ];
        for (text, column, tag) in cases {
            let expected = Heading { column: column.to_owned(), language: tag.map(str::to_owned) };
            assert_eq!(heading(text), expected, "{text}");
        }
    }
}
