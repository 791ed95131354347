//! The errors of the PostgreSQL stores. They hold no stored data.
//!
//! A server's message can quote values, and its detail often quotes the whole row. Both are dropped, and the code (SQLSTATE)
//! remains.

use std::fmt;

/// An error of a PostgreSQL store.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError {
    /// The server can't be reached, or it rejects the user.
    NoServer,
    /// The connection broke. The result of the last call is unknown: read the row to find out.
    Disconnected,
    /// The table doesn't exist. [`store_record::ddl`] creates it.
    NoTable,
    /// The table isn't the generic table. The field describes the first column that differs.
    OtherTable(&'static str),
    /// A column of the primary key isn't compared bytewise: it needs `COLLATE "C"`.
    Collation(&'static str),
    /// The database's encoding isn't UTF-8.
    Encoding,
    /// The table's checks reject the row: it is over a limit, it isn't JSON, or its digest doesn't match its payload.
    NotARow,
    /// A concurrent transaction won. The whole transaction can be tried again.
    Conflict,
    /// The server lacks a resource, is shutting down or doesn't accept connections. Try again later.
    Unavailable,
    /// A column of a row has an invalid value.
    Column(&'static str),
    /// Any other error, by its SQLSTATE.
    Server(String),
    /// The driver failed without an error of the server.
    Driver,
}

impl StoreError {
    /// Returns the meaning of a SQLSTATE here (PostgreSQL's documentation, appendix A).
    pub(super) fn from_code(code: &str) -> Self {
        match code {
            "42P01" | "3F000" => Self::NoTable,
            "42703" => Self::OtherTable("a column is missing"),
            // Checks and not-null constraints; text that isn't JSON or UTF-8 or has U+0000; numbers and instants out of range.
            "23502" | "23514" | "22P02" | "22P05" | "22021" | "22003" | "22008" | "54000" => Self::NotARow,
            "40001" | "40P01" | "55P03" => Self::Conflict,
            "28000" | "28P01" | "3D000" => Self::NoServer,
            _ if code.starts_with("08") => Self::Disconnected,
            _ if code.starts_with("53") || code.starts_with("57P") => Self::Unavailable,
            _ => Self::Server(code.to_owned()),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoServer => f.write_str("the PostgreSQL server can't be reached or rejects the user"),
            Self::Disconnected => f.write_str("the connection to the server broke"),
            Self::NoTable => {
                f.write_str("the table doesn't exist: create it with the statements of `store_record::ddl`")
            }
            Self::OtherTable(what) => write!(f, "the table isn't the generic table: {what}"),
            Self::Collation(column) => write!(f, "the column `{column}` needs `COLLATE \"C\"`"),
            Self::Encoding => f.write_str("the database's encoding isn't UTF-8"),
            Self::NotARow => f.write_str("the table's checks reject the row"),
            Self::Conflict => f.write_str("a concurrent transaction won: try the whole transaction again"),
            Self::Unavailable => f.write_str("the server lacks a resource or is shutting down: try again later"),
            Self::Column(column) => write!(f, "the column `{column}` has an invalid value"),
            Self::Server(code) => write!(f, "PostgreSQL: {code}"),
            Self::Driver => f.write_str("the driver failed"),
        }
    }
}

impl std::error::Error for StoreError {}
