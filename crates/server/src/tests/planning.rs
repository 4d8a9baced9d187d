//! Planning through the server: lists, codes, the sample, pages to print, the projection.

use sanaq_desk::Mode;
use sanaq_desk::event::Policy;

use super::*;

/// Something handed in as it is, and the answer.
pub(super) async fn send(
    mission: &Mission,
    cookie: &str,
    path: &str,
    body: impl Into<Body>,
) -> Told {
    let request = Request::builder().method(Method::POST).uri(path).header("cookie", cookie);
    let request = request.header("x-sanaq", "1").body(body.into()).unwrap();
    let response = mission.router.clone().oneshot(request).await.unwrap();
    told(response).await
}

pub(super) async fn told(response: axum::response::Response) -> Told {
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 26).await.unwrap();
    let body = serde_json::from_slice(&bytes)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
    Told { status, cookie: None, browser: None, body }
}

pub(super) async fn get(mission: &Mission, cookie: &str, path: &str) -> Told {
    mission.ask(Method::GET, path, &[("cookie", cookie)], Value::Null).await
}

pub(super) const STATIONS: &str = "/api/desk/import/stations";
const OBSERVERS: &str = "/api/desk/import/observers";

async fn kazakhstan(mission: &Mission, cookie: &str) {
    let path = "/api/desk/import/election?builtin=kazakhstan-2021";
    let told = send(mission, cookie, path, "").await;
    assert_eq!(told.status, 200, "{}", told.body);
    assert_eq!(told.body["form"], "protocol-majilis-lists");
}

/// Stations `1` to `count` in ten districts of two regions, with registers.
pub(super) fn country(count: usize) -> String {
    let row = |n: usize| {
        let region = if n.is_multiple_of(2) { "East" } else { "West" };
        let zone = if n.is_multiple_of(2) { "Asia/Almaty" } else { "Asia/Oral" };
        format!("{n},{region}/{},{},{zone}\n", n % 10, 500 + n % 700)
    };
    let rows: String = (1..=count).map(row).collect();
    format!("station,area,registered,zone\n{rows}")
}

#[tokio::test]
async fn an_election_may_have_several_contests_and_a_file_that_is_none_names_its_line() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    kazakhstan(&mission, &admin).await;
    let path = "/api/desk/import/election?file=presidential.toml";
    let toml = sanaq_election::builtin::text("russia-2018").unwrap();
    let told = send(&mission, &admin, path, toml).await;
    assert_eq!(told.body["contests"].as_array().unwrap().len(), 2, "{}", told.body);
    let again = send(&mission, &admin, path, toml).await;
    assert_eq!((&told.body["changed"], &again.body["changed"]), (&json!(true), &json!(false)));
    let wrong = toml.replacen("[contest.rules]", "[contest.rule]", 1);
    let refused = send(&mission, &admin, path, wrong).await;
    let said = refused.body["detail"].as_str().unwrap();
    assert_eq!(refused.status, 400);
    assert!(said.contains("presidential.toml"), "{said}");
    let refused = send(&mission, &admin, "/api/desk/import/election?builtin=atlantis", "").await;
    assert!(refused.body["detail"].as_str().unwrap().contains("kazakhstan-2021"));
    // The form of the protocol came with it.
    let state = mission.server.office.state();
    assert!(state.current_form("protocol-majilis-lists").is_some());
}

/// Protects a mission from what happened elsewhere: an import that "succeeded" with 3 of 487 rows.
#[tokio::test]
async fn a_list_with_few_good_rows_says_so_loudly() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let bad = (4..=487).map(|n| format!("{n},East,many\n")).collect::<Vec<_>>().concat();
    let list = format!("station,area,registered\n1,East,900\n2,East,\n3,West,700\n{bad}");
    let dry = send(&mission, &admin, &format!("{STATIONS}?dry=true"), list.clone()).await;
    assert_eq!((dry.status.as_u16(), mission.server.office.state().stations()), (207, 0));
    let told = send(&mission, &admin, STATIONS, list.clone()).await;
    assert_eq!(told.status, 207, "neither a success nor a failure");
    let said = told.body["said"].as_str().unwrap();
    assert!(said.starts_with("NOT COMPLETE: 484 of 487 rows are refused"), "{said}");
    assert!(said.contains("line 5, registered: found «many», expected a whole number"), "{said}");
    assert_eq!((&told.body["complete"], &told.body["added"]), (&json!(false), &json!(3)));
    let outcomes = told.body["outcomes"].as_array().unwrap();
    assert_eq!(outcomes.len(), 487);
    assert_eq!(outcomes[486]["line"], 488);
    assert_eq!(outcomes[486]["faults"][0]["found"], "many");
    assert_eq!(mission.server.office.state().stations(), 3);
    let none = send(&mission, &admin, STATIONS, format!("station,registered\n{}", "x,y\n")).await;
    assert_eq!(none.status, 422, "{}", none.body);
    let columns = send(&mission, &admin, STATIONS, "code,area\n1,A\n").await;
    assert!(columns.body["detail"].as_str().unwrap().contains("expected station"));
}

