//! Options of serde that this crate doesn't have, and what to write instead.

/// Returns the advice for an option of serde, or `None` if serde has no such option either.
pub(super) fn advice(name: &str) -> Option<&'static str> {
    Some(match name {
        "deny_unknown_fields" => "unknown fields are already rejected: remove it",
        "skip_serializing_if" => {
            "every field is stored: remove it, and write `default` if stored payloads may lack the field"
        }
        "skip_serializing" | "skip_deserializing" => {
            "a field that is stored and not read, or read and not stored, would be lost: write `skip`, or remove it"
        }
        "serialize_with" | "deserialize_with" => {
            "write `with = serde(module)` for a module with the functions `serialize` and `deserialize`"
        }
        "borrow" => "a record owns its values: remove it, and write `String` or `Cow<'_, str>`",
        "from" | "into" | "try_from" => {
            "it is an option of a type that isn't a record: write `with = module` on a field, or convert the record before it is \
             sealed"
        }
        "remote" | "getter" => "mark the field of that type `with = module`, or `with = text` if it has a text",
        "expecting" => "an error message has the rule of the type: remove it",
        "variant_identifier" | "field_identifier" => "the reader finds names by itself: remove it",
        _ => return None,
    })
}
