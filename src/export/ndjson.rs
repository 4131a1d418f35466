//! The rows of a table as JSON objects: one a line, or together in an array.
//!
//! Called by `dateline export` and by `geojson`. Keys are the table's columns in their order; what is
//! unknown is null.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::export::json::to_json_number;
use crate::export::table::{self, Cell, ExportTable, LogExtent};

/// Writes one object a line (NDJSON), each as it is made.
///
/// # Errors
///
/// What the writer gives.
pub fn write_lines(log: &LogExtent<'_>, table: ExportTable, mut to: impl Write) -> io::Result<()> {
    let names = table::column_names(table);
    table::each_row(log, table, &mut |cells| {
        serde_json::to_writer(&mut to, &Object::from_row(&names, cells))
            .map_err(io::Error::from)?;
        to.write_all(b"\n")
    })?;
    to.flush()
}

/// Writes one array of objects, each as it is made.
///
/// # Errors
///
/// What the writer gives.
pub fn write_array(log: &LogExtent<'_>, table: ExportTable, mut to: impl Write) -> io::Result<()> {
    let names = table::column_names(table);
    let mut before: &[u8] = b"[\n";
    table::each_row(log, table, &mut |cells| {
        to.write_all(before)?;
        before = b",\n";
        serde_json::to_writer(&mut to, &Object::from_row(&names, cells)).map_err(io::Error::from)
    })?;
    to.write_all(if before == b"[\n" { b"[]\n" } else { b"\n]\n" })?;
    to.flush()
}

/// A row as an object.
pub(super) struct Object<'o> {
    names: &'o [&'static str],
    cells: &'o [Cell<'o>],
}

impl<'o> Object<'o> {
    pub(super) fn from_row(names: &'o [&'static str], cells: &'o [Cell<'o>]) -> Self {
        Self { names, cells }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.cells.len()))?;
        for (name, cell) in self.names.iter().zip(self.cells) {
            map.serialize_key(name)?;
            match cell {
                Cell::None => map.serialize_value(&())?,
                Cell::Text(text) => map.serialize_value(text)?,
                Cell::Number(value) => map.serialize_value(&to_json_number(*value))?,
                Cell::Count(count) => map.serialize_value(count)?,
                Cell::Flag(flag) => map.serialize_value(flag)?,
                Cell::List(list) => map.serialize_value(list)?,
                Cell::Lines(lines) => map.serialize_value(lines)?,
            }
        }
        map.end()
    }
}
