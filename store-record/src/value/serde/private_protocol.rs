//! Names by which a crate's types talk to its own serializer. Any other serializer would store them.

/// serde_json's raw JSON text.
pub(super) const RAW_VALUE: &str = "$serde_json::private::RawValue";
/// serde_json's number, while its feature `arbitrary_precision` is on.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// Whether a name has the form of such a name: `$serde_json::private::Number`, `$__toml_private_datetime`.
pub(super) fn is_private(name: &str) -> bool {
    name.starts_with('$') && (name.contains("::private::") || name.starts_with("$__") && name.contains("_private_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_names_are_told_from_those_of_users() {
        let private = ["$sonic_rs::private::Value", "$__toml_private_datetime", "$__serde_spanned_private_start"];
        assert!(private.into_iter().chain([RAW_VALUE, NUMBER]).all(is_private));
        assert!(
            ["$ref", "$private", "$defs", "private", "a::private::b", "__x_private_y", ""]
                .iter()
                .all(|name| !is_private(name))
        );
    }
}
