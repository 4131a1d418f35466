//! Diagnostics as JSON, one object a line, for editors and continuous integration.
//!
//! Called by `dateline check --format json`; the manual lists the keys. Columns count characters from
//! 1, as in the reports for people; an end is the place behind the last character.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Excerpt, Severity};

/// The position just after the last character.
#[derive(Serialize)]
struct EndPosition {
    line: usize,
    column: usize,
}

impl EndPosition {
    fn from_excerpt(excerpt: &Excerpt) -> Self {
        let (line, column) = excerpt.end;
        Self { line, column }
    }
}

#[derive(Serialize)]
struct Related<'d> {
    file: &'d str,
    line: usize,
    column: usize,
    end: EndPosition,
    message: &'d str,
}

#[derive(Serialize)]
struct LintRow<'d> {
    file: &'d str,
    line: usize,
    column: usize,
    end: EndPosition,
    severity: &'static str,
    code: &'d str,
    message: &'d str,
    help: Option<&'d str>,
    related: Vec<Related<'d>>,
}

/// Returns a diagnostic as one line of JSON, with its line break.
pub fn write_diagnostic(diagnostic: &Diagnostic) -> String {
    let related = diagnostic.related.iter();
    to_json(&LintRow {
        file: &diagnostic.primary.file,
        line: diagnostic.primary.line,
        column: diagnostic.primary.column,
        end: EndPosition::from_excerpt(&diagnostic.primary),
        severity: diagnostic.severity.as_word(),
        code: diagnostic.code,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        related: related
            .map(|excerpt| Related {
                file: &excerpt.file,
                line: excerpt.line,
                column: excerpt.column,
                end: EndPosition::from_excerpt(excerpt),
                message: &excerpt.label,
            })
            .collect(),
    })
}

/// Returns one line of JSON for a file that cannot be read as text, and so has no lines.
pub fn write_unusable(file: &str, reason: &str) -> String {
    to_json(&LintRow {
        file,
        line: 1,
        column: 1,
        end: EndPosition { line: 1, column: 1 },
        severity: Severity::Error.as_word(),
        code: "unusable",
        message: reason,
        help: None,
        related: Vec::new(),
    })
}

fn to_json(row: &LintRow<'_>) -> String {
    // What is written holds neither maps with odd keys nor anything that can fail.
    let mut line = serde_json::to_string(row).unwrap_or_default();
    line.push('\n');
    line
}
