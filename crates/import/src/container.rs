//! What a file is, by its first bytes, and what is packed inside it.
//!
//! One level of packing is opened: gzip, Zstandard, or a zip archive with one table. What is packed
//! again inside is refused, since nobody publishes results so and bombs are built so.

use std::{
    cell::Cell,
    io::{BufRead as _, BufReader, Cursor, Read, Seek},
    rc::Rc,
};

use flate2::bufread::MultiGzDecoder;
use sanaq_said::{Said, said};
use zip::{ZipArchive, result::ZipError};

use crate::{
    csv::{CsvRows, Dialect},
    decode::Decoder,
    guard::{Counted, Guard, Source, into_memory},
    limits::Limits,
    note::{Kind, Note, listed, shown},
    recipe::{FileKind, Format},
    rows::{Sink, Stop},
    zstd::Frames,
};

mod kinds;

use kinds::{Packing, Unread};

const BUFFER: usize = 64 << 10;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Gzip,
    Zstd,
    Zip,
    Parquet,
    Refused(Unread),
    Text,
}

impl Look {
    fn of(start: &[u8]) -> Self {
        let known: [(&[u8], Self); 11] = [
            (b"\x1f\x8b", Self::Gzip),
            (b"PK\x03\x04", Self::Zip),
            (b"PK\x05\x06", Self::Zip),
            (b"PAR1", Self::Parquet),
            (b"PARE", Self::Refused(Unread::LockedParquet)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Self::Refused(Unread::Ole)),
            (b"%PDF-", Self::Refused(Unread::Pdf)),
            (b"7z\xbc\xaf\x27\x1c", Self::Refused(Unread::SevenZip)),
            (b"Rar!\x1a\x07", Self::Refused(Unread::Rar)),
            (b"\x28\xb5\x2f\xfd", Self::Zstd),
            (b"\xfd7zXZ\0", Self::Refused(Unread::Xz)),
        ];
        let found = known.into_iter().find(|(magic, _)| start.starts_with(magic));
        found.map_or(Self::Text, |(_, look)| look)
    }
}

/// How a file is to be read.
pub(crate) struct Reading<'a> {
    pub(crate) format: &'a Format,
    pub(crate) limits: &'a Limits,
}

impl Reading<'_> {
    /// Gives all rows of a file to the sink.
    pub(crate) fn file(
        &self,
        source: Box<dyn Source + '_>,
        progress: &dyn Fn(u64),
        sink: &mut dyn Sink,
    ) -> Result<(), Stop> {
        let counted = Counted::new(source, progress);
        let read = counted.counter();
        let mut file = BufReader::with_capacity(BUFFER, counted);
        let look = Look::of(file.fill_buf()?);
        let ended = match look {
            Look::Gzip => {
                let guard = Guard::new(MultiGzDecoder::new(file), Rc::clone(&read), self.limits);
                self.unpacked(BufReader::with_capacity(BUFFER, guard), Packing::Gzip, sink)
            }
            Look::Zstd => {
                let guard = Guard::new(Frames::new(file), Rc::clone(&read), self.limits);
                self.unpacked(BufReader::with_capacity(BUFFER, guard), Packing::Zstandard, sink)
            }
            Look::Zip => self.zip(file, &read, sink),
            Look::Parquet => self.parquet(file, sink),
            Look::Refused(what) => Err(what.note().into()),
            Look::Text => self.text(file, sink),
        };
        progress(read.get());
        ended
    }

    /// Reads what came out of a compressed stream.
    fn unpacked(
        &self,
        mut stream: BufReader<impl Read>,
        outer: Packing,
        sink: &mut dyn Sink,
    ) -> Result<(), Stop> {
        match Look::of(stream.fill_buf()?) {
            Look::Text => self.text(stream, sink),
            Look::Parquet => self.parquet(stream, sink),
            Look::Zip => {
                let bytes = Cursor::new(into_memory(stream, self.limits)?);
                let archive = ZipArchive::new(bytes).map_err(|error| unusable(&error))?;
                match Archive::of(&archive)? {
                    Archive::Workbook => self.workbook(archive.into_inner(), sink),
                    Archive::Other(what) => Err(what.note().into()),
                    Archive::Members(_) => Err(Packing::Zip.inside(outer).into()),
                }
            }
            Look::Gzip => Err(Packing::Gzip.inside(outer).into()),
            Look::Zstd => Err(Packing::Zstandard.inside(outer).into()),
            Look::Refused(what) => Err(what.note().into()),
        }
    }

    fn zip(
        &self,
        file: impl Read + Seek,
        read: &Rc<Cell<u64>>,
        sink: &mut dyn Sink,
    ) -> Result<(), Stop> {
        let mut archive = ZipArchive::new(file).map_err(|error| unusable(&error))?;
        let members = match Archive::of(&archive)? {
            Archive::Workbook => return self.workbook(archive.into_inner(), sink),
            Archive::Other(what) => return Err(what.note().into()),
            Archive::Members(members) => members,
        };
        let name = choose(&members, self.format.member.as_deref(), sink)?;
        let member = archive.by_name(&name).map_err(|error| unusable(&error))?;
        let guard = Guard::new(member, Rc::clone(read), self.limits);
        self.unpacked(BufReader::with_capacity(BUFFER, guard), Packing::Zip, sink)
    }

    fn text(&self, stream: impl Read, sink: &mut dyn Sink) -> Result<(), Stop> {
        self.expect(FileKind::Csv)?;
        let Format { encoding, separator, quote, skip_rows, .. } = self.format;
        let decoder = Decoder::new(Box::new(stream), *encoding);
        let dialect = Dialect { separator: *separator, quote: *quote, skip_rows: *skip_rows };
        CsvRows::new(decoder, dialect, self.limits).run(sink)
    }

    #[cfg(feature = "xlsx")]
    fn workbook(&self, file: impl Read + Seek, sink: &mut dyn Sink) -> Result<(), Stop> {
        self.expect(FileKind::Xlsx)?;
        crate::workbook::rows(file, self.format.sheet.as_deref(), self.limits, sink)
    }

    #[cfg(not(feature = "xlsx"))]
    fn workbook(&self, _: impl Read + Seek, _: &mut dyn Sink) -> Result<(), Stop> {
        Err(Unread::Xlsx.note().into())
    }

    #[cfg(feature = "parquet")]
    fn parquet(&self, stream: impl Read, sink: &mut dyn Sink) -> Result<(), Stop> {
        self.expect(FileKind::Parquet)?;
        crate::parquet::rows(into_memory(stream, self.limits)?, self.limits, sink)
    }

    #[cfg(not(feature = "parquet"))]
    fn parquet(&self, _: impl Read, _: &mut dyn Sink) -> Result<(), Stop> {
        Err(Unread::Parquet.note().into())
    }

    fn expect(&self, found: FileKind) -> Result<(), Note> {
        match self.format.kind {
            Some(wanted) if wanted != found => {
                let said = said!(
                    "said-import-other-kind",
                    "found {found}, expected {wanted} as the recipe says",
                    found = found.said(),
                    wanted = wanted.said()
                );
                Err(Note::file(Kind::Format, said))
            }
            _ => Ok(()),
        }
    }
}

