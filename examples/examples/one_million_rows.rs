//! Streams of ten thousand, a hundred thousand and a million accounts: rows per second, and constant memory.
//!
//! `cargo run --release -p store-record-examples --example one_million_rows`
//!
//! The program runs four passes:
//!
//! 1. It generates, seals and opens each account, without a stream, for comparison.
//! 2. It seals each account and writes it as a line to a file.
//! 3. It reads the file and opens each row.
//! 4. It seals the accounts into batches of columns and opens each row of them.
//!
//! The bytes are the peak of allocated bytes. The allocator counts them, which costs some speed. The resident set is the operating
//! system's peak since the start of the program.

use allocation_counter::measure;
use comfy_table::{CellAlignment, Table, presets};
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;
use store_record::{EnvelopeBatches, StoreRecord, ndjson};
use store_record_examples::directory::{Account, AccountId, AccountStatus, Contact, TenantId};
use time::{Duration, OffsetDateTime};

const ROWS: [u64; 3] = [10_000, 100_000, 1_000_000];
const BATCH: usize = 2_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The measurements of a stream.
struct Cost {
    seconds: f64,
    peak_bytes: u64,
    resident_set: String,
}

fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("rows.ndjson");
    let mut table = Table::new();
    table.load_preset(presets::UTF8_FULL_CONDENSED);
    table.set_header(["", "rows", "rows per second", "ratio", "allocated at most", "resident set at most"]);
    for rows in ROWS {
        let alone = cost(|| one_by_one(rows))?;
        let base = alone.seconds;
        for (what, cost) in [
            ("sealed and opened", alone),
            ("records to lines in a file", cost(|| write_lines(&file, rows))?),
            ("lines to records", cost(|| read_lines(&file, rows))?),
            ("records to columns to records", cost(|| through_columns(rows))?),
        ] {
            let rate = format!("{:.0}", rows as f64 / cost.seconds);
            let ratio = format!("{:.2}", base / cost.seconds);
            let peak = format!("{} bytes", cost.peak_bytes);
            table.add_row([what.into(), rows.to_string(), rate, ratio, peak, cost.resident_set]);
        }
        table.add_row([format!("the file: {} bytes", fs::metadata(&file)?.len())]);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    Ok(writeln!(io::stdout(), "{table}")?)
}

fn one_by_one(rows: u64) -> Outcome<()> {
    let mut sum = Sum::default();
    for number in 0..rows {
        sum.add(&account(number).to_envelope()?.open()?);
    }
    sum.check(rows)
}

fn write_lines(file: &Path, rows: u64) -> Outcome<()> {
    let mut writer = ndjson::Writer::new(BufWriter::new(File::create(file)?));
    for number in 0..rows {
        writer.write_record(&account(number))?;
    }
    Ok(writer.flush()?)
}

fn read_lines(file: &Path, rows: u64) -> Outcome<()> {
    let mut sum = Sum::default();
    for row in ndjson::Reader::new(BufReader::new(File::open(file)?)) {
        sum.add(&row?.open()?);
    }
    sum.check(rows)
}

fn through_columns(rows: u64) -> Outcome<()> {
    let mut sum = Sum::default();
    let mut batches = EnvelopeBatches::new((0..rows).map(|number| account(number).to_envelope()), BATCH);
    while let Some(batch) = batches.next_batch()? {
        // A database would store the columns here and return equal ones.
        for row in batch.drain_envelopes() {
            sum.add(&row.open()?);
        }
    }
    sum.check(rows)
}

/// Checks that every account was returned once.
#[derive(Default)]
struct Sum {
    count: u64,
    revisions: u64,
}

impl Sum {
    fn add(&mut self, account: &Account) {
        self.count += 1;
        self.revisions += account.revision;
    }

    fn check(&self, rows: u64) -> Outcome<()> {
        match (self.count, self.revisions) == (rows, rows * (rows - 1) / 2) {
            true => Ok(()),
            false => Err("some rows are missing".into()),
        }
    }
}

fn cost(stream: impl FnOnce() -> Outcome<()>) -> Outcome<Cost> {
    let start = Instant::now();
    let mut outcome = Ok(());
    let info = measure(|| outcome = stream());
    let seconds = start.elapsed().as_secs_f64();
    let resident_set = resident_set().unwrap_or_else(|| "unknown".to_owned());
    outcome.map(|()| Cost { seconds, peak_bytes: info.bytes_max, resident_set })
}

/// Returns the peak of the process's resident set, if the system has the file.
fn resident_set() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|size| size.trim().to_owned())
}

fn account(number: u64) -> Account {
    let created_at = OffsetDateTime::UNIX_EPOCH + Duration::microseconds(1_700_000_000_123_456 + number as i64);
    Account {
        tenant_id: TenantId(format!("tenant-{}", number % 97)),
        id: AccountId(number),
        email: format!("person.{number}@example.com"),
        display_name: (!number.is_multiple_of(3)).then(|| format!("Zoë \"{number}\" 山田")),
        status: if number.is_multiple_of(7) { AccountStatus::Suspended } else { AccountStatus::Active },
        contacts: vec![Contact::Email { address: format!("{number}@example.org"), verified: number.is_multiple_of(2) }],
        created_at,
        updated_at: number.is_multiple_of(2).then_some(created_at),
        revision: number,
        balance: i128::from(number) * 1_000_003,
        labels: [("plan".to_owned(), "free".to_owned())].into(),
        cached_greeting: None,
    }
}
