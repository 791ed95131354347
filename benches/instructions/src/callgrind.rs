//! Runs a case under callgrind.

use crate::Outcome;
use std::fs;
use std::io::ErrorKind;
use std::process::Command;

/// The function that callgrind counts. Callgrind finds it by its name.
#[inline(never)]
pub(crate) fn counted_by_callgrind(run: &mut dyn FnMut()) {
    run();
}

/// Returns the number of instructions of a case.
pub(crate) fn count(case: &str) -> Outcome<u64> {
    let profile = tempfile::NamedTempFile::new()?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*counted_by_callgrind*"])
        .arg(format!("--callgrind-out-file={}", profile.path().display()))
        .arg(std::env::current_exe()?)
        .args(["--case", case])
        // The environment is on the stack, and the stack's alignment changes the counts.
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .output()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => "valgrind isn't installed: apt-get install valgrind".to_owned(),
            _ => error.to_string(),
        })?;
    if !output.status.success() {
        return Err(format!("{case}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    match total(&fs::read_to_string(profile.path())?) {
        Some(count) if count > 0 => Ok(count),
        _ => Err(format!("{case}: callgrind counted nothing").into()),
    }
}

/// Returns the versions of the compiler and of valgrind, on which the counts depend.
pub(crate) fn versions() -> Outcome<String> {
    let of = |program: &str| -> Outcome<String> {
        let output = Command::new(program).arg("--version").output()?;
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    };
    let target = format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    Ok(format!("{}, {}, {target}", of("rustc")?, of("valgrind")?))
}

/// Returns the number in the line `totals: 123` of a profile.
fn total(profile: &str) -> Option<u64> {
    profile.lines().find_map(|line| line.strip_prefix("totals:"))?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::total;

    #[test]
    fn the_total_of_a_profile_is_read() {
        assert_eq!(total("events: Ir\nfn=(1)\n0 5\ntotals: 1205\n"), Some(1_205));
        assert_eq!(total("events: Ir\n"), None);
    }
}
