//! Samples and protocols that break careless arithmetic: never ±0, never a figure that is none.

use super::*;

#[test]
fn strata_with_one_station_or_none_still_have_an_interval() {
    let country = Country::new(12, 20);
    let mut drawn = country.draw(4, "lonely");
    // One drawn station in region 3, none in region 4, all of region 5.
    drawn.retain(|at| !matches!(country.frame.stratum(*at), 3..=5));
    drawn.push(3 * 20);
    drawn.extend(5 * 20..6 * 20);
    let answer = country.answer(&drawn, &drawn);
    assert!(answer.refusal.is_none());
    assert!(codes(&answer.warnings).contains(&"merged-strata"));
    assert!(codes(&answer.warnings).contains(&"unseen-strata"));
    sound(&answer);
    // One station arrived in most regions.
    let drawn = country.draw(10, "arrived");
    let arrived = drawn.iter().enumerate().filter(|(at, _)| at % 10 == 0 || *at > 90);
    let arrived: Vec<usize> = arrived.map(|(_, station)| *station).collect();
    let answer = country.answer(&drawn, &arrived);
    assert!(answer.refusal.is_none() && arrived.len() < 45);
    sound(&answer);
}

#[test]
fn every_stratum_may_hold_a_single_station() {
    let country = Country::new(60, 1);
    let drawn: Vec<usize> = (0..60).step_by(2).chain([1]).collect();
    let answer = country.answer(&drawn, &drawn);
    sound(&answer);
    let all: Vec<usize> = (0..60).collect();
    let answer = country.answer(&all, &all[..40]);
    assert!(answer.refusal.is_none(), "{answer:?}");
    sound(&answer);
}

#[test]
fn nothing_in_is_a_refusal_and_no_division() {
    let country = Country::new(4, 20);
    let drawn = country.draw(10, "nothing");
    for answer in [
        country.answer(&drawn, &[]),
        country.answer(&[], &[]),
        country.asked(&Sample::Unlisted).answer(&country.reports(&[]), &seed()),
        country.asked(&Sample::HandPicked).answer(&country.reports(&[]), &seed()),
    ] {
        assert!(answer.refusal.is_some());
        assert!(answer.options.iter().all(|option| option.at_visited.share.is_none()));
        sound(&answer);
    }
}

#[test]
fn empty_boxes_give_no_share() {
    let country = Country::alike(4, 20, 0, 0, [0; 5]);
    let drawn = country.draw(10, "empty");
    for answer in [country.answer(&drawn, &drawn), country.counted()] {
        assert_eq!(answer.refusal, Some(Remark::NothingIn));
        assert!(intervals(&answer).is_empty());
        sound(&answer);
    }
}

#[test]
fn stations_without_a_register_are_told_and_stand_for_the_mean() {
    let mut country = Country::new(6, 30);
    for at in (0..country.sheets.len()).step_by(5) {
        country.sheets[at].registered = Some(0);
    }
    let country = Country::of(country.sheets);
    let drawn = country.draw(12, "register");
    let answer = country.answer(&drawn, &drawn);
    assert!(codes(&answer.warnings).contains(&"without-register"));
    assert!(answer.refusal.is_none());
    sound(&answer);
}

/// A protocol that says 0 where the frame knows the register would leave its ballots without
/// voters.
#[test]
fn a_register_of_zero_in_a_protocol_is_not_believed_against_the_frame() {
    let mut country = Country::new(6, 30);
    let drawn = country.draw(12, "zero register");
    let honest = country.answer(&drawn, &drawn).turnout.unwrap().interval;
    for at in &drawn {
        country.sheets[*at].registered = Some(0);
    }
    let answer = country.answer(&drawn, &drawn);
    let turnout = answer.turnout.unwrap().interval;
    close(turnout.estimate, honest.estimate, 1e-12);
    sound(&answer);
}

#[test]
fn without_any_register_stations_count_alike_and_turnout_is_not_told() {
    let mut country = Country::new(6, 30);
    for sheet in &mut country.sheets {
        sheet.registered = None;
    }
    let country = Country::of(country.sheets);
    let drawn = country.draw(12, "no register");
    let answer = country.answer(&drawn, &drawn);
    assert!(answer.refusal.is_none() && answer.turnout.is_none());
    assert!(answer.options.iter().all(|option| !option.of.contains_key("registered")));
    assert!(codes(&answer.assumptions).contains(&"stations-only"));
    sound(&answer);
}

