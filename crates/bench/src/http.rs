//! A small HTTP/1.1 client on one connection that is kept: a phone of the benches.
//!
//! Written by hand so that it costs little beside what is measured, and can send what no library
//! would.

use std::{fmt::Write as _, net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use crate::failure::Failure;

/// Longer than any answer takes that still comes.
const PATIENCE: Duration = Duration::from_secs(90);

/// A connection.
#[derive(Debug)]
pub(crate) struct Client {
    stream: TcpStream,
    host: SocketAddr,
    buffer: Vec<u8>,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// A header that says who asks, if anybody: `("authorization", "Bearer …")`.
    pub(crate) who: Option<(&'a str, &'a str)>,
    /// Other headers.
    pub(crate) more: &'a [(&'a str, &'a str)],
    pub(crate) kind: &'a str,
    pub(crate) body: &'a [u8],
}

impl<'a> Request<'a> {
    pub(crate) const fn get(path: &'a str) -> Self {
        Self { method: "GET", path, who: None, more: &[], kind: "", body: &[] }
    }

    pub(crate) const fn post(path: &'a str, body: &'a [u8]) -> Self {
        Self { method: "POST", path, who: None, more: &[], kind: "application/json", body }
    }

    pub(crate) const fn by(self, header: &'a str, value: &'a str) -> Self {
        Self { who: Some((header, value)), ..self }
    }

    /// With a body of another kind.
    pub(crate) const fn of(self, kind: &'a str) -> Self {
        Self { kind, ..self }
    }

    pub(crate) const fn with(self, more: &'a [(&'a str, &'a str)]) -> Self {
        Self { more, ..self }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) cookie: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as JSON, when the request was answered well.
    pub(crate) fn json(&self) -> Result<serde_json::Value, Failure> {
        if self.status == 200 {
            return Ok(serde_json::from_slice(&self.body)?);
        }
        Err(Failure::new(format!("{}: {}", self.status, self.text())))
    }

    /// The body as text, cut where it is long.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).chars().take(300).collect()
    }
}

impl Client {
    pub(crate) async fn connect(host: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, host, buffer: Vec::with_capacity(8192) })
    }

    /// Asks, and waits for the answer.
    pub(crate) async fn ask(&mut self, request: &Request<'_>) -> Result<Answer, Failure> {
        let told = self.told(request).await;
        told.map_err(|failure| failure.at(format!("{} {:.100}", request.method, request.path)))
    }

    async fn told(&mut self, request: &Request<'_>) -> Result<Answer, Failure> {
        let Request { method, path, who, more, kind, body } = request;
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\nx-sanaq: 1\r\n", self.host);
        for (header, value) in who.iter().chain(*more) {
            let _ = write!(head, "{header}: {value}\r\n");
        }
        if !kind.is_empty() {
            let _ = write!(head, "content-type: {kind}\r\n");
        }
        let _ = write!(head, "content-length: {}\r\n\r\n", body.len());
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(body);
        self.send(&bytes).await?;
        self.answer().await
    }

    /// Sends bytes as they are.
    pub(crate) async fn send(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let sent = timeout(PATIENCE, self.stream.write_all(bytes)).await;
        sent.map_err(|_| Failure::new(format!("not taken within {PATIENCE:?}")))??;
        Ok(())
    }

    /// Reads one answer.
    pub(crate) async fn answer(&mut self) -> Result<Answer, Failure> {
        let answer = timeout(PATIENCE, self.read()).await;
        answer.map_err(|_| Failure::new(format!("no answer within {PATIENCE:?}")))?
    }

    async fn read(&mut self) -> Result<Answer, Failure> {
        let end = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        self.buffer.drain(..end + 4);
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| Failure::new(format!("no answer of HTTP: {head}")))?;
        let header = |name: &str| {
            head.lines().skip(1).find_map(|line| {
                let (own, value) = line.split_once(':')?;
                own.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            })
        };
        let length = header("content-length").and_then(|length| length.parse::<usize>().ok());
        let body = match length {
            Some(length) => self.take(length).await?,
            None if header("transfer-encoding").is_some() => self.chunks().await?,
            None => Vec::new(),
        };
        let cookie = header("set-cookie");
        let cookie = cookie.and_then(|cookie| cookie.split(';').next().map(str::to_owned));
        Ok(Answer { status, cookie, body })
    }

    async fn take(&mut self, length: usize) -> Result<Vec<u8>, Failure> {
        while self.buffer.len() < length {
            self.more().await?;
        }
        let rest = self.buffer.split_off(length);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }

    async fn chunks(&mut self) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        loop {
            let end = loop {
                if let Some(end) = find(&self.buffer, b"\r\n") {
                    break end;
                }
                self.more().await?;
            };
            let line = self.take(end + 2).await?;
            let size = String::from_utf8_lossy(&line);
            let size = usize::from_str_radix(size.trim(), 16)?;
            let chunk = self.take(size + 2).await?;
            if size == 0 {
                return Ok(body);
            }
            body.extend_from_slice(&chunk[..size]);
        }
    }

    async fn more(&mut self) -> Result<(), Failure> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err(Failure::new("the connection was closed"));
        }
        Ok(())
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
