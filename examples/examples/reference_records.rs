//! Stores the reference records of the directory in a SQLite file: `cargo run --example reference_records -- directory.sqlite`

use std::error::Error;
use std::path::Path;
use store_record::RecordManifest;
use store_record::store::Store as _;
use store_record_examples::directory::reference_records;
use store_record_examples::sqlite::SqliteStore;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("expected the path of a SQLite file")?;
    let rows = reference_records().iter().map(RecordManifest::to_envelope).collect::<Result<Vec<_>, _>>()?;
    SqliteStore::open(Path::new(&path))?.put_all(&rows)?;
    Ok(())
}
