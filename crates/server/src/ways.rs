//! The ways in, as rows of the table of endpoints.

use sanaq_desk::Right;

use crate::{
    routes::{blob, collect, forms, numbers, odk, reports, sms},
    table::{
        Endpoint,
        Who::{Account, Collect, Gateway, Has, Observer},
        endpoint,
    },
};

#[cfg(test)]
mod tests;

/// The largest file of forms or reports.
const FILE: usize = 32 << 20;

/// Text messages, ODK Collect, files, and the forms that they are read by.
pub(crate) fn ways() -> Vec<Endpoint> {
    let (plan, review) = (Has(Right::Plan), Has(Right::Review));
    vec![
        endpoint(("POST", "/api/sms/{gateway}"), Gateway, sms::receive, "a text message"),
        endpoint(("GET", "/odk/{token}/formList"), Collect, odk::list, "forms for ODK Collect"),
        endpoint(("GET", "/odk/{token}/forms/{id}"), Collect, odk::form, "a form as XForm"),
        endpoint(
            ("GET", "/odk/{token}/forms/{id}/manifest"),
            Collect,
            odk::manifest,
            "files beside a form",
        ),
        endpoint(("HEAD", "/odk/{token}/submission"), Collect, odk::ready, "how large it may be"),
        endpoint(("POST", "/odk/{token}/submission"), Collect, odk::submit, "a submission"),
        endpoint(("POST", "/api/collect"), Observer, collect::own, "Collect beside the own app"),
        endpoint(("POST", "/api/desk/collect"), plan, collect::give, "set up somebody's Collect"),
        endpoint(("POST", "/api/desk/phones"), plan, numbers::hashes, "hashes of numbers"),
        endpoint(("GET", "/api/desk/forms"), Account, forms::list, "all forms"),
        endpoint(("POST", "/api/desk/forms"), plan, forms::import, "an XLSForm or XForm comes in")
            .up_to(FILE),
        endpoint(("POST", "/api/desk/forms/builtin"), plan, forms::builtins, "publish our forms"),
        endpoint(("POST", "/api/desk/forms/protocol"), plan, forms::protocol, "results protocol"),
        endpoint(("GET", "/api/desk/forms/{id}/{shape}"), Account, forms::export, "a form as file"),
        endpoint(("POST", "/api/desk/import/reports"), review, reports::import, "reports in files")
            .up_to(FILE),
        endpoint(
            ("GET", "/api/desk/sheets/photos/{hash}"),
            Has(Right::Type),
            blob::sheet,
            "a photo of one's own sheet",
        ),
    ]
}
