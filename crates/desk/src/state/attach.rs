//! Photos that were taken in by themselves, and files that came after their report.

use sanaq_forms::FormKind;

use super::{Held, Mode, State};
use crate::{
    BlobHash, FlagSet, Id, Likeness,
    decide::LastText,
    event::{Attached, Photo, PhotoHeld},
};

impl State {
    /// Notes where a photo is that is not held as it was sent.
    pub(super) fn hold(
        &mut self,
        blob: BlobHash,
        shown: Option<BlobHash>,
        original: Option<BlobHash>,
        likeness: Option<Likeness>,
    ) {
        if shown.is_some() || original.is_some() {
            self.held.insert(blob, Held { shown, original, likeness });
        }
    }

    pub(super) fn photo_held(&mut self, photo: &PhotoHeld) {
        self.hold(photo.blob, photo.shown, photo.original, photo.likeness);
        let Some(likeness) = photo.likeness else { return };
        for mode in Mode::ALL {
            let reports = self.world_mut(mode).photos.set_likeness(photo.blob, likeness);
            for number in reports {
                self.refresh(mode, &[number]);
                self.refresh_partners(mode, number);
            }
        }
    }

    /// Says whether the report is here.
    pub(super) fn attach(&mut self, attached: &Attached) -> bool {
        let found = Mode::ALL.into_iter().find_map(|mode| {
            let number = self.world(mode).find(attached.report)?;
            Some((mode, number))
        });
        let Some((mode, number)) = found else { return false };
        self.seal(&attached.photos, &attached.sealed);
        let fresh: Vec<&Photo> =
            attached.photos.iter().filter(|photo| !self.shows(mode, number, photo.blob)).collect();
        for photo in &fresh {
            self.hold(photo.blob, photo.shown, photo.original, photo.likeness);
            let name = self.lexicon.names.number(photo.place.question.as_str());
            let likeness = photo.likeness.filter(|_| !photo.sealed);
            let world = self.world_mut(mode);
            let own = world.photos.push(number, photo.blob, likeness, photo.sealed);
            if let Some(extra) = world.extra_mut(number) {
                let mut photos = extra.photos.to_vec();
                photos.push((own, name));
                extra.photos = photos.into();
            }
        }
        if let Some(extra) = self.world_mut(mode).extra_mut(number) {
            let mut sealed = extra.sealed.to_vec();
            let new = attached.sealed.iter().filter(|own| !extra.sealed.contains(own));
            sealed.extend(new.cloned());
            extra.sealed = sealed.into();
        }
        let Some(row) = self.world(mode).get(number) else { return true };
        let (id, station, sequence) = (row.id(), row.station, row.sequence);
        let sheet = row.stage == FormKind::Protocol && fresh.iter().any(|photo| !photo.sealed);
        if sheet {
            let sampled = self.plan.stations.is_sampled(station);
            self.world_mut(mode).sheets.add_report(id, number, sampled, sequence);
        }
        self.refresh(mode, &[number]);
        self.refresh_partners(mode, number);
        true
    }

    fn shows(&self, mode: Mode, number: u32, blob: BlobHash) -> bool {
        let world = self.world(mode);
        let extra = world.get(number).and_then(|row| world.extra(row));
        let photos = extra.into_iter().flat_map(|extra| &extra.photos);
        let mut blobs = photos.filter_map(|(photo, _)| world.photos.get(*photo));
        blobs.any(|photo| photo.blob == blob)
    }

    /// Where a photo is that is not held as it was sent.
    pub fn held(&self, blob: BlobHash) -> Option<Held> {
        self.held.get(&blob).copied()
    }

    /// Photos in whose place something else is held.
    pub fn replaced(&self) -> impl Iterator<Item = BlobHash> {
        let other = |held: &Held| held.shown.is_some() || held.original.is_some();
        self.held.iter().filter(move |(_, held)| other(held)).map(|(blob, _)| *blob)
    }

    /// Photos and sealed answers that were deleted.
    pub const fn deleted(&self) -> &std::collections::BTreeSet<BlobHash> {
        &self.plan.deleted
    }

    /// Whether a report shows a photo.
    pub fn is_shown(&self, blob: BlobHash) -> bool {
        Mode::ALL.into_iter().any(|mode| self.world(mode).photos.knows(blob))
    }

    /// Whether a report has a photo, or something sealed at a place.
    pub fn has_file(&self, report: Id, photo: BlobHash, place: &sanaq_forms::Place) -> bool {
        let shows = |mode| {
            let number = self.world(mode).find(report);
            number.is_some_and(|number| self.shows(mode, number, photo))
        };
        self.has_sealed(report, place) || Mode::ALL.into_iter().any(shows)
    }

    /// Whether a report has something sealed at a place.
    pub fn has_sealed(&self, report: Id, place: &sanaq_forms::Place) -> bool {
        Mode::ALL.into_iter().any(|mode| {
            let world = self.world(mode);
            let row = world.find(report).and_then(|number| world.get(number));
            let extra = row.and_then(|row| world.extra(row));
            extra.is_some_and(|own| own.sealed.iter().any(|sealed| sealed.place == *place))
        })
    }

    /// Whether a report is here.
    pub fn has_report(&self, id: Id) -> bool {
        Mode::ALL.into_iter().any(|mode| self.world(mode).find(id).is_some())
    }

    /// Whether a report is about this station as it was sent, or by this observer.
    pub fn is_about(&self, id: Id, station: &str, observer: Option<&str>) -> bool {
        Mode::ALL.into_iter().any(|mode| {
            let (look, world) = (self.look(mode), self.world(mode));
            let row = world.find(id).and_then(|number| world.get(number));
            row.is_some_and(|row| {
                self.plan.stations.code(row.sent_station) == station
                    || observer.is_some() && look.observer_id(row) == observer
            })
        })
    }

    /// What a report is flagged for.
    pub fn flags(&self, id: Id) -> Option<FlagSet> {
        let mut worlds = Mode::ALL.into_iter().map(|mode| self.world(mode));
        worlds.find_map(|world| world.get(world.find(id)?).map(|row| row.flags))
    }

    /// A report, as far as a second message of its sender goes on with it.
    pub fn filed_text(&self, id: Id) -> Option<LastText> {
        Mode::ALL.into_iter().find_map(|mode| {
            let look = self.look(mode);
            let row = look.world.get(look.world.find(id)?)?;
            Some(LastText {
                id,
                form: look.form_id(row).to_owned(),
                station: self.plan.stations.code(row.sent_station).to_owned(),
                answers: look.answers(row),
            })
        })
    }
}
