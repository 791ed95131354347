//! `rename_all`: the eight cases that serde has.

use super::Options;
use crate::diagnostics::{Diagnostics, did_you_mean, quoted_list};

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

const CASES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    /// Parses the option `rename_all` or `rename_all_fields`.
    pub(crate) fn from_options(option: &str, options: &Options<'_>, diagnostics: &Diagnostics) -> Option<Self> {
        let literal = options.parsed::<syn::LitStr>(option, "\"snake_case\"")?;
        let text = literal.value();
        let case = CASES.iter().find(|(name, _)| *name == text).map(|(_, case)| *case);
        if case.is_none() {
            let hint = did_you_mean(&text, CASES.map(|(name, _)| name));
            let list = quoted_list(CASES.map(|(name, _)| name));
            let message = format!("`{option}` has no case `{text}`{hint}; its cases are {list}");
            diagnostics.error_at(literal.span(), message);
        }
        case
    }

    /// Returns the stored name of a field, whose own name is in `snake_case`.
    pub(crate) fn field_name(self, name: &str) -> String {
        match self {
            Self::Lower | Self::Snake => name.to_owned(),
            Self::Upper | Self::ScreamingSnake => name.to_uppercase(),
            Self::Pascal => name.split('_').map(capitalized).collect(),
            Self::Camel => uncapitalized(&Self::Pascal.field_name(name)),
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingKebab => name.to_uppercase().replace('_', "-"),
        }
    }

    /// Returns the stored name of a variant, whose own name is in `PascalCase`.
    pub(crate) fn variant_name(self, name: &str) -> String {
        match self {
            Self::Pascal => name.to_owned(),
            Self::Lower => name.to_lowercase(),
            Self::Upper => name.to_uppercase(),
            Self::Camel => uncapitalized(name),
            Self::Snake => snake(name),
            Self::ScreamingSnake => snake(name).to_uppercase(),
            Self::Kebab => snake(name).replace('_', "-"),
            Self::ScreamingKebab => snake(name).to_uppercase().replace('_', "-"),
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn uncapitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (index, letter) in name.char_indices() {
        if index > 0 && letter.is_uppercase() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_those_of_serde() {
        let fields = CASES.map(|(_, case)| case.field_name("due_date"));
        assert_eq!(
            fields,
            ["due_date", "DUE_DATE", "DueDate", "dueDate", "due_date", "DUE_DATE", "due-date", "DUE-DATE"]
        );
        let variants = CASES.map(|(_, case)| case.variant_name("VeryTasty"));
        assert_eq!(
            variants,
            [
                "verytasty",
                "VERYTASTY",
                "VeryTasty",
                "veryTasty",
                "very_tasty",
                "VERY_TASTY",
                "very-tasty",
                "VERY-TASTY"
            ]
        );
    }
}
