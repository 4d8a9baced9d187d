//! What endpoints do, a file a subject.

pub(crate) mod answer;
pub(crate) mod blob;
pub(crate) mod export;
pub(crate) mod live;
pub(crate) mod messages;
pub(crate) mod meta;
pub(crate) mod proof;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod session;
pub(crate) mod view;
