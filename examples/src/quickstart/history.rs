//! Reads the commits of a history.
//!
//! A history consists of parts. A part is a name and a value, `author Ada`, or a changed file as `git log --numstat` prints it. A
//! commit begins with its `commit` part. A separator ends each part: NUL in Git's output, a line feed in a file.

use std::fmt;
use std::io::{self, BufRead};
use time::{OffsetDateTime, UtcOffset};

/// A commit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Commit {
    pub(super) id: String,
    pub(super) parents: Vec<String>,
    pub(super) author: String,
    pub(super) email: String,
    /// The instant, with the author's offset.
    pub(super) authored: OffsetDateTime,
    pub(super) committed: OffsetDateTime,
    pub(super) subject: String,
    /// The number of changed files. A merge has none.
    pub(super) files: u64,
    pub(super) insertions: u64,
    pub(super) deletions: u64,
}

/// A commit that can't be read: the commit, the wrong part and the rule, but not the part's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Damage {
    /// The number of the commit in the history, from 1.
    pub(super) commit: u64,
    /// The number of the part in the history, from 1. In a file it is the line.
    pub(super) part: u64,
    pub(super) rule: &'static str,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "commit {} of the history, line {}: {}", self.commit, self.part, self.rule)
    }
}

/// A reader of commits, one at a time.
#[derive(Debug)]
pub(super) struct History<R> {
    input: R,
    separator: u8,
    commit: u64,
    part: u64,
    /// The `commit` part after the previous commit.
    next: Option<Vec<u8>>,
    is_at_end: bool,
}

impl<R: BufRead> History<R> {
    pub(super) fn new(input: R, separator: u8) -> Self {
        Self { input, separator, commit: 0, part: 0, next: None, is_at_end: false }
    }

    /// Returns the next commit. The outer error is an I/O error.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<Commit, Damage>>> {
        let Some(first) = self.first_part()? else { return Ok(None) };
        self.commit += 1;
        let mut draft = Draft::default();
        let mut damage = self.take(&mut draft, &first).err();
        while let Some(part) = self.part()? {
            if is_beginning(&part) {
                self.next = Some(part);
                break;
            }
            if damage.is_none() {
                damage = self.take(&mut draft, &part).err();
            }
        }
        Ok(Some(match damage {
            Some(damage) => Err(damage),
            None => draft.finish().map_err(|rule| self.damage(rule)),
        }))
    }

    fn first_part(&mut self) -> io::Result<Option<Vec<u8>>> {
        match self.next.take() {
            Some(part) => Ok(Some(part)),
            None => self.part(),
        }
    }

    /// Returns the next part that isn't empty, without the line feed that `git log -z` puts before changed files.
    fn part(&mut self) -> io::Result<Option<Vec<u8>>> {
        while !self.is_at_end {
            let mut part = Vec::new();
            self.is_at_end = self.input.read_until(self.separator, &mut part)? == 0;
            self.part += 1;
            while part.last().is_some_and(|byte| [self.separator, b'\r'].contains(byte)) {
                part.pop();
            }
            let begin = part.iter().take_while(|byte| **byte == b'\n').count();
            part.drain(..begin);
            // A file may have comments. Git's parts never begin with `//`.
            if !part.is_empty() && !part.starts_with(b"//") {
                return Ok(Some(part));
            }
        }
        Ok(None)
    }

    fn take(&self, draft: &mut Draft, part: &[u8]) -> Result<(), Damage> {
        draft.take(part).map_err(|rule| self.damage(rule))
    }

    fn damage(&self, rule: &'static str) -> Damage {
        // The error isn't in the part after the commit.
        let part = self.part - u64::from(self.next.is_some());
        Damage { commit: self.commit, part, rule }
    }
}

fn is_beginning(part: &[u8]) -> bool {
    part.starts_with(b"commit ")
}

