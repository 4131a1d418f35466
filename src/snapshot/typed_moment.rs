//! Reading a moment that somebody types, in the dashboard's line or behind a flag: as written, relative, by a name, or
//! as the next fall of a place.
//!
//! The line asks with every key, so that the date it would go to is seen before Enter; flags ask from where the
//! scenario opens. Says what it did not understand; never guesses a year other than the scenario's.

use std::collections::BTreeSet;

use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::date::Date;
use crate::model::id::PlaceKey;
use crate::model::moment::{Moment, MomentError};
use crate::model::scenario::{Bookmark, Scenario};
use crate::snapshot::Snapshot;
use crate::snapshot::evidence::{Did, weigh_claims};
use crate::snapshot::marks;
use crate::snapshot::typed_mistake;
use crate::snapshot::typed_phrase::{self, DayContext};
use crate::text::case_fold::case_fold;
use crate::text::{Text, quote_text};

/// The words that name a date by themselves.
const NAMES: [&str; 3] = ["first", "last", "next fall of"];

/// The point from which a typed moment is read: relative words count from there.
#[derive(Clone, Copy)]
pub struct Standpoint<'s> {
    /// The scenario.
    pub scenario: &'s Scenario,
    /// The cursor.
    pub cursor: Cursor,
}

impl<'s> From<&Snapshot<'s>> for Standpoint<'s> {
    fn from(snapshot: &Snapshot<'s>) -> Self {
        Self {
            scenario: snapshot.scenario,
            cursor: snapshot.moving_cursor(),
        }
    }
}

impl Standpoint<'_> {
    fn current_day(&self) -> Date {
        calendar::day_of(self.cursor.as_of, self.scenario.zone())
    }
}

/// A moment that was typed: a window, from its first second to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedMoment {
    /// The second at which the window begins, for what is asked for since then.
    pub first: UnixTime,
    /// The second at which a cursor stands.
    pub last: UnixTime,
}

impl From<Moment> for TypedMoment {
    fn from(moment: Moment) -> Self {
        Self {
            first: moment.start(),
            last: moment.effective_at(),
        }
    }
}

/// The moment that a text means within the scenario's days.
///
/// # Errors
///
/// What was not understood, in a sentence.
pub fn read_date(text: &str, at: Standpoint<'_>) -> Result<UnixTime, String> {
    if text.trim().is_empty() {
        return Err("a date, such as 15 Aug, +3, -1w, first, last, or a place".to_owned());
    }
    check_within_days(read(text, at)?.last, at.scenario)
}

/// Reads by when things are known: `now`, `then`, or a moment of any time.
///
/// # Errors
///
/// What was not understood, in a sentence.
pub fn read_known(text: &str, at: Standpoint<'_>) -> Result<KnownAt, String> {
    match case_fold(text.trim()).as_str() {
        "now" => Ok(KnownAt::Now),
        "then" => Ok(KnownAt::Then),
        _ => read(text, at).map(|typed| KnownAt::At(typed.last)),
    }
}

/// The moment that a text means, of any time: much is recorded after the last day of a scenario.
///
/// # Errors
///
/// What was not understood, in a sentence.
pub fn read(text: &str, at: Standpoint<'_>) -> Result<TypedMoment, String> {
    let scenario = at.scenario;
    let typed = case_fold(text.trim());
    if typed.is_empty() {
        return Err("a moment, such as 13 Aug 12:00 or 15 Aug".to_owned());
    }
    let written = Moment::parse(text.trim(), scenario.zone());
    if let Ok(moment) = written {
        return Ok(moment.into());
    }
    let today = at.current_day();
    let phrase = typed_phrase::read_phrase(text, DayContext { scenario, today });
    if let Some(Ok(moment)) = phrase {
        return Ok(moment.into());
    }
    let is_typed = |mark: &&Bookmark| case_fold(&mark.label) == typed;
    if let Some(mark) = marks::visible_bookmarks(scenario, &at.cursor).find(is_typed) {
        return Ok(mark.at.into());
    }
    if let Some(advice) = typed_mistake::suggest_moment(&typed) {
        return Err(advice);
    }
    let name = typed
        .strip_prefix("next fall of")
        .or_else(|| typed.strip_prefix("fall of"))
        .unwrap_or(&typed)
        .trim();
    if name.is_empty() {
        return Err("the fall of which place".to_owned());
    }
    match (find_places(name, scenario).as_slice(), phrase) {
        ([place], _) => next_fall(*place, at),
        ([], Some(Err(problem))) => Err(problem),
        ([], _) => Err(match written {
            Err(error) if error != MomentError::NotADate => {
                format!("{error}; {}", error.word_advice())
            }
            _ => format!(
                "'{}' is neither a date nor a place",
                quote_text(text.trim())
            ),
        }),
        (several, _) => Err(ask_which_place(several, name, scenario)),
    }
}

