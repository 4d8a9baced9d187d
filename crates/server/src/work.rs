//! Work that takes a while, off the threads that answer requests.

use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Does it elsewhere, and waits.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Problem::inside(&error))
}

/// The same, but only so many at a time: what takes much must not starve reporting.
pub(crate) async fn by_few<T: Send + 'static>(
    few: &Semaphore,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let _turn = few.acquire().await.map_err(|error| Problem::inside(&error))?;
    apart(work).await
}
