//! What may be said of an estimate, in sentences.

use sanaq_election::Formula;
use sanaq_estimate::quick_count::{OptionAnswer, Remark};

use super::Work;
use crate::{
    sheet::{Point, Said, Standing},
    words::Argument,
};

/// Chances between this and one minus it decide nothing.
const OPEN: f64 = 0.05;

impl Work<'_> {
    pub(super) fn said(&self) -> Said {
        let (standing, lead) = self.lead();
        let mut points = Vec::new();
        if self.answer.refusal.is_none() {
            points.extend(self.about_leader());
            points.extend(self.about_majority());
            points.extend(self.about_thresholds());
            points.extend(self.about_seats());
            points.extend(self.about_participation());
            points.extend(self.about_tipping());
        }
        points.extend(self.about_arrival());
        if !self.answer.publishable {
            // What is not fit to be published is not said, however firm it looks.
            for point in &mut points {
                point.standing = Standing::Open;
            }
        }
        let (facts, limits) = (self.facts(), self.words.t("said-limits"));
        Said { id: "said", standing, lead, facts, points, limits }
    }

    fn lead(&self) -> (Standing, String) {
        let words = self.words;
        let reason = |remark: &Remark| vec![("reason", self.remark(remark).into())];
        if let Some(refusal) = &self.answer.refusal {
            return (Standing::Silent, words.with("said-refusal", &reason(refusal)));
        }
        if !self.answer.publishable {
            let why = self.unfit();
            let text = why.map_or_else(
                || words.t("said-unfit-plainly"),
                |why| words.with("said-unfit", &reason(why)),
            );
            return (Standing::Open, text);
        }
        let Some((leader, chance)) = self.leading() else {
            return (Standing::Silent, words.with("said-refusal", &reason(&Remark::NothingIn)));
        };
        let key = if self.answer.assumptions.contains(&Remark::Counted) {
            "said-counted"
        } else if chance < 1.0 - OPEN {
            return (Standing::Open, self.close(leader, chance));
        } else {
            "said-leads"
        };
        (Standing::Said, words.with(key, &self.with_share(leader)))
    }

    /// Why it is not fit to be published.
    fn unfit(&self) -> Option<&Remark> {
        let warnings = || self.answer.warnings.iter();
        let of = |code: &'static str| warnings().find(move |remark| remark.code() == code);
        of("no-sample-list").or_else(|| of("few-arrived")).or_else(|| of("unseen-strata"))
    }

    /// The option with the best chance of the most votes.
    fn leading(&self) -> Option<(&OptionAnswer, f64)> {
        let first = self.answer.winner.first()?;
        let option = self.answer.options.iter().find(|option| option.id == first.id)?;
        Some((option, first.probability))
    }

    fn with_share(&self, option: &OptionAnswer) -> Vec<Argument<'static>> {
        let [share, low, high] =
            option.share.map_or_else(|| [(); 3].map(|()| super::dash()), |share| self.ends(share));
        vec![
            ("option", self.label(option.id.as_str()).into()),
            ("share", share.into()),
            ("low", low.into()),
            ("high", high.into()),
        ]
    }

    fn close(&self, leader: &OptionAnswer, chance: f64) -> String {
        let second = self.answer.winner.get(1);
        let second = second.map_or_else(super::dash, |second| self.label(second.id.as_str()));
        let arguments = [
            ("first", self.label(leader.id.as_str()).into()),
            ("second", second.into()),
            ("chance", self.words.odds(chance).into()),
        ];
        self.words.with("said-close", &arguments)
    }

    fn facts(&self) -> Vec<(String, String)> {
        let stations = self.answer.stations;
        let counts = [
            ("fact-frame", stations.frame),
            ("fact-drawn", stations.sampled),
            ("fact-reported", stations.reported),
            ("fact-used", stations.used),
        ];
        counts.map(|(key, count)| (self.words.t(key), self.words.count(count))).into()
    }

    fn about_leader(&self) -> Option<Point> {
        let (leader, chance) = self.leading()?;
        let mut arguments = self.with_share(leader);
        arguments.push(("chance", self.words.odds(chance).into()));
        arguments.push(("whole", self.whole().into()));
        let standing = if chance < 1.0 - OPEN { Standing::Open } else { Standing::Said };
        Some(Point {
            standing,
            text: self.words.with("point-leader", &arguments),
            section: "shares",
        })
    }

    fn about_majority(&self) -> Option<Point> {
        let Some(best) = self.answer.majority.first() else {
            let text = self.words.t("point-nobody-elected");
            let point = Point { standing: Standing::Said, text, section: "leader" };
            return self.asks_for_majority().then_some(point);
        };
        let open = (OPEN..1.0 - OPEN).contains(&best.probability);
        let arguments = [
            ("option", self.label(best.id.as_str()).into()),
            ("chance", self.words.odds(best.probability).into()),
        ];
        Some(Point {
            standing: if open { Standing::Open } else { Standing::Said },
            text: self.words.with("point-majority", &arguments),
            section: "leader",
        })
    }

    /// Whether the law elects by a majority of what the shares are shares of.
    fn asks_for_majority(&self) -> bool {
        let formula = self.page.election.map(|election| &election.contest.rules.formula);
        let of = self.answer.denominator;
        match formula {
            Some(Formula::Majority(majority)) => majority.enough.iter().any(|win| win.bar.of == of),
            Some(Formula::Referendum(referendum)) => referendum.majority.of == of,
            _ => false,
        }
    }

    /// Who passes the threshold, who does not, and of whom it cannot be said.
    fn about_thresholds(&self) -> Vec<Point> {
        let all = [
            ("point-passes", Standing::Said, 1.0 - OPEN..=f64::INFINITY),
            ("point-open", Standing::Open, OPEN..=1.0 - OPEN),
            ("point-fails", Standing::Said, f64::NEG_INFINITY..=OPEN),
        ];
        let mut taken = Vec::new();
        let mut points = Vec::new();
        for (key, standing, chances) in all {
            let mut names = Vec::new();
            for option in &self.answer.options {
                let chance = option.threshold_probability;
                if chance.is_some_and(|p| chances.contains(&p)) && !taken.contains(&&option.id) {
                    taken.push(&option.id);
                    names.push(self.label(option.id.as_str()));
                }
            }
            if !names.is_empty() {
                let names = names.join(&self.words.t("list-separator"));
                let text = self.words.with(key, &[("options", names.into())]);
                points.push(Point { standing, text, section: "leader" });
            }
        }
        points
    }

    fn about_seats(&self) -> Option<Point> {
        let seated = self.answer.options.iter().filter_map(|o| Some((o, o.seats.as_ref()?)));
        let (option, seats) = seated.max_by_key(|(_, seats)| (seats.median, seats.high))?;
        let arguments = [
            ("option", self.label(option.id.as_str()).into()),
            ("low", seats.low.into()),
            ("high", seats.high.into()),
            ("all", self.house().into()),
        ];
        let narrow = seats.low == seats.high;
        let key = if narrow { "point-seats-exact" } else { "point-seats" };
        let text = self.words.with(key, &arguments);
        Some(Point { standing: Standing::Said, text, section: "seats" })
    }

    fn about_participation(&self) -> Vec<Point> {
        let figures =
            [("point-turnout", self.answer.turnout), ("point-invalid", self.answer.invalid_share)];
        let known = figures.into_iter().filter_map(|(key, figure)| Some((key, figure?)));
        let worded = known.map(|(key, figure)| {
            let [share, low, high] = self.ends(figure.interval);
            let arguments = [("share", share.into()), ("low", low.into()), ("high", high.into())];
            self.words.with(key, &arguments)
        });
        let text = worded.collect::<Vec<_>>().join(" ");
        let point = Point { standing: Standing::Said, text, section: "participation" };
        if point.text.is_empty() { Vec::new() } else { vec![point] }
    }

    fn about_tipping(&self) -> Option<Point> {
        let tipping = self.answer.tipping_point.as_ref()?;
        let standing = if tipping.within_allowance { Standing::Open } else { Standing::Said };
        Some(Point { standing, text: self.tipping_sentence(tipping), section: "tipping" })
    }

    fn about_arrival(&self) -> Option<Point> {
        let arrival = &self.answer.arrival;
        let stations = self.answer.stations;
        let arguments = [
            ("used", stations.used.into()),
            ("sampled", stations.sampled.into()),
            ("part", self.words.percent(arrival.part).into()),
            ("unseen", self.words.percent(arrival.unseen).into()),
        ];
        let silent = arrival.strata.iter().any(|stratum| stratum.used == 0);
        let key = if silent { "point-arrived-silent" } else { "point-arrived" };
        let whole = stations.used == stations.sampled && !silent;
        let standing = if whole { Standing::Said } else { Standing::Open };
        let text = self.words.with(key, &arguments);
        (stations.sampled > 0).then_some(Point { standing, text, section: "arrival" })
    }
}
