//! The estimate as a function of the stations that have reported.
//!
//! A [`Projection`] keeps what does not change (the frame) and the sums that one more report
//! changes a little, so that the result can be projected again on every arrival within
//! milliseconds. A correction takes the old report out and puts the new one in. The same code
//! serves an estimate made once: report everything, then [`fit`](Projection::fit).

use std::collections::BTreeMap;

use crate::{
    fit::{self, Fit},
    matrix::Grid,
    model::Model,
    settings::Settings,
    sums::{Entry, Sums},
};

/// One station's figures: votes of each option and what they are shares of.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The station's place in the frame.
    pub station: usize,
    /// How many stations it stands for where chances differ inside a stratum (1 / its chance);
    /// 1 where they do not.
    pub expansion: f64,
    /// Votes, one figure an option.
    pub votes: &'a [f64],
    /// Valid votes, ballots, registered voters: what the shares are shares of.
    pub denominator: f64,
}

/// The estimate of one set of options over one denominator, kept up to date report by report.
#[derive(Clone, Debug)]
pub struct Projection<'m> {
    pub(crate) model: &'m Model,
    pub(crate) settings: Settings,
    /// Stations drawn in each stratum.
    pub(crate) designed: Vec<f64>,
    pub(crate) sums: Sums,
    pub(crate) rows: Vec<Row>,
    pub(crate) top: Grid,
    pub(crate) bottom: Vec<f64>,
    /// The stratum and the number of each area seen, in the order of appearance.
    pub(crate) areas: Vec<(usize, usize)>,
    places: BTreeMap<usize, usize>,
    slots: BTreeMap<usize, usize>,
}

/// Where a report belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) station: usize,
    pub(crate) stratum: usize,
    pub(crate) area: Option<usize>,
    pub(crate) size: f64,
    pub(crate) expansion: f64,
}

impl<'m> Projection<'m> {
    /// Starts an evening: `designed` stations were drawn in each stratum, `options` are estimated.
    pub fn new(model: &'m Model, designed: &[u32], options: usize, settings: Settings) -> Self {
        let sums = Sums::new(model.strata(), model.columns(), options);
        let mut designed: Vec<f64> = designed.iter().map(|n| f64::from(*n)).collect();
        designed.resize(model.strata(), 0.0);
        Self {
            model,
            settings,
            designed,
            sums,
            rows: Vec::new(),
            top: Grid::zero(0, options),
            bottom: Vec::new(),
            areas: Vec::new(),
            places: BTreeMap::new(),
            slots: BTreeMap::new(),
        }
    }

    /// How many stations have reported.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nobody has reported.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many options are estimated.
    pub fn options(&self) -> usize {
        self.top.width()
    }

    /// Takes a report in; one of the same station is replaced. Whether it could be used: a station
    /// outside the frame, a denominator or votes that are no number, or none at all, cannot.
    pub fn report(&mut self, report: &Report<'_>) -> bool {
        let figures = report.votes.iter().chain([&report.denominator, &report.expansion]);
        let sound = figures.into_iter().all(|figure| figure.is_finite() && *figure >= 0.0);
        if report.station >= self.model.stations() || !sound || report.expansion <= 0.0 {
            return false;
        }
        self.withdraw(report.station);
        let area = self.model.area(report.station);
        let row = Row {
            station: report.station,
            stratum: self.model.stratum(report.station),
            area: area.map(|area| self.slot(area, report.station)),
            size: self.model.size(report.station),
            expansion: report.expansion,
        };
        self.places.insert(report.station, self.rows.len());
        self.rows.push(row);
        self.top.push(report.votes);
        self.bottom.push(report.denominator);
        let entry = entry(self.model, &row, report.votes, report.denominator);
        self.sums.add(&entry, 1.0);
        true
    }

    /// Takes a station's report out again. Whether there was one.
    pub fn withdraw(&mut self, station: usize) -> bool {
        let Some(place) = self.places.remove(&station) else { return false };
        let Some(row) = self.rows.get(place).copied() else { return false };
        let votes = self.top.row(place).to_vec();
        let denominator = self.bottom.get(place).copied().unwrap_or(0.0);
        self.sums.add(&entry(self.model, &row, &votes, denominator), -1.0);
        self.rows.swap_remove(place);
        self.top.swap_remove(place);
        self.bottom.swap_remove(place);
        if let Some(moved) = self.rows.get(place) {
            self.places.insert(moved.station, place);
        }
        true
    }

    /// The estimate from what is in; nothing before the first report with a denominator.
    pub fn fit(&self) -> Option<Fit> {
        fit::fit(self)
    }

    fn slot(&mut self, area: usize, station: usize) -> usize {
        if let Some(slot) = self.slots.get(&area) {
            return *slot;
        }
        let slot = self.areas.len();
        self.slots.insert(area, slot);
        self.areas.push((self.model.stratum(station), area));
        self.sums.push_area();
        slot
    }
}

fn entry<'a>(model: &'a Model, row: &Row, top: &'a [f64], bottom: f64) -> Entry<'a> {
    Entry {
        x: model.row(row.station),
        stratum: row.stratum,
        area: row.area,
        size: row.size,
        expansion: row.expansion,
        top,
        bottom,
    }
}
