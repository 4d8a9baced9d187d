//! Nine real elections, sampled again and again under several patterns of arrival: in which part
//! of the draws does the 95 % interval hold the truth, and how wide is it? Beside ours, in the
//! same draws: the method that it grew out of, the stratified combined ratio with empty strata
//! merged, quickcountmx's ratio, and a ratio without strata.
//!
//! `SANAQ_DATA=… cargo bench -p sanaq-estimate --bench coverage -- --draws 1000`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and should fail where it cannot go on"
)]

#[path = "common/mod.rs"]
mod common;

use common::{population, results};
use sanaq_estimate::{
    Settings,
    random::Seed,
    rehearse::{Arrival, Population, Rehearsal, Score, Trial, rehearse},
    sample::{Method, Plan},
};

/// Recipe, file, stations in the sample.
const ELECTIONS: [(&str, &str, usize); 9] = [
    (
        "germany-2025-sachsen-anhalt",
        "germany-2025-sachsen-anhalt/germany2025_SachsenAnhalt.csv.gz",
        300,
    ),
    ("poland-2025-round1", "poland-2025/round1.csv.gz", 1_000),
    ("poland-2025-round2", "poland-2025/round2.csv.gz", 1_000),
    ("mexico-2006", "mexico-2006/stations.csv.gz", 1_500),
    ("russia-2018", "russia-2018/stations.csv.zip", 1_500),
    ("russia-2011", "russia-2011/stations.csv.zip", 1_500),
    ("albania-2013", "albania-2013/Albania2013.csv.gz", 500),
    ("georgia-2024", "georgia-2024/stations.csv.gz", 400),
    ("afghanistan-2014", "afghanistan-2014/runoff_prelim.csv.gz", 800),
];

/// What must hold: mean coverage and the worst election's in percent, mean half-width in points.
#[derive(Clone, Copy)]
struct Bar {
    mean: f64,
    worst: f64,
    half: f64,
}

impl Bar {
    const fn new(mean: f64, worst: f64, half: f64) -> Self {
        Self { mean, worst, half }
    }
}

/// How much arrives in percent, the selection by the station's own result, and what must hold.
const SCENARIOS: [(u8, f64, Option<Bar>); 7] = [
    (100, 0.0, Some(Bar::new(94.0, 92.0, 0.70))),
    (60, 0.0, Some(Bar::new(95.0, 93.0, 1.90))),
    (30, 0.0, Some(Bar::new(94.0, 91.0, 3.1))),
    (60, -0.08, Some(Bar::new(94.0, 87.0, f64::INFINITY))),
    (30, -0.08, Some(Bar::new(92.0, 86.0, f64::INFINITY))),
    (60, -0.3, None),
    (30, -0.3, None),
];

type Pick = fn(&Rehearsal) -> &Score;

const METHODS: [(&str, Pick); 6] = [
    ("ours", |found| &found.ours),
    ("no allowance", |found| &found.without_allowance),
    ("mixed model", |found| &found.reference),
    ("combined ratio", |found| &found.collapsed),
    ("quickcountmx", |found| &found.quickcountmx),
    ("naive", |found| &found.naive),
];

/// One method's figures over the elections.
#[derive(Default)]
struct Sum {
    coverage: Vec<f64>,
    half: Vec<f64>,
    made: usize,
    wrong: usize,
}

impl Sum {
    fn add(&mut self, score: &Score) {
        self.coverage.push(100.0 * score.mean_coverage);
        self.half.push(100.0 * score.mean_half_width);
        self.made += score.threshold_statements.made;
        self.wrong += score.threshold_statements.wrong;
    }

    fn worst(&self) -> f64 {
        self.coverage.iter().copied().fold(100.0, f64::min)
    }

