//! Expanded code works in any module: without a prelude, with shadowed names, another name of the crate, raw identifiers,
//! `cfg`'d fields, recursion and generics.

#![allow(clippy::unwrap_used)]

use store_record::{Payload, StoreRecord, StoreValue};

fn round_trip<T: StoreValue + PartialEq + std::fmt::Debug>(value: &T, json: &str) {
    let payload = Payload::new(value).unwrap();
    assert_eq!(payload.expose_json(), json);
    assert_eq!(&payload.decode::<T>().unwrap(), value);
}

mod without_prelude {
    //! Imports nothing, and defines every name that expanded code might use as something else.
    #![no_implicit_prelude]
    #![allow(dead_code, non_camel_case_types, unreachable_pub, missing_docs)]

    pub struct Option;
    pub struct Result;
    pub struct String;
    pub struct Vec;
    pub struct Box;
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub struct str;
    pub struct u8;
    pub struct usize;
    pub struct i32;
    pub struct i64;
    pub struct bool;
    pub trait Default {}
    pub trait From {}
    pub trait StoreValue {}
    pub trait StoreKey {}
    pub mod core {}
    pub mod std {}
    pub mod time {}

    #[derive(::store_record::StoreValue, ::store_record::StoreKey)]
    pub enum Level {
        Low,
        #[store_record(alias = "top")]
        High,
    }

    #[derive(::store_record::StoreValue, ::store_record::StoreKey)]
    pub struct Id(pub ::std::primitive::u64);

    #[derive(::store_record::StoreValue)]
    #[store_record(tag = "kind")]
    pub enum Tagged {
        Unit,
        Named { part: ::std::primitive::u32, other: ::std::option::Option<Id> },
    }

    #[derive(::store_record::StoreValue)]
    pub enum Data {
        One(Id),
        Two(Id, ::std::string::String),
        Named {
            encoder: Id,
        },
        #[store_record(other)]
        Other(::store_record::Json),
    }

    #[derive(::store_record::StoreRecord)]
    #[store_record(
        type = "all", scope = (id, decoder), key = (level, key), created_at = at, revision = revision,
        metadata(level), unknown_fields = "ignore"
    )]
    pub struct All {
        pub id: Id,
        pub decoder: ::std::string::String,
        pub level: Level,
        pub key: ::std::string::String,
        pub at: ::store_record::__private::OffsetDateTime,
        pub revision: ::std::primitive::u16,
        pub tagged: ::std::vec::Vec<Tagged>,
        pub data: ::std::vec::Vec<Data>,
        #[store_record(default)]
        pub missing: ::std::vec::Vec<Id>,
        #[store_record(alias = "former")]
        pub now: ::std::option::Option<Id>,
        #[store_record(skip)]
        pub skipped: ::std::primitive::u8,
    }
}

#[test]
fn a_module_without_prelude_and_with_shadowed_names_compiles() {
    use without_prelude::{All, Data, Id, Level, Tagged};
    let all = All {
        id: Id(1),
        decoder: "d".into(),
        level: Level::High,
        key: "k".into(),
        at: time::OffsetDateTime::UNIX_EPOCH,
        revision: 3,
        tagged: vec![Tagged::Unit, Tagged::Named { part: 1, other: None }],
        data: vec![Data::One(Id(1)), Data::Two(Id(2), "x".into()), Data::Named { encoder: Id(3) }],
        missing: vec![],
        now: None,
        skipped: 9,
    };
    let row = all.to_envelope().unwrap();
    assert_eq!(row.record_key().as_str(), "a1#d#High#k");
    let opened: All = row.open().unwrap();
    assert_eq!((opened.skipped, opened.payload().unwrap()), (0, all.payload().unwrap()));
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "wide", scope = global, key = pair.0: Either<String, u8>, revision = id)]
struct CommaInAType {
    pair: (Either<String, u8>, u8),
    id: u8,
}

type Either<L, R> = <(L, R) as First>::Out;

trait First {
    type Out;
}

impl<L, R> First for (L, R) {
    type Out = L;
}

#[test]
fn a_type_with_a_comma_compiles() {
    let record = CommaInAType { pair: ("a".into(), 1), id: 2 };
    assert_eq!(record.record_key().unwrap().as_str(), "a");
}

/// The crate under another name, as a wrapper crate would export it.
mod vendor {
    pub(crate) use store_record as records;
}

#[derive(Debug, PartialEq, vendor::records::StoreRecord)]
#[store_record(type = "renamed", scope = global, key = id, crate = vendor::records)]
struct Renamed {
    id: u64,
}

#[test]
fn a_crate_under_another_name_compiles() {
    assert_eq!(Renamed { id: 1 }.record_key().unwrap().as_str(), "a1");
}

