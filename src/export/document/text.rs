//! A document as plain text, in lines of at most so many cells, for a terminal, a mail or a printer.
//!
//! Called by the edge. Columns of tables line up; what is too long wraps under its own beginning.

use crate::export::document::parts::{Document, DocumentBlock, DocumentTable, DocumentWords};
use crate::text::case_fold::to_ascii;
use crate::text::fit;
use crate::text::for_terminal::for_terminal;

/// Cells of a line: a page of A4 in a small type.
pub const WIDTH: usize = 100;
/// Cells before what stands under a heading.
const INDENT: usize = 1;
/// The widest that names of facts may make their column.
const WIDEST_NAME: usize = 14;

/// Writes a document; with `is_ascii` nothing but ASCII.
pub fn write(document: &Document, is_ascii: bool) -> String {
    let mut lines = fit::wrap_text(&document.title, WIDTH);
    for about in &document.about {
        lines.extend(fit::wrap_text(about, WIDTH));
    }
    for block in &document.blocks {
        append_block(block, is_ascii, &mut lines);
    }
    let mut out = String::new();
    for line in &lines {
        let line = line.trim_end();
        out.push_str(&if is_ascii {
            to_ascii(line)
        } else {
            for_terminal(line).into_owned()
        });
        out.push('\n');
    }
    out
}

/// Writes one block without its document.
pub fn write_block(block: &DocumentBlock) -> String {
    let mut lines = Vec::new();
    append_block(block, false, &mut lines);
    lines.join("\n")
}

fn append_block(block: &DocumentBlock, is_ascii: bool, lines: &mut Vec<String>) {
    match block {
        DocumentBlock::Section(text) => {
            let rule = if is_ascii { "-" } else { "─" };
            let start = format!("{rule}{rule} {text} ");
            let rest = WIDTH.saturating_sub(fit::measure_width(&start));
            lines.push(format!("{start}{}", rule.repeat(rest)));
        }
        DocumentBlock::Heading(text) => lines.extend(fit::wrap_text(text, WIDTH)),
        DocumentBlock::Facts(facts) => {
            // A name that is too long for the column stands before its words like a part of them.
            let fits = |name: &str| fit::measure_width(name) <= WIDEST_NAME;
            let names = facts.iter().map(|(name, _)| name).filter(|name| fits(name));
            let cells = names
                .map(|name| fit::measure_width(name))
                .max()
                .unwrap_or(0);
            let indent = " ".repeat(INDENT);
            for (name, words) in facts {
                if fits(name) {
                    let start = format!("{indent}{}  ", fit::align_left(name, cells, ""));
                    append_hanging(&start, &words.to_string(), lines);
                } else {
                    append_hanging(&indent, &format!("{name}: {words}"), lines);
                }
            }
        }
        DocumentBlock::Table(table) if table.is_mentioned => {
            for row in &table.rows {
                append_hanging(&format!("{}- ", " ".repeat(INDENT)), &word_row(row), lines);
            }
        }
        DocumentBlock::Table(table) => put_table(table, lines),
        DocumentBlock::Items(items) => {
            for item in items {
                append_hanging(
                    &format!("{}- ", " ".repeat(INDENT)),
                    &item.to_string(),
                    lines,
                );
            }
        }
        DocumentBlock::Paragraph(words) => {
            append_hanging(&" ".repeat(INDENT), &words.to_string(), lines);
        }
        DocumentBlock::Verbatim(text) => {
            lines.extend(text.lines().map(|line| format!("    {line}")));
        }
        DocumentBlock::Map(_) => {}
    }
}

/// A row as a sentence: `US to Kabul: about 3,000 troops, 12 Aug, DoD A1`.
fn word_row(row: &[DocumentWords]) -> String {
    let mut cells = row
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(DocumentWords::to_string);
    let first = cells.next().unwrap_or_default();
    let others: Vec<String> = cells.collect();
    format!("{first}: {}", others.join(", "))
}

/// Puts a text behind a beginning and wraps it so that all of it stands behind that.
fn append_hanging(start: &str, text: &str, lines: &mut Vec<String>) {
    let indent = fit::measure_width(start);
    let wrapped = fit::wrap_text(text, WIDTH.saturating_sub(indent).max(1));
    for (row, line) in wrapped.into_iter().enumerate() {
        lines.push(if row == 0 {
            format!("{start}{line}")
        } else {
            format!("{}{line}", " ".repeat(indent))
        });
    }
}

fn put_table(table: &DocumentTable, lines: &mut Vec<String>) {
    let has_head = table.head.iter().any(|name| !name.is_empty());
    let head = has_head.then(|| table.head.iter().map(|name| (*name).to_owned()).collect());
    let rows = table
        .rows
        .iter()
        .map(|row| row.iter().map(DocumentWords::to_string).collect());
    let rows: Vec<Vec<String>> = head.into_iter().chain(rows).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| fit::measure_width(cell))
            .max()
            .unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..columns).map(widest).collect();
    narrow_columns(&mut widths, table.flexible);
    for row in &rows {
        put_row(row, &widths, &table.right, lines);
    }
}

/// Cells that the column which gives way keeps, as long as others can give way too.
const LEAST_FLEXIBLE: usize = 24;

/// Narrows columns until a row fits a line: first the one that gives way, then always the widest.
fn narrow_columns(widths: &mut [usize], flexible: usize) {
    let gaps = INDENT + 2 * widths.len().saturating_sub(1);
    let room = WIDTH.saturating_sub(gaps).max(widths.len());
    while widths.iter().sum::<usize>() > room {
        let over = widths.iter().sum::<usize>() - room;
        let widest = widths.iter().copied().max().unwrap_or(0);
        match widths.get_mut(flexible) {
            Some(width) if *width > LEAST_FLEXIBLE => {
                *width = width.saturating_sub(over).max(LEAST_FLEXIBLE);
            }
            _ => {
                if let Some(width) = widths.iter_mut().find(|width| **width == widest) {
                    *width -= 1;
                }
            }
        }
    }
}

/// A row with its cells wrapped, in as many lines as its tallest cell takes.
fn put_row(row: &[String], widths: &[usize], right: &[usize], lines: &mut Vec<String>) {
    let cells: Vec<Vec<String>> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| fit::wrap_text(cell, (*width).max(1)))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut text = " ".repeat(INDENT);
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let part = cell.get(line).map_or("", String::as_str);
            if column > 0 {
                text.push_str("  ");
            }
            text.push_str(&if right.contains(&column) {
                fit::align_right(part, *width, "")
            } else {
                fit::align_left(part, *width, "")
            });
        }
        lines.push(text);
    }
}
