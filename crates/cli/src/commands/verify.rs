//! `sanaq verify`

use std::path::PathBuf;

use sanaq_seal::receipt::{Keys, Verified, verify_receipt};
use serde_json::json;

use crate::{
    exit::Failure,
    mission::{self, Kept},
    output::{self, Format, count},
    progress,
    strata::text_of,
};

/// Check a receipt or a log, without believing anybody.
#[derive(clap::Subcommand)]
pub(crate) enum What {
    /// Check the receipt of a report: offline, with the mission's published key.
    #[command(after_help = "Example:\n  sanaq verify receipt receipt.txt --key mission.keys\n\n\
Exit code 0 when it holds, 2 when it does not, with the reason.")]
    Receipt {
        /// The receipt.
        file: PathBuf,
        /// The log's key and its witnesses', one a line (docs/receipts.md).
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// How to print the answer.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Check a mission's log from the first entry to the last, while its server runs or not.
    #[command(after_help = "Example:\n  sanaq verify log --data mission")]
    Log {
        #[command(flatten)]
        kept: Kept,
        /// How to print the answer.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
}

pub(crate) fn run(what: &What) -> Result<(), Failure> {
    match what {
        What::Receipt { file, key, format } => {
            let named = |path: &PathBuf, why: &dyn std::fmt::Display| {
                Failure::Input(format!("{}: {why}", path.display()))
            };
            let keys: Keys = text_of(key)?.parse().map_err(|error| named(key, &error))?;
            let verified = verify_receipt(&text_of(file)?, &keys);
            receipt(&verified.map_err(|why| named(file, &why))?, *format)
        }
        What::Log { kept, format } => {
            let config = kept.silent()?;
            let bar = progress::step("checking");
            let shown = bar.clone();
            let size = mission::wait(async {
                let told = move |at: u64, all: u64| {
                    shown.set_message(format!("checking {at} of {all}"));
                };
                sanaq_server::verify(&config, &told).await.map_err(Failure::input)
            });
            bar.finish_and_clear();
            let size = size?;
            match format {
                Format::Json => output::json(&json!({ "holds": true, "entries": size })),
                Format::Text => {
                    output::text(&format!("holds: {} entries, each as written\n", count(size)))
                }
            }
        }
    }
}

fn receipt(verified: &Verified, format: Format) -> Result<(), Failure> {
    let promise = verified.promise();
    let (kind, witnesses) = match verified {
        Verified::Promised(_) => ("promise", Vec::new()),
        Verified::Proved { witnesses, .. } => {
            ("proof", witnesses.iter().map(|signed| signed.name.clone()).collect())
        }
    };
    match format {
        Format::Json => output::json(&json!({
            "holds": true,
            "kind": kind,
            "log": promise.origin,
            "index": promise.index,
            "leaf": promise.leaf.to_string(),
            "witnesses": witnesses,
        })),
        Format::Text => {
            let what = if kind == "proof" {
                "the report is in the log that was signed"
            } else {
                "the log has promised that the report is in it; the proof follows within seconds"
            };
            let place = promise.index;
            output::text(&format!("holds: {what}, at place {place} of {}\n", promise.origin))
        }
    }
}
