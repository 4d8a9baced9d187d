//! The server as a process: started, killed, measured.

use std::{
    ffi::OsString,
    fs::{File, OpenOptions},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::failure::Failure;

/// The built program.
#[derive(Clone, Debug)]
pub(crate) struct Program(PathBuf);

impl Program {
    /// The program that stands beside this one; built first, so that it is what the sources say.
    /// `SANAQ_PROGRAM` names another one, to compare.
    pub(crate) fn build() -> Result<Self, Failure> {
        if let Some(other) = std::env::var_os("SANAQ_PROGRAM") {
            return Ok(Self(other.into()));
        }
        let own = std::env::current_exe()?;
        let folder = own.parent().ok_or_else(|| Failure::new("this program has no folder"))?;
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut build = Command::new(cargo);
        build.args(["build", "--quiet", "-p", "sanaq"]).current_dir(env!("CARGO_MANIFEST_DIR"));
        if folder.ends_with("release") {
            build.arg("--release");
        }
        if !build.status()?.success() {
            return Err(Failure::new("cargo build -p sanaq failed"));
        }
        Ok(Self(folder.join("sanaq")))
    }
}

/// How a server is started.
#[derive(Clone, Debug, Default)]
pub(crate) struct How {
    /// `postgres://…`; a file where nothing is said.
    pub(crate) database: Option<String>,
    /// What the server's own notes hold: `RUST_LOG`.
    pub(crate) notes: Option<&'static str>,
    /// A program that starts it, with arguments.
    pub(crate) through: Vec<OsString>,
}

/// A server that runs.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    notes: PathBuf,
    said_before: usize,
    /// Where it listens; known once it does.
    pub(crate) address: SocketAddr,
}

/// How long a server may take to listen, replaying a long log.
const PATIENCE: Duration = Duration::from_mins(20);

impl Server {
    /// Starts a server of a mission's directory without waiting for it.
    pub(crate) fn spawn(program: &Program, data: &Path, how: &How) -> Result<Self, Failure> {
        let notes = data.with_extension("notes");
        let file = OpenOptions::new().create(true).append(true).open(&notes)?;
        let said_before = usize::try_from(file.metadata()?.len())?;
        let mut words = how.through.clone();
        words.push(program.0.clone().into());
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        if let Some(database) = &how.database {
            command.args(["--database", database]);
        }
        if let Some(notes) = how.notes {
            command.env("RUST_LOG", notes);
        }
        let child = command.stdin(Stdio::null()).stdout(File::options().append(true).open(&notes)?);
        let child = child.stderr(file).spawn()?;
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        Ok(Self { child, notes, said_before, address })
    }

    /// Starts a server and waits until it listens.
    pub(crate) async fn start(program: &Program, data: &Path, how: &How) -> Result<Self, Failure> {
        let mut server = Self::spawn(program, data, how)?;
        server.listens().await?;
        Ok(server)
    }

    async fn listens(&mut self) -> Result<(), Failure> {
        let until = Instant::now() + PATIENCE;
        let mut pause = Duration::from_millis(2);
        loop {
            let said = self.said()?;
            let line = said.lines().find_map(|line| line.strip_prefix("listening on http://"));
            // The line is whole when its end is there.
            if let Some(address) = line.filter(|_| said.ends_with('\n')) {
                self.address = address.parse()?;
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(Failure::new(format!("the server ended with {status}: {said}")));
            }
            if Instant::now() > until {
                return Err(Failure::new("the server does not listen"));
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }

    /// What it has written since it was started.
    pub(crate) fn said(&self) -> Result<String, Failure> {
        let bytes = std::fs::read(&self.notes)?;
        let own = bytes.get(self.said_before..).unwrap_or_default();
        Ok(String::from_utf8_lossy(own).into_owned())
    }

    /// The first account's password, where it was made at this start.
    pub(crate) fn password(&self) -> Result<Option<String>, Failure> {
        let said = self.said()?;
        let line = said.lines().find_map(|line| line.split_once("shown once: "));
        Ok(line.map(|(_, password)| password.to_owned()))
    }

    /// SIGKILL: it gets no chance to finish anything.
    pub(crate) fn kill(mut self) -> Result<(), Failure> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Stops where it is, between two of its steps; nothing is lost yet.
    pub(crate) fn hold(&self) -> Result<(), Failure> {
        self.signal("-STOP")
    }

    /// Goes on from there.
    pub(crate) fn go_on(&self) -> Result<(), Failure> {
        self.signal("-CONT")
    }

    fn signal(&self, signal: &str) -> Result<(), Failure> {
        Command::new("kill").args([signal, &self.child.id().to_string()]).status()?;
        Ok(())
    }

    /// SIGTERM, as service managers send it; waits for the end.
    pub(crate) fn stop(mut self) -> Result<(), Failure> {
        self.signal("-TERM")?;
        let status = self.child.wait()?;
        if status.success() {
            return Ok(());
        }
        Err(Failure::new(format!("the server ended with {status}: {}", self.said()?)))
    }

    /// Whether it still runs.
    pub(crate) fn runs(&mut self) -> Result<bool, Failure> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Processor time so far, in seconds.
    pub(crate) fn processor(&self) -> f64 {
        processor(self.child.id())
    }

    /// Forgets how much memory it had at its highest: from now on that is counted anew.
    pub(crate) fn forget_memory(&self) -> Result<(), Failure> {
        Ok(std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5")?)
    }

    /// Resident memory in MiB: now, and at its highest.
    pub(crate) fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        };
        (of("VmRSS:").unwrap_or_default() / 1024, of("VmHWM:").unwrap_or_default() / 1024)
    }
}

/// Processor time of a process so far, in seconds.
pub(crate) fn processor(process: u32) -> f64 {
    ticks(process, 11)
}

/// The same with that of its children that have ended.
pub(crate) fn processor_of_all(process: u32) -> f64 {
    ticks(process, 11) + ticks(process, 13)
}

/// User and system time of a process, from a place in what Linux tells of it.
fn ticks(process: u32, place: usize) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    // In clock ticks, of which Linux tells a hundred a second.
    let ticks = after.split_whitespace().skip(place).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Killed also when a bench ends early.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
