//! Every remark has words in every language.

use std::collections::BTreeSet;

use super::{remark::remark, *};
use crate::{Language, words::MISSING};

/// One of each remark, in singular and plural where that matters.
pub(crate) fn every_remark() -> Vec<Remark> {
    let text = || "Elm".to_owned();
    let (first, part, voters) = (text(), 0.123, 0.4);
    let mut all = vec![
        Remark::MostlyUnseen { voters },
        Remark::NothingIn,
        Remark::NoOptions,
        Remark::Nameless { part },
        Remark::Districts { given: 1, house: 308 },
        Remark::Honest,
        Remark::Random,
        Remark::Conditional { late: 0.1, unseen: 0.26 },
        Remark::Counted,
        Remark::StationsOnly,
        Remark::CommonWeights { covariates: 0 },
        Remark::NoSampleList,
        Remark::FewArrived { part },
        Remark::NoColumn { option: text() },
        Remark::NoWinner { first: text(), second: "Birch".to_owned(), chance: 0.6 },
        Remark::ThresholdOpen { option: text(), chance: 0.4 },
        Remark::NoSeats { why: text() },
        Remark::Lots { part },
        Remark::NotForAnytime,
        Remark::Contradiction { option: text() },
    ];
    for stations in [1, 2, 5, 21] {
        let first = first.clone();
        all.extend([
            Remark::HandPicked { stations },
            Remark::TooFew { stations, needed: 30 },
            Remark::CommonWeights { covariates: stations },
            Remark::Looks { planned: stations },
            Remark::UnseenStrata { strata: stations, voters },
            Remark::MergedStrata { strata: stations },
            Remark::Unknown { stations },
            Remark::Impossible { stations, first: first.clone() },
            Remark::OverRegister { stations, first: first.clone() },
            Remark::Contradictory { stations, first: first.clone() },
            Remark::ReleaseOrder { stations },
            Remark::NotDrawn { stations, first: first.clone() },
            Remark::NotInFrame { stations, first },
            Remark::WithoutRegister { stations },
            Remark::Clustered { clusters: stations },
            Remark::Obstructed { stations },
        ]);
    }
    all
}

/// How many kinds there are. Without a `_` arm on purpose: a new kind does not build here until it
/// is counted, and then the list above must have it.
const fn kinds(remark: &Remark) -> usize {
    match remark {
        Remark::HandPicked { .. }
        | Remark::TooFew { .. }
        | Remark::MostlyUnseen { .. }
        | Remark::NothingIn
        | Remark::Honest
        | Remark::Random
        | Remark::Conditional { .. }
        | Remark::Counted
        | Remark::StationsOnly
        | Remark::CommonWeights { .. }
        | Remark::Looks { .. }
        | Remark::NoSampleList
        | Remark::FewArrived { .. }
        | Remark::UnseenStrata { .. }
        | Remark::MergedStrata { .. }
        | Remark::Unknown { .. }
        | Remark::Impossible { .. }
        | Remark::OverRegister { .. }
        | Remark::Contradictory { .. }
        | Remark::ReleaseOrder { .. }
        | Remark::NoOptions
        | Remark::Nameless { .. }
        | Remark::Districts { .. }
        | Remark::NotDrawn { .. }
        | Remark::NotInFrame { .. }
        | Remark::WithoutRegister { .. }
        | Remark::Clustered { .. }
        | Remark::NoColumn { .. }
        | Remark::NoWinner { .. }
        | Remark::ThresholdOpen { .. }
        | Remark::NoSeats { .. }
        | Remark::Lots { .. }
        | Remark::NotForAnytime
        | Remark::Contradiction { .. }
        | Remark::Obstructed { .. } => 35,
    }
}

#[test]
fn every_remark_has_words_in_every_language() {
    let all = every_remark();
    let codes: BTreeSet<&str> = all.iter().map(Remark::code).collect();
    assert_eq!(codes.len(), kinds(&all[0]), "{codes:?}");
    for language in Language::all() {
        let words = Words::new(language).unwrap();
        for known in &all {
            let text = remark(&words, known, &|id| format!("«{id}»"));
            assert!(!text.contains(MISSING) && !text.is_empty(), "{}: {text}", language.tag());
            assert!(!text.ends_with('.'), "{}: {text}", language.tag());
        }
    }
}

#[test]
fn remarks_name_options_by_their_labels_and_count_in_their_language() {
    let said = |language, known: Remark| {
        remark(&Words::new(language).unwrap(), &known, &|id| format!("the {id}"))
    };
    let open = Remark::NoWinner { first: "a".into(), second: "b".into(), chance: 0.6 };
    assert_eq!(
        said(Language::ENGLISH, open),
        "whether the a or the b leads cannot be said: the chance of the a is 60.0\u{a0}%"
    );
    let few =
        |stations| said(Language::from_tag("ru").unwrap(), Remark::TooFew { stations, needed: 30 });
    assert!(few(1).contains("1 пригодный протокол,"), "{}", few(1));
    assert!(few(22).contains("22 пригодных протокола,"), "{}", few(22));
    assert!(few(25).contains("25 пригодных протоколов,"), "{}", few(25));
}

#[test]
fn a_remark_becomes_a_sentence() {
    assert_eq!(sentence("участков нет"), "Участков нет.");
    assert_eq!(sentence("12 stations"), "12 stations.");
    assert_eq!(sentence(""), ".");
}
