//! The audit trail: what is asked for is found, and no answer looks at all of it.

use sanaq_desk::{
    Meta, Mode, Page, Query, View,
    event::{Deployment, Review, Share, StationMissing, StationSettled, Verdict, WhyMissing},
    view::{Table, TrailOf},
};
use serde_json::{Value, json};

use crate::desk::{Desk, OPENING, count, id, report};

/// Protects an auditor on a large mission: what is rare is found however far back it lies, and no
/// answer looks at more than a part of the trail.
#[test]
fn the_trail_is_filtered_and_read_back_to_its_beginning() {
    let mut desk = Desk::planned();
    let first = desk.state.entries();
    let rare = sanaq_desk::event::SessionsRevoked { account: "dana".into() };
    let many = 120_000_u64;
    let call = call();
    for at in 0..many {
        let (event, actor) = match at {
            0 | 70_000 => (rare.clone().into(), "a/root"),
            _ if at % 2 == 0 => (call.clone().into(), "a/dana"),
            _ => (call.clone().into(), "a/ivan"),
        };
        desk.state.apply(&event, Meta { sequence: first + at, time: 0, actor });
    }
    let page = Page { from: 0, limit: 1_000 };
    let read = |of: TrailOf| match desk.state.view(
        &desk.state.viewer("root").unwrap(),
        Mode::Real,
        &Query::Trail(of),
        page,
        desk.now,
    ) {
        Ok(View::Trail(part)) => part,
        other => panic!("{other:?}"),
    };
    let all = |of: TrailOf| {
        let (mut found, mut answers, mut before) = (Vec::new(), 0, None);
        loop {
            let part = read(TrailOf { before, ..of.clone() });
            answers += 1;
            found.extend(part.rows.iter().map(|row| row.sequence));
            before = part.next;
            if before.is_none() {
                return (found, answers);
            }
        }
    };
    let of = |kind: &str, actor: &str, whom: &str| TrailOf {
        kind: kind.to_owned(),
        actor: actor.to_owned(),
        whom: whom.to_owned(),
        before: None,
    };
    let (found, answers) = all(of("sessions-revoked", "", "dana"));
    assert_eq!(found, [first + 70_000, first]);
    assert!((2..=4).contains(&answers), "an answer looks at a part only: {answers}");
    assert_eq!(all(of("sessions-revoked", "a/root", "")).0, found);
    // An account by its name alone; of its many entries an answer has as many as are asked for.
    let newest = read(of("", "ivan", ""));
    assert_eq!((newest.rows.len(), newest.rows[0].sequence), (1_000, first + many - 1));
    let older = read(TrailOf { before: newest.next, ..of("", "ivan", "") });
    assert_eq!(older.rows[0].sequence + 2, newest.rows[999].sequence);
    let nobody = read(of("", "nobody", ""));
    assert_eq!((nobody.rows.len(), nobody.next), (0, None), "no entry bears the name");
    // Without a filter every entry is read once, down to the first.
    let (whole, _) = all(TrailOf::default());
    assert!(whole.windows(2).all(|two| two[0] > two[1]));
    assert_eq!((whole.len() as u64, *whole.last().unwrap()), (first + many, 0));
}

/// Protects an auditor, who sees what was decided about which station, and what must not be told on
/// the way: that there is an incident, and where a partner's observer is.
#[test]
fn an_entry_names_its_station_and_decision_to_those_who_may_know() {
    let mut desk = Desk::planned();
    desk.file(count(1, "o-1", "1", 600, 40)).unwrap();
    desk.file(report(2, "incident", "o-1", "1", OPENING)).unwrap();
    let first = desk.state.entries();
    let review = |number, verdict| Review { report: id(number), verdict, reason: "x".into() };
    let missing = |why| StationMissing { station: "3".into(), why };
    desk.record(review(1, Verdict::Rejected));
    desk.record(review(2, Verdict::Verified));
    desk.record(missing(Some(WhyMissing::Closed)));
    desk.record(missing(None));
    desk.record(call());
    let (observer, station) = ("o-2".to_owned(), "5".to_owned());
    desk.record(Deployment { observer, station, shift: None, role: String::new() });
    desk.record(review(9, Verdict::Rejected));
    let seen = |desk: &Desk, who: &str| -> Vec<Value> {
        let trail = desk.json(who, &Query::Trail(TrailOf::default()));
        let rows = trail["rows"].as_array().unwrap().iter().rev();
        let rows = rows.filter(|row| row["sequence"].as_u64() >= Some(first));
        rows.map(|row| json!([row["station"], row["decision"]])).collect()
    };
    let officer = vec![
        json!(["1", { "verdict": "rejected" }]),
        json!(["1", { "verdict": "verified" }]),
        json!(["3", { "missing": "closed" }]),
        json!(["3", { "missing": null }]),
        json!([null, { "call": "reached" }]),
        json!(["5", null]),
        json!([null, null]),
    ];
    assert_eq!(seen(&desk, "sara"), officer);
    let mut admin = officer;
    admin[1] = json!([null, null]);
    assert_eq!(seen(&desk, "root"), admin, "no incident, and nothing of it");
    // The table says the same.
    let viewer = desk.state.viewer("root").unwrap();
    let head = desk.state.table(&viewer, Mode::Real, &Table::Trail).unwrap();
    let rows = (0..head.end).filter_map(|at| desk.state.row(&viewer, &head, at));
    let rows: Vec<Vec<String>> = rows.map(|row| row[4..].to_vec()).collect();
    assert_eq!(rows[rows.len() - 7], ["1", "rejected"]);
    assert_eq!(rows[rows.len() - 6], ["", ""]);
    assert_eq!(rows[rows.len() - 4], ["3", "observed"]);
    // Where a partner's observer is, is the partner's until it shares that.
    desk.record(Share { from: "ngo".into(), to: String::new(), on: false });
    assert_eq!(seen(&desk, "root")[5], json!([null, null]));
    // A report that is moved takes what was decided about it along.
    let (station, reason) = ("4".to_owned(), "x".to_owned());
    desk.record(StationSettled { report: id(1), station, reason });
    assert_eq!(seen(&desk, "root")[0], json!(["4", { "verdict": "rejected" }]));
}

fn call() -> sanaq_desk::event::Call {
    let body = serde_json::json!({ "observer": "o-1", "step": 1, "outcome": "reached" });
    serde_json::from_value(body).unwrap()
}
