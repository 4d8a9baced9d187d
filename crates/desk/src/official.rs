//! What the authorities published: versions of the result, and turnout as it was announced.
//!
//! Only what a version is called and where its figures are is held; the figures themselves are
//! blobs, which the server reads.

use serde::Serialize;

use crate::{
    BlobHash, Id, State,
    event::{Meta, Official, OfficialTurnout, ResultPublished},
};

/// A version of a published result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfficialVersion {
    /// Its place among the versions of its contest, from 1.
    pub number: usize,
    /// When it was recorded, in microseconds.
    pub recorded: i64,
    /// What was recorded.
    #[serde(flatten)]
    pub official: Official,
}

/// A turnout as it was announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Announced {
    /// As of which minute after midnight of election day.
    pub minute: i32,
    /// Voters until then.
    pub voters: Option<u64>,
    /// Their share of the register, in hundredths of a percent.
    pub share: Option<u32>,
    /// Who announced it.
    pub source: String,
    /// Where it was found.
    pub address: Option<String>,
    /// When it was recorded, in microseconds.
    pub recorded: i64,
}

/// A result that the mission made public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublishedResult {
    /// When, in microseconds.
    pub recorded: i64,
    /// By whom.
    pub by: String,
    /// What was recorded.
    #[serde(flatten)]
    pub result: ResultPublished,
}

/// Everything that was published.
#[derive(Clone, Default)]
pub(crate) struct Publications {
    results: Vec<PublishedResult>,
    versions: Vec<OfficialVersion>,
    announced: Vec<(String, Announced)>,
}

impl Publications {
    pub(crate) fn publish(&mut self, official: &Official, meta: Meta<'_>) {
        if self.versions.iter().any(|own| own.official.id == official.id) {
            return;
        }
        let same = |own: &&OfficialVersion| own.official.contest == official.contest;
        let number = self.versions.iter().filter(same).count() + 1;
        let (official, recorded) = (official.clone(), meta.time);
        self.versions.push(OfficialVersion { number, recorded, official });
    }

    pub(crate) fn announce(&mut self, own: &OfficialTurnout, meta: Meta<'_>) {
        let announced = Announced {
            minute: own.minute,
            voters: own.voters,
            share: own.share,
            source: own.source.clone(),
            address: own.address.clone(),
            recorded: meta.time,
        };
        self.announced.push((own.area.clone(), announced));
    }

    pub(crate) fn make_public(&mut self, own: &ResultPublished, meta: Meta<'_>) {
        if self.next_result() == own.version {
            let (recorded, by) = (meta.time, meta.actor.to_owned());
            self.results.push(PublishedResult { recorded, by, result: own.clone() });
        }
    }

    /// The number of what is made public next.
    pub(crate) fn next_result(&self) -> u32 {
        u32::try_from(self.results.len() + 1).unwrap_or(u32::MAX)
    }

    /// What was announced of just this area, in the order of the day; corrections stand beside
    /// what they correct.
    pub(crate) fn turnout(&self, area: &str) -> Vec<Announced> {
        let own = self.announced.iter().filter(|(path, _)| path == area);
        let mut all: Vec<Announced> = own.map(|(_, announced)| announced.clone()).collect();
        all.sort_by_key(|own| (own.minute, own.recorded));
        all
    }

    pub(crate) fn newest(&self, contest: &str) -> Option<&OfficialVersion> {
        self.versions.iter().rev().find(|own| own.official.contest == contest)
    }
}

impl State {
    /// The versions of a contest's published result, the earliest first.
    pub fn official(&self, contest: &str) -> impl Iterator<Item = &OfficialVersion> {
        let all = self.plan.publications.versions.iter();
        all.filter(move |own| own.official.contest == contest)
    }

    /// What the mission made public, the earliest first.
    pub fn published_results(&self) -> &[PublishedResult] {
        &self.plan.publications.results
    }

    /// The number of what the mission makes public next.
    pub fn next_result(&self) -> u32 {
        self.plan.publications.next_result()
    }

    /// A version by its id.
    pub fn official_version(&self, id: Id) -> Option<&OfficialVersion> {
        self.plan.publications.versions.iter().find(|own| own.official.id == id)
    }

    /// Blobs that hold published results: anybody who may read may have them.
    pub fn is_official(&self, blob: BlobHash) -> bool {
        let mut all = self.plan.publications.versions.iter().map(|own| &own.official);
        all.any(|own| own.blob == blob || own.figures == blob)
    }

