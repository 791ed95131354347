//! [`Database`]: how a worker connects to a store and understands its errors.

use store_record::Envelope;
use store_record::store::{AsyncStore, StoreError};

mod mariadb;
mod postgres;
mod sqlite;

pub use mariadb::{Galera, GaleraNode};
pub use postgres::{Sqlx, TokioPostgres};
pub use sqlite::{Sqlite, SqliteFile};

/// A database that a worker loads through one of the example stores.
pub trait Database: Clone + Send + Sync + 'static {
    /// The store.
    type Store: AsyncStore<Error: Sync> + 'static;

    /// Connects, or returns `None` if the server can't be reached now.
    fn connect(&self) -> impl Future<Output = Option<Self::Store>> + Send;

    /// Puts all rows or none, by the fastest call of the store.
    fn put_bulk(store: &mut Self::Store, rows: &[Envelope]) -> impl Future<Output = Outcome<Self>> + Send;

    /// Whether a write that returned this error surely wasn't applied.
    fn is_rejection(error: &<Self::Store as AsyncStore>::Error) -> bool;
}

/// The result of a write.
pub type Outcome<D> = Result<(), StoreError<<<D as Database>::Store as AsyncStore>::Error>>;
