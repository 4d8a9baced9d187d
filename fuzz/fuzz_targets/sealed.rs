//! `cargo +nightly fuzz run sealed`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("sealed", bytes));
