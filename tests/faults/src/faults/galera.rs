//! A cluster of three MariaDB servers with Galera, whose nodes can be killed and isolated.

use super::server::own_by_server;
use sqlx::mysql::{MySqlConnection, MySqlRow};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

mod node;
use node::{Member, Node};

/// Galera, as Debian installs it.
const PROVIDER: &str = "/usr/lib/galera/libgalera_smm.so";

/// The number of nodes. Two of three are a majority, so the cluster survives one.
pub const NODES: usize = 3;

/// The time in which a node starts, or notices that another one has died or has come back.
const LIMIT: Duration = Duration::from_secs(120);

/// A running cluster. All processes are killed when it is dropped, and also when this process dies.
#[derive(Debug)]
pub struct GaleraCluster {
    nodes: Vec<Node>,
}

/// What a node says about itself and its cluster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NodeStatus {
    /// The number of nodes that it can reach, with itself.
    pub size: usize,
    /// Whether it is part of the majority. Otherwise it rejects all statements.
    pub is_primary: bool,
    /// Whether it has applied all changes, and accepts statements.
    pub is_synced: bool,
    /// The number of changes that it has sent to the others since its start.
    pub sent: u64,
    /// The number of its changes since its start that lost to a change of another node.
    pub conflicts: u64,
}

impl GaleraCluster {
    /// Creates three servers in this folder and starts them on free ports. The first one creates the cluster, and the
    /// others copy its data.
    ///
    /// # Errors
    ///
    /// Returns an error if a server can't be created or started. It has the end of the server's log.
    pub async fn start(folder: &Path) -> io::Result<Self> {
        if !Path::new(PROVIDER).exists() {
            return Err(io::Error::other("no Galera: install MariaDB's server and Galera 4"));
        }
        own_by_server(folder).await?;
        let members = Member::choose(NODES)?;
        let mut nodes = Vec::new();
        for member in 0..NODES {
            nodes.push(Node::create(folder, &members, member).await?);
        }
        let mut cluster = Self { nodes };
        cluster.nodes[0].install().await?;
        cluster.nodes[0].start(&["--wsrep-new-cluster"])?;
        cluster.wait_for(0, |status| status.is_synced).await?;
        // Each copies the data of a node that is synced.
        for node in 1..NODES {
            cluster.nodes[node].start(&[])?;
        }
        cluster.wait_until_whole().await?;
        Ok(cluster)
    }

    /// Returns the URL of a node, for this user and the database `test`.
    #[must_use]
    pub fn url(&self, node: usize, user: &str) -> String {
        format!("mysql://{user}@127.0.0.1:{}/test", self.nodes[node].port())
    }

    /// Runs statements on a node as an administrator.
    ///
    /// # Errors
    ///
    /// Returns an error if the node can't be reached or rejects a statement.
    pub async fn execute(&self, node: usize, statements: &str) -> io::Result<()> {
        self.query(node, statements).await.map(drop)
    }

    /// Kills a node, as `kill -9`.
    ///
    /// # Errors
    ///
    /// Returns an error if its process can't be killed.
    pub async fn kill(&mut self, node: usize) -> io::Result<()> {
        self.nodes[node].kill().await
    }

    /// Starts a killed node, and waits until it is part of the cluster again. It gets the changes that it has missed.
    ///
    /// # Errors
    ///
    /// Returns an error if the node doesn't start. It has the end of the server's log.
    pub async fn restart(&mut self, node: usize) -> io::Result<()> {
        let position = self.nodes[node].recovered_position().await?;
        self.nodes[node].start(&[&format!("--wsrep-start-position={position}")])?;
        self.wait_until_whole().await
    }

    /// Starts a killed node without its data, and waits until it is part of the cluster again. It copies all rows.
    ///
    /// # Errors
    ///
    /// Returns an error if the node doesn't start. It has the end of the server's log.
    pub async fn restart_empty(&mut self, node: usize) -> io::Result<()> {
        self.nodes[node].create_data().await?;
        self.nodes[node].start(&[])?;
        self.wait_until_whole().await
    }

