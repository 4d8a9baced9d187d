//! `cargo +nightly fuzz run recipe`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("recipe", bytes));
