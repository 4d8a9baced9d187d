//! Shares and thresholds as written.

use sanaq_said::said;
use serde::Deserialize;
use toml::{Spanned, Value};

use super::{Beside, flat, in_districts, only_in};
use crate::{
    contest::OptionKind,
    file::Reader,
    law::{Bar, CoalitionShare, Denominator, Scope, Threshold},
    ratio::Ratio,
};

/// A share to be reached, as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawBar {
    pub(super) share: Spanned<Value>,
    #[serde(default)]
    pub(super) of: Denominator,
    pub(super) strict: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawThreshold {
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
pub(super) struct RawCoalitionShare {
    parties: u32,
    share: Spanned<Value>,
}

impl RawBar {
    pub(super) fn resolve(self, strict: bool, reader: &mut Reader<'_>) -> Option<Bar> {
        let share = share("share", &self.share, reader)?;
        Some(Bar { share, of: self.of, strict: self.strict.unwrap_or(strict) })
    }
}

/// A share of something: between 0 and 1.
pub(super) fn share(key: &str, written: &Spanned<Value>, reader: &mut Reader<'_>) -> Option<Ratio> {
    let ratio = reader.ratio(key, written)?;
    if ratio > Ratio::ONE {
        let message = said!(
            "said-share-most",
            "found {found}, expected a share of at most 1 (7 % is 0.07)",
            found = ratio.to_string()
        );
        reader.problem(written.span().start, key, message);
        return None;
    }
    Some(ratio)
}

/// A share that may be absent.
#[expect(clippy::option_option, reason = "written or not, right or wrong")]
pub(super) fn share_if(
    key: &str,
    written: Option<&Spanned<Value>>,
    reader: &mut Reader<'_>,
) -> Option<Option<Ratio>> {
    flat(written.map(|written| share(key, written, reader)))
}

impl RawThreshold {
    pub(super) fn resolve(
        self,
        at: usize,
        beside: &Beside<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<Threshold> {
        if let Some(written) = self.in_district.as_ref().filter(|_| !beside.districts) {
            reader.problem(written.span().start, "in-district", only_in(in_districts()));
        }
        if self.scope == Scope::District && !beside.districts {
            reader.problem(at, "scope", only_in(in_districts()));
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
            coalition: coalition(self.coalition, at, beside, reader)?,
            direct_seats: self.direct_seats,
            in_district: share_if("in-district", self.in_district.as_ref(), reader)?,
        })
    }
}

/// The shares by number of parties, fewest first; then every coalition must say its number.
fn coalition(
    written: Vec<Spanned<RawCoalitionShare>>,
    at: usize,
    beside: &Beside<'_>,
    reader: &mut Reader<'_>,
) -> Option<Vec<CoalitionShare>> {
    let mut steps: Vec<CoalitionShare> = Vec::with_capacity(written.len());
    for raw in written {
        let at = raw.span().start;
        let raw = raw.into_inner();
        if steps.iter().any(|other| other.parties == raw.parties) {
            let message = said!(
                "said-parties-twice",
                "found {n} parties twice, expected once",
                n = raw.parties
            );
            reader.problem(at, "coalition", message);
        }
        let share = share("share", &raw.share, reader)?;
        steps.push(CoalitionShare { parties: raw.parties, share });
    }
    steps.sort_by_key(|step| step.parties);
    let uncounted = beside
        .options
        .iter()
        .filter(|option| option.kind == OptionKind::Coalition && option.parties.is_none());
    for option in uncounted.filter(|_| !steps.is_empty()) {
        let message = said!(
            "said-parties-uncounted",
            "found shares by number of parties, expected `parties` in the coalition «{id}» too",
            id = option.id.as_str()
        );
        reader.problem(at, "coalition", message);
    }
    Some(steps)
}

/// What votes are multiplied by: some decimal with few digits.
pub(super) fn factor(
    key: &str,
    written: &Spanned<Value>,
    reader: &mut Reader<'_>,
) -> Option<Ratio> {
    let factor = reader.ratio(key, written)?;
    if factor == Ratio::ZERO || factor.num() > 10_000 || factor.den() > 10_000 {
        let message =
            said!("said-factor", "expected a factor above 0 with few digits, such as 0.7 or 1.35");
        reader.problem(written.span().start, key, message);
        return None;
    }
    Some(factor)
}
