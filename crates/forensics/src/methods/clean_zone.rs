//! Anomalous votes.
//!
//! Source: S. Shpilkin's method as published with code by Cedar (2024). Where some stations add
//! votes for one option, their turnout rises with its share, while the ratio k of its votes to all
//! others stays what it was at clean stations. With L votes for the option, O for all others, and
//! k taken at a clean stretch of turnout, the anomalous votes are `Σ (L − k O)`.
//!
//! [`with_bin`] reproduces that with the clean bin given. [`find`] finds the clean stretch itself
//! and asks whether the method applies at all, since the plain formula gives +15 % and −31 % on
//! elections that nobody disputes (Poland 2025):
//!
//! 1. *The zone* is the stretch of whole percents of turnout that holds most of O and over which
//!    `ln k` stays within [`TOLERANCE`] of the stretch's own, allowing two standard errors.
//! 2. *The reach* of honest stations is the mode of O within the zone plus three spreads, the
//!    spread taken on the left of the mode, where added votes cannot be.
//! 3. *The low end* counts only stations above the reach, and lets `ln k` rise there as it does
//!    around the mode: what remains, no smooth difference between honest voters explains.
//! 4. It applies when the sum beyond the reach is above zero by three standard errors (clustered by
//!    area) and above what closed stations may honestly give; or when the ratio is steady over so
//!    much of the turnout that the interval holds zero.
//!
//! Assumes: added votes, not exchanged ones; some stations left alone. Cannot show: stuffing that
//! keeps turnout within honest reach, votes taken from others, or figures invented everywhere.

use crate::{
    finding::{AnomalousVotes, Method, Range},
    normal::Z_975,
    note::Note,
    stations::{Counts, Stations},
};

/// Stations with this many registered voters or fewer are left out, as in the published code.
const SMALLEST: u32 = 100;
/// How far `ln k` of a bin may be from the zone's, beyond its error.
const TOLERANCE: f64 = 0.06;
/// A zone has at least this many bins of one percent …
const ZONE_BINS: usize = 6;
/// … and this share of the others' votes.
const ZONE_MASS: f64 = 0.06;
/// A zone starts and ends where a bin holds at least this share of the others' votes.
const EDGE_MASS: f64 = 0.001;
/// Bins with fewer stations say nothing about steadiness.
const BIN_STATIONS: u32 = 5;
/// The window that is slid over the zone for the uncertainty of k.
const WINDOW: usize = 5;
/// Honest stations reach this many spreads above the mode.
const REACH: f64 = 3.0;
/// The low end must be this many standard errors above zero.
const BEYOND_DOUBT: f64 = 3.0;
/// Closed stations (hospitals, barracks, ships) are small, full, and may share one preference
/// honestly: what lies beyond the reach must be more than this share of the option's votes.
const CLOSED_STATIONS: f64 = 0.002;
/// The median of |x| under a standard normal.
const MEDIAN_DEVIATION: f64 = 0.674_489_750_196_081_7;
/// Fewer usable stations show no steady stretch.
pub const FEWEST: usize = 200;
const BINS: usize = 100;

/// The clean part of an election and what it predicts.
#[derive(Clone, Copy, Debug)]
pub struct CleanZone {
    /// Turnout of the clean stations.
    pub turnout: Range,
    /// The option's votes for each vote for others at clean stations.
    pub ratio: f64,
    /// The turnout at which most honest votes for others were cast.
    pub mode: f64,
    /// The spread of honest turnout below the mode.
    pub spread: f64,
    /// The turnout above which no honest station is expected.
    pub reach: f64,
    /// How fast `ln k` rises around the mode; never negative.
    pub slope: f64,
    /// The turnout from which the rise is counted.
    pub pivot: f64,
    /// The standard deviation of `ln k` between stations of the zone.
    pub station_spread: f64,
}

impl CleanZone {
    /// The option's votes that a clean station with `others` votes for the others would have,
    /// when the trend around the mode went on.
    pub fn predicted(&self, turnout: f64, others: f64) -> f64 {
        self.ratio * libm::exp(self.slope * (turnout - self.pivot).max(0.0)) * others
    }

