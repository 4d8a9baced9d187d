//! What margin a sample would have had in a previous election, and the size that a margin needs.

use serde::Serialize;

use crate::{
    distribution::normal_quantile,
    frame::Frame,
    sample::{Method, Plan, Previous, SampleError, Scatter, allocator, scatter::Falling, sizes},
};

/// What turnout is called among options.
pub const TURNOUT: &str = "turnout";

/// How a margin is reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Expectation {
    /// The interval's level, such as 0.95.
    pub level: f64,
    /// The part of the sampled stations that is expected to report, 0 < arrival ≤ 1. They are taken
    /// to stay out by chance: where arrival goes with the result, no size makes up for it.
    pub arrival: f64,
}

/// The margin to expect for an option.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Expected {
    /// The option, or [`TURNOUT`].
    pub id: String,
    /// Its share in the previous election.
    pub share: f64,
    /// Half of the interval's length.
    pub half_width: f64,
    /// The same without strata and with equal chances.
    pub simple: f64,
    /// The variance over that of as many voters drawn one by one; nothing where those would have
    /// none.
    pub design_effect: Option<f64>,
}

/// The margin of an option, beside that of as many stations drawn one by one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Margin {
    /// The margin.
    #[serde(flatten)]
    pub expected: Expected,
    /// Half of the interval's length without clusters, where clusters are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_clusters: Option<f64>,
}

/// The size that a margin needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Needed {
    /// Stations to draw, those that will not report among them.
    pub size: usize,
    /// The option with the widest margin.
    pub id: String,
    /// Its half-width at this size.
    pub half_width: f64,
}

impl Expectation {
    /// The margins of all options of a plan's sample, reserves not used. With turnout last, where
    /// it is known.
    ///
    /// # Errors
    /// When the plan does not fit the frame.
    pub fn margins(
        &self,
        frame: &Frame,
        plan: &Plan<'_>,
        previous: &Previous,
    ) -> Result<Vec<Expected>, SampleError> {
        let sizes = sizes(frame, plan)?;
        let counts = sizes.first().map_or(&[][..], Vec::as_slice);
        let all = previous.options.iter().chain(&previous.turnout);
        Ok(all.map(|scatter| self.margin(frame, plan, scatter, counts)).collect())
    }

    /// The same, each with what it would be without the plan's clusters.
    ///
    /// # Errors
    /// As [`Self::margins`].
    pub fn beside(
        &self,
        frame: &Frame,
        plan: &Plan<'_>,
        previous: &Previous,
    ) -> Result<Vec<Margin>, SampleError> {
        let alone = match plan.clusters {
            Some(_) => {
                let plan = Plan { clusters: None, method: Method::Proportional, ..*plan };
                self.margins(frame, &plan, previous)?
            }
            None => Vec::new(),
        };
        let all = self.margins(frame, plan, previous)?.into_iter().enumerate();
        let margins = all.map(|(at, expected)| Margin {
            without_clusters: alone.get(at).map(|alone| alone.half_width),
            expected,
        });
        Ok(margins.collect())
    }

    fn margin(
        &self,
        frame: &Frame,
        plan: &Plan<'_>,
        scatter: &Scatter,
        counts: &[usize],
    ) -> Expected {
        let falling = scatter.falling(frame, plan.method, plan.clusters.as_ref());
        let parts = falling.iter().zip(counts).map(|(f, n)| f.at(*n as f64 * self.arrival));
        let error = parts.sum::<f64>().sqrt() / scatter.whole;
        let drawn = counts.iter().sum::<usize>() * plan.each();
        let arrived = drawn.min(frame.len()) as f64 * self.arrival;
        let voters = arrived * scatter.whole / frame.len() as f64;
        let alone = scatter.share * (1.0 - scatter.share) / voters;
        Expected {
            id: scatter.option.clone(),
            share: scatter.share,
            half_width: self.z() * error,
            simple: self.z() * scatter.simple().at(arrived).sqrt() / scatter.whole,
            design_effect: (alone > 0.0).then(|| error * error / alone),
        }
    }

    /// The smallest size for which no option's margin is above `margin`; nothing when the whole
    /// frame is not enough, because too few report. The plan's own size does not matter.
    ///
    /// # Errors
    /// When the plan's method does not fit the frame.
    pub fn needed(
        &self,
        frame: &Frame,
        plan: &Plan<'_>,
        previous: &Previous,
        margin: f64,
    ) -> Result<Option<Needed>, SampleError> {
        let mut allocator = allocator(frame, plan)?;
        let of = |scatter: &Scatter| -> Vec<Falling> {
            scatter.falling(frame, plan.method, plan.clusters.as_ref())
        };
        let falling: Vec<Vec<Falling>> = previous.options.iter().map(of).collect();
        let at = |falling: &[Falling], stratum: usize, n: usize| {
            falling.get(stratum).map_or(0.0, |falling| falling.at(n as f64 * self.arrival))
        };
        let sums = falling.iter().map(|falling| {
            let counts = allocator.counts().iter().enumerate();
            counts.map(|(stratum, n)| at(falling, stratum, *n)).sum::<f64>()
        });
        let mut variances: Vec<f64> = sums.collect();
        loop {
            let halves = previous.options.iter().zip(&variances);
            let halves = halves.map(|(s, v)| (s, self.z() * v.max(0.0).sqrt() / s.whole));
            let widest = halves.reduce(|best, next| if next.1 > best.1 { next } else { best });
            let Some((scatter, half_width)) = widest else { return Ok(None) };
            if half_width <= margin {
                let size = (allocator.taken() * plan.each()).min(frame.len());
                return Ok(Some(Needed { size, id: scatter.option.clone(), half_width }));
            }
            let Some(stratum) = allocator.grow() else { return Ok(None) };
            let n = allocator.counts().get(stratum).copied().unwrap_or(1);
            for (variance, falling) in variances.iter_mut().zip(&falling) {
                *variance += at(falling, stratum, n) - at(falling, stratum, n - 1);
            }
        }
    }

    fn z(&self) -> f64 {
        normal_quantile(0.5 + 0.5 * self.level)
    }
}
