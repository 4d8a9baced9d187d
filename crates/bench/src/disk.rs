//! The disk under a mission: how fast it is, how it becomes full, how a crash tears its last write.

use std::{
    ffi::OsString,
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use sanaq_log::{Log, Place, system_clock};

use crate::{draw::Draw, failure::Failure};

/// How often a second the disk takes 4 KiB at the end of a file and says that it has them.
pub(crate) fn syncs_per_second(folder: &Path, span: Duration) -> Result<f64, Failure> {
    let path = folder.join("probe");
    let mut file = File::create(&path)?;
    let start = Instant::now();
    let mut count = 0_u32;
    while start.elapsed() < span {
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        count += 1;
    }
    let rate = f64::from(count) / start.elapsed().as_secs_f64();
    std::fs::remove_file(path)?;
    Ok(rate)
}

fn run(program: &str, words: &[&str]) -> Result<(), Failure> {
    let output = Command::new(program).args(words).output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(Failure::new(said).at(program)) }
}

/// A folder for a tablespace, on a file system of its own: PostgreSQL's user must own it and reach
/// it.
pub(crate) fn space(folder: &Path) -> Result<String, Failure> {
    let space = folder.join("space");
    std::fs::create_dir(&space)?;
    let text = space.display().to_string();
    for parent in folder.ancestors().take(2) {
        run("chmod", &["a+x", &parent.display().to_string()])?;
    }
    run("chown", &["postgres", &text])?;
    Ok(text)
}

/// A place with little room. Where we may mount one, as root mostly may, a file system of its own
/// in memory; else files of the server may not grow beyond a limit, which looks the same to it.
pub(crate) enum Room {
    /// A mounted file system.
    Mounted(PathBuf),
    /// A limit on the size of files.
    Limited(PathBuf, u64),
}

impl Room {
    pub(crate) fn new(folder: &Path, bytes: u64) -> Result<Self, Failure> {
        std::fs::create_dir_all(folder)?;
        let size = format!("size={bytes},mode=777");
        let place = folder.to_string_lossy();
        let mounted = run("mount", &["-t", "tmpfs", "-o", &size, "tmpfs", &place]);
        Ok(match mounted {
            Ok(()) => Self::Mounted(folder.to_owned()),
            Err(_) => Self::Limited(folder.to_owned(), bytes),
        })
    }

    pub(crate) const fn is_mounted(&self) -> bool {
        matches!(self, Self::Mounted(_))
    }

    pub(crate) fn folder(&self) -> &Path {
        let (Self::Mounted(folder) | Self::Limited(folder, _)) = self;
        folder
    }

    /// What starts a server in it.
    pub(crate) fn through(&self) -> Vec<OsString> {
        let Self::Limited(_, bytes) = self else { return Vec::new() };
        // The signal that comes with the limit would end the server, which a full disk does not.
        let script =
            format!("trap '' XFSZ; exec prlimit --fsize={bytes}:unlimited -- \"$0\" \"$@\"");
        ["sh", "-c", &script].map(OsString::from).to_vec()
    }

    /// There is room again, while the server runs.
    pub(crate) fn widen(&self, server: u32) -> Result<(), Failure> {
        match self {
            Self::Mounted(folder) => {
                run("mount", &["-o", "remount,size=512m", &folder.to_string_lossy()])
            }
            Self::Limited(..) => {
                run("prlimit", &["--pid", &server.to_string(), "--fsize=unlimited"])
            }
        }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if let Self::Mounted(folder) = self {
            // Lazily: a server that is still ending does not hold it.
            let _ = run("umount", &["-l", &folder.to_string_lossy()]);
        }
    }
}

/// A frame of the write-ahead log: a header and a page (sqlite.org/fileformat2.html, 4.1).
const WAL_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// The server folds its write-ahead log into the file from 4,000 pages on.
const FOLDED: usize = 4_000 * 4_096;

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Where commits end in a write-ahead log, and where what was written last ends, in bytes from its
/// start. What stands behind that is older.
fn commits(wal: &[u8]) -> (Vec<usize>, usize) {
    let page = number(wal, 8).and_then(|page| usize::try_from(page).ok()).unwrap_or(4096);
    let salts = wal.get(16..24);
    let mut ends = vec![WAL_HEADER];
    let mut at = WAL_HEADER;
    while let Some(frame) = wal.get(at..at + FRAME_HEADER + page) {
        if frame.get(8..16) != salts {
            break;
        }
        at += FRAME_HEADER + page;
        if number(frame, 4).is_some_and(|pages| pages > 0) {
            ends.push(at);
        }
    }
    (ends, at)
}

