//! Events about what the authorities publish, and about what kind of mission it is.

use serde::{Deserialize, Serialize};

use crate::{BlobHash, Id};

/// A result as it was published. Every version stays: a later one stands beside the earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// The version's id.
    pub id: Id,
    /// The contest.
    pub contest: String,
    /// Who published it and as what: "Central Commission, table of stations".
    pub source: String,
    /// Where it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When it was published, in seconds of the Unix epoch, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<i64>,
    /// What the file is called.
    pub name: String,
    /// The file as it was published.
    pub blob: BlobHash,
    /// What was read from it: the canonical columns as CSV, packed with gzip.
    pub figures: BlobHash,
    /// The built-in recipe that it was read by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe: Option<String>,
    /// A recipe of one's own that it was read by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe_blob: Option<BlobHash>,
    /// How many stations it has.
    pub stations: u64,
}

/// A turnout that the authorities announced during the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficialTurnout {
    /// The path of the area; empty: the whole country.
    #[serde(default)]
    pub area: String,
    /// As of which minute after midnight of election day, by the area's clock.
    pub minute: i32,
    /// Voters until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voters: Option<u64>,
    /// Their share of the register in hundredths of a percent, since entries hold no fractions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<u32>,
    /// Who announced it.
    pub source: String,
    /// Where it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// The mission is an example: its country, its people and its figures are made up. It stays one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// What it is an example of.
    pub name: String,
}
