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
    expected: Expected,
    pub(super) named: Named<'a>,
}

/// The number of rows that a statement must change.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Expected {
    Any,
    Exactly(u64),
    /// All rows of an upsert that fails if it meets a newer row. MariaDB counts a replaced row twice.
    Upserted(u64),
}

/// MariaDB's and MySQL's error of a number that is out of range (`ER_DATA_OUT_OF_RANGE`).
const OUT_OF_RANGE: u16 = 1_690;

impl<'a> Statement<'a> {
    /// Returns the text, with `$1` (PostgreSQL), `?1` (SQLite) or `?` (MariaDB) for the first parameter.
    ///
    /// The parameters are in the order of the text, and none is used twice.
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
        match self.expected {
            Expected::Any => Ok(count),
            Expected::Exactly(expected) if expected == count => Ok(count),
            Expected::Exactly(_) => Err(StoreError::NewerRow),
            Expected::Upserted(rows) => Ok(rows),
        }
    }

    /// Returns true if this number of a server's error says that a put has met a row of a higher schema version. Return
    /// [`StoreError::NewerRow`] then, because MariaDB and MySQL reject such a put themselves.
    ///
    /// ```
    /// # use store_record::StoreRecord;
    /// use store_record::ddl;
    /// use store_record::statements::Statements;
    /// use store_record::store::Change;
    ///
    /// # #[derive(StoreRecord)]
    /// # #[store_record(type = "account", scope = global, key = id)]
    /// # struct Account { id: u64 }
    /// let rows = [Account { id: 7 }.to_envelope()?];
    /// let plan = Statements::from(&ddl::mariadb("record")).change(&Change::Put { rows: &rows, can_downgrade: false });
    /// let put = plan.single().unwrap();
    /// assert!(put.is_newer_row(1690) && !put.is_newer_row(1213));
    /// # Ok::<(), store_record::EncodeError>(())
    /// ```
    #[must_use]
    pub fn is_newer_row(&self, error_number: u16) -> bool {
        matches!(self.expected, Expected::Upserted(_)) && error_number == OUT_OF_RANGE
    }

    pub(super) fn new(dialect: Dialect) -> Self {
        let (text, parameters) = (String::with_capacity(512), Vec::with_capacity(12));
        Self { dialect, text, parameters, expected: Expected::Any, named: Named::default() }
    }

    /// Sets the number of rows that the statement must change.
    pub(super) fn expecting(self, count: usize) -> Self {
        Self { expected: Expected::Exactly(count as u64), ..self }
    }

    /// Sets the number of rows of an upsert that fails if it meets a newer row.
    pub(super) fn upserting(self, rows: usize) -> Self {
        Self { expected: Expected::Upserted(rows as u64), ..self }
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
        let number = self.parameters.len();
        // Writing to a string never fails.
        let _ = match self.dialect {
            Dialect::Postgres => write!(self.text, "${number}"),
            Dialect::Sqlite => write!(self.text, "?{number}"),
            Dialect::MariaDb => write!(self.text, "?"),
        };
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
