//! The first version of the help desk.

use crate::resource::{Service, routes as of};
use axum::Router;
use std::sync::Arc;

pub mod records;
pub mod requests;

use records::{Article, Customer, Ticket};

/// Returns the routes of the first version.
pub fn routes() -> Router<Arc<Service>> {
    of::<Article>("articles").merge(of::<Customer>("customers")).merge(of::<Ticket>("tickets"))
}
