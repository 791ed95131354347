//! The derives, from their attribute parser to the expansion.

use store_record_derive_library::expansions;
use syn::DeriveInput;

/// No item makes a derive panic, and each expansion is a list of items: an implementation, or errors with stubs.
pub fn check(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    // A parser of token streams uses the stack for each level. The compiler has parsed the item before a derive does.
    if text.bytes().filter(|byte| b"([{<&*".contains(byte)).count() > 200 {
        return;
    }
    let Ok(item) = syn::parse_str::<DeriveInput>(text) else { return };
    for expansion in expansions(&item) {
        if let Err(error) = syn::parse2::<syn::File>(expansion.clone()) {
            panic!("not a list of items: {error}: {expansion}");
        }
    }
}
