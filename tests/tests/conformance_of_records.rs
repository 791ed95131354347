//! The conformance kit of records finds the fault of a custom codec, and its message shows no stored data.

use std::cell::Cell;
use store_record::conformance::check_records;
use store_record::{
    DecodeError, Decoder, Encoder, KeyDecoder, KeyEncoder, KeyError, NotNull, RecordManifest, Shape, StoreKey,
    StoreRecord, StoreValue, TextForm,
};

const TEXT: &Shape = &Shape::Text(TextForm::Any);

/// A string whose codec has a fault.
macro_rules! faulty {
    ($name:ident, $encode:expr, $decode:expr) => {
        struct $name(String);

        impl StoreValue for $name {
            type Nullability = NotNull;

            const SHAPE: &'static Shape = TEXT;

            fn encode(&self, encoder: &mut Encoder) {
                let encode: fn(&str) -> String = $encode;
                encode(&self.0).encode(encoder);
            }

            fn decode(decoder: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                let decode: fn(String, &Decoder<'_>) -> Result<String, DecodeError> = $decode;
                let text = String::decode(decoder)?;
                decode(text, decoder).map(Self)
            }
        }
    };
}

thread_local! {
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

faulty!(Sound, |text| text.to_owned(), |text, _| Ok(text));
faulty!(Growing, |text| format!("{text}!"), |text, _| Ok(text));
faulty!(Random, |text| format!("{}{}", text, CALLS.replace(CALLS.get() + 1)), |text, _| Ok(text));
faulty!(Unread, |text| text.to_owned(), |_, decoder| Err(decoder.invalid("something that is never there")));

macro_rules! manifest {
    ($manifest:ident, $record:ident, $value:ty) => {
        #[derive(StoreRecord)]
        #[store_record(type = "note", scope = tenant, key = id)]
        struct $record {
            tenant: String,
            id: u64,
            text: $value,
        }

        #[derive(RecordManifest)]
        #[manifest(file = "tests/conformance_of_records/types.json")]
        enum $manifest {
            Note($record),
        }
    };
}

manifest!(OfSound, SoundNote, Sound);
manifest!(OfGrowing, GrowingNote, Growing);
manifest!(OfRandom, RandomNote, Random);
manifest!(OfUnread, UnreadNote, Unread);

/// A key that decodes as another key.
#[derive(StoreValue)]
struct Shouted(String);

impl StoreKey for Shouted {
    type Borrowed = Self;

    fn borrowed(&self) -> &Self {
        self
    }

    fn encode_key(value: &Self, key: &mut KeyEncoder) {
        key.text(&format!("{}!", value.0));
    }

    fn decode_key(key: &mut KeyDecoder<'_>) -> Result<Self, KeyError> {
        key.text().map(|text| Self(text.into_owned()))
    }
}

#[derive(StoreRecord)]
#[store_record(type = "note", scope = global, key = id)]
struct ShoutedNote {
    id: Shouted,
}

#[derive(RecordManifest)]
#[manifest(file = "tests/conformance_of_records/types.json")]
enum OfShouted {
    Note(ShoutedNote),
}

#[track_caller]
fn finds<M: RecordManifest>(what: &str) {
    let broken = check_records::<M>(&[]).expect_err(what).to_string();
    assert!(broken.contains("`note` (STORE_RECORD_SEED=0): ") && broken.contains(what), "{broken}");
    assert!(!broken.contains("c4n4ry"), "{broken}");
}

#[test]
fn a_codec_without_a_fault_passes() {
    assert_eq!(check_records::<OfSound>(&[]), Ok(()));
}

#[test]
fn a_codec_that_changes_the_value_is_found() {
    finds::<OfGrowing>("the record that was opened gives another row; `.text` differs (text)");
}

#[test]
fn a_codec_that_depends_on_the_run_is_found() {
    finds::<OfRandom>("the same record gives another row the second time; `.text` differs (text)");
}

#[test]
fn a_codec_that_reads_nothing_is_found() {
    finds::<OfUnread>("no value of it could be made (can't decode .text: expected something that is never there");
}

#[test]
fn a_key_that_decodes_as_another_is_found() {
    finds::<OfShouted>("the components that are read from its record key give another key");
}

#[test]
fn a_reference_record_that_opens_as_another_is_found() {
    let note = GrowingNote { tenant: "a".into(), id: 7, text: Growing("b".into()) };
    let broken = check_records(&[OfGrowing::Note(note)]).expect_err("it grows").to_string();
    assert!(broken.contains("reference record 0, `note`: the record that was opened gives another row"), "{broken}");
}
