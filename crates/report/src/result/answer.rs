//! What the first screen holds: the answer in a sentence, the figures behind it with their
//! intervals, how far the sample is in, and when the page was made.

use sanaq_estimate::Interval;

use super::{
    Made, ResultPage,
    fits::{self, Fit, Pair},
};
use crate::{
    estimate::Work,
    sheet::{Said, Standing},
    table::name,
    words::Words,
};

/// Lists that get a row; the sections below have all.
const SHOWN: usize = 5;

/// What stands on the first screen.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) standing: Standing,
    pub(crate) lead: String,
    /// What else a reader must know at once.
    pub(crate) more: Option<String>,
    /// Where figures differ most; narrow screens have no room for it.
    pub(crate) most: Option<String>,
    pub(crate) provisional: bool,
    /// The version and when it was made.
    pub(crate) made: Option<String>,
    /// How many stations it rests on.
    pub(crate) basis: String,
    pub(crate) caption: String,
    /// Whether an announced result is known.
    pub(crate) announced: bool,
    pub(crate) rows: Vec<Row>,
    /// That there are more lists than rows.
    pub(crate) rest: Option<String>,
}

/// A figure, as announced and as seen.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) announced: String,
    pub(crate) share: String,
    pub(crate) range: String,
    /// The class of the mark, and what it says.
    pub(crate) fit: Option<(&'static str, String)>,
}

/// Puts it together; `said` is what the sample alone says.
pub(super) fn answer(page: &ResultPage<'_>, words: &Words, said: &Said) -> Answer {
    let own = page.estimate.answer;
    let pairs = page.official.as_ref().map(|official| fits::pairs(page, words, official));
    let compared = page.compared.as_ref().filter(|own| own.stations > 0);
    let (standing, lead, more) = sentences(page, words, said, pairs.as_deref());
    let lists = own.options.iter().filter(|option| option.share.is_some()).count();
    let work = Work::of(&page.estimate, words);
    let stations = own.stations;
    let whole = own.publishable && stations.sampled > 0 && stations.used == stations.sampled;
    let counts = [
        ("used", stations.used.into()),
        ("sampled", stations.sampled.into()),
        ("frame", stations.frame.into()),
    ];
    let basis = match (whole, stations.sampled) {
        (true, _) => "answer-whole",
        (false, 0) => "answer-no-sample",
        (false, _) => "answer-part",
    };
    let counted = [("shown", SHOWN.into()), ("all", lists.into())];
    let of = ("whole", work.whole().into());
    let level = ("level", words.level(own.level).into());
    Answer {
        standing,
        lead,
        more,
        most: compared.and_then(|own| fits::most(page, own, words)),
        provisional: !whole,
        made: page.made.as_ref().map(|own| made(own, page.version, words)),
        basis: words.with(basis, &counts),
        caption: words.with("answer-caption", &[of, level]),
        announced: page.official.is_some(),
        rows: rows(page, &work),
        rest: (SHOWN < lists).then(|| words.with("answer-rest", &counted)),
    }
}

/// The sentence of the page, and what belongs to it.
fn sentences(
    page: &ResultPage<'_>,
    words: &Words,
    said: &Said,
    pairs: Option<&[Pair]>,
) -> (Standing, String, Option<String>) {
    let compared = page.compared.as_ref().filter(|own| own.stations > 0);
    let at_stations = |key| {
        let own = compared?;
        let counts = [("stations", own.stations.into()), ("differing", own.differing.into())];
        Some(words.with(key, &counts))
    };
    let differ = compared.is_some_and(|own| own.differing > 0);
    let beside = || at_stations(if differ { "answer-differ" } else { "answer-alike" });
    let Some(pairs) = pairs else {
        return (said.standing, said.lead.clone(), Some(words.t("answer-unannounced")));
    };
    if !page.estimate.answer.publishable || pairs.iter().all(|pair| pair.seen.is_none()) {
        // The sample says less than the question asks: what it says itself comes first.
        return (said.standing, said.lead.clone(), beside());
    }
    let outside = pairs.iter().filter(|pair| !matches!(pair.fit(), None | Some(Fit::Inside)));
    let names: Vec<&str> = outside.map(|pair| pair.name.as_str()).collect();
    if !names.is_empty() {
        let names = ("names", names.join(&words.t("list-separator")).into());
        return (Standing::Open, words.with("answer-misfits", &[names]), beside());
    }
    match at_stations("answer-fits-but").filter(|_| differ) {
        Some(lead) => (Standing::Open, lead, None),
        None => (Standing::Said, words.t("answer-fits"), beside()),
    }
}

/// The largest lists and turnout.
fn rows(page: &ResultPage<'_>, work: &Work<'_>) -> Vec<Row> {
    let (words, own) = (work.words, page.estimate.answer);
    let official = page.official.as_ref();
    let shares = own.options.iter().filter_map(|option| {
        let id = option.id.as_str();
        let mut announced = official.into_iter().flat_map(|own| &own.options);
        let announced = announced.find(|(own, ..)| own == id).map(|(.., share)| *share);
        Some((page.label(id), announced, option.share?))
    });
    let mut lists: Vec<(String, Option<f64>, Interval)> = shares.collect();
    lists.sort_by(|(_, of_a, a), (_, of_b, b)| {
        let size = |of: &Option<f64>, own: &Interval| own.estimate.max(of.unwrap_or(0.0));
        size(of_b, b).total_cmp(&size(of_a, a))
    });
    lists.truncate(SHOWN);
    if let (Some(turnout), false) = (own.turnout, lists.is_empty()) {
        let announced = official.and_then(|own| own.turnout);
        lists.push((words.t("column-turnout"), announced, turnout.interval));
    }
    let row = |(name, announced, seen): (String, Option<f64>, Interval)| {
        let [share, low, high] = work.numbers(seen);
        let fit = announced.map(|announced| Fit::of(announced, seen));
        Row {
            name,
            announced: announced.map_or_else(|| "–".to_owned(), |share| words.percent(share)),
            share: format!("{share}\u{a0}%"),
            range: format!("{low}–{high}"),
            fit: fit.map(|fit| (fit.class(), words.t(fit.key()))),
        }
    };
    lists.into_iter().map(row).collect()
}

/// The version of the page with the moment when it was made.
fn made(own: &Made, version: u32, words: &Words) -> String {
    let parts = [
        ("year", &own.year),
        ("month", &own.month),
        ("day", &own.day),
        ("time", &own.time),
        ("zone", &own.zone),
    ];
    let mut arguments = vec![("version", version.into())];
    arguments.extend(parts.map(|(key, part)| (key, name(part).into())));
    words.with("answer-made", &arguments)
}
