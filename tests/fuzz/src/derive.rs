//! The derives, from their attribute parser to the expansion.

use store_record_derive_library::expansions;
use syn::visit::{Visit, visit_type_trait_object};
use syn::{DeriveInput, TypeTraitObject};

/// No item makes a derive panic, and each expansion is a list of items: an implementation, or errors with stubs.
pub fn check(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    // A parser of token streams uses the stack for each level. The compiler has parsed the item before a derive does.
    if text.bytes().filter(|byte| b"([{<&*".contains(byte)).count() > 200 {
        return;
    }
    let Ok(item) = syn::parse_str::<DeriveInput>(text) else { return };
    let mut bare = BareTraitObjects(false);
    bare.visit_derive_input(&item);
    if bare.0 {
        return;
    }
    for expansion in expansions(&item) {
        if let Err(error) = syn::parse2::<syn::File>(expansion.clone()) {
            panic!("not a list of items: {error}: {expansion}");
        }
    }
}

/// Finds a trait object without `dyn`. Since the edition 2021 the compiler itself rejects it, and before it can't be a field: it has no
/// size. It can't be written between angle brackets.
struct BareTraitObjects(bool);

impl<'ast> Visit<'ast> for BareTraitObjects {
    fn visit_type_trait_object(&mut self, object: &'ast TypeTraitObject) {
        self.0 |= object.dyn_token.is_none();
        visit_type_trait_object(self, object);
    }
}
