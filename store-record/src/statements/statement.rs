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
    /// The row of an insert, unless MariaDB rejects it because the key is stored.
    Inserted,
}

/// MariaDB's and MySQL's error of a key that is stored (`ER_DUP_ENTRY`).
const DUPLICATE_KEY: u16 = 1_062;

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
            Expected::Any | Expected::Inserted => Ok(count),
            Expected::Exactly(expected) if expected == count => Ok(count),
            Expected::Exactly(_) => Err(StoreError::NewerRow),
            Expected::Upserted(rows) => Ok(rows),
        }
    }

    /// Returns the result of a statement that MariaDB or MySQL has rejected with this error, if that is how the server says
    /// it: a put has met a row of a higher schema version, or an insert has met a row of its key. `None` is a failure.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError::NewerRow`] as [`Statement::check`] does.
    ///
    /// ```
    /// # use store_record::StoreRecord;
    /// use store_record::ddl;
    /// use store_record::statements::Statements;
    /// use store_record::store::{Change, StoreError};
    ///
    /// # #[derive(StoreRecord)]
    /// # #[store_record(type = "account", scope = global, key = id)]
    /// # struct Account { id: u64 }
    /// let rows = [Account { id: 7 }.to_envelope()?];
    /// let statements = Statements::from(&ddl::mariadb("record"));
    /// let put = statements.change(&Change::Put { rows: &rows, can_downgrade: false });
    /// let put = put.single().unwrap();
    /// assert_eq!(put.check_error::<()>(1690), Some(Err(StoreError::NewerRow)));
    /// assert_eq!(put.check_error::<()>(1213), None);
    /// let insert = statements.change(&Change::Insert { row: &rows[0] });
    /// assert_eq!(insert.single().unwrap().check_error::<()>(1062), Some(Ok(0)));
    /// # Ok::<(), store_record::EncodeError>(())
    /// ```
    #[must_use]
    pub fn check_error<E>(&self, number: u16) -> Option<Result<u64, StoreError<E>>> {
        match (self.expected, number) {
            (Expected::Upserted(_), OUT_OF_RANGE) => Some(Err(StoreError::NewerRow)),
            (Expected::Inserted, DUPLICATE_KEY) => Some(Ok(0)),
            _ => None,
        }
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

    /// Lets the server reject the statement because the key is stored.
    pub(super) fn inserting(self) -> Self {
        Self { expected: Expected::Inserted, ..self }
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
