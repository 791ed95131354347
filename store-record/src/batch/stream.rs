//! [`EnvelopeBatches`]: many rows as columns, a part of them at a time.

use super::EnvelopeBatch;
use crate::envelope::Envelope;
use std::fmt;
use std::iter::Fuse;

/// Rows in batches of so many, each in the room of the one before: the memory is that of one batch, however many rows
/// there are.
///
/// The rows come from any iterator of results: records sealed on the way, or an
/// [`ndjson::Reader`](crate::ndjson::Reader). Each batch is lent until the next is asked for, so this is no
/// [`Iterator`]; `while let` does.
///
/// A row at fault doesn't lose the others. Those before it are handed out first, as a smaller batch; then comes the
/// error, and who wants to go on without the row asks for the next batch.
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
    /// The row among all of the stream, from 0.
    pub index: u64,
    /// What is wrong with it.
    pub error: E,
}

impl<I: Iterator<Item = Result<Envelope, E>>, E> EnvelopeBatches<I, E> {
    /// Batches of `size` rows, the last of what is left. A size of 0 is taken as 1.
    #[must_use]
    pub fn new(rows: impl IntoIterator<IntoIter = I>, size: usize) -> Self {
        let rows = rows.into_iter().fuse();
        Self { rows, size: size.max(1), batch: EnvelopeBatch::new(), next_index: 0, failed: None }
    }

    /// The next batch, never an empty one; none after the last. What the caller left in the one before is dropped.
    ///
    /// # Errors
    ///
    /// The error of the row that comes next. The rows after it are still there.
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

/// Shows how many rows were taken.
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
