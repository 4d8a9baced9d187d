//! Vectors, laws, and counts that cannot be.

use super::*;

fn close(found: f64, expected: f64, relative: f64) {
    assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
}

fn curve() -> HourCurve {
    HourCurve::new(&[(9.0, 0.06), (10.0, 0.14), (11.0, 0.24), (12.0, 0.34), (13.0, 0.43)]).unwrap()
}

const WATCHES: [[Watch; 1]; 3] = [
    [Watch { from: 10.0, to: 12.0, entered: 95 }],
    [Watch { from: 10.0, to: 12.0, entered: 88 }],
    [Watch { from: 9.0, to: 11.0, entered: 61 }],
];

fn count<'a>(register: u32, watches: &'a [Watch], curve: &'a HourCurve) -> HeadCount<'a> {
    HeadCount { register, weight: 1.0, watches, curve }
}

fn counts(curve: &HourCurve) -> [HeadCount<'_>; 3] {
    let [first, second, third] = &WATCHES;
    [count(1_800, first, curve), count(2_400, second, curve), count(900, third, curve)]
}

/// The vector of the design, and the same from exact fractions: T = 475, 440, 61 / 0.18.
#[test]
fn three_stations_give_the_vector_and_are_told_to_be_few() {
    let curve = curve();
    let found = turnout(&counts(&curve), Choice::Drawn, 0.0, 0.95).unwrap();
    for (voters, expected) in found.voters.iter().zip([475.0, 440.0, 61.0 / 0.18]) {
        close(*voters, expected, 1e-12);
    }
    let t = (475.0 + 440.0 + 61.0 / 0.18) / 5_100.0;
    close(found.projected, t, 1e-12);
    close(found.projected, 0.245_861, 3e-6);
    let Statement::National { turnout, error, degrees } = found.statement else {
        panic!("{found:?}")
    };
    let gaps = [475.0 - 1_800.0 * t, 440.0 - 2_400.0 * t, 61.0 / 0.18 - 900.0 * t];
    let square: f64 = gaps.iter().map(|gap| gap * gap).sum();
    close(error, (1.5 * square).sqrt() / 5_100.0, 1e-12);
    close(error, 0.046_446, 1e-5);
    close(degrees, 2.0, 1e-15);
    close(turnout.low, t - 4.302_652_729_696_142 * error, 1e-9);
    assert!((turnout.low - 0.046_0).abs() < 5e-5 && (turnout.high - 0.445_7).abs() < 5e-5);
    assert_eq!(found.cautions, [Caution::FewStations { stations: 3 }, Caution::ExactCurve]);
}

#[test]
fn the_curves_error_is_added_once_and_does_not_shrink() {
    let curve = curve();
    let many: Vec<HeadCount<'_>> = counts(&curve).into_iter().cycle().take(300).collect();
    let found = turnout(&many, Choice::Drawn, 0.129, 0.95).unwrap();
    let Statement::National { error, .. } = found.statement else { panic!("{found:?}") };
    let shared = found.projected * 0.129;
    assert!(error > shared && error < 1.05 * shared, "{error} {shared}");
    assert_eq!(found.cautions, [Caution::CurveDominates]);
}

/// Turnout by 10:00, by 12:00 and at the end in the regions of Kazakhstan 2021, in percent.
const REGIONS: [(f64, f64, f64); 17] = [
    (10.2, 26.6, 72.8),
    (9.9, 25.6, 58.8),
    (11.3, 28.5, 73.5),
    (10.3, 29.8, 56.4),
    (12.1, 29.9, 72.4),
    (12.8, 32.1, 72.2),
    (12.7, 32.2, 62.4),
    (10.4, 33.5, 70.7),
    (11.2, 30.1, 71.8),
    (10.3, 28.9, 73.9),
    (8.7, 23.7, 55.0),
    (14.0, 33.1, 71.3),
    (14.9, 34.2, 75.5),
    (13.3, 33.1, 65.8),
    (10.8, 24.2, 45.1),
    (9.7, 15.7, 30.3),
    (14.4, 34.1, 56.5),
];

