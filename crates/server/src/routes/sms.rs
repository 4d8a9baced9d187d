//! Gateways for text messages: three ways to say the same. docs/ways-in.md.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use sanaq_seal::webhook;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::Server,
    gate::Caller,
    gateways::{Gateway, Kind},
    phone,
    problem::Problem,
    sms::{Heard, Sms, hear},
};

/// By so many seconds a gateway's clock may be off.
const CLOCK: i64 = 900;
/// The longest text: many more segments than any network joins.
const LONGEST: usize = 8_192;

/// A message comes in.
pub(crate) async fn receive(
    State(server): State<Server>,
    caller: Caller,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let gateway = server.gateways.find(&name).cloned();
    let now = server.office.now();
    let path = uri.path_and_query().map_or("", |path| path.as_str());
    let gateway = gateway.filter(|own| is_signed(own, path, &headers, &body, now));
    let Some(gateway) = gateway else {
        server.limits.address.check(caller.neighbourhood())?;
        let detail = "this is not signed by a gateway that the mission knows";
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "unauthorised", detail));
    };
    let sms = match gateway.kind {
        Kind::Generic => generic(&gateway, &body)?,
        Kind::Twilio => twilio(&gateway, &body)?,
        Kind::Android => match android(&gateway, &body)? {
            Some(sms) => sms,
            // The app tells of other things too, which nobody asked for.
            None => return Ok(Json(json!({ "status": "ignored" })).into_response()),
        },
    };
    if sms.text.len() > LONGEST {
        return Err(Problem::too_large(format!("expected a text of at most {LONGEST} bytes")));
    }
    let from = sms.from.clone();
    let heard = hear(&server, sms).await?;
    if gateway.kind == Kind::Android && phone::is_number(&from) {
        server.replies.send(&gateway, from, heard.reply.clone());
    }
    Ok(told(gateway.kind, &heard))
}

fn told(kind: Kind, heard: &Heard) -> Response {
    if kind != Kind::Twilio {
        return Json(json!(heard)).into_response();
    }
    let text = escaped(&heard.reply);
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <Response><Message>{text}</Message></Response>"
    );
    ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], xml).into_response()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() && c != '\n' => {}
            c => out.push(c),
        }
    }
    out
}

fn is_signed(gateway: &Gateway, path: &str, headers: &HeaderMap, body: &[u8], now: i64) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if gateway.kind == Kind::Twilio {
        let Some(signature) = text("x-twilio-signature") else { return false };
        let Some(public) = &gateway.public else { return false };
        let Some(form) = form(body) else { return false };
        let address = format!("{}{path}", public.trim_end_matches('/'));
        return webhook::verify_twilio(&gateway.secret, &address, &form, signature);
    }
    let Some((signature, stamp)) = text("x-signature").zip(text("x-timestamp")) else {
        return false;
    };
    let recent = stamp.parse::<i64>().is_ok_and(|at| now.abs_diff(at) <= CLOCK.unsigned_abs());
    let signed = [body, stamp.as_bytes()].concat();
    let secret: &SecretString = &gateway.secret;
    recent && webhook::verify(secret, &signed, signature)
}

/// A form post: names and values.
fn form(body: &[u8]) -> Option<Vec<(String, String)>> {
    let text = std::str::from_utf8(body).ok()?;
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((unescaped(name)?, unescaped(value)?))
        })
        .collect()
}

/// A name or value of a form post, as the WHATWG's URL standard has it.
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[derive(Deserialize)]
struct Generic {
    id: String,
    from: String,
    text: String,
}

fn generic(gateway: &Gateway, body: &[u8]) -> Result<Sms, Problem> {
    let wrong = |error| Problem::bad(format!("expected {{\"id\", \"from\", \"text\"}}: {error}"));
    let Generic { id, from, text } = serde_json::from_slice(body).map_err(wrong)?;
    sms(gateway, id, from, text)
}

fn twilio(gateway: &Gateway, body: &[u8]) -> Result<Sms, Problem> {
    let form = form(body).unwrap_or_default();
    let field = |name: &str| {
        let found = form.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    sms(gateway, field("MessageSid"), field("From"), field("Body"))
}

/// What the app SMS Gateway for Android sends for `sms:received`.
fn android(gateway: &Gateway, body: &[u8]) -> Result<Option<Sms>, Problem> {
    let wrong = |error| Problem::bad(format!("expected an event of the app: {error}"));
    let event: Value = serde_json::from_slice(body).map_err(wrong)?;
    if event.get("event").and_then(Value::as_str) != Some("sms:received") {
        return Ok(None);
    }
    let payload = event.get("payload").cloned().unwrap_or_default();
    let text = |value: &Value, name: &str| {
        value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let from = Some(text(&payload, "phoneNumber")).filter(|from| !from.is_empty());
    let from = from.unwrap_or_else(|| text(&payload, "sender"));
    // The id of the payload is made from the text alone: that of the event is its own.
    sms(gateway, text(&event, "id"), from, text(&payload, "message")).map(Some)
}

fn sms(gateway: &Gateway, id: String, from: String, text: String) -> Result<Sms, Problem> {
    if id.is_empty() || from.trim().is_empty() {
        return Err(Problem::bad("expected the message's id and the sender's number"));
    }
    Ok(Sms { gateway: gateway.name.clone(), id, from, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_as_browsers_write_them() {
        let read = form("From=%2B77001234567&Body=R+1234+A%3D5&x&y=%D2%9B".as_bytes()).unwrap();
        let expected = [("From", "+77001234567"), ("Body", "R 1234 A=5"), ("x", ""), ("y", "қ")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(read, expected);
        for wrong in ["a=%", "a=%4", "a=%zz", "a=%ff"] {
            assert!(form(wrong.as_bytes()).is_none(), "{wrong}");
        }
        assert_eq!(escaped("a<b> & \"c\"\u{7}"), "a&lt;b&gt; &amp; \"c\"");
    }
}
