//! Kinds of file that are known and not read, in words.

use sanaq_said::{Said, said};

use crate::note::{Kind, Note};

/// What is known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    LockedParquet,
    Pdf,
    SevenZip,
    Rar,
    Xz,
    /// An OLE container: an old Excel workbook or a new one behind a password.
    Ole,
    Xlsb,
    OpenDocument,
    Word,
    /// Nor is what this program was built without.
    #[cfg(not(feature = "xlsx"))]
    Xlsx,
    #[cfg(not(feature = "parquet"))]
    Parquet,
}

impl Unread {
    fn said(self) -> Said {
        match self {
            Self::LockedParquet => {
                said!("said-import-is-locked-parquet", "a Parquet file with an encrypted footer")
            }
            Self::Pdf => said!("said-import-is-pdf", "a PDF document"),
            Self::SevenZip => said!("said-import-is-7z", "a 7-Zip archive"),
            Self::Rar => said!("said-import-is-rar", "a RAR archive"),
            Self::Xz => said!("said-import-is-xz", "a file compressed with xz"),
            Self::Ole => {
                said!("said-import-is-xls", "an old Excel workbook (.xls) or one behind a password")
            }
            Self::Xlsb => said!("said-import-is-xlsb", "a binary Excel workbook (.xlsb)"),
            Self::OpenDocument => said!("said-import-is-opendocument", "an OpenDocument file"),
            Self::Word => said!("said-import-is-word", "a Word document"),
            #[cfg(not(feature = "xlsx"))]
            Self::Xlsx => said!(
                "said-import-is-xlsx-without",
                "an Excel workbook (this program was built without the feature xlsx)"
            ),
            #[cfg(not(feature = "parquet"))]
            Self::Parquet => said!(
                "said-import-is-parquet-without",
                "a Parquet file (this program was built without the feature parquet)"
            ),
        }
    }

    pub(super) fn note(self) -> Note {
        let said = said!(
            "said-import-not-read",
            "found {what}, expected a table as CSV, TSV, .xlsx or Parquet, plain, in gzip, in \
             Zstandard or in a zip archive",
            what = self.said()
        );
        Note::file(Kind::Format, said)
    }
}

/// What packs a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstandard,
    Zip,
}

impl Packing {
    fn said(self) -> Said {
        match self {
            Self::Gzip => said!("said-import-is-gzip", "a gzip file"),
            Self::Zstandard => said!("said-import-is-zstandard", "a Zstandard file"),
            Self::Zip => said!("said-import-is-zip", "a zip archive"),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstandard => "Zstandard",
            Self::Zip => "zip",
        }
    }

    /// It stands in another one.
    pub(super) fn inside(self, outer: Self) -> Note {
        let said = said!(
            "said-import-nested",
            "found {inner} inside a {outer} file, expected a table: unpack it first",
            inner = self.said(),
            outer = outer.name()
        );
        Note::file(Kind::Format, said)
    }
}
