//! The errors of the SQLite store. They hold no stored data.

use rusqlite::{ErrorCode, ffi};
use std::fmt;

/// An error of SQLite, without its message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SqliteError {
    /// The file isn't a SQLite database.
    NotADatabase,
    /// Another program has locked the file.
    Locked,
    /// The file or its folder can't be read or written.
    NoAccess,
    /// The table's checks reject the row: it is over a limit or invalid.
    NotARow,
    /// Any other error, by SQLite's result code.
    Sqlite(i32),
}

impl From<rusqlite::Error> for SqliteError {
    fn from(error: rusqlite::Error) -> Self {
        // The message is dropped: SQLite quotes names and some values in it.
        let Some(failure) = error.sqlite_error() else { return Self::Sqlite(ffi::SQLITE_ERROR) };
        match failure.code {
            ErrorCode::NotADatabase => Self::NotADatabase,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked,
            ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::NoAccess,
            ErrorCode::ConstraintViolation => Self::NotARow,
            _ => Self::Sqlite(failure.extended_code),
        }
    }
}

impl fmt::Display for SqliteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADatabase => f.write_str("the file isn't a SQLite database"),
            Self::Locked => f.write_str("another program has locked the file"),
            Self::NoAccess => f.write_str("the file can't be opened or written"),
            Self::NotARow => f.write_str("the table's checks reject the row"),
            Self::Sqlite(code) => write!(f, "SQLite: {} ({code})", ffi::code_to_str(*code)),
        }
    }
}

impl std::error::Error for SqliteError {}
