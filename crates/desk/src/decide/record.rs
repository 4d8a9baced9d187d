//! What people of the data centre decide, with the right that each needs.

use sanaq_election::Election;
use sanaq_said::said;

use super::{Actor, Refused, Thing, account, missing, remind, sheet};
use crate::{
    Event, Id, Mode, State,
    access::{Right, Viewer},
    clock::is_zone,
    event::{
        Observer, Official, OfficialTurnout, Planted, Policy, Published, Repair, RepairOutcome,
        ResultPublished, Review, Role, Sample, Schedule, Stations, TranscriptionResult, Verdict,
    },
    plan::may_be_clear,
    report::Row,
    station::lies_in,
};

/// Bytes of the names in one event: an entry of the log has at most one MiB.
const BYTES: usize = 500_000;
/// What a row has beside its names, about.
const BESIDE: usize = 120;
/// The longest name of a station or an area.
const LONGEST_NAME: usize = 256;
/// The longest pseudonym.
const LONGEST: usize = 64;

type Decided = Result<Vec<Event>, Refused>;

/// Whoever may have what recorded. What is not here the server records itself, or a command that
/// says more than the event does.
const RIGHTS: [(Right, &[&str]); 5] = [
    (
        Right::Plan,
        &[
            "contest/1",
            "zones/1",
            "boundaries/1",
            "stations/1",
            "sample/1",
            "sample-locked/1",
            "station-missing/1",
            "form/1",
            "form-closed/1",
            "schedule/1",
            "policy/1",
            "stage-lock/1",
            "observer/1",
            "observer-replaced/1",
            "phone-lost/1",
            "observer-revoked/1",
            "phones/1",
            "deployment/1",
            "deployment-ended/1",
            "readiness/1",
            "reminders/1",
            "official/1",
            "official-turnout/1",
            "result-published/1",
            "planted-sheet/1",
        ],
    ),
    (Right::Switch, &["read-only/1", "drill/1", "archive/1"]),
    (Right::Delete, &["deletion/1"]),
    (
        Right::Accounts,
        &[
            "organisation/1",
            "share/1",
            "account/1",
            "account-closed/1",
            "sessions-revoked/1",
            "authenticator/1",
            "second-factor/1",
        ],
    ),
    (
        Right::Review,
        &[
            "review/1",
            "station-settled/1",
            "sender-settled/1",
            "repair/1",
            "call/1",
            "sheet-resolved/1",
        ],
    ),
];

/// The right that a kind of event needs, for those that a person may have recorded.
pub fn right_of(kind: &str) -> Option<Right> {
    let found = RIGHTS.iter().find(|(_, kinds)| kinds.contains(&kind));
    found.map(|(right, _)| *right)
}

pub(super) fn record(state: &State, by: &Actor, event: Event) -> Decided {
    // A phone joins, a gateway says what became of a message, somebody writes STOP.
    let own = match (by, &event) {
        (
            Actor::System,
            Event::Device(_)
            | Event::PhotoHeld(_)
            | Event::Attached(_)
            | Event::Numbers(_)
            | Event::Example(_),
        )
        | (Actor::Gateway | Actor::System, Event::Delivered(_) | Event::Stopped(_)) => true,
        (Actor::Observer(id), Event::Stopped(stopped)) => *id == stopped.observer,
        _ => false,
    };
    if own {
        if matches!(event, Event::Example(_)) {
            becomes_example(state)?;
        }
        return Ok(vec![event]);
    }
    let needed =
        right_of(event.kind()).ok_or_else(|| Refused::NotThisWay(event.kind().to_owned()))?;
    let viewer = account(state, by, needed)?;
    if !viewer.organisation.is_empty() && !is_own(state, &viewer, &event) {
        return Err(Refused::NotAllowed(needed));
    }
    match needed {
        Right::Plan => plan(state, event),
        Right::Switch => Ok(switch(state, event)),
        Right::Accounts => accounts(state, &viewer, event),
        Right::Review => review(state, &viewer, event),
        _ => Ok(vec![event]),
    }
}

