//! The crates of one derive on disk, and what Cargo does with them.

use crate::Outcome;
use crate::clock::Clock;
use crate::derives::Derive;
use crate::expansion::Expansion;
use crate::size::ProgramSize;
use crate::{expansion, size, source};
use clap::ValueEnum;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime};

/// A command whose time is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Command {
    Check,
    Debug,
    Release,
}

impl Command {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "`cargo check`",
            Self::Debug => "`cargo build`",
            Self::Release => "`cargo build --release`",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Debug => &["build"],
            Self::Release => &["build", "--release"],
        }
    }
}

/// The package whose expansion is printed. Only this package may use unstable features. All runs of Cargo have the same setting, so
/// that dependencies aren't rebuilt.
const EXPANDED: &str = "expanded";

/// A Cargo workspace with a package for each size, one without records, and one for the expansion.
#[derive(Debug)]
pub(crate) struct Project {
    derive: Derive,
    folder: PathBuf,
}

impl Project {
    pub(crate) fn write(folder: &Path, derive: Derive, sizes: &[usize], expanded: usize) -> Outcome<Self> {
        let project = Self { derive, folder: folder.join(derive.id()) };
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).ok_or("no workspace")?;
        let packages = [&[0], sizes].concat().into_iter().map(|size| (package(size), size));
        let mut members = String::new();
        for (name, size) in packages.chain([(EXPANDED.to_owned(), expanded)]) {
            members += &format!("{name:?}, ");
            let folder = project.folder.join(&name);
            fs::create_dir_all(folder.join("src"))?;
            let manifest = format!(
                "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{}",
                derive.dependencies(workspace)
            );
            fs::write(folder.join("Cargo.toml"), manifest)?;
            fs::write(folder.join("src/lib.rs"), source::of(size, derive))?;
            // The program reads its arguments and prints a result, so that the compiler can't remove code.
            let program = format!(
                "fn main() {{\n    let texts: Vec<String> = std::env::args().collect();\n    let used = \
                 {name}::ROUND_TRIPS.iter().flat_map(|use_once| texts.iter().map(|text| use_once(text)));\n    \
                 println!(\"{{}}\", used.sum::<usize>());\n}}\n"
            );
            fs::write(folder.join("src/main.rs"), program)?;
        }
        let root = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
        fs::write(project.folder.join("Cargo.toml"), root)?;
        // Uses the versions of this workspace for crates that it has.
        fs::copy(workspace.join("Cargo.lock"), project.folder.join("Cargo.lock"))?;
        Ok(project)
    }

    pub(crate) fn derive(&self) -> Derive {
        self.derive
    }

    /// Builds the dependencies of the records for each command.
    pub(crate) fn build_dependencies(&self, commands: &[Command]) -> Outcome<()> {
        for command in commands {
            self.cargo(&[command.arguments(), &["--package", &package(0), "--lib"]].concat())?;
        }
        Ok(())
    }

    /// Returns the time of a command for the crate with `size` records. Its dependencies are built before.
    pub(crate) fn time(&self, command: Command, size: usize, clock: Clock) -> Outcome<Duration> {
        File::options()
            .append(true)
            .open(self.folder.join(package(size)).join("src/lib.rs"))?
            .set_modified(SystemTime::now())?;
        let package = package(size);
        let arguments = [command.arguments(), &["--offline", "--package", &package, "--lib"]].concat();
        clock.measure(|| self.cargo(&arguments))
    }

    /// Returns the size of the release program with `size` records.
    pub(crate) fn program_size(&self, size: usize) -> Outcome<ProgramSize> {
        self.cargo(&["build", "--release", "--offline", "--package", &package(size), "--bins"])?;
        let program = format!("target/release/{}{}", package(size), std::env::consts::EXE_SUFFIX);
        size::of_program(&fs::read(self.folder.join(program))?)
    }

    /// Counts the source after the expansion of all macros.
    pub(crate) fn expansion(&self) -> Outcome<Expansion> {
        let arguments = ["rustc", "--offline", "--package", EXPANDED, "--lib", "--", "-Zunpretty=expanded"];
        expansion::count(&self.cargo(&arguments)?)
    }

    /// Runs Cargo without incremental compilation and returns its output.
    fn cargo(&self, arguments: &[&str]) -> Outcome<String> {
        let output = process::Command::new(env!("CARGO"))
            .arg("--quiet")
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTC_BOOTSTRAP", EXPANDED)
            .env_remove("RUSTFLAGS")
            .output()?;
        if output.status.success() {
            return Ok(String::from_utf8(output.stdout)?);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("cargo {}, with {}: {said}", arguments.join(" "), self.derive.name()).into())
    }
}

fn package(size: usize) -> String {
    format!("records_{size}")
}
