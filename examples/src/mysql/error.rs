//! The errors of the store in MariaDB. They hold no stored data.
//!
//! A server's message can quote values. It is dropped, and the number remains.

use sqlx::mysql::MySqlDatabaseError;
use std::fmt;

/// An error of the store in MariaDB.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MySqlError {
    /// The server can't be reached, it rejects the user, or it doesn't have the database.
    NoServer,
    /// The connection broke. The result of the last call is unknown: read the row to find out.
    Disconnected,
    /// The table doesn't exist. [`store_record::ddl`] creates it.
    NoTable,
    /// The table isn't the generic table: a column is missing.
    OtherTable,
    /// The table's checks reject the row: it is over a limit, or its digest doesn't match its payload.
    NotARow,
    /// A condition on metadata met a row whose metadata have more levels than the server's JSON functions read.
    NestedMetadata,
    /// A concurrent transaction won. The whole transaction can be tried again.
    Conflict,
    /// The server lacks a resource, is shutting down, or isn't part of its cluster. Try again later.
    Unavailable,
    /// Any other error, by its number.
    Server(u16),
    /// The driver failed without an error of the server.
    Driver,
}

impl MySqlError {
    /// Returns the meaning of an error's number here (MariaDB's documentation, "MariaDB Error Code Reference").
    fn from_number(number: u16) -> Self {
        match number {
            1146 => Self::NoTable,
            1054 => Self::OtherTable,
            // Checks of MariaDB and of MySQL; null; text that is too long or isn't UTF-8; numbers out of range; a packet
            // over `max_allowed_packet`.
            4025 | 3819 | 1048 | 1406 | 1366 | 1264 | 1153 => Self::NotARow,
            1690 => Self::NestedMetadata,
            // A deadlock or a write to another node of the cluster, a lock that wasn't released, a row that changed.
            1213 | 1205 | 1020 => Self::Conflict,
            1044 | 1045 | 1049 | 1698 => Self::NoServer,
            1158..=1161 | 1184 | 1927 => Self::Disconnected,
            // Connections, the cluster (`WSREP has not yet prepared node`), shutdown, limits of a user, a read-only server.
            1040 | 1047 | 1053 | 1203 | 1226 | 1290 | 1317 | 1836 => Self::Unavailable,
            _ => Self::Server(number),
        }
    }
}

impl fmt::Display for MySqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoServer => f.write_str("the MariaDB server can't be reached, or rejects the user or the database"),
            Self::Disconnected => f.write_str("the connection to the server broke"),
            Self::NoTable => {
                f.write_str("the table doesn't exist: create it with the statement of `store_record::ddl`")
            }
            Self::OtherTable => f.write_str("the table isn't the generic table: a column is missing"),
            Self::NotARow => f.write_str("the table's checks reject the row"),
            Self::NestedMetadata => {
                f.write_str("a row's metadata have more levels than the server's JSON functions read")
            }
            Self::Conflict => f.write_str("a concurrent transaction won: try the whole transaction again"),
            Self::Unavailable => f.write_str("the server lacks a resource or is shutting down: try again later"),
            Self::Server(number) => write!(f, "MariaDB: {number}"),
            Self::Driver => f.write_str("the driver failed"),
        }
    }
}

impl std::error::Error for MySqlError {}

/// Drops the message, because it can quote the row.
impl From<sqlx::Error> for MySqlError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => Self::from_number(error.downcast_ref::<MySqlDatabaseError>().number()),
            sqlx::Error::Io(_) => Self::Disconnected,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Unavailable,
            _ => Self::Driver,
        }
    }
}
