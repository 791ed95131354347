//! The tests stand in `tests/`; this crate has no code of its own.
