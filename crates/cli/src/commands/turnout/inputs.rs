//! Head counts and curves as files.

use std::{collections::BTreeMap, path::Path};

use sanaq_estimate::{
    headcount::{HeadCount, HourCurve, Watch},
    sample::{ListError, Row, Table},
};

use crate::{
    exit::Failure,
    visits::{by_station, named, shared, table},
};

/// The hours during which polls are open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Polls {
    opens: f64,
    closes: f64,
}

/// Reads `07:00-20:00`.
pub(super) fn polls(text: &str) -> Result<Polls, String> {
    let ends = text.split_once('-').and_then(|(from, to)| Some((hour(from)?, hour(to)?)));
    let polls = ends.filter(|(opens, closes)| opens < closes);
    let polls = polls.map(|(opens, closes)| Polls { opens, closes });
    polls.ok_or_else(|| format!("found «{text}», expected hours such as 07:00-20:00"))
}

/// Reads a coefficient of variation.
pub(super) fn error(text: &str) -> Result<f64, String> {
    let number = text.trim().parse().ok().filter(|cv| (0.0..10.0).contains(cv));
    number.ok_or_else(|| format!("found «{text}», expected a number from 0, such as 0.13"))
}

/// An hour of the day: `07:30`, `7`, `7.5`.
fn hour(text: &str) -> Option<f64> {
    let text = text.trim();
    let hour = match text.split_once(':') {
        Some((hours, minutes)) => {
            let minutes: u8 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
            f64::from(hours.parse::<u8>().ok()?) + f64::from(minutes) / 60.0
        }
        None => text.parse().ok()?,
    };
    (0.0..=24.0).contains(&hour).then_some(hour)
}

const AN_HOUR: &str = "an hour such as 07:00";

/// How voters spread over the day, by region; one without a name where there are no regions.
pub(super) struct Curves {
    by_region: BTreeMap<String, HourCurve>,
    /// Whether the file has regions.
    named: bool,
    /// Whether there is nothing but opening and closing.
    pub(super) whole_day: bool,
}

impl Curves {
    /// No curve: a station says something only when it was watched while the polls were open.
    pub(super) fn whole_day(polls: Polls) -> Result<Self, Failure> {
        let curve = HourCurve::new(&[(polls.opens, 0.0), (polls.closes, 1.0)]);
        let curve = curve.map_err(Failure::input)?;
        let by_region = BTreeMap::from([(String::new(), curve)]);
        Ok(Self { by_region, named: false, whole_day: true })
    }

    pub(super) fn read(file: &Path, polls: Polls) -> Result<Self, Failure> {
        let (points, named_regions, is_turnout) = table(file, &["hour"], |table| {
            let is_turnout = !table.has("part");
            let column = if is_turnout { "turnout" } else { "part" };
            if !table.has(column) {
                return Err(table.no_column("part"));
            }
            Ok((points(table, column)?, table.has("region"), is_turnout))
        })?;
        let mut by_region = BTreeMap::new();
        for (region, points) in points {
            let wrong = |text: String| {
                let region = if region.is_empty() { String::new() } else { format!("{region}: ") };
                named(file, format!("{region}{text}"))
            };
            let points = parts(points, is_turnout, polls).map_err(wrong)?;
            let curve = HourCurve::new(&points).map_err(|error| wrong(error.to_string()))?;
            by_region.insert(region.clone(), curve);
        }
        Ok(Self { by_region, named: named_regions, whole_day: false })
    }

    pub(super) fn all(&self) -> impl ExactSizeIterator<Item = &HourCurve> {
        self.by_region.values()
    }

    fn of(&self, region: &str) -> Option<&HourCurve> {
        self.by_region.get(if self.named { region } else { "" })
    }
}

/// Hours with their figures, by region, in the order of the file.
fn points(table: &Table, column: &str) -> Result<BTreeMap<String, Vec<(f64, f64)>>, ListError> {
    let mut regions: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
    for row in table.rows() {
        let region = if table.has("region") {
            row.cell("region").ok_or_else(|| row.wrong("region", "a region's name"))?
        } else {
            ""
        };
        let at = row.needed("hour", AN_HOUR, hour)?;
        let expected = "a number from 0";
        let part = row.number(column, expected, |part| part >= 0.0)?;
        let part = part.ok_or_else(|| row.wrong(column, expected))?;
        regions.entry(region.to_owned()).or_default().push((at, part));
    }
    Ok(regions)
}

