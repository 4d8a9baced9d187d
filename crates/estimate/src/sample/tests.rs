//! Laws of the draw, and margins of real elections.

mod laws;
mod margins;

use sanaq_election::StationResults;

use crate::frame::{Frame, Strata};

/// Stations with code, area and register.
fn results(rows: &[(&str, &str, u32)]) -> StationResults {
    let mut results = StationResults::default();
    for (code, area, _) in rows {
        results.stations.push(code);
        let area = results.areas.intern(area);
        results.area.push(area);
    }
    let column = rows.iter().map(|row| Some(row.2)).collect();
    results.lines.push(("registered".parse().unwrap(), column));
    results
}

fn frame(rows: &[(&str, &str, u32)]) -> Frame {
    Frame::new(&results(rows), Strata::Level(1)).unwrap()
}

/// Regions of the given numbers of stations, two districts each, registers of all sizes.
fn country(regions: &[usize]) -> Vec<(String, String, u32)> {
    let mut rows = Vec::new();
    for (region, stations) in regions.iter().enumerate() {
        for station in 0..*stations {
            let area = format!("R{region:02}/D{}", station % 2);
            let register = u32::try_from((station * station * 37 + region * 11) % 1_900).unwrap();
            rows.push((format!("{region:02}-{station:03}"), area, register));
        }
    }
    rows
}

fn borrowed(rows: &[(String, String, u32)]) -> Vec<(&str, &str, u32)> {
    rows.iter().map(|(code, area, register)| (code.as_str(), area.as_str(), *register)).collect()
}
