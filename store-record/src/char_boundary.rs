//! Indices between characters.

/// `str::floor_char_boundary`, which is newer than the minimum Rust version.
pub(crate) fn floor(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_index_within_a_character_is_moved_to_its_beginning() {
        let text = "aé\u{10ffff}";
        let floors: Vec<usize> = (0..9).map(|index| super::floor(text, index)).collect();
        assert_eq!(floors, [0, 1, 1, 3, 3, 3, 3, 7, 7]);
        assert_eq!(super::floor("", 3), 0);
    }
}
