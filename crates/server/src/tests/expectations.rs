//! What coordinators expect and a first version forgets, through the server's own router. Numbers
//! are those of the twenty expectations; what is not here is in `texts` (2, 3), `forgetting` (20),
//! with the ways in (4, 5, 6, 16), or at the desk (17, 19).

use axum::http::{Method, StatusCode};
use sanaq_desk::event::{Role, Sample, SampleLocked, SampleRow};
use serde_json::{Value, json};

use super::day::{Day, PROTOCOL, count, id, observer};

/// 1: who to call, with supervisor and back-up number in the same row.
#[tokio::test]
async fn silent_observers_are_listed_with_whom_to_call() {
    let day = Day::new("").await;
    let body = json!({ "observer": "o-1", "phones": ["01".repeat(16)], "backup": "11".repeat(16) });
    assert_eq!(day.decide("coordinator", 1, "phones/1", body).await.status, StatusCode::OK);
    day.file(count(2, "o-3", "1", 100)).await;
    day.at(760);
    let view = day.get("coordinator", "/api/desk/views/silent").await;
    let rows = view["rows"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["observer"]), (1, &json!("o-1")), "{view}");
    assert_eq!(rows[0]["supervisor"], "c-1");
    assert_eq!(rows[0]["backup"], "11".repeat(16));
    let call = json!({ "observer": "o-1", "step": 2, "outcome": "no-answer" });
    assert_eq!(day.decide("coordinator", 3, "call/1", call).await.status, StatusCode::OK);
    let view = day.get("coordinator", "/api/desk/views/silent").await;
    assert_eq!(view["rows"][0]["last_call"][2], "no-answer");
}

/// 7 and 8: somebody takes over, a phone is lost; nothing that was reported goes.
#[tokio::test]
async fn an_observer_is_replaced_and_a_phone_is_lost_without_losing_anything() {
    let day = Day::new("").await;
    let admin = day.mission.sign_in("admin").await;
    let phone = day.mission.phone(&admin, "o-7", 150).await;
    day.deploy("o-7", "1").await;
    let file = |phone: String, number: u32| {
        let report = count(number, "o-7", "1", 100);
        let day = &day;
        async move {
            let who = [("authorization", phone.as_str())];
            day.mission.ask(Method::POST, "/api/reports", &who, report).await.status
        }
    };
    assert_eq!(file(phone.clone(), 1).await, StatusCode::OK);
    assert_eq!(
        day.decide("coordinator", 2, "phone-lost/1", json!({ "observer": "o-7" })).await.status,
        200
    );
    assert_eq!(file(phone, 3).await, StatusCode::UNAUTHORIZED, "the lost phone is shut out");
    let again = day.mission.phone(&admin, "o-7", 151).await;
    let who = [("authorization", again.as_str())];
    let told = day.mission.ask(Method::GET, "/api/phone", &who, Value::Null).await;
    assert_eq!(told.body["mine"]["reports"][0]["id"], id(1), "what was sent is there again");
    let new = serde_json::to_value(observer("o-8", "")).unwrap();
    let body = json!({ "old": "o-7", "new": new, "reason": "ill" });
    assert_eq!(
        day.decide("coordinator", 4, "observer-replaced/1", body).await.status,
        StatusCode::OK
    );
    assert_eq!(file(again, 5).await, StatusCode::OK, "what was still on the phone comes in");
    assert!(day.flags(5).await.contains("revoked"));
    assert_eq!(day.file(count(6, "o-8", "1", 150)).await.status, StatusCode::OK);
    let lines = day.csv("analyst", "form=turnout").await;
    assert!(lines[2].contains("o-7") && lines[3].contains("o-8"), "{lines:?}");
    assert!(!lines[3].contains("not-deployed"), "who takes over is where the other was");
}

