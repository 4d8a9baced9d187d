//! `[contest.rules]` as written, and what contradicts itself in it.

mod formula;
mod share;

use sanaq_said::{Said, said};
use serde::Deserialize;
use toml::{Spanned, Value};

use super::{
    AllianceThreshold, Alliances, BelowThreshold, Formula, Levelling, Overhang, Quota,
    RemainingSeats, Rules, TieBreak,
};
use crate::{
    contest::{ContestKind, OptionInfo},
    file::{Reader, no_seats},
    names::OptionId,
    ratio::Ratio,
    units::Seats,
};
use formula::{RawFormula, RawWin, majority, referendum};
use share::{RawBar, RawThreshold, factor};

/// `[contest.rules]` as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawRules {
    formula: Option<Spanned<String>>,
    quota: Option<Spanned<Quota>>,
    first_divisor: Option<Spanned<Value>>,
    threshold: Option<Spanned<RawThreshold>>,
    minimum_lists: Option<Spanned<u32>>,
    minimum_lists_share: Option<Spanned<RawBar>>,
    below_threshold: Option<Spanned<RawBelowThreshold>>,
    seats_at_least: Option<Spanned<u32>>,
    remaining_seats: Option<Spanned<RemainingSeats>>,
    overhang: Option<Spanned<Overhang>>,
    alliances: Option<Spanned<RawAlliances>>,
    levelling: Option<Spanned<RawLevelling>>,
    majority: Option<Spanned<Vec<RawWin>>>,
    runoff: Option<Spanned<u32>>,
    approve: Option<Spanned<OptionId>>,
    turnout_quorum: Option<RawBar>,
    approval_quorum: Option<RawBar>,
    #[serde(default)]
    tie_break: TieBreak,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawBelowThreshold {
    factor: Option<Spanned<Value>>,
    #[serde(default)]
    seats: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawAlliances {
    formula: Option<Spanned<String>>,
    quota: Option<Spanned<Quota>>,
    first_divisor: Option<Spanned<Value>>,
    #[serde(default)]
    threshold: AllianceThreshold,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawLevelling {
    seats: Spanned<u32>,
    formula: Option<Spanned<String>>,
    quota: Option<Spanned<Quota>>,
    first_divisor: Option<Spanned<Value>>,
    threshold: Option<RawThreshold>,
}

/// What the rules are read beside.
pub(crate) struct Beside<'a> {
    /// The kind of contest.
    pub(crate) kind: ContestKind,
    /// What can be voted for.
    pub(crate) options: &'a [OptionInfo],
    /// Whether the contest has districts.
    pub(crate) districts: bool,
    /// Where the rules begin in the text.
    pub(crate) at: usize,
}

impl RawRules {
    /// Turns what was written into rules; problems go to the reader.
    pub(crate) fn resolve(mut self, beside: &Beside<'_>, reader: &mut Reader<'_>) -> Option<Rules> {
        self.refuse_foreign_keys(beside, reader);
        let formula = self.formula(beside, reader);
        let threshold = self.threshold.map(|raw| {
            let at = raw.span().start;
            raw.into_inner().resolve(at, beside, reader)
        });
        let minimum_lists_share =
            self.minimum_lists_share.map(|raw| raw.into_inner().resolve(true, reader));
        let below_threshold = self.below_threshold.map(|raw| raw.into_inner().resolve(reader));
        let alliances = self.alliances.map(|raw| raw.into_inner().resolve(reader));
        let levelling = self.levelling.map(|raw| {
            let at = raw.span().start;
            raw.into_inner().resolve(at, formula.as_ref(), beside, reader)
        });
        let turnout_quorum = self.turnout_quorum.map(|raw| raw.resolve(false, reader));
        let approval_quorum = self.approval_quorum.map(|raw| raw.resolve(false, reader));
        Some(Rules {
            formula: formula?,
            threshold: flat(threshold)?,
            minimum_lists: self.minimum_lists.map(Spanned::into_inner),
            minimum_lists_share: flat(minimum_lists_share)?,
            below_threshold: flat(below_threshold)?.unwrap_or_default(),
            seats_at_least: self.seats_at_least.map_or(0, Spanned::into_inner),
            remaining_seats: self.remaining_seats.map(Spanned::into_inner).unwrap_or_default(),
            overhang: self.overhang.map(Spanned::into_inner).unwrap_or_default(),
            alliances: flat(alliances)?.unwrap_or_default(),
            levelling: flat(levelling)?,
            turnout_quorum: flat(turnout_quorum)?,
            approval_quorum: flat(approval_quorum)?,
            tie_break: self.tie_break,
        })
    }

    /// How votes become seats, from the keys that say so.
    fn formula(&mut self, beside: &Beside<'_>, reader: &mut Reader<'_>) -> Option<Formula> {
        let raw = RawFormula {
            name: self.formula.take(),
            quota: self.quota.take(),
            first_divisor: self.first_divisor.take(),
        };
        match beside.kind {
            ContestKind::List => raw.list(beside.at, reader),
            ContestKind::Plurality => raw.other("plurality", reader).then_some(Formula::Plurality),
            ContestKind::Majority => {
                let known = raw.other("majority", reader);
                let majority = majority(self.majority.take(), self.runoff.as_ref(), reader)?;
                known.then_some(Formula::Majority(majority))
            }
            ContestKind::Referendum => {
                let known = raw.other("referendum", reader);
                let (majority, approve) = (self.majority.take(), self.approve.take());
                let referendum = referendum(majority, approve, beside, reader)?;
                known.then_some(Formula::Referendum(referendum))
            }
        }
    }

    /// Keys that mean nothing in this kind of contest are mistakes.
    fn refuse_foreign_keys(&self, beside: &Beside<'_>, reader: &mut Reader<'_>) {
        let list = beside.kind == ContestKind::List;
        let quotas = self.formula.as_ref().is_none_or(|name| name.get_ref() == "largest-remainder");
        let keys = [
            ("threshold", at(self.threshold.as_ref()), list, in_list()),
            ("minimum-lists", at(self.minimum_lists.as_ref()), list, in_list()),
            ("minimum-lists-share", at(self.minimum_lists_share.as_ref()), list, in_list()),
            ("below-threshold", at(self.below_threshold.as_ref()), list, in_list()),
            ("seats-at-least", at(self.seats_at_least.as_ref()), list, in_list()),
            ("overhang", at(self.overhang.as_ref()), list, in_list()),
            ("alliances", at(self.alliances.as_ref()), list, in_list()),
            (
                "remaining-seats",
                at(self.remaining_seats.as_ref()),
                list && quotas,
                said!(
                    "said-in-remainders",
                    "a contest of kind «list» with formula «largest-remainder»"
                ),
            ),
            (
                "levelling",
                at(self.levelling.as_ref()),
                list && beside.districts,
                said!(
                    "said-in-list-districts",
                    "a contest of kind «list» with [[contest.districts]]"
                ),
            ),
        ];
        let counted = matches!(beside.kind, ContestKind::Majority | ContestKind::Referendum);
        let other_keys = [
            (
                "majority",
                at(self.majority.as_ref()),
                counted,
                said!("said-in-counted", "a contest of kind «majority» or «referendum»"),
            ),
            (
                "runoff",
                at(self.runoff.as_ref()),
                beside.kind == ContestKind::Majority,
                said!("said-in-majority", "a contest of kind «majority»"),
            ),
            (
                "approve",
                at(self.approve.as_ref()),
                beside.kind == ContestKind::Referendum,
                said!("said-in-referendum", "a contest of kind «referendum»"),
            ),
        ];
        for (key, at, fits, place) in keys.into_iter().chain(other_keys) {
            if let Some(at) = at.filter(|_| !fits) {
                reader.problem(at, key, only_in(place));
            }
        }
        self.refuse_lonely_keys(reader);
    }

    /// Keys that mean nothing without another are mistakes.
    fn refuse_lonely_keys(&self, reader: &mut Reader<'_>) {
        if let Some(lists) = self.minimum_lists.as_ref().filter(|lists| *lists.get_ref() < 2) {
            let message = said!(
                "said-minimum-lists",
                "found {found}, expected at least 2",
                found = *lists.get_ref()
            );
            reader.problem(lists.span().start, "minimum-lists", message);
        }
        let admits = self.minimum_lists.is_some() || self.minimum_lists_share.is_some();
        if let Some(at) = at(self.below_threshold.as_ref()).filter(|_| !admits) {
            let message = said!(
                "said-beside-minimum",
                "found here, expected only beside minimum-lists or minimum-lists-share"
            );
            reader.problem(at, "below-threshold", message);
        }
        let admitting = [
            ("minimum-lists", at(self.minimum_lists.as_ref())),
            ("minimum-lists-share", at(self.minimum_lists_share.as_ref())),
        ];
        for (key, at) in admitting {
            if let Some(at) = at.filter(|_| self.threshold.is_none()) {
                let message = said!(
                    "said-beside-threshold",
                    "found without a threshold, expected beside one"
                );
                reader.problem(at, key, message);
            }
        }
    }
}

/// A key that stands where the law that it speaks of has no place.
fn only_in(place: Said) -> Said {
    said!("said-only-in", "found here, expected only in {place}", place)
}

fn in_list() -> Said {
    said!("said-in-list", "a contest of kind «list»")
}

fn in_districts() -> Said {
    said!("said-in-districts", "a contest with [[contest.districts]]")
}

/// Where a value stands, if it is written.
fn at<T>(value: Option<&Spanned<T>>) -> Option<usize> {
    value.map(|value| value.span().start)
}

/// Nothing written is fine; something written that is wrong is not.
#[expect(clippy::option_option, reason = "written or not, right or wrong")]
fn flat<T>(written: Option<Option<T>>) -> Option<Option<T>> {
    written.map_or(Some(None), |right| right.map(Some))
}

impl RawBelowThreshold {
    fn resolve(self, reader: &mut Reader<'_>) -> Option<BelowThreshold> {
        let factor = self.factor.as_ref().map(|written| factor("factor", written, reader));
        Some(BelowThreshold { factor: flat(factor)?.unwrap_or(Ratio::ONE), seats: self.seats })
    }
}

impl RawAlliances {
    fn resolve(self, reader: &mut Reader<'_>) -> Option<Alliances> {
        let named = self.formula.as_ref().map(|name| name.span().start);
        let raw =
            RawFormula { name: self.formula, quota: self.quota, first_divisor: self.first_divisor };
        let formula = flat(named.map(|at| raw.list(at, reader)))?;
        Some(Alliances { formula, threshold: self.threshold })
    }
}

impl RawLevelling {
    fn resolve(
        self,
        at: usize,
        of_contest: Option<&Formula>,
        beside: &Beside<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<Levelling> {
        if *self.seats.get_ref() == 0 {
            reader.problem(self.seats.span().start, "seats", no_seats());
        }
        let named = self.formula.as_ref().map(|name| name.span().start);
        let raw =
            RawFormula { name: self.formula, quota: self.quota, first_divisor: self.first_divisor };
        let formula = match named {
            Some(at) => raw.list(at, reader)?,
            None => of_contest?.clone(),
        };
        let threshold = flat(self.threshold.map(|raw| raw.resolve(at, beside, reader)))?;
        Some(Levelling { seats: Seats(self.seats.into_inner()), formula, threshold })
    }
}
