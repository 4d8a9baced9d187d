//! The page for the public: looked at first, then published. What was published stays.

use std::collections::{BTreeMap, BTreeSet};

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use sanaq_check::Totals;
use sanaq_desk::{
    BlobHash, Command, Event, Mode, Page, Query as Asked, Right, View, Viewer,
    event::ResultPublished,
};
use sanaq_election::{Denominator, Election, Names, StationResults};
use sanaq_forms::{Ask, FormKind};
use sanaq_report::{
    About, AreaSeen, Compared, EstimatePage, File, Hour, Kind, Language, Made as MadeAt, Official,
    Outline, ResultPage,
};
use sanaq_said::said;
use sanaq_seal::entry::Id;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{boundaries, print, projection, published};
use crate::{
    app::Server,
    gate::Caller,
    official,
    outlines::{self, Known},
    problem::Problem,
    table::{Endpoint, Who, endpoint},
    work::apart,
};

/// The endpoints of what is made public.
pub(crate) fn ways() -> Vec<Endpoint> {
    let (plan, read) = (Who::Has(Right::Plan), Who::Has(Right::Read));
    vec![
        endpoint(("GET", "/api/desk/result"), plan, show, "the page for the public, to look at"),
        endpoint(("POST", "/api/desk/result"), plan, publish, "publish it"),
        endpoint(("GET", "/api/desk/results"), read, published::list, "what was published"),
        endpoint(
            ("GET", "/api/desk/results/{name}"),
            read,
            published::file,
            "a page or the figures of a published version",
        ),
    ]
}

/// Which page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    /// The contest; where there is one only, that one.
    contest: String,
    /// The sample; where there is one only, that one.
    sample: String,
    /// Its tag.
    language: String,
    /// To publish: the number of the version, so that a lost answer can be asked for again.
    version: u32,
}

impl Wanted {
    fn language(&self) -> Result<Language, Problem> {
        if self.language.is_empty() {
            return Ok(Language::ENGLISH);
        }
        let found = &self.language;
        let all: Vec<&str> = Language::all().map(Language::tag).collect();
        let wrong = || {
            let all = all.join(", ");
            Problem::bad(format!("language: found «{found}», expected one of {all}"))
        };
        Language::from_tag(found).ok_or_else(wrong)
    }
}

/// Everything that the pages are made from.
struct Made {
    worded: projection::Worded,
    official: Option<(String, Totals)>,
    compared: Option<Compared>,
    outlines: Vec<Outline>,
    areas: Vec<AreaSeen>,
    hours: Vec<Hour>,
    incidents: Vec<Counted>,
    origin: String,
    example: Option<String>,
    version: u32,
    /// The page before it about the same contest.
    earlier: Option<u32>,
    /// The newest pages about other contests, with what these are called.
    others: Vec<(u32, Names, String)>,
    at: Option<MadeAt>,
}

/// Incidents of a category, with its name in each language.
struct Counted {
    labels: BTreeMap<&'static str, String>,
    reports: usize,
    stations: usize,
}

/// Before the last polls have closed nothing is published, unless the mission's rules say so.
fn allowed(server: &Server, viewer: &Viewer) -> Result<(), Problem> {
    if !viewer.organisation().is_empty() {
        let said = said!("said-mission-publishes", "only the mission itself publishes a result");
        return Err(Problem::forbidden(said));
    }
    if server.office.state().may_be_told(server.office.now()) {
        return Ok(());
    }
    Err(Problem::polls_open())
}

async fn make(
    server: &Server,
    viewer: &Viewer,
    wanted: &Wanted,
    version: u32,
) -> Result<Made, Problem> {
    if server.office.state().mode() == Mode::Drill {
        let detail = "nothing is published during a drill";
        return Err(Problem::new(StatusCode::FORBIDDEN, "in-drill", detail));
    }
    let asked = projection::Wanted::new(&wanted.contest, &wanted.sample, false);
    let worded = projection::worded(server, viewer, &asked).await?;
    let contest = worded.election.contest.id.to_string();
    let newest = server.office.state().official(&contest).last().cloned();
    let (mut announced, mut compared, mut found) = (None, None, BTreeMap::new());
    if let Some(newest) = newest {
        let both = official::compared(server, viewer, &newest, (false, false)).await?;
        let election = worded.election.clone();
        let source = newest.official.source.clone();
        (announced, compared, found) = apart(move || {
            let totals = Totals::of(&both.official, Some(&election));
            (Some((source, totals)), Some(differences(&both)), stations_compared(&both))
        })
        .await?;
    }
    let outlines = boundaries::outlines_of(server).await?;
    let areas = areas(server, &outlines, &worded.observed, &found);
    let (hours, incidents, example, at, (earlier, others)) = {
        let (state, now) = (server.office.state(), server.office.now());
        let turnout = Asked::Turnout(String::new());
        let view = state.view(viewer, Mode::Real, &turnout, Page::default(), now);
        let hours = match view {
            Ok(View::Turnout(turnout)) => hours(&turnout),
            _ => Vec::new(),
        };
        let at = state.written(now).map(|own| MadeAt {
            year: own.year,
            month: own.month,
            day: own.day,
            time: own.time,
            zone: own.zone,
        });
        let beside = beside(&state, &contest, version);
        (hours, counted(&state), state.example().map(str::to_owned), at, beside)
    };
    let origin = server.office.keys.log.name().to_owned();
    Ok(Made {
        worded,
        official: announced,
        compared,
        outlines,
        areas,
        hours,
        incidents,
        origin,
        example,
        version,
        earlier,
        others,
        at,
    })
}

