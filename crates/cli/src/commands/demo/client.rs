//! Somebody of the example, who uses the server as anybody does: by its own interface.

use std::time::Duration;

use reqwest::{Client as Http, Method, StatusCode};
use sanaq_seal::{ExposeSecret as _, SecretString, hash::Hash};
use serde_json::{Value, json};

use crate::exit::Failure;

/// Bytes of a photo that go at once, as phones send them.
const PART: usize = 48 << 10;
/// How often what the server was too busy for is tried again.
const ATTEMPTS: u32 = 40;

/// Somebody with a session or a joined phone.
#[derive(Clone)]
pub(super) struct Client {
    http: Http,
    base: String,
    /// A header and what stands in it.
    who: (&'static str, String),
    /// The address that the server takes it for.
    place: String,
}

impl Client {
    fn new(base: &str, place: u32) -> Result<Self, Failure> {
        // Another part of the program may have chosen it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Http::builder().timeout(Duration::from_mins(1)).build();
        let http = http.map_err(inside)?;
        // The range that is kept for examples and private networks.
        let [.., a, b, c] = place.to_be_bytes();
        let place = format!("10.{a}.{b}.{c}");
        Ok(Self { http, base: base.to_owned(), who: ("x-sanaq", "1".to_owned()), place })
    }

    /// Signs in.
    pub(super) async fn sign_in(
        base: &str,
        account: &str,
        password: &SecretString,
    ) -> Result<Self, Failure> {
        let mut client = Self::new(base, 1)?;
        let body = json!({ "account": account, "password": password.expose_secret() });
        let request = client.request(&Method::POST, "/api/session").body(body.to_string());
        let request = request.header("content-type", "application/json");
        let response = request.send().await.map_err(inside)?;
        let cookie = response.headers().get("set-cookie").and_then(|own| own.to_str().ok());
        let cookie = cookie.and_then(|own| own.split(';').next()).map(str::to_owned);
        let missing = || Failure::Inside(format!("{account}: could not sign in"));
        client.who = ("cookie", cookie.ok_or_else(missing)?);
        Ok(client)
    }

    /// A phone joins by its code.
    pub(super) async fn join(base: &str, code: &str, number: u32) -> Result<Self, Failure> {
        let mut client = Self::new(base, number)?;
        let joined = client.post("/api/join", &json!({ "code": code })).await?;
        let token = joined["token"].as_str().unwrap_or_default();
        client.who = ("authorization", format!("Bearer {token}"));
        Ok(client)
    }

    fn request(&self, method: &Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method.clone(), format!("{}{path}", self.base));
        let request = request.header(self.who.0, &self.who.1);
        request.header("x-sanaq", "1").header("x-forwarded-for", &self.place)
    }

    /// Asks, and again where the server asks for patience.
    async fn ask(
        &self,
        method: Method,
        path: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> Result<String, Failure> {
        for attempt in 0..ATTEMPTS {
            let request = self.request(&method, path).header("content-type", kind);
            let response = request.body(body.clone()).send().await.map_err(inside)?;
            let status = response.status();
            let busy = status == StatusCode::TOO_MANY_REQUESTS
                || status == StatusCode::SERVICE_UNAVAILABLE;
            if busy && attempt + 1 < ATTEMPTS {
                tokio::time::sleep(Duration::from_millis(250)).await;
                continue;
            }
            let text = response.text().await.map_err(inside)?;
            if status.is_success() {
                return Ok(text);
            }
            return Err(Failure::Inside(format!("{method} {path}: {status}: {text}")));
        }
        Err(Failure::Inside(format!("{method} {path}: the server is too busy")))
    }

    /// What stands at an address, as text.
    pub(super) async fn text(&self, path: &str) -> Result<String, Failure> {
        self.ask(Method::GET, path, "text/plain", Vec::new()).await
    }

    pub(super) async fn get(&self, path: &str) -> Result<Value, Failure> {
        read(path, &self.text(path).await?)
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        let text = self.ask(Method::POST, path, "application/json", body.to_string().into());
        read(path, &text.await?)
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        let text = self.ask(Method::PUT, path, "application/json", body.to_string().into());
        read(path, &text.await?)
    }

    /// Hands in a file.
    pub(super) async fn file(&self, path: &str, content: Vec<u8>) -> Result<Value, Failure> {
        let text = self.ask(Method::POST, path, "application/octet-stream", content);
        read(path, &text.await?)
    }

    /// Has something recorded.
    pub(super) async fn record(&self, id: &str, kind: &str, body: Value) -> Result<(), Failure> {
        let order = json!({ "id": id, "kind": kind, "body": body });
        self.post("/api/desk/events", &order).await.map(|_| ())
    }

    /// Sends a photo or a sealed answer, part by part; gives its name.
    pub(super) async fn blob(&self, content: &[u8]) -> Result<String, Failure> {
        let name = Hash::of(content).to_string();
        let path = format!("/api/blobs/{name}");
        for (number, part) in content.chunks(PART).enumerate() {
            let to = format!("{path}?offset={}", number * PART);
            self.ask(Method::PUT, &to, "application/octet-stream", part.to_vec()).await?;
        }
        self.post(&format!("{path}?size={}", content.len()), &Value::Null).await?;
        Ok(name)
    }
}

fn read(path: &str, text: &str) -> Result<Value, Failure> {
    let failed = |error| Failure::Inside(format!("{path}: {error}"));
    serde_json::from_str(text).map_err(failed)
}

#[expect(clippy::needless_pass_by_value, reason = "handed to `map_err`")]
fn inside(error: reqwest::Error) -> Failure {
    Failure::Inside(error.to_string())
}

/// An id that follows from what it is the id of.
pub(super) fn id(of: &str) -> String {
    Hash::of(of.as_bytes()).to_string().chars().take(32).collect()
}
