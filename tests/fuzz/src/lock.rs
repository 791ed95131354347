//! The lock's reader.

use store_record_derive_library::read_lock;

/// Only the text that the program writes is a lock: it is JSON, in the form that serde_json prints.
pub fn check(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    if read_lock(text).is_ok() {
        let value: serde_json::Value = serde_json::from_str(text).expect("a lock is JSON");
        let printed = serde_json::to_string_pretty(&value).expect("a tree can be printed") + "\n";
        assert_eq!(text.replace("\r\n", "\n"), printed, "a lock has two forms");
    }
}