/// The page before a version about its contest, and the newest pages about others.
fn beside(
    state: &sanaq_desk::State,
    contest: &str,
    version: u32,
) -> (Option<u32>, Vec<(u32, Names, String)>) {
    let before = state.published_results().iter().map(|own| &own.result);
    let before = before.filter(|own| own.version < version);
    let newest: BTreeMap<&str, u32> =
        before.map(|own| (own.contest.as_str(), own.version)).collect();
    let others = state.contests().filter_map(|(_, election)| {
        let id = election.contest.id.as_str();
        let at = newest.get(id).filter(|_| id != contest)?;
        Some((*at, election.name.clone(), id.to_owned()))
    });
    (newest.get(contest).copied(), others.collect())
}

/// Stations with announced and observed figures, and whether some differ.
fn stations_compared(both: &official::Compared) -> BTreeMap<String, bool> {
    let beside = both.beside();
    let known = both.official.stations.iter().zip(&beside).enumerate();
    let known = known.filter(|(_, (_, other))| other.is_some());
    known.map(|(at, (code, _))| (code.to_owned(), !both.differences(at).is_empty())).collect()
}

/// How it stands area by area.
fn areas(
    server: &Server,
    outlines: &[Outline],
    observed: &[String],
    compared: &BTreeMap<String, bool>,
) -> Vec<AreaSeen> {
    let state = server.office.state();
    let frame = state.frame();
    let observed: BTreeSet<&str> = observed.iter().map(String::as_str).collect();
    let known = frame.stations.iter().enumerate().map(|(at, code)| {
        let differs = compared.get(code);
        let known = Known {
            place: state.station(code).and_then(|own| own.place),
            observed: observed.contains(code),
            compared: differs.is_some(),
            differs: differs.is_some_and(|own| *own),
        };
        (frame.area_path(at), known)
    });
    outlines::areas(outlines, known)
}

fn differences(both: &official::Compared) -> Compared {
    let differ = (0..both.official.len()).filter(|at| !both.differences(*at).is_empty()).count();
    let beside = both.beside();
    let pairs: Vec<(usize, usize)> =
        beside.iter().enumerate().filter_map(|(at, other)| Some((at, (*other)?))).collect();
    let sum = |results: &StationResults, id: &str, places: &mut dyn Iterator<Item = usize>| {
        let column = results.votes.iter().find(|(own, _)| own.as_str() == id)?;
        let known = places.map(|at| i64::from(column.1.get(at).unwrap_or_default()));
        Some(known.sum::<i64>())
    };
    let votes = both.official.votes.iter().filter_map(|(id, _)| {
        let official = sum(&both.official, id.as_str(), &mut pairs.iter().map(|pair| pair.0))?;
        let seen = sum(&both.observed.results, id.as_str(), &mut pairs.iter().map(|pair| pair.1))?;
        Some((id.to_string(), official - seen))
    });
    Compared { stations: pairs.len(), differing: differ, votes: votes.collect() }
}