/// Whether an event concerns nobody but a partner organisation's own people and reports: the day,
/// the forms and everybody else are the mission's.
fn is_own(state: &State, viewer: &Viewer, event: &Event) -> bool {
    let own = |id: &str| {
        let known = state.people.find(id);
        known.is_some_and(|(_, row)| row.organisation == viewer.organisation)
    };
    let enrols = |observer: &Observer| {
        let free = state.people.find(&observer.id).is_none() || own(&observer.id);
        observer.organisation == viewer.organisation && free
    };
    let filed = |id: Id| {
        Mode::ALL.into_iter().any(|mode| {
            let look = state.look(mode);
            let row = look.world.find(id).and_then(|number| look.world.get(number));
            row.is_some_and(|row| look.organisation(row) == viewer.organisation)
        })
    };
    match event {
        Event::Observer(observer) => enrols(observer),
        Event::Replaced(replaced) => own(&replaced.old) && enrols(&replaced.new),
        Event::PhoneLost(lost) => own(&lost.observer),
        Event::Revoked(revoked) => own(&revoked.observer),
        Event::Phones(phones) => own(&phones.observer),
        Event::Deployment(deployment) => own(&deployment.observer),
        Event::DeploymentEnded(ended) => own(&ended.observer),
        Event::Readiness(readiness) => own(&readiness.observer),
        Event::Call(call) => own(&call.observer),
        Event::Share(share) => share.from == viewer.organisation,
        Event::Review(review) => filed(review.report),
        Event::StationSettled(settled) => filed(settled.report),
        _ => false,
    }
}

fn plan(state: &State, event: Event) -> Decided {
    match &event {
        Event::Contest(contest) => {
            let parsed = Election::parse(&contest.name, &contest.toml);
            parsed.map_err(|error| {
                let why = error.said();
                Refused::Invalid(said!(
                    "said-election-file",
                    "the election's file cannot be used: {why}",
                    why
                ))
            })?;
        }
        Event::Zones(zones) => {
            if let Some(name) = zones.0.values().find(|name| !is_zone(name)) {
                return Err(missing(Thing::TimeZone, name));
            }
        }
        Event::Stations(stations) => return list(stations),
        Event::Sample(sample) => return draw(state, sample),
        Event::Published(published) => return publish(state, published),
        Event::Schedule(schedule) => due(state, schedule)?,
        Event::Policy(policy) => limits(policy)?,
        Event::Reminders(reminders) => remind::check(state, reminders)?,
        Event::Planted(planted) => plant(state, planted)?,
        Event::Official(own) => return published(state, own),
        Event::OfficialTurnout(own) => announced(state, own)?,
        Event::ResultPublished(own) => made_public(state, own)?,
        _ => people(state, &event)?,
    }
    Ok(vec![event])
}

/// Each station by itself is right; which are not is said together.
fn list(stations: &Stations) -> Decided {
    let mut seen = std::collections::BTreeSet::new();
    for row in &stations.rows {
        let place = row.place.is_none_or(|(latitude, longitude)| {
            latitude.unsigned_abs() <= 900_000_000 && longitude.unsigned_abs() <= 1_800_000_000
        });
        let code = &row.code;
        if code.is_empty() || code.len().max(row.area.len()) > LONGEST_NAME || !place {
            return Err(Refused::Invalid(said!(
                "said-station-wrong",
                "station «{code}»: no code, a name that is too long, or no such place",
                code
            )));
        }
        if !seen.insert(&row.code) {
            let said =
                said!("said-station-twice", "station «{code}» stands twice in the list", code);
            return Err(Refused::Invalid(said));
        }
    }
    let parts = parts(&stations.rows, |row| row.code.len() + row.area.len());
    Ok(parts.map(|rows| Stations { rows: rows.to_vec() }.into()).collect())
}

/// Rows in parts that fit into an entry each.
fn parts<T>(rows: &[T], names: impl Fn(&T) -> usize) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |row: &&T| {
            bytes += BESIDE + names(row);
            bytes <= BYTES
        };
        let count = rest.iter().take_while(fits).count().max(1);
        let (part, after) = rest.split_at_checked(count)?;
        rest = after;
        Some(part)
    })
}

