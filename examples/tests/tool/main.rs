//! Runs each command of the directory's tool as a process, with SQLite, PostgreSQL and MariaDB.

#![allow(clippy::unwrap_used)]

use std::process::ExitCode;
use store_record_tests::server;

mod catalog;
mod forms;
mod lock;
mod process;
mod relaxed;
mod rows;
mod schema;
mod show;
mod transfer;
mod types;
mod upgrade;
mod verify;

use process::Tool;

/// Runs each test with each database. A test is `module::name`.
macro_rules! with_each_database {
    ($($(#[$attribute:meta])* $module:ident::$test:ident,)*) => {
        fn main() -> ExitCode {
            if let Some(status) = relaxed::main().or_else(forms::main) {
                return status;
            }
            #[cfg(feature = "mysql")]
            let on_mariadb = store_record_tests::mariadb::trials(&[$($(#[$attribute])* (
                concat!("mariadb::", stringify!($module), "::", stringify!($test)),
                |url| $module::$test(&mut Tool::with_url(url)),
            ),)*]);
            #[cfg(not(feature = "mysql"))]
            let on_mariadb = Vec::new();
            server::run_beside(
                &[$($(#[$attribute])* (
                    concat!("sqlite::", stringify!($module), "::", stringify!($test)),
                    || $module::$test(&mut Tool::with_sqlite()),
                ),)*],
                on_mariadb,
                &[$($(#[$attribute])* (
                    concat!("postgres::", stringify!($module), "::", stringify!($test)),
                    |database| $module::$test(&mut Tool::with_url(&database.url)),
                ),)*],
            )
        }
    };
}

with_each_database! {
    types::every_record_type_is_listed,
    types::one_record_type_is_described,
    types::rows_are_counted_by_version,
    types::an_unknown_record_type_is_a_wrong_argument,
    types::an_unreachable_database_fails,
    schema::the_json_schema_is_that_of_the_type,
    schema::the_statements_create_the_table,
    schema::completions_are_those_of_the_program,
    catalog::the_page_has_every_record_type,
    catalog::the_page_has_the_numbers_of_rows_and_no_stored_data,
    catalog::the_page_has_the_reasons_of_relaxations,
    catalog::a_file_that_cant_be_written_is_reported,
    lock::the_lock_of_the_directory_is_current,
    lock::additions_are_listed,
    lock::changed_attributes_are_listed,
    lock::a_new_version_and_a_new_record_type_are_listed,
    lock::rejected_changes_are_listed_with_the_way_out,
    lock::a_number_that_may_be_rounded_is_rejected,
    lock::annotations_have_the_line_of_the_lock,
    lock::the_former_lock_can_be_a_revision,
    lock::relaxed_changes_and_retired_types_are_allowed,
    lock::a_damaged_lock_is_reported,
    forms::a_sensitive_field_is_masked_in_every_form,
    forms::a_lock_of_every_form_is_read_back,
    show::a_row_is_found_by_plain_components,
    show::wrong_components_are_wrong_arguments,
    show::sensitive_fields_are_masked_unless_they_are_named,
    show::what_no_shape_describes_is_masked,
    verify::rows_that_open_are_counted,
    verify::an_edited_row_is_found_without_its_data,
    verify::a_fingerprint_needs_its_key_to_be_compared,
    verify::a_stopped_verification_goes_on,
    verify::lines_are_verified_without_a_store,
    transfer::exported_rows_are_imported_as_they_were,
    transfer::an_export_goes_on_where_the_checkpoint_was_saved,
    transfer::a_part_of_the_rows_is_exported,
    transfer::a_bad_line_ends_the_import_before_it,
    transfer::bad_lines_are_skipped_if_the_user_says_so,
    transfer::a_newer_row_is_not_replaced_by_an_import,
    transfer::a_scope_is_erased_after_a_question_only,
    #[cfg(unix)]
    transfer::the_question_counts_what_an_answer_deletes,
    upgrade::older_rows_are_rewritten,
    upgrade::a_row_that_can_not_be_upgraded_is_left,
    upgrade::a_signal_stops_it_and_it_goes_on,
    upgrade::killed_at_any_moment_it_loses_no_change,
}
