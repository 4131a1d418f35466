//! Reading a date that somebody types: as written, relative, by a name, or as the next fall of a place.
//!
//! The prompt asks with every key, so that the date it would go to is seen before Enter. Says what it
//! did not understand; never guesses a year other than the scenario's.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::format::moment::MONTHS;
use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::{Cursor, Known};
use crate::model::id::PlaceKey;
use crate::model::moment::Moment;
use crate::model::scenario::{Mark, Scenario};
use crate::snapshot::Snapshot;
use crate::snapshot::evidence::{Did, weigh};
use crate::text::Text;
use crate::text::fold::fold;

/// The words that name a date by themselves.
const NAMES: [&str; 3] = ["first", "last", "next fall of"];

/// The moment that a text means, seen from a snapshot.
///
/// # Errors
///
/// What was not understood, in a sentence.
pub fn read(text: &str, snapshot: &Snapshot<'_>) -> Result<UnixTime, String> {
    let scenario = snapshot.scenario;
    let typed = fold(text.trim());
    if typed.is_empty() {
        return Err("a date, such as 15 Aug, +3, -1w, first, last, or a place".to_owned());
    }
    let found = match typed.as_str() {
        "first" => Some(scenario.first_end()),
        "last" => Some(scenario.last_end()),
        _ => None,
    };
    if let Some(at) = found {
        return Ok(at);
    }
    if let Some(at) = relative(&typed, snapshot).or_else(|| day_and_month(&typed, snapshot)) {
        return within(at?, scenario);
    }
    if let Ok(moment) = Moment::parse(text.trim(), scenario.zone()) {
        return within(moment.effect(), scenario);
    }
    let name = typed
        .strip_prefix("next fall of")
        .or_else(|| typed.strip_prefix("fall of"))
        .unwrap_or(&typed)
        .trim();
    // A mark names what is to come: known-then does not know it.
    let is_meant = |mark: &&Mark| snapshot.cursor.known == Known::Now && fold(&mark.label) == typed;
    if let Some(mark) = scenario.marks.iter().find(is_meant) {
        return within(mark.at.effect(), scenario);
    }
    match place(name, scenario) {
        Some(place) => next_fall(place, snapshot),
        None => Err(format!("'{}' is neither a date nor a place", text.trim())),
    }
}

/// The moment at which things were known that a text means: any that a scenario could name, since
/// much was recorded after its last day.
///
/// # Errors
///
/// What was not understood, in a sentence.
pub fn read_known(text: &str, snapshot: &Snapshot<'_>) -> Result<UnixTime, String> {
    let scenario = snapshot.scenario;
    Moment::parse(text.trim(), scenario.zone())
        .map(|moment| moment.effect())
        .or_else(|_| read(text, snapshot))
}

/// A moment within the days of the scenario.
fn within(at: UnixTime, scenario: &Scenario) -> Result<UnixTime, String> {
    let (from, to) = scenario.heading.days;
    let day = calendar::day_of(at, scenario.zone());
    if (from..=to).contains(&day) {
        Ok(at)
    } else {
        Err(format!("{day} is outside the scenario, {from} to {to}"))
    }
}

/// `+3`, `-1w`: days or weeks from the cursor's day.
fn relative(typed: &str, snapshot: &Snapshot<'_>) -> Option<Result<UnixTime, String>> {
    let (sign, rest) = match typed.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (digits, days) = match rest.strip_suffix('w') {
        Some(digits) => (digits, 7),
        None => (rest.strip_suffix('d').unwrap_or(rest), 1),
    };
    let count: u16 = digits.trim().parse().ok()?;
    let zone = snapshot.scenario.zone();
    let day = calendar::add_days(snapshot.day, sign * i64::from(count) * days);
    let at = day.map(|day| calendar::end_of(day, zone));
    Some(at.ok_or_else(|| "that is outside the scenario".to_owned()))
}