/// 9: entry by telephone says who typed it and by which way it came.
#[tokio::test]
async fn what_is_told_on_the_telephone_names_the_operator() {
    let day = Day::new("").await;
    let mut report = count(1, "o-1", "1", 100);
    report["channel"] = json!("phone");
    assert_eq!(day.file(report).await.status, StatusCode::OK);
    let view = day.get("coordinator", &format!("/api/desk/views/report?id={}", id(1))).await;
    assert_eq!((&view["operator"], &view["channel"]), (&json!("coordinator"), &json!("phone")));
    assert_eq!(view["observer"], "o-1");
}

/// 10: a stage that is locked takes what comes late, and says so.
#[tokio::test]
async fn a_locked_stage_takes_and_marks() {
    let day = Day::new("").await;
    let lock = json!({ "stage": "turnout", "area": "", "locked": true });
    assert_eq!(day.decide("coordinator", 1, "stage-lock/1", lock).await.status, StatusCode::OK);
    assert_eq!(day.file(count(2, "o-1", "1", 100)).await.status, StatusCode::OK);
    assert!(day.flags(2).await.contains("locked"));
}

/// 10: a stage opens and closes by the station's own clock; a hand goes before it.
#[tokio::test]
async fn a_stage_opens_and_closes_by_time() {
    let day = Day::new("").await;
    let hours = |locked: bool| {
        json!({ "stage": "turnout", "area": "", "locked": locked,
            "opens": 600, "closes": 720 })
    };
    let told = day.decide("coordinator", 1, "stage-lock/1", hours(false)).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let file = async |number: u32, minute: i64, station: &str| {
        day.at(minute);
        let told = day.file(count(number, "o-1", station, 100)).await;
        assert_eq!(told.status, StatusCode::OK, "taken, whatever the time: {}", told.body);
        day.flags(number).await.contains("\"locked\"")
    };
    assert!(file(10, 590, "1").await, "before it opens");
    assert!(!file(11, 600, "1").await && !file(12, 719, "1").await);
    assert!(file(13, 720, "1").await, "after it closes");
    assert!(!file(14, 760, "2").await, "in the west it is an hour earlier");
    // What was made in time and comes late, from a phone without a network, is no fault.
    let late = async |number: u32| {
        let mut late = count(number, "o-1", "1", 100);
        late["made"] = json!(Day::second(700));
        assert_eq!(day.file(late).await.status, StatusCode::OK);
        day.flags(number).await.contains("\"locked\"")
    };
    assert!(!late(15).await);
    let told = day.decide("coordinator", 2, "stage-lock/1", hours(true)).await;
    assert_eq!(told.status, StatusCode::OK);
    assert!(late(16).await, "locked by hand within its hours");
    let locks = day.get("analyst", "/api/desk/forms").await["locks"].clone();
    assert_eq!(locks, json!([hours(true)]), "and everybody sees why");
}

/// A discreet call for help is the first thing that the data centre sees, until somebody answers.
#[tokio::test]
async fn a_call_for_help_stands_first_until_somebody_answers() {
    let day = Day::new("").await;
    let incident = |number: u32, category: &str| {
        json!({ "id": id(number), "form": "incident", "version": "1", "station": "1",
            "observer": "o-1", "answers": { "category": { "choice": category } } })
    };
    for (number, category) in [(1, "stuffing"), (2, "help-now"), (3, "carousel")] {
        let told = day.file(incident(number, category)).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    }
    let order = async || {
        let view = day.get("coordinator", "/api/desk/views/incidents").await;
        let rows = view["rows"]["rows"].as_array().unwrap();
        let ids: Vec<String> =
            rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
        let marked: Vec<bool> = rows.iter().map(|row| row["help"] == true).collect();
        (ids, marked, view["help"].clone())
    };
    let (ids, marked, calls) = order().await;
    assert_eq!(ids, [id(2), id(3), id(1)], "then the newest");
    assert_eq!((marked, calls), (vec![true, false, false], json!({ "open": 1, "all": 1 })));
    // Who may not read incidents sees all the same that somebody waits.
    assert_eq!(
        day.ask("analyst", Method::GET, "/api/desk/views/incidents", Value::Null).await.status,
        403
    );
    let open = async || {
        let wall = day.get("analyst", "/api/desk/views/arrivals?area=East").await;
        let view = day.get("analyst", "/api/desk/views/overview").await;
        let east = view["areas"].as_array().unwrap();
        let east = east.iter().find(|row| row["area"] == "East").unwrap().clone();
        [&wall["help"], &view["help"], &view["total"]["help"], &east["help"]]
            .map(|calls| calls["open"].as_u64().unwrap())
    };
    assert_eq!(open().await, [1; 4]);
    let body = json!({ "report": id(2), "verdict": "call-back", "reason": "we are on the phone" });
    assert_eq!(day.decide("coordinator", 4, "review/1", body).await.status, StatusCode::OK);
    assert_eq!(open().await, [0; 4], "answered");
    let (ids, marked, calls) = order().await;
    assert_eq!((ids, calls), (vec![id(3), id(2), id(1)], json!({ "open": 0, "all": 1 })));
    assert_eq!(marked, [false, true, false], "and still marked");
    // From a station that no list has, the call is counted too.
    let mut lost = incident(5, "help-now");
    lost["station"] = json!("9999");
    assert_eq!(day.file(lost).await.status, StatusCode::OK);
    let view = day.get("analyst", "/api/desk/views/overview").await;
    assert_eq!(view["help"], json!({ "open": 1, "all": 2 }));
}

