//! Checks of the workshop.
fn main() {}
