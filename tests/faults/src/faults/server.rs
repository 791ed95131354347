//! A PostgreSQL server in its own folder, which can be killed.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// A server that is stopped when it is dropped.
#[derive(Debug)]
pub struct PostgresServer {
    binaries: PathBuf,
    folder: PathBuf,
    port: u16,
    process: Option<Child>,
}

impl PostgresServer {
    /// Creates a server in this folder, and starts it on a free port.
    ///
    /// # Errors
    ///
    /// Returns an error if the server can't be created or started.
    pub async fn start(binaries: &Path, folder: &Path) -> io::Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut server = Self { binaries: binaries.to_owned(), folder: folder.to_owned(), port, process: None };
        own_by_server(folder).await?;
        let mut initdb = server.command("initdb");
        initdb.arg("-D").arg(server.data()).args(["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
        succeed(initdb.stdout(Stdio::null())).await?;
        server.restart().await?;
        Ok(server)
    }

    /// Creates a standby of this server in another folder, and starts it on a free port. It streams the log of this server.
    ///
    /// # Errors
    ///
    /// Returns an error if the standby can't be created or started.
    pub async fn start_standby(&self, folder: &Path) -> io::Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut standby = Self { binaries: self.binaries.clone(), folder: folder.to_owned(), port, process: None };
        own_by_server(folder).await?;
        let mut backup = standby.command("pg_basebackup");
        backup.args([
            "-h",
            "127.0.0.1",
            "-U",
            "postgres",
            "-R",
            "-X",
            "stream",
            "-c",
            "fast",
            "-p",
            &self.port.to_string(),
        ]);
        succeed(backup.arg("-D").arg(standby.data())).await?;
        standby.restart().await?;
        Ok(standby)
    }

    /// The address of the server.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// Kills all processes of the server at once, as a power loss would end them, and starts it again.
    ///
    /// # Errors
    ///
    /// Returns an error if the server can't be started.
    pub async fn kill_and_restart(&mut self) -> io::Result<()> {
        self.kill().await?;
        self.restart().await
    }

    /// Kills all processes of the server at once.
    ///
    /// # Errors
    ///
    /// Returns an error if the processes can't be found or killed.
    pub async fn kill(&mut self) -> io::Result<()> {
        self.signal("-KILL").await?;
        let Some(mut process) = self.process.take() else { return Ok(()) };
        process.wait().await.map(drop)
    }

    /// Stops all processes of the server for a time, as a network that doesn't carry their packets.
    ///
    /// # Errors
    ///
    /// Returns an error if the processes can't be found or stopped.
    pub async fn pause(&self) -> io::Result<()> {
        self.signal("-STOP").await
    }

    /// Lets a paused server go on.
    ///
    /// # Errors
    ///
    /// Returns an error if the processes can't be found.
    pub async fn resume(&self) -> io::Result<()> {
        self.signal("-CONT").await
    }

    /// Sends a signal to the server and its children at once.
    async fn signal(&self, signal: &str) -> io::Result<()> {
        let Some(parent) = self.process.as_ref().and_then(Child::id) else { return Ok(()) };
        let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"))?;
        let all = children.split_whitespace().map(str::to_owned).chain([parent.to_string()]);
        // Some of the children may have ended.
        Command::new("kill").arg(signal).args(all).stderr(Stdio::null()).status().await.map(drop)
    }

    /// Starts the server and waits until it has recovered.
    async fn restart(&mut self) -> io::Result<()> {
        for _ in 0..40 {
            let log = std::fs::OpenOptions::new().create(true).append(true).open(self.folder.join("log"))?;
            let mut command = self.command("postgres");
            command.arg("-D").arg(self.data()).arg("-k").arg(&self.folder).args(["-h", "127.0.0.1"]);
            let port = self.port.to_string();
            let process = command.args(["-p", &port]).stdout(Stdio::null()).stderr(log).kill_on_drop(true).spawn()?;
            let process = self.process.insert(process);
            // The server exits at once while a killed child still holds the shared memory.
            while process.try_wait()?.is_none() {
                if tokio_postgres::connect(&url(self.port), tokio_postgres::NoTls).await.is_ok() {
                    return Ok(());
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        Err(io::Error::other("the server doesn't start: see its log"))
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn command(&self, program: &str) -> Command {
        let program = self.binaries.join(program);
        let Some(mut command) = as_server() else { return Command::new(program) };
        command.arg(program);
        command
    }
}

/// Kills the server's children too. They would notice the death of their parent, but later.
impl Drop for PostgresServer {
    fn drop(&mut self) {
        let Some(parent) = self.process.as_ref().and_then(Child::id) else { return };
        drop(std::process::Command::new("kill").args(["-QUIT", &parent.to_string()]).status());
        // The server ends its children before it exits.
        for _ in 0..100 {
            if !matches!(self.process.as_mut().map(Child::try_wait), Some(Ok(None))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

fn url(port: u16) -> String {
    format!("postgres://postgres@127.0.0.1:{port}/postgres")
}

/// A server doesn't run as root, so root runs it as `nobody`.
pub(super) fn as_server() -> Option<Command> {
    is_root().then(|| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]);
        command
    })
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|metadata| std::os::unix::fs::MetadataExt::uid(&metadata) == 0)
}

/// Makes the server's user the owner of a folder.
pub(super) async fn own_by_server(folder: &Path) -> io::Result<()> {
    if is_root() { succeed(Command::new("chown").arg("nobody:nogroup").arg(folder)).await } else { Ok(()) }
}

pub(super) async fn succeed(command: &mut Command) -> io::Result<()> {
    let status = command.status().await?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{:?} failed", command.as_std().get_program())))
    }
}
