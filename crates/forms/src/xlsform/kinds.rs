//! The `type` column.

use sanaq_said::{Said, said};

use crate::form::{Ask, Choosing, DeviceFact, FileKind};

/// What a row of the survey is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    BeginGroup,
    BeginRepeat,
    End,
    /// A question that a form has.
    Ask(Ask),
    /// A choice from a list, whose name is read as it stands.
    Choose {
        many: bool,
        list: String,
        or_other: bool,
    },
    /// A number on a scale.
    Range,
    /// A question that is asked as text instead, and why.
    AsText(Said),
    /// A row that has no place in a form, and why.
    Nothing(Said),
    /// A type that is not known.
    Unknown,
}

/// Reads a type, in any of the spellings that `XLSForm` had over the years.
pub(super) fn kind(text: &str) -> Kind {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = words.join(" ").to_lowercase().replace('_', " ");
    if let Some(choose) = choose(text, &words, &lower) {
        return choose;
    }
    match lower.as_str() {
        "begin group" | "begin lgroup" => Kind::BeginGroup,
        "begin repeat" | "begin lrepeat" => Kind::BeginRepeat,
        "end group" | "end lgroup" | "end repeat" | "end lrepeat" | "end loop" => Kind::End,
        "range" => Kind::Range,
        "geotrace" | "geoshape" => Kind::AsText(said!(
            "said-type-lines",
            "found «{found}»: lines and areas on a map are not drawn here, it is asked as text",
            found = text
        )),
        other => nothing(other, text)
            .map(Kind::Nothing)
            .or_else(|| ask(other).map(Kind::Ask))
            .unwrap_or(Kind::Unknown),
    }
}

/// Why a row of this type has no place in a form.
fn nothing(lower: &str, found: &str) -> Option<Said> {
    Some(match lower {
        "begin loop" => said!("said-type-loop", "found «{found}»: loops are not read", found),
        "audit" | "background-audio" | "background-geopoint" | "start-geopoint" => said!(
            "said-type-unasked",
            "found «{found}»: nothing is recorded that the observer is not asked for",
            found
        ),
        "simserial" | "sim id" | "subscriberid" | "subscriber id" => said!(
            "said-type-sim",
            "found «{found}»: phones have not given this away since 2019",
            found
        ),
        "xml-external" | "csv-external" | "osm" => {
            said!("said-type-external", "found «{found}»: external files are not read", found)
        }
        _ => return None,
    })
}

fn ask(lower: &str) -> Option<Ask> {
    Some(match lower {
        "text" | "string" | "q string" | "add text prompt" => Ask::Text,
        "integer" | "int" | "q int" | "add integer prompt" => Ask::Integer,
        "decimal" | "q decimal" | "add decimal prompt" => Ask::Decimal,
        "date" | "q date" | "add date prompt" => Ask::Date,
        "time" | "q time" | "add time prompt" => Ask::Time,
        "datetime" | "date time" | "date and time" | "add date time prompt" => Ask::Moment,
        "geopoint" | "gps" | "location" | "q location" | "add location prompt" => Ask::Location,
        "image" | "photo" | "picture" | "q picture" | "add image prompt" => Ask::Photo,
        "audio" | "add audio prompt" => Ask::File(FileKind::Audio),
        "video" | "add video prompt" => Ask::File(FileKind::Video),
        "file" | "add file prompt" => Ask::File(FileKind::Any),
        "barcode" | "q barcode" | "add barcode prompt" => Ask::Barcode,
        "note" | "add note prompt" | "q note" => Ask::Note,
        "acknowledge" | "trigger" | "q acknowledge" | "add acknowledge prompt" => Ask::Acknowledge,
        "calculate" | "calculation" | "q calculate" | "add calculate prompt" | "hidden" => {
            Ask::Hidden
        }
        "start" | "start time" | "get start time" => Ask::Device(DeviceFact::Start),
        "end" | "end time" | "get end time" => Ask::Device(DeviceFact::End),
        "today" | "get today" => Ask::Device(DeviceFact::Today),
        "deviceid" | "device id" | "imei" | "get device id" => Ask::Device(DeviceFact::Device),
        "phonenumber" | "phone number" | "get phone number" => Ask::Device(DeviceFact::Phone),
        "username" => Ask::Device(DeviceFact::User),
        "email" => Ask::Device(DeviceFact::Email),
        _ => return None,
    })
}

