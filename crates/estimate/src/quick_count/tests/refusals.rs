//! What is refused, and what is fit to be published.

use super::*;

/// Whether an answer holds nothing but counts.
fn only_counts(answer: &Answer) -> bool {
    answer.method == Method::VisitedStations
        && intervals(answer).is_empty()
        && answer.options.iter().all(|option| {
            option.error.is_none()
                && option.threshold_probability.is_none()
                && option.seats.is_none()
        })
        && answer.winner.is_empty()
        && answer.majority.is_empty()
        && answer.allocations.is_empty()
        && answer.tipping_point.is_none()
        && answer.threshold_tipping_points.is_empty()
        && answer.assumptions.is_empty()
        && answer.draws == 0
        && !answer.publishable
}

#[test]
fn nothing_is_said_of_the_country_below_thirty_protocols() {
    let country = Country::new(4, 40);
    let drawn = country.draw(10, "thirty");
    let answer = country.answer(&drawn, &drawn[..29]);
    assert_eq!(answer.refusal, Some(Remark::TooFew { stations: 29, needed: 30 }));
    assert!(only_counts(&answer), "{answer:?}");
    sound(&answer);
    let answer = country.answer(&drawn, &drawn[..30]);
    assert_eq!(answer.refusal, None);
    assert!(option(&answer, "nur-otan").share.is_some());
    sound(&answer);
}

#[test]
fn a_protocol_that_stands_twice_counts_once() {
    let country = Country::new(4, 40);
    let drawn = country.draw(10, "twice");
    let once = country.answer(&drawn, &drawn[..20]);
    let twice = [&drawn[..20], &drawn[..20]].concat();
    let twice = country.answer(&drawn, &twice);
    assert_eq!(twice.refusal, Some(Remark::TooFew { stations: 20, needed: 30 }));
    assert_eq!(twice.options[0].at_visited, once.options[0].at_visited);
    assert_eq!(twice.stations, once.stations);
}

#[test]
fn protocols_that_cannot_be_used_do_not_make_thirty() {
    let mut country = Country::new(4, 40);
    let drawn = country.draw(10, "unusable");
    country.sheets[drawn[3]].votes[0] += 5_000;
    country.sheets[drawn[4]].votes.clear();
    let answer = country.answer(&drawn, &drawn[..31]);
    assert_eq!(answer.refusal, Some(Remark::TooFew { stations: 29, needed: 30 }));
    assert_eq!((answer.stations.reported, answer.stations.used), (31, 29));
    let warnings = codes(&answer.warnings);
    assert!(warnings.contains(&"impossible-figures") && warnings.contains(&"unknown-figures"));
}

#[test]
fn stations_that_were_not_drawn_do_not_make_thirty() {
    let country = Country::new(4, 40);
    let all = country.shuffled("strangers");
    let answer = country.answer(&all[..35], &all[10..100]);
    assert_eq!(answer.refusal, Some(Remark::TooFew { stations: 25, needed: 30 }));
    assert!(codes(&answer.warnings).contains(&"not-drawn"));
    let same = country.answer(&all[..35], &all[10..35]);
    assert_eq!(answer.options[0].at_visited, same.options[0].at_visited);
}

/// Four regions of the same size: two silent ones are half of the voters, three are more.
#[test]
fn nothing_is_said_while_most_voters_live_in_silent_strata() {
    let country = Country::alike(4, 40, 600, 20, [400, 80, 50, 30, 20]);
    let drawn = country.draw(35, "silent");
    let arrived = |regions: usize| {
        let heard = drawn.iter().filter(|at| country.frame.stratum(**at) < regions);
        heard.copied().collect::<Vec<_>>()
    };
    let half = country.answer(&drawn, &arrived(2));
    assert_eq!(half.refusal, None);
    assert!(!half.publishable && codes(&half.warnings).contains(&"unseen-strata"));
    sound(&half);
    let most = country.answer(&drawn, &arrived(1));
    assert_eq!(most.stations.used, 35);
    assert_eq!(most.refusal, Some(Remark::MostlyUnseen { voters: 0.75 }));
    assert!(only_counts(&most), "{most:?}");
    sound(&most);
}

#[test]
fn stations_chosen_by_hand_speak_for_themselves_only() {
    let country = Country::new(4, 40);
    let stations = country.draw(30, "hand");
    let reports = country.reports(&stations);
    let answer = country.asked(&Sample::HandPicked).answer(&reports, &seed());
    assert_eq!(answer.refusal, Some(Remark::HandPicked { stations: 120 }));
    assert!(only_counts(&answer), "{answer:?}");
    let votes = |at: usize| -> f64 {
        stations.iter().map(|station| f64::from(country.sheets[*station].votes[at])).sum()
    };
    let (first, all) = (votes(0), (0..5).map(votes).sum::<f64>());
    let visited = answer.options[0].at_visited;
    close(visited.votes as f64, first, 1e-15);
    close(visited.share.unwrap(), first / all, 1e-15);
    sound(&answer);
}

#[test]
fn only_a_known_sample_of_which_enough_is_in_is_fit_to_be_published() {
    let country = Country::new(10, 40);
    let drawn = country.draw(20, "publish");
    let spread = |each: usize| {
        let places = drawn.iter().enumerate().filter(|(at, _)| at % 20 < each);
        places.map(|(_, station)| *station).collect::<Vec<_>>()
    };
    // 25 % of the sample is enough, less is not.
    let enough = country.answer(&drawn, &spread(5));
    assert!(enough.publishable && !codes(&enough.warnings).contains(&"few-arrived"));
    let few = country.answer(&drawn, &spread(4));
    assert!(few.refusal.is_none() && !few.publishable);
    assert!(codes(&few.warnings).contains(&"few-arrived"));
    // No list of drawn stations: nobody knows what is missing.
    let reports = country.reports(&drawn);
    let unlisted = country.asked(&Sample::Unlisted).answer(&reports, &seed());
    assert!(unlisted.refusal.is_none() && !unlisted.publishable);
    assert!(codes(&unlisted.warnings).contains(&"no-sample-list"));
    assert!(country.answer(&drawn, &drawn).publishable);
}

/// Ten regions of the same size: two silent ones may be published, three may not.
#[test]
fn silent_strata_with_a_fifth_of_the_voters_are_the_most_that_is_published() {
    let country = Country::alike(10, 40, 600, 20, [400, 80, 50, 30, 20]);
    let drawn = country.draw(20, "fifth");
    for (heard, publishable) in [(10, true), (8, true), (7, false)] {
        let arrived = drawn.iter().filter(|at| country.frame.stratum(**at) < heard);
        let answer = country.answer(&drawn, &arrived.copied().collect::<Vec<_>>());
        assert!(answer.refusal.is_none());
        assert_eq!(answer.publishable, publishable, "{heard} regions");
    }
}

#[test]
fn a_full_count_is_fit_to_be_published_without_a_list_and_however_small() {
    let country = Country::new(1, 3);
    let reports = country.reports(&[0, 1, 2]);
    let answer = country.asked(&Sample::Unlisted).answer(&reports, &seed());
    assert!(answer.publishable && answer.refusal.is_none(), "{answer:?}");
    assert_eq!(codes(&answer.assumptions), ["honest-protocols", "counted"]);
    sound(&answer);
}
