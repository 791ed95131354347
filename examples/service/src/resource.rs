//! The handlers of every record type: create, read, change and list.

use crate::database::Database;
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::http::header::{ETAG, IF_MATCH, LOCATION};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::Arc;
use store_record::store::{AsyncStore as _, RowKey, Selection};
use store_record::{EncodeError, Envelope, KeyError, StoreRecord};
use tokio::sync::Mutex;
use ulid::Ulid;

/// The largest page of a list.
const MAX_PAGE: u32 = 100;

/// The version of the rows that a program writes. It reads every version that it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Writes {
    /// The version that programs of the release before this one read, too.
    Old,
    /// The newest version.
    Newest,
}

/// A record that the service stores.
pub trait Stored: StoreRecord + Send {
    /// Returns the row to write. A record type with one schema version has one kind of row.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Envelope::seal`] does.
    fn to_row(&self, _writes: Writes) -> Result<Envelope, EncodeError> {
        self.to_envelope()
    }
}

/// A record in requests and responses.
pub trait Resource: Stored {
    /// The body of a request that creates a record.
    type New: DeserializeOwned + Send;
    /// The body of a request that changes a record: the fields to change.
    type Change: DeserializeOwned + Send;

    /// Creates a record with revision 1.
    fn create(team: String, id: Ulid, new: Self::New) -> Self;
    /// Changes a record.
    fn change(&mut self, change: Self::Change);
    /// Returns the record as clients see it.
    fn to_json(&self) -> Value;
    /// Returns the primary key of a record's row.
    ///
    /// # Errors
    ///
    /// Returns an error if the team's name is too long.
    fn row_key(team: &str, id: Ulid) -> Result<RowKey, KeyError>;
    /// Returns the record's id.
    fn id(&self) -> Ulid;
    /// Returns the record's revision.
    fn revision_mut(&mut self) -> &mut u32;
}

/// The part of a [`Resource`] that is equal for every record with the fields `team`, `id` and `revision`.
macro_rules! key_and_revision {
    () => {
        fn row_key(team: &str, id: ulid::Ulid) -> Result<store_record::store::RowKey, store_record::KeyError> {
            Ok(store_record::store::RowKey {
                scope: Self::scope_for(team)?,
                record_type: <Self as store_record::StoreRecord>::RECORD_TYPE.to_owned(),
                record_key: Self::record_key_for(team, &id)?,
            })
        }

        fn id(&self) -> ulid::Ulid {
            self.id
        }

        fn revision_mut(&mut self) -> &mut u32 {
            &mut self.revision
        }
    };
}
pub(crate) use key_and_revision;

/// What the handlers share. A service with more traffic has a pool of connections instead of one.
#[derive(Debug)]
pub struct Service {
    /// The store.
    pub database: Mutex<Database>,
    /// The version of the rows that this program writes.
    pub writes: Writes,
}

/// Returns the routes of a record type: `/{team}/{name}` and `/{team}/{name}/{id}`.
pub fn routes<R: Resource + 'static>(name: &str) -> Router<Arc<Service>> {
    Router::new()
        .route(&format!("/{{team}}/{name}"), get(list::<R>).post(create::<R>))
        .route(&format!("/{{team}}/{name}/{{id}}"), get(read::<R>).patch(change::<R>))
}

/// Returns a record's JSON and its revision as `ETag`.
fn response<R: Resource>(row: &Envelope, record: &R) -> impl IntoResponse + use<R> {
    ([(ETAG, format!("\"{}\"", row.revision().unwrap_or_default()))], Json(record.to_json()))
}

async fn create<R: Resource>(
    State(service): State<Arc<Service>>,
    Path(team): Path<String>,
    uri: Uri,
    Json(new): Json<R::New>,
) -> Result<impl IntoResponse, Problem> {
    let record = R::create(team, Ulid::generate(), new);
    let row = record.to_row(service.writes)?;
    if !service.database.lock().await.insert(&row).await? {
        return Err(Problem::taken());
    }
    let location = format!("{}/{}", uri.path(), record.id());
    Ok((StatusCode::CREATED, [(LOCATION, location)], response(&row, &record)))
}

async fn read<R: Resource>(
    State(service): State<Arc<Service>>,
    Path((team, id)): Path<(String, Ulid)>,
) -> Result<impl IntoResponse, Problem> {
    let key = R::row_key(&team, id)?;
    let row = service.database.lock().await.get(&key.scope, &key.record_type, &key.record_key).await?;
    let row = row.ok_or_else(Problem::not_found)?;
    let record: R = row.open_in(&key.scope)?;
    Ok(response(&row, &record))
}

async fn change<R: Resource>(
    State(service): State<Arc<Service>>,
    Path((team, id)): Path<(String, Ulid)>,
    headers: HeaderMap,
    Json(change): Json<R::Change>,
) -> Result<impl IntoResponse, Problem> {
    let if_match = headers.get(IF_MATCH).ok_or_else(Problem::unconditional)?;
    let expected = if_match.to_str().ok().and_then(|tag| tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok());
    let expected: i64 = expected.ok_or_else(Problem::changed)?;
    let key = R::row_key(&team, id)?;
    let mut database = service.database.lock().await;
    let row = database.get(&key.scope, &key.record_type, &key.record_key).await?;
    let row = row.filter(|row| row.scope() == &key.scope).ok_or_else(Problem::not_found)?;
    if row.revision() != Some(expected) {
        return Err(Problem::changed());
    }
    let mut record: R = row.open_in(&key.scope)?;
    record.change(change);
    *record.revision_mut() = record.revision_mut().saturating_add(1);
    let row = record.to_row(service.writes)?;
    // Another program may have changed the row since it was read: the statement compares the revision.
    let is_replaced = match service.writes {
        Writes::Newest => database.replace(&row, Some(expected)).await?,
        Writes::Old => database.replace_downgraded(&row, Some(expected)).await?,
    };
    if is_replaced { Ok(response(&row, &record)) } else { Err(Problem::changed()) }
}

/// The parameters of a list.
#[derive(Debug, Deserialize)]
struct Page {
    after: Option<Ulid>,
    limit: Option<u32>,
}

async fn list<R: Resource>(
    State(service): State<Arc<Service>>,
    Path(team): Path<String>,
    Query(page): Query<Page>,
) -> Result<impl IntoResponse, Problem> {
    let limit = page.limit.unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE);
    let after = R::row_key(&team, page.after.unwrap_or(Ulid::nil()))?;
    let selection = Selection::new().scope(&after.scope).record_type(R::RECORD_TYPE).after(&after).limit(limit);
    let rows = service.database.lock().await.page(&selection).await?;
    let records: Vec<R> = rows.iter().map(|row| row.open_in(&after.scope)).collect::<Result<_, _>>()?;
    let next = records.last().filter(|_| records.len() == limit as usize).map(R::id);
    let items: Vec<Value> = records.iter().map(R::to_json).collect();
    Ok(Json(json!({ "items": items, "next": next })))
}
