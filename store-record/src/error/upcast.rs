//! [`UpcastError`]: the error of a conversion between two schema versions.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// The error of a `TryFrom` between two schema versions, which may hold stored data.
///
/// Only [`UpcastError::expose`] shows it. `Debug`, the message of [`OpenError::Upcast`](crate::OpenError::Upcast) and
/// that error's `source` don't.
///
/// Two values are always equal, because errors of any type can't be compared. A test can therefore compare an
/// [`OpenError`](crate::OpenError) as a whole:
///
/// ```
/// use store_record::{OpenError, StoreRecord, UpcastError};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "person", scope = global, key = id)]
/// struct PersonV1 { id: u32, name: String }
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "person", schema_version = 2, previous = PersonV1, scope = global, key = id)]
/// struct Person { id: u32, given: String, family: String }
///
/// impl TryFrom<PersonV1> for Person {
///     type Error = String;
///
///     fn try_from(old: PersonV1) -> Result<Self, String> {
///         let (given, family) = old.name.split_once(' ').ok_or_else(|| format!("no family name in {:?}", old.name))?;
///         Ok(Self { id: old.id, given: given.into(), family: family.into() })
///     }
/// }
///
/// let row = PersonV1 { id: 7, name: "Ada".into() }.to_envelope()?;
/// let opened = row.open::<Person>();
/// let error = UpcastError::new("its content isn't compared");
/// assert_eq!(opened, Err(OpenError::Upcast { record_type: "person", from: 1, to: 2, error }));
///
/// let error = opened.unwrap_err();
/// assert_eq!(error.to_string(), "can't open `person`: the conversion from schema version 1 to 2 failed");
/// let exposed = error.expose_upcast_error().unwrap();
/// assert_eq!(exposed.to_string(), "no family name in \"Ada\"");
/// # Ok::<(), store_record::EncodeError>(())
/// ```
#[derive(Clone)]
pub struct UpcastError(Arc<Inner>);

/// Makes the pointer a thin one, so that an `OpenError` doesn't become larger.
struct Inner {
    error: Box<dyn Error + Send + Sync>,
}

impl UpcastError {
    /// Wraps any error.
    #[must_use]
    pub fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(Arc::new(Inner { error: error.into() }))
    }

    /// Returns the error as the conversion returned it.
    ///
    /// It may hold stored data, which may be sensitive: don't log it.
    #[must_use]
    pub fn expose(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.0.error
    }
}

impl fmt::Debug for UpcastError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UpcastError(..)")
    }
}

impl PartialEq for UpcastError {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for UpcastError {}
