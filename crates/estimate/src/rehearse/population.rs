//! A past election in full, ready to be sampled.

use sanaq_election::{Election, StationResults};

use crate::{
    design::{Design, Drawn},
    figures::{Figures, Target},
    frame::{Frame, FrameError, Strata},
    model::Model,
    rehearse::arrival::Leaning,
};

/// Options with less than this part of the denominator are not looked at.
const SMALLEST_SHARE: f64 = 0.02;

/// A past election with its truth.
#[derive(Clone, Debug)]
pub struct Population {
    pub(crate) frame: Frame,
    pub(crate) model: Model,
    pub(crate) shares: Figures,
    pub(crate) turnout: Option<Figures>,
    pub(crate) invalid: Option<Figures>,
    /// Columns of the options looked at.
    pub(crate) options: Vec<usize>,
    /// Their names.
    pub(crate) names: Vec<String>,
    /// Their true shares.
    pub(crate) truth: Vec<f64>,
    /// How regions and stations lean towards the leader.
    pub(crate) leaning: Leaning,
    pub(crate) true_turnout: Option<f64>,
    pub(crate) true_invalid: Option<f64>,
    /// Stations left out for want of a register or a figure.
    pub left_out: usize,
}

impl Population {
    /// Prepares an election with its frame; `strata` has a label for each station. Where there are
    /// registers, stations without one are left out, as are stations with a figure missing: the
    /// truth is that of the stations left. With `previous`, a previous election's results are
    /// covariates.
    ///
    /// # Errors
    /// When the stations cannot be a frame.
    pub fn new(
        results: &StationResults,
        election: &Election,
        strata: &[String],
        previous: Option<&StationResults>,
    ) -> Result<Self, FrameError> {
        let of = election.contest.rules.threshold.as_ref().map(|threshold| threshold.of);
        let target = Target::Shares(of.unwrap_or_default());
        let whole = Frame::new(results, Strata::Labels(strata))?;
        let figures = Figures::new(results, &whole, election, target);
        let usable = |station: &usize| !whole.has_register() || whole.register(*station).is_some();
        let kept: Vec<usize> = figures.stations.iter().copied().filter(usable).collect();
        let mut frame = whole.only(&kept);
        if let Some(previous) = previous {
            frame.add_previous(previous);
        }
        let shares = Figures::new(results, &frame, election, target);
        let (sums, denominator) = shares.totals();
        let truth = |column: &usize| sums.get(*column).copied().unwrap_or(0.0) / denominator;
        let options = 0..shares.options.len();
        let mut options: Vec<usize> =
            options.filter(|column| truth(column) > SMALLEST_SHARE).collect();
        let leader = options.iter().copied();
        let leader = leader.max_by(|a, b| truth(a).total_cmp(&truth(b))).unwrap_or(0);
        if options.len() == 2 && shares.options.len() == 2 {
            // Of two, the second is one minus the first.
            options = vec![leader];
        }
        let other = |target| {
            let figures = Figures::new(results, &frame, election, target);
            let (sums, whole) = figures.totals();
            (figures.len() * 2 > frame.len() && whole > 0.0).then(|| {
                let share = sums.first().copied().unwrap_or(0.0) / whole;
                (figures, share)
            })
        };
        let (turnout, true_turnout) = other(Target::Turnout).unzip();
        let (invalid, true_invalid) = other(Target::Invalid).unzip();
        let names = options.iter().filter_map(|column| shares.options.get(*column));
        let names = names.map(ToString::to_string).collect();
        let all = (0..frame.len()).map(|station| Drawn { station, probability: None });
        let design = Design::new(&frame, &all.collect::<Vec<_>>());
        let region: Vec<usize> = (0..frame.len()).map(|at| frame.stratum(at)).collect();
        let size: Vec<f64> = (0..frame.len()).map(|at| frame.size(at)).collect();
        let votes = shares.votes.rows().zip(&shares.denominators);
        let votes = votes.map(|(row, whole)| (row.get(leader).copied().unwrap_or(0.0), *whole));
        let votes: Vec<(f64, f64)> = votes.collect();
        Ok(Self {
            leaning: Leaning::new(&region, frame.strata().len(), &size, &votes),
            model: frame.model(&design),
            truth: options.iter().map(truth).collect(),
            left_out: results.len() - frame.len(),
            frame,
            shares,
            turnout,
            invalid,
            options,
            names,
            true_turnout,
            true_invalid,
        })
    }

    /// The frame that samples are drawn from.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }
}
