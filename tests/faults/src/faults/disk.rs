//! A disk that is full: a small file system for a tablespace of PostgreSQL, and a limit of pages for SQLite.

use super::server::{own_by_server, succeed};
use crate::database::SqliteFile;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;
use tokio_postgres::error::SqlState;

/// A file system in memory, which is unmounted when it is dropped.
#[derive(Debug)]
pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Mounts the file system in this folder. Only root can.
    ///
    /// # Errors
    ///
    /// Returns an error if the process isn't allowed to mount.
    pub async fn mount(folder: &Path, mebibytes: u32) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let size = format!("size={mebibytes}m");
        let mut mount = Command::new("mount");
        succeed(mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder).stderr(Stdio::null())).await?;
        let disk = Self { folder: folder.to_owned() };
        own_by_server(folder).await?;
        Ok(disk)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // The files may be open until the last process of the server has ended.
        drop(std::process::Command::new("umount").arg("--lazy").arg(&self.folder).status());
    }
}

impl SmallDisk {
    /// Fills the file system for some time. Returns whether the server failed to write because of it.
    ///
    /// # Errors
    ///
    /// Returns an error if the file that fills it can't be written or removed.
    pub async fn fill(&self, client: &tokio_postgres::Client, time: Duration) -> io::Result<bool> {
        let ballast = self.folder.join("ballast");
        let written = std::io::copy(&mut std::io::repeat(0), &mut std::fs::File::create(&ballast)?);
        let is_full = written.is_err_and(|error| error.kind() == io::ErrorKind::StorageFull);
        let insert =
            "CREATE TEMP TABLE filler TABLESPACE small AS SELECT md5(i::text) FROM generate_series(1, 100000) i";
        let inserted = client.batch_execute(insert).await;
        tokio::time::sleep(time).await;
        std::fs::remove_file(&ballast)?;
        let is_noticed = inserted.is_err_and(|error| error.code() == Some(&SqlState::DISK_FULL));
        Ok(is_full && is_noticed)
    }
}

/// Fills the file's pages for some time. Returns whether it was full.
pub async fn fill_sqlite(file: &SqliteFile, time: Duration) -> bool {
    let file = file.clone();
    let fill = tokio::task::spawn_blocking(move || {
        let connection = file.open()?;
        connection.execute_batch("CREATE TABLE IF NOT EXISTS filler (bytes BLOB)")?;
        let mut is_full = false;
        for bytes in [1_000_000, 100_000, 10_000, 1_000] {
            let failed =
                (0..1_000).find_map(|_| connection.execute("INSERT INTO filler VALUES (zeroblob(?))", [bytes]).err());
            is_full |= failed.and_then(|error| error.sqlite_error_code()) == Some(rusqlite::ErrorCode::DiskFull);
        }
        std::thread::sleep(time);
        connection.execute_batch("DELETE FROM filler")?;
        Ok::<bool, rusqlite::Error>(is_full)
    });
    matches!(fill.await, Ok(Ok(true)))
}
