//! A run on a Galera cluster of its own, whose nodes are killed and isolated.

use super::{Options, Outcome, Workers, create_chains, in_turns, read_all};
use crate::checker::Violation;
use crate::database::{Database as _, Galera, GaleraNode};
use crate::faults::{GaleraCluster, NODES, memory};
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};
use store_record::store::{AsyncStore as _, Selection};
use store_record::{Envelope, ddl};

#[derive(Clone, Copy)]
enum Fault {
    KillIdleNode,
    KillUsedNode,
    LoseData,
    IsolateNode,
    KillClient,
}

/// The time in which each fault happens once. A node that is lost and comes back takes up to 20 seconds.
const GRACE: Duration = Duration::from_secs(120);

/// The longest times after a fault.
#[derive(Debug, Default)]
struct Longest {
    /// Until the other nodes went on without the lost one.
    until_noticed: Duration,
    /// From the start of a killed node, or the end of an isolation, until the node was synced.
    until_back: Duration,
}

/// The user of the workers.
const USER: &str = "worker";

/// Loads a new cluster through all of its nodes.
///
/// # Errors
///
/// Returns an error if the cluster can't be started, a node doesn't come back, a worker ends by itself, or the check doesn't find the
/// planted differences between the nodes.
pub async fn run(options: &Options) -> io::Result<Outcome> {
    let folder = tempfile::tempdir()?;
    let mut cluster = GaleraCluster::start(folder.path()).await?;
    create_table(&cluster).await?;
    let hosts = folder.path().join("hosts");
    write_hosts(&cluster, &hosts, None)?;
    let database = Galera::new(hosts.clone());
    create_chains(&database).await?;
    report_memory(&cluster, "at the start");

    let worker = ["--driver", "galera", "--database", &hosts.display().to_string()].map(str::to_owned).to_vec();
    let mut workers = Workers::start(options, vec![worker])?;
    let faults = [
        (Fault::KillIdleNode, "a node without clients is killed and comes back"),
        (Fault::KillUsedNode, "a node with clients is killed and comes back"),
        (Fault::LoseData, "a node is killed, loses its data and comes back"),
        (Fault::IsolateNode, "a node is isolated and comes back"),
        (Fault::KillClient, "a worker is killed"),
    ];
    let mut longest = Longest::default();
    let faults = in_turns(options, GRACE, &faults, async |fault| {
        match fault {
            Fault::KillIdleNode => kill_idle_node(&mut cluster, &hosts, &mut longest).await?,
            Fault::KillUsedNode => {
                let node = most_used_node(&cluster).await?;
                kill_and_restart(&mut cluster, node, false, &mut longest).await?;
            }
            Fault::LoseData => {
                let node = most_used_node(&cluster).await?;
                kill_and_restart(&mut cluster, node, true, &mut longest).await?;
            }
            Fault::IsolateNode => isolate(&mut cluster, &mut longest).await?,
            Fault::KillClient => workers.kill_one(options).await?,
        }
        // The workers connect again, to any node. They have left the node that failed.
        end_connections(&cluster).await?;
        Ok(true)
    })
    .await?;
    let checker = workers.finish().await?;
    report_memory(&cluster, "at the end");
    eprintln!("longest times: {longest:?}");
    for node in 0..NODES {
        let status = cluster.status(node).await?;
        eprintln!("node {node}: {} changes since its start, {} lost to another node", status.sent, status.conflicts);
    }
    cluster.wait_until_whole().await?;
    let nodes: Vec<_> = (0..NODES).map(|node| GaleraNode::new(cluster.url(node, USER))).collect();
    let mut report = checker.finish(&read_all(&nodes[0]).await?);
    let differences = differences(&nodes).await?;
    if differences.is_empty() {
        prove_that_differences_are_found(&cluster, &nodes).await?;
    }
    report.violations.extend(differences);
    Ok(Outcome { database: "MariaDB with Galera", faults, report })
}

/// Creates the table, and the user of the workers.
async fn create_table(cluster: &GaleraCluster) -> io::Result<()> {
    let user = format!("CREATE USER '{USER}'@'127.0.0.1'; GRANT ALL ON test.* TO '{USER}'@'127.0.0.1'");
    cluster.execute(0, &format!("CREATE DATABASE IF NOT EXISTS test; {user}")).await?;
    cluster.execute(0, &format!("USE test; {}", ddl::mariadb("record").digest())).await
}

/// Writes the nodes that the workers use: all of them, or all but one.
fn write_hosts(cluster: &GaleraCluster, hosts: &Path, without: Option<usize>) -> io::Result<()> {
    let nodes = (0..NODES).filter(|node| Some(*node) != without);
    let urls: String = nodes.map(|node| cluster.url(node, USER) + "\n").collect();
    // A worker may read it at any time.
    let new = hosts.with_extension("new");
    std::fs::write(&new, urls)?;
    std::fs::rename(new, hosts)
}

