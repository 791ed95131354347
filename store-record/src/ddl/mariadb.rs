//! The table for MariaDB, and for MySQL.

use super::KEY_COLUMNS;
use std::fmt;

/// Creates the table for MariaDB. [`fmt::Display`] prints the statement.
///
/// Keys are `VARBINARY`: they compare bytewise, and text that pads would make `b42` and `b42 ` one key. JSON is
/// `LONGTEXT`, which keeps each byte. Timestamps are whole microseconds since 1970-01-01 UTC, because `DATETIME` begins
/// with the year 1000.
///
/// The primary key has at most 2,179 bytes, and the index by record type and schema version four more. InnoDB allows
/// 3,072 bytes with its default page size of 16 KiB, but 1,536 with pages of 8 KiB: there the statement is rejected
/// (1071).
///
/// MySQL 8 accepts the same text by its documentation. It wasn't run.
#[must_use]
pub fn mariadb(table: impl Into<String>) -> MariaDb {
    MariaDb { table: table.into(), has_digest: false }
}

/// The statement of the table for MariaDB, from [`mariadb`].
///
/// ```
/// use store_record::ddl::{self, MariaDb};
///
/// let table: MariaDb = ddl::mariadb("record");
/// assert!(table.to_string().starts_with("CREATE TABLE IF NOT EXISTS `record` ("));
/// ```
#[derive(Debug, Clone)]
pub struct MariaDb {
    table: String,
    has_digest: bool,
}

impl MariaDb {
    /// Adds the column `payload_sha256` with a check that it is the digest of the payload. The server then rejects a
    /// row that is edited by SQL without its digest.
    #[cfg(feature = "digest")]
    #[must_use]
    pub fn digest(self) -> Self {
        Self { has_digest: true, ..self }
    }

    pub(crate) fn name(&self) -> &str {
        &self.table
    }

    /// Returns the quoted name of the table.
    pub(crate) fn quoted_name(&self) -> String {
        format!("`{}`", self.table.replace('`', "``"))
    }

    pub(crate) fn has_digest(&self) -> bool {
        self.has_digest
    }
}

impl fmt::Display for MariaDb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const JSON: &str = "longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL";
        writeln!(f, "CREATE TABLE IF NOT EXISTS {} (", self.quoted_name())?;
        for (column, limit) in KEY_COLUMNS {
            // Outside its strict mode the server cuts a value off, without an error. The check sees the additional byte.
            let length = limit + 1;
            writeln!(f, "    `{column}` varbinary({length}) NOT NULL CHECK (octet_length(`{column}`) <= {limit}),")?;
        }
        writeln!(f, "    `schema_version` int NOT NULL CHECK (`schema_version` >= 1),")?;
        writeln!(f, "    `revision` bigint,")?;
        writeln!(f, "    `created_at` bigint,")?;
        writeln!(f, "    `updated_at` bigint,")?;
        // `JSON_VALID` fails from 32 levels of nesting (MariaDB 10.11), and a payload can have 128.
        writeln!(f, "    `metadata` {JSON},")?;
        writeln!(f, "    `payload` {JSON},")?;
        if self.has_digest {
            writeln!(
                f,
                "    `payload_sha256` binary(32) NOT NULL CHECK (`payload_sha256` = unhex(sha2(`payload`, 256))),"
            )?;
        }
        writeln!(f, "    PRIMARY KEY (`scope`, `record_type`, `record_key`),")?;
        writeln!(f, "    INDEX `by_version` (`record_type`, `schema_version`, `scope`, `record_key`)")?;
        writeln!(f, ") ENGINE = InnoDB ROW_FORMAT = DYNAMIC;")
    }
}
