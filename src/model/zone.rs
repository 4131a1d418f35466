//! Zones: the offset of their clocks at an instant, and the instants of a local time.
//!
//! The one file that names `jiff`. A zone's table is the system's, or the bundled one where the system has none; it is
//! read once and interned, so that a zone is copied like a number. Abbreviations are no zones.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{LazyLock, PoisonError, RwLock};

use jiff::Timestamp;
use jiff::tz::{self, AmbiguousOffset, TimeZoneDatabase};

use super::abbreviations::{self, Abbreviation};
use super::date::LocalTime;
use super::zone_files;
use crate::text::quote_text;

/// The largest offset from UTC that may be written, in hours.
const MOST_HOURS: i32 = 18;

/// A zone: a fixed offset, or one whose clocks change.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeZone(ZoneKind);

#[derive(Clone, Copy)]
enum ZoneKind {
    /// A number of seconds ahead of UTC.
    Fixed(i32),
    Table(&'static ZoneTable),
}

/// The name of a zone, and its clock changes.
struct ZoneTable {
    name: String,
    rules: tz::TimeZone,
}

impl ZoneKind {
    /// Returns the offset and the name by which zones are compared.
    fn comparison_key(&self) -> (i32, &str) {
        match self {
            Self::Fixed(seconds) => (*seconds, ""),
            Self::Table(table) => (0, &table.name),
        }
    }
}

impl PartialEq for ZoneKind {
    fn eq(&self, other: &Self) -> bool {
        self.comparison_key() == other.comparison_key()
    }
}

impl Eq for ZoneKind {}

impl std::hash::Hash for ZoneKind {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.comparison_key().hash(state);
    }
}

/// The offsets, in seconds, with which the clocks of a zone show a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalOffsets {
    /// The local time occurs once.
    Once(i32),
    /// Clocks are put back and show it twice: first with the first offset, then with the second.
    Twice(i32, i32),
    /// Clocks are put forward over it, from the first offset to the second.
    Never(i32, i32),
}

/// The reason why a text is not a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZoneError {
    /// An abbreviation, which several zones share or which holds for half of the year only.
    Abbreviation(&'static Abbreviation),
    /// A name of no known zone.
    Unknown(String),
}

impl fmt::Display for ZoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Abbreviation(known) => {
                write!(f, "{} is an abbreviation, not a time zone", known.letters)
            }
            Self::Unknown(typed) => write!(f, "'{}' is not a time zone", quote_text(typed)),
        }
    }
}

impl std::error::Error for ZoneError {}

/// The zones loaded so far, by name.
static KNOWN: RwLock<BTreeMap<String, TimeZone>> = RwLock::new(BTreeMap::new());

/// The names of the bundled zones, without abbreviations.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = TimeZoneDatabase::bundled();
    let names = names.available().map(|name| name.as_str().to_owned());
    let names = names.filter(|name| abbreviations::find_abbreviation(name).is_none());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
});

impl TimeZone {
    /// The zone of UTC.
    pub const UTC: Self = Self(ZoneKind::Fixed(0));

    /// Reads an IANA name as it is spelled, `UTC`, `Z`, or an offset such as `+04:30`.
    ///
    /// # Errors
    ///
    /// Returns an error for an abbreviation and for a text that is none of these.
    pub fn parse(text: &str) -> Result<Self, ZoneError> {
        if matches!(text, "Z" | "z" | "UTC") {
            return Ok(Self::UTC);
        }
        let unknown = || ZoneError::Unknown(text.to_owned());
        if text.starts_with(['+', '-']) {
            return parse_offset(text)
                .map(Self::from_offset)
                .ok_or_else(unknown);
        }
        if let Some(known) = abbreviations::find_abbreviation(text) {
            return Err(ZoneError::Abbreviation(known));
        }
        Self::from_table(text).ok_or_else(unknown)
    }

    /// Returns the zone whose table has this name, even if that is an abbreviation too.
    pub fn from_table(name: &str) -> Option<Self> {
        if let Some(known) = Self::find_loaded(name) {
            return Some(known);
        }
        load_rules(name).map(|rules| Self::store_rules(name, rules))
    }

    /// Returns a zone that has been loaded before.
    fn find_loaded(name: &str) -> Option<Self> {
        let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
        known.get(name).copied()
    }

    /// Returns the zone of a fixed offset, in seconds ahead of UTC.
    pub const fn from_offset(seconds: i32) -> Self {
        Self(ZoneKind::Fixed(seconds))
    }

    /// Reads rules as POSIX writes them, such as `EST5EDT,M3.2.0,M11.1.0`.
    pub fn from_posix(text: &str) -> Option<Self> {
        let rules = tz::TimeZone::posix(text).ok()?;
        Some(Self::store_rules(text, rules))
    }

    /// Reads the content of a file of a zone.
    pub fn from_file_content(name: &str, content: &[u8]) -> Option<Self> {
        let rules = tz::TimeZone::tzif(name, content).ok()?;
        Some(Self::store_rules(name, rules))
    }

    /// Keeps the table of a zone for as long as the program runs.
    fn store_rules(name: &str, rules: tz::TimeZone) -> Self {
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        *known.entry(name.to_owned()).or_insert_with(|| {
            let name = name.to_owned();
            Self(ZoneKind::Table(Box::leak(Box::new(ZoneTable {
                name,
                rules,
            }))))
        })
    }

