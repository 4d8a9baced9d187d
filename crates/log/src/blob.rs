//! Blobs: photos and attachments, named by the SHA-256 of their content.
//!
//! A name cannot be taken by other content, the same content is stored once, and nobody can
//! overwrite a blob. They lie in a directory or in an S3-compatible store. A blob is acknowledged
//! when it is durable: on a disk of our own that is after `fsync` of the file and its directory.
//!
//! A phone with a bad network sends a blob in chunks, in any order and from any point again, to
//! any node: chunks are stored under the name that the whole will have, and the whole is accepted
//! only if it has that name.

use std::{collections::BTreeMap, fmt, path::Path, sync::Arc};

use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::{
    ClientOptions, ObjectStore, ObjectStoreExt, PutMode, PutOptions, aws::AmazonS3Builder,
    local::LocalFileSystem, path::Path as Location,
};
use sanaq_seal::{
    ExposeSecret, SecretString,
    hash::{Hash, Hasher},
};

use crate::private;

/// The largest blob unless told otherwise: 32 MiB.
pub const DEFAULT_LIMIT: u64 = 32 << 20;

/// The largest chunk: 8 MiB.
pub const CHUNK_LIMIT: usize = 8 << 20;

/// What lies in a directory of blobs.
const FOLDERS: [&str; 3] = ["blob", "upload", "store"];

/// How many chunks an unfinished blob may have.
const MOST_CHUNKS: usize = 4096;

/// Why a blob was not stored or not read.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The content is not what its name says.
    #[error("the content has the SHA-256 {found}, not {expected}")]
    WrongHash {
        /// The name.
        expected: Hash,
        /// The hash of what was sent or stored.
        found: Hash,
    },
    /// The blob or chunk is too large.
    #[error("{size} bytes are too many: at most {limit} are taken")]
    TooLarge {
        /// Its size.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// A chunk contradicts the others.
    #[error("this chunk does not fit the upload: {0}")]
    Chunk(&'static str),
    /// Not all of the blob has been sent.
    #[error("the upload is not complete: the next missing byte is {0}")]
    Incomplete(u64),
    /// The disk is full.
    #[error("the disk is full; nothing was stored")]
    Full,
    /// The store failed.
    #[error("the store of attachments failed: {0}")]
    Store(#[from] object_store::Error),
}

/// An S3-compatible store.
#[derive(Clone, Debug)]
pub struct S3 {
    /// The bucket.
    pub bucket: String,
    /// The address, for stores other than Amazon's: `https://s3.example`. `http://` is allowed
    /// on a network of one's own.
    pub endpoint: Option<String>,
    /// The region; `us-east-1` where the store knows none.
    pub region: String,
    /// The access key.
    pub key: String,
    /// Its secret.
    pub secret: SecretString,
}

/// The store of blobs. Clones share it.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// Where they lie, when that is on a disk of our own.
    dir: Option<Arc<Path>>,
    limit: u64,
}

/// How far an upload is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The parts that are there, as (offset, length), in order and without overlap.
    pub parts: Vec<(u64, u64)>,
    /// Whether the blob is complete and stored.
    pub stored: bool,
}

impl Progress {
    /// The first byte that is missing.
    pub fn next(&self) -> u64 {
        let mut next = 0;
        for (offset, length) in &self.parts {
            if *offset > next {
                break;
            }
            next = next.max(offset.saturating_add(*length));
        }
        next
    }
}

impl Blobs {
    /// Blobs in a directory, which is made when it does not exist.
    pub fn local(dir: &Path) -> Result<Self, BlobError> {
        private::folder(dir).map_err(on_disk)?;
        for folder in FOLDERS {
            let folder = dir.join(folder);
            private::folder(&folder).and_then(|()| private::close(&folder)).map_err(on_disk)?;
        }
        let store = LocalFileSystem::new_with_prefix(dir)?.with_fsync(true);
        Ok(Self { store: Arc::new(store), dir: Some(dir.into()), limit: DEFAULT_LIMIT })
    }