    /// The option's share of the ballots at clean stations.
    pub fn share(&self) -> f64 {
        self.ratio / (1.0 + self.ratio)
    }
}

/// Shpilkin's estimate with stations of turnout in (percent, percent + 1] taken as clean.
pub fn with_bin(stations: &Stations<'_>, percent: u8) -> AnomalousVotes {
    let usable = Usable::new(stations);
    let mut answer = usable.answer(Method::Shpilkin);
    let bin = usable.bins.get(usize::from(percent)).copied().unwrap_or_default();
    if !usable.can_apply(stations, 1, &mut answer.notes) {
        return answer;
    }
    if bin.others <= 0.0 {
        answer.notes.push(Note::EmptyBin { percent });
        return answer;
    }
    let ratio = bin.votes / bin.others;
    answer.applies = true;
    answer.set_estimate(usable.votes - ratio * usable.others, &usable);
    let low = f64::from(percent) / 100.0;
    answer.clean_turnout = Some(Range { low, high: low + 0.01 });
    answer.clean_share = Some(ratio / (1.0 + ratio));
    answer.notes.push(Note::GivenBin { percent });
    answer.notes.push(Note::AssumesIndependence);
    answer
}

/// The estimate with the clean zone found and tested.
pub fn find(stations: &Stations<'_>) -> (AnomalousVotes, Option<CleanZone>) {
    let usable = Usable::new(stations);
    let mut answer = usable.answer(Method::CleanZone);
    if !usable.can_apply(stations, FEWEST, &mut answer.notes) {
        return (answer, None);
    }
    let Some(span) = longest_steady(&usable) else {
        answer.notes.push(Note::NoCleanZone);
        return (answer, None);
    };
    let Some(zone) = describe(&usable, span) else {
        answer.notes.push(Note::NoCleanZone);
        return (answer, None);
    };
    judge(&usable, span, &zone, &mut answer);
    (answer, Some(zone))
}

/// One percent of turnout.
#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    votes: f64,
    others: f64,
    stations: u32,
    log_error: f64,
}

impl Bin {
    fn log_ratio(&self) -> Option<f64> {
        (self.votes > 0.0 && self.others > 0.0).then(|| libm::log(self.votes / self.others))
    }
}

/// One station that the method can use.
struct Row {
    turnout: f64,
    bin: usize,
    votes: f64,
    others: f64,
    cluster: u32,
}

struct Usable {
    rows: Vec<Row>,
    bins: Vec<Bin>,
    clusters: u32,
    votes: f64,
    others: f64,
    registered: f64,
    option: String,
}

/// A stretch of bins, both ends included.
#[derive(Clone, Copy)]
struct Span {
    first: usize,
    last: usize,
}

impl Usable {
    fn new(stations: &Stations<'_>) -> Self {
        let areas = stations.results.areas.len();
        let by_area = areas >= 20;
        let usable = |counts: &&Counts| {
            SMALLEST < counts.registered
                && 0 < counts.cast
                && counts.cast <= counts.registered
                && counts.votes <= counts.cast
        };
        let mut bins = vec![Bin::default(); BINS];
        let (mut rows, mut registered) = (Vec::with_capacity(stations.counts.len()), 0.0);
        for counts in stations.counts.iter().filter(usable) {
            let turnout = f64::from(counts.cast) / f64::from(counts.registered);
            let bin = bin_of(turnout);
            let (votes, others) = (f64::from(counts.votes), f64::from(counts.cast - counts.votes));
            let cluster = if by_area { counts.area.index() } else { rows.len() };
            let cluster = u32::try_from(cluster).unwrap_or(u32::MAX);
            registered += f64::from(counts.registered);
            if let Some(sum) = bins.get_mut(bin) {
                sum.votes += votes;
                sum.others += others;
                sum.stations += 1;
            }
            rows.push(Row { turnout, bin, votes, others, cluster });
        }
        set_errors(&rows, &mut bins);
        let clusters = rows.iter().map(|row| row.cluster + 1).max().unwrap_or(0);
        let votes = bins.iter().map(|bin| bin.votes).sum();
        let others = bins.iter().map(|bin| bin.others).sum();
        let option = stations.option.to_string();
        Self { rows, bins, clusters, votes, others, registered, option }
    }

