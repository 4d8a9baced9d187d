//! `[contest.rules]` as written, and what contradicts itself in it.

use serde::Deserialize;
use toml::{Spanned, Value};

use super::{
    AllianceThreshold, Alliances, Bar, BelowThreshold, CoalitionShare, Denominator, Divisor,
    Formula, Levelling, Majority, Quota, Referendum, Rules, Scope, Threshold, TieBreak, Win,
};
use crate::{
    contest::{ContestKind, OptionInfo, OptionKind},
    file::Reader,
    names::OptionId,
    ratio::Ratio,
    units::Seats,
};

const LIST_FORMULAS: &str = "largest-remainder, dhondt, sainte-lague, modified-sainte-lague, \
                             danish, adams, huntington-hill or macau";

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

/// A share to be reached, as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawBar {
    share: Spanned<Value>,
    #[serde(default)]
    of: Denominator,
    strict: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawWin {
    share: Spanned<Value>,
    #[serde(default)]
    of: Denominator,
    strict: Option<bool>,
    lead: Option<Spanned<Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawThreshold {
    share: Spanned<Value>,
    #[serde(default)]
    of: Denominator,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    scope: Scope,
    minority: Option<Spanned<Value>>,
    minority_factor: Option<Spanned<Value>>,
    independent: Option<Spanned<Value>>,
    #[serde(default)]
    coalition: Vec<Spanned<RawCoalitionShare>>,
    direct_seats: Option<u32>,
    in_district: Option<Spanned<Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawCoalitionShare {
    parties: u32,
    share: Spanned<Value>,
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

/// The keys that say how votes become seats, wherever they stand.
struct RawFormula {
    name: Option<Spanned<String>>,
    quota: Option<Spanned<Quota>>,
    first_divisor: Option<Spanned<Value>>,
}

impl RawRules {
    /// Turns what was written into rules; problems go to the reader.
    pub(crate) fn resolve(self, beside: &Beside<'_>, reader: &mut Reader<'_>) -> Option<Rules> {
        self.refuse_foreign_keys(beside, reader);
        let raw =
            RawFormula { name: self.formula, quota: self.quota, first_divisor: self.first_divisor };
        let formula = match beside.kind {
            ContestKind::List => raw.list(beside.at, reader),
            ContestKind::Plurality => raw.other("plurality", reader).then_some(Formula::Plurality),
            ContestKind::Majority => {
                let known = raw.other("majority", reader);
                let majority = majority(self.majority, self.runoff.as_ref(), reader)?;
                known.then_some(Formula::Majority(majority))
            }
            ContestKind::Referendum => {
                let known = raw.other("referendum", reader);
                let referendum = referendum(self.majority, self.approve, beside, reader)?;
                known.then_some(Formula::Referendum(referendum))
            }
        };
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
            alliances: flat(alliances)?.unwrap_or_default(),
            levelling: flat(levelling)?,
            turnout_quorum: flat(turnout_quorum)?,
            approval_quorum: flat(approval_quorum)?,
            tie_break: self.tie_break,
        })
    }

    /// Keys that mean nothing in this kind of contest are mistakes.
    fn refuse_foreign_keys(&self, beside: &Beside<'_>, reader: &mut Reader<'_>) {
        fn at<T>(value: Option<&Spanned<T>>) -> Option<usize> {
            value.map(|value| value.span().start)
        }
        let list = beside.kind == ContestKind::List;
        let counted = matches!(beside.kind, ContestKind::Majority | ContestKind::Referendum);
        let lists = "a contest of kind «list»";
        let keys = [
            ("threshold", at(self.threshold.as_ref()), list, lists),
            ("minimum-lists", at(self.minimum_lists.as_ref()), list, lists),
            ("minimum-lists-share", at(self.minimum_lists_share.as_ref()), list, lists),
            ("below-threshold", at(self.below_threshold.as_ref()), list, lists),
            ("alliances", at(self.alliances.as_ref()), list, lists),
            (
                "levelling",
                at(self.levelling.as_ref()),
                list && beside.districts,
                "a contest of kind «list» with [[contest.districts]]",
            ),
            (
                "majority",
                at(self.majority.as_ref()),
                counted,
                "a contest of kind «majority» or «referendum»",
            ),
            (
                "runoff",
                at(self.runoff.as_ref()),
                beside.kind == ContestKind::Majority,
                "a contest of kind «majority»",
            ),
            (
                "approve",
                at(self.approve.as_ref()),
                beside.kind == ContestKind::Referendum,
                "a contest of kind «referendum»",
            ),
        ];
        for (key, at, fits, expected) in keys {
            if let Some(at) = at.filter(|_| !fits) {
                reader.problem(at, key, format!("found here, expected only in {expected}"));
            }
        }
        if let Some(lists) = self.minimum_lists.as_ref().filter(|lists| *lists.get_ref() < 2) {
            let message = format!("found {}, expected at least 2", lists.get_ref());
            reader.problem(lists.span().start, "minimum-lists", message);
        }
        let admits = self.minimum_lists.is_some() || self.minimum_lists_share.is_some();
        if let Some(at) = at(self.below_threshold.as_ref()).filter(|_| !admits) {
            let message = "found here, expected only beside minimum-lists or minimum-lists-share";
            reader.problem(at, "below-threshold", message);
        }
        if let Some(at) = at(self.minimum_lists.as_ref()).filter(|_| self.threshold.is_none()) {
            reader.problem(at, "minimum-lists", "found without a threshold, expected beside one");
        }
    }
}

/// Nothing written is fine; something written that is wrong is not.
#[expect(clippy::option_option, reason = "written or not, right or wrong")]
fn flat<T>(written: Option<Option<T>>) -> Option<Option<T>> {
    written.map_or(Some(None), |right| right.map(Some))
}

impl RawFormula {
    /// The formula of a list contest, which must be named.
    fn list(self, at: usize, reader: &mut Reader<'_>) -> Option<Formula> {
        let Some(name) = &self.name else {
            reader.problem(at, "formula", format!("not found, expected {LIST_FORMULAS}"));
            return None;
        };
        let divisor = match name.get_ref().as_str() {
            "largest-remainder" => None,
            "dhondt" => Some(Divisor::Dhondt),
            "sainte-lague" => Some(Divisor::SainteLague),
            "modified-sainte-lague" => Some(Divisor::ModifiedSainteLague(self.first(reader)?)),
            "danish" => Some(Divisor::Danish),
            "adams" => Some(Divisor::Adams),
            "huntington-hill" => Some(Divisor::HuntingtonHill),
            "macau" => Some(Divisor::Macau),
            found => {
                let message = format!("found «{found}», expected {LIST_FORMULAS}");
                reader.problem(name.span().start, "formula", message);
                return None;
            }
        };
        let modified = matches!(divisor, Some(Divisor::ModifiedSainteLague(_)));
        if let Some(first) = self.first_divisor.as_ref().filter(|_| !modified) {
            let message = format!(
                "found beside «{}», expected only beside modified-sainte-lague",
                name.get_ref()
            );
            reader.problem(first.span().start, "first-divisor", message);
        }
        if let Some(quota) = self.quota.as_ref().filter(|_| divisor.is_some()) {
            let message = format!(
                "found beside «{}», expected only beside largest-remainder",
                name.get_ref()
            );
            reader.problem(quota.span().start, "quota", message);
        }
        let quota = self.quota.map(Spanned::into_inner).unwrap_or_default();
        Some(divisor.map_or(Formula::LargestRemainder(quota), Formula::Divisor))
    }

    /// 1.4 as in Norway's law, unless another first divisor is given.
    fn first(&self, reader: &mut Reader<'_>) -> Option<Ratio> {
        let Some(written) = &self.first_divisor else { return Ratio::new(7, 5) };
        let first = reader.ratio("first-divisor", written)?;
        let three = Ratio::new(3, 1)?;
        if first == Ratio::ZERO || first >= three || first.num() > 1_000_000 {
            let message = "expected a divisor above 0 and below 3 with few digits, such as 1.4";
            reader.problem(written.span().start, "first-divisor", message);
            return None;
        }
        Some(first)
    }

    /// The formula of another kind of contest, which its kind names already.
    fn other(self, expected: &str, reader: &mut Reader<'_>) -> bool {
        let mut known = true;
        if let Some(name) = self.name.filter(|name| name.get_ref() != expected) {
            let message = format!(
                "found «{}», expected «{expected}» as the contest's kind says",
                name.get_ref()
            );
            reader.problem(name.span().start, "formula", message);
            known = false;
        }
        let quota = self.quota.map(|quota| ("quota", quota.span().start));
        let first = self.first_divisor.map(|first| ("first-divisor", first.span().start));
        for (key, at) in quota.into_iter().chain(first) {
            reader.problem(at, key, "found here, expected only in a contest of kind «list»");
            known = false;
        }
        known
    }
}

impl RawBar {
    fn resolve(self, strict: bool, reader: &mut Reader<'_>) -> Option<Bar> {
        let share = share("share", &self.share, reader)?;
        Some(Bar { share, of: self.of, strict: self.strict.unwrap_or(strict) })
    }
}

/// A share of something: between 0 and 1.
fn share(key: &str, written: &Spanned<Value>, reader: &mut Reader<'_>) -> Option<Ratio> {
    let ratio = reader.ratio(key, written)?;
    if ratio > Ratio::ONE {
        let message = format!("found {ratio}, expected a share of at most 1 (7 % is 0.07)");
        reader.problem(written.span().start, key, message);
        return None;
    }
    Some(ratio)
}

/// A share that may be absent.
#[expect(clippy::option_option, reason = "written or not, right or wrong")]
fn share_if(
    key: &str,
    written: Option<&Spanned<Value>>,
    reader: &mut Reader<'_>,
) -> Option<Option<Ratio>> {
    flat(written.map(|written| share(key, written, reader)))
}

impl RawThreshold {
    fn resolve(self, at: usize, beside: &Beside<'_>, reader: &mut Reader<'_>) -> Option<Threshold> {
        let mut coalition = Vec::with_capacity(self.coalition.len());
        for raw in self.coalition {
            let at = raw.span().start;
            let raw = raw.into_inner();
            let share = share("share", &raw.share, reader)?;
            coalition.push(CoalitionShare { parties: raw.parties, share });
            if coalition.iter().filter(|other| other.parties == raw.parties).count() > 1 {
                let message = format!("found {} parties twice, expected once", raw.parties);
                reader.problem(at, "coalition", message);
            }
        }
        coalition.sort_by_key(|step| step.parties);
        let uncounted = beside
            .options
            .iter()
            .filter(|option| option.kind == OptionKind::Coalition && option.parties.is_none());
        for option in uncounted.filter(|_| !coalition.is_empty()) {
            let message = format!(
                "found shares by number of parties, expected `parties` in the coalition «{}» too",
                option.id
            );
            reader.problem(at, "coalition", message);
        }
        if let Some(written) = self.in_district.as_ref().filter(|_| !beside.districts) {
            let message = "found here, expected only in a contest with [[contest.districts]]";
            reader.problem(written.span().start, "in-district", message);
        }
        if self.scope == Scope::District && !beside.districts {
            let message = "found «district», expected only in a contest with [[contest.districts]]";
            reader.problem(at, "scope", message);
        }
        let factor = self.minority_factor.as_ref();
        Some(Threshold {
            share: share("share", &self.share, reader)?,
            of: self.of,
            strict: self.strict,
            scope: self.scope,
            minority: share_if("minority", self.minority.as_ref(), reader)?,
            minority_factor: flat(factor.map(|f| self::factor("minority-factor", f, reader)))?
                .unwrap_or(Ratio::ONE),
            independent: share_if("independent", self.independent.as_ref(), reader)?,
            coalition,
            direct_seats: self.direct_seats,
            in_district: share_if("in-district", self.in_district.as_ref(), reader)?,
        })
    }
}

/// What votes are multiplied by: some decimal with few digits.
fn factor(key: &str, written: &Spanned<Value>, reader: &mut Reader<'_>) -> Option<Ratio> {
    let factor = reader.ratio(key, written)?;
    if factor == Ratio::ZERO || factor.num() > 10_000 || factor.den() > 10_000 {
        let message = "expected a factor above 0 with few digits, such as 0.7 or 1.35";
        reader.problem(written.span().start, key, message);
        return None;
    }
    Some(factor)
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
            reader.problem(self.seats.span().start, "seats", "found 0, expected at least 1");
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

/// More than half of the valid votes, unless the law says otherwise.
fn half() -> Option<Win> {
    let bar = Bar { share: Ratio::new(1, 2)?, of: Denominator::Valid, strict: true };
    Some(Win { bar, lead: Ratio::ZERO })
}

fn wins(raw: Option<Spanned<Vec<RawWin>>>, reader: &mut Reader<'_>) -> Option<Vec<Win>> {
    let Some(raw) = raw else { return half().map(|half| vec![half]) };
    if raw.get_ref().is_empty() {
        let message = "found none, expected at least one such as [{ share = 0.5 }]";
        reader.problem(raw.span().start, "majority", message);
        return None;
    }
    let one = |raw: RawWin| {
        let lead = share_if("lead", raw.lead.as_ref(), reader)?.unwrap_or(Ratio::ZERO);
        let bar = RawBar { share: raw.share, of: raw.of, strict: raw.strict };
        Some(Win { bar: bar.resolve(true, reader)?, lead })
    };
    raw.into_inner().into_iter().map(one).collect()
}

fn majority(
    raw: Option<Spanned<Vec<RawWin>>>,
    runoff: Option<&Spanned<u32>>,
    reader: &mut Reader<'_>,
) -> Option<Majority> {
    let enough = wins(raw, reader)?;
    if let Some(one) = runoff.filter(|runoff| *runoff.get_ref() == 1) {
        let message = "found 1, expected 2 or more who go on, or 0 for no second round";
        reader.problem(one.span().start, "runoff", message);
    }
    Some(Majority { enough, runoff: runoff.map_or(2, |runoff| *runoff.get_ref()) })
}

fn referendum(
    raw: Option<Spanned<Vec<RawWin>>>,
    approve: Option<Spanned<OptionId>>,
    beside: &Beside<'_>,
    reader: &mut Reader<'_>,
) -> Option<Referendum> {
    let at = raw.as_ref().map_or(beside.at, |raw| raw.span().start);
    let wins = wins(raw, reader)?;
    let [Win { bar, lead: Ratio::ZERO }] = wins.as_slice() else {
        let message = "expected one share without a lead in a referendum";
        reader.problem(at, "majority", message);
        return None;
    };
    let approve_at = approve.as_ref().map_or(beside.at, |id| id.span().start);
    let id = approve.map(Spanned::into_inner).or_else(|| "yes".parse().ok())?;
    let known = beside.options.iter().any(|option| option.id == id);
    if !known && !beside.options.is_empty() {
        let message = format!(
            "found «{id}», which is no option: expected the option that adopts the proposal"
        );
        reader.problem(approve_at, "approve", message);
        return None;
    }
    Some(Referendum { approve: id, majority: *bar })
}