/// The write-ahead log of a mission, and how much of it a power failure may still take.
struct Tail {
    wal: Vec<u8>,
    /// Up to here it had to be durable: the last commit in which something was acknowledged.
    durable: usize,
    /// Up to here it was written.
    written: usize,
}

impl Tail {
    /// Nothing where there is no such log, or it is being folded into the file: what is folded was
    /// durable before.
    async fn read(mission: &Path, acknowledged: u64) -> Result<Option<Self>, Failure> {
        let Ok(wal) = std::fs::read(mission.join("log.sqlite-wal")) else { return Ok(None) };
        let (ends, written) = commits(&wal);
        if written >= FOLDED {
            return Ok(None);
        }
        let mut durable = written;
        for end in ends.iter().rev() {
            if size_at(mission, &wal[..*end]).await? < acknowledged {
                break;
            }
            durable = *end;
        }
        Ok(Some(Self { wal, durable, written }))
    }
}

/// Whether something of a mission was written that nobody has heard of yet.
pub(crate) async fn is_loose(mission: &Path, acknowledged: u64) -> Result<bool, Failure> {
    let tail = Tail::read(mission, acknowledged).await?;
    Ok(tail.is_some_and(|tail| tail.durable < tail.written))
}

/// Leaves the write-ahead log as a power failure could: everything up to the last commit that had
/// to be durable, since something in it was acknowledged, is whole; of what was written after it
/// only a part is there, and the rest is cut off, zeros, or garbage. Gives how many bytes were
/// torn.
pub(crate) async fn tear(
    mission: &Path,
    acknowledged: u64,
    draw: &mut Draw,
) -> Result<usize, Failure> {
    let tail = Tail::read(mission, acknowledged).await?;
    let Some(Tail { wal, durable, written }) = tail.filter(|tail| tail.durable < tail.written)
    else {
        return Ok(0);
    };
    let kept = durable + usize::try_from(draw.below(u64::try_from(written - durable)?))?;
    let mut torn = wal[..kept].to_vec();
    match draw.below(3) {
        0 => {}
        1 => torn.resize(wal.len(), 0),
        _ => torn.extend(draw.bytes(wal.len() - kept)),
    }
    std::fs::write(mission.join("log.sqlite-wal"), torn)?;
    Ok(written - kept)
}

/// How many entries a log has with this write-ahead log.
async fn size_at(mission: &Path, wal: &[u8]) -> Result<u64, Failure> {
    let copy = tempfile::tempdir()?;
    std::fs::copy(mission.join("log.sqlite"), copy.path().join("log.sqlite"))?;
    std::fs::write(copy.path().join("log.sqlite-wal"), wal)?;
    let log = Log::open(&Place::Directory(copy.path().to_owned()), system_clock()).await?;
    let size = log.size();
    log.close().await;
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the crash bench: what it tears was not acknowledged.
    #[tokio::test]
    async fn only_what_was_not_acknowledged_is_torn() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::Directory(folder.path().to_owned());
        let log = Log::open(&place, system_clock()).await.unwrap();
        let mut images = Vec::new();
        for turn in 0..4_u8 {
            let body = sanaq_seal::canonical::Canonical::of(&serde_json::json!({ "n": turn }));
            let entry = sanaq_log::NewEntry {
                id: sanaq_seal::entry::Id([turn; 16]),
                actor: "a".to_owned(),
                kind: "x/1".to_owned(),
                body: body.unwrap(),
            };
            log.append(sanaq_log::Append::one(entry)).await.unwrap();
            images.push(std::fs::read(folder.path().join("log.sqlite-wal")).unwrap());
        }
        let database = std::fs::read(folder.path().join("log.sqlite")).unwrap();
        log.close().await;
        for acknowledged in 1..=4_u64 {
            let copy = tempfile::tempdir().unwrap();
            std::fs::write(copy.path().join("log.sqlite"), &database).unwrap();
            std::fs::write(copy.path().join("log.sqlite-wal"), &images[3]).unwrap();
            let mut draw = Draw::new(5, acknowledged);
            let torn = tear(copy.path(), acknowledged, &mut draw).await.unwrap();
            assert_eq!(torn > 0, acknowledged < 4, "{acknowledged}");
            let left = std::fs::read(copy.path().join("log.sqlite-wal")).unwrap();
            assert!(size_at(copy.path(), &left).await.unwrap() >= acknowledged);
        }
    }
}
