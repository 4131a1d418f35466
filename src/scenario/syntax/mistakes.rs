//! Recognises the habits of other formats: one line, one mistake, reported once.
//!
//! `syntax` hands over the line of the parser's first error. A mistake found here explains every other error of that
//! line. Each form is one that TOML never allows outside a text in quotes, so that a correct line is never reported.

use std::ops::Range;

use crate::text::fit;

/// The advice on how dates are written.
pub(in crate::scenario) const DATE_HELP: &str =
    "write a date as 2021-08-13: the year, the month, the day";

/// The most cells of a number that are quoted.
const MOST_CELLS: usize = 40;

/// The most bytes of a value that are looked at, so that a line of a megabyte costs little.
const MOST_BYTES: usize = 64;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// A mistake: its range in the line, the message and the advice.
pub(super) type Mistake = (Range<usize>, String, String);

/// Finds a known mistake in a line in which the parser stopped at `at`.
pub(super) fn find_mistake(line: &str, at: usize) -> Option<Mistake> {
    if let Some(mistake) = find_quote(line, at) {
        return Some(mistake);
    }
    let bare = without_texts(line);
    find_comment(&bare)
        .or_else(|| find_colon(&bare))
        .or_else(|| {
            // What begins a value is what a mistaken value begins with.
            let mut starts = bare.match_indices(['=', '[', ',']);
            starts.find_map(|(sign, mark)| find_value(&bare, sign + 1, mark == "="))
        })
}

/// Replaces the texts and the comment of a line by quotes, byte for byte.
fn without_texts(line: &str) -> String {
    let mut open = None;
    let (mut is_escaped, mut is_comment) = (false, false);
    let mut bare = String::with_capacity(line.len());
    for character in line.chars() {
        let is_hidden = open.is_some() || is_comment;
        match (open, character) {
            _ if is_comment => {}
            (Some('"'), '\\') if !is_escaped => {
                is_escaped = true;
                bare.push('"');
                continue;
            }
            (Some(quote), same) if quote == same && !is_escaped => open = None,
            (None, '"' | '\'') => open = Some(character),
            (None, '#') => is_comment = true,
            _ => {}
        }
        is_escaped = false;
        if is_hidden || is_comment || open.is_some() {
            bare.extend(std::iter::repeat_n('"', character.len_utf8()));
        } else {
            bare.push(character);
        }
    }
    bare
}

/// Finds a quote inside a text, which ends it: the parser stops right behind it.
fn find_quote(line: &str, at: usize) -> Option<Mistake> {
    let (before, after) = line.split_at_checked(at)?;
    let mark = before.chars().next_back()?;
    let is_inside = after.starts_with(char::is_alphanumeric) && after.contains(mark);
    // An odd number before this one, or it would begin a text.
    let is_closing = before.matches(mark).count() % 2 == 0;
    if !is_inside || !is_closing {
        return None;
    }
    let help = match mark {
        '"' => "write \\\" for a quote inside a text, or put the whole text in single quotes",
        '\'' => "put the whole text in double quotes, where a single quote may stand",
        _ => return None,
    };
    let message = "this quote ends the text, but more of it follows".to_owned();
    Some((at - 1..at, message, help.to_owned()))
}

fn find_comment(bare: &str) -> Option<Mistake> {
    let mut found = bare.match_indices("//");
    let (at, _) = found.find(|(at, _)| {
        let before = bare.get(..*at).unwrap_or_default();
        before.is_empty() || before.ends_with([' ', '\t'])
    })?;
    Some((
        at..at + 2,
        "comments begin with #, not with //".to_owned(),
        "write # instead of //".to_owned(),
    ))
}

/// Finds a colon behind a key.
fn find_colon(bare: &str) -> Option<Mistake> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let mut found = bare.match_indices(':');
    let (at, _) = found.find(|(at, _)| {
        let before = bare.get(..*at).unwrap_or_default().trim_end();
        let outside = before.trim_end_matches(is_word);
        let key = before.get(outside.len()..).unwrap_or_default();
        let outside = outside.trim_end();
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic());
        is_key && (outside.is_empty() || outside.ends_with(['{', ',']))
    })?;
    Some((
        at..at + 1,
        "a key and its value are joined by =, not by a colon".to_owned(),
        "write = instead of :".to_owned(),
    ))
}