/// `select_one list or_other` and its older spellings.
fn choose(found: &str, words: &[&str], lower: &str) -> Option<Kind> {
    let spellings = [
        ("add select one prompt using ", false),
        ("add select multiple prompt using ", true),
        ("select one from file ", false),
        ("select multiple from file ", true),
        ("select all that apply from ", true),
        ("select one external ", false),
        ("select one from ", false),
        ("select multiple from ", true),
        ("select all that apply ", true),
        ("select multiple ", true),
        ("select one ", false),
        ("select1 ", false),
        ("rank ", true),
    ];
    let (spelling, many) = *spellings.iter().find(|(spelling, _)| lower.starts_with(spelling))?;
    if spelling.starts_with("rank") {
        return Some(Kind::AsText(said!(
            "said-type-rank",
            "found «{found}»: ranking is not asked here, it is asked as text",
            found
        )));
    }
    if spelling.contains("file") || spelling.contains("external") {
        return Some(Kind::AsText(said!(
            "said-type-files",
            "found «{found}»: choices from files are not read, it is asked as text",
            found
        )));
    }
    // The list keeps its own case and underscores.
    let or_other = lower.ends_with(" or other") || lower.ends_with(" or specify other");
    let text = words.join(" ");
    let cut = text.get(lower_cut(&text, spelling)..).unwrap_or_default();
    let list = cut.split_whitespace().next().unwrap_or_default().to_owned();
    Some(if list.is_empty() { Kind::Unknown } else { Kind::Choose { many, list, or_other } })
}

/// Where the spelling ends in the text: they are of one length, letter by letter.
fn lower_cut(text: &str, spelling: &str) -> usize {
    text.char_indices().nth(spelling.chars().count()).map_or(text.len(), |(at, _)| at)
}

/// The `type` cell of a question.
pub(super) fn written(ask: &Ask) -> String {
    let choosing = |word: &str, choosing: &Choosing| format!("{word} {}", choosing.list);
    match ask {
        Ask::One(list) => choosing("select_one", list),
        Ask::Many(list) => choosing("select_multiple", list),
        other => match other {
            Ask::Integer => "integer",
            Ask::Decimal => "decimal",
            Ask::Date => "date",
            Ask::Time => "time",
            Ask::Moment => "dateTime",
            Ask::Photo => "image",
            Ask::File(FileKind::Audio) => "audio",
            Ask::File(FileKind::Video) => "video",
            Ask::File(FileKind::Any) => "file",
            Ask::Location => "geopoint",
            Ask::Barcode => "barcode",
            Ask::Acknowledge => "acknowledge",
            Ask::Note => "note",
            Ask::Hidden => "calculate",
            Ask::Device(fact) => match fact {
                DeviceFact::Start => "start",
                DeviceFact::End => "end",
                DeviceFact::Today => "today",
                DeviceFact::Device => "deviceid",
                DeviceFact::Phone => "phonenumber",
                DeviceFact::User => "username",
                DeviceFact::Email => "email",
            },
            _ => "text",
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_in_every_spelling() {
        let choose =
            |many, list: &str, or_other| Kind::Choose { many, list: list.into(), or_other };
        let cases = [
            ("select_one yes_no", choose(false, "yes_no", false)),
            ("select one from Yes_No", choose(false, "Yes_No", false)),
            ("select_multiple  fruits or_other", choose(true, "fruits", true)),
            ("select all that apply from fruits", choose(true, "fruits", false)),
            ("select1 x", choose(false, "x", false)),
            ("begin_group", Kind::BeginGroup),
            ("begin repeat", Kind::BeginRepeat),
            ("End Group", Kind::End),
            ("dateTime", Kind::Ask(Ask::Moment)),
            ("range", Kind::Range),
            ("frobnicate", Kind::Unknown),
            ("select_one", Kind::Unknown),
        ];
        for (text, expected) in cases {
            assert_eq!(kind(text), expected, "{text}");
        }
        assert!(matches!(kind("select_one_from_file towns.csv"), Kind::AsText(_)));
        assert!(matches!(kind("rank fruits"), Kind::AsText(_)));
    }
}
