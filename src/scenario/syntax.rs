//! Words syntax errors in the terms of the person who writes a scenario rather than of the parser.
//!
//! `parse` calls it with the errors of TOML's parser; a message states the error, the help gives advice. Nothing here
//! decides whether something is an error.

pub(super) mod brackets;
pub(super) mod mistakes;

use std::ops::Range;

use toml::de::Error;

use super::names::find_nearest;
use crate::text::quote_text;

/// The advice on how moments are written.
pub(super) const MOMENT_HELP: &str = "write a date (2021-08-12), a part of it (\"2021-08-12 late evening\") or a time (2021-08-12T23:00:00+04:30)";

/// The parser's words, the message for the writer and the advice.
const SYNTAX: [(&str, &str, &str); 15] = [
    ("unclosed array", "this list is not closed", "end it with ]"),
    (
        "unclosed inline table",
        "this table is not closed",
        "end it with }",
    ),
    (
        "missing comma between array elements",
        "a comma is missing between the items of this list",
        "write a comma before this one",
    ),
    (
        "missing comma between key-value pairs",
        NO_COMMA,
        INLINE_HELP,
    ),
    (
        "missing key for inline table element",
        NO_COMMA,
        INLINE_HELP,
    ),
    ("invalid inline table element", NO_COMMA, INLINE_HELP),
    ("unclosed table", UNCLOSED, HEADER_HELP),
    ("unclosed array table", UNCLOSED, HEADER_HELP),
    (
        "key with no value",
        "this key has no value",
        "write it as key = value",
    ),
    (
        "carriage return must be followed by newline",
        "a carriage return stands alone",
        "end lines with a line feed (LF) or with CRLF",
    ),
    (
        "invalid comment character",
        "a control character stands in this comment",
        "remove it",
    ),
    (
        "cannot recurse further; max recursion depth met",
        TOO_DEEP,
        DEPTH_HELP,
    ),
    ("recursion limit", TOO_DEEP, DEPTH_HELP),
    (
        "extra comma in array",
        "a comma stands here without an item before it",
        "remove it",
    ),
    (
        "extra comma in inline table",
        "a comma stands here without a key before it",
        "remove it",
    ),
];

const NO_COMMA: &str = "a comma or a closing bracket is missing before this";
const INLINE_HELP: &str = "inside { } write key = value with commas between, and close it with }";
const UNCLOSED: &str = "this header is not closed";
const HEADER_HELP: &str = "write as many closing brackets as opening ones, such as [[event]]";
const TOO_DEEP: &str = "lists and tables stand inside each other too deeply";
const DEPTH_HELP: &str = "a scenario needs three levels; 80 can be read";

/// A syntax error in the words of this program.
pub(super) struct SyntaxFault {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// True if it concerns a bracket or a comma, after which the parser may miss more of them.
    pub(super) is_bracket: bool,
    /// True if tables may be unread because of it.
    pub(super) swallows: bool,
}

/// Finds the mistake that explains all errors in a line, of which `error` is the first; also returns the end of the
/// line.
pub(super) fn of_line(error: &Error, text: &str) -> (Option<SyntaxFault>, usize) {
    let at = error.span().map_or(0, |span| span.start).min(text.len());
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let from = before.rfind('\n').map_or(0, |newline| newline + 1);
    let to = at + after.find('\n').unwrap_or(after.len());
    let line = text.get(from..to).unwrap_or_default();
    // A line that may lie inside a text of several lines is not looked into.
    let is_long = is_escape(error.message()) || error.message().contains("multi-line");
    let found = (!is_long).then(|| mistakes::find_mistake(line, at - from));
    let fault = found.flatten().map(|(span, message, help)| SyntaxFault {
        span: from + span.start..from + span.end,
        message,
        help,
        // What the parser makes of the rest of the list or table is no news.
        is_bracket: true,
        swallows: false,
    });
    (fault, to)
}

fn is_escape(message: &str) -> bool {
    message.starts_with("missing escaped value") || message.starts_with("too few unicode")
}

/// Returns whether an error concerns the inside of a text in quotes.
fn is_in_text(message: &str) -> bool {
    let (what, _) = message.split_once(", expected ").unwrap_or((message, ""));
    is_escape(message) || (what.contains("string") && what.starts_with("invalid"))
}

/// Explains a syntax error in a text that is read as a whole: the range, the message and the advice.
pub(crate) fn explain_error(error: &Error, text: &str) -> (Range<usize>, String, String) {
    let fault = of_line(error, text)
        .0
        .unwrap_or_else(|| explain_piece_error(error, text));
    (fault.span, fault.message, fault.help)
}

