//! What `sanaq turnout` says.

use std::fmt::Write as _;

use sanaq_estimate::headcount::{Bounds, Caution, Statement, Turnout};
use serde_json::{Value, json};

use super::inputs::{Curves, Watched};
use crate::{
    output::{count, percent, percents},
    visits::{Visits, lines},
};

/// The answer with what it was made from.
pub(super) struct Said<'a> {
    pub(super) turnout: &'a Turnout,
    pub(super) visits: &'a Visits,
    pub(super) used: &'a [(&'a Watched, f64)],
    pub(super) curves: &'a Curves,
    pub(super) variation: f64,
    pub(super) level: f64,
}

impl Said<'_> {
    fn bounds(&self) -> Option<Bounds> {
        match self.turnout.statement {
            Statement::Visited { bounds } => bounds,
            Statement::National { .. } | Statement::NoSpread => None,
        }
    }

    fn refusal(&self) -> Option<String> {
        let known = self.visits.refusal.clone();
        let no_spread = (self.turnout.statement == Statement::NoSpread).then(|| {
            "nobody was seen, or the stations do not differ: nothing to make an interval of"
                .to_owned()
        });
        known.or(no_spread)
    }

    fn cautions(&self) -> Vec<String> {
        let say = |caution: &Caution| match caution {
            Caution::FewStations { stations } => {
                format!("{stations} stations are few: the interval says how little is known")
            }
            Caution::OverRegister { stations } => format!(
                "at {stations} stations more voters are projected than registered: the count, the \
                 register or the curve is off there"
            ),
            Caution::ExactCurve => "the curve is taken as exact; measured ones vary by a tenth to \
                                    a fifth between regions"
                .to_owned(),
            Caution::CurveDominates => {
                "the curve's error is most of the interval: more stations would not help".to_owned()
            }
        };
        self.turnout.cautions.iter().map(say).collect()
    }

    fn assumptions(&self) -> Vec<String> {
        let mut all = self.visits.assumptions();
        if !self.curves.whole_day {
            let errs = if self.variation > 0.0 {
                format!("which errs by a factor of 1 ± {:.3}", self.variation)
            } else {
                "taken as exact".to_owned()
            };
            all.push(format!("voters came in hours that nobody watched as the curve says, {errs}"));
        }
        all
    }

    pub(super) fn document(&self) -> Value {
        let (turnout, error, degrees) = match self.turnout.statement {
            Statement::National { turnout, error, degrees } => {
                (Some(turnout), Some(error), Some(degrees))
            }
            Statement::NoSpread | Statement::Visited { .. } => (None, None, None),
        };
        let voters = self.used.iter().zip(&self.turnout.voters).map(|((station, _), voters)| {
            json!({
                "station": station.code,
                "registered": station.register,
                "voters": voters,
            })
        });
        json!({
            "stations": self.visits.document(),
            "refusal": self.refusal(),
            "level": self.level,
            "turnout": turnout,
            "error": error,
            "degrees": degrees,
            "visited": {
                "turnout": self.turnout.projected,
                "bounds": self.bounds(),
                "stations": voters.collect::<Vec<_>>(),
            },
            "curves": if self.curves.whole_day { 0 } else { self.curves.all().len() },
            "curve_error": self.variation,
            "cautions": self.cautions(),
            "assumptions": self.assumptions(),
        })
    }

    pub(super) fn text(&self) -> String {
        let mut text = self.visits.heading();
        if let (None, Some(refusal)) = (&self.visits.refusal, self.refusal()) {
            let _ = writeln!(text, "Nothing is said of the country: {refusal}.");
        }
        if let Statement::National { turnout, .. } = self.turnout.statement {
            let [low, share, high] = percents([turnout.low, turnout.estimate, turnout.high]);
            let _ = writeln!(text, "Turnout: {share} ({low} to {high})");
        } else {
            let stations = count(self.turnout.stations as u64);
            let projected = percent(self.turnout.projected);
            let _ = writeln!(text, "Turnout at {stations} visited stations: {projected}");
        }
        if let Some(bounds) = self.bounds() {
            let _ = writeln!(
                text,
                "They hold {} of all voters: the country's turnout is between {} and {}",
                percent(bounds.seen),
                percent(bounds.low),
                percent(bounds.high)
            );
        }
        text.push_str(&lines("rests on", &self.assumptions()));
        text.push_str(&lines("beware", &self.cautions()));
        text
    }
}
