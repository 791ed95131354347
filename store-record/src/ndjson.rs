//! [`ndjson`](self): many envelopes as lines of JSON, one after another, at the memory of one.
//!
//! A line is one envelope: a JSON object whose members are the columns of the generic table, in the canonical form. To
//! the byte it is what PostgreSQL prints for `to_jsonb(t)` of a row `t` in a session in UTC; the [`Reader`] takes what
//! `row_to_json(t)` prints as well, and any other order and white space. [`docs/format.md`](crate::guide::format) specifies it.
//!
//! PostgreSQL's rows come from `PGTZ=UTC psql -At -c 'SELECT to_jsonb(t) FROM record t'`. COPY isn't fit for it: its text
//! format doubles the backslashes, and not each line with doubled backslashes can be recognized as such.
//!
//! For exports, imports, fixtures and pipes between programs. Between a program and its database
//! [`EnvelopeBatch`](crate::EnvelopeBatch) is faster, as nothing is put into text.
//!
//! ```
//! use store_record::{StoreRecord, ndjson};
//!
//! #[derive(Debug, PartialEq, StoreRecord)]
//! #[store_record(type = "account", scope = tenant, key = id)]
//! struct Account { tenant: String, id: u64 }
//!
//! let mut writer = ndjson::Writer::new(Vec::new());
//! for id in 0..3 {
//!     writer.write_record(&Account { tenant: "acme".into(), id })?;
//! }
//! let file = writer.into_inner();
//!
//! for (row, id) in ndjson::Reader::new(file.as_slice()).zip(0..) {
//!     assert_eq!(row?.open::<Account>()?, Account { tenant: "acme".into(), id });
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub use error::{ReadError, WriteError};
pub use form::LineForm;
pub use reader::Reader;
pub use writer::Writer;

mod decode;
mod encode;
mod error;
mod form;
mod reader;
mod writer;

/// The longest line in bytes, without its end, that is written and read where nothing else is asked for: 16 MiB.
pub const DEFAULT_MAX_LINE: usize = 16 << 20;
