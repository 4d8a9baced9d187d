//! Forms on paper: the card for text messages, and the blank form for a day without power.

use std::fmt::Write as _;

use sanaq_forms::{BlankForm, BlankPart, BlankQuestion, CribCard, Space};

use sanaq_words::Words;

use super::{escaped, html, words_of};

/// The card in the observer's hand.
pub(super) fn card(card: &CribCard, language: &str) -> String {
    let words = words_of(language);
    let mut body = format!(
        "<div class=\"card\"><p><b>{}</b> · {} {}</p><p class=\"code\">{}</p><table>",
        escaped(&card.begin),
        words.t("print-version"),
        escaped(&card.version),
        escaped(&card.example)
    );
    for line in &card.lines {
        let choices = line.choices.iter().map(|(number, label)| format!("{number} {label}"));
        let choices = escaped(&choices.collect::<Vec<_>>().join("; "));
        let cells = [&line.code, &line.label, &line.how, &line.marks].map(|cell| escaped(cell));
        let [code, label, how, marks] = cells;
        // Nothing can go wrong when writing into a string.
        let _ = write!(
            body,
            "<tr><th>{code}</th><td>{label}<br><span class=\"small\">{how} {choices}</span></td>\
             <td>{marks}</td></tr>"
        );
    }
    body.push_str("</table>");
    for rule in &card.rules {
        let _ = write!(body, "<p class=\"small\">{}</p>", escaped(rule));
    }
    if !card.not_by_sms.is_empty() {
        let questions = escaped(&card.not_by_sms.join("; "));
        let _ =
            write!(body, "<p class=\"small\">{}: {questions}</p>", words.t("print-not-by-text"));
    }
    body.push_str("</div>");
    html(language, &card.title, &body)
}

/// The blank form.
pub(super) fn blank(form: &BlankForm, language: &str) -> String {
    let words = words_of(language);
    let line = "<div class=\"line\"></div>";
    let mut body = format!("<p class=\"small\">{}</p>{line}", words.t("print-filled-in"));
    for part in &form.parts {
        match part {
            BlankPart::Heading { text, level, only_if, repeated } => {
                let level = (level + 1).min(6);
                let remarks = remarks(words, only_if.as_deref(), false);
                let repeated = if *repeated { words.t("print-repeated") } else { String::new() };
                let _ = write!(
                    body,
                    "<h{level}>{}</h{level}><p class=\"small\">{remarks} {repeated}</p>",
                    escaped(text)
                );
            }
            BlankPart::Question(own) => body.push_str(&question(own, words)),
        }
    }
    let _ = write!(body, "<p class=\"small\">{}</p>", escaped(&form.version));
    html(language, &form.title, &body)
}

fn remarks(words: &Words, only_if: Option<&str>, required: bool) -> String {
    let only_if = only_if.map(|rule| format!("{}: {}", words.t("print-only-if"), escaped(rule)));
    let required = required.then(|| words.t("print-required"));
    only_if.into_iter().chain(required).collect::<Vec<_>>().join("; ")
}

/// A question in one row where its answer is short: what is asked, and beside it where to write.
fn question(own: &BlankQuestion, words: &Words) -> String {
    let remarks = remarks(words, own.only_if.as_deref(), own.required);
    let Some(number) = own.number else {
        return format!(
            "<p class=\"note\">{} <span class=\"small\">{} {remarks}</span></p>",
            escaped(&own.label),
            escaped(&own.hint)
        );
    };
    let code = own.code.as_ref().map_or_else(String::new, |code| format!("[{}] ", escaped(code)));
    let asked = format!(
        "<div><b>{number}. {code}{}</b> <span class=\"small\">{} {remarks}</span></div>",
        escaped(&own.label),
        escaped(&own.hint)
    );
    if own.sensitive {
        return format!(
            "<div class=\"asked\">{asked}<p><b>{}</b></p></div>",
            words.t("print-sensitive")
        );
    }
    let absences = own.absences.iter().map(|absence| ticked("box", absence)).collect::<String>();
    let answer =
        format!("<div>{}<span class=\"small\"> {absences}</span></div>", space(&own.space));
    let short = matches!(own.space, Space::Digits(_) | Space::Time | Space::Date | Space::Tick);
    let row = if short { "asked row" } else { "asked" };
    format!("<div class=\"{row}\">{asked}{answer}</div>")
}

fn ticked(class: &str, label: &str) -> String {
    format!("<span class=\"{class}\"></span>{} ", escaped(label))
}

fn space(space: &Space) -> String {
    let digits = |count: usize| "<span class=\"box digit\"></span>".repeat(count);
    match space {
        Space::One(choices) => choices.iter().map(|own| ticked("box round", own)).collect(),
        Space::Many(choices) => choices.iter().map(|own| ticked("box", own)).collect(),
        Space::Digits(count) => digits((*count).min(20)),
        Space::Time => format!("{} : {}", digits(2), digits(2)),
        Space::Date => format!("{} . {} . {}", digits(2), digits(2), digits(4)),
        Space::Lines(count) => "<div class=\"line\"></div>".repeat((*count).min(40)),
        Space::Tick => digits(1),
        Space::Nothing => String::new(),
    }
}
