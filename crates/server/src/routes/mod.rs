//! What endpoints do, a file a subject.

pub(crate) mod answer;
pub(crate) mod authenticator;
pub(crate) mod blob;
pub(crate) mod collect;
pub(crate) mod export;
pub(crate) mod forms;
pub(crate) mod live;
pub(crate) mod messages;
pub(crate) mod meta;
pub(crate) mod mission;
pub(crate) mod numbers;
pub(crate) mod odk;
pub(crate) mod official;
pub(crate) mod plan;
pub(crate) mod print;
pub(crate) mod projection;
pub(crate) mod proof;
pub(crate) mod published;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod result;
pub(crate) mod session;
pub(crate) mod sms;
pub(crate) mod table;
pub(crate) mod view;
