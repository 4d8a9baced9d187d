//! What a previous election lets expect of a sample.

use std::path::Path;

use sanaq_estimate::{
    Frame,
    sample::{Expectation, Margin, Needed, Plan, Previous, SampleError, Scatter},
};

use crate::{exit::Failure, input::Loaded};

/// A previous election, held against the frame.
pub(super) struct Before {
    pub(super) loaded: Loaded,
    pub(super) known: Previous,
}

/// The size that a margin needs; nothing found: no size is enough.
pub(super) struct Answer {
    pub(super) margin: f64,
    pub(super) found: Option<Needed>,
}

/// All that can be expected.
pub(super) struct Outlook<'a> {
    pub(super) before: &'a Before,
    pub(super) margins: Vec<Margin>,
    pub(super) needed: Option<Answer>,
}

impl Before {
    /// Finds the stations of the frame in a previous election.
    pub(super) fn new(frame: &Frame, file: &Path, loaded: Loaded) -> Result<Self, Failure> {
        let known = Previous::new(frame, &loaded.results).ok_or_else(|| {
            Failure::Input(format!(
                "--previous: found votes of no station of the frame in {}, expected the same codes",
                file.display()
            ))
        })?;
        Ok(Self { loaded, known })
    }

    /// The scatter that Neyman's allocation goes by: of the option named, or of the strongest.
    pub(super) fn scatter(&self, option: Option<&str>) -> Result<Option<&Scatter>, Failure> {
        let Some(id) = option else { return Ok(self.known.leader()) };
        let found = self.known.options.iter().find(|scatter| scatter.option == id);
        found.map(Some).ok_or_else(|| {
            let known: Vec<&str> = self.known.options.iter().map(|s| s.option.as_str()).collect();
            Failure::Input(format!(
                "--option: found «{id}», expected one of {} in {}",
                known.join(", "),
                self.loaded.file
            ))
        })
    }
}

impl<'a> Outlook<'a> {
    /// The margins of a plan's sample.
    pub(super) fn new(
        before: &'a Before,
        needed: Option<Answer>,
        frame: &Frame,
        plan: &Plan<'_>,
        ask: Expectation,
    ) -> Result<Self, SampleError> {
        let margins = ask.beside(frame, plan, &before.known)?;
        Ok(Self { before, margins, needed })
    }

    /// How much wider clusters make the margin of the option with the widest one.
    pub(super) fn price_of_clusters(&self) -> Option<f64> {
        let widest = self.margins.iter().reduce(|best, next| {
            if next.expected.half_width > best.expected.half_width { next } else { best }
        });
        let widest = widest?;
        let alone = widest.without_clusters.filter(|alone| *alone > 0.0)?;
        Some(widest.expected.half_width / alone)
    }
}