#[derive(Debug, Default)]
struct Draft {
    id: Option<String>,
    parents: Vec<String>,
    author: Option<String>,
    email: Option<String>,
    authored: Option<OffsetDateTime>,
    committed: Option<OffsetDateTime>,
    subject: Option<String>,
    files: u64,
    insertions: u64,
    deletions: u64,
}

impl Draft {
    fn take(&mut self, part: &[u8]) -> Result<(), &'static str> {
        if let [b'0'..=b'9' | b'-', ..] = part {
            return self.take_file(part);
        }
        let part = std::str::from_utf8(part).map_err(|_| "not UTF-8")?;
        // An editor may have trimmed the space before an empty value.
        let (name, value) = part.split_once(' ').unwrap_or((part, ""));
        match name {
            "commit" => self.id = Some(hash(value)?),
            "parents" => self.parents = value.split_whitespace().map(hash).collect::<Result<_, _>>()?,
            "author" => self.author = Some(value.to_owned()),
            "email" => self.email = Some(value.to_owned()),
            "authored" => self.authored = Some(instant(value)?),
            "committed" => self.committed = Some(instant(value)?),
            "subject" => self.subject = Some(value.to_owned()),
            _ if name.starts_with('\u{feff}') => {
                return Err("the history begins with a byte order mark: save it as UTF-8 without one");
            }
            _ => return Err("neither a part of a commit nor a changed file"),
        }
        Ok(())
    }

    /// Reads `insertions deletions name`, with tabs between. A binary file has `-` for both numbers.
    fn take_file(&mut self, part: &[u8]) -> Result<(), &'static str> {
        const RULE: &str = "a changed file is two numbers and a name, with tabs between";
        let mut columns = part.splitn(3, |byte| *byte == b'\t');
        let mut number = || match columns.next() {
            Some(b"-") => Ok(0),
            Some(digits) => std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<u64>().ok()).ok_or(RULE),
            None => Err(RULE),
        };
        let (insertions, deletions) = (number()?, number()?);
        columns.next().filter(|name| !name.is_empty()).ok_or(RULE)?;
        self.files += 1;
        self.insertions = self.insertions.checked_add(insertions).ok_or("too many lines")?;
        self.deletions = self.deletions.checked_add(deletions).ok_or("too many lines")?;
        Ok(())
    }

    fn finish(self) -> Result<Commit, &'static str> {
        Ok(Commit {
            id: self.id.ok_or("the history doesn't begin with a commit")?,
            parents: self.parents,
            author: self.author.ok_or("the commit has no author")?,
            email: self.email.ok_or("the commit has no email")?,
            authored: self.authored.ok_or("the commit has no author's date")?,
            committed: self.committed.ok_or("the commit has no committer's date")?,
            subject: self.subject.ok_or("the commit has no subject")?,
            files: self.files,
            insertions: self.insertions,
            deletions: self.deletions,
        })
    }
}

fn hash(text: &str) -> Result<String, &'static str> {
    let is_hash = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if is_hash { Ok(text.to_owned()) } else { Err("a commit is named by 40 or 64 hexadecimal digits") }
}

/// Reads Git's raw date: seconds since 1970 and the offset, `1718533800 +0545`.
fn instant(text: &str) -> Result<OffsetDateTime, &'static str> {
    const RULE: &str = "a date is seconds since 1970 and an offset such as +0545";
    let (seconds, zone) = text.split_once(' ').ok_or(RULE)?;
    let seconds: i64 = seconds.parse().map_err(|_| RULE)?;
    let sign = match zone.as_bytes().first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Err(RULE),
    };
    let hours: i8 = zone.get(1..3).and_then(|digits| digits.parse().ok()).ok_or(RULE)?;
    let minutes: i8 =
        zone.get(3..).filter(|digits| digits.len() == 2).and_then(|digits| digits.parse().ok()).ok_or(RULE)?;
    let offset = UtcOffset::from_hms(sign * hours, sign * minutes, 0).map_err(|_| "the offset is out of range")?;
    let instant = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| "the date is out of range")?;
    instant.checked_to_offset(offset).ok_or("the date is out of range")
}

#[cfg(test)]
mod tests;
