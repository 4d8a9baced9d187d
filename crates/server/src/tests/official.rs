//! Published results against observed ones, and the table of all stations.

use super::{
    openapi::differs,
    planning::{evening, get, protocol, send, told},
    *,
};
use crate::routes::meta::document;

const IMPORT: &str = "/api/desk/import/official?source=commission&file=stations.csv";
const HEAD: &str = "station,area,registered,issued,cast,invalid,valid,votes.nur-otan,votes.ak-zhol,\
                    votes.qhp,votes.auyl,votes.adal";

/// What the commission publishes of 400 stations. Observers report the same of `honest`; at the
/// first of these it has fifty votes more for the leader than the protocol.
fn published(codes: &[String], stuffed: usize) -> String {
    let mut text = format!("{HEAD}\n");
    for station in 1..=400_usize {
        let code = station.to_string();
        let region = if station.is_multiple_of(2) { "East" } else { "West" };
        let number = codes.iter().position(|own| *own == code).map_or(0, |at| at + 1);
        let base = 200 + number % 7 * 10;
        let more = if (1..=stuffed).contains(&number) { 50 } else { 0 };
        let (cast, valid, leader) = (base + 100 + more, base + 90 + more, base + more);
        let row = format!(
            "{code},{region}/{},1000,{cast},{cast},10,{valid},{leader},40,30,15,5\n",
            station % 10
        );
        text.push_str(&row);
    }
    text
}

/// A mission whose first thirty drawn stations have reported.
async fn reported(mission: &Mission, admin: &str) -> Vec<String> {
    let codes = evening(mission, admin).await;
    for (number, code) in (1..).zip(codes.iter().take(30)) {
        protocol(mission, admin, number, code, false).await;
    }
    codes
}

/// An answer is of the shape that the document for machines promises.
fn fits(path: &str, answer: &Value) {
    let document = document();
    let path = path.split('?').next().unwrap().replace('/', "~1");
    let methods = document.pointer(&format!("/paths/{path}")).unwrap().as_object().unwrap();
    let (_, operation) = methods.iter().next().unwrap();
    let shape = operation.pointer("/responses/200/content/application~1json/schema").unwrap();
    assert_eq!(differs_loosely(answer, shape, &document), None, "{path}");
}

/// Shares are no whole numbers, and what is told as any object may hold anything.
fn differs_loosely(answer: &Value, shape: &Value, document: &Value) -> Option<String> {
    fn whole(value: &Value) -> Value {
        match value {
            Value::Number(number) if number.is_f64() => json!(1),
            Value::Array(all) => all.iter().map(whole).collect(),
            Value::Object(all) => {
                Value::Object(all.iter().map(|(k, v)| (k.clone(), whole(v))).collect())
            }
            other => other.clone(),
        }
    }
    /// The same of what a shape calls a type, not of names that happen to be «number».
    fn plain(shape: &Value) -> Value {
        let kind = |kind: &Value| if kind == "number" { json!("integer") } else { kind.clone() };
        match shape {
            Value::Array(all) => all.iter().map(plain).collect(),
            Value::Object(all) => {
                let pair = |(name, own): (&String, &Value)| {
                    let own = match own {
                        Value::String(_) if name == "type" => kind(own),
                        Value::Array(all) if name == "type" => all.iter().map(kind).collect(),
                        own => plain(own),
                    };
                    (name.clone(), own)
                };
                Value::Object(all.iter().map(pair).collect())
            }
            other => other.clone(),
        }
    }
    differs(&whole(answer), &plain(shape), document)
}