    /// Blobs in an S3-compatible store. Its bucket must exist.
    pub fn s3(config: &S3) -> Result<Self, BlobError> {
        // TLS needs one provider a process; another part of the program may have chosen it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&config.bucket)
            .with_region(&config.region)
            .with_access_key_id(&config.key)
            .with_secret_access_key(config.secret.expose_secret())
            .with_client_options(ClientOptions::new().with_allow_http(true));
        if let Some(endpoint) = &config.endpoint {
            builder = builder.with_endpoint(endpoint).with_virtual_hosted_style_request(false);
        }
        Ok(Self { store: Arc::new(builder.build()?), dir: None, limit: DEFAULT_LIMIT })
    }

    /// With another limit on the size of a blob.
    #[must_use]
    pub fn with_limit(self, limit: u64) -> Self {
        Self { limit, ..self }
    }

    /// Stores some content and returns its name, when it is durable.
    pub async fn put(&self, content: Bytes) -> Result<Hash, BlobError> {
        let hash = Hash::of(&content);
        self.put_as(hash, content).await?;
        Ok(hash)
    }

    /// Stores content that must have this name.
    pub async fn put_as(&self, expected: Hash, content: Bytes) -> Result<(), BlobError> {
        let size = length(&content);
        if size > self.limit {
            return Err(BlobError::TooLarge { size, limit: self.limit });
        }
        let found = Hash::of(&content);
        if found != expected {
            return Err(BlobError::WrongHash { expected, found });
        }
        if self.has(expected).await? {
            return Ok(());
        }
        self.write(&blob(expected), content).await
    }

    /// The content; nothing when there is no such blob. It is hashed again: content that changed
    /// in the store is refused.
    pub async fn get(&self, hash: Hash) -> Result<Option<Bytes>, BlobError> {
        let Some(content) = self.read(&blob(hash)).await? else { return Ok(None) };
        let found = Hash::of(&content);
        if found != hash {
            return Err(BlobError::WrongHash { expected: hash, found });
        }
        Ok(Some(content))
    }

