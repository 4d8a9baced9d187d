//! `sanaq serve`

use std::{net::SocketAddr, path::PathBuf};

use sanaq_seal::token;
use sanaq_server::{Copies, start};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    exit::Failure,
    mission::{self, Kept},
    progress,
};

/// Run a mission's server: observers' reports come in, the data centre works on them, nothing that
/// was acknowledged is lost.
///
/// At the first start the administrator's account is made and its password is printed, once. Before
/// the internet belongs a proxy that speaks https (Caddy, nginx).
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    sanaq serve --data mission\n  \
    sanaq serve --data mission --database postgres://sanaq@db/sanaq --listen 127.0.0.1:8080 \
--origin mission.example/log --proxies 1 --https\n\n\
Endpoints are listed in docs/access.md; /health and /metrics are for whoever watches the server. \
SIGTERM and Ctrl-C finish what is under way. RUST_LOG=debug says more on standard error, never a \
name, an address or an answer.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    kept: Kept,
    /// The address to listen on.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// How many proxies of ours stand before it: so many addresses of X-Forwarded-For are believed.
    #[arg(long, value_name = "N", default_value_t = 0)]
    proxies: usize,
    /// Browsers reach it by https, through a proxy: cookies are for https only.
    #[arg(long)]
    https: bool,
    /// Keep the public files in this directory up to date, for a web server to hand out.
    #[arg(long, value_name = "DIR")]
    public: Option<PathBuf>,
    /// The address under which that web server hands them out; the data centre tells it to whoever
    /// publishes.
    #[arg(long, value_name = "URL", requires = "public", value_parser = address)]
    public_address: Option<String>,
    /// Keep copies of the mission in this folder, as `sanaq backup` makes them: by the clock, and
    /// when an administrator orders one in the data centre. Best a disk of its own.
    #[arg(long, value_name = "DIR")]
    backup_folder: Option<PathBuf>,
    /// Minutes between two copies by the clock; 0: only when one is ordered.
    #[arg(long, value_name = "MINUTES", default_value_t = 60, requires = "backup_folder")]
    backup_every: u32,
    /// This server's photos are the mission's from now on, though another server kept them: for
    /// the only server of a mission in a database, once, after its photos were moved here.
    #[arg(long)]
    photos_moved: bool,
    /// The first account's name.
    #[arg(long, value_name = "NAME", default_value = "admin")]
    admin: String,
}

/// Letters of the password that is printed once.
const LETTERS: usize = 20;

pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    notes();
    mission::wait(serve(arguments))
}

/// The server's own notes, a line of JSON each, on standard error.
fn notes() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env();
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    // A second subscriber in one process never happens, and would do as well.
    let _ = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}

/// The address of a folder on the web, as it is linked to.
fn address(text: &str) -> Result<String, String> {
    let host = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let plain = |host: &&str| {
        !host.is_empty() && !host.starts_with('/') && !host.contains(['?', '#', ' ', '"'])
    };
    host.filter(plain).ok_or_else(|| "expected https://HOST or https://HOST/FOLDER".to_owned())?;
    Ok(format!("{}/", text.trim_end_matches('/')))
}

async fn serve(arguments: Arguments) -> Result<(), Failure> {
    let mut config = arguments.kept.config(arguments.listen)?;
    config.proxies = arguments.proxies;
    config.https = arguments.https;
    config.public = arguments.public;
    config.public_address = arguments.public_address;
    let every = Some(arguments.backup_every).filter(|minutes| *minutes > 0);
    config.copies = arguments.backup_folder.map(|folder| Copies { folder, every });
    config.photos_moved = arguments.photos_moved;
    let bar = progress::step("replaying the log");
    let shown = bar.clone();
    let running = start(config, &move |done, all| {
        shown.set_message(format!("replaying the log: {done} of {all}"));
    })
    .await;
    bar.finish_and_clear();
    let running = running.map_err(Failure::input)?;
    if !running.has_accounts() {
        let secret = token::generate().map_err(|error| Failure::Inside(error.to_string()))?;
        let text: String = secret.expose_secret().chars().take(LETTERS).collect();
        let password = SecretString::from(text.clone());
        let made = running.first_account(&arguments.admin, &password).await;
        made.map_err(Failure::Inside)?;
        progress::say(&format!("account: {}  password, shown once: {text}", arguments.admin));
    }
    progress::say(&format!("listening on http://{}", running.address()));
    let served = running.serve(stop()).await;
    served.map_err(|error| Failure::Inside(error.to_string()))
}

/// Ctrl-C, or what service managers send.
pub(crate) async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let kind = tokio::signal::unix::SignalKind::terminate();
        if let Ok(mut terminate) = tokio::signal::unix::signal(kind) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // An error means that there are no signals here; then nothing stops the server but its end.
    if interrupt.await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects readers of the data centre: what it links to is a page on the web.
    #[test]
    fn the_public_address_is_one_on_the_web() {
        for (given, known) in [
            ("https://mission.example", Some("https://mission.example/")),
            ("https://mission.example/votes/", Some("https://mission.example/votes/")),
            ("mission.example", None),
            ("javascript:alert(1)", None),
            ("https://", None),
            ("https://a/?b", None),
        ] {
            assert_eq!(address(given).ok().as_deref(), known, "{given}");
        }
    }
}
