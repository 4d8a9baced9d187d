//! `cargo +nightly fuzz run sms`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("sms", bytes));