    fn answer(&self, method: Method) -> AnomalousVotes {
        let cast = self.votes + self.others;
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        AnomalousVotes {
            method,
            option: self.option.clone(),
            applies: false,
            estimate: None,
            low: None,
            high: None,
            clean_turnout: None,
            clean_share: None,
            official_share: share(self.votes, cast),
            official_turnout: share(cast, self.registered),
            corrected_turnout: None,
            reach: None,
            power_floor: None,
            stations: self.rows.len(),
            notes: Vec::new(),
        }
    }

    fn can_apply(&self, stations: &Stations<'_>, needed: usize, notes: &mut Vec<Note>) -> bool {
        let note = if stations.counts.is_empty() {
            Note::NoOption
        } else if !stations.has_register {
            Note::NoRegister
        } else if self.rows.len() < needed {
            Note::TooFewStations { stations: self.rows.len(), needed }
        } else {
            return true;
        };
        notes.push(note);
        false
    }

    fn sum(&self, span: Span) -> (f64, f64) {
        let bins = self.bins.iter().take(span.last + 1).skip(span.first);
        bins.fold((0.0, 0.0), |(l, o), bin| (l + bin.votes, o + bin.others))
    }

    /// The standard error of a sum over stations, with those of one area taken together.
    fn clustered_error(&self, term: impl Fn(&Row) -> f64) -> f64 {
        let mut sums = vec![0.0; self.clusters as usize];
        for row in &self.rows {
            if let Some(sum) = sums.get_mut(row.cluster as usize) {
                *sum += term(row);
            }
        }
        sums.iter().map(|sum| sum * sum).sum::<f64>().sqrt()
    }
}

impl AnomalousVotes {
    fn set_estimate(&mut self, estimate: f64, usable: &Usable) {
        self.estimate = Some(estimate);
        let cast = usable.votes + usable.others;
        if usable.registered > 0.0 {
            self.corrected_turnout = Some((cast - estimate) / usable.registered);
        }
    }
}

/// The bin p with `p · 0.01 < turnout ≤ (p + 1) · 0.01`, in double precision as published.
fn bin_of(turnout: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a turnout in (0, 1] gives a whole number from 0 to 100"
    )]
    let near = (turnout * 100.0).ceil().clamp(1.0, 100.0) as usize - 1;
    let edge = |p: usize| p as f64 * 0.01;
    if turnout <= edge(near) && near > 0 {
        near - 1
    } else if turnout > edge(near + 1) && near + 1 < BINS {
        near + 1
    } else {
        near
    }
}

/// Sets each bin's standard error of `ln k`, from the spread between its stations: that of a
/// ratio estimator, `√Σ (L − k O)² / Σ L` (Cochran 1977, section 2.11).
fn set_errors(rows: &[Row], bins: &mut [Bin]) {
    let mut squares = vec![0.0; bins.len()];
    for row in rows {
        if let (Some(bin), Some(square)) = (bins.get(row.bin), squares.get_mut(row.bin)) {
            let ratio = if bin.others > 0.0 { bin.votes / bin.others } else { 0.0 };
            let residual = row.votes - ratio * row.others;
            *square += residual * residual;
        }
    }
    for (bin, square) in bins.iter_mut().zip(squares) {
        bin.log_error = if bin.votes > 0.0 { square.sqrt() / bin.votes } else { 0.0 };
    }
}

