//! `cargo +nightly fuzz run election`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("election", bytes));