    /// Returns the names of all bundled zones, sorted.
    pub fn list_names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(String::as_str)
    }

    /// Returns the city after which a zone is named: `New York`.
    pub fn city_name(self) -> Option<String> {
        let ZoneKind::Table(ZoneTable { name, .. }) = self.0 else {
            return None;
        };
        let (region, city) = name.rsplit_once('/')?;
        let is_place = region != "Etc" && NAMES.binary_search(name).is_ok();
        is_place.then(|| city.replace('_', " "))
    }

    /// Returns the offset from UTC of its clocks at an instant, both in seconds.
    pub fn offset_at(self, instant: i64) -> i32 {
        match self.0 {
            ZoneKind::Fixed(seconds) => seconds,
            ZoneKind::Table(table) => table.rules.to_offset(to_timestamp(instant)).seconds(),
        }
    }

    /// Returns the offsets with which its clocks show a local time.
    pub fn local_offsets(self, at: LocalTime) -> LocalOffsets {
        let table = match self.0 {
            ZoneKind::Fixed(seconds) => return LocalOffsets::Once(seconds),
            ZoneKind::Table(table) => table,
        };
        let civil = tz::Offset::UTC.to_datetime(to_timestamp(at.to_seconds()));
        match table.rules.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => LocalOffsets::Once(offset.seconds()),
            AmbiguousOffset::Fold { before, after } => {
                LocalOffsets::Twice(before.seconds(), after.seconds())
            }
            AmbiguousOffset::Gap { before, after } => {
                LocalOffsets::Never(before.seconds(), after.seconds())
            }
        }
    }

    /// Returns the first instant after `after`, in seconds, at which the offset or the name of the zone changes.
    pub fn next_change(self, after: i64) -> Option<i64> {
        match self.0 {
            ZoneKind::Fixed(_) => None,
            ZoneKind::Table(table) => {
                let mut changes = table.rules.following(to_timestamp(after));
                changes.next().map(|change| change.timestamp().as_second())
            }
        }
    }
}

impl fmt::Display for TimeZone {
    /// Writes its name, or its offset as `+04:30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ZoneKind::Fixed(0) => write!(f, "UTC"),
            ZoneKind::Fixed(seconds) => write!(f, "{}", Offset(seconds)),
            ZoneKind::Table(table) => write!(f, "{}", table.name),
        }
    }
}

impl fmt::Debug for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// An offset from UTC, in seconds, as `+04:30`.
pub struct Offset(pub i32);

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.abs() / 60;
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// Returns the system's rules of a zone, or the bundled ones.
fn load_rules(name: &str) -> Option<tz::TimeZone> {
    let system = zone_files::read_table(name);
    system
        .and_then(|content| tz::TimeZone::tzif(name, &content).ok())
        .or_else(|| {
            let bundled = TimeZoneDatabase::bundled().get(name).ok();
            bundled.filter(|rules| rules.iana_name() == Some(name))
        })
}

/// Reads an offset such as `+04:30` or `-18:00` as seconds.
fn parse_offset(text: &str) -> Option<i32> {
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let field = |part: &str, most: i32| -> Option<i32> {
        (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
            .filter(|value| *value <= most)
    };
    let seconds = (field(hours, MOST_HOURS)? * 60 + field(minutes, 59)?) * 60;
    Some(if text.starts_with('-') {
        -seconds
    } else {
        seconds
    })
}

/// Converts an instant to the library's type, held within its limits.
fn to_timestamp(seconds: i64) -> Timestamp {
    let held = seconds.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    Timestamp::from_second(held).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_names_and_offsets() {
        for name in [
            "Asia/Kabul",
            "UTC",
            "Etc/UTC",
            "America/Argentina/Salta",
            "-04:00",
            "+05:45",
        ] {
            assert_eq!(TimeZone::parse(name).unwrap().to_string(), name);
        }
        assert_eq!(TimeZone::parse("Z"), Ok(TimeZone::UTC));
        for name in [
            "asia/kabul",
            "Asia/Kabull",
            "",
            "..",
            "../passwd",
            "/etc/localtime",
            "+4",
            "+19:00",
            "right/UTC",
            "Asia/Kabul\0",
        ] {
            assert_eq!(
                TimeZone::parse(name),
                Err(ZoneError::Unknown(name.to_owned()))
            );
        }
    }

    #[test]
    fn abbreviations_are_no_zones() {
        for letters in ["EDT", "EST", "est", "CET", "EET", "GMT", "BST", "EST5EDT"] {
            let error = TimeZone::parse(letters).unwrap_err();
            assert!(matches!(error, ZoneError::Abbreviation(_)), "{letters}");
        }
        assert!(
            TimeZone::list_names().all(|name| abbreviations::find_abbreviation(name).is_none())
        );
    }

    #[test]
    fn every_bundled_zone_can_be_read_and_every_spelling_that_is_proposed() {
        for name in TimeZone::list_names().chain(abbreviations::ALL.iter().map(|known| known.zone))
        {
            assert!(TimeZone::parse(name).is_ok(), "{name}");
        }
        for known in abbreviations::ALL {
            assert!(TimeZone::parse(known.offset).is_ok(), "{}", known.letters);
        }
    }
}
