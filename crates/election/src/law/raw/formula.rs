//! Formulas as written.

use sanaq_said::{Said, said};
use serde::Deserialize;
use toml::{Spanned, Value};

use super::{
    Beside, in_list, only_in,
    share::{RawBar, share_if},
};
use crate::{
    file::Reader,
    law::{Bar, Denominator, Divisor, Formula, Majority, Quota, Referendum, Win},
    names::OptionId,
    ratio::Ratio,
};

const LIST_FORMULAS: &str = "largest-remainder, dhondt, sainte-lague, modified-sainte-lague, \
                             danish, adams, huntington-hill or macau";

/// The keys that say how votes become seats, wherever they stand.
pub(super) struct RawFormula {
    pub(super) name: Option<Spanned<String>>,
    pub(super) quota: Option<Spanned<Quota>>,
    pub(super) first_divisor: Option<Spanned<Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawWin {
    share: Spanned<Value>,
    #[serde(default)]
    of: Denominator,
    strict: Option<bool>,
    lead: Option<Spanned<Value>>,
}

impl RawFormula {
    /// The formula of a list contest, which must be named.
    pub(super) fn list(self, at: usize, reader: &mut Reader<'_>) -> Option<Formula> {
        let Some(name) = &self.name else {
            let message = said!(
                "said-formula-none",
                "not found, expected {expected}",
                expected = LIST_FORMULAS
            );
            reader.problem(at, "formula", message);
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
                let message = said!(
                    "said-formula-unknown",
                    "found «{found}», expected {expected}",
                    found,
                    expected = LIST_FORMULAS
                );
                reader.problem(name.span().start, "formula", message);
                return None;
            }
        };
        let modified = matches!(divisor, Some(Divisor::ModifiedSainteLague(_)));
        if let Some(first) = self.first_divisor.as_ref().filter(|_| !modified) {
            let message = beside_only(name.get_ref(), "modified-sainte-lague");
            reader.problem(first.span().start, "first-divisor", message);
        }
        if let Some(quota) = self.quota.as_ref().filter(|_| divisor.is_some()) {
            let message = beside_only(name.get_ref(), "largest-remainder");
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
            let message = said!(
                "said-first-divisor",
                "expected a divisor above 0 and below 3 with few digits, such as 1.4"
            );
            reader.problem(written.span().start, "first-divisor", message);
            return None;
        }
        Some(first)
    }

    /// The formula of another kind of contest, which its kind names already.
    pub(super) fn other(self, expected: &str, reader: &mut Reader<'_>) -> bool {
        let mut known = true;
        if let Some(name) = self.name.filter(|name| name.get_ref() != expected) {
            let message = said!(
                "said-formula-kind",
                "found «{found}», expected «{expected}» as the contest's kind says",
                found = name.get_ref(),
                expected
            );
            reader.problem(name.span().start, "formula", message);
            known = false;
        }
        let quota = self.quota.map(|quota| ("quota", quota.span().start));
        let first = self.first_divisor.map(|first| ("first-divisor", first.span().start));
        for (key, at) in quota.into_iter().chain(first) {
            reader.problem(at, key, only_in(in_list()));
            known = false;
        }
        known
    }
}

/// A key that only one formula knows.
fn beside_only(found: &str, expected: &str) -> Said {
    said!(
        "said-beside-only",
        "found beside «{found}», expected only beside {expected}",
        found,
        expected
    )
}

/// More than half of the valid votes, unless the law says otherwise.
fn half() -> Option<Win> {
    let bar = Bar { share: Ratio::new(1, 2)?, of: Denominator::Valid, strict: true };
    Some(Win { bar, lead: Ratio::ZERO })
}

fn wins(raw: Option<Spanned<Vec<RawWin>>>, reader: &mut Reader<'_>) -> Option<Vec<Win>> {
    let Some(raw) = raw else { return half().map(|half| vec![half]) };
    if raw.get_ref().is_empty() {
        let message = said!(
            "said-majority-none",
            "found none, expected at least one such as [{{ share = 0.5 }}]"
        );
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

pub(super) fn majority(
    raw: Option<Spanned<Vec<RawWin>>>,
    runoff: Option<&Spanned<u32>>,
    reader: &mut Reader<'_>,
) -> Option<Majority> {
    let enough = wins(raw, reader)?;
    if let Some(one) = runoff.filter(|runoff| *runoff.get_ref() == 1) {
        let message = said!(
            "said-runoff-one",
            "found 1, expected 2 or more who go on, or 0 for no second round"
        );
        reader.problem(one.span().start, "runoff", message);
    }
    Some(Majority { enough, runoff: runoff.map_or(2, |runoff| *runoff.get_ref()) })
}

pub(super) fn referendum(
    raw: Option<Spanned<Vec<RawWin>>>,
    approve: Option<Spanned<OptionId>>,
    beside: &Beside<'_>,
    reader: &mut Reader<'_>,
) -> Option<Referendum> {
    let at = raw.as_ref().map_or(beside.at, |raw| raw.span().start);
    let wins = wins(raw, reader)?;
    let [Win { bar, lead: Ratio::ZERO }] = wins.as_slice() else {
        let message =
            said!("said-referendum-share", "expected one share without a lead in a referendum");
        reader.problem(at, "majority", message);
        return None;
    };
    let approve_at = approve.as_ref().map_or(beside.at, |id| id.span().start);
    let id = approve.map(Spanned::into_inner).or_else(|| "yes".parse().ok())?;
    let known = beside.options.iter().any(|option| option.id == id);
    if !known && !beside.options.is_empty() {
        let message = said!(
            "said-approve",
            "found «{found}», which is no option: expected the option that adopts the proposal",
            found = id.as_str()
        );
        reader.problem(approve_at, "approve", message);
        return None;
    }
    Some(Referendum { approve: id, majority: *bar })
}
