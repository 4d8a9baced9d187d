//! The sheet of choices.

use sanaq_said::said;

use super::{Columns, Fate, Reader, Sheet, repaired};
use crate::{
    faults::MOST,
    form::{Choice, ChoiceList},
    name::{ChoiceId, Name},
};

impl Reader {
    pub(super) fn choices(&mut self, sheet: &Sheet) {
        let columns = Columns::new(sheet);
        let language = self.language.clone();
        // In the sheet of choices `value` is an old spelling of `name`.
        let id_column = if columns.has("name") { "name" } else { "value" };
        for row in sheet.rows.iter().take(MOST) {
            let mut cells = columns.cells(row, &language, &["label"]);
            let list = cells
                .get("list_name")
                .map(|text| text.parse::<Name>().unwrap_or_else(|_| repaired(text, row.number)));
            let written = cells.get(id_column);
            let (Some(list), Some(written)) = (list, written) else {
                if !cells.plain.is_empty() {
                    let message =
                        said!("said-choice-alone", "found a choice without its list or name");
                    self.found(&cells, id_column, Fate::Dropped, message);
                }
                continue;
            };
            let id: ChoiceId = if let Ok(id) = written.parse() {
                id
            } else {
                let Some(id) = joined(written) else { continue };
                let message = said!(
                    "said-choice-spaces",
                    "found «{found}» with spaces, it is «{id}»",
                    found = written,
                    id = id.as_str()
                );
                self.found(&cells, id_column, Fate::Changed, message);
                id
            };
            for media in ["image", "audio", "video", "big-image"] {
                if cells.get(media).is_some() {
                    let message = said!("said-choice-files", "choices show no files here");
                    self.found(&cells, media, Fate::Dropped, message);
                }
            }
            let label = cells.texts("label");
            let attributes = cells
                .plain
                .iter()
                .filter(|(name, _)| !cells.used.contains(*name))
                .filter_map(|(name, (text, _))| Some((name.parse().ok()?, (*text).to_owned())))
                .collect();
            let choice = Choice { id, label, attributes };
            self.choice(&cells, id_column, &list, choice);
        }
    }

    fn choice(&mut self, cells: &super::Cells<'_>, column: &str, list: &Name, choice: Choice) {
        let at = self.lists.iter().position(|own| own.id == *list).unwrap_or_else(|| {
            self.lists.push(ChoiceList { id: list.clone(), choices: Vec::new() });
            self.lists.len() - 1
        });
        let Some(own) = self.lists.get_mut(at) else { return };
        if own.choices.iter().any(|other| other.id == choice.id) {
            let message = said!(
                "said-choice-twice",
                "found «{id}» a second time in the list «{list}»",
                id = choice.id.as_str(),
                list = list.as_str()
            );
            self.found(cells, column, Fate::Dropped, message);
        } else {
            own.choices.push(choice);
        }
    }
}

/// A choice's name with its spaces replaced.
fn joined(written: &str) -> Option<ChoiceId> {
    let text: String = written.split_whitespace().collect::<Vec<_>>().join("_");
    text.chars().filter(|c| !c.is_control()).take(128).collect::<String>().parse().ok()
}
