//! The compared codecs have the same task: each reads the output of each.

use nanoserde::{DeJson as _, SerJson as _};
use store_record::Payload;
use store_record_benches::plain::PlainMembership;
use store_record_benches::readers::{self, Reader};
use store_record_benches::records::{Batch, Directory, Subject, Visitor};
use store_record_benches::shapes;
use store_record_benches::writers::{self, Writer};

const RECORDS: usize = 60;
const ORDERS: usize = 100;

struct Agree;

impl Visitor for Agree {
    fn visit<T: Subject>(&mut self, batch: &Batch<T>) {
        for (index, value) in batch.values.iter().enumerate() {
            let texts = &batch.texts;
            for text in [&texts.canonical[index], &texts.compact[index], &texts.shuffled[index]] {
                reads_back(value, text);
            }
            assert_eq!(written::<writers::Ours, T>(value), texts.canonical[index]);
            assert_eq!(written::<writers::OursOwned, T>(value), texts.canonical[index]);
            reads_back(value, &written::<writers::SerdeJson, T>(value));
            reads_back(value, &written::<writers::SerdeJsonValue, T>(value));
            reads_back(value, &written::<writers::SonicRs, T>(value));
            reads_back(value, &written::<writers::SimdJson, T>(value));
        }
    }
}

fn written<W: Writer, T: Subject>(value: &T) -> Payload {
    let mut writer = W::default();
    // The second run tests the reused buffers.
    writer.write(value);
    let text = String::from_utf8(writer.write(value).as_ref().to_vec());
    Payload::from_stored(text.expect("JSON is UTF-8"))
}

fn reads_back<T: Subject>(value: &T, text: &Payload) {
    assert_eq!(&readers::Ours.read::<T>(text), value);
    assert_eq!(&readers::OursText.read::<T>(text), value);
    assert_eq!(&readers::SerdeJson.read::<T>(text), value);
    assert_eq!(&readers::SerdeJsonText.read::<T>(text), value);
    assert_eq!(&readers::SerdeJsonValue.read::<T>(text), value);
    assert_eq!(&readers::SonicRs.read::<T>(text), value);
    assert_eq!(&readers::SonicRsText.read::<T>(text), value);
    let mut simd_json = readers::SimdJson::default();
    assert_eq!(&simd_json.read::<T>(text), value);
    assert_eq!(&simd_json.read::<T>(text), value);
}

#[test]
fn each_codec_reads_the_records_of_each() {
    Directory::even(RECORDS).visit(&mut Agree);
}

#[test]
fn each_codec_reads_every_shape_of_each() {
    let mut agree = Agree;
    agree.visit(&shapes::orders("1 kB", 1_000, 2));
    agree.visit(&shapes::wide(2));
    agree.visit(&shapes::deep(2));
    agree.visit(&shapes::ascii(2));
    agree.visit(&shapes::non_ascii(2));
    agree.visit(&shapes::escapes(2));
    agree.visit(&shapes::unsigned(2));
    agree.visit(&shapes::negative(2));
    agree.visit(&shapes::floats(2));
    agree.visit(&shapes::sorted_map(2, 100));
    agree.visit(&shapes::hash_map(2, 100));
    agree.visit(&shapes::trees(2));
}

#[test]
fn each_small_derive_reads_the_output_of_each() {
    for membership in Directory::even(RECORDS).memberships.values {
        let plain = PlainMembership::from(membership);
        let ours = Payload::new(&plain).expect("the value encodes");
        for text in [ours.expose_json().to_owned(), miniserde::json::to_string(&plain), plain.serialize_json()] {
            assert_eq!(store_record::from_slice::<PlainMembership>(text.as_bytes()).as_ref(), Ok(&plain));
            assert_eq!(miniserde::json::from_str::<PlainMembership>(&text).expect("the text decodes"), plain);
            assert_eq!(PlainMembership::deserialize_json(&text).expect("the text decodes"), plain);
        }
    }
}

#[test]
fn orders_have_the_length_of_their_name() {
    for (name, bytes) in shapes::SIZES {
        let texts = shapes::orders(name, bytes, ORDERS.min(1_000_000 / bytes)).texts.canonical;
        let average = texts.iter().map(|text| text.expose_json().len()).sum::<usize>() / texts.len();
        assert!((bytes * 17 / 20..bytes * 23 / 20).contains(&average), "{name}: {average}");
    }
}

#[derive(Default)]
struct Sizes(Vec<(&'static str, usize)>);

impl Visitor for Sizes {
    fn visit<T: Subject>(&mut self, batch: &Batch<T>) {
        let bytes: usize = batch.texts.canonical.iter().map(|text| text.expose_json().len()).sum();
        self.0.push((batch.name, bytes / batch.values.len()));
    }
}

/// The documents have these sizes.
#[test]
fn records_have_389_to_842_bytes_on_average() {
    let mut sizes = Sizes::default();
    Directory::even(1_000).visit(&mut sizes);
    let smallest = sizes.0.iter().map(|(_, bytes)| *bytes).min();
    let largest = sizes.0.iter().map(|(_, bytes)| *bytes).max();
    assert_eq!((smallest, largest), (Some(389), Some(842)), "{:?}", sizes.0);
}
