//! `sanaq keys`

use std::path::PathBuf;

use sanaq_seal::sealed::Identity;
use serde_json::json;

use crate::{
    exit::Failure,
    output::{self, Format},
    secret_file,
};

/// Keys of a mission: the security officer's, and what partners need.
#[derive(clap::Subcommand)]
pub(crate) enum What {
    /// Make the security officer's key: it opens what observers' phones seal.
    ///
    /// Do this on the officer's own computer, not on the server. The file is an `age` identity
    /// under a passphrase; any age program opens it. The line that is printed goes into the
    /// server's `keys/recipients.txt`.
    #[command(after_help = "Example:\n  sanaq keys officer officer.age >> recipients.txt\n\n\
The passphrase is asked for on the terminal, or read from standard input.")]
    Officer {
        /// The new file.
        file: PathBuf,
        /// How to print the recipient.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Show a mission's public keys: for partners, who check receipts and the log with them.
    #[command(after_help = "Example:\n  \
sanaq keys show --data mission --origin mission.example/log > mission.keys")]
    Show {
        /// The directory of the mission.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The log's name.
        #[arg(long, value_name = "NAME", default_value = "localhost/log")]
        origin: String,
        /// How to print them.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Check that nobody else can read a mission's secret keys.
    #[command(after_help = "Example:\n  sanaq keys check --data mission")]
    Check {
        /// The directory of the mission.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// How to print what was found.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
}

pub(crate) fn run(what: &What) -> Result<(), Failure> {
    match what {
        What::Officer { file, format } => officer(file, *format),
        What::Show { data, origin, format } => {
            let keys = sanaq_server::public_keys(data, origin).map_err(Failure::input)?;
            let texts = |keys: &[_]| keys.iter().map(ToString::to_string).collect::<Vec<String>>();
            let recipients: Vec<String> = keys.recipients.iter().map(ToString::to_string).collect();
            match format {
                Format::Json => output::json(&json!({
                    "origin": origin,
                    "log": keys.log.to_string(),
                    "witnesses": texts(&keys.witnesses),
                    "recipients": recipients,
                })),
                Format::Text => {
                    let lines = std::iter::once(keys.log.to_string());
                    let lines = lines.chain(texts(&keys.witnesses));
                    let sealed =
                        recipients.iter().map(|key| format!("# answers are sealed to {key}"));
                    let lines: Vec<String> = lines.chain(sealed).collect();
                    output::text(&(lines.join("\n") + "\n"))
                }
            }
        }
        What::Check { data, format } => {
            let found = sanaq_server::weaknesses(data).map_err(Failure::input)?;
            let lines = found.iter().map(|own| format!("{}: {}", own.path.display(), own.what));
            let lines: Vec<String> = lines.collect();
            match format {
                Format::Json => output::json(&json!({ "safe": found.is_empty(), "found": lines })),
                Format::Text if found.is_empty() => output::text("nothing is wrong\n"),
                Format::Text => output::text(&(lines.join("\n") + "\n")),
            }
        }
    }
}

fn officer(file: &PathBuf, format: Format) -> Result<(), Failure> {
    if file.exists() {
        let there = "is there already: a key that was overwritten opens nothing any more";
        return Err(Failure::Input(format!("{} {there}", file.display())));
    }
    let passphrase = secret_file::new_passphrase()?;
    let identity = Identity::generate();
    let locked = identity.lock(&passphrase).map_err(Failure::input)?;
    secret_file::create(file, &locked)?;
    let recipient = identity.recipient().to_string();
    match format {
        Format::Json => output::json(&json!({ "recipient": recipient, "file": file })),
        Format::Text => output::text(&format!("{recipient}\n")),
    }
}
