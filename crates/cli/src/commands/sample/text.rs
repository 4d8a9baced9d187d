//! What `sanaq sample` says.

use std::fmt::Write as _;

use sanaq_estimate::{
    Frame,
    sample::{Margin, Plan, SampleRow, TURNOUT},
};
use serde_json::{Value, json};

use super::{
    Arguments,
    list::{Row, Written},
    outlook::Outlook,
    warning::Warning,
};
use crate::{
    input::Loaded,
    output::{self, count, percent},
};

/// Stations that are shown on a terminal.
const SHOWN: usize = 10;

/// A drawn sample with what it was drawn from.
pub(super) struct Said<'a> {
    pub(super) arguments: &'a Arguments,
    pub(super) loaded: &'a Loaded,
    pub(super) frame: &'a Frame,
    pub(super) plan: &'a Plan<'a>,
    pub(super) rows: &'a [SampleRow],
    pub(super) strata: &'a [Row],
    pub(super) commitment: String,
    /// The file of the frame with its hash.
    pub(super) fingerprint: String,
    pub(super) outlook: Option<&'a Outlook<'a>>,
    pub(super) written: Option<&'a Written>,
}

impl Said<'_> {
    /// Stations in the sample, reserves left out.
    pub(super) fn drawn(&self) -> usize {
        self.rows.iter().filter(|row| row.wave == 0).count()
    }

    /// Protocols that may come.
    pub(super) fn expected_to_report(&self) -> usize {
        let expected = self.drawn() as f64 * self.arguments.arrived;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a part of a count is a count"
        )]
        let whole = expected.round() as usize;
        whole
    }

    pub(super) fn document(&self, warnings: &[Warning]) -> Value {
        let (frame, plan) = (self.frame, self.plan);
        let outlook = self.outlook;
        let needed = outlook.and_then(|outlook| outlook.needed.as_ref());
        let previous = outlook.map(|outlook| {
            json!({ "file": outlook.before.loaded.file, "known": outlook.before.known.known })
        });
        json!({
            "seed": self.arguments.seed(),
            "size": plan.size,
            "drawn": self.drawn(),
            "method": plan.method,
            "minimum": plan.least,
            "clusters": plan.clusters,
            "waves": plan.waves,
            "wave_size": plan.wave_size,
            "frame": {
                "file": self.fingerprint,
                "stations": frame.len(),
                "without_register": frame.without_register(),
            },
            "strata": self.strata,
            "stations": self.rows.iter().map(|row| self.station(row)).collect::<Vec<_>>(),
            "commitment": self.commitment,
            "out": self.written.map(|written| &written.path),
            "command": self.arguments.command(plan.size),
            "level": self.arguments.level,
            "arrived": self.arguments.arrived,
            "previous": previous,
            "margins": outlook.map_or(&[][..], |outlook| &outlook.margins),
            "margin": needed.map(|answer| answer.margin),
            "needed": needed.and_then(|answer| answer.found.as_ref()),
            "warnings": warnings,
            "dropped": self.loaded.dropped(),
            "input_warnings": self.loaded.warnings(),
        })
    }

    /// A row of the list with what the frame knows of the station.
    fn station(&self, row: &SampleRow) -> Value {
        json!({
            "station": self.frame.code(row.station),
            "stratum": self.stratum(row),
            "cluster": row.cluster,
            "probability": row.probability,
            "order": row.order,
            "wave": row.wave,
            "probabilities": row.chances,
            "area": self.frame.area_path(row.station),
            "registered": self.frame.register(row.station),
        })
    }

    fn stratum(&self, row: &SampleRow) -> &str {
        self.frame.strata().get(row.stratum).map_or("", String::as_str)
    }

    pub(super) fn text(&self, warnings: &[Warning]) -> String {
        let mut text = format!(
            "{} of {} stations drawn by the seed «{}»\n",
            count(self.drawn() as u64),
            count(self.frame.len() as u64),
            self.arguments.seed()
        );
        let _ = writeln!(text, "Frame: {}", self.fingerprint);
        let list =
            self.written.map_or_else(String::new, |list| format!("{}, ", list.path.display()));
        let _ = writeln!(text, "List: {list}SHA-256 {}", self.commitment);
        let _ = writeln!(text, "Draw it again: {}", self.arguments.command(self.plan.size));
        text.push_str(&self.divided());
        self.expected(&mut text);
        if self.written.is_none() {
            text.push_str(&self.first());
        }
        for warning in warnings {
            let _ = writeln!(text, "  beware: {warning}");
        }
        text.push_str(&self.loaded.remarks());
        text
    }

    fn divided(&self) -> String {
        let waves: Vec<String> = (1..=self.plan.waves).map(|wave| format!("wave {wave}")).collect();
        let mut header = vec!["stratum", "stations", "voters", "drawn"];
        header.extend(waves.iter().map(String::as_str));
        let rows = self.strata.iter().map(|row| {
            let voters = row.voters.map_or_else(String::new, count);
            let mut cells = vec![row.stratum.clone(), count(row.stations as u64), voters];
            let drawn = std::iter::once(&row.drawn).chain(&row.reserves);
            cells.extend(drawn.map(|drawn| count(*drawn as u64)));
            cells
        });
        output::table(&header, rows.collect())
    }

    /// Margins, and the size that the wanted one needs.
    fn expected(&self, text: &mut String) {
        let Some(outlook) = self.outlook else { return };
        let arguments = self.arguments;
        let _ = writeln!(
            text,
            "Margins at {} if {} of the stations report, by {}:",
            percent(arguments.level),
            percent(arguments.arrived),
            outlook.before.loaded.file
        );
        let clustered = outlook.margins.iter().any(|margin| margin.without_clusters.is_some());
        let mut header = vec!["", "share then", "± points", "without strata", "design effect"];
        header.extend(clustered.then_some("one by one"));
        let rows = outlook.margins.iter().map(|margin| outlook.cells(margin));
        text.push_str(&output::table(&header, rows.collect()));
        if let Some(answer) = &outlook.needed
            && let Some(needed) = &answer.found
        {
            let _ = writeln!(
                text,
                "For ± {} points: {} stations to draw (the widest is {}, ± {})",
                points(answer.margin),
                count(needed.size as u64),
                outlook.label(&needed.id),
                points(needed.half_width)
            );
        }
    }

    /// The first stations, for who wrote no list.
    fn first(&self) -> String {
        let rows = self.rows.iter().take(SHOWN).map(|row| {
            vec![
                self.frame.code(row.station).to_owned(),
                self.stratum(row).to_owned(),
                row.cluster.clone().unwrap_or_default(),
                format!("{:.4}", row.probability),
                row.order.to_string(),
            ]
        });
        let header = ["station", "stratum", "cluster", "probability", "order"];
        let mut text = output::table(&header, rows.collect());
        let more = self.rows.len().saturating_sub(SHOWN);
        if more > 0 {
            let more = count(more as u64);
            let _ = writeln!(text, "… and {more} more; --out FILE writes them all");
        }
        text
    }
}

impl Outlook<'_> {
    fn cells(&self, margin: &Margin) -> Vec<String> {
        let expected = &margin.expected;
        let mut cells = vec![
            self.label(&expected.id),
            percent(expected.share),
            points(expected.half_width),
            points(expected.simple),
            expected.design_effect.map_or_else(String::new, |effect| format!("{effect:.1}")),
        ];
        cells.extend(margin.without_clusters.map(points));
        cells
    }

    /// What to call an option on a terminal.
    fn label(&self, id: &str) -> String {
        let option = id.parse().ok().filter(|_| id != TURNOUT);
        option.map_or_else(|| id.to_owned(), |option| self.before.loaded.label(&option))
    }
}

fn points(share: f64) -> String {
    format!("{:.2}", 100.0 * share)
}
