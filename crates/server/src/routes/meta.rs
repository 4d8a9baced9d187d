//! About the server itself.

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use crate::{
    app::Server,
    table::{Who, endpoints},
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

/// The key that receipts are checked with, and those that answers are sealed to.
pub(crate) async fn mission(State(server): State<Server>) -> Json<Value> {
    let keys = &server.office.keys;
    let recipients: Vec<String> = keys.recipients.iter().map(ToString::to_string).collect();
    Json(json!({ "log": keys.log.verifier().to_string(), "recipients": recipients }))
}

/// The table of endpoints as `OpenAPI` 3.1.
pub(crate) async fn openapi() -> Json<Value> {
    Json(document())
}

fn document() -> Value {
    let mut paths = Map::new();
    for endpoint in endpoints() {
        let path = endpoint.path.replace("{*", "{");
        let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        let parameters: Vec<Value> = names
            .map(|name| {
                json!({ "name": name, "in": "path", "required": true,
                        "schema": { "type": "string" } })
            })
            .collect();
        let security = match endpoint.who {
            Who::Anyone => json!([]),
            Who::Observer => json!([{ "device": [] }]),
            Who::Collect | Who::Gateway => json!([{ "path": [] }]),
            Who::Account | Who::Has(_) => json!([{ "session": [] }]),
        };
        let problem = json!({ "description": "a problem, RFC 9457",
            "content": { "application/problem+json": {} } });
        let operation = json!({
            "summary": endpoint.does,
            "parameters": parameters,
            "security": security,
            "responses": { "200": { "description": endpoint.does }, "default": problem },
        });
        let entry = paths.entry(path).or_insert_with(|| json!({}));
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(endpoint.method.to_lowercase(), operation);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Sanaq", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": { "securitySchemes": {
            "device": { "type": "http", "scheme": "bearer" },
            "session": { "type": "apiKey", "in": "cookie", "name": "sanaq" },
        } },
    })
}
