//! Payloads with one fault each, and the path of the fault.

use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// A payload with one change.
#[derive(Debug, Clone)]
pub struct Mutation {
    /// A description of the change.
    pub what: &'static str,
    /// The JSON text.
    pub text: String,
    /// The path to the changed value, with each name in brackets: see [`as_names`].
    pub path: String,
    /// The path to the object or array around the changed value.
    pub parent: String,
}

/// Returns a name in the form that `explain` has for names of the payload: cut after 80 characters.
fn step(name: &str) -> String {
    let cut = if name.chars().nth(80).is_some() { "…" } else { "" };
    let escaped = name.chars().take(80).map(|letter| match letter {
        '"' | '\\' => format!("\\{letter}"),
        _ if letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{feff}') => {
            format!("\\u{{{:x}}}", u32::from(letter))
        }
        _ => letter.to_string(),
    });
    format!("[\"{}{cut}\"]", escaped.collect::<String>())
}

/// Returns the path of a difference in the form of [`Mutation::path`]. That form doesn't distinguish fields of the type from
/// other names.
#[must_use]
pub fn as_names(path: &str) -> String {
    let mut names = String::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            let (name, others) = after.split_at(end);
            names.push_str(&step(&unescaped(name)));
            rest = others;
        } else {
            let end = if rest.starts_with("[\"") {
                end_of_quoted(rest)
            } else {
                rest.find(']').map_or(rest.len(), |end| end + 1)
            };
            let (own, others) = rest.split_at(end);
            names.push_str(own);
            rest = others;
        }
    }
    names
}

/// Unescapes a name such as `a%2Eb`.
fn unescaped(name: &str) -> String {
    let mut text = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let (digits, others) = after.split_at_checked(2).unwrap_or((after, ""));
        text.extend(u8::from_str_radix(digits, 16).map(char::from));
        rest = others;
    }
    text + rest
}

fn end_of_quoted(path: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in path.char_indices().skip(2) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 2,
            _ => {}
        }
    }
    path.len()
}

/// Values of every kind. Most of them have another kind than the replaced value.
fn replacements() -> [(&'static str, Value); 12] {
    [
        ("null", json!(null)),
        ("a boolean", json!(true)),
        ("a fraction", json!(7.5)),
        ("a negative number", json!(-1)),
        ("zero", json!(0)),
        ("a large number", json!(u64::MAX)),
        ("a very large number", json!(1e300)),
        ("a string", json!("CANARY é")),
        ("an empty string", json!("")),
        ("an array", json!([{ "CANARY": null }, null])),
        ("an object", json!({ "CANARY": [1] })),
        ("an empty object", json!({})),
    ]
}

/// Returns every payload that differs from `payload` in one change: a replaced value, a member or an element that is added,
/// removed or repeated, a string that can't be stored.
#[must_use]
pub fn mutations(payload: &str) -> Vec<Mutation> {
    let tree: Value = serde_json::from_str(payload).unwrap_or_default();
    let mut all = Vec::new();
    visit(&tree, &tree, &mut Vec::new(), &mut all);
    all
}

#[derive(Clone, PartialEq)]
enum Step {
    Name(String),
    Index(usize),
}

fn shown(steps: &[Step]) -> String {
    steps.iter().fold(String::new(), |mut path, next| {
        match next {
            Step::Name(name) => path.push_str(&step(name)),
            Step::Index(index) => path.push_str(&format!("[{index}]")),
        }
        path
    })
}

fn visit(root: &Value, value: &Value, steps: &mut Vec<Step>, all: &mut Vec<Mutation>) {
    let mut add = |what, steps: &[Step], change: &dyn Fn(&Value, &mut String)| {
        let parent = steps.split_last().map_or(String::new(), |(_, parent)| shown(parent));
        all.push(Mutation { what, text: write(root, &[], steps, change), path: shown(steps), parent });
    };
    for (what, replacement) in replacements() {
        add(what, steps, &|_, text| text.push_str(&replacement.to_string()));
    }
    add("U+0000", steps, &|_, text| text.push_str("\"CANARY\\u0000\""));
    add("a lone surrogate", steps, &|_, text| text.push_str("[\"\\ud800\"]"));
    add("too deep", steps, &|_, text| text.push_str(&("[".repeat(129) + &"]".repeat(129))));
    add("digits without end", steps, &|_, text| text.push_str("1e999999"));
    match value {
        Value::Object(members) => {
            for name in members.keys() {
                let with = |name: &str| [&**steps, &[Step::Name(name.to_owned())]].concat();
                let path = with(name);
                let without: Map<String, Value> = members.iter().filter(|(other, _)| *other != name).map(own).collect();
                let mut changed =
                    |what, path: &[Step], members: String| add_member(root, steps, what, path, &members, all);
                changed("a member removed", &path, Value::Object(without).to_string());
                let object = value.to_string();
                let body = object.trim_start_matches('{');
                changed("a member repeated", &path, format!("{{{}:{},{body}", json!(name), members[name]));
            }
            let object = value.to_string();
            let body = object.strip_suffix('}').unwrap_or_default();
            let comma = if members.is_empty() { "" } else { "," };
            let path = [&**steps, &[Step::Name("CANARY name".to_owned())]].concat();
            add_member(root, steps, "a member added", &path, &format!("{body}{comma}\"CANARY name\":1}}"), all);
            for (name, inner) in members {
                steps.push(Step::Name(name.clone()));
                visit(root, inner, steps, all);
                steps.pop();
            }
        }
        Value::Array(elements) => {
            let with = |elements: &[Value]| Value::from(elements.to_vec()).to_string();
            if let Some((last, others)) = elements.split_last() {
                let path = [&**steps, &[Step::Index(others.len())]].concat();
                add_member(root, steps, "an element removed", &path, &with(others), all);
                let again = [elements, std::slice::from_ref(last)].concat();
                let path = [&**steps, &[Step::Index(elements.len())]].concat();
                add_member(root, steps, "an element repeated", &path, &with(&again), all);
            }
            for (index, inner) in elements.iter().enumerate() {
                steps.push(Step::Index(index));
                visit(root, inner, steps, all);
                steps.pop();
            }
        }
        _ => {}
    }
}

fn own((name, value): (&String, &Value)) -> (String, Value) {
    (name.clone(), value.clone())
}

/// Changes the object or array at `steps`. The fault is at `path`.
fn add_member(root: &Value, steps: &[Step], what: &'static str, path: &[Step], changed: &str, all: &mut Vec<Mutation>) {
    let text = write(root, &[], steps, &|_, text| text.push_str(changed));
    all.push(Mutation { what, text, path: shown(path), parent: shown(steps) });
}

/// Returns the text of a tree. `change` writes the value at `target`.
fn write(value: &Value, at: &[Step], target: &[Step], change: &dyn Fn(&Value, &mut String)) -> String {
    let mut text = String::new();
    if at == target {
        change(value, &mut text);
        return text;
    }
    match value {
        Value::Object(members) => {
            text.push('{');
            for (index, (name, inner)) in members.iter().enumerate() {
                let at = [at, &[Step::Name(name.clone())]].concat();
                let comma = if index == 0 { "" } else { "," };
                let _ = write!(text, "{comma}{}:{}", json!(name), write(inner, &at, target, change));
            }
            text.push('}');
        }
        Value::Array(elements) => {
            text.push('[');
            for (index, inner) in elements.iter().enumerate() {
                let at = [at, &[Step::Index(index)]].concat();
                let comma = if index == 0 { "" } else { "," };
                let _ = write!(text, "{comma}{}", write(inner, &at, target, change));
            }
            text.push(']');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
    text
}
