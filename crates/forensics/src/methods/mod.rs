//! One statistical method a file: source, preconditions, limits, and what it cannot show.

pub mod clean_zone;
pub mod integer;
