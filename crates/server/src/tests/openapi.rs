//! The document for machines says what every endpoint takes and gives, in a form that generators
//! of clients read.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};

use super::Mission;
use crate::{routes::meta::document, schema, table::endpoints};

/// Protects whoever generates a client: an endpoint that nobody described does not pass.
#[test]
fn every_endpoint_is_described() {
    let missing =
        endpoints().into_iter().filter(|own| schema::shape(own.method, own.path).is_none());
    let missing: Vec<String> = missing.map(|own| format!("{} {}", own.method, own.path)).collect();
    assert_eq!(missing, Vec::<String>::new(), "describe these in crates/server/src/schema.rs");
}

/// The shape that `OpenAPI` 3.1 asks for, as far as generators trip over it.
#[test]
fn the_document_is_whole() {
    let document = document();
    let mut names = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        assert!(path.starts_with('/') && !path.contains('*'), "{path}");
        for (method, operation) in operations.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name} twice");
            let parameters = operation["parameters"].as_array().unwrap();
            for part in path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                let found = parameters.iter().any(|own| own["name"] == part && own["in"] == "path");
                assert!(found, "{method} {path}: {part}");
            }
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.len() == 2 && responses.contains_key("default"), "{path}");
        }
    }
    references(&document, &document);
}

/// Every reference leads somewhere.
fn references(part: &Value, document: &Value) {
    match part {
        Value::Object(fields) => {
            if let Some(to) = fields.get("$ref").and_then(Value::as_str) {
                assert!(document.pointer(to.trim_start_matches('#')).is_some(), "{to}");
            }
            fields.values().for_each(|own| references(own, document));
        }
        Value::Array(all) => all.iter().for_each(|own| references(own, document)),
        _ => {}
    }
}

/// What endpoints really give has what is said of them: names that are needed are there, and no
/// name is there that is not said.
#[tokio::test]
async fn answers_are_as_described() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let phone = mission.phone(&admin, "o-1", 1).await;
    let typist = mission.account(&admin, 5, sanaq_desk::event::Role::Clerk).await;
    let account = [("cookie", admin.as_str())];
    let clerk = [("cookie", typist.as_str())];
    let device = [("authorization", phone.as_str())];
    let report = json!({ "id": format!("{:032x}", 2), "form": "turnout", "version": "1" });
    let own = json!({ "id": format!("{:032x}", 4), "form": "turnout", "version": "1" });
    let stations = json!({ "id": format!("{:032x}", 3), "kind": "stations/1",
        "body": { "rows": [{ "code": "12", "area": "A" }] } });
    let previous = "station,area,registered,cast,valid,votes.a,votes.b\n12,A,90,80,79,50,29\n";
    let draw = json!({ "name": "pvt", "seed": "1", "size": 1, "previous": previous });
    let asked = [
        (Method::GET, "/health", &account, Value::Null),
        (Method::GET, "/api/mission", &account, Value::Null),
        (Method::GET, "/api/session", &account, Value::Null),
        (Method::GET, "/api/sessions", &account, Value::Null),
        (Method::GET, "/api/desk/accounts", &account, Value::Null),
        (Method::POST, "/api/authenticator", &account, json!({ "password": super::PASSWORD })),
        (Method::POST, "/api/desk/events", &account, stations),
        (Method::POST, "/api/desk/sample", &account, draw),
        (Method::GET, "/api/desk/views/desk", &clerk, Value::Null),
        (Method::POST, "/api/desk/reports", &account, report.clone()),
        (Method::GET, "/api/phone", &device, Value::Null),
        (Method::POST, "/api/reports", &device, own),
    ];
    let document = document();
    for (method, path, who, body) in asked {
        let told = mission.ask(method.clone(), path, who, body).await;
        assert_eq!(told.status, 200, "{method} {path}: {}", told.body);
        let at = format!(
            "/paths/{}/{}/responses/200/content/application~1json/schema",
            path.replace('/', "~1"),
            method.as_str().to_lowercase()
        );
        let shape = document.pointer(&at).unwrap();
        assert_eq!(differs(&told.body, shape, &document), None, "{method} {path}: {}", told.body);
    }
}

/// Where a value is not as its shape says; the part of JSON Schema that the document uses.
pub(super) fn differs(value: &Value, shape: &Value, document: &Value) -> Option<String> {
    if let Some(to) = shape["$ref"].as_str() {
        return differs(value, document.pointer(to.trim_start_matches('#'))?, document);
    }
    if let Some(one_of) = shape["oneOf"].as_array() {
        let fits = one_of.iter().any(|shape| differs(value, shape, document).is_none());
        return (!fits).then(|| format!("{value} is none of these"));
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(own) if own.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let expected = &shape["type"];
    let fits =
        expected == kind || expected.as_array().is_some_and(|all| all.contains(&json!(kind)));
    if !fits {
        return Some(format!("{value}: expected {expected}"));
    }
    if let Some(all) = value.as_array() {
        return all.iter().find_map(|own| differs(own, &shape["items"], document));
    }
    let (fields, known) = (value.as_object()?, shape["properties"].as_object()?);
    let needed = shape["required"].as_array()?.iter().filter_map(Value::as_str);
    if let Some(name) = needed.into_iter().find(|name| !fields.contains_key(*name)) {
        return Some(format!("{name} is missing"));
    }
    fields.iter().find_map(|(name, own)| match known.get(name) {
        Some(shape) => differs(own, shape, document),
        None => Some(format!("{name} is not described")),
    })
}