/// The stretch with most of the others' votes over which the ratio is steady.
fn longest_steady(usable: &Usable) -> Option<Span> {
    let mut best: Option<(f64, Span)> = None;
    let held =
        |at: usize| usable.bins.get(at).is_some_and(|bin| bin.others >= EDGE_MASS * usable.others);
    for first in (0..BINS).filter(|at| held(*at)) {
        for last in (first + ZONE_BINS - 1..BINS).filter(|at| held(*at)) {
            let span = Span { first, last };
            let (votes, others) = usable.sum(span);
            let enough = others >= ZONE_MASS * usable.others && votes > 0.0;
            let better = best.is_none_or(|(most, _)| others > most);
            if enough && better && is_steady(usable, span, libm::log(votes / others)) {
                best = Some((others, span));
            }
        }
    }
    best.map(|(_, span)| span)
}

fn is_steady(usable: &Usable, span: Span, log_ratio: f64) -> bool {
    let mut bins = usable.bins.iter().take(span.last + 1).skip(span.first);
    bins.all(|bin| match bin.log_ratio() {
        Some(own) if bin.stations >= BIN_STATIONS => {
            (own - log_ratio).abs() <= TOLERANCE + 2.0 * bin.log_error
        }
        _ => true,
    })
}

fn describe(usable: &Usable, span: Span) -> Option<CleanZone> {
    let (votes, others) = usable.sum(span);
    let ratio = votes / others;
    let mode = mode(usable, span);
    let spread = left_spread(usable, mode)?;
    let (slope, pivot) = trend(usable, mode, spread);
    let station_spread = station_spread(usable, span, ratio);
    Some(CleanZone {
        turnout: Range { low: span.first as f64 / 100.0, high: (span.last + 1) as f64 / 100.0 },
        ratio,
        mode,
        spread,
        reach: mode + REACH * spread,
        slope: slope.max(0.0),
        pivot,
        station_spread,
    })
}

/// Where within the zone most votes for others were cast, smoothed over five bins.
fn mode(usable: &Usable, span: Span) -> f64 {
    let smooth = |at: usize| -> f64 {
        let bins = usable.bins.iter().take(at + 3).skip(at.saturating_sub(2));
        bins.map(|bin| bin.others).sum()
    };
    let mut best = (span.first, f64::NEG_INFINITY);
    for at in span.first..=span.last {
        let height = smooth(at);
        if height > best.1 {
            best = (at, height);
        }
    }
    (best.0 as f64 + 0.5) / 100.0
}

/// The spread of turnout below the mode: the weighted median distance, scaled as for a normal.
fn left_spread(usable: &Usable, mode: f64) -> Option<f64> {
    let below = usable.rows.iter().filter(|row| row.turnout < mode);
    let mut distances: Vec<(f64, f64)> =
        below.map(|row| (mode - row.turnout, row.others)).collect();
    distances.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = distances.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    let median = distances.iter().find(|(_, weight)| {
        sum += weight;
        sum >= half
    });
    median.map(|(distance, _)| distance / MEDIAN_DEVIATION).filter(|spread| *spread > 0.0)
}

/// The weighted least-squares slope of `ln k` on turnout from two spreads below the mode to one
/// above, and the turnout through which it turns.
fn trend(usable: &Usable, mode: f64, spread: f64) -> (f64, f64) {
    let core = usable.bins.iter().enumerate().filter_map(|(at, bin)| {
        let turnout = (at as f64 + 0.5) / 100.0;
        let near = (mode - 2.0 * spread..=mode + spread).contains(&turnout);
        let own = bin.log_ratio().filter(|_| near && bin.stations >= BIN_STATIONS)?;
        Some((turnout, own, 1.0 / (bin.log_error * bin.log_error + 1e-4)))
    });
    let points: Vec<(f64, f64, f64)> = core.collect();
    let total: f64 = points.iter().map(|(_, _, w)| w).sum();
    if points.len() < 3 || total <= 0.0 {
        return (0.0, mode);
    }
    let mean_x = points.iter().map(|(x, _, w)| w * x).sum::<f64>() / total;
    let mean_y = points.iter().map(|(_, y, w)| w * y).sum::<f64>() / total;
    let sxx: f64 = points.iter().map(|(x, _, w)| w * (x - mean_x) * (x - mean_x)).sum();
    let sxy: f64 = points.iter().map(|(x, y, w)| w * (x - mean_x) * (y - mean_y)).sum();
    if sxx > 0.0 { (sxy / sxx, mean_x) } else { (0.0, mean_x) }
}