/// Projecting a region from what the others came to: the figures of the design.
#[test]
fn curves_differ_by_an_eighth_to_a_fifth_between_regions() {
    let noon: Vec<(f64, f64)> = REGIONS.iter().map(|r| (r.1, r.2)).collect();
    let ten: Vec<(f64, f64)> = REGIONS.iter().map(|r| (r.0, r.2)).collect();
    for (regions, typical, worst, cv) in [(&noon, 8.8, 19.5, 0.129), (&ten, 13.0, 24.6, 0.199)] {
        let (early, last) = regions.iter().fold((0.0, 0.0), |(e, l), r| (e + r.0, l + r.1));
        let miss = regions.iter().map(|r| r.0 * (last - r.1) / (early - r.0) - r.1);
        let (square, most) = miss.fold((0.0, 0.0_f64), |(square, most), miss| {
            (square + miss * miss, most.max(miss.abs()))
        });
        assert!(((square / 17.0_f64).sqrt() - typical).abs() < 0.05);
        assert!((most - worst).abs() < 0.05, "{most}");
        // The design divides by n, and this by n − 1.
        let found = variation(regions).unwrap() * (16.0_f64 / 17.0).sqrt();
        assert!((found - cv).abs() < 5e-4, "{found}");
    }
    let regions = noon;
    assert_eq!(variation(&regions[..1]), None);
    assert_eq!(variation(&[(0.0, 5.0), (0.0, 6.0)]), None);
}

#[test]
fn hand_picked_stations_give_bounds_and_no_interval() {
    let curve = curve();
    let choice = Choice::HandPicked { register: Some(51_000) };
    let found = turnout(&counts(&curve), choice, 0.1, 0.95).unwrap();
    let Statement::Visited { bounds: Some(bounds) } = found.statement else { panic!("{found:?}") };
    close(bounds.seen, 0.1, 1e-12);
    close(bounds.low, 0.1 * found.projected, 1e-12);
    close(bounds.high, 0.1 * found.projected + 0.9, 1e-12);
    let unknown = Choice::HandPicked { register: None };
    let found = turnout(&counts(&curve), unknown, 0.1, 0.95).unwrap();
    assert_eq!(found.statement, Statement::Visited { bounds: None });
}

#[test]
fn one_station_gives_no_interval_and_too_many_voters_are_told() {
    let curve = curve();
    let one = HeadCount { register: 100, ..counts(&curve)[0] };
    let found = turnout(&[one], Choice::Drawn, 0.1, 0.95).unwrap();
    assert_eq!(found.statement, Statement::NoSpread);
    assert_eq!(found.cautions, [Caution::OverRegister { stations: 1 }]);
    let same = turnout(&[counts(&curve)[0]; 4], Choice::Drawn, 0.0, 0.95).unwrap();
    assert_eq!(same.statement, Statement::NoSpread);
}

fn refused(count: HeadCount<'_>) -> CountError {
    turnout(&[count], Choice::Drawn, 0.0, 0.95).unwrap_err()
}

#[test]
fn counts_and_curves_that_cannot_be_are_refused() {
    let curve = curve();
    let first = counts(&curve)[0];
    assert_eq!(refused(HeadCount { register: 0, ..first }), CountError::Register(1));
    for weight in [0.0, -1.0, f64::NAN] {
        assert_eq!(refused(HeadCount { weight, ..first }), CountError::Weight(1));
    }
    for (from, to) in [(8.0, 10.0), (12.0, 14.0), (11.0, 11.0), (12.0, 10.0)] {
        let watches = [Watch { from, to, entered: 5 }];
        let error = refused(HeadCount { watches: &watches, ..first });
        assert_eq!(error, CountError::Hours { station: 1, from, to });
    }
    let overlap = [(9.0, 11.0), (10.0, 12.0)].map(|(from, to)| Watch { from, to, entered: 5 });
    let error = refused(HeadCount { watches: &overlap, ..first });
    assert_eq!(error, CountError::Overlap { station: 1, from: 10.0 });
    assert!(matches!(refused(HeadCount { watches: &[], ..first }), CountError::Hours { .. }));
    assert_eq!(turnout(&[], Choice::Drawn, 0.0, 0.95), Err(CountError::None));
    assert!(turnout(&[first], Choice::Drawn, f64::NAN, 0.95).is_err());
    for points in [&[(9.0, 0.1)][..], &[(9.0, 0.2), (10.0, 0.1)], &[(9.0, 0.1), (9.0, 0.2)]] {
        assert!(HourCurve::new(points).is_err());
    }
    assert!(HourCurve::new(&[(9.0, 0.1), (10.0, 1.1)]).is_err());
    assert!(HourCurve::new(&[(9.0, f64::NAN), (10.0, 1.0)]).is_err());
    close(curve.at(10.5).unwrap(), 0.19, 1e-12);
}

