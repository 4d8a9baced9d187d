//! Interviewers' sheets as a file.

use std::path::Path;

use sanaq_estimate::{
    exit_poll::Group,
    sample::{ListError, Row, Table},
};

use crate::{
    exit::Failure,
    visits::{by_station, shared, table},
};

/// What begins the name of a column of answers.
const VOTES: &str = "votes.";

/// All sheets.
pub(super) struct Sheets {
    /// The options, as the columns name them.
    pub(super) options: Vec<String>,
    pub(super) stations: Vec<Station>,
}

/// The sheet of one station.
pub(super) struct Station {
    pub(super) code: String,
    pub(super) voters: Option<u32>,
    /// With their names; one without a name where the file has no groups.
    pub(super) groups: Vec<(String, Group)>,
}

pub(super) fn sheets(file: &Path) -> Result<Sheets, Failure> {
    table(file, &["station"], |table| {
        let names = table.header().iter().filter_map(|name| name.strip_prefix(VOTES));
        let options: Vec<String> = names.map(str::to_owned).collect();
        if options.is_empty() {
            return Err(table.no_column("votes.…"));
        }
        let stations = by_station(table)?.into_iter();
        let stations = stations.map(|(code, rows)| station(table, code, &rows, &options));
        let stations = stations.collect::<Result<_, _>>()?;
        Ok(Sheets { options, stations })
    })
}

fn station(
    table: &Table,
    code: &str,
    rows: &[Row<'_>],
    options: &[String],
) -> Result<Station, ListError> {
    let voters = table.has("voters").then(|| shared(rows, "voters")).transpose()?;
    let mut groups: Vec<(String, Group)> = Vec::new();
    for row in rows {
        let name = row.cell("group").unwrap_or_default();
        if groups.iter().any(|(before, _)| before == name) {
            return Err(row.wrong(
                if table.has("group") { "group" } else { "station" },
                "each group of a station once",
            ));
        }
        groups.push((name.to_owned(), group(*row, options)?));
    }
    Ok(Station { code: code.to_owned(), voters, groups })
}

fn group(row: Row<'_>, options: &[String]) -> Result<Group, ListError> {
    let votes = options.iter().map(|option| row.count(&format!("{VOTES}{option}")));
    let votes = votes.collect::<Result<Vec<u32>, _>>()?;
    let answers: u64 = votes.iter().map(|votes| u64::from(*votes)).sum();
    let enough = |cell: &str| cell.parse().ok().filter(|asked: &u32| answers <= (*asked).into());
    let asked = row.optional("asked", "a whole number, no less than all answers", enough)?;
    Ok(Group { asked, votes })
}
