//! The package has no library: it only has tests.
