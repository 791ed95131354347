//! Changes as text, as JSON, and as annotations on GitHub.

use super::lines::line_of;
use crate::cli::failure::Failure;
use crate::cli::output::{Output, Style};
use crate::lock::{Effect, LockChange};
use serde_json::json;

pub(super) fn text(changes: &[LockChange], output: &mut Output) -> Result<(), Failure> {
    for change in changes {
        let (style, mark) = match change.effect {
            Effect::Addition => (Style::Green, "added"),
            Effect::Relaxed => (Style::Yellow, "relaxed"),
            Effect::Rejected => (Style::Red, "rejected"),
        };
        let mark = output.styled(style, &format!("{mark:8}"));
        output.line(format_args!("{mark}  {}", change.sentence))?;
        if let Some(note) = &change.note {
            output.line(format_args!("          {note}"))?;
        }
    }
    Ok(())
}

pub(super) fn json(changes: &[LockChange], output: &mut Output) -> Result<(), Failure> {
    for change in changes {
        output.json(&json!({
            "effect": effect(change),
            "record_type": change.record_type,
            "schema_version": change.schema_version,
            "change": change.change,
            "path": change.path,
            "sentence": change.sentence,
            "note": change.note,
        }))?;
    }
    Ok(())
}

fn effect(change: &LockChange) -> &'static str {
    match change.effect {
        Effect::Addition => "addition",
        Effect::Relaxed => "relaxed",
        Effect::Rejected => "rejected",
    }
}

/// Prints commands of a workflow on GitHub, at the lines of the lock.
pub(super) fn github(changes: &[LockChange], path: &str, text: &str, output: &mut Output) -> Result<(), Failure> {
    for change in changes {
        let command = match change.effect {
            Effect::Addition => "notice",
            Effect::Relaxed => "warning",
            Effect::Rejected => "error",
        };
        let message = match &change.note {
            Some(note) => format!("{}\n{note}", change.sentence),
            None => change.sentence.clone(),
        };
        let (path, line, title) = (property(path), line_of(change, text), property(change.change));
        output.line(format_args!("::{command} file={path},line={line},title={title}::{}", data(&message)))?;
    }
    Ok(())
}

/// Escapes the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
