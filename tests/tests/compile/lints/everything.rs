//! Every attribute of the four derives, on types with keywords as names, deprecated types and types without fields. The crate
//! `records` is `store-record`. The test replaces `DERIVES` with it, or with a crate whose derives add nothing.

use records::{DecodeError, Decoder, Encoder, Json, StoreKey, StoreRecord, StoreValue, UnknownFields};
use std::collections::BTreeMap;
use time::OffsetDateTime;

#[derive(DERIVES::StoreValue, DERIVES::StoreKey)]
#[store_record(crate = ::records)]
struct Tenant(String);

#[derive(DERIVES::StoreValue, DERIVES::StoreKey, PartialEq, Eq, PartialOrd, Ord)]
#[store_record(crate = ::records, rename_all = "kebab-case", reserved("gone"))]
pub enum Region {
    EuWest,
    #[store_record(rename = "us", alias = "usa")]
    UsEast,
    r#Type,
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = "::records", reserved("fax"))]
pub enum Contact {
    None,
    Mail(String),
    Pair(u8, #[store_record(with = codec)] u8),
    Empty(),
    #[store_record(alias = "Fon", rename_all = "camelCase")]
    Phone { main_number: u32, #[store_record(default)] kinds: Vec<char>, r#dyn: bool },
    Coded(#[store_record(with = codec)] u8),
    #[deprecated]
    Pager { number: u32 },
    #[store_record(other)]
    Unknown(Json),
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records, tag = "kind", unknown_fields = "ignore", rename_all = "snake_case")]
pub enum Status {
    Active,
    Closed { by: u64, #[store_record(alias = "why", sensitive)] reason: Option<String> },
    r#Moved(r#match::r#Self_),
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records, tag = "kind")]
pub enum Kept {
    One { r#struct: u8, #[store_record(rest)] rest: UnknownFields },
    #[deprecated]
    Named(BTreeMap<String, u8>),
    #[store_record(other)]
    Other(Json),
}

#[derive(DERIVES::StoreValue, DERIVES::StoreKey, PartialEq, Eq, PartialOrd, Ord)]
#[store_record(crate = ::records, repr = "integer")]
#[repr(u16)]
pub enum Number {
    r#Zero,
    #[deprecated]
    Five = 5,
    Six,
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records, tag = "kind", content = "is", unknown_fields = "ignore", rename_all = "snake_case")]
pub enum Adjacent<T> {
    None,
    One(T),
    r#Match(#[store_record(with = codec)] u8, u8),
    Named { r#in: Option<T> },
    Deep(Vec<Adjacent<T>>),
    #[deprecated]
    Old(u8),
    #[store_record(other)]
    Other(Json),
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records, untagged, rename_all_fields = "camelCase")]
pub enum Untagged<T> {
    r#None,
    One(T),
    Many(Vec<Untagged<T>>),
    Coded(#[store_record(with = codec)] u8),
    Pair(u8, T),
    Named { r#in_out: Option<T> },
    Empty {},
    Nothing(),
    #[deprecated]
    Old(u8),
    Other(Json),
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records, untagged)]
pub enum NoVariant {}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub enum Never {}

#[derive(DERIVES::StoreKey)]
#[store_record(crate = ::records)]
pub enum NoKey {}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Unit;

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Braces {}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Nothing();

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Tuple(u8, #[store_record(with = codec)] u8, r#match::r#Self_);

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Coded(#[store_record(with = codec)] u8);

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct NeverNull(#[store_record(with = codec::never_null)] u8);

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Serde(#[store_record(with = serde)] u8);

#[derive(DERIVES::StoreValue, DERIVES::StoreKey)]
#[store_record(crate = ::records)]
pub struct Phantom<K>(u8, #[store_record(skip)] std::marker::PhantomData<K>);

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Phantoms<K>(u8, #[store_record(skip)] std::marker::PhantomData<K>, u8, #[store_record(skip)] ());

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct SerdeModule(#[store_record(with = serde(serde_module))] u8);

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct SerdeModuleOfType {
    #[store_record(with = serde(self::serde_module), default)]
    r#type: u8,
    #[store_record(with = serde(r#As<(), u8>))]
    as_type: u8,
    #[store_record(with = serde(r#As::<(), u8>))]
    as_type_again: u8,
}

pub struct As<K, T>(K, T);

impl<K, T> As<K, T> {
    fn serialize<S: ::serde::Serializer>(value: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serde_module::serialize(value, serializer)
    }

    fn deserialize<'de, D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
        serde_module::deserialize(deserializer)
    }
}

mod serde_module {
    pub(super) fn serialize<S: ::serde::Serializer>(value: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*value)
    }

    pub(super) fn deserialize<'de, D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
        ::serde::Deserialize::deserialize(deserializer)
    }
}

mod r#match {
    #[derive(DERIVES::StoreValue)]
    #[store_record(crate = ::records)]
    pub struct r#Self_ {
        pub r#type: u8,
    }
}

/// A codec.
pub mod codec {
    use super::{DecodeError, Decoder, Encoder, StoreValue};

    pub fn encode(value: &u8, encoder: &mut Encoder) {
        value.encode(encoder);
    }

    pub fn decode(decoder: &mut Decoder<'_>) -> Result<u8, DecodeError> {
        u8::decode(decoder)
    }

    pub mod never_null {
        pub use super::{decode, encode};
        pub type Nullability = records::NotNull;
    }
}

fn three() -> u8 {
    3
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records, rename_all = "SCREAMING-KEBAB-CASE")]
pub struct Fields {
    r#type: u8,
    r#async: Option<Box<Fields>>,
    r#final: Vec<Fields>,
    #[store_record(rename = "other", alias = "former", alias = "oldest")]
    now: u8,
    #[store_record(default)]
    absent: Vec<u8>,
    #[store_record(default = three, alias = "three")]
    number: u8,
    #[store_record(skip)]
    pub skipped: Option<u8>,
    #[store_record(skip, default = three)]
    pub r#static: u8,
    #[store_record(with = serde, unverified)]
    foreign: Vec<u8>,
    #[store_record(with = codec, default)]
    coded: u8,
    #[store_record(recursive)]
    deep: Option<Box<Fields>>,
    #[store_record(sensitive)]
    secret: String,
    names: BTreeMap<Region, ()>,
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Rest {
    r#box: u8,
    #[store_record(alias = "b")]
    a: u8,
    #[store_record(with = codec)]
    coded: u8,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Flattened<T> {
    r#where: u8,
    #[store_record(flatten)]
    r#move: Rest,
    #[store_record(flatten)]
    part: Option<T>,
    #[cfg(any())]
    #[store_record(flatten)]
    never: Never,
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records, tag = "kind")]
pub enum FlattenedVariant {
    One { #[store_record(flatten)] r#type: Flattened<Place>, r#struct: u8 },
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Place {
    x: u8,
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Generic<'a, T, const N: usize>
where
    T: Clone,
{
    text: std::borrow::Cow<'a, str>,
    value: T,
    list: [T; N],
    next: Option<Box<T>>,
    private: Option<Part2<T>>,
    #[store_record(default)]
    absent: Vec<T>,
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
struct Part2<T>(T);

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records, bound = "T: StoreValue")]
pub struct Bound<T>(T);

#[derive(DERIVES::StoreKey)]
#[store_record(crate = ::records)]
pub struct GenericKey<K>(K);

/// A deprecated type that is a previous version, a field and a variant of the manifest.
#[deprecated]
#[derive(DERIVES::StoreRecord)]
#[store_record(crate = ::records, type = "account", scope = tenant, key = (region, id))]
pub struct AccountV1 {
    tenant: Tenant,
    region: Region,
    id: u64,
}

#[derive(DERIVES::StoreRecord)]
#[store_record(
    crate = ::records, type = "account", alias = "acc", alias = "konto", schema_version = 2, previous = AccountV1,
    scope = tenant, key = (region, id), created_at = made, updated_at = times.1, revision = r#yield,
    metadata(r#yield, name, label = times.0), manifest = Directory, reserved("gone"),
    functions(parse_key = components, key_range_by_region = in_region),
)]
pub struct Account {
    tenant: Tenant,
    region: Region,
    id: u64,
    made: OffsetDateTime,
    times: (String, Option<OffsetDateTime>),
    r#yield: u32,
    #[store_record(rename = "title", alias = "heading")]
    name: String,
    fields: Vec<Fields>,
    #[deprecated]
    old: u8,
    #[allow(deprecated)]
    older: Option<Deprecated>,
    #[store_record(rest)]
    rest: UnknownFields,
}

#[allow(deprecated)]
impl From<AccountV1> for Account {
    fn from(old: AccountV1) -> Self {
        Self {
            tenant: old.tenant,
            region: old.region,
            id: old.id,
            made: OffsetDateTime::UNIX_EPOCH,
            times: (String::new(), None),
            r#yield: 1,
            name: String::new(),
            fields: Vec::new(),
            old: 0,
            older: None,
            rest: UnknownFields::default(),
        }
    }
}

#[deprecated]
#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct Deprecated {
    #[deprecated]
    part: u8,
}

#[expect(deprecated, reason = "old rows have it")]
#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
pub struct HoldsDeprecated {
    one: Deprecated,
    list: Vec<Deprecated>,
}

#[derive(DERIVES::StoreRecord)]
#[store_record(
    crate = ::records, type = "group", scope = (r#final, part.r#try: u8), key = (r#final2, r#in.0: u64, r#gen),
    unknown_fields = "ignore", updated_at = r#do, metadata(r#in = r#in.1), manifest = Directory
)]
struct Group {
    r#final: u16,
    r#final2: Option<String>,
    part: Part,
    r#in: (u64, u8),
    r#gen: String,
    r#do: Option<OffsetDateTime>,
}

#[derive(DERIVES::StoreValue)]
#[store_record(crate = ::records)]
struct Part {
    r#try: u8,
}

#[derive(DERIVES::StoreRecord)]
#[store_record(crate = ::records, type = "settings", scope = id, key = (), manifest = Directory)]
pub struct Settings<'a> {
    id: std::borrow::Cow<'a, str>,
}

#[deprecated]
#[derive(DERIVES::StoreRecord)]
#[store_record(crate = ::records, type = "legacy", scope = global, key = id, manifest = Directory)]
pub struct Legacy {
    id: u64,
}

#[derive(DERIVES::RecordManifest)]
#[manifest(
    crate = ::records, file = "record-types.json", lock = "store-record.lock", retired("removed"),
    relax(type = "group", schema_version = 1, change = "kind-changed", at = ".part.try", reason = "in no release yet"),
)]
enum Directory {
    Account(Box<Account>),
    Group(Group),
    r#Settings(Settings<'static>),
    #[allow(deprecated)]
    Legacy(own::Box<Legacy>),
}

mod own {
    //! Has its own pointer type with a name of the standard library.
    pub struct Box<T>(T);