#[derive(Debug, PartialEq, StoreValue)]
#[allow(non_camel_case_types)]
enum r#enum {
    r#type { r#fn: u8, r#in: (u8,) },
    r#loop,
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "raw", scope = r#type, key = (r#match, r#mod.0: u8), metadata(r#match))]
struct Raw {
    r#type: String,
    r#match: u8,
    r#mod: (u8, u8),
    r#enum: r#enum,
}

#[test]
fn raw_identifiers_are_stored_without_their_prefix() {
    let raw = Raw { r#type: "t".into(), r#match: 1, r#mod: (2, 3), r#enum: r#enum::r#type { r#fn: 4, r#in: (5,) } };
    let json = r#"{"mod": [2, 3], "enum": {"type": {"fn": 4, "in": [5]}}, "type": "t", "match": 1}"#;
    round_trip(&raw, json);
    assert_eq!(Raw::record_key_for("t", &1, &2).unwrap(), raw.record_key().unwrap());
    round_trip(&r#enum::r#loop, r#""loop""#);
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(type = "alike", scope = (__key, used.0: u8), key = (address.city: String, address_city, address_city_2, used_0))]
struct EqualNames {
    __key: u8,
    used: (u8,),
    address: Address,
    address_city: String,
    address_city_2: u8,
    used_0: u8,
}

#[derive(Debug, PartialEq, StoreValue)]
struct Address {
    city: String,
}

/// Paths that are equal if their dots are replaced by underscores, and a name that expanded code uses.
#[test]
fn equal_names_of_functions_and_parameters_are_made_unique() {
    let address = Address { city: "a".into() };
    let record = EqualNames { __key: 1, used: (2,), address, address_city: "b".into(), address_city_2: 3, used_0: 4 };
    let key = record.record_key().unwrap();
    assert_eq!(EqualNames::record_key_for(&1, &2, "a", "b", &3, &4).unwrap(), key);
    assert_eq!(EqualNames::scope_for(&1, &2).unwrap(), record.scope().unwrap());
    assert!(EqualNames::key_range_by_address_city(&1, &2, "a").unwrap().contains(&key));
    // The third component keeps its own name.
    assert!(EqualNames::key_range_by_address_city_2(&1, &2, "a", "b", &3).unwrap().contains(&key));
    assert!(EqualNames::key_range_by_address_city_3(&1, &2, "a", "b").unwrap().contains(&key));
}

#[derive(Debug, PartialEq, StoreRecord)]
#[store_record(
    type = "own", scope = tenant, key = (user, group),
    functions(scope_for = scope_of, record_key_for = r#type, parse_key = components_of, key_range_by_user = groups_of),
)]
struct OwnFunctions {
    tenant: String,
    user: u64,
    group: String,
}

impl OwnFunctions {
    fn parse_key(text: &str) -> Option<&str> {
        text.split('#').next()
    }

    fn scope_for() -> &'static str {
        "scope"
    }

    fn record_key_for() -> &'static str {
        "key"
    }

    fn key_range_by_user() -> &'static str {
        "range"
    }
}

#[test]
fn renamed_functions_do_not_collide_with_those_of_the_record() {
    let key = OwnFunctions::r#type("acme", &1, "owners").unwrap();
    assert_eq!(OwnFunctions::components_of(&key).unwrap(), ("acme".into(), 1, "owners".into()));
    assert_eq!(OwnFunctions::scope_of("acme").unwrap().as_str(), "acme");
    assert!(OwnFunctions::groups_of("acme", &1).unwrap().contains(&key));
    assert_eq!(OwnFunctions::parse_key(key.as_str()), Some("acme"));
    let own = (OwnFunctions::scope_for(), OwnFunctions::record_key_for(), OwnFunctions::key_range_by_user());
    assert_eq!(own, ("scope", "key", "range"));
}

mod other_types {
    //! Types with names of the standard library's types, and the standard library's types under other names.
    #![allow(non_camel_case_types)]

    use store_record::{StoreKey, StoreRecord, StoreValue};

    #[derive(Debug, PartialEq, StoreValue, StoreKey)]
    pub(crate) struct String(pub(crate) u8);

    #[derive(Debug, PartialEq, StoreValue, StoreKey)]
    pub(crate) struct f64(pub(crate) u8);

    pub(crate) type Text = std::string::String;
    pub(crate) type Bytes = Vec<u8>;

    #[derive(Debug, PartialEq, StoreRecord)]
    #[store_record(type = "other", scope = global, key = (text, bytes, shared, own, float))]
    pub(crate) struct Record {
        pub(crate) text: Text,
        pub(crate) bytes: Bytes,
        pub(crate) shared: std::sync::Arc<str>,
        pub(crate) own: String,
        pub(crate) float: f64,
    }

    #[derive(Debug, PartialEq, StoreRecord)]
    #[store_record(type = "own string", scope = text, key = (own, own_again))]
    pub(crate) struct OwnString {
        pub(crate) text: std::string::String,
        pub(crate) own: String,
        pub(crate) own_again: String,
    }
}