/// Protects who answers a call-back in words: they come sealed though the form asks for none, are
/// nobody's fault, and are read by those alone who open what is sealed; in the clear they are
/// refused and nothing is kept.
#[tokio::test]
async fn words_in_answer_to_a_call_back_are_sealed() {
    let day = Day::new("").await;
    let admin = day.mission.sign_in("admin").await;
    let phone = day.mission.phone(&admin, "o-7", 150).await;
    day.deploy("o-7", "1").await;
    let file = async |report: Value| {
        let who = [("authorization", phone.as_str())];
        day.mission.ask(Method::POST, "/api/reports", &who, report).await
    };
    assert_eq!(file(count(1, "", "1", 100)).await.status, StatusCode::OK);
    let asks = json!({ "report": id(1), "verdict": "call-back", "reason": "so few?" });
    assert_eq!(day.decide("coordinator", 2, "review/1", asks).await.status, StatusCode::OK);
    let again = |number: u32| {
        let mut report = count(number, "", "1", 100);
        report["corrects"] = json!(id(1));
        report
    };
    let mut open = again(3);
    open["answers"]["comment"] = json!({ "text": "CANARY" });
    let refused = file(open).await;
    assert_eq!(refused.body["title"], "must-be-sealed", "{}", refused.body);
    let words = b"age-encryption.org/v1\nwords".to_vec();
    let blob = day.mission.server.office.blobs.put(words.into()).await.unwrap().to_string();
    let mut sealed = again(4);
    sealed["sealed"] = json!([{ "place": "comment", "blob": blob }]);
    let told = file(sealed).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);

    let calls = day.get("coordinator", "/api/desk/views/call-backs").await;
    assert_eq!(calls["rows"][0]["answered"], id(4), "{calls}");
    let path = format!("/api/desk/views/report?id={}", id(4));
    let view = day.get("coordinator", &path).await;
    assert_eq!(view["sealed"], json!([{ "place": "comment", "blob": blob }]));
    let faulty = |view: &Value| {
        let mut faults = view["faults"].as_array().unwrap().iter();
        faults.any(|fault| fault["place"] == "comment")
    };
    assert!(!faulty(&view), "it is no fault that the form has no such question: {view}");
    let path = format!("/api/desk/sealed/{blob}");
    let readers =
        [("coordinator", 200), ("securityofficer", 200), ("analyst", 403), ("admin", 403)];
    for (who, status) in readers {
        let told = day.ask(who, Method::GET, &path, Value::Null).await;
        assert_eq!(told.status.as_u16(), status, "{who}");
    }
    // Elsewhere than in an answer it is a fault like every other.
    let mut other = count(5, "", "1", 100);
    other["sealed"] = json!([{ "place": "comment", "blob": blob }]);
    assert_eq!(file(other).await.status, StatusCode::OK);
    let view = day.get("coordinator", &format!("/api/desk/views/report?id={}", id(5))).await;
    assert!(faulty(&view), "{view}");
}