fn draw(state: &State, sample: &Sample) -> Decided {
    let stations = &state.plan.stations;
    if stations.samples.get(&sample.name).is_some_and(|list| list.locked) {
        return Err(Refused::SampleLocked(sample.name.clone()));
    }
    let unknown = sample.rows.iter().find(|row| stations.find(&row.station).is_none());
    if let Some(row) = unknown {
        return Err(missing(Thing::Station, &row.station));
    }
    let parts = parts(&sample.rows, |row| {
        let names = [row.stratum.as_ref(), row.cluster.as_ref()];
        let names = names.into_iter().flatten().map(String::len).sum::<usize>();
        row.station.len() + names + 24 * row.chances.len()
    });
    let part = |(at, rows): (usize, &[_])| {
        let (fresh, rows) = (sample.fresh && at == 0, rows.to_vec());
        Sample { fresh, rows, ..sample.clone() }.into()
    };
    Ok(parts.enumerate().map(part).collect())
}

fn publish(state: &State, published: &Published) -> Decided {
    let form = &published.form;
    let questions = form.questions().filter(|own| published.clear.contains(&own.id));
    let never: Vec<&str> = questions
        .filter(|question| !may_be_clear(form, question))
        .map(|question| question.id.as_str())
        .collect();
    if !never.is_empty() {
        return Err(Refused::NeverClear(never.join(", ")));
    }
    let known = state.plan.find_form(form.id.as_str(), &form.version);
    match known.and_then(|known| known.form.as_deref()) {
        Some(known) if known != form => {
            let (form, version) = (form.id.to_string(), form.version.clone());
            Err(Refused::VersionTaken { form, version })
        }
        _ => Ok(vec![published.clone().into()]),
    }
}

fn due(state: &State, schedule: &Schedule) -> Result<(), Refused> {
    let mut ids = std::collections::BTreeSet::new();
    for expected in &schedule.expected {
        if state.plan.newest(expected.form.as_str()).is_none() {
            return Err(missing(Thing::Form, &expected.form));
        }
        let id = &expected.id;
        if expected.from > expected.due || !ids.insert(id) {
            return Err(Refused::Invalid(said!(
                "said-deadline-wrong",
                "the deadline «{id}» begins after it is due, or stands twice",
                id
            )));
        }
    }
    Ok(())
}

fn limits(policy: &Policy) -> Result<(), Refused> {
    if policy.likeness_bits > 60 {
        return Err(Refused::Invalid(said!(
            "said-likeness",
            "photos may differ in at most 60 bits: more would accuse sheets of one print"
        )));
    }
    Ok(())
}

fn plant(state: &State, planted: &Planted) -> Result<(), Refused> {
    let form = planted.form.as_str();
    let contest = state.plan.contests.iter().find(|contest| contest.form == form);
    contest.ok_or_else(|| missing(Thing::ProtocolForm, form))?;
    if planted.photos.is_empty() || planted.truth.0.is_empty() {
        let said = said!("said-planted", "a planted sheet has photos and known figures");
        return Err(Refused::Invalid(said));
    }
    Ok(())
}

/// A version of a published result; the same file again is none.
fn published(state: &State, own: &Official) -> Decided {
    let mut contests = state.contests().map(|(_, election)| election.contest.id.as_str());
    if !contests.any(|id| id == own.contest) {
        return Err(missing(Thing::Contest, &own.contest));
    }
    if own.source.trim().is_empty() {
        let said = said!("said-no-source", "a published result has a source");
        return Err(Refused::Invalid(said));
    }
    let newest = state.plan.publications.newest(&own.contest).map(|known| &known.official);
    let same = newest.is_some_and(|known| (known.blob, known.figures) == (own.blob, own.figures));
    Ok(if same { Vec::new() } else { vec![own.clone().into()] })
}

fn made_public(state: &State, own: &ResultPublished) -> Result<(), Refused> {
    let next = state.plan.publications.next_result();
    if own.version != next {
        return Err(Refused::Invalid(said!(
            "said-next-version",
            "the next version is {next}, found {found}",
            next,
            found = own.version
        )));
    }
    let plain = |name: &String| !name.contains(['/', '\\']) && !name.starts_with('.');
    if !own.files.contains_key(&own.first) || !own.files.keys().all(plain) {
        return Err(Refused::Invalid(said!(
            "said-result-files",
            "the first page is not among the files, or a name is a path"
        )));
    }
    Ok(())
}

