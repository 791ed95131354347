use super::*;

const COMMIT: &str = "commit 1111111111111111111111111111111111111111\nparents\nauthor Zoë\nemail z@example.com\n\
                      authored 1781000000 +0545\ncommitted 1781000000 -0930\nsubject a commit\n3\t1\ta file\n-\t-\tb.png\n";

fn read(text: &str) -> Vec<Result<Commit, Damage>> {
    let mut history = History::new(text.as_bytes(), b'\n');
    std::iter::from_fn(|| history.next().expect("a slice can be read")).collect()
}

#[test]
fn a_commit_keeps_its_offset_and_counts_its_files() {
    let commits = read(COMMIT);
    let commit = commits[0].as_ref().expect("it is whole");
    assert_eq!((commits.len(), commit.files, commit.insertions, commit.deletions), (1, 2, 3, 1));
    assert_eq!(commit.authored.offset(), UtcOffset::from_hms(5, 45, 0).expect("in range"));
    assert_eq!(commit.committed.offset(), UtcOffset::from_hms(-9, -30, 0).expect("in range"));
    assert_eq!((commit.author.as_str(), commit.parents.len()), ("Zoë", 0));
}

#[test]
fn a_damaged_part_is_reported_with_its_line_and_the_next_commit_is_read() {
    let damaged = COMMIT.replace("+0545", "+05:45");
    let commits = read(&format!("{COMMIT}{damaged}{COMMIT}"));
    assert_eq!(commits.len(), 3);
    assert!(commits[0].is_ok() && commits[2].is_ok());
    let damage = commits[1].as_ref().expect_err("its date is damaged");
    assert_eq!((damage.commit, damage.part), (2, 14));
    assert!(damage.to_string().starts_with("commit 2 of the history, line 14: a date is"));
}

#[test]
fn every_kind_of_damage_is_reported() {
    for (good, bad) in [
        ("commit 1111", "commit x111"),
        ("author Zoë\n", ""),
        ("authored 1781000000", "authored 99999999999999"),
        ("subject", "object"),
        ("3\t1\ta file", "3\t1"),
        ("3\t1\ta file", "x3\t1\ta file"),
    ] {
        let commits = read(&COMMIT.replace(good, bad));
        assert!(commits[0].is_err(), "{bad:?} is read");
    }
    let marked = read(&format!("\u{feff}{COMMIT}"));
    assert!(marked[0].as_ref().expect_err("it is marked").to_string().contains("byte order mark"));
    let mut history = History::new(&b"commit 1\nauthor \xff\n"[..], b'\n');
    assert!(history.next().expect("a slice can be read").expect("it has a commit").is_err());
}