/// 11: a station that is not the observer's is settled by a person; what was sent stays.
#[tokio::test]
async fn a_wrong_station_is_settled_by_a_person() {
    let day = Day::new("").await;
    day.file(count(1, "o-1", "4", 100)).await;
    let body = json!({ "report": id(1), "station": "1", "reason": "mistyped" });
    let told = day.decide("analyst", 2, "station-settled/1", body.clone()).await;
    assert_eq!(told.status, StatusCode::FORBIDDEN);
    assert_eq!(
        day.decide("coordinator", 3, "station-settled/1", body).await.status,
        StatusCode::OK
    );
    let lines = day.csv("analyst", "form=turnout").await;
    assert!(lines[1].contains(",turnout,1,1,4,"), "station and what was sent: {}", lines[1]);
}

/// 12: a locked sample takes no substitute.
#[tokio::test]
async fn stations_of_a_sample_are_not_substituted() {
    let day = Day::new("").await;
    let row = |code: &str| SampleRow { station: code.into(), ..SampleRow::default() };
    let sample = |codes: &[&str]| Sample {
        name: "pvt".into(),
        seed: "1".into(),
        method: "simple".into(),
        rows: codes.iter().map(|code| row(code)).collect(),
        ..Sample::default()
    };
    day.record(sample(&["1", "2"])).await;
    day.record(SampleLocked { name: "pvt".into(), waves: 0 }).await;
    let other = serde_json::to_value(sample(&["3"])).unwrap();
    let told = day.decide("coordinator", 1, "sample/1", other).await;
    assert_eq!(told.status, StatusCode::CONFLICT, "{}", told.body);
    let why = json!({ "station": "2", "why": "refused" });
    assert_eq!(day.decide("coordinator", 2, "station-missing/1", why).await.status, StatusCode::OK);
}

/// 13: two who differ are both kept, and a person decides.
#[tokio::test]
async fn of_two_reports_that_differ_both_are_kept() {
    let day = Day::new("").await;
    for (number, who, voters) in [(1, "o-1", 100), (2, "o-3", 300)] {
        day.file(count(number, who, "1", voters)).await;
    }
    for number in [1, 2] {
        let view =
            day.get("coordinator", &format!("/api/desk/views/report?id={}", id(number))).await;
        assert!(view["flags"].to_string().contains("disagree"), "{view}");
    }
    assert_eq!(day.csv("analyst", "form=turnout").await.len(), 3);
    let body = json!({ "report": id(2), "verdict": "rejected", "reason": "" });
    let told = day.decide("coordinator", 3, "review/1", body).await;
    assert!(told.status.is_client_error(), "nothing is rejected without a reason");
}

/// 14: partners share and withdraw, and every table follows.
#[tokio::test]
async fn partners_share_and_withdraw_and_every_table_follows() {
    let mut day = Day::new("").await;
    day.partner(900, "nina", Role::Coordinator).await;
    day.partner(901, "omar", Role::Admin).await;
    day.file(count(1, "o-1", "1", 100)).await;
    let theirs = count(2, "o-2", "1", 100);
    let told = day.ask("nina", Method::POST, "/api/desk/reports", theirs).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let rows = |lines: Vec<String>| lines.len() - 1;
    for (number, shares) in (10..).zip([false, true, false]) {
        let share = json!({ "from": "ngo", "to": "", "on": shares });
        assert_eq!(day.decide("omar", number, "share/1", share).await.status, StatusCode::OK);
        let (both, people) = if shares { (2, 3) } else { (1, 2) };
        assert_eq!(rows(day.csv("analyst", "form=turnout").await), both, "{shares}");
        assert_eq!(rows(day.csv("analyst", "table=observers").await), people, "{shares}");
        assert_eq!(rows(day.csv("nina", "form=turnout").await), 1, "their own, always");
        let view = day.get("coordinator", "/api/desk/views/history?form=turnout").await;
        assert_eq!(view["total"], both);
        let view = day.get("coordinator", "/api/desk/views/overview").await;
        assert_eq!(view["total"]["reports"], both);
    }
}

