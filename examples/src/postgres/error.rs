//! The errors of the PostgreSQL stores. They hold no stored data.
//!
//! A server's message can quote values, and its detail often quotes the whole row. Both are dropped, and the code (SQLSTATE)
//! remains.

use std::fmt;

/// An error of a PostgreSQL store.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PostgresError {
    /// The server can't be reached, or it rejects the user.
    NoServer,
    /// The connection broke. The result of the last call is unknown: read the row to find out.
    Disconnected,
    /// The table doesn't exist. [`store_record::ddl`] creates it.
    NoTable,
    /// The table isn't the generic table: a column is missing.
    OtherTable,
    /// The table's checks reject the row: it is over a limit, it isn't JSON, or its digest doesn't match its payload.
    NotARow,
    /// A concurrent transaction won. The whole transaction can be tried again.
    Conflict,
    /// The server lacks a resource, is shutting down or doesn't accept connections. Try again later.
    Unavailable,
    /// Any other error, by its SQLSTATE.
    Server(String),
    /// The driver failed without an error of the server.
    Driver,
}

impl PostgresError {
    /// Returns the meaning of a SQLSTATE here (PostgreSQL's documentation, appendix A).
    fn from_code(code: &str) -> Self {
        match code {
            "42P01" | "3F000" => Self::NoTable,
            "42703" => Self::OtherTable,
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

impl fmt::Display for PostgresError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoServer => f.write_str("the PostgreSQL server can't be reached or rejects the user"),
            Self::Disconnected => f.write_str("the connection to the server broke"),
            Self::NoTable => {
                f.write_str("the table doesn't exist: create it with the statements of `store_record::ddl`")
            }
            Self::OtherTable => f.write_str("the table isn't the generic table: a column is missing"),
            Self::NotARow => f.write_str("the table's checks reject the row"),
            Self::Conflict => f.write_str("a concurrent transaction won: try the whole transaction again"),
            Self::Unavailable => f.write_str("the server lacks a resource or is shutting down: try again later"),
            Self::Server(code) => write!(f, "PostgreSQL: {code}"),
            Self::Driver => f.write_str("the driver failed"),
        }
    }
}

impl std::error::Error for PostgresError {}

/// Drops the message and the detail, because they can quote the row.
impl From<tokio_postgres::Error> for PostgresError {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.code() {
            Some(code) => Self::from_code(code.code()),
            None if error.is_closed() => Self::Disconnected,
            None => Self::Driver,
        }
    }
}

/// Drops the message and the detail, because they can quote the row.
#[cfg(feature = "sqlx")]
impl From<sqlx::Error> for PostgresError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => error.code().map_or(Self::Driver, |code| Self::from_code(&code)),
            sqlx::Error::Io(_) => Self::Disconnected,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Unavailable,
            _ => Self::Driver,
        }
    }
}