/// Codes of twelve digits and zeros at the front broke other systems.
#[tokio::test]
async fn codes_are_kept_as_they_are_and_a_list_sent_again_changes_what_changed() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let list = "station;area;registered;latitude;longitude\n007;East;10;43,238;76.9\n\
                123456789012345;East;20;;\n";
    let told = send(&mission, &admin, STATIONS, list).await;
    assert_eq!((told.status.as_u16(), &told.body["added"]), (200, &json!(2)), "{}", told.body);
    let entries = mission.server.office.state().entries();
    let again = send(&mission, &admin, STATIONS, list).await;
    assert_eq!(again.body["unchanged"], 2);
    assert_eq!(mission.server.office.state().entries(), entries, "nothing is recorded");
    // What a list has no column for stays as it is.
    let told = send(&mission, &admin, STATIONS, "station,registered\n007,11\n").await;
    assert_eq!(told.body["changed"], 1, "{}", told.body);
    {
        let state = mission.server.office.state();
        let row = state.station("007").unwrap();
        assert_eq!((row.area.as_str(), row.registered), ("East", Some(11)));
        assert_eq!(row.place, Some((432_380_000, 769_000_000)));
        assert!(state.has_station("123456789012345"));
    }
    let table = get(&mission, &admin, "/api/desk/table").await.body;
    assert_eq!(table["columns"]["placed"], json!([1, 0]), "where one is, nobody said");
    for (row, field) in [
        ("8,A//B,1,,", "area"),
        ("8,A,1,91,0", "latitude"),
        ("8,A,1,,5", "latitude"),
        (",A,1,,", "station"),
        ("8,A,1,,,more", "row"),
    ] {
        let list = format!("station,area,registered,latitude,longitude\n{row}\n");
        let told = send(&mission, &admin, STATIONS, list).await;
        assert_eq!(told.body["outcomes"][0]["faults"][0]["field"], field, "{}", told.body);
    }
    let twice = send(&mission, &admin, STATIONS, "station\n9\n9\n").await;
    assert_eq!((&twice.body["added"], &twice.body["refused"]), (&json!(1), &json!(1)));
}

const RECIPE: &str = "[recipe]\nname = \"t\"\ntitle = \"t\"\n[columns]\nstation = \"No\"\n\
                      area = \"Region\"\n[lines]\nregistered = \"Voters\"\n\
                      [[drop]]\ncolumn = \"No\"\nis = \"Total\"\nreason = \"sum\"\n";

/// Stations by the recipe of a request.
fn by_recipe(recipe: &str) -> String {
    let encoded: Vec<String> = recipe.bytes().map(|byte| format!("%{byte:02x}")).collect();
    format!("{STATIONS}?recipe_toml={}", encoded.concat())
}

