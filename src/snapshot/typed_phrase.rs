//! Reading a moment as people say it: a day, a time of it and a zone, in any order.
//!
//! `typed_moment` asks before it looks for names. Days count from the cursor's; a word that is almost a month is
//! refused with the right spelling, never guessed.

use crate::model::calendar;
use crate::model::date::{Date, MONTHS, MONTHS_IN_FULL, WEEKDAYS_IN_FULL};
use crate::model::moment::{DayPart, Moment, MomentError};
use crate::model::scenario::Scenario;
use crate::model::zone::TimeZone;
use crate::text::case_fold::case_fold;
use crate::text::quote_text;

/// The days of a scenario and the one from which relative words count.
#[derive(Clone, Copy)]
pub(super) struct DayContext<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) today: Date,
}

/// Reads a day, a time of the cursor's day, or both, each with or without a zone; `None` where a text is made of
/// something else.
pub(super) fn read_phrase(text: &str, context: DayContext<'_>) -> Option<Result<Moment, String>> {
    let folded = case_fold(text);
    let text = folded.strip_suffix("end of day").unwrap_or(&folded);
    let words = text.split([' ', '\t', ',']).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.flat_map(split_clock).collect();
    let zone = take_zone(&mut words);
    let (time, day): (Vec<&str>, Vec<&str>) = words
        .iter()
        .map(String::as_str)
        .partition(|word| is_time(word));
    let time = match time.as_slice() {
        [] | ["late"] if day.is_empty() => return None,
        ["late"] => return None,
        ["noon"] => "12:00".to_owned(),
        words => words.join(" "),
    };
    // The clock of a moment has two digits each; people leave the first one out.
    let time = match time.split_once(':') {
        Some((hour, minute)) => format!("{hour:0>2}:{minute}"),
        None => time,
    };
    let day = if day.is_empty() {
        context.today.to_string()
    } else {
        match read_day(&day, context) {
            Some(Ok(day)) => day.to_string(),
            Some(Err(problem)) => return Some(Err(problem)),
            None => day.join(" "),
        }
    };
    let written = [day.as_str(), &time, zone.as_deref().unwrap_or("")];
    let written = written.join(" ");
    match Moment::parse(&written, context.scenario.zone()) {
        Err(MomentError::NotADate) if time.is_empty() => None,
        Err(MomentError::NotADate) => Some(Err(format!(
            "'{}' is neither a date nor a time zone",
            quote_text(&day)
        ))),
        read => Some(read.map_err(|error| explain_error(&error, &day, context))),
    }
}

/// Returns whether a word stands in moments that people type, apart from its numbers.
pub fn is_moment_word(word: &str) -> bool {
    let word = case_fold(word);
    let is_part = |part: &DayPart| part.to_word().split(' ').any(|its| its == word);
    matches!(
        word.as_str(),
        "noon" | "yesterday" | "today" | "tomorrow" | "utc"
    ) || month_of(&word).is_some()
        || DayPart::ALL.iter().any(is_part)
}

fn explain_error(error: &MomentError, day: &str, context: DayContext<'_>) -> String {
    let zone = context.scenario.zone();
    match error {
        MomentError::NoSuchDay if Moment::parse(day, TimeZone::UTC).is_ok() => {
            format!("{zone} left out {day}: its clocks went on to the next day")
        }
        MomentError::NoSuchTime => error.to_string(),
        _ => format!("{error}; {}", error.word_advice()),
    }
}

/// Parts `15:00z` and `15:00+01:00` behind the clock.
fn split_clock(word: &str) -> Vec<String> {
    let behind = word.find(|letter: char| !letter.is_ascii_digit() && letter != ':');
    match behind.and_then(|row| word.split_at_checked(row)) {
        Some((clock, zone)) if is_clock(clock) => vec![clock.to_owned(), zone.to_owned()],
        _ => vec![word.to_owned()],
    }
}

