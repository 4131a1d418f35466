//! Problems of syntax and shape in the words of this format rather than of the parser.
//!
//! `parse` calls it with what TOML's parser or serde found; a message says what is wrong, the help
//! what to write instead. Nothing here decides whether something is a problem.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeValue, Error};

use super::names::nearest;
use crate::text::fit;

/// What a scenario may have at its top, by the word in the header.
const KNOWN: [&str; 11] = [
    "format", "include", "scenario", "party", "place", "person", "source", "series", "kind",
    "mark", "event",
];

/// Those of them that are lists of tables.
pub(super) const LISTS: [&str; 8] = [
    "party", "place", "person", "source", "series", "kind", "mark", "event",
];

/// How much of a value is quoted in a message, in cells.
const QUOTED_CELLS: usize = 40;

/// How moments are written, for whoever wrote one in another way.
const MOMENT_HELP: &str = "write a date (2021-08-12), a part of it (\"2021-08-12 late evening\") or a time (2021-08-12T23:00:00+04:30)";

/// What the parser says, what is meant by it, and what to do.
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

/// A syntax error, told.
pub(super) struct Fault {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// Whether it is about a bracket or a comma, after which the parser may miss more of them.
    pub(super) is_bracket: bool,
    /// Whether tables may have gone unread because of it.
    pub(super) swallows: bool,
}

