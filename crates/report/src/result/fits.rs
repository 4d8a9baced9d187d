//! What was announced, beside what was seen.

use sanaq_estimate::Interval;

use super::{Compared, Official, ResultPage};
use crate::{
    page::label,
    sheet::{Point, Section, Standing},
    table::{Table, name},
    words::Words,
};

/// How an announced share lies to an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Inside,
    Above,
    Below,
}

impl Fit {
    pub(super) fn of(announced: f64, seen: Interval) -> Self {
        if announced < seen.low {
            Self::Below
        } else if seen.high < announced {
            Self::Above
        } else {
            Self::Inside
        }
    }

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Inside => "fit-inside",
            Self::Above => "fit-above",
            Self::Below => "fit-below",
        }
    }

    /// The class in the style sheet.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Above => "above",
            Self::Below => "below",
        }
    }
}

/// One figure that was announced and that the sample speaks of.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) announced: f64,
    pub(super) seen: Option<Interval>,
}

impl Pair {
    pub(super) fn fit(&self) -> Option<Fit> {
        Some(Fit::of(self.announced, self.seen?))
    }
}

pub(super) fn pairs(page: &ResultPage<'_>, words: &Words, official: &Official) -> Vec<Pair> {
    let answer = page.estimate.answer;
    let share = |id: &str| {
        let own = answer.options.iter().find(|option| option.id.as_str() == id);
        own.and_then(|option| option.share)
    };
    let options = official.options.iter().map(|(id, _, announced)| Pair {
        name: page.label(id),
        announced: *announced,
        seen: share(id),
    });
    let seen = |figure: Option<sanaq_estimate::quick_count::Figure>| figure.map(|own| own.interval);
    let others = [
        ("column-turnout", official.turnout, seen(answer.turnout)),
        ("row-invalid", official.invalid, seen(answer.invalid_share)),
    ];
    let others = others.into_iter().filter_map(|(key, announced, seen)| {
        Some(Pair { name: words.t(key), announced: announced?, seen })
    });
    options.chain(others).collect()
}

/// The table, and what it says.
pub(super) fn section(page: &ResultPage<'_>, words: &Words) -> Option<Section> {
    let mut section = Section { id: "fits", ..Section::default() };
    if let Some(official) = &page.official {
        let source = ("source", name(&official.source).into());
        section.texts.push(words.with("fits-source", &[source]));
        let keys = ["what", "#announced", "#seen", "#from", "#to", "fit"];
        let mut table = Table::new(words, words.t("caption-fits"), &keys);
        let dash = || "–".to_owned();
        for pair in pairs(page, words, official) {
            let fit = pair.fit().map_or_else(dash, |fit| words.t(fit.key()));
            let seen = pair.seen.map(|own| [own.estimate, own.low, own.high]);
            let [share, low, high] = seen.map_or_else(
                || [(); 3].map(|()| dash()),
                |shares| shares.map(|share| words.fine_percent(share)),
            );
            table.push([pair.name, words.fine_percent(pair.announced), share, low, high, fit]);
        }
        section.tables.push(table);
    }
    if let Some(compared) = &page.compared {
        section.texts.push(sentence(page, compared, words));
        if compared.differing > 0 {
            section.tables.push(differences(page, compared, words));
        }
    }
    let empty = section.texts.is_empty() && section.tables.is_empty();
    (!empty).then_some(section)
}

/// At how many stations the figures differ, and for whom most.
fn sentence(page: &ResultPage<'_>, compared: &Compared, words: &Words) -> String {
    let counts = [("stations", compared.stations.into()), ("differing", compared.differing.into())];
    let text = words.with("fits-compared", &counts);
    [Some(text), most(page, compared, words)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Who has most beyond the copies.
pub(super) fn most(page: &ResultPage<'_>, compared: &Compared, words: &Words) -> Option<String> {
    let most = compared.votes.iter().max_by_key(|(_, votes)| *votes);
    let (id, votes) = most.filter(|(_, votes)| *votes > 0)?;
    let option = ("option", page.label(id).into());
    let votes = ("votes", words.signed(*votes as f64, 0).into());
    Some(words.with("fits-most", &[option, votes]))
}

fn differences(page: &ResultPage<'_>, compared: &Compared, words: &Words) -> Table {
    let mut table =
        Table::new(words, words.t("caption-differences"), &["option", "#more-announced"]);
    for (id, votes) in &compared.votes {
        let name = label(page.estimate.election, id, page.estimate.about.language);
        table.push([name, words.signed(*votes as f64, 0)]);
    }
    table
}

/// What comes first on the page: what fits, and what does not.
pub(super) fn points(page: &ResultPage<'_>, words: &Words) -> Vec<Point> {
    let point = |standing, text| Point { standing, text, section: "fits" };
    let Some(official) = &page.official else {
        // Without a comparison there is no section to lead to.
        return Vec::new();
    };
    let answer = page.estimate.answer;
    let pairs = pairs(page, words, official);
    let (mut points, mut misfits) = (Vec::new(), false);
    if answer.refusal.is_some() || pairs.iter().all(|pair| pair.seen.is_none()) {
        points.push(point(Standing::Silent, words.t("point-unseen")));
    } else {
        let of = |wanted: &[Fit]| {
            let found = pairs.iter().filter(|pair| pair.fit().is_some_and(|f| wanted.contains(&f)));
            found.map(|pair| pair.name.clone()).collect::<Vec<String>>()
        };
        let standing = if answer.publishable { Standing::Said } else { Standing::Open };
        for (key, names) in
            [("point-misfits", of(&[Fit::Above, Fit::Below])), ("point-fits", of(&[Fit::Inside]))]
        {
            if !names.is_empty() {
                misfits |= key == "point-misfits";
                let names = names.join(&words.t("list-separator"));
                points.push(point(standing, words.with(key, &[("names", names.into())])));
            }
        }
    }
    // Where figures differ that comes before what fits all the same.
    let compared = page.compared.as_ref();
    let at = if compared.is_some_and(|own| own.differing > 0) {
        usize::from(misfits)
    } else {
        points.len()
    };
    let compared = compared.map(|own| point(Standing::Said, sentence(page, own, words)));
    points.splice(at..at, compared);
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_an_interval_fit() {
        let seen = Interval { estimate: 0.5, low: 0.4, high: 0.6 };
        let fits = [0.399, 0.4, 0.6, 0.601].map(|share| Fit::of(share, seen));
        assert_eq!(fits, [Fit::Below, Fit::Inside, Fit::Inside, Fit::Above]);
    }
}
