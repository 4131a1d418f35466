//! Where a file was left, so that it opens there again: a small index below the XDG state directory.
//!
//! `dashboard` asks for it and keeps it. Nothing that is wrong with the index, its folder or the disk ever matters:
//! then a file opens where it would the first time. It is replaced as a whole, so that it is never half written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};

use super::folders;
use crate::app::action::Pane;
use crate::app::state::App;
use crate::model::calendar::UnixTime;
use crate::model::cursor::Known;
use crate::model::scenario::Scenario;

/// How many files are remembered, and the most bytes that are read to remember them.
const MOST_FILES: usize = 100;
const MOST_BYTES: u64 = 1 << 20;

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
        let places = read(&index()?);
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
    let (Some(name), Some(index)) = (name_of(file), index()) else {
        return;
    };
    let mut places = read(&index);
    places.retain(|place| place.file != name);
    places.push(Place {
        file: name,
        at: app.cursor.as_of.0,
        known: match app.cursor.known {
            Known::Now => Clock::Now,
            Known::Then => Clock::Then,
            Known::At(at) => Clock::At(at.0),
        },
        pane: app.pane.number(),
    });
    places.drain(..places.len().saturating_sub(MOST_FILES));
    // What cannot be remembered is no reason to say anything to somebody who leaves.
    let _ = write(&index, &places);
}

fn index() -> Option<PathBuf> {
    folders::state().map(|folder| folder.join("places.json"))
}

/// What a file is remembered by.
fn name_of(file: &Path) -> Option<String> {
    Some(file.canonicalize().ok()?.to_str()?.to_owned())
}

/// What is remembered; nothing where that cannot be read.
fn read(index: &Path) -> Vec<Place> {
    let text = || -> io::Result<String> {
        let file = open(OpenOptions::new().read(true), index)?;
        let mut text = String::new();
        if file.metadata()?.is_file() {
            file.take(MOST_BYTES).read_to_string(&mut text)?;
        }
        Ok(text)
    };
    text()
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Puts a new index in the place of the old one.
fn write(index: &Path, places: &[Place]) -> io::Result<()> {
    folders::make_for(index)?;
    let beside = index.with_extension(format!("{}.tmp", std::process::id()));
    let mut options = OpenOptions::new();
    let mut file = open(options.write(true).create_new(true).mode(0o600), &beside)?;
    let text = serde_json::to_string_pretty(places)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| fs::rename(&beside, index));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Opens without ever waiting for what is no regular file.
fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    options
        .custom_flags(i32::from_ne_bytes(flags.bits().to_ne_bytes()))
        .open(path)
}