/// Protects the heart of the matter: what was published is kept version by version, and every
/// vote that differs from what was observed is found and counted.
#[tokio::test]
async fn published_results_are_held_against_protocols_station_by_station() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let codes = reported(&mission, &admin).await;
    let none = get(&mission, &admin, "/api/desk/views/official").await;
    assert_eq!((none.status.as_u16(), &none.body["versions"]), (200, &json!([])));
    let dry = send(&mission, &admin, &format!("{IMPORT}&dry=true"), published(&codes, 4)).await;
    assert_eq!((dry.status.as_u16(), &dry.body["stations"]), (200, &json!(400)), "{}", dry.body);
    let first = send(&mission, &admin, IMPORT, published(&codes, 4)).await;
    assert_eq!(first.status, 200, "{}", first.body);
    fits("/api/desk/import/official", &first.body);
    assert_eq!(first.body["version"]["number"], 1);
    assert_eq!((&first.body["not_listed"], &first.body["not_in_the_file"]), (&json!(0), &json!(0)));
    let view = get(&mission, &admin, "/api/desk/views/official").await.body;
    fits("/api/desk/views/official", &view);
    let stations = &view["stations"];
    assert_eq!((&stations["matched"], &stations["same"]), (&json!(30), &json!(26)), "{stations}");
    assert_eq!((&stations["differ"], &stations["not_observed"]), (&json!(4), &json!(370)));
    assert_eq!(view["worth"]["votes"], 200);
    let leader = &view["options"][0];
    assert_eq!((&leader["id"], &leader["net"]), (&json!("nur-otan"), &json!(200)));
    let votes = |side: &str| leader[side]["votes"].as_u64().unwrap();
    assert_eq!(votes("official") - votes("with_observed"), 200);
    assert_eq!(view["options"][1]["net"], 0);
    assert!(view["options"][0]["official"]["seats"].as_u64() > Some(60), "{}", view["options"]);
    let cast = view["lines"].as_array().unwrap().iter().find(|own| own["line"] == "cast").unwrap();
    assert_eq!((&cast["stations"], &cast["net"]), (&json!(4), &json!(200)));
    let path = "/api/desk/official/stations?only=differs&order=worth&limit=3";
    let rows = get(&mission, &admin, path).await.body;
    fits(path, &rows);
    assert_eq!((&rows["total"], rows["rows"].as_array().unwrap().len()), (&json!(4), 3));
    let row = &rows["rows"][0];
    assert_eq!((&row["stands"], &row["worth"]), (&json!("differs"), &json!(50)));
    let at = rows["lines"].as_array().unwrap().iter().position(|own| own == "votes.nur-otan");
    let figure = |side: &str| row[side][at.unwrap()].as_i64().unwrap();
    assert_eq!(figure("official") - figure("observed"), 50);
    let path = "/api/desk/official/stations?only=not-observed&area=East";
    let east = get(&mission, &admin, path).await.body;
    let total = east["total"].as_u64().unwrap();
    assert!((170..=200).contains(&total), "{total}");
    assert!(east["rows"][0]["observed"].is_null());
    let path = format!("/api/desk/official/stations?station={}", row["station"].as_str().unwrap());
    let one = get(&mission, &admin, &path).await.body;
    assert_eq!((&one["total"], &one["rows"][0]), (&json!(1), row));
    let named = get(&mission, &admin, "/api/desk/table?contest=majilis-lists").await;
    let first = get(&mission, &admin, "/api/desk/table").await;
    assert_eq!(named.body["columns"], first.body["columns"]);
    let none = get(&mission, &admin, "/api/desk/table?contest=president").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "{}", none.body);
    let wrong = get(&mission, &admin, "/api/desk/official/stations?only=x").await;
    assert!(wrong.body["detail"].as_str().unwrap().contains("expected same, differs"));
}

