//! [`RecordManifest`]: the closed set of record types, and the checks that run while compiling.

use crate::envelope::{Envelope, EnvelopeRef};
use crate::error::{EncodeError, OpenError};
use crate::key::Scope;
use crate::record::RecordVisitor;
use crate::shape::RecordShape;

mod checks;
mod relaxation;
mod routes;

pub use checks::{assert_complete, assert_distinct, assert_known, assert_listed, assert_registered};
pub use relaxation::{Change, Lock, Relaxation};
pub(crate) use routes::has_route;
pub use routes::{Route, Types, route, routes, routes_len};

/// The closed set of a program's record types: an enum with one variant for each.
///
/// Derive it; see [the derive](macro@crate::RecordManifest).
///
/// ```
/// use store_record::{Envelope, OpenError, RecordManifest, StoreRecord};
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "account", scope = tenant, key = id)]
/// struct Account { tenant: String, id: u64 }
///
/// #[derive(Debug, PartialEq, StoreRecord)]
/// #[store_record(type = "group", scope = tenant, key = name)]
/// struct Group { tenant: String, name: String }
///
/// #[derive(Debug, PartialEq, RecordManifest)]
/// #[manifest(file = "src/derives/manifest_example.json")]
/// enum Directory { Account(Account), Group(Group) }
///
/// let group = Group { tenant: "acme".into(), name: "owners".into() };
/// let row = group.to_envelope()?;
/// let opened = Directory::open_in(&row, row.scope())?;
/// assert_eq!((opened.record_type(), &opened.to_envelope()?), ("group", &row));
/// let other = Account::scope_for("other")?;
/// assert_eq!(Directory::open_in(&row, &other), Err(OpenError::OtherScope { record_type: None }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait RecordManifest: Sized {
    /// The record types in the order of the variants.
    const RECORD_TYPES: &'static [&'static str];

    /// The record types and aliases, sorted, with the indices of their variants.
    #[doc(hidden)]
    const ROUTES: &'static [Route];

    /// The released shapes, sorted by record type and schema version. `None` if the lock can't be read, which is an error
    /// of its own.
    #[doc(hidden)]
    const LOCKED: Option<&'static [RecordShape]> = Some(&[]);

    /// The lock's file and the relaxations.
    #[doc(hidden)]
    const LOCK: Lock = Lock::NONE;

    /// Calls the visitor with the type of each record.
    #[doc(hidden)]
    fn visit_records<V: RecordVisitor>(visitor: &mut V);

    /// Opens a row as the record of its record type. It accepts `&Envelope` and [`EnvelopeRef`].
    ///
    /// # Errors
    ///
    /// Returns an error if no variant has the row's record type, or as [`Envelope::open`] does.
    fn open<'r>(row: impl Into<EnvelopeRef<'r>>) -> Result<Self, OpenError> {
        Self::open_row(&row.into())
    }

    /// Opens a row as the record of its record type.
    #[doc(hidden)]
    fn open_row(row: &EnvelopeRef<'_>) -> Result<Self, OpenError>;

    /// Returns the record type.
    fn record_type(&self) -> &'static str;

    /// Returns the record as a row.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Envelope::seal`] does.
    fn to_envelope(&self) -> Result<Envelope, EncodeError>;

    /// Opens a row that is in `scope`.
    ///
    /// # Errors
    ///
    /// Returns [`OpenError::OtherScope`] if the row is in another scope, without looking at the payload, or an error as
    /// [`RecordManifest::open`] does.
    fn open_in<'r>(row: impl Into<EnvelopeRef<'r>>, scope: &Scope) -> Result<Self, OpenError> {
        let row = row.into();
        if row.scope == scope.as_str().into() {
            Self::open_row(&row)
        } else {
            Err(OpenError::OtherScope { record_type: None })
        }
    }
}

/// A manifest that has a variant for the record `R`. The manifest's derive implements it.
///
/// ```
/// use store_record::{RecordManifest, Registers};
///
/// /// A store that accepts only the records of its manifest.
/// fn keep<M: RecordManifest + Registers<R> + From<R>, R>(record: R) -> M {
///     record.into()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{R}` says `manifest = {Self}`, but `{Self}` has no variant for it",
    label = "no variant holds `{R}`",
    note = "add a variant that holds it, and its record type to the manifest file"
)]
pub trait Registers<R> {
    /// Only the derive names it, so that nobody else claims a variant that doesn't exist.
    #[doc(hidden)]
    const SEAL: Sealed;
}

/// The value of [`Registers::SEAL`].
#[doc(hidden)]
#[derive(Debug)]
pub struct Sealed;
