//! Who leads, who passes, who sits: the law applied to joint draws of all options.

use sanaq_election::{Denominator, Formula, OptionInfo, OptionKind, Ratio, Threshold};
use sanaq_seats::{Allocator, Wholes};

use super::{
    Remark, Work,
    answer::{Answer, Chance, SeatsOf},
    tipping,
};
use crate::{
    fit::Fit,
    joint::Joint,
    odds,
    parliament::{self, House, Parliament, Win, Wins},
    random::Seed,
};

/// Votes for nobody that a column names, above which they are told.
const NAMELESS: f64 = 0.01;

impl Work<'_> {
    pub(super) fn outcome(&self, fit: &Fit, answer: &mut Answer, seed: &Seed) {
        if !self.all_named() {
            return;
        }
        self.threshold_odds(fit, answer);
        let joint = Joint::of(fit);
        let places = self.places(answer);
        let contest = self.contest();
        // Without an election nobody says what there is to win.
        let law = Some(&contest).filter(|_| !self.asked.election.contest.options.is_empty());
        let house = law.and_then(|law| Allocator::new(law).ok()).and_then(|allocator| {
            let house = House {
                allocator: &allocator,
                places: &places,
                wholes: self.wholes(),
                tail: 0.5 - 0.5 * self.level,
                nameless: self.nameless(),
            };
            parliament::parliament(&joint, &house, self.asked.draws, seed).ok()
        });
        answer.draws = self.asked.draws;
        self.about_nameless(fit, answer);
        if let Some(house) = house {
            seat(answer, house, contest.seats.get());
            return;
        }
        let (draws, wins) = (self.asked.draws, self.wins());
        let wins_of = Wins { wins: &wins, nameless: self.nameless() };
        let (most, elected) = parliament::leaders(&joint, &places, wins_of, draws, seed);
        answer.winner = chances(answer, &most);
        if !wins.is_empty() {
            answer.majority = chances(answer, &elected);
        }
    }

    /// The contest with the options that the reports name, where it names none.
    fn contest(&self) -> sanaq_election::Contest {
        let mut contest = self.asked.election.contest.clone();
        if contest.options.is_empty() {
            let ids = self.asked.options(self.reports);
            contest.options = ids.into_iter().map(OptionInfo::bare).collect();
        }
        contest
    }

    /// Whether what the columns leave of the whole may be votes for one option more.
    fn nameless(&self) -> bool {
        self.denominator == Denominator::Valid
    }

    fn about_nameless(&self, fit: &Fit, answer: &mut Answer) {
        let rest = fit.lines.last().filter(|_| self.nameless());
        if let Some(line) = rest.filter(|line| line.estimate > NAMELESS) {
            answer.warnings.push(Remark::Nameless { part: line.estimate });
        }
    }

    /// Why there are no seats.
    pub(super) fn no_seats(&self) -> Option<Remark> {
        let rules = &self.asked.election.contest.rules;
        if matches!(rules.formula, Formula::Majority(_) | Formula::Referendum(_)) {
            return None;
        }
        let why = Allocator::new(&self.contest()).err()?;
        Some(Remark::NoSeats { why: why.to_string() })
    }

    /// The whole that draws are shares of.
    fn wholes(&self) -> Wholes {
        let whole = Some(parliament::WHOLE);
        match self.denominator {
            // What options leave of it is in a column of its own.
            Denominator::Valid => Wholes { valid: whole, ..Wholes::default() },
            Denominator::Cast => Wholes { cast: whole, ..Wholes::default() },
            Denominator::Registered => Wholes { registered: whole, ..Wholes::default() },
        }
    }

    /// What elects by a majority of the drawn whole.
    fn wins(&self) -> Vec<Win> {
        let number = |ratio: Ratio| ratio.num() as f64 / ratio.den() as f64;
        match &self.asked.election.contest.rules.formula {
            Formula::Majority(majority) => {
                let wins = majority.enough.iter().filter(|win| win.bar.of == self.denominator);
                let win = |win: &sanaq_election::Win| Win {
                    bar: number(win.bar.share),
                    strict: win.bar.strict,
                    lead: number(win.lead),
                };
                wins.map(win).collect()
            }
            Formula::Referendum(referendum) => {
                let bar = referendum.majority;
                vec![Win { bar: number(bar.share), strict: bar.strict, lead: 0.0 }]
            }
            _ => Vec::new(),
        }
    }

    fn threshold_odds(&self, fit: &Fit, answer: &mut Answer) {
        let options = &self.contest().options;
        for (answer, option) in answer.options.iter_mut().zip(options) {
            let bar = self.bar(option);
            let line = self.shares.column(&option.id).and_then(|column| fit.lines.get(column));
            answer.threshold_probability = bar.zip(line).map(|(bar, line)| {
                odds::passes(line.estimate, line.error_allowed, line.degrees, bar)
            });
        }
    }

    /// The share that the law asks of an option.
    fn bar(&self, option: &OptionInfo) -> Option<f64> {
        let threshold = self.asked.election.contest.rules.threshold.as_ref()?;
        let share = threshold_share(threshold, option);
        (option.kind.is_eligible() && share.num() > 0)
            .then(|| share.num() as f64 / share.den() as f64)
    }

    pub(super) fn tipping_points(&self, fit: &Fit, answer: &mut Answer) {
        let late = self.asked.settings.late;
        let mut order: Vec<(usize, usize, f64)> = Vec::new();
        for (at, place) in self.places(answer).into_iter().enumerate() {
            let line = place.and_then(|column| Some((column, fit.lines.get(column)?)));
            order.extend(line.map(|(column, line)| (at, column, line.estimate)));
        }
        order.sort_by(|a, b| b.2.total_cmp(&a.2));
        if let [(a, first, _), (b, second, _), ..] = order.as_slice()
            && let Some(ids) = Self::id(answer, *a).zip(Self::id(answer, *b))
        {
            answer.tipping_point = tipping::lead(fit, (*first, *second), ids, late);
        }
        let options = self.contest().options;
        let found = order.iter().filter_map(|(at, column, _)| {
            let bar = self.bar(options.get(*at)?)?;
            tipping::threshold(fit, *column, Self::id(answer, *at)?, bar, late)
        });
        answer.threshold_tipping_points = found.collect();
    }
}

