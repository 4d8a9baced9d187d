//! Remarks about an estimate in the reader's language.

use fluent_bundle::FluentValue;
use sanaq_estimate::quick_count::Remark;

use crate::{
    table::{name, plain},
    words::{Argument, Words},
};

/// The sentence of a remark, without its full stop.
pub(super) fn remark(words: &Words, remark: &Remark, label: &dyn Fn(&str) -> String) -> String {
    words.with(&format!("remark-{}", remark.code()), &arguments(words, remark, label))
}

// Without a `_` arm on purpose: a new remark does not build until it has words.
fn arguments(
    words: &Words,
    remark: &Remark,
    label: &dyn Fn(&str) -> String,
) -> Vec<Argument<'static>> {
    let share = |name, value: f64| (name, FluentValue::from(words.percent(value)));
    let called = |name, id: &str| (name, FluentValue::from(label(id)));
    let first = |text: &str| ("first", FluentValue::from(name(text)));
    match remark {
        Remark::NothingIn
        | Remark::NoOptions
        | Remark::Honest
        | Remark::Random
        | Remark::Counted
        | Remark::StationsOnly
        | Remark::NoSampleList
        | Remark::NotForAnytime => vec![],
        Remark::HandPicked { stations }
        | Remark::Unknown { stations }
        | Remark::WithoutRegister { stations }
        | Remark::ReleaseOrder { stations }
        | Remark::Obstructed { stations } => vec![("stations", (*stations).into())],
        Remark::TooFew { stations, needed } => {
            vec![("stations", (*stations).into()), ("needed", (*needed).into())]
        }
        Remark::MostlyUnseen { voters } => vec![share("voters", *voters)],
        Remark::Conditional { late, unseen } => vec![
            ("late", words.decimal(*late, 2).into()),
            ("unseen", words.decimal(*unseen, 2).into()),
        ],
        Remark::CommonWeights { covariates } => vec![("covariates", (*covariates).into())],
        Remark::Looks { planned } => vec![("planned", (*planned).into())],
        Remark::FewArrived { part } | Remark::Lots { part } | Remark::Nameless { part } => {
            vec![share("part", *part)]
        }
        Remark::Districts { given, house } => {
            vec![("given", (*given).into()), ("house", (*house).into())]
        }
        Remark::UnseenStrata { strata, voters } => {
            vec![("strata", (*strata).into()), share("voters", *voters)]
        }
        Remark::MergedStrata { strata } => vec![("strata", (*strata).into())],
        Remark::Impossible { stations, first: codes }
        | Remark::OverRegister { stations, first: codes }
        | Remark::Contradictory { stations, first: codes }
        | Remark::NotDrawn { stations, first: codes }
        | Remark::NotInFrame { stations, first: codes } => {
            vec![("stations", (*stations).into()), first(codes)]
        }
        Remark::Clustered { clusters } => vec![("clusters", (*clusters).into())],
        Remark::NoColumn { option } | Remark::Contradiction { option } => {
            vec![called("option", option)]
        }
        Remark::NoWinner { first, second, chance } => vec![
            called("first", first),
            called("second", second),
            ("chance", words.odds(*chance).into()),
        ],
        Remark::ThresholdOpen { option, chance } => {
            vec![called("option", option), ("chance", words.odds(*chance).into())]
        }
        Remark::NoSeats { why } => vec![("why", plain(why).into())],
    }
}
