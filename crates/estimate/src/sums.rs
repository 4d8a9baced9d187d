//! What the reports add up to, kept so that one more report costs microseconds.

use crate::matrix::{Grid, add_scaled};

/// Sums over the reports of a group of stations, for each group.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    pub(crate) stations: Vec<f64>,
    /// Registered voters.
    pub(crate) size: Vec<f64>,
    /// The stations' weights in the model, g.
    pub(crate) weight: Vec<f64>,
    /// g x
    pub(crate) x: Grid,
    /// (g / size) votes, one column an option.
    pub(crate) top: Grid,
    /// (g / size) denominator.
    pub(crate) bottom: Vec<f64>,
}

/// One report with what the frame knows of its station.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) x: &'a [f64],
    pub(crate) stratum: usize,
    pub(crate) area: Option<usize>,
    pub(crate) size: f64,
    /// The station's weight in the model over its size: 1, or how many stations it stands for.
    pub(crate) expansion: f64,
    pub(crate) top: &'a [f64],
    pub(crate) bottom: f64,
}

/// Sums over all reports, by stratum and by area.
#[derive(Clone, Debug)]
pub(crate) struct Sums {
    pub(crate) stations: f64,
    pub(crate) size: f64,
    pub(crate) weight: f64,
    /// g x xᵀ
    pub(crate) xx: Grid,
    /// size · x
    pub(crate) sized_x: Vec<f64>,
    /// (g / size) votes · x, one row an option.
    pub(crate) top_x: Grid,
    /// (g / size) denominator · x
    pub(crate) bottom_x: Vec<f64>,
    /// (g / size²) votes², votes · denominator, one row an option.
    pub(crate) squares: Grid,
    /// (g / size²) denominator²
    pub(crate) bottom_square: f64,
    pub(crate) strata: Level,
    pub(crate) areas: Level,
}

impl Level {
    fn new(groups: usize, covariates: usize, options: usize) -> Self {
        Self {
            stations: vec![0.0; groups],
            size: vec![0.0; groups],
            weight: vec![0.0; groups],
            x: Grid::zero(groups, covariates),
            top: Grid::zero(groups, options),
            bottom: vec![0.0; groups],
        }
    }

    fn push(&mut self) {
        for column in [&mut self.stations, &mut self.size, &mut self.weight, &mut self.bottom] {
            column.push(0.0);
        }
        self.x.push(&[]);
        self.top.push(&[]);
    }

    fn add(&mut self, group: usize, entry: &Entry<'_>, sign: f64) {
        let sign_of = |column: &mut Vec<f64>, value: f64| {
            if let Some(cell) = column.get_mut(group) {
                *cell += sign * value;
            }
        };
        sign_of(&mut self.stations, 1.0);
        sign_of(&mut self.size, entry.size);
        sign_of(&mut self.weight, entry.size * entry.expansion);
        sign_of(&mut self.bottom, entry.expansion * entry.bottom);
        add_scaled(self.x.row_mut(group), entry.x, sign * entry.size * entry.expansion);
        add_scaled(self.top.row_mut(group), entry.top, sign * entry.expansion);
        if self.stations.get(group).is_some_and(|stations| *stations < 0.5) {
            self.clear(group);
        }
    }

    /// Takes away what rounding left when the last report of a group was withdrawn.
    fn clear(&mut self, group: usize) {
        for column in [&mut self.stations, &mut self.size, &mut self.weight, &mut self.bottom] {
            if let Some(cell) = column.get_mut(group) {
                *cell = 0.0;
            }
        }
        self.x.row_mut(group).fill(0.0);
        self.top.row_mut(group).fill(0.0);
    }
}

impl Sums {
    pub(crate) fn new(strata: usize, covariates: usize, options: usize) -> Self {
        Self {
            stations: 0.0,
            size: 0.0,
            weight: 0.0,
            xx: Grid::square(covariates),
            sized_x: vec![0.0; covariates],
            top_x: Grid::zero(options, covariates),
            bottom_x: vec![0.0; covariates],
            squares: Grid::zero(options, 2),
            bottom_square: 0.0,
            strata: Level::new(strata, covariates, options),
            areas: Level::new(0, covariates, options),
        }
    }

    /// Makes room for one more area.
    pub(crate) fn push_area(&mut self) {
        self.areas.push();
    }

    /// Adds a report, or takes it away again with `sign` −1.
    pub(crate) fn add(&mut self, entry: &Entry<'_>, sign: f64) {
        let Entry { x, size, expansion, top, bottom, .. } = *entry;
        self.stations += sign;
        self.size += sign * size;
        self.weight += sign * size * expansion;
        self.xx.add_product(x, x, sign * size * expansion);
        add_scaled(&mut self.sized_x, x, sign * size);
        self.top_x.add_product(top, x, sign * expansion);
        add_scaled(&mut self.bottom_x, x, sign * expansion * bottom);
        for (row, votes) in self.squares.rows_mut().zip(top) {
            add_scaled(row, &[votes * votes, votes * bottom], sign * expansion / size);
        }
        self.bottom_square += sign * expansion * bottom * bottom / size;
        self.strata.add(entry.stratum, entry, sign);
        if let Some(area) = entry.area {
            self.areas.add(area, entry, sign);
        }
    }
}
