//! Files that come before a report names them, from phones and from whoever files at a desk: shown
//! to nobody, so many for each sender, and gone after a while (see the sweep).
//!
//! The phone app files a report first and its photos after it. Whatever comes ahead of its report
//! may be anything, also a photo that had to be sealed, and whoever has a token could fill a disk
//! with it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

use sanaq_desk::{BlobHash, State};

use sanaq_said::said;

use crate::problem::Problem;

/// The most files, and bytes of them, that one sender may have here without a report.
const MOST_FILES: usize = 60;
const MOST_BYTES: u64 = 256 << 20;

/// What each sent since the server started that no report named when it was asked last.
#[derive(Default)]
pub(crate) struct Uploads {
    by_sender: Mutex<HashMap<String, BTreeMap<BlobHash, u64>>>,
}

impl Uploads {
    /// Counts a part of a file that ends at some byte, or refuses it.
    pub(crate) fn check(
        &self,
        state: &State,
        sender: &str,
        blob: BlobHash,
        end: u64,
    ) -> Result<(), Problem> {
        if state.is_named(blob) {
            return Ok(());
        }
        let mut all = self.by_sender.lock().unwrap_or_else(PoisonError::into_inner);
        let own = all.entry(sender.to_owned()).or_default();
        own.retain(|blob, _| !state.is_named(*blob));
        let others = own.iter().filter(|(known, _)| **known != blob);
        let bytes = others.fold(end, |sum, (_, size)| sum.saturating_add(*size));
        let files = own.len() + usize::from(!own.contains_key(&blob));
        if files > MOST_FILES || bytes > MOST_BYTES {
            return Err(Problem::too_large(said!(
                "said-files-nameless",
                "too many files are here that no report names: send the reports first"
            )));
        }
        let size = own.entry(blob).or_default();
        *size = end.max(*size);
        Ok(())
    }
}
