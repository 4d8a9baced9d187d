//! Files of every kind with bytes changed, cut, doubled or moved: never a panic, and never another
//! table from a file that carries a sum of itself.

use proptest::{prelude::*, sample::Index};
use sanaq_election::StationResults;
use sanaq_import::{Format, Import, ImportError, Limits, write};

use crate::{
    canonical,
    make::{TABLE, gzip, rows, utf16, workbook, zip},
};

/// One change of a file.
#[derive(Clone, Debug)]
enum Change {
    Set(Index, u8),
    Flip(Index, u8),
    Cut(Index),
    Remove(Index, usize),
    Repeat(Index, usize),
    Insert(Index, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        4 => (any::<Index>(), 0u8..8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        1 => any::<Index>().prop_map(Change::Cut),
        1 => (any::<Index>(), 1usize..40).prop_map(|(at, n)| Change::Remove(at, n)),
        1 => (any::<Index>(), 1usize..40).prop_map(|(at, n)| Change::Repeat(at, n)),
        1 => (any::<Index>(), prop::collection::vec(any::<u8>(), 1..9))
            .prop_map(|(at, bytes)| Change::Insert(at, bytes)),
    ]
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        match self {
            Self::Set(at, byte) => bytes[at.index(length)] = *byte,
            Self::Flip(at, bit) => bytes[at.index(length)] ^= 1 << bit,
            Self::Cut(at) => bytes.truncate(at.index(length)),
            Self::Remove(at, n) => {
                let start = at.index(length);
                bytes.drain(start..length.min(start + n));
            }
            Self::Repeat(at, n) => {
                let start = at.index(length);
                let part = bytes[start..length.min(start + n)].to_vec();
                bytes.splice(start..start, part);
            }
            Self::Insert(at, more) => {
                let start = at.index(length);
                bytes.splice(start..start, more.iter().copied());
            }
        }
    }
}

fn mutate(bytes: &mut Vec<u8>, changes: &[Change]) {
    for change in changes {
        change.apply(bytes);
    }
}

fn parquet() -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&canonical(TABLE.as_bytes()).unwrap().results, Format::Parquet, &mut bytes).unwrap();
    bytes
}

/// Small limits, so that a file that claims much fails fast.
fn read(bytes: &[u8]) -> Result<Import, ImportError> {
    let limits = Limits {
        decompressed_bytes: 64 << 20,
        in_memory_bytes: 16 << 20,
        figures: 1_000_000,
        ..Limits::default()
    };
    sanaq_import::read(std::io::Cursor::new(bytes), "file", None, None, &limits, &|_| {})
}

fn shown(results: &StationResults) -> String {
    let mut text = Vec::new();
    write(results, Format::Csv, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// A result has columns of one length, an error says something.
fn is_sound(read: &Result<Import, ImportError>) -> bool {
    match read {
        Ok(Import { results, .. }) => {
            let columns = results.lines.iter().map(|(_, column)| column.len());
            let columns = columns.chain(results.votes.iter().map(|(_, column)| column.len()));
            let n = results.len();
            n > 0 && results.area.len() == n && columns.into_iter().all(|length| length == n)
        }
        Err(error) => !error.problems.is_empty() && error.to_string().contains("file"),
    }
}

proptest! {
    #[test]
    fn text(changes in prop::collection::vec(change(), 1..6), kind in 0usize..3) {
        let mut bytes = match kind {
            0 => TABLE.as_bytes().to_vec(),
            1 => utf16(TABLE, u16::to_le_bytes),
            _ => encoding_rs::WINDOWS_1251.encode(TABLE).0.into_owned(),
        };
        mutate(&mut bytes, &changes);
        prop_assert!(is_sound(&read(&bytes)));
    }

    #[test]
    fn packed(changes in prop::collection::vec(change(), 1..4), kind in 0usize..3) {
        let mut bytes = match kind {
            0 => gzip(TABLE.as_bytes()),
            1 => zip(&[("results.csv", TABLE.as_bytes())]),
            _ => workbook(&[("A", rows(TABLE))]),
        };
        mutate(&mut bytes, &changes);
        let read = read(&bytes);
        prop_assert!(is_sound(&read));
        if let Ok(import) = read {
            prop_assert_eq!(shown(&import.results), TABLE);
        }
    }

    #[test]
    fn parquet_files(changes in prop::collection::vec(change(), 1..6)) {
        let mut bytes = parquet();
        mutate(&mut bytes, &changes);
        prop_assert!(is_sound(&read(&bytes)));
    }

    #[test]
    fn workbooks_with_changed_parts(
        changes in prop::collection::vec(change(), 1..6), part in any::<Index>(),
    ) {
        // The parts' sums are right here, so that the change reaches the parser of the sheet.
        let mut archive =
            ::zip::ZipArchive::new(std::io::Cursor::new(workbook(&[("A", rows(TABLE))]))).unwrap();
        let part = part.index(archive.len());
        let mut members = Vec::new();
        for index in 0..archive.len() {
            let mut member = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut member, &mut bytes).unwrap();
            if index == part {
                mutate(&mut bytes, &changes);
            }
            members.push((member.name().unwrap().into_owned(), bytes));
        }
        let members: Vec<(&str, &[u8])> =
            members.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        prop_assert!(is_sound(&read(&zip(&members))));
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(is_sound(&read(&bytes)));
    }
}