/// More votes than ballots: such a protocol is missing, and told.
#[test]
fn a_protocol_with_more_votes_than_ballots_counts_as_missing() {
    let mut country = Country::new(6, 30);
    let drawn = country.draw(12, "votes");
    let bad = drawn[7];
    let without: Vec<usize> = drawn.iter().copied().filter(|at| *at != bad).collect();
    let expected = country.answer(&drawn, &without);
    country.sheets[bad].votes[2] = u32::MAX - 1;
    let answer = country.answer(&drawn, &drawn);
    assert!(codes(&answer.warnings).contains(&"impossible-figures"));
    let said = answer.warnings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(said.contains(&country.sheets[bad].code), "{said}");
    assert_eq!(share(&answer, "qhp"), share(&expected, "qhp"));
    sound(&answer);
}

/// More ballots than voters: the law lets voters be added on the day, so the protocol counts, but
/// the reader is told, and a turnout above all voters has an interval that says what it is worth.
#[test]
fn more_ballots_than_voters_are_told() {
    let mut country = Country::new(6, 30);
    let drawn = country.draw(12, "ballots");
    let answer = country.answer(&drawn, &drawn);
    assert!(!codes(&answer.warnings).contains(&"over-register"));
    let sheet = &mut country.sheets[drawn[0]];
    let more = sheet.registered.unwrap() - sheet.cast + 50;
    (sheet.cast, sheet.invalid) = (sheet.cast + more, sheet.invalid + more);
    sheet.issued = sheet.cast;
    let answer = country.answer(&drawn, &drawn);
    assert!(codes(&answer.warnings).contains(&"over-register"));
    let said = answer.warnings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(said.contains(&country.sheets[drawn[0]].code), "{said}");
    sound(&answer);
    for at in &drawn {
        country.sheets[*at].registered = Some(10);
    }
    let answer = country.answer(&drawn, &drawn);
    sound(&answer);
}

/// One protocol with a slip of some digits would outweigh all others, and the linearised error
/// would not show it: the share of whom it names came out as 99.999 % ± 0.002.
#[test]
fn a_slip_of_digits_counts_as_missing() {
    let mut country = Country::new(6, 30);
    let drawn = country.draw(12, "absurd");
    let without = country.answer(&drawn, &drawn[1..]);
    let honest = country.sheets[drawn[0]].clone();
    for ballots in [u32::MAX - 1, 40_000] {
        let sheet = &mut country.sheets[drawn[0]];
        (sheet.issued, sheet.cast, sheet.invalid) = (ballots, ballots, 0);
        sheet.votes = vec![ballots, 0, 0, 0, 0];
        let answer = country.answer(&drawn, &drawn);
        assert!(codes(&answer.warnings).contains(&"impossible-figures"));
        assert_eq!(share(&answer, "nur-otan"), share(&without, "nur-otan"));
        assert_eq!(answer.turnout, without.turnout);
        sound(&answer);
    }
    country.sheets[drawn[0]] = Sheet { registered: Some(u32::MAX - 1), ..honest };
    let answer = country.answer(&drawn, &drawn);
    assert_eq!(answer.turnout, without.turnout);
    assert_ne!(share(&answer, "nur-otan"), share(&without, "nur-otan"), "its votes are sound");
    sound(&answer);
}

#[test]
fn a_list_without_a_vote_in_the_sample_may_have_some_elsewhere() {
    let mut country = Country::new(6, 30);
    for sheet in &mut country.sheets {
        sheet.invalid += std::mem::take(&mut sheet.votes[4]);
    }
    let drawn = country.draw(12, "zero");
    let answer = country.answer(&drawn, &drawn);
    let none = share(&answer, "adal");
    assert!(none.estimate.abs() < 1e-12 && none.high > 1e-5, "{none:?}");
    assert_eq!(option(&answer, "adal").seats.as_ref().map(|seats| seats.high), Some(0));
    sound(&answer);
    sound(&country.answer(&drawn, &drawn[..40]));
}

#[test]
fn a_list_with_all_votes_has_an_interval_and_no_standard_deviations_to_tip() {
    let country = Country::alike(6, 30, 500, 0, [500, 0, 0, 0, 0]);
    let drawn = country.draw(12, "all");
    for arrived in [&drawn[..], &drawn[..40]] {
        let answer = country.answer(&drawn, arrived);
        let all = share(&answer, "nur-otan");
        assert!((all.estimate - 1.0).abs() < 1e-12 && all.low < 1.0 - 1e-5, "{all:?}");
        let tipping = answer.tipping_point.iter().chain(&answer.threshold_tipping_points);
        for tipping in tipping {
            assert_eq!(tipping.deviations, None, "{tipping:?}");
            assert!(!tipping.within_allowance);
        }
        sound(&answer);
    }
    let counted = country.counted();
    assert_eq!(counted.winner, [Chance { id: OPTIONS[0].parse().unwrap(), probability: 1.0 }]);
    sound(&counted);
}