/// `Kabul, Kapisa or Kandahar?`, each as it begins with what was typed.
fn ask_which_place(places: &[PlaceKey], typed: &str, scenario: &Scenario) -> String {
    let begun = |key: PlaceKey| {
        place_spellings(key, scenario).find(|spelling| case_fold(spelling).starts_with(typed))
    };
    let names: Vec<&str> = places
        .iter()
        .take(MOST_NAMED)
        .filter_map(|place| begun(*place))
        .collect();
    let (last, others) = names.split_last().unwrap_or((&"", &[]));
    let more = if places.len() > MOST_NAMED {
        ", or others"
    } else {
        ""
    };
    let or = if more.is_empty() { " or " } else { ", " };
    format!("{}{or}{last}{more}?", others.join(", "))
}

/// The most places that are named where a text could mean several.
const MOST_NAMED: usize = 4;

/// A moment within the days of the scenario.
fn check_within_days(at: UnixTime, scenario: &Scenario) -> Result<UnixTime, String> {
    let (from, to) = scenario.heading.days;
    let day = calendar::day_of(at, scenario.zone());
    if (from..=to).contains(&day) {
        Ok(at)
    } else {
        Err(format!("{day} is outside the scenario, {from} to {to}"))
    }
}

/// The places that a name could mean: the one that is called so, else all that begin so.
fn find_places(name: &str, scenario: &Scenario) -> Vec<PlaceKey> {
    let is_called = |key: PlaceKey, test: &dyn Fn(&str) -> bool| {
        place_spellings(key, scenario).any(|spelling| test(&case_fold(spelling)))
    };
    let whole = scenario
        .place_keys()
        .find(|key| is_called(*key, &|spelling| spelling == name));
    if let Some(whole) = whole {
        return vec![whole];
    }
    let begun = |key: &PlaceKey| is_called(*key, &|spelling| spelling.starts_with(name));
    scenario.place_keys().filter(begun).collect()
}

fn place_spellings(key: PlaceKey, scenario: &Scenario) -> impl Iterator<Item = &str> {
    let place = scenario.place(key);
    [place.name.as_str(), place.seat_or_name().as_str()]
        .into_iter()
        .chain(place.aliases.iter().map(Text::as_str))
}

/// The end of the day on which a place next changes hands after the cursor, as known there; of its
/// first change if none is left.
fn next_fall(place: PlaceKey, stand: Standpoint<'_>) -> Result<TypedMoment, String> {
    let scenario = stand.scenario;
    let zone = scenario.zone();
    let end = Cursor {
        as_of: scenario.last_end(),
        known: KnownAt::At(stand.cursor.known_at()),
        ..stand.cursor
    };
    let weighed = weigh_claims(scenario, &end, place);
    let flipped = weighed.iter().filter(|(_, did)| *did == Did::Flipped);
    let mut falls = flipped
        .map(|(claim, _)| claim.get(scenario).provenance.at.effective_at())
        .map(|at| calendar::end_of(calendar::day_of(at, zone), zone))
        .filter(|at| check_within_days(*at, scenario).is_ok());
    let first = falls.next().ok_or_else(|| {
        let known = if stand.cursor.known == KnownAt::Now {
            ""
        } else {
            ", as known then"
        };
        format!(
            "{} does not change hands in this scenario{known}",
            scenario.place(place).seat_or_name()
        )
    })?;
    let next = std::iter::once(first)
        .chain(falls)
        .find(|at| *at > stand.cursor.as_of);
    let day = calendar::day_of(next.unwrap_or(first), zone);
    Ok(Moment::from_day(day, zone).into())
}

