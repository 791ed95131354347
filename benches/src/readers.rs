//! The compared decoders.

use crate::records::Subject;
use store_record::Payload;

/// A decoder, with the buffers that it reuses.
pub trait Reader: Default {
    /// The name in a report.
    const NAME: &'static str;

    /// Returns the value of a text.
    fn read<T: Subject>(&mut self, text: &Payload) -> T;
}

macro_rules! reader {
    ($name:ident, $label:literal, $text:ident => $read:expr) => {
        #[doc = concat!($label, ".")]
        #[derive(Default)]
        pub struct $name;

        impl Reader for $name {
            const NAME: &'static str = $label;

            fn read<T: Subject>(&mut self, $text: &Payload) -> T {
                $read.expect("the text decodes")
            }
        }
    };
}

reader!(Ours, "ours", text => store_record::from_slice(bytes_of(text)));
reader!(OursText, "ours, Payload::decode", text => text.decode());
reader!(SerdeJson, "serde_json, from_slice", text => serde_json::from_slice(bytes_of(text)));
reader!(SerdeJsonText, "serde_json, from_str", text => serde_json::from_str(text.expose_json()));
reader!(SerdeJsonValue, "serde_json, through Value", text => {
    serde_json::from_slice(bytes_of(text)).and_then(serde_json::from_value::<T>)
});
reader!(SonicRs, "sonic-rs, from_slice", text => sonic_rs::from_slice(bytes_of(text)));
reader!(SonicRsText, "sonic-rs, from_str", text => sonic_rs::from_str(text.expose_json()));

/// simd-json, with reused buffers. It changes its input, so it reads a copy.
#[derive(Default)]
pub struct SimdJson {
    copy: Vec<u8>,
    buffers: simd_json::Buffers,
}

impl Reader for SimdJson {
    const NAME: &'static str = "simd-json, from a copy";

    fn read<T: Subject>(&mut self, text: &Payload) -> T {
        self.copy.clear();
        self.copy.extend_from_slice(bytes_of(text));
        simd_json::serde::from_slice_with_buffers(&mut self.copy, &mut self.buffers).expect("the text decodes")
    }
}

fn bytes_of(text: &Payload) -> &[u8] {
    text.expose_json().as_bytes()
}
