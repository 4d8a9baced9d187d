//! Text messages, whichever gateway brought them: what was certain is filed as a report, what was
//! not waits for a person, and the sender hears exactly which.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use sanaq_desk::{
    Actor, Command, Event, FlagKind, Id as DeskId, Mode, PhoneHash,
    decide::LastText,
    event::{Channel, Message, Repair, RepairOutcome, Stopped, Wording},
};
use sanaq_forms::{
    Answer, Answers, Form, FormKind, Name, Place, Problem as Fault, Words,
    sms::{Codebooks, Parsed, Remark, SmsProblemCode, parse_any, reply, stop_reply},
    validate,
};
use sanaq_seal::{entry::Id, short::Short};
use serde::Serialize;

use crate::{
    app::Server,
    intake::{Filed, Incoming, Unsealed, blank, take},
    phone,
    picture::seal,
    problem::Problem,
    routes::report::entry_id,
};

/// A message as a gateway handed it over.
pub(crate) struct Sms {
    /// The gateway.
    pub(crate) gateway: String,
    /// What the gateway calls the message; the same when it sends it again.
    pub(crate) id: String,
    /// The number that it came from.
    pub(crate) from: String,
    /// The text.
    pub(crate) text: String,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Fate {
    /// All of it is a report.
    Filed,
    /// What was certain is a report, and a person looks at the rest.
    Partly,
    /// A person looks at it.
    Kept,
    /// It was here before.
    Repeated,
    /// The sender wants no more messages, or wants them again.
    Stop,
}

/// What became of a message, and what its sender is to hear.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Heard {
    pub(crate) status: Fate,
    /// The report, where there is one.
    pub(crate) report: Option<DeskId>,
    /// Its short receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) receipt: Option<String>,
    /// The message in the queue for people, where it is there.
    pub(crate) message: Option<DeskId>,
    /// Codes of what was wrong.
    pub(crate) problems: Vec<String>,
    pub(crate) reply: String,
    pub(crate) segments: usize,
}

/// Within so many seconds a second message goes on with the first.
const GOES_ON: i64 = 1_800;
/// Within so many seconds the same text is the same message, sent again on the way.
const RESENT: i64 = 900;
/// The most senders whose turns and loose halves are remembered.
const MOST: usize = 20_000;

const STOP: [&str; 8] =
    ["STOP", "STOPALL", "UNSUBSCRIBE", "СТОП", "ТОҚТА", "ТОКТА", "ТОҚТАТ", "TOQTA"];
const START: [&str; 6] = ["START", "UNSTOP", "СТАРТ", "БАСТА", "BASTA", "БАСТАУ"];

/// What is remembered between messages of one sender, in memory only: losing it costs a question
/// back, never a message.
#[derive(Default)]
pub(crate) struct Senders {
    turns: Mutex<HashMap<PhoneHash, Arc<tokio::sync::Mutex<Loose>>>>,
}

/// A half that came before its beginning: when, in which world, as which message, its text.
#[derive(Default)]
struct Loose {
    half: Option<(i64, Mode, DeskId, String)>,
}

impl Senders {
    /// One message of a sender at a time, so that the second half finds the first.
    fn turn(&self, sender: PhoneHash) -> Arc<tokio::sync::Mutex<Loose>> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.len() >= MOST {
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        }
        Arc::clone(turns.entry(sender).or_default())
    }
}

/// The forms that messages are read by, and their codes.
struct Books {
    forms: Vec<(Arc<Form>, bool)>,
    books: Codebooks,
}

impl Books {
    /// The newest version of each form; one that is closed is still understood.
    fn new(server: &Server) -> Self {
        let state = server.office.state();
        let newest = state.forms().filter(|view| view.newest);
        let forms: Vec<(Arc<Form>, bool)> =
            newest.filter_map(|view| Some((view.form?, view.current))).collect();
        drop(state);
        let (books, _) = Codebooks::new(forms.iter().map(|(form, _)| form.as_ref()));
        Self { forms, books }
    }

    fn parse(&self, text: &str, last: Option<&LastText>) -> Parsed {
        let continues = last.and_then(|last| last.form.parse().ok());
        let protocol = self.forms.iter().find(|(form, _)| form.kind == FormKind::Protocol);
        parse_any(text, &self.books, continues.as_ref(), protocol.map(|(form, _)| form.as_ref()))
    }