fn announced(state: &State, own: &OfficialTurnout) -> Result<(), Refused> {
    let stations = &state.plan.stations;
    let mut areas = stations.area_ids().map(|id| stations.areas.path(id));
    if !own.area.is_empty() && !areas.any(|path| lies_in(path, &own.area)) {
        return Err(missing(Thing::Area, &own.area));
    }
    let says = own.voters.is_some() || own.share.is_some();
    let possible = own.share.is_none_or(|share| share <= 10_000);
    if !says || !possible || own.source.trim().is_empty() || !(0..=36 * 60).contains(&own.minute) {
        return Err(Refused::Invalid(said!(
            "said-announced",
            "expected a source, a time of day, and voters or a share of at most 100 %"
        )));
    }
    Ok(())
}

/// What was reported from a real place is never called made up.
fn becomes_example(state: &State) -> Result<(), Refused> {
    let reports = Mode::ALL.map(|mode| state.reports(mode));
    if reports != [0, 0] {
        return Err(Refused::Invalid(said!(
            "said-no-example",
            "a mission that has reports does not become an example"
        )));
    }
    Ok(())
}

/// Whoever an event names is here.
fn people(state: &State, event: &Event) -> Result<(), Refused> {
    let observer = |id: &str| match state.people.find(id) {
        Some(_) => Ok(()),
        None => Err(missing(Thing::Observer, id)),
    };
    let station = |code: &str| match state.plan.stations.find(code) {
        Some(_) => Ok(()),
        None => Err(missing(Thing::Station, code)),
    };
    match event {
        Event::Observer(own) => enrol(state, own),
        Event::Replaced(replaced) => {
            observer(&replaced.old)?;
            if replaced.old == replaced.new.id {
                let said = said!("said-takes-over", "nobody takes over from themselves");
                return Err(Refused::Invalid(said));
            }
            enrol(state, &replaced.new)
        }
        Event::PhoneLost(lost) => observer(&lost.observer),
        Event::Revoked(revoked) => observer(&revoked.observer),
        Event::Phones(phones) => observer(&phones.observer),
        Event::Readiness(readiness) => observer(&readiness.observer),
        Event::Deployment(own) => observer(&own.observer).and_then(|()| station(&own.station)),
        Event::DeploymentEnded(own) => observer(&own.observer),
        Event::StationMissing(own) => station(&own.station),
        Event::SampleLocked(lock) => match state.plan.stations.samples.get(&lock.name) {
            Some(_) => Ok(()),
            None => Err(missing(Thing::Sample, &lock.name)),
        },
        Event::FormClosed(own) => match state.plan.find_form(own.form.as_str(), &own.version) {
            Some(_) => Ok(()),
            None => Err(missing(Thing::Form, &own.form)),
        },
        _ => Ok(()),
    }
}

/// A pseudonym names nobody: no e-mail address, no telephone number, no first and last name.
fn enrol(state: &State, observer: &Observer) -> Result<(), Refused> {
    let id = &observer.id;
    let plain = id.chars().all(|c| !c.is_whitespace() && !c.is_control() && c != '@');
    if id.is_empty() || id.len() > LONGEST || !plain || id.starts_with('+') {
        return Err(Refused::Invalid(said!(
            "said-pseudonym-wrong",
            "«{id}»: expected a pseudonym without spaces, @ or a telephone number",
            id
        )));
    }
    if let Some(code) = &observer.code
        && let Some((holder, _)) = state.code(&code.handle)
        && holder != id
    {
        return Err(Refused::Invalid(said!(
            "said-code-taken",
            "the code {code} is taken: draw another",
            code = &code.handle
        )));
    }
    Ok(())
}

/// A switch that stands so already decides nothing.
fn switch(state: &State, event: Event) -> Vec<Event> {
    let stands = match &event {
        Event::ReadOnly(own) => own.on == state.plan.read_only.is_some(),
        Event::Drill(own) => own.on == state.plan.drill.is_some(),
        _ => false,
    };
    if stands { Vec::new() } else { vec![event] }
}

