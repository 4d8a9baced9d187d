//! `sanaq witness`

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use sanaq_seal::{
    checkpoint::Checkpoint,
    note::{SigningKey, VerifierKey},
    witness::{Refusal, Request, Seen, cosign},
};
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::{
    exit::Failure, mission, output, output::Format, progress, secret_file, strata::text_of,
};

/// Witness a mission's log: sign its heads as long as it only grows.
///
/// For partner organisations, on a computer of their own. Each head is compared with what was
/// signed before; a log that shows another history is never signed again, and what proves it is
/// kept. At the first start a key is made; the mission puts its line into `keys/witnesses.txt`.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
sanaq witness --name partner.example --state witness key\n  \
sanaq witness --name partner.example --state witness watch --server https://mission.example \
--log mission.keys --every 60\n\n\
Exit code 2 when the log contradicts itself: the proof is in the folder `evidence` of --state.")]
pub(crate) struct Arguments {
    /// The name under which the witness signs: a domain.
    #[arg(long, value_name = "NAME")]
    name: String,
    /// The directory with the witness's key and what it has seen.
    #[arg(long, value_name = "DIR")]
    state: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Print the witness's public key; makes it at the first time.
    Key {
        /// How to print it.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Look at the newest head, and sign it when the log has only grown.
    Watch {
        /// The mission's server.
        #[arg(long, value_name = "URL")]
        server: String,
        /// The log's key, as `sanaq keys show` prints it, got in another way than from the server.
        #[arg(long, value_name = "FILE")]
        log: PathBuf,
        /// Look again after so many seconds, for ever; without it, once.
        #[arg(long, value_name = "SECONDS")]
        #[arg(value_parser = clap::value_parser!(u64).range(1..=86_400))]
        every: Option<u64>,
        /// How to print what was done; with json, a document for each look.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    secret_file::folder(&arguments.state)?;
    let key = key(&arguments.state, &arguments.name)?;
    match &arguments.what {
        What::Key { format: Format::Json } => {
            output::json(&json!({ "witness": key.verifier().to_string() }))
        }
        What::Key { format: Format::Text } => output::text(&format!("{}\n", key.verifier())),
        What::Watch { server, log, every, format } => {
            let keys: sanaq_seal::receipt::Keys = text_of(log)?
                .parse()
                .map_err(|error| Failure::Input(format!("{}: {error}", log.display())))?;
            let _alone = alone(&arguments.state)?;
            let server = server.trim_end_matches('/').to_owned();
            let client = client()?;
            let witness = Witness { state: &arguments.state, key, logs: keys.logs, server, client };
            mission::wait(watch(&witness, *every, *format))
        }
    }
}

/// The witness's key, made at the first time.
fn key(state: &Path, name: &str) -> Result<SigningKey, Failure> {
    let path = state.join("witness.key");
    let named = |why: &dyn std::fmt::Display| Failure::Input(format!("{}: {why}", path.display()));
    if !path.exists() {
        let key = SigningKey::generate_witness(name).map_err(Failure::input)?;
        secret_file::create(&path, key.to_secret().expose_secret().as_bytes())?;
    }
    let key: SigningKey = text_of(&path)?.trim().parse().map_err(|error| named(&error))?;
    if key.name() != name {
        return Err(named(&format!("found the key of {}, expected of {name}", key.name())));
    }
    Ok(key)
}

/// Two witnesses with one state could sign two histories: only one runs.
fn alone(state: &Path) -> Result<std::fs::File, Failure> {
    let path = state.join("lock");
    let failed = |source| Failure::Write { path: path.clone(), source };
    let file = std::fs::File::create(&path).map_err(failed)?;
    file.try_lock().map_err(|_| {
        Failure::Input(format!("{}: another witness is running on this state", path.display()))
    })?;
    Ok(file)
}

fn client() -> Result<reqwest::Client, Failure> {
    // An error means that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().timeout(Duration::from_secs(30)).build();
    client.map_err(|error| Failure::Inside(error.to_string()))
}

struct Witness<'a> {
    state: &'a Path,
    key: SigningKey,
    logs: Vec<VerifierKey>,
    server: String,
    client: reqwest::Client,
}

/// What one look came to.
enum Looked {
    /// Signed a head of so many entries.
    Signed(u64),
    /// Nothing new; the log has so many.
    Same(u64),
}

/// Why a look ended.
enum Ended {
    /// Try again later.
    Later(String),
    /// Never again without a person: what is wrong.
    Never(String),
    /// Our own disk fails.
    Ours(Failure),
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Ours(failure)
    }
}

async fn watch(witness: &Witness<'_>, every: Option<u64>, format: Format) -> Result<(), Failure> {
    loop {
        match (witness.look().await, every) {
            (Ok(looked), _) => say(&looked, format)?,
            (Err(Ended::Later(why)), Some(_)) => progress::say(&format!("later: {why}")),
            (Err(Ended::Later(why) | Ended::Never(why)), _) => return Err(Failure::Input(why)),
            (Err(Ended::Ours(failure)), _) => return Err(failure),
        }
        let Some(seconds) = every else { return Ok(()) };
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }
}

fn say(looked: &Looked, format: Format) -> Result<(), Failure> {
    let (signed, size) = match looked {
        Looked::Signed(size) => (true, size),
        Looked::Same(size) => (false, size),
    };
    match format {
        Format::Json => output::json(&json!({ "signed": signed, "entries": size })),
        Format::Text if signed => {
            output::text(&format!("signed: {} entries\n", output::count(*size)))
        }
        Format::Text => output::text(&format!("nothing new: {} entries\n", output::count(*size))),
    }
}

