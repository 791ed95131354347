//! [`EnvelopeBatches`]: many rows as columns, one batch at a time.

use super::EnvelopeBatch;
use crate::envelope::Envelope;
use std::fmt;
use std::iter::Fuse;

/// Rows in batches of one size. Each batch reuses the memory of the one before, so the memory is that of one batch, for
/// any number of rows.
///
/// The rows come from any iterator of results, such as records that are sealed one by one, or an
/// [`ndjson::Reader`](crate::ndjson::Reader). Each batch is borrowed until the next one is asked for, so this isn't an
/// [`Iterator`]: use `while let`.
///
/// An error doesn't lose other rows. The rows before it are returned first, as a smaller batch. Then comes the error.
/// Ask for the next batch to continue without that row.
///
/// ```
/// use store_record::{EnvelopeBatches, StoreRecord};
///
/// #[derive(StoreRecord)]
/// #[store_record(type = "reading", scope = global, key = number)]
/// struct Reading { number: u32, celsius: f64 }
///
/// let readings = (0..5).map(|number| Reading { number, celsius: 20.5 });
/// let mut batches = EnvelopeBatches::new(readings.map(|reading| reading.to_envelope()), 2);
/// let mut lengths = Vec::new();
/// while let Some(batch) = batches.next_batch()? {
///     // Here the columns go to the database, as arrays for UNNEST or by COPY.
///     lengths.push(batch.len());
/// }
/// assert_eq!(lengths, [2, 2, 1]);
///
/// let readings = [20.5, f64::NAN, 21.5].map(|celsius| Reading { number: 7, celsius });
/// let mut batches = EnvelopeBatches::new(readings.iter().map(StoreRecord::to_envelope), 100);
/// assert_eq!(batches.next_batch()?.map(|batch| batch.len()), Some(1));
/// let error = batches.next_batch().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "row [1]: can't encode `reading` at .celsius: a float that is NaN or infinite can't be stored"
/// );
/// assert_eq!(batches.next_batch()?.map(|batch| batch.len()), Some(1));
/// # Ok::<(), store_record::RowError<store_record::EncodeError>>(())
/// ```
pub struct EnvelopeBatches<I, E> {
    rows: Fuse<I>,
    size: usize,
    batch: EnvelopeBatch,
    next_index: u64,
    failed: Option<RowError<E>>,
}

/// The error of one of many rows.
///
/// ```
/// let error = store_record::RowError { index: 7, error: store_record::OpenError::UnlistedRecordType };
/// assert_eq!(error.to_string(), "row [7]: can't open: no variant of the manifest has the row's record type");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError<E> {
    /// The number of the row in the stream, from 0.
    pub index: u64,
    /// The row's error.
    pub error: E,
}

impl<I: Iterator<Item = Result<Envelope, E>>, E> EnvelopeBatches<I, E> {
    /// Returns the rows in batches of `size`. The last one may be smaller. A size of 0 is the same as 1.
    #[must_use]
    pub fn new(rows: impl IntoIterator<IntoIter = I>, size: usize) -> Self {
        let rows = rows.into_iter().fuse();
        Self { rows, size: size.max(1), batch: EnvelopeBatch::new(), next_index: 0, failed: None }
    }

    /// Returns the next batch, which isn't empty, or `None` after the last one. Rows that are left in the batch before
    /// are dropped.
    ///
    /// # Errors
    ///
    /// Returns the error of the next row. The rows after it aren't lost.
    pub fn next_batch(&mut self) -> Result<Option<&mut EnvelopeBatch>, RowError<E>> {
        self.batch.clear();
        if let Some(failed) = self.failed.take() {
            return Err(failed);
        }
        while self.batch.len() < self.size {
            let Some(row) = self.rows.next() else { break };
            let index = self.next_index;
            self.next_index += 1;
            match row {
                Ok(row) => self.batch.push(row),
                Err(error) if self.batch.is_empty() => return Err(RowError { index, error }),
                Err(error) => {
                    self.failed = Some(RowError { index, error });
                    break;
                }
            }
        }
        Ok(Some(&mut self.batch).filter(|batch| !batch.is_empty()))
    }
}

/// Shows only the number of rows: they are stored data.
impl<I, E> fmt::Debug for EnvelopeBatches<I, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnvelopeBatches").field("rows", &self.next_index).finish_non_exhaustive()
    }
}

impl<E: fmt::Display> fmt::Display for RowError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row [{}]: {}", self.index, self.error)
    }
}

impl<E: std::error::Error + 'static> std::error::Error for RowError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The message contains that of the inner error.
        self.error.source()
    }
}
