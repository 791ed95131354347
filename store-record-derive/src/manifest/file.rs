//! The manifest file: a JSON list of record types, or an object with such a list in `record_types`.

use crate::diagnostics::Diagnostics;
use serde_json::Value;
use std::path::PathBuf;
use syn::LitStr;

pub(super) struct ManifestFile {
    /// The absolute path.
    pub(super) path: String,
    pub(super) record_types: Vec<String>,
}

impl ManifestFile {
    /// Reads the file, whose path is relative to the package. An error is reported at the path.
    pub(super) fn read(path: &LitStr, diagnostics: &Diagnostics) -> Option<Self> {
        let name = path.value();
        let absolute = absolute_path(&name);
        let record_types = std::fs::read_to_string(&absolute)
            .map_err(|error| {
                format!("the manifest file `{name}` can't be read: {error}; a path is relative to the package")
            })
            .and_then(|text| record_types(&text, &name));
        match record_types {
            Ok(record_types) => Some(Self { path: absolute.to_string_lossy().into_owned(), record_types }),
            Err(message) => {
                diagnostics.error_at(path.span(), message);
                None
            }
        }
    }
}

/// Returns the path of a file that is named relative to the user's package.
pub(super) fn absolute_path(name: &str) -> PathBuf {
    PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(name)
}

/// Returns what is wrong with a file that begins with a byte order mark, which isn't JSON.
pub(super) fn byte_order_mark(text: &str) -> Option<&'static str> {
    text.starts_with('\u{feff}').then_some("begins with a byte order mark: save it as UTF-8 without one")
}

fn record_types(text: &str, file: &str) -> Result<Vec<String>, String> {
    let form = || {
        format!(
            "the manifest file `{file}` must be a JSON list of record types, or an object with such a list in `record_types`"
        )
    };
    if let Some(mark) = byte_order_mark(text) {
        return Err(format!("the manifest file `{file}` {mark}"));
    }
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("the manifest file `{file}` isn't JSON: {error}"))?;
    let list = match &value {
        Value::Object(object) => object.get("record_types").ok_or_else(form)?,
        list => list,
    };
    let mut names: Vec<String> = Vec::new();
    for name in list.as_array().ok_or_else(form)? {
        let name = name.as_str().ok_or_else(form)?;
        if names.iter().any(|known| known == name) {
            return Err(format!("duplicate record type `{name}` in the manifest file `{file}`: remove one"));
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        assert_eq!(record_types(r#"["a", "b"]"#, "m").unwrap(), ["a", "b"]);
        assert_eq!(record_types(r#"{"version": 3, "record_types": ["a"]}"#, "m").unwrap(), ["a"]);
    }

    #[test]
    fn another_form_is_rejected() {
        for text in ["{}", "3", "[1]", r#"{"record_types": "a"}"#] {
            assert!(record_types(text, "m").unwrap_err().contains("must be a JSON list"), "{text}");
        }
        assert!(record_types("[", "m").unwrap_err().contains("isn't JSON"));
        assert!(record_types("\u{feff}[]", "m").unwrap_err().contains("byte order mark"));
        assert!(record_types(r#"["a", "a"]"#, "m").unwrap_err().contains("duplicate record type `a`"));
    }
}