fn is_clock(word: &str) -> bool {
    let is_number = |part: &str| part.len() <= 2 && part.parse::<u8>().is_ok();
    word.contains(':') && word.split(':').all(is_number)
}

fn is_time(word: &str) -> bool {
    let is_part = |part: &DayPart| part.to_word() == word;
    is_clock(word) || DayPart::ALL.iter().any(is_part) || matches!(word, "noon" | "late")
}

/// Takes a zone out of words, as moments write it; a zone alone names no moment.
fn take_zone(words: &mut Vec<String>) -> Option<String> {
    if words.len() < 2 {
        return None;
    }
    let (row, zone) = words
        .iter()
        .enumerate()
        .find_map(|(row, word)| Some((row, zone_of(word)?)))?;
    words.remove(row);
    Some(zone)
}

/// Returns a zone as it is spelled: `america/new_york`, `utc`, `+01:00`, and `utc-4` as documents show it.
fn zone_of(word: &str) -> Option<String> {
    let offset = word.strip_prefix("utc").filter(|rest| !rest.is_empty());
    if let Some((sign, hours)) = offset.and_then(|rest| rest.split_at_checked(1)) {
        let (hours, minutes) = hours.split_once(':').unwrap_or((hours, "00"));
        let zone = format!("{sign}{hours:0>2}:{minutes}");
        return TimeZone::parse(&zone).is_ok().then_some(zone);
    }
    let spelled = word.to_ascii_uppercase();
    if TimeZone::parse(&spelled).is_ok() {
        return Some(spelled);
    }
    let mut names = TimeZone::list_names();
    let name = names.find(|name| name.contains('/') && name.eq_ignore_ascii_case(word));
    name.map(str::to_owned)
}

const NO_SUCH_DAY: &str = "there is no such day";

/// A day by itself: relative to the cursor's, by its name, or by its number and month, behind its weekday or not.
fn read_day(words: &[&str], context: DayContext<'_>) -> Option<Result<Date, String>> {
    if let [first, rest @ ..] = words
        && !rest.is_empty()
        && let Some(weekday) = weekday_of(first)
    {
        let day = read_day(rest, context).or_else(|| {
            let written = Moment::parse(&rest.join(" "), TimeZone::UTC).ok()?;
            Some(Ok(written.written_local().date()))
        })?;
        return Some(day.and_then(|day| check_weekday(day, weekday)));
    }
    let (from, to) = context.scenario.heading.days;
    let days = match words {
        ["first"] => return Some(Ok(from)),
        ["last"] => return Some(Ok(to)),
        ["yesterday"] => "-1",
        ["today"] => "+0",
        ["tomorrow"] => "+1",
        [only] => only,
        _ => return day_and_month(words, context),
    };
    relative_day(days, context)
        .or_else(|| of_the_month(days, context.today))
        .or_else(|| day_and_month(words, context))
}

fn weekday_of(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    WEEKDAYS_IN_FULL.iter().position(|name| {
        let name = name.to_ascii_lowercase();
        name == word || name.get(..3) == Some(word)
    })
}

fn check_weekday(day: Date, weekday: usize) -> Result<Date, String> {
    if day.weekday() == weekday {
        return Ok(day);
    }
    let name = WEEKDAYS_IN_FULL.get(day.weekday()).copied();
    Err(format!("{day} is a {}", name.unwrap_or_default()))
}

/// `15`: that day of the cursor's month.
fn of_the_month(typed: &str, today: Date) -> Option<Result<Date, String>> {
    let number: u32 = typed.parse().ok().filter(|_| typed.len() <= 2)?;
    let day = today.with_day(number);
    Some(day.ok_or_else(|| NO_SUCH_DAY.to_owned()))
}

