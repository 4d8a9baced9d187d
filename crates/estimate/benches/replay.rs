//! Mexico 2018 as it arrived: the quick count's own sample, station by station, with the hour of
//! each report. Truth is the whole sample, so what is seen is nothing but arrival. Once with the
//! stations' poverty index as a covariate, once without.
//!
//! `SANAQ_DATA=… cargo bench -p sanaq-estimate --bench replay`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and should fail where it cannot go on"
)]

#[path = "common/replay.rs"]
mod replay;

use replay::{Evening, held};

/// Hours after the polls closed.
const HOURS: [f64; 9] = [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0];

fn main() {
    let Some(evening) = Evening::read() else {
        println!("skipped: no mexico-2018-arrivals below SANAQ_DATA");
        return;
    };
    let mut missed = 0;
    for (poverty, needed) in [(true, 24), (false, 19)] {
        let mut covered = 0;
        println!("\n{} the poverty index", if poverty { "with" } else { "without" });
        for hour in HOURS {
            let answer = evening.answer(hour, poverty);
            let held = held(&answer);
            covered += if hour > 1.0 { held } else { 0 };
            let amlo = answer.options.iter().find(|option| option.id.as_str() == "amlo");
            let share = amlo.and_then(|option| option.share);
            let share = share.map_or("nothing is said".to_owned(), |share| {
                format!("{:.2} ± {:.2}", 100.0 * share.estimate, 100.0 * share.half_width())
            });
            println!(
                "  {hour} h: {:.0} % in, {held} of 3 inside, AMLO {share}, fit to be published: {}",
                100.0 * answer.arrival.part,
                answer.publishable
            );
            missed += usize::from(hour <= 1.0 && answer.publishable);
        }
        println!("  {covered} of 24 candidate-hours from 1.5 to 6 h, {needed} needed");
        missed += usize::from(covered < needed);
    }
    println!("\nbars missed: {missed}");
}
