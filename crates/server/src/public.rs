//! The public side: signed files that any web server or content network can hand out, so that
//! readers never touch the server that reporters need.
//!
//! The newest signed head, the tiles under it, the mission's keys, and a page that says what is
//! there. Tiles never change. `checkpoint` is replaced last, whole, so that whoever reads it finds
//! the tiles that it covers. `files.txt` lists the other files with their hashes, under the log's
//! signature. Entries are not there: they hold what blinds the leaves.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use sanaq_desk::Event;
use sanaq_log::{Log, Place, blob::Blobs};
use sanaq_seal::{
    checkpoint::Checkpoint,
    hash::Hash,
    note::{Note, SigningKey},
    receipt,
    short::Short,
    tile::{Resource, Tile},
    tree::Frontier,
};
use serde_json::json;

use crate::{config::Config, keys::Keys, office::StartError, routes::result};

/// The first line of `files.txt`: no signature of ours is over two kinds of text that could be
/// mistaken for each other.
const FILES: &str = "sanaq.org/files@v1";

/// What was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// How many entries the signed head covers.
    pub size: u64,
    /// How many files were new or changed.
    pub written: usize,
}

/// Writes the public files of a mission, whether its server runs or not: up to the newest head that
/// was signed. Taken again, only what is new is written.
///
/// # Errors
/// When the log, the keys or the directory cannot be used.
pub async fn publish(config: &Config, dir: &Path) -> Result<Published, StartError> {
    let keys = Keys::open(&config.data, &config.origin)?;
    let blobs = crate::keep::blobs(config)?;
    match &config.place {
        Place::Directory(place) => {
            write(&Log::open_read_only(place).await?, &blobs, &keys, dir).await
        }
        place @ Place::Postgres(_) => {
            let log = Log::open(place, Arc::clone(&config.clock)).await?;
            let published = write(&log, &blobs, &keys, dir).await;
            log.close().await;
            published
        }
    }
}

/// Writes what is new of the public files.
pub(crate) async fn write(
    log: &Log,
    blobs: &Blobs,
    keys: &Keys,
    dir: &Path,
) -> Result<Published, StartError> {
    let Some(note) = log.latest_checkpoint().await? else {
        let nothing = "nothing of this log was signed yet".to_owned();
        return Err(sanaq_log::LogError::Place(nothing).into());
    };
    let head = Checkpoint::open(&note, keys.log.verifier(), &keys.witnesses);
    let head = head.map_err(sanaq_log::LogError::from)?.checkpoint;
    let mut written = 0;
    for tile in Tile::all(head.size) {
        let path = dir.join(tile.path());
        let length = u64::from(tile.width) * 32;
        if tokio::fs::metadata(&path).await.is_ok_and(|file| file.len() == length) {
            continue;
        }
        let hashes = log.resource(Resource::Hashes(tile)).await?;
        let hashes = hashes.ok_or_else(|| {
            sanaq_log::LogError::Place(format!("{}: hashes are missing", tile.path()))
        })?;
        replace(&path, &hashes).await?;
        written += 1;
        if !tile.is_partial() {
            // What was the beginning of this tile serves nobody any more. It may not be there.
            let mut partial = path.into_os_string();
            partial.push(".p");
            let _ = tokio::fs::remove_dir_all(partial).await;
        }
    }
    let Some(results) = results(log, blobs, head.size, dir).await? else {
        // What is there stays as it is, and is true of the head before.
        return Ok(Published { size: head.size, written });
    };
    for (name, text) in files(keys, &head, results) {
        written += usize::from(renew(&dir.join(name), text.as_bytes()).await?);
    }
    written += usize::from(renew(&dir.join("checkpoint"), note.as_bytes()).await?);
    Ok(Published { size: head.size, written })
}

/// What the mission made public, version by version, as far as the signed head goes; last the page
/// that readers see first. Nothing while a file of it is not here: another server's store may have
/// it a moment later.
async fn results(
    log: &Log,
    blobs: &Blobs,
    size: u64,
    dir: &Path,
) -> Result<Option<Vec<(String, String)>>, StartError> {
    let (mut files, mut first) = (Vec::new(), None);
    for version in 1.. {
        let entry = log.find(result::id(version)).await?.filter(|own| own.sequence < size);
        let Some(entry) = entry else { break };
        let Event::ResultPublished(own) = Event::read(&entry.kind, entry.body.as_str()) else {
            break;
        };
        for (name, hash) in &own.files {
            let public = tokio::fs::read(dir.join(name)).await.ok();
            let content = match public.filter(|content| Hash::of(content).0 == hash.0) {
                Some(content) => content.into(),
                None => match blobs.get(Hash(hash.0)).await? {
                    Some(content) => content,
                    None => return Ok(None),
                },
            };
            let text = String::from_utf8_lossy(&content).into_owned();
            if *name == own.first {
                first = Some(text.clone());
            }
            files.push((name.clone(), text));
        }
    }
    files.extend(first.map(|text| ("index.html".to_owned(), text)));
    Ok(Some(files))
}

