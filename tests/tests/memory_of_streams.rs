//! The memory of a stream doesn't grow with the number of its rows.
//!
//! The allocator counts the bytes, not the operating system, so the figures are equal in every run.

#![allow(clippy::unwrap_used)]

use allocation_counter::measure;
use std::cell::RefCell;
use std::io::{self, BufReader, Read, Write};
use std::rc::Rc;
use store_record::ndjson::{ReadError, Reader, Writer};
use store_record::{EncodeError, EnvelopeBatches, StoreRecord};
use time::OffsetDateTime;
use time::macros::datetime;

/// The bytes that ten times as many rows may add.
const ROOM: u64 = 1_024;
const BATCH: usize = 500;

#[derive(Debug, Clone, PartialEq, StoreRecord)]
#[store_record(type = "account", scope = tenant, key = id, created_at = at, revision = revision, metadata(email))]
struct Account {
    tenant: String,
    id: u64,
    email: String,
    name: Option<String>,
    roles: Vec<String>,
    at: OffsetDateTime,
    revision: u64,
}

/// Has the same length for every number.
fn account(number: u64) -> Account {
    let id = 1_000_000 + number;
    Account {
        tenant: "acme".into(),
        id,
        email: format!("person.{id}@example.com"),
        name: Some("Zoë \"Zed\" 山田\n".into()),
        roles: vec!["editor".into(), "owner".into()],
        at: datetime!(2026-06-16 12:30:00.123_456_789 +2),
        revision: id,
    }
}

/// A reader that writes its lines on demand.
struct Generated {
    numbers: std::ops::Range<u64>,
    writer: Writer<Shared>,
    line: Shared,
    read: usize,
}

#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Generated {
    fn new(count: u64) -> Self {
        let line = Shared::default();
        Self { numbers: 0..count, writer: Writer::new(line.clone()), line, read: 0 }
    }
}

impl Read for Generated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.line.0.borrow().len() {
            self.line.0.borrow_mut().clear();
            self.read = 0;
            if let Some(number) = self.numbers.next() {
                self.writer.write_record(&account(number)).unwrap();
            }
        }
        let count = self.line.0.borrow()[self.read..].as_ref().read(buffer)?;
        self.read += count;
        Ok(count)
    }
}

fn lines(count: u64) -> u64 {
    measure(|| {
        let rows = Reader::new(BufReader::new(Generated::new(count)));
        let mut number = 0;
        for row in rows {
            assert_eq!(row.unwrap().open::<Account>().unwrap(), account(number));
            number += 1;
        }
        assert_eq!(number, count);
    })
    .bytes_max
}

fn columns(count: u64) -> u64 {
    measure(|| {
        let sealed = (0..count).map(|number| account(number).to_envelope());
        let mut batches: EnvelopeBatches<_, EncodeError> = EnvelopeBatches::new(sealed, BATCH);
        let mut number = 0;
        while let Some(batch) = batches.next_batch().unwrap() {
            for row in batch.drain_envelopes() {
                assert_eq!(row.open::<Account>().unwrap(), account(number));
                number += 1;
            }
        }
        assert_eq!(number, count);
    })
    .bytes_max
}

fn lines_to_columns(count: u64) -> u64 {
    measure(|| {
        let rows = Reader::new(BufReader::new(Generated::new(count)));
        let mut batches: EnvelopeBatches<_, ReadError> = EnvelopeBatches::new(rows, BATCH);
        let mut taken = 0;
        while let Some(batch) = batches.next_batch().unwrap() {
            taken += batch.len() as u64;
        }
        assert_eq!(taken, count);
    })
    .bytes_max
}

fn all_at_once(count: u64) -> u64 {
    measure(|| drop((0..count).map(|number| account(number).to_envelope()).collect::<Result<Vec<_>, _>>().unwrap()))
        .bytes_max
}

fn assert_flat(stream: fn(u64) -> u64) {
    let (few, many) = (stream(10_000), stream(100_000));
    assert!(few > 0 && many <= few + ROOM, "{few} bytes for 10,000 rows, {many} for 100,000");
    // The comparison: all rows in memory.
    let held = all_at_once(10_000);
    assert!(held > 10 * few, "{held} bytes for 10,000 rows at once, {few} for a stream");
}

#[test]
fn reading_and_writing_lines_uses_constant_memory() {
    assert_flat(lines);
}

#[test]
fn batches_use_constant_memory() {
    assert_flat(columns);
}

#[test]
fn lines_into_batches_use_constant_memory() {
    assert_flat(lines_to_columns);
}

/// Lines that aren't JSON.
struct Damaged(Generated);

impl Read for Damaged {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        buffer.iter_mut().take(count).filter(|byte| **byte == b':').for_each(|byte| *byte = b';');
        Ok(count)
    }
}

#[test]
fn invalid_lines_use_constant_memory() {
    let faults = |count: u64| {
        measure(|| {
            let rows = Reader::new(BufReader::new(Damaged(Generated::new(count))));
            assert_eq!(rows.filter(Result::is_err).count() as u64, count);
        })
        .bytes_max
    };
    let (few, many) = (faults(1_000), faults(10_000));
    assert!(few > 0 && many <= few + ROOM, "{few} bytes for 1,000 rows, {many} for 10,000");
}

#[test]
fn an_endless_line_uses_no_more_memory_than_the_limit() {
    const LIMIT: usize = 100_000;
    for byte in [b'[', b' ', b'"'] {
        let info = measure(|| {
            let endless = BufReader::new(io::repeat(byte).take(100 * LIMIT as u64));
            let mut rows = Reader::new(endless).max_line(LIMIT);
            assert!(matches!(rows.next(), Some(Err(ReadError::TooLong { line: 1, limit: LIMIT }))));
            assert!(rows.next().is_none());
        });
        // The line's vector, which doubles its capacity, and the buffer of the source.
        assert!(info.bytes_max < 4 * LIMIT as u64, "{} bytes", info.bytes_max);
    }
    // Reading a line of the maximum length uses a few times its length.
    let info = measure(|| {
        let line = io::repeat(b'{').take(LIMIT as u64);
        let error: Vec<ReadError> = Reader::new(BufReader::new(line)).max_line(LIMIT).filter_map(Result::err).collect();
        assert!(matches!(error.as_slice(), [ReadError::Line { .. }]));
    });
    assert!(info.bytes_max < 6 * LIMIT as u64, "{} bytes", info.bytes_max);
}

/// A batch holds only its own rows.
#[test]
fn a_batch_holds_only_its_own_rows() {
    // The thread's buffers for encoding don't belong to the batch.
    account(0).to_envelope().unwrap();
    let held = measure(|| {
        let mut batches = EnvelopeBatches::new((0..2_000).map(|number| account(number).to_envelope()), 1);
        while batches.next_batch().unwrap().is_some() {}
    });
    let one_row = measure(|| drop(account(0).to_envelope().unwrap())).bytes_max;
    assert!(held.bytes_max < 4 * one_row, "{} bytes, one row takes {one_row}", held.bytes_max);
    assert_eq!(held.bytes_current, 0);
}
