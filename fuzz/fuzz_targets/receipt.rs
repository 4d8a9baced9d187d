//! `cargo +nightly fuzz run receipt`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("receipt", bytes));