    fn form(&self, parsed: &Parsed) -> Option<&(Arc<Form>, bool)> {
        let id = parsed.form.as_ref()?;
        self.forms.iter().find(|(form, _)| form.id == *id)
    }
}

/// Takes a message. When this returns, it is durable.
pub(crate) async fn hear(server: &Server, sms: Sms) -> Result<Heard, Problem> {
    let sender = phone::hash(&server.office.keys, &sms.from);
    let turn = server.senders.turn(sender);
    let mut loose = turn.lock().await;
    let hearing = Hearing::new(server, &sms, sender);
    if let Some(stop) = stop_word(&sms.text) {
        return hearing.stop(stop).await;
    }
    let books = Books::new(server);
    let now = server.office.now();
    // A message that is here already is read as it was read then.
    let last = {
        let state = server.office.state();
        state.filed_text(hearing.report).or_else(|| state.last_text(sender, now, GOES_ON))
    };
    let parsed = books.parse(&sms.text, last.as_ref());
    let mode = server.office.state().mode();
    let half = loose.half.take().filter(|(at, own, id, _)| {
        let near = now.saturating_sub(*at) <= GOES_ON && *own == mode;
        near && *id != hearing.message && parsed.begins
    });
    // The halves of a split message may change places on the way.
    if let Some((_, _, id, text)) = half {
        let whole = books.parse(&format!("{} {text}", sms.text), last.as_ref());
        if whole.problems.len() <= parsed.problems.len()
            && whole.answers.len() > parsed.answers.len()
        {
            let heard = hearing.file(&books, &whole, last.as_ref()).await?;
            if let Some(report) = heard.report {
                hearing.mended(id, report).await?;
            }
            return Ok(heard);
        }
    }
    let heard = hearing.file(&books, &parsed, last.as_ref()).await?;
    if heard.status == Fate::Kept
        && let Some(message) = heard.message
    {
        loose.half = Some((now, mode, message, sms.text.clone()));
    }
    Ok(heard)
}

fn stop_word(text: &str) -> Option<bool> {
    let word = text.trim().trim_matches(|c: char| !c.is_alphanumeric()).to_uppercase();
    if STOP.contains(&word.as_str()) {
        return Some(true);
    }
    START.contains(&word.as_str()).then_some(false)
}

/// Who wrote what, as a keyed hash: without the key nobody can test a guess.
fn content(keys: &crate::keys::Keys, sender: PhoneHash, text: &str) -> String {
    keys.mac("text", &format!("{sender}\0{text}"))
}

/// One message on its way in.
struct Hearing<'a> {
    server: &'a Server,
    sms: &'a Sms,
    sender: PhoneHash,
    observer: Option<String>,
    words: Words,
    report: DeskId,
    message: DeskId,
}

impl<'a> Hearing<'a> {
    fn new(server: &'a Server, sms: &'a Sms, sender: PhoneHash) -> Self {
        let state = server.office.state();
        let observer = state.sender(sender).map(str::to_owned);
        let language = observer.as_ref().and_then(|observer| state.language(observer));
        let language = language.filter(|language| !language.is_empty());
        let words = Words::new(language.unwrap_or_else(|| guess(&sms.text)));
        // Gateways number anew after they were set up anew: who wrote what is part of the id.
        let content = content(&server.office.keys, sender, &sms.text);
        let source = Id::derived(&format!("sms/{}/{}", sms.gateway, sms.id), &content);
        let part = |name: &str| DeskId(Id::derived(&source.to_string(), name).0);
        let (report, message) = (part("report"), part("message"));
        Self { server, sms, sender, observer, words, report, message }
    }

    async fn stop(&self, on: bool) -> Result<Heard, Problem> {
        let reply = stop_reply(on, &self.words);
        let heard = |message| Heard {
            status: Fate::Stop,
            report: None,
            receipt: None,
            message,
            problems: Vec::new(),
            reply: reply.text.clone(),
            segments: reply.segments.segments,
        };
        let Some(observer) = self.observer.clone() else {
            // Whoever it is, nobody writes to them; a person sees it all the same.
            let kept = self.keep(vec!["stop".to_owned()]).await?;
            return Ok(heard(kept));
        };
        let event = Event::from(Stopped { observer, on });
        let command = Command::Record(event);
        self.server.office.act(&Actor::Gateway, entry_id(self.message), &command).await?;
        Ok(heard(None))
    }

