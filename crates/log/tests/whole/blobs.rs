//! Blobs in a directory and in a real S3-speaking server (moto).

use bytes::Bytes;
use sanaq_log::blob::{BlobError, Blobs, CHUNK_LIMIT};
use sanaq_seal::hash::Hash;
use tempfile::TempDir;

use crate::s3::Moto;

fn photo(size: usize) -> Bytes {
    (0..size).map(|at| u8::try_from(at * 7 % 251).unwrap()).collect::<Vec<u8>>().into()
}

#[tokio::test(flavor = "multi_thread")]
async fn blobs_in_a_directory() {
    let dir = TempDir::new().unwrap();
    let blobs = Blobs::local(dir.path()).unwrap();
    everything_holds(&blobs).await;
    let again = Blobs::local(dir.path()).unwrap();
    assert_eq!(again.get(Hash::of(&photo(10))).await.unwrap(), Some(photo(10)));
    a_blob_that_changed_on_disk_is_refused(dir.path(), &again).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn blobs_in_an_s3_store() {
    let Some(moto) = Moto::start() else { return };
    everything_holds(&moto.blobs()).await;
    assert_eq!(moto.blobs().get(Hash::of(&photo(10))).await.unwrap(), Some(photo(10)));
}

async fn everything_holds(blobs: &Blobs) {
    a_blob_is_stored_once_under_its_hash(blobs).await;
    chunks_in_any_order_and_twice_make_the_blob(blobs).await;
    bad_chunks_and_sizes_are_refused(blobs).await;
    what_is_unfinished_is_known(blobs).await;
    limits_hold(&blobs.clone().with_limit(1000)).await;
}

async fn a_blob_is_stored_once_under_its_hash(blobs: &Blobs) {
    let hash = blobs.put(photo(10)).await.unwrap();
    assert_eq!(hash, Hash::of(&photo(10)));
    assert_eq!(blobs.put(photo(10)).await.unwrap(), hash);
    assert_eq!(blobs.all().await.unwrap(), [hash]);
    let wrong = blobs.put_as(hash, photo(11)).await;
    assert!(matches!(wrong, Err(BlobError::WrongHash { expected, .. }) if expected == hash));
    assert_eq!(blobs.get(hash).await.unwrap(), Some(photo(10)));
    assert_eq!(blobs.get(Hash::of(b"none")).await.unwrap(), None);
    let other = blobs.put(photo(12)).await.unwrap();
    blobs.remove(other).await.unwrap();
    blobs.remove(other).await.unwrap();
    assert!(!blobs.has(other).await.unwrap());
}

async fn chunks_in_any_order_and_twice_make_the_blob(blobs: &Blobs) {
    let whole = photo(100_000);
    let hash = Hash::of(&whole);
    let send = async |from: u64, to: u64| {
        let range = usize::try_from(from).unwrap()..usize::try_from(to).unwrap();
        blobs.chunk(hash, from, whole.slice(range)).await.unwrap()
    };
    let progress = send(60_000, 90_000).await;
    assert_eq!((progress.next(), progress.parts), (0, vec![(60_000, 30_000)]));
    send(0, 30_000).await;
    send(0, 30_000).await;
    assert_eq!(send(20_000, 50_000).await.next(), 50_000, "chunks may overlap");
    let unfinished = blobs.finish(hash, 100_000).await;
    assert!(matches!(unfinished, Err(BlobError::Incomplete(50_000))), "{unfinished:?}");
    assert_eq!(send(50_000, 60_000).await.next(), 90_000);
    assert_eq!(send(90_000, 100_000).await.parts, [(0, 100_000)]);
    blobs.finish(hash, 100_000).await.unwrap();
    blobs.finish(hash, 100_000).await.unwrap();
    assert_eq!(blobs.get(hash).await.unwrap(), Some(whole.clone()));
    assert!(blobs.progress(hash).await.unwrap().stored);
    assert!(send(0, 10).await.stored, "a late chunk changes nothing");
    blobs.remove(hash).await.unwrap();
    assert_eq!(blobs.progress(hash).await.unwrap().next(), 0, "no chunk is left over");
}

async fn bad_chunks_and_sizes_are_refused(blobs: &Blobs) {
    let hash = Hash::of(&photo(20));
    blobs.chunk(hash, 0, photo(19)).await.unwrap();
    blobs.chunk(hash, 19, Bytes::from_static(b"!")).await.unwrap();
    let wrong = blobs.finish(hash, 20).await;
    assert!(matches!(wrong, Err(BlobError::WrongHash { .. })), "{wrong:?}");
    assert_eq!(blobs.progress(hash).await.unwrap().next(), 0, "bad chunks are thrown away");
    assert!(!blobs.has(hash).await.unwrap());
    blobs.chunk(hash, 0, photo(20)).await.unwrap();
    assert!(matches!(blobs.finish(hash, 19).await, Err(BlobError::Chunk(_))));
    blobs.forget(hash).await.unwrap();
    assert!(matches!(blobs.chunk(hash, 0, Bytes::new()).await, Err(BlobError::Chunk(_))));
    let large = blobs.chunk(hash, 0, photo(CHUNK_LIMIT + 1)).await;
    assert!(matches!(large, Err(BlobError::TooLarge { .. })));
}

/// Parts that nobody went on with can be found, and put together without storing them.
async fn what_is_unfinished_is_known(blobs: &Blobs) {
    let whole = photo(500);
    let hash = Hash::of(&whole);
    assert!(blobs.unfinished().await.unwrap().is_empty());
    blobs.chunk(hash, 0, whole.slice(..200)).await.unwrap();
    blobs.chunk(hash, 200, whole.slice(200..)).await.unwrap();
    let unfinished = blobs.unfinished().await.unwrap();
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let age = i64::try_from(now).unwrap() - unfinished[&hash];
    assert!(unfinished.len() == 1 && (-5..60).contains(&age), "{unfinished:?}");
    assert_eq!(blobs.whole(hash, 500).await.unwrap(), whole);
    assert!(!blobs.has(hash).await.unwrap(), "nothing was stored");
    assert!(matches!(blobs.whole(hash, 501).await, Err(BlobError::Incomplete(500))));
    blobs.forget(hash).await.unwrap();
    assert!(blobs.unfinished().await.unwrap().is_empty());
}

async fn limits_hold(small: &Blobs) {
    let refused = small.put(photo(1001)).await;
    assert!(matches!(refused, Err(BlobError::TooLarge { size: 1001, limit: 1000 })));
    let hash = Hash::of(&photo(1001));
    let refused = small.chunk(hash, 1000, photo(1)).await;
    assert!(matches!(refused, Err(BlobError::TooLarge { .. })));
    let refused = small.chunk(hash, u64::MAX, photo(1)).await;
    assert!(matches!(refused, Err(BlobError::TooLarge { .. })));
    let refused = small.finish(hash, 1001).await;
    assert!(matches!(refused, Err(BlobError::TooLarge { .. })));
}

async fn a_blob_that_changed_on_disk_is_refused(dir: &std::path::Path, blobs: &Blobs) {
    let hash = Hash::of(&photo(10));
    let name = hash.to_string();
    std::fs::write(dir.join("blob").join(&name[..2]).join(&name), b"another").unwrap();
    assert!(matches!(blobs.get(hash).await, Err(BlobError::WrongHash { .. })));
}