/// Hours that nobody watched are filled by the curve: 35 people from 9 to 10 and 40 from 11 to 12
/// are 75 of 18 %.
#[test]
fn watches_with_a_gap_add_up_on_both_sides() {
    let curve = curve();
    let watches = [(9.0, 10.0, 35), (11.0, 12.0, 40)];
    let watches = watches.map(|(from, to, entered)| Watch { from, to, entered });
    let gap = turnout(&[count(1_000, &watches, &curve)], Choice::Drawn, 0.0, 0.95).unwrap();
    close(gap.voters[0], 75.0 / 0.18, 1e-12);
    let one = [Watch { from: 10.0, to: 12.0, entered: 95 }];
    let two = [(10.0, 11.0, 60), (11.0, 12.0, 35)];
    let two = two.map(|(from, to, entered)| Watch { from, to, entered });
    let voters = |watches| {
        turnout(&[count(1_000, watches, &curve)], Choice::Drawn, 0.0, 0.95).unwrap().voters[0]
    };
    close(voters(&one), voters(&two), 1e-12);
}

/// A station drawn with half the chance of the others counts twice: as if it stood there twice,
/// but for the error, which knows of one station.
#[test]
fn a_station_counts_as_often_as_it_stands_for_stations() {
    let curve = curve();
    let [first, second, third] = counts(&curve);
    let twice = HeadCount { weight: 2.0, ..third };
    let found = turnout(&[first, second, twice], Choice::Drawn, 0.0, 0.95).unwrap();
    let t = (475.0 + 440.0 + 2.0 * 61.0 / 0.18) / 6_000.0;
    close(found.projected, t, 1e-12);
    let Statement::National { error, .. } = found.statement else { panic!("{found:?}") };
    let gaps = [475.0 - 1_800.0 * t, 440.0 - 2_400.0 * t, 2.0 * (61.0 / 0.18 - 900.0 * t)];
    let square: f64 = gaps.iter().map(|gap| gap * gap).sum();
    close(error, (1.5 * square).sqrt() / 6_000.0, 1e-12);
}

/// Two regions where 25 and 50 % come in the hours watched: 1 / F is 4 and 2, so cv = √2 / 3. Who
/// was watched all day needs no curve.
#[test]
fn curves_of_several_regions_say_how_much_a_curve_errs() {
    let curve = |part| HourCurve::new(&[(7.0, 0.0), (12.0, part), (20.0, 1.0)]).unwrap();
    let curves = [curve(0.25), curve(0.5)];
    let morning = [Watch { from: 7.0, to: 12.0, entered: 100 }];
    let day = [Watch { from: 7.0, to: 20.0, entered: 300 }];
    let half = count(1_000, &morning, &curves[0]);
    let whole = count(1_000, &day, &curves[0]);
    let cv = 2.0_f64.sqrt() / 3.0;
    close(between_curves(&curves, &[half]).unwrap(), cv, 1e-12);
    assert!(between_curves(&curves, &[whole]).unwrap().abs() < 1e-12);
    close(between_curves(&curves, &[half, whole]).unwrap(), cv * 400.0 / 700.0, 1e-12);
    assert_eq!(between_curves(&curves[..1], &[half]), None);
    let exact = turnout(&[whole, whole], Choice::Drawn, 0.0, 0.95).unwrap();
    assert!(!exact.cautions.contains(&Caution::ExactCurve), "{exact:?}");
    let exact = turnout(&[half, whole], Choice::Drawn, 0.0, 0.95).unwrap();
    assert!(exact.cautions.contains(&Caution::ExactCurve), "{exact:?}");
}

#[test]
fn nobody_seen_is_no_interval_of_length_zero() {
    let curve = curve();
    let nobody = [Watch { from: 10.0, to: 12.0, entered: 0 }];
    let counts = [count(1_000, &nobody, &curve); 40];
    for variation in [0.0, 0.13] {
        let found = turnout(&counts, Choice::Drawn, variation, 0.95).unwrap();
        assert_eq!(found.statement, Statement::NoSpread, "{found:?}");
    }
}
