//! A help desk over HTTP, in two versions of its code. Programs of both versions use one table during a deploy.
//!
//! [`v1`] and [`v2`] have the records, and the differences between the versions. The other modules are the parts of every such
//! service: the database, the handlers, the errors, the server.

pub mod database;
pub mod problem;
pub mod resource;
pub mod server;
pub mod v1;
pub mod v2;