/// Protects whoever reads no English: all that is told of a file comes by name, with its values and
/// its place, so that a page can say it.
#[tokio::test]
async fn what_is_told_of_a_file_comes_by_name_with_its_place() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let rows = (0..30).map(|n| format!("{n},East,many\n")).collect::<Vec<_>>().concat();
    let list = format!("No,Region,Voters\n0012,East,-3\n{rows}");
    let told = send(&mission, &admin, &by_recipe(RECIPE), list).await;
    let said = told.body["said"].as_array().unwrap();
    assert_eq!((told.status.as_u16(), said.len()), (400, 21), "{}", told.body);
    let first = json!({ "line": 2, "column": "Voters", "key": "said-import-figure",
        "values": { "cell": "-3", "most": u32::MAX - 1 }, "text": said[0]["text"] });
    assert_eq!(said[0], first);
    let more = (&said[20]["key"], &said[20]["values"]);
    assert_eq!(more, (&json!("said-import-more"), &json!({ "more": 11, "all": 31 })));
    // Of a file that is taken as well.
    let list = "No,Region,Voters\n0012,East,3\n0012,East,4\nTotal,,7\n";
    let told = send(&mission, &admin, &by_recipe(RECIPE), list).await;
    let notes = told.body["notes"].as_array().unwrap();
    assert_eq!(notes[0]["text"], "rows left out (sum): 1");
    assert_eq!(notes[0]["values"]["reason"]["key"], "said-import-reason");
    assert_eq!((&notes[1]["line"], &notes[1]["values"]["first"]), (&json!(3), &json!(2)));
    let list = "station,Note,note\n1,a,b\n";
    let told = send(&mission, &admin, STATIONS, list).await;
    assert_eq!(told.body["said"][0]["key"], "said-import-column-twice");
    let wrong = RECIPE.replace("is = \"Total\"\n", "");
    let told = send(&mission, &admin, &by_recipe(&wrong), list).await;
    let said = &told.body["said"][0];
    assert_eq!((&said["line"], &said["values"]["key"]), (&json!(9), &json!("drop")));
    assert_eq!(said["values"]["message"]["key"], "said-import-recipe-conditions");
}

#[tokio::test]
async fn a_published_file_is_read_by_its_recipe() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let path = by_recipe(RECIPE);
    let told = send(&mission, &admin, &path, "No,Region,Voters\n0012,East,300\n").await;
    assert_eq!(told.status, 200, "{}", told.body);
    assert_eq!(mission.server.office.state().station("0012").unwrap().registered, Some(300));
    let told = send(&mission, &admin, &path, "No,Region,Voters\n0013,East,x\n0014,E,1\n").await;
    assert_eq!(told.status, 400, "a file that cannot be read is refused whole");
    assert!(told.body["detail"].as_str().unwrap().contains("line 2"), "{}", told.body);
    assert!(!mission.server.office.state().has_station("0014"));
    let told = send(&mission, &admin, &format!("{STATIONS}?recipe=none"), "x").await;
    assert!(told.body["detail"].as_str().unwrap().contains("russia-2018"), "{}", told.body);
}

/// Kazakhstan voted in two time zones on 10 January 2021: UTC+6 in the east, UTC+5 in the west.
/// Today's zones would be an hour off.
#[tokio::test]
async fn polls_open_by_each_areas_own_clock_as_it_was() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    kazakhstan(&mission, &admin).await;
    let told = send(&mission, &admin, STATIONS, country(40)).await;
    assert_eq!(told.status, 200, "{}", told.body);
    // 2021-01-10T00:00:00Z
    let midnight = 1_610_236_800;
    let hours = |code: &str| mission.server.office.state().polls(code).unwrap();
    assert_eq!(hours("2"), (midnight + 3_600, midnight + 14 * 3_600));
    assert_eq!(hours("1"), (midnight + 2 * 3_600, midnight + 15 * 3_600));
    let zones = mission.server.office.state().zones();
    assert_eq!(zones.len(), 2, "said of whole regions: {zones:?}");
    assert_eq!(mission.server.office.state().last_close(), Some(midnight + 15 * 3_600));
    let row = "station,area,zone\n99,East/3,Asia/Atlantis\n98,East/1,Asia/Almaty\n\
               97,East/1,Asia/Oral\n";
    let told = send(&mission, &admin, STATIONS, row).await;
    assert_eq!(told.body["refused"], 2, "{}", told.body);
    let said = told.body["outcomes"][2]["faults"][0]["expected"]["text"].as_str().unwrap();
    assert!(said.contains("«Asia/Almaty», as line 3 has"), "{said}");
}

/// A phone is shown the hours in the station's own time, wherever it was bought.
#[tokio::test]
async fn a_phone_learns_in_which_zone_its_polls_open() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    kazakhstan(&mission, &admin).await;
    assert_eq!(send(&mission, &admin, STATIONS, country(10)).await.status, 200);
    let phone = mission.phone(&admin, "o-1", 99).await;
    for (number, station) in [(1, "1"), (2, "2")] {
        let post = json!({ "observer": "o-1", "station": station });
        assert_eq!(mission.record(&admin, number, "deployment/1", post).await.status, 200);
    }
    let who = [("authorization", phone.as_str())];
    let told = mission.ask(Method::GET, "/api/phone", &who, Value::Null).await;
    let posts = told.body["mine"]["posts"].as_array().unwrap();
    let zones: Vec<&Value> = posts.iter().map(|post| &post["zone"]).collect();
    assert_eq!(zones, [&json!("Asia/Oral"), &json!("Asia/Almaty")]);
    let opens = |at: usize| posts[at]["polls"][0].as_i64().unwrap();
    assert_eq!(opens(0) - opens(1), 3_600, "the west opens an hour later");
}

