//! SQLite: columns, rows, parameters and plans through its drivers.

mod columns;
mod plans;
mod rows;
