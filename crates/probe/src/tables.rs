//! Elections, recipes, station results, and tables of reports and people.

use std::{io::Cursor, sync::LazyLock};

use sanaq_election::Election;
use sanaq_forms::{Columns, validate};
use sanaq_import::{Format, Limits, Recipe, listing, read, read_votes_or_stations, sheet, write};

use crate::{
    forms::{FORMS, workbooks},
    text,
};

/// An `election.toml`.
pub(crate) fn election(bytes: &[u8]) {
    if let Err(error) = Election::parse("fuzz.toml", &text(bytes)) {
        let _ = error.to_string();
    }
}

pub(crate) fn elections() -> Vec<Vec<u8>> {
    let names = ["kazakhstan-2021", "poland-2025-round1", "germany-2025-sachsen-anhalt"];
    let texts = names.into_iter().filter_map(sanaq_election::builtin::text);
    texts.map(|text| text.as_bytes().to_vec()).collect()
}

/// A `recipe.toml`.
pub(crate) fn recipe(bytes: &[u8]) {
    if let Err(error) = Recipe::parse("fuzz.toml", &text(bytes)) {
        let _ = error.to_string();
    }
}

pub(crate) fn recipes() -> Vec<Vec<u8>> {
    let texts = sanaq_import::builtin::names().filter_map(sanaq_import::builtin::text);
    texts.map(|text| text.as_bytes().to_vec()).collect()
}

static KAZAKHSTAN: LazyLock<Option<Election>> =
    LazyLock::new(|| sanaq_election::builtin::election("kazakhstan-2021")?.ok());

static RUSSIA: LazyLock<Option<Recipe>> =
    LazyLock::new(|| sanaq_import::builtin::recipe("russia-2018")?.ok());

/// Small bounds, so that a run is quick.
fn limits() -> Limits {
    Limits {
        record_bytes: 1 << 16,
        columns: 512,
        decompressed_bytes: 4 << 20,
        ratio: 100,
        in_memory_bytes: 4 << 20,
        figures: 200_000,
        text_bytes: 4 << 20,
        ..Limits::default()
    }
}

/// A file of results: CSV, XLSX, Parquet, packed or not; what was read is written and read again.
pub(crate) fn results(bytes: &[u8]) {
    let limits = limits();
    let source = || Cursor::new(bytes);
    let _ = read(source(), "x", RUSSIA.as_ref(), None, &limits, &|_| ());
    let _ = read_votes_or_stations(source(), "x", None, None, &limits, &|_| ());
    let Ok(found) = read(source(), "x", None, KAZAKHSTAN.as_ref(), &limits, &|_| ()) else {
        return;
    };
    let mut out = Vec::new();
    if write(&found.results, Format::Csv, &mut out).is_ok() {
        let again = read(Cursor::new(&out), "x", None, KAZAKHSTAN.as_ref(), &limits, &|_| ());
        let stations = again.map(|again| again.results.len()).unwrap_or_default();
        assert_eq!(stations, found.results.len(), "what was written is not read back");
    }
}

pub(crate) fn files() -> Vec<Vec<u8>> {
    let mut table = "station,area,registered,issued,cast,invalid,valid,votes.nur-otan,\
        votes.ak-zhol,votes.qhp,votes.auyl,votes.adal\n"
        .to_owned();
    for station in 1..6 {
        table.push_str(&station.to_string());
        table.push_str(",East/Town,900,500,500,20,480,300,100,40,30,10\n");
    }
    let mut all =
        vec![table.clone().into_bytes(), b"option,votes\nnur-otan,300\nadal,9\n".to_vec()];
    all.push(table.encode_utf16().flat_map(u16::to_le_bytes).collect());
    let parsed = read(Cursor::new(&table), "x", None, KAZAKHSTAN.as_ref(), &limits(), &|_| ());
    if let Ok(parsed) = parsed {
        let mut out = Vec::new();
        if write(&parsed.results, Format::Parquet, &mut out).is_ok() {
            all.push(out);
        }
    }
    all.extend(workbooks());
    all
}

/// A file of reports, CSV or XLSX, read against every form; and as a list of people.
pub(crate) fn table(bytes: &[u8]) {
    let limits = Limits { rows: 500, ..limits() };
    let _ = listing(Cursor::new(bytes), "x", &limits, &["observer", "phones", "language"]);
    for form in FORMS.iter() {
        let known = |names: &mut Vec<String>| Ok(Columns::new(form, names).known());
        let Ok(sheet) = sheet(Cursor::new(bytes), "x", &limits, &known) else { return };
        let columns = Columns::new(form, &sheet.header);
        for row in sheet.rows() {
            let _ = validate(form, &columns.read(row.cells()).answers);
        }
    }
}

pub(crate) fn lists() -> Vec<Vec<u8>> {
    let texts = [
        "id,station,observer,until,voters\nr-1,1234,o-1,09:00,412\n,1235,,10:00,?\n",
        "KEY;header-station-code;figures/voters-listed;present.absent\r\nu;\"12;3\";1 900;!\r\n",
        "observer\tlanguage\tphones\no-1\tkk\t+7 701 123 45 67\n",
    ];
    let mut all: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    all.extend(workbooks());
    all
}
