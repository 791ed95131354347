//! A TCP proxy between the workers and the server, which cuts connections.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// When the proxy cuts a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Cut {
    /// When a client has sent half of the next block of a `COPY`.
    InCopy = 1,
    /// When the server has received the next `COMMIT`, before the client has its answer.
    AtCommit = 2,
}

/// A running proxy on the loopback interface.
#[derive(Debug)]
pub struct Proxy {
    /// The address for the clients.
    pub address: SocketAddr,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    server: SocketAddr,
    /// The cut that the next matching connection makes, or zero.
    armed: AtomicU8,
    cuts: AtomicU32,
    cut_all: watch::Sender<()>,
}

impl Proxy {
    /// Starts the proxy on a free port.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no free port.
    pub async fn start(server: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (armed, cuts) = (AtomicU8::new(0), AtomicU32::new(0));
        let state = Arc::new(State { server, armed, cuts, cut_all: watch::channel(()).0 });
        tokio::spawn(accept(listener, state.clone()));
        Ok(Self { address, state })
    }

    /// Cuts all connections.
    pub fn cut_all(&self) {
        self.state.cut_all.send_replace(());
    }

    /// Cuts the next connection that comes to this point, and waits for it. Returns false if none did within three seconds.
    pub async fn cut_next(&self, cut: Cut) -> bool {
        let before = self.state.cuts.load(Ordering::SeqCst);
        self.state.armed.store(cut as u8, Ordering::SeqCst);
        for _ in 0..300 {
            tokio::time::sleep(Duration::from_millis(10)).await;
            if self.state.cuts.load(Ordering::SeqCst) != before {
                return true;
            }
        }
        // The cut may have been made since the last look.
        self.state.armed.swap(0, Ordering::SeqCst) == 0
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    while let Ok((client, _)) = listener.accept().await {
        tokio::spawn(connect(client, state.clone()));
    }
}

/// Passes bytes in both directions, until one side ends or the connection is cut. Then both sockets are closed.
async fn connect(client: TcpStream, state: Arc<State>) {
    let mut cut_all = state.cut_all.subscribe();
    let Ok(server) = TcpStream::connect(state.server).await else { return };
    drop((client.set_nodelay(true), server.set_nodelay(true)));
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::select! {
        _ = cut_all.changed() => {}
        _ = pass_watching(from_client, to_server, &state) => {}
        _ = pass(from_server, to_client) => {}
    }
}

async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf) -> io::Result<()> {
    tokio::io::copy(&mut from, &mut to).await.map(drop)
}

/// Passes a client's bytes to the server, until the armed cut is due.
async fn pass_watching(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, state: &State) -> io::Result<()> {
    let mut block = vec![0; 64 * 1024];
    loop {
        let length = from.read(&mut block).await?;
        let bytes = &block[..length];
        if bytes.is_empty() {
            return Ok(());
        }
        if state.is_due(Cut::InCopy, bytes) {
            return to.write_all(&bytes[..length / 2]).await;
        }
        to.write_all(bytes).await?;
        if state.is_due(Cut::AtCommit, bytes) {
            return Ok(());
        }
    }
}

impl State {
    /// Whether this connection makes the armed cut, because its block is the right one. Only one connection makes it.
    fn is_due(&self, cut: Cut, block: &[u8]) -> bool {
        // The signature that begins a binary COPY, and the text of a simple query.
        let needle: &[u8] = match cut {
            Cut::InCopy => b"PGCOPY\n\xff\r\n\0",
            Cut::AtCommit => b"COMMIT\0",
        };
        let is_due = self.armed.load(Ordering::SeqCst) == cut as u8
            && block.windows(needle.len()).any(|window| window == needle)
            && self.armed.swap(0, Ordering::SeqCst) == cut as u8;
        if is_due {
            self.cuts.fetch_add(1, Ordering::SeqCst);
        }
        is_due
    }
}
