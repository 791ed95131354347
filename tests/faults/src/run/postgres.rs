//! A run on a PostgreSQL server of its own.

use super::{Options, Outcome, Workers, create_chains, in_turns, read_all};
use crate::database::TokioPostgres;
use crate::faults::{Cut, PostgresServer, Proxy, SmallDisk};
use std::io;
use std::path::Path;
use std::time::Duration;
use store_record::ddl;
use tokio_postgres::NoTls;

#[derive(Clone, Copy)]
enum Fault {
    KillServer,
    KillClient,
    CutAll,
    CutInCopy,
    CutAtCommit,
    FillDisk,
}

/// The size of the table's file system.
const DISK_MEBIBYTES: u32 = 512;

/// The time in which a connection is in a `COPY` or at a commit, if none was.
const GRACE: Duration = Duration::from_secs(30);

/// Loads a new server whose programs are in this folder.
///
/// # Errors
///
/// Returns an error if the server can't be started or a worker ends by itself.
pub async fn run(options: &Options, binaries: &Path) -> io::Result<Outcome> {
    let folder = tempfile::tempdir()?;
    let mut server = PostgresServer::start(binaries, folder.path()).await?;
    let direct = url(server.address());
    let disk_folder = folder.path().join("disk");
    let disk = SmallDisk::mount(&disk_folder, DISK_MEBIBYTES).await.ok();
    create_table(&direct, disk.is_some().then_some(&disk_folder)).await?;
    let database = TokioPostgres::new(&direct);
    create_chains(&database).await?;

    let proxy = Proxy::start(server.address()).await?;
    let proxied = url(proxy.address);
    let worker =
        |driver: &str| vec!["--driver".to_owned(), driver.to_owned(), "--database".to_owned(), proxied.clone()];
    let mut workers = Workers::start(options, vec![worker("tokio-postgres"), worker("sqlx")])?;
    let mut faults = vec![
        (Fault::KillServer, "the server is killed"),
        (Fault::KillClient, "a worker is killed"),
        (Fault::CutAll, "all connections are cut"),
        (Fault::CutInCopy, "a connection is cut in a COPY"),
        (Fault::CutAtCommit, "a connection is cut at a commit"),
    ];
    if disk.is_some() {
        faults.push((Fault::FillDisk, "the disk is full"));
    } else {
        eprintln!("no full disk: this user can't mount a file system");
    }
    let faults = in_turns(options, GRACE, &faults, async |fault| match fault {
        Fault::KillServer => server.kill_and_restart().await.map(|()| true),
        Fault::KillClient => workers.kill_one(options).await.map(|()| true),
        Fault::CutAll => {
            proxy.cut_all();
            Ok(true)
        }
        Fault::CutInCopy => Ok(proxy.cut_next(Cut::InCopy).await),
        Fault::CutAtCommit => Ok(proxy.cut_next(Cut::AtCommit).await),
        Fault::FillDisk => fill(disk.as_ref(), &direct).await,
    })
    .await?;
    let checker = workers.finish().await?;
    let report = checker.finish(&read_all(&database).await?);
    drop(server);
    Ok(Outcome { database: "PostgreSQL", faults, report })
}

pub(super) fn url(address: std::net::SocketAddr) -> String {
    format!("postgres://postgres@{address}/postgres")
}

pub(super) async fn connect(url: &str) -> io::Result<tokio_postgres::Client> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.map_err(io::Error::other)?;
    tokio::spawn(connection);
    Ok(client)
}

pub(super) async fn create_table(url: &str, disk: Option<&std::path::PathBuf>) -> io::Result<()> {
    let client = connect(url).await?;
    if let Some(disk) = disk {
        // Can't run in the transaction of several statements.
        let create = format!("CREATE TABLESPACE small LOCATION '{}'", disk.display());
        client.batch_execute(&create).await.map_err(io::Error::other)?;
        client.batch_execute("SET default_tablespace = small").await.map_err(io::Error::other)?;
    }
    let table = ddl::postgres("record").digest().to_string();
    client.batch_execute(&table).await.map_err(io::Error::other)
}

async fn fill(disk: Option<&SmallDisk>, url: &str) -> io::Result<bool> {
    let Some(disk) = disk else { return Ok(false) };
    disk.fill(&connect(url).await?, Duration::from_secs(1)).await
}
