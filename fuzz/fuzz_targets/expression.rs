//! `cargo +nightly fuzz run expression`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("expression", bytes));
