//! The stage of an example: the country, and the mission that is set up in it as a coordinator
//! would, list by list.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    path::Path,
};

use sanaq_election::{Election, StationResults};
use sanaq_import::Limits;
use sanaq_seal::SecretString;
use sanaq_simulate::{Evening, EveningPlan, Fraud, Plan, Tables, evening};
use serde_json::{Value, json};

use super::{
    Arguments, GUESTS,
    client::{Client, id},
    day::Day,
    land,
};
use crate::exit::Failure;

/// Clerks of the example who type by themselves.
const CLERKS: [&str; 3] = ["clerk-1", "clerk-2", "clerk-3"];
/// Observers whose codes are left for whoever looks around.
const FREE: [&str; 3] = ["guest-1", "guest-2", "guest-3"];
/// Phones that join at once.
const AT_ONCE: usize = 8;

/// A made-up country with its election.
pub(super) struct Country {
    pub(super) election: Election,
    /// Its file, dated today.
    pub(super) toml: String,
    pub(super) honest: StationResults,
    pub(super) announced: StationResults,
}

impl Country {
    /// Makes one, or reads one that `sanaq simulate --honest` made.
    pub(super) fn make(arguments: &Arguments) -> Result<Self, Failure> {
        let toml = dated(&file_of(&arguments.election)?);
        let election = Election::parse(&arguments.election, &toml).map_err(Failure::input)?;
        if let Some(path) = &arguments.country {
            let announced = read(path, &election)?;
            let honest = read(&super::super::simulate::honest_beside(path), &election)?;
            if announced.len() != honest.len() {
                let place = path.display();
                return Err(Failure::Input(format!("{place}: found other stations beside it")));
            }
            return Ok(Self { election, toml, honest, announced });
        }
        let mut plan = Plan::new(arguments.stations);
        let fraud = Fraud::parse(&arguments.fraud);
        plan.fraud = fraud.map_err(|error| Failure::Input(format!("--{error}")))?;
        let country = sanaq_simulate::country(&election, &plan, arguments.seed);
        let country = country.map_err(Failure::input)?;
        let (honest, announced) = (country.honest, country.announced);
        Ok(Self { election, toml, honest, announced })
    }

    /// Where a station stands in the tables.
    fn places(&self) -> HashMap<&str, usize> {
        self.honest.stations.iter().enumerate().map(|(at, code)| (code, at)).collect()
    }
}

fn file_of(election: &str) -> Result<String, Failure> {
    if let Some(text) = sanaq_election::builtin::text(election) {
        return Ok(text.to_owned());
    }
    let path = Path::new(election);
    let failed = |source| Failure::Read { path: path.to_owned(), source };
    std::fs::read_to_string(path).map_err(failed)
}

/// The same election, held today.
fn dated(toml: &str) -> String {
    let date = Day::date();
    let mut first = true;
    let line = |line: &str| {
        if line.starts_with("date = ") && std::mem::take(&mut first) {
            format!("date = \"{date}\"\n")
        } else {
            format!("{line}\n")
        }
    };
    toml.lines().map(line).collect()
}

