//! Lints of the text itself: newer TOML and unsafe text; also collects the lints that are allowed.
//!
//! `parse` hands over the tree of each piece before it becomes tables, since tables know neither how a value was
//! written nor where they end. Nothing here knows the meaning of a key.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{AllowedLint, LintNotes, join_ranges};
use crate::diagnostic::Problem;
use crate::diagnostic::lints::{TOML_1_1, UNSAFE_TEXT};
use crate::scenario::raw::value::BLOCKS;
use crate::scenario::span_base::SpanBase;
use crate::text::sanitize_text;

/// Checks every value of a piece, and collects the lints that it allows.
pub(in crate::scenario) fn read(
    table: &DeTable<'_>,
    text: &str,
    origin: SpanBase,
    notes: &mut LintNotes,
) {
    let mut reader = TextReader {
        text,
        origin,
        notes,
    };
    for (key, value) in table {
        let key = key.get_ref().as_ref();
        let before = reader.notes.allows.len();
        reader.check_value(key, value);
        if key == "scenario" {
            let own = reader.notes.allows.iter_mut().skip(before);
            own.for_each(|allow| allow.covers = None);
        }
    }
}

struct TextReader<'r> {
    text: &'r str,
    origin: SpanBase,
    notes: &'r mut LintNotes,
}

impl<'r> TextReader<'r> {
    /// Checks a value and everything inside it; returns the range that they cover.
    fn check_value(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Range<usize> {
        let span = value.span();
        match value.get_ref() {
            DeValue::String(decoded) => self.check_string(key, decoded, span.clone()),
            DeValue::Datetime(_) => self.check_time(span.clone()),
            DeValue::Array(items) => {
                return items.iter().fold(span, |all, item| {
                    join_ranges(all, self.check_value(key, item))
                });
            }
            DeValue::Table(table) => return self.check_table(table, span),
            _ => {}
        }
        span
    }

    fn check_table(&mut self, table: &DeTable<'_>, span: Range<usize>) -> Range<usize> {
        let mut all = span.clone();
        // The keys with their values, each as one stretch, in the order of the text.
        let mut entries: Vec<(Range<usize>, Range<usize>)> = Vec::with_capacity(table.len());
        for (key, value) in table {
            let whole = self.check_value(key.get_ref(), value);
            all = join_ranges(all, join_ranges(key.span(), whole.clone()));
            entries.push((key.span(), whole));
        }
        if self.typed_text(&span).starts_with('{') {
            entries.sort_unstable_by_key(|(key, _)| key.start);
            self.check_inline(&span, &entries);
        }
        if let Some(DeValue::Table(allows)) = table.get("allow").map(Spanned::get_ref) {
            for (code, _) in allows {
                self.notes.allows.push(AllowedLint {
                    code: code.get_ref().to_string(),
                    span: self.origin.to_file_span(code.span()),
                    covers: Some(self.origin.to_file_span(all.clone())),
                });
            }
        }
        all
    }

    fn typed_text(&self, span: &Range<usize>) -> &'r str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    fn warn_of_newer(&mut self, span: Range<usize>, message: &str, help: &str) {
        let problem = Problem::new_warning(&TOML_1_1, self.origin.to_file_span(span), message);
        self.notes.warnings.push(problem.with_help(help));
    }

    /// Checks an inline table: TOML 1.0 has no line breaks, comments or trailing commas in it.
    fn check_inline(&mut self, span: &Range<usize>, entries: &[(Range<usize>, Range<usize>)]) {
        let mut at = span.start + 1;
        for (key, value) in entries {
            if self.is_broken(at..key.start) || self.is_broken(key.end..value.start) {
                return self.several_lines(span);
            }
            at = at.max(value.end);
        }
        let rest = at..span.end.saturating_sub(1);
        if self.is_broken(rest.clone()) {
            return self.several_lines(span);
        }
        if let Some(comma) = self
            .typed_text(&rest)
            .find(',')
            .filter(|_| !entries.is_empty())
        {
            let comma = rest.start + comma;
            let message = "only TOML 1.1 has a comma behind the last key of a table in braces";
            self.warn_of_newer(comma..comma + 1, message, "take the comma out");
        }
    }

    fn is_broken(&self, gap: Range<usize>) -> bool {
        gap.start < gap.end && self.typed_text(&gap).contains(['\n', '#'])
    }

