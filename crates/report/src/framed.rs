//! What surrounds every page: its title, where it comes from, how it is made again.

use crate::{
    page::About,
    table::{Table, name, plain},
    words::Words,
};

/// Where the page comes from, as plain text.
pub(crate) struct Framed {
    pub(crate) title: String,
    pub(crate) tag: &'static str,
    pub(crate) direction: &'static str,
    pub(crate) source: String,
    pub(crate) more_sources: Vec<String>,
    pub(crate) generated_by: String,
    pub(crate) command: String,
    pub(crate) simulated: Option<String>,
    pub(crate) dropped: Option<Table>,
    pub(crate) warnings: Vec<String>,
}

impl Framed {
    pub(crate) fn of(words: &Words, about: &About) -> Self {
        let mut dropped = Table::new(words, words.t("caption-dropped"), &["reason", "#rows"]);
        for (reason, rows) in &about.dropped {
            dropped.push([name(reason), words.votes(*rows)]);
        }
        Self {
            title: name(&about.title),
            tag: about.language.tag(),
            direction: about.language.direction(),
            source: plain(&about.source),
            more_sources: about.more_sources.iter().map(|source| plain(source)).collect(),
            generated_by: plain(&about.generated_by),
            command: plain(&about.command),
            simulated: about.simulated.as_deref().map(plain),
            dropped: (!dropped.rows.is_empty()).then_some(dropped),
            warnings: about.warnings.iter().map(|warning| plain(warning)).collect(),
        }
    }
}