#[tokio::test]
async fn every_version_stays_and_says_what_it_changed() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let codes = reported(&mission, &admin).await;
    let first = published(&codes, 0);
    for (text, versions) in [(first.clone(), 1), (first.clone(), 1), (published(&codes, 3), 2)] {
        let told = send(&mission, &admin, IMPORT, text).await;
        assert_eq!(told.status, 200, "{}", told.body);
        let view = get(&mission, &admin, "/api/desk/views/official").await.body;
        assert_eq!(view["versions"].as_array().unwrap().len(), versions);
    }
    let path = "/api/desk/official/changes";
    let changes = get(&mission, &admin, path).await.body;
    fits(path, &changes);
    assert_eq!((&changes["before"], &changes["after"]), (&json!(1), &json!(2)));
    assert_eq!((&changes["total"], &changes["net"]["nur-otan"]), (&json!(3), &json!(150)));
    let figures = changes["rows"][0]["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 4, "issued, cast, valid and the votes: {figures:?}");
    // The first version is as it was.
    let old = get(&mission, &admin, "/api/desk/views/official?version=1").await.body;
    assert_eq!((&old["version"]["number"], &old["worth"]["votes"]), (&json!(1), &json!(0)));
    let file = get(&mission, &admin, "/api/desk/official/file?version=1").await;
    assert_eq!(file.body, Value::String(first));
    let missing = get(&mission, &admin, "/api/desk/official/stations?version=3").await;
    assert_eq!(missing.status, 404);
    // What comes in is looked at: nothing that is no table, and nothing without a source.
    let path = "/api/desk/import/official?file=a.csv";
    assert_eq!(send(&mission, &admin, path, "x").await.status, 400);
    assert_eq!(send(&mission, &admin, IMPORT, "station;x\n1;2\n").await.status, 400);
    let clerk = mission.account(&admin, 220, Role::Clerk).await;
    assert_eq!(get(&mission, &clerk, "/api/desk/views/official").await.status, 403);
    assert_eq!(get(&mission, &clerk, "/api/desk/table").await.status, 403);
}

/// The pictures of the data centre are those of the program: the same tests, the same figures.
#[tokio::test]
async fn fingerprints_are_those_of_the_program() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let codes = reported(&mission, &admin).await;
    // Two stations have more ballots than voters.
    let text = published(&codes, 9).replacen(",1000,", ",100,", 2);
    send(&mission, &admin, IMPORT, text.clone()).await;
    let path = "/api/desk/official/fingerprints";
    let answer = get(&mission, &admin, path).await.body;
    fits(path, &answer);
    let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
    let source = std::io::Cursor::new(text);
    let limits = sanaq_import::Limits::default();
    let read = sanaq_import::read(source, "x.csv", None, Some(&election), &limits, &|_| {});
    let results = read.unwrap().results;
    let question = sanaq_forensics::Question {
        results: &results,
        election: Some(&election),
        option: None,
        clean_bin: None,
    };
    let examination = sanaq_forensics::examine(&question).unwrap();
    // Read back as the answer is: the last bit of a figure may fall when it is read.
    let expected = serde_json::to_string(&examination.document(1_000)).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&answer[key], value, "{key}");
    }
    // Each note of the program is said in each language, and in none with the words of another.
    let said = |language: &str, list: &str| -> Vec<usize> {
        let all = answer["said"][language][list].as_array().unwrap().iter();
        all.map(|own| own.as_array().unwrap().len()).collect()
    };
    let document = examination.document(1_000);
    let tests: Vec<usize> = document.tests.iter().map(|own| own.notes.len()).collect();
    let stations: Vec<usize> = document.stations.iter().map(|own| own.reasons.len()).collect();
    assert!(tests.iter().sum::<usize>() > 0 && stations.iter().sum::<usize>() > 0);
    for language in ["en", "ru", "kk"] {
        assert_eq!(said(language, "tests"), tests);
        assert_eq!(said(language, "stations"), stations);
    }
    let first = |language: &str| answer["said"][language]["tests"][0].to_string();
    assert!(first("en").contains("one-sided"), "{}", first("en"));
    assert!(!first("ru").contains("one-sided") && first("ru") != first("kk"));
    assert!(!answer["said"].to_string().contains('⟦'), "a sentence is missing");
    let histogram = &answer["pictures"]["histograms"][0];
    assert_eq!(histogram["observed"].as_array().unwrap().len(), 501);
    let cells = answer["pictures"]["density"]["cells"].as_array().unwrap();
    let stations: u64 = cells.iter().filter_map(Value::as_u64).sum();
    assert_eq!((cells.len(), stations), (10_000, 398));
    let wrong = get(&mission, &admin, &format!("{path}?option=nobody")).await;
    assert!(wrong.body["detail"].as_str().unwrap().contains("expected one of nur-otan"));
}

