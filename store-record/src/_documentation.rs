//! The project's documents, so that their links work wherever this crate's documentation is shown.

#[doc = include_str!("../docs/format.md")]
pub mod format {}

#[doc = include_str!("../docs/evolution.md")]
pub mod evolution {}

#[doc = include_str!("../docs/adapters.md")]
pub mod adapters {}

/// [evolution]: crate::_documentation::evolution
/// [architecture]: crate::_documentation::architecture
#[doc = include_str!("../docs/performance.md")]
pub mod performance {}

#[doc = include_str!("../docs/architecture.md")]
pub mod architecture {}

#[doc = include_str!("../CHANGELOG.md")]
pub mod changelog {}
