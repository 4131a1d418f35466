//! `dateline cast`: the playback from one moment to another as a recording.
//!
//! A frame a day, as long as there is to read: neither the terminal nor a clock has a say in it. The
//! public's cursors: what is withheld or embargoed never leaves by here.

use std::process::ExitCode;

use super::arguments::Cast;
use super::open;
use super::output::{Failure, print_with};
use crate::app::state::App;
use crate::app::view::Shown;
use crate::facts::WordingStyle;
use crate::facts::moment::{DayForm, KnownForm, word_day, word_known};
use crate::frame::cast::Recording;
use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::{Audience, Cursor, KnownAt};
use crate::model::scenario::Scenario;
use crate::snapshot::{Snapshot, marks as shown_marks};
use crate::ui;
use crate::ui::theme::{Depth, FrameStyle};

/// Plays the days and records them.
pub(super) fn run(arguments: &Cast) -> Result<ExitCode, Failure> {
    let loaded = open::scenario_in(arguments.file.as_deref(), arguments.clock.zone)?;
    let asked = &arguments.clock;
    let clock = open::read_clock(
        &loaded.scenario,
        &asked.known,
        asked.now.as_deref(),
        Audience::Public,
    )?;
    let scenario = &loaded.scenario.public_at(clock.now);
    let moments = list_moments(scenario, arguments)?;
    let look = FrameStyle {
        depth: Depth::True,
        background: arguments.background.into(),
        wording: WordingStyle {
            words: false,
            ascii: arguments.ascii,
        },
    };
    let title = word_title(scenario, &clock, &moments);
    let ground = arguments.background.into();
    print_with(|to| {
        let mut recording = Recording::begin_recording(to, arguments.size, ground, &title)?;
        for as_of in moments {
            let app = App::new(Cursor { as_of, ..clock });
            let shown = Shown::at(scenario, &app);
            let frame = ui::draw_frame(&shown.to_view(&app), look, arguments.size);
            let marks = list_bookmarks(&shown.snapshot);
            for mark in &marks {
                recording.add_marker(mark)?;
            }
            recording.add_frame(frame, frame_duration(&shown.snapshot, marks.len()))?;
        }
        recording.end_recording()
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The first moment, the ends of the days behind it, the last moment.
fn list_moments(scenario: &Scenario, arguments: &Cast) -> Result<Vec<UnixTime>, Failure> {
    let zone = scenario.zone();
    let or = |flag, text: Option<&str>, end: UnixTime| {
        text.map_or(Ok(end), |text| open::read_moment(scenario, flag, text))
    };
    let from = or("--from", arguments.from.as_deref(), scenario.first_end())?;
    let to = or("--to", arguments.to.as_deref(), scenario.last_end())?;
    if from > to {
        let problem = "--from is later than --to: a recording goes forward in time";
        return Err(Failure::Usage(problem.to_owned()));
    }
    let ends = std::iter::successors(Some(calendar::day_of(from, zone)), |day| {
        calendar::step_days(*day, 1, zone)
    });
    let ends = ends.map(|day| calendar::end_of(day, zone));
    let mut moments = vec![from];
    moments.extend(
        ends.skip_while(|end| *end <= from)
            .take_while(|end| *end < to),
    );
    if to > from {
        moments.push(to);
    }
    Ok(moments)
}

/// What the recording is called: the scenario, from when to when, the clock.
fn word_title(scenario: &Scenario, clock: &Cursor, moments: &[UnixTime]) -> String {
    let day = |at: Option<&UnixTime>| {
        at.map_or_else(String::new, |at| {
            word_day(
                calendar::day_of(*at, scenario.zone()),
                DayForm::Weekday,
                None,
            )
        })
    };
    let known = match clock.known {
        // Each day is seen as it was known on that day.
        KnownAt::Then => "EACH AS KNOWN THEN".to_owned(),
        KnownAt::Now | KnownAt::At(_) => word_known(clock, scenario.zone(), KnownForm::Heading),
    };
    let (first, last) = (day(moments.first()), day(moments.last()));
    format!("{}. {first} to {last}, {known}", scenario.heading.title)
}

/// The scenario's marks of the day.
fn list_bookmarks(snapshot: &Snapshot<'_>) -> Vec<String> {
    let scenario = snapshot.scenario;
    shown_marks::visible_bookmarks(scenario, &snapshot.cursor)
        .filter(|mark| mark.at.day_in(scenario.zone()) == snapshot.day)
        .map(|mark| mark.label.to_string())
        .collect()
}

/// How long a frame stays, in thousandths of a second: longer for what is new, longest for what changed hands.
fn frame_duration(snapshot: &Snapshot<'_>, marks: usize) -> u64 {
    let changes = &snapshot.changes;
    let taken = changes
        .places
        .iter()
        .filter(|change| change.differs)
        .count();
    let some = |count: usize, most: u64| u64::try_from(count).map_or(most, |count| count.min(most));
    600 + 150 * some(changes.events.len(), 10) + 400 * some(taken, 6) + 1000 * some(marks, 2)
}
