//! [`explain`]: all differences between a payload and a type, with the names in the payload.
//!
//! An error names one problem and no stored name. This is the explicit call that shows all of them: a payload that
//! can't be decoded is walked along the type's [`Shape`](crate::Shape).

use crate::error::{DecodeError, DecodeErrorKind, Path};
use crate::payload::Payload;
use crate::shape::Shape;
use crate::value::StoreValue;
use paths::{Location, Paths};
use std::fmt;

mod checks;
mod hint;
mod paths;
mod walk;

use hint::Hint;

/// Returns all differences between a payload and the type `T`: empty if and only if the payload decodes as `T`.
///
/// The differences hold stored data, such as the name of an unknown member. They show it through methods whose names
/// begin with `expose_`, and nowhere else.
///
/// ```
/// use std::collections::BTreeMap;
/// use store_record::{DecodeErrorKind, Payload, StoreValue, explain};
///
/// #[derive(Debug, StoreValue)]
/// struct Person { name: String, city: String, born: u16, phones: BTreeMap<String, Vec<u8>> }
///
/// let payload = Payload::from_stored(
///     r#"{"name": "Ada", "town": "London", "born": -1815, "phones": {"at home": [1]}}"#,
/// );
/// // The error is that of one difference, and names nothing that the payload alone has.
/// let error = payload.decode::<Person>().unwrap_err();
/// assert!(!error.to_string().contains("town"));
///
/// let differences = explain::<Person>(&payload);
/// assert_eq!(
///     differences.expose_report().to_string(),
///     r#"4 differences
/// ["town"]: unknown field, expected one of `name`, `city`, `born`, `phones` (byte 16)
/// .born: the number is outside the range of a 64-bit unsigned integer (byte 42)
/// .phones["at home"]: expected a string, found an array (byte 71)
/// .city: missing field, expected text (byte 75)
/// "#,
/// );
/// let kinds: Vec<DecodeErrorKind> = differences.iter().map(|difference| difference.kind()).collect();
/// assert_eq!(kinds[0], DecodeErrorKind::UnknownField);
/// // Without an `expose_` method nothing stored is shown.
/// let unknown = differences.iter().next().unwrap();
/// assert_eq!(unknown.path().to_string(), "[*]");
/// assert_eq!(unknown.expose_path().to_string(), r#"["town"]"#);
/// assert!(!format!("{differences:?}").contains("town"));
/// ```
///
/// # What is found
///
/// Everything that the shape of `T` says: missing, unknown and duplicate members, unknown variants, values of another
/// kind, arrays of another length, duplicate elements of sets, numbers out of range, strings of another form, names of
/// maps of another form, and what no JSONB value can be. A difference that the shape doesn't say is found only if
/// decoding stops at it: the rules of a codec written by hand, the variants of an enum that is a map's key, the width of
/// an integer that is one, and elements that are equal although their texts differ.
///
/// A value of another kind is one difference, and what is inside isn't compared. Nothing is compared after a
/// syntax error, or after [`Differences::MAX`] differences.
#[must_use]
pub fn explain<T: StoreValue>(payload: &Payload) -> Differences<'_> {
    let text = payload.expose_json();
    match payload.decode::<T>() {
        Ok(_) => Differences { text, paths: Paths::default(), found: Vec::new(), is_truncated: false },
        Err(failure) => walk::differences(T::SHAPE, text, &failure),
    }
}

/// Returns all differences between the text of a payload that can't be decoded and a shape.
#[cfg(feature = "cli")]
pub(crate) fn differences<'t>(shape: &'static Shape, text: &'t str, failure: &DecodeError) -> Differences<'t> {
    walk::differences(shape, text, failure)
}

/// Checks that a text is what the shape says.
///
/// # Errors
///
/// Returns the first difference.
pub(crate) fn assert_described(shape: &'static Shape, text: &str) -> Result<(), DecodeError> {
    walk::first_difference(shape, text)
}

/// The differences between a payload and a type, in the order of their byte offsets: see [`explain`].
///
/// `Debug` shows no stored data.
pub struct Differences<'p> {
    text: &'p str,
    paths: Paths,
    found: Vec<Found>,
    is_truncated: bool,
}

