//! Polling stations from a list: the canonical columns, or any published file by its recipe.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::{
    extract::{Query, State},
    response::Response,
};
use bytes::Bytes;
use sanaq_desk::{
    Event, State as Desk,
    event::{StationRow, Stations, Zones},
    is_zone,
};
use sanaq_election::Areas;
use sanaq_import::{Import, Recipe, builtin};
use sanaq_said::said;

use super::{
    Asked, listing,
    outcome::{Became, Fault, Outcomes},
    record,
    table::{Cells, Table},
};
use crate::{
    app::Server,
    gate::Caller,
    office::Office,
    problem::Problem,
    told::Told,
    work::{in_turn, limits, turn},
};

const COLUMNS: [&str; 6] = ["station", "area", "registered", "latitude", "longitude", "zone"];
/// The longest code and the longest path of an area, in bytes.
const LONGEST: usize = 256;

/// A station of the list, with what the list does not say left open.
struct Wanted {
    line: Option<u64>,
    row: StationRow,
    /// Whether the list has the columns; what it does not have stays as it is.
    has: Has,
}

#[derive(Clone, Copy)]
struct Has {
    area: bool,
    registered: bool,
    place: bool,
}

/// Takes a list of stations.
pub(crate) async fn take(
    State(server): State<Server>,
    caller: Caller,
    Query(asked): Query<Asked>,
    body: Bytes,
) -> Result<Response, Problem> {
    let file = asked.file().to_owned();
    let own = recipe(asked.recipe.as_deref(), asked.recipe_toml.as_deref())?;
    let office = Arc::clone(&server.office);
    let read = move || {
        let mut outcomes = Outcomes::default();
        let events = match own {
            Some(recipe) => published(&office, body, &file, &recipe, &mut outcomes)?,
            None => canonical(&office, body, &file, &mut outcomes)?,
        };
        Ok::<_, Problem>((events, outcomes))
    };
    let (_turn, read) = in_turn(turn(&server.files).await?, read).await?;
    let (events, outcomes) = read?;
    if !asked.dry {
        record(&server, &caller, events).await?;
    }
    Ok(outcomes.answer(asked.dry))
}

/// The recipe that is asked for.
pub(crate) fn recipe(name: Option<&str>, toml: Option<&str>) -> Result<Option<Recipe>, Problem> {
    if let Some(text) = toml {
        return Ok(Some(Recipe::parse("recipe_toml", text)?));
    }
    let Some(name) = name else { return Ok(None) };
    let Some(recipe) = builtin::recipe(name) else {
        let known = builtin::names().collect::<Vec<_>>().join(", ");
        let found = name.chars().take(80).collect::<String>();
        let said = said!(
            "said-import-recipe",
            "found no recipe «{found}», expected one of {known}",
            found,
            known
        );
        return Err(Problem::told(said));
    };
    Ok(Some(recipe?))
}

/// What there is to say of a file that was read: rows that were left out, and what was strange, the
/// first of each kind and how many more.
pub(crate) fn remarks(import: &Import) -> Vec<Told> {
    let left_out = import.dropped.iter().map(|dropped| dropped.said().into());
    let strange = import.warnings.iter().cloned().map(Told::from);
    left_out.chain(strange).chain(import.more().map(Told::from)).collect()
}

/// Stations of a published file: whatever in it cannot be read refuses all of it, and the rows
/// that its recipe leaves out are told with the reason.
fn published(
    office: &Office,
    body: Bytes,
    file: &str,
    recipe: &Recipe,
    outcomes: &mut Outcomes,
) -> Result<Vec<Event>, Problem> {
    let election = recipe.election.as_deref().and_then(sanaq_election::builtin::election);
    let election = election.transpose().map_err(|error| Problem::bad(error.to_string()))?;
    let (source, limits) = (std::io::Cursor::new(body), limits());
    let import =
        sanaq_import::read(source, file, Some(recipe), election.as_ref(), &limits, &|_| {});
    let import: Import = import?;
    outcomes.notes.extend(remarks(&import));
    let results = import.results;
    let registered = results.line("registered");
    let has = Has { area: true, registered: registered.is_some(), place: false };
    let row = |at: usize| Wanted {
        line: None,
        row: StationRow {
            code: results.stations.get(at).to_owned(),
            area: results.area_path(at).to_owned(),
            registered: registered.and_then(|column| column.get(at)),
            place: None,
        },
        has,
    };
    // Row by row, so that reports are not kept waiting.
    let fresh = |at: usize| compare(&office.state(), row(at), outcomes);
    let fresh = (0..results.len()).filter_map(fresh).collect();
    Ok(events(&office.state(), fresh, &BTreeMap::new(), outcomes))
}

