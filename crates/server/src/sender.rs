//! Texts go out: what the log says is to be sent is handed to a gateway, by one server, once.
//!
//! Before a text is handed over, an entry says who takes it; what became of it is an entry too. A
//! gateway that knows our ids is asked again under the same id. One that does not is never asked
//! again where the first time may have succeeded: no text goes twice, and a person calls instead.

use std::time::Duration;

use reqwest::{Client, StatusCode};
use sanaq_desk::{
    Actor, Command, Id as DeskId,
    decide::{Hand, Waiting},
    event::{Delivered, Delivery, Handover, WhyFailed},
};
use sanaq_seal::{entry::Id, hash::Hash, webhook};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tokio::sync::watch;

use crate::{
    app::Server,
    gateways::{Gateway, Kind},
    problem::Problem,
};

/// How often the outbox is looked at when nothing changes.
const EVERY: Duration = Duration::from_secs(2);
/// How many texts are handed over at a time.
const AT_ONCE: usize = 16;
/// Between two tries when no gateway answers: doubled each time, up to the last.
const PAUSES: (Duration, Duration) = (Duration::from_secs(2), Duration::from_mins(1));

/// What a gateway answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It took the text.
    Taken,
    /// It certainly did not, and may later.
    Later,
    /// It never will.
    Refused(WhyFailed),
}

/// What a round did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Round {
    /// There is nothing to do.
    Idle,
    /// Something was done.
    Done,
    /// No gateway took anything.
    Stuck,
}

