//! About the server itself.

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use sanaq_desk::Mode;
use serde_json::{Map, Value, json};

use crate::{
    app::Server,
    schema,
    table::{Endpoint, Who, endpoints},
};

/// Up, and how far the state is.
pub(crate) async fn health(State(server): State<Server>) -> Json<Value> {
    let entries = server.office.state().entries();
    Json(json!({ "status": "up", "entries": entries }))
}

/// The counters.
pub(crate) async fn metrics(State(server): State<Server>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let entries = server.office.state().entries();
    ([(header::CONTENT_TYPE, kind)], server.metrics.text(entries)).into_response()
}

/// The key that receipts are checked with, those that answers are sealed to, and whether any of it
/// is real.
pub(crate) async fn mission(State(server): State<Server>) -> Json<Value> {
    let keys = &server.office.keys;
    let recipients: Vec<String> = keys.recipients.iter().map(ToString::to_string).collect();
    let state = server.office.state();
    // What is no example tells nobody's password, whatever the server was started with.
    let guests = state.example().map(|_| &server.config.guests);
    Json(json!({
        "log": keys.log.verifier().to_string(),
        "recipients": recipients,
        "drill": state.mode() == Mode::Drill,
        "example": state.example(),
        "guests": guests.into_iter().flatten().collect::<Vec<_>>(),
    }))
}

/// The table of endpoints as `OpenAPI` 3.1.
pub(crate) async fn openapi() -> Json<Value> {
    Json(document())
}

/// The document that `/api/openapi.json` gives.
pub(crate) fn document() -> Value {
    let mut paths = Map::new();
    for endpoint in endpoints() {
        let path = endpoint.path.replace("{*", "{");
        let entry = paths.entry(path).or_insert_with(|| json!({}));
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(endpoint.method.to_lowercase(), operation(&endpoint));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Sanaq", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": {
            "schemas": schema::components(),
            "securitySchemes": {
                "device": { "type": "http", "scheme": "bearer" },
                "session": { "type": "apiKey", "in": "cookie", "name": "sanaq" },
            },
        },
    })
}

fn operation(endpoint: &Endpoint) -> Value {
    let shape = schema::shape(endpoint.method, endpoint.path).unwrap_or_default();
    let names = endpoint.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let within = names.map(|name| {
        json!({ "name": name.trim_start_matches('*'), "in": "path", "required": true,
                "schema": { "type": "string" } })
    });
    let query = shape.query.iter().map(|(name, needed, of)| {
        json!({ "name": name, "in": "query", "required": needed, "schema": of })
    });
    let mut parameters: Vec<Value> = within.chain(query).collect();
    let signed_in = matches!(endpoint.who, Who::Oneself | Who::Account | Who::Has(_));
    if signed_in && endpoint.method != "GET" {
        parameters.push(json!({ "name": "x-sanaq", "in": "header", "required": true,
            "schema": { "type": "string" },
            "description": "anything: other sites cannot send it" }));
    }
    let security = match endpoint.who {
        // Their proof is in the path or over the body, for which OpenAPI has no scheme.
        Who::Anyone | Who::Reader | Who::Collect | Who::Gateway => json!([]),
        Who::Observer => json!([{ "device": [] }]),

        Who::Oneself | Who::Account | Who::Has(_) => json!([{ "session": [] }]),
    };
    let content = |kind: &str, of: &Value| json!({ kind: { "schema": of } });
    let (status, answer) = match &shape.answer {
        Some((kind, of)) => {
            ("200", json!({ "description": endpoint.does, "content": content(kind, of) }))
        }
        None => ("204", json!({ "description": endpoint.does })),
    };
    let problem = json!({ "$ref": "#/components/schemas/Problem" });
    let mut operation = json!({
        "operationId": name(endpoint),
        "summary": endpoint.does,
        "parameters": parameters,
        "security": security,
        "responses": {
            status: answer,
            "default": { "description": "a problem, RFC 9457",
                "content": content("application/problem+json", &problem) },
        },
    });
    if let (Some((kind, of)), Some(operation)) = (&shape.body, operation.as_object_mut()) {
        let body = json!({ "required": true, "content": content(kind, of) });
        operation.insert("requestBody".to_owned(), body);
    }
    operation
}

/// A name for a function of a generated client: `get_api_desk_views_view`.
fn name(endpoint: &Endpoint) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let path: String = endpoint.path.chars().filter(|c| !"{}*".contains(*c)).map(kept).collect();
    format!("{}{path}", endpoint.method.to_lowercase())
}