fn read(path: &Path, election: &Election) -> Result<StationResults, Failure> {
    let failed = |source| Failure::Read { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(failed)?;
    let (name, limits) = (path.display().to_string(), Limits::default());
    let import = sanaq_import::read(file, &name, None, Some(election), &limits, &|_| {});
    Ok(import.map_err(Failure::input)?.results)
}

/// Everything that is ready when the polls open.
pub(super) struct Stage {
    pub(super) country: Country,
    pub(super) evening: Evening,
    pub(super) plan: EveningPlan,
    pub(super) seed: u64,
    pub(super) admin: Client,
    pub(super) clerks: Vec<Client>,
    /// The phone of each watcher.
    pub(super) phones: Vec<Client>,
    /// Codes that nobody has used, by observer.
    pub(super) guests: Vec<(String, String)>,
    /// The form of the results protocol.
    pub(super) form: String,
}

impl Stage {
    /// Sets up the mission.
    pub(super) async fn set(
        base: &str,
        password: &SecretString,
        country: Country,
        arguments: &Arguments,
        day: &Day,
    ) -> Result<Self, Failure> {
        let admin = Client::sign_in(base, "admin", password).await?;
        let path = "/api/desk/import/election?file=example.toml";
        let told = admin.file(path, country.toml.clone().into()).await?;
        let form = told["form"].as_str().unwrap_or_default().to_owned();
        complete(&admin, "stations", stations(&country)).await?;
        let areas = (0..country.honest.len()).map(|at| country.honest.area_path(at));
        let map = land::outlines(areas).to_string();
        admin.file("/api/desk/boundaries?file=example.geojson", map.into()).await?;
        rules(&admin, &form).await?;
        accounts(&admin, password).await?;
        let drawn = draw(&admin, arguments).await?;
        let places = country.places();
        let drawn: Vec<usize> =
            drawn.iter().filter_map(|code| places.get(code.as_str()).copied()).collect();
        let plan = EveningPlan { opens: day.opens, closes: day.closes, ..EveningPlan::default() };
        let tables = Tables { honest: &country.honest, announced: &country.announced };
        let evening = evening(tables, &drawn, &plan, arguments.seed);
        let codes = people(&admin, &evening, &country).await?;
        let phones = join(base, &evening, &codes).await?;
        let mut clerks = Vec::new();
        for clerk in CLERKS {
            clerks.push(Client::sign_in(base, clerk, password).await?);
        }
        let guest = |own: &str| (own.to_owned(), codes.get(own).cloned().unwrap_or_default());
        let guests = FREE.map(guest).into();
        let seed = arguments.seed;
        Ok(Self { country, evening, plan, seed, admin, clerks, phones, guests, form })
    }

    /// How many observers report by themselves.
    pub(super) const fn watchers(&self) -> usize {
        self.evening.watchers.len()
    }
}

/// Hands in a list; nothing of it may be refused.
async fn complete(admin: &Client, what: &str, list: String) -> Result<Value, Failure> {
    let path = format!("/api/desk/import/{what}?file={what}.csv");
    let told = admin.file(&path, list.into()).await?;
    if told["complete"] == true {
        Ok(told)
    } else {
        Err(Failure::Inside(format!("{what}: {}", told["said"])))
    }
}

/// The list of stations, each with a place on the map of a country that does not exist.
fn stations(country: &Country) -> String {
    let mut text = String::from("station,area,registered,latitude,longitude,zone\n");
    let registered = country.honest.line("registered");
    for (at, code) in country.honest.stations.iter().enumerate() {
        let area = country.honest.area_path(at);
        let voters = registered.and_then(|column| column.get(at));
        let voters = voters.map(|voters| voters.to_string()).unwrap_or_default();
        let (north, east) = land::place(area, code);
        let _ = writeln!(text, "{code},{area},{voters},{north:.4},{east:.4},Etc/UTC");
    }
    text
}

/// Forms, what is due when, and limits.
async fn rules(admin: &Client, form: &str) -> Result<(), Failure> {
    let names = ["opening", "turnout", "counting", "incident"];
    let order = json!({ "id": id("demo forms"), "names": names });
    admin.post("/api/desk/forms/builtin", &order).await?;
    let due = |id: &str, form: &str, from: u16, due: u16, grace: u16| {
        let (id, form) = (json!(id), json!(form));
        json!({ "id": id, "form": form, "from": from, "due": due, "grace": grace })
    };
    let mut expected = vec![due("opening", "opening", 360, 480, 45)];
    for hour in [9_u16, 11, 13, 15, 17, 19] {
        let name = format!("heads-{hour}");
        expected.push(due(&name, "turnout", hour * 60, hour * 60 + 40, 30));
    }
    expected.push(due("protocol", form, 1_200, 1_440, 90));
    let schedule = json!({ "date": Day::date(), "expected": expected });
    admin.record(&id("demo schedule"), "schedule/1", schedule).await?;
    let policy = json!({ "early_projections": true, "planted_every": 0 });
    admin.record(&id("demo policy"), "policy/1", policy).await
}

async fn accounts(admin: &Client, password: &SecretString) -> Result<(), Failure> {
    use sanaq_seal::ExposeSecret as _;
    let guests = GUESTS.iter().filter(|(account, _)| *account != "admin").copied();
    for (account, role) in guests.chain(CLERKS.map(|clerk| (clerk, "clerk"))) {
        let order = json!({
            "id": id(&format!("demo account {account}")), "kind": "account/1",
            "body": { "id": account, "role": role }, "password": password.expose_secret(),
        });
        admin.post("/api/desk/events", &order).await?;
    }
    Ok(())
}

/// The stations that are observed, by lot.
async fn draw(admin: &Client, arguments: &Arguments) -> Result<Vec<String>, Failure> {
    let seed = format!("example {}", arguments.seed);
    let order = json!({
        "name": "sample", "seed": seed, "size": arguments.sample, "strata": "region", "lock": true,
    });
    admin.post("/api/desk/sample", &order).await?;
    let list = admin.text("/api/desk/sample?name=sample").await?;
    let codes = list.lines().skip(1).filter_map(|line| line.split(',').next());
    Ok(codes.map(str::to_owned).collect())
}

/// Observers, where they are, how far they are prepared; their codes.
async fn people(
    admin: &Client,
    evening: &Evening,
    country: &Country,
) -> Result<BTreeMap<String, String>, Failure> {
    let (mut observers, mut posts) =
        (String::from("observer,language\n"), String::from("observer,station,from,to\n"));
    let mut ready = String::from("observer,accreditation,trained,materials\n");
    let languages = ["kk", "ru", "en"];
    for (number, own) in evening.watchers.iter().enumerate() {
        let language = languages.get(number % 3).copied().unwrap_or("en");
        let _ = writeln!(observers, "{},{language}", own.id);
        let _ = writeln!(posts, "{},{},06:30,26:00", own.id, own.code);
        let trained = if number % 20 == 0 { "no" } else { "yes" };
        let _ = writeln!(ready, "{},granted,{trained},received", own.id);
    }
    let taken = |code: &str| evening.watchers.iter().any(|own| own.code == code);
    let free = country.honest.stations.iter().filter(|code| !taken(code));
    for (own, code) in FREE.iter().zip(free) {
        let _ = writeln!(observers, "{own},en");
        let _ = writeln!(posts, "{own},{code},06:30,26:00");
    }
    let told = complete(admin, "observers", observers).await?;
    complete(admin, "deployments", posts).await?;
    complete(admin, "readiness", ready).await?;
    let codes = told["codes"].as_array().into_iter().flatten().filter_map(|own| {
        Some((own["observer"].as_str()?.to_owned(), own["code"].as_str()?.to_owned()))
    });
    Ok(codes.collect())
}

/// Every phone joins, some at a time.
async fn join(
    base: &str,
    evening: &Evening,
    codes: &BTreeMap<String, String>,
) -> Result<Vec<Client>, Failure> {
    let mut phones = Vec::new();
    let mut number = 2;
    for some in evening.watchers.chunks(AT_ONCE) {
        let mut joining = Vec::new();
        for own in some {
            let code = codes.get(&own.id).cloned().unwrap_or_default();
            let base = base.to_owned();
            number += 1;
            joining.push(tokio::spawn(async move { Client::join(&base, &code, number).await }));
        }
        for own in joining {
            phones.push(own.await.map_err(|error| Failure::Inside(error.to_string()))??);
        }
    }
    Ok(phones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_election_is_held_today_and_stays_the_same_otherwise() {
        let toml = sanaq_election::builtin::text("example").unwrap();
        let today = dated(toml);
        let election = Election::parse("example", &today).unwrap();
        assert_eq!(election.date, Day::date());
        let differ = toml.lines().zip(today.lines()).filter(|(a, b)| a != b).count();
        assert!(differ <= 1);
    }
}