/// Takes the clients off a node, as an administrator does, and kills it.
async fn kill_idle_node(cluster: &mut GaleraCluster, hosts: &Path, longest: &mut Longest) -> io::Result<()> {
    let node = fastrand::usize(..NODES);
    write_hosts(cluster, hosts, Some(node))?;
    for _ in 0..50 {
        cluster.end_connections(node, USER).await?;
        // A worker may have read the list before.
        tokio::time::sleep(Duration::from_millis(50)).await;
        if cluster.connections(node, USER).await?.is_empty() {
            kill_and_restart(cluster, node, false, longest).await?;
            return write_hosts(cluster, hosts, None);
        }
    }
    Err(io::Error::other("the workers don't leave a node"))
}

/// Kills a node, lets the others go on without it, and starts it again, with or without its data.
async fn kill_and_restart(
    cluster: &mut GaleraCluster,
    node: usize,
    loses_data: bool,
    longest: &mut Longest,
) -> io::Result<()> {
    cluster.kill(node).await?;
    wait_for_majority(cluster, node, longest).await?;
    let start = Instant::now();
    if loses_data {
        cluster.restart_empty(node).await?;
    } else {
        cluster.restart(node).await?;
    }
    longest.until_back = longest.until_back.max(start.elapsed());
    Ok(())
}

/// Isolates the node that most clients use, lets the others go on without it, and connects it again.
async fn isolate(cluster: &mut GaleraCluster, longest: &mut Longest) -> io::Result<()> {
    let node = most_used_node(cluster).await?;
    cluster.set_isolated(node, true).await?;
    wait_for_majority(cluster, node, longest).await?;
    cluster.wait_for(node, |status| !status.is_primary).await?;
    let start = Instant::now();
    cluster.set_isolated(node, false).await?;
    cluster.wait_until_whole().await?;
    longest.until_back = longest.until_back.max(start.elapsed());
    Ok(())
}

/// Waits until the other nodes have noticed that a node is lost, and for some load after it.
async fn wait_for_majority(cluster: &mut GaleraCluster, lost: usize, longest: &mut Longest) -> io::Result<()> {
    let start = Instant::now();
    for node in (0..NODES).filter(|node| *node != lost) {
        cluster.wait_for(node, |status| status.size == NODES - 1 && status.is_primary).await?;
    }
    longest.until_noticed = longest.until_noticed.max(start.elapsed());
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok(())
}

/// Returns the node with the most connections of workers.
async fn most_used_node(cluster: &GaleraCluster) -> io::Result<usize> {
    let mut most = (0, 0);
    for node in 0..NODES {
        most = most.max((cluster.connections(node, USER).await?.len(), node));
    }
    Ok(most.1)
}

async fn end_connections(cluster: &GaleraCluster) -> io::Result<()> {
    for node in 0..NODES {
        cluster.end_connections(node, USER).await?;
    }
    Ok(())
}

fn report_memory(cluster: &GaleraCluster, when: &str) {
    let (nodes, checker) = (cluster.memory(), memory(std::process::id()));
    eprintln!("memory {when}: nodes {nodes:?} MiB, checker {checker} MiB");
}

/// Returns a violation for each node that holds other rows than the first one.
async fn differences(nodes: &[GaleraNode]) -> io::Result<Vec<Violation>> {
    let mut first = None;
    let mut violations = Vec::new();
    for (node, database) in nodes.iter().enumerate() {
        let rows = rows(database).await?;
        let Some(first) = &first else {
            first = Some(rows);
            continue;
        };
        let rows = differing_rows(first, &rows);
        violations.extend((rows > 0).then_some(Violation::NodeDiffers { node, rows }));
    }
    Ok(violations)
}

/// Reads all rows of a node.
async fn rows(database: &GaleraNode) -> io::Result<Vec<Envelope>> {
    let mut store = database.connect().await.ok_or_else(|| io::Error::other("can't connect for the check"))?;
    store.page(&Selection::new()).await.map_err(|error| io::Error::other(error.to_string()))
}

/// Returns the number of keys whose rows aren't equal, or that only one side has.
fn differing_rows(left: &[Envelope], right: &[Envelope]) -> usize {
    let key = |row: &Envelope| (row.scope().clone(), row.record_type().to_owned(), row.record_key().clone());
    let mut others: HashMap<_, _> = right.iter().map(|row| (key(row), row)).collect();
    let differing = left.iter().filter(|row| others.remove(&key(row)) != Some(row)).count();
    differing + others.len()
}

/// Deletes a row of one node and changes one of another, without replication. The check has to find both.
async fn prove_that_differences_are_found(cluster: &GaleraCluster, nodes: &[GaleraNode]) -> io::Result<()> {
    let local = "USE test; SET SESSION wsrep_on = OFF";
    cluster.execute(1, &format!("{local}; DELETE FROM record LIMIT 1")).await?;
    cluster
        .execute(2, &format!("{local}; UPDATE record SET revision = revision + 1 WHERE revision > 0 LIMIT 1"))
        .await?;
    let expected = [1, 2].map(|node| Violation::NodeDiffers { node, rows: 1 });
    let found = differences(nodes).await?;
    if found == expected { Ok(()) } else { Err(io::Error::other(format!("planted {expected:?}, found {found:?}"))) }
}
