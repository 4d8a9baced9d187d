//! A station's whole story in time order: who was sent there, what came, what clerks read, what a
//! person decided. What was published of it stands beside, since its figures are elsewhere.

use sanaq_forms::FormKind;
use serde::Serialize;

use super::{Eyes, Why};
use crate::{BlobHash, FlagSet, Id, event::Verdict, report::Row, sheet::Progress};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoryRow {
    /// When the log took it, in microseconds of the Unix epoch.
    pub time: i64,
    /// What.
    #[serde(flatten)]
    pub what: Happened,
}

/// What happened at a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum Happened {
    /// An observer is to be there.
    Deployed {
        /// The pseudonym.
        observer: String,
        /// As what.
        role: String,
    },
    /// And no longer.
    Left {
        /// The pseudonym.
        observer: String,
    },
    /// A report came.
    Reported {
        /// The report.
        report: Id,
        /// Its form.
        form: String,
        /// Its stage; an incident's is `incident`.
        stage: FormKind,
        /// Who filed it.
        observer: Option<String>,
        /// When it was made, in seconds.
        made: i64,
        /// What a person decided about it.
        verdict: Verdict,
        /// What should be looked at.
        flags: FlagSet,
        /// Its photos.
        photos: Vec<BlobHash>,
        /// The report that takes its place.
        corrected_by: Option<Id>,
        /// Voters counted, of a head count.
        voters: Option<u32>,
    },
    /// A clerk typed the photo of a protocol. What they read is settled when two agree.
    Typed {
        /// The sheet, which has its report's id.
        sheet: Id,
        /// How many clerks had typed it then.
        nth: usize,
        /// Whether it is settled now.
        settled: bool,
    },
    /// A person decided what a sheet says.
    Resolved {
        /// The sheet.
        sheet: Id,
        /// Why so.
        reason: String,
    },
}

/// What is accepted of a station's protocols in one contest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AcceptedView {
    /// The contest.
    pub contest: String,
    /// The report that stands for the station.
    pub report: Option<Id>,
    /// Whether its figures are those of two clerks who agree.
    pub transcribed: bool,
    /// Whether a person verified it.
    pub verified: bool,
    /// Why none is accepted, where some were filed.
    pub why: Option<Why>,
    /// The figures by line and by `votes.OPTION`.
    pub figures: Vec<(String, Option<u32>)>,
}

impl Eyes<'_> {
    /// Everything about a station, the earliest first.
    pub(super) fn story(&self, station: u32, rows: &[(u32, &Row)]) -> Vec<StoryRow> {
        let mut story = Vec::new();
        for (observer, own) in self.look.people.at_station(station) {
            let observer = self.look.people.id(observer).to_owned();
            let what = Happened::Deployed { observer: observer.clone(), role: own.role.clone() };
            story.push(StoryRow { time: own.since, what });
            if own.ended {
                story.push(StoryRow { time: own.until, what: Happened::Left { observer } });
            }
        }
        for (_, row) in rows {
            story.push(StoryRow { time: row.time, what: self.reported_at(row) });
            self.typed_of(row, &mut story);
        }
        story.sort_by_key(|row| row.time);
        story
    }

    fn reported_at(&self, row: &Row) -> Happened {
        let id = |number: u32| self.look.world.get(number).map(Row::id);
        let photos = self.photos(row);
        Happened::Reported {
            report: row.id(),
            form: self.look.form_id(row).to_owned(),
            stage: row.stage,
            observer: self.look.observer_id(row).map(str::to_owned),
            made: row.at,
            verdict: row.verdict,
            flags: row.flags,
            photos: photos.into_iter().map(|photo| photo.blob).collect(),
            corrected_by: id(row.corrected_by),
            voters: (row.stage == FormKind::Turnout)
                .then(|| row.count())
                .flatten()
                .map(|(_, voters)| voters),
        }
    }

    /// What clerks did with a report's sheet. Who they are is for coordinators, in other views.
    fn typed_of(&self, row: &Row, story: &mut Vec<StoryRow>) {
        let Some(sheet) = self.look.world.sheets.get(row.id()) else { return };
        let settled = matches!(sheet.progress(), Progress::Settled(_));
        for (at, entry) in sheet.entries.iter().enumerate() {
            let what = Happened::Typed { sheet: row.id(), nth: at + 1, settled };
            story.push(StoryRow { time: entry.time, what });
        }
        if let Some((_, reason)) = &sheet.resolved {
            let what = Happened::Resolved { sheet: row.id(), reason: reason.clone() };
            story.push(StoryRow { time: sheet.resolved_at, what });
        }
    }

    /// What is accepted of each contest; nothing of those of which nothing was filed.
    pub(super) fn accepted_views(&self, station: u32) -> Vec<AcceptedView> {
        let view = |contest: &crate::contest::ContestRow| {
            let (own, why) = match self.accepted_at(station, contest) {
                Ok(own) => (Some(own?), None),
                Err(why) => (None, Some(why)),
            };
            let lines = contest.lines.iter().map(ToString::to_string);
            let options = contest.options.iter().map(|id| format!("votes.{id}"));
            let names = lines.chain(options);
            let figures = own.as_ref().map(|own| own.figures.clone()).unwrap_or_default();
            Some(AcceptedView {
                contest: contest.election.contest.id.to_string(),
                report: own.as_ref().map(|own| own.report),
                transcribed: own.as_ref().is_some_and(|own| own.transcribed),
                verified: own.as_ref().is_some_and(|own| own.verified),
                why,
                figures: names.zip(figures).collect(),
            })
        };
        self.look.plan.contests.iter().filter_map(view).collect()
    }
}
