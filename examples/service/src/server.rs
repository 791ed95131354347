//! The program: its arguments, and the server.

use crate::database::Database;
use crate::problem::Problem;
use crate::resource::{Service, Writes};
use axum::Router;
use std::fmt::Display;
use std::io::{self, Write as _, stdout};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::Mutex;

/// The arguments of both versions.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The SQLite file, or the PostgreSQL database: postgres://user@host/database.
    #[arg(long, default_value = "service.sqlite", value_name = "FILE OR URL")]
    pub database: String,
    /// The address. Port 0 is a free port.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: SocketAddr,
}

/// Serves requests until the program is interrupted or terminated, and then ends the requests that have begun.
///
/// # Errors
///
/// Returns an error if the database can't be opened or the address is in use.
pub async fn serve(options: &Options, writes: Writes, routes: Router<Arc<Service>>) -> Result<(), String> {
    let text = |error: &dyn Display| error.to_string();
    let database = Database::open(&options.database).await.map_err(|error| text(&error))?;
    let service = Service { database: Mutex::new(database), writes };
    let listener = TcpListener::bind(options.listen).await.map_err(|error| text(&error))?;
    let address = listener.local_addr().map_err(|error| text(&error))?;
    writeln!(stdout(), "listening on http://{address}").map_err(|error| text(&error))?;
    let app = routes.fallback(async || Problem::not_found()).with_state(Arc::new(service));
    axum::serve(listener, app).with_graceful_shutdown(stop()).await.map_err(|error| text(&error))
}

/// Prints the error of a program.
#[must_use]
pub fn exit_code(outcome: Result<(), String>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // If this fails, there is no other place to report it.
            drop(writeln!(io::stderr(), "{message}"));
            ExitCode::FAILURE
        }
    }
}

/// Is ready when the program is asked to stop.
async fn stop() {
    let interrupted = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let terminated = async {
            match signal(SignalKind::terminate()) {
                Ok(mut terminate) => drop(terminate.recv().await),
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! { () = interrupted => {}, () = terminated => {} }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
