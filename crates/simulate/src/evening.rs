//! The evening of a simulated country as its observers see it: who is where, what each of them
//! reports and when. Villages report late, some observers fall silent, some protocols do not add
//! up, of two observers at one station some disagree, and now and then something happens.
//!
//! Observers copy what their station posted, so a fraud that happens between the station and the
//! published table shows when the two are compared.

use sanaq_election::{StationIndex, StationResults};
use serde::Serialize;

use crate::{
    Country,
    dice::{Dice, Streams},
};

/// How the evening goes. Times are minutes after midnight of election day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EveningPlan {
    /// When the polls open.
    pub opens: u16,
    /// When they close.
    pub closes: u16,
    /// What share of the stations has a second observer.
    pub second: f64,
    /// What share of the observers reports nothing after some hour.
    pub silent: f64,
    /// What share of the protocols does not add up.
    pub wrong_sum: f64,
    /// What share of the second observers read another figure than the first.
    pub disagree: f64,
    /// What share of the observers reports an incident.
    pub incident: f64,
}

impl Default for EveningPlan {
    fn default() -> Self {
        Self {
            opens: 7 * 60,
            closes: 20 * 60,
            second: 0.1,
            silent: 0.05,
            wrong_sum: 0.02,
            disagree: 0.3,
            incident: 0.08,
        }
    }
}

/// Somebody at a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Watcher {
    /// A pseudonym.
    pub id: String,
    /// The station's place in the country's table.
    pub station: StationIndex,
    /// Its code.
    pub code: String,
    /// Whether another observer is there too and came first.
    pub second: bool,
}

/// What somebody reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Filing {
    /// The station opened.
    Opening {
        /// Whether it did so in time.
        late: bool,
        /// Whether it lies in a town, as far as its register tells.
        town: bool,
    },
    /// Heads were counted.
    Count {
        /// Until which minute.
        until: u16,
        /// By the observer.
        voters: u32,
        /// By the commission's word.
        announced: u32,
    },
    /// The count was watched.
    Counting {
        /// Whether the figures added up.
        reconciled: bool,
    },
    /// The protocol was posted.
    Protocol {
        /// Each line, then `votes.OPTION` for each option; unknown where the country has none.
        figures: Vec<(String, u32)>,
    },
    /// Something happened.
    Incident {
        /// What kind of thing, by the form's own identifiers: group, category, severity.
        kind: [&'static str; 3],
    },
}

/// Something that comes in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Filed {
    /// When.
    pub minute: u16,
    /// Whose, a place among the watchers.
    pub watcher: usize,
    /// What.
    #[serde(flatten)]
    pub what: Filing,
}

/// Everybody, and everything that comes in, the earliest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evening {
    /// Observers.
    pub watchers: Vec<Watcher>,
    /// Their reports.
    pub filed: Vec<Filed>,
}

/// Kinds of incidents: group, category, severity.
const INCIDENTS: [[&str; 3]; 4] = [
    ["opening", "opened-late", "minor"],
    ["environment", "overcrowding", "minor"],
    ["environment", "layout-secrecy", "serious"],
    ["opening", "box-not-sealed", "serious"],
];
/// Larger registers than this lie in towns.
const TOWN: u32 = 800;
/// What share of those who come has come by each tenth of the day.
const CURVE: [f64; 11] = [0.0, 0.07, 0.18, 0.31, 0.43, 0.55, 0.66, 0.76, 0.86, 0.94, 1.0];
/// What share of voters an observer sees.
const SEEN: f64 = 0.985;
/// Heads are counted every so many minutes.
const EVERY: u16 = 120;

/// A country's tables, of the same stations in the same order.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// What the voters said.
    pub honest: &'a StationResults,
    /// What is published afterwards.
    pub announced: &'a StationResults,
}

impl<'a> From<&'a Country> for Tables<'a> {
    fn from(country: &'a Country) -> Self {
        Self { honest: &country.honest, announced: &country.announced }
    }
}

/// The evening of a country whose observers are at these stations.
pub fn evening(
    tables: Tables<'_>,
    stations: &[StationIndex],
    plan: &EveningPlan,
    seed: u64,
) -> Evening {
    let streams = Streams(seed);
    let mut evening = Evening { watchers: Vec::new(), filed: Vec::new() };
    for (number, station) in stations.iter().enumerate() {
        let mut dice = streams.open("second observer", number);
        for second in [false, true] {
            if second && !dice.happens(plan.second) {
                continue;
            }
            let id = format!("o-{}", evening.watchers.len() + 1);
            let code = tables.honest.stations.get(*station).to_owned();
            evening.watchers.push(Watcher { id, station: *station, code, second });
        }
    }
    for watcher in 0..evening.watchers.len() {
        let day = Day { tables, plan, dice: streams.open("watcher", watcher), watcher };
        if let Some(own) = evening.watchers.get(watcher) {
            evening.filed.extend(day.live(own, streams));
        }
    }
    evening.filed.sort_by_key(|own| (own.minute, own.watcher));
    evening
}