/// Points as parts of the day's voters, from opening to closing.
fn parts(
    mut points: Vec<(f64, f64)>,
    is_turnout: bool,
    polls: Polls,
) -> Result<Vec<(f64, f64)>, String> {
    let Some((last_hour, last)) = points.last().copied() else { return Ok(points) };
    if is_turnout {
        if last_hour < polls.closes || last <= 0.0 {
            return Err(format!(
                "found {last} at hour {last_hour} as the last turnout, expected that of the whole \
                 day, at or after hour {}",
                polls.closes
            ));
        }
        for (_, part) in &mut points {
            *part /= last;
        }
    }
    if points.first().is_some_and(|(first, _)| polls.opens < *first) {
        points.insert(0, (polls.opens, 0.0));
    }
    if !is_turnout && last_hour >= polls.closes && last < 1.0 - 1e-9 {
        return Err(format!(
            "found {last} at hour {last_hour} as the last part, expected 1: by closing all of the \
             day's voters have come"
        ));
    }
    if last_hour < polls.closes {
        points.push((polls.closes, 1.0));
    }
    Ok(points)
}

/// A station that somebody watched.
pub(super) struct Watched {
    pub(super) code: String,
    pub(super) register: u32,
    region: String,
    watches: Vec<Watch>,
}

impl Watched {
    pub(super) fn count<'a>(
        &'a self,
        weight: f64,
        curves: &'a Curves,
    ) -> Result<HeadCount<'a>, Failure> {
        let curve = curves.of(&self.region).ok_or_else(|| {
            Failure::Inside(format!("no curve for «{}» after reading the counts", self.region))
        })?;
        Ok(HeadCount { register: self.register, weight, watches: &self.watches, curve })
    }
}

/// Reads head counts, holding every row against its curve.
pub(super) fn stations(file: &Path, curves: &Curves) -> Result<Vec<Watched>, Failure> {
    let mut needed = vec!["station", "registered", "from", "to", "entered"];
    needed.extend(curves.named.then_some("region"));
    table(file, &needed, |table| {
        let stations = by_station(table)?.into_iter();
        stations.map(|(code, rows)| station(code, &rows, curves)).collect()
    })
}

fn station(code: &str, rows: &[Row<'_>], curves: &Curves) -> Result<Watched, ListError> {
    let register = shared(rows, "registered")?;
    let mut watches: Vec<(Watch, Row<'_>)> = Vec::new();
    let mut region = "";
    for (at, row) in rows.iter().enumerate() {
        let named = row.cell("region").unwrap_or_default();
        if at > 0 && named != region {
            return Err(row.wrong("region", "the same in all rows of a station"));
        }
        region = named;
        let curve = curves.of(region);
        let curve = curve.ok_or_else(|| row.wrong("region", "a region of the file of curves"))?;
        let on_curve = |cell: &str| hour(cell).filter(|at| curve.at(*at).is_some());
        let expected = "an hour such as 07:00 while the polls are open";
        let from = row.needed("from", expected, on_curve)?;
        let later = |cell: &str| on_curve(cell).filter(|to| from < *to);
        let to = row.needed("to", "a later hour while the polls are open", later)?;
        watches.push((Watch { from, to, entered: row.count("entered")? }, *row));
    }
    watches.sort_by(|a, b| a.0.from.total_cmp(&b.0.from));
    for pair in watches.windows(2) {
        if let [(before, _), (after, row)] = pair
            && after.from < before.to
        {
            return Err(row.wrong("from", "an hour when the watch before it had ended"));
        }
    }
    let watches: Vec<Watch> = watches.iter().map(|(watch, _)| *watch).collect();
    seen(&watches, curves, region, rows)?;
    Ok(Watched { code: code.to_owned(), register, region: region.to_owned(), watches })
}

/// Whether somebody votes while the station is watched; without a curve, whether it was watched
/// all day.
fn seen(
    watches: &[Watch],
    curves: &Curves,
    region: &str,
    rows: &[Row<'_>],
) -> Result<(), ListError> {
    let Some((curve, row)) = curves.of(region).zip(rows.first()) else { return Ok(()) };
    let parts =
        watches.iter().filter_map(|watch| Some(curve.at(watch.to)? - curve.at(watch.from)?));
    let part: f64 = parts.sum();
    if curves.whole_day && part < 1.0 - 1e-9 {
        return Err(row.wrong("from", "watches from opening to closing, or --curve"));
    }
    if part <= 0.0 {
        return Err(row.wrong("from", "hours during which the curve has voters"));
    }
    Ok(())
}
