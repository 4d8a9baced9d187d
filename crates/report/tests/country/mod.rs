//! A made-up country with a known truth, from a seed.

use sanaq_election::{Column, Election, StationResults, builtin};

/// The options of the built-in election that the country borrows, and their honest shares.
const OPTIONS: [(&str, f64); 5] =
    [("nur-otan", 0.46), ("ak-zhol", 0.19), ("qhp", 0.17), ("auyl", 0.11), ("adal", 0.07)];
const AREAS: u64 = 17;

/// What is wrong with the country.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fraud {
    /// The share of stations whose boxes were stuffed for the first option.
    pub(crate) stuffed: f64,
    /// The share of stations that wrote round percentages.
    pub(crate) rounded: f64,
    /// Sums that do not hold, full registers, copied protocols.
    pub(crate) careless: bool,
}

/// `SplitMix64` of Steele, Lea and Flood (2014).
struct Draw(u64);

impl Draw {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// The sum of twelve uniforms, centred: normal enough for a made-up country.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }

    fn binomial(&mut self, n: u32, p: f64) -> u32 {
        let (n, p) = (f64::from(n), p.clamp(0.0, 1.0));
        count((n * p + self.normal() * (n * p * (1.0 - p)).sqrt()).clamp(0.0, n))
    }
}

fn count(value: f64) -> u32 {
    format!("{:.0}", value.max(0.0)).parse().unwrap_or(0)
}

/// One protocol.
#[derive(Default)]
struct Sheet {
    registered: u32,
    issued: u32,
    invalid: u32,
    votes: [u32; 5],
}

/// The law that the country borrows.
pub(crate) fn election() -> Election {
    builtin::election("kazakhstan-2021").and_then(Result::ok).expect("a built-in election")
}

/// The results of so many stations; without a register where `register` says so.
pub(crate) fn country(stations: u64, fraud: Fraud, register: bool) -> StationResults {
    let mut draw = Draw(20_210_110);
    let mut results = StationResults::default();
    let mut sheets: Vec<Sheet> = Vec::new();
    for station in 0..stations {
        let area = station * AREAS / stations;
        results.stations.push(&format!("{:05}", station + 1));
        let path = format!("Region {:02}/District {}", area + 1, station % 9 + 1);
        let id = results.areas.intern(&path);
        results.area.push(id);
        let mut sheet = honest(&mut draw, area);
        let lot = draw.uniform();
        // Two regions keep their hands off the figures.
        if area > 1 && lot < fraud.stuffed {
            stuff(&mut draw, &mut sheet);
        } else if area > 1 && lot < fraud.stuffed + fraud.rounded {
            invent(&mut draw, &mut sheet);
        }
        sheets.push(sheet);
    }
    if fraud.careless {
        spoil(&mut sheets);
    }
    fill(&mut results, &sheets, register);
    results
}

fn honest(draw: &mut Draw, area: u64) -> Sheet {
    let registered = count(180.0 + 1400.0 * draw.uniform() + 500.0 * draw.uniform());
    let tilt = (area as f64 / (AREAS - 1) as f64 - 0.5) * 0.06;
    let turnout = (0.46 + tilt / 2.0 + 0.055 * draw.normal()).clamp(0.1, 0.85);
    let issued = draw.binomial(registered, turnout);
    let invalid = draw.binomial(issued, 0.02);
    let mut left = issued - invalid;
    let lean = tilt + 0.03 * draw.normal();
    let mut rest = 1.0;
    let mut votes = [0; 5];
    for (cell, (_, share)) in votes.iter_mut().zip(OPTIONS) {
        let share = if rest > 0.999 { share + lean } else { share * (1.0 - lean) };
        *cell = draw.binomial(left, share / rest);
        left -= *cell;
        rest -= share;
    }
    votes[4] += left;
    Sheet { registered, issued, invalid, votes }
}

fn stuff(draw: &mut Draw, sheet: &mut Sheet) {
    let goal = 0.75 + 0.24 * draw.uniform().sqrt();
    let added = count(f64::from(sheet.registered) * goal).saturating_sub(sheet.issued);
    sheet.issued += added;
    sheet.votes[0] += added;
}

fn invent(draw: &mut Draw, sheet: &mut Sheet) {
    let round = |draw: &mut Draw, from: f64| from + (draw.uniform() * 5.0).floor() * 0.05;
    let (turnout, share) = (round(draw, 0.75), round(draw, 0.75));
    sheet.issued = count(f64::from(sheet.registered) * turnout);
    let leader = count(f64::from(sheet.issued) * share);
    let mut left = sheet.issued - leader - sheet.invalid.min(sheet.issued - leader);
    sheet.invalid = sheet.issued - leader - left;
    sheet.votes = [leader, left / 3, left / 4, left / 5, 0];
    left -= left / 3 + left / 4 + left / 5;
    sheet.votes[4] = left;
}

/// Plants what the arithmetic must find.
fn spoil(sheets: &mut [Sheet]) {
    for (at, sheet) in sheets.iter_mut().enumerate() {
        match at % 997 {
            10 => sheet.votes[1] += 7,
            20 => sheet.registered = sheet.issued.saturating_sub(12),
            _ => {}
        }
    }
    for at in (60..sheets.len()).step_by(1500) {
        let [.., before, this] = &mut sheets[..=at] else { return };
        this.registered = before.registered;
        this.issued = before.issued;
        this.invalid = before.invalid;
        this.votes = before.votes;
    }
}

fn fill(results: &mut StationResults, sheets: &[Sheet], register: bool) {
    let column = |figure: &dyn Fn(&Sheet) -> u32| -> Column {
        sheets.iter().map(|sheet| Some(figure(sheet))).collect()
    };
    let lines: [(&str, Column); 5] = [
        ("registered", column(&|sheet| sheet.registered)),
        ("issued", column(&|sheet| sheet.issued)),
        ("cast", column(&|sheet| sheet.issued)),
        ("invalid", column(&|sheet| sheet.invalid)),
        ("valid", column(&|sheet| sheet.issued - sheet.invalid)),
    ];
    let kept = lines.into_iter().filter(|(line, _)| register || *line != "registered");
    results.lines = kept.map(|(line, figures)| (line.parse().unwrap(), figures)).collect();
    let votes = OPTIONS.iter().enumerate();
    results.votes = votes
        .map(|(at, (id, _))| (id.parse().unwrap(), column(&|sheet| sheet.votes[at])))
        .collect();
}