#[tokio::test]
async fn observers_get_their_codes_once_and_a_list_sent_again_replaces_numbers() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let list = "observer,language,supervisor,phones,backup\n\
                o-1,kk,c-1,+7 701 123 45 67; +77019998877,+77010000001\n\
                123456789012,ru,,007 (702) 111-22-33,\n";
    let told = send(&mission, &admin, OBSERVERS, list).await;
    assert_eq!(told.status, 200, "{}", told.body);
    let code = told.body["codes"][0]["code"].as_str().unwrap().to_owned();
    assert_eq!(told.body["codes"].as_array().unwrap().len(), 2);
    let link = told.body["codes"][0]["link"].as_str().unwrap();
    assert_eq!(link, format!("http://localhost/p/#{code}"));
    let sheet = told.body["sheet"].as_str().unwrap();
    assert!(sheet.contains(&code) && sheet.contains("<svg") && sheet.contains("lang=\"ru\""));
    assert!(!sheet.contains("<script") && !sheet.contains("70112345"));
    assert!(told.body["csv"].as_str().unwrap().contains(&format!("o-1,{code},http")));
    let sender = |number: &str| {
        let keys = &mission.server.office.keys;
        let hash = crate::phone::keyed(keys, number);
        mission.server.office.state().sender(hash).map(str::to_owned)
    };
    assert_eq!(sender("+77019998877").as_deref(), Some("o-1"));
    assert_eq!(sender("+77021112233").as_deref(), Some("123456789012"));
    // The code is nowhere but on the sheet, and opens once.
    let again = send(&mission, &admin, OBSERVERS, list).await;
    assert_eq!(again.body["unchanged"], 2, "{}", again.body);
    assert_eq!(again.body["codes"], json!([]));
    let join = |code: &str| {
        mission.ask(Method::POST, "/api/join", &[], json!({ "code": code.to_lowercase() }))
    };
    assert_eq!(join(&code).await.status, 200);
    assert_eq!(join(&code).await.status, 403);
    // New numbers take the place of the old ones; a phone that joined stays joined.
    let changed = "observer,phones\no-1,+77015550000\n";
    let told = send(&mission, &admin, OBSERVERS, changed).await;
    assert_eq!(told.body["changed"], 1, "{}", told.body);
    assert_eq!(sender("+77019998877"), None);
    let own = mission.server.office.state().observer("o-1").unwrap();
    assert_eq!((own.language.as_str(), own.phones.len()), ("kk", 1));
    assert!(own.backup.is_some() && own.supervisor.as_deref() == Some("c-1"));
    // Whoever lost the card gets another; whoever joined does not.
    let path = format!("{OBSERVERS}?reissue=true");
    let told = send(&mission, &admin, &path, "observer\no-1\n123456789012\n").await;
    let codes = told.body["codes"].as_array().unwrap();
    assert_eq!((codes.len(), &codes[0]["observer"]), (1, &json!("123456789012")));
    // No number in the clear is in the log.
    let mut entries = mission.server.office.log.read(0).await.unwrap();
    while let Some(page) = entries.next_page().await.unwrap() {
        for entry in page {
            assert!(!entry.body.as_str().contains("77011234567"), "{}", entry.kind);
            assert!(!entry.body.as_str().contains(&code), "{}", entry.kind);
        }
    }
}

