//! [`Html`] and [`html!`]: text of HTML in which every argument is escaped.

use std::fmt::{self, Write as _};

/// The text of a page.
pub(super) struct Html(String);

impl Html {
    pub(super) fn new() -> Self {
        Self(String::new())
    }

    /// Adds a file of this crate.
    pub(super) fn file(&mut self, text: &'static str) {
        self.0 += text;
    }

    /// Adds what [`html!`] has escaped.
    pub(super) fn escaped(&mut self, arguments: fmt::Arguments<'_>) {
        // A string accepts every text.
        let _ = self.0.write_fmt(arguments);
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// Adds a literal of HTML to an [`Html`]. The arguments are text, also inside of an attribute in double quotes.
///
/// The literal is the result of a macro, so that the compiler rejects names of variables in it. They would not be escaped.
macro_rules! html {
    ($out:expr, $literal:literal $(, $argument:expr)* $(,)?) => {
        $out.escaped(format_args!(concat!($literal) $(, $crate::cli::catalog::page::html::Escaped(&$argument))*))
    };
}
pub(super) use html;

/// A value that displays as text in HTML.
pub(super) struct Escaped<'a, T: ?Sized>(pub(super) &'a T);

impl<T: fmt::Display + ?Sized> fmt::Display for Escaped<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

struct Escaping<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl fmt::Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| self.write_char(character))
    }

    fn write_char(&mut self, character: char) -> fmt::Result {
        match character {
            '&' => self.0.write_str("&amp;"),
            '<' => self.0.write_str("&lt;"),
            '>' => self.0.write_str("&gt;"),
            '"' => self.0.write_str("&quot;"),
            '\'' => self.0.write_str("&#39;"),
            // HTML has no way to write the other control characters, and marks of direction would reorder what follows.
            '\n' | '\t' => self.0.write_char(character),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => write!(self.0, "\\u{{{:x}}}", u32::from(character)),
            _ if character.is_control() => write!(self.0, "\\u{{{:x}}}", u32::from(character)),
            _ => self.0.write_char(character),
        }
    }
}
