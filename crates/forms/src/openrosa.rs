//! `OpenRosa` 1.0: what ODK Collect, Enketo and their kin exchange with a server.
//!
//! * Out: the form as an `XForm` ([`xform()`]), the list of forms, the manifest, the reply.
//! * In: submissions ([`submission()`]), and `XForms` of others ([`import`]).
//!
//! Hashes and addresses are the server's to say; nothing here knows HTTP.

mod absent;
mod import;
mod instance;
mod list;
mod submission;
mod xform;

pub(crate) use absent::{COMPANION, absent_list, companion_of, companion_relevant, fold};
pub use import::import;
pub use instance::{Identity, instance};
pub use list::{ListedFile, ListedForm, form_list, manifest, response};
pub(crate) use submission::read_answer;
pub use submission::{Filled, Submission, SubmissionNote, SubmissionNoteKind, submission};
pub(crate) use xform::{LANGUAGES, NAMESPACE, display_name};
pub use xform::{XForm, xform};

pub use crate::xml::XmlRefused;

#[cfg(test)]
mod tests;
