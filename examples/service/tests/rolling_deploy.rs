//! Two versions of the service use one SQLite file: a rolling deploy and back.

#![allow(clippy::unwrap_used)]

mod deploy;

#[test]
fn nothing_is_lost_through_a_rolling_deploy_and_back() {
    let folder = tempfile::tempdir().unwrap();
    deploy::there_and_back(folder.path().join("service.sqlite").to_str().unwrap());
}
