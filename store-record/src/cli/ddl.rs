//! `ddl`: the statements that create the table.

use super::Outcome;
use super::output::{Format, Output, OutputArguments};
use super::status::Status;
use crate::ddl;
use serde_json::json;

/// Prints the statements that create the table. It changes nothing
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Ddl {
    /// The database
    #[arg(id = "records.database", value_enum, value_name = "DATABASE")]
    database: Database,
    /// The name of the table
    #[arg(id = "records.table", long = "table", default_value = "record", value_name = "NAME")]
    table: String,
    /// The schema of the table, which must exist (PostgreSQL)
    #[arg(id = "records.schema", long = "schema", value_name = "NAME")]
    schema: Option<String>,
    /// Prints the table for an engine that speaks PostgreSQL's language and needs another one (PostgreSQL)
    #[arg(id = "records.engine", long = "engine", value_enum, value_name = "ENGINE")]
    engine: Option<Engine>,
    /// Splits the table by a hash of the scope into this number of partitions (PostgreSQL)
    #[arg(id = "records.partitions", long = "partitions", value_name = "N")]
    partitions: Option<u32>,
    /// Distributes the table over the workers of a Citus cluster by a hash of the scope (PostgreSQL)
    #[arg(id = "records.distributed_by_scope", long = "distributed-by-scope", conflicts_with = "records.partitions")]
    distributed_by_scope: bool,
    /// Adds the column of the payload's digest
    #[cfg(feature = "digest")]
    #[arg(id = "records.digest", long = "digest")]
    digest: bool,
    /// Lets a session see only the rows of its scope (PostgreSQL)
    #[arg(id = "records.row_level_security", long = "row-level-security")]
    row_level_security: bool,
    #[command(flatten)]
    output: OutputArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Database {
    Postgres,
    Sqlite,
    #[value(name = "mariadb")]
    MariaDb,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Engine {
    #[value(name = "cockroachdb")]
    CockroachDb,
    #[value(name = "yugabytedb")]
    YugabyteDb,
}

impl Ddl {
    pub(super) fn run(&self, output: &mut Output) -> Outcome {
        let sql = match self.database {
            Database::Postgres => self.postgres(),
            Database::Sqlite => self.sqlite()?,
            Database::MariaDb => self.mariadb()?,
        };
        match self.output.format {
            Format::Text => output.text(sql)?,
            Format::Json => output.json(&json!({ "sql": sql }))?,
        }
        Ok(Status::Done)
    }

    fn postgres(&self) -> String {
        let mut table = ddl::postgres(&self.table);
        if let Some(schema) = &self.schema {
            table = table.schema(schema);
        }
        if let Some(engine) = self.engine {
            table = table.engine(match engine {
                Engine::CockroachDb => ddl::Engine::CockroachDb,
                Engine::YugabyteDb => ddl::Engine::YugabyteDb,
            });
        }
        if let Some(count) = self.partitions {
            table = table.hash_partitions(count);
        }
        if self.distributed_by_scope {
            table = table.distributed_by_scope();
        }
        #[cfg(feature = "digest")]
        if self.digest {
            table = table.digest();
        }
        if self.row_level_security {
            table = table.row_level_security();
        }
        table.to_string()
    }

    fn sqlite(&self) -> Result<String, super::Failure> {
        self.reject_options_of_postgres("SQLite has no schemas, engines, partitions, workers or row-level security")?;
        let table = ddl::sqlite(&self.table);
        #[cfg(feature = "digest")]
        let table = if self.digest { table.digest() } else { table };
        Ok(table.to_string())
    }

    fn mariadb(&self) -> Result<String, super::Failure> {
        self.reject_options_of_postgres("these options are PostgreSQL's")?;
        let table = ddl::mariadb(&self.table);
        #[cfg(feature = "digest")]
        let table = if self.digest { table.digest() } else { table };
        Ok(table.to_string())
    }

    fn reject_options_of_postgres(&self, why: &str) -> Result<(), super::Failure> {
        let has_value = self.schema.is_some() || self.engine.is_some() || self.partitions.is_some();
        if has_value || self.distributed_by_scope || self.row_level_security {
            return Err(super::Failure::Arguments(format!("{why}: remove the option")));
        }
        Ok(())
    }
}
