//! [`Statement`] and [`Plan`]: text, parameters, and how many rows must change.

use super::row::Named;
use super::{Dialect, Parameter};
use crate::store::StoreError;
use std::fmt::{self, Write as _};

/// The text and the parameters of one statement.
///
/// The text varies only in the table's name, the number of rows and the conditions, so a driver can keep prepared
/// statements by their text. `Debug` shows the text and no parameter.
#[derive(Clone, PartialEq)]
pub struct Statement<'a> {
    dialect: Dialect,
    text: String,
    parameters: Vec<Parameter<'a>>,
    expected: Option<u64>,
    pub(super) named: Named<'a>,
}

impl<'a> Statement<'a> {
    /// Returns the text, with `$1` (PostgreSQL) or `?1` (SQLite) for the first parameter.
    ///
    /// The parameters are numbered in the order of the text, and none is used twice.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the parameters.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter<'a>] {
        &self.parameters
    }

    /// Returns the number of rows that the statement has changed, if it is as many as it must change. If it isn't, roll
    /// the change back.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::NewerRow`] if the statement has changed another number of rows.
    pub fn check<E>(&self, count: u64) -> Result<u64, StoreError<E>> {
        if self.expected.is_none_or(|expected| expected == count) { Ok(count) } else { Err(StoreError::NewerRow) }
    }

    pub(super) fn new(dialect: Dialect) -> Self {
        let (text, parameters) = (String::with_capacity(512), Vec::with_capacity(12));
        Self { dialect, text, parameters, expected: None, named: Named::default() }
    }

    /// Sets the number of rows that the statement must change.
    pub(super) fn expecting(self, count: usize) -> Self {
        Self { expected: Some(count as u64), ..self }
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    pub(super) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a parameter and its placeholder.
    pub(super) fn bind(&mut self, parameter: Parameter<'a>) -> &mut Self {
        self.parameters.push(parameter);
        let mark = match self.dialect {
            Dialect::Postgres => '$',
            Dialect::Sqlite => '?',
        };
        // Writing to a string never fails.
        let _ = write!(self.text, "{mark}{}", self.parameters.len());
        self
    }

    /// Adds parameters with commas between them.
    pub(super) fn bind_all(&mut self, parameters: impl IntoIterator<Item = Parameter<'a>>) -> &mut Self {
        for (index, parameter) in parameters.into_iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            self.bind(parameter);
        }
        self
    }
}

/// Shows the text.
impl fmt::Debug for Statement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Statement").field("text", &self.text).finish_non_exhaustive()
    }
}

/// The statements of one change, to execute in order and as a whole. It has none if there is nothing to change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan<'a> {
    pub(super) statements: Vec<Statement<'a>>,
    /// Whether the only statement changes nothing if it changes too few rows.
    pub(super) is_atomic: bool,
}

impl<'a> Plan<'a> {
    /// Returns the only statement if it needs no transaction. Otherwise execute [`Plan::statements`] in a transaction,
    /// which is a savepoint if the caller has one.
    #[must_use]
    pub fn single(&self) -> Option<&Statement<'a>> {
        match &*self.statements {
            [statement] if self.is_atomic => Some(statement),
            _ => None,
        }
    }

    /// Returns the statements.
    #[must_use]
    pub fn statements(&self) -> &[Statement<'a>] {
        &self.statements
    }
}