/// A page has the whole table once and then only what changed.
#[tokio::test]
async fn the_table_tells_only_what_changed_since() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let codes = reported(&mission, &admin).await;
    let whole = get(&mission, &admin, "/api/desk/table").await.body;
    fits("/api/desk/table", &whole);
    assert_eq!((&whole["rows"], &whole["whole"]), (&json!(400), &json!(true)));
    let column = |answer: &Value, name: &str| -> Vec<i64> {
        let all = answer["columns"][name].as_array().unwrap().iter();
        all.map(|own| own.as_i64().unwrap_or(-1)).collect()
    };
    assert_eq!(column(&whole, "reports").iter().sum::<i64>(), 30);
    assert_eq!(column(&whole, "sampled").iter().sum::<i64>(), 60);
    assert_eq!(column(&whole, "protocol").iter().filter(|own| **own == 1).count(), 30);
    assert_eq!(column(&whole, "official").iter().sum::<i64>(), 0);
    let since = format!("/api/desk/table?since={}&list={}", whole["entries"], whole["list"]);
    let none = get(&mission, &admin, &since).await.body;
    assert_eq!((&none["whole"], &none["at"]), (&json!(false), &json!([])));
    protocol(&mission, &admin, 31, &codes[30], false).await;
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    let part = get(&mission, &admin, &since).await.body;
    fits("/api/desk/table", &part);
    let at = whole["columns"]["code"].as_array().unwrap().iter();
    let at = at.clone().position(|own| *own == json!(codes[30]));
    assert_eq!((&part["at"], column(&part, "reports")), (&json!([at.unwrap()]), vec![1]));
    send(&mission, &admin, IMPORT, published(&codes, 2)).await;
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    let after = get(&mission, &admin, "/api/desk/table").await.body;
    let official = column(&after, "official");
    let count = |code| official.iter().filter(|own| **own == code).count();
    assert_eq!([count(1), count(2), count(3)], [369, 29, 2]);
    assert_eq!(column(&after, "worth").iter().sum::<i64>(), 100);
    // Packed, and not sent twice.
    let ask = |name: &'static str, value: String| {
        let request = Request::builder().uri("/api/desk/table").header("cookie", &admin);
        let request = request.header(name, value).body(Body::empty()).unwrap();
        mission.router.clone().oneshot(request)
    };
    let packed = ask("accept-encoding", "gzip".to_owned()).await.unwrap();
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    assert_eq!(packed.headers()["cache-control"], "no-store");
    let tag = packed.headers()["etag"].to_str().unwrap().to_owned();
    let again = ask("if-none-match", tag).await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(told(again).await.body, Value::String(String::new()));
}

/// The story of a station is in the order in which the log took it.
#[tokio::test]
async fn a_station_tells_its_story_in_order() {
    let mission = Mission::new().await;
    let admin = mission.sign_in("admin").await;
    let codes = reported(&mission, &admin).await;
    let path = format!("/api/desk/views/station?station={}", codes[0]);
    let station = get(&mission, &admin, &path).await.body;
    let story = station["story"].as_array().unwrap();
    let what: Vec<&str> = story.iter().map(|own| own["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["deployed", "reported"]);
    let times: Vec<i64> = story.iter().map(|own| own["time"].as_i64().unwrap()).collect();
    assert!(times.is_sorted() && times[0] > 0, "{times:?}");
    assert_eq!(station["official"], json!([]));
    send(&mission, &admin, IMPORT, published(&codes, 1)).await;
    let station_again = get(&mission, &admin, &path).await.body;
    let official = &station_again["official"][0];
    assert_eq!(official["version"]["number"], 1);
    let figures = official["figures"].as_array().unwrap();
    assert!(figures.contains(&json!(["votes.ak-zhol", 40])), "{figures:?}");
    let accepted = &station["accepted"][0];
    assert_eq!((&accepted["contest"], &accepted["why"]), (&json!("majilis-lists"), &Value::Null));
    let figures = accepted["figures"].as_array().unwrap();
    assert!(figures.contains(&json!(["votes.ak-zhol", 40])), "{figures:?}");
}
