//! Who is who, who is where, who may see what.

use super::*;

fn observer(id: &str, phone: u8) -> Observer {
    Observer {
        id: id.into(),
        organisation: String::new(),
        code: None,
        language: "kk".into(),
        supervisor: Some("c-1".into()),
        phones: vec![PhoneHash([phone; 16])],
        backup: None,
    }
}

#[test]
fn new_numbers_replace_old_ones() {
    let mut people = People::default();
    let number = people.enrol(&observer("o-1", 1));
    people.enrol(&observer("o-1", 2));
    assert_eq!(people.by_phone(PhoneHash([1; 16])), None);
    assert_eq!(people.by_phone(PhoneHash([2; 16])), Some(number));
    assert_eq!(people.get(number).unwrap().phones.len(), 1);
}

#[test]
fn who_is_replaced_hands_over_the_stations_and_keeps_the_past() {
    let mut people = People::default();
    people.enrol(&observer("o-1", 1));
    let deployment = Deployment {
        observer: "o-1".into(),
        station: "7".into(),
        shift: None,
        role: String::new(),
    };
    people.deploy(&deployment, 7, 0);
    let replaced = Replaced { old: "o-1".into(), new: observer("o-2", 2), reason: "ill".into() };
    let (old, new) = people.replace(&replaced, Meta { sequence: 9, time: 0, actor: "a" });
    assert!(people.is_deployed(old, 7) && people.is_deployed(new, 7));
    assert!(people.get(old).unwrap().deployments[0].ended);
    assert_eq!(people.get(old).unwrap().revoked, Some(9));
    assert_eq!(people.at_station(7).count(), 2);
}

#[test]
fn a_lost_phone_shuts_its_device_out_and_nothing_else() {
    let mut people = People::default();
    people.enrol(&observer("o-1", 1));
    people.join(&Device { observer: "o-1".into(), token: "t".into(), given: false });
    people.lose_phone("o-1", None);
    let (_, row) = people.find("o-1").unwrap();
    assert!(row.tokens.is_empty() && row.revoked.is_none() && row.phones.len() == 1);
}

#[test]
fn sharing_has_a_direction_and_an_end() {
    let mut people = People::default();
    let share = Share { from: "a".into(), to: String::new(), on: true };
    people.share(&share);
    assert!(people.may_see("", "a") && !people.may_see("a", ""));
    people.share(&Share { on: false, ..share });
    assert!(!people.may_see("", "a"));
}