    /// Cuts a node off from the other ones, or connects it again. Clients reach it all the time.
    ///
    /// # Errors
    ///
    /// Returns an error if the node can't be reached.
    pub async fn set_isolated(&self, node: usize, is_isolated: bool) -> io::Result<()> {
        let option = format!("SET GLOBAL wsrep_provider_options = 'gmcast.isolate={}'", u8::from(is_isolated));
        self.execute(node, &option).await
    }

    /// Waits until the status of a node fulfils a condition. A node that can't be reached has the default status.
    ///
    /// # Errors
    ///
    /// Returns an error after 120 seconds, or if the server has ended. It has the end of the server's log.
    pub async fn wait_for(&mut self, node: usize, condition: impl Fn(&NodeStatus) -> bool) -> io::Result<()> {
        let end = Instant::now() + LIMIT;
        let mut last = NodeStatus::default();
        while Instant::now() < end && self.nodes[node].is_running()? {
            last = self.status(node).await.unwrap_or_default();
            if condition(&last) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let log = self.nodes[node].end_of_log();
        Err(io::Error::other(format!("node {node} is {last:?}. The end of its log:\n{log}")))
    }

    /// Waits until all nodes are in the cluster and accept statements.
    ///
    /// # Errors
    ///
    /// Returns the error of [`GaleraCluster::wait_for`].
    pub async fn wait_until_whole(&mut self) -> io::Result<()> {
        for node in 0..NODES {
            self.wait_for(node, |status| status.size == NODES && status.is_primary && status.is_synced).await?;
        }
        Ok(())
    }

    /// Returns the ids of a user's connections to a node.
    ///
    /// # Errors
    ///
    /// Returns an error if the node can't be reached.
    pub async fn connections(&self, node: usize, user: &str) -> io::Result<Vec<u64>> {
        let query = format!("SELECT CAST(id AS CHAR) FROM information_schema.processlist WHERE user = '{user}'");
        let rows = self.query(node, &query).await?;
        rows.iter().map(|row| text(row, 0)?.parse().map_err(io::Error::other)).collect()
    }

    /// Ends a user's connections to a node.
    ///
    /// # Errors
    ///
    /// Returns an error if the node can't be reached.
    pub async fn end_connections(&self, node: usize, user: &str) -> io::Result<()> {
        for id in self.connections(node, user).await? {
            // The client may have ended it.
            drop(self.execute(node, &format!("KILL {id}")).await);
        }
        Ok(())
    }

    /// Returns the memory of each node in mebibytes: its resident set.
    #[must_use]
    pub fn memory(&self) -> Vec<u64> {
        self.nodes.iter().map(Node::memory).collect()
    }

    /// Returns what a node says.
    ///
    /// # Errors
    ///
    /// Returns an error if the node can't be reached.
    pub async fn status(&self, node: usize) -> io::Result<NodeStatus> {
        let mut status = NodeStatus::default();
        for row in self.query(node, "SHOW GLOBAL STATUS LIKE 'wsrep%'").await? {
            let value = text(&row, 1)?;
            match &*text(&row, 0)? {
                "wsrep_cluster_size" => status.size = value.parse().map_err(io::Error::other)?,
                "wsrep_cluster_status" => status.is_primary = value == "Primary",
                "wsrep_replicated" => status.sent = value.parse().map_err(io::Error::other)?,
                "wsrep_local_bf_aborts" | "wsrep_local_cert_failures" => {
                    status.conflicts += value.parse::<u64>().map_err(io::Error::other)?;
                }
                "wsrep_local_state_comment" => status.is_synced = value == "Synced",
                _ => {}
            }
        }
        Ok(status)
    }

    /// Runs statements as text: a node that isn't part of the majority rejects prepared ones.
    async fn query(&self, node: usize, statements: &str) -> io::Result<Vec<MySqlRow>> {
        let query = async {
            let mut connection = MySqlConnection::connect(&self.nodes[node].administrator_url()).await?;
            let rows = sqlx::raw_sql(AssertSqlSafe(statements.to_owned())).fetch_all(&mut connection).await?;
            connection.close().await.map(|()| rows)
        };
        let rows = tokio::time::timeout(LIMIT, query).await.map_err(io::Error::other)?;
        rows.map_err(io::Error::other)
    }
}

fn text(row: &MySqlRow, column: usize) -> io::Result<String> {
    row.try_get_unchecked(column).map_err(io::Error::other)
}
