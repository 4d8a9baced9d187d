//! `sanaq verify`

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use sanaq_seal::{
    checkpoint::Checkpoint,
    entry::{self, Nonce},
    hash::Hash,
    receipt::{Keys, Verified, verify_receipt},
    short::Short,
    tile::Tiles,
    tree::{Question, verify_consistency},
    witness::Request,
};
use serde_json::{Value, json};

use crate::{
    exit::Failure,
    mission::{self, Kept},
    output::{self, Format, count},
    strata::text_of,
};

/// Check a receipt or a log, without believing anybody.
#[derive(clap::Subcommand)]
pub(crate) enum What {
    /// Check the receipt of a report: offline, with the mission's published key.
    #[command(after_help = "Example:\n  sanaq verify receipt receipt.txt --key mission.keys\n  \
sanaq verify receipt receipt.txt --key mission.keys --opening opening.json\n\n\
Exit code 0 when it holds, 2 when it does not, with the reason; --format json says \
{\"holds\": true, …} or {\"holds\": false, \"why\": …} on standard output in both cases.")]
    Receipt {
        /// The receipt.
        file: PathBuf,
        /// The log's key and its witnesses', one a line (docs/receipts.md).
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// What the server answers to the reporter at /api/receipts/ID: shows what the receipt is
        /// about, and that nothing else stands in the log.
        #[arg(long, value_name = "FILE")]
        opening: Option<PathBuf>,
        /// How to print the answer.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Check that a log only grew from one signed head to another: offline, by a proof or by the
    /// mission's published tiles.
    #[command(after_help = "Example:\n  \
sanaq verify consistency old-checkpoint public/checkpoint --key mission.keys \
--tiles public\n  \
sanaq verify consistency old-checkpoint proof --key mission.keys\n\n\
NEW is a checkpoint when --tiles is given, else what the server answers at /log/witness/SIZE \
for the size of the old one: a proof with the new checkpoint. Exit code 0 when the log only grew, \
2 when not, with the reason.")]
    Consistency {
        /// The head that was seen before.
        old: PathBuf,
        /// The head that is shown now.
        new: PathBuf,
        /// The log's key.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// The directory with the published tiles.
        #[arg(long, value_name = "DIR")]
        tiles: Option<PathBuf>,
        /// How to print the answer.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Check a mission's published files by themselves: signatures, tiles, the list of files.
    #[command(after_help = "Example:\n  sanaq verify published public --key mission.keys\n  \
sanaq verify published public --key mission.keys --receipt 52-K7QM-2XNB-9RTW\n\n\
Exit code 0 when all of it holds, 2 when not, with the file.")]
    Published {
        /// The files.
        directory: PathBuf,
        /// The log's key and its witnesses', got in another way than with the files.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// A short receipt, as it comes by text message, from ODK or with an import; any number.
        #[arg(long, value_name = "RECEIPT")]
        receipt: Vec<Short>,
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
        What::Receipt { file, key, opening, format } => {
            let named = |path: &PathBuf, why: &dyn std::fmt::Display| {
                Failure::Input(format!("{}: {why}", path.display()))
            };
            let keys = keys(key)?;
            let verified = verify_receipt(&text_of(file)?, &keys);
            let verified = verified.map_err(|why| named(file, &why));
            let verified = told(*format, verified)?;
            let opened = opening.as_ref().map(|path| opened(path, verified.promise().leaf));
            receipt(&verified, told(*format, opened.transpose())?.as_ref(), *format)
        }
        What::Consistency { old, new, key, tiles, format } => {
            let grown = told(*format, grown(old, new, &keys(key)?, tiles.as_deref()))?;
            match format {
                Format::Json => output::json(&json!({
                    "holds": true, "log": grown.origin, "old": grown.old, "new": grown.new,
                })),
                Format::Text => output::text(&format!(
                    "holds: {} only grew, from {} entries to {}\n",
                    grown.origin,
                    count(grown.old),
                    count(grown.new)
                )),
            }
        }
        What::Published { directory, key, receipt, format } => {
            published(directory, key, receipt, *format)
        }
        What::Log { kept, format } => {
            let config = kept.silent()?;
            let size = mission::watched("checking", "checking", async |told| {
                sanaq_server::verify(&config, told).await
            })?;
            match format {
                Format::Json => output::json(&json!({ "holds": true, "entries": size })),
                Format::Text => {
                    output::text(&format!("holds: {} entries, each as written\n", count(size)))
                }
            }
        }
    }
}

fn published(
    directory: &Path,
    key: &Path,
    receipts: &[Short],
    format: Format,
) -> Result<(), Failure> {
    let checked = sanaq_server::check_published(directory, &keys(key)?, receipts);
    let holds = told(format, checked.map_err(Failure::Input))?;
    let head = &holds.head;
    match format {
        Format::Json => output::json(&json!({
            "holds": true,
            "log": head.origin,
            "entries": head.size,
            "root": head.root.to_string(),
            "witnesses": holds.witnesses,
            "receipts": receipts.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })),
        Format::Text => {
            let mut text = format!(
                "holds: the files are those of {}, with {} entries\n",
                head.origin,
                count(head.size)
            );
            for receipt in receipts {
                let _ = writeln!(text, "holds: the report of receipt {receipt} is in it");
            }
            output::text(&text)
        }
    }
}

/// What does not hold is said to programs too, before the command ends with its exit code.
fn told<T>(format: Format, checked: Result<T, Failure>) -> Result<T, Failure> {
    if let (Format::Json, Err(Failure::Input(why))) = (format, &checked) {
        output::json(&json!({ "holds": false, "why": why }))?;
    }
    checked
}

fn keys(path: &Path) -> Result<Keys, Failure> {
    let keys = text_of(path)?.parse();
    keys.map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}

/// A log that only grew.
struct Grown {
    origin: String,
    old: u64,
    new: u64,
}

/// Whether the tree of one head begins with the tree of another.
fn grown(old: &Path, new: &Path, keys: &Keys, tiles: Option<&Path>) -> Result<Grown, Failure> {
    let named = |path: &Path, why: &dyn std::fmt::Display| {
        Failure::Input(format!("{}: {why}", path.display()))
    };
    let open = |path: &Path, note: &str| {
        let opened = keys.logs.iter().map(|log| Checkpoint::open(note, log, &[]));
        let opened = opened.reduce(Result::or);
        let opened = opened.ok_or_else(|| named(path, &"there is no key of a log"))?;
        opened.map(|opened| opened.checkpoint).map_err(|error| named(path, &error))
    };
    let before = open(old, &text_of(old)?)?;
    let text = text_of(new)?;
    let (after, proof) = if let Some(folder) = tiles {
        let after = open(new, &text)?;
        let proof = proof(before.size, after.size, folder)?;
        (after, proof)
    } else {
        let request: Request = text.parse().map_err(|error| named(new, &error))?;
        if request.old != before.size {
            let (found, expected) = (request.old, before.size);
            let why = format!("found a proof from {found} entries on, expected {expected}");
            return Err(named(new, &why));
        }
        (open(new, &request.checkpoint)?, request.proof)
    };
    if !verify_consistency(before.size, after.size, &before.root, &after.root, &proof) {
        let (few, many) = (before.size, after.size);
        let why = format!("the tree of {many} entries does not begin with the tree of {few}");
        return Err(named(new, &why));
    }
    Ok(Grown { origin: after.origin, old: before.size, new: after.size })
}

/// A proof out of published tiles.
fn proof(old: u64, size: u64, folder: &Path) -> Result<Vec<Hash>, Failure> {
    let question = Question::Consistency { old, size };
    let mut tiles = Tiles::default();
    for tile in question.tiles().map_err(Failure::input)? {
        let path = folder.join(tile.path());
        let read = std::fs::read(&path);
        let bytes = read.map_err(|source| Failure::Read { path: path.clone(), source })?;
        let hashes: Option<Vec<Hash>> = bytes.chunks(32).map(Hash::from_bytes).collect();
        let hashes = hashes.filter(|hashes| hashes.len() == usize::from(tile.width));
        let wrong = || Failure::Input(format!("{}: this is not a tile", path.display()));
        tiles.insert(tile, hashes.ok_or_else(wrong)?);
    }
    question.prove(&tiles).map_err(Failure::input)
}

/// What the server tells the reporter to open a receipt with.
#[derive(serde::Deserialize)]
struct Opening {
    nonce: String,
    entry: String,
}

/// The entry that a leaf is about.
fn opened(path: &Path, leaf: Hash) -> Result<Value, Failure> {
    let named = |why: String| Failure::Input(format!("{}: {why}", path.display()));
    let opening: Opening = serde_json::from_str(&text_of(path)?)
        .map_err(|error| named(format!("expected {{\"nonce\", \"entry\"}}: {error}")))?;
    let nonce = Nonce::from_hex(&opening.nonce);
    let nonce = nonce.ok_or_else(|| named("nonce: expected 64 hexadecimal digits".to_owned()))?;
    if entry::leaf(&nonce, opening.entry.as_bytes()) != leaf {
        return Err(named("the receipt is about another entry than this one".to_owned()));
    }
    serde_json::from_str(&opening.entry).map_err(|error| named(format!("entry: {error}")))
}

fn receipt(verified: &Verified, entry: Option<&Value>, format: Format) -> Result<(), Failure> {
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
            "entry": entry,
        })),
        Format::Text => {
            let what = if kind == "proof" {
                "the report is in the log that was signed"
            } else {
                "the log has promised that the report is in it; the proof follows within seconds"
            };
            let place = promise.index;
            let mut text = format!("holds: {what}, at place {place} of {}\n", promise.origin);
            if let Some(entry) = entry {
                let _ = writeln!(text, "it says: {entry:#}");
            }
            output::text(&text)
        }
    }
}
