//! The canonical layout, which needs no recipe.

use sanaq_election::{Election, LineId};
use sanaq_said::{Said, said};

use super::{Part, Plan, Target, Term, columns_read};
use crate::{
    builtin,
    header::column_twice,
    note::{Kind, Note, Notes, listed},
    recipe::{ColumnRef, TextFrom, TextPart},
};

/// The header of the stations' codes.
pub(crate) const STATION: &str = "station";
/// The header of the stations' areas.
pub(crate) const AREA: &str = "area";
/// The protocol's lines that have a column of their own name; others are `line.<id>`.
pub(crate) const STANDARD_LINES: [&str; 5] = ["registered", "issued", "cast", "invalid", "valid"];

/// Reads the columns by their names, in any order.
pub(super) fn plan(
    headers: &[String],
    election: Option<&Election>,
    warnings: &mut Notes,
    problems: &mut Notes,
) -> Plan {
    let mut plan = Plan { canonical: true, ..Plan::default() };
    let mut unused = Vec::new();
    for (column, header) in headers.iter().enumerate() {
        if headers.iter().take(column).any(|other| other == header) && !header.is_empty() {
            problems.add(Kind::Columns, || Note::file(Kind::Columns, column_twice(header)));
            continue;
        }
        if !add(&mut plan, column, header, election) {
            unused.push(header.as_str());
        }
    }
    if plan.station.is_empty() {
        problems.push(Note::file(Kind::Columns, no_station(headers)));
    } else if !unused.is_empty() {
        let said = said!(
            "said-import-unread",
            "columns that are not read: {columns}",
            columns = listed(unused)
        );
        warnings.push(Note::file(Kind::UnusedColumn, said));
    }
    plan
}

/// Adds a column to the plan; false when the canonical layout does not have it.
fn add(plan: &mut Plan, column: usize, header: &str, election: Option<&Election>) -> bool {
    let terms = vec![Term { column, minus: false }];
    let text = TextPart::plain(TextFrom::Column(ColumnRef::At(column + 1)));
    let part = Part::new(Some(column), TextPart { path: true, ..text });
    let known_line = |name: &str| {
        let declared = election.is_some_and(|election| {
            election.protocol.lines.iter().any(|line| line.as_str() == name)
        });
        declared || STANDARD_LINES.contains(&name)
    };
    if header == STATION {
        plan.station.push(part);
    } else if header == AREA {
        plan.area.push(part);
    } else if let Some(Ok(id)) = header.strip_prefix("votes.").map(str::parse) {
        plan.votes.push(Target { id, terms });
    } else {
        let name = header.strip_prefix("line.");
        let name = name.or_else(|| known_line(header).then_some(header));
        let Some(id) = name.and_then(|name| name.parse::<LineId>().ok()) else { return false };
        plan.lines.push(Target { id, terms });
    }
    true
}

/// The built-in recipe that reads the most of such a file.
fn fitting_recipe(headers: &[String]) -> Option<&'static str> {
    let read = |name| {
        let recipe = builtin::recipe(name)?.ok()?;
        columns_read(headers, &recipe).map(|columns| (columns, name))
    };
    builtin::names().filter_map(read).max().map(|(_, name)| name)
}

fn no_station(headers: &[String]) -> Said {
    let found = listed(headers.iter().map(String::as_str));
    let Some(recipe) = fitting_recipe(headers) else {
        return said!(
            "said-import-no-station",
            "found the columns {found}; expected the usual ones (station, area, registered, \
             issued, cast, invalid, valid, votes.<option>) or a recipe that says how to read the \
             file",
            found
        );
    };
    said!(
        "said-import-no-station-fits",
        "found the columns {found}; the built-in recipe «{recipe}» fits these columns; without a \
         recipe expected the usual ones: station, area, registered, issued, cast, invalid, valid, \
         votes.<option>",
        found,
        recipe
    )
}
