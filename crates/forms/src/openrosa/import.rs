//! `XForm` → form: what `pyxform` and others make.
//!
//! The reverse of [`xform()`](super::xform()). What has no place in a form is listed with the path
//! of its node.

mod body;
mod model;

use sanaq_election::Language;
use sanaq_said::Said;

use crate::{
    form::{Form, FormKind},
    name::FormId,
    openrosa::fold,
    texts::{Texts, UNDETERMINED},
    xlsform::{Fate, Finding, Imported, prune},
    xml::{Element, XmlLimits, XmlRefused, read},
};
use body::Body;
use model::Model;

/// `XForms` with long lists in many languages are large.
const LIMITS: XmlLimits = XmlLimits { bytes: 32 << 20, depth: 100, parts: 2_000_000 };

/// Reads an `XForm`.
///
/// # Errors
/// What is no document that is safe to read, or has no `model` and `body`.
pub fn import(bytes: &[u8]) -> Result<Imported, XmlRefused> {
    let root = read(bytes, LIMITS)?;
    let head = root.child("head");
    let model = head.and_then(|head| head.child("model"));
    let model = model.ok_or(XmlRefused::Without("model"))?;
    let body = root.child("body").ok_or(XmlRefused::Without("body"))?;
    let title = head.and_then(|head| head.child("title")).map(Element::text).unwrap_or_default();
    let model = Model::read(model).ok_or(XmlRefused::Without("instance"))?;
    let mut findings = Vec::new();
    let mut form = empty(&model, &title);
    let mut reader = Body::new(&model, &mut findings);
    form.items = reader.items(body);
    reader.add_unseen(&mut form.items);
    form.lists = reader.lists;
    form.instance_name = model.bind("/meta/instanceName").and_then(|b| b.expression("calculate"));
    fold(&mut form);
    prune(&mut form, &mut findings);
    findings.sort();
    Ok(Imported { form, findings })
}

fn empty(model: &Model, title: &str) -> Form {
    let language = model.default_language().unwrap_or(UNDETERMINED).to_owned();
    let id = model.attribute("id").and_then(|id| id.trim().parse().ok());
    let id = id.unwrap_or_else(FormId::nameless);
    let title = if title.trim().is_empty() { id.as_str() } else { title.trim() };
    let kind = model.attribute("kind").and_then(FormKind::from_id).unwrap_or_default();
    Form {
        title: Texts::one(&language, title),
        version: model.attribute("version").unwrap_or_default().to_owned(),
        kind,
        language: Language(language),
        keyword: model.attribute("keyword").map(str::to_owned),
        instance_name: None,
        lists: Vec::new(),
        items: Vec::new(),
        id,
    }
}

fn finding(path: &str, fate: Fate, message: Said) -> Finding {
    let (sheet, column) = ("xform".to_owned(), path.to_owned());
    Finding { sheet, row: 0, column, fate, message }
}