fn hours(turnout: &sanaq_desk::view::Turnout) -> Vec<Hour> {
    let share = |voters: u64, of: u64| if of == 0 { 0.0 } else { voters as f64 / of as f64 };
    let mut all: BTreeMap<i32, Hour> = BTreeMap::new();
    for hour in turnout.hours.iter().filter(|hour| hour.stations > 0) {
        let counted = share(hour.voters, hour.registered);
        // The word of commissions counts at the stations where it was given.
        let said = (hour.announced_stations > 0 && hour.counted_there > 0)
            .then(|| counted * share(hour.announced, hour.counted_there));
        let (minute, stations, counted) = (hour.minute, hour.stations, Some(counted));
        all.insert(minute, Hour { minute, stations, counted, said, announced: None });
    }
    // The newest word about an hour is the last one.
    for own in &turnout.official {
        let hour = all.entry(own.minute).or_default();
        hour.minute = own.minute;
        hour.announced = own.share.map(|share| f64::from(share) / 10_000.0).or(hour.announced);
    }
    all.into_values().collect()
}

/// Incidents of the real day that stand, by category.
fn counted(state: &sanaq_desk::State) -> Vec<Counted> {
    let forms = state.forms().filter(|view| view.newest).filter_map(|view| view.form);
    let forms: Vec<_> = forms.filter(|form| form.kind == FormKind::Incident).collect();
    let choices = forms.iter().flat_map(|form| {
        let own = form.questions().filter(|question| matches!(question.ask, Ask::One(_)));
        own.flat_map(|question| form.choices(question))
    });
    let choices: Vec<_> = choices.collect();
    let mut all: Vec<Counted> = state
        .incident_counts()
        .into_iter()
        .map(|own| {
            let choice = choices.iter().find(|choice| choice.id.as_str() == own.category);
            let label = |language: Language| {
                let text = choice.and_then(|choice| choice.label.get(language.tag()));
                (language.tag(), text.unwrap_or(&own.category).to_owned())
            };
            let labels = Language::all().map(label).collect();
            Counted { labels, reports: own.count, stations: own.stations }
        })
        .collect();
    all.sort_by_key(|own| std::cmp::Reverse(own.reports));
    all
}

/// An announced result as shares of what the law takes them of.
fn shares(source: &str, totals: &Totals, of: Denominator) -> Official {
    let votes: u64 = totals.options.iter().map(|own| own.votes.get()).sum();
    let line = |name: &str| totals.line(name).map(sanaq_election::Votes::get);
    let whole = match of {
        Denominator::Valid => line("valid"),
        Denominator::Cast => line("cast"),
        Denominator::Registered => line("registered"),
    };
    let whole = whole.filter(|whole| *whole > 0).unwrap_or(votes).max(1) as f64;
    let options = totals.options.iter().map(|own| {
        let votes = own.votes.get();
        (own.id.to_string(), votes, votes as f64 / whole)
    });
    let part = |part: u64, of: u64| (of > 0).then(|| part as f64 / of as f64);
    let cast = line("cast").or_else(|| Some(line("valid")? + line("invalid")?));
    Official {
        source: source.to_owned(),
        options: options.collect(),
        turnout: part(totals.turned_out.get(), totals.turnout_of.get()),
        invalid: line("invalid").zip(cast).and_then(|(invalid, cast)| part(invalid, cast)),
    }
}

fn page_name(version: u32, language: Language) -> String {
    format!("result-{version}-{}.html", language.tag())
}

fn data_name(version: u32) -> String {
    format!("result-{version}.json")
}

impl Made {
    fn page(&self, language: Language) -> Result<String, Problem> {
        let election: &Election = &self.worded.election;
        let name = election.name.get(language.tag());
        let name = name.unwrap_or_else(|| election.contest.id.as_str()).to_owned();
        let about = About {
            title: name,
            source: self.origin.clone(),
            generated_by: format!("sanaq {}", env!("CARGO_PKG_VERSION")),
            command: "sanaq verify published . --key keys.txt".to_owned(),
            simulated: self.example.clone(),
            language,
            ..About::default()
        };
        let answer = &self.worded.answer;
        let kind = |own: &Counted| Kind {
            label: own.labels.get(language.tag()).cloned().unwrap_or_default(),
            reports: own.reports,
            stations: own.stations,
        };
        let mut files = vec![
            (data_name(self.version), File::Data),
            ("keys.txt".to_owned(), File::Keys),
            ("checkpoint".to_owned(), File::Checkpoint),
            ("files.txt".to_owned(), File::List),
            ("log.html".to_owned(), File::Log),
        ];
        if let Some(before) = self.earlier {
            files.push((page_name(before, language), File::Earlier));
        }
        files.push(("index.html".to_owned(), File::Newest));
        let official = self.official.as_ref();
        let official = official.map(|(source, all)| shares(source, all, answer.denominator));
        let announced = official.iter().flat_map(|own| &own.options);
        let announced = announced.map(|(id, _, share)| (id.clone(), *share)).collect();
        let others = self.others.iter().map(|(version, names, id)| {
            (page_name(*version, language), names.get(language.tag()).unwrap_or(id).to_owned())
        });
        let page = ResultPage {
            estimate: EstimatePage {
                about,
                election: Some(election),
                answer,
                earlier: Vec::new(),
                announced,
            },
            official,
            compared: self.compared.clone(),
            outlines: self.outlines.clone(),
            areas: self.areas.clone(),
            hours: self.hours.clone(),
            incidents: self.incidents.iter().map(kind).collect(),
            entries: self.worded.entries,
            version: self.version,
            made: self.at.clone(),
            languages: Language::all().map(|own| (own, page_name(self.version, own))).collect(),
            files,
            others: others.collect(),
        };
        sanaq_report::result(&page).map_err(|error| Problem::inside(&error))
    }

