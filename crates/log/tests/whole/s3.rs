//! A throw-away S3 server (moto), from the folder that `SANAQ_PEERS` names.

use std::{
    io::Write,
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use sanaq_log::blob::{Blobs, S3};

/// An S3 server of the test's own, from the folder that `SANAQ_PEERS` names.
pub(crate) struct Moto {
    process: Child,
    pub(crate) port: u16,
}

impl Moto {
    pub(crate) fn start() -> Option<Self> {
        let peers = std::env::var_os("SANAQ_PEERS").map(PathBuf::from);
        let program = peers.map(|peers| peers.join("bin/moto_server"));
        let Some(program) = program.filter(|program| program.exists()) else {
            println!("skipped: SANAQ_PEERS has no S3 server");
            return None;
        };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new(program)
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let moto = Self { process, port };
        for _ in 0..600 {
            if moto.make_bucket().is_some() {
                return Some(moto);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the S3 server did not start");
    }

    /// moto takes unsigned requests, so a bucket needs no client.
    fn make_bucket(&self) -> Option<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let request = "PUT /blobs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\
            Connection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).ok()?;
        let answer = std::io::read_to_string(stream).ok()?;
        answer.starts_with("HTTP/1.1 200").then_some(())
    }

    /// Its bucket.
    pub(crate) fn blobs(&self) -> Blobs {
        let config = S3 {
            bucket: "blobs".into(),
            endpoint: Some(format!("http://127.0.0.1:{}", self.port)),
            region: "us-east-1".into(),
            key: "key".into(),
            secret: "canary".to_owned().into(),
        };
        assert!(!format!("{config:?}").contains("canary"));
        Blobs::s3(&config).unwrap()
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
