//! A document as plain text, in lines of at most so many cells, for a terminal, a mail or a printer.
//!
//! Called by the edge. Columns of tables line up; what is too long wraps under its own beginning.

use crate::export::document::parts::{Block, Document, Table, Words};
use crate::text::drawn::drawn;
use crate::text::fit;
use crate::text::fold::ascii;

/// Cells of a line: a page of A4 in a small type.
pub const WIDTH: usize = 100;
/// Cells before what stands under a heading.
const INDENT: usize = 1;
/// The widest that names of facts may make their column.
const WIDEST_NAME: usize = 14;

/// Writes a document; with `is_ascii` nothing but ASCII.
pub fn write(document: &Document, is_ascii: bool) -> String {
    let mut lines = fit::wrap(&document.title, WIDTH);
    for about in &document.about {
        lines.extend(fit::wrap(about, WIDTH));
    }
    for block in &document.blocks {
        put(block, is_ascii, &mut lines);
    }
    let mut out = String::new();
    for line in &lines {
        let line = line.trim_end();
        out.push_str(&if is_ascii {
            ascii(line)
        } else {
            drawn(line).into_owned()
        });
        out.push('\n');
    }
    out
}

/// Writes one block without its document.
pub fn write_block(block: &Block) -> String {
    let mut lines = Vec::new();
    put(block, false, &mut lines);
    lines.join("\n")
}

fn put(block: &Block, is_ascii: bool, lines: &mut Vec<String>) {
    match block {
        Block::Section(text) => {
            let rule = if is_ascii { "-" } else { "─" };
            let start = format!("{rule}{rule} {text} ");
            let rest = WIDTH.saturating_sub(fit::width(&start));
            lines.push(format!("{start}{}", rule.repeat(rest)));
        }
        Block::Heading(text) => lines.extend(fit::wrap(text, WIDTH)),
        Block::Facts(facts) => {
            // A name that is too long for the column stands before its words like a part of them.
            let fits = |name: &str| fit::width(name) <= WIDEST_NAME;
            let names = facts.iter().map(|(name, _)| name).filter(|name| fits(name));
            let cells = names.map(|name| fit::width(name)).max().unwrap_or(0);
            let indent = " ".repeat(INDENT);
            for (name, words) in facts {
                if fits(name) {
                    let start = format!("{indent}{}  ", fit::left(name, cells, ""));
                    hang(&start, &words.to_string(), lines);
                } else {
                    hang(&indent, &format!("{name}: {words}"), lines);
                }
            }
        }
        Block::Table(table) if table.is_told => {
            for row in &table.rows {
                hang(&format!("{}- ", " ".repeat(INDENT)), &told(row), lines);
            }
        }
        Block::Table(table) => put_table(table, lines),
        Block::Items(items) => {
            for item in items {
                hang(
                    &format!("{}- ", " ".repeat(INDENT)),
                    &item.to_string(),
                    lines,
                );
            }
        }
        Block::Paragraph(words) => hang(&" ".repeat(INDENT), &words.to_string(), lines),
        Block::Verbatim(text) => lines.extend(text.lines().map(|line| format!("    {line}"))),
        Block::Map(_) => {}
    }
}

/// A row as a sentence: `US to Kabul: about 3,000 troops, 12 Aug, DoD A1`.
fn told(row: &[Words]) -> String {
    let mut cells = row
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(Words::to_string);
    let first = cells.next().unwrap_or_default();
    let others: Vec<String> = cells.collect();
    format!("{first}: {}", others.join(", "))
}

/// Puts a text behind a beginning and wraps it so that all of it stands behind that.
fn hang(start: &str, text: &str, lines: &mut Vec<String>) {
    let indent = fit::width(start);
    let wrapped = fit::wrap(text, WIDTH.saturating_sub(indent).max(1));
    for (row, line) in wrapped.into_iter().enumerate() {
        lines.push(if row == 0 {
            format!("{start}{line}")
        } else {
            format!("{}{line}", " ".repeat(indent))
        });
    }
}

fn put_table(table: &Table, lines: &mut Vec<String>) {
    let has_head = table.head.iter().any(|name| !name.is_empty());
    let head = has_head.then(|| table.head.iter().map(|name| (*name).to_owned()).collect());
    let rows = table
        .rows
        .iter()
        .map(|row| row.iter().map(Words::to_string).collect());
    let rows: Vec<Vec<String>> = head.into_iter().chain(rows).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| fit::width(cell)).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..columns).map(widest).collect();
    narrow(&mut widths, table.flexible);
    for row in &rows {
        put_row(row, &widths, &table.right, lines);
    }
}

/// Cells that the column which gives way keeps, as long as others can give way too.
const LEAST_FLEXIBLE: usize = 24;

/// Narrows columns until a row fits a line: first the one that gives way, then always the widest.
fn narrow(widths: &mut [usize], flexible: usize) {
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
        .map(|(cell, width)| fit::wrap(cell, (*width).max(1)))
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
                fit::right(part, *width, "")
            } else {
                fit::left(part, *width, "")
            });
        }
        lines.push(text);
    }
}
