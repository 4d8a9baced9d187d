//! Which files something names, and who may see a report or a photo.

use hashbrown::HashSet;

use super::{Mode, State};
use crate::{
    BlobHash, Id,
    access::Viewer,
    event::{Photo, SealedAnswer, Wording},
    sheet::Source,
};

impl State {
    /// Notes what a report says is sealed.
    pub(super) fn seal(&mut self, photos: &[Photo], answers: &[SealedAnswer]) {
        self.sealed.extend(photos.iter().filter(|photo| photo.sealed).map(|photo| photo.blob));
        self.sealed.extend(answers.iter().map(|answer| answer.blob));
    }

    /// Whether a report says that a file is sealed: it must not lie here as anything else.
    pub fn must_be_sealed(&self, blob: BlobHash) -> bool {
        self.sealed.contains(&blob)
    }

    /// Whether a report names a file that was sent.
    pub fn is_named(&self, blob: BlobHash) -> bool {
        self.must_be_sealed(blob) || self.is_shown(blob)
    }

    /// Whether somebody may see a report, of the day or of a drill.
    pub fn sees_report(&self, viewer: &Viewer, id: Id) -> bool {
        Mode::ALL.into_iter().any(|mode| {
            let look = self.look(mode);
            let row = look.world.find(id).and_then(|number| look.world.get(number));
            row.is_some_and(|row| viewer.sees(&look, row))
        })
    }

    /// Whether somebody may see a photo: one of a report that they may see. What no report names
    /// is shown to nobody.
    pub fn sees_photo(&self, viewer: &Viewer, blob: BlobHash) -> bool {
        Mode::ALL.into_iter().any(|mode| {
            let look = self.look(mode);
            let mut shows = look.world.photos.of(blob).filter(|photo| !photo.sealed);
            shows.any(|photo| {
                look.world.get(photo.report).is_some_and(|row| viewer.sees(&look, row))
            })
        })
    }

    /// Every file that something names, with what is held in the place of photos. Nothing where an
    /// entry could not be read: it may name more.
    pub fn named(&self) -> Option<HashSet<BlobHash>> {
        if !self.trail.unknown.is_empty() {
            return None;
        }
        let mut named = self.sealed.clone();
        for mode in Mode::ALL {
            let world = self.world(mode);
            named.extend(world.photos.blobs());
            for (_, sheet) in world.sheets.iter() {
                if let Source::Planted(planted) = &sheet.source {
                    named.extend(&planted.photos);
                }
            }
            for row in world.messages.iter() {
                if let Wording::Sealed(blob) = row.message.text {
                    named.insert(blob);
                }
            }
        }
        named.extend(self.people.observers().filter_map(|(_, row)| row.number));
        let beside = self.held.iter().filter(|(blob, _)| named.contains(*blob));
        let beside = beside.flat_map(|(_, held)| [held.shown, held.original]);
        let beside: Vec<BlobHash> = beside.flatten().collect();
        named.extend(beside);
        Some(named)
    }
}
