//! Prints the public API of a file of rustdoc's JSON, one item per line.

use public_api::Builder;
use std::error::Error;
use std::io::{self, Write as _};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args_os().nth(1).ok_or("the argument is the path of rustdoc's JSON")?;
    // Blanket and auto traits aren't specific to this crate.
    let api = Builder::from_rustdoc_json(file).omit_blanket_impls(true).omit_auto_trait_impls(true).build()?;
    Ok(write!(io::stdout(), "{api}")?)
}
