//! A process that writes until it is killed. The test starts its own program again for that.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use sanaq_log::{Append, Appended, Log, Place, system_clock};
use sanaq_seal::{entry::Nonce, hash::Hash};

use crate::common::entry;

const VARIABLE: &str = "SANAQ_LOG_TEST_CHILD";

/// The child's side: sixteen callers append for as long as they live, and say what was
/// acknowledged. Without the variable this is an empty test.
#[test]
fn the_child_writes_until_it_is_killed() {
    let Ok(task) = std::env::var(VARIABLE) else { return };
    let (first, dir) = task.split_once(' ').unwrap();
    let first: u64 = first.parse().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let place = Place::Directory(dir.into());
        let log = Log::open(&place, system_clock()).await.unwrap();
        println!("open");
        let callers = (0..16_u64).map(|caller| {
            let log = log.clone();
            tokio::spawn(async move {
                for number in (first + caller..).step_by(16) {
                    let answer = log.append(Append::one(entry(number))).await.unwrap()[0];
                    let line = format!("ack {number} {} {}\n", answer.sequence, answer.leaf);
                    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
                }
            })
        });
        for caller in callers.collect::<Vec<_>>() {
            caller.await.unwrap();
        }
    });
}

/// Starts a child that appends the entries from `first` on, lets it write for a while, kills it
/// and gives what it was told to be durable.
pub(crate) fn write_and_kill(dir: &Path, first: u64, life: Duration) -> Vec<(u64, Appended)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child::the_child_writes_until_it_is_killed", "--nocapture"])
        .env(VARIABLE, format!("{first} {}", dir.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let reader = std::thread::spawn(move || read(lines));
    std::thread::sleep(life);
    kill(&mut child);
    reader.join().unwrap()
}

fn read(lines: impl Iterator<Item = std::io::Result<String>>) -> Vec<(u64, Appended)> {
    let mut acknowledged = Vec::new();
    for line in lines.map_while(Result::ok) {
        let words: Vec<&str> = line.split(' ').collect();
        // The last line may be torn; a whole one has a whole hash.
        let ["ack", number, sequence, leaf] = words[..] else { continue };
        let Some(leaf) = Hash::from_hex(leaf) else { continue };
        let answer = Appended {
            sequence: sequence.parse().unwrap(),
            time: 0,
            leaf,
            nonce: Nonce([0; 32]),
            repeated: false,
        };
        acknowledged.push((number.parse().unwrap(), answer));
    }
    acknowledged
}

/// SIGKILL: the process gets no chance to finish anything.
fn kill(child: &mut Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}
