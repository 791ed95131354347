//! Enums that are stored as numbers: `repr = "integer"`.

use super::{error, round_trip};
use std::collections::BTreeMap;
use store_record::{DecodeErrorKind, EnumRepr, Envelope, Payload, Shape, StoreKey, StoreRecord, StoreValue, explain};
use store_record_tests::schema::assert_schema;

const FIVE: isize = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey)]
#[store_record(repr = "integer")]
pub(super) enum Level {
    Zero,
    One,
    Minus = -7,
    Next,
    Five = FIVE,
    r#Type = 2 * FIVE,
    #[cfg(test)]
    Here,
    #[cfg(not(test))]
    NotHere,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, StoreValue, StoreKey)]
#[store_record(repr = "integer")]
#[repr(i64)]
enum Extreme {
    Least = i64::MIN,
    Most = i64::MAX,
}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(repr = "integer")]
enum Never {}

#[derive(Debug, PartialEq, StoreValue)]
#[store_record(repr = "integer", bound = "")]
#[repr(u8)]
enum Sized<const N: usize> {
    Small = b's',
    Large = b'l',
}

#[test]
fn a_variant_is_stored_as_its_discriminant() {
    let all = [Level::Zero, Level::One, Level::Minus, Level::Next, Level::Five, Level::r#Type, Level::Here];
    round_trip(&all, "[0, 1, -7, -6, 5, 10, 11]");
    round_trip(&[Extreme::Least, Extreme::Most], "[-9223372036854775808, 9223372036854775807]");
    round_trip(&[Sized::<1>::Small, Sized::Large], "[115, 108]");
    round_trip(&Some(Level::Zero), "0");
    round_trip(&Vec::<Never>::new(), "[]");
    assert!(assert_schema(&BTreeMap::from([(1_u8, Level::Minus)]), &[]) > 2);
    let Shape::Enum(shape) = Level::SHAPE else { panic!("it is an enum") };
    let names: Vec<&str> = shape.variants.iter().map(|variant| variant.name).collect();
    assert_eq!((shape.repr, names), (EnumRepr::Integer, vec!["0", "1", "-7", "-6", "5", "10", "11"]));
}

#[test]
fn a_number_that_is_no_variant_is_rejected_with_its_path() {
    assert_eq!(error::<Vec<Level>>("[1, 2]"), ("[1]".to_owned(), DecodeErrorKind::UnknownVariant, 4));
    assert_eq!(error::<Never>("0").1, DecodeErrorKind::UnknownVariant);
    for json in ["\"One\"", "\"1\"", "1.0", "true", "null", "[1]", "{}", "9223372036854775808"] {
        assert_ne!(error::<Level>(json).1, DecodeErrorKind::UnknownVariant, "{json}");
    }
    let payload = Payload::from_stored("[1, 2]");
    assert_eq!(
        explain::<Vec<Level>>(&payload).expose_report().to_string(),
        "1 difference\n[1]: unknown variant, expected one of `0`, `1`, `-7`, `-6`, `5`, `10`, `11` (byte 4)\n"
    );
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "leveled", scope = global, key = (level, other))]
struct Leveled {
    level: Level,
    other: Option<Extreme>,
    by_level: BTreeMap<Level, u8>,
}

#[test]
fn a_key_is_the_number() {
    let record = |level, other| Leveled { level, other, by_level: BTreeMap::from([(Level::Minus, 1), (level, 2)]) };
    let keys = [(Level::Minus, None), (Level::Next, Some(Extreme::Most)), (Level::Zero, Some(Extreme::Least))];
    let keys = keys.map(|(level, other)| {
        let row = Envelope::seal(&record(level, other)).unwrap();
        assert_eq!(row.open::<Leveled>().unwrap(), record(level, other));
        Leveled::record_key_for(&level, &other).unwrap()
    });
    assert!(keys.is_sorted());
    assert_eq!(keys.map(|key| key.as_str().to_owned()), ["Z2#", "Z3#s9223372036854775807", "a0#H0776627963145224191"]);
    round_trip(&BTreeMap::from([(Level::Minus, 1_u8), (Level::One, 2)]), r#"{"1": 2, "-7": 1}"#);
    let key = store_record::RecordKey::from_stored("a2#");
    assert!(Leveled::parse_key(&key).is_err());
    assert!(Payload::from_stored(r#"{"2": 1}"#).decode::<BTreeMap<Level, u8>>().is_err());
}
