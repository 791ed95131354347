//! The second version of the help desk.

use crate::resource::{Service, routes as of};
use axum::Router;
use std::sync::Arc;

pub mod records;
pub mod requests;
mod rewrite;

use records::{Article, Customer, Ticket};
pub use rewrite::rewrite_tickets;

/// Returns the routes of the second version.
pub fn routes() -> Router<Arc<Service>> {
    of::<Article>("articles").merge(of::<Customer>("customers")).merge(of::<Ticket>("tickets"))
}
