//! What holds for every draw.

use proptest::prelude::*;

use super::{borrowed, country, frame};
use crate::{
    frame::Frame,
    random::Seed,
    sample::{Clusters, List, Method, Plan, SampleError, SampleRow, commitment, csv, draw},
};

fn plan(size: usize, method: Method) -> Plan<'static> {
    Plan { method, least: 2, ..Plan::new(size) }
}

fn rows(frame: &Frame, plan: &Plan<'_>, seed: &str) -> Vec<SampleRow> {
    draw(frame, plan, &Seed::from_text(seed)).unwrap()
}

/// Chances of all stations, found out by many draws: each row says its own.
fn chances(frame: &Frame, plan: &Plan<'_>, waves: usize, draws: u32) -> (Vec<f64>, Vec<u32>) {
    let mut said = vec![0.0; frame.len()];
    let mut counts = vec![0; frame.len()];
    for seed in 0..draws {
        for row in rows(frame, plan, &format!("seed {seed}")) {
            if row.wave <= waves {
                counts[row.station] += 1;
                let chance = row.chances[waves];
                assert!(said[row.station] == 0.0 || (said[row.station] - chance).abs() < 1e-12);
                said[row.station] = chance;
            }
        }
    }
    (said, counts)
}

/// Pearson's statistic of inclusions against their chances, with its standard deviations above its
/// mean: the sum of squares of about normal deviations, which a fixed size makes smaller.
fn excess(said: &[f64], counts: &[u32], draws: u32) -> f64 {
    let draws = f64::from(draws);
    let mut statistic = 0.0;
    let mut free = 0.0;
    for (chance, count) in said.iter().zip(counts) {
        let variance = draws * chance * (1.0 - chance);
        let gap = f64::from(*count) - draws * chance;
        if variance < 1e-9 {
            assert!(gap.abs() < 1e-6, "certain, or never: {chance} {count}");
        } else {
            statistic += gap * gap / variance;
            free += 1.0;
        }
    }
    (statistic - free) / (2.0 * free).sqrt()
}

#[test]
fn stations_are_drawn_as_often_as_they_say() {
    let stations = country(&[23, 9, 2, 31]);
    let frame = frame(&borrowed(&stations));
    for method in [Method::Proportional, Method::Voters, Method::Equal, Method::Pps] {
        let plan = Plan { waves: 2, wave_size: 5, ..plan(16, method) };
        for waves in 0..=2 {
            let (said, counts) = chances(&frame, &plan, waves, 2_000);
            let sum: f64 = said.iter().sum();
            let size = (16 + 5 * waves) as f64;
            assert!((sum - size).abs() < 1e-9, "{method:?}: the chances add up to {sum}");
            let excess = excess(&said, &counts, 2_000);
            assert!(excess < 4.0, "{method:?}, {waves} reserves: {excess} deviations too far");
        }
    }
}

#[test]
fn stations_of_clusters_are_drawn_as_often_as_they_say() {
    let stations = country(&[40, 24, 3]);
    let frame = frame(&borrowed(&stations));
    let clusters = Some(Clusters { level: None, each: 3 });
    let plan = Plan { clusters, ..plan(24, Method::Proportional) };
    let (said, counts) = chances(&frame, &plan, 0, 2_000);
    assert!(excess(&said, &counts, 2_000) < 4.0);
    let drawn = rows(&frame, &plan, "1");
    assert!(drawn.iter().all(|row| row.cluster.as_deref() == Some(frame.area_path(row.station))));
}

/// The test above would see a chance that is off by a fifth.
#[test]
fn a_wrong_chance_would_be_noticed() {
    let stations = country(&[23, 9, 2, 31]);
    let frame = frame(&borrowed(&stations));
    let (mut said, counts) = chances(&frame, &plan(16, Method::Pps), 0, 2_000);
    let most = counts.iter().position(|count| (400..1_200).contains(count)).unwrap();
    said[most] *= 0.8;
    assert!(excess(&said, &counts, 2_000) > 4.0);
}

#[test]
fn the_order_of_rows_does_not_matter_and_the_seed_does() {
    let mut stations = country(&[23, 9, 2, 31]);
    let first = frame(&borrowed(&stations));
    stations.reverse();
    stations.swap(3, 40);
    let turned = frame(&borrowed(&stations));
    let clusters = Some(Clusters { level: Some(1), each: 2 });
    for plan in [
        Plan { waves: 2, wave_size: 6, ..plan(16, Method::Proportional) },
        Plan { waves: 2, wave_size: 6, ..plan(16, Method::Pps) },
        Plan { clusters, ..plan(16, Method::Proportional) },
    ] {
        let list = csv(&first, &rows(&first, &plan, "3 1 6 6 2"));
        assert_eq!(list, csv(&turned, &rows(&turned, &plan, "3 1 6 6 2")));
        assert_ne!(list, csv(&first, &rows(&first, &plan, "3 1 6 6 1")));
    }
}

/// The bytes themselves: a change here makes published commitments worthless.
#[test]
fn a_list_stays_the_same_from_version_to_version() {
    let stations = country(&[23, 9, 2, 31]);
    let frame = frame(&borrowed(&stations));
    let commit = |plan: &Plan<'_>| commitment(csv(&frame, &rows(&frame, plan, "dice 4 4 1 6")));
    let proportional = Plan { waves: 1, wave_size: 4, ..plan(16, Method::Proportional) };
    let pps = Plan { waves: 1, wave_size: 4, ..plan(16, Method::Pps) };
    let found = [commit(&proportional), commit(&pps)].map(|hash| hash[..16].to_owned());
    assert_eq!(found, ["a0fad929b280adcc", "15da031c7c262c18"]);
}

