//! Every record type of the directory passes the conformance kit.

#![allow(clippy::unwrap_used)]

use store_record_examples::directory::{DirectoryRecord, old_rows, reference_records};

store_record::conformance::records!(DirectoryRecord, reference_records(), old_rows().unwrap());

store_record::conformance::records!(fn generated_records_conform: DirectoryRecord, [], old_rows().unwrap());
