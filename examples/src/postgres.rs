//! Two stores in PostgreSQL, over `tokio-postgres` and over `sqlx`. Both use the same table.

mod copy;
mod error;
#[cfg(feature = "sqlx")]
mod sqlx;
mod tokio_postgres;

pub use error::PostgresError;
#[cfg(feature = "sqlx")]
pub use sqlx::SqlxStore;
pub use tokio_postgres::TokioPostgresStore;
