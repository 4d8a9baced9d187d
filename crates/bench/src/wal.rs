//! The end of PostgreSQL's write-ahead log as a power failure leaves it.
//!
//! All processes are dead, and the system still holds whatever they wrote. A power failure would
//! keep what `fsync` had confirmed, and of the rest any part. The last record that must be there is
//! the commit of what was acknowledged last; behind it everything may be missing. Pages of tables
//! from behind it are not on the disk: they are written after their records are, by a checkpoint or
//! for want of memory, and of both there is none in these rounds.

use std::{
    fs::{File, OpenOptions},
    io::{Seek as _, SeekFrom, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use sanaq_log::{Log, Place, system_clock};

use crate::{
    cluster::{Server, as_user, free_port},
    draw::Draw,
    failure::{Failure, ensure},
};

/// The length of a file of the log, unless `initdb` is told otherwise.
const SEGMENT: u64 = 16 << 20;
/// Behind the last record so many bytes become garbage too: a write that was only begun.
const BEYOND: u64 = 8 << 10;
/// How often a server is held before it is killed all the same.
const CATCHES: u32 = 20;
/// A disk writes this much whole or not at all.
const SECTOR: u64 = 512;

/// No page is written but by a checkpoint, and none of those begins by itself; what is under way is
/// handed to the system at once, so that there is something to tear.
pub(crate) fn prepare(database: &Server) {
    let settings = [
        "bgwriter_lru_maxpages = 0",
        "checkpoint_timeout = '1h'",
        "max_wal_size = '8GB'",
        "wal_writer_delay = '1ms'",
    ];
    for setting in settings {
        database.sql(&format!("ALTER SYSTEM SET {setting}"));
    }
    database.sql("SELECT pg_reload_conf()");
}

/// Before a round whose last write is torn: what came before is on the disk.
pub(crate) fn begin(database: &Server) {
    database.sql("CHECKPOINT");
}

/// Kills the server with all its processes in a moment in which something is written behind the
/// last commit: they are held at random moments until one is such.
pub(crate) async fn catch(database: &Server, draw: &mut Draw) -> Result<(), Failure> {
    for _ in 0..CATCHES {
        let all = database.processes();
        signal("-STOP", &all)?;
        let Written { commits, end } = Written::read(database, &database.data())?;
        if commits.last().is_some_and(|(_, after)| *after < end) {
            break;
        }
        signal("-CONT", &all)?;
        tokio::time::sleep(Duration::from_millis(1 + draw.below(20))).await;
    }
    database.kill();
    Ok(())
}

fn signal(signal: &str, processes: &[String]) -> Result<(), Failure> {
    Command::new("kill").arg(signal).args(processes).status()?;
    Ok(())
}

/// The log from the last checkpoint on: where commits begin, and where all that was written ends.
struct Written {
    /// Where each commit's record begins, and where the record after it does.
    commits: Vec<(u64, u64)>,
    end: u64,
}

impl Written {
    fn read(database: &Server, data: &Path) -> Result<Self, Failure> {
        let control = said(database, "pg_controldata", &[&data.display().to_string()])?;
        let redo = control.lines().find_map(|line| line.split_once("REDO location:"));
        let redo = redo.map(|(_, redo)| redo.trim().to_owned());
        let redo = redo.ok_or_else(|| Failure::new("pg_controldata names no checkpoint"))?;
        let folder = data.join("pg_wal").display().to_string();
        let told = said(database, "pg_waldump", &["-p", &folder, "-s", &redo])?;
        let (mut commits, mut open, mut end) = (Vec::new(), None, 0);
        for line in told.lines() {
            let Some(at) = line.split_once("lsn: ").and_then(|(_, rest)| position(rest)) else {
                // The place of the first record that is none.
                let after = line.match_indices(" at ").filter_map(|(at, _)| line.get(at + 4..));
                end = after.filter_map(position).last().unwrap_or(end);
                continue;
            };
            if let Some(start) = open.take() {
                commits.push((start, at));
            }
            if line.contains("desc: COMMIT") {
                open = Some(at);
            }
            end = at;
        }
        if let Some(start) = open {
            commits.push((start, end));
        }
        Ok(Self { commits, end })
    }
}

/// `0/15D6A88` as a number.
fn position(text: &str) -> Option<u64> {
    let digits = |c: char| c.is_ascii_hexdigit();
    let (high, rest) = text.split_once('/')?;
    let low: String = rest.chars().take_while(|c| digits(*c)).collect();
    let high = u64::from_str_radix(high.trim(), 16).ok()?;
    Some(high << 32 | u64::from_str_radix(&low, 16).ok()?)
}

/// What a program of PostgreSQL's says, also where it ends because the log does.
fn said(database: &Server, program: &str, words: &[&str]) -> Result<String, Failure> {
    let output = as_user(&database.bin.join(program)).args(words).output()?;
    let all = [output.stdout, output.stderr].concat();
    Ok(String::from_utf8_lossy(&all).into_owned())
}

/// Tears what stands behind the last commit in which something was acknowledged. The server is
/// dead. Gives how many bytes of records were torn.
pub(crate) async fn tear(
    database: &Server,
    place: &Place,
    acknowledged: u64,
    draw: &mut Draw,
) -> Result<usize, Failure> {
    let data = database.data();
    let Written { commits, end } = Written::read(database, &data)?;
    let Some((last, after)) = commits.last().copied() else { return Ok(0) };
    // Whether the last commit was acknowledged shows in what the log is without it.
    let spared = size_without(database, place, last, end).await? >= acknowledged;
    let from = if spared { last } else { after };
    if from >= end {
        return Ok(0);
    }
    let kept = from + draw.below(end - from);
    let lost = match draw.below(3) {
        // One sector of several that were under way.
        0 => (kept, end.min(kept + SECTOR), true),
        1 => (kept, end + BEYOND, true),
        _ => (kept, end + BEYOND, false),
    };
    overwrite(&data, lost, draw)?;
    Ok(usize::try_from(end.min(lost.1) - kept)?)
}

/// Puts zeros or garbage between two places of the log.
fn overwrite(
    data: &Path,
    (from, to, zeros): (u64, u64, bool),
    draw: &mut Draw,
) -> Result<(), Failure> {
    let mut at = from;
    while at < to {
        let length = (to - at).min(SEGMENT - at % SEGMENT);
        let number = at / SEGMENT;
        let name = format!("pg_wal/{:08X}{:08X}{:08X}", 1, number / 256, number % 256);
        at += length;
        let Ok(mut file) = OpenOptions::new().write(true).open(data.join(name)) else {
            // The next file is not there yet.
            return Ok(());
        };
        file.seek(SeekFrom::Start((at - length) % SEGMENT))?;
        let length = usize::try_from(length)?;
        file.write_all(&if zeros { vec![0; length] } else { draw.bytes(length) })?;
    }
    Ok(())
}

/// How many entries the log has without what was written from a place on: a copy of the database is
/// started to see it.
async fn size_without(
    database: &Server,
    place: &Place,
    from: u64,
    end: u64,
) -> Result<u64, Failure> {
    let data = database.data();
    let copy = data.with_extension("copy");
    let copied = Command::new("cp").arg("-a").arg(&data).arg(&copy).status()?;
    ensure(copied.success(), || "the database's directory cannot be copied".to_owned())?;
    let _ = std::fs::remove_file(copy.join("postmaster.pid"));
    overwrite(&copy, (from, end + BEYOND, true), &mut Draw::new(0, 0))?;
    let port = free_port();
    let size = started(database, &copy, place, port).await;
    let mut stop = as_user(&database.bin.join("pg_ctl"));
    stop.args(["-w", "-m", "immediate", "-D"]).arg(&copy).arg("stop").output()?;
    std::fs::remove_dir_all(&copy)?;
    size
}

async fn started(database: &Server, copy: &Path, place: &Place, port: u16) -> Result<u64, Failure> {
    let Place::Postgres(address) = place else { return Err(Failure::new("no PostgreSQL")) };
    let own = format!(":{}/", database.port);
    let address = address.replace(&own, &format!(":{port}/"));
    let notes = File::create(copy.with_extension("notes"))?;
    let mut start = as_user(&database.bin.join("pg_ctl"));
    start.args(["-w", "-t", "120", "-o", &format!("-p {port}"), "-D"]).arg(copy).arg("start");
    let ended = start.stdout(Stdio::from(notes.try_clone()?)).stderr(notes).status()?;
    ensure(ended.success(), || "a copy of the database does not start".to_owned())?;
    let log = Log::open(&Place::parse(&address), system_clock()).await?;
    let size = log.size();
    log.close().await;
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_postgresql_writes_them() {
        assert_eq!(position("0/15D6A88, prev 0/15D6A50"), Some(0x15d_6a88));
        assert_eq!(position("2/0A000028: invalid record length"), Some(0x2_0a00_0028));
        assert_eq!(position("none"), None);
    }
}