#[test]
fn a_list_reads_back_with_the_chances_of_the_reserves_in_use() {
    let stations = country(&[23, 9, 31]);
    let frame = frame(&borrowed(&stations));
    let drawn = rows(&frame, &Plan { waves: 2, wave_size: 4, ..plan(16, Method::Pps) }, "1");
    let list = List::parse(&csv(&frame, &drawn)).unwrap();
    assert_eq!(list.rows.len(), 24);
    for (read, row) in list.rows.iter().zip(&drawn) {
        assert_eq!(read.station, frame.code(row.station));
        assert_eq!(read.stratum, frame.strata()[row.stratum]);
        assert_eq!(read.probability, Some(row.probability));
        assert_eq!((read.order, read.wave), (Some(row.order), row.wave));
    }
    let used: Vec<_> = list.in_use(1).collect();
    assert_eq!(used.len(), 20);
    for (row, chance) in used {
        let drawn = drawn.iter().find(|d| frame.code(d.station) == row.station).unwrap();
        assert_eq!(chance, Some(drawn.chances[1]));
    }
}

#[test]
fn plans_that_do_not_fit_are_refused() {
    let stations = country(&[23, 9, 2, 31]);
    let frame = frame(&borrowed(&stations));
    let seed = Seed::from_text("1");
    let refused = |plan: &Plan<'_>| draw(&frame, plan, &seed).unwrap_err();
    let size = Plan::new;
    assert_eq!(
        refused(&size(8)),
        SampleError::TooFew { wanted: 8, least: 11, strata: 4 },
        "three of each, two of the region that has no more"
    );
    assert_eq!(refused(&size(66)), SampleError::TooMany { wanted: 66, frame: 65 });
    let reserves = Plan { waves: 3, wave_size: 20, ..size(20) };
    assert_eq!(refused(&reserves), SampleError::TooMany { wanted: 80, frame: 65 });
    assert_eq!(refused(&plan(20, Method::Neyman)), SampleError::NoPrevious);
    let none = Plan { clusters: Some(Clusters { level: None, each: 0 }), ..size(20) };
    assert_eq!(refused(&none), SampleError::NoCluster);
    let mixed = Plan { clusters: Some(Clusters { level: None, each: 2 }), ..plan(20, Method::Pps) };
    assert!(matches!(refused(&mixed), SampleError::WithClusters(_)));
    let bare = super::frame(&[("1", "A", 0), ("2", "A", 0)]);
    let by_register = draw(&bare, &plan(2, Method::Pps), &seed).unwrap_err();
    assert_eq!(by_register, SampleError::NoRegister);
}

#[test]
fn everybody_is_drawn_when_everybody_is_asked_for() {
    let stations = country(&[5, 1, 3]);
    let frame = frame(&borrowed(&stations));
    for method in [Method::Proportional, Method::Pps] {
        let drawn = rows(&frame, &plan(9, method), "1");
        assert_eq!(drawn.len(), 9);
        assert!(drawn.iter().all(|row| (row.probability - 1.0).abs() < 1e-12));
    }
}

/// A station whose register is unknown still has voters: it gets the mean of its stratum.
#[test]
fn a_station_without_a_register_has_a_chance() {
    let frame = frame(&[("1", "A", 0), ("2", "A", 300), ("3", "A", 500), ("4", "A", 400)]);
    let (said, _) = chances(&frame, &plan(2, Method::Pps), 0, 200);
    assert!((said[0] - 0.5).abs() < 1e-12, "{said:?}");
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(64)
    })]
    #[test]
    fn every_draw_has_its_size_no_station_twice_and_an_order(
        regions in prop::collection::vec(1usize..40, 1..8),
        percent in 0usize..100,
        waves in 0usize..4,
        by_register in any::<bool>(),
        seed in any::<u32>(),
    ) {
        let stations = country(&regions);
        let frame = frame(&borrowed(&stations));
        prop_assume!(frame.has_register());
        let least: usize = regions.iter().map(|stations| 2.min(*stations)).sum();
        let size = least + (frame.len() - least) * percent / 100;
        let wave_size = ((frame.len() - size) / 3).min(7);
        let method = if by_register { Method::Pps } else { Method::Proportional };
        let plan = Plan { waves, wave_size, ..plan(size, method) };
        let drawn = rows(&frame, &plan, &seed.to_string());
        prop_assert_eq!(drawn.len(), size + waves * wave_size);
        let mut places: Vec<usize> = drawn.iter().map(|row| row.station).collect();
        places.sort_unstable();
        places.dedup();
        prop_assert_eq!(places.len(), drawn.len());
        prop_assert!(drawn.iter().map(|row| row.order).eq(1..=drawn.len()));
        prop_assert!(drawn.iter().map(|row| row.wave).is_sorted());
        for wave in 0..=waves {
            let here = drawn.iter().filter(|row| row.wave <= wave).count();
            prop_assert_eq!(here, size + wave * wave_size);
        }
        for row in &drawn {
            prop_assert!(row.chances.is_sorted());
            prop_assert!(row.chances.iter().all(|chance| *chance > 0.0 && *chance <= 1.0));
        }
    }
}
