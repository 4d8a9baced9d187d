//! How long an evening's projections take, on one core: the fit after one more report, the whole
//! answer's seat draws. Beside them the time that the authors of quickcountmx give for their
//! hierarchical model ("around five minutes").
//!
//! `cargo bench -p sanaq-estimate --bench speed`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints, needs a clock, and should fail where it cannot go on"
)]

use std::time::{Duration, Instant};

use sanaq_election::{Election, builtin};
use sanaq_estimate::{
    Fit, House, Joint, Known, Model, Projection, Report, Settings, parliament,
    random::{Seed, Stream},
};
use sanaq_seats::{Allocator, Wholes};

/// What quickcountmx's authors say of their hierarchical model, in milliseconds.
const QUICKCOUNTMX: f64 = 300_000.0;
const OPTIONS: usize = 8;
const ROUNDS: usize = 21;

/// A sample in a country, and how long a fit may take in milliseconds.
struct Evening {
    frame: usize,
    strata: usize,
    designed: usize,
    arrived: usize,
    bar: f64,
}

const EVENINGS: [Evening; 3] = [
    Evening { frame: 97_699, strata: 87, designed: 1_500, arrived: 1_500, bar: 5.0 },
    Evening { frame: 97_699, strata: 87, designed: 1_500, arrived: 900, bar: 5.0 },
    Evening { frame: 130_000, strata: 300, designed: 7_500, arrived: 4_188, bar: 100.0 },
];

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let missed = pool.install(|| EVENINGS.iter().filter(|e| !fits(e)).count() + seats());
    println!("bars missed: {missed}");
}

/// The median of several rounds in milliseconds.
fn median(mut work: impl FnMut() -> Duration) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS).map(|_| work().as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

/// A country in which strata, areas and stations differ.
fn model(evening: &Evening, stream: &mut Stream) -> Model {
    let size: Vec<f64> = (0..evening.frame).map(|_| 50.0 + 2_500.0 * stream.unit()).collect();
    let number = |at: usize| u32::try_from(at).unwrap();
    let stratum: Vec<u32> = (0..evening.frame).map(|at| number(at % evening.strata)).collect();
    // Ten areas a stratum.
    let area: Vec<u32> = (0..evening.frame).map(|at| number(at % (10 * evening.strata))).collect();
    Model::new(&Known {
        size: &size,
        stratum: &stratum,
        strata: evening.strata,
        area: Some(&area),
        size_matters: true,
        covariates: &[],
    })
}

fn votes(denominator: f64, stratum: usize, stream: &mut Stream) -> Vec<f64> {
    let lean = 0.2 * (stratum % 10) as f64 / 10.0;
    let parts: Vec<f64> =
        (0..OPTIONS).map(|at| stream.unit() + lean + 8.0 / (1 + at) as f64).collect();
    let sum: f64 = parts.iter().sum();
    parts.iter().map(|part| (denominator * part / sum).floor()).collect()
}

fn fits(evening: &Evening) -> bool {
    let mut stream = Seed::from_text("speed").stream(0);
    let model = model(evening, &mut stream);
    let each = evening.designed.div_ceil(evening.strata);
    let designed = vec![u32::try_from(each).unwrap(); evening.strata];
    let settings = Settings::default();
    let mut projection = Projection::new(&model, &designed, OPTIONS, settings);
    for station in 0..evening.arrived {
        let denominator = (model.size(station) * (0.3 + 0.5 * stream.unit())).floor();
        let votes = votes(denominator, model.stratum(station), &mut stream);
        let report = Report { station, expansion: 1.0, votes: &votes, denominator };
        assert!(projection.report(&report));
    }
    let last = evening.arrived;
    let time = median(|| {
        let denominator = (model.size(last) * 0.5).floor();
        let votes = votes(denominator, model.stratum(last), &mut stream);
        let start = Instant::now();
        projection.report(&Report { station: last, expansion: 1.0, votes: &votes, denominator });
        let fit: Option<Fit> = projection.fit();
        assert!(fit.is_some());
        start.elapsed()
    });
    let Evening { frame, strata, designed, arrived, bar } = evening;
    let held = time <= *bar;
    println!(
        "{arrived} of {designed} stations in, {strata} strata, {frame} stations, {OPTIONS} \
         options: one more report and a fit {time:.2} ms (bar {bar} ms: {}), {:.0} times \
         faster than five minutes",
        if held { "held" } else { "MISSED" },
        QUICKCOUNTMX / time
    );
    held
}

/// Ten thousand draws through the law of Kazakhstan. How many bars are missed.
fn seats() -> usize {
    let election: Election = builtin::election("kazakhstan-2021").unwrap().unwrap();
    let allocator = Allocator::new(&election.contest).unwrap();
    let estimates = vec![0.7109, 0.1095, 0.091, 0.0529, 0.0357];
    let sd = [0.006, 0.0035, 0.0032, 0.0024, 0.0019];
    let cell = |k: usize, l: usize| if k == l { sd[k] * sd[k] } else { -0.2 * sd[k] * sd[l] };
    let covariance: Vec<Vec<f64>> = (0..5).map(|k| (0..5).map(|l| cell(k, l)).collect()).collect();
    let joint = Joint::new(estimates, &covariance, 40.0);
    let places: Vec<Option<usize>> = (0..5).map(Some).collect();
    let wholes = Wholes { valid: Some(1_000_000_000), ..Wholes::default() };
    let house =
        House { allocator: &allocator, places: &places, wholes, tail: 0.025, nameless: false };
    let seed = Seed::from_text("1");
    let time = median(|| {
        let start = Instant::now();
        assert!(parliament(&joint, &house, 10_000, &seed).is_ok());
        start.elapsed()
    });
    let held = time <= 200.0;
    let word = if held { "held" } else { "MISSED" };
    println!("10,000 draws of 98 seats: {time:.1} ms (bar 200 ms: {word})");
    usize::from(!held)
}