#[test]
fn key_types_are_recognized_by_type_and_not_by_name() {
    use other_types::{OwnString, Record, String, f64};
    let record = Record { text: "a".into(), bytes: vec![1], shared: "b".into(), own: String(2), float: f64(3) };
    let key = Record::record_key_for(&"a".into(), &vec![1], "b", &String(2), &f64(3)).unwrap();
    assert_eq!(record.record_key().unwrap(), key);

    let record = OwnString { text: "a".into(), own: String(1), own_again: String(2) };
    let key = OwnString::record_key_for("a", &String(1), &String(2)).unwrap();
    assert_eq!(record.record_key().unwrap(), key);
    assert!(OwnString::key_range_by_own("a", &String(1)).unwrap().contains(&key));
}

mod of_a_macro_crate {
    //! Has a module with the name that other derives use for their private module.
    pub(crate) mod __private {
        #[derive(Debug, PartialEq, store_record::StoreValue, store_record::StoreKey)]
        pub(crate) struct Id(pub(crate) u8);
    }

    #[derive(Debug, PartialEq, store_record::StoreRecord)]
    #[store_record(type = "private", scope = global, key = id)]
    pub(crate) struct Record {
        pub(crate) id: __private::Id,
    }
}

#[test]
fn a_module_named_like_a_private_module_does_not_collide() {
    let record = of_a_macro_crate::Record { id: of_a_macro_crate::__private::Id(1) };
    round_trip(&record, r#"{"id": 1}"#);
}

#[derive(Debug, PartialEq, StoreValue)]
struct Conditional {
    always: u8,
    #[cfg(test)]
    here: u8,
    #[cfg(not(test))]
    gone: NoSuchType,
}

#[test]
fn cfg_on_fields_and_variants_is_respected() {
    round_trip(&Conditional { always: 1, here: 2 }, r#"{"here": 2, "always": 1}"#);
}

#[derive(Debug, PartialEq, StoreValue)]
enum Tree<T> {
    Leaf(T),
    Node(Vec<Tree<T>>),
    Named { below: Box<Tree<T>> },
}

#[derive(Debug, PartialEq, StoreValue)]
struct List {
    value: u8,
    next: Option<Box<List>>,
}

#[test]
fn recursive_types_compile() {
    let tree = Tree::Node(vec![Tree::Leaf(1), Tree::Named { below: Box::new(Tree::Node(vec![])) }]);
    round_trip(&tree, r#"{"Node": [{"Leaf": 1}, {"Named": {"below": {"Node": []}}}]}"#);
    let list = List { value: 1, next: Some(Box::new(List { value: 2, next: None })) };
    round_trip(&list, r#"{"next": {"next": null, "value": 2}, "value": 1}"#);
}

#[derive(Debug, PartialEq, StoreValue)]
struct Generic<'a, K: store_record::StoreKey + Ord, V, const N: usize>
where
    V: Clone,
{
    text: std::borrow::Cow<'a, str>,
    map: std::collections::BTreeMap<K, V>,
    array: [V; N],
}

#[test]
fn all_kinds_of_generic_parameters_compile() {
    let value = Generic { text: "t".into(), map: [(7_u8, 1_u16)].into(), array: [2, 3] };
    round_trip(&value, r#"{"map": {"7": 1}, "text": "t", "array": [2, 3]}"#);
}

#[derive(Debug, PartialEq, StoreValue)]
struct Named {}

#[derive(Debug, PartialEq, StoreValue)]
struct Unit;

#[derive(Debug, PartialEq, StoreValue)]
struct Tuple();

#[derive(Debug, PartialEq, StoreValue)]
enum Never {}

#[test]
fn types_without_fields_are_stored() {
    round_trip(&Named {}, "{}");
    round_trip(&Unit, "{}");
    round_trip(&Tuple(), "[]");
    assert!(Payload::from_stored("\"a\"").decode::<Never>().is_err());
}

macro_rules! record_of {
    ($name:ident, $record_type:literal, $field:ident: $ty:ty) => {
        #[derive(Debug, PartialEq, StoreRecord)]
        #[store_record(type = $record_type, scope = global, key = ($field, fixed), revision = number)]
        struct $name {
            $field: $ty,
            fixed: u32,
            number: u8,
        }
    };
}

record_of!(FromMacro, "from_macro", id: Vec<u8>);
record_of!(TextFromMacro, "text_from_macro", id: String);

#[test]
fn a_struct_from_a_macro_compiles() {
    let value = FromMacro { id: vec![1, 255], fixed: 2, number: 3 };
    assert_eq!(value.record_key().unwrap().as_str(), "01ff#a2");
    round_trip(&value, r#"{"id": "Af8=", "fixed": 2, "number": 3}"#);
    // A look-up accepts the borrowed forms of the types.
    assert_eq!(FromMacro::record_key_for(&[1, 255][..], &2), value.record_key());
    assert_eq!(TextFromMacro::record_key_for("a", &2).unwrap().as_str(), "a#a2");
}
