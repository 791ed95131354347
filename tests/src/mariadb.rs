//! Tests against a real MariaDB server, which they start.
//!
//! If `mariadbd` isn't installed, the tests are reported as skipped. With `STORE_RECORD_REQUIRE_MARIADB=1` they fail instead.

use libtest_mimic::{Arguments, Failed, Trial};
use std::fs::File;
use std::io::{self, Read as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// A test and its name. Its argument is the URL of an empty database.
pub type Test = (&'static str, fn(&str));

/// The `main` of a test target. The standard harness can't report at run time that a test is skipped.
#[must_use]
pub fn run(tests: &[Test]) -> ExitCode {
    libtest_mimic::run(&Arguments::from_args(), trials(tests)).exit_code()
}

/// The tests of a target that has others too. The server ends after the last of them.
#[must_use]
pub fn trials(tests: &[Test]) -> Vec<Trial> {
    let is_required = std::env::var("STORE_RECORD_REQUIRE_MARIADB").is_ok_and(|value| value == "1");
    let is_skipped = !MariaDbServer::is_installed() && !is_required;
    if is_skipped {
        eprintln!("skipped: mariadbd isn't installed");
    }
    // The first test starts the server.
    let server = Arc::new(OnceLock::new());
    let trials = tests.iter().enumerate().map(|(index, (name, test))| {
        let (server, test) = (server.clone(), *test);
        let run = move || {
            let server = server.get_or_init(|| Running::start().map_err(|error| error.to_string()));
            let url = server.as_ref().map_err(Clone::clone)?.server.create_database(&format!("test_{index}"))?;
            catch_unwind(|| test(&url)).map_err(|_| Failed::from("see the message above"))
        };
        Trial::test(*name, run).with_ignored_flag(is_skipped)
    });
    trials.collect()
}

/// A server in a temporary folder.
#[derive(Debug)]
struct Running {
    server: MariaDbServer,
    folder: PathBuf,
}

impl Running {
    fn start() -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("store-record-mariadb-{}", std::process::id()));
        std::fs::create_dir(&folder)?;
        // The tests don't need durable commits.
        let arguments = ["--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite"].map(str::to_owned);
        let created = MariaDbServer::create(&folder).and_then(|mut server| server.start(&arguments).map(|()| server));
        match created {
            Ok(server) => Ok(Self { server, folder }),
            Err(error) => {
                drop(std::fs::remove_dir_all(&folder));
                Err(error)
            }
        }
    }
}

/// Kills the server, because nothing that it stored is needed, and removes its folder.
impl Drop for Running {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// A server in its own folder, on a free port of 127.0.0.1. It is killed when it is dropped.
///
/// The user is `root` without a password.
#[derive(Debug)]
pub struct MariaDbServer {
    folder: PathBuf,
    port: u16,
    process: Option<Child>,
}

impl MariaDbServer {
    /// Returns true if the programs of the server are installed.
    #[must_use]
    pub fn is_installed() -> bool {
        program("mariadbd").is_some() && program("mariadb-install-db").is_some()
    }

    /// Creates a server in this folder, and doesn't start it.
    ///
    /// # Errors
    ///
    /// Returns an error if the server isn't installed or can't be created.
    pub fn create(folder: &Path) -> io::Result<Self> {
        let port = free_port().ok_or_else(|| io::Error::other("no free port"))?;
        let server = Self { folder: folder.to_owned(), port, process: None };
        let mut install = Command::new(program("mariadb-install-db").ok_or(io::ErrorKind::NotFound)?);
        install.args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db"]);
        install.arg("--skip-name-resolve").args(server.user()).arg(argument("--datadir", &server.data()));
        let status = install.stdin(Stdio::null()).stdout(server.log()?).stderr(server.log()?).status()?;
        if status.success() { Ok(server) } else { Err(server.error("can't be created")) }
    }

