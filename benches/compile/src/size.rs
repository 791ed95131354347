//! The size of a program by its sections.

use crate::Outcome;
use object::{Object as _, ObjectSection as _, SectionKind};

/// Bytes of a linked program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProgramSize {
    /// Machine code.
    pub(crate) code: u64,
    /// Constants, tables of pointers, tables for unwinding.
    pub(crate) data: u64,
}

impl ProgramSize {
    /// What this one has over another.
    pub(crate) fn without(self, other: Self) -> Self {
        Self { code: self.code.saturating_sub(other.code), data: self.data.saturating_sub(other.data) }
    }
}

/// The sections that are loaded; symbols and debug information aren't.
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
