//! The line of a change in the text of a lock, whose form is fixed: one member on each line, two spaces for each level.

use crate::lock::LockChange;

/// Returns the number of the line, from 1: that of the innermost part of the path that the text has, or of the block, or
/// 1 if there is no block.
pub(super) fn line_of(change: &LockChange, text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let Some((start, end)) = block(&lines, change) else { return 1 };
    let mut at = start;
    for name in change.path.as_deref().map(names).unwrap_or_default() {
        match member(&lines, at, end, &name) {
            Some(line) => at = line,
            None => break,
        }
    }
    at + 1
}

/// Returns the first line of the block and the one after it. A change of the whole type is at its newest block.
fn block(lines: &[&str], change: &LockChange) -> Option<(usize, usize)> {
    let starts = lines.iter().enumerate().filter(|(_, line)| **line == "    {").map(|(at, _)| at);
    let quoted = serde_json::Value::from(change.record_type.as_str());
    let (record_type, version) = (format!("      \"type\": {quoted}"), "      \"schema_version\": ");
    let mut blocks = starts.filter_map(|start| {
        let length = lines.iter().skip(start).position(|line| line.trim_end_matches(',') == "    }")?;
        let block = lines.get(start..start + length)?;
        let is_version = |line: &&str| {
            let number = line.strip_prefix(version).map(|number| number.trim_end_matches(','));
            number.is_some_and(|number| change.schema_version.is_none_or(|of| number == of.to_string()))
        };
        let is_of = block.iter().any(|line| line.trim_end_matches(',') == record_type) && block.iter().any(is_version);
        is_of.then_some((start, start + length))
    });
    blocks.next_back()
}

/// Returns the members that lead to a path such as `.address.lines[]#card.number`, `key.id` or `metadata.level`.
fn names(path: &str) -> Vec<String> {
    match path.split('.').next() {
        Some("key") => return vec!["key".to_owned()],
        Some("scope") => return vec!["scope".to_owned()],
        Some("alias") => return vec!["aliases".to_owned()],
        Some("metadata" | "created_at" | "updated_at" | "revision") => {
            return vec!["columns".to_owned(), unescaped(path)];
        }
        _ => {}
    }
    let parts = path.split(['.', '#']).skip(1).filter(|part| !part.is_empty());
    let names = parts.map(|part| unescaped(part.split('[').next().unwrap_or_default()));
    std::iter::once("payload".to_owned()).chain(names).collect()
}

fn unescaped(name: &str) -> String {
    let mut parts = name.split('%');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        if let Ok(byte) = u8::from_str_radix(digits, 16) {
            text.push(byte.into());
        }
        text += rest;
    }
    text
}

/// Returns the next line inside of the member at a line that begins a member of that name.
fn member(lines: &[&str], at: usize, end: usize, name: &str) -> Option<usize> {
    let outer = indentation(lines.get(at)?);
    let start = format!("{}: ", serde_json::Value::from(name));
    let inside = lines.iter().enumerate().take(end).skip(at + 1);
    let mut inside = inside.take_while(|(_, line)| indentation(line) > outer);
    inside.find(|(_, line)| line.trim_start().starts_with(&start)).map(|(line, _)| line)
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::Effect;

    const LOCK: &str = r#"{
  "format": 1,
  "records": [
    {
      "payload": {
        "struct": {
          "fields": {
            "name": "text"
          }
        }
      },
      "schema_version": 1,
      "type": "account"
    },
    {
      "columns": {
        "metadata.name": ".name"
      },
      "key": [],
      "payload": {
        "struct": {
          "fields": {
            "address": {
              "optional": {
                "struct": {
                  "fields": {
                    "a.b": "text"
                  }
                }
              }
            },
            "name": "text"
          }
        }
      },
      "schema_version": 2,
      "type": "account"
    }
  ]
}
"#;

    #[test]
    fn a_change_is_at_the_innermost_part_that_the_lock_has() {
        let at = |record_type: &str, schema_version, path: Option<&str>| {
            let change = LockChange {
                effect: Effect::Rejected,
                record_type: record_type.to_owned(),
                schema_version,
                change: "",
                path: path.map(str::to_owned),
                sentence: String::new(),
                note: None,
            };
            let line = line_of(&change, LOCK);
            LOCK.lines().nth(line - 1).unwrap().trim().to_owned() + &format!(" {line}")
        };
        assert_eq!(at("account", Some(1), Some(".name")), "\"name\": \"text\" 8");
        assert_eq!(at("account", Some(2), Some(".name")), "\"name\": \"text\" 32");
        assert_eq!(at("account", Some(2), Some(".address.a%2Eb")), "\"a.b\": \"text\" 27");
        assert_eq!(at("account", Some(2), Some(".address.gone")), "\"address\": { 23");
        assert_eq!(at("account", Some(1), Some("payload")), "\"payload\": { 5");
        assert_eq!(at("account", Some(2), Some("metadata.name")), "\"metadata.name\": \".name\" 17");
        assert_eq!(at("account", Some(2), Some("key.name")), "\"key\": [], 19");
        assert_eq!(at("account", None, None), "{ 15");
        assert_eq!(at("account", Some(3), None), "{ 1");
        assert_eq!(at("other", None, None), "{ 1");
    }
}
