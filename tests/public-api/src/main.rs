//! Prints the public API that a file of rustdoc's JSON describes, an item a line.

use public_api::Builder;
use std::error::Error;
use std::io::{self, Write as _};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args_os().nth(1).ok_or("the argument is the path of rustdoc's JSON")?;
    // Blanket and auto traits say nothing of this crate but noise.
    let api = Builder::from_rustdoc_json(file).omit_blanket_impls(true).omit_auto_trait_impls(true).build()?;
    Ok(write!(io::stdout(), "{api}")?)
}