/// Returns the completions of a text, in order: words of its own, bookmarks, then spellings of places that begin so.
pub fn complete_moment(text: &str, snapshot: &Snapshot<'_>) -> Vec<String> {
    let scenario = snapshot.scenario;
    let typed = case_fold(text);
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
        .flat_map(|key| place_spellings(key, scenario));
    let places = known.filter(|spelling| !name.is_empty() && case_fold(spelling).starts_with(name));
    let places = places.map(|spelling| format!("{lead}{spelling}"));
    let marks = marks::visible_bookmarks(scenario, &snapshot.cursor);
    let marks = marks.map(|mark| mark.label.to_string());
    let marks = marks.filter(|label| case_fold(label).starts_with(&typed));
    let mut seen = BTreeSet::new();
    words
        .chain(marks)
        .chain(places)
        .filter(|entry| seen.insert(case_fold(entry)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cursor::Audience;
    use crate::scenario::built_in;
    use crate::snapshot;

    #[track_caller]
    fn check(known: KnownAt, text: &str, expect: &str) {
        let loaded = built_in::load_built_in().unwrap();
        let scenario = &loaded.scenario;
        let as_of = Moment::parse("2021-08-13", scenario.zone())
            .unwrap()
            .effective_at();
        let cursor = Cursor {
            as_of,
            known,
            audience: Audience::Desk,
            now: as_of,
        };
        let shown = match read_date(text, Standpoint { scenario, cursor }) {
            Ok(at) => calendar::to_local_time(at, scenario.zone()).to_string(),
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
            "15",
        ] {
            check(KnownAt::Now, text, "2021-08-15 23:59:59");
        }
        check(KnownAt::Now, "-1w", "2021-08-06 23:59:59");
        check(KnownAt::Now, "first", "2021-04-14 23:59:59");
        check(KnownAt::Now, " LAST ", "2021-09-07 23:59:59");
        check(KnownAt::Now, "yesterday", "2021-08-12 23:59:59");
        check(KnownAt::Now, "tomorrow", "2021-08-14 23:59:59");
        for text in [
            "2021-08-13 12:00",
            "13 aug 12:00",
            "12:00 13 Aug",
            "noon 13 aug",
            "noon",
            "today noon",
        ] {
            check(KnownAt::Now, text, "2021-08-13 12:00:00");
        }
        check(KnownAt::Now, "9:30", "2021-08-13 09:30:00");
        check(KnownAt::Now, "12 aug late evening", "2021-08-12 23:59:59");
        check(KnownAt::Now, "15 aug morning", "2021-08-15 11:59:59");
        check(KnownAt::Now, "2021-08-15 morning", "2021-08-15 11:59:59");
    }

    #[test]
    fn a_place_means_its_next_fall() {
        check(KnownAt::Now, "next fall of Kabul", "2021-08-15 23:59:59");
        check(KnownAt::Now, "fall of kabul", "2021-08-15 23:59:59");
        check(KnownAt::Now, "Mazar-i-Sharif", "2021-08-14 23:59:59");
        check(KnownAt::Now, "Rashkarga", "2021-08-13 23:59:59");
        check(KnownAt::Now, "zaranj", "2021-08-06 23:59:59");
        check(
            KnownAt::Then,
            "kabul",
            "Kabul does not change hands in this scenario, as known then",
        );
    }

    #[test]
    fn what_is_not_understood_is_said() {
        check(
            KnownAt::Now,
            "",
            "a date, such as 15 Aug, +3, -1w, first, last, or a place",
        );
        check(
            KnownAt::Now,
            "gibberish",
            "'gibberish' is neither a date nor a place",
        );
        check(KnownAt::Now, "31 feb", "there is no such day");
        check(
            KnownAt::Now,
            "2020-01-01",
            "2020-01-01 is outside the scenario, 2021-04-14 to 2021-09-07",
        );
        check(
            KnownAt::Now,
            "+999",
            "2024-05-08 is outside the scenario, 2021-04-14 to 2021-09-07",
        );
        check(
            KnownAt::Now,
            "next fall of ka",
            "Kabul, Kapisa, Kandahar or Kalat?",
        );
        check(KnownAt::Now, "next fall of", "the fall of which place");
        check(
            KnownAt::Now,
            "p",
            "Pul-e-Khumri, Parun, Pul-e-Alam, Panjshir, or others?",
        );
        check(KnownAt::Now, "32", "there is no such day");
        check(
            KnownAt::Now,
            "whenever noon",
            "'whenever' is neither a date nor a time zone",
        );
        check(
            KnownAt::Now,
            "13 aug 25:00",
            "not a moment: there is no such time of day",
        );
    }

    #[test]
    fn words_and_places_are_completed() {
        let loaded = built_in::load_built_in().unwrap();
        let as_of = loaded.scenario.first_end();
        let cursor = Cursor {
            as_of,
            known: KnownAt::Now,
            audience: Audience::Desk,
            now: as_of,
        };
        let snapshot = snapshot::at(&loaded.scenario, cursor);
        let complete = |text| complete_moment(text, &snapshot).join(", ");
        assert_eq!(complete("abb"), "Abbey Gate");
        assert_eq!(complete("kand"), "Kandahar falls, Kandahar");
        assert!(
            complete("fall of maz").starts_with("fall of Mazar-i-Sharif, fall of Mazar-e Sharif")
        );
        assert_eq!(complete("fir"), "first, Firozkoh, Firuz Koh, Firuzkoh");
        assert!(
            complete("la").starts_with("last, Last flight, Laghman"),
            "{}",
            complete("la")
        );
        assert_eq!(complete("zzz"), "");
        assert_eq!(complete(""), "");
    }
}