    fn holds(&self, bar: Bar) -> bool {
        mean(&self.coverage) >= bar.mean
            && self.worst() >= bar.worst
            && mean(&self.half) <= bar.half
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn main() {
    let draws = argument("--draws").map_or(1_000, |draws| draws.parse().unwrap());
    let only = argument("--only").unwrap_or_default();
    let elections = ELECTIONS.iter().filter(|(recipe, _, _)| recipe.contains(&only));
    let populations = elections
        .filter_map(|(recipe, file, size)| Some((*recipe, *size, population(recipe, file, None)?)));
    let populations: Vec<(&str, usize, Population)> = populations.collect();
    if populations.is_empty() {
        println!("skipped: no elections below SANAQ_DATA");
        return;
    }
    let pattern = argument("--arrived").map(|arrived| arrived.parse::<u8>().unwrap());
    let mut missed = 0;
    for (arrived, own, bar) in SCENARIOS {
        if pattern.is_none_or(|pattern| pattern == arrived) {
            println!("\n{arrived} % arrived, own {own}, {draws} draws");
            let arrival = Arrival { arrived: f64::from(arrived) / 100.0, own };
            missed += usize::from(!scenario(&populations, arrival, draws, bar));
        }
    }
    if only.is_empty() {
        missed += previous_results(draws);
    }
    println!("\nbars missed: {missed}");
}

/// Whether the bar holds.
fn scenario(
    populations: &[(&str, usize, Population)],
    arrival: Arrival,
    draws: usize,
    bar: Option<Bar>,
) -> bool {
    let mut sums: [Sum; 6] = Default::default();
    for (name, size, population) in populations {
        let found = tried(population, *size, arrival, draws);
        print!("  {name:28}");
        for ((_, pick), sum) in METHODS.iter().zip(&mut sums) {
            let score = pick(&found);
            sum.add(score);
            print!(" {:5.1}/{:.2}", 100.0 * score.mean_coverage, 100.0 * score.mean_half_width);
        }
        println!("  {}", words(&found));
    }
    for ((name, _), sum) in METHODS.iter().zip(&sums) {
        println!(
            "  {name:15} mean {:.1} %, worst {:.1} %, half-width {:.2}, {} statements, {:.1} % \
             wrong",
            mean(&sum.coverage),
            sum.worst(),
            mean(&sum.half),
            sum.made,
            100.0 * sum.wrong as f64 / sum.made.max(1) as f64
        );
    }
    let Some(bar) = bar else { return true };
    let held = sums.first().is_some_and(|ours| ours.holds(bar));
    let word = if held { "held" } else { "MISSED" };
    let Bar { mean, worst, half } = bar;
    println!("  bar: mean >= {mean}, worst >= {worst}, half-width <= {half}: {word}");
    held
}

fn tried(population: &Population, size: usize, arrival: Arrival, draws: usize) -> Rehearsal {
    // Chances by register where there is one.
    let by_size = argument("--method").is_some_and(|method| method == "pps");
    let by_size = by_size && population.frame().has_register();
    let method = if by_size { Method::Pps } else { Method::Proportional };
    let plan = Plan { least: 2, method, ..Plan::new(size) };
    let trial = Trial { plan, arrival, draws, level: 0.95, settings: settings() };
    rehearse(population, &trial, &Seed::from_text("1")).unwrap()
}

/// Turnout, invalid ballots, and statements about thresholds.
fn words(found: &Rehearsal) -> String {
    let part = |coverage: Option<f64>| {
        coverage.map_or("unknown".to_owned(), |part| format!("{:.1}", 100.0 * part))
    };
    let said = found.ours.threshold_statements;
    format!(
        "turnout {}, invalid {}, {} statements, {:.1} % wrong, Brier {:.3}",
        part(found.turnout_coverage),
        part(found.invalid_coverage),
        said.made,
        100.0 * said.wrong as f64 / said.made.max(1) as f64,
        said.brier
    )
}

/// The second round of Poland with the first as covariates. How many bars are missed.
fn previous_results(draws: usize) -> usize {
    let Some(first) = results("poland-2025-round1", "poland-2025/round1.csv.gz") else { return 0 };
    let file = "poland-2025/round2.csv.gz";
    let Some(second) = population("poland-2025-round2", file, Some(&first)) else { return 0 };
    let bars = [(100, 92.0, 0.22), (30, 94.0, 0.70)];
    println!("\nPoland, second round, with the first as covariates");
    let missed = bars.iter().filter(|(arrived, least, half)| {
        let arrival = Arrival { arrived: f64::from(*arrived) / 100.0, own: 0.0 };
        let found = tried(&second, 1_000, arrival, draws).ours;
        let (coverage, width) = (100.0 * found.mean_coverage, 100.0 * found.mean_half_width);
        let held = coverage >= *least && width <= *half;
        let word = if held { "held" } else { "MISSED" };
        println!(
            "  {arrived} % arrived: coverage {coverage:.1} %, half-width {width:.3}; bar: coverage \
             >= {least}, half-width <= {half}: {word}"
        );
        !held
    });
    missed.count()
}

/// The constants, of which single ones may be tried out.
fn settings() -> Settings {
    let number = |name: &str| argument(name).map(|value| value.parse::<f64>().unwrap());
    let usual = Settings::default();
    Settings {
        area_ratio: number("--area-ratio").or(usual.area_ratio).filter(|ratio| *ratio > 0.0),
        pooling: number("--pooling").or(usual.pooling).filter(|worth| *worth >= 0.0),
        lateness: number("--lateness").or(usual.lateness),
        unseen: number("--unseen").unwrap_or(usual.unseen),
        late: number("--late").unwrap_or(usual.late),
        ..usual
    }
}

/// The value of a flag of the command line.
fn argument(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}