/// Sends until it is told to stop. What was handed over by then is still recorded.
pub(crate) async fn run(server: Server, mut stop: watch::Receiver<bool>) {
    let Some(client) = client() else { return };
    let mut applied = server.office.watch();
    let mut pause = PAUSES.0;
    while !*stop.borrow() {
        match round(&server, &client).await {
            Ok(Round::Done) => pause = PAUSES.0,
            Ok(Round::Idle) => {
                let news = tokio::time::timeout(EVERY, applied.changed());
                tokio::select! { _ = news => {} _ = stop.changed() => {} }
                // Whatever changed, the office is not asked a thousand times a second.
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            Ok(Round::Stuck) | Err(_) => {
                tokio::select! { () = tokio::time::sleep(pause) => {} _ = stop.changed() => {} }
                pause = (pause * 2).min(PAUSES.1);
            }
        }
    }
}

/// What speaks to gateways.
pub(crate) fn client() -> Option<Client> {
    // TLS needs one provider a process; another part of the program may have chosen it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder()
        .timeout(Duration::from_secs(20))
        .connect_timeout(Duration::from_secs(5))
        .redirect(reqwest::redirect::Policy::none())
        .build();
    client.inspect_err(|error| tracing::error!(%error, "no messages can be sent")).ok()
}

/// Hands over the first texts that wait, all of one batch.
pub(crate) async fn round(server: &Server, client: &Client) -> Result<Round, Problem> {
    let Some(gateway) = server.gateways.senders().next() else { return Ok(Round::Idle) };
    let waiting = {
        let (state, now) = (server.office.state(), server.office.now());
        state.outbox(now, AT_ONCE)
    };
    let (mut over, mut done) = (Vec::new(), false);
    for own in waiting {
        match &own.hand {
            Hand::Drop(why) => {
                record(server, &own, Delivery::Failed, Some(*why)).await?;
                done = true;
            }
            // Whether it went out is not known, and this gateway would send it again.
            Hand::Over { again: true, .. } if gateway.kind == Kind::Twilio => {
                record(server, &own, Delivery::Failed, Some(WhyFailed::Unclear)).await?;
                done = true;
            }
            Hand::Over { .. } => over.push(own),
        }
    }
    let idle = if done { Round::Done } else { Round::Idle };
    if over.is_empty() || !server.numbers.is_open() {
        return Ok(idle);
    }
    let mine = take(server, over, gateway).await?;
    let handed = mine.iter().map(|own| hand(server, client, own));
    let answers = futures_util::future::join_all(handed).await;
    let (mut back, mut taken) = (Vec::new(), done);
    for (own, answer) in mine.iter().zip(answers) {
        match answer {
            Answer::Taken => record(server, own, Delivery::Sent, None).await?,
            Answer::Refused(why) => record(server, own, Delivery::Failed, Some(why)).await?,
            Answer::Later => {
                back.push(own);
                continue;
            }
        }
        taken = true;
    }
    give_back(server, &back, gateway).await?;
    Ok(if taken {
        Round::Done
    } else if back.is_empty() {
        idle
    } else {
        Round::Stuck
    })
}

/// Takes texts, so that no other server does; gives those that are ours.
async fn take(
    server: &Server,
    over: Vec<Waiting>,
    gateway: &Gateway,
) -> Result<Vec<Waiting>, Problem> {
    let Some(batch) = over.first().map(|own| own.batch) else { return Ok(over) };
    let observers = over.iter().map(|own| own.observer.clone()).collect();
    let handover = Handover { batch, observers, gateway: gateway.name.clone(), back: false };
    let id = Id::generate().map_err(|error| Problem::inside(&error))?;
    let done = server.office.act(&Actor::System, id, &Command::HandOver(handover)).await?;
    let sequence = done.entries.first().map(|entry| entry.sequence);
    let state = server.office.state();
    let ours =
        |own: &Waiting| sequence.is_some() && state.handed_by(own.batch, &own.observer) == sequence;
    Ok(over.into_iter().filter(ours).collect())
}

async fn give_back(server: &Server, back: &[&Waiting], gateway: &Gateway) -> Result<(), Problem> {
    let Some(batch) = back.first().map(|own| own.batch) else { return Ok(()) };
    let observers = back.iter().map(|own| own.observer.clone()).collect();
    let handover = Handover { batch, observers, gateway: gateway.name.clone(), back: true };
    let id = Id::generate().map_err(|error| Problem::inside(&error))?;
    server.office.act(&Actor::System, id, &Command::HandOver(handover)).await.map(|_| ())
}

/// Hands one text to the first gateway that can be reached.
async fn hand(server: &Server, client: &Client, own: &Waiting) -> Answer {
    let Hand::Over { text, number, .. } = &own.hand else { return Answer::Later };
    let Ok(blob) = server.office.blobs.get(Hash(number.0)).await else { return Answer::Later };
    let Some(blob) = blob else { return Answer::Refused(WhyFailed::NoNumber) };
    let Some(number) = server.numbers.read(&blob) else {
        let gone = server.numbers.is_open();
        let none = Answer::Refused(WhyFailed::NoNumber);
        return if gone { none } else { Answer::Later };
    };
    let name = reference(server, own.batch, &own.observer);
    for gateway in server.gateways.senders() {
        let answer = ask(client, gateway, &name, &number, text).await;
        if answer != Answer::Later {
            return answer;
        }
    }
    Answer::Later
}

/// What a gateway knows a text by: it tells neither batch nor observer.
pub(crate) fn reference(server: &Server, batch: DeskId, observer: &str) -> String {
    let mac = server.office.keys.mac("text", &format!("{batch}\0{observer}"));
    let batch = batch.to_string();
    format!("{}{}", batch.get(..16).unwrap_or_default(), mac.get(..16).unwrap_or_default())
}

/// Records what became of a text; the same again is the same entry.
pub(crate) async fn record(
    server: &Server,
    own: &Waiting,
    delivery: Delivery,
    why: Option<WhyFailed>,
) -> Result<(), Problem> {
    let Waiting { batch, observer, .. } = own;
    let name = format!("{batch}/{observer}/{delivery:?}");
    let (batch, observer) = (*batch, observer.clone());
    let event = Delivered { batch, observer, delivery, why };
    let id = Id::derived("delivery", &name);
    let command = Command::Record(event.into());
    server.office.act(&Actor::System, id, &command).await.map(|_| ())
}

/// One gateway, asked once.
async fn ask(
    client: &Client,
    gateway: &Gateway,
    name: &str,
    number: &SecretString,
    text: &str,
) -> Answer {
    let Some(url) = &gateway.url else { return Answer::Later };
    let to = number.expose_secret();
    let account = gateway.account.as_deref().unwrap_or_default();
    let secret = gateway.password.as_ref().unwrap_or(&gateway.secret);
    let request = match gateway.kind {
        Kind::Generic => {
            let from = gateway.from.as_deref();
            let body = json!({ "id": name, "to": to, "from": from, "text": text }).to_string();
            let signature = webhook::sign(&gateway.secret, body.as_bytes());
            let request = client.post(url).header("idempotency-key", name);
            let request = request.header("x-signature", format!("sha256={signature}"));
            request.header("content-type", "application/json").body(body)
        }
        Kind::Android => {
            let body = json!({ "id": name, "textMessage": { "text": text },
                "phoneNumbers": [to], "withDeliveryReport": true });
            let url = gateway.messages().unwrap_or_default();
            let request = client.post(url).basic_auth(account, Some(secret.expose_secret()));
            request.header("content-type", "application/json").body(body.to_string())
        }
        Kind::Twilio => {
            let base = url.trim_end_matches('/');
            let url = format!("{base}/2010-04-01/Accounts/{account}/Messages.json");
            let request = client.post(url).basic_auth(account, Some(secret.expose_secret()));
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            request.body(twilio(gateway, name, to, text))
        }
    };
    let answered = request.send().await;
    let answer = judge(gateway.kind, answered.as_ref().map(reqwest::Response::status));
    if answer != Answer::Taken {
        let status = answered.as_ref().ok().map(|response| response.status().as_u16());
        tracing::warn!(gateway = gateway.name, status, ?answer, "a text was not taken");
    }
    answer
}

/// What an answer means. Only what certainly did not go out is tried again.
fn judge(kind: Kind, answered: Result<StatusCode, &reqwest::Error>) -> Answer {
    let knows_ids = kind != Kind::Twilio;
    match answered {
        Ok(status) if status.is_success() => Answer::Taken,
        // It has it from a try before.
        Ok(StatusCode::CONFLICT) if knows_ids => Answer::Taken,
        // Too fast, or we are not let in: that is ours to put right, not the text's fault.
        Ok(
            StatusCode::TOO_MANY_REQUESTS
            | StatusCode::UNAUTHORIZED
            | StatusCode::FORBIDDEN
            | StatusCode::NOT_FOUND,
        ) => Answer::Later,
        Ok(status) if status.is_client_error() => Answer::Refused(WhyFailed::Refused),
        Err(error) if error.is_connect() => Answer::Later,
        _ if knows_ids => Answer::Later,
        _ => Answer::Refused(WhyFailed::Unclear),
    }
}

fn twilio(gateway: &Gateway, name: &str, to: &str, text: &str) -> String {
    let from = gateway.from.as_deref().unwrap_or_default();
    let mut fields = vec![("To", to.to_owned()), ("From", from.to_owned())];
    fields.push(("Body", text.to_owned()));
    if let Some(callback) = callback(gateway, name) {
        fields.push(("StatusCallback", callback));
    }
    let pairs = fields.iter().map(|(key, value)| format!("{key}={}", encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Where Twilio says what became of a text; what it signs begins with this address.
pub(crate) fn callback(gateway: &Gateway, name: &str) -> Option<String> {
    let public = gateway.public.as_deref()?.trim_end_matches('/');
    Some(format!("{public}/api/delivery/{}?ref={name}", gateway.name))
}

/// As forms are encoded (WHATWG URL, 5.2), with `%20` for a space.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._*".contains(&byte);
    let one = |byte: u8| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_certainly_did_not_go_out_is_tried_again() {
        let status = |code| Ok(StatusCode::from_u16(code).unwrap());
        for kind in [Kind::Generic, Kind::Android, Kind::Twilio] {
            assert_eq!(judge(kind, status(201)), Answer::Taken);
            assert_eq!(judge(kind, status(429)), Answer::Later);
            assert_eq!(judge(kind, status(400)), Answer::Refused(WhyFailed::Refused));
        }
        assert_eq!(judge(Kind::Generic, status(500)), Answer::Later, "the id is the same");
        assert_eq!(judge(Kind::Twilio, status(500)), Answer::Refused(WhyFailed::Unclear));
        assert_eq!(judge(Kind::Android, status(409)), Answer::Taken, "it had it already");
    }

    #[test]
    fn a_form_is_encoded_byte_by_byte() {
        assert_eq!(encoded("+7 қ&=1"), "%2B7%20%D2%9B%26%3D1");
    }
}