/// One difference, with its place in the paths.
struct Found {
    place: Location,
    kind: DecodeErrorKind,
    offset: usize,
    /// Where the name of the unknown member or variant begins, with its quote.
    name: Option<usize>,
    hint: Hint,
}

impl<'p> Differences<'p> {
    /// The number of differences after which no more are looked for: 1,000.
    pub const MAX: usize = 1_000;

    /// Returns true if the payload decodes as the type.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Returns the number of differences, at most [`Differences::MAX`].
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Returns true if there may be more differences than these, as there are [`Differences::MAX`].
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.is_truncated
    }

    /// Returns the differences.
    pub fn iter(&self) -> impl Iterator<Item = Difference<'_>> + use<'_, 'p> {
        self.found.iter().map(|found| Difference { text: self.text, paths: &self.paths, found })
    }

    /// Returns a report of one line for each difference: stored data, which may be sensitive. Never for a log.
    pub fn expose_report(&self) -> impl fmt::Display + use<'_, 'p> {
        Report(self)
    }
}

impl fmt::Debug for Differences<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

struct Report<'a, 'p>(&'a Differences<'p>);

impl fmt::Display for Report<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            0 => return f.write_str("no differences\n"),
            1 => f.write_str("1 difference\n")?,
            count if self.0.is_truncated => writeln!(f, "{count} differences, and maybe more")?,
            count => writeln!(f, "{count} differences")?,
        }
        for difference in self.0.iter() {
            match difference.found.place {
                Location::ROOT => f.write_str("the payload")?,
                _ => difference.expose_path().fmt(f)?,
            }
            write!(f, ": {}", difference.kind())?;
            if let Some(expected) = difference.expected() {
                write!(f, ", expected {expected}")?;
            }
            writeln!(f, " (byte {})", difference.offset())?;
        }
        Ok(())
    }
}

/// One difference between a payload and a type.
///
/// `Debug` shows no stored data.
#[derive(Clone, Copy)]
pub struct Difference<'a> {
    text: &'a str,
    paths: &'a Paths,
    found: &'a Found,
}

impl<'a> Difference<'a> {
    /// Returns the rule that is broken.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.found.kind
    }

    /// Returns the path to the part at fault, in which names that the payload alone has are `[*]`.
    #[must_use]
    pub fn path(&self) -> Path {
        self.paths.redacted(self.found.place)
    }

    /// Returns the byte offset in the payload. For a missing field it is that of the object's closing brace.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.found.offset
    }

    /// Returns what the type has, in words and names of the program: the shape of a missing field, the names of the
    /// fields for an unknown one, those of the variants for an unknown one.
    #[must_use]
    pub fn expected(&self) -> Option<impl fmt::Display + use<>> {
        self.found.hint.is_known().then_some(self.found.hint)
    }

    /// Returns the path to the part at fault with all names: `["a name"]` in place of each `[*]` of
    /// [`Difference::path`]. Such a name of more than 80 characters is cut.
    ///
    /// It is stored data, which may be sensitive. Never for a log.
    pub fn expose_path(&self) -> impl fmt::Display + use<'a> {
        self.paths.exposed(self.found.place, self.text)
    }

    /// Returns the name of an unknown or duplicate member, or of an unknown variant, as it is in the payload.
    ///
    /// It is stored data, which may be sensitive. Never for a log.
    #[must_use]
    pub fn expose_name(&self) -> Option<String> {
        walk::name_at(self.text, self.found.name?)
    }
}

impl fmt::Debug for Difference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Difference")
            .field("path", &self.path().to_string())
            .field("kind", &self.kind())
            .field("offset", &self.offset())
            .finish_non_exhaustive()
    }
}

/// Whether the failure of decoding is among the differences that the shape showed.
fn is_covered(failure: &DecodeError, difference: &Difference<'_>) -> bool {
    difference.offset() == failure.offset()
        || difference.kind() == failure.kind() && difference.path() == *failure.path()
}
