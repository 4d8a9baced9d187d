//! Events about copies of the mission.

use serde::{Deserialize, Serialize};

/// Somebody who may do so had a copy made, with their password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupOrdered {
    /// Their account.
    pub account: String,
    /// The step of the authenticator's code, which is spent now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u64>,
}

/// A copy of the mission is complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// What the copy is called in the folder of copies.
    pub folder: String,
    /// How many entries it has.
    pub entries: u64,
    /// How many files reports had named when it was begun; it has at least these.
    pub files: u64,
}
