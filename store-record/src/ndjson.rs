//! Many envelopes as lines of JSON, in the memory of one.
//!
//! A line is one envelope: a JSON object in the canonical form, whose members are the columns of the generic table. It
//! is what PostgreSQL prints, byte for byte, for `to_jsonb(t)` of a row `t` in a session in UTC. The [`Reader`] also
//! accepts what `row_to_json(t)` prints, and any other order and white space. [`docs/format.md`](crate::guide::format)
//! specifies lines.
//!
//! To export PostgreSQL's rows, run `PGTZ=UTC psql -At -c 'SELECT to_jsonb(t) FROM record t'`. Don't use COPY: its text
//! format doubles backslashes, and not every line with doubled backslashes can be recognized.
//!
//! Use lines for exports, imports, fixtures and pipes between programs. Between a program and its database
//! [`EnvelopeBatch`](crate::EnvelopeBatch) is faster, because it converts nothing to text.
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

/// The default limit for a line that is written or read, in bytes without the line feed: 16 MiB.
pub const DEFAULT_MAX_LINE: usize = 16 << 20;
