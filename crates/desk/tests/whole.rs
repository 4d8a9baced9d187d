//! What the office promises, tested from outside: one binary, one file a subject.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

#[path = "whole/desk.rs"]
mod desk;
#[path = "whole/entrance.rs"]
mod entrance;
#[path = "whole/entry.rs"]
mod entry;
#[path = "whole/fixtures.rs"]
mod fixtures;
#[path = "whole/held.rs"]
mod held;
#[path = "whole/mission.rs"]
mod mission;
#[path = "whole/office.rs"]
mod office;
#[path = "whole/order.rs"]
mod order;
#[path = "whole/trail.rs"]
mod trail;
#[path = "whole/ways.rs"]
mod ways;
