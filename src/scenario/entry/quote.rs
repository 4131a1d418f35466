//! Writes values as TOML 1.0: texts with the quotes that keep them readable, moments, numbers.
//!
//! The writer calls it for everything that was entered. No input can end its string early, and the file stays
//! readable: controls and marks of direction are written as escapes.

use std::fmt::Write as _;

use toml::value::Datetime;

/// Quotes a text on one line.
pub(in crate::scenario) fn quote_line(text: &str) -> String {
    let has_quotes = text.contains(['"', '\\']);
    if has_quotes && !text.contains('\'') && !text.contains(is_escaped) {
        return format!("'{text}'");
    }
    let mut out = String::from("\"");
    for letter in text.chars() {
        escape_letter(letter, &mut out);
    }
    out.push('"');
    out
}

/// Quotes a text, over several lines if it has them; they end as the lines of the file do.
pub(in crate::scenario) fn quote_block(text: &str, line_end: &str) -> String {
    let text = one_break(text);
    if !text.contains('\n') {
        return quote_line(&text);
    }
    let mut out = format!("\"\"\"{line_end}");
    let mut quotes = 0;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        quotes = if letter == '"' { quotes + 1 } else { 0 };
        match letter {
            '\n' => out.push_str(line_end),
            // The third in a row, or one right before the closing ones, would end the text.
            '"' if quotes < 3 && letters.peek().is_some() => out.push('"'),
            _ => {
                quotes = 0;
                escape_letter(letter, &mut out);
            }
        }
    }
    out.push_str("\"\"\"");
    out
}

/// Replaces every CRLF by a line feed, with any carriage returns before it.
pub(in crate::scenario) fn one_break(text: &str) -> String {
    let mut text = text.to_owned();
    while text.contains("\r\n") {
        text = text.replace("\r\n", "\n");
    }
    text
}

fn escape_letter(letter: char, out: &mut String) {
    match letter {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if is_escaped(letter) => {
            let code = u32::from(letter);
            let _ = if code <= 0xffff {
                write!(out, "\\u{code:04X}")
            } else {
                write!(out, "\\U{code:08X}")
            };
        }
        _ => out.push(letter),
    }
}

/// Returns whether a character has to be escaped because it controls the display or cannot be seen.
fn is_escaped(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Writes a moment: a TOML date or date-time as it is, anything else in quotes.
pub(in crate::scenario) fn write_moment(text: &str) -> String {
    let bytes = text.as_bytes();
    let has_seconds = bytes.get(16) == Some(&b':') && bytes.get(10) == Some(&b'T');
    let is_written_so = bytes.len() == 10 || has_seconds;
    if is_written_so
        && text
            .parse::<Datetime>()
            .is_ok_and(|read| read.date.is_some())
    {
        text.to_owned()
    } else {
        quote_line(text)
    }
}

/// Writes a whole number as it is and anything else in quotes, for the loader to judge.
pub(in crate::scenario) fn write_integer(text: &str) -> String {
    let is_number = !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    let value = is_number.then(|| text.parse::<u32>().ok()).flatten();
    value.map_or_else(|| quote_line(text), |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(quote_line(text), expect);
        let read: toml::Table = format!("a = {expect}").parse().expect("it is TOML");
        assert_eq!(read["a"].as_str(), Some(text));
    }

    #[test]
    fn texts_stay_readable_and_whole() {
        check("Kandahar falls", "\"Kandahar falls\"");
        check("He says \"no\"", "'He says \"no\"'");
        check("C:\\x", "'C:\\x'");
        check("\"it's\" \\", "\"\\\"it's\\\" \\\\\"");
        check("a'''b\"\"\"", "\"a'''b\\\"\\\"\\\"\"");
        check("a\nb\tc\r", "\"a\\nb\\tc\\r\"");
        check("\u{1b}[2J\u{7f}\u{9b}", "\"\\u001B[2J\\u007F\\u009B\"");
        check("\u{202e}x\u{e0041}", "\"\\u202Ex\\U000E0041\"");
        check("می\u{200c}شود", "\"می\u{200c}شود\"");
        check("", "\"\"");
    }

    #[test]
    fn several_lines_stay_lines() {
        for text in [
            "one\ntwo",
            "\"\"\"\"\"\"\n\"",
            "a\\\nb\"\"",
            "\n\n[[event]]\n'''\n",
            "a\u{0}\n\tb\r\n",
        ] {
            for line_end in ["\n", "\r\n"] {
                let written = format!("a = {}", quote_block(text, line_end));
                let read: toml::Table = written.parse().expect("it is TOML");
                let read = read["a"].as_str().map(|read| read.replace("\r\n", "\n"));
                assert_eq!(read, Some(text.replace("\r\n", "\n")), "{written}");
            }
        }
        assert_eq!(quote_block("one", "\n"), "\"one\"");
    }

    #[test]
    fn moments_are_dates_where_toml_has_them() {
        for plain in [
            "2021-08-13",
            "2021-08-13T03:27:00+04:30",
            "2021-08-13T03:27:00Z",
            "2021-08-13T03:27:00",
        ] {
            assert_eq!(write_moment(plain), plain);
        }
        for text in [
            "2021-08-12 late evening",
            "2021-02-30",
            "13 Aug",
            "2021-08-13 12:00",
            "12:00:00",
            "2021-08-13T12:00",
            "2021-08-13 x\"",
        ] {
            assert!(write_moment(text).starts_with(['"', '\'']), "{text}");
        }
        assert_eq!(
            (write_integer("2"), write_integer("x"), write_integer("007")),
            ("2".into(), "\"x\"".into(), "7".into())
        );
    }
}
