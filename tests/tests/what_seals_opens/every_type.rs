//! Both ends of the range of every type, alone and inside every container.

use super::{comes_back, is_rejected, is_rejected_or_comes_back};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::fmt::Debug;
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize, NonZeroU8, NonZeroU16, NonZeroU32,
    NonZeroU64, NonZeroU128, NonZeroUsize, Saturating, Wrapping,
};
use std::ops::Bound;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use store_record::{EncodeErrorKind, IsNotNull, Json, Payload, StoreKey, StoreValue};

/// Checks the value, and each container with copies of it.
fn comes_back_everywhere<T: StoreValue<Nullability: IsNotNull> + Debug + Clone>(value: T) {
    comes_back(&value);
    comes_back(&Box::new(value.clone()));
    comes_back(&Rc::new(value.clone()));
    comes_back(&Arc::new(value.clone()));
    comes_back(&Some(value.clone()));
    comes_back(&None::<T>);
    comes_back(&vec![Some(value.clone()), None]);
    comes_back(&[value.clone(), value.clone()]);
    comes_back(&(value.clone(), (), [(); 3], value.clone()));
    comes_back(&VecDeque::from([value.clone(), value.clone()]));
    comes_back(&LinkedList::from([value.clone()]));
    comes_back(&Cow::<'_, [T]>::Owned(vec![value.clone(); 3]));
    comes_back(&smallvec::SmallVec::<[T; 2]>::from_iter([value.clone()]));
    comes_back(&BTreeMap::from([("a".to_owned(), value.clone()), (String::new(), value)]));
}

/// Checks the same, and sets and maps with the value as an element and a key.
fn comes_back_as_a_key_too<T>(value: T)
where
    T: StoreValue<Nullability: IsNotNull> + StoreKey + Debug + Clone + Ord + std::hash::Hash,
{
    comes_back(&BTreeMap::from([(value.clone(), 1)]));
    comes_back(&HashMap::from([(value.clone(), Some(false))]));
    comes_back(&BTreeMap::from([(Some(value.clone()), 1), (None, 2)]));
    comes_back(&BTreeSet::from([value.clone()]));
    comes_back(&HashSet::from([value.clone()]));
    comes_back(&BinaryHeap::from([value.clone(), value.clone()]));
    comes_back(&indexmap::IndexSet::from([value.clone()]));
    comes_back(&indexmap::IndexMap::from([(value.clone(), value.clone())]));
    comes_back_everywhere(value);
}

macro_rules! integers {
    ($($integer:ident $non_zero:ident)*) => {$(
        comes_back_as_a_key_too($integer::MIN);
        comes_back_as_a_key_too($integer::MAX);
        comes_back_as_a_key_too($non_zero::MIN);
        comes_back_as_a_key_too($non_zero::MAX);
    )*};
}

#[test]
fn numbers_decode_at_both_ends_of_their_range() {
    integers! {
        u8 NonZeroU8 u16 NonZeroU16 u32 NonZeroU32 u64 NonZeroU64 usize NonZeroUsize u128 NonZeroU128
        i8 NonZeroI8 i16 NonZeroI16 i32 NonZeroI32 i64 NonZeroI64 isize NonZeroIsize i128 NonZeroI128
    }
    comes_back_as_a_key_too(false);
    for value in [0.0, -0.0, f64::MIN, f64::MAX, f64::MIN_POSITIVE, 5e-324, f64::EPSILON, 1e16, 1e21, 0.1 + 0.2] {
        comes_back_everywhere(value);
    }
    for value in [0.0, -0.0, f32::MIN, f32::MAX, f32::MIN_POSITIVE, 1e-45, f32::EPSILON, 16_777_217.0] {
        comes_back_everywhere(value);
    }
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        is_rejected(&value, EncodeErrorKind::NotFinite);
        is_rejected(&[value as f32], EncodeErrorKind::NotFinite);
    }
}

#[test]
fn strings_and_bytes_decode_with_every_character() {
    for text in ["", "a", "\u{1}\u{7f}\u{80}\"\\/\u{2028}", "\u{10ffff}\u{d7ff}\u{e000}", "$#%.", &"x".repeat(70_000)] {
        comes_back_as_a_key_too(text.to_owned());
        comes_back_as_a_key_too(smol_str::SmolStr::new(text));
        comes_back(&Cow::Borrowed(text));
        comes_back(&Box::<str>::from(text));
    }
    for letter in ['\u{1}', '"', '\u{7f}', char::MAX, '\u{d7ff}', '\u{e000}'] {
        comes_back_as_a_key_too(letter);
    }
    is_rejected(&'\0', EncodeErrorKind::Nul);
    is_rejected(&"a\0".to_owned(), EncodeErrorKind::Nul);
    is_rejected(&BTreeMap::from([("\0".to_owned(), 1)]), EncodeErrorKind::Nul);
    for length in [0, 1, 2, 3, 4, 1_000] {
        let bytes: Vec<u8> = (0..length).map(|byte| byte as u8).collect();
        comes_back_as_a_key_too(bytes.clone());
        comes_back_everywhere(bytes::Bytes::from(bytes.clone()));
        comes_back(&bytes::BytesMut::from(&*bytes));
        comes_back(&VecDeque::from(bytes));
    }
    comes_back_as_a_key_too([0_u8, 255, 7]);
    comes_back_as_a_key_too([0_u8; 0]);
}