#[tokio::test]
async fn rows_about_observers_that_cannot_be_are_named() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let list = "observer,language,phones\n\
                Aigul S,kk,\n\
                a@b.kz,kk,\n\
                o-2,kk,87011234567\n\
                o-3,kk,+77011234567\n\
                o-4,kk,+77011234567\n\
                o-3,kk,\n\
                o-5,k z!,\n";
    let told = send(&mission, &admin, OBSERVERS, list).await;
    assert_eq!((told.status.as_u16(), &told.body["added"]), (207, &json!(1)), "{}", told.body);
    let faults: Vec<(u64, String)> = told.body["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["became"] == "refused")
        .map(|row| {
            let field = row["faults"][0]["field"].as_str().unwrap();
            (row["line"].as_u64().unwrap(), field.to_owned())
        })
        .collect();
    let fields = ["observer", "observer", "phones", "phones", "observer", "language"];
    let expected: Vec<(u64, String)> =
        [2, 3, 4, 6, 7, 8].into_iter().zip(fields.map(str::to_owned)).collect();
    assert_eq!(faults, expected);
    // A partner enrols its own people and nobody else's.
    let partner = json!({ "id": format!("{:032x}", 50), "kind": "account/1", "password": PASSWORD,
        "body": { "id": "partner", "role": "coordinator", "organisation": "echo" } });
    let path = "/api/desk/events";
    let made = mission.ask(Method::POST, path, &[("cookie", &admin)], partner).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let partner = mission.sign_in("partner").await;
    let own = "observer,organisation\ne-1,echo\no-3,echo\ne-2,other\n";
    let told = send(&mission, &partner, OBSERVERS, own).await;
    assert_eq!((&told.body["added"], &told.body["refused"]), (&json!(1), &json!(2)));
    assert_eq!(mission.server.office.state().observer("o-3").unwrap().organisation, "");
    let told = send(&mission, &partner, OBSERVERS, "observer\ne-1\n").await;
    assert_eq!(told.status, 200, "{}", told.body);
    let own = mission.server.office.state().observer("e-1").unwrap();
    assert_eq!(own.organisation, "echo");
    assert_eq!(send(&mission, &partner, STATIONS, "station\n1\n").await.status, 403);
}

#[tokio::test]
async fn observers_are_deployed_and_prepared_by_lists_and_the_list_is_printed() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    send(&mission, &admin, STATIONS, country(10)).await;
    send(&mission, &admin, OBSERVERS, "observer\no-1\no-2\n").await;
    let path = "/api/desk/import/deployments";
    let list = "observer,station,from,to,role\no-1,2,07:00,14:00,stationary\n\
                o-2,2,14:00,26:30,stationary\no-9,2,,,\no-1,77,,,\no-1,3,9,10:00,\n\
                o-1,3,12:00,,\no-1,3,12:00,11:00,\n";
    let told = send(&mission, &admin, path, list).await;
    assert_eq!((&told.body["added"], &told.body["refused"]), (&json!(2), &json!(5)));
    let again =
        send(&mission, &admin, path, "observer,station,from,to,role\no-1,2,07:00,14:00,m\n");
    assert_eq!(again.await.body["changed"], 1, "another role in the same shift");
    let page = get(&mission, &admin, "/api/desk/print/deployments?area=East&language=kk").await;
    let page = page.body.as_str().unwrap().to_owned();
    assert!(page.contains("<td>o-2</td><td>14:00–02:30 (+1)</td>"), "{page}");
    assert!(page.contains("lang=\"kk\"") && !page.contains("<script"));
    let west = get(&mission, &admin, "/api/desk/print/deployments?area=West").await;
    assert!(!west.body.as_str().unwrap().contains("o-2"));
    let path = "/api/desk/import/readiness";
    let list = "observer,accreditation,trained,materials\no-1,granted,yes,sent\no-2,perhaps,,\n";
    let told = send(&mission, &admin, path, list).await;
    assert_eq!((&told.body["changed"], &told.body["refused"]), (&json!(1), &json!(1)));
    let again = send(&mission, &admin, path, "observer,trained\no-1,yes\n").await;
    assert_eq!(again.body["unchanged"], 1);
    let state = mission.server.office.state();
    let materials = state.readiness("o-1").unwrap().materials;
    assert_eq!(materials, Some(sanaq_desk::event::Materials::Sent), "an empty cell leaves it");
}

#[tokio::test]
async fn forms_are_printed_for_the_day_without_power() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    kazakhstan(&mission, &admin).await;
    let form = "form=protocol-majilis-lists&language=ru";
    let blank = get(&mission, &admin, &format!("/api/desk/print/blank-form?{form}")).await;
    let blank = blank.body.as_str().unwrap().to_owned();
    assert!(blank.contains("Нур Отан") && blank.contains("class=\"box digit\""), "{blank}");
    let card = get(&mission, &admin, &format!("/api/desk/print/crib-card?{form}")).await;
    let card = card.body.as_str().unwrap().to_owned();
    assert!(card.contains("Нур Отан") && card.contains("class=\"code\""), "{card}");
    let none = get(&mission, &admin, "/api/desk/print/blank-form?form=nothing").await;
    assert_eq!(none.status, 404);
    assert_eq!(get(&mission, &admin, "/api/desk/print/poster").await.status, 404);
}

