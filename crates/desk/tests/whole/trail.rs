//! The audit trail: what is asked for is found, and no answer looks at all of it.

use sanaq_desk::{Meta, Mode, Page, Query, View, view::TrailOf};

use crate::desk::Desk;

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

fn call() -> sanaq_desk::event::Call {
    let body = serde_json::json!({ "observer": "o-1", "step": 1, "outcome": "reached" });
    serde_json::from_value(body).unwrap()
}
