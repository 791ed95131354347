//! Packages that a test compiles, as a user has them.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A package with a library and other files.
#[derive(Debug)]
pub struct Package {
    folder: PathBuf,
}

impl Package {
    /// Creates the package in its own folder in `scratch`. All packages share a target folder.
    ///
    /// # Panics
    ///
    /// Panics if a file can't be written.
    #[must_use]
    pub fn new(scratch: &str, name: &str, source: &str, files: &[(&str, &str)]) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let folder = Path::new(scratch).join("packages").join(name);
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(folder.join("src")).unwrap();
        let manifest = format!(
            "[package]\nname = \"manifest-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[profile.dev]\ndebug = false\n[dependencies]\n\
             store-record = {{ path = {:?} }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
             time = {{ version = \"0.3\", features = [\"macros\"] }}\n",
            workspace.join("store-record")
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        // Uses the versions of the workspace, so that Cargo downloads nothing.
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let package = Self { folder };
        package.write("src/lib.rs", source);
        for (path, text) in files {
            package.write(path, text);
        }
        package
    }

    /// Writes a file of the package.
    ///
    /// # Panics
    ///
    /// Panics if the file can't be written.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces a string in a file of the package, such as the edition in its `Cargo.toml`.
    ///
    /// # Panics
    ///
    /// Panics unless `from` occurs exactly once.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "{from}");
        self.write(path, &text.replace(from, to));
    }

    /// Reads a file of the package.
    ///
    /// # Panics
    ///
    /// Panics if the file can't be read.
    #[must_use]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap()
    }

    /// Runs `cargo check` and returns the errors.
    ///
    /// # Panics
    ///
    /// Panics if Cargo can't be run.
    #[must_use]
    pub fn check(&self) -> Vec<String> {
        let (passed, messages) = self.messages(&["check"]);
        let errors = messages.iter().filter(|message| message["level"] == "error");
        let errors: Vec<String> = errors.map(|message| message["rendered"].as_str().unwrap().to_owned()).collect();
        assert_eq!(passed, errors.is_empty());
        errors
    }

    /// Runs Cargo with these arguments. Returns whether it passed, and the compiler's messages with a location, as JSON.
    ///
    /// # Panics
    ///
    /// Panics if Cargo can't be run, or if it fails without a message of the compiler.
    #[must_use]
    pub fn messages(&self, arguments: &[&str]) -> (bool, Vec<serde_json::Value>) {
        let arguments = [arguments, &["--message-format", "json"]].concat();
        let output = self.cargo(&arguments, &[]);
        let lines = String::from_utf8(output.stdout).unwrap();
        let messages = lines.lines().filter_map(|line| {
            let message = serde_json::from_str::<serde_json::Value>(line).unwrap()["message"].take();
            let has_place = message["spans"].as_array().is_some_and(|spans| !spans.is_empty());
            has_place.then_some(message)
        });
        let messages: Vec<serde_json::Value> = messages.collect();
        assert!(
            output.status.success() || !messages.is_empty(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        (output.status.success(), messages)
    }

    /// Runs `cargo test`. Returns whether it passed, and its output.
    ///
    /// # Panics
    ///
    /// Panics if Cargo can't be run.
    #[must_use]
    pub fn test(&self, variables: &[(&str, &str)]) -> (bool, String) {
        let output = self.cargo(&["test"], variables);
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    }

    fn cargo(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--offline", "--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.with_file_name("target"))
            .env_remove("RUSTFLAGS")
            .env_remove("STORE_RECORD_LOCK")
            .envs(variables.iter().copied())
            .output()
            .unwrap()
    }
}
