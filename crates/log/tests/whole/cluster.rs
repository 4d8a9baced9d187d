//! A throw-away `PostgreSQL`: made by `initdb` in a temporary directory, under an ordinary user,
//! on the loopback address, and stopped when it is dropped.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use tempfile::TempDir;

/// A server and its directory.
pub(crate) struct Server {
    dir: TempDir,
    pub(crate) bin: PathBuf,
    pub(crate) port: u16,
}

/// Where the server's programs are: `SANAQ_POSTGRES`, the folder that `pg_config` names, or the
/// newest of Debian's.
fn programs() -> Option<PathBuf> {
    let named = std::env::var_os("SANAQ_POSTGRES").map(PathBuf::from);
    let config = Command::new("pg_config").arg("--bindir").output().ok();
    let config = config.and_then(|output| String::from_utf8(output.stdout).ok());
    let mut folders: Vec<PathBuf> = Vec::new();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        folders.extend(versions.filter_map(Result::ok).map(|version| version.path().join("bin")));
    }
    folders.sort();
    let all = named.into_iter().chain(config.map(|dir| dir.trim().into()));
    let found = all.chain(folders.into_iter().rev()).find(|bin| bin.join("initdb").exists());
    if found.is_none() {
        println!("skipped: no PostgreSQL server is installed");
    }
    found
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// `PostgreSQL` refuses to run as root: then its own user runs it.
pub(crate) fn as_user(program: &Path) -> Command {
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}

fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}: {text}");
    output
}

impl Server {
    /// A new server; nothing where none is installed.
    pub(crate) fn start() -> Option<Self> {
        let server = Self::prepare()?;
        let data = server.data();
        run(as_user(&server.bin.join("initdb"))
            .args(["--no-sync", "-A", "trust", "-U", "sanaq", "-E", "UTF8", "-D"])
            .arg(&data));
        server.configure("");
        server.launch();
        run(as_user(&server.bin.join("createdb")).args(server.address_flags()).arg("log"));
        Some(server)
    }

    fn prepare() -> Option<Self> {
        let bin = programs()?;
        let dir = TempDir::new().unwrap();
        if as_user(Path::new("true")).get_program() == "runuser" {
            run(Command::new("chown").arg("postgres").arg(dir.path()));
        }
        Some(Self { dir, bin, port: free_port() })
    }

    /// A standby of this server, to which every commit waits from now on.
    pub(crate) fn standby(&self) -> Self {
        let standby = Self::prepare().unwrap();
        run(as_user(&self.bin.join("pg_basebackup"))
            .args(self.address_flags())
            .args(["-R", "-c", "fast", "-D"])
            .arg(standby.data()));
        standby.configure(
            "primary_conninfo = 'host=127.0.0.1 port={primary} user=sanaq \
             application_name=standby'\n"
                .replace("{primary}", &self.port.to_string())
                .as_str(),
        );
        standby.launch();
        self.sql("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
        self.sql("SELECT pg_reload_conf()");
        standby
    }

    fn configure(&self, more: &str) {
        let settings = format!(
            "listen_addresses = '127.0.0.1'\nport = {}\nunix_socket_directories = '{}'\n\
             shared_buffers = 32MB\nmax_connections = 60\nfsync = on\n\
             wal_receiver_status_interval = 1s\n{more}",
            self.port,
            self.dir.path().display()
        );
        let path = self.data().join("postgresql.auto.conf");
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        let file = self.data().join("postgresql.conf");
        let conf = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, conf + &settings).unwrap();
        // A standby's own address must not be taken from the copied file.
        let kept: Vec<&str> =
            before.lines().filter(|line| !line.starts_with("primary_conninfo")).collect();
        std::fs::write(&path, kept.join("\n") + "\n").unwrap();
    }

    /// Starts the server; after a kill, as soon as the last of its processes is gone.
    pub(crate) fn launch(&self) {
        let log = self.dir.path().join("server.log");
        for _ in 0..60 {
            let mut start = as_user(&self.bin.join("pg_ctl"));
            start.args(["-w", "-t", "120", "-D"]).arg(self.data()).arg("-l").arg(&log);
            // What it says of its waiting is nobody's concern; the server's own log is kept.
            let start = start.arg("start").stdout(Stdio::null()).stderr(Stdio::null());
            if start.status().unwrap().success() {
                return;
            }
            std::thread::sleep(Duration::from_millis(500));
        }
        panic!("{}", std::fs::read_to_string(log).unwrap_or_default());
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn address_flags(&self) -> [String; 6] {
        ["-h", "127.0.0.1", "-p", &self.port.to_string(), "-U", "sanaq"].map(str::to_owned)
    }

    /// The address of a database of its own for one test.
    pub(crate) fn database(&self, name: &str) -> String {
        run(as_user(&self.bin.join("createdb")).args(self.address_flags()).arg(name));
        format!("postgres://sanaq@127.0.0.1:{}/{name}", self.port)
    }

    /// Runs a statement in the database `log`.
    pub(crate) fn sql(&self, statement: &str) -> String {
        let mut psql = as_user(&self.bin.join("psql"));
        let output =
            run(psql.args(self.address_flags()).args(["-d", "log", "-Atc"]).arg(statement));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The server's process and all its children.
    pub(crate) fn processes(&self) -> Vec<String> {
        let pid = std::fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap().to_owned();
        let children = Command::new("pgrep").args(["-P", &pid]).output().unwrap().stdout;
        let children = String::from_utf8(children).unwrap();
        std::iter::once(pid).chain(children.lines().map(str::to_owned)).collect()
    }

    /// Kills the server and all its processes with SIGKILL.
    pub(crate) fn kill(&self) {
        // The children first would let the server restart them: it dies first.
        let _ = Command::new("kill").arg("-9").args(self.processes()).status();
    }

    /// Makes a standby the primary.
    pub(crate) fn promote(&self) {
        run(as_user(&self.bin.join("pg_ctl")).args(["-w", "-D"]).arg(self.data()).arg("promote"));
    }

    /// Stops the server in the usual way.
    pub(crate) fn stop(&self) {
        let mut stop = as_user(&self.bin.join("pg_ctl"));
        let stop = stop.args(["-w", "-m", "fast", "-D"]).arg(self.data()).arg("stop");
        let _ = stop.output();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = as_user(&self.bin.join("pg_ctl"));
        let stop = stop.args(["-w", "-m", "immediate", "-D"]).arg(self.data()).arg("stop");
        let _ = stop.output();
    }
}