/// How much `ln(L/O)` differs between stations of the zone, by votes.
fn station_spread(usable: &Usable, span: Span, ratio: f64) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    let inside = |row: &&Row| {
        (span.first..=span.last).contains(&row.bin) && row.votes > 0.0 && row.others > 0.0
    };
    for row in usable.rows.iter().filter(inside) {
        let distance = libm::log(row.votes / row.others / ratio);
        sum += distance * distance * row.others;
        weight += row.others;
    }
    if weight > 0.0 { (sum / weight).sqrt() } else { 0.0 }
}

/// The lowest and highest ratio among windows of the zone that hold at least an equal share of it.
fn ratio_range(usable: &Usable, span: Span, ratio: f64) -> (f64, f64) {
    let (_, all) = usable.sum(span);
    let fair = all * WINDOW as f64 / (span.last - span.first + 1) as f64 / 2.0;
    let mut range = (ratio, ratio);
    for first in span.first..=(span.last + 1).saturating_sub(WINDOW) {
        let (votes, others) = usable.sum(Span { first, last: first + WINDOW - 1 });
        if others >= fair && others > 0.0 {
            range = (range.0.min(votes / others), range.1.max(votes / others));
        }
    }
    range
}

/// Decides whether the method applies and how sure it is.
fn judge(usable: &Usable, span: Span, zone: &CleanZone, answer: &mut AnomalousVotes) {
    let (_, zone_others) = usable.sum(span);
    let in_zone = |row: &Row| (span.first..=span.last).contains(&row.bin);
    let residual = |row: &Row| row.votes - zone.ratio * row.others;
    let ratio_error =
        usable.clustered_error(|row| if in_zone(row) { residual(row) } else { 0.0 }) / zone_others;
    let (low_ratio, high_ratio) = ratio_range(usable, span, zone.ratio);
    let margin = Z_975 * ratio_error * usable.others;
    let plain = usable.votes - zone.ratio * usable.others;
    let high = usable.votes - low_ratio * usable.others + margin;
    let plain_low = usable.votes - high_ratio * usable.others - margin;
    let beyond = |row: &Row| {
        let beyond = row.turnout > zone.reach;
        if beyond { row.votes - zone.predicted(row.turnout, row.others) } else { 0.0 }
    };
    let tail: f64 = usable.rows.iter().map(beyond).sum();
    let tail_error = usable.clustered_error(beyond);
    answer.clean_turnout = Some(zone.turnout);
    answer.clean_share = Some(zone.share());
    answer.reach = Some(zone.reach);
    let needed = (BEYOND_DOUBT * tail_error).max(CLOSED_STATIONS * usable.votes);
    answer.power_floor = Some(needed.max((high - plain_low) / 2.0));
    if tail > needed && plain > 0.0 {
        answer.applies = true;
        answer.set_estimate(plain, usable);
        answer.low = Some((tail - Z_975 * tail_error).min(plain));
        answer.high = Some(high);
        answer.notes.push(Note::LowEndIsTail { reach: zone.reach });
        answer.notes.push(Note::AssumesIndependence);
    } else if plain_low <= 0.0 && 0.0 <= high {
        answer.applies = true;
        answer.set_estimate(plain, usable);
        (answer.low, answer.high) = (Some(plain_low), Some(high));
        answer.notes.push(Note::NotDistinguishable);
        answer.notes.push(Note::AssumesIndependence);
    } else if plain < 0.0 {
        answer.notes.push(Note::FallsWithTurnout);
    } else {
        answer.notes.push(Note::HonestDifferences { share: plain / usable.votes });
    }
}

#[cfg(test)]
mod tests;
