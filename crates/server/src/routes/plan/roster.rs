//! Observers from a list: pseudonyms with their organisation, language, supervisor and numbers.
//!
//! A list that is handed in again replaces the numbers of whom it names; what it has no column for
//! stays. New observers have a code each, which is shown in this answer and never again.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::{
    extract::{Query, State},
    response::Response,
};
use bytes::Bytes;
use sanaq_desk::{Event, PhoneHash, State as Desk, Viewer, event::Observer};
use sanaq_said::{Said, said};

use super::{
    Asked, codes,
    codes::{Drawer, Issued},
    deployments::of_your_own,
    listing,
    outcome::{Became, Outcomes},
    phone, record,
    table::{Cells, Table},
};
use crate::{
    app::Server,
    gate::Caller,
    keys::Keys,
    phone::keyed,
    problem::Problem,
    work::{in_turn, turn},
};

const COLUMNS: [&str; 6] =
    ["observer", "organisation", "language", "supervisor", "phones", "backup"];
/// The most numbers of one observer.
const MOST: usize = 8;

/// What a list is held against.
struct Roster<'a> {
    state: &'a Desk,
    viewer: &'a Viewer,
    keys: &'a Keys,
    table: &'a Table,
    /// Everybody whom the list names: their numbers are replaced.
    named: BTreeSet<&'a str>,
    /// Who has a number in the list, and in which line.
    numbers: BTreeMap<PhoneHash, u64>,
    seen: BTreeMap<&'a str, u64>,
}

/// Takes a list of observers.
pub(crate) async fn take(
    State(server): State<Server>,
    caller: Caller,
    Query(asked): Query<Asked>,
    body: Bytes,
) -> Result<Response, Problem> {
    let (office, viewer) = (Arc::clone(&server.office), caller.viewer()?.clone());
    let Asked { reissue, .. } = asked;
    let file = asked.file().to_owned();
    let read = move || {
        let mut outcomes = Outcomes::default();
        let table = Table::new(listing(body, &file, &COLUMNS)?, &COLUMNS, &mut outcomes)?;
        let state = office.state();
        let roster = Roster::new(&state, &viewer, &office.keys, &table);
        let (events, issued) = roster.take(reissue, &mut outcomes)?;
        Ok::<_, Problem>((events, issued, outcomes))
    };
    let (_turn, read) = in_turn(turn(&server.files).await?, read).await?;
    let (events, issued, mut outcomes) = read?;
    if asked.dry {
        return Ok(outcomes.answer(true));
    }
    record(&server, &caller, events).await?;
    let example = server.office.state().example().is_some();
    let handed = codes::handed_out((&server.config, example), &issued, &asked.language);
    outcomes.beside.extend(handed.map(|(name, value)| (name.to_owned(), value)));
    Ok(outcomes.answer(false))
}

impl<'a> Roster<'a> {
    fn new(state: &'a Desk, viewer: &'a Viewer, keys: &'a Keys, table: &'a Table) -> Self {
        let named = table.rows().map(|row| row.text("observer"));
        let (numbers, seen) = (BTreeMap::new(), BTreeMap::new());
        Self { state, viewer, keys, table, named: named.collect(), numbers, seen }
    }

    fn take(
        mut self,
        reissue: bool,
        outcomes: &mut Outcomes,
    ) -> Result<(Vec<Event>, Vec<Issued>), Problem> {
        let mut drawer = Drawer::new(self.state, self.keys);
        let (mut events, mut issued) = (Vec::new(), Vec::new());
        let table = self.table;
        for mut cells in table.rows() {
            let known = self.state.observer(cells.text("observer"));
            let mut observer = self.observer(&mut cells, known.as_ref());
            if !cells.faults.is_empty() {
                outcomes.refuse(cells.line, cells.text("observer"), cells.faults);
                continue;
            }
            let open = reissue && !self.state.has_joined(&observer.id);
            if known.is_none() || open {
                let drawn = drawer.draw()?;
                observer.code = Some(drawn.stored);
                let (observer, language) = (observer.id.clone(), observer.language.clone());
                issued.push(Issued { observer, language, code: drawn.code });
            }
            let became = match &known {
                None => Became::Added,
                Some(known) if *known == observer => Became::Unchanged,
                Some(_) => Became::Changed,
            };
            outcomes.put(cells.line, &observer.id, became);
            if became != Became::Unchanged {
                events.push(observer.into());
            }
        }
        Ok((events, issued))
    }

