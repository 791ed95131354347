//! The compared encoders.

use crate::records::Subject;
use store_record::{Encoder, Payload};

/// An encoder, with the buffers that it reuses.
pub trait Writer: Default {
    /// The name in a report.
    const NAME: &'static str;

    /// Returns the JSON of a value.
    fn write<T: Subject>(&mut self, value: &T) -> impl AsRef<[u8]>;
}

/// Ours, with one encoder for all values.
#[derive(Default)]
pub struct Ours(Encoder);

impl Writer for Ours {
    const NAME: &'static str = "ours";

    fn write<T: Subject>(&mut self, value: &T) -> impl AsRef<[u8]> {
        self.0.clear();
        value.encode(&mut self.0);
        self.0.finish_bytes().expect("the value encodes")
    }
}

/// Ours, with a new payload for each value.
#[derive(Default)]
pub struct OursOwned;

impl Writer for OursOwned {
    const NAME: &'static str = "ours, Payload::new";

    fn write<T: Subject>(&mut self, value: &T) -> impl AsRef<[u8]> {
        Payload::new(value).expect("the value encodes").into_json()
    }
}

macro_rules! into_one_buffer {
    ($name:ident, $label:literal, $write:expr) => {
        #[doc = concat!($label, ", into one buffer.")]
        #[derive(Default)]
        pub struct $name(Vec<u8>);

        impl Writer for $name {
            const NAME: &'static str = $label;

            fn write<T: Subject>(&mut self, value: &T) -> impl AsRef<[u8]> {
                self.0.clear();
                $write(&mut self.0, value).expect("the value encodes");
                &self.0
            }
        }
    };
}

into_one_buffer!(SerdeJson, "serde_json, to_writer", serde_json::to_writer);
into_one_buffer!(SonicRs, "sonic-rs, to_writer", sonic_rs::to_writer);
into_one_buffer!(SimdJson, "simd-json, to_writer", simd_json::to_writer);

/// serde_json, with a new vector for each value.
#[derive(Default)]
pub struct SerdeJsonOwned;

impl Writer for SerdeJsonOwned {
    const NAME: &'static str = "serde_json, to_vec";

    fn write<T: Subject>(&mut self, value: &T) -> impl AsRef<[u8]> {
        serde_json::to_vec(value).expect("the value encodes")
    }
}

/// serde_json through a `Value`, as in programs that bind a `Value` to a column.
#[derive(Default)]
pub struct SerdeJsonValue(Vec<u8>);

impl Writer for SerdeJsonValue {
    const NAME: &'static str = "serde_json, through Value";

    fn write<T: Subject>(&mut self, value: &T) -> impl AsRef<[u8]> {
        self.0.clear();
        let tree = serde_json::to_value(value).expect("the value encodes");
        serde_json::to_writer(&mut self.0, &tree).expect("a tree encodes");
        &self.0
    }
}
