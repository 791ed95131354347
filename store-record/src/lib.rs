// These links replace the file paths in README.
//! [Getting started]: crate::guide::getting_started
//! [Concepts]: crate::guide::concepts
//! [Keys and ranges]: crate::guide::keys
//! [Evolution cookbook]: crate::guide::cookbook
//! [Stores]: crate::guide::stores
//! [Coming from serde]: crate::guide::coming_from_serde
//! [Taking over a table]: crate::guide::taking_over
//! [Attributes]: crate::guide::attributes
//! [Features]: crate::guide::features
//! [The tool]: crate::guide::tool
//! [Production checklist]: crate::guide::production
//! [Troubleshooting]: crate::guide::troubleshooting
//! [Limits]: crate::guide::limits
//! [the catalog]: https://raw.githubusercontent.com/store-record/store-record/main/docs/images/catalog.png
//! [`docs/adapters.md`]: crate::guide::adapters
//! [`docs/architecture.md`]: crate::guide::architecture
//! [`docs/deploys.md`]: crate::guide::deploys
//! [`docs/engines.md`]: crate::guide::engines
//! [`docs/evolution.md`]: crate::guide::evolution
//! [`docs/format.md`]: crate::guide::format
//! [`docs/performance.md`]: crate::guide::performance
//! [`docs/scaling.md`]: crate::guide::scaling
//! [`docs/testing.md`]: crate::guide::testing
//! [`docs/threats.md`]: crate::guide::threats
//! [`CHANGELOG.md`]: crate::guide::changelog
//! [`CONTRIBUTING.md`]: https://github.com/store-record/store-record/blob/main/CONTRIBUTING.md
//! [`SECURITY.md`]: https://github.com/store-record/store-record/blob/main/SECURITY.md
#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod batch;
pub mod catalog;
mod char_boundary;
#[cfg(feature = "cli")]
pub mod cli;
mod codec;
mod columns;
#[cfg(feature = "conformance")]
pub mod conformance;
mod const_text;
pub mod ddl;
mod derived;
mod digest;
mod envelope;
mod error;
mod explain;
#[cfg(doc)]
pub mod guide;
mod integrations;
mod key;
mod lock;
mod manifest;
pub mod ndjson;
mod order;
mod path_name;
mod payload;
#[allow(missing_docs, clippy::missing_errors_doc)]
mod private;
mod read_back;
mod record;
mod schema;
mod shape;
pub mod statements;
pub mod store;
mod store_as;
mod trace;
mod upcast;
mod value;

// The module is private and this is public, so that a compile error has one path to what is in it.
#[doc(hidden)]
pub mod __private {
    pub use crate::private::*;
}

pub use batch::{EnvelopeBatch, EnvelopeBatches, RowError};
pub use codec::decoder::Decoder;
pub use codec::encoder::Encoder;
pub use columns::{Revision, Timestamp};
pub use digest::Digest;
#[cfg(feature = "digest")]
pub use digest::DigestError;
pub use envelope::{Envelope, EnvelopeColumns, EnvelopeRef, MAX_RECORD_KEY, MAX_RECORD_TYPE, MAX_SCOPE, StoredText};
pub use error::{
    DecodeError, DecodeErrorKind, EncodeError, EncodeErrorKind, KeyError, KeyErrorKind, OpenError, Path, UpcastError,
};
pub use explain::{Difference, Differences, explain};
pub use key::{KeyDecoder, KeyEncoder, KeyEncoding, KeyRange, RecordKey, Scope, StoreKey};
pub use manifest::{RecordManifest, Registers};
pub use payload::{Metadata, Payload, from_slice};
#[doc(hidden)]
pub use record::RecordVisitor;
pub use record::StoreRecord;
pub use schema::json_schema;
pub use shape::{
    ComponentShape, EnumRepr, EnumShape, FieldShape, IntegerShape, RecordShape, Shape, StructShape, TextForm,
    UnknownFieldPolicy, VariantShape,
};
pub use value::displayed::Text;
pub use value::json::Json;
pub use value::unknown_fields::{UnknownFields, UnknownFieldsIntoIter, UnknownFieldsIter};
pub use value::{IsNotNull, NotNull, Nullable, StoreValue};

#[doc = include_str!("derives/record_manifest.md")]
pub use store_record_derive::RecordManifest;
#[doc = include_str!("derives/store_key.md")]
pub use store_record_derive::StoreKey;
#[doc = include_str!("derives/store_record.md")]
pub use store_record_derive::StoreRecord;
#[doc = include_str!("derives/store_value.md")]
pub use store_record_derive::StoreValue;