    impl<T> From<T> for Box<T> {
        fn from(inside: T) -> Self {
            Self(inside)
        }
    }

    impl<T> std::ops::Deref for Box<T> {
        type Target = T;

        fn deref(&self) -> &T {
            &self.0
        }
    }
}

#[derive(DERIVES::RecordManifest)]
#[manifest(crate = ::records, file = "no-record-types.json")]
pub enum Empty {}

mod unqualified {
    use records::{StoreKey, StoreValue};

    #[derive(DERIVES::StoreValue, DERIVES::StoreKey)]
    #[store_record(crate = ::records)]
    pub struct Id(u64);

    #[derive(DERIVES::StoreValue)]
    #[store_record(crate = ::records)]
    pub struct Imports<T> {
        id: Id,
        other: Option<T>,
    }

    pub fn is_used<T: StoreValue + StoreKey>() {}
}

macro_rules! record_of {
    ($name:ident, $field:ident: $ty:ty) => {
        #[derive(DERIVES::StoreRecord)]
        #[store_record(crate = ::records, type = "of_macro", scope = global, key = ($field, fixed), created_at = at)]
        struct $name {
            $field: $ty,
            fixed: u32,
            at: OffsetDateTime,
        }
    };
}

record_of!(OfMacro, id: String);

pub fn uses<T: StoreRecord + StoreValue, K: StoreKey>() {}