/// Finds a number with commas, or a date in another form, in a value that begins at `from`.
fn find_value(bare: &str, from: usize, is_whole: bool) -> Option<Mistake> {
    let rest = bare.get(from..)?;
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let start = from + blank;
    let typed = bare.get(start..)?;
    let typed = typed.get(..typed.floor_char_boundary(MOST_BYTES))?;
    if let Some(length) = measure_thousands(typed).filter(|_| is_whole) {
        let number = typed.get(..length)?;
        let message = format!(
            "the number {} has commas in it",
            fit::cut_to_fit(number, MOST_CELLS, "...")
        );
        let plain = number.replace(',', "");
        let help = format!("write {plain} or {}", number.replace(',', "_"));
        return Some((start..start + length, message, help));
    }
    let length = date_in_another_form(typed)?;
    let message = format!("'{}' is not how a date is written", typed.get(..length)?);
    Some((start..start + length, message, DATE_HELP.to_owned()))
}

/// Returns the length of the number with commas at the start of a text.
fn measure_thousands(typed: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(typed);
    if !(1..=3).contains(&length) {
        return None;
    }
    let first = length;
    while let Some(group) = typed.get(length..)?.strip_prefix(',') {
        if digits(group) != 3 {
            break;
        }
        length += 4;
    }
    (length > first).then_some(length)
}

/// Returns the length of the date at the start of a text, if it has another form than year, month and day with
/// hyphens.
pub(in crate::scenario) fn date_in_another_form(typed: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-');
    let word = typed.split(|c| !is_part(c)).next()?;
    let is_number =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    for sign in ['/', '.', '-'] {
        let parts: Vec<&str> = word.split(sign).take(4).collect();
        let [first, _, last] = parts.as_slice() else {
            continue;
        };
        let is_backwards = first.len() < 3 && (last.len() == 2 || last.len() == 4);
        let is_foreign = sign != '-' && first.len() == 4 && last.len() < 3;
        if parts.iter().copied().all(is_number) && (is_backwards || is_foreign) {
            return Some(word.len());
        }
    }
    in_words(typed)
}

/// Returns the length of the date at the start of a text, if its month is a word: 13 August 2021, August 13, 2021.
fn in_words(typed: &str) -> Option<usize> {
    let mut length = 0;
    let (mut month, mut day, mut year) = (false, false, false);
    for word in typed.split_inclusive([' ', '\t', '-']).take(3) {
        let part = word.trim_end_matches([' ', '\t', '-', ',', '.', ']', '}']);
        let lower = part.to_ascii_lowercase();
        let number = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if !month && MONTHS.iter().any(|name| lower.starts_with(name)) {
            month = true;
        } else if !day && matches!(number.parse::<u8>(), Ok(1..=31)) {
            day = true;
        } else if number.len() == 4 && number.parse::<u16>().is_ok() {
            year = true;
        } else {
            break;
        }
        length += word.len();
        if month && day && year {
            break;
        }
    }
    let found = typed.get(..length)?;
    let is_date = month && day && found.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_date.then(|| {
        found
            .trim_end_matches([' ', '\t', '-', ',', ']', '}'])
            .len()
    })
}

#[cfg(test)]
mod tests {
    use super::find_mistake;

    #[track_caller]
    fn check(line: &str, at: usize, expect: Option<&str>) {
        let found = find_mistake(line, at).and_then(|(span, ..)| line.get(span));
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn finds_mistakes_and_accuses_nothing_else() {
        check("value = 1,200", 9, Some("1,200"));
        check("{ low = 1,200,000, high = 2 }", 9, Some("1,200,000"));
        check("tile = [2,500] x", 15, None);
        check("at = 04/03/2024", 5, Some("04/03/2024"));
        check("days = [1.2.2021, 3.4.2021]", 8, Some("1.2.2021"));
        check("at = 13 August 2021 # on", 5, Some("13 August 2021"));
        check("at = August 13, 2021", 5, Some("August 13, 2021"));
        check("at = 2021-08-13 x", 16, None);
        check("at = 2021-8-13", 5, None);
        check("headline: \"x\"", 8, Some(":"));
        check("{ place: \"x\" }", 7, Some(":"));
        check("at = 2021-08-13T10:00:00x", 24, None);
        check("// x", 0, Some("//"));
        check("a = 2 // x", 6, Some("//"));
        check("url = https://x", 6, None);
        check("a = \"x // 1,200\" b", 17, None);
        check("a = \"The \"Long\" war\"", 10, Some("\""));
        check("a = 'Vesta's fall'", 11, Some("'"));
        check("a = \"x\" b", 8, None);
        check("é", 9, None);
    }
}
