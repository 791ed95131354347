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
    /// Reads the file, whose path is relative to the package; an error points at the path.
    pub(super) fn read(path: &LitStr, diagnostics: &Diagnostics) -> Option<Self> {
        let given = path.value();
        let absolute = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(&given);
        let record_types = std::fs::read_to_string(&absolute)
            .map_err(|error| {
                format!("the manifest file `{given}` can't be read: {error}; its path is relative to the package")
            })
            .and_then(|text| record_types(&text, &given));
        match record_types {
            Ok(record_types) => Some(Self { path: absolute.to_string_lossy().into_owned(), record_types }),
            Err(message) => {
                diagnostics.at(path.span(), message);
                None
            }
        }
    }
}

/// What is wrong with a file that begins with a byte order mark, which is not JSON.
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
        serde_json::from_str(text).map_err(|error| format!("the manifest file `{file}` is not JSON: {error}"))?;
    let list = match &value {
        Value::Object(object) => object.get("record_types").ok_or_else(form)?,
        list => list,
    };
    let mut names: Vec<String> = Vec::new();
    for name in list.as_array().ok_or_else(form)? {
        let name = name.as_str().ok_or_else(form)?;
        if names.iter().any(|known| known == name) {
            return Err(format!("the manifest file `{file}` lists `{name}` twice; keep one"));
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
    fn another_form_is_refused_with_the_right_one() {
        for text in ["{}", "3", "[1]", r#"{"record_types": "a"}"#] {
            assert!(record_types(text, "m").unwrap_err().contains("must be a JSON list"), "{text}");
        }
        assert!(record_types("[", "m").unwrap_err().contains("is not JSON"));
        assert!(record_types("\u{feff}[]", "m").unwrap_err().contains("byte order mark"));
        assert!(record_types(r#"["a", "a"]"#, "m").unwrap_err().contains("lists `a` twice"));
    }
}