/// The files beside the tiles and the head, with the list that is signed.
fn files(keys: &Keys, head: &Checkpoint, results: Vec<(String, String)>) -> Vec<(String, String)> {
    let known = receipt::Keys {
        logs: vec![keys.log.verifier().clone()],
        witnesses: keys.witnesses.clone(),
        quorum: 0,
    };
    let texts = |keys: &[_]| keys.iter().map(ToString::to_string).collect::<Vec<String>>();
    let recipients: Vec<String> = keys.recipients.iter().map(ToString::to_string).collect();
    let mission = json!({
        "origin": head.origin,
        "log": keys.log.verifier().to_string(),
        "recipients": recipients,
        "witnesses": texts(&keys.witnesses),
    });
    let about = page(&head.origin, &known);
    let mut files = vec![
        ("keys.txt".to_owned(), known.to_string()),
        ("mission.json".to_owned(), format!("{mission:#}\n")),
    ];
    if results.is_empty() {
        files.push(("index.html".to_owned(), about.clone()));
    }
    files.push(("log.html".to_owned(), about));
    files.extend(results);
    files.sort();
    let list = list(&files, &keys.log);
    files.push(("files.txt".to_owned(), list));
    files
}

fn list(files: &[(String, String)], key: &SigningKey) -> String {
    let mut text = format!("{FILES}\n{}\n", key.name());
    for (name, content) in files {
        let _ = writeln!(text, "{}  {name}", Hash::of(content.as_bytes()));
    }
    let signatures = vec![key.sign(&text, 0)];
    Note { text, signatures }.to_string()
}

/// The page for people; it has no script and loads nothing.
fn page(origin: &str, keys: &receipt::Keys) -> String {
    let escaped = |text: &str| {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
    };
    let (origin, keys) = (escaped(origin), escaped(&keys.to_string()));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{origin}</title>\n\
         <style>body{{font:1rem/1.5 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}}\
         pre{{overflow:auto;padding:1rem;border:1px solid}}</style>\n\
         <h1>The log of {origin}</h1>\n\
         <p>Every report that observers sent stands in this log. What stands in it cannot be \
         changed or taken out without everybody seeing it: these files are how everybody sees it. \
         They say nothing of who reported what.</p>\n<ul>\n\
         <li><a href=\"checkpoint\">checkpoint</a>: the newest head, signed by the log and by \
         witnesses</li>\n\
         <li>tile/…: the hashes under it (c2sp.org/tlog-tiles)</li>\n\
         <li><a href=\"keys.txt\">keys.txt</a>, <a href=\"mission.json\">mission.json</a>: the \
         keys to check with, and to seal with</li>\n\
         <li><a href=\"files.txt\">files.txt</a>: hashes of these files, signed by the log</li>\n\
         </ul>\n<p>Who has a receipt checks it without us: \
         <code>sanaq verify receipt receipt.txt --key keys.txt</code>. Who has a copy of these \
         files checks them all: <code>sanaq verify published . --key keys.txt</code>. Compare the \
         key with what you were told in another way:</p>\n<pre>{keys}</pre>\n</html>\n"
    )
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> StartError {
    let path = path.to_owned();
    move |error| StartError::File { path: path.clone(), error }
}

/// Writes a file when it says something else by now. Says whether it did.
async fn renew(path: &Path, content: &[u8]) -> Result<bool, StartError> {
    if tokio::fs::read(path).await.is_ok_and(|known| known == content) {
        return Ok(false);
    }
    replace(path, content).await.map(|()| true)
}

/// Puts a file in its place when it is whole: nobody reads half of one.
async fn replace(path: &Path, content: &[u8]) -> Result<(), StartError> {
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await.map_err(failed(folder))?;
    }
    let mut new = path.to_owned().into_os_string();
    new.push(".new");
    let new = PathBuf::from(new);
    tokio::fs::write(&new, content).await.map_err(failed(&new))?;
    tokio::fs::rename(&new, path).await.map_err(failed(path))
}

/// Published files that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holds {
    /// The head that all of them lead to.
    pub head: Checkpoint,
    /// Who co-signed it.
    pub witnesses: Vec<String>,
}

