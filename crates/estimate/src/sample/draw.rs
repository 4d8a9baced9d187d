//! The draw itself, stratum by stratum.

use crate::{
    frame::Frame,
    random::{Seed, Stream},
    sample::{Method, Plan, SampleRow, cluster, stratum, systematic},
};

/// Stream numbers: strata from 0 in the order of their names, then the random order of each wave.
const ORDER_STREAM: u64 = 1 << 32;

/// A station that was drawn, with its wave and its chances by wave.
struct Picked {
    station: usize,
    cluster: Option<String>,
    wave: usize,
    chances: Vec<f64>,
}

/// All rows, wave by wave. `sizes` has for each wave the stations of each stratum up to it.
pub(super) fn rows(
    frame: &Frame,
    plan: &Plan<'_>,
    sizes: &[Vec<usize>],
    seed: &Seed,
) -> Vec<SampleRow> {
    let mut rows = Vec::new();
    for (stratum, found) in stratum::strata(frame).into_iter().enumerate() {
        let upto: Vec<usize> =
            sizes.iter().map(|wave| wave.get(stratum).copied().unwrap_or(0)).collect();
        let mut stream = seed.stream(stratum as u64);
        let picked = match (&plan.clusters, plan.method) {
            (Some(clusters), _) => {
                let hits = upto.first().copied().unwrap_or(0);
                let drawn = cluster::draw(frame, &found.stations, hits, clusters, &mut stream);
                let picked = drawn.into_iter().map(|shared| Picked {
                    station: shared.station,
                    cluster: Some(shared.area),
                    wave: 0,
                    chances: vec![shared.chance],
                });
                picked.collect()
            }
            (None, Method::Pps) => by_register(frame, found.stations, &upto, &mut stream),
            (None, _) => equally(found.stations, &upto, &mut stream),
        };
        let row = |Picked { station, cluster, wave, chances }| SampleRow {
            station,
            stratum,
            cluster,
            probability: chances.get(wave).copied().unwrap_or(0.0),
            chances,
            order: 0,
            wave,
        };
        rows.extend(picked.into_iter().map(row));
    }
    ordered(rows, sizes.len(), seed)
}

/// Equal chances, without replacement: the sample first, then wave by wave.
fn equally(mut stations: Vec<usize>, upto: &[usize], stream: &mut Stream) -> Vec<Picked> {
    let all = stations.len();
    let chances: Vec<f64> =
        upto.iter().map(|count| (*count).min(all) as f64 / all as f64).collect();
    let count = upto.last().copied().unwrap_or(0);
    stream.draw_first(&mut stations, count);
    let drawn = stations.into_iter().take(count).enumerate();
    let picked = drawn.map(|(place, station)| Picked {
        station,
        cluster: None,
        wave: upto.iter().position(|end| place < *end).unwrap_or(0),
        chances: chances.clone(),
    });
    picked.collect()
}

/// Chances in proportion to the register: systematic, from a list by area and register, the
/// register up and down in turn, so that neighbours in the list are alike across areas too.
///
/// Stations that the sample alone would have for certain are in it. Of the others, sample and
/// reserves are drawn together; the sample is a systematic part of that with equal chances, and so
/// on wave by wave.
fn by_register(
    frame: &Frame,
    mut stations: Vec<usize>,
    upto: &[usize],
    stream: &mut Stream,
) -> Vec<Picked> {
    serpentine(frame, &mut stations);
    let sizes: Vec<f64> = stations.iter().map(|station| frame.size(*station)).collect();
    let certain = systematic::certain(&sizes, upto.first().copied().unwrap_or(0));
    let (sure, others): (Vec<_>, Vec<_>) =
        stations.into_iter().zip(certain).partition(|(_, certain)| *certain);
    let sure = sure.into_iter().map(|(station, _)| Picked {
        station,
        cluster: None,
        wave: 0,
        chances: vec![1.0; upto.len()],
    });
    let mut picked: Vec<Picked> = sure.collect();
    let upto: Vec<usize> = upto.iter().map(|count| count - picked.len().min(*count)).collect();
    let sizes: Vec<f64> = others.iter().map(|(station, _)| frame.size(*station)).collect();
    let drawn = systematic::draw(&sizes, upto.last().copied().unwrap_or(0), stream);
    let waves = waves(drawn.len(), &upto, stream);
    let all = drawn.len() as f64;
    picked.extend(drawn.into_iter().zip(waves).filter_map(|((at, chance), wave)| {
        let chances = upto.iter().map(|count| chance * (*count as f64 / all).min(1.0));
        let (station, _) = *others.get(at)?;
        Some(Picked { station, cluster: None, wave, chances: chances.collect() })
    }));
    picked
}

/// The wave of each of `all` stations in the order of the list, where `upto` of them are in a wave
/// or an earlier one.
fn waves(all: usize, upto: &[usize], stream: &mut Stream) -> Vec<usize> {
    let last = upto.len().saturating_sub(1);
    let mut waves = vec![last; all];
    for (wave, count) in upto.iter().enumerate().take(last).rev() {
        let mut within: Vec<&mut usize> = waves.iter_mut().filter(|w| **w == wave + 1).collect();
        let chosen = systematic::hits(&vec![1.0; within.len()], *count, stream);
        for (slot, hits) in within.iter_mut().zip(chosen) {
            **slot -= hits.min(1);
        }
    }
    waves
}

/// By area; inside by register, upwards and downwards in turn; equals by code.
fn serpentine(frame: &Frame, stations: &mut Vec<usize>) {
    stations.sort_by(|a, b| {
        let by_area = frame.area_path(*a).cmp(frame.area_path(*b));
        by_area.then(frame.size(*a).total_cmp(&frame.size(*b)))
    });
    let areas = stations.chunk_by(|a, b| frame.area_path(*a) == frame.area_path(*b));
    let turned = areas.enumerate().flat_map(|(at, area)| {
        let mut area = area.to_vec();
        if at % 2 == 1 {
            area.reverse();
        }
        area
    });
    *stations = turned.collect();
}

/// Puts each wave into a random order over all strata: the order in which stations are released.
fn ordered(mut rows: Vec<SampleRow>, waves: usize, seed: &Seed) -> Vec<SampleRow> {
    rows.sort_by_key(|row| row.wave);
    let mut start = 0;
    for wave in 0..waves {
        let here = rows.get_mut(start..).unwrap_or_default();
        let count = here.iter().take_while(|row| row.wave == wave).count();
        let here = here.get_mut(..count).unwrap_or_default();
        seed.stream(ORDER_STREAM + wave as u64).draw_first(here, count);
        start += count;
    }
    for (order, row) in (1..).zip(&mut rows) {
        row.order = order;
    }
    rows
}
