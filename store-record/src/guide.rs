//! The guide: one page for each question, and the documents of the project.
//!
//! | page | answers |
//! | --- | --- |
//! | [getting started](getting_started) | How do I store my first record? |
//! | [concepts] | What do the terms mean? |
//! | [keys and ranges](keys) | How do I find rows, one or many? |
//! | [evolution cookbook](cookbook) | How do I change a record type that has stored rows? |
//! | [stores] | How do I move envelopes between my program and a database? |
//! | [coming from serde](coming_from_serde) | How do I move types and rows from serde? |
//! | [taking over a table](taking_over) | How do I move an existing table of JSON, while programs use it? |
//! | [attributes] | Which attributes are there, and how is each written? |
//! | [features] | Which features are there? |
//! | [the tool](tool) | How do I look at, check and move what is stored? |
//! | [other languages](other_languages) | How do programs in other languages read the rows? |
//! | [production checklist](production) | What must be true before the first release? |
//! | [troubleshooting] | What does this error mean, and how do I fix it? |
//! | [limits] | How long, deep and large can values be? |
//!
//! The remaining pages are the documents that the repository has in `docs/`:
//!
//! | page | answers |
//! | --- | --- |
//! | [format](mod@self::format) | What exactly is in a row? This page is normative |
//! | [evolution] | Which change of a record type does the lock allow? |
//! | [adapters] | Which statements does a store need? |
//! | [deploys] | How do I release a new version while the old one is running, and how do I go back? |
//! | [threats] | What may an attacker control, and what holds then? |
//! | [testing] | How is the crate tested, and what did the latest runs find? |
//! | [scaling] | How does a table outgrow one server, and what changes for the program? |
//! | [engines] | Which other databases can hold the table? |
//! | [performance] | How fast is it, and compared with what? |
//! | [architecture] | How is the crate built? |
//! | [changelog] | What changed in each version? |

#[doc = include_str!("guide/getting_started.md")]
pub mod getting_started {}

#[doc = include_str!("guide/concepts.md")]
pub mod concepts {}

#[doc = include_str!("guide/keys.md")]
pub mod keys {}

#[doc = include_str!("guide/cookbook.md")]
pub mod cookbook {}

#[doc = include_str!("guide/stores.md")]
pub mod stores {}

#[doc = include_str!("guide/coming_from_serde.md")]
pub mod coming_from_serde {}

#[doc = include_str!("guide/taking_over.md")]
pub mod taking_over {}

#[doc = include_str!("guide/attributes.md")]
pub mod attributes {}

#[doc = include_str!("guide/features.md")]
pub mod features {}

#[doc = include_str!("guide/tool.md")]
pub mod tool {}

#[doc = include_str!("guide/other_languages.md")]
pub mod other_languages {}

#[doc = include_str!("guide/production.md")]
pub mod production {}

#[doc = include_str!("guide/troubleshooting.md")]
pub mod troubleshooting {}

#[doc = include_str!("guide/limits.md")]
pub mod limits {}

// The code blocks of these documents are excerpts, which doctests can't compile. A document defines its links to others at
// its end, as paths of files. In Markdown the first definition of a link counts, so the ones here take their place.

#[cfg(not(doctest))]
#[doc = include_str!("../docs/format.md")]
pub mod format {}

/// [deploys]: crate::guide::deploys
#[cfg(not(doctest))]
#[doc = include_str!("../docs/evolution.md")]
pub mod evolution {}

#[cfg(not(doctest))]
#[doc = include_str!("../docs/adapters.md")]
pub mod adapters {}

/// [`examples/service`]: https://github.com/store-record/store-record/tree/main/examples/service
/// [evolution]: crate::guide::evolution
/// [writing a store]: crate::guide::adapters
#[cfg(not(doctest))]
#[doc = include_str!("../docs/deploys.md")]
pub mod deploys {}

/// [`SECURITY.md`]: https://github.com/store-record/store-record/blob/main/SECURITY.md
/// [`Reader::max_line`]: crate::ndjson::Reader::max_line
#[cfg(not(doctest))]
#[doc = include_str!("../docs/threats.md")]
pub mod threats {}

/// [`CONTRIBUTING.md`]: https://github.com/store-record/store-record/blob/main/CONTRIBUTING.md
/// [the design record]: https://github.com/store-record/store-record/blob/main/docs/design/testing.md
/// [`threats.md`]: crate::guide::threats
#[cfg(not(doctest))]
#[doc = include_str!("../docs/testing.md")]
pub mod testing {}

/// [Engines]: crate::guide::engines
/// [Taking over a table]: crate::guide::taking_over
/// [rows]: https://github.com/store-record/store-record/blob/main/docs/performance/rows.md
#[cfg(not(doctest))]
#[doc = include_str!("../docs/scaling.md")]
pub mod scaling {}

/// [scaling]: crate::guide::scaling
#[cfg(not(doctest))]
#[doc = include_str!("../docs/engines.md")]
pub mod engines {}

/// [lock]: crate::guide::evolution
/// [results]: https://github.com/store-record/store-record/blob/main/docs/performance/results.md
/// [rows]: https://github.com/store-record/store-record/blob/main/docs/performance/rows.md
/// [compile time]: https://github.com/store-record/store-record/blob/main/docs/performance/compile_time.md
#[cfg(not(doctest))]
#[doc = include_str!("../docs/performance.md")]
pub mod performance {}

/// [`format.md`]: crate::guide::format
/// [`design/`]: https://github.com/store-record/store-record/tree/main/docs/design
#[cfg(not(doctest))]
#[doc = include_str!("../docs/architecture.md")]
pub mod architecture {}

#[cfg(not(doctest))]
#[doc = include_str!("../CHANGELOG.md")]
pub mod changelog {}
