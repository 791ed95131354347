//! [`CopyIn`]: many rows by PostgreSQL's `COPY`.

use super::changes::POSTGRES_TYPES;
use super::{Parameter, Plan, Statements};
use crate::envelope::Envelope;

/// The steps of a bulk put by PostgreSQL's `COPY`, which is the fastest way in for many rows.
///
/// `COPY` can only insert. The rows are copied to a temporary table, and moved from there by the statements of
/// [`CopyIn::plan`]. All steps run in one transaction: [`CopyIn::create`], then [`CopyIn::text`] with [`CopyIn::rows`], then the plan.
#[derive(Debug, Clone)]
pub struct CopyIn<'a> {
    statements: Statements,
    rows: Vec<&'a Envelope>,
    text: String,
    plan: Plan<'a>,
}

/// Creates the temporary table, and empties it if the transaction has copied rows before.
const CREATE: &str = "CREATE TEMPORARY TABLE IF NOT EXISTS copied_record (scope text, record_type text, record_key text, \
                      schema_version integer, revision bigint, created_at timestamptz, updated_at timestamptz, \
                      metadata jsonb, payload jsonb, payload_sha256 bytea) ON COMMIT DELETE ROWS; \
                      TRUNCATE pg_temp.copied_record";

impl Statements {
    /// Returns the steps of a bulk put by `COPY`. They are for PostgreSQL only.
    #[must_use]
    pub fn copy_in<'a>(&self, rows: &'a [Envelope]) -> CopyIn<'a> {
        let rows = self.last_of_each_key(rows);
        let columns = self.columns().join(", ");
        let mut moved = self.begin("INSERT INTO ");
        moved.push(" AS stored (").push(&columns).push(") SELECT ").push(&columns).push(" FROM pg_temp.copied_record");
        moved.push(&self.on_conflict(false));
        let mut statements = self.delete_other_names(&rows, false);
        statements.push(moved.expecting(rows.len()));
        let text = format!("COPY pg_temp.copied_record ({columns}) FROM STDIN (FORMAT binary)");
        CopyIn { statements: self.clone(), rows, text, plan: Plan { statements, is_atomic: false } }
    }
}

impl<'a> CopyIn<'a> {
    /// Returns the statements that create the temporary table. They have no parameters.
    #[must_use]
    pub fn create(&self) -> &'static str {
        CREATE
    }

    /// Returns the statement `COPY … FROM STDIN (FORMAT binary)`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the values of each row's columns, in the order of [`CopyIn::text`].
    pub fn rows(&self) -> impl Iterator<Item = Vec<Parameter<'a>>> {
        self.rows.iter().map(|row| self.statements.row(row).collect())
    }

    /// Returns the names of the columns' types, in the order of [`CopyIn::text`].
    #[must_use]
    pub fn types(&self) -> &'static [&'static str] {
        const TYPES: [&str; 10] = POSTGRES_TYPES;
        TYPES.get(..self.statements.columns().len()).unwrap_or(&TYPES)
    }

    /// Returns the statements that move the rows to the table.
    #[must_use]
    pub fn plan(&self) -> &Plan<'a> {
        &self.plan
    }
}