    fn several_lines(&mut self, span: &Range<usize>) {
        let message = "only TOML 1.1 has tables in braces over several lines";
        let help = "write it in one line, without a comma behind the last key and with comments outside, or as a table with a header, such as [[event.claims]]";
        self.warn_of_newer(span.start..span.start + 1, message, help);
    }

    fn check_time(&mut self, span: Range<usize>) {
        let typed = self.typed_text(&span);
        let seconds = typed.split_once(':').and_then(|(_, rest)| rest.get(2..));
        if seconds.is_some_and(|rest| !rest.starts_with(':')) {
            let help = format!("write {}", with_seconds(typed));
            self.warn_of_newer(span, "only TOML 1.1 has times without seconds", &help);
        }
    }

    fn check_string(&mut self, key: &str, decoded: &str, span: Range<usize>) {
        let typed = self.typed_text(&span);
        // Without an escape nothing had to be copied; in single quotes there are none.
        if typed.starts_with('"')
            && typed.contains('\\')
            && let Some((at, escape)) = newer_escape(typed)
        {
            let from = span.start + at;
            let message = format!("only TOML 1.1 has the escape {escape}");
            self.warn_of_newer(from..from + 2, &message, "write it as \\u and four digits");
        }
        if let Some((character, shown, at)) = unsafe_part(key, decoded, typed) {
            let place = at.map_or(span.clone(), |at| {
                span.start + at..span.start + at + character.len_utf8()
            });
            let message = format!(
                "this text holds {}, which is shown as {shown}",
                name_character(character)
            );
            let problem =
                Problem::new_warning(&UNSAFE_TEXT, self.origin.to_file_span(place), message);
            let help = match character {
                '\n' => "write it in one line; 'body' and 'note' may have several",
                '\t' => "write blanks instead of tabs",
                _ => {
                    "write this part again without it; it may have come with a text that was copied"
                }
            };
            self.notes.warnings.push(problem.with_help(help));
        }
    }
}

/// Adds seconds to a time.
fn with_seconds(typed: &str) -> String {
    let end = typed.find(':').map_or(typed.len(), |colon| colon + 3);
    let (before, after) = typed.split_at_checked(end).unwrap_or((typed, ""));
    format!("{before}:00{after}")
}

/// Returns the first escape that only TOML 1.1 has, with its offset.
fn newer_escape(typed: &str) -> Option<(usize, &str)> {
    let mut from = 0;
    while let Some(found) = typed.get(from..)?.find('\\') {
        let at = from + found;
        let escape = typed.get(at..at + 2);
        if let Some(newer @ ("\\e" | "\\x")) = escape {
            return Some((at, newer));
        }
        // What is escaped is one character at least, perhaps a backslash.
        from = at + 1 + typed.get(at + 1..)?.chars().next()?.len_utf8();
    }
    None
}

/// Returns the first character that had to be made safe, the text shown for it, and its offset as typed.
fn unsafe_part(key: &str, decoded: &str, typed: &str) -> Option<(char, String, Option<usize>)> {
    let is_block = BLOCKS.contains(&key);
    let whole = decoded.trim_matches([' ', '\t', '\r', '\n']);
    let normal: Cow<'_, str> = if is_block && whole.contains('\r') {
        whole.replace("\r\n", "\n").into()
    } else {
        whole.into()
    };
    let shown = sanitize_text(&normal, is_block);
    if shown == normal {
        return None;
    }
    let same = normal.chars().zip(shown.chars());
    let before: usize = same
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let character = normal.get(before..)?.chars().next()?;
    // A control is shown alike wherever it stands; what else is not shown as it is depends on what is around it.
    let shown = if character.is_control() {
        sanitize_text(character.encode_utf8(&mut [0; 4]), false).into_owned()
    } else {
        shown.get(before..)?.chars().take(1).collect()
    };
    // Typed as it is meant, the text stands at one place; else at the first such character, if it is typed at all.
    let at = typed.find(whole).map_or_else(
        || typed.find(character),
        |start| (whole.len() == normal.len()).then_some(start + before),
    );
    Some((character, shown, at))
}

/// Names a character that cannot be shown.
fn name_character(character: char) -> String {
    match character {
        '\n' => "a line break".to_owned(),
        '\t' => "a tab".to_owned(),
        other => format!("the character U+{:04X}", u32::from(other)),
    }
}
