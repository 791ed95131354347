//! The size of a program by its sections.

use crate::Outcome;
use object::{Object as _, ObjectSection as _, SectionKind};

/// The size of a linked program in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProgramSize {
    /// Machine code.
    pub(crate) code: u64,
    /// Constants, tables of pointers, tables for unwinding.
    pub(crate) data: u64,
}

impl ProgramSize {
    /// Returns the difference from another size.
    pub(crate) fn without(self, other: Self) -> Self {
        Self { code: self.code.saturating_sub(other.code), data: self.data.saturating_sub(other.data) }
    }
}

/// Returns the size of the loaded sections. Symbols and debug information aren't loaded.
pub(crate) fn of_program(program: &[u8]) -> Outcome<ProgramSize> {
    let mut size = ProgramSize { code: 0, data: 0 };
    for section in object::File::parse(program)?.sections() {
        match section.kind() {
            SectionKind::Text => size.code += section.size(),
            SectionKind::Data
            | SectionKind::ReadOnlyData
            | SectionKind::ReadOnlyDataWithRel
            | SectionKind::ReadOnlyString => {
                size.data += section.size();
            }
            _ => {}
        }
    }
    Ok(size)
}