/// The share that a threshold asks of an option of its kind.
pub fn threshold_share(threshold: &Threshold, option: &OptionInfo) -> Ratio {
    match option.kind {
        OptionKind::Minority => threshold.minority.unwrap_or(threshold.share),
        OptionKind::Independent => threshold.independent.unwrap_or(threshold.share),
        OptionKind::Coalition => {
            let parties = option.parties.unwrap_or(2);
            let steps = threshold.coalition.iter().rev();
            let step = steps.into_iter().find(|step| step.parties <= parties);
            step.map_or(threshold.share, |step| step.share)
        }
        _ => threshold.share,
    }
}

fn chances(answer: &Answer, parts: &[f64]) -> Vec<Chance> {
    let pairs = answer.options.iter().zip(parts).filter(|(_, part)| **part > 0.0);
    let mut chances: Vec<Chance> =
        pairs.map(|(option, part)| Chance { id: option.id.clone(), probability: *part }).collect();
    chances.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    chances
}

fn seat(answer: &mut Answer, house: Parliament, seats: u32) {
    answer.winner = chances(answer, &house.most_votes);
    // Of several hundred seats by plurality one national vote gives one.
    let given = house.allocations.iter().map(|one| one.seats.iter().sum::<u32>()).max();
    if let Some(given) = given.filter(|given| *given < seats && house.lots == 0) {
        answer.warnings.push(Remark::Districts { given, house: seats });
        return;
    }
    if house.lots > 0 {
        let part = house.lots as f64 / house.draws as f64;
        answer.warnings.push(Remark::Lots { part });
    }
    let ids: Vec<_> = answer.options.iter().map(|option| option.id.clone()).collect();
    answer.allocations = house
        .allocations
        .into_iter()
        .map(|one| SeatsOf {
            seats: ids.iter().cloned().zip(one.seats).collect(),
            probability: one.probability,
        })
        .collect();
    for (option, seats) in answer.options.iter_mut().zip(house.options) {
        option.seats = Some(seats);
    }
}
