//! The format on a real PostgreSQL server: canonical text is what JSONB gives back, keys sort as they do in Rust,
//! timestamps keep their microseconds, drivers move columns as they are.

#![allow(clippy::unwrap_used)]

use std::process::ExitCode;

mod columns;
mod drivers;
mod fixed_point;
mod lines;
mod renamed;
mod sample;
mod table;

fn main() -> ExitCode {
    store_record_tests::server::run(&[
        ("jsonb_gives_generated_payloads_back_unchanged", fixed_point::generated_payloads),
        ("jsonb_gives_floats_of_any_bits_back_unchanged", fixed_point::floats),
        ("jsonb_gives_every_code_point_back_unchanged", fixed_point::code_points),
        ("keys_sort_in_collation_c_as_in_rust", columns::key_order),
        ("timestamps_keep_their_microseconds", columns::timestamps),
        ("rows_of_the_generic_table_open_as_they_were", table::rows),
        ("rows_of_a_partitioned_table_open_as_they_were", table::rows_in_partitions),
        ("the_server_computes_the_same_digest", table::digests),
        ("a_row_edited_by_sql_is_caught_by_its_digest", table::edited_row),
        ("statements_can_run_twice_and_after_drop_table", table::statements_run_twice),
        ("a_schema_is_a_name_of_its_own_and_dots_split_no_name", table::schema),
        ("objects_of_a_long_table_name_keep_their_suffixes", table::long_name),
        ("an_entity_of_a_renamed_record_type_stays_one_row", renamed::record_type),
        ("lines_go_in_and_out_as_postgresql_prints_them", lines::both_ways),
        #[cfg(feature = "drivers")]
        ("sqlx_moves_columns", drivers::sqlx),
        #[cfg(feature = "drivers")]
        ("diesel_moves_columns", drivers::diesel),
        ("a_column_of_another_type_is_refused", drivers::wrong_type),
    ])
}
