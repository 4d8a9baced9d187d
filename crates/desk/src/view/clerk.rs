//! Clerks: who may type, and how fast and how exact those are who did.

use serde::Serialize;

use super::Eyes;
use crate::{
    access::Right,
    event::Role,
    intern::NONE,
    interval::{Proportion, proportion},
    sheet::{FEWEST_CLERKS, Source},
};

/// Who types, and how well.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Clerks {
    /// Open accounts of the viewer's organisation that may type.
    pub accounts: usize,
    /// Whether every sheet can be typed by two of them.
    pub enough: bool,
    /// Open accounts of coordinators, who decide where clerks differ.
    pub deciding: usize,
    /// The accounts that may type, for those who give accounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<Vec<String>>,
    /// Those who have typed.
    pub measured: Vec<ClerkQuality>,
}

/// How fast and how exact a clerk is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClerkQuality {
    /// The clerk.
    pub clerk: String,
    /// Sheets typed.
    pub typed: u32,
    /// The median of the seconds a sheet took.
    pub seconds: u32,
    /// Planted sheets typed.
    pub planted: usize,
    /// Figures of them that were wrong, of how many, with an exact interval.
    pub errors: Proportion,
}

impl Eyes<'_> {
    pub(super) fn clerks(&self) -> Clerks {
        let accounts = self.look.people.accounts.iter();
        let own = accounts
            .filter(|(_, row)| !row.closed && row.account.organisation == self.viewer.organisation);
        let (mut names, mut deciding) = (Vec::new(), 0);
        for (name, row) in own {
            if row.account.role.may(Right::Type) {
                names.push(name.clone());
            }
            deciding += usize::from(row.account.role == Role::Coordinator);
        }
        Clerks {
            accounts: names.len(),
            enough: names.len() >= FEWEST_CLERKS,
            deciding,
            names: self.viewer.may(Right::Accounts).then_some(names),
            measured: self.measured(),
        }
    }

    fn measured(&self) -> Vec<ClerkQuality> {
        let sheets = &self.look.world.sheets;
        let one = |clerk: u32, typed: u32| {
            let mut seconds = Vec::new();
            let (mut planted, mut wrong, mut figures) = (0, 0, 0);
            for (_, row) in sheets.of_clerk(clerk) {
                let Some(entry) = row.entries.iter().find(|entry| entry.clerk == clerk) else {
                    continue;
                };
                seconds.push(entry.seconds);
                if let Source::Planted(truth) = &row.source {
                    planted += 1;
                    for (name, figure) in &truth.truth.0 {
                        figures += 1;
                        let name = self.look.lexicon.names.find(name.as_str()).unwrap_or(NONE);
                        wrong += u32::from(entry.reading.figure(name) != *figure);
                    }
                }
            }
            seconds.sort_unstable();
            ClerkQuality {
                clerk: sheets.clerks.text(clerk).to_owned(),
                typed,
                seconds: seconds.get(seconds.len() / 2).copied().unwrap_or(0),
                planted,
                errors: proportion(wrong, figures),
            }
        };
        let typed = sheets.typed.iter().filter(|(clerk, _)| {
            let account = self.look.people.accounts.get(sheets.clerks.text(**clerk));
            self.viewer.is_over(account.map_or("", |row| &row.account.organisation))
        });
        let mut all: Vec<_> = typed.map(|(clerk, typed)| one(*clerk, *typed)).collect();
        all.sort_by(|a, b| a.clerk.cmp(&b.clerk));
        all
    }
}
