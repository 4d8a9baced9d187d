//! `sanaq open`

use std::path::{Path, PathBuf};

use sanaq_log::{Archive, Entry, Log, blob::Blobs};
use sanaq_seal::{
    hash::Hash,
    sealed::{self, Identity, SealError},
};
use secrecy::{ExposeSecret as _, SecretSlice};
use serde::Serialize;
use serde_json::Value;

use crate::{
    exit::Failure,
    mission,
    output::{self, Format},
    secret_file,
};

/// Open what observers' phones sealed, with the security officer's key.
///
/// Takes a copy that `sanaq backup` made, a mission's directory, or sealed files. Every sealed
/// answer, photo and message becomes a file that only you can read, in a folder named after its
/// report; what cannot be opened is listed with the reason. Do this on the officer's own computer.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
sanaq open --identity officer.age --backup copies/monday opened\n  \
sanaq open --identity officer.age --file answer.age opened\n\n\
The passphrase is asked for on the terminal, or read from standard input. Exit code 2 when \
something could not be opened.")]
#[command(group(clap::ArgGroup::new("from").required(true).args(["backup", "data", "files"])))]
pub(crate) struct Arguments {
    /// The officer's key: of `sanaq keys officer`, or any age identity, with a passphrase or
    /// without.
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
    /// A copy that `sanaq backup` made.
    #[arg(long, value_name = "DIR")]
    backup: Option<PathBuf>,
    /// The directory of a mission whose log is in it.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A sealed file; may be given several times.
    #[arg(long = "file", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where what was opened goes.
    directory: PathBuf,
    /// How to print what was done.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What became of something that is sealed.
#[derive(Serialize)]
struct Outcome {
    /// The report or message, or the sealed file.
    of: String,
    /// Where in it.
    place: String,
    /// The file that was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<PathBuf>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// Something sealed, as an entry names it.
struct Named {
    of: String,
    place: String,
    blob: Hash,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let identity = identity(&arguments.identity)?;
    secret_file::folder(&arguments.directory)?;
    let mut writer = Writer { folder: &arguments.directory, identity, outcomes: Vec::new() };
    if arguments.files.is_empty() {
        mission::wait(entries(arguments, &mut writer))?;
    } else {
        for file in &arguments.files {
            let read = std::fs::read(file);
            let bytes = read.map_err(|source| Failure::Read { path: file.clone(), source })?;
            let of = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            writer.write(of, String::new(), Some(&bytes))?;
        }
    }
    say(&writer.outcomes, arguments.format)
}

fn say(outcomes: &[Outcome], format: Format) -> Result<(), Failure> {
    let closed: Vec<&Outcome> = outcomes.iter().filter(|own| own.file.is_none()).collect();
    let opened = outcomes.len() - closed.len();
    match format {
        Format::Json => output::json(&serde_json::json!({ "opened": opened, "all": outcomes }))?,
        Format::Text => {
            let line = |own: &&Outcome| {
                let why = own.why.as_deref().unwrap_or_default();
                format!("{} {}: {why}\n", own.of, own.place)
            };
            let lines: String = closed.iter().map(line).collect();
            output::text(&format!("{lines}opened: {opened} of {}\n", outcomes.len()))?;
        }
    }
    if closed.is_empty() {
        return Ok(());
    }
    Err(Failure::Input(format!("{} could not be opened", closed.len())))
}

/// The identity in a file: locked by a passphrase, or as `age-keygen` writes it.
fn identity(path: &Path) -> Result<Identity, Failure> {
    let read = std::fs::read(path);
    let bytes = read.map_err(|source| Failure::Read { path: path.to_owned(), source })?;
    let named = |why: SealError| Failure::Input(format!("{}: {why}", path.display()));
    if bytes.starts_with(b"age-encryption.org/") || bytes.starts_with(b"-----BEGIN AGE") {
        let passphrase = secret_file::passphrase("the passphrase of the key")?;
        return Identity::unlock(&bytes, &passphrase).map_err(named);
    }
    let text = String::from_utf8(bytes).map_err(|_| named(SealError::Identity))?;
    Identity::from_secret(&text.into()).map_err(named)
}

async fn entries(arguments: &Arguments, writer: &mut Writer<'_>) -> Result<(), Failure> {
    if let Some(dir) = &arguments.backup {
        let blobs = Blobs::local(dir).map_err(Failure::input)?;
        let mut archive = Archive::open(dir).await.map_err(Failure::input)?;
        while let Some(entry) = archive.next().await.map_err(Failure::input)? {
            open(&entry, &blobs, writer).await?;
        }
    } else if let Some(dir) = &arguments.data {
        let log = Log::open_read_only(dir).await.map_err(Failure::input)?;
        let blobs = Blobs::local(dir).map_err(Failure::input)?;
        let mut entries = log.read(0).await.map_err(Failure::input)?;
        while let Some(page) = entries.next_page().await.map_err(Failure::input)? {
            for entry in page {
                open(&entry, &blobs, writer).await?;
            }
        }
    }
    Ok(())
}

async fn open(entry: &Entry, blobs: &Blobs, writer: &mut Writer<'_>) -> Result<(), Failure> {
    for Named { of, place, blob } in named(entry) {
        match blobs.get(blob).await {
            Ok(found) => writer.write(of, place, found.as_deref())?,
            Err(error) => writer.closed(of, place, error.to_string()),
        }
    }
    Ok(())
}

/// What of an entry is sealed: answers, photos, a message.
fn named(entry: &Entry) -> Vec<Named> {
    let body: Value = serde_json::from_str(entry.body.as_str()).unwrap_or_default();
    let of = entry.id.to_string();
    let hash = |value: Option<&Value>| value.and_then(Value::as_str).and_then(Hash::from_hex);
    let rows = |name: &str| body.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let photos = rows("photos").into_iter();
    let photos = photos.filter(|photo| photo.get("sealed") == Some(&Value::Bool(true)));
    let rows = rows("sealed").into_iter().chain(photos);
    let mut named: Vec<Named> = rows
        .filter_map(|row| {
            let place = row.get("place").and_then(Value::as_str).unwrap_or("answer").to_owned();
            Some(Named { of: of.clone(), place, blob: hash(row.get("blob"))? })
        })
        .collect();
    let text = hash(body.get("text").and_then(|text| text.get("sealed")));
    named.extend(text.map(|blob| Named { of, place: "text".to_owned(), blob }));
    named
}

/// Writes what was opened, and keeps account.
struct Writer<'a> {
    folder: &'a Path,
    identity: Identity,
    outcomes: Vec<Outcome>,
}

impl Writer<'_> {
    fn closed(&mut self, of: String, place: String, why: String) {
        self.outcomes.push(Outcome { of, place, file: None, why: Some(why) });
    }

