//! Work that takes a while, off the threads that answer requests.

use std::sync::Arc;

use sanaq_import::Limits;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::Problem;

/// What a file may take that somebody hands in: enough for the largest country (1,050,000 stations
/// in India in 2024; 820,000 with 32 columns in Indonesia), and together with what is made of it
/// within a gibibyte.
pub(crate) fn limits() -> Limits {
    Limits {
        decompressed_bytes: 1 << 30,
        in_memory_bytes: 128 << 20,
        figures: 40_000_000,
        text_bytes: 192 << 20,
        rows: 1_200_000,
        ..Limits::default()
    }
}

/// Does it elsewhere, and waits.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Problem::inside(&error))
}

/// A photo is looked at: as many of its pixels at once as the memory allows, and few photos.
pub(crate) async fn on_photo<T: Send + 'static>(
    pictures: &Arc<Semaphore>,
    photo: &[u8],
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let (width, height) = sanaq_photo::Photo::promised(photo).unwrap_or_default();
    let million = (u64::from(width) * u64::from(height)).div_ceil(1_000_000);
    let weight = u32::try_from(million).unwrap_or(PIXELS).clamp(LEAST, PIXELS);
    let turn = Arc::clone(pictures).acquire_many_owned(weight).await;
    let turn = turn.map_err(|error| Problem::inside(&error))?;
    apart(move || {
        let done = work();
        drop(turn);
        done
    })
    .await
}

/// So many million pixels are unpacked at once. A photo whose parts are sent one finer than the
/// other (progressive JPEG) takes nine bytes for each.
pub(crate) const PIXELS: u32 = 52;
/// What a photo counts at least, so that they do not take all processors.
const LEAST: u32 = 26;

/// Does it elsewhere, and only so much at a time: what takes much must not starve reporting.
pub(crate) async fn by_few<T: Send + 'static>(
    few: &Arc<Semaphore>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let (_turn, done) = in_turn(turn(few).await?, work).await?;
    Ok(done)
}

/// The turn of whoever does what takes much; held until it is dropped.
pub(crate) async fn turn(few: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Problem> {
    Arc::clone(few).acquire_owned().await.map_err(|error| Problem::inside(&error))
}

/// Does it elsewhere in one's turn, which is given back for what comes after. The work goes on when
/// whoever asked for it is gone, and keeps its turn until it is done.
pub(crate) async fn in_turn<T: Send + 'static>(
    turn: OwnedSemaphorePermit,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<(OwnedSemaphorePermit, T), Problem> {
    apart(move || {
        let done = work();
        (turn, done)
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    use super::*;

    /// Protects memory: whoever asks for much and goes away again and again has no more done at a
    /// time than others.
    #[tokio::test]
    async fn work_keeps_its_turn_when_nobody_waits_for_it() {
        let (few, busy) = (Arc::new(Semaphore::new(2)), Arc::new(AtomicUsize::new(0)));
        let most = Arc::new(AtomicUsize::new(0));
        for _ in 0..12 {
            let (busy, most) = (Arc::clone(&busy), Arc::clone(&most));
            let work = move || {
                most.fetch_max(busy.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(60));
                busy.fetch_sub(1, Ordering::SeqCst);
            };
            let _ = tokio::time::timeout(Duration::from_millis(10), by_few(&few, work)).await;
        }
        let _all = few.acquire_many(2).await.unwrap();
        assert!((1..=2).contains(&most.load(Ordering::SeqCst)), "{most:?}");
    }
}
