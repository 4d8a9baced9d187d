//! What goes in and comes out of each endpoint, for whoever generates a client: JSON Schema 2020-12
//! inside `OpenAPI` 3.1.

mod trust;
mod ways;

use serde_json::{Map, Value, json};

/// What an endpoint takes and gives.
#[derive(Default)]
pub(crate) struct Shape {
    /// Parameters of the query, with whether each is needed.
    pub(crate) query: Vec<(&'static str, bool, Value)>,
    /// The body, by its media type.
    pub(crate) body: Option<(&'static str, Value)>,
    /// The answer, by its media type; nothing: an empty one, status 204.
    pub(crate) answer: Option<(&'static str, Value)>,
}

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";

fn text() -> Value {
    json!({ "type": "string" })
}

fn int() -> Value {
    json!({ "type": "integer" })
}

fn truth() -> Value {
    json!({ "type": "boolean" })
}

fn id() -> Value {
    json!({ "type": "string", "pattern": "^[0-9a-f]{32}$",
            "description": "made by the client; the same id again is the same thing" })
}

fn list(of: Value) -> Value {
    Value::Object(Map::from_iter([
        ("type".to_owned(), Value::from("array")),
        ("items".to_owned(), of),
    ]))
}

fn any() -> Value {
    json!({ "type": "object", "additionalProperties": true })
}

fn named(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// An object; a name that ends in `?` may be absent.
fn object(fields: &[(&str, Value)]) -> Value {
    let plain = |name: &str| name.trim_end_matches('?').to_owned();
    let properties: Map<String, Value> =
        fields.iter().map(|(name, of)| (plain(name), of.clone())).collect();
    let needed: Vec<String> = fields
        .iter()
        .filter(|(name, _)| !name.ends_with('?'))
        .map(|(name, _)| plain(name))
        .collect();
    json!({ "type": "object", "properties": properties, "required": needed })
}

/// Shapes that several endpoints share.
pub(crate) fn components() -> Value {
    let roles = ["clerk", "analyst", "coordinator", "security-officer", "admin"];
    json!({
        "Problem": object(&[("type", text()), ("title", text()), ("status", int()),
            ("detail", text()), ("said?", list(named("Told")))]),
        "Told": object(&[("line?", int()), ("column?", text()), ("key", text()),
            ("values?", any()), ("text", text())]),
        "Role": { "type": "string", "enum": roles },
        "Who": object(&[("account", text()), ("organisation", text()),
            ("role", named("Role")), ("rights", list(text())),
            ("authenticator", truth()), ("needs_authenticator", truth())]),
        "Session": object(&[("session", id()), ("began", int()), ("until", int())]),
        "Account": object(&[("account", text()), ("organisation", text()),
            ("role", named("Role")), ("closed", truth()), ("authenticator", truth()),
            ("needs_authenticator", truth()), ("locked_until", int()),
            ("sessions", list(named("Session")))]),
        "Proof": object(&[("password", text()), ("code?", text())]),
        "Report": report(),
        "Taken": object(&[("id", id()), ("sequence", int()), ("time", int()), ("nonce", text()),
            ("receipt", text()), ("repeated", truth())]),
        "Refused": object(&[("id", json!({ "type": ["string", "null"] })), ("status", int()),
            ("code", text()), ("detail", text())]),
        "Recorded": object(&[("entries", list(int())), ("repeated", truth())]),
        "Part": object(&[("stored", truth()), ("next", int())]),
    })
}

fn report() -> Value {
    let sealed = object(&[("place", text()), ("blob", text())]);
    let photo = object(&[("place", text()), ("blob", text()), ("sealed?", truth())]);
    let place = object(&[
        ("latitude", json!({ "type": "number" })),
        ("longitude", json!({ "type": "number" })),
    ]);
    object(&[
        ("id", id()),
        ("form", text()),
        ("version", text()),
        ("station?", text()),
        ("observer?", text()),
        ("answers?", any()),
        ("sealed?", list(sealed)),
        ("photos?", list(photo)),
        ("made?", int()),
        ("clock?", int()),
        ("corrects?", id()),
        ("channel?", text()),
        ("location?", place),
    ])
}

fn gives(answer: Value) -> Shape {
    Shape { answer: Some((JSON, answer)), ..Shape::default() }
}

fn takes(body: Value, answer: Value) -> Shape {
    Shape { body: Some((JSON, body)), ..gives(answer) }
}

fn hands(kind: &'static str) -> Shape {
    let bytes = json!({ "type": "string", "contentMediaType": kind });
    Shape { answer: Some((kind, if kind == TEXT { text() } else { bytes })), ..Shape::default() }
}

/// The shape of an endpoint; nothing for one that nobody described, which a test does not allow.
pub(crate) fn shape(method: &str, path: &str) -> Option<Shape> {
    about(method, path)
        .or_else(|| trust::official(method, path))
        .or_else(|| trust::table(method, path))
        .or_else(|| entrance(method, path))
        .or_else(|| phone(method, path))
        .or_else(|| desk(method, path))
        .or_else(|| ways::plan(method, path))
        .or_else(|| ways::ways(method, path))
        .or_else(|| ways::people(method, path))
        .or_else(|| trust::pages(method, path))
}

fn about(method: &str, path: &str) -> Option<Shape> {
    Some(match (method, path) {
        ("GET", "/health") => gives(object(&[("status", text()), ("entries", int())])),
        ("GET", "/metrics" | "/log/checkpoint" | "/log/witness/{old}") => hands(TEXT),
        ("GET", "/api/openapi.json") => gives(any()),
        ("GET", "/api/mission") => gives(object(&[
            ("log", text()),
            ("recipients", list(text())),
            ("drill", truth()),
            ("example", json!({ "type": ["string", "null"] })),
            (
                "guests",
                list(object(&[("account", text()), ("role", text()), ("password", text())])),
            ),
        ])),
        ("GET", "/log/tile/{*path}") => hands(BYTES),
        ("POST", "/log/cosignature") => Shape { body: Some((TEXT, text())), ..Shape::default() },
        _ => return None,
    })
}

fn entrance(method: &str, path: &str) -> Option<Shape> {
    let who = || named("Who");
    Some(match (method, path) {
        ("POST", "/api/session") => {
            let body = [("account", text()), ("password", text()), ("code?", text())];
            takes(object(&body), who())
        }
        ("GET", "/api/session") => gives(who()),
        ("DELETE", "/api/session" | "/api/sessions" | "/api/sessions/{id}") => Shape::default(),
        ("GET", "/api/sessions") => {
            gives(object(&[("this", id()), ("sessions", list(named("Session")))]))
        }
        ("PUT", "/api/password") => takes(object(&[("old", text()), ("new", text())]), who()),
        ("POST", "/api/authenticator") => {
            let answer = [("secret", text()), ("address", text()), ("pending", text())];
            takes(named("Proof"), object(&answer))
        }
        ("PUT", "/api/authenticator") => {
            takes(object(&[("pending", text()), ("code", text())]), who())
        }
        ("GET", "/api/desk/backup") => gives(copies()),
        ("POST", "/api/desk/backup") => takes(named("Proof"), copies()),
        ("DELETE", "/api/authenticator") => takes(named("Proof"), who()),
        ("GET", "/api/desk/accounts") => gives(object(&[
            ("accounts", list(named("Account"))),
            ("second_factor", list(named("Role"))),
        ])),
        _ => return None,
    })
}

/// Copies of the mission.
fn copies() -> Value {
    let maybe = |kind: &str| json!({ "type": [kind, "null"] });
    object(&[
        ("folder", maybe("string")),
        ("every", maybe("integer")),
        ("entries", int()),
        ("last", maybe("object")),
        ("old", truth()),
        ("old_after", int()),
        ("now", object(&[("running", maybe("array")), ("failed", maybe("string"))])),
        (
            "copies",
            list(object(&[
                ("name", text()),
                ("entries", maybe("integer")),
                ("time", maybe("integer")),
                ("forgotten", truth()),
            ])),
        ),
    ])
}

fn phone(method: &str, path: &str) -> Option<Shape> {
    Some(match (method, path) {
        ("POST", "/api/join") => {
            let asked = object(&[("code", text()), ("token?", text())]);
            takes(asked, object(&[("observer", text()), ("token", text())]))
        }
        ("GET", "/api/phone") => gives(object(&[
            ("observer", text()),
            ("drill", truth()),
            ("example", json!({ "type": ["string", "null"] })),
            ("day_clock", json!({ "type": ["object", "null"] })),
            ("language", json!({ "type": ["string", "null"] })),
            ("mine", any()),
            ("forms", list(object(&[("form", any()), ("clear", list(text()))]))),
            ("recipients", list(text())),
            ("log", text()),
        ])),
        ("POST", "/api/reports") => {
            let outcome = json!({ "oneOf": [named("Taken"), named("Refused")] });
            let many = object(&[("reports", list(named("Report")))]);
            takes(
                json!({ "oneOf": [many, named("Report")] }),
                json!({ "oneOf": [object(&[("reports", list(outcome))]), named("Taken")] }),
            )
        }
        ("GET", "/api/receipts/{id}") => gives(object(&[
            ("sequence", int()),
            ("receipt", text()),
            ("short", text()),
            ("nonce?", text()),
            ("entry?", text()),
        ])),
        ("GET", "/api/blobs/{hash}" | "/api/desk/blobs/{hash}") => gives(named("Part")),
        ("PUT", "/api/blobs/{hash}" | "/api/desk/blobs/{hash}") => Shape {
            query: vec![("offset", true, int())],
            body: Some((BYTES, json!({ "type": "string", "contentMediaType": BYTES }))),
            ..gives(named("Part"))
        },
        ("POST", "/api/blobs/{hash}" | "/api/desk/blobs/{hash}") => {
            let query = vec![("size", true, int())];
            Shape { query, ..gives(object(&[("stored", truth())])) }
        }
        _ => return None,
    })
}

/// Which part of a view.
fn wanted() -> Vec<(&'static str, bool, Value)> {
    let texts = ["area", "only", "station", "id", "form"].map(|name| (name, false, text()));
    let trail = ["kind", "actor", "whom"].map(|name| (name, false, text()));
    let rest = ["before", "from", "limit"].map(|name| (name, false, int()));
    texts.into_iter().chain(trail).chain(rest).chain([("drill", false, truth())]).collect()
}

fn desk(method: &str, path: &str) -> Option<Shape> {
    let recorded = || named("Recorded");
    Some(match (method, path) {
        ("POST", "/api/desk/reports") => takes(named("Report"), named("Taken")),
        ("POST", "/api/desk/sheets") => gives(recorded()),
        ("PUT", "/api/desk/sheets") => takes(
            object(&[("id", id()), ("sheet", id()), ("result", any()), ("seconds?", int())]),
            recorded(),
        ),
        ("POST", "/api/desk/messages") => takes(
            object(&[
                ("id", id()),
                ("observers?", list(text())),
                ("area?", text()),
                ("unanswered?", text()),
                ("texts", json!({ "type": "object", "additionalProperties": text() })),
                ("per_segment?", int()),
                ("at_most?", int()),
                ("quiet?", json!({ "type": "array", "prefixItems": [int(), int()] })),
                ("plan?", truth()),
            ]),
            json!({ "oneOf": [recorded(), any()] }),
        ),
        ("POST", "/api/desk/events") => {
            let kinds: Value = json!({ "type": "string", "enum": sanaq_desk::event::KINDS });
            let body = [
                ("id", id()),
                ("kind", kinds),
                ("body", any()),
                ("password?", text()),
                ("new?", truth()),
            ];
            takes(object(&body), recorded())
        }
        ("GET", "/api/desk/export") => Shape { query: wanted(), ..hands("text/csv") },
        ("GET", "/api/desk/live") => {
            let mut query = wanted();
            query.insert(0, ("view", true, text()));
            Shape { query, ..hands("text/event-stream") }
        }
        ("GET", "/api/desk/receipts/{id}") => {
            gives(object(&[("sequence", int()), ("receipt", text()), ("short", text())]))
        }
        ("GET", "/api/desk/views/desk" | "/api/desk/views/{view}") => {
            Shape { query: wanted(), ..gives(any()) }
        }
        ("GET", "/api/desk/photos/{hash}") => hands("image/jpeg"),
        ("GET", "/api/desk/mission") => gives(any()),
        ("GET", "/api/desk/sealed/{hash}") => hands(BYTES),
        _ => return None,
    })
}
