//! [`UnknownFields`]: what a field marked `rest` keeps.

use crate::codec::decoder::UnknownMember;
use crate::order::canonical_order;
use crate::value::json::Json;
use std::fmt;

/// Members that a struct doesn't have, kept and written back: for a field marked
/// `#[store_record(rest)]`, so that an older program loses nothing that a newer one wrote.
///
/// `Debug` shows neither names nor values.
///
/// ```
/// use store_record::{Payload, StoreValue, UnknownFields};
///
/// #[derive(StoreValue)]
/// struct Profile { name: String, #[store_record(rest)] rest: UnknownFields }
///
/// let stored = Payload::from_json(r#"{"name": "Ada", "pronouns": "she"}"#).unwrap();
/// let profile: Profile = stored.decode().unwrap();
/// assert_eq!(profile.rest.len(), 1);
/// assert_eq!(Payload::new(&profile).unwrap(), stored);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct UnknownFields {
    /// In canonical order of the names.
    members: Vec<(String, Json)>,
}

impl UnknownFields {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The value under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Names and values, in canonical order: stored data, which may be sensitive.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.members.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Adds or replaces a member; gives the former value.
    ///
    /// A name that the struct has is refused when the struct is encoded.
    pub fn insert(&mut self, name: impl Into<String>, value: Json) -> Option<Json> {
        let name = name.into();
        match self.members.binary_search_by(|(known, _)| canonical_order(known, &name)) {
            Ok(at) => self.members.get_mut(at).map(|(_, former)| std::mem::replace(former, value)),
            Err(at) => {
                self.members.insert(at, (name, value));
                None
            }
        }
    }

    /// Of members in canonical order.
    pub(crate) fn of(members: Vec<UnknownMember>) -> Self {
        let members = members.into_iter().map(|member| (member.name, Json::of_canonical(member.text))).collect();
        Self { members }
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownFields(..)")
    }
}