/// `15 aug`, `aug 15`, `15 august 2021`; without a year the one of the scenario that has such a day, the cursor's first.
fn day_and_month(typed: &str, snapshot: &Snapshot<'_>) -> Option<Result<UnixTime, String>> {
    let typed = spaced(typed);
    let words: Vec<&str> = typed
        .split([' ', ',', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let (day, month, year) = match words.as_slice() {
        [one, other] => (*one, *other, None),
        [one, other, year] => (*one, *other, Some(year.parse::<i32>().ok()?)),
        _ => return None,
    };
    let (day, month) = match (day.parse::<u32>(), month.parse::<u32>()) {
        (Ok(day), Err(_)) => (day, month_of(month)?),
        (Err(_), Ok(number)) => (number, month_of(day)?),
        _ => return None,
    };
    let (from, to) = snapshot.scenario.heading.days;
    let years = match year {
        Some(year) => vec![year],
        None => std::iter::once(snapshot.day.year())
            .chain(from.year()..=to.year())
            .collect(),
    };
    let days: Vec<NaiveDate> = years
        .iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(*year, month, day))
        .collect();
    let zone = snapshot.scenario.zone();
    let best = days
        .iter()
        .find(|day| (from..=to).contains(day))
        .or(days.first());
    Some(
        best.map(|day| calendar::end_of(*day, zone))
            .ok_or_else(|| "there is no such day".to_owned()),
    )
}

/// `15aug` as `15 aug`.
fn spaced(typed: &str) -> String {
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
    out
}

/// The number of a month by its name or the start of it, of three letters at least.
fn month_of(word: &str) -> Option<u32> {
    let start = word.get(..3)?;
    let row = MONTHS
        .iter()
        .position(|month| month.eq_ignore_ascii_case(start))?;
    u32::try_from(row + 1).ok()
}

/// The place that a name means: by any spelling as a whole, else by how one begins if only one does.
fn place(name: &str, scenario: &Scenario) -> Option<PlaceKey> {
    if name.is_empty() {
        return None;
    }
    let is_called = |key: PlaceKey, test: &dyn Fn(&str) -> bool| {
        spellings(key, scenario).any(|spelling| test(&fold(spelling)))
    };
    let whole = scenario
        .place_keys()
        .find(|key| is_called(*key, &|spelling| spelling == name));
    whole.or_else(|| {
        let mut begun = scenario
            .place_keys()
            .filter(|key| is_called(*key, &|spelling| spelling.starts_with(name)));
        let one = begun.next()?;
        begun.next().is_none().then_some(one)
    })
}

fn spellings(key: PlaceKey, scenario: &Scenario) -> impl Iterator<Item = &str> {
    let place = scenario.place(key);
    [place.name.as_str(), place.seat().as_str()]
        .into_iter()
        .chain(place.aliases.iter().map(Text::as_str))
}

/// The end of the day on which a place next changes hands after the cursor, as known there; of its
/// first change if none is left.
fn next_fall(place: PlaceKey, snapshot: &Snapshot<'_>) -> Result<UnixTime, String> {
    let scenario = snapshot.scenario;
    let zone = scenario.zone();
    let end = Cursor {
        as_of: scenario.last_end(),
        known: Known::At(snapshot.cursor.known_at()),
        ..snapshot.cursor
    };
    let weighed = weigh(scenario, &end, place);
    let flipped = weighed.iter().filter(|(_, did)| *did == Did::Flipped);
    let mut falls = flipped
        .map(|(claim, _)| claim.get(scenario).provenance.at.effect())
        .map(|at| calendar::end_of(calendar::day_of(at, zone), zone))
        .filter(|at| within(*at, scenario).is_ok());
    let first = falls.next().ok_or_else(|| {
        let known = if snapshot.cursor.known == Known::Now {
            ""
        } else {
            ", as known then"
        };
        format!(
            "{} does not change hands in this scenario{known}",
            scenario.place(place).seat()
        )
    })?;
    let next = std::iter::once(first)
        .chain(falls)
        .find(|at| *at > snapshot.cursor.as_of);
    Ok(next.unwrap_or(first))
}

/// What a text could be completed to, in order: words of its own, then spellings of places that begin so.
pub fn completions(text: &str, scenario: &Scenario) -> Vec<String> {
    let typed = fold(text);
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let words = NAMES
        .iter()
        .filter(|name| name.starts_with(&typed))
        .map(|name| (*name).to_owned());
    let leads = ["next fall of ", "fall of ", ""];
    let stem = leads
        .into_iter()
        .find_map(|lead| typed.strip_prefix(lead).map(|name| (lead, name)));
    let (lead, name) = stem.unwrap_or(("", &typed));
    let known = scenario
        .place_keys()
        .flat_map(|key| spellings(key, scenario));
    let places = known.filter(|spelling| !name.is_empty() && fold(spelling).starts_with(name));
    let places = places.map(|spelling| format!("{lead}{spelling}"));
    let mut seen = BTreeSet::new();
    words
        .chain(places)
        .filter(|entry| seen.insert(fold(entry)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cursor::Audience;
    use crate::scenario::built_in;
    use crate::snapshot;

    #[track_caller]
    fn check(known: Known, text: &str, expect: &str) {
        let loaded = built_in::load().unwrap();
        let scenario = &loaded.scenario;
        let as_of = Moment::parse("2021-08-13", scenario.zone())
            .unwrap()
            .effect();
        let cursor = Cursor {
            as_of,
            known,
            audience: Audience::Desk,
            now: as_of,
        };
        let snapshot = snapshot::at(scenario, cursor);
        let shown = match read(text, &snapshot) {
            Ok(at) => calendar::local(at, scenario.zone()).to_string(),
            Err(reason) => reason,
        };
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2021-08-15",
            "15 Aug",
            "15aug",
            "aug 15",
            "15 August 2021",
            "August 15, 2021",
            "+2",
            "+2d",
        ] {
            check(Known::Now, text, "2021-08-15 23:59:59");
        }
        check(Known::Now, "-1w", "2021-08-06 23:59:59");
        check(Known::Now, "first", "2021-04-14 23:59:59");
        check(Known::Now, " LAST ", "2021-09-07 23:59:59");
        check(Known::Now, "2021-08-13 12:00", "2021-08-13 12:00:00");
        check(Known::Now, "2021-08-15 morning", "2021-08-15 11:59:59");
    }

    #[test]
    fn a_place_means_its_next_fall() {
        check(Known::Now, "next fall of Kabul", "2021-08-15 23:59:59");
        check(Known::Now, "fall of kabul", "2021-08-15 23:59:59");
        check(Known::Now, "Mazar-i-Sharif", "2021-08-14 23:59:59");
        check(Known::Now, "Rashkarga", "2021-08-13 23:59:59");
        check(Known::Now, "zaranj", "2021-08-06 23:59:59");
        check(
            Known::Then,
            "kabul",
            "Kabul does not change hands in this scenario, as known then",
        );
    }

    #[test]
    fn what_is_not_understood_is_said() {
        check(
            Known::Now,
            "",
            "a date, such as 15 Aug, +3, -1w, first, last, or a place",
        );
        check(
            Known::Now,
            "gibberish",
            "'gibberish' is neither a date nor a place",
        );
        check(Known::Now, "31 feb", "there is no such day");
        check(
            Known::Now,
            "2020-01-01",
            "2020-01-01 is outside the scenario, 2021-04-14 to 2021-09-07",
        );
        check(
            Known::Now,
            "+999",
            "2024-05-08 is outside the scenario, 2021-04-14 to 2021-09-07",
        );
        check(Known::Now, "pa", "'pa' is neither a date nor a place");
    }

    #[test]
    fn words_and_places_are_completed() {
        let loaded = built_in::load().unwrap();
        let complete = |text| completions(text, &loaded.scenario).join(", ");
        assert_eq!(complete("kand"), "Kandahar");
        assert!(
            complete("fall of maz").starts_with("fall of Mazar-i-Sharif, fall of Mazar-e Sharif")
        );
        assert_eq!(complete("fir"), "first, Firozkoh, Firuz Koh, Firuzkoh");
        assert!(
            complete("la").starts_with("last, Laghman"),
            "{}",
            complete("la")
        );
        assert_eq!(complete("zzz"), "");
        assert_eq!(complete(""), "");
    }
}
