//! A report as it is shown.

use sanaq_forms::{Answers, FormKind, Mark, Place, carry};
use serde::Serialize;

use super::Eyes;
use crate::{
    BlobHash, Flag, FlagSet, Id,
    event::{Channel, Fault, SealedAnswer, Verdict},
    flag,
    intern::NONE,
    report::Row,
};

/// A report in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportLine {
    /// Its id.
    pub id: Id,
    /// The form.
    pub form: String,
    /// The stage.
    pub stage: FormKind,
    /// The station's code; empty where none was sent.
    pub station: String,
    /// The observer.
    pub observer: Option<String>,
    /// When it was made, in seconds of the Unix epoch.
    pub at: i64,
    /// The verdict.
    pub verdict: Verdict,
    /// Kinds of flags.
    pub flags: FlagSet,
    /// Whether a correction took its place.
    pub corrected: bool,
}

/// Everything of a report that may be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportView {
    /// The short form.
    #[serde(flatten)]
    pub line: ReportLine,
    /// The version of the form that it was filed with.
    pub version: String,
    /// The path of the station's area.
    pub area: String,
    /// The observer's organisation.
    pub organisation: String,
    /// By which way it came.
    pub channel: Channel,
    /// Who typed it for the observer.
    pub operator: Option<String>,
    /// When the log took it, in microseconds.
    pub received: i64,
    /// Why the verdict is as it is.
    pub reason: String,
    /// What should be looked at.
    pub details: Vec<Flag>,
    /// The clear answers, as they were filed.
    pub answers: Answers,
    /// What is not plainly the same in the version that was published last.
    pub marks: Vec<Mark>,
    /// The sealed ones.
    pub sealed: Vec<SealedAnswer>,
    /// The photos.
    pub photos: Vec<PhotoView>,
    /// What did not fit the form.
    pub faults: Vec<Fault>,
    /// The report that it corrects.
    pub corrects: Option<Id>,
    /// The report that corrects it.
    pub corrected_by: Option<Id>,
}

/// A photo of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhotoView {
    /// The question.
    pub question: String,
    /// The hash of what was sent.
    pub blob: BlobHash,
    /// What was sent, sealed, where it is not held otherwise.
    pub original: Option<BlobHash>,
    /// Whether it is sealed.
    pub sealed: bool,
    /// Whether it was deleted since.
    pub deleted: bool,
}

/// What was answered, seen by question: who said what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sighting {
    /// The question.
    pub place: Place,
    /// Each report with its answer, in the order of the reports.
    pub said: Vec<(Id, String)>,
}

impl Eyes<'_> {
    pub(super) fn sees(&self, row: &Row) -> bool {
        self.viewer.sees(&self.look, row)
    }

    pub(super) fn line(&self, row: &Row) -> ReportLine {
        ReportLine {
            id: row.id(),
            form: self.look.form_id(row).to_owned(),
            stage: row.stage,
            station: self.look.plan.stations.code(row.station).to_owned(),
            observer: self.look.observer_id(row).map(str::to_owned),
            at: row.at,
            verdict: row.verdict,
            flags: row.flags,
            corrected: row.corrected_by != NONE,
        }
    }

    pub(super) fn report_by_id(&self, id: Id) -> Option<ReportView> {
        let number = self.look.world.find(id)?;
        let row = self.look.world.get(number).filter(|row| self.sees(row))?;
        Some(self.report(number, row))
    }

    pub(super) fn report(&self, number: u32, row: &Row) -> ReportView {
        let world = self.look.world;
        let extra = world.extra(row);
        let id = |number: u32| world.get(number).map(Row::id);
        let answers = self.look.answers(row);
        ReportView {
            line: self.line(row),
            version: self.look.version(row).to_owned(),
            area: self.look.plan.stations.area(row.station).to_owned(),
            organisation: self.look.organisation(row).to_owned(),
            channel: row.channel,
            operator: extra.and_then(|extra| extra.operator.as_deref()).map(str::to_owned),
            received: row.time,
            reason: extra.map(|extra| extra.reason.to_string()).unwrap_or_default(),
            details: self.seen_details(number),
            marks: self.marks(row, &answers),
            answers,
            sealed: extra.map(|extra| extra.sealed.to_vec()).unwrap_or_default(),
            photos: self.photos(row),
            faults: extra.map(|extra| extra.faults.to_vec()).unwrap_or_default(),
            corrects: extra.and_then(|extra| extra.corrects),
            corrected_by: id(row.corrected_by),
        }
    }

    /// What should be looked at, without the reports that the viewer may not see.
    fn seen_details(&self, number: u32) -> Vec<Flag> {
        let mut details = flag::details(&self.look, number);
        details.retain(|flag| {
            let other = flag.other().and_then(|id| self.look.world.find(id));
            let other = other.and_then(|number| self.look.world.get(number));
            other.is_none_or(|row| self.sees(row))
        });
        details
    }

    /// What changed in the form since the report was filed.
    fn marks(&self, row: &Row, answers: &Answers) -> Vec<Mark> {
        let own = self.look.plan.form(row.form).and_then(|form| form.form.as_deref());
        let newest = self.look.plan.newest(self.look.form_id(row));
        let newest = newest.and_then(|form| form.form.as_deref());
        match own.zip(newest).filter(|(own, newest)| own.version != newest.version) {
            Some((own, newest)) => carry(own, newest, answers).marks,
            None => Vec::new(),
        }
    }

    pub(super) fn photos(&self, row: &Row) -> Vec<PhotoView> {
        let world = self.look.world;
        let photos = world.extra(row).into_iter().flat_map(|extra| &extra.photos);
        let view = |(photo, name): &(u32, u32)| {
            let photo = world.photos.get(*photo)?;
            let question = self.look.lexicon.names.text(*name).to_owned();
            let deleted = self.look.plan.deleted.contains(&photo.blob);
            let original = self.look.held.get(&photo.blob).and_then(|held| held.original);
            Some(PhotoView { question, blob: photo.blob, original, sealed: photo.sealed, deleted })
        };
        photos.filter_map(view).collect()
    }
}