#[test]
fn where_every_ballot_is_invalid_nobody_leads() {
    let mut country = Country::alike(6, 30, 500, 500, [0; 5]);
    country.election.contest.rules.threshold.as_mut().unwrap().of = Denominator::Cast;
    let drawn = country.draw(12, "invalid");
    for answer in [country.answer(&drawn, &drawn), country.counted()] {
        assert!(answer.invalid_share.unwrap().interval.estimate > 1.0 - 1e-12);
        assert!(answer.winner.iter().all(|chance| chance.probability < 0.95), "{answer:?}");
        sound(&answer);
    }
    assert!(country.counted().winner.is_empty());
}

/// Weights that calibration made negative may project fewer than no votes.
#[test]
fn an_interval_around_a_share_below_zero_keeps_a_length() {
    for (estimate, low_end) in [(-0.02, true), (1.3, false)] {
        let interval = crate::interval::around(estimate, 0.003, 12.0, 0.95);
        assert!(interval.low < interval.high, "{interval:?}");
        assert!(interval.contains(if low_end { 0.0 } else { 1.0 }), "{interval:?}");
    }
}

#[test]
fn stations_that_are_all_alike_have_an_interval_and_no_textbook_ratio() {
    let country = Country::alike(6, 30, 500, 20, [300, 80, 50, 30, 20]);
    let drawn = country.draw(12, "alike");
    let answer = country.answer(&drawn, &drawn);
    assert!(answer.options.iter().all(|option| option.ratio.is_none()), "{answer:?}");
    assert!(share(&answer, "nur-otan").half_width() > 1e-3);
    sound(&answer);
}

#[test]
fn an_option_without_a_column_is_told_and_has_no_share() {
    let country = Country::new(6, 30);
    let drawn = country.draw(12, "column");
    let mut reports = country.reports(&drawn);
    reports.votes.pop();
    let sample = country.sample(&drawn);
    let answer = country.asked(&sample).answer(&reports, &seed());
    assert!(codes(&answer.warnings).contains(&"no-column"));
    assert!(option(&answer, "adal").share.is_none());
    sound(&answer);
}

/// A renamed column must not pass for an option without votes: who sits depends on all of them.
#[test]
fn without_every_column_nobody_leads_passes_or_sits() {
    let country = Country::new(6, 30);
    let drawn = country.draw(12, "column");
    let sample = country.sample(&drawn);
    let mut reports = country.reports(&drawn);
    reports.votes.remove(2);
    let answer = country.asked(&sample).answer(&reports, &seed());
    assert!(!answer.publishable && answer.winner.is_empty() && answer.allocations.is_empty());
    let silent = |one: &OptionAnswer| one.seats.is_none() && one.threshold_probability.is_none();
    assert!(answer.options.iter().all(silent), "{answer:?}");
    assert!(option(&answer, "nur-otan").share.is_some());
    reports.votes.clear();
    let answer = country.asked(&sample).answer(&reports, &seed());
    assert_eq!(answer.refusal, Some(Remark::NoOptions));
}

/// A column of an option that the election does not have is left out; the protocols still count.
#[test]
fn an_unknown_option_does_not_make_protocols_unusable() {
    let country = Country::new(6, 30);
    let drawn = country.draw(12, "column");
    let mut reports = country.reports(&drawn);
    let (_, column) = reports.votes[0].clone();
    reports.votes.push(("zzz".parse().unwrap(), column));
    let answer = country.asked(&country.sample(&drawn)).answer(&reports, &seed());
    assert_eq!(answer.stations.used, drawn.len());
    assert!(answer.refusal.is_none() && answer.options.len() == 5);
}

/// Two protocols of one station: the same ones are one, others are a conflict for a person.
#[test]
fn protocols_that_contradict_each_other_count_as_missing() {
    let country = Country::new(6, 30);
    let drawn = country.draw(12, "twice");
    let mut sheets: Vec<Sheet> = drawn.iter().map(|at| country.sheets[*at].clone()).collect();
    let again = |at: usize| {
        let code = format!("{}#2", sheets[at].code);
        Sheet { code, ..sheets[at].clone() }
    };
    let (same, mut other) = (again(0), again(1));
    other.votes.swap(0, 1);
    let first = sheets[1].code.clone();
    sheets.extend([same, other]);
    let sample = country.sample(&drawn);
    let answer = country.asked(&sample).answer(&results(&sheets), &seed());
    assert_eq!(answer.stations.used, drawn.len() - 1);
    let said = Remark::Contradictory { stations: 1, first };
    assert!(answer.warnings.contains(&said), "{:?}", answer.warnings);
    assert!(!codes(&answer.warnings).contains(&"not-in-frame"));
}

