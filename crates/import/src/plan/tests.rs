//! Headers compared, and made identifiers of.

use super::*;

#[test]
fn distances_are_the_usual_ones() {
    assert_eq!(distance("kitten", "sitting"), 3);
    assert_eq!(distance("", "abc"), 3);
    assert_eq!(distance("Same", "same"), 0);
}

#[test]
fn headers_become_identifiers() {
    assert_eq!(option_id("C007").unwrap().as_str(), "c007");
    assert_eq!(option_id(" Ak Zhol (list 2) ").unwrap().as_str(), "ak-zhol-list-2");
    assert!(option_id("ДА").is_none());
    assert!(option_id("--").is_none());
}

#[test]
fn invisible_differences_do_not_count() {
    assert_eq!(normal("\u{feff}  Число\u{a0}\n избирателей "), "Число избирателей");
}
