//! What people type for a moment and what is not read, with what to write instead.
//!
//! `typed_moment` asks before it takes a text for the name of a place. Only what is surely meant is spelled out.

use crate::model::abbreviations;
use crate::model::date::MONTHS;
use crate::model::moment::clock_of_twelve;
use crate::text::quote_text;

/// The beginnings of the names of weekdays.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Returns what to write instead of a text, if it is a moment in a form that is not read.
pub(super) fn suggest_moment(typed: &str) -> Option<String> {
    if let Some((time, advice)) = clock_of_twelve(typed) {
        return Some(format!("{time}: {advice}"));
    }
    let words: Vec<&str> = typed.split_whitespace().collect();
    let is_moment = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    if let [others @ .., last] = words.as_slice()
        && others.iter().any(|word| is_moment(word))
        && let Some(known) = abbreviations::find_abbreviation(last)
    {
        return Some(format!("{}: {}", known.letters, known.word_advice()));
    }
    if words.contains(&"midnight") {
        let advice = "write 00:00 for the start of a day, or the day alone for its end";
        return Some(format!("midnight: {advice}"));
    }
    let numbers = words.iter().find_map(|word| numeric_date(word));
    numbers.or_else(|| relative_words(&words))
}

/// `13.8.2021`, `8/13`, `8/13/21`: which number is the month depends on who writes.
fn numeric_date(word: &str) -> Option<String> {
    let separator = ['/', '.'].into_iter().find(|sign| word.contains(*sign))?;
    let fields: Vec<&str> = word
        .split(separator)
        .filter(|field| !field.is_empty())
        .collect();
    let numbers: Vec<u32> = fields
        .iter()
        .map(|field| field.parse().ok())
        .collect::<Option<_>>()?;
    let (one, other, year) = match numbers.as_slice() {
        [one, other] => (*one, *other, None),
        [one, other, year] => (*one, *other, Some(*year)),
        _ => return None,
    };
    let written = |month: u32, day: u32| match year {
        Some(year) if year >= 1000 => format!("{year}-{month:02}-{day:02}"),
        Some(_) => format!("20yy-{month:02}-{day:02} with all four digits of the year"),
        None => format!("{day} {}", month_name(month)),
    };
    let is_date = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    if year.is_some() && one >= 1000 {
        return Some(format!(
            "{word}: write {one}-{other:02}-{:02}",
            year.unwrap_or(1)
        ));
    }
    // Dots are written with the day first, slashes in either order.
    let day_first = is_date(other, one).then(|| written(other, one));
    let month_first =
        (separator == '/' && one != other && is_date(one, other)).then(|| written(one, other));
    let readings: Vec<String> = day_first.into_iter().chain(month_first).collect();
    Some(match readings.as_slice() {
        [] => format!("{word}: there is no such day; write a date such as 2021-08-13"),
        several => format!("{word}: write {}", several.join(" or ")),
    })
}

fn month_name(month: u32) -> &'static str {
    let months = MONTHS.iter();
    months
        .zip(1..)
        .find(|(_, number)| *number == month)
        .map_or("", |(name, _)| name)
}

/// `next tuesday`, `last week`, `two days ago`.
fn relative_words(words: &[&str]) -> Option<String> {
    let is_weekday = |word: &str| {
        word.get(..3).is_some_and(|start| WEEKDAYS.contains(&start))
            && (word.len() == 3 || word.ends_with("day"))
    };
    let is_unit = |word: &str| {
        matches!(
            word.trim_end_matches('s'),
            "day" | "week" | "month" | "year" | "hour"
        )
    };
    let is_lead = |word: &str| matches!(word, "next" | "last" | "this" | "in");
    let is_relative = match words {
        [.., "ago"] => true,
        [lead, .., unit] => is_lead(lead) && (is_unit(unit) || is_weekday(unit)),
        [only] => matches!(*only, "now" | "tonight") || is_weekday(only),
        [] => false,
    };
    is_relative.then(|| {
        format!(
            "'{}' is not read: write a date such as 15 aug, or days and weeks from here such as -1 or +1w",
            quote_text(&words.join(" "))
        )
    })
}
