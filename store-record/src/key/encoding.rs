//! [`KeyEncoding`]: the encoding of a key component, which is compared between two schema versions while compiling.

use crate::order::same;

/// The encodings of this crate's keys.
const STANDARD: [&str; 16] = [
    "text",
    "bytes",
    "a boolean",
    "unsigned",
    "signed",
    "unsigned_128",
    "signed_128",
    "a date such as 2026-06-16",
    "a time such as 12:30:00.5",
    "a date and time such as 2026-06-16T12:30:00.5",
    "an RFC 3339 instant such as 2026-06-16T12:30:00.5+02:00",
    "a UUID",
    "a ULID",
    "an IPv4 address",
    "an IPv6 address",
    "an IP address",
];

/// The name of the encoding of a key component. All schema versions of a record must have equal encodings.
///
/// Types with equal encodings have the same key text for the same value. An `impl StoreKey` of your own must name its
/// encoding if a record with several schema versions uses it as a key.
///
/// ```
/// use store_record::{KeyEncoding, StoreKey};
///
/// assert_eq!(<u8 as StoreKey>::ENCODING, <u64 as StoreKey>::ENCODING);
/// assert_ne!(<u8 as StoreKey>::ENCODING, <Option<u8> as StoreKey>::ENCODING);
/// assert_eq!(KeyEncoding::new("a country code").name(), "a country code");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyEncoding {
    name: &'static str,
    is_optional: bool,
    /// The encodings of a tuple's elements.
    elements: &'static [Self],
}

impl KeyEncoding {
    /// Creates an encoding from its name, such as `"text"`.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, is_optional: false, elements: &[] }
    }

    /// Creates the encoding of a tuple from those of its elements.
    #[must_use]
    pub const fn tuple(elements: &'static [Self]) -> Self {
        Self { name: "tuple", is_optional: false, elements }
    }

    /// Returns the encoding of an `Option` of this key.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }

    /// Returns true if this crate's keys have the encoding. Their text is read back exactly.
    pub(crate) const fn is_standard(self) -> bool {
        let mut at = 0;
        while at < self.elements.len() {
            if !self.elements[at].is_standard() {
                return false;
            }
            at += 1;
        }
        if at > 0 {
            return true;
        }
        let mut at = 0;
        while at < STANDARD.len() {
            if same(self.name, STANDARD[at]) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Returns the name. The encoding of an `Option` has the name of its inner encoding.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Returns the encodings of a tuple's elements. Other keys have none.
    #[must_use]
    pub const fn elements(self) -> &'static [Self] {
        self.elements
    }

    /// `==`, while compiling.
    pub(crate) const fn is_same(self, other: Self) -> bool {
        if !same(self.name, other.name)
            || self.is_optional != other.is_optional
            || self.elements.len() != other.elements.len()
        {
            return false;
        }
        let mut at = 0;
        while at < self.elements.len() {
            if !self.elements[at].is_same(other.elements[at]) {
                return false;
            }
            at += 1;
        }
        true
    }

    /// Returns true if this is the encoding of an `Option`.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        self.is_optional
    }
}

#[cfg(test)]
mod tests {
    use crate::key::{KeyEncoding, StoreKey};

    /// A map whose keys have a standard encoding isn't read back before its row is sealed.
    #[test]
    fn keys_of_this_crate_have_standard_encodings() {
        fn is_standard<K: StoreKey>() -> bool {
            K::ENCODING.is_standard()
        }
        let all = [
            is_standard::<String>(),
            is_standard::<char>(),
            is_standard::<Vec<u8>>(),
            is_standard::<[u8; 3]>(),
            is_standard::<bool>(),
            is_standard::<u8>(),
            is_standard::<i64>(),
            is_standard::<u128>(),
            is_standard::<Option<i128>>(),
            is_standard::<std::num::NonZeroU64>(),
            is_standard::<time::Date>(),
            is_standard::<time::Time>(),
            is_standard::<time::PrimitiveDateTime>(),
            is_standard::<time::OffsetDateTime>(),
            is_standard::<time::UtcDateTime>(),
            is_standard::<std::time::SystemTime>(),
            is_standard::<std::net::Ipv4Addr>(),
            is_standard::<std::net::Ipv6Addr>(),
            is_standard::<std::net::IpAddr>(),
            is_standard::<std::num::Wrapping<u8>>(),
            is_standard::<(u8, Option<(String,)>)>(),
            #[cfg(feature = "url-2")]
            is_standard::<url::Url>(),
            #[cfg(feature = "uuid-1")]
            is_standard::<uuid::Uuid>(),
            #[cfg(feature = "ulid-3")]
            is_standard::<ulid::Ulid>(),
            #[cfg(feature = "chrono-0_4")]
            is_standard::<chrono::DateTime<chrono::Utc>>(),
            #[cfg(feature = "jiff-1")]
            is_standard::<jiff::Timestamp>(),
            #[cfg(feature = "bytes-1")]
            is_standard::<bytes::Bytes>(),
            #[cfg(feature = "smol_str-0_3")]
            is_standard::<smol_str::SmolStr>(),
        ];
        assert!(all.iter().all(|is_standard| *is_standard), "{all:?}");
        let custom = KeyEncoding::new("custom");
        assert!(!custom.is_standard());
        assert!(!KeyEncoding::tuple(const { &[KeyEncoding::new("text"), KeyEncoding::new("custom")] }).is_standard());
    }
}
