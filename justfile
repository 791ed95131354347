# The project's checks, each by a name. `.ci/run` runs them all, on a clean checkout too, and prints what each took.

set shell := ["bash", "-euo", "pipefail", "-c"]

# The tools of .ci/tools.txt, at the versions there.
export PATH := justfile_directory() / "target/ci-tools/bin:" + env("PATH")

# Lists the recipes.
default:
    @just --list --unsorted

# What to run before each commit.
quick: format lint test

# Formatting.
format:
    cargo fmt --all --check

# Misspelled words.
spelling: tools
    typos

# Words that .ci/words.txt replaces with plainer ones.
words:
    .ci/words

# Licences, sources and versions of dependencies; known vulnerabilities where the database can be reached.
deny: tools
    .ci/deny

# Clippy over every target, with every feature and with the default ones.
lint:
    cargo clippy --locked --workspace --all-targets --all-features -- -D warnings
    cargo clippy --locked --all-targets -- -D warnings
    cargo clippy --locked -p store-record-examples --features postgres -- -D warnings

# Each feature of the runtime alone, none, all, and the pairs that share code.
features: tools
    .ci/features

# README's test command.
test:
    $(sed -n '/^cargo test /p' README.md | head -n 1)

# All tests with every feature: also those that run the compiler or link a driver.
test-all:
    cargo test --locked --workspace --all-features

# Each benchmark once, not measured.
benches:
    cargo test --locked --workspace --all-features --bench '*'

# The tests of the format against several major versions of PostgreSQL.
postgres-versions:
    .ci/postgres-versions

# Instructions of codec, envelope and keys, against the committed counts; `just instructions --update` writes them.
instructions *arguments:
    cargo run --locked --release -p store-record-instruction-benches -- {{ arguments }}

# rustdoc of everything, as docs.rs builds it too.
documents:
    .ci/documents

# Packages as they would be published, and a user's program against them.
package:
    .ci/package

# Modules of the runtime that import one another in a circle, or through `lib.rs`.
layers:
    .ci/layers

# The oldest versions of the direct dependencies that Cargo.toml allows.
minimal-versions:
    .ci/package --minimal-versions

# Dependencies that need a newer Rust than ours, where their feature doesn't say so.
msrv:
    .ci/msrv

# The public API against `store-record/public-api.txt`; `just public-api --update` writes it.
public-api *arguments:
    .ci/public-api {{ arguments }}

# README's commands in a fresh clone, as processor time against the limits of docs/performance.md.
first-minute:
    .ci/first-minute

[private]
tools:
    @.ci/tools