/// Checks published files by themselves: the signatures, every tile, and that the tiles are the
/// tree whose root was signed; and that the leaves of short receipts stand in it.
///
/// # Errors
/// With a sentence that names the file.
pub fn check(dir: &Path, keys: &receipt::Keys, receipts: &[Short]) -> Result<Holds, String> {
    let read = |name: &str| {
        let path = dir.join(name);
        std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let text = |name: &str| {
        String::from_utf8(read(name)?).map_err(|_| format!("{name}: this is not UTF-8"))
    };
    let note = text("checkpoint")?;
    let opened = keys.logs.iter().map(|log| Checkpoint::open(&note, log, &keys.witnesses));
    let opened = opened.reduce(Result::or);
    let opened = opened.ok_or("there is no key of a log")?;
    let opened = opened.map_err(|error| format!("checkpoint: {error}"))?;
    if opened.witnesses.len() < keys.quorum {
        let (found, expected) = (opened.witnesses.len(), keys.quorum);
        return Err(format!("checkpoint: {found} witnesses have signed it, expected {expected}"));
    }
    check_list(&text("files.txt")?, keys, &read)?;
    check_tiles(&opened.checkpoint, &read, receipts)?;
    let witnesses = opened.witnesses.into_iter().map(|signed| signed.name).collect();
    Ok(Holds { head: opened.checkpoint, witnesses })
}

type Read<'a> = dyn Fn(&str) -> Result<Vec<u8>, String> + 'a;

fn check_list(list: &str, keys: &receipt::Keys, read: &Read<'_>) -> Result<(), String> {
    let wrong = |why: &dyn std::fmt::Display| format!("files.txt: {why}");
    let note: Note = list.parse().map_err(|error| wrong(&error))?;
    let logs: Vec<_> = keys.logs.iter().collect();
    note.verify(&logs).map_err(|error| wrong(&error))?;
    let mut lines = note.text.lines();
    if lines.next() != Some(FILES) {
        return Err(wrong(&format!("expected «{FILES}» on line 1")));
    }
    for line in lines.skip(1) {
        let listed = line.split_once("  ").and_then(|(hash, name)| {
            // Only files beside the list are listed.
            let plain = !name.contains(['/', '\\']) && !name.starts_with('.');
            Hash::from_hex(hash).filter(|_| plain).map(|hash| (hash, name))
        });
        let (hash, name) = listed.ok_or_else(|| wrong(&format!("cannot read «{line}»")))?;
        if Hash::of(&read(name)?) != hash {
            return Err(format!("{name}: this is not the file that the log signed"));
        }
    }
    Ok(())
}

/// Whether the tiles are those of the tree, level by level, with the leaves of the receipts.
fn check_tiles(head: &Checkpoint, read: &Read<'_>, receipts: &[Short]) -> Result<(), String> {
    let size = head.size;
    if let Some(receipt) = receipts.iter().find(|own| own.index >= size) {
        return Err(format!("{receipt}: the signed head ends before, with {size} entries"));
    }
    let mut tree = Frontier::default();
    // Hashes that tiles of a level must hold, as they follow from the leaves.
    let mut upper: Vec<Vec<Hash>> = vec![Vec::new(); 9];
    for tile in Tile::all(head.size) {
        let path = tile.path();
        let bytes = read(&path)?;
        let hashes: Option<Vec<Hash>> = bytes.chunks(32).map(Hash::from_bytes).collect();
        let hashes = hashes.filter(|hashes| hashes.len() == usize::from(tile.width));
        let hashes = hashes.ok_or_else(|| format!("{path}: expected {} hashes", tile.width))?;
        if tile.level == 0 {
            let from = tile.nodes().start;
            for receipt in receipts {
                let place = receipt.index.checked_sub(from).and_then(|at| usize::try_from(at).ok());
                let leaf = place.and_then(|place| hashes.get(place));
                if leaf.is_some_and(|leaf| !receipt.fits(leaf)) {
                    return Err(format!("{receipt}: another report stands at this place"));
                }
            }
            for leaf in hashes {
                for (level, _, hash) in tree.push(leaf) {
                    if let Some(hashes) = upper.get_mut(usize::from(level)) {
                        hashes.push(hash);
                    }
                }
            }
            continue;
        }
        let nodes = tile.nodes();
        let range = usize::try_from(nodes.start).ok().zip(usize::try_from(nodes.end).ok());
        let known = upper.get(usize::from(tile.level));
        let known = known.zip(range).and_then(|(known, (from, to))| known.get(from..to));
        if known != Some(hashes.as_slice()) {
            return Err(format!("{path}: these hashes do not follow from the leaves"));
        }
    }
    if tree.size() != head.size || tree.root() != head.root {
        return Err("the tiles are not the tree that the log signed".to_owned());
    }
    Ok(())
}