    /// A loose half found its beginning.
    async fn mended(&self, message: DeskId, report: DeskId) -> Result<(), Problem> {
        let event = Event::from(Repair { message, outcome: RepairOutcome::Report(report) });
        let id = Id::derived("sms/mended", &message.to_string());
        self.server.office.act(&Actor::System, id, &Command::Record(event)).await.map(|_| ())
    }

    /// Files what is certain of a message, and keeps the message where not all of it is.
    async fn file(
        &self,
        books: &Books,
        parsed: &Parsed,
        last: Option<&LastText>,
    ) -> Result<Heard, Problem> {
        let problems: Vec<String> =
            parsed.problems.iter().map(|problem| problem.code.id().to_owned()).collect();
        let station = books.books.iter().find(|book| parsed.form.as_ref() == Some(&book.form));
        let station = station.and_then(|book| book.station.clone());
        let said =
            parsed.answers.iter().filter(|(place, _)| Some(&place.question) != station.as_ref());
        let certain = said.count() > 0;
        let Some((form, current)) =
            books.form(parsed).filter(|_| certain || parsed.comment.is_some())
        else {
            let mut codes = problems.clone();
            if codes.is_empty() {
                codes.push("nothing-said".to_owned());
            }
            let kept = self.keep(codes).await?;
            let mut remarks = vec![Remark::Kept];
            if self.observer.is_none() {
                remarks.insert(0, Remark::UnknownSender);
            }
            let form = books.form(parsed).map(|(form, _)| form.as_ref());
            let status = if kept.is_some() { Fate::Kept } else { Fate::Repeated };
            return Ok(self.answer(status, None, None, kept, parsed, &[], &remarks, books, form));
        };
        let form: &Form = form;
        let (filed, answers) = self.report(form, parsed, last).await?;
        let uncertain = parsed.problems.iter().any(|own| own.code != SmsProblemCode::TwoLetters);
        let kept = if uncertain { self.keep(problems).await? } else { None };
        let mut remarks = self.remarks(*current, parsed);
        if filed.as_ref().is_some_and(|filed| !filed.left_out.is_empty()) {
            remarks.push(Remark::NotKept);
        }
        let status = match &filed {
            Some(filed) if !filed.repeated && uncertain => Fate::Partly,
            Some(filed) if !filed.repeated => Fate::Filed,
            _ => Fate::Repeated,
        };
        let faults = validate(form, &answers);
        let report = filed.is_some().then_some(self.report);
        let receipt = filed.and_then(|filed| filed.receipt);
        Ok(self.answer(status, report, receipt, kept, parsed, &faults, &remarks, books, Some(form)))
    }

    /// Files the report, together with what the same sender said just before of the same form and
    /// station where nothing contradicts. Nothing when all of it was said before.
    async fn report(
        &self,
        form: &Form,
        parsed: &Parsed,
        last: Option<&LastText>,
    ) -> Result<(Option<Filed>, Answers), Problem> {
        let mut answers = parsed.answers.clone();
        let mut report = blank(self.report, form.id.clone(), form.version.clone(), Channel::Sms);
        report.sender = Some(self.sender);
        report.station = parsed.station.clone().unwrap_or_default();
        let last = last.filter(|last| last.form == form.id.as_str());
        if let Some(last) = last.filter(|_| !parsed.begins) {
            report.station.clone_from(&last.station);
        }
        let known = self.server.office.state().has_report(self.report);
        let before = last.filter(|last| last.station == report.station && !known);
        if let Some(last) = before {
            let differs = |(place, answer): (&Place, &Answer)| {
                last.answers.get(place).map(|own| own != answer)
            };
            let agrees = answers.iter().all(|own| differs(own) != Some(true));
            let new = answers.iter().any(|own| differs(own).is_none()) || parsed.comment.is_some();
            if agrees && !new {
                return Ok((None, last.answers.clone()));
            }
            if agrees {
                for (place, answer) in last.answers.iter() {
                    answers.set(place.clone(), answer.clone());
                }
                report.corrects = Some(last.id);
            }
        }
        if let Some(own) = last.filter(|last| last.id == self.report) {
            let same = |(place, answer): (&Place, &Answer)| own.answers.get(place) == Some(answer);
            if answers.iter().all(same) {
                answers.clone_from(&own.answers);
            }
        }
        let whole = answers.clone();
        if let Some(comment) = &parsed.comment {
            comment_into(&mut answers, form, comment);
        }
        report.answers.0.clone_from(&answers);
        let resent = self.server.office.state().resent(&report, self.server.office.now());
        if !known && resent.is_some() {
            return Ok((None, whole));
        }
        report.answers = sanaq_desk::event::Clear::default();
        let (files, unsealed) = (Vec::new(), Unsealed::LeftOut);
        let incoming = Incoming { report, answers, location: None, files, unsealed };
        Ok((Some(take(self.server, &Actor::Gateway, incoming).await?), whole))
    }

