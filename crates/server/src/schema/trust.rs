//! Shapes of the web apps' files, of published results, and of the table of stations.

use sanaq_report::Language;
use serde_json::{Value, json};

use super::{
    BYTES, Shape, any, gives, hands, id, int, list, maybe, named, number, object, takes, text,
    truth,
};

const PAGE: &str = "text/html; charset=utf-8";

pub(super) fn pages(method: &str, path: &str) -> Option<Shape> {
    Some(match (method, path) {
        ("GET", "/" | "/d" | "/p" | "/d/" | "/p/") => hands(PAGE),
        ("GET", "/d/{*path}" | "/p/{*path}") => hands(BYTES),
        _ => return None,
    })
}

/// The figures of a station, in the order of `lines`.
fn figures() -> Value {
    json!({ "type": ["array", "null"], "items": maybe("integer") })
}

/// A version as it was recorded.
fn version() -> Value {
    object(&[
        ("number", int()),
        ("recorded", int()),
        ("id", id()),
        ("contest", text()),
        ("source", text()),
        ("address?", text()),
        ("published?", int()),
        ("name", text()),
        ("blob", text()),
        ("figures", text()),
        ("recipe?", text()),
        ("recipe_blob?", text()),
        ("stations", int()),
    ])
}

/// Which version, and how it is looked at.
fn wanted(more: &[(&'static str, Value)]) -> Vec<(&'static str, bool, Value)> {
    let all = [("contest", text()), ("version", text())];
    let rest = more.iter().cloned();
    all.into_iter().chain(rest).map(|(name, of)| (name, false, of)).collect()
}

fn side() -> Value {
    object(&[("votes", int()), ("share", maybe("number")), ("seats", maybe("integer"))])
}

fn summary() -> Value {
    let option = object(&[
        ("id", text()),
        ("name", any()),
        ("short", maybe("string")),
        ("color", maybe("string")),
        ("official", side()),
        ("with_observed", side()),
        ("net", maybe("integer")),
    ]);
    let counts = [
        "official",
        "observed",
        "matched",
        "same",
        "differ",
        "left_out",
        "not_observed",
        "not_published",
    ];
    let line = object(&[("line", text()), ("stations", int()), ("net", int())]);
    object(&[
        ("contest", text()),
        ("versions", list(version())),
        ("drill", truth()),
        ("version?", version()),
        ("figures?", text()),
        ("stations?", object(&counts.map(|name| (name, int())))),
        ("totals?", any()),
        ("turnout?", maybe("number")),
        ("checks?", any()),
        ("options?", list(option)),
        ("lines?", list(line)),
        ("worth?", object(&[("votes", int()), ("seats", maybe("integer"))])),
        ("no_seats?", maybe("string")),
        ("as_of?", int()),
    ])
}

fn station() -> Value {
    let stands = ["same", "differs", "left-out", "not-observed", "not-published"];
    object(&[
        ("station", text()),
        ("area", text()),
        ("stands", json!({ "type": "string", "enum": stands })),
        ("worth", int()),
        ("official", figures()),
        ("observed", figures()),
        ("report", maybe("string")),
        ("transcribed", truth()),
        ("verified", truth()),
        ("why", json!({ "type": ["object", "null"] })),
    ])
}

fn changes() -> Value {
    let figure = object(&[("line", text()), ("before", int()), ("after", int())]);
    let row = object(&[("station", text()), ("area", text()), ("figures", list(figure))]);
    object(&[
        ("before", int()),
        ("after", int()),
        ("stations", object(&[("before", int()), ("after", int())])),
        ("added", int()),
        ("added_first", list(text())),
        ("removed", int()),
        ("removed_first", list(text())),
        ("net", any()),
        ("total", int()),
        ("from", int()),
        ("rows", list(row)),
    ])
}

/// What `sanaq forensics` says, and what the pictures show.
fn fingerprints() -> Value {
    let numbers = || list(number());
    let histogram = object(&[
        ("variable", text()),
        ("observed", numbers()),
        ("mean", numbers()),
        ("sd", numbers()),
    ]);
    let density = object(&[("grid", int()), ("cells", list(int()))]);
    let pictures = object(&[
        ("histograms", list(histogram)),
        ("bins", int()),
        ("density", density),
        ("votes_by_turnout", list(numbers())),
    ]);
    let sentences = || list(list(text()));
    let said = object(&[
        ("tests", sentences()),
        ("anomalous_votes", sentences()),
        ("stations", sentences()),
    ]);
    let said: Vec<(&str, Value)> =
        Language::all().map(|language| (language.tag(), said.clone())).collect();
    object(&[
        ("option", text()),
        ("said", object(&said)),
        ("tests", list(any())),
        ("anomalous_votes", list(any())),
        ("by_area", list(any())),
        ("suspicious_stations", int()),
        ("stations", list(any())),
        ("version", version()),
        ("option_info", json!({ "type": ["object", "null"] })),
        ("pictures", pictures),
    ])
}

pub(super) fn official(method: &str, path: &str) -> Option<Shape> {
    let page = [
        ("drill", truth()),
        ("verified", truth()),
        ("area", text()),
        ("from", int()),
        ("limit", int()),
    ];
    let with = |query, answer| Some(Shape { query, ..gives(answer) });
    match (method, path) {
        ("POST", "/api/desk/import/official") => {
            let names = ["id", "contest", "file", "recipe", "recipe_toml", "address"];
            let mut query: Vec<_> = names.map(|name| (name, false, text())).into();
            query.extend([
                ("source", true, text()),
                ("published", false, int()),
                ("dry", false, truth()),
            ]);
            let bytes = json!({ "type": "string", "contentMediaType": BYTES });
            Some(Shape { query, body: Some((BYTES, bytes)), ..gives(taken()) })
        }
        ("GET", "/api/desk/views/official") => {
            with(wanted(&[("drill", truth()), ("verified", truth())]), summary())
        }
        ("GET", "/api/desk/official/stations") => {
            let mut query = wanted(&page);
            query.extend(["station", "only", "order"].map(|name| (name, false, text())));
            let answer = [
                ("total", int()),
                ("from", int()),
                ("as_of", int()),
                ("lines", list(text())),
                ("rows", list(station())),
            ];
            with(query, object(&answer))
        }
        ("GET", "/api/desk/official/changes") => {
            let mut query = wanted(&page);
            query.push(("since", false, text()));
            with(query, changes())
        }
        ("GET", "/api/desk/official/fingerprints") => {
            with(wanted(&[("option", text())]), fingerprints())
        }
        ("GET", "/api/desk/official/file") => Some(Shape { query: wanted(&[]), ..hands(BYTES) }),
        _ => result(method, path),
    }
}

/// What the mission makes public.
fn result(method: &str, path: &str) -> Option<Shape> {
    Some(match (method, path) {
        ("GET", "/api/desk/result") => {
            let query = ["contest", "sample", "language"].map(|name| (name, false, text()));
            Shape { query: query.into(), ..hands("text/html") }
        }
        ("POST", "/api/desk/result") => takes(
            object(&[
                ("contest?", text()),
                ("sample?", text()),
                ("language?", text()),
                ("version", int()),
            ]),
            object(&[("repeated", truth()), ("published", any())]),
        ),
        ("GET", "/api/desk/results") => gives(object(&[
            ("results", list(any())),
            ("address", json!({ "type": ["string", "null"] })),
        ])),
        ("GET", "/api/desk/results/{name}") => hands("text/html"),
        _ => return None,
    })
}

/// What a published file turned out to be.
fn taken() -> Value {
    object(&[
        ("contest", text()),
        ("dry", truth()),
        ("blob", text()),
        ("version?", version()),
        ("stations", int()),
        ("dropped", list(any())),
        ("warnings", list(named("Told"))),
        ("repeated_stations", list(any())),
        ("not_listed", int()),
        ("not_listed_first", list(text())),
        ("not_in_the_file", int()),
        ("not_in_the_file_first", list(text())),
    ])
}

/// Columns; a number that stands for a word is a place in the list of `names`, a set of words has
/// a bit for each.
pub(super) fn table(method: &str, path: &str) -> Option<Shape> {
    if (method, path) != ("GET", "/api/desk/table") {
        return None;
    }
    let ints = || list(int());
    let maybes = || list(maybe("integer"));
    let columns = object(&[
        ("areas?", list(text())),
        ("code?", list(text())),
        ("area?", ints()),
        ("registered?", maybes()),
        ("placed?", ints()),
        ("sampled", ints()),
        ("missing", ints()),
        ("observers", ints()),
        ("reports", ints()),
        ("stages", ints()),
        ("flags", ints()),
        ("latest", ints()),
        ("voters", maybes()),
        ("minute", maybes()),
        ("protocol", ints()),
        ("official", ints()),
        ("cast", maybes()),
        ("worth", ints()),
    ]);
    let answer = object(&[
        ("entries", int()),
        ("list", int()),
        ("rows", int()),
        ("drill", truth()),
        ("whole", truth()),
        ("at?", ints()),
        ("names?", any()),
        ("columns", columns),
    ]);
    let query = vec![
        ("drill", false, truth()),
        ("contest", false, text()),
        ("since", false, int()),
        ("list", false, int()),
    ];
    Some(Shape { query, ..gives(answer) })
}
