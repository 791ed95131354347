//! Two versions of the service use one table in PostgreSQL: a rolling deploy and back.

#![allow(clippy::unwrap_used)]

use std::process::ExitCode;
use store_record_tests::server::{self, Database};

mod deploy;

fn main() -> ExitCode {
    server::run(&[(
        "nothing_is_lost_through_a_rolling_deploy_and_back_in_postgres",
        nothing_is_lost_through_a_rolling_deploy_and_back,
    )])
}

fn nothing_is_lost_through_a_rolling_deploy_and_back(database: &mut Database) {
    deploy::there_and_back(&database.url);
}
