//! The zone of the machine, or of whoever sits at it: `TZ` says so if it is set, else the system's own setting.
//!
//! What `TZ` names may be anything at all; nothing here waits for it or reads it without end.

use std::env;
use std::path::Path;

use crate::model::zone::TimeZone;
use crate::model::zone_files;
use crate::text::quote_text;

/// Where the system keeps its zone.
const SYSTEM: &str = "/etc/localtime";

/// Returns the zone of the machine.
///
/// # Errors
///
/// Why there is none, in words.
pub(super) fn find_zone() -> Result<TimeZone, String> {
    let Some(set) = env::var_os("TZ") else {
        return of_file(Path::new(SYSTEM))
            .ok_or_else(|| "this machine does not say in which zone it is".to_owned());
    };
    let set = set.to_string_lossy();
    parse_tz(&set).ok_or_else(|| format!("TZ='{}' is no time zone", quote_text(&set)))
}

/// Reads a value of `TZ` as POSIX has it: a name, rules, or a file, the first and last also behind a colon.
fn parse_tz(value: &str) -> Option<TimeZone> {
    let name = value.strip_prefix(':').unwrap_or(value);
    if name.is_empty() {
        return Some(TimeZone::UTC);
    }
    if name.starts_with('/') {
        return of_file(Path::new(name));
    }
    TimeZone::parse(name)
        .ok()
        .or_else(|| TimeZone::from_table(name))
        .or_else(|| TimeZone::from_posix(value))
}

/// The zone that a file holds, by its name where the file is one of the system's.
fn of_file(path: &Path) -> Option<TimeZone> {
    let named = zone_files::name_of(path).and_then(|name| TimeZone::parse(&name).ok());
    named.or_else(|| {
        let content = zone_files::read_content(path)?;
        TimeZone::from_file_content(&path.to_string_lossy(), &content)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::{self, UnixTime};

    /// The offset on 13 August 2021 and half a year later, in hours.
    fn offsets(value: &str) -> Option<(i32, i32)> {
        let zone = parse_tz(value)?;
        let hours = |at: i64| calendar::offset_at(UnixTime(at), zone) / 3600;
        Some((hours(1_628_812_800), hours(1_644_624_000)))
    }

    #[test]
    fn tz_is_read_as_posix_has_it() {
        for (value, expect) in [
            ("", Some((0, 0))),
            (":", Some((0, 0))),
            ("UTC", Some((0, 0))),
            ("America/New_York", Some((-4, -5))),
            (":America/New_York", Some((-4, -5))),
            ("EST5EDT,M3.2.0,M11.1.0", Some((-4, -5))),
            ("EST5EDT", Some((-4, -5))),
            ("UTC0", Some((0, 0))),
            ("<+03>-3", Some((3, 3))),
            ("/dev/zero", None),
            (":/dev/null", None),
            ("/", None),
            ("/no/such/file", None),
            ("nonsense", None),
            ("../../etc/passwd", None),
        ] {
            assert_eq!(offsets(value), expect, "{value}");
        }
    }
}