    /// The observer of a row; what the list has no column for is as it was.
    fn observer(&mut self, cells: &mut Cells<'a>, known: Option<&Observer>) -> Observer {
        let id = cells.needed("observer");
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@' && c != '+';
        if id.len() > 64 || !id.chars().all(plain) {
            cells.wrong(
                "observer",
                said!("said-pseudonym", "a pseudonym of at most 64 bytes without spaces, @ and +"),
            );
        }
        if let Some(line) = self.seen.insert(id, cells.line.unwrap_or_default()) {
            cells.wrong("observer", stands_once(line));
        }
        if self.state.is_revoked(id) {
            let expected =
                said!("said-revoked-new", "one who was not revoked; give a new pseudonym");
            cells.wrong("observer", expected);
        }
        let partner = self.viewer.organisation();
        let foreign = |known: &Observer| !partner.is_empty() && known.organisation != partner;
        if known.is_some_and(foreign) {
            cells.wrong("observer", of_your_own(partner));
        }
        let mut own = known.cloned().unwrap_or_else(|| nobody(id, partner));
        if self.table.has("organisation") {
            cells.text("organisation").clone_into(&mut own.organisation);
        }
        if !partner.is_empty() && own.organisation != partner {
            let expected = said!("said-your-own", "your own, «{partner}»", partner);
            cells.wrong("organisation", expected);
        }
        if self.table.has("language") {
            let tag = |text: &str| {
                let letters = |c: char| c.is_ascii_alphanumeric() || c == '-';
                (2..=16).contains(&text.len()) && text.chars().all(letters)
            };
            let read = |text: &str| tag(text).then(|| text.to_lowercase());
            let expected = || said!("said-language", "a tag such as kk");
            own.language = cells.read("language", expected, read).unwrap_or_default();
        }
        if self.table.has("supervisor") {
            let text = cells.text("supervisor");
            own.supervisor = (!text.is_empty()).then(|| text.to_owned());
        }
        self.phones(cells, &mut own);
        own
    }

    /// The numbers of a row replace those that were there.
    fn phones(&mut self, cells: &mut Cells<'a>, own: &mut Observer) {
        if self.table.has("phones") {
            own.phones.clear();
            let texts = cells.text("phones").split([';', ',', '|']).map(str::trim);
            for typed in texts.filter(|text| !text.is_empty()) {
                if let Some(phone) = self.phone(cells, "phones", typed, &own.id)
                    && !own.phones.contains(&phone)
                {
                    own.phones.push(phone);
                }
            }
            if own.phones.len() > MOST {
                let expected = said!("said-most-numbers", "at most {most} numbers", most = MOST);
                cells.wrong("phones", expected);
            }
        }
        if self.table.has("backup") {
            let typed = cells.text("backup");
            let number = phone::normal(typed);
            own.backup = number.map(|number| keyed(self.keys, &number));
            if own.backup.is_none() && !typed.is_empty() {
                cells.wrong("backup", phone::expected());
            }
        }
    }

    /// The hash of a number that is this observer's alone: a message must have one sender.
    fn phone(
        &mut self,
        cells: &mut Cells<'a>,
        field: &str,
        typed: &str,
        id: &str,
    ) -> Option<PhoneHash> {
        let number = phone::normal(typed);
        let Some(hash) = number.map(|number| keyed(self.keys, &number)) else {
            cells.wrong(field, phone::expected());
            return None;
        };
        let line = cells.line.unwrap_or_default();
        let other = self.numbers.insert(hash, line).filter(|other| *other != line);
        let holder = self.state.sender(hash).filter(|own| *own != id && !self.named.contains(own));
        match (other, holder) {
            (Some(other), _) => {
                let expected = said!(
                    "said-number-twice",
                    "a number of one observer; line {line} has it too",
                    line = other
                );
                cells.wrong(field, expected);
            }
            (None, Some(holder)) => {
                let expected = said!(
                    "said-number-taken",
                    "a number of one observer; «{holder}» has it",
                    holder
                );
                cells.wrong(field, expected);
            }
            (None, None) => return Some(hash),
        }
        None
    }
}

fn nobody(id: &str, organisation: &str) -> Observer {
    Observer {
        id: id.to_owned(),
        organisation: organisation.to_owned(),
        code: None,
        language: String::new(),
        supervisor: None,
        phones: Vec::new(),
        backup: None,
    }
}

fn stands_once(line: u64) -> Said {
    said!("said-pseudonym-twice", "a pseudonym that stands once; it is in line {line} too", line)
}
