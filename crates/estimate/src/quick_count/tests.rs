//! What a quick count may say, what it must refuse, and what must never come out of it.

mod laws;
mod refusals;
mod statements;
mod traps;

use std::collections::BTreeMap;

use sanaq_election::{Election, StationResults, builtin};

use super::*;
use crate::{design::Drawn, frame::Strata};

const OPTIONS: [&str; 5] = ["nur-otan", "ak-zhol", "qhp", "auyl", "adal"];

/// One protocol.
#[derive(Clone, Debug)]
struct Sheet {
    code: String,
    area: String,
    registered: Option<u32>,
    /// Ballots issued, ballots cast and invalid ones; valid is what is left.
    issued: u32,
    cast: u32,
    invalid: u32,
    votes: Vec<u32>,
}

/// Station results of some protocols, with the columns that the law of Kazakhstan 2021 names.
fn results(sheets: &[Sheet]) -> StationResults {
    let mut results = StationResults::default();
    for sheet in sheets {
        results.stations.push(&sheet.code);
        let area = results.areas.intern(&sheet.area);
        results.area.push(area);
    }
    let mut line = |name: &str, pick: &dyn Fn(&Sheet) -> Option<u32>| {
        results.lines.push((name.parse().unwrap(), sheets.iter().map(pick).collect()));
    };
    line("registered", &|sheet| sheet.registered);
    line("issued", &|sheet| Some(sheet.issued));
    line("cast", &|sheet| Some(sheet.cast));
    line("invalid", &|sheet| Some(sheet.invalid));
    line("valid", &|sheet| sheet.cast.checked_sub(sheet.invalid));
    for (at, option) in OPTIONS.iter().enumerate() {
        let column = sheets.iter().map(|sheet| sheet.votes.get(at).copied());
        results.votes.push((option.parse().unwrap(), column.collect()));
    }
    results
}

/// A country whose every protocol is known.
struct Country {
    election: Election,
    sheets: Vec<Sheet>,
    frame: Frame,
}

impl Country {
    fn of(sheets: Vec<Sheet>) -> Self {
        let election = builtin::election("kazakhstan-2021").unwrap().unwrap();
        let frame = Frame::new(&results(&sheets), Strata::Level(1)).unwrap();
        Self { election, sheets, frame }
    }

    /// Regions of `each` stations in four districts; shares differ between regions, between
    /// stations, and with the register.
    fn new(regions: usize, each: usize) -> Self {
        let mut stream = Seed::from_text("quick count").stream(0);
        let mut sheets = Vec::new();
        for region in 0..regions {
            let lean = 1.0 + 0.2 * stream.normal();
            for station in 0..each {
                let register = 300 + stream.below(2_000);
                let turnout = (0.6 + 0.1 * stream.normal()).clamp(0.1, 0.95);
                let cast = whole(register as f64 * turnout);
                let invalid = whole(f64::from(cast) * 0.03 * (1.0 + stream.unit()));
                let valid = f64::from(cast - invalid);
                let mut bases = [0.72, 0.10, 0.09, 0.055, 0.035];
                bases[0] *= lean;
                let bases = bases.map(|base| base * (1.0 + 0.25 * stream.normal()).max(0.05));
                let sum: f64 = bases.iter().sum();
                let votes = bases.map(|base| whole((valid * base / sum).floor()));
                sheets.push(Sheet {
                    code: format!("{region:02}-{station:03}"),
                    area: format!("R{region:02}/D{}", station % 4),
                    registered: Some(u32::try_from(register).unwrap()),
                    issued: cast + 1,
                    cast,
                    invalid: cast - votes.iter().sum::<u32>(),
                    votes: votes.to_vec(),
                });
            }
        }
        Self::of(sheets)
    }

    /// A country of stations that are all alike.
    fn alike(regions: usize, each: usize, cast: u32, invalid: u32, votes: [u32; 5]) -> Self {
        let sheet = |region: usize, station: usize| Sheet {
            code: format!("{region:02}-{station:03}"),
            area: format!("R{region:02}"),
            registered: Some(1_000),
            issued: cast,
            cast,
            invalid,
            votes: votes.to_vec(),
        };
        let each = |region| (0..each).map(move |station| sheet(region, station));
        Self::of((0..regions).flat_map(each).collect())
    }

    /// `each` stations of every region, drawn with a seed.
    fn draw(&self, each: usize, seed: &str) -> Vec<usize> {
        let mut stream = Seed::from_text(seed).stream(0);
        let mut drawn = Vec::new();
        for stratum in 0..self.frame.strata().len() {
            let all = (0..self.frame.len()).filter(|at| self.frame.stratum(*at) == stratum);
            let mut all: Vec<usize> = all.collect();
            let each = each.min(all.len());
            stream.draw_first(&mut all, each);
            drawn.extend(&all[..each]);
        }
        drawn
    }

