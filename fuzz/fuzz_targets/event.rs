//! `cargo +nightly fuzz run event`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("event", bytes));
