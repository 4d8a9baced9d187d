//! What observers of an example file, as their phones send it.

use sanaq_simulate::{Filed, Filing, Watcher, draw};
use serde_json::{Map, Value, json};

use super::{
    client::id,
    day::{Day, time},
    staged::Stage,
};

/// A report before it is sent.
pub(super) struct Draft {
    /// Its id.
    pub(super) id: String,
    /// The form, its version and the answers in the clear.
    form: String,
    version: String,
    answers: Map<String, Value>,
    /// What is sealed first: the question and what was said.
    pub(super) secret: Option<(&'static str, String)>,
    /// A photo of the protocol.
    pub(super) photo: Option<Vec<u8>>,
}

fn text(of: &str) -> Value {
    json!({ "text": of })
}

fn choice(of: &str) -> Value {
    json!({ "choice": of })
}

fn whole(of: u32) -> Value {
    json!({ "integer": of })
}

fn unknown() -> Value {
    json!({ "absent": "dont-know" })
}

impl Draft {
    /// What a watcher files.
    pub(super) fn of(stage: &Stage, at: usize, filed: &Filed, watcher: &Watcher) -> Self {
        let mut answers = Map::new();
        answers.insert("station-code".to_owned(), text(&watcher.code));
        let mut draft = Self {
            id: id(&format!("example {} report {at}", stage.seed)),
            form: String::new(),
            version: "1".to_owned(),
            answers,
            secret: None,
            photo: None,
        };
        match &filed.what {
            Filing::Opening { late, town } => draft.opening(filed.minute, *late, *town),
            Filing::Count { until, voters, announced } => {
                "turnout".clone_into(&mut draft.form);
                draft.add("until", json!({ "time": time(*until) }));
                draft.add("voters", whole(*voters));
                draft.add("announced", whole(*announced));
                draft.add("counted", choice("without-break"));
            }
            Filing::Counting { reconciled } => draft.counting(*reconciled),
            Filing::Protocol { figures } => draft.protocol(stage, at, watcher, figures),
            Filing::Incident { kind } => draft.incident(filed.minute, *kind),
        }
        draft
    }

    fn add(&mut self, name: &str, answer: Value) {
        self.answers.insert(name.to_owned(), answer);
    }

    fn add_all(&mut self, choices: &[(&str, &str)]) {
        for (name, chosen) in choices {
            self.add(name, choice(chosen));
        }
    }

    fn opening(&mut self, minute: u16, late: bool, town: bool) {
        "opening".clone_into(&mut self.form);
        self.add("time-in", json!({ "time": time(minute.saturating_sub(50)) }));
        self.add_all(&[
            ("area", if town { "urban" } else { "rural" }),
            ("admission", "at-once"),
            ("opened", if late { "late" } else { "on-time" }),
            ("chair", "woman"),
            ("box-shown", "yes"),
            ("box-sealed", "yes"),
            ("ballots-counted", "yes"),
            ("campaigning", "no"),
            ("tension", "no"),
            ("unauthorised", "no"),
            ("accessible", if town { "yes" } else { "no" }),
            ("restricted", "no"),
            ("overall", if late { "bad" } else { "good" }),
        ]);
        self.add("members-present", whole(7));
        self.add("portable-boxes", whole(1));
        for name in ["missing", "ballots-received", "voters-listed"] {
            self.add(name, unknown());
        }
    }

    fn counting(&mut self, reconciled: bool) {
        "counting".clone_into(&mut self.form);
        self.add_all(&[
            ("closed", "on-time"),
            ("waiting-voted", "yes"),
            ("present-at-count", "yes"),
            ("begun", "at-once"),
            ("unused-first", "yes"),
            ("signatures-counted", "yes"),
            ("portable-first", "yes"),
            ("seals-intact", "yes"),
            ("marks-shown", "yes"),
            ("invalid-reasonable", "yes"),
            ("interrupted", "no"),
            ("stuffing-signs", "no"),
            ("reconciled", if reconciled { "yes" } else { "no" }),
            ("pre-signed", "no"),
            ("copies-given", "yes"),
            ("posted", "yes"),
            ("restricted", "no"),
            ("overall", if reconciled { "good" } else { "bad" }),
        ]);
    }

    fn protocol(&mut self, stage: &Stage, at: usize, own: &Watcher, figures: &[(String, u32)]) {
        self.form.clone_from(&stage.form);
        self.version.clone_from(&stage.country.election.date);
        for (name, figure) in figures {
            self.add(name, whole(*figure));
        }
        let title = format!("STATION {}", own.code);
        let drawn = draw(&title, figures, stage.seed, at);
        self.photo = sanaq_photo::grey_jpeg(&drawn.pixels, drawn.width, drawn.height);
    }

    fn incident(&mut self, minute: u16, [group, category, severity]: [&str; 3]) {
        "incident".clone_into(&mut self.form);
        self.add("happened-at", json!({ "time": time(minute.saturating_sub(15)) }));
        self.add_all(&[
            ("category-group", group),
            ("category", category),
            ("severity", severity),
            ("going-on", "no"),
            ("knowledge", "saw"),
        ]);
        self.add("people-affected", whole(u32::from(minute % 40)));
        self.add("harm", json!({ "choices": ["none"] }));
        let said = format!("An example: somebody saw «{category}» here and told it in confidence.");
        self.secret = Some(("description", said));
    }

    /// The report as it is sent, with the names of what was sent before it.
    pub(super) fn body(
        &self,
        watcher: &Watcher,
        made: i64,
        photo: Option<&str>,
        sealed: Option<&str>,
    ) -> Value {
        let mut body = json!({
            "id": self.id,
            "form": self.form,
            "version": self.version,
            "station": watcher.code,
            "answers": self.answers,
            "made": made,
            "clock": 0,
        });
        if let Some(blob) = photo {
            body["photos"] = json!([{ "place": "page-1", "blob": blob }]);
        }
        if let (Some(blob), Some((place, _))) = (sealed, &self.secret) {
            body["sealed"] = json!([{ "place": place, "blob": blob }]);
        }
        body
    }
}

/// When a report was made: a little before it arrives.
pub(super) fn made(day: &Day, filed: &Filed) -> i64 {
    day.second(filed.minute) - 30
}