/// A problem of shape, told.
pub(super) struct Misshape {
    pub(super) code: &'static str,
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// A table's name as it stands in its header.
pub(super) fn header(name: &str) -> String {
    match name {
        "format" | "include" => format!("'{name}'"),
        "scenario" => "[scenario]".to_owned(),
        _ => format!("[[{name}]]"),
    }
}

/// Tells a syntax error of a piece.
pub(super) fn syntax(error: &Error, text: &str) -> Fault {
    let span = error.span().unwrap_or_default();
    let raw = error.message();
    let (what, expected) = raw.split_once(", expected ").unwrap_or((raw, ""));
    let rest = text.get(span.start..).unwrap_or_default();
    let rest = rest.lines().next().unwrap_or_default().trim();
    let mut fault = Fault {
        is_bracket: what.contains("array element")
            || what.contains("inline table")
            || what == "unclosed array",
        swallows: what == "unclosed table" || what == "unclosed array table",
        message: String::new(),
        help: String::new(),
        span,
    };
    let is_escape = what == "missing escaped value" || what.starts_with("too few unicode");
    if is_escape || (what.contains("string") && what.starts_with("invalid")) {
        string(&mut fault, what, text);
        return fault;
    }
    (fault.message, fault.help) = match what {
        "string values must be quoted" | "missing value for key" | "missing value" => {
            unquoted(text.get(fault.span.clone()).unwrap_or_default())
        }
        "duplicate key" => duplicate(text, &fault.span),
        "invalid date" | "invalid time" | "invalid datetime" => date(rest, expected),
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

/// A text in quotes that goes wrong.
fn string(fault: &mut Fault, what: &str, text: &str) {
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

/// A value that is no number, date, list or text in quotes.
fn unquoted(typed: &str) -> (String, String) {
    let typed = typed.trim();
    let quoted = fit::cut(typed, QUOTED_CELLS, "...");
    match typed.chars().next() {
        None | Some('#' | ',' | ']' | '}') => (
            "a value is missing".to_owned(),
            "write one, such as \"a text\", 14 or 2021-08-13".to_owned(),
        ),
        Some('“' | '”' | '„' | '‘' | '’' | '«' | '»' | '‹' | '›' | '＂') => (
            "these are not the quotes that begin a text".to_owned(),
            "write straight quotes: \"...\"".to_owned(),
        ),
        _ if typed.eq_ignore_ascii_case("true") || typed.eq_ignore_ascii_case("false") => (
            format!("'{quoted}' is neither true nor false"),
            "write true or false in small letters".to_owned(),
        ),
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

fn duplicate(text: &str, span: &Range<usize>) -> (String, String) {
    let key = text.get(span.clone()).unwrap_or_default();
    let key = fit::cut(key, QUOTED_CELLS, "...");
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

fn date(typed: &str, expected: &str) -> (String, String) {
    let typed = typed.split(" #").next().unwrap_or_default().trim();
    if typed.contains(char::is_alphabetic) && typed.contains(' ') {
        return (
            "a moment in words must stand in quotes".to_owned(),
            format!("write \"{}\"", fit::cut(typed, QUOTED_CELLS, "...")),
        );
    }
    let message = format!("not a moment: expected {}", expected.replace('`', "'"));
    (message, MOMENT_HELP.to_owned())
}

/// The list of tables that a key was probably meant to be.
pub(super) fn meant(typed: &str) -> Option<&'static str> {
    nearest(typed, LISTS.into_iter())
}

/// Tells a key or table that a scenario does not have.
pub(super) fn unknown(typed: &str, is_header: bool) -> (String, String) {
    let known = nearest(typed, KNOWN.into_iter());
    if is_header {
        let help = known.map_or_else(
            || {
                format!(
                    "a scenario has [scenario] and {}",
                    LISTS.map(header).join(", ")
                )
            },
            |known| format!("did you mean {}?", header(known)),
        );
        return (format!("unknown table '{typed}'"), help);
    }
    let help = known.map_or_else(
        || "above the first table stand format and include".to_owned(),
        |known| format!("did you mean '{known}'?"),
    );
    (format!("unknown key '{typed}'"), help)
}

/// Tells a value that should be a list of tables and is not.
pub(super) fn not_rows(value: &DeValue<'_>, name: &str) -> (String, String) {
    let help = format!("write [[{name}]] with double brackets");
    if value.is_table() {
        return (format!("[{name}] needs double brackets"), help);
    }
    (
        format!("'{name}' must be a list of tables, not {}", kind(value)),
        help,
    )
}

/// Tells the first value in a table that should be a table, or a list of tables, and is not.
///
/// Serde would take a list for a table and read its items by their order.
pub(super) fn not_tables(value: &Spanned<DeValue<'_>>, name: &str) -> Option<Misshape> {
    let misshape = |span: Range<usize>, message: String, help: String| {
        Some(Misshape {
            code: "shape",
            span,
            message,
            help,
        })
    };
    let Some(table) = value.get_ref().as_table() else {
        let what = match name {
            "format" | "include" => return None,
            "scenario" if value.get_ref().is_array() => {
                let message = "[[scenario]] needs single brackets".to_owned();
                return misshape(
                    value.span(),
                    message,
                    "write [scenario]: there is one".to_owned(),
                );
            }
            _ => kind(value.get_ref()),
        };
        let message = format!("{} must be a table, not {what}", header(name));
        let help = format!("write {} and its keys below", header(name));
        return misshape(value.span(), message, help);
    };
    table.iter().find_map(|(key, value)| {
        let key = key.get_ref().as_ref();
        match (name, key) {
            ("scenario", "labels" | "control")
            | ("place", "capital")
            | ("series", "counts")
            | ("event", "corrects")
                if !value.get_ref().is_table() =>
            {
                let message = format!("'{key}' must be a table, not {}", kind(value.get_ref()));
                misshape(
                    value.span(),
                    message,
                    format!("write {key} = {}", example(key)),
                )
            }
            ("event", "claims" | "figures" | "statements" | "deadlines") => {
                let help = || format!("write {key} = [{}]", example(key));
                let Some(items) = value.get_ref().as_array() else {
                    let message = format!(
                        "'{key}' must be a list of tables, not {}",
                        kind(value.get_ref())
                    );
                    return misshape(value.span(), message, help());
                };
                let item = items.iter().find(|item| !item.get_ref().is_table())?;
                let message = format!(
                    "each of '{key}' must be a table, not {}",
                    kind(item.get_ref())
                );
                misshape(item.span(), message, help())
            }
            _ => None,
        }
    })
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// What the value of a key looks like.
fn example(key: &str) -> &'static str {
    match key {
        "format" | "credibility" => "1",
        "value" | "low" | "high" => "3000",
        "at" | "on" | "published" | "since" => "2021-08-13",
        "days" => "[2021-04-14, 2021-09-07]",
        "zone" => "\"Asia/Kabul\"",
        "letter" => "\"T\"",
        "group" => "\"forces\"",
        "measure" => "\"stock\"",
        "unit" => "\"people\"",
        "id" | "party" | "place" | "series" | "speaker" | "event" => "\"an-id\"",
        "labels" => "{ place = \"province\", tally = \"Capitals\" }",
        "control" => "{ scope = \"capital\" }",
        "capital" => "{ name = \"Kandahar\", lat = 31.61, lon = 65.71 }",
        "counts" => "{ party = \"taliban\" }",
        "corrects" => "{ event = \"an-id\", kind = \"corrected\" }",
        "claims" => "{ place = \"kandahar\", party = \"taliban\" }",
        "figures" => "{ series = \"troops\", value = 3000 }",
        "statements" => "{ speaker = \"wallace\", says = \"...\" }",
        "deadlines" => "{ id = \"exit\", on = 2021-08-31, label = \"Exit\" }",
        _ => "\"...\"",
    }
}

/// Tells what serde found wrong with a table.
pub(super) fn shape(error: &Error, text: &str, table: Range<usize>, name: &str) -> Misshape {
    let message = error.message();
    let span = error.span().unwrap_or(table.clone());
    let mut words = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") {
        let key = words.next().unwrap_or_default();
        let expected: Vec<&str> = words.collect();
        let help = match nearest(key, expected.iter().copied()) {
            Some(known) => format!("did you mean '{known}'?"),
            None if matches!(key, "format" | "include") => {
                format!("'{key}' stands above the first table")
            }
            None => format!("the keys here are {}", expected.join(", ")),
        };
        return Misshape {
            code: "unknown-key",
            message: format!("unknown key '{key}' in {}", owner(&expected, name)),
            span,
            help,
        };
    }
    if message.starts_with("missing field") {
        let key = words.next().unwrap_or_default();
        let whole = if span == table {
            header(name)
        } else {
            item(key, name)
        };
        return Misshape {
            code: "missing-key",
            message: format!("'{key}' is missing in {whole}"),
            span,
            help: format!("write {key} = {}", example(key)),
        };
    }
    let (message, help) = wrong_type(message, text.get(span.clone()).unwrap_or_default());
    Misshape {
        code: "shape",
        span,
        message: format!("{message} in {}", header(name)),
        help,
    }
}

/// What a list of possible keys belongs to.
fn owner(keys: &[&str], name: &str) -> String {
    let has = |key: &str| keys.contains(&key);
    let item = match name {
        "event" if has("basis") => "a claim",
        "event" if has("qualifier") => "a figure",
        "event" if has("speaker") => "a statement",
        "event" if has("dropped") => "a deadline",
        "event" if has("reason") => "'corrects'",
        "place" if has("lat") => "'capital'",
        "scenario" if has("tally") => "'labels'",
        "scenario" if has("means") => "'control'",
        "series" if has("party") => "'counts'",
        _ => return header(name),
    };
    item.to_owned()
}

/// What of a table must have a key that the table itself need not have.
fn item(key: &str, name: &str) -> String {
    let item = match (name, key) {
        ("event", "place" | "party") => "a claim",
        ("event", "series") => "a figure",
        ("event", "speaker" | "says") => "a statement",
        ("event", "id") => "a deadline",
        ("event", "event" | "kind") => "'corrects'",
        ("place", "name") => "'capital'",
        ("series", "party") => "'counts'",
        _ => return header(name),
    };
    item.to_owned()
}

/// A value of the wrong type: what was expected and what stands there, and what to write.
fn wrong_type(message: &str, typed: &str) -> (String, String) {
    let Some((_, expected)) = message.split_once(", expected ") else {
        return (message.replace('`', "'"), MOMENT_HELP.to_owned());
    };
    let one_line = typed.lines().next().unwrap_or_default();
    let shown = fit::cut(one_line, QUOTED_CELLS, "...");
    let bare = one_line.trim_matches(['"', '\'']);
    let is_number = bare.parse::<f64>().is_ok();
    let (wanted, help) = match expected {
        "a string" if typed.starts_with('[') => ("one text", "write one text in quotes".to_owned()),
        "a string" => ("a text", format!("write it in quotes: \"{shown}\"")),
        "a sequence" => ("a list", format!("write [{shown}]")),
        "a boolean" => (
            "true or false",
            "write true or false, without quotes".to_owned(),
        ),
        "i64" | "f64" if is_number && bare != one_line => {
            ("a number", format!("write it without quotes: {bare}"))
        }
        "i64" | "f64" if message.contains("i128") => {
            return (
                format!("the number {shown} is too large"),
                "write the number that the source gives".to_owned(),
            );
        }
        "i64" => (
            "a whole number",
            "write a number such as 1431000".to_owned(),
        ),
        "f64" => ("a number", "write a number such as 3000 or 2.5".to_owned()),
        expected if expected.starts_with("a date") => ("a moment", MOMENT_HELP.to_owned()),
        other => (other, "see the README for what stands here".to_owned()),
    };
    (format!("expected {wanted}, not {shown}"), help)
}
