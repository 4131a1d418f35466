//! Words problems of shape in the terms of this format rather than of serde.
//!
//! `parse` calls it with tables, and with the errors that serde found in them; a message states the error, the help
//! gives advice. Syntax errors are worded in `syntax`. Nothing here decides whether something is a problem.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeValue, Error};

use super::names::find_nearest;
use super::syntax::MOMENT_HELP;
use super::syntax::brackets::{explain_single, too_early};
use crate::text::quote_text;

/// The names of the keys and tables at the top of a scenario.
pub(super) const KNOWN: [&str; 11] = [
    "format", "include", "scenario", "party", "place", "person", "source", "series", "kind",
    "mark", "event",
];

/// The names among them that are lists of tables.
pub(super) const LISTS: [&str; 8] = [
    "party", "place", "person", "source", "series", "kind", "mark", "event",
];

/// The meaning of the digits of a credibility.
pub(super) const CREDIBILITY_HELP: &str = "1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 not judged";

/// The meaning of the digits of an urgency.
pub(super) const URGENCY_HELP: &str = "1 leads the news of its day, 9 comes last; leave it out and it follows from what the event changes";

/// A problem with the shape of a value, in words.
pub(super) struct Misshape {
    pub(super) code: &'static str,
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// Returns the name of a table as it stands in its header.
pub(super) fn word_header(name: &str) -> String {
    match name {
        "format" | "include" => format!("'{name}'"),
        "scenario" => "[scenario]".to_owned(),
        _ => format!("[[{name}]]"),
    }
}

/// Returns the list of tables that a key was probably meant to be.
pub(super) fn suggest_table(typed: &str) -> Option<&'static str> {
    find_nearest(typed, LISTS.into_iter())
}

/// Explains a key or table that no scenario has.
pub(super) fn explain_unknown(typed: &str, is_header: bool) -> (String, String) {
    let known = find_nearest(typed, KNOWN.into_iter());
    let typed = quote_text(typed);
    if is_header {
        let help = known.map_or_else(
            || {
                format!(
                    "a scenario has [scenario] and {}",
                    LISTS.map(word_header).join(", ")
                )
            },
            |known| format!("did you mean {}?", word_header(known)),
        );
        return (format!("unknown table '{typed}'"), help);
    }
    let help = known.map_or_else(
        || "above the first table stand format and include".to_owned(),
        |known| format!("did you mean '{known}'?"),
    );
    (format!("unknown key '{typed}'"), help)
}

/// Explains a value that should be a list of tables.
pub(super) fn not_rows(value: &DeValue<'_>, name: &str) -> (String, String) {
    (
        format!(
            "'{name}' must be a list of tables, not {}",
            name_kind(value)
        ),
        format!("write [[{name}]] with double brackets"),
    )
}

/// Explains the header at the start of a text, which makes a single table of what should be a list.
pub(super) fn wrong_header(text: &str, name: &str) -> (String, String) {
    let line = text.lines().next().unwrap_or_default();
    let written = line.split(['#', '=']).next().unwrap_or_default().trim();
    if written.trim_matches(['[', ']', ' ']).contains('.') {
        return too_early(&quote_text(written), name);
    }
    explain_single(name)
}

/// Finds and explains the first value in a table that should be a table or a list of tables.
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
            _ => name_kind(value.get_ref()),
        };
        let message = format!("{} must be a table, not {what}", word_header(name));
        let help = format!("write {} and its keys below", word_header(name));
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
                let message = format!(
                    "'{key}' must be a table, not {}",
                    name_kind(value.get_ref())
                );
                misshape(
                    value.span(),
                    message,
                    format!("write {key} = {}", give_example(key)),
                )
            }
            ("event", "claims" | "figures" | "statements" | "deadlines")
            | ("scenario", "zones") => {
                let help = || format!("write {key} = [{}]", give_example(key));
                let Some(items) = value.get_ref().as_array() else {
                    let kind = name_kind(value.get_ref());
                    let message = format!("'{key}' must be a list of tables, not {kind}");
                    return misshape(value.span(), message, help());
                };
                let item = items.iter().find(|item| !item.get_ref().is_table())?;
                let kind = name_kind(item.get_ref());
                let message = format!("each of '{key}' must be a table, not {kind}");
                misshape(item.span(), message, help())
            }
            _ => None,
        }
    })
}

