//! What endpoints do, a file a subject.

pub(crate) mod answer;
pub(crate) mod blob;
pub(crate) mod collect;
pub(crate) mod forms;
pub(crate) mod live;
pub(crate) mod meta;
pub(crate) mod numbers;
pub(crate) mod odk;
pub(crate) mod proof;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod session;
pub(crate) mod sms;
pub(crate) mod view;
