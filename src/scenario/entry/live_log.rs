//! Completes an entry into a live log: with the time of its record, and with a remark on its moment.
//!
//! A log is live while the present lies within its days. `addition` calls it for the command line and the form; the
//! edge gives the present.

use crate::model::calendar::{self, UnixTime};
use crate::model::moment::{Moment, Precision};
use crate::model::scenario::Scenario;
use crate::model::zone::Offset;
use crate::scenario::entry::{EntryKey, EntryPart, EventEntry};

/// Returns whether the present lies within the days of a scenario.
pub fn is_live(scenario: &Scenario, now: UnixTime) -> bool {
    (scenario.first_start()..=scenario.last_end()).contains(&now)
}

/// Returns the present to the minute, in the zone of a scenario's days: `2021-08-13T15:04:00+04:30`.
pub fn to_the_minute(scenario: &Scenario, now: UnixTime) -> String {
    write_now(scenario, UnixTime(now.0 - now.0.rem_euclid(60)))
}

fn write_now(scenario: &Scenario, now: UnixTime) -> String {
    let offset = calendar::offset_at(now, scenario.zone());
    let local = format!("{:?}", UnixTime(now.0 + i64::from(offset)));
    format!("{}{}", local.trim_end_matches('Z'), Offset(offset))
}

/// Returns an entry with the present as its record time, if the log is live, and a remark on its moment.
pub(in crate::scenario) fn fill_record_time(
    entry: &EventEntry,
    scenario: &Scenario,
    now: UnixTime,
) -> (Option<EventEntry>, Option<String>) {
    (
        with_record_time(entry, scenario, now),
        shown_late(entry, scenario, now),
    )
}

/// Returns an entry with the present as its record time, if the log is live and the entry gives none.
///
/// An event in the future is left as it is, since it cannot be known before it happens.
fn with_record_time(entry: &EventEntry, scenario: &Scenario, now: UnixTime) -> Option<EventEntry> {
    let at = Moment::parse(entry.get(EntryKey::At)?, scenario.zone()).ok()?;
    let is_wanted = entry.get(EntryKey::RecordedAt).is_none();
    (is_wanted && is_live(scenario, now) && at.start() <= now).then(|| {
        let mut entry = entry.clone();
        entry.parts.retain(|part| part.key != EntryKey::RecordedAt);
        entry.parts.push(EntryPart {
            key: EntryKey::RecordedAt,
            text: write_now(scenario, now),
        });
        entry
    })
}

/// Returns a remark if an event of today without an hour will only be shown from the end of the day.
fn shown_late(entry: &EventEntry, scenario: &Scenario, now: UnixTime) -> Option<String> {
    let at = Moment::parse(entry.get(EntryKey::At)?, scenario.zone()).ok()?;
    let is_today = at.precision() == Precision::Day && at.start() <= now && now < at.effective_at();
    (is_live(scenario, now) && is_today).then(|| {
        let minute = to_the_minute(scenario, now);
        format!("{at} alone is shown from the end of the day only; for now write {minute}")
    })
}