/// What a zip archive holds.
enum Archive {
    Workbook,
    Other(Unread),
    Members(Vec<Member>),
}

struct Member {
    name: String,
    /// Whether its name ends like a table's.
    is_table: bool,
}

impl Archive {
    fn of<R: Read + Seek>(archive: &ZipArchive<R>) -> Result<Self, Note> {
        let mut members = Vec::new();
        for name in archive.file_names() {
            let name = name.map_err(|error| unusable(&error))?.into_owned();
            match name.to_ascii_lowercase().as_str() {
                "xl/workbook.xml" => return Ok(Self::Workbook),
                "xl/workbook.bin" => return Ok(Self::Other(Unread::Xlsb)),
                "content.xml" => return Ok(Self::Other(Unread::OpenDocument)),
                "word/document.xml" => return Ok(Self::Other(Unread::Word)),
                _ => {}
            }
            let base = name.rsplit('/').next().unwrap_or_default();
            if base.is_empty() || base.starts_with('.') || name.starts_with("__MACOSX/") {
                continue;
            }
            let lower = base.to_ascii_lowercase();
            let is_table = [".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".parquet"]
                .iter()
                .any(|end| lower.ends_with(end));
            members.push(Member { name, is_table });
        }
        Ok(Self::Members(members))
    }
}

/// The member to read: the one that the recipe names, else the only one, else the only table.
fn choose(members: &[Member], wanted: Option<&str>, sink: &mut dyn Sink) -> Result<String, Note> {
    let fits = |member: &&Member| match wanted {
        Some(wanted) => member.name == wanted || member.name.ends_with(&format!("/{wanted}")),
        None => members.len() == 1 || member.is_table,
    };
    let mut fitting = members.iter().filter(fits);
    match (fitting.next(), fitting.next(), wanted) {
        (Some(one), None, None) => {
            if members.len() > 1 {
                let said = said!(
                    "said-import-zip-others",
                    "found {n} files in the zip archive, read only «{name}»",
                    n = members.len(),
                    name = shown(one.name.as_bytes())
                );
                sink.warn(Note::file(Kind::OtherParts, said));
            }
            Ok(one.name.clone())
        }
        (Some(one), None, Some(_)) => Ok(one.name.clone()),
        (_, _, wanted) => Err(Note::file(Kind::Format, none_fits(members, wanted))),
    }
}

fn none_fits(members: &[Member], wanted: Option<&str>) -> Said {
    let found = listed(members.iter().map(|member| member.name.as_str()));
    match wanted {
        _ if members.is_empty() => {
            said!("said-import-zip-empty", "found no file in the zip archive, expected one table")
        }
        Some(wanted) => said!(
            "said-import-zip-wanted",
            "found {found} in the zip archive, expected «{wanted}» as the recipe says",
            found,
            wanted = shown(wanted.as_bytes())
        ),
        None => said!(
            "said-import-zip-several",
            "found {found} in the zip archive, expected one table, or a recipe that names it: \
             member = \"…\"",
            found
        ),
    }
}

fn unusable(error: &ZipError) -> Note {
    let said = match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            let error = std::io::Error::new(error.kind(), error.to_string());
            return error.into();
        }
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            said!(
                "said-import-zip-password",
                "found a zip archive behind a password, expected one without: unpack it first"
            )
        }
        ZipError::CompressionMethodNotSupported(method) => said!(
            "said-import-zip-method",
            "found a zip archive packed by method {method}, expected deflate or none: unpack it \
             first",
            method = method.to_string()
        ),
        error => said!(
            "said-import-zip-damaged",
            "the zip archive is damaged or cut off: {error}",
            error = error.to_string()
        ),
    };
    Note::file(Kind::Format, said)
}
