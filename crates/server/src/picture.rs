//! Photos that came in the clear. What a camera writes beside the pixels (place, time, device) does
//! not stay on the server's disk: a derivative takes the file's place, and the file itself is
//! sealed to the mission's recipients.

use bytes::Bytes;
use sanaq_desk::{
    Actor, BlobHash, Command, Event, Likeness,
    event::{Photo, PhotoHeld},
};
use sanaq_photo::Limits;
use sanaq_said::said;
use sanaq_seal::{entry::Id, hash::Hash, sealed};

use crate::{
    app::Server,
    problem::Problem,
    work::{apart, on_photo},
};

/// The longest side of what is held in place of a photo.
const SIDE: u32 = 4_096;

/// A photo as it is held.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// The hash of what was sent.
    pub(crate) blob: BlobHash,
    pub(crate) likeness: Option<Likeness>,
    pub(crate) shown: Option<BlobHash>,
    pub(crate) original: Option<BlobHash>,
    /// Whether it cannot be read as a photo.
    pub(crate) unreadable: bool,
    /// Whether what was sent may stay as it is.
    pub(crate) bare: bool,
}

impl Held {
    /// As it stands in a report.
    pub(crate) fn photo(&self, place: sanaq_forms::Place) -> Photo {
        Photo {
            likeness: self.likeness,
            shown: self.shown,
            original: self.original,
            unreadable: self.unreadable,
            ..Photo::new(place, self.blob)
        }
    }
}

/// What is seen in a file.
enum Seen {
    Photo { likeness: Option<Likeness>, derivative: Option<Vec<u8>> },
    Nothing,
}

fn look(file: &[u8]) -> Seen {
    let Ok(photo) = sanaq_photo::Photo::open(file, Limits::default()) else { return Seen::Nothing };
    let likeness = photo.fingerprint().to_string().parse().ok();
    if sanaq_photo::is_bare(file) {
        return Seen::Photo { likeness, derivative: None };
    }
    match photo.derivative(SIDE) {
        Ok(derivative) => Seen::Photo { likeness, derivative: Some(derivative) },
        Err(_) => Seen::Nothing,
    }
}

/// The hash of bytes as the office writes it.
pub(crate) fn hash_of(bytes: &[u8]) -> BlobHash {
    BlobHash(Hash::of(bytes).0)
}

/// Seals bytes to the mission's recipients and stores them. Nothing where there is nobody to seal
/// to.
pub(crate) async fn seal(server: &Server, bytes: Bytes) -> Result<Option<BlobHash>, Problem> {
    let recipients = server.office.keys.recipients.clone();
    if recipients.is_empty() {
        return Ok(None);
    }
    let sealed = apart(move || sealed::seal(&bytes, &recipients)).await?;
    let sealed = sealed.map_err(|error| Problem::inside(&error))?;
    Ok(Some(BlobHash(server.office.blobs.put(sealed.into()).await?.0)))
}

/// Takes a photo in: what may be held of it is stored when this returns. A file that is no photo,
/// or promises more pixels than are decoded, is sealed unread and said to be unreadable.
pub(crate) async fn hold(server: &Server, file: Bytes) -> Result<Held, Problem> {
    let blob = hash_of(&file);
    let unread = file.clone();
    let hidden = server.office.state().must_be_sealed(blob);
    let seen = if hidden {
        // A report says that it is sealed, and it came as it is: nobody here is to see it.
        Seen::Nothing
    } else {
        on_photo(&server.pictures, &file, move || look(&unread)).await?
    };
    let held =
        Held { blob, likeness: None, shown: None, original: None, unreadable: false, bare: false };
    Ok(match seen {
        Seen::Photo { likeness, derivative: None } => {
            server.office.blobs.put_as(Hash(blob.0), file).await?;
            Held { likeness, bare: true, ..held }
        }
        Seen::Photo { likeness, derivative: Some(derivative) } => {
            let shown = server.office.blobs.put(derivative.into()).await?;
            let original = seal(server, file).await?;
            Held { likeness, shown: Some(BlobHash(shown.0)), original, ..held }
        }
        Seen::Nothing => {
            let original = seal(server, file).await?;
            Held { original, unreadable: true, ..held }
        }
    })
}

/// A photo that a phone sent by itself, when it is here.
pub(crate) async fn stored(server: &Server, blob: BlobHash) -> Result<Option<Held>, Problem> {
    let file = server.office.blobs.get(Hash(blob.0)).await?;
    let Some(file) = file.filter(|file| !is_sealed(file)) else { return Ok(None) };
    let held = hold(server, file).await?;
    if !held.bare && (held.shown.is_some() || held.original.is_some()) {
        settle(server, &held).await?;
    }
    Ok(Some(held))
}

/// What `age` writes first.
const AGE: &[u8] = b"age-encryption.org/v1\n";

pub(crate) fn is_sealed(file: &[u8]) -> bool {
    file.starts_with(AGE)
}

/// Whether a file is here and lies open, though a report calls it sealed.
pub(crate) async fn lies_open(server: &Server, blob: BlobHash) -> Result<bool, Problem> {
    if server.office.state().held(blob).is_some_and(|held| held.shown.is_some()) {
        return Ok(true);
    }
    let head = server.office.blobs.head(Hash(blob.0), AGE.len()).await?;
    Ok(head.is_some_and(|head| !is_sealed(&head)))
}

/// A photo came by itself. Where it tells more than its pixels, something else is held in its
/// place, and the log says what; so it is with one that is no photo. What was sent is written
/// nowhere then. A photo that a report waits for is compared now.
pub(crate) async fn arrived(server: &Server, file: Bytes) -> Result<(), Problem> {
    let office = &server.office;
    if is_sealed(&file) {
        office.blobs.put(file).await?;
        return Ok(());
    }
    let held = hold(server, file).await?;
    if held.unreadable && held.original.is_none() {
        return Err(Problem::bad(said!(
            "said-no-photo",
            "found no photo (JPEG, PNG or WebP) of at most 51 million pixels, and the mission \
             has no key to seal other files to: nothing was kept"
        )));
    }
    if held.bare && !office.state().is_shown(held.blob) {
        return Ok(());
    }
    settle(server, &held).await
}

/// The log says what is held of a photo; then what was sent goes.
async fn settle(server: &Server, held: &Held) -> Result<(), Problem> {
    let Held { blob, likeness, shown, original, bare, .. } = *held;
    let event = Event::from(PhotoHeld { blob, likeness, shown, original });
    let id = Id::derived("photo", &blob.to_string());
    server.office.act(&Actor::System, id, &Command::Record(event)).await?;
    // Only now: what takes its place is durable and known.
    if !bare {
        server.office.blobs.remove(Hash(blob.0)).await?;
    }
    Ok(())
}
