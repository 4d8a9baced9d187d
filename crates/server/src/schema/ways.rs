//! Shapes of planning, of the ways in, and of writing to people.

use serde_json::{Value, json};

use super::{
    BYTES, Shape, TEXT, any, described, gives, hands, id, int, list, maybe, named, number, object,
    takes, text, truth,
};

/// A file that comes in as it is.
fn file(query: Vec<(&'static str, bool, Value)>, answer: Value) -> Shape {
    let bytes = json!({ "type": "string", "contentMediaType": BYTES });
    Shape { query, body: Some((BYTES, bytes)), ..gives(answer) }
}

fn texts(names: &[&'static str]) -> Vec<(&'static str, bool, Value)> {
    names.iter().map(|name| (*name, false, text())).collect()
}

/// What became of each row of a list.
fn outcomes() -> Value {
    object(&[
        ("said", text()),
        ("complete", truth()),
        ("dry", truth()),
        ("rows", int()),
        ("added", int()),
        ("changed", int()),
        ("unchanged", int()),
        ("refused", int()),
        ("notes", list(named("Told"))),
        ("outcomes", list(any())),
    ])
}

/// What is drawn, in the words of `sanaq sample`.
fn draw() -> Value {
    let methods = sanaq_estimate::sample::Method::ALL;
    let clusters = object(&[("level?", maybe("integer")), ("each", int())]);
    object(&[
        ("name", text()),
        ("seed", text()),
        ("size", int()),
        ("strata?", text()),
        ("method?", json!({ "type": "string", "enum": methods })),
        ("minimum?", int()),
        ("clusters?", json!({ "oneOf": [clusters, { "type": "null" }] })),
        ("waves?", int()),
        ("wave-size?", int()),
        ("previous?", described(maybe("string"), "CSV with the canonical columns")),
        ("option?", described(maybe("string"), "an option of previous")),
        ("arrived?", described(number(), "the part that is expected to report, for margins")),
        ("level?", described(number(), "of the intervals")),
        ("lock?", truth()),
        ("dry?", truth()),
    ])
}

fn drawn() -> Value {
    let stratum = object(&[("stratum", text()), ("stations", int()), ("drawn", int())]);
    let margin = object(&[
        ("id", described(text(), "an option of previous, or turnout")),
        ("share", number()),
        ("half_width", number()),
        ("simple", described(number(), "without strata and with equal chances")),
        ("design_effect", maybe("number")),
        ("without_clusters?", number()),
    ]);
    object(&[
        ("name", text()),
        ("stations", int()),
        ("reserves", int()),
        ("strata", list(stratum)),
        ("commitment", text()),
        ("level", number()),
        ("arrived", number()),
        ("known", described(maybe("integer"), "stations that previous has")),
        ("margins", list(margin)),
        ("locked", truth()),
        ("dry", truth()),
    ])
}

/// What became of a form that was brought in.
fn brought() -> Value {
    let finding = object(&[
        ("sheet", text()),
        ("row", int()),
        ("column", text()),
        ("fate", json!({ "type": "string", "enum": ["dropped", "changed", "kept"] })),
        ("message", text()),
        ("said", named("Told")),
    ]);
    object(&[
        ("form", text()),
        ("version", text()),
        ("kind", text()),
        ("title", any()),
        ("keyword", json!({ "type": ["string", "null"] })),
        ("questions", int()),
        ("clear", list(text())),
        ("sealed", list(text())),
        ("findings", list(finding)),
        ("published", truth()),
    ])
}

pub(super) fn plan(method: &str, path: &str) -> Option<Shape> {
    let projection = || {
        let mut query = texts(&["contest", "sample", "seed"]);
        query.extend([("verified", false, truth()), ("drill", false, truth())]);
        query
    };
    Some(match (method, path) {
        ("POST", "/api/desk/import/election") => file(texts(&["file", "builtin"]), any()),
        ("POST", "/api/desk/import/reports") => {
            let mut query = texts(&["version", "name"]);
            query.extend([("form", true, text()), ("dry", false, truth())]);
            file(query, any())
        }
        ("POST", path) if path.starts_with("/api/desk/import/") => {
            let mut query = texts(&["file", "recipe", "recipe_toml"]);
            query.extend([("dry", false, truth()), ("reissue", false, truth())]);
            file(query, outcomes())
        }
        ("POST", "/api/desk/sample") => takes(draw(), drawn()),
        ("GET", "/api/desk/sample") => {
            Shape { query: vec![("name", true, text())], ..hands("text/csv") }
        }
        ("GET", "/api/desk/boundaries") => hands("application/geo+json"),
        ("POST", "/api/desk/boundaries") => {
            let query = vec![("file", false, text()), ("dry", false, truth())];
            let without = ("without", list(text()));
            let said = [("outlines", int()), ("matched", int()), without, ("dry", truth())];
            file(query, object(&said))
        }
        ("GET", "/api/desk/print/{what}") => {
            Shape { query: texts(&["form", "language", "area"]), ..hands("text/html") }
        }
        ("GET", "/api/desk/views/projection") => Shape { query: projection(), ..gives(any()) },
        ("GET", "/api/desk/projection/{file}") => {
            Shape { query: projection(), ..hands("text/csv") }
        }
        _ => return None,
    })
}

pub(super) fn ways(method: &str, path: &str) -> Option<Shape> {
    let sets = || [("id", id()), ("names?", list(text()))];
    Some(match (method, path) {
        ("POST", "/api/sms/{gateway}") => file(Vec::new(), any()),
        ("GET", "/odk/{token}/formList" | "/odk/{token}/forms/{id}/manifest") => hands("text/xml"),
        ("GET", "/odk/{token}/forms/{id}") => {
            Shape { query: texts(&["version"]), ..hands("text/xml") }
        }
        ("HEAD", "/odk/{token}/submission") => Shape::default(),
        ("POST", "/odk/{token}/submission") => {
            let body = json!({ "type": "object",
                "properties": { "xml_submission_file": { "type": "string" } },
                "required": ["xml_submission_file"] });
            Shape { body: Some(("multipart/form-data", body)), ..hands("text/xml") }
        }
        ("POST", "/api/desk/collect") => takes(object(&[("observer", text())]), any()),
        ("POST", "/api/desk/phones") => {
            let hashes = object(&[("phones", list(text()))]);
            takes(object(&[("numbers", list(text()))]), hashes)
        }
        ("POST", "/api/collect") | ("GET", "/api/desk/forms") => gives(any()),
        ("POST", "/api/desk/forms") => {
            let mut query = texts(&["name", "clear"]);
            query.extend([("id", false, id()), ("dry", false, truth())]);
            file(query, brought())
        }
        ("POST", "/api/desk/forms/builtin") => takes(object(&sets()), any()),
        ("POST", "/api/desk/forms/protocol") => {
            takes(object(&[("id", id()), ("name?", text()), ("toml?", text())]), any())
        }
        ("GET", "/api/desk/forms/{id}/{shape}") => {
            Shape { query: texts(&["version", "language"]), ..hands(BYTES) }
        }
        ("GET", "/api/desk/sheets/photos/{hash}") => hands("image/jpeg"),
        _ => return None,
    })
}

pub(super) fn people(method: &str, path: &str) -> Option<Shape> {
    Some(match (method, path) {
        ("PUT", "/api/desk/numbers") => {
            let row = object(&[("observer", text()), ("phone", text()), ("backup?", text())]);
            let refused = object(&[
                ("row", int()),
                ("observer", text()),
                ("why", text()),
                ("said", list(named("Told"))),
            ]);
            takes(
                object(&[("id", id()), ("rows", list(row))]),
                object(&[("taken", int()), ("refused", list(refused))]),
            )
        }
        ("POST", "/api/desk/numbers") => {
            Shape { answer: None, ..takes(object(&[("passphrase", text())]), any()) }
        }
        ("DELETE", "/api/desk/numbers") => Shape::default(),
        ("GET", "/api/desk/gateways") => gives(any()),
        ("POST", "/api/delivery/{id}") => {
            Shape { query: texts(&["ref"]), body: Some((TEXT, text())), ..Shape::default() }
        }
        ("POST", "/api/desk/forgotten") => takes(
            object(&[
                ("id", id()),
                ("observers?", list(text())),
                ("everybody?", truth()),
                ("blobs?", list(text())),
                ("reason", text()),
            ]),
            json!({ "oneOf": [named("Recorded"), any()] }),
        ),
        _ => return None,
    })
}
