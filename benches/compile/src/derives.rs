//! The compared derives, and the source that a crate needs for each.

use clap::ValueEnum;
use std::path::Path;

/// A derive or a pair of derives that reads and writes JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Derive {
    /// Only the structs, without a derive.
    Plain,
    StoreRecord,
    StoreValue,
    Serde,
    Facet,
    Miniserde,
    Nanoserde,
}

impl Derive {
    /// Returns the name in the tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "no derive",
            Self::StoreRecord => "`StoreRecord`: codec, key, columns, envelope",
            Self::StoreValue => "`StoreValue`: the codec alone",
            Self::Serde => "serde and serde_json",
            Self::Facet => "facet and facet-json",
            Self::Miniserde => "miniserde, instants as text, variants without content",
            Self::Nanoserde => "nanoserde, instants as text",
        }
    }

    /// Returns the short name, for folders and packages.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::StoreRecord => "store-record",
            Self::StoreValue => "store-value",
            Self::Serde => "serde",
            Self::Facet => "facet",
            Self::Miniserde => "miniserde",
            Self::Nanoserde => "nanoserde",
        }
    }

    /// Returns the dependencies for `Cargo.toml`. `workspace` is the folder with the package `store-record`.
    pub(crate) fn dependencies(self, workspace: &Path) -> String {
        let store_record = workspace.join("store-record");
        match self {
            Self::Plain => "time = { version = \"0.3\", default-features = false, features = [\"std\"] }\n".to_owned(),
            Self::StoreRecord | Self::StoreValue => format!(
                "store-record = {{ path = {store_record:?} }}\n\
                 time = {{ version = \"0.3\", default-features = false, features = [\"std\"] }}\n"
            ),
            Self::Serde => "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
                            time = { version = \"0.3\", features = [\"serde-human-readable\"] }\n"
                .to_owned(),
            Self::Facet => "facet = { version = \"=0.46.5\", features = [\"time\"] }\nfacet-json = \"=0.46.1\"\n\
                            time = { version = \"0.3\", default-features = false, features = [\"std\"] }\n"
                .to_owned(),
            Self::Miniserde => "miniserde = \"0.1.46\"\n".to_owned(),
            Self::Nanoserde => {
                "nanoserde = { version = \"0.2.1\", default-features = false, features = [\"json\", \"std\"] }\n"
                    .to_owned()
            }
        }
    }

    /// Returns the beginning of the crate. `round_trip` decodes a text and encodes the value. It is compiled for each record,
    /// so it is minimal for all derives.
    pub(crate) fn prelude(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::StoreRecord => {
                "use store_record::{Envelope, EnvelopeColumns, Metadata, Payload, RecordKey, Scope, StoreRecord, StoreValue};\n\
                 fn row(record_type: &str, text: &str) -> Envelope {\n\
                     Envelope::from_columns(EnvelopeColumns {\n\
                         scope: Scope::from_stored(text), record_type: record_type.to_owned().into(),\n\
                         record_key: RecordKey::from_stored(text), schema_version: 1, revision: None, created_at: None,\n\
                         updated_at: None, metadata: Metadata::from_stored(text), payload: Payload::from_stored(text),\n\
                         payload_sha256: None,\n\
                     })\n\
                 }\n\
                 fn length(record_type: &str, text: &str, seal_again: fn(&Envelope) -> Option<Envelope>) -> usize {\n\
                     seal_again(&row(record_type, text)).map_or(0, |row| row.payload().expose_json().len())\n\
                 }\n\
                 fn round_trip<R: StoreRecord>(text: &str) -> usize {\n\
                     length(R::RECORD_TYPE, text, |row| Envelope::seal(&row.open::<R>().ok()?).ok())\n\
                 }\n"
            }
            Self::StoreValue => {
                "use store_record::{Encoder, StoreValue};\n\
                 fn length(encode: &dyn Fn(&mut Encoder)) -> usize {\n\
                     let mut encoder = Encoder::new();\n\
                     encode(&mut encoder);\n\
                     encoder.finish().map_or(1, str::len)\n\
                 }\n\
                 fn round_trip<T: StoreValue>(text: &str) -> usize {\n\
                     let Ok(record) = store_record::from_slice::<T>(text.as_bytes()) else { return 0 };\n\
                     length(&|encoder| record.encode(encoder))\n\
                 }\n"
            }
            Self::Serde => {
                "use serde::{Deserialize, Serialize, de::DeserializeOwned};\n\
                 fn length(text: Result<Vec<u8>, serde_json::Error>) -> usize {\n\
                     text.map_or(1, |text| text.len())\n\
                 }\n\
                 fn round_trip<T: Serialize + DeserializeOwned>(text: &str) -> usize {\n\
                     let Ok(record) = serde_json::from_slice::<T>(text.as_bytes()) else { return 0 };\n\
                     length(serde_json::to_vec(&record))\n\
                 }\n"
            }
            Self::Facet => {
                "use facet::Facet;\n\
                 fn length<E>(text: Result<Vec<u8>, E>) -> usize {\n\
                     text.map_or(1, |text| text.len())\n\
                 }\n\
                 fn round_trip<T: Facet<'static>>(text: &str) -> usize {\n\
                     let Ok(record) = facet_json::from_slice::<T>(text.as_bytes()) else { return 0 };\n\
                     length(facet_json::to_vec(&record))\n\
                 }\n"
            }
            Self::Miniserde => {
                "use miniserde::{Deserialize, Serialize};\n\
                 fn round_trip<T: Serialize + Deserialize>(text: &str) -> usize {\n\
                     let Ok(record) = miniserde::json::from_str::<T>(text) else { return 0 };\n\
                     miniserde::json::to_string(&record).len()\n\
                 }\n"
            }
            Self::Nanoserde => {
                "use nanoserde::{DeJson, SerJson};\n\
                 fn round_trip<T: SerJson + DeJson>(text: &str) -> usize {\n\
                     let Ok(record): Result<T, _> = T::deserialize_json(text) else { return 0 };\n\
                     record.serialize_json().len()\n\
                 }\n"
            }
        }
    }

    /// Returns the attributes of the record with that number.
    pub(crate) fn on_record(self, number: usize) -> String {
        match self {
            Self::StoreRecord => format!(
                "#[derive(StoreRecord)]\n#[store_record(type = \"record_{number}\", scope = tenant_id, key = id, \
                 created_at = created_at, updated_at = updated_at, revision = revision, metadata(display_name))]\n"
            ),
            _ => self.on_struct().to_owned(),
        }
    }

    /// Returns the attributes of a struct inside records.
    pub(crate) fn on_struct(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::StoreRecord | Self::StoreValue => "#[derive(StoreValue)]\n",
            Self::Serde => "#[derive(Serialize, Deserialize)]\n#[serde(deny_unknown_fields)]\n",
            Self::Facet => "#[derive(Facet)]\n#[facet(deny_unknown_fields)]\n",
            Self::Miniserde => "#[derive(Serialize, Deserialize)]\n",
            Self::Nanoserde => "#[derive(SerJson, DeJson)]\n",
        }
    }

    /// Returns the attributes of an enum.
    pub(crate) fn on_enum(self) -> &'static str {
        match self {
            Self::Facet => "#[derive(Facet)]\n#[repr(u8)]\n",
            Self::Serde => "#[derive(Serialize, Deserialize)]\n",
            _ => self.on_struct(),
        }
    }

    /// Returns the type of an instant.
    pub(crate) fn instant(self) -> &'static str {
        match self {
            Self::Miniserde | Self::Nanoserde => "String",
            _ => "time::OffsetDateTime",
        }
    }

    pub(crate) fn has_variants_with_content(self) -> bool {
        self != Self::Miniserde
    }
}
