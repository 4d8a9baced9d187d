//! The sheets of settings: `XLSForm`'s own, and what only Sanaq writes.

use sanaq_election::Language;
use sanaq_said::said;

use super::{Columns, Fate, Reader, Sheet};
use crate::{
    expression::Expression,
    form::{Form, FormKind},
    texts::{Texts, UNDETERMINED},
    xlsform::names::language,
};

impl Reader {
    pub(super) fn settings(&mut self, sheet: &Sheet, form: &mut Form) {
        let columns = Columns::new(sheet);
        let Some(row) = sheet.rows.first() else { return };
        let mut cells = columns.cells(row, UNDETERMINED, &[]);
        if let Some(text) = cells.get("default_language") {
            form.language = Language(language(text));
        }
        if let Some(title) = cells.get("form_title") {
            form.title = Texts::one(&form.language.0, title);
        }
        if let Some(text) = cells.get("form_id") {
            match text.parse() {
                Ok(id) => form.id = id,
                Err(error) => {
                    let error: crate::NameError = error;
                    self.found(&cells, "form_id", Fate::Changed, error.said);
                }
            }
        }
        if let Some(version) = cells.get("version") {
            version.clone_into(&mut form.version);
        }
        form.instance_name = self.expression(&mut cells, "instance_name");
        // It says how the columns bind::sanaq:… are to be understood.
        let namespaces = cells.get("namespaces").unwrap_or_default();
        if !namespaces.is_empty() && !namespaces.contains(crate::openrosa::NAMESPACE) {
            let found: String = namespaces.chars().take(40).collect();
            let message = said!("said-cell-unread", "found «{found}», not read", found);
            self.found(&cells, "namespaces", Fate::Dropped, message);
        }
        self.unread(&cells);
        for row in sheet.rows.iter().skip(1) {
            let message = said!("said-settings-second", "found a second row of settings");
            self.find(&columns.sheet, row.number, "", Fate::Dropped, message);
        }
    }

    /// The sheet `sanaq`: rows of a key, a language and a value.
    pub(super) fn own(&mut self, sheet: &Sheet, form: &mut Form) {
        let columns = Columns::new(sheet);
        for row in &sheet.rows {
            let mut cells = columns.cells(row, UNDETERMINED, &[]);
            let (key, tag, value) = (cells.get("key"), cells.get("language"), cells.get("value"));
            let (Some(key), Some(value)) = (key, value) else { continue };
            match (key, FormKind::from_id(value)) {
                ("kind", Some(kind)) => form.kind = kind,
                ("keyword", _) => form.keyword = Some(value.to_owned()),
                ("title", _) => form.title.set(tag.unwrap_or(UNDETERMINED), value),
                ("language", _) => form.language = Language(value.to_owned()),
                ("instance-name", _) => form.instance_name = Some(Expression::parse(value)),
                _ => {
                    let message = said!(
                        "said-own-unknown",
                        "found «{key}» = «{value}», which is not known",
                        key,
                        value
                    );
                    self.found(&cells, "key", Fate::Dropped, message);
                }
            }
        }
    }
}
