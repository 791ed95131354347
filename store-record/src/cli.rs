//! The tool: commands that look at, check, move and upgrade what is stored, in your own program. Feature `cli`.
//!
//! The tool needs your types and your connection, so it is a [`clap`] command that you mount in your own program:
//!
//! ```
//! use clap::Parser;
//! use std::process::ExitCode;
//! # use store_record::{RecordManifest, StoreRecord};
//! # use store_record::store::{AsyncStore, Blocking, Change, DamagedRow, Query, Store, StoreError};
//! # #[derive(StoreRecord)]
//! # #[store_record(type = "account", scope = global, key = id)]
//! # struct Account { id: u64 }
//! # #[derive(StoreRecord)]
//! # #[store_record(type = "group", scope = global, key = name)]
//! # struct Group { name: String }
//! # #[derive(RecordManifest)]
//! # #[manifest(file = "src/derives/manifest_example.json")]
//! # enum Directory { Account(Account), Group(Group) }
//! # #[derive(Debug)]
//! # struct Sqlite;
//! # impl Store for Sqlite {
//! #     type Error = std::fmt::Error;
//! #     fn change(&mut self, _: &Change<'_>) -> Result<u64, StoreError<Self::Error>> { Ok(0) }
//! #     fn query(&mut self, _: &Query<'_>, _: &mut dyn FnMut(Result<store_record::EnvelopeRef<'_>, DamagedRow>) -> std::ops::ControlFlow<()>) -> Result<(), StoreError<Self::Error>> { Ok(()) }
//! # }
//! # fn open_store() -> Result<Sqlite, std::io::Error> { Ok(Sqlite) }
//!
//! #[derive(Parser)]
//! enum MyProgram {
//!     /// Looks at, checks, moves and upgrades the stored records
//!     Records(store_record::cli::Command),
//!     // … your own commands
//! }
//!
//! fn main() -> ExitCode {
//!     match MyProgram::parse() {
//!         MyProgram::Records(command) => command.run::<Directory>(open_store),
//!     }
//! }
//! # let program = MyProgram::parse_from(["my-program", "records", "types"]);
//! # let MyProgram::Records(command) = program;
//! # assert_eq!(command.run::<Directory>(open_store), ExitCode::SUCCESS);
//! ```
//!
//! The function that opens the store is called only by commands that need one. An [`AsyncStore`](crate::store::AsyncStore)
//! becomes a store by [`Blocking`](crate::store::Blocking). [The tool's page](crate::guide::tool) lists the commands and
//! the exit statuses.

use crate::manifest::RecordManifest;
use std::process::ExitCode;

mod catalog;
mod checkpoint;
mod completions;
mod connect;
mod ddl;
mod erase;
mod export;
mod failure;
mod fingerprint;
mod import;
mod input;
mod interrupt;
mod key;
mod lock;
mod mask;
mod names;
mod output;
mod pages;
mod problem;
mod progress;
mod rate;
mod schema;
mod selection;
mod show;
mod status;
mod table;
mod types;
mod upgrade;
mod verify;
mod work;

pub use connect::Connect;

use failure::Failure;
use output::Output;
use status::Status;

/// The commands of the tool, as arguments of your program.
///
/// The [module](self) has an example.
#[derive(Debug, Clone, clap::Args)]
pub struct Command {
    #[command(subcommand)]
    command: Subcommand,
    #[arg(skip)]
    program: Option<clap::Command>,
}

/// Each command is a file of its own.
#[derive(Debug, Clone, clap::Subcommand)]
enum Subcommand {
    Types(types::Types),
    Schema(schema::Schema),
    Catalog(catalog::CatalogPage),
    Ddl(ddl::Ddl),
    Show(show::Show),
    Verify(verify::Verify),
    Export(export::Export),
    Import(import::Import),
    Upgrade(upgrade::Upgrade),
    Erase(erase::Erase),
    Lock(lock::Lock),
    Completions(completions::Completions),
}

/// The result of a command.
type Outcome = Result<Status, Failure>;

impl Command {
    /// Names the whole program, so that `completions` prints a script for all of its commands. Without it the script
    /// has only those of the tool.
    ///
    /// ```
    /// use clap::CommandFactory as _;
    ///
    /// # #[derive(clap::Parser)]
    /// # enum MyProgram { Records(store_record::cli::Command) }
    /// fn with_completions(command: store_record::cli::Command) -> store_record::cli::Command {
    ///     command.with_program(MyProgram::command())
    /// }
    /// ```
    #[must_use]
    pub fn with_program(self, program: clap::Command) -> Self {
        Self { program: Some(program), ..self }
    }

    /// Runs the command for the record types of a manifest, and prints to the standard output and the standard error.
    /// `connect` opens the store, if the command needs one.
    ///
    /// Return the exit status from `main`: [the tool's page](crate::guide::tool) lists them. An error is printed, and
    /// holds no stored data, unless the error of `connect` does.
    pub fn run<M: RecordManifest>(self, connect: impl Connect) -> ExitCode {
        let mut output = Output::standard();
        let outcome = self.execute::<M>(connect, &mut output);
        let outcome = outcome.and_then(|status| output.flush().map(|()| status));
        status::report(outcome)
    }

    fn execute<M: RecordManifest>(self, connect: impl Connect, output: &mut Output) -> Outcome {
        match self.command {
            Subcommand::Types(types) => types.run::<M>(connect, output),
            Subcommand::Schema(schema) => schema.run::<M>(output),
            Subcommand::Catalog(catalog) => catalog.run::<M>(connect, output),
            Subcommand::Ddl(ddl) => ddl.run(output),
            Subcommand::Show(show) => show.run::<M>(connect, output),
            Subcommand::Verify(verify) => verify.run::<M>(connect, output),
            Subcommand::Export(export) => export.run::<M>(connect, output),
            Subcommand::Import(import) => import.run::<M>(connect, output),
            Subcommand::Upgrade(upgrade) => upgrade.run::<M>(connect, output),
            Subcommand::Erase(erase) => erase.run::<M>(connect, output),
            Subcommand::Lock(lock) => lock.run::<M>(output),
            Subcommand::Completions(completions) => completions.run(self.program, output),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Command;
    use clap::Args as _;

    /// An argument of the user's program can be `global`. With the same id as one of a command it would be a panic of
    /// clap in that command.
    #[test]
    fn ids_of_arguments_are_not_those_of_the_program() {
        fn assert_prefixed(command: &clap::Command, count: &mut usize) {
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(id.starts_with("records."), "{}: give `{id}` the id `records.{id}`", command.get_name());
                *count += 1;
            }
            command.get_subcommands().for_each(|command| assert_prefixed(command, count));
        }
        let (command, mut count) = (Command::augment_args(clap::Command::new("program")), 0);
        assert_prefixed(&command, &mut count);
        assert!(count > 10);
        command.debug_assert();
    }

    #[test]
    fn the_program_keeps_its_own_description() {
        #[derive(clap::Parser)]
        #[command(about = "A program")]
        struct Flattened {
            #[command(flatten)]
            _records: Command,
        }
        #[derive(clap::Parser)]
        enum Mounted {
            /// Our records
            #[allow(dead_code)]
            Records(Command),
        }
        let about = |command: &clap::Command| command.get_about().map(ToString::to_string);
        use clap::CommandFactory as _;
        assert_eq!(about(&Flattened::command()).as_deref(), Some("A program"));
        let mounted = Mounted::command();
        assert_eq!(mounted.find_subcommand("records").and_then(about).as_deref(), Some("Our records"));
    }
}
