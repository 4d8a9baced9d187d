//! What `sanaq exit-poll` says.

use std::{collections::BTreeMap, fmt::Write as _};

use sanaq_estimate::exit_poll::{Lead, Poll, Sampling, Share, tipping_point};
use serde_json::{Value, json};

use super::inputs::Station;
use crate::{
    output::{self, count, percent, percents},
    visits::{Visits, lines},
};

/// The answer with what it was made from.
pub(super) struct Said<'a> {
    pub(super) poll: &'a Poll,
    pub(super) visits: &'a Visits,
    pub(super) options: &'a [String],
    pub(super) used: Vec<&'a Station>,
    pub(super) threshold: Option<f64>,
    pub(super) level: f64,
}

/// How those who refused would have had to vote.
#[derive(Clone, Copy)]
struct Needed {
    /// A share among them, or a lead.
    needed: f64,
    /// Whether there can be such a one.
    possible: bool,
}

impl Needed {
    fn document(self) -> Value {
        json!({ "needed": self.needed, "possible": self.possible })
    }
}

impl Said<'_> {
    fn option(&self, at: usize) -> &str {
        self.options.get(at).map_or("", String::as_str)
    }

    fn refusal(&self) -> Option<String> {
        let known = self.visits.refusal.clone();
        let silent = (self.poll.answers == 0).then(|| "nobody answered".to_owned());
        // Stations where all refused do not make thirty.
        let few = self.poll.few.then(|| {
            format!("found answers from {} stations, expected at least 30", self.poll.stations)
        });
        let alike = self.poll.options.iter().all(|option| option.sampling.is_none());
        let alike =
            alike.then(|| "the stations do not differ: nothing to make an interval of".to_owned());
        silent.or(known).or(few).or(alike)
    }

    /// The sampling error, where something may be said of the country.
    fn sampling(&self, share: &Share) -> Option<Sampling> {
        share.sampling.filter(|_| self.refusal().is_none())
    }

    /// The lead with its error, where something may be said of the country.
    fn lead(&self) -> Option<Lead> {
        let lead = self.poll.lead?;
        let silent = Lead { error: None, low: None, high: None, ..lead };
        Some(if self.refusal().is_none() { lead } else { silent })
    }

    /// The lead of the second among those who refused that makes both equal.
    fn overtaken(&self) -> Option<Needed> {
        let lead = self.poll.lead?;
        let needed = self.poll.refusals.as_ref()?.overtaken(lead.first, lead.second)?;
        Some(Needed { needed, possible: (-1.0..=1.0).contains(&needed) })
    }

    /// The share among those who refused that puts an option exactly at the threshold.
    fn at_threshold(&self, option: usize) -> Option<Needed> {
        let needed = self.poll.refusals.as_ref()?.needed(option, self.threshold?)?;
        Some(Needed { needed, possible: (0.0..=1.0).contains(&needed) })
    }

    /// How many times as often the first one's voters would have to answer as the second's for
    /// both to be equal.
    fn willing(&self) -> Option<f64> {
        let lead = self.poll.lead?;
        let share = |at: usize| self.poll.options.get(at).map(|option| option.share);
        let (first, second) = share(lead.first).zip(share(lead.second))?;
        (second > 0.0).then(|| first / second)
    }

    fn response(&self) -> Option<f64> {
        let asked = self.poll.asked.filter(|asked| *asked > 0)?;
        Some(self.poll.answers as f64 / asked as f64)
    }

    /// Asked and refused by group, where all were noted.
    fn groups(&self) -> Vec<(&str, u64, u64)> {
        let mut groups: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for (name, group) in self.used.iter().flat_map(|station| &station.groups) {
            let Some(asked) = group.asked.map(u64::from) else { return Vec::new() };
            let answers: u64 = group.votes.iter().map(|votes| u64::from(*votes)).sum();
            let sums = groups.entry(name).or_default();
            *sums = (sums.0 + asked, sums.1 + asked - answers);
        }
        groups.into_iter().map(|(name, (asked, refused))| (name, asked, refused)).collect()
    }

    fn assumptions(&self) -> Vec<String> {
        let mut all = self.visits.assumptions();
        all.push(
            "people said what they voted, and interviewers asked whom they were to ask".to_owned(),
        );
        all.push(match self.poll.refusals {
            Some(_) => "those who refused voted like those of their group and station who \
                        answered; the tipping points say what if not"
                .to_owned(),
            None if self.poll.asked.is_some() => "nobody refused".to_owned(),
            None => "how many refused was not noted everywhere, so what they could change cannot \
                     be told"
                .to_owned(),
        });
        all
    }

    pub(super) fn document(&self) -> Value {
        let options = self.poll.options.iter().enumerate();
        let options: Vec<Value> = options.map(|(at, share)| self.one(at, share)).collect();
        let lead = self.lead().map(|lead| {
            json!({
                "first": self.option(lead.first),
                "second": self.option(lead.second),
                "lead": lead.lead,
                "error": lead.error,
                "low": lead.low,
                "high": lead.high,
                "refusals": self.overtaken().map(Needed::document),
                "willing": self.willing(),
            })
        });
        let stations = self.used.iter().map(|station| {
            let sum = |pick: &dyn Fn(&sanaq_estimate::exit_poll::Group) -> Option<u64>| {
                station.groups.iter().map(|(_, group)| pick(group)).sum::<Option<u64>>()
            };
            let answers = sum(&|group| Some(group.votes.iter().map(|v| u64::from(*v)).sum()));
            let asked = sum(&|group| group.asked.map(u64::from));
            json!({ "station": station.code, "asked": asked, "answers": answers })
        });
        let groups = self.groups().into_iter().map(
            |(group, asked, refused)| json!({ "group": group, "asked": asked, "refused": refused }),
        );
        json!({
            "stations": self.visits.document(),
            "refusal": self.refusal(),
            "level": self.level,
            "answers": self.poll.answers,
            "asked": self.poll.asked,
            "response": self.response(),
            "refused": self.poll.refusals.as_ref().map(|refusals| refusals.refused),
            "options": options,
            "lead": lead,
            "by_station": stations.collect::<Vec<_>>(),
            "by_group": groups.collect::<Vec<_>>(),
            "assumptions": self.assumptions(),
        })
    }

    fn one(&self, at: usize, share: &Share) -> Value {
        let bounds = self.poll.refusals.as_ref().and_then(|refusals| refusals.bounds(at));
        json!({
            "id": self.option(at),
            "share": share.share,
            "sampling": self.sampling(share),
            "bounds": bounds.map(|(low, high)| json!({ "low": low, "high": high })),
            "threshold": self.threshold.map(|bar| json!({
                "bar": bar,
                "refusals": self.at_threshold(at).map(Needed::document),
                "willing": tipping_point(share.share, bar),
            })),
        })
    }

    pub(super) fn text(&self) -> String {
        let mut text = self.visits.heading();
        if let (None, Some(refusal)) = (&self.visits.refusal, self.refusal()) {
            let _ = writeln!(text, "Nothing is said of the country: {refusal}.");
        }
        let asked =
            self.poll.asked.map_or(String::new(), |asked| format!(" of {} asked", count(asked)));
        let _ = writeln!(text, "{} answers{asked}", count(self.poll.answers));
        if !self.poll.options.is_empty() {
            text.push_str(&self.table());
        }
        text.push_str(&self.tipping());
        for (group, asked, refused) in
            self.groups().into_iter().filter(|(name, ..)| !name.is_empty())
        {
            let _ = writeln!(text, "  {group}: {} of {} refused", count(refused), count(asked));
        }
        text.push_str(&lines("rests on", &self.assumptions()));
        text
    }

    fn table(&self) -> String {
        let rows = self.poll.options.iter().enumerate().map(|(at, share)| {
            let sampling = self.sampling(share);
            let ends = sampling.map(|s| percents([s.interval.low, s.interval.high]));
            let [low, high] = ends.unwrap_or_default();
            let bounds = self.poll.refusals.as_ref().and_then(|refusals| refusals.bounds(at));
            vec![
                self.option(at).to_owned(),
                percent(share.share),
                low,
                high,
                sampling.map_or(String::new(), |s| format!("{:.2}", s.design_effect)),
                bounds.map_or(String::new(), |(low, high)| percents([low, high]).join(" to ")),
            ]
        });
        let header = ["", "share", "from", "to", "design effect", "whatever refusers voted"];
        output::table(&header, rows.collect())
    }

    /// How those who refused would have had to vote for the lead to be gone.
    fn overtaking(&self, first: &str, second: &str) -> String {
        let Some(Needed { needed, possible }) = self.overtaken() else { return String::new() };
        let points = 100.0 * needed.abs();
        match (possible, needed < 0.0) {
            (true, false) => format!(
                "Tipping point: it is gone if {second} is {points:.1} points ahead among those who \
                 refused\n"
            ),
            (true, true) => format!(
                "Tipping point: it rests on weights, and is gone if {first} is less than \
                 {points:.1} points ahead among those who refused\n"
            ),
            (false, false) => "It stands however those who refused voted\n".to_owned(),
            (false, true) => {
                "It rests on weights, and is gone however those who refused voted\n".to_owned()
            }
        }
    }

    fn tipping(&self) -> String {
        let mut text = String::new();
        let Some(lead) = self.lead() else { return text };
        let (first, second) = (self.option(lead.first), self.option(lead.second));
        let ends = lead.low.zip(lead.high);
        let ends = ends.map_or(String::new(), |(low, high)| {
            format!(" ({:.1} to {:.1})", 100.0 * low, 100.0 * high)
        });
        let points = 100.0 * lead.lead;
        let _ = writeln!(text, "Lead of {first} over {second}: {points:.1} points{ends}");
        text.push_str(&self.overtaking(first, second));
        if let Some(willing) = self.willing() {
            let _ = writeln!(
                text,
                "Or if voters of {first} answer {willing:.2} times as often as those of {second}"
            );
        }
        for at in 0..self.poll.options.len() {
            let Some((needed, bar)) = self.at_threshold(at).zip(self.threshold) else { continue };
            let (option, bar) = (self.option(at), percent(bar));
            let _ = match needed {
                Needed { needed, possible: true } => writeln!(
                    text,
                    "{option} is at {bar} if {} of those who refused voted for it",
                    percent(needed)
                ),
                Needed { needed, .. } => {
                    let side = if needed < 0.0 { "above" } else { "below" };
                    writeln!(text, "{option} is {side} {bar} however those who refused voted")
                }
            };
        }
        text
    }
}
