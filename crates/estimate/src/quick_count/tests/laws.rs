//! Laws that every estimate obeys: the same bytes, exact when counted, narrower when more is in.

use super::*;

fn bytes(answer: &Answer) -> String {
    serde_json::to_string(answer).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_bytes_with_one_thread_and_with_eight() {
    let country = Country::new(8, 40);
    let drawn = country.draw(15, "bytes");
    let sample = country.sample(&drawn);
    let asked = QuickCount { draws: 3_000, ..country.asked(&sample) };
    let reports = country.reports(&drawn[..90]);
    let with = |threads: usize, seed: &Seed| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| bytes(&asked.answer(&reports, seed)))
    };
    let one = with(1, &seed());
    assert_eq!(one, with(8, &seed()));
    assert_ne!(one, with(1, &Seed::from_text("2")), "the seed matters");
    // Majorities instead of seats go through another loop.
    let mut country = country;
    country.election = builtin::election("poland-2025-round1").unwrap().unwrap();
    country.election.contest.options.clear();
    let asked = QuickCount { draws: 3_000, ..country.asked(&sample) };
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| bytes(&asked.answer(&reports, &seed())))
    };
    let one = with(1);
    assert_eq!(one, with(8));
    assert!(one.contains("\"majority\":[{"), "{one}");
}

#[test]
fn the_order_in_which_reports_stand_does_not_matter_to_what_is_said() {
    let country = Country::new(8, 40);
    let drawn = country.draw(15, "order");
    let back: Vec<usize> = drawn.iter().rev().copied().collect();
    let (one, other) = (country.answer(&drawn, &drawn), country.answer(&drawn, &back));
    for (a, b) in one.options.iter().zip(&other.options) {
        close(a.share.unwrap().low, b.share.unwrap().low, 1e-9);
        close(a.share.unwrap().high, b.share.unwrap().high, 1e-9);
    }
}

#[test]
fn a_full_count_is_exact_without_any_length_or_doubt() {
    for (regions, each) in [(6, 30), (1, 1), (2, 2), (40, 1)] {
        let country = Country::new(regions, each);
        let answer = country.counted();
        let sum = |pick: &dyn Fn(&Sheet) -> u32| -> f64 {
            country.sheets.iter().map(|sheet| f64::from(pick(sheet))).sum()
        };
        let valid = sum(&|sheet| sheet.cast - sheet.invalid);
        let exact = |found: Interval, votes: f64, of: f64| {
            for end in [found.estimate, found.low, found.high] {
                assert!((end - votes / of).abs() <= f64::EPSILON, "{found:?} is not {votes}/{of}");
            }
        };
        for (at, option) in answer.options.iter().enumerate() {
            let votes = sum(&|sheet| sheet.votes[at]);
            exact(option.share.unwrap(), votes, valid);
            exact(option.of["cast"], votes, sum(&|sheet| sheet.cast));
            exact(option.of["registered"], votes, sum(&|sheet| sheet.registered.unwrap()));
            let passes = if votes / valid >= 0.07 { 1.0 } else { 0.0 };
            assert_eq!(option.threshold_probability, Some(passes));
            let seats = option.seats.as_ref().unwrap();
            assert_eq!(seats.low, seats.high);
            assert_eq!(option.error, Some(Deviation { error: 0.0, degrees: None }));
        }
        let register = sum(&|sheet| sheet.registered.unwrap());
        exact(answer.turnout.unwrap().interval, sum(&|sheet| sheet.issued), register);
        let cast = sum(&|sheet| sheet.cast);
        exact(answer.invalid_share.unwrap().interval, sum(&|sheet| sheet.invalid), cast);
        assert_eq!((answer.winner.len(), answer.allocations.len()), (1, 1));
        close(answer.winner[0].probability, 1.0, 0.0);
        assert!(answer.tipping_point.is_none() && answer.threshold_tipping_points.is_empty());
        assert!(answer.options.iter().all(|option| option.ratio.is_none()));
        sound(&answer);
    }
}

/// A list with exactly the law's share passes, one vote less does not.
#[test]
fn a_full_count_at_the_threshold_is_decided_by_one_vote() {
    let mut country = Country::alike(3, 10, 1_000, 0, [750, 100, 70, 50, 30]);
    assert_eq!(option(&country.counted(), "qhp").threshold_probability, Some(1.0));
    country.sheets[4].votes = vec![751, 100, 69, 50, 30];
    let answer = country.counted();
    assert_eq!(option(&answer, "qhp").threshold_probability, Some(0.0));
    assert_eq!(option(&answer, "qhp").seats.as_ref().unwrap().high, 0);
}

