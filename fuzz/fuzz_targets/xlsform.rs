//! `cargo +nightly fuzz run xlsform`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("xlsform", bytes));
