//! `cargo +nightly fuzz run submission`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("submission", bytes));
