//! The evening of 1 July 2018 in Mexico.

use std::{collections::BTreeMap, fmt::Write as _, fs::File, io::Read as _, path::Path};

use flate2::read::GzDecoder;
use sanaq_election::{Election, StationResults};
use sanaq_estimate::{
    Design, Drawn, Frame, Settings, Strata,
    quick_count::{Answer, QuickCount, Sample},
    random::Seed,
};
use sanaq_import::{Limits, read};

/// True shares of the whole sample.
const TRUTH: [(&str, f64); 3] = [("amlo", 0.5333), ("rac", 0.2229), ("jamk", 0.1624)];

/// One station of the quick count.
struct Row {
    code: String,
    state: String,
    registered: u32,
    /// RAC, JAMK, AMLO.
    votes: [u32; 3],
    cast: u32,
    poverty: f64,
    hour: Option<f64>,
}

/// The whole sample with the hours of its reports.
pub(crate) struct Evening {
    rows: Vec<Row>,
    election: Election,
}

impl Evening {
    /// Reads the evening; nothing where it is absent.
    pub(crate) fn read() -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let folder = std::env::var_os("SANAQ_DATA").unwrap_or_else(|| "../shared/data".into());
        let file =
            File::open(root.join(folder).join("mexico-2018-arrivals/arrivals.csv.gz")).ok()?;
        let mut text = String::new();
        GzDecoder::new(file).read_to_string(&mut text).unwrap();
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap().split(',').collect();
        let place = |name: &str| header.iter().position(|column| *column == name).unwrap();
        let names = [
            "CLAVE_CASILLA",
            "state_abbr",
            "LISTA_NOMINAL",
            "RAC",
            "JAMK",
            "AMLO",
            "TOTAL_VOTOS_CALCULADOS",
            "pc1",
            "time",
            "status",
        ];
        let places = names.map(place);
        let rows = lines.filter_map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let cell = |at: usize| cells.get(*places.get(at)?).copied();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts")]
            let count = |at: usize| cell(at)?.parse::<f64>().ok().map(|figure| figure as u32);
            Some(Row {
                code: cell(0)?.to_owned(),
                state: cell(1)?.to_owned(),
                registered: count(2)?,
                votes: [count(3)?, count(4)?, count(5)?],
                cast: count(6)?,
                poverty: cell(7)?.parse().unwrap_or(f64::NAN),
                // A station that never reported has a time all the same, and the status 0.
                hour: cell(8)?.parse().ok().filter(|_| cell(9) == Some("1.0")),
            })
        });
        let election = include_str!("mexico-2018.toml");
        let election = Election::parse("mexico-2018.toml", election).unwrap();
        Some(Self { rows: rows.collect(), election })
    }

    fn results(&self, until: f64) -> StationResults {
        let mut csv =
            String::from("station,area,registered,valid,votes.rac,votes.jamk,votes.amlo\n");
        for row in self.rows.iter().filter(|row| row.hour.unwrap_or(f64::MAX) <= until) {
            let [rac, jamk, amlo] = row.votes;
            let (registered, cast) = (row.registered, row.cast);
            let (code, state) = (&row.code, &row.state);
            writeln!(csv, "{code},{state},{registered},{cast},{rac},{jamk},{amlo}").unwrap();
        }
        let cursor = std::io::Cursor::new(csv.into_bytes());
        let limits = Limits::default();
        read(cursor, "evening", None, Some(&self.election), &limits, &|_| ()).unwrap().results
    }

    /// What is said at an hour. The sample is the frame, of which not all is in.
    pub(crate) fn answer(&self, hour: f64, poverty: bool) -> Answer {
        let mut frame = Frame::new(&self.results(f64::MAX), Strata::Level(1)).unwrap();
        if poverty {
            frame.add_covariate(self.rows.iter().map(|row| (row.code.as_str(), row.poverty)));
        }
        let all = (0..frame.len()).map(|station| Drawn { station, probability: None });
        let design = Design::new(&frame, &all.collect::<Vec<_>>());
        let sample = Sample::Drawn { design, order: BTreeMap::new(), clusters: 0 };
        let asked = QuickCount {
            election: &self.election,
            frame: &frame,
            sample: &sample,
            level: 0.95,
            looks: None,
            anytime: false,
            draws: 1_000,
            settings: Settings::default(),
        };
        asked.answer(&self.results(hour), &Seed::from_text("1"))
    }
}

/// How many of the three candidates' true shares lie inside.
pub(crate) fn held(answer: &Answer) -> usize {
    let held = TRUTH.iter().filter(|(id, truth)| {
        let option = answer.options.iter().find(|option| option.id.as_str() == *id);
        option.and_then(|option| option.share).is_some_and(|share| share.contains(*truth))
    });
    held.count()
}
