//! `cargo +nightly fuzz run photo`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("photo", bytes));
