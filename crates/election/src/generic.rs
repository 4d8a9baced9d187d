//! The election to assume when none is named: whatever options the results have, and arithmetic
//! that most protocols obey. Its checks are soft, since no law was read.

use crate::{contest::Election, file::FileError};

const TEXT: &str = r#"
[election]
name = "Election"
date = "1970-01-01"
country = "ZZ"

[contest]
id = "contest"
kind = "plurality"
rules = { formula = "plurality" }

[protocol]
lines = ["registered", "issued", "cast", "invalid", "valid"]
turnout = "cast"
checks = [
  { check = "cast = valid + invalid", severity = "soft" },
  { check = "valid = sum(options)", severity = "soft" },
  { check = "cast <= issued", severity = "soft" },
  { check = "issued <= registered", severity = "soft" },
]
"#;

impl Election {
    /// An election of which nothing is known but what the results say.
    ///
    /// # Errors
    /// Never: the text above is tested.
    pub fn generic() -> Result<Self, FileError> {
        Self::parse("the generic election", TEXT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_parses_and_accuses_nobody() {
        let election = Election::generic().unwrap();
        assert!(election.contest.options.is_empty());
        assert!(election.protocol.checks.iter().all(|c| c.severity == crate::Severity::Soft));
    }
}
