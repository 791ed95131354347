//! The format on a real MariaDB server: payloads come back to the byte, keys are compared bytewise, and the server checks digests.

#![allow(clippy::unwrap_used)]

use std::process::ExitCode;

mod columns;
mod fixed_point;
mod key_order;
mod plans;
#[path = "../postgres/sample.rs"]
mod sample;
mod table;

fn main() -> ExitCode {
    store_record_tests::mariadb::run(&[
        ("every_vector_of_a_payload_comes_back_unchanged", fixed_point::of_vectors),
        ("generated_payloads_come_back_unchanged", fixed_point::of_generated_payloads),
        ("payloads_of_every_depth_come_back_unchanged", fixed_point::of_every_depth),
        ("every_code_point_comes_back_unchanged", fixed_point::of_code_points),
        ("every_vector_of_a_row_comes_back_unchanged", fixed_point::of_rows),
        ("an_edited_payload_is_rejected_by_its_digest", fixed_point::of_edited_payload),
        ("keys_sort_bytewise_and_spaces_count", key_order::of_keys),
        ("keys_of_the_longest_length_are_stored_and_longer_ones_are_rejected", key_order::of_long_keys),
        ("timestamps_keep_their_microseconds_in_every_year", columns::timestamps),
        ("sqlx_reads_the_columns_that_it_wrote", columns::with_sqlx),
        ("a_column_of_another_type_is_rejected", columns::of_another_type),
        ("deep_metadata_is_stored_and_a_condition_on_it_is_an_error", columns::deep_metadata),
        ("queries_read_indexes_and_do_not_sort", plans::read_indexes),
    ])
}
