//! Where a file was left, so that it opens there again: a small index below the XDG state directory.
//!
//! `dashboard` asks for it and keeps it. Nothing that is wrong with the index, its folder or the disk ever matters:
//! then a file opens where it would the first time.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::state;
use crate::app::action::Pane;
use crate::app::state::App;
use crate::model::calendar::UnixTime;
use crate::model::cursor::Known;
use crate::model::scenario::Scenario;

/// Where it is kept, and how many files are remembered.
const PLACES: &str = "places.json";
const MOST_FILES: usize = 100;

/// Where one file was left.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
struct Place {
    /// Its real path.
    file: String,
    /// As of which moment, in seconds since 1970.
    at: i64,
    /// As known when.
    known: Clock,
    /// The number of the open pane.
    pane: usize,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Clock {
    Now,
    Then,
    At(i64),
}

/// Goes where a file was left, within the days of its scenario; the clock only where it is not asked for.
pub(super) fn recall(file: &Path, scenario: &Scenario, app: &mut App, keeps_clock: bool) {
    let found = name_of(file).and_then(|name| {
        let places: Vec<Place> = state::read(PLACES);
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
                Clock::Now => Known::Now,
                Clock::Then => Known::Then,
                Clock::At(at) => Known::At(UnixTime(at)),
            };
        }
    }
    if let Some(pane) = Pane::ALL
        .into_iter()
        .find(|pane| pane.number() == place.pane)
    {
        app.pane = pane;
    }
}

/// Remembers where a file is left.
pub(super) fn keep(file: &Path, app: &App) {
    let Some(name) = name_of(file) else {
        return;
    };
    let left = Place {
        file: name,
        at: app.cursor.as_of.0,
        known: match app.cursor.known {
            Known::Now => Clock::Now,
            Known::Then => Clock::Then,
            Known::At(at) => Clock::At(at.0),
        },
        pane: app.pane.number(),
    };
    // What cannot be remembered is no reason to say anything to somebody who leaves.
    let _ = state::update(PLACES, |places: &mut Vec<Place>| {
        places.retain(|place| place.file != left.file);
        places.push(left);
        places.drain(..places.len().saturating_sub(MOST_FILES));
    });
}

/// What a file is remembered by.
fn name_of(file: &Path) -> Option<String> {
    Some(file.canonicalize().ok()?.to_str()?.to_owned())
}
