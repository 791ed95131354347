//! A node: a MariaDB server in its own folder and process group.

use crate::faults::server::{as_server, own_by_server, succeed};
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::{Child, Command};

/// The ports of a node on the loopback interface.
#[derive(Debug, Clone)]
pub(super) struct Member {
    client: u16,
    /// For the messages of the group.
    group: u16,
    /// To receive the changes that it has missed.
    changes: u16,
    /// To receive the whole data.
    data: u16,
}

impl Member {
    /// Chooses free ports below those that the system gives to clients: a client could take the port of a killed node.
    pub(super) fn choose(count: usize) -> io::Result<Vec<Self>> {
        let mut random = fastrand::Rng::with_seed(u64::from(std::process::id()));
        let mut listeners = Vec::new();
        for _ in 0..1_000 {
            listeners.extend(TcpListener::bind(("127.0.0.1", random.u16(20_000..32_000))));
            if listeners.len() == count * 4 {
                break;
            }
        }
        let ports = listeners.iter().map(|listener| Ok(listener.local_addr()?.port()));
        let ports = ports.collect::<io::Result<Vec<_>>>()?;
        let members = ports.chunks_exact(4).map(|ports| Self {
            client: ports[0],
            group: ports[1],
            changes: ports[2],
            data: ports[3],
        });
        Ok(members.collect())
    }
}

/// A node, whose processes are killed when it is dropped.
#[derive(Debug)]
pub(super) struct Node {
    /// The folder, with the data, the log and the socket.
    folder: PathBuf,
    member: Member,
    /// The addresses of all nodes.
    cluster: String,
    process: Option<Child>,
}

impl Node {
    /// Creates an empty folder for the node in this folder.
    pub(super) async fn create(folder: &Path, members: &[Member], number: usize) -> io::Result<Self> {
        let member = members.get(number).cloned().ok_or_else(|| io::Error::other("no free ports"))?;
        let folder = folder.join(format!("node{number}"));
        std::fs::create_dir(&folder)?;
        own_by_server(&folder).await?;
        let addresses: Vec<_> = members.iter().map(|member| format!("127.0.0.1:{}", member.group)).collect();
        let node = Self { folder, member, cluster: format!("gcomm://{}", addresses.join(",")), process: None };
        node.create_data().await?;
        Ok(node)
    }

    pub(super) fn port(&self) -> u16 {
        self.member.client
    }

    pub(super) fn administrator_url(&self) -> String {
        format!("mysql://root@127.0.0.1:{}/mysql", self.member.client)
    }

    /// Creates an empty folder for the data, in place of the older one.
    pub(super) async fn create_data(&self) -> io::Result<()> {
        if self.data().exists() {
            std::fs::remove_dir_all(self.data())?;
        }
        std::fs::create_dir(self.data())?;
        own_by_server(&self.data()).await
    }

    /// Creates the data of a new server, whose administrator has no password.
    pub(super) async fn install(&self) -> io::Result<()> {
        let mut install = command("mariadb-install-db");
        install.arg("--no-defaults").arg(format!("--datadir={}", self.data().display()));
        install.arg("--auth-root-authentication-method=normal");
        succeed(install.stdout(Stdio::null()).stderr(self.log()?)).await
    }

    /// Starts the server, without waiting for it.
    pub(super) fn start(&mut self, arguments: &[&str]) -> io::Result<()> {
        let mut server = self.server();
        server.args(arguments).stdout(Stdio::null()).stderr(self.log()?).kill_on_drop(true);
        self.process = Some(server.process_group(0).spawn()?);
        Ok(())
    }

    /// Returns the last change that the data of a killed server have. Debian's service finds it in the same way. Without it
    /// the node would copy the whole data instead of the changes that it has missed.
    pub(super) async fn recovered_position(&self) -> io::Result<String> {
        let output = self.server().arg("--wsrep-recover").output().await?;
        let log = String::from_utf8_lossy(&output.stderr);
        let position = log.lines().rev().find_map(|line| line.split_once("WSREP: Recovered position:"));
        let position = position.map(|(_, position)| position.trim().to_owned());
        position.ok_or_else(|| io::Error::other(format!("no position of a killed server: {}", end(&log))))
    }

    /// Kills the server and the scripts that copy data for it, and waits until they have ended.
    pub(super) async fn kill(&mut self) -> io::Result<()> {
        self.kill_group();
        let Some(mut process) = self.process.take() else { return Ok(()) };
        process.wait().await.map(drop)
    }

    pub(super) fn is_running(&mut self) -> io::Result<bool> {
        self.process.as_mut().map_or(Ok(false), |process| Ok(process.try_wait()?.is_none()))
    }

    /// Returns the resident set in mebibytes.
    pub(super) fn memory(&self) -> u64 {
        self.process.as_ref().and_then(Child::id).map_or(0, super::super::memory)
    }

    pub(super) fn end_of_log(&self) -> String {
        std::fs::read(self.folder.join("log"))
            .map_or_else(|error| error.to_string(), |log| end(&String::from_utf8_lossy(&log)))
    }

    fn kill_group(&self) {
        let Some(group) = self.process.as_ref().and_then(Child::id) else { return };
        drop(std::process::Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).status());
    }

    fn server(&self) -> Command {
        let Member { client, group, changes, data } = self.member;
        let folder = self.folder.display();
        let mut server = command("mariadbd");
        // The first arguments keep it apart from other servers of the machine.
        server.arg("--no-defaults").arg(format!("--datadir={}", self.data().display()));
        server.arg(format!("--socket={folder}/socket")).arg(format!("--pid-file={folder}/pid"));
        server.args(["--bind-address=127.0.0.1", "--skip-name-resolve"]).arg(format!("--port={client}"));
        // A commit is on the disk before it is acknowledged. Another value loses commits if all nodes die together.
        server.args(["--innodb-flush-log-at-trx-commit=1", "--innodb-doublewrite=ON"]);
        // Galera requires both.
        server.args(["--binlog-format=ROW", "--innodb-autoinc-lock-mode=2"]);
        // One thread doesn't catch up with several clients: a node that came back would stay behind.
        server.arg("--wsrep-slave-threads=4");
        server.args(["--innodb-buffer-pool-size=64M", "--performance-schema=OFF", "--max-connections=300"]);
        server.arg("--wsrep-on=ON").arg(format!("--wsrep-provider={}", super::PROVIDER));
        server.arg("--wsrep-cluster-name=faults").arg(format!("--wsrep-cluster-address={}", self.cluster));
        server.arg(format!("--wsrep-node-name={client}")).arg(format!("--wsrep-node-address=127.0.0.1:{group}"));
        server.arg("--wsrep-sst-method=rsync").arg(format!("--wsrep-sst-receive-address=127.0.0.1:{data}"));
        server.arg(format!(
            "--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:{group};ist.recv_addr=127.0.0.1:{changes};gcache.size=128M"
        ));
        server
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn log(&self) -> io::Result<std::fs::File> {
        std::fs::OpenOptions::new().create(true).append(true).open(self.folder.join("log"))
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill_group();
        // Reaps the process, so that its files are closed before the folder is removed.
        for _ in 0..100 {
            if !matches!(self.process.as_mut().map(Child::try_wait), Some(Ok(None))) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}

/// Runs a program as the server's user. The kernel kills it when this process dies, however it dies.
fn command(program: &str) -> Command {
    let mut command = as_server().unwrap_or_else(|| Command::new("setpriv"));
    command.args(["--pdeathsig", "KILL", "--", program]);
    command
}

/// Returns the last lines of a log.
fn end(log: &str) -> String {
    let lines: Vec<_> = log.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}