/// One observer's day.
struct Day<'a> {
    tables: Tables<'a>,
    plan: &'a EveningPlan,
    dice: Dice,
    watcher: usize,
}

impl Day<'_> {
    fn live(mut self, own: &Watcher, streams: Streams) -> Vec<Filed> {
        let plan = self.plan;
        let figure = |results: &StationResults, line: &str| {
            results.line(line).and_then(|column| column.get(own.station)).unwrap_or(0)
        };
        let honest = self.tables.honest;
        let came = figure(honest, "issued").max(honest.cast(own.station).unwrap_or(0));
        let said = figure(self.tables.announced, "issued")
            .max(self.tables.announced.cast(own.station).unwrap_or(0));
        let town = figure(honest, "registered") > TOWN;
        // Both observers of a station see the same people come.
        let mut crowd = streams.open("crowd", own.station);
        let rush = 0.9 + 0.2 * crowd.unit();
        let falls = if self.dice.happens(plan.silent) {
            plan.opens + self.minutes(f64::from(plan.closes - plan.opens))
        } else {
            u16::MAX
        };
        let mut filed = vec![self.opening(town)];
        let mut until = plan.opens + EVERY;
        while until <= plan.closes {
            filed.push(self.count(until, [came, said], rush));
            until += EVERY;
        }
        if self.dice.happens(plan.incident) {
            filed.push(self.incident());
        }
        let late = self.closing(came, town);
        let protocol = self.protocol(own, streams);
        let reconciled = adds_up(&protocol);
        filed.push(self.filed(late, Filing::Counting { reconciled }));
        let after = late + self.minutes(20.0);
        filed.push(self.filed(after, Filing::Protocol { figures: protocol }));
        filed.retain(|own| own.minute < falls);
        filed
    }

    fn filed(&self, minute: u16, what: Filing) -> Filed {
        Filed { minute, watcher: self.watcher, what }
    }

    /// Some minutes up to so many.
    fn minutes(&mut self, most: f64) -> u16 {
        whole(self.dice.unit() * most)
    }

    fn opening(&mut self, town: bool) -> Filed {
        let late = self.dice.happens(0.06);
        let minute = self.plan.opens + 5 + self.minutes(50.0);
        self.filed(minute, Filing::Opening { late, town })
    }

    fn count(&mut self, until: u16, [came, said]: [u32; 2], rush: f64) -> Filed {
        let day = f64::from(self.plan.closes - self.plan.opens).max(1.0);
        let share = came_by(f64::from(until - self.plan.opens) / day, rush);
        let voters = self.dice.binomial(part(came, share), SEEN);
        let announced = part(said.max(came), share);
        let minute = until + 3 + self.minutes(35.0);
        self.filed(minute, Filing::Count { until, voters, announced })
    }

    fn incident(&mut self) -> Filed {
        let at = whole(self.dice.unit() * (INCIDENTS.len() as f64 - 0.001));
        let kind = INCIDENTS.get(usize::from(at)).copied().unwrap_or(INCIDENTS[0]);
        let minute = self.plan.opens + self.minutes(f64::from(self.plan.closes - self.plan.opens));
        self.filed(minute, Filing::Incident { kind })
    }

    /// When the protocol is posted: counting takes its time, and from a village the way to the
    /// network is long.
    fn closing(&mut self, ballots: u32, town: bool) -> u16 {
        let counting = 45.0 + f64::from(ballots) / 14.0;
        let spread = libm::exp(0.35 * self.dice.normal());
        let way = if town { 10.0 } else { 150.0 * libm::exp(0.5 * self.dice.normal()) };
        self.plan.closes + whole((counting * spread + way).min(420.0))
    }

    /// What is posted, as the observer copies it.
    fn protocol(&mut self, own: &Watcher, streams: Streams) -> Vec<(String, u32)> {
        let honest = self.tables.honest;
        let lines = honest.lines.iter().map(|(id, column)| (id.to_string(), column));
        let votes = honest.votes.iter().map(|(id, column)| (format!("votes.{id}"), column));
        let figures = lines.chain(votes);
        let figures = figures.filter_map(|(name, column)| Some((name, column.get(own.station)?)));
        let mut figures: Vec<(String, u32)> = figures.collect();
        // A sheet that does not add up is so for whoever copies it.
        let mut sheet = streams.open("wrong sum", own.station);
        if sheet.happens(self.plan.wrong_sum)
            && let Some((_, valid)) = figures.iter_mut().find(|(name, _)| name == "valid")
        {
            *valid += 10;
        }
        if own.second
            && self.dice.happens(self.plan.disagree)
            && let Some((_, votes)) = figures.iter_mut().rev().find(|(_, votes)| *votes > 9)
        {
            *votes -= 9;
        }
        figures
    }
}

