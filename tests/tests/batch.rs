//! `EnvelopeBatches` and `EnvelopeBatch`: every row is returned once and in order, and the columns' memory is reused.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use store_record::{Envelope, EnvelopeBatch, EnvelopeBatches, RowError, StoreRecord};

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "step", scope = tenant, key = number, revision = revision, metadata(number))]
struct Step {
    tenant: String,
    number: u64,
    revision: Option<i64>,
}

fn row(number: u64) -> Envelope {
    Step { tenant: format!("tenant {}", number % 3), number, revision: Some(7) }.to_envelope().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_is_returned_once_and_in_order(
        is_whole in prop::collection::vec(prop::bool::weighted(0.8), 0..40),
        size in 0..9_usize,
    ) {
        let row_or_error = |(is_whole, index): (&bool, u64)| if *is_whole { Ok(row(index)) } else { Err(index) };
        let rows = is_whole.iter().zip(0..).map(row_or_error);
        let mut batches = EnvelopeBatches::new(rows.clone(), size);
        let mut found = Vec::new();
        let mut last_length = None;
        loop {
            match batches.next_batch() {
                Ok(Some(batch)) => {
                    prop_assert!((1..=size.max(1)).contains(&batch.len()));
                    // After a batch that isn't full comes an error or the end.
                    prop_assert!(last_length.is_none_or(|length| length == size.max(1)));
                    last_length = Some(batch.len());
                    found.extend(batch.drain_envelopes().map(Ok));
                }
                Ok(None) => break,
                Err(RowError { index, error }) => {
                    prop_assert_eq!(index, error);
                    last_length = None;
                    found.push(Err(error));
                }
            }
        }
        prop_assert!(found == rows.collect::<Vec<_>>());
        prop_assert!(matches!(batches.next_batch(), Ok(None)));
    }
}

#[test]
fn an_error_before_all_rows_or_without_rows_is_returned() {
    let mut batches = EnvelopeBatches::new([Err("first"), Err("second"), Ok(row(2))], 10);
    assert_eq!(batches.next_batch().unwrap_err(), RowError { index: 0, error: "first" });
    assert_eq!(batches.next_batch().unwrap_err(), RowError { index: 1, error: "second" });
    assert_eq!(batches.next_batch().unwrap().map(|batch| batch.len()), Some(1));
    assert!(batches.next_batch().unwrap().is_none());
}

#[test]
fn the_next_batch_drops_the_remaining_rows() {
    let mut batches = EnvelopeBatches::new((0..5).map(row).map(Ok::<_, ()>), 2);
    let first: Vec<Envelope> = batches.next_batch().unwrap().unwrap().drain_envelopes().take(1).collect();
    assert!(first == [row(0)]);
    let second: Vec<Envelope> = batches.next_batch().unwrap().unwrap().clone().into_envelopes().collect();
    assert!(second == [row(2), row(3)]);
    // A caller may move the columns out.
    let third = std::mem::take(batches.next_batch().unwrap().unwrap());
    assert!(third.into_envelopes().eq([row(4)]));
}

#[test]
fn drained_columns_keep_their_capacity() {
    let mut batch = EnvelopeBatch::with_capacity(10);
    let room = |batch: &EnvelopeBatch| (batch.payloads.as_ptr(), batch.payloads.capacity(), batch.scopes.as_ptr());
    let before = room(&batch);
    for _ in 0..3 {
        batch.extend((0..10).map(row));
        assert!(batch.drain_envelopes().eq((0..10).map(row)));
        assert!(batch.is_empty() && batch.scopes.is_empty() && batch.payload_sha256s.is_empty());
    }
    assert_eq!(room(&batch), before);
}

#[test]
fn the_shortest_column_determines_the_number_of_rows() {
    let mut batch: EnvelopeBatch = (0..5).map(row).collect();
    batch.metadatas.truncate(3);
    assert_eq!(batch.len(), 3);
    assert!(batch.clone().into_envelopes().eq((0..3).map(row)));
    assert!(batch.drain_envelopes().eq((0..3).map(row)));
    assert!(batch.scopes.is_empty() && batch.payloads.is_empty());
}
