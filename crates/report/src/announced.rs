//! What was announced: the published votes added up.

use sanaq_check::Totals;

use crate::{page::Page, words::Words};

/// Options that get a row of their own.
const SHOWN: usize = 20;

/// What the section shows.
#[derive(Debug)]
pub(crate) struct Announced {
    pub(crate) caption: String,
    /// Headline figures: what, and how much.
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) options: Vec<OptionRow>,
    /// What the shares are shares of.
    pub(crate) shares_of: String,
}

/// One option's votes.
#[derive(Debug)]
pub(crate) struct OptionRow {
    pub(crate) label: String,
    pub(crate) votes: String,
    pub(crate) share: String,
    /// The length of its bar, in percent of the longest.
    pub(crate) length: String,
    /// Whether it is the one under test.
    pub(crate) tested: bool,
}

impl Announced {
    pub(crate) fn of(words: &Words, page: &Page<'_>) -> Self {
        let check = page.check;
        let (whole, shares_of) = denominator(&check.totals);
        Self {
            caption: words.with("announced-caption", &[("stations", check.stations.into())]),
            facts: facts(words, page),
            options: options(words, page, whole),
            shares_of: words.t(shares_of),
        }
    }
}

fn facts(words: &Words, page: &Page<'_>) -> Vec<(String, String)> {
    let totals = &page.check.totals;
    let unknown = || words.t("not-known");
    let (ballots, of) = (totals.turned_out.get(), totals.turnout_of.get());
    let registered = totals.line("registered").filter(|registered| registered.get() > 0);
    let turnout = if of == 0 { unknown() } else { words.percent(ballots as f64 / of as f64) };
    let figures = [
        ("announced-stations", words.count(page.check.stations)),
        ("announced-registered", registered.map_or_else(unknown, |r| words.votes(r.get()))),
        ("announced-turnout", turnout),
        ("announced-options", words.count(totals.options.len())),
    ];
    figures.map(|(key, figure)| (words.t(key), figure)).into()
}

/// The ballots in the boxes where every station says how many there were, else the votes for all
/// options.
fn denominator(totals: &Totals) -> (u64, &'static str) {
    let line = |name: &str| {
        let line = totals.lines.iter().find(|total| total.line == name && total.unknown == 0)?;
        Some(line.sum.get()).filter(|sum| *sum > 0)
    };
    let ballots = line("cast").or_else(|| line("valid")?.checked_add(line("invalid")?));
    let votes = || totals.options.iter().map(|option| option.votes.get()).sum();
    match ballots {
        Some(ballots) => (ballots, "share-of-ballots"),
        None => (votes(), "share-of-votes"),
    }
}

fn options(words: &Words, page: &Page<'_>, whole: u64) -> Vec<OptionRow> {
    let mut options: Vec<_> = page.check.totals.options.iter().collect();
    options.sort_by_key(|option| std::cmp::Reverse(option.votes));
    let longest = options.first().map_or(1, |option| option.votes.get().max(1));
    let row = |label: String, votes: u64, tested: bool| OptionRow {
        label,
        votes: words.votes(votes),
        share: if whole == 0 {
            "–".to_owned()
        } else {
            words.percent(votes as f64 / whole as f64)
        },
        length: format!("{:.1}", 100.0 * votes.min(longest) as f64 / longest as f64),
        tested,
    };
    let tested = page.examination.stations.option.as_str();
    let all = |option: &&sanaq_check::OptionTotal| {
        let id = option.id.as_str();
        row(page.label(id), option.votes.get(), id == tested)
    };
    let kept = if options.len() <= SHOWN + 1 { options.len() } else { SHOWN };
    let mut rows: Vec<OptionRow> = options.iter().take(kept).map(all).collect();
    if kept < options.len() {
        let rest = options.iter().skip(kept);
        let label = words.with("more-options", &[("n", (options.len() - kept).into())]);
        let mut rest_row = row(label, rest.map(|option| option.votes.get()).sum(), false);
        "0".clone_into(&mut rest_row.length);
        rows.push(rest_row);
    }
    rows
}
