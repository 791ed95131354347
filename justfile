# The project's checks. `.ci/run` runs all of them, also on a clean checkout, and prints how long each took.

set shell := ["bash", "-euo", "pipefail", "-c"]

# The tools of .ci/tools.txt.
export PATH := justfile_directory() / "target/ci-tools/bin:" + env("PATH")

# Lists the recipes.
default:
    @just --list --unsorted

# Runs the checks that every commit needs.
quick: format lint test

# Checks the formatting.
format:
    cargo fmt --all --check

# Finds misspelled words.
spelling: tools
    typos

# Finds words that .ci/words.txt replaces with plainer ones.
words:
    .ci/words

# Checks licences, sources and versions of dependencies, and known vulnerabilities if their database can be reached.
deny: tools
    .ci/deny

# Runs Clippy on every target, with every feature and with the default features.
lint:
    cargo clippy --locked --workspace --all-targets --all-features -- -D warnings
    cargo clippy --locked --all-targets -- -D warnings
    cargo clippy --locked -p store-record-examples --features postgres -- -D warnings
    cargo clippy --locked -p store-record-examples --features mysql -- -D warnings
    cargo clippy --locked -p store-record-service --all-targets -- -D warnings

# Checks each feature of the runtime alone, none, all, and the pairs that share code.
features: tools
    .ci/features

# Runs README's test command.
test:
    $(sed -n '/^cargo test /p' README.md | head -n 1)

# Runs all tests with every feature, including those that run the compiler or link a driver.
test-all:
    cargo test --locked --workspace --all-features

# Generates types of TypeScript and Python from the directory's schema, and reads exported rows with them.
other-languages:
    .ci/other-languages

# Runs each benchmark once, without measuring.
benches:
    cargo test --locked --workspace --all-features --bench '*'

# Loads the example stores while servers, connections, clients and disks fail, and checks what is stored: `just faults --seconds 3600`.
faults *arguments="--seconds 20":
    cargo run --locked -p store-record-faults -- all {{ arguments }}
    cargo run --locked -p store-record-faults -- standby {{ arguments }}
    cargo run --locked -p store-record-faults -- galera {{ arguments }}

# Runs each fuzz target for some seconds: `just fuzz --seconds 3600 json`.
fuzz *arguments:
    cargo fmt --manifest-path tests/fuzz/Cargo.toml --check
    tests/fuzz/run {{ arguments }}

# Tests a random sample of mutants by hand, which takes a minute for each: `just mutants --sample 120 --seed 1`. It needs cargo-mutants.
mutants *arguments:
    tests/mutants/run {{ arguments }}

# Measures the line coverage by hand. `just coverage --missed` prints the lines that no test reached. It needs cargo-llvm-cov.
coverage *arguments:
    tests/coverage/run {{ arguments }}

# Runs the tests of the format on several major versions of PostgreSQL.
postgres-versions:
    .ci/postgres-versions

# Reads and writes the vectors and the quick start's rows with the implementation in Python.
second-implementation:
    .ci/second-implementation

# Tests the catalog's page in a browser. `just in-browser --update` writes the picture of README.
in-browser *arguments:
    .ci/in-browser {{ arguments }}

# Compares the instruction counts of codec, envelope and keys with the committed counts. `just instructions --update` writes them.
instructions *arguments:
    cargo run --locked --release -p store-record-instruction-benches -- {{ arguments }}

# Builds the documentation as docs.rs does, and checks its links.
documents:
    .ci/documents

# Builds the packages as they are published, and a user's program with them.
package:
    .ci/package

# Finds modules of the runtime that import each other in a circle, or through `lib.rs`.
layers:
    .ci/layers

# Checks the oldest versions of direct dependencies that Cargo.toml allows.
minimal-versions:
    .ci/package --minimal-versions

# Finds dependencies that need a newer Rust version without saying so at their feature.
msrv:
    .ci/msrv

# Compares the public API with `store-record/public-api.txt`. `just public-api --update` writes it.
public-api *arguments:
    .ci/public-api {{ arguments }}

# Measures README's commands in a fresh clone, and compares their processor time with the limits in docs/performance.md.
first-minute:
    .ci/first-minute

[private]
tools:
    @.ci/tools