/// Explains a syntax error in a piece.
pub(super) fn explain_piece_error(error: &Error, text: &str) -> SyntaxFault {
    let span = error.span().unwrap_or_default();
    let raw = error.message();
    let (what, expected) = raw.split_once(", expected ").unwrap_or((raw, ""));
    let rest = text.get(span.start..).unwrap_or_default();
    let rest = rest.lines().next().unwrap_or_default().trim();
    let mut fault = SyntaxFault {
        is_bracket: what.contains("array element")
            || what.contains("inline table")
            || what == "unclosed array",
        swallows: what == "unclosed table" || what == "unclosed array table",
        message: String::new(),
        help: String::new(),
        span,
    };
    if is_in_text(raw) {
        explain_string(&mut fault, what, text);
        return fault;
    }
    (fault.message, fault.help) = match what {
        "string values must be quoted" | "missing value for key" | "missing value" => {
            explain_unquoted(text.get(fault.span.clone()).unwrap_or_default())
        }
        "invalid boolean" => {
            let typed = rest.split([',', ' ', '}', ']', '#']).next();
            let typed = typed.unwrap_or_default();
            // A word that only begins as they do is a text without its quotes.
            if find_nearest(typed, ["true", "false"].into_iter()).is_some() {
                neither_true_nor_false(typed)
            } else {
                explain_unquoted(typed)
            }
        }
        "duplicate key" => explain_duplicate(text, &fault.span),
        "invalid date" | "invalid time" | "invalid datetime" => explain_date(rest, expected),
        _ => match SYNTAX.iter().find(|(known, ..)| *known == what) {
            Some((_, message, help)) => ((*message).to_owned(), (*help).to_owned()),
            None => (
                format!("not TOML: {}", raw.replace('`', "'")),
                "see toml.io for how keys, texts, numbers and lists are written".to_owned(),
            ),
        },
    };
    fault
}

/// Explains an error in a text in quotes.
fn explain_string(fault: &mut SyntaxFault, what: &str, text: &str) {
    let here = text.get(fault.span.start..).unwrap_or_default();
    let next = here.chars().next();
    let is_long = what.contains("multi-line");
    let (message, help) = match next {
        None if is_long => {
            let mark = if what.contains("literal") {
                "'''"
            } else {
                "\"\"\""
            };
            if let Some(opening) = text.rfind(mark) {
                fault.span = opening..opening + mark.len();
            }
            fault.swallows = true;
            (
                "this text is never closed".to_owned(),
                format!("end it with {mark}"),
            )
        }
        None | Some('\n' | '\r') if next != Some('\r') || here.starts_with("\r\n") => (
            "this text has no closing quote".to_owned(),
            "end it on the same line; a text of several lines stands between \"\"\" and \"\"\""
                .to_owned(),
        ),
        Some(control) if control.is_control() => (
            "a control character stands in this text".to_owned(),
            "remove it".to_owned(),
        ),
        _ => (
            "a backslash in a text needs a second one".to_owned(),
            "write \\\\ for a backslash, \\\" for a quote, or put the text in single quotes"
                .to_owned(),
        ),
    };
    (fault.message, fault.help) = (message, help);
}

/// Explains a value that is no number, date, list or text in quotes.
fn explain_unquoted(typed: &str) -> (String, String) {
    let typed = typed.trim();
    let quoted = quote_text(typed);
    match typed.chars().next() {
        None | Some('#' | ',' | ']' | '}') => (
            "a value is missing".to_owned(),
            "write one, such as \"a text\", 14 or 2021-08-13".to_owned(),
        ),
        Some('“' | '”' | '„' | '‘' | '’' | '«' | '»' | '‹' | '›' | '＂') => (
            "these are not the quotes that begin a text".to_owned(),
            "write straight quotes: \"...\"".to_owned(),
        ),
        _ if ["true", "false", "yes", "no", "on", "off"]
            .iter()
            .any(|word| typed.eq_ignore_ascii_case(word)) =>
        {
            neither_true_nor_false(typed)
        }
        Some(digit) if digit.is_ascii_digit() => (
            format!("'{quoted}' is not a number"),
            "write the number alone, such as 12; a text stands in quotes".to_owned(),
        ),
        _ => (
            "a text must stand in quotes".to_owned(),
            format!("write \"{quoted}\""),
        ),
    }
}

fn neither_true_nor_false(typed: &str) -> (String, String) {
    let quoted = quote_text(typed);
    let help = if typed.eq_ignore_ascii_case("true") || typed.eq_ignore_ascii_case("false") {
        "write true or false in small letters"
    } else {
        "write true or false"
    };
    (
        format!("'{quoted}' is neither true nor false"),
        help.to_owned(),
    )
}

fn explain_duplicate(text: &str, span: &Range<usize>) -> (String, String) {
    let key = text.get(span.clone()).unwrap_or_default();
    let key = quote_text(key);
    let before = text.get(..span.start).unwrap_or_default();
    if before.trim_end_matches([' ', '\t']).ends_with('[') {
        return (
            format!("the table '{key}' stands twice"),
            "keep one of them, or write [[double brackets]] if it is a list".to_owned(),
        );
    }
    (
        format!("the key '{key}' stands twice in this table"),
        "keep one of them".to_owned(),
    )
}

fn explain_date(typed: &str, expected: &str) -> (String, String) {
    let typed = typed.split(" #").next().unwrap_or_default().trim();
    if typed.contains(char::is_alphabetic) && typed.contains(' ') {
        return (
            "a moment in words must stand in quotes".to_owned(),
            format!("write \"{}\"", quote_text(typed)),
        );
    }
    let message = format!("not a moment: expected {}", expected.replace('`', "'"));
    (message, MOMENT_HELP.to_owned())
}