    /// All stations in a random order.
    fn shuffled(&self, seed: &str) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.frame.len()).collect();
        let count = all.len();
        Seed::from_text(seed).stream(0).draw_first(&mut all, count);
        all
    }

    fn sample(&self, stations: &[usize]) -> Sample {
        let drawn = |station: &usize| Drawn { station: *station, probability: None };
        let drawn: Vec<Drawn> = stations.iter().map(drawn).collect();
        let order = stations.iter().enumerate().map(|(nth, station)| (*station, nth));
        let order: BTreeMap<usize, usize> = order.collect();
        Sample::Drawn { design: Design::new(&self.frame, &drawn), order, clusters: 0 }
    }

    fn reports(&self, stations: &[usize]) -> StationResults {
        let sheets: Vec<Sheet> = stations.iter().map(|at| self.sheets[*at].clone()).collect();
        results(&sheets)
    }

    fn asked<'a>(&'a self, sample: &'a Sample) -> QuickCount<'a> {
        QuickCount {
            election: &self.election,
            frame: &self.frame,
            sample,
            level: 0.95,
            looks: None,
            anytime: false,
            draws: 1_000,
            settings: Settings::default(),
        }
    }

    /// The answer when `drawn` were drawn and `arrived` have reported.
    fn answer(&self, drawn: &[usize], arrived: &[usize]) -> Answer {
        let sample = self.sample(drawn);
        self.asked(&sample).answer(&self.reports(arrived), &seed())
    }

    /// The answer when every station is in.
    fn counted(&self) -> Answer {
        let all: Vec<usize> = (0..self.frame.len()).collect();
        self.answer(&all, &all)
    }
}

fn seed() -> Seed {
    Seed::from_text("1")
}

fn whole(figure: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
    let whole = figure.round() as u32;
    whole
}

fn close(found: f64, expected: f64, relative: f64) {
    assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
}

fn option<'a>(answer: &'a Answer, id: &str) -> &'a OptionAnswer {
    answer.options.iter().find(|option| option.id.as_str() == id).unwrap()
}

fn share(answer: &Answer, id: &str) -> Interval {
    option(answer, id).share.unwrap()
}

fn codes(remarks: &[Remark]) -> Vec<&'static str> {
    remarks.iter().map(Remark::code).collect()
}

/// Every interval of an answer with a word for where it stands.
fn intervals(answer: &Answer) -> Vec<(String, f64, f64)> {
    let mut all = Vec::new();
    for option in &answer.options {
        let mut add = |what: &str, low: f64, high: f64| {
            all.push((format!("{} {what}", option.id), low, high));
        };
        for (what, found) in
            [("share", option.share), ("ratio", option.ratio), ("anytime", option.anytime)]
        {
            if let Some(found) = found {
                add(what, found.low, found.high);
            }
        }
        if let Some(ends) = option.without_allowance {
            add("without allowance", ends.low, ends.high);
        }
        for (of, found) in &option.of {
            add(of, found.low, found.high);
        }
    }
    for (what, figure) in [("turnout", answer.turnout), ("invalid", answer.invalid_share)] {
        if let Some(figure) = figure {
            all.push((what.to_owned(), figure.interval.low, figure.interval.high));
            let ends = figure.without_allowance;
            all.push((format!("{what} without allowance"), ends.low, ends.high));
        }
    }
    all
}

/// Whether every station is in with the figures behind an interval.
fn counted(answer: &Answer, what: &str) -> bool {
    let all = answer.stations.frame;
    let figure = match what.split(' ').next() {
        Some("turnout") => answer.turnout,
        Some("invalid") => answer.invalid_share,
        _ => None,
    };
    if let Some(figure) = figure {
        return figure.stations == all;
    }
    // Shares of another whole are counted for all options or for none.
    let of = what.rsplit(' ').next().unwrap_or_default();
    let mut others = answer.options.iter().filter_map(|option| option.of.get(of)).peekable();
    answer.stations.used == all
        || (others.peek().is_some() && others.all(|found| found.half_width() <= 0.0))
}

/// What holds of every answer: no figure that is none, shares and chances between 0 and 1, and no
/// interval of length zero for what was not counted.
fn sound(answer: &Answer) {
    let figures = format!("{answer:?}");
    let mut words = figures.split(|letter: char| !letter.is_alphanumeric());
    assert!(!words.any(|word| word == "NaN" || word == "inf"), "{figures}");
    for (what, low, high) in intervals(answer) {
        assert!((0.0..=1.0).contains(&low) && high <= 1.0, "{what}: {low} to {high}");
        assert!(low < high || counted(answer, &what), "{what}: {low} to {high}");
    }
    let chances = answer.winner.iter().chain(&answer.majority).map(|chance| chance.probability);
    let passes = answer.options.iter().filter_map(|option| option.threshold_probability);
    let seats = answer.allocations.iter().map(|allocation| allocation.probability);
    for chance in chances.chain(passes).chain(seats) {
        assert!((0.0..=1.0).contains(&chance), "{chance}");
    }
    let sum = answer.winner.iter().map(|chance| chance.probability).sum::<f64>();
    assert!(sum <= 1.0 + 1e-9, "{sum}");
}