    fn write(&mut self, of: String, place: String, sealed: Option<&[u8]>) -> Result<(), Failure> {
        let Some(sealed) = sealed else {
            self.closed(of, place, "the sealed file is missing".to_owned());
            return Ok(());
        };
        let text = match opened(sealed, &self.identity) {
            Ok(text) => text,
            Err(why) => {
                self.closed(of, place, why.to_string());
                return Ok(());
            }
        };
        let folder = self.folder.join(plain(&of));
        secret_file::folder(&folder)?;
        let name = if place.is_empty() { "opened".to_owned() } else { plain(&place) };
        let file = free(&folder, &name, ending(text.expose_secret()));
        secret_file::create(&file, text.expose_secret())?;
        self.outcomes.push(Outcome { of, place, file: Some(file), why: None });
        Ok(())
    }
}

/// What phones seal is padded; what an age program sealed is not.
fn opened(sealed: &[u8], identity: &Identity) -> Result<SecretSlice<u8>, SealError> {
    match sealed::open(sealed, identity) {
        Err(SealError::Damaged) => sealed::open_plain(sealed, identity),
        other => other,
    }
}

/// A name of a file that is no path, on any system.
fn plain(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
    let name: String = name.chars().take(80).map(kept).collect();
    let name = name.trim_start_matches('.');
    if name.is_empty() { "_".to_owned() } else { name.to_owned() }
}

/// A name that is not taken.
fn free(folder: &Path, name: &str, ending: &str) -> PathBuf {
    let numbered = (2..).map(|number| format!("{name}-{number}.{ending}"));
    let names = std::iter::once(format!("{name}.{ending}")).chain(numbered);
    let mut paths = names.map(|name| folder.join(name));
    paths.find(|path| !path.exists()).unwrap_or_else(|| folder.join(name))
}

/// What people's programs know such content by.
fn ending(content: &[u8]) -> &'static str {
    const KNOWN: [(&[u8], &str); 3] =
        [(b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n", "png"), (b"RIFF", "webp")];
    let known = KNOWN.iter().find(|(start, _)| content.starts_with(start));
    match known {
        Some((_, ending)) => ending,
        None if serde_json::from_slice::<Value>(content).is_ok() => "json",
        None if std::str::from_utf8(content).is_ok() => "txt",
        None => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_paths() {
        assert_eq!(plain("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(plain("photo[2]"), "photo_2_");
        assert_eq!(plain(""), "_");
        assert_eq!(ending(b"{\"a\":1}"), "json");
        assert_eq!(ending(b"\xff\xd8\xff\xe0"), "jpg");
    }
}
