//! What an observer sees on the phone: where to be, what is due, what the mission has of them and
//! what it asks back. After a lost phone it is here again.
//!
//! No answer is sent back to a phone: whoever holds it may not be the observer.

use serde::Serialize;

use super::Eyes;
use crate::{
    Id, Mode, State,
    access::Viewer,
    event::{Shift, Verdict},
    intern::NONE,
    report::Row,
};

/// An observer's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mine {
    /// Where to be.
    pub posts: Vec<MyPost>,
    /// What is due, by time.
    pub due: Vec<MyDue>,
    /// What the mission has, in the order in which it was made.
    pub reports: Vec<MyReport>,
    /// Whether nothing more is expected: the observer has left.
    pub revoked: bool,
}

/// A station to be at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyPost {
    /// Its code.
    pub station: String,
    /// The path of its area.
    pub area: String,
    /// From when to when, in minutes of election day.
    pub shift: Option<Shift>,
    /// As what.
    pub role: String,
    /// When the polls open and close there, in seconds of the Unix epoch.
    pub polls: Option<(i64, i64)>,
    /// The time zone there, by its IANA name.
    pub zone: String,
}

/// A deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyDue {
    /// What it is called.
    pub id: String,
    /// The form to fill in.
    pub form: String,
    /// The station.
    pub station: String,
    /// When, in seconds of the Unix epoch.
    pub at: i64,
    /// How often the mission has reminded of it.
    pub reminded: u32,
}

/// A report that the mission has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyReport {
    /// Its id.
    pub id: Id,
    /// The form.
    pub form: String,
    /// The station as it was sent.
    pub station: String,
    /// When it was made, in seconds.
    pub at: i64,
    /// Why the mission asks back, if it does.
    pub asked_back: Option<String>,
}

impl State {
    /// The day of an observer; nothing for nobody.
    pub fn mine(&self, observer: &str, mode: Mode) -> Option<Mine> {
        let (number, own) = self.people.find(observer)?;
        let look = self.look(mode);
        let stations = &self.plan.stations;
        let posts = own.deployments.iter().filter(|post| !post.ended).map(|post| MyPost {
            station: stations.code(post.station).to_owned(),
            area: stations.area(post.station).to_owned(),
            shift: post.shift,
            role: post.role.clone(),
            polls: self.polls(stations.code(post.station)),
            zone: self.plan.clock.name(stations.area(post.station)).to_owned(),
        });
        let viewer = Viewer::of_organisation(&own.organisation);
        let eyes = Eyes { look, viewer: &viewer, now: 0 };
        let mut due: Vec<MyDue> = eyes
            .unanswered(number, own)
            .into_iter()
            .map(|due| MyDue {
                id: due.expected.id.clone(),
                form: due.expected.form.to_string(),
                station: stations.code(due.deployed.station).to_owned(),
                at: due.at,
                reminded: own.contacts(mode).reminded.get(&due.expected.id).copied().unwrap_or(0),
            })
            .collect();
        due.sort_by(|a, b| (a.at, &a.id, &a.station).cmp(&(b.at, &b.id, &b.station)));
        let mut rows: Vec<&Row> = look.world.by_observer(number).map(|(_, row)| row).collect();
        rows.sort_by_key(|row| (row.at, row.id));
        let report = |row: &Row| {
            let extra = look.world.extra(row);
            let reason = extra.map(|extra| extra.reason.to_string()).unwrap_or_default();
            // A correction answers what was asked.
            let asks = row.verdict == Verdict::CallBack && row.corrected_by == NONE;
            MyReport {
                id: row.id(),
                form: look.form_id(row).to_owned(),
                station: stations.code(row.sent_station).to_owned(),
                at: row.at,
                asked_back: asks.then_some(reason),
            }
        };
        Some(Mine {
            posts: posts.collect(),
            due,
            reports: rows.into_iter().map(report).collect(),
            revoked: own.revoked.is_some(),
        })
    }
}
