//! One-time codes of many observers at once, and the sheet that they are printed on.
//!
//! A code has 54 secret bits and is of use once. What is stored of one is a keyed hash, whose key
//! is the server's and in no log and no copy: whoever has the log alone can try nothing, so a slow
//! hash would protect nothing more, and ten thousand of them would take minutes. Whoever has the
//! key too has the whole server. Codes with a slow hash, as single enrolments may have, stay good.

use std::collections::BTreeSet;

use sanaq_desk::{State as Desk, event::CodeStored};
use sanaq_seal::code::{Code, StoredCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::{
    app::Server,
    config::Config,
    credential::slowly,
    keys::Keys,
    problem::Problem,
    routes::{
        export,
        print::{self, Card},
    },
};

/// Before a keyed hash.
const KEYED: &str = "keyed:";
/// How often a code is drawn afresh because its handle is taken.
const DRAWS: usize = 1_000;

/// Draws codes whose handles nobody has.
pub(super) struct Drawer<'a> {
    state: &'a Desk,
    keys: &'a Keys,
    taken: BTreeSet<String>,
}

/// A code that was drawn: what is printed and what is stored.
pub(super) struct Drawn {
    pub(super) code: SecretString,
    pub(super) stored: CodeStored,
}

impl<'a> Drawer<'a> {
    pub(super) const fn new(state: &'a Desk, keys: &'a Keys) -> Self {
        Self { state, keys, taken: BTreeSet::new() }
    }

    pub(super) fn draw(&mut self) -> Result<Drawn, Problem> {
        for _ in 0..DRAWS {
            let code = Code::generate().map_err(|error| Problem::inside(&error))?;
            let handle = code.handle().to_owned();
            if self.state.code(&handle).is_none() && self.taken.insert(handle.clone()) {
                let hash = keyed(self.keys, &code);
                let stored = CodeStored { handle, hash };
                return Ok(Drawn { code: code.to_secret(), stored });
            }
        }
        Err(Problem::inside(&"no code is free"))
    }
}

fn keyed(keys: &Keys, code: &Code) -> String {
    format!("{KEYED}{}", keys.mac("code", code.to_secret().expose_secret()))
}

/// Whether a code is the one that is stored.
pub(crate) async fn fits(server: &Server, code: Code, hash: String) -> Result<bool, Problem> {
    if let Some(found) = hash.strip_prefix(KEYED) {
        let code = code.to_secret();
        return Ok(server.office.keys.is_mac("code", code.expose_secret(), found));
    }
    let stored = StoredCode { handle: code.handle().to_owned(), hash };
    slowly(server, move || code.fits(&stored)).await
}

/// An observer with their new code.
pub(super) struct Issued {
    pub(super) observer: String,
    pub(super) language: String,
    pub(super) code: SecretString,
}

/// The link that a phone's camera opens. The code stands behind `#`, so that no server and no
/// proxy sees it.
fn link(config: &Config, code: &SecretString) -> String {
    let scheme = if config.https { "https" } else { "http" };
    let domain = config.origin.split('/').next().unwrap_or_default();
    format!("{scheme}://{domain}/p/#{}", code.expose_secret())
}

/// What is handed out once: the codes, a sheet to print and a CSV.
pub(super) fn handed_out(
    (config, example): (&Config, bool),
    issued: &[Issued],
    language: &str,
) -> [(&'static str, Value); 3] {
    let rows = issued.iter().map(|own| (own, link(config, &own.code)));
    let rows: Vec<(&Issued, String)> = rows.collect();
    let codes = rows.iter().map(|(own, link)| {
        json!({ "observer": own.observer, "code": own.code.expose_secret(), "link": link })
    });
    let mut csv = String::from("observer,code,link\r\n");
    for (own, link) in &rows {
        let cells = [own.observer.clone(), own.code.expose_secret().to_owned(), link.clone()];
        csv.push_str(&export::line(&cells));
    }
    let cards = rows.iter().map(|(own, link)| Card {
        observer: &own.observer,
        language: &own.language,
        code: own.code.expose_secret(),
        link,
    });
    let sheet = print::join_sheet(&cards.collect::<Vec<_>>(), language);
    let sheet = if example { print::marked(&sheet, language) } else { sheet };
    [("codes", codes.collect()), ("csv", csv.into()), ("sheet", sheet.into())]
}