/// A mission on the evening of election day: 400 stations, 60 drawn, one observer at each.
pub(super) async fn evening(mission: &Mission, admin: &str) -> Vec<String> {
    kazakhstan(mission, admin).await;
    send(mission, admin, STATIONS, country(400)).await;
    send(mission, admin, OBSERVERS, "observer\no-1\n").await;
    let plan = json!({ "name": "pvt", "seed": "3 1 6", "size": 60, "lock": true });
    let who = [("cookie", admin)];
    let told = mission.ask(Method::POST, "/api/desk/sample", &who, plan).await;
    assert_eq!(told.status, 200, "{}", told.body);
    let sample = mission.server.office.state().sample("pvt", sanaq_desk::Mode::Real).unwrap();
    let codes: Vec<String> = sample.rows.iter().map(|own| own.row.station.clone()).collect();
    let rows: Vec<String> = codes.iter().map(|code| format!("o-1,{code}\n")).collect();
    let rows = rows.concat();
    let path = "/api/desk/import/deployments";
    let told = send(mission, admin, path, format!("observer,station\n{rows}")).await;
    assert_eq!(told.status, 200, "{}", told.body);
    codes
}

pub(super) async fn protocol(mission: &Mission, admin: &str, number: u32, code: &str, drill: bool) {
    let base = 200 + u64::from(number) % 7 * 10;
    let figures = [
        ("registered", 1_000),
        ("issued", base + 100),
        ("cast", base + 100),
        ("invalid", 10),
        ("valid", base + 90),
        ("votes.nur-otan", base),
        ("votes.ak-zhol", 40),
        ("votes.qhp", 30),
        ("votes.auyl", 15),
        ("votes.adal", 5),
    ];
    let answers: serde_json::Map<String, Value> =
        figures.iter().map(|(name, n)| ((*name).to_owned(), json!({ "integer": n }))).collect();
    let id = number + if drill { 100_000 } else { 0 };
    let report = json!({ "id": format!("{id:032x}"), "form": "protocol-majilis-lists",
        "version": "2021-01-10", "station": code, "observer": "o-1", "answers": answers });
    let who = [("cookie", admin)];
    let told = mission.ask(Method::POST, "/api/desk/reports", &who, report).await;
    assert_eq!(told.status, 200, "{}", told.body);
}

/// What `sanaq estimate` says of these files is compared in the program's own tests.
#[tokio::test]
async fn a_projection_follows_the_protocols_and_says_what_it_leaves_out() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let codes = evening(&mission, &admin).await;
    let path = "/api/desk/views/projection";
    let empty = get(&mission, &admin, path).await;
    assert_eq!(empty.status, 200, "{}", empty.body);
    assert!(empty.body["refusal"].is_string(), "nothing is said of the country from nothing");
    for (number, code) in (1..).zip(codes.iter().take(50)) {
        protocol(&mission, &admin, number, code, false).await;
    }
    // One whose figures cannot be: more ballots than voters.
    let who = [("cookie", admin.as_str())];
    let impossible = json!({ "id": format!("{:032x}", 999), "form": "protocol-majilis-lists",
        "version": "2021-01-10", "station": codes[55], "observer": "o-1",
        "answers": { "registered": { "integer": 10 }, "issued": { "integer": 5_000 } } });
    let told = mission.ask(Method::POST, "/api/desk/reports", &who, impossible).await;
    assert_eq!(told.status, 200, "{}", told.body);
    let missing = json!({ "station": codes[56], "why": "refused" });
    assert_eq!(mission.record(&admin, 77, "station-missing/1", missing).await.status, 200);
    tokio::time::sleep(std::time::Duration::from_millis(5_100)).await;
    let told = get(&mission, &admin, path).await.body;
    assert_eq!(
        told["stations"],
        json!({ "frame": 400, "sampled": 60, "reported": 50, "used": 50 })
    );
    assert_eq!(told["refusal"], Value::Null, "{told}");
    let leader = &told["options"][0];
    assert_eq!(leader["id"], "nur-otan");
    let share = leader["share"]["estimate"].as_f64().unwrap();
    assert!((0.6..0.8).contains(&share), "{share}");
    assert!(leader["seats"]["median"].as_u64().is_some() && told["tipping_point"].is_object());
    assert_eq!(told["left_out"]["counts"], json!({ "flagged": 1 }));
    assert_eq!(told["left_out"]["stations"][0]["station"], codes[55]);
    assert_eq!(told["account"]["absent"], json!({ "entry-refused": 1 }));
    assert_eq!(
        (&told["protocols"]["taken"], &told["sample"]["locked"]),
        (&json!(50), &json!(true))
    );
    let kept = mission.folder.path().join("course.jsonl");
    let kept = std::fs::read_to_string(kept).unwrap();
    let course = told["course"].as_array().unwrap();
    assert_eq!((course.len(), kept.lines().count()), (1, 1), "a restart does not lose it");
    // The same seed, the same figures; asked again, it is not computed again.
    let again = get(&mission, &admin, path).await.body;
    assert_eq!(again, told);
    let other = get(&mission, &admin, &format!("{path}?seed=other")).await.body;
    assert_eq!(other["options"][0]["share"], told["options"][0]["share"], "no draw is in a share");
    let files = "/api/desk/projection";
    let protocols = get(&mission, &admin, &format!("{files}/protocols.csv")).await;
    assert_eq!(protocols.body.as_str().unwrap().lines().count(), 51);
    let absences = get(&mission, &admin, &format!("{files}/absences.csv")).await;
    assert!(absences.body.as_str().unwrap().contains(&format!("{},entry-refused", codes[56])));
    assert_eq!(get(&mission, &admin, &format!("{path}?contest=none")).await.status, 404);
    // It is served live as any other view.
    let request = Request::builder().uri("/api/desk/live?view=projection");
    let request = request.header("cookie", &admin).body(Body::empty()).unwrap();
    let live = mission.router.clone().oneshot(request).await.unwrap();
    let mut stream = live.into_body().into_data_stream();
    let first = futures_util::StreamExt::next(&mut stream).await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&first).contains("\"tipping_point\""));
}

