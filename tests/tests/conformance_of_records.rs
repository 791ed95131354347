//! The conformance kit of records finds the fault of a custom codec, and its message shows no stored data.

use std::cell::Cell;
use store_record::conformance::{Report, check_records};
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
manifest!(OfAnything, AnyNote, Vec<store_record_tests::generated::Anything>);

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
    let broken = check_records::<M>(&[], &[]).expect_err(what).to_string();
    assert!(broken.contains("`note` (STORE_RECORD_SEED=0): ") && broken.contains(what), "{broken}");
    assert!(!broken.contains("c4n4ry"), "{broken}");
}

#[test]
fn a_codec_without_a_fault_passes() {
    assert_eq!(check_records::<OfSound>(&[], &[]), Ok(Report::default()));
}

#[test]
fn values_of_every_form_are_generated_and_pass() {
    check_records::<OfAnything>(&[], &[]).unwrap();
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
    let broken = check_records(&[OfGrowing::Note(note)], &[]).expect_err("it grows").to_string();
    assert!(broken.contains("reference record 0, `note`: the record that was opened gives another row"), "{broken}");
}

/// Versions of one record type. The conversion from the first rejects all values but one, and the one from the second
/// makes a record that can't be sealed.
mod versions {
    use super::*;

    #[derive(Clone, StoreRecord)]
    #[store_record(type = "note", scope = global, key = id)]
    pub(super) struct First {
        pub(super) id: u64,
        pub(super) mail: String,
    }

    #[derive(Clone, StoreRecord)]
    #[store_record(type = "note", schema_version = 2, previous = First, scope = global, key = id)]
    pub(super) struct Second {
        pub(super) id: u64,
        pub(super) domain: String,
    }

    impl TryFrom<First> for Second {
        type Error = String;

        fn try_from(old: First) -> Result<Self, String> {
            let (_, domain) = old.mail.split_once('@').ok_or(old.mail.as_str())?;
            Ok(Self { id: old.id, domain: domain.into() })
        }
    }

    #[derive(RecordManifest)]
    #[manifest(file = "tests/conformance_of_records/types.json")]
    pub(super) enum OfSecond {
        Note(Second),
    }

    #[derive(Clone, StoreRecord)]
    #[store_record(type = "note", schema_version = 3, previous = Second, scope = global, key = id)]
    pub(super) struct Unsealable {
        pub(super) id: u64,
        pub(super) share: f64,
    }

    impl From<Second> for Unsealable {
        fn from(old: Second) -> Self {
            Self { id: old.id, share: f64::NAN }
        }
    }

    #[derive(RecordManifest)]
    #[manifest(file = "tests/conformance_of_records/types.json")]
    pub(super) enum OfUnsealable {
        Note(Unsealable),
    }

    #[derive(Clone, StoreRecord)]
    #[store_record(type = "note", schema_version = 3, previous = Second, scope = global, key = id)]
    pub(super) struct Moved {
        pub(super) id: u64,
    }

    impl From<Second> for Moved {
        fn from(old: Second) -> Self {
            Self { id: old.id.wrapping_add(1) }
        }
    }

    #[derive(RecordManifest)]
    #[manifest(file = "tests/conformance_of_records/types.json")]
    pub(super) enum OfMoved {
        Note(Moved),
    }
}

#[test]
fn a_conversion_that_rejects_all_values_needs_a_row() {
    finds::<versions::OfSecond>("schema version 1: the conversion rejected all 48 values");
    let rejected = versions::First { id: 7, mail: "CANARY".into() }.to_envelope().expect("it is valid");
    let broken = check_records::<versions::OfSecond>(&[], std::slice::from_ref(&rejected)).expect_err("it is rejected");
    assert!(
        broken.to_string().contains("old row 0 doesn't open") && !broken.to_string().contains("CANARY"),
        "{broken}"
    );
    let accepted = versions::First { id: 7, mail: "ada@example.com".into() }.to_envelope().expect("it is valid");
    let report = check_records::<versions::OfSecond>(&[], &[accepted]).expect("the row is converted");
    let rejections: Vec<_> = report.rejections().map(|of| (of.schema_version, of.rejected, of.values)).collect();
    assert_eq!(rejections, [(1, 48, 48)]);
}

#[test]
fn a_conversion_that_loses_a_row_is_found() {
    finds::<versions::OfUnsealable>("schema version 2: a row of it opens as a record that can't be sealed");
    finds::<versions::OfMoved>(
        "schema version 2: a row of it doesn't open: can't open `note`: the column `record_key` differs",
    );
}

#[test]
fn a_row_written_by_hand_does_not_hide_a_lost_row() {
    let given = versions::Second { id: 7, domain: "example.com".into() }.to_envelope().expect("it is valid");
    let broken = check_records::<versions::OfUnsealable>(&[], &[given]).expect_err("generated rows are lost");
    assert!(
        broken.to_string().contains("schema version 2: a row of it opens as a record that can't be sealed"),
        "{broken}"
    );
}