/// `+3`, `-1w`: days or weeks from the cursor's day; days that the zone left out are none.
fn relative_day(typed: &str, context: DayContext<'_>) -> Option<Result<Date, String>> {
    let (sign, rest) = match typed.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (digits, days) = match rest.strip_suffix('w') {
        Some(digits) => (digits, 7),
        None => (rest.strip_suffix('d').unwrap_or(rest), 1),
    };
    let count = sign * i64::from(digits.parse::<u16>().ok()?) * days;
    let day = calendar::step_days(context.today, count, context.scenario.zone());
    Some(day.ok_or_else(|| "that is outside the scenario".to_owned()))
}

/// `15 aug`, `aug 15`, `15 august 2021`; without a year the one of the scenario that has such a day, the cursor's first.
fn day_and_month(words: &[&str], context: DayContext<'_>) -> Option<Result<Date, String>> {
    let typed = put_spaces(&words.join(" "));
    let words: Vec<&str> = typed
        .split([' ', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let (one, other, year) = match words.as_slice() {
        [one, other] => (*one, *other, None),
        [one, other, year] => (*one, *other, Some(year.parse::<i32>().ok()?)),
        _ => return None,
    };
    let (day, month) = match (one.parse::<u32>(), other.parse::<u32>()) {
        (Ok(day), Err(_)) => (day, other),
        (Err(_), Ok(day)) => (day, one),
        _ => return None,
    };
    let Some(month) = month_of(month) else {
        return suggest_month(month).map(Err);
    };
    if year.is_some_and(|year| year < 1000) {
        return Some(Err("write the year with all its four digits".to_owned()));
    }
    let (from, to) = context.scenario.heading.days;
    let years = match year {
        Some(year) => vec![year],
        None => std::iter::once(context.today.year())
            .chain(from.year()..=to.year())
            .collect(),
    };
    let dates = years.into_iter();
    let found: Vec<Date> = dates
        .filter_map(|year| Date::new(year, month, day))
        .collect();
    let mut inside = found.iter().filter(|day| (from..=to).contains(day));
    let best = inside.next().or(found.first());
    Some(best.copied().ok_or_else(|| NO_SUCH_DAY.to_owned()))
}

/// `15aug` as `15 aug`, `15th` as `15`.
fn put_spaces(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len() + 2);
    let mut before: Option<char> = None;
    for letter in typed.chars() {
        let turns = before.is_some_and(|before| {
            before.is_ascii_digit() && letter.is_alphabetic()
                || before.is_alphabetic() && letter.is_ascii_digit()
        });
        if turns {
            out.push(' ');
        }
        out.push(letter);
        before = Some(letter);
    }
    let is_ordinal = |word: &&str| matches!(*word, "st" | "nd" | "rd" | "th");
    let words = out.split(' ').filter(|word| !is_ordinal(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Returns the number of a month by its name, its first three letters, or `sept`.
fn month_of(word: &str) -> Option<u32> {
    let short = if word == "sept" { "sep" } else { word };
    let names = MONTHS.iter().zip(MONTHS_IN_FULL);
    let row = names.into_iter().position(|(three, full)| {
        three.eq_ignore_ascii_case(short) || full.eq_ignore_ascii_case(word)
    })?;
    u32::try_from(row + 1).ok()
}

/// The longest word that is compared with months: nobody misspells more.
const LONGEST: usize = 16;

/// Returns what to write instead of a word that is almost a month.
fn suggest_month(word: &str) -> Option<String> {
    if word.len() > LONGEST {
        return None;
    }
    let distance = |full: &str| {
        let full = full.to_ascii_lowercase();
        let begins = full.get(..3).is_some_and(|three| word.starts_with(three));
        let letters = strsim::damerau_levenshtein(word, &full);
        (begins || letters <= word.len() / 3).then_some(letters)
    };
    let rows = MONTHS.iter().zip(MONTHS_IN_FULL);
    let near = rows.filter_map(|(three, full)| Some((distance(full)?, *three, full)));
    let (_, three, full) = near.min()?;
    let or = if three == full {
        String::new()
    } else {
        format!(" or {full}")
    };
    Some(format!(
        "'{}' is not a month: write {three}{or}",
        quote_text(word)
    ))
}
