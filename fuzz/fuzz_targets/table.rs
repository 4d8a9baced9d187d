//! `cargo +nightly fuzz run table`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("table", bytes));
