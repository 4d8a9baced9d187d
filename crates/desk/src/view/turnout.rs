//! Turnout by hour, from observers' own head counts.

use sanaq_forms::FormKind;
use serde::Serialize;

use super::Eyes;
use crate::{
    Announced, Id,
    packed::{Brief, Lexicon},
    report::Row,
    station::lies_in,
};

/// Hours after the opening that are shown: till noon of the next day at most.
const MOST_HOURS: i32 = 36;

/// A head count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountView {
    /// The report.
    pub report: Id,
    /// The observer.
    pub observer: Option<String>,
    /// Minutes after midnight of election day, local time.
    pub minute: i32,
    /// Voters since the opening, by the observer's count.
    pub voters: u32,
    /// By the commission's word.
    pub announced: Option<u32>,
    /// Whether it still stands.
    pub stands: bool,
}

/// Turnout in an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Turnout {
    /// The area's path.
    pub area: String,
    /// By hour of the wall clock of each station.
    pub hours: Vec<TurnoutHour>,
    /// What the authorities announced of just this area.
    pub official: Vec<Announced>,
}

/// One hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TurnoutHour {
    /// Its end, in minutes after midnight of election day.
    pub minute: i32,
    /// Stations with a head count in this hour and a known register.
    pub stations: usize,
    /// Voters counted there, since the opening.
    pub voters: u64,
    /// Voters in the registers of these stations.
    pub registered: u64,
    /// Of them, stations whose commission named a number.
    pub announced_stations: usize,
    /// The sum of these numbers.
    pub announced: u64,
    /// The voters counted at the same stations.
    pub counted_there: u64,
}

impl Eyes<'_> {
    /// The head counts among reports, by minute.
    pub(super) fn counts(&self, rows: &[(u32, &Row)]) -> Vec<CountView> {
        let turnout = rows.iter().filter(|(_, row)| row.stage == FormKind::Turnout);
        let view = |(_, row): &(u32, &Row)| {
            let (minute, voters) = row.count()?;
            Some(CountView {
                report: row.id(),
                observer: self.look.observer_id(row).map(str::to_owned),
                minute,
                voters,
                announced: self.announced(row),
                stands: row.stands(),
            })
        };
        let mut counts: Vec<CountView> = turnout.filter_map(view).collect();
        counts.sort_by_key(|count| (count.minute, count.report));
        counts
    }

    fn announced(&self, row: &Row) -> Option<u32> {
        let mut answers = Lexicon::brief(self.look.world.bytes(row));
        answers.find_map(|(name, brief)| match brief {
            Brief::Integer(number) if name == self.look.wanted.announced => {
                u32::try_from(number).ok()
            }
            _ => None,
        })
    }

    pub(super) fn turnout(&self, area: &str) -> Turnout {
        let plan = self.look.plan;
        let hours = plan.contests.iter().find_map(|contest| contest.opens.zip(contest.closes));
        let (opens, closes) = hours.unwrap_or((7 * 60, 20 * 60));
        let count = (closes - opens).div_euclid(60).clamp(1, MOST_HOURS);
        let ends = (1..=count + 1).map(|hour| opens + hour * 60);
        let hour = |minute| TurnoutHour { minute, ..TurnoutHour::default() };
        let mut hours: Vec<TurnoutHour> = ends.map(hour).collect();
        for number in plan.stations.numbers() {
            let counted =
                super::overview::has(self.look.world.reported(number).0, FormKind::Turnout);
            if counted && lies_in(plan.stations.area(number), area) {
                self.add_station(number, opens, &mut hours);
            }
        }
        let official = plan.publications.turnout(area);
        Turnout { area: area.to_owned(), hours, official }
    }

    /// Adds the last count of each hour; of two observers the one who saw more, since a head
    /// count misses voters and never makes them up by itself.
    fn add_station(&self, station: u32, opens: i32, hours: &mut [TurnoutHour]) {
        let Some(registered) = self.look.plan.stations.registered(station) else { return };
        let rows = self.seen_at(station).filter(|(_, row)| row.stands());
        let turnout = rows.filter(|(_, row)| row.stage == FormKind::Turnout);
        let counts: Vec<(i32, u32, &Row)> = turnout
            .filter_map(|(_, row)| row.count().map(|(minute, voters)| (minute, voters, row)))
            .collect();
        for hour in hours {
            let first = hour.minute == opens + 60;
            let inside = |minute: i32| {
                minute <= hour.minute && (minute > hour.minute - 60 || first && minute >= opens)
            };
            let here = counts.iter().filter(|(minute, ..)| inside(*minute));
            let Some((_, voters, row)) = here.max_by_key(|(minute, voters, _)| (*minute, *voters))
            else {
                continue;
            };
            hour.stations += 1;
            hour.voters += u64::from(*voters);
            hour.registered += u64::from(registered);
            if let Some(announced) = self.announced(row) {
                hour.announced_stations += 1;
                hour.announced += u64::from(announced);
                hour.counted_there += u64::from(*voters);
            }
        }
    }
}
