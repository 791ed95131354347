//! [`Lines`]: rows from a file or from the standard input.

use super::Failure;
use super::problem::{Problem, ProblemRow};
use crate::envelope::Envelope;
use crate::manifest::RecordManifest;
use crate::ndjson::{ReadError, Reader};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

/// A line that isn't empty.
pub(super) enum Line {
    /// A row that opens.
    Row(Box<Envelope>),
    /// Another line.
    Bad(Problem),
}

/// Reads lines, and opens the row of each.
pub(super) struct Lines<M> {
    path: PathBuf,
    reader: Reader<Box<dyn BufRead>>,
    manifest: PhantomData<fn() -> M>,
}

impl<M: RecordManifest> Lines<M> {
    /// Opens a file. `-` is the standard input.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let source: Box<dyn BufRead> = if path == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(path).map_err(|error| Failure::file(path, &error))?))
        };
        Ok(Self { path: path.to_owned(), reader: Reader::new(source), manifest: PhantomData })
    }

    /// Skips the first lines.
    pub(super) fn skip_lines(&mut self, count: u64) -> Result<(), Failure> {
        while self.reader.line_number() < count {
            match self.reader.next() {
                None => return Ok(()),
                Some(Err(ReadError::Io { error, .. })) => return Err(Failure::file(&self.path, &error)),
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// Returns the number of the line that was read last, from 1.
    pub(super) fn number(&self) -> u64 {
        self.reader.line_number()
    }
}

impl<M: RecordManifest> Iterator for Lines<M> {
    type Item = Result<Line, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let bad = match self.reader.next()? {
            Ok(row) => match M::open(&row) {
                Ok(_) => return Some(Ok(Line::Row(Box::new(row)))),
                Err(error) => Problem::unopenable(row, error),
            },
            Err(ReadError::Io { error, .. }) => return Some(Err(Failure::file(&self.path, &error))),
            Err(error) => Problem { line: None, row: ProblemRow::Unreadable, reason: error.to_string(), error: None },
        };
        Some(Ok(Line::Bad(Problem { line: Some(self.number()), ..bad })))
    }
}