    /// The first bytes of a blob, as many as there are of so many; nothing when there is no such
    /// blob. They are not hashed.
    pub async fn head(&self, hash: Hash, bytes: usize) -> Result<Option<Bytes>, BlobError> {
        let location = blob(hash);
        let size = match self.store.head(&location).await {
            Ok(found) => found.size,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let most = size.min(u64::try_from(bytes).unwrap_or(u64::MAX));
        if most == 0 {
            return Ok(Some(Bytes::new()));
        }
        Ok(Some(self.store.get_range(&location, 0..most).await?))
    }

    /// The blobs that were stored before a second of the Unix epoch.
    pub async fn older_than(&self, second: i64) -> Result<Vec<Hash>, BlobError> {
        let prefix = Location::from("blob");
        let mut names = Vec::new();
        let mut found = self.store.list(Some(&prefix));
        while let Some(object) = found.try_next().await? {
            if object.last_modified.timestamp() < second {
                names.extend(object.location.filename().and_then(Hash::from_hex));
            }
        }
        names.sort();
        Ok(names)
    }

    /// Leaves a mark by which the store is known again.
    pub async fn mark(&self, name: &str) -> Result<(), BlobError> {
        self.write(
            &mark(name),
            Bytes::from_static(b"the servers of this mission share this store\n"),
        )
        .await
    }

    /// Whether the store has a mark.
    pub async fn is_marked(&self, name: &str) -> Result<bool, BlobError> {
        Ok(self.read(&mark(name)).await?.is_some())
    }

    /// Takes a mark away.
    pub async fn unmark(&self, name: &str) -> Result<(), BlobError> {
        self.delete(&mark(name)).await
    }

    /// Whether there is such a blob.
    pub async fn has(&self, hash: Hash) -> Result<bool, BlobError> {
        match self.store.head(&blob(hash)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes a blob, as an archive's owner may have to. Removing what is not there is no error.
    pub async fn remove(&self, hash: Hash) -> Result<(), BlobError> {
        self.delete(&blob(hash)).await
    }

    /// The names of all blobs.
    pub async fn all(&self) -> Result<Vec<Hash>, BlobError> {
        let prefix = Location::from("blob");
        let mut names = Vec::new();
        let mut found = self.store.list(Some(&prefix));
        while let Some(object) = found.try_next().await? {
            names.extend(object.location.filename().and_then(Hash::from_hex));
        }
        names.sort();
        Ok(names)
    }

    /// Takes a chunk of the blob that will have this name. The same chunk again changes nothing.
    pub async fn chunk(
        &self,
        hash: Hash,
        offset: u64,
        chunk: Bytes,
    ) -> Result<Progress, BlobError> {
        let size = length(&chunk);
        let most = u64::try_from(CHUNK_LIMIT).unwrap_or(u64::MAX);
        if size > most {
            return Err(BlobError::TooLarge { size, limit: most });
        }
        if size == 0 {
            return Err(BlobError::Chunk("it is empty"));
        }
        let end = offset.saturating_add(size);
        if end > self.limit {
            return Err(BlobError::TooLarge { size: end, limit: self.limit });
        }
        let progress = self.progress(hash).await?;
        if progress.stored {
            return Ok(progress);
        }
        let parts = self.parts(hash).await?;
        if parts.len() >= MOST_CHUNKS {
            return Err(BlobError::Chunk("there are too many; send larger ones"));
        }
        // A chunk of the same place and length may have been bad: the newer one counts.
        self.write(&part(hash, offset, size), chunk).await?;
        self.progress(hash).await
    }

    /// What has been sent of a blob.
    pub async fn progress(&self, hash: Hash) -> Result<Progress, BlobError> {
        if self.has(hash).await? {
            return Ok(Progress { parts: Vec::new(), stored: true });
        }
        let mut parts: Vec<(u64, u64)> = Vec::new();
        for ((offset, length), _) in self.parts(hash).await? {
            let known = parts.last().map_or(0, |(start, length)| start + length);
            let (start, end) = (offset.max(known), offset + length);
            match parts.last_mut() {
                Some(last) if start == known && end > start => last.1 = end - last.0,
                _ if end > start => parts.push((start, end - start)),
                _ => {}
            }
        }
        Ok(Progress { parts, stored: false })
    }

    /// Puts the chunks of a blob of `size` bytes together, checks its name and stores it. When
    /// the name does not fit, the chunks are thrown away: one of them was bad.
    pub async fn finish(&self, hash: Hash, size: u64) -> Result<(), BlobError> {
        if self.has(hash).await? {
            return self.forget(hash).await;
        }
        let whole = self.whole(hash, size).await?;
        self.write(&blob(hash), whole).await?;
        self.forget(hash).await
    }

    /// The chunks of a blob of `size` bytes, put together and checked, for whoever stores
    /// something else in its place. The chunks stay until they are forgotten, but where the name
    /// does not fit.
    pub async fn whole(&self, hash: Hash, size: u64) -> Result<Bytes, BlobError> {
        if size > self.limit {
            return Err(BlobError::TooLarge { size, limit: self.limit });
        }
        let whole = self.assemble(hash, size).await?;
        let mut hasher = Hasher::default();
        hasher.update(&whole);
        let found = hasher.finish();
        if found != hash {
            self.forget(hash).await?;
            return Err(BlobError::WrongHash { expected: hash, found });
        }
        Ok(whole.into())
    }

    /// Blobs of which chunks are here, each with the second at which the last one came.
    pub async fn unfinished(&self) -> Result<BTreeMap<Hash, i64>, BlobError> {
        let prefix = Location::from("upload");
        let mut uploads = BTreeMap::new();
        let mut found = self.store.list(Some(&prefix));
        while let Some(object) = found.try_next().await? {
            let Some(name) = object.location.parts().nth(1) else { continue };
            let Some(hash) = Hash::from_hex(name.as_ref()) else { continue };
            let last = uploads.entry(hash).or_insert(i64::MIN);
            *last = object.last_modified.timestamp().max(*last);
        }
        Ok(uploads)
    }

    /// Throws away what was sent of a blob.
    pub async fn forget(&self, hash: Hash) -> Result<(), BlobError> {
        for (_, location) in self.parts(hash).await? {
            self.delete(&location).await?;
        }
        Ok(())
    }

    async fn assemble(&self, hash: Hash, size: u64) -> Result<Vec<u8>, BlobError> {
        let mut whole = Vec::new();
        for ((offset, _), location) in self.parts(hash).await? {
            let have = length(&whole);
            let Some(skip) = have.checked_sub(offset) else { break };
            let Some(part) = self.read(&location).await? else { break };
            let skip = usize::try_from(skip).unwrap_or(usize::MAX);
            whole.extend_from_slice(part.get(skip..).unwrap_or_default());
        }
        match length(&whole) {
            have if have < size => Err(BlobError::Incomplete(have)),
            have if have > size => Err(BlobError::Chunk("more was sent than the blob's size")),
            _ => Ok(whole),
        }
    }

    /// The chunks of a blob, by offset and length.
    async fn parts(&self, hash: Hash) -> Result<BTreeMap<(u64, u64), Location>, BlobError> {
        let prefix = Location::from(format!("upload/{hash}"));
        let mut parts = BTreeMap::new();
        let mut found = self.store.list(Some(&prefix));
        while let Some(object) = found.try_next().await? {
            let place = object.location.filename().and_then(|name| name.split_once('-'));
            let place = place
                .and_then(|(offset, length)| Some((offset.parse().ok()?, length.parse().ok()?)));
            if let Some(place) = place {
                parts.insert(place, object.location);
            }
        }
        Ok(parts)
    }

    async fn write(&self, location: &Location, content: Bytes) -> Result<(), BlobError> {
        let options = PutOptions { mode: PutMode::Overwrite, ..PutOptions::default() };
        let failed = |error| if is_full(&error) { BlobError::Full } else { BlobError::from(error) };
        if let Some(dir) = &self.dir {
            // Folders between are made here, so that nobody else can enter them.
            let path = dir.join(location.as_ref());
            let folder = path.parent().map(private::folder);
            folder.transpose().map_err(|error| failed(on_disk(error)))?;
        }
        self.store.put_opts(location, content.into(), options).await.map_err(failed)?;
        if let Some(dir) = &self.dir {
            let closed = private::close(&dir.join(location.as_ref()));
            closed.map_err(|error| failed(on_disk(error)))?;
        }
        Ok(())
    }

    async fn read(&self, location: &Location) -> Result<Option<Bytes>, BlobError> {
        match self.store.get(location).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn delete(&self, location: &Location) -> Result<(), BlobError> {
        match self.store.delete(location).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl fmt::Debug for Blobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blobs").field("limit", &self.limit).finish_non_exhaustive()
    }
}

fn length(content: &[u8]) -> u64 {
    u64::try_from(content.len()).unwrap_or(u64::MAX)
}

fn on_disk(source: std::io::Error) -> object_store::Error {
    object_store::Error::Generic { store: "directory", source: Box::new(source) }
}

/// `blob/ab/abcdef…`: no directory becomes too large.
fn blob(hash: Hash) -> Location {
    let name = hash.to_string();
    Location::from(format!("blob/{}/{name}", name.get(..2).unwrap_or_default()))
}

fn mark(name: &str) -> Location {
    Location::from(format!("store/{name}"))
}

fn part(hash: Hash, offset: u64, length: u64) -> Location {
    Location::from(format!("upload/{hash}/{offset:012}-{length}"))
}

/// Whether somewhere below an error the operating system says that the disk is full.
fn is_full(error: &object_store::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<std::io::Error>() {
            return error.kind() == std::io::ErrorKind::StorageFull;
        }
        cause = error.source();
    }
    false
}
