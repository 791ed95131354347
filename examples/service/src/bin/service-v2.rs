//! The help desk, version 2.

use clap::Parser;
use std::io::{Write as _, stdout};
use std::process::ExitCode;
use store_record_service::database::Database;
use store_record_service::resource::Writes;
use store_record_service::{server, v2};

/// The help desk, version 2.
#[derive(Debug, Parser)]
#[command(name = "service-v2")]
struct Arguments {
    #[command(flatten)]
    options: server::Options,
    /// The schema version of the rows to write: `old` while a program of version 1 runs or may come back, `newest` after that.
    #[arg(long, value_enum, default_value = "old", value_name = "VERSION")]
    writes: Writes,
    /// Only rewrites all stored rows in that schema version.
    #[arg(long)]
    rewrite: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    server::exit_code(if arguments.rewrite {
        rewrite(&arguments).await
    } else {
        server::serve(&arguments.options, arguments.writes, v2::routes()).await
    })
}

async fn rewrite(arguments: &Arguments) -> Result<(), String> {
    let mut database = Database::open(&arguments.options.database).await.map_err(|error| error.to_string())?;
    let rewritten = v2::rewrite_tickets(&mut database, arguments.writes).await;
    let (rewritten, left) = rewritten.map_err(|error| error.to_string())?;
    writeln!(stdout(), "{rewritten} rows were rewritten").map_err(|error| error.to_string())?;
    if left > 0 {
        return Err(format!("{left} rows are still in the other schema version: does a program write it?"));
    }
    Ok(())
}
