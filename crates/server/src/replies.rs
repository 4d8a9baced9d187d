//! Answers to senders of text messages where the gateway takes none with its own request: they go
//! out through its interface.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use secrecy::ExposeSecret;
use serde_json::json;

use crate::gateways::Gateway;

/// How often an answer is tried.
const ATTEMPTS: u32 = 3;
/// How long a gateway may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The way out for answers. The sender's number is held until it is handed over, and nowhere
/// written.
#[derive(Clone, Default)]
pub(crate) struct Replies {
    client: Arc<OnceLock<Option<reqwest::Client>>>,
}

impl Replies {
    /// Hands an answer to a phone with the app SMS Gateway for Android, in the background. Without
    /// an address the gateway only brings messages.
    pub(crate) fn send(&self, gateway: &Gateway, number: String, text: String) {
        let Some(url) = gateway.messages() else { return };
        let Some(client) = self.client.get_or_init(client).clone() else { return };
        let (gateway, name) = (gateway.clone(), gateway.name.clone());
        tokio::spawn(async move {
            let password = gateway.password.as_ref().unwrap_or(&gateway.secret).expose_secret();
            let account = gateway.account.as_deref().unwrap_or_default();
            let basic = STANDARD.encode(format!("{account}:{password}"));
            let body = json!({ "textMessage": { "text": text }, "phoneNumbers": [number] });
            let body = body.to_string();
            for attempt in 0..ATTEMPTS {
                let request = client
                    .post(&url)
                    .header("authorization", format!("Basic {basic}"))
                    .header("content-type", "application/json")
                    .body(body.clone());
                let sent = request.send().await;
                if sent.is_ok_and(|answer| answer.status().is_success()) {
                    return;
                }
                tokio::time::sleep(Duration::from_secs(5 << attempt)).await;
            }
            tracing::warn!(gateway = name, "an answer to a text message could not be handed over");
        });
    }
}

fn client() -> Option<reqwest::Client> {
    // TLS needs one provider a process; another part of the program may have chosen it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().timeout(PATIENCE).connect_timeout(PATIENCE);
    client.build().map_err(|error| tracing::error!(%error, "no answers can be sent")).ok()
}
