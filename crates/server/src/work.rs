//! Work that takes a while, off the threads that answer requests.

use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Does it elsewhere, and waits.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Problem::inside(&error))
}

/// A photo is looked at: as many of its pixels at once as the memory allows, and few photos.
pub(crate) async fn on_photo<T: Send + 'static>(
    pictures: &Semaphore,
    photo: &[u8],
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let (width, height) = sanaq_photo::Photo::promised(photo).unwrap_or_default();
    let million = (u64::from(width) * u64::from(height)).div_ceil(1_000_000);
    let weight = u32::try_from(million).unwrap_or(PIXELS).clamp(LEAST, PIXELS);
    let turn = pictures.acquire_many(weight).await;
    let _turn = turn.map_err(|error| Problem::inside(&error))?;
    apart(work).await
}

/// So many million pixels are unpacked at once. A photo whose parts are sent one finer than the
/// other (progressive JPEG) takes nine bytes for each.
pub(crate) const PIXELS: u32 = 52;
/// What a photo counts at least, so that they do not take all processors.
const LEAST: u32 = 26;

/// The same, but only so many at a time: what takes much must not starve reporting.
pub(crate) async fn by_few<T: Send + 'static>(
    few: &Semaphore,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let _turn = few.acquire().await.map_err(|error| Problem::inside(&error))?;
    apart(work).await
}
