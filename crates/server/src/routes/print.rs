//! Pages to print: cards to join by, cards for text messages, blank forms, lists of deployments.
//!
//! Plain HTML without scripts, in the languages of `words/print-*.ftl`, so that a browser without a
//! network prints them.

mod code;
mod form;

use std::{fmt::Write as _, sync::LazyLock};

use axum::{
    extract::{Path, Query, State},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use sanaq_desk::{Mode, Page, Query as Ask, Right, Thing, View};
use sanaq_forms::{Words as FormWords, blank_form, crib_card, sms::Codebook};
use sanaq_said::said;
use sanaq_words::Words;
use serde::Deserialize;

use crate::{
    app::Server,
    gate::Caller,
    problem::Problem,
    table::{Endpoint, Who, endpoint},
};

/// The endpoint of pages to print.
pub(crate) fn ways() -> Vec<Endpoint> {
    let path = "/api/desk/print/{what}";
    vec![endpoint(("GET", path), Who::Has(Right::Plan), page, "a page to print")]
}

/// What every page looks like. Cards are not torn between sheets of paper.
const STYLE: &str = "\
body{font:11pt/1.35 'Noto Sans',sans-serif;margin:1cm;color:#000;background:#fff}\
h1{font-size:15pt}h2{font-size:12pt;margin:1em 0 .3em}\
table{border-collapse:collapse;width:100%}td,th{border:1px solid #777;padding:.15em .4em;\
text-align:start;vertical-align:top}\
.cards{display:grid;grid-template-columns:1fr 1fr;gap:6mm}\
.card{border:1px solid #000;padding:5mm;break-inside:avoid}.card svg{width:38mm;height:38mm}\
.code{font:bold 15pt monospace;letter-spacing:.05em}.question{break-inside:avoid;margin:.5em 0}\
.row{display:flex;flex-wrap:wrap;gap:.1em 1.5em;align-items:baseline;\
justify-content:space-between}.row>:first-child{flex:1 1 18em}.asked{break-inside:avoid;\
padding:.25em 0;border-bottom:1px dotted #777}.note{margin:.2em 0}\
.small{font-size:9pt}.line{border-bottom:1px solid #000;height:1.5em}\
.example{position:fixed;inset:0 0 auto 0;margin:0;text-align:center;font:bold 10pt sans-serif;\
color:#a00;border-bottom:1px solid #a00;background:#fff}\
.box{display:inline-block;width:1em;height:1em;border:1px solid #000;margin:0 .2em;\
vertical-align:middle}.round{border-radius:50%}.digit{width:1.3em;height:1.6em;margin:0}\
@media screen and (max-width:30rem){body{margin:.3cm}\
table{table-layout:fixed;font-size:8pt}td,th{overflow-wrap:anywhere}}";

/// An observer's card to join by.
pub(crate) struct Card<'a> {
    pub(crate) observer: &'a str,
    pub(crate) language: &'a str,
    pub(crate) code: &'a str,
    pub(crate) link: &'a str,
}

/// Text as it stands in HTML.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

/// A text as a code to scan, a picture in SVG; empty where it is too long for one.
pub(crate) fn code(text: &str) -> String {
    code::svg(text)
}

/// A page with a title and a body that is HTML already.
fn html(language: &str, title: &str, body: &str) -> String {
    let (title, language) = (escaped(title), escaped(language));
    let direction = if is_right_to_left(&language) { "rtl" } else { "ltr" };
    format!(
        "<!doctype html><html lang=\"{language}\" dir=\"{direction}\"><head>\
         <meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body>\
         </html>"
    )
}

/// Whether a language is written from right to left.
fn is_right_to_left(tag: &str) -> bool {
    let own = tag.split('-').next().unwrap_or_default();
    ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(&own)
}

/// The words of pages to print that no form brings along.
fn words_of(language: &str) -> &'static Words {
    static SPOKEN: LazyLock<Vec<Words>> = LazyLock::new(|| {
        // English is the first.
        let tags = sanaq_words::languages(&["print"]).into_iter();
        tags.map(|tag| Words::new(&["print"], tag)).collect()
    });
    let known = SPOKEN.iter().find(|words| words.language() == language);
    known.unwrap_or(&SPOKEN[0])
}

/// A card for every observer, each in the observer's language.
pub(crate) fn join_sheet(cards: &[Card<'_>], language: &str) -> String {
    let own = words_of(language);
    let mut body = format!("<p>{}</p><div class=\"cards\">", own.t("print-keep"));
    for card in cards {
        let words = words_of(card.language);
        let [observer, typed, link] = [card.observer, card.code, card.link].map(escaped);
        let picture = code::svg(card.link);
        // Nothing can go wrong when writing into a string.
        let _ = write!(
            body,
            "<div class=\"card\" lang=\"{}\"><p>{} <b>{observer}</b></p>{picture}<p>{}</p>\
             <p class=\"code\">{typed}</p><p class=\"small\">{link}</p><p class=\"small\">{}</p>\
             </div>",
            words.language(),
            words.t("print-observer"),
            words.t("print-join"),
            words.t("print-once")
        );
    }
    body.push_str("</div>");
    html(own.language(), &own.t("print-sheet"), &body)
}

/// Which page.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    form: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    area: String,
}

