//! Runs each command of the directory's tool as a process, with SQLite and with PostgreSQL.

#![allow(clippy::unwrap_used)]

use std::process::ExitCode;
use store_record_tests::server;

mod process;
mod schema;
mod show;
mod types;

use process::Tool;

/// Runs each test with both databases. A test is `module::name`.
macro_rules! with_both_databases {
    ($($module:ident::$test:ident,)*) => {
        fn main() -> ExitCode {
            server::run_beside(
                &[$((
                    concat!("sqlite::", stringify!($module), "::", stringify!($test)),
                    || $module::$test(&mut Tool::with_sqlite()),
                ),)*],
                &[$((
                    concat!("postgres::", stringify!($module), "::", stringify!($test)),
                    |database| $module::$test(&mut Tool::with_postgres(database)),
                ),)*],
            )
        }
    };
}

with_both_databases! {
    types::every_record_type_is_listed,
    types::one_record_type_is_described,
    types::rows_are_counted_by_version,
    types::an_unknown_record_type_is_a_wrong_argument,
    types::an_unreachable_database_fails,
    schema::the_json_schema_is_that_of_the_type,
    schema::the_statements_create_the_table,
    schema::completions_are_those_of_the_program,
    show::a_row_is_found_by_plain_components,
    show::wrong_components_are_wrong_arguments,
    show::sensitive_fields_are_masked_unless_they_are_named,
    show::what_no_shape_describes_is_masked,
}