/// 15: accreditation, training, materials, expenses: each by itself.
#[tokio::test]
async fn how_far_each_observer_is_prepared_is_kept() {
    let day = Day::new("").await;
    for (number, state) in (1..).zip([
        json!({ "accreditation": "granted" }),
        json!({ "trained": true }),
        json!({ "materials": "received" }),
        json!({ "paid": true }),
    ]) {
        let mut body = state;
        body["observer"] = json!("o-1");
        assert_eq!(
            day.decide("coordinator", number, "readiness/1", body).await.status,
            StatusCode::OK
        );
    }
    let view = day.get("coordinator", "/api/desk/views/observers").await;
    let own = &view["rows"][0];
    let found = [&own["accreditation"], &own["trained"], &own["materials"], &own["paid"]];
    assert_eq!(found, [&json!("granted"), &json!(true), &json!("received"), &json!(true)]);
}

/// 18: a form that is corrected during the day still takes the old version, and marks it.
#[tokio::test]
async fn the_old_version_of_a_form_is_taken_and_marked() {
    let day = Day::new("").await;
    day.file(count(1, "o-1", "1", 100)).await;
    let mut form = sanaq_forms::builtin::form("turnout").unwrap().unwrap();
    form.version = "2".into();
    let clear = sanaq_desk::clear_fields(&form);
    day.record(sanaq_desk::event::Published { form, clear }).await;
    assert_eq!(day.file(count(2, "o-1", "1", 110)).await.status, StatusCode::OK);
    assert!(!day.flags(1).await.contains("old-version"), "it was right when it was filed");
    assert!(day.flags(2).await.contains("old-version"));
}

/// 19: a drill is walled off in every view and every table, and is frozen at its end.
#[tokio::test]
async fn a_drill_is_in_no_real_view_and_no_real_table() {
    let day = Day::new("").await;
    day.drill(true).await;
    let mut incident = json!({ "id": id(2), "form": "incident", "version": "1", "station": "1",
        "observer": "o-1", "answers": { "people-affected": { "integer": 3 } } });
    assert_eq!(day.file(count(1, "o-1", "1", 99_999)).await.status, StatusCode::OK);
    assert_eq!(day.file(incident.clone()).await.status, StatusCode::OK);
    day.drill(false).await;
    for table in ["form=turnout", "table=incidents", "table=messages", "table=outgoing"] {
        let lines = day.csv("coordinator", table).await;
        assert_eq!(lines.len(), 1, "{table}: {lines:?}");
        let drill = day.csv("coordinator", &format!("{table}&drill=true")).await;
        assert!(drill.iter().skip(1).all(|line| line.contains(",true,")), "{drill:?}");
    }
    assert_eq!(day.csv("coordinator", "form=turnout&drill=true").await.len(), 2);
    for view in ["reviews", "incidents", "turnout", "overview", "stations", "arrivals", "history"] {
        let seen = day.get("coordinator", &format!("/api/desk/views/{view}")).await;
        let text = seen.to_string();
        assert!(!text.contains(&id(1)) && !text.contains(&id(2)), "{view}: {text}");
        assert!(!text.contains("99999"), "{view}: {text}");
    }
    let total = day.get("coordinator", "/api/desk/views/overview").await["total"].clone();
    assert_eq!(total["reports"], 0);
    // The drill is over: what comes now is real, also a correction of what was its.
    incident["id"] = json!(id(3));
    incident["corrects"] = json!(id(2));
    day.file(incident).await;
    assert_eq!(day.csv("coordinator", "table=incidents&drill=true").await.len(), 2);
    assert_eq!(day.csv("coordinator", "table=incidents").await.len(), 2);
    assert_eq!(day.csv("coordinator", &format!("form={PROTOCOL}")).await.len(), 1);
}