fn name_kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Returns an example of a key's value.
fn give_example(key: &str) -> &'static str {
    match key {
        "format" | "credibility" | "urgency" => "1",
        "value" | "low" | "high" => "3000",
        "at" | "on" | "published" | "since" => "2021-08-13",
        "days" => "[2021-04-14, 2021-09-07]",
        "zone" => "\"Asia/Kabul\"",
        "letter" => "\"T\"",
        "group" => "\"forces\"",
        "measure" => "\"stock\"",
        "unit" => "\"people\"",
        "id" | "party" | "place" | "series" | "speaker" | "event" => "\"an-id\"",
        "zones" => "{ zone = \"America/New_York\", name = \"Washington\", short = \"US\" }",
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

/// Explains an unknown key in a table, with the key that was probably meant.
pub(super) fn unknown_key(
    key: &str,
    expected: &[&str],
    (span, intended): (Range<usize>, Option<&str>),
    name: &str,
) -> Misshape {
    let help = match intended {
        Some(known) => format!("did you mean '{known}'?"),
        None if matches!(key, "format" | "include") => {
            format!("'{key}' stands above the first table")
        }
        None => format!("the keys here are {}", expected.join(", ")),
    };
    Misshape {
        code: "unknown-key",
        message: format!(
            "unknown key '{}' in {}",
            quote_text(key),
            name_owner(expected, name)
        ),
        span,
        help,
    }
}

/// Explains an error that serde reports on a table.
pub(super) fn explain_shape(
    error: &Error,
    text: &str,
    table: Range<usize>,
    name: &str,
) -> Misshape {
    let message = error.message();
    let span = error.span().unwrap_or(table.clone());
    if message.starts_with("missing field") {
        let key = message.split('`').nth(1).unwrap_or_default();
        let whole = if span == table {
            word_header(name)
        } else {
            name_item(key, name)
        };
        return Misshape {
            code: "missing-key",
            message: format!("'{key}' is missing in {whole}"),
            span,
            help: format!("write {key} = {}", give_example(key)),
        };
    }
    let (message, help) = wrong_type(message, text.get(span.clone()).unwrap_or_default());
    Misshape {
        code: "shape",
        span,
        message: format!("{message} in {}", word_header(name)),
        help,
    }
}

/// Names the table or item that takes the expected keys.
fn name_owner(keys: &[&str], name: &str) -> String {
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
        "scenario" if has("short") => "a zone of 'zones'",
        "series" if has("party") => "'counts'",
        _ => return word_header(name),
    };
    item.to_owned()
}

/// Names the part of a table that requires a key.
fn name_item(key: &str, name: &str) -> String {
    let item = match (name, key) {
        ("event", "place" | "party") => "a claim",
        ("event", "series") => "a figure",
        ("event", "speaker" | "says") => "a statement",
        ("event", "id") => "a deadline",
        ("event", "event" | "kind") => "'corrects'",
        ("place", "name") => "'capital'",
        ("scenario", "name") => "a zone of 'zones'",
        ("series", "party") => "'counts'",
        _ => return word_header(name),
    };
    item.to_owned()
}

/// Returns advice on a number in words or with signs that TOML does not have: `2.5 million`, `3,000`.
fn number_help(typed: &str) -> String {
    let typed = typed.trim().replace(',', "");
    let (number, word) = typed.split_once(' ').unwrap_or((&typed, ""));
    let times = match word.trim().to_lowercase().as_str() {
        "" => Some(1.0),
        "thousand" | "k" => Some(1e3),
        "million" | "m" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        _ => None,
    };
    let number = number.parse::<f64>().ok().zip(times);
    let number = number.map(|(number, times)| number * times);
    match number.filter(|number| number.is_finite()) {
        Some(number) => format!("write {number}"),
        None => "write a number such as 3000 or 2.5".to_owned(),
    }
}

/// Explains a value of the wrong type and gives advice.
fn wrong_type(message: &str, typed: &str) -> (String, String) {
    let Some((_, expected)) = message.rsplit_once(", expected ") else {
        return (message.replace('`', "'"), MOMENT_HELP.to_owned());
    };
    let one_line = typed.lines().next().unwrap_or_default();
    let shown = quote_text(one_line);
    let bare = one_line.trim_matches(['"', '\'']);
    let is_number = bare.parse::<f64>().is_ok();
    let (wanted, help) = match expected {
        "a string" if typed.starts_with('[') => ("one text", "write one text in quotes".to_owned()),
        "a string" => ("a text", format!("write it in quotes: \"{shown}\"")),
        "a sequence" => ("a list", format!("write [{shown}]")),
        "a map" => ("a table", "write { code = \"reason\" }".to_owned()),
        "a boolean" => (
            "true or false",
            "write true or false, without quotes".to_owned(),
        ),
        "i64" | "f64" | "a digit to 6" | "a digit to 9" if is_number && bare != one_line => {
            ("a number", format!("write it without quotes: {bare}"))
        }
        "i64" | "f64" if message.contains("i128") && bare == one_line => {
            return (
                format!("the number {shown} is too large"),
                "write the number that the source gives".to_owned(),
            );
        }
        "a digit to 6" => ("a number from 1 to 6", CREDIBILITY_HELP.to_owned()),
        "a digit to 9" => ("a number from 1 to 9", URGENCY_HELP.to_owned()),
        "i64" => (
            "a whole number",
            "write a number such as 1431000".to_owned(),
        ),
        "f64" => ("a number", number_help(bare)),
        expected if expected.starts_with("a date") => ("a moment", MOMENT_HELP.to_owned()),
        other => (
            other,
            "see scenarios/README.md, or `dateline schema`, for what stands here".to_owned(),
        ),
    };
    (format!("expected {wanted}, not {shown}"), help)
}
