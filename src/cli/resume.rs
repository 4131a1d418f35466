//! Where a file was left, so that it opens there again: a small index below the XDG state directory.
//!
//! `dashboard` asks for it and keeps it. Nothing that is wrong with the index, its folder or the disk ever matters:
//! then a file opens where it would the first time.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::saved_lists;
use crate::app::action::Pane;
use crate::app::state::App;
use crate::model::calendar::UnixTime;
use crate::model::cursor::KnownAt;
use crate::model::scenario::Scenario;

/// Where it is kept, and how many files are remembered.
const PLACES: &str = "places.json";
const MOST_FILES: usize = 100;

/// Where one file was left.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
struct SavedPosition {
    /// Its real path.
    file: String,
    /// As of which moment, in seconds since 1970.
    at: i64,
    /// As known when.
    known: SavedClock,
    /// The number of the open pane.
    pane: usize,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum SavedClock {
    Now,
    Then,
    At(i64),
}

/// Goes where a file was left, within the days of its scenario; the clock only where it is not asked for.
pub(super) fn restore_position(file: &Path, scenario: &Scenario, app: &mut App, keeps_clock: bool) {
    let found = name_of(file).and_then(|name| {
        let places: Vec<SavedPosition> = saved_lists::read(PLACES);
        places.into_iter().find(|place| place.file == name)
    });
    let Some(place) = found else {
        return;
    };
    let at = UnixTime(place.at);
    if (scenario.first_start()..=scenario.last_end()).contains(&at) {
        app.cursor.as_of = at;
        if !keeps_clock {
            app.cursor.known = match place.known {
                SavedClock::Now => KnownAt::Now,
                SavedClock::Then => KnownAt::Then,
                SavedClock::At(at) => KnownAt::At(UnixTime(at)),
            };
        }
    }
    if let Some(pane) = Pane::ALL
        .into_iter()
        .find(|pane| pane.key_number() == place.pane)
    {
        app.pane = pane;
    }
}

/// Remembers where a file is left.
pub(super) fn save_position(file: &Path, app: &App) {
    let Some(name) = name_of(file) else {
        return;
    };
    let left = SavedPosition {
        file: name,
        at: app.cursor.as_of.0,
        known: match app.cursor.known {
            KnownAt::Now => SavedClock::Now,
            KnownAt::Then => SavedClock::Then,
            KnownAt::At(at) => SavedClock::At(at.0),
        },
        pane: app.pane.key_number(),
    };
    // What cannot be remembered is no reason to say anything to somebody who leaves.
    let _ = saved_lists::update(PLACES, |places: &mut Vec<SavedPosition>| {
        places.retain(|place| place.file != left.file);
        places.push(left);
        places.drain(..places.len().saturating_sub(MOST_FILES));
    });
}

/// What a file is remembered by.
fn name_of(file: &Path) -> Option<String> {
    Some(file.canonicalize().ok()?.to_str()?.to_owned())
}
