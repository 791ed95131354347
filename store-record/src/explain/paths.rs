//! Paths to differences. They share their beginnings, and a path is allocated only for a difference, so that the memory
//! doesn't grow with the names above it.

use crate::codec::decoder::Decoder;
use crate::error::Path;
use crate::path_name::PathName;
use std::fmt::{self, Write as _};

/// A longer name is cut.
const SHOWN_CHARACTERS: usize = 80;

/// One step from a value to a part of it.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// A name of the program.
    Field(&'static str),
    Index(usize),
    /// A name that only the payload has, by the offset of its quote.
    Name(usize),
}

/// A location in the payload: the whole payload, or a node of the paths.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Location(Option<usize>);

impl Location {
    pub(super) const ROOT: Self = Self(None);
}

/// The nodes that lead to differences. Each has its parent.
#[derive(Default)]
pub(super) struct Paths {
    nodes: Vec<(Location, Step)>,
}

/// The path to the current value.
#[derive(Default)]
pub(super) struct Trail {
    steps: Vec<(Step, Option<Location>)>,
}

impl Trail {
    pub(super) fn push(&mut self, step: Step) {
        self.steps.push((step, None));
    }

    pub(super) fn pop(&mut self) {
        self.steps.pop();
    }
}

impl Paths {
    /// Returns the location at the end of the trail.
    pub(super) fn location_of(&mut self, trail: &mut Trail) -> Location {
        let mut location = Location::ROOT;
        for (step, known) in &mut trail.steps {
            location = *known.get_or_insert_with(|| self.add(location, *step));
        }
        location
    }

    /// Adds a location one step below another.
    pub(super) fn add(&mut self, above: Location, step: Step) -> Location {
        self.nodes.push((above, step));
        Location(Some(self.nodes.len() - 1))
    }

    /// Returns the steps to a location, the innermost first.
    fn steps(&self, mut location: Location) -> impl Iterator<Item = Step> {
        std::iter::from_fn(move || {
            let (above, step) = *self.nodes.get(location.0?)?;
            location = above;
            Some(step)
        })
    }

    pub(super) fn redacted(&self, location: Location) -> Path {
        let mut path = Path::default();
        for step in self.steps(location) {
            match step {
                Step::Field(name) => path.in_field(name),
                Step::Index(index) => path.in_index(index),
                Step::Name(_) => path.in_map_key(),
            }
        }
        path
    }

    pub(super) fn exposed<'a>(&'a self, location: Location, text: &'a str) -> Exposed<'a> {
        Exposed { paths: self, location, text }
    }
}

/// A path that shows the names of the payload.
pub(super) struct Exposed<'a> {
    paths: &'a Paths,
    location: Location,
    text: &'a str,
}

impl fmt::Display for Exposed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps: Vec<Step> = self.paths.steps(self.location).collect();
        steps.reverse();
        steps.into_iter().try_for_each(|step| match step {
            Step::Field(name) => write!(f, ".{}", PathName(name)),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Name(offset) => write_name(f, &Decoder::at(self.text, offset).string().unwrap_or_default()),
        })
    }
}

/// Writes `["a name"]`, so that no name reads like a step.
fn write_name(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    f.write_str("[\"")?;
    for letter in name.chars().take(SHOWN_CHARACTERS) {
        match letter {
            '"' | '\\' => write!(f, "\\{letter}")?,
            // Such as a line feed, or a character that changes the reading direction.
            _ if letter.is_control() || is_invisible(letter) => write!(f, "\\u{{{:x}}}", u32::from(letter))?,
            _ => f.write_char(letter)?,
        }
    }
    f.write_str(if name.chars().nth(SHOWN_CHARACTERS).is_some() { "…\"]" } else { "\"]" })
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