    /// What the mission is an example of; nothing where it is a real one.
    pub fn example(&self) -> Option<&str> {
        self.plan.example.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Actor, Command, Event, Meta, Refused, State, Thing, decide,
        event::{ContestDefined, Example, OfficialTurnout, Report, StationRow, Stations},
    };

    fn apply(state: &mut State, events: &[Event]) {
        for event in events {
            let sequence = state.entries();
            let time = i64::try_from(sequence).unwrap() * 1_000_000;
            state.apply(event, Meta { sequence, time, actor: "a" });
        }
    }

    fn mission() -> State {
        let toml = sanaq_election::builtin::text("kazakhstan-2021").unwrap().to_owned();
        let contest = ContestDefined { name: "kz".to_owned(), toml };
        let row = StationRow { code: "1".into(), area: "North/A".into(), ..StationRow::default() };
        let mut state = State::default();
        apply(&mut state, &[contest.into(), Stations { rows: vec![row] }.into()]);
        state
    }

    fn official(id: u8, contest: &str, content: u8) -> crate::event::Official {
        crate::event::Official {
            id: format!("{id:032x}").parse().unwrap(),
            contest: contest.to_owned(),
            source: "commission".to_owned(),
            address: None,
            published: None,
            name: "stations.csv".to_owned(),
            blob: crate::BlobHash([content; 32]),
            figures: crate::BlobHash([content; 32]),
            recipe: None,
            recipe_blob: None,
            stations: 1,
        }
    }

    /// Protects the record of what was published when: no version takes another's place, and the
    /// same file again is no new version.
    #[test]
    fn every_version_stays_and_the_same_file_is_none() {
        let mut state = mission();
        for (id, content, versions) in [(1, 1, 1), (2, 1, 1), (3, 2, 2), (4, 1, 3)] {
            let own = official(id, "majilis-lists", content);
            let events = decide(&state, &Actor::System, Command::Record(own.into()), 0).unwrap();
            apply(&mut state, &events);
            assert_eq!(state.official("majilis-lists").count(), versions, "{id}");
        }
        let numbers = state.official("majilis-lists").map(|own| own.number);
        assert_eq!(numbers.collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(state.official("mayor").count(), 0);
        let other = Command::Record(official(9, "mayor", 1).into());
        let refused = decide(&state, &Actor::System, other, 0);
        assert!(
            matches!(refused, Err(Refused::Missing { what: Thing::Contest, .. })),
            "{refused:?}"
        );
    }

    #[test]
    fn a_turnout_is_announced_of_an_area_that_exists_and_says_a_figure() {
        let state = mission();
        let announced = OfficialTurnout {
            area: "North".to_owned(),
            minute: 600,
            voters: None,
            share: Some(1_234),
            source: "commission".to_owned(),
            address: None,
        };
        let taken = |own: &OfficialTurnout| {
            decide(&state, &Actor::System, Command::Record(own.clone().into()), 0).is_ok()
        };
        assert!(taken(&announced));
        assert!(!taken(&OfficialTurnout { area: "South".to_owned(), ..announced.clone() }));
        assert!(!taken(&OfficialTurnout { share: None, ..announced.clone() }));
        assert!(!taken(&OfficialTurnout { share: Some(10_001), ..announced.clone() }));
        let mut state = state;
        apply(&mut state, &[announced.into()]);
        let viewer = crate::Viewer::system();
        let query = crate::Query::Turnout("North".to_owned());
        let view = state.view(&viewer, crate::Mode::Real, &query, crate::Page::default(), 0);
        let Ok(crate::View::Turnout(turnout)) = view else { panic!("no turnout") };
        assert_eq!(turnout.official.len(), 1);
        assert_eq!((turnout.official[0].minute, turnout.official[0].share), (600, Some(1_234)));
    }

    /// Protects a real mission from being called an example, and an example from passing as real.
    #[test]
    fn only_an_empty_mission_becomes_an_example_and_it_stays_one() {
        let mut state = mission();
        let example = || Command::Record(Example { name: "x".to_owned() }.into());
        let account = Actor::Account("admin".to_owned());
        assert!(decide(&state, &account, example(), 0).is_err());
        let mut filed = state.clone();
        let body =
            format!(r#"{{"id":"{:032x}","form":"turnout","version":"1","channel":"app"}}"#, 7);
        let report: Report = serde_json::from_str(&body).unwrap();
        apply(&mut filed, &[report.into()]);
        assert!(decide(&filed, &Actor::System, example(), 0).is_err());
        let events = decide(&state, &Actor::System, example(), 0).unwrap();
        apply(&mut state, &events);
        assert_eq!(state.example(), Some("x"));
    }
}
