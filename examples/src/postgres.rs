//! Two small stores in PostgreSQL, over `tokio-postgres` and over `sqlx`.
//!
//! Both use the same table and the same statements. They bind the columns, never read the payload, and leave every check of a
//! row's content to [`store_record::Envelope::open`].

mod error;
#[cfg(feature = "sqlx")]
mod sqlx;
mod statements;
mod tokio_postgres;

pub use error::StoreError;
#[cfg(feature = "sqlx")]
pub use sqlx::SqlxStore;
pub use tokio_postgres::TokioPostgresStore;