impl EveningPlan {
    /// What share of those who come has come by a minute, at a station like most.
    pub fn come_by(&self, minute: u16) -> f64 {
        let day = f64::from(self.closes.saturating_sub(self.opens)).max(1.0);
        came_by(f64::from(minute.saturating_sub(self.opens)) / day, 1.0)
    }
}

/// Whether the votes come to the line of valid ballots.
fn adds_up(figures: &[(String, u32)]) -> bool {
    let votes = figures.iter().filter(|(name, _)| name.starts_with("votes."));
    let sum: u32 = votes.map(|(_, votes)| *votes).sum();
    let valid = figures.iter().find(|(name, _)| name == "valid");
    valid.is_none_or(|(_, valid)| *valid == sum)
}

/// What share has come when this part of the day has gone; at some stations earlier.
fn came_by(part: f64, rush: f64) -> f64 {
    let at = (part * rush).clamp(0.0, 1.0) * 10.0;
    let below = usize::from(whole(at)).min(9);
    let (from, to) = (CURVE.get(below).copied(), CURVE.get(below + 1).copied());
    let (from, to) = (from.unwrap_or(0.0), to.unwrap_or(1.0));
    from + (to - from) * (at - below as f64)
}

fn part(of: u32, share: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count is between 0 and the count"
    )]
    let part = (f64::from(of) * share.clamp(0.0, 1.0)) as u32;
    part
}

/// A number of minutes, or of something small.
fn whole(number: f64) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and is positive"
    )]
    let whole = number.max(0.0) as u16;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fraud, Plan, country};

    fn made(plan: &EveningPlan) -> (Country, Evening) {
        let election = sanaq_election::builtin::election("example").unwrap().unwrap();
        let mut country_plan = Plan::new(600);
        country_plan.fraud = Fraud::parse("swap:0.2").unwrap();
        let country = country(&election, &country_plan, 3).unwrap();
        let stations: Vec<usize> = (0..600).step_by(3).collect();
        let evening = evening((&country).into(), &stations, plan, 3);
        (country, evening)
    }

    /// Protects rehearsals from lies: what observers copy is what the voters said, whatever was
    /// announced afterwards.
    #[test]
    fn observers_copy_the_honest_sheet_but_for_what_the_plan_says() {
        let plan = EveningPlan { wrong_sum: 0.0, disagree: 0.0, silent: 0.0, ..Default::default() };
        let (country, evening) = made(&plan);
        let mut protocols = 0;
        for filed in &evening.filed {
            let Filing::Protocol { figures } = &filed.what else { continue };
            let station = evening.watchers[filed.watcher].station;
            for (option, column) in &country.honest.votes {
                let own = figures.iter().find(|(name, _)| *name == format!("votes.{option}"));
                assert_eq!(own.unwrap().1, column.get(station).unwrap());
            }
            assert!(adds_up(figures) && filed.minute >= plan.closes);
            protocols += 1;
        }
        assert_eq!(protocols, evening.watchers.len());
        assert!(evening.watchers.len() > 200, "some stations have two");
    }

    #[test]
    fn villages_are_late_some_are_silent_and_some_sheets_do_not_add_up() {
        let plan = EveningPlan { wrong_sum: 0.1, silent: 0.1, ..EveningPlan::default() };
        let (country, evening) = made(&plan);
        let registered = country.honest.line("registered").unwrap();
        let mut times = [Vec::new(), Vec::new()];
        let mut wrong = 0;
        for filed in &evening.filed {
            let Filing::Protocol { figures } = &filed.what else { continue };
            wrong += usize::from(!adds_up(figures));
            let town = registered.get(evening.watchers[filed.watcher].station) > Some(TOWN);
            times[usize::from(town)].push(filed.minute);
        }
        let all = times[0].len() + times[1].len();
        let quiet = evening.watchers.len() - all;
        assert!((5..50).contains(&quiet), "{quiet} silent");
        assert!((8..60).contains(&wrong), "{wrong} wrong sums");
        let median = |times: &mut Vec<u16>| {
            times.sort_unstable();
            times[times.len() / 2]
        };
        let [mut villages, mut towns] = times;
        assert!(median(&mut villages) > median(&mut towns) + 30);
    }

    /// Head counts rise, stay below what the station issued, and an honest commission's word is a
    /// little above them.
    #[test]
    fn counts_rise_and_never_pass_those_who_came() {
        let (country, evening) = made(&EveningPlan::default());
        let issued = country.honest.line("issued").unwrap();
        for (at, watcher) in evening.watchers.iter().enumerate() {
            let mut last = 0;
            for filed in evening.filed.iter().filter(|filed| filed.watcher == at) {
                let Filing::Count { voters, .. } = filed.what else { continue };
                assert!(voters <= issued.get(watcher.station).unwrap());
                assert!(voters + 12 >= last, "{voters} after {last}");
                last = voters.max(last);
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_evening() {
        let plan = EveningPlan::default();
        assert_eq!(made(&plan).1, made(&plan).1);
    }
}