    /// Starts the server with additional arguments, and waits until it accepts connections.
    ///
    /// # Errors
    ///
    /// Returns an error if the server ends, or if it isn't ready after a minute.
    pub fn start(&mut self, arguments: &[String]) -> io::Result<()> {
        let mut command = Command::new(program("mariadbd").ok_or(io::ErrorKind::NotFound)?);
        command.args(["--no-defaults", "--bind-address=127.0.0.1", "--skip-name-resolve"]).args(self.user());
        command.arg(argument("--datadir", &self.data())).arg(argument("--socket", &self.folder.join("socket")));
        command.arg(argument("--pid-file", &self.folder.join("pid"))).arg(format!("--port={}", self.port));
        command.args(["--innodb-buffer-pool-size=64M", "--innodb-log-file-size=32M"]).args(arguments);
        let process = command.stdin(Stdio::null()).stdout(self.log()?).stderr(self.log()?).spawn()?;
        self.process = Some(process);
        for _ in 0..1_200 {
            if self.process.as_mut().map(Child::try_wait).transpose()?.flatten().is_some() {
                break;
            }
            if self.is_ready() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(self.error("doesn't start"))
    }

    /// Kills the server, as `kill -9`.
    ///
    /// # Errors
    ///
    /// Returns an error if the server can't be killed.
    pub fn kill(&mut self) -> io::Result<()> {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        process.kill()?;
        process.wait().map(drop)
    }

    /// The address of the server.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// The URL of a database.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("mysql://root@127.0.0.1:{}/{database}", self.port)
    }

    /// Creates a database, and returns its URL.
    ///
    /// # Errors
    ///
    /// Returns an error if the server's client can't create it.
    pub fn create_database(&self, name: &str) -> io::Result<String> {
        self.execute(&format!("CREATE DATABASE `{name}`")).map(|()| self.url(name))
    }

    /// Executes statements with the server's client, as the user `root`.
    ///
    /// # Errors
    ///
    /// Returns an error if the client isn't installed or a statement fails.
    pub fn execute(&self, statements: &str) -> io::Result<()> {
        let mut client = Command::new(program("mariadb").ok_or(io::ErrorKind::NotFound)?);
        client.args(["--no-defaults", "--user=root", "--protocol=tcp", "--host=127.0.0.1"]);
        let status = client.arg(format!("--port={}", self.port)).args(["--execute", statements]).status()?;
        if status.success() { Ok(()) } else { Err(self.error("rejects a statement")) }
    }

    /// Whether the server greets a client. It listens before it is ready.
    fn is_ready(&self) -> bool {
        let greeting = || {
            let mut connection = TcpStream::connect_timeout(&self.address(), Duration::from_secs(1))?;
            connection.set_read_timeout(Some(Duration::from_secs(1)))?;
            connection.read_exact(&mut [0; 5])
        };
        greeting().is_ok()
    }

    /// Root has to say that the server may run as root.
    fn user(&self) -> Option<&'static str> {
        #[cfg(unix)]
        let is_root =
            std::fs::metadata(&self.folder).is_ok_and(|metadata| std::os::unix::fs::MetadataExt::uid(&metadata) == 0);
        #[cfg(not(unix))]
        let is_root = false;
        is_root.then_some("--user=root")
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn log(&self) -> io::Result<File> {
        File::options().create(true).append(true).open(self.folder.join("log"))
    }

    /// Returns an error with the end of the server's log.
    fn error(&self, what: &str) -> io::Error {
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        let end = lines.get(lines.len().saturating_sub(20)..).unwrap_or_default().join("\n");
        io::Error::other(format!("the MariaDB server {what}:\n{end}"))
    }
}

impl Drop for MariaDbServer {
    fn drop(&mut self) {
        drop(self.kill());
    }
}

/// Returns a free port below those that the system gives to clients (Linux: from 32768), because a client could take it before the
/// server starts. Two processes begin at different ports.
fn free_port() -> Option<u16> {
    const PORTS: std::ops::Range<u16> = 20_000..32_000;
    let first = std::process::id() as usize % PORTS.len();
    PORTS.cycle().skip(first).take(PORTS.len()).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
}

/// Returns the path of a program. Debian's server is in a folder that only root's `PATH` has.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    folders.map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn argument(name: &str, path: &Path) -> std::ffi::OsString {
    let mut argument = std::ffi::OsString::from(name);
    argument.push("=");
    argument.push(path);
    argument
}