fn accounts(state: &State, viewer: &Viewer, event: Event) -> Decided {
    let demotes = match &event {
        Event::Account(account) if account.role != Role::Admin => Some(&account.id),
        Event::AccountClosed(closed) => Some(&closed.account),
        _ => None,
    };
    let admins = state
        .people
        .accounts
        .iter()
        .filter(|(_, row)| !row.closed && row.account.role == Role::Admin);
    let admins: Vec<&String> = admins.map(|(id, _)| id).collect();
    if demotes.is_some_and(|id| admins == [id]) {
        return Err(Refused::LastAdmin);
    }
    // Only the server sets one up, with who owns it; a lost one is taken away.
    if let Event::Authenticator(own) = &event {
        if own.secret.is_some() || own.step.is_some() {
            return Err(Refused::NotThisWay("an authenticator".to_owned()));
        }
        state.account(&own.account).ok_or_else(|| missing(Thing::Account, &own.account))?;
    }
    if let Event::Share(share) = &event
        && viewer.organisation != share.from
    {
        return Err(Refused::Invalid(said!(
            "said-shares-own",
            "an organisation shares its own reports only"
        )));
    }
    Ok(vec![event])
}

fn review(state: &State, viewer: &Viewer, event: Event) -> Decided {
    frozen(state, &event)?;
    match &event {
        Event::Review(own) => return verdict(state, viewer, own),
        Event::StationSettled(own) => {
            seen(state, viewer, own.report)?;
            let known = state.plan.stations.find(&own.station);
            known.ok_or_else(|| missing(Thing::Station, &own.station))?;
        }
        Event::SenderSettled(own) => {
            if let Some(id) = &own.observer {
                state.people.find(id).ok_or_else(|| missing(Thing::Observer, id))?;
            }
        }
        Event::Repair(own) => repair(state, own)?,
        Event::Call(own) => {
            state
                .people
                .find(&own.observer)
                .ok_or_else(|| missing(Thing::Observer, &own.observer))?;
        }
        Event::SheetResolved(own) => {
            let found = Mode::ALL.into_iter().find_map(|mode| {
                let look = state.look(mode);
                look.world.sheets.get(own.sheet).map(|row| (look, row))
            });
            let (look, row) = found.ok_or_else(|| missing(Thing::Sheet, &own.sheet))?;
            if let TranscriptionResult::Figures(figures) = &own.result {
                sheet::complete(&look, row, figures)?;
            }
            if own.reason.is_empty() {
                return Err(Refused::NoReason);
            }
        }
        _ => {}
    }
    Ok(vec![event])
}

/// A drill is frozen at its end: nobody decides about what was recorded in it any more.
fn frozen(state: &State, event: &Event) -> Result<(), Refused> {
    let world = state.world(Mode::Drill);
    let drilled = match event {
        Event::Review(own) => world.find(own.report).is_some(),
        Event::StationSettled(own) => world.find(own.report).is_some(),
        Event::Repair(own) => world.messages.find(own.message).is_some(),
        Event::SheetResolved(own) => world.sheets.get(own.sheet).is_some(),
        _ => false,
    };
    if drilled && state.mode() != Mode::Drill { Err(Refused::DrillOver) } else { Ok(()) }
}

fn seen<'a>(state: &'a State, viewer: &Viewer, id: Id) -> Result<&'a Row, Refused> {
    let found = Mode::ALL.into_iter().find_map(|mode| {
        let look = state.look(mode);
        let row = look.world.find(id).and_then(|number| look.world.get(number))?;
        viewer.sees(&look, row).then_some(row)
    });
    found.ok_or_else(|| missing(Thing::Report, &id))
}

fn verdict(state: &State, viewer: &Viewer, review: &Review) -> Decided {
    let row = seen(state, viewer, review.report)?;
    let needs = matches!(review.verdict, Verdict::Rejected | Verdict::CallBack);
    if needs && review.reason.is_empty() {
        return Err(Refused::NoReason);
    }
    let same = row.verdict == review.verdict && review.reason.is_empty();
    Ok(if same { Vec::new() } else { vec![review.clone().into()] })
}

fn repair(state: &State, repair: &Repair) -> Result<(), Refused> {
    let known = |mode| state.world(mode).messages.find(repair.message).is_some();
    if !known(Mode::Real) && !known(Mode::Drill) {
        return Err(missing(Thing::Message, &repair.message));
    }
    if let RepairOutcome::Report(report) = repair.outcome {
        let filed = |mode| state.world(mode).find(report).is_some();
        if !filed(Mode::Real) && !filed(Mode::Drill) {
            return Err(missing(Thing::Report, &report));
        }
    }
    Ok(())
}
