//! Files of reports that were collected elsewhere: row by row what was taken, what was here before,
//! what corrects what was here, and what was refused, with the reason.

use std::{collections::BTreeMap, io::Cursor, sync::Arc};

use axum::{
    Json,
    body::Bytes,
    extract::{Query, State},
};
use sanaq_desk::{
    Actor, Id as DeskId,
    event::{Channel, Clear, Report},
};
use sanaq_forms::{Columns, FiledRow, Form};
use sanaq_import::{Limits, sheet};
use sanaq_seal::entry::Id;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    app::Server,
    gate::Caller,
    intake::{Incoming, Unsealed, blank, take},
    problem::Problem,
    work::{in_turn, limits, turn},
};

/// The most rows of one file.
const MOST: u64 = 50_000;

/// Which form the rows are of.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    form: String,
    #[serde(default)]
    version: String,
    /// Only say what would happen.
    #[serde(default)]
    dry: bool,
    /// What the file is called, for messages.
    #[serde(default)]
    name: String,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Fate {
    /// It is a new report.
    Taken,
    /// It was here before.
    Repeated,
    /// It is a correction of the report that was here under its name.
    Corrected,
    /// It was not taken.
    Refused,
}

/// A row and what became of it.
#[derive(Clone, Debug, Serialize)]
struct Told {
    line: u64,
    fate: Fate,
    /// The report, where there is one.
    id: Option<DeskId>,
    /// Its short receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<String>,
    /// Why not, or what a person should look at.
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
}

/// Reads a file of reports.
pub(crate) async fn import(
    State(server): State<Server>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
    body: Bytes,
) -> Result<Json<Value>, Problem> {
    let form = server.office.state().form(&wanted.form, &wanted.version);
    let form = form.ok_or_else(|| {
        Problem::bad(format!("form: found «{}», expected a form that is published", wanted.form))
    })?;
    let name = if wanted.name.is_empty() { "the file".to_owned() } else { wanted.name.clone() };
    let own = Arc::clone(&form);
    let read = move || {
        let limits = Limits { rows: MOST, ..limits() };
        let known = |names: &mut Vec<String>| Ok(Columns::new(&own, names).known());
        sheet(Cursor::new(body), &name, &limits, &known)
    };
    let (_turn, sheet) = in_turn(turn(&server.files).await?, read).await?;
    let sheet = sheet?;
    let columns = Columns::new(&form, &sheet.header);
    let reader =
        Rows { server: &server, actor: caller.actor()?, form: Arc::clone(&form), wanted: &wanted };
    let (mut told, mut counts) = (Vec::new(), BTreeMap::<Fate, usize>::new());
    for row in sheet.rows() {
        let one = reader.row(row.line, columns.read(row.cells())).await;
        *counts.entry(one.fate).or_default() += 1;
        told.push(one);
    }
    Ok(Json(json!({
        "form": form.id, "version": form.version, "dry": wanted.dry,
        "rows": told.len(), "counts": counts,
        "unread_columns": columns.unknown(&sheet.header),
        "questions_without_column": columns.without_column(),
        "notes": sheet.warnings.iter().cloned().map(crate::told::Told::from).collect::<Vec<_>>(),
        "told": told,
    })))
}

struct Rows<'a> {
    server: &'a Server,
    actor: Actor,
    form: Arc<Form>,
    wanted: &'a Wanted,
}

impl Rows<'_> {
    async fn row(&self, line: u64, read: FiledRow) -> Told {
        let refused =
            |reason: String| Told { line, fate: Fate::Refused, id: None, receipt: None, reason };
        if read.answers.is_empty() {
            return refused("found no answer in this row".to_owned());
        }
        let (report, fate) = self.report(&read);
        let (id, corrects) = (Some(report.id), report.corrects);
        if fate == Fate::Repeated {
            return Told { line, fate, id, receipt: None, reason: String::new() };
        }
        if let Some(observer) = &read.observer
            && !self.server.office.state().is_enrolled(observer)
        {
            return refused(format!("observer: there is no «{observer}»"));
        }
        let station = &report.station;
        let reason = if station.is_empty() {
            "no station: the report is flagged".to_owned()
        } else if !self.server.office.state().has_station(station) {
            format!("station: «{station}» is on no list; the report is flagged")
        } else {
            String::new()
        };
        if self.wanted.dry {
            return Told { line, fate, id, receipt: None, reason };
        }
        let incoming = Incoming {
            report,
            answers: read.answers,
            location: None,
            files: Vec::new(),
            unsealed: Unsealed::Refused,
        };
        match take(self.server, &self.actor, incoming).await {
            Ok(filed) => {
                let fate = match corrects {
                    _ if filed.repeated => Fate::Repeated,
                    Some(_) => Fate::Corrected,
                    None => Fate::Taken,
                };
                let receipt = filed.receipt.map(|receipt| receipt.to_string());
                Told { line, fate, id, receipt, reason }
            }
            Err(problem) => refused(problem.detail().to_owned()),
        }
    }

    /// The report of a row, under the name that it has whenever it comes; what would become of it.
    fn report(&self, read: &FiledRow) -> (Report, Fate) {
        let form = &self.form;
        let version = match &read.version {
            Some(version) => version.clone(),
            None => form.version.clone(),
        };
        let content = serde_json::to_string(&read.answers).unwrap_or_default();
        let observer = read.observer.as_deref().unwrap_or_default();
        let content = format!("{version}\0{}\0{observer}\0{content}", read.station);
        let source = format!("file/{}", form.id);
        let named = |name: &str| DeskId(Id::derived(&source, name).0);
        // A row with a name is known by it, one without by what it says.
        let first = named(read.id.as_deref().unwrap_or(&content));
        let mut report = blank(first, form.id.clone(), version, Channel::File);
        report.station.clone_from(&read.station);
        report.observer.clone_from(&read.observer);
        let state = self.server.office.state();
        if !state.has_report(first) {
            return (report, Fate::Taken);
        }
        let split = state.split(form.id.as_str(), &report.version, &read.answers);
        report.answers = Clear(split.clear.0);
        if state.same_report(&report) {
            report.answers = Clear::default();
            return (report, Fate::Repeated);
        }
        report.answers = Clear::default();
        let name = format!("{}\0{content}", read.id.as_deref().unwrap_or_default());
        report.id = named(&name);
        // Two lists may both count their rows from one: of another station and another observer,
        // it is another report.
        let same = state.is_about(first, &report.station, report.observer.as_deref());
        report.corrects = Some(first).filter(|_| same);
        let fate = match report.corrects {
            _ if state.has_report(report.id) => Fate::Repeated,
            Some(_) => Fate::Corrected,
            None => Fate::Taken,
        };
        (report, fate)
    }
}
