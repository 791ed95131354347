#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| store_record_fuzz::json::check(input));
