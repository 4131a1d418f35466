//! A table as CSV (RFC 4180) with a header, safe to open in a spreadsheet.
//!
//! Called by `dateline export`. A text that a spreadsheet would take for a formula gets an apostrophe
//! before it; lists are joined by `;`, sentences by line breaks, and what is unknown is empty.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::export::table::{self, Cell, ExportTable, LogExtent};

/// Writes the header and each row as it is made.
///
/// # Errors
///
/// What the writer gives.
pub fn write(log: &LogExtent<'_>, table: ExportTable, to: impl Write) -> io::Result<()> {
    let mut to = csv::Writer::from_writer(to);
    to.write_record(table::column_names(table))
        .map_err(unwrap_io_error)?;
    table::each_row(log, table, &mut |row| {
        for cell in row {
            to.write_field(field_text(cell).as_bytes())
                .map_err(unwrap_io_error)?;
        }
        to.write_record(None::<&[u8]>).map_err(unwrap_io_error)
    })?;
    to.flush()
}

/// The error of the writer itself, so that a closed pipe is known as one.
fn unwrap_io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn field_text<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::None => Cow::Borrowed(""),
        Cell::Text(text) => neutralise_formula(Cow::Borrowed(text)),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Count(number) => Cow::Owned(number.to_string()),
        Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        Cell::List(list) => neutralise_formula(Cow::Owned(list.join(";"))),
        Cell::Lines(lines) => neutralise_formula(Cow::Owned(lines.join("\n"))),
    }
}

/// A text with an apostrophe before it if a spreadsheet would take it for a formula, blanks before its
/// first sign or not.
fn neutralise_formula(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_control = text.starts_with(['\t', '\r', '\n']);
    let is_formula = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_control || is_formula {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_texts() {
        for formula in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1",
            "＠1",
        ] {
            assert_eq!(
                neutralise_formula(formula.into()),
                format!("'{formula}"),
                "{formula:?}"
            );
        }
        for text in ["", "plain", "2021-08-12 -04:00", "a=1", "'=1", "^I=1"] {
            assert_eq!(neutralise_formula(text.into()), text, "{text:?}");
        }
        // A longitude is a number and stays one.
        assert_eq!(field_text(&Cell::Number(-65.7)), "-65.7");
    }
}
