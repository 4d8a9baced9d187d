//! The languages that pages are written in: those that all words of the report are there in.

use std::sync::LazyLock;

/// The files of words that a page needs: on results, on estimates, and on what is published.
pub(crate) const PARTS: [&str; 3] = ["report", "estimate", "result"];

/// A language that pages can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    tag: &'static str,
}

/// What a language says of itself.
struct Facts {
    tag: &'static str,
    name: String,
    direction: String,
    group: String,
    point: String,
}

static FACTS: LazyLock<Vec<Facts>> =
    LazyLock::new(|| sanaq_words::languages(&PARTS).into_iter().map(facts).collect());

fn facts(tag: &'static str) -> Facts {
    let words = sanaq_words::Words::new(&PARTS, tag);
    Facts {
        tag,
        name: words.t("language-name"),
        direction: words.t("language-direction"),
        group: words.t("number-group"),
        point: words.t("number-point"),
    }
}

impl Language {
    /// English.
    pub const ENGLISH: Self = Self { tag: sanaq_words::FALLBACK };

    /// All of them, English first.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        FACTS.iter().map(|own| Self { tag: own.tag })
    }

    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::all().find(|language| language.tag == tag)
    }

    /// The IETF tag.
    pub const fn tag(self) -> &'static str {
        self.tag
    }

    fn fact(self, of: impl Fn(&'static Facts) -> &'static str) -> &'static str {
        FACTS.iter().find(|own| own.tag == self.tag).map(of).unwrap_or_default()
    }

    /// What its speakers call it.
    pub(crate) fn name(self) -> &'static str {
        self.fact(|own| &own.name)
    }

    /// The direction of writing, as HTML names it.
    pub fn direction(self) -> &'static str {
        self.fact(|own| &own.direction)
    }

    /// What stands between groups of three digits.
    pub(crate) fn group(self) -> &'static str {
        self.fact(|own| &own.group)
    }

    /// What stands before decimals.
    pub(crate) fn point(self) -> &'static str {
        self.fact(|own| &own.point)
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::ENGLISH
    }
}
