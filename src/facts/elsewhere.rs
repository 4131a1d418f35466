//! Whose time it is where that is not the scenario's, and times in cells.
//!
//! Called by `moment`. A zone goes by the name that the scenario gives it, else by its city; an offset
//! that nobody named is written as one.

use crate::model::calendar;
use crate::model::clocks::Clocks;
use crate::model::moment::{DayPart, Moment, Precision, Zone};
use crate::model::scenario::ZoneName;
use crate::model::zone::TimeZone;
use crate::text::fit;

/// The clocks of a moment that are not the scenario's.
pub(super) struct Elsewhere {
    /// The name of the zone, in a sentence and in a cell; an offset alone has no name.
    name: Option<[String; 2]>,
    /// Its offset from UTC in seconds.
    offset: i32,
}

impl Elsewhere {
    /// Returns the clocks of a moment unless they are the scenario's.
    pub(super) fn from_moment(moment: &Moment, clocks: Clocks, zones: &[ZoneName]) -> Option<Self> {
        let (offset, zone) = if moment.precision() == Precision::Clock {
            let is_repeated = calendar::is_repeated(moment.effective_at(), clocks.hours);
            let zone = (!is_repeated).then_some(clocks.hours);
            (clocks.shown_offset(moment)?, zone)
        } else {
            let own = calendar::offset_at(moment.start(), clocks.days);
            let offset = Some(moment.offset()).filter(|offset| *offset != own)?;
            match moment.zone() {
                Zone::Named(zone) => (offset, Some(zone)),
                Zone::Scenario | Zone::Fixed => (offset, Some(TimeZone::from_offset(offset))),
            }
        };
        let given = zones.iter().find(|given| Some(given.zone) == zone);
        let given = given.map(|given| (given.name.to_string(), given.short.as_deref()));
        let name = given.or_else(|| Some((zone?.city_name()?, None)));
        let name = name.map(|(name, short)| {
            let short = short.map_or_else(|| shorten_zone_name(&name), str::to_owned);
            [name, short]
        });
        Some(Self { name, offset })
    }

    /// Words a time with it: `afternoon in Washington`, `22:57 UTC`, `morning, UTC plus 1`.
    pub(super) fn phrase_time(&self, time: &str, is_spoken: bool) -> String {
        let words = match &self.name {
            Some([name, _]) => format!("{time} in {name}"),
            None if is_spoken && time.is_empty() => speak_offset(self.offset),
            None if is_spoken => format!("{time}, {}", speak_offset(self.offset)),
            None => format!("{time} {}", word_offset(self.offset)),
        };
        words.trim_start().to_owned()
    }

    /// Words a time with it in a cell: the fullest form that fits, the shortest where none does.
    pub(super) fn fit_time(&self, precision: Precision, hour: &str, room: usize) -> String {
        let offset = word_offset(self.offset);
        let bare = offset.trim_start_matches("UTC");
        let zone = self.name.as_ref().map_or(&offset, |[_, short]| short);
        let words = match precision {
            Precision::Day => vec![zone.clone(), bare.to_owned()],
            Precision::Part(part) => {
                let tiny = word_part(part, 3);
                let shortest = match self.name {
                    Some(_) => format!("{tiny}{zone:.2}"),
                    None => format!("{tiny}{bare}"),
                };
                vec![
                    format!("{}, {zone}", part.to_word()),
                    format!("{tiny}, {zone}"),
                    format!("{tiny} {zone}"),
                    format!("{tiny}{zone}"),
                    shortest,
                ]
            }
            Precision::Clock => {
                let wide = match &self.name {
                    Some([_, short]) => format!("{hour} {short}"),
                    None if self.offset == 0 => format!("{hour}Z"),
                    None => format!("{hour} {bare}"),
                };
                let dense = wide.replacen(':', "", 1).replacen(' ', "", 1);
                vec![wide, dense, format!("{hour} {bare}")]
            }
        };
        let fitting = words.iter().find(|words| fit::measure_width(words) <= room);
        fitting.or(words.last()).cloned().unwrap_or_default()
    }
}

/// Shortens the name of a zone to its initials or its first three letters: `NY`, `Lon`.
fn shorten_zone_name(name: &str) -> String {
    if name.contains(' ') {
        name.split(' ')
            .filter_map(|word| word.chars().next())
            .collect()
    } else {
        name.chars().take(3).collect()
    }
}

/// Words a part of the day in so many cells: nine, five, or three before a zone.
pub(super) fn word_part(part: DayPart, cells: usize) -> &'static str {
    let forms = match part {
        DayPart::Early => ["early", "early", "ear"],
        DayPart::Morning => ["morning", "morn.", "am"],
        DayPart::Midday => ["midday", "midd.", "mid"],
        DayPart::Afternoon => ["afternoon", "aft.", "pm"],
        DayPart::Evening => ["evening", "eve.", "eve"],
        DayPart::LateEvening => ["late eve.", "l.eve", "lev"],
        DayPart::Night => ["night", "night", "nig"],
    };
    let fitting = forms.iter().find(|form| form.len() <= cells);
    fitting.unwrap_or(&forms[2])
}

/// Words an offset: `UTC`, `UTC-4`, `UTC+4:30`.
pub fn word_offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    match (seconds.abs() / 3600, seconds.abs() / 60 % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// Words an offset to be spoken: `UTC plus 4:30`, `UTC minus 4`, `UTC`.
pub fn speak_offset(seconds: i32) -> String {
    let words = word_offset(seconds);
    words.replacen('+', " plus ", 1).replacen('-', " minus ", 1)
}
