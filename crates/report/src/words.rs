//! The sentences of a language, with their numbers and plurals.

use std::cell::Cell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use sanaq_forensics::Variable;

use crate::{
    language::{Language, PARTS},
    number,
    page::Error,
};

pub(crate) use sanaq_words::MISSING;

/// The words of one language.
pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
    pub(crate) language: Language,
}

/// What a sentence can be given: a number, or a text as it is to stand.
pub(crate) type Argument<'a> = (&'a str, FluentValue<'a>);

/// The files of a language.
pub(crate) fn sources(language: Language) -> impl Iterator<Item = &'static str> {
    PARTS.into_iter().filter_map(move |part| sanaq_words::source(part, language.tag()))
}

thread_local! {
    /// Which language a sentence is put together in: what puts its numbers in cannot be told.
    static SPOKEN: Cell<Language> = const { Cell::new(Language::ENGLISH) };
}

impl Words {
    pub(crate) fn new(language: Language) -> Result<Self, Error> {
        let broken = |problem: String| Error::Words { language: language.tag(), problem };
        let locale = language.tag().parse().map_err(|error| broken(format!("{error:?}")))?;
        let mut bundle = FluentBundle::new(vec![locale]);
        // The marks that keep directions apart would show up in copied figures; they are needed
        // only where directions mix.
        bundle.set_use_isolating(language.direction() == "rtl");
        bundle.set_formatter(Some(|value, _| in_locale(value, SPOKEN.get())));
        for source in sources(language) {
            let resource = FluentResource::try_new(source.to_owned())
                .map_err(|(_, errors)| broken(format!("{errors:?}")))?;
            bundle.add_resource(resource).map_err(|errors| broken(format!("{errors:?}")))?;
        }
        Ok(Self { bundle, language })
    }

    /// A sentence without figures.
    pub(crate) fn t(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The heading of a section.
    pub(crate) fn heading(&self, section: &str) -> String {
        self.t(&format!("head-{section}"))
    }

    /// A sentence with its figures.
    pub(crate) fn with(&self, key: &str, arguments: &[Argument<'_>]) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = pattern else { return format!("{MISSING}{key}⟧") };
        let mut named = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            named.set(*name, value.clone());
        }
        SPOKEN.set(self.language);
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&named), &mut errors).into_owned();
        if errors.is_empty() { text } else { format!("{MISSING}{key}: {errors:?}⟧") }
    }

    pub(crate) fn whole(&self, value: f64) -> String {
        number::whole(value, self.language)
    }

    pub(crate) fn count(&self, value: usize) -> String {
        number::count(value as u64, self.language)
    }

    pub(crate) fn votes(&self, value: u64) -> String {
        number::count(value, self.language)
    }

    pub(crate) fn decimal(&self, value: f64, decimals: usize) -> String {
        number::decimal(value, decimals, self.language)
    }

    pub(crate) fn percent(&self, share: f64) -> String {
        number::percent(share, 1, self.language)
    }

    pub(crate) fn whole_percent(&self, percent: impl Into<f64>) -> String {
        number::percent(percent.into() / 100.0, 0, self.language)
    }

    pub(crate) fn rounded(&self, value: f64) -> String {
        number::rounded(value, self.language)
    }

    pub(crate) fn signed(&self, value: f64, decimals: usize) -> String {
        number::signed(value, decimals, self.language)
    }

    /// A figure that was computed exactly, as decimal digits.
    pub(crate) fn exact(&self, digits: &str) -> String {
        number::localize(digits, self.language)
    }

    /// A share as percents with two decimals, for tables.
    pub(crate) fn fine_percent(&self, share: f64) -> String {
        number::percent(share, 2, self.language)
    }

    /// Both ends of an interval as percents, with at least two decimals and as many as tell them
    /// from each other.
    pub(crate) fn fine_ends(&self, low: f64, high: f64) -> [String; 2] {
        let decimals = number::telling(low, high, 2);
        [low, high].map(|share| number::percent(share, decimals, self.language))
    }

    /// The level of an interval, which is mostly whole percents.
    pub(crate) fn level(&self, level: f64) -> String {
        let whole = (100.0 * level - (100.0 * level).round()).abs() < 1e-9;
        number::percent(level, usize::from(!whole), self.language)
    }

    /// A difference of shares in points.
    pub(crate) fn points(&self, share: f64) -> String {
        number::decimal(100.0 * share, 2, self.language)
    }

    /// A chance that rests on draws.
    pub(crate) fn odds(&self, p: f64) -> String {
        number::odds(p, self.language)
    }

    pub(crate) fn chance(&self, p: f64) -> String {
        number::chance(p, self.language)
    }

    /// How rare something is, in words.
    pub(crate) fn rarity(&self, p: f64) -> String {
        if p < 1e-6 {
            return self.t("chance-below-million");
        }
        if p > 0.1 {
            return self.t("chance-likely");
        }
        let one_in = format!("{:.0e}", 1.0 / p).parse().unwrap_or(1.0 / p);
        self.with("chance-one-in", &[("n", FluentValue::from(one_in))])
    }

    /// The key part of a variable.
    pub(crate) const fn variable(variable: Variable) -> &'static str {
        match variable {
            Variable::Turnout => "turnout",
            Variable::Result => "result",
            Variable::Either => "either",
        }
    }
}

fn in_locale(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(number::whole(number.value, language)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
