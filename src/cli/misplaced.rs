//! Moments where no moment is read: behind a flag without quotes, or in the place of the file.
//!
//! Asked before the arguments are parsed and before a file is opened. What exists as a file is taken as one.

use std::ffi::OsString;
use std::path::Path;

use super::output::Failure;
use crate::model::abbreviations;
use crate::model::moment::Moment;
use crate::model::zone::TimeZone;
use crate::snapshot::typed_phrase;
use crate::text::quote_text;

/// The flags that take a moment.
const FLAGS: [&str; 5] = ["--at", "--known", "--since", "--from", "--to"];

/// Returns what is wrong where a moment with a space stands without quotes.
pub(super) fn find_unquoted(typed: &[OsString]) -> Option<Failure> {
    let words: Vec<&str> = typed
        .iter()
        .map(|word| word.to_str().unwrap_or(""))
        .collect();
    words.iter().enumerate().find_map(|(row, word)| {
        let (flag, value, behind) = match word.split_once('=') {
            Some((flag, value)) => (flag, value, row + 1),
            None => (*word, *words.get(row + 1)?, row + 2),
        };
        let is_begun = value.starts_with(|first: char| first.is_ascii_digit()) || is_word(value);
        if !FLAGS.contains(&flag) || !is_begun {
            return None;
        }
        let rest: Vec<&str> = words
            .iter()
            .skip(behind)
            .copied()
            .take_while(|word| is_word(word) && !Path::new(word).exists())
            .collect();
        (!rest.is_empty()).then(|| {
            let moment = quote_text(&format!("{value} {}", rest.join(" ")));
            Failure::Usage(format!(
                "a moment with a space in it needs quotes: write {flag} \"{moment}\""
            ))
        })
    })
}

/// Whether a word can stand in a moment behind its first one.
fn is_word(typed: &str) -> bool {
    let word = typed.to_ascii_lowercase();
    let is_clock = word.split_once(':').is_some_and(|(hour, minute)| {
        let starts = |part: &str| part.starts_with(|first: char| first.is_ascii_digit());
        starts(hour) && starts(minute)
    });
    is_clock
        || typed_phrase::is_moment_word(&word)
        || matches!(word.as_str(), "am" | "pm" | "a.m." | "p.m.")
        || abbreviations::find_abbreviation(&word).is_some()
        || typed.contains('/') && TimeZone::parse(typed).is_ok()
}

/// Returns what is wrong where a moment stands in the place of the file.
pub(super) fn find_moment(file: &Path, flag: &str) -> Option<Failure> {
    let text = file.to_str()?;
    let is_moment = Moment::parse(text, TimeZone::UTC).is_ok() || is_word(text);
    if !is_moment || file.exists() {
        return None;
    }
    let text = quote_text(text);
    let value = if text.contains(' ') {
        format!("\"{text}\"")
    } else {
        text.clone()
    };
    Some(Failure::Usage(format!(
        "there is no file '{text}'; if it is the moment, write {flag} {value}"
    )))
}