#[test]
fn two_that_are_equal_when_all_is_counted_do_not_lead() {
    let country = Country::alike(3, 10, 1_000, 0, [400, 400, 100, 60, 40]);
    let answer = country.counted();
    assert!(answer.winner.is_empty(), "{:?}", answer.winner);
    sound(&answer);
}

/// More stations, reported at random, tell more: over twenty orders the mean length falls.
#[test]
fn more_stations_reported_at_random_never_widen_on_average() {
    let country = Country::new(6, 50);
    let steps = [60, 120, 180, 240, 300];
    let mut lengths = [0.0; 5];
    for order in 0..20 {
        let all = country.shuffled(&format!("order {order}"));
        for (length, step) in lengths.iter_mut().zip(steps) {
            let answer = country.answer(&all[..step], &all[..step]);
            *length += share(&answer, "nur-otan").half_width();
        }
    }
    assert!(lengths.windows(2).all(|pair| pair[1] < pair[0]), "{lengths:?}");
    assert!(lengths[4] <= 0.0, "a full count has no length: {lengths:?}");
    // The same while a sample of 150 comes in.
    let mut lengths = [0.0; 4];
    for order in 0..20 {
        let drawn = &country.shuffled(&format!("arrival {order}"))[..150];
        for (length, step) in lengths.iter_mut().zip([45, 80, 115, 150]) {
            *length += share(&country.answer(drawn, &drawn[..step]), "nur-otan").half_width();
        }
    }
    assert!(lengths.windows(2).all(|pair| pair[1] < pair[0]), "{lengths:?}");
}

/// One weight a station makes all shares fit together: votes over ballots are votes over valid
/// votes times one minus the invalid share, and over registered voters times the turnout.
#[test]
fn shares_of_valid_votes_ballots_and_voters_fit_together() {
    let mut country = Country::new(6, 40);
    for sheet in &mut country.sheets {
        sheet.issued = sheet.cast;
    }
    let drawn = country.draw(20, "fit");
    for arrived in [&drawn[..], &drawn[..70]] {
        let answer = country.answer(&drawn, arrived);
        assert_eq!(answer.denominator, Denominator::Valid);
        let invalid = answer.invalid_share.unwrap().interval.estimate;
        let turnout = answer.turnout.unwrap().interval.estimate;
        let mut sum = 0.0;
        for option in &answer.options {
            let share = option.share.unwrap().estimate;
            assert!(!option.of.contains_key("valid"), "the law's own stands in share");
            close(option.of["cast"].estimate, share * (1.0 - invalid), 1e-9);
            close(option.of["registered"].estimate, option.of["cast"].estimate * turnout, 1e-9);
            sum += share;
        }
        close(sum, 1.0, 1e-12);
        sound(&answer);
    }
}

/// The same country under a law that asks for a part of all ballots, or of all voters.
#[test]
fn what_the_law_takes_shares_of_is_what_is_told_first() {
    let mut country = Country::new(6, 40);
    let drawn = country.draw(20, "law");
    let valid = country.answer(&drawn, &drawn);
    for (of, name) in [(Denominator::Cast, "cast"), (Denominator::Registered, "registered")] {
        country.election.contest.rules.threshold.as_mut().unwrap().of = of;
        let answer = country.answer(&drawn, &drawn);
        assert_eq!(answer.denominator, of);
        for (option, other) in answer.options.iter().zip(&valid.options) {
            let (found, expected) = (option.share.unwrap(), other.of[name]);
            close(found.estimate, expected.estimate, 1e-12);
            close(found.half_width(), expected.half_width(), 1e-9);
            close(option.of["valid"].estimate, other.share.unwrap().estimate, 1e-12);
            let chance = option.threshold_probability.unwrap();
            let gap = found.estimate - 0.07;
            assert!((chance > 0.5) == (gap > 0.0), "{chance} for {found:?}");
        }
        sound(&answer);
    }
}