/// A page by its name: `crib-card`, `blank-form`, `deployments`.
pub(crate) async fn page(
    State(server): State<Server>,
    caller: Caller,
    Path(what): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let page = match what.as_str() {
        "crib-card" | "blank-form" => {
            let state = server.office.state();
            let form = state.current_form(&wanted.form);
            let missing = || Problem::not_found(Thing::Form.missing(&wanted.form));
            let form = form.ok_or_else(missing)?;
            let book = Codebook::new(form).ok();
            let words = FormWords::new(&wanted.language);
            // A form may speak a language that no word of ours is in.
            let spoken = form.languages().contains(&wanted.language.as_str());
            let language = if spoken { &wanted.language } else { words.language() };
            if what == "blank-form" {
                form::blank(&blank_form(form, book.as_ref(), &words), language)
            } else {
                let card = book.and_then(|book| crib_card(form, &book, &words));
                let none = || {
                    Problem::not_found(said!(
                        "said-no-keyword",
                        "this form has no keyword: it cannot be sent as a text message"
                    ))
                };
                form::card(&card.ok_or_else(none)?, language)
            }
        }
        "deployments" => deployments(&server, &caller, &wanted)?,
        other => {
            let expected = "crib-card, blank-form or deployments";
            let why = format!("there is no page «{other}»; expected {expected}");
            return Err(Problem::not_found(why));
        }
    };
    let example = server.office.state().example().is_some();
    Ok(shown(if example { marked(&page, &wanted.language) } else { page }))
}

/// The page of an example says so on every sheet of paper.
pub(crate) fn marked(page: &str, language: &str) -> String {
    let mark = words_of(language).t("print-example");
    page.replacen("<main>", &format!("<main><p class=\"example\">{mark}</p>"), 1)
}

/// The page's own style and nothing else: no script, nothing from elsewhere.
pub(crate) fn shown(page: String) -> Response {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
                  form-action 'none'; frame-ancestors 'none'";
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (HeaderName::from_static("content-security-policy"), HeaderValue::from_static(policy)),
    ];
    (headers, page).into_response()
}

/// Who is where in an area, station by station, with room for a sign.
fn deployments(server: &Server, caller: &Caller, wanted: &Wanted) -> Result<String, Problem> {
    let words = words_of(&wanted.language);
    let (state, viewer) = (server.office.state(), caller.viewer()?);
    let everybody = Page { from: 0, limit: usize::MAX };
    let view = state.view(viewer, Mode::Real, &Ask::Observers, everybody, server.office.now())?;
    let View::Observers(observers) = view else { return Err(Problem::inside(&"another view")) };
    let mut rows: Vec<[String; 5]> = Vec::new();
    for observer in &observers.rows {
        for post in observer.deployments.iter().filter(|post| !post.ended) {
            let station = state.station(&post.station).unwrap_or_default();
            if !lies_in(&station.area, &wanted.area) {
                continue;
            }
            let shift = post.shift.map_or_else(String::new, |shift| {
                format!("{}–{}", clock(shift.from), clock(shift.to))
            });
            let area = station.area.replace('/', " / ");
            let (code, id) = (post.station.clone(), observer.id.clone());
            rows.push([area, code, id, shift, post.role.clone()]);
        }
    }
    rows.sort_by_cached_key(|row| row.each_ref().map(|cell| natural(cell)));
    let heads = ["area", "station", "observer", "shift", "role", "sign"];
    let heads = heads.map(|head| words.t(&format!("print-{head}")));
    let head = heads.map(|head| format!("<th>{head}</th>")).concat();
    let mut body = format!("<table><thead><tr>{head}</tr></thead><tbody>");
    for row in &rows {
        let cells = row.each_ref().map(|cell| format!("<td>{}</td>", escaped(cell))).concat();
        let _ = write!(body, "<tr>{cells}<td></td></tr>");
    }
    let _ = write!(body, "</tbody></table><p>{}: {}</p>", words.t("print-all"), rows.len());
    let title = format!("{} {}", words.t("print-deployments"), wanted.area);
    Ok(html(words.language(), title.trim(), &body))
}

/// A minute of the day; those after midnight are the next day's.
fn clock(minute: u16) -> String {
    let next = if minute >= 24 * 60 { " (+1)" } else { "" };
    format!("{:02}:{:02}{next}", minute / 60 % 24, minute % 60)
}

/// What texts are sorted by so that 9 stands before 10: runs of digits by their length first.
fn natural(text: &str) -> Vec<(usize, String)> {
    let mut parts: Vec<(usize, String)> = Vec::new();
    let mut digits = false;
    for c in text.chars() {
        if parts.is_empty() || c.is_ascii_digit() != digits {
            digits = c.is_ascii_digit();
            // Numbers stand before words.
            parts.push((if digits { 0 } else { usize::MAX }, String::new()));
        }
        // Zeros before a number do not make it larger.
        if let Some((length, part)) =
            parts.last_mut().filter(|own| !digits || own.0 > 0 || c != '0')
        {
            *length += usize::from(digits);
            part.push(c);
        }
    }
    parts
}

/// Whether a path lies in an area, or anywhere when the area is empty.
fn lies_in(path: &str, area: &str) -> bool {
    let below = path.strip_prefix(area);
    area.is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_write_into_a_page() {
        let code = "<script>alert('x')</script>";
        let card = Card { observer: code, language: "kk", code, link: code };
        let page = join_sheet(&[card], "ru");
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
        assert!(page.contains("lang=\"kk\"") && page.contains("<html lang=\"ru\" dir=\"ltr\">"));
    }

    #[test]
    fn nine_stands_before_ten_and_the_night_is_the_next_days() {
        let mut codes = ["10", "9", "A-2", "0100", "A-10", "0099"];
        codes.sort_by_cached_key(|own| natural(own));
        assert_eq!(codes, ["9", "10", "0099", "0100", "A-2", "A-10"]);
        assert_eq!([clock(390), clock(1_560)], ["06:30", "02:00 (+1)"]);
    }

    #[test]
    fn areas_are_whole() {
        assert!(lies_in("A/B", "A") && lies_in("A", "A") && lies_in("", ""));
        assert!(!lies_in("AB", "A"));
    }
}
