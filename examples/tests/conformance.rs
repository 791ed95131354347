//! Every record type of the directory passes the conformance kit.

use store_record_examples::directory::{DirectoryRecord, reference_records};

store_record::conformance::records!(DirectoryRecord, reference_records());

store_record::conformance::records!(fn generated_records_conform: DirectoryRecord);
