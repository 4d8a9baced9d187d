//! The systematic draw with chances in proportion to size.
//!
//! W. G. Madow, *On the theory of systematic sampling II*, Annals of Mathematical Statistics 20,
//! 1949, 333–354: with step K = Σ size / n and a random start u below K, every item is drawn in
//! whose interval of cumulated sizes one of u, u + K, u + 2 K, … falls.

use crate::random::Stream;

/// How often each item is hit when `count` steps go over the sizes: the expected number count ·
/// size / Σ size, rounded down or up.
pub(super) fn hits(sizes: &[f64], count: usize, stream: &mut Stream) -> Vec<usize> {
    let step = sizes.iter().sum::<f64>() / count as f64;
    let mut hits = vec![0; sizes.len()];
    if count == 0 || !step.is_finite() || step <= 0.0 {
        return hits;
    }
    let start = stream.unit();
    let (mut cumulated, mut done) = (0.0, 0_usize);
    for (size, hits) in sizes.iter().zip(&mut hits) {
        cumulated += size;
        while done < count && start + (done as f64) < cumulated / step {
            *hits += 1;
            done += 1;
        }
    }
    // The last step may be lost to rounding, never more.
    let last = sizes.iter().rposition(|size| *size > 0.0).and_then(|last| hits.get_mut(last));
    if let Some(hits) = last {
        *hits += count - done;
    }
    hits
}

/// Draws `count` items with chances in proportion to their size, each with its chance, in the order
/// of the list. Items as large as the step are in for certain and leave the list before the step
/// is measured again.
pub(super) fn draw(sizes: &[f64], count: usize, stream: &mut Stream) -> Vec<(usize, f64)> {
    let certain = certain(sizes, count);
    let rest: Vec<f64> =
        sizes.iter().zip(&certain).map(|(s, certain)| if *certain { 0.0 } else { *s }).collect();
    let taken = certain.iter().filter(|certain| **certain).count();
    let open = count.min(sizes.len()) - taken;
    let step = rest.iter().sum::<f64>() / open as f64;
    let hits = hits(&rest, open, stream);
    let items = hits.iter().zip(&certain).zip(sizes).enumerate();
    let drawn = items.filter_map(|(at, ((hits, certain), size))| {
        let chance = if *certain { 1.0 } else { (size / step).min(1.0) };
        (*certain || *hits > 0).then_some((at, chance))
    });
    drawn.collect()
}

/// Items that are as large as the step, again and again until there is none.
pub(super) fn certain(sizes: &[f64], count: usize) -> Vec<bool> {
    if sizes.len() <= count {
        return vec![true; sizes.len()];
    }
    let mut certain = vec![false; sizes.len()];
    loop {
        let taken = certain.iter().filter(|certain| **certain).count();
        let Some(open) = count.checked_sub(taken).filter(|open| *open > 0) else { return certain };
        let rest = sizes.iter().zip(&certain).filter(|(_, certain)| !**certain);
        let step = rest.map(|(size, _)| size).sum::<f64>() / open as f64;
        let mut found = false;
        let mut left = open;
        for (size, certain) in sizes.iter().zip(&mut certain) {
            if !*certain && *size >= step && left > 0 {
                (*certain, found) = (true, true);
                left -= 1;
            }
        }
        if !found {
            return certain;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    /// 20,000 draws: a frequency lies within four standard deviations of its chance.
    #[test]
    fn a_systematic_draw_has_the_chances_it_says() {
        let sizes = [10.0, 40.0, 25.0, 5.0, 120.0];
        let seed = Seed::from_text("systematic");
        let mut counts = [0_u32; 5];
        let chances = [0.25, 1.0, 0.625, 0.125, 1.0];
        for number in 0..20_000 {
            let drawn = draw(&sizes, 3, &mut seed.stream(number));
            assert_eq!(drawn.len(), 3);
            for (at, chance) in drawn {
                counts[at] += 1;
                assert!((chance - chances[at]).abs() < 1e-12);
            }
        }
        for (count, chance) in counts.iter().zip(chances) {
            let sd = (chance * (1.0 - chance) / 20_000.0_f64).sqrt();
            assert!((f64::from(*count) / 20_000.0 - chance).abs() <= 4.0 * sd, "{counts:?}");
        }
    }

    #[test]
    fn an_item_is_hit_as_often_as_its_size_has_steps() {
        let seed = Seed::from_text("hits");
        let mut sums = [0_usize; 3];
        for number in 0..8_000 {
            let hits = hits(&[5.0, 1.0, 2.0], 4, &mut seed.stream(number));
            assert_eq!(hits.iter().sum::<usize>(), 4);
            assert!((2..=3).contains(&hits[0]) && hits[1] <= 1 && hits[2] == 1, "{hits:?}");
            sums.iter_mut().zip(hits).for_each(|(sum, hits)| *sum += hits);
        }
        assert!(sums[1].abs_diff(4_000) < 200 && sums[0].abs_diff(20_000) < 200, "{sums:?}");
    }

    #[test]
    fn all_items_are_drawn_when_all_are_asked_for_and_none_from_nothing() {
        let drawn = draw(&[3.0, 1.0, 2.0], 5, &mut Seed::from_text("all").stream(0));
        assert_eq!(drawn, [(0, 1.0), (1, 1.0), (2, 1.0)]);
        assert!(draw(&[3.0], 0, &mut Seed::from_text("none").stream(0)).is_empty());
        assert!(draw(&[], 2, &mut Seed::from_text("none").stream(0)).is_empty());
        assert_eq!(hits(&[0.0, 0.0], 2, &mut Seed::from_text("none").stream(0)), [0, 0]);
    }
}