#[test]
fn addresses_and_identifiers_decode_at_both_ends_of_their_range() {
    let v6 = [Ipv6Addr::UNSPECIFIED, Ipv6Addr::LOCALHOST, Ipv6Addr::from(u128::MAX), Ipv6Addr::from(0xffff_7f00_0001)];
    for address in [Ipv4Addr::UNSPECIFIED, Ipv4Addr::BROADCAST] {
        comes_back_as_a_key_too(address);
        comes_back_as_a_key_too(IpAddr::from(address));
        comes_back_everywhere(SocketAddrV4::new(address, u16::MAX));
        comes_back_everywhere(SocketAddr::from((address, 0)));
    }
    for address in v6 {
        comes_back_as_a_key_too(address);
        comes_back_as_a_key_too(IpAddr::from(address));
        for (flow, zone) in [(0, 0), (0, u32::MAX), (1, 0)] {
            let socket = SocketAddrV6::new(address, u16::MAX, flow, zone);
            assert_eq!(is_rejected_or_comes_back(&socket), flow == 0);
            assert_eq!(is_rejected_or_comes_back(&SocketAddr::from(socket)), flow == 0);
        }
    }
    for bits in [0, u128::MAX, 1] {
        comes_back_as_a_key_too(uuid::Uuid::from_u128(bits));
        comes_back_as_a_key_too(ulid::Ulid::from(bits));
    }
    for month in 1..=12 {
        comes_back_everywhere(time::Month::try_from(month).unwrap());
        comes_back_everywhere(chrono::Month::try_from(month).unwrap());
    }
    for day in 0..7 {
        comes_back_everywhere(time::Weekday::Monday.nth_next(day));
        comes_back_everywhere(chrono::Weekday::try_from(day).unwrap());
    }
}

#[test]
fn wrappers_ranges_and_paths_decode_at_both_ends_of_their_range() {
    comes_back_everywhere(i64::MIN..i64::MAX);
    comes_back_everywhere("b".to_owned().."a".to_owned());
    comes_back_everywhere(0_u8..=0);
    comes_back_everywhere(Some(1_u8)..);
    comes_back_everywhere(..vec![(1_u8, 'a')]);
    comes_back_everywhere(..=f64::MAX);
    for bound in [Bound::Included(u128::MAX), Bound::Excluded(0), Bound::Unbounded] {
        comes_back_everywhere(bound);
    }
    for result in [Ok(None), Ok(Some(1)), Err("\"".to_owned())] {
        comes_back_everywhere::<Result<Option<u8>, String>>(result);
    }
    for ordering in [Ordering::Less, Ordering::Equal, Ordering::Greater] {
        comes_back_everywhere(ordering);
    }
    comes_back_as_a_key_too(Wrapping(i64::MIN));
    comes_back_as_a_key_too(Saturating(u64::MAX));
    comes_back(&Cell::new(Some(-1_i8)));
    comes_back_everywhere(RefCell::new(vec!["a".to_owned()]));
    comes_back_everywhere(PhantomData::<[u8]>);
    for path in ["", "/", "a/../b//c", "C:\\é"] {
        comes_back_everywhere(PathBuf::from(path));
        comes_back(&PathBuf::from(path).into_boxed_path());
    }
    comes_back_as_a_key_too("https://user@example.org:8080/a%20b?c#d".parse::<url::Url>().unwrap());
}

#[test]
fn a_value_whose_text_would_be_that_of_another_is_rejected() {
    let mut range = 1_u8..=2;
    assert_eq!(range.by_ref().count(), 2);
    assert!(matches!(Payload::new(&range).unwrap_err().kind(), EncodeErrorKind::Rejected(_)));
    let cell = RefCell::new(1_u8);
    let borrowed = cell.borrow_mut();
    assert!(matches!(Payload::new(&cell).unwrap_err().kind(), EncodeErrorKind::Rejected(_)));
    drop(borrowed);
    comes_back(&cell);
    #[cfg(unix)]
    {
        let text: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(vec![b'a', 0xff]);
        let path = PathBuf::from(text);
        assert!(matches!(Payload::new(&path).unwrap_err().kind(), EncodeErrorKind::Rejected(_)));
    }
    is_rejected(&PathBuf::from("a\0"), EncodeErrorKind::Nul);
}

#[test]
fn any_json_decodes_up_to_the_maximum_nesting() {
    for text in
        ["null", "[]", "{}", "1.10", "-0.000", "12345678901234567890123456789", r#"{"": [true, {"a": "\u0001"}]}"#]
    {
        let json: Json = text.parse().unwrap();
        comes_back(&json);
        comes_back(&vec![json.clone()]);
        comes_back(&HashSet::from([json.clone()]));
        comes_back(&BTreeMap::from([("a".to_owned(), json.clone())]));
        if let Ok(value) = json.to_value() {
            comes_back(&value);
            comes_back(&[value]);
        }
    }
    // The maximum nesting is the same for encoding and decoding.
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let json: Json = deep(128).parse().unwrap();
    comes_back(&json);
    is_rejected(&[json], EncodeErrorKind::Depth);
}
