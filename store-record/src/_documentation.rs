//! The project's documents, so that their links work wherever this crate's documentation is shown.
//!
//! A document defines its links to others at its end, as paths of files. In Markdown the first definition of a link counts,
//! so the ones here take their place.

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

/// [`format.md`]: crate::_documentation::format
/// [`design/`]: https://github.com/store-record/store-record/tree/main/docs/design
#[doc = include_str!("../docs/architecture.md")]
pub mod architecture {}

#[doc = include_str!("../CHANGELOG.md")]
pub mod changelog {}
