//! MariaDB with Galera, through `sqlx`.

use super::{Database, Outcome};
use sqlx::Connection as _;
use sqlx::mysql::MySqlConnection;
use std::path::PathBuf;
use store_record::statements::Statements;
use store_record::store::AsyncStore as _;
use store_record::{Envelope, ddl};
use store_record_examples::mysql::{MySqlError, MySqlStore};

/// A cluster whose client knows all nodes. After an error it connects to any node that accepts statements.
#[derive(Debug, Clone)]
pub struct Galera {
    hosts: PathBuf,
}

/// One node of a cluster.
#[derive(Debug, Clone)]
pub struct GaleraNode {
    url: String,
}

impl Galera {
    /// Uses the nodes in this file, which has the URL of a node in each line and may change.
    #[must_use]
    pub fn new(hosts: PathBuf) -> Self {
        Self { hosts }
    }
}

impl GaleraNode {
    /// Uses the node at this URL.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }
}

fn statements() -> Statements {
    Statements::from(&ddl::mariadb("record").digest())
}

/// Connects to a node, if it accepts statements. Each statement that reads or changes rows first waits until the node has applied
/// every change that was committed before, on any node.
async fn connect(url: &str) -> Result<MySqlStore<Box<MySqlConnection>>, sqlx::Error> {
    let mut connection = MySqlConnection::connect(url).await?;
    sqlx::raw_sql("SET SESSION wsrep_sync_wait = 7").execute(&mut connection).await?;
    // A node that starts or has lost the majority accepts connections, and statements without a table.
    sqlx::raw_sql("SELECT 1 FROM record LIMIT 1").execute(&mut connection).await?;
    Ok(MySqlStore::new(Box::new(connection), statements()))
}

/// A transaction that lost to another one has been rolled back. After other errors of a node that stops or has lost the
/// majority, the transaction may be committed.
fn is_rejection(error: &MySqlError) -> bool {
    matches!(error, MySqlError::Conflict | MySqlError::NotARow)
}

impl Database for Galera {
    type Store = MySqlStore<Box<MySqlConnection>>;

    async fn connect(&self) -> Option<Self::Store> {
        let hosts = std::fs::read_to_string(&self.hosts).ok()?;
        let mut hosts: Vec<_> = hosts.lines().collect();
        fastrand::shuffle(&mut hosts);
        for url in hosts {
            if let Ok(store) = connect(url).await {
                return Some(store);
            }
        }
        None
    }

    async fn put_bulk(store: &mut Self::Store, rows: &[Envelope]) -> Outcome<Self> {
        store.put_all(rows).await
    }

    fn is_rejection(error: &MySqlError) -> bool {
        is_rejection(error)
    }
}

impl Database for GaleraNode {
    type Store = MySqlStore<Box<MySqlConnection>>;

    async fn connect(&self) -> Option<Self::Store> {
        connect(&self.url).await.ok()
    }

    async fn put_bulk(store: &mut Self::Store, rows: &[Envelope]) -> Outcome<Self> {
        store.put_all(rows).await
    }

    fn is_rejection(error: &MySqlError) -> bool {
        is_rejection(error)
    }
}
