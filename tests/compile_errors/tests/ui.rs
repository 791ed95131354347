//! Every rule that a user can break: the compile error is ours, at the user's own token, and alone.

#[test]
fn a_broken_rule_gives_one_spanned_error() {
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}
