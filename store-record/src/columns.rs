//! The types of the timestamp and revision columns.

use crate::error::{EncodeError, EncodeErrorKind, Path};
use std::time::SystemTime;
use time::{Duration, OffsetDateTime, UtcDateTime, UtcOffset};

/// An instant that can be a `created_at` or `updated_at` column.
///
/// ```
/// use store_record::Timestamp;
///
/// assert_eq!(std::time::SystemTime::UNIX_EPOCH.to_instant(), Ok(Some(time::OffsetDateTime::UNIX_EPOCH)));
/// assert_eq!(None::<time::OffsetDateTime>.to_instant(), Ok(None));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be a timestamp column: use an instant",
    label = "not an instant",
    note = "`created_at` and `updated_at` accept `time::OffsetDateTime`, `time::UtcDateTime`, `std::time::SystemTime` or an `Option` of one"
)]
#[cfg_attr(
    feature = "chrono-0_4",
    diagnostic::on_unimplemented(note = "with the feature `chrono-0_4` they accept `chrono::DateTime<Tz>` too")
)]
#[cfg_attr(
    feature = "jiff-1",
    diagnostic::on_unimplemented(note = "with the feature `jiff-1` they accept `jiff::Timestamp` too")
)]
pub trait Timestamp {
    /// Returns the instant, or `None` if the column is null.
    ///
    /// # Errors
    ///
    /// Returns an error if `time` can't hold the instant in UTC.
    fn to_instant(&self) -> Result<Option<OffsetDateTime>, EncodeErrorKind>;
}

impl Timestamp for OffsetDateTime {
    fn to_instant(&self) -> Result<Option<OffsetDateTime>, EncodeErrorKind> {
        self.checked_to_offset(UtcOffset::UTC).map(Some).ok_or(EncodeErrorKind::DateOutOfRange)
    }
}

impl Timestamp for UtcDateTime {
    fn to_instant(&self) -> Result<Option<OffsetDateTime>, EncodeErrorKind> {
        Ok(Some(OffsetDateTime::new_utc(self.date(), self.time())))
    }
}

impl Timestamp for SystemTime {
    fn to_instant(&self) -> Result<Option<OffsetDateTime>, EncodeErrorKind> {
        let (distance, is_before) = match self.duration_since(Self::UNIX_EPOCH) {
            Ok(after) => (after, false),
            Err(before) => (before.duration(), true),
        };
        let distance = Duration::try_from(distance).map_err(|_| EncodeErrorKind::DateOutOfRange)?;
        let epoch = OffsetDateTime::UNIX_EPOCH;
        let instant = if is_before { epoch.checked_sub(distance) } else { epoch.checked_add(distance) };
        instant.map(Some).ok_or(EncodeErrorKind::DateOutOfRange)
    }
}

impl<T: Timestamp> Timestamp for Option<T> {
    fn to_instant(&self) -> Result<Option<OffsetDateTime>, EncodeErrorKind> {
        self.as_ref().map_or(Ok(None), T::to_instant)
    }
}

/// A number that can be the `revision` column.
///
/// ```
/// use store_record::{EncodeErrorKind, Revision};
///
/// assert_eq!(7_u64.to_revision(), Ok(Some(7)));
/// assert_eq!(u64::MAX.to_revision(), Err(EncodeErrorKind::RevisionOutOfRange));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a revision: use an integer",
    label = "not an integer",
    note = "`revision` accepts an integer or an `Option` of one; for a newtype name the integer in it: `revision = revision.0`"
)]
pub trait Revision {
    /// Returns the number, or `None` if the column is null.
    ///
    /// # Errors
    ///
    /// Returns an error if the number is outside the range of a signed 64-bit integer.
    fn to_revision(&self) -> Result<Option<i64>, EncodeErrorKind>;
}

macro_rules! revisions {
    ($($integer:ty)*) => {$(
        impl Revision for $integer {
            fn to_revision(&self) -> Result<Option<i64>, EncodeErrorKind> {
                i64::try_from(*self).map(Some).map_err(|_| EncodeErrorKind::RevisionOutOfRange)
            }
        }
    )*};
}

revisions! { u8 u16 u32 u64 usize i8 i16 i32 i64 isize }

macro_rules! non_zero_revisions {
    ($($integer:ident)*) => {$(
        impl Revision for std::num::$integer {
            fn to_revision(&self) -> Result<Option<i64>, EncodeErrorKind> {
                self.get().to_revision()
            }
        }
    )*};
}

non_zero_revisions! { NonZeroU32 NonZeroU64 NonZeroI32 NonZeroI64 }

impl<T: Revision> Revision for Option<T> {
    fn to_revision(&self) -> Result<Option<i64>, EncodeErrorKind> {
        self.as_ref().map_or(Ok(None), T::to_revision)
    }
}

/// Rounds down to the microsecond, because databases and their clients round in different ways.
pub(crate) fn floor_to_microseconds(instant: OffsetDateTime) -> Result<OffsetDateTime, EncodeError> {
    let out_of_range = || EncodeError::new(Path::default(), EncodeErrorKind::DateOutOfRange);
    if !is_in_range(instant) {
        return Err(out_of_range());
    }
    // A `Timestamp` of the user may have another offset.
    let instant = if instant.offset() == UtcOffset::UTC { instant } else { instant.to_offset(UtcOffset::UTC) };
    let nanoseconds = instant.nanosecond();
    instant.replace_nanosecond(nanoseconds - nanoseconds % 1_000).map_err(|_| out_of_range())
}

/// Returns true if the instant's year is 0000 to 9999 in UTC, too. The range of `time` is larger, and depends on its
/// feature `large-dates`, which any crate of the program can enable.
#[inline]
pub(crate) fn is_in_range(instant: OffsetDateTime) -> bool {
    // An offset changes the year by one at most.
    (1..=9998).contains(&instant.year())
        || instant.checked_to_offset(UtcOffset::UTC).is_some_and(|utc| (0..=9999).contains(&utc.year()))
}
