//! Errors as HTTP responses. Their bodies hold no stored data, because the crate's errors hold none.

use crate::database::DatabaseError;
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use std::fmt::Display;
use std::io::{Write as _, stderr};
use store_record::store::StoreError;
use store_record::{EncodeError, KeyError, OpenError};

/// A request that fails: the status and the message of its response.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    message: String,
}

impl Problem {
    /// The record doesn't exist.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, &"the record doesn't exist")
    }

    /// The request has no `If-Match`.
    #[must_use]
    pub fn unconditional() -> Self {
        Self::new(StatusCode::PRECONDITION_REQUIRED, &"send the record's `ETag` as `If-Match`")
    }

    /// The record has another revision than the client has read.
    #[must_use]
    pub fn changed() -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, &"the record was changed: read it again")
    }

    /// The new record's identifier is that of another record.
    #[must_use]
    pub fn taken() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, &"the new identifier is taken: send the request again")
    }

    fn new(status: StatusCode, message: &dyn Display) -> Self {
        Self { status, message: message.to_string() }
    }
}

/// The record in the request can't be stored: a string is too long, or an instant is out of range.
impl From<EncodeError> for Problem {
    fn from(error: EncodeError) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, &error)
    }
}

/// The path can't be a key: a name is too long.
impl From<KeyError> for Problem {
    fn from(error: KeyError) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, &error)
    }
}

/// A row doesn't open. Only a row of a newer version is expected: a program of that version answers the same request.
impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        let status = match error {
            OpenError::FutureSchemaVersion { .. } => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, &error)
    }
}

impl From<StoreError<DatabaseError>> for Problem {
    fn from(error: StoreError<DatabaseError>) -> Self {
        let status = match &error {
            StoreError::Database(error) if error.is_temporary() => StatusCode::SERVICE_UNAVAILABLE,
            StoreError::Database(error) if error.is_rejection() => StatusCode::UNPROCESSABLE_ENTITY,
            StoreError::NewerRow => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, &error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if self.status.is_server_error() {
            // If this fails, there is no other place to report it.
            drop(writeln!(stderr(), "{}: {}", self.status, self.message));
        }
        let body = Json(serde_json::json!({ "error": self.message }));
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            (self.status, [(RETRY_AFTER, "1")], body).into_response()
        } else {
            (self.status, body).into_response()
        }
    }
}