#[tokio::test]
async fn a_drill_has_a_projection_of_its_own() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let codes = evening(&mission, &admin).await;
    let on = json!({ "on": true, "name": "rehearsal" });
    assert_eq!(mission.record(&admin, 70, "drill/1", on).await.status, 200);
    for (number, code) in (1..).zip(codes.iter().take(31)) {
        protocol(&mission, &admin, number, code, true).await;
    }
    assert_eq!(mission.server.office.state().reports(Mode::Drill), 31);
    let path = "/api/desk/views/projection";
    let drill = get(&mission, &admin, &format!("{path}?drill=true")).await.body;
    assert_eq!((&drill["drill"], &drill["stations"]["used"]), (&json!(true), &json!(31)));
    let real = get(&mission, &admin, path).await.body;
    assert_eq!((&real["drill"], &real["stations"]["used"]), (&json!(false), &json!(0)));
}

/// Nobody learns figures while others still vote: those who work on them excepted, unless the
/// policy says otherwise.
#[tokio::test]
async fn before_the_last_polls_close_few_see_a_projection() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    kazakhstan(&mission, &admin).await;
    let officer = mission.account(&admin, 20, Role::SecurityOfficer).await;
    let analyst = mission.account(&admin, 21, Role::Analyst).await;
    let clerk = mission.account(&admin, 22, Role::Clerk).await;
    send(&mission, &admin, STATIONS, country(20)).await;
    let path = "/api/desk/views/projection";
    assert_eq!(get(&mission, &clerk, path).await.status, 403);
    // The polls of 2021 closed long ago.
    assert_eq!(get(&mission, &officer, path).await.status, 200);
    let schedule = json!({ "date": "2999-01-10", "expected": [] });
    assert_eq!(mission.record(&admin, 61, "schedule/1", schedule).await.status, 200);
    assert_eq!(get(&mission, &officer, path).await.status, 403);
    assert_eq!(get(&mission, &officer, "/api/desk/projection/frame.csv").await.status, 403);
    assert_eq!(get(&mission, &officer, "/api/desk/live?view=projection").await.status, 403);
    assert_eq!(get(&mission, &analyst, path).await.status, 200);
    assert_eq!(get(&mission, &officer, &format!("{path}?drill=true")).await.status, 200);
    let open = Policy { early_projections: true, ..Policy::default() };
    assert_eq!(mission.record(&admin, 62, "policy/1", json!(open)).await.status, 200);
    assert_eq!(get(&mission, &officer, path).await.status, 200);
}