/// Stations of a list with the canonical columns, row by row.
fn canonical(
    office: &Office,
    body: Bytes,
    file: &str,
    outcomes: &mut Outcomes,
) -> Result<Vec<Event>, Problem> {
    let table = Table::new(listing(body, file, &COLUMNS)?, &COLUMNS, outcomes)?;
    let place = table.has("latitude") || table.has("longitude");
    let has = Has { area: table.has("area"), registered: table.has("registered"), place };
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    let (mut fresh, mut zones) = (Vec::new(), BTreeMap::new());
    for mut cells in table.rows() {
        let row = station(&mut cells);
        let code = cells.text("station");
        if let Some(line) = seen.get(code).filter(|_| !code.is_empty()) {
            let expected = said!(
                "said-code-twice",
                "a code that stands once; it is in line {line} too",
                line = *line
            );
            cells.wrong("station", expected);
        }
        zone(&mut cells, &row.area, &mut zones);
        if cells.faults.is_empty() {
            seen.insert(code, cells.line.unwrap_or_default());
            let wanted = Wanted { line: cells.line, row, has };
            // Row by row, so that reports are not kept waiting.
            fresh.extend(compare(&office.state(), wanted, outcomes));
        } else {
            outcomes.refuse(cells.line, code, cells.faults);
        }
    }
    Ok(events(&office.state(), fresh, &zones, outcomes))
}

/// What there is to record of stations that say something new, and of their zones.
fn events(
    state: &Desk,
    fresh: Vec<StationRow>,
    zones: &BTreeMap<String, (String, u64)>,
    outcomes: &mut Outcomes,
) -> Vec<Event> {
    let areas: BTreeSet<&str> = fresh.iter().map(|row| row.area.as_str()).collect();
    outcomes.beside.insert("areas".to_owned(), areas.len().into());
    let mut events = Vec::new();
    if !fresh.is_empty() {
        events.push(Event::from(Stations { rows: fresh }));
    }
    let before = state.zones();
    let after = with_zones(&before, zones);
    if after != before {
        events.push(Zones(after).into());
    }
    events
}

fn station(cells: &mut Cells<'_>) -> StationRow {
    let code = cells.needed("station");
    for name in ["station", "area"] {
        if cells.text(name).len() > LONGEST {
            let expected = said!("said-bytes", "at most {most} bytes", most = LONGEST);
            cells.wrong(name, expected);
        }
    }
    let levels: Vec<&str> = cells.text("area").split(Areas::SEPARATOR).map(str::trim).collect();
    if levels.len() > 1 && levels.iter().any(|level| level.is_empty()) {
        let expected = said!("said-path", "a path such as Region/District, without empty parts");
        cells.wrong("area", expected);
    }
    let voters = || said!("said-voters", "a whole number of voters");
    let registered = cells
        .read("registered", voters, |text| text.parse().ok().filter(|number| *number != u32::MAX));
    let north = || said!("said-north", "degrees north, -90 to 90");
    let latitude = cells.read("latitude", north, |text| degrees(text, 90));
    let east = || said!("said-east", "degrees east, -180 to 180");
    let longitude = cells.read("longitude", east, |text| degrees(text, 180));
    if cells.text("latitude").is_empty() != cells.text("longitude").is_empty() {
        let empty = if cells.text("latitude").is_empty() { "latitude" } else { "longitude" };
        cells.wrong(empty, said!("said-place", "latitude and longitude, or neither"));
    }
    let area = levels.join("/");
    StationRow { code: code.to_owned(), area, registered, place: latitude.zip(longitude) }
}

/// Degrees × 10⁷. A comma is taken for the point.
fn degrees(text: &str, most: u32) -> Option<i32> {
    let text = text.replace(',', ".");
    let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part: String = part.chars().chain(std::iter::repeat('0')).take(7).collect();
    let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !plain(whole) || !plain(&part) {
        return None;
    }
    let all: i64 = format!("{whole}{part}").parse().ok()?;
    let fits = all <= i64::from(most) * 10_000_000;
    i32::try_from(sign * all).ok().filter(|_| fits)
}