#[test]
fn announced_publications_widen_every_interval_by_pocock_or_more() {
    let country = Country::new(8, 40);
    let drawn = country.draw(20, "looks");
    let sample = country.sample(&drawn);
    let reports = country.reports(&drawn[..140]);
    let answer = |looks: Option<Looks>| {
        QuickCount { looks, ..country.asked(&sample) }.answer(&reports, &seed())
    };
    let once = answer(None);
    assert_eq!(intervals(&once), intervals(&answer(Looks::new(1))));
    let mut before = once.clone();
    for planned in 2..=5 {
        let looks = Looks::new(planned).unwrap();
        let wide = answer(Some(looks));
        for ((what, low, high), (_, narrow_low, narrow_high)) in
            intervals(&wide).iter().zip(intervals(&once))
        {
            // Shares near 0 are cut off there.
            let widened = (high - low) / (narrow_high - narrow_low);
            assert!(widened >= looks.widening() * (1.0 - 1e-9) || *low <= 0.0, "{what} {widened}");
        }
        let narrower = intervals(&before);
        assert!(intervals(&wide).iter().zip(&narrower).all(|(w, n)| w.1 <= n.1 && n.2 <= w.2));
        for (wide, narrow) in wide.options.iter().zip(&once.options) {
            assert_eq!(wide.threshold_probability, narrow.threshold_probability);
            let (wide, narrow) = (wide.seats.as_ref().unwrap(), narrow.seats.as_ref().unwrap());
            assert!(wide.low <= narrow.low && narrow.high <= wide.high);
        }
        assert!(codes(&wide.assumptions).contains(&"looks"));
        before = wide;
    }
    let seats = |answer: &Answer| {
        let ranges = answer.options.iter().filter_map(|option| option.seats.clone());
        ranges.map(|seats| seats.high - seats.low).sum::<u32>()
    };
    assert!(seats(&before) > seats(&once), "five publications widen seats as well");
}

#[test]
fn intervals_for_any_time_need_a_simple_random_sample_with_its_order() {
    let simple = {
        let mut country = Country::new(4, 60);
        let labels = vec![String::from("all"); country.sheets.len()];
        country.frame = Frame::new(&results(&country.sheets), Strata::Labels(&labels)).unwrap();
        country
    };
    let order = &simple.shuffled("anytime")[..150];
    let ask = |country: &Country, sample: &Sample, arrived: &[usize]| {
        let asked = QuickCount { anytime: true, ..country.asked(sample) };
        asked.answer(&country.reports(arrived), &seed())
    };
    let told = |answer: &Answer| {
        let intervals = answer.options.iter().filter(|option| option.anytime.is_some()).count();
        assert!(intervals == 0 || intervals == 5);
        sound(answer);
        (intervals > 0, codes(&answer.warnings).contains(&"not-for-anytime"))
    };
    let sample = simple.sample(order);
    let whole = ask(&simple, &sample, order);
    assert_eq!(told(&whole), (true, false));
    for option in &whole.options {
        let (anytime, once) = (option.anytime.unwrap(), option.share.unwrap());
        assert!(anytime.half_width() > once.half_width(), "{anytime:?} {once:?}");
    }
    // What came after a gap in the order does not count, and what is refuted stays refuted.
    let part = ask(&simple, &sample, &order[..80]);
    let gap: Vec<usize> = order[..80].iter().chain(&order[81..]).copied().collect();
    let gap = ask(&simple, &sample, &gap);
    for ((part, gap), whole) in part.options.iter().zip(&gap.options).zip(&whole.options) {
        assert_eq!(part.anytime, gap.anytime);
        let (part, whole) = (part.anytime.unwrap(), whole.anytime.unwrap());
        assert!(part.low <= whole.low && whole.high <= part.high);
    }
    // Without the first of the order there is none, and the page says what they rest on.
    let headless = ask(&simple, &sample, &order[1..]);
    assert_eq!(told(&headless), (false, false));
    assert!(headless.assumptions.contains(&Remark::ReleaseOrder { stations: 0 }));
    assert!(whole.assumptions.contains(&Remark::ReleaseOrder { stations: order.len() }));
    // Strata, clusters, no list, no order, unequal chances: none, and it is said.
    let strata = Country::new(4, 60);
    assert_eq!(told(&ask(&strata, &strata.sample(order), order)), (false, true));
    let Sample::Drawn { design, order: places, .. } = sample.clone() else { unreachable!() };
    let clusters = Sample::Drawn { design: design.clone(), order: places, clusters: 9 };
    assert_eq!(told(&ask(&simple, &clusters, order)), (false, true));
    let no_order = Sample::Drawn { design, order: BTreeMap::new(), clusters: 0 };
    assert_eq!(told(&ask(&simple, &no_order, order)), (false, true));
    assert_eq!(told(&ask(&simple, &Sample::Unlisted, order)), (false, true));
    let unequal = order.iter().enumerate();
    let unequal: Vec<Drawn> = unequal
        .map(|(at, station)| Drawn {
            station: *station,
            probability: Some(if at % 2 == 0 { 0.6 } else { 0.3 }),
        })
        .collect();
    let Sample::Drawn { order: places, .. } = sample else { unreachable!() };
    let design = Design::new(&simple.frame, &unequal);
    let unequal = Sample::Drawn { design, order: places, clusters: 0 };
    assert_eq!(told(&ask(&simple, &unequal, order)), (false, true));
}
