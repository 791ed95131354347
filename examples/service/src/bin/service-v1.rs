//! The help desk, version 1.

use clap::Parser;
use std::process::ExitCode;
use store_record_service::resource::Writes;
use store_record_service::{server, v1};

/// The help desk, version 1.
#[derive(Debug, Parser)]
#[command(name = "service-v1")]
struct Arguments {
    #[command(flatten)]
    options: server::Options,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    server::exit_code(server::serve(&arguments.options, Writes::Newest, v1::routes()).await)
}