impl Witness<'_> {
    fn seen_path(&self) -> PathBuf {
        self.state.join("seen")
    }

    /// The head that was signed last, as the log signed it.
    fn seen(&self) -> Result<Option<(Seen, String)>, Ended> {
        let path = self.seen_path();
        if !path.exists() {
            return Ok(None);
        }
        let note = text_of(&path)?;
        let named = |why: &dyn std::fmt::Display| {
            Failure::Input(format!(
                "{}: what was signed last cannot be read: {why}",
                path.display()
            ))
        };
        let head = self.open(&note).map_err(|why| named(&why))?;
        Ok(Some((Seen { size: head.size, root: head.root }, note)))
    }

    fn open(&self, note: &str) -> Result<Checkpoint, String> {
        let opened = self.logs.iter().map(|log| Checkpoint::open(note, log, &[]));
        let opened = opened.reduce(Result::or);
        let opened = opened.ok_or("there is no key of a log")?;
        Ok(opened.map_err(|error| error.to_string())?.checkpoint)
    }

    async fn get(&self, path: &str) -> Result<Option<String>, Ended> {
        let later = |error: reqwest::Error| Ended::Later(format!("{}: {error}", self.server));
        let answer = self.client.get(format!("{}{path}", self.server)).send().await;
        let answer = answer.map_err(later)?;
        match answer.status().as_u16() {
            200 => Ok(Some(text(answer).await.map_err(Ended::Later)?)),
            204 => Ok(None),
            status => Err(Ended::Later(format!("{}{path}: status {status}", self.server))),
        }
    }

    /// One look at the log.
    async fn look(&self) -> Result<Looked, Ended> {
        let seen = self.seen()?;
        let old = seen.as_ref().map_or(0, |(seen, _)| seen.size);
        let Some(asked) = self.get(&format!("/log/witness/{old}")).await? else {
            return self.unchanged(seen.as_ref()).await;
        };
        let request: Request =
            asked.parse().map_err(|refusal: Refusal| Ended::Later(refusal.to_string()))?;
        let known = seen.as_ref().map(|(seen, _)| *seen);
        let (new, signature) = match cosign(&request, &self.logs, known, &self.key, now()) {
            Ok(signed) => signed,
            Err(refusal @ Refusal::Inconsistent { .. }) => {
                let before = seen.map(|(_, note)| note).unwrap_or_default();
                return Err(self.forked(&before, &asked, &refusal.to_string())?);
            }
            Err(refusal) => return Err(Ended::Later(refusal.to_string())),
        };
        // First what was signed is remembered, then the signature is given away.
        secret_file::replace(&self.seen_path(), request.checkpoint.as_bytes())?;
        let body = format!("{}\n{signature}", new.size);
        let sent = self.client.post(format!("{}/log/cosignature", self.server)).body(body).send();
        let sent = sent.await.map_err(|error| Ended::Later(format!("{}: {error}", self.server)))?;
        if !sent.status().is_success() {
            let status = sent.status().as_u16();
            let why = text(sent).await.unwrap_or_default();
            return Err(Ended::Later(format!(
                "the signature was not taken: status {status}: {why}"
            )));
        }
        Ok(Looked::Signed(new.size))
    }

    /// There is nothing to sign: then the log must still show the head that was signed, or one that
    /// is a beginning of it.
    async fn unchanged(&self, seen: Option<&(Seen, String)>) -> Result<Looked, Ended> {
        let Some((seen, before)) = seen else { return Ok(Looked::Same(0)) };
        let note = self.get("/log/checkpoint").await?;
        let note = note.ok_or_else(|| Ended::Later("the log shows no head".to_owned()))?;
        let head = self.open(&note).map_err(Ended::Later)?;
        if head.size == seen.size && head.root != seen.root {
            let why = format!("the log signed two different heads of {} entries", seen.size);
            return Err(self.forked(before, &note, &why)?);
        }
        if head.size < seen.size {
            let (found, expected) = (head.size, seen.size);
            let why = format!("the log shows {found} entries, after {expected} were signed");
            return Err(self.forked(before, &note, &why)?);
        }
        Ok(Looked::Same(head.size))
    }

    /// Keeps both signed heads, and says where they are.
    fn forked(&self, before: &str, now_shown: &str, why: &str) -> Result<Ended, Failure> {
        let folder = self.state.join("evidence").join(now().to_string());
        secret_file::folder(&folder)?;
        for (name, content) in [("before", before), ("now", now_shown), ("why", why)] {
            secret_file::replace(&folder.join(name), content.as_bytes())?;
        }
        Ok(Ended::Never(format!(
            "THE LOG CONTRADICTS ITSELF: {why}. Nothing was signed. Both heads bear the log's own \
             signature and are kept in {}: show them to everybody who relies on this log",
            folder.display()
        )))
    }
}

/// The longest answer that is read: a head and a proof are a few kilobytes.
const LONGEST: usize = 64 << 10;

async fn text(mut answer: reqwest::Response) -> Result<String, String> {
    let mut bytes = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|error| error.to_string())? {
        bytes.extend_from_slice(&part);
        if bytes.len() > LONGEST {
            return Err("the server's answer is longer than any head".to_owned());
        }
    }
    String::from_utf8(bytes).map_err(|_| "the server's answer is not text".to_owned())
}

fn now() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "the program is a door: it has the clock")]
    let now = std::time::SystemTime::now();
    let since = now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    since.as_secs()
}
