//! The format on a real PostgreSQL server: JSONB returns canonical text unchanged, keys sort as they do in Rust, timestamps keep
//! their microseconds, and drivers don't change columns.

#![allow(clippy::unwrap_used)]

use std::process::ExitCode;

mod borrowed;
mod columns;
#[cfg(feature = "drivers")]
mod diesel_rows;
#[cfg(feature = "drivers")]
mod diesel_store;
mod drivers;
mod fixed_point;
mod json_texts;
mod key_order;
mod lines;
mod plans;
mod renamed;
mod row_security;
mod sample;
mod store;
mod table;
mod taking_over;

fn main() -> ExitCode {
    store_record_tests::server::run(&[
        ("jsonb_returns_generated_payloads_unchanged", fixed_point::generated_payloads),
        ("jsonb_returns_floats_of_any_bits_unchanged", fixed_point::floats),
        ("jsonb_returns_every_code_point_unchanged", fixed_point::code_points),
        ("keys_sort_in_collation_c_as_in_rust", columns::key_order),
        ("json_texts_of_every_rule_are_what_jsonb_prints", json_texts::of_every_rule),
        ("composite_keys_sort_in_databases_as_their_components", key_order::of_composite_keys),
        ("timestamps_keep_their_microseconds", columns::timestamps),
        ("rows_of_the_generic_table_open_as_equal_records", table::rows),
        ("rows_of_a_partitioned_table_open_as_equal_records", table::rows_in_partitions),
        ("the_server_computes_the_same_digest", table::digests),
        ("the_digest_rejects_a_row_that_sql_edited", table::edited_row),
        ("ddl_statements_can_be_run_again_and_after_drop_table", table::statements_run_twice),
        ("names_are_not_split_at_dots", table::schema),
        ("objects_of_a_long_table_name_keep_their_suffixes", table::long_name),
        ("an_entity_of_a_renamed_record_type_has_one_row", renamed::record_type),
        ("a_copy_of_a_renamed_record_type_leaves_one_row", renamed::copy),
        ("queries_read_indexes_and_do_not_sort", plans::read_indexes),
        ("queries_of_renamed_record_types_read_the_index", plans::of_renamed_record_types_read_the_index),
        ("queries_of_partitions_read_their_indexes", plans::of_partitions_read_their_indexes),
        ("a_table_of_json_is_taken_over_step_by_step", taking_over::steps),
        ("a_copy_that_dies_is_repeated", taking_over::dead_copy),
        ("a_change_during_a_copy_is_copied_again", taking_over::change_during_a_copy),
        ("old_and_new_programs_write_one_table", taking_over::both_programs),
        ("a_session_reads_and_writes_only_the_rows_of_its_scope", row_security::of_scope),
        ("a_store_without_digests_passes_the_kit", store::without_digest_passes_the_kit),
        ("a_row_of_tokio_postgres_opens_without_a_copy", borrowed::in_tokio_postgres),
        #[cfg(feature = "drivers")]
        ("a_row_of_sqlx_opens_without_a_copy", borrowed::in_sqlx),
        ("lines_are_equal_to_the_output_of_postgresql", lines::both_ways),
        #[cfg(feature = "drivers")]
        ("sqlx_reads_the_columns_that_it_wrote", drivers::sqlx),
        #[cfg(feature = "drivers")]
        ("diesel_reads_the_columns_that_it_wrote", drivers::diesel),
        #[cfg(feature = "drivers")]
        ("diesel_moves_envelopes", diesel_rows::with_digest),
        #[cfg(feature = "drivers")]
        ("diesel_moves_envelopes_without_a_digest", diesel_rows::without_digest),
        #[cfg(feature = "drivers")]
        ("diesel_moves_envelopes_with_and_without_a_digest", diesel_rows::with_nullable_digest),
        #[cfg(feature = "drivers")]
        ("a_store_over_diesel_passes_the_kit", diesel_store::passes_the_kit),
        ("a_column_of_another_type_is_rejected", drivers::wrong_type),
    ])
}