    fn remarks(&self, current: bool, parsed: &Parsed) -> Vec<Remark> {
        let state = self.server.office.state();
        let flags = state.flags(self.report).unwrap_or_default();
        let has = |kind: FlagKind| flags.contains(kind);
        let mut remarks = Vec::new();
        if self.observer.is_none() {
            remarks.push(Remark::UnknownSender);
        }
        if parsed.station.is_some() && has(FlagKind::UnknownStation) && state.stations() > 0 {
            remarks.push(Remark::UnknownStation);
        } else if self.observer.is_some() && has(FlagKind::NotDeployed) {
            remarks.push(Remark::OtherStation);
        }
        if !current {
            remarks.push(Remark::Closed);
        }
        remarks
    }

    /// Keeps the text for a person, sealed where the mission has a key for that. Nothing when it
    /// is here already.
    async fn keep(&self, problems: Vec<String>) -> Result<Option<DeskId>, Problem> {
        let office = &self.server.office;
        let content = content(&office.keys, self.sender, &self.sms.text);
        let content = content.get(..32).and_then(|digits| digits.parse().ok());
        let known = content
            .is_some_and(|content| office.state().has_message(content, office.now(), RESENT));
        if known {
            return Ok(None);
        }
        let text = self.sms.text.clone();
        let wording = match seal(self.server, text.clone().into_bytes().into()).await? {
            Some(blob) => Wording::Sealed(blob),
            None => Wording::Clear(text),
        };
        let (id, sender, drill) = (self.message, self.sender, false);
        let message = Message { id, drill, sender, text: wording, problems, content };
        let command = Command::Keep(Box::new(message));
        office.act(&Actor::Gateway, entry_id(self.message), &command).await?;
        Ok(Some(self.message))
    }

    #[expect(clippy::too_many_arguments, reason = "what a reply is worded from")]
    fn answer(
        &self,
        status: Fate,
        report: Option<DeskId>,
        receipt: Option<Short>,
        message: Option<DeskId>,
        parsed: &Parsed,
        faults: &[Fault],
        remarks: &[Remark],
        books: &Books,
        form: Option<&Form>,
    ) -> Heard {
        let receipt = receipt.map(|receipt| receipt.to_string());
        let short = receipt.as_deref();
        let reply = reply(parsed, faults, remarks, &books.books, form, short, &self.words);
        let codes = parsed.problems.iter().map(|problem| problem.code.id().to_owned());
        Heard {
            status,
            report,
            receipt,
            message,
            problems: codes.collect(),
            segments: reply.segments.segments,
            reply: reply.text,
        }
    }
}

/// Puts a comment where the form has a place for one; else where nobody reads it but those with
/// the key.
fn comment_into(answers: &mut Answers, form: &Form, comment: &str) {
    let texts = form.questions().filter(|question| question.ask == sanaq_forms::Ask::Text);
    let mut names = texts.map(|question| &question.id);
    let own = names.find(|name| name.as_str() == "comment").cloned();
    if let Some(name) = own.or_else(|| "comment".parse::<Name>().ok()) {
        answers.set(Place::from(name), Answer::Text(comment.to_owned()));
    }
}

/// The language of somebody whom nobody knows, by the letters.
fn guess(text: &str) -> &'static str {
    let kazakh = |c: char| "әғқңөұүһіӘҒҚҢӨҰҮҺІ".contains(c);
    if text.chars().any(kazakh) {
        return "kk";
    }
    if text.chars().any(|c| ('а'..='я').contains(&c) || ('А'..='Я').contains(&c)) {
        return "ru";
    }
    "en"
}
