//! The evening is played: what observers file, what clerks type, what the commission publishes,
//! each at its time.

use std::{collections::BTreeMap, sync::Arc};

use sanaq_seal::sealed::{Recipient, seal};
use sanaq_simulate::{Filed, Filing, Watcher};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{
    client::{Client, id},
    day::Day,
    published::{self, Publication},
    report::{Draft, made},
    staged::Stage,
};
use crate::exit::Failure;

/// Reports that are on their way at once.
const ON_THE_WAY: usize = 12;
/// Clerks look for work after so many minutes of the day.
const SHIFT: u16 = 10;
/// Of ten sheets so many are typed; the others are left for whoever looks around.
const TYPED: usize = 6;
/// One entry of so many is read wrongly.
const SLIP: usize = 25;
/// When clerks begin and end.
const CLERKS: (u16, u16) = (20 * 60, 27 * 60);

/// Something that happens.
enum Act {
    Report(usize),
    Publish(Publication),
    Type,
}

/// Plays it from the first report to the last figure.
pub(super) async fn play(stage: &Stage, day: &Day, recipient: Recipient) -> Result<(), Failure> {
    let mut acts: Vec<(u16, Act)> = (0..)
        .zip(&stage.evening.filed)
        .map(|(at, filed)| (filed.minute, Act::Report(at)))
        .collect();
    acts.extend(published::programme(stage).into_iter().map(|(at, own)| (at, Act::Publish(own))));
    acts.extend((CLERKS.0..CLERKS.1).step_by(SHIFT.into()).map(|minute| (minute, Act::Type)));
    acts.sort_by_key(|(minute, _)| *minute);
    let sheets = Arc::new(sheets(stage));
    let mut sent: JoinSet<Result<(), Failure>> = JoinSet::new();
    let mut typing = Typing::default();
    for (minute, act) in acts {
        day.reach(minute).await;
        match act {
            Act::Report(at) => {
                let Some(report) = Report::of(stage, day, at, &recipient) else { continue };
                while sent.len() >= ON_THE_WAY {
                    arrived(&mut sent).await?;
                }
                sent.spawn(report.send());
            }
            Act::Publish(publication) => {
                while !sent.is_empty() {
                    arrived(&mut sent).await?;
                }
                published::publish(stage, publication).await?;
            }
            Act::Type => typing.shift(stage, &sheets).await?,
        }
    }
    while !sent.is_empty() {
        arrived(&mut sent).await?;
    }
    typing.shift(stage, &sheets).await
}

async fn arrived(sent: &mut JoinSet<Result<(), Failure>>) -> Result<(), Failure> {
    match sent.join_next().await {
        Some(done) => done.map_err(|error| Failure::Inside(error.to_string()))?,
        None => Ok(()),
    }
}

/// A report with all that is needed to send it.
struct Report {
    phone: Client,
    draft: Draft,
    watcher: Watcher,
    made: i64,
    sealed: Option<Vec<u8>>,
}

impl Report {
    fn of(stage: &Stage, day: &Day, at: usize, recipient: &Recipient) -> Option<Self> {
        let filed: &Filed = stage.evening.filed.get(at)?;
        let watcher = stage.evening.watchers.get(filed.watcher)?.clone();
        let draft = Draft::of(stage, at, filed, &watcher);
        let secret = draft.secret.as_ref().map(|(_, said)| json!({ "text": said }).to_string());
        let recipients = std::slice::from_ref(recipient);
        let sealed = secret.and_then(|text| seal(text.as_bytes(), recipients).ok());
        let phone = stage.phones.get(filed.watcher)?.clone();
        Some(Self { phone, draft, watcher, made: made(day, filed), sealed })
    }

    /// First the report, then its photo, as phones do it: a photo may come late.
    async fn send(self) -> Result<(), Failure> {
        let hash = |bytes: &Vec<u8>| sanaq_seal::hash::Hash::of(bytes).to_string();
        let (photo, sealed) = (self.draft.photo.as_ref(), self.sealed.as_ref());
        let (name, seal) = (photo.map(hash), sealed.map(hash));
        let body = self.draft.body(&self.watcher, self.made, name.as_deref(), seal.as_deref());
        self.phone.post("/api/reports", &body).await?;
        for content in photo.into_iter().chain(sealed) {
            self.phone.blob(content).await?;
        }
        Ok(())
    }
}

/// What each protocol says, by the report that its photo came with.
fn sheets(stage: &Stage) -> BTreeMap<String, Value> {
    let protocols = stage.evening.filed.iter().enumerate().filter_map(|(at, filed)| {
        let Filing::Protocol { figures } = &filed.what else { return None };
        let figures = figures.iter().map(|(name, figure)| (name.clone(), json!(figure)));
        let name = id(&format!("example {} report {at}", stage.seed));
        Some((name, Value::Object(figures.collect())))
    });
    protocols.collect()
}

/// How far the clerks are.
#[derive(Default)]
struct Typing {
    entries: usize,
}

impl Typing {
    /// Every clerk types what is open, until enough is typed.
    async fn shift(
        &mut self,
        stage: &Stage,
        sheets: &BTreeMap<String, Value>,
    ) -> Result<(), Failure> {
        // Two entries a sheet.
        let most = sheets.len() * 2 * TYPED / 10;
        let mut idle = false;
        while !idle && self.entries < most {
            idle = true;
            for clerk in &stage.clerks {
                if self.entries < most && self.turn(clerk, sheets).await? {
                    idle = false;
                }
            }
        }
        Ok(())
    }

    /// One clerk types one sheet; whether there was one.
    async fn turn(
        &mut self,
        clerk: &Client,
        sheets: &BTreeMap<String, Value>,
    ) -> Result<bool, Failure> {
        clerk.post("/api/desk/sheets", &Value::Null).await?;
        let desk = clerk.get("/api/desk/views/desk").await?;
        let Some(sheet) = desk["tasks"][0]["sheet"].as_str() else { return Ok(false) };
        let Some(truth) = sheets.get(sheet) else { return Ok(false) };
        self.entries += 1;
        let mut figures = truth.clone();
        if self.entries.is_multiple_of(SLIP)
            && let Some(figure) = figures.as_object_mut().and_then(|own| own.values_mut().last())
        {
            *figure = json!(figure.as_u64().unwrap_or_default() + 1);
        }
        let order = json!({
            "id": id(&format!("example entry {} of {sheet}", self.entries)),
            "sheet": sheet,
            "result": { "figures": figures },
            "seconds": 40 + self.entries % 50,
        });
        clerk.put("/api/desk/sheets", &order).await?;
        Ok(true)
    }
}
