//! How unevenly a hash of the scope fills shards, for sizes of scopes by Zipf's law.
//!
//! `cargo run --release -p store-record-examples --example skew`, or with exponents as arguments: `-- 0.9 1.1`

use std::io::stdout;
use std::process::ExitCode;
use store_record_examples::skew;

/// The number of scopes.
const SCOPES: u32 = 2_000;

fn main() -> ExitCode {
    let arguments: Result<Vec<f64>, _> = std::env::args().skip(1).map(|argument| argument.parse()).collect();
    let exponents = match arguments {
        Ok(exponents) if exponents.is_empty() => vec![0.8, 1.0, 1.2],
        Ok(exponents) if exponents.iter().all(|exponent| exponent.is_finite() && *exponent >= 0.0) => exponents,
        _ => {
            eprintln!("the arguments are exponents, numbers of at least 0");
            return ExitCode::FAILURE;
        }
    };
    match skew::print(SCOPES, &exponents, &mut stdout()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