    /// The same for machines.
    fn data(&self) -> String {
        let answer = &self.worded.answer;
        let official = self.official.as_ref().map(|(source, totals)| {
            let own = shares(source, totals, answer.denominator);
            json!({ "source": own.source, "turnout": own.turnout, "invalid_share": own.invalid,
                "options": own.options.iter().map(|(id, votes, share)| {
                    json!({ "id": id, "votes": votes, "share": share })
                }).collect::<Vec<_>>() })
        });
        let compared = self.compared.as_ref().map(|own| {
            json!({ "stations": own.stations, "differing": own.differing,
                "votes": own.votes.iter().cloned().collect::<BTreeMap<_, _>>() })
        });
        let hours = self.hours.iter().map(|own| {
            json!({ "minute": own.minute, "stations": own.stations, "counted": own.counted,
                "said": own.said, "announced": own.announced })
        });
        let areas = self.areas.iter().map(|own| {
            json!({ "area": own.area, "stations": own.stations, "observed": own.observed,
                "compared": own.compared, "differing": own.differing })
        });
        let document = json!({
            "version": self.version,
            "log": self.origin,
            "entries": self.worded.entries,
            "contest": self.worded.election.contest.id.as_str(),
            "example": self.example,
            "estimate": answer,
            "official": official,
            "compared": compared,
            "areas": areas.collect::<Vec<_>>(),
            "turnout": hours.collect::<Vec<_>>(),
        });
        format!("{document:#}\n")
    }
}

/// The page as it would be published now.
pub(crate) async fn show(
    State(server): State<Server>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let language = wanted.language()?;
    let viewer = caller.viewer()?;
    allowed(&server, viewer)?;
    let version = server.office.state().next_result();
    let made = make(&server, viewer, &wanted, version).await?;
    let page = apart(move || made.page(language)).await??;
    Ok(print::shown(page))
}

/// Publishes the page in all languages, and its figures. They are stored before the log says so.
pub(crate) async fn publish(
    State(server): State<Server>,
    caller: Caller,
    Json(wanted): Json<Wanted>,
) -> Result<Json<Value>, Problem> {
    let first = page_name(wanted.version, wanted.language()?);
    let viewer = caller.viewer()?;
    allowed(&server, viewer)?;
    let known = {
        let state = server.office.state();
        let mut all = state.published_results().iter();
        all.find(|own| own.result.version == wanted.version).cloned()
    };
    if let Some(known) = known {
        return Ok(Json(json!({ "repeated": true, "published": known.result })));
    }
    let expected = server.office.state().next_result();
    if wanted.version != expected {
        return Err(Problem::bad(said!(
            "said-next-version",
            "the next version is {next}, found {found}",
            next = expected,
            found = wanted.version
        )));
    }
    let made = make(&server, viewer, &wanted, expected).await?;
    let contest = made.worded.election.contest.id.to_string();
    let entries = made.worded.entries;
    let texts = apart(move || {
        let mut texts = BTreeMap::from([(data_name(made.version), made.data())]);
        for language in Language::all() {
            texts.insert(page_name(made.version, language), made.page(language)?);
        }
        Ok::<_, Problem>(texts)
    })
    .await??;
    let mut files = BTreeMap::new();
    for (name, text) in texts {
        files.insert(name, BlobHash(server.office.blobs.put(text.into()).await?.0));
    }
    let published = ResultPublished { contest, version: expected, entries, files, first };
    let command = Command::Record(Event::from(published.clone()));
    server.office.act(&caller.actor()?, id(expected), &command).await?;
    Ok(Json(json!({ "repeated": false, "published": published })))
}

/// The entry under which a version is found in the log.
pub(crate) fn id(version: u32) -> Id {
    Id::derived("result", &version.to_string())
}
