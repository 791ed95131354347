//! The codecs that are compared do the same: each reads back what each wrote.

use store_record::Payload;
use store_record_benches::readers::{self, Reader};
use store_record_benches::records::{Batch, Directory, Subject, Visitor};
use store_record_benches::writers::{self, Writer};

const RECORDS: usize = 60;

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
    // A second time, so that what is kept from the first is seen.
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
fn each_codec_reads_what_each_wrote() {
    Directory::even(RECORDS).visit(&mut Agree);
}

#[derive(Default)]
struct Sizes(Vec<(&'static str, usize)>);

impl Visitor for Sizes {
    fn visit<T: Subject>(&mut self, batch: &Batch<T>) {
        let bytes: usize = batch.texts.canonical.iter().map(|text| text.expose_json().len()).sum();
        self.0.push((batch.name, bytes / batch.values.len()));
    }
}

/// The documents say how large records are.
#[test]
fn records_are_of_389_to_842_bytes_on_average() {
    let mut sizes = Sizes::default();
    Directory::even(1_000).visit(&mut sizes);
    let smallest = sizes.0.iter().map(|(_, bytes)| *bytes).min();
    let largest = sizes.0.iter().map(|(_, bytes)| *bytes).max();
    assert_eq!((smallest, largest), (Some(389), Some(842)), "{:?}", sizes.0);
}
