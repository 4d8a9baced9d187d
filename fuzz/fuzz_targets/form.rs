//! `cargo +nightly fuzz run form`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("form", bytes));
