//! `cargo +nightly fuzz run xform`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sanaq_probe::run("xform", bytes));
