//! `cargo +nightly fuzz run results`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("results", bytes));
