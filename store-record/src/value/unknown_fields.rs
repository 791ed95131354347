//! [`UnknownFields`]: the members that a field marked `rest` holds.

use crate::codec::decoder::UnknownMember;
use crate::order::canonical_order;
use crate::value::json::Json;
use std::fmt;
use std::iter::FusedIterator;
use std::{slice, vec};

/// Members of an object that a struct doesn't have.
///
/// A field marked `#[store_record(rest)]` reads them and writes them back, so that an older program loses nothing that
/// a newer one wrote. Names are unique and in the canonical order: by length, then bytewise. `Debug` shows neither
/// names nor values.
///
/// ```
/// use store_record::{Payload, StoreValue, UnknownFields};
///
/// #[derive(StoreValue)]
/// struct Profile { name: String, #[store_record(rest)] rest: UnknownFields }
///
/// let stored = Payload::from_json(r#"{"name": "Ada", "pronouns": "she"}"#)?;
/// let mut profile: Profile = stored.decode()?;
/// assert_eq!(profile.rest.len(), 1);
/// assert_eq!(Payload::new(&profile)?, stored);
///
/// profile.rest.extend([("city", "\"London\"".parse()?)]);
/// let names: Vec<&str> = profile.rest.iter().map(|(name, _)| name).collect();
/// assert_eq!(names, ["city", "pronouns"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownFields {
    /// In the canonical order of the names.
    members: Vec<(String, Json)>,
}

impl UnknownFields {
    /// Creates an empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Returns true if there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Returns the value of the member with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        let at = self.position(name).ok()?;
        self.members.get(at).map(|(_, value)| value)
    }

    /// Returns an iterator over names and values in the canonical order. They are stored data, which may be sensitive.
    #[must_use]
    pub fn iter(&self) -> UnknownFieldsIter<'_> {
        UnknownFieldsIter(self.members.iter())
    }

    /// Adds a member, or replaces the value of the member with this name and returns the old value.
    ///
    /// A name that the struct has is an error when the struct is written, not here.
    pub fn insert(&mut self, name: impl Into<String>, value: Json) -> Option<Json> {
        let name = name.into();
        match self.position(&name) {
            Ok(at) => self.members.get_mut(at).map(|(_, old)| std::mem::replace(old, value)),
            Err(at) => {
                self.members.insert(at, (name, value));
                None
            }
        }
    }

    /// Removes the member with this name and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        self.position(name).ok().map(|at| self.members.remove(at).1)
    }

    /// Wraps members that are in the canonical order.
    pub(crate) fn from_sorted(members: Vec<UnknownMember>) -> Self {
        let members = members.into_iter().map(|member| (member.name, Json::from_canonical(member.text))).collect();
        Self { members }
    }

    fn position(&self, name: &str) -> Result<usize, usize> {
        self.members.binary_search_by(|(known, _)| canonical_order(known, name))
    }
}

/// Shows neither names nor values.
impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownFields(..)")
    }
}

/// Inserts each member. The last of several members with one name is kept.
impl<N: Into<String>> Extend<(N, Json)> for UnknownFields {
    fn extend<I: IntoIterator<Item = (N, Json)>>(&mut self, members: I) {
        for (name, value) in members {
            self.insert(name, value);
        }
    }
}

/// Collects members. The last of several members with one name is kept.
impl<N: Into<String>> FromIterator<(N, Json)> for UnknownFields {
    fn from_iter<I: IntoIterator<Item = (N, Json)>>(members: I) -> Self {
        let mut fields = Self::new();
        fields.extend(members);
        fields
    }
}

impl IntoIterator for UnknownFields {
    type Item = (String, Json);
    type IntoIter = UnknownFieldsIntoIter;

    fn into_iter(self) -> UnknownFieldsIntoIter {
        UnknownFieldsIntoIter(self.members.into_iter())
    }
}

impl<'a> IntoIterator for &'a UnknownFields {
    type Item = (&'a str, &'a Json);
    type IntoIter = UnknownFieldsIter<'a>;

    fn into_iter(self) -> UnknownFieldsIter<'a> {
        self.iter()
    }
}

/// An iterator over the members of an [`UnknownFields`], which [`UnknownFields::iter`] returns.
///
/// ```
/// use store_record::{Json, UnknownFields};
///
/// let fields = UnknownFields::from_iter([("age", Json::default())]);
/// let mut members = fields.iter();
/// assert_eq!(members.len(), 1);
/// assert_eq!(members.next().map(|(name, _)| name), Some("age"));
/// ```
#[derive(Clone)]
pub struct UnknownFieldsIter<'a>(slice::Iter<'a, (String, Json)>);

/// An iterator that returns the members of an [`UnknownFields`] by value.
///
/// ```
/// use store_record::{Json, UnknownFields};
///
/// let fields = UnknownFields::from_iter([("age", Json::default())]);
/// let members: Vec<(String, Json)> = fields.into_iter().collect();
/// assert_eq!(members, [("age".to_owned(), Json::default())]);
/// ```
pub struct UnknownFieldsIntoIter(vec::IntoIter<(String, Json)>);

fn borrow((name, value): &(String, Json)) -> (&str, &Json) {
    (name, value)
}

impl<'a> Iterator for UnknownFieldsIter<'a> {
    type Item = (&'a str, &'a Json);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(borrow)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for UnknownFieldsIter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(borrow)
    }
}

impl Iterator for UnknownFieldsIntoIter {
    type Item = (String, Json);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for UnknownFieldsIntoIter {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back()
    }
}

impl ExactSizeIterator for UnknownFieldsIter<'_> {}
impl ExactSizeIterator for UnknownFieldsIntoIter {}
impl FusedIterator for UnknownFieldsIter<'_> {}
impl FusedIterator for UnknownFieldsIntoIter {}

/// Shows neither names nor values.
impl fmt::Debug for UnknownFieldsIter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownFieldsIter(..)")
    }
}

/// Shows neither names nor values.
impl fmt::Debug for UnknownFieldsIntoIter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownFieldsIntoIter(..)")
    }
}