/// The time zone of a row's area; all rows of an area say the same or nothing.
fn zone(cells: &mut Cells<'_>, area: &str, zones: &mut BTreeMap<String, (String, u64)>) {
    let expected = || said!("said-zone", "a time zone such as Asia/Almaty");
    let read = cells.read("zone", expected, |text| is_zone(text).then(|| text.to_owned()));
    let Some(name) = read else { return };
    match zones.get(area) {
        Some((known, line)) if *known != name => {
            let expected = said!(
                "said-zone-differs",
                "«{known}», as line {line} has for the same area",
                known,
                line = *line
            );
            cells.wrong("zone", expected);
        }
        Some(_) => {}
        None => {
            let line = cells.line.unwrap_or_default();
            zones.insert(area.to_owned(), (name, line));
        }
    }
}

/// The zones after the list: the largest areas that lie in one zone, so that a country is a few
/// lines and a station that comes later has its district's zone.
fn with_zones(
    before: &BTreeMap<String, String>,
    list: &BTreeMap<String, (String, u64)>,
) -> BTreeMap<String, String> {
    let mut common: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for (area, (zone, _)) in list {
        for above in prefixes(area) {
            let own = common.entry(above).or_insert(Some(zone));
            *own = own.filter(|own| own == zone);
        }
    }
    let mut after = before.clone();
    for area in list.keys() {
        let mut levels = prefixes(area).filter_map(|above| Some((above, (*common.get(above)?)?)));
        if let Some((above, zone)) = levels.next() {
            after.retain(|own, _| own == above || !prefixes(own).any(|path| path == above));
            after.insert(above.to_owned(), zone.to_owned());
        }
    }
    after
}

/// The areas that an area lies in, the largest first, and itself.
fn prefixes(area: &str) -> impl Iterator<Item = &str> {
    let ends = area.match_indices(Areas::SEPARATOR).map(|(at, _)| at).chain([area.len()]);
    ends.filter_map(|end| area.get(..end))
}

/// Holds a row of the list against what is known; gives it when it says something new.
fn compare(state: &Desk, wanted: Wanted, outcomes: &mut Outcomes) -> Option<StationRow> {
    let Wanted { line, mut row, has } = wanted;
    if row.code.is_empty() || row.code.len().max(row.area.len()) > LONGEST {
        let expected = said!(
            "said-code-length",
            "a code of 1 to {most} bytes, and an area as short",
            most = LONGEST
        );
        outcomes.refuse(line, &row.code, vec![Fault::new("station", &row.code, expected)]);
        return None;
    }
    let became = match state.station(&row.code) {
        None => Became::Added,
        Some(known) => {
            if !has.area {
                row.area.clone_from(&known.area);
            }
            row.registered = if has.registered { row.registered } else { known.registered };
            row.place = if has.place { row.place } else { known.place };
            if row == known { Became::Unchanged } else { Became::Changed }
        }
    };
    outcomes.put(line, &row.code, became);
    (became != Became::Unchanged).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_exact_and_bounded() {
        assert_eq!(degrees("43.238", 90), Some(432_380_000));
        assert_eq!(degrees("-0,5", 90), Some(-5_000_000));
        assert_eq!(degrees("90", 90), Some(900_000_000));
        for wrong in ["90.0000001", "x", "", ".5", "1e3", "4 3", "43.2.3", "--4"] {
            assert_eq!(degrees(wrong, 90), None, "{wrong}");
        }
    }

    /// Kazakhstan in 2021: five regions at UTC+5, the others at UTC+6.
    #[test]
    fn zones_are_said_of_the_largest_area_that_has_one() {
        let list = |rows: &[(&str, &str)]| {
            rows.iter().map(|(area, zone)| ((*area).to_owned(), ((*zone).to_owned(), 2))).collect()
        };
        let first = list(&[
            ("Almaty/Medeu", "Asia/Almaty"),
            ("Almaty/Bostandyq", "Asia/Almaty"),
            ("Aqtobe/Town", "Asia/Aqtobe"),
            ("Mixed/A", "Asia/Almaty"),
            ("Mixed/B", "Asia/Oral"),
        ]);
        let zones = with_zones(&BTreeMap::new(), &first);
        let text: Vec<String> = zones.iter().map(|(area, zone)| format!("{area}={zone}")).collect();
        let expected = [
            "Almaty=Asia/Almaty",
            "Aqtobe=Asia/Aqtobe",
            "Mixed/A=Asia/Almaty",
            "Mixed/B=Asia/Oral",
        ];
        assert_eq!(text, expected);
        // What a new list says of a whole region takes the place of what was said of its parts.
        let all = with_zones(&zones, &list(&[("Mixed/A", "Asia/Oral"), ("Mixed/B", "Asia/Oral")]));
        assert_eq!(all.get("Mixed").map(String::as_str), Some("Asia/Oral"));
        assert_eq!(all.len(), 3);
    }
}
