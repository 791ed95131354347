//! What can go wrong in the stores, without a word of what is stored.
//!
//! A server's message can quote values, and its detail often quotes the whole row, so both are dropped; the code
//! (SQLSTATE) says what happened.

use std::fmt;

/// A failure of a store in PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError {
    /// The server can't be reached, or doesn't let this user in.
    NoServer,
    /// The connection broke. Whether the last call was kept isn't known: read the row to find out.
    Disconnected,
    /// There is no table of that name. [`store_record::ddl`] makes it.
    NoTable,
    /// The table has not the columns of the generic table, or of other types; the first that differs.
    OtherTable(&'static str),
    /// A column of the key isn't compared bytewise: it needs `COLLATE "C"`.
    Collation(&'static str),
    /// The database's encoding isn't UTF-8.
    Encoding,
    /// The table's checks refuse the row: it is over a limit, no JSON, or its digest isn't that of its payload.
    NotARow,
    /// A concurrent transaction won. The whole transaction may be tried again.
    Conflict,
    /// The server is out of room, shutting down or doesn't take connections. It may be tried again later.
    Unavailable,
    /// A column of a row holds what it can't.
    Column(&'static str),
    /// Any other failure, by its SQLSTATE.
    Server(String),
    /// The driver can't do what it was asked to.
    Driver,
}

impl StoreError {
    /// What a SQLSTATE means here (PostgreSQL's documentation, appendix A).
    pub(super) fn of_code(code: &str) -> Self {
        match code {
            "42P01" | "3F000" => Self::NoTable,
            "42703" => Self::OtherTable("a column is missing"),
            // Checks and not-nulls; texts that are no JSON, no UTF-8 or hold U+0000; numbers and instants out of range.
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
            Self::NoServer => f.write_str("the PostgreSQL server can't be reached or doesn't let this user in"),
            Self::Disconnected => f.write_str("the connection to the server broke"),
            Self::NoTable => f.write_str("there is no such table; `store_record::ddl` makes it"),
            Self::OtherTable(what) => write!(f, "the table isn't the generic table: {what}"),
            Self::Collation(column) => write!(f, "the column `{column}` needs `COLLATE \"C\"`"),
            Self::Encoding => f.write_str("the database's encoding isn't UTF-8"),
            Self::NotARow => f.write_str("the table's checks refuse the row"),
            Self::Conflict => f.write_str("a concurrent transaction won"),
            Self::Unavailable => f.write_str("the server is short of something or shuts down"),
            Self::Column(column) => write!(f, "the column `{column}` holds what it can't"),
            Self::Server(code) => write!(f, "PostgreSQL: {code}"),
            Self::Driver => f.write_str("the driver can't do what it was asked to"),
        }
    }
}

impl std::error::Error for StoreError {}
