//! [`MetadataField`] and [`MetadataCondition`]: records by a promoted field.

use crate::const_text::fail;
use crate::error::EncodeError;
use crate::payload::{Metadata, Payload};
use crate::record::StoreRecord;
use crate::shape::form::is_same_form;
use crate::shape::source::promoted;
use crate::shape::{RecordShape, Shape};
use crate::value::StoreValue;
use crate::value::json::Json;
use crate::value::whole_text::decode_text;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A field of the records `R` that `metadata(…)` promotes, with its stored name and its type.
///
/// Declare it as a constant: the name and the type are checked while compiling, against the record's derive. From it
/// come an index ([`Postgres::metadata_index`](crate::ddl::Postgres::metadata_index)) and a condition that uses the index.
///
/// ```
/// # #[cfg(feature = "memory")]
/// # {
/// use store_record::store::{MemoryStore, MetadataField, Selection, Store};
/// use store_record::{StoreRecord, StoreValue, ddl};
///
/// #[derive(Debug, PartialEq, StoreValue)]
/// enum Level { Owner, Member }
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "membership", scope = tenant, key = user, metadata(level))]
/// struct Membership { tenant: String, user: u64, level: Level }
///
/// const LEVEL: MetadataField<Membership, Level> = MetadataField::new("level");
///
/// let mut store = MemoryStore::new();
/// for (user, level) in [(1, Level::Owner), (2, Level::Member), (3, Level::Owner)] {
///     store.put(&Membership { tenant: "acme".into(), user, level }.to_envelope()?)?;
/// }
/// let (scope, owners) = (Membership::scope_for("acme")?, LEVEL.eq(&Level::Owner)?);
/// let first = store.page_by(&owners, &Selection::new().scope(&scope).limit(1))?;
/// assert_eq!(first.records, [Membership { tenant: "acme".into(), user: 1, level: Level::Owner }]);
///
/// let after = first.next.expect("the page is full");
/// let second = store.page_by(&owners, &Selection::new().scope(&scope).limit(1).after(&after))?;
/// assert_eq!(second.records[0].user, 3);
///
/// let index = ddl::postgres("record").metadata_index(&LEVEL);
/// assert!(index.starts_with(r#"CREATE INDEX IF NOT EXISTS "record_metadata_level" ON "record" (record_type, "#));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A name that isn't promoted doesn't compile, and neither does another type:
///
/// ```compile_fail
/// # use store_record::StoreRecord;
/// # use store_record::store::MetadataField;
/// # #[derive(StoreRecord)]
/// # #[store_record(type = "membership", scope = global, key = user, metadata(level))]
/// # struct Membership { user: u64, level: String }
/// const LEVEL: MetadataField<Membership, u64> = MetadataField::new("level");
/// ```
pub struct MetadataField<R, V> {
    name: &'static str,
    types: PhantomData<fn(&R, &V)>,
}

impl<R: StoreRecord, V: StoreValue> MetadataField<R, V> {
    /// Returns the promoted field of this stored name. `V` is the field's type, or another one with the same JSON.
    ///
    /// # Panics
    ///
    /// Panics if the record has no such field, if `V` has another JSON, or if the name has a quotation mark, a backslash
    /// or a control character, which a path of SQLite can't have. In a constant this is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn new(name: &'static str) -> Self {
        assert_promoted(R::RECORD_SHAPE, V::SHAPE, name);
        Self { name, types: PhantomData }
    }

    /// Returns the condition that the field has this value.
    ///
    /// A row's metadata is compared as it is stored. A row of an older schema version has the metadata of that version, so
    /// upgrade such rows first.
    ///
    /// # Errors
    ///
    /// Returns an error if the value can't be stored.
    pub fn eq(&self, value: &V) -> Result<MetadataCondition<R>, EncodeError> {
        let value = Payload::new(value)?;
        Ok(MetadataCondition { name: self.name, value, record: PhantomData })
    }
}

impl<R: StoreRecord, T> MetadataField<R, Option<T>>
where
    Option<T>: StoreValue,
{
    /// Returns the condition that the field is `None`.
    #[must_use]
    pub fn is_null(&self) -> MetadataCondition<R> {
        MetadataCondition { name: self.name, value: Payload::from_stored("null"), record: PhantomData }
    }
}

impl<R, V> MetadataField<R, V> {
    /// Returns the stored name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

#[track_caller]
const fn assert_promoted(record: &'static RecordShape, value: &'static Shape, name: &'static str) {
    if record.record_type.is_empty() {
        // Its derive failed, and that error is reported alone.
        return;
    }
    let Some(shape) = promoted(record, name) else {
        fail(&["`", record.record_type, "` has no metadata `", name, "`: promote the field with `metadata(…)`"])
    };
    if let Some(shape) = shape
        && !is_same_form(shape, value)
    {
        fail(&[
            "the metadata `",
            name,
            "` of `",
            record.record_type,
            "` is stored as ",
            shape.kind(),
            ", and this type as ",
            value.kind(),
            ": use the field's type",
        ]);
    }
    let mut at = 0;
    while at < name.len() {
        if matches!(name.as_bytes()[at], b'"' | b'\\' | 0..0x20) {
            fail(&[
                "the metadata `",
                name,
                "` can't be in a condition: rename it without quotation marks and backslashes",
            ]);
        }
        at += 1;
    }
}

impl<R, V> Clone for MetadataField<R, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, V> Copy for MetadataField<R, V> {}

impl<R, V> fmt::Debug for MetadataField<R, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MetadataField").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The condition that a promoted field of the records `R` has a value, from [`MetadataField::eq`].
///
/// `Debug` shows the name and no value.
pub struct MetadataCondition<R> {
    name: &'static str,
    value: Payload,
    record: PhantomData<fn(&R)>,
}

impl<R> MetadataCondition<R> {
    /// Returns the condition without the type of the records.
    #[must_use]
    pub fn as_value(&self) -> MetadataValue<'_> {
        MetadataValue { name: self.name, json: self.value.expose_json() }
    }
}

impl<R> Clone for MetadataCondition<R> {
    fn clone(&self) -> Self {
        Self { name: self.name, value: self.value.clone(), record: PhantomData }
    }
}

impl<R> fmt::Debug for MetadataCondition<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MetadataCondition").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A member of the metadata and the value that it must have, in a [`Selection`](super::Selection).
///
/// `Debug` shows the name and no value.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct MetadataValue<'a> {
    /// The name of the member.
    pub name: &'a str,
    /// The JSON text of the value, in the canonical form. It is stored data: don't log it.
    pub json: &'a str,
}

impl MetadataValue<'_> {
    /// Returns true if a row's metadata has this member with this value. A store that isn't one of SQL calls it.
    #[must_use]
    pub fn is_in(&self, metadata: &Metadata) -> bool {
        let members = decode_text::<BTreeMap<String, Json>>(metadata.expose_json());
        members.is_ok_and(|members| members.get(self.name).is_some_and(|value| value.expose_json() == self.json))
    }
}

impl fmt::Debug for MetadataValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MetadataValue").field("name", &self.name).finish_non_exhaustive()
    }
}
