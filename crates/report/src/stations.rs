//! The stations that somebody should look at first, and why.

use sanaq_forensics::StationFinding;

use crate::{
    remark::remarks,
    table::{Table, name, path},
    words::Words,
};

/// Stations that are shown at once, and those that open below them; the program's JSON has all.
const FIRST: usize = 15;
const NEXT: usize = 35;

/// The first stations and the next ones; nothing where no station stands out.
pub(crate) fn stations(words: &Words, suspicious: &[StationFinding]) -> Vec<Table> {
    let (first, rest) = suspicious.split_at(suspicious.len().min(FIRST));
    let next = rest.get(..NEXT.min(rest.len())).unwrap_or_default();
    let arguments = [("shown", first.len().into()), ("all", suspicious.len().into())];
    let captions = [
        words.with("caption-stations", &arguments),
        words.with("caption-stations-next", &[("shown", next.len().into())]),
    ];
    let parts = captions.into_iter().zip([first, next]).filter(|(_, part)| !part.is_empty());
    parts.map(|(caption, part)| table(words, caption, part)).collect()
}

fn table(words: &Words, caption: String, stations: &[StationFinding]) -> Table {
    let columns = ["station", "area", "reasons", "#turnout", "#share", "#excess", "#score"];
    let mut table = Table::new(words, caption, &columns);
    let dash = || "–".to_owned();
    for station in stations {
        let share = |share: Option<f64>| share.map_or_else(dash, |share| words.percent(share));
        table.push([
            name(&station.station),
            path(&station.area),
            remarks(words, &station.reasons),
            share(station.turnout),
            share(station.share),
            station.excess.map_or_else(dash, |votes| words.whole(votes)),
            words.decimal(station.score, 1),
        ]);
    }
    table
}