/// One national vote does not fill a house of several hundred districts, and an option that has
/// less than all those whom no column names need not lead.
#[test]
fn a_house_of_districts_is_not_filled_by_one_vote() {
    let mut country = Country::new(6, 30);
    let law = country.election.contest.clone();
    let file = "[election]\nname = \"x\"\ndate = \"2021-01-10\"\ncountry = \"XX\"\n[contest]\n\
                id = \"x\"\nkind = \"plurality\"\nseats = 308\noptions = [{ id = \"ak-zhol\" }, \
                { id = \"qhp\" }]\n[contest.rules]\nformula = \"plurality\"\n";
    country.election = Election::parse("districts.toml", file).unwrap();
    let drawn = country.draw(12, "districts");
    let sample = country.sample(&drawn);
    let answer = country.asked(&sample).answer(&country.reports(&drawn), &seed());
    assert!(answer.allocations.is_empty() && answer.winner.is_empty(), "{answer:?}");
    let codes = codes(&answer.warnings);
    assert!(codes.contains(&"districts") && codes.contains(&"nameless-votes"), "{codes:?}");
    country.election.contest.options = law.options;
    let answer = country.asked(&sample).answer(&country.reports(&drawn), &seed());
    assert!(answer.allocations.is_empty() && answer.winner[0].probability > 0.99);
}

/// A figure of a hostile protocol: mostly plausible, sometimes 0, sometimes absurd.
fn figure(stream: &mut crate::random::Stream, usual: usize) -> u32 {
    match stream.below(20) {
        0..3 => 0,
        3 => u32::MAX - 1,
        4 => u32::try_from(stream.below(100_000)).unwrap(),
        _ => u32::try_from(stream.below(usual + 1)).unwrap(),
    }
}

/// Countries of all shapes with protocols of all sorts: whatever comes in, what goes out is sound.
#[test]
fn no_country_and_no_protocol_make_an_answer_unsound() {
    let mut estimated = 0;
    for case in 0..400 {
        let mut stream = Seed::from_text(&format!("hostile {case}")).stream(0);
        let (regions, each) = (1 + stream.below(8), 1 + stream.below(40));
        // Every other country has honest protocols but for a few.
        let rarely = if case % 2 == 0 { 1 } else { 25 };
        let mut country = Country::new(regions, each);
        for sheet in &mut country.sheets {
            if stream.below(rarely) > 0 {
                continue;
            }
            let registered = figure(&mut stream, 2_000);
            sheet.registered = (stream.below(5) > 0).then_some(registered);
            sheet.cast = figure(&mut stream, 2_000);
            sheet.issued = figure(&mut stream, 2_000);
            sheet.invalid = figure(&mut stream, sheet.cast as usize / 4).min(sheet.cast);
            let each = (sheet.cast - sheet.invalid) as usize / 5;
            sheet.votes = (0..5).map(|_| figure(&mut stream, each)).collect();
        }
        let mut country = Country::of(country.sheets);
        let laws = [Denominator::Valid, Denominator::Cast, Denominator::Registered];
        country.election.contest.rules.threshold.as_mut().unwrap().of = laws[stream.below(3)];
        if stream.below(4) == 0 {
            country.election = builtin::election("poland-2025-round1").unwrap().unwrap();
            country.election.contest.options.clear();
        }
        let all = country.shuffled(&format!("order {case}"));
        let drawn = &all[..stream.below(all.len() + 1)];
        let arrived = &all[..stream.below(all.len() + 1)];
        let sample = match stream.below(6) {
            0 => Sample::Unlisted,
            1 => Sample::HandPicked,
            _ => country.sample(drawn),
        };
        let looks = Looks::new(stream.below(6));
        let anytime = stream.below(2) == 0;
        let asked = QuickCount { looks, anytime, draws: 250, ..country.asked(&sample) };
        let answer = asked.answer(&country.reports(arrived), &seed());
        estimated += usize::from(answer.refusal.is_none());
        sound(&answer);
    }
    assert!(estimated > 60, "{estimated} of 400 were estimated");
}
