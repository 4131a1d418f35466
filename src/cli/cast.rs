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
use crate::facts::Style;
use crate::facts::moment::{DayForm, KnownForm, word_day, word_known};
use crate::frame::cast::Recording;
use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::{Audience, Cursor, Known};
use crate::model::scenario::Scenario;
use crate::snapshot::{Snapshot, marks as shown_marks};
use crate::ui;
use crate::ui::theme::{Depth, Look};

/// Plays the days and records them.
pub(super) fn run(arguments: &Cast) -> Result<ExitCode, Failure> {
    let loaded = open::scenario_in(arguments.file.as_deref(), arguments.clock.zone)?;
    let asked = &arguments.clock;
    let clock = open::clock(
        &loaded.scenario,
        &asked.known,
        asked.now.as_deref(),
        Audience::Public,
    )?;
    let scenario = &loaded.scenario.public_at(clock.now);
    let moments = moments(scenario, arguments)?;
    let look = Look {
        depth: Depth::True,
        background: arguments.background.into(),
        wording: Style {
            words: false,
            ascii: arguments.ascii,
        },
    };
    let title = title(scenario, &clock, &moments);
    let ground = arguments.background.into();
    print_with(|to| {
        let mut recording = Recording::begin(to, arguments.size, ground, &title)?;
        for as_of in moments {
            let app = App::new(Cursor { as_of, ..clock });
            let shown = Shown::at(scenario, &app);
            let frame = ui::frame(&shown.view(&app), look, arguments.size);
            let marks = marks(&shown.snapshot);
            for mark in &marks {
                recording.mark(mark)?;
            }
            recording.frame(frame, stays(&shown.snapshot, marks.len()))?;
        }
        recording.end()
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The first moment, the ends of the days behind it, the last moment.
fn moments(scenario: &Scenario, arguments: &Cast) -> Result<Vec<UnixTime>, Failure> {
    let zone = scenario.zone();
    let or = |flag, text: Option<&str>, end: UnixTime| {
        text.map_or(Ok(end), |text| open::moment(scenario, flag, text))
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
fn title(scenario: &Scenario, clock: &Cursor, moments: &[UnixTime]) -> String {
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
        Known::Then => "EACH AS KNOWN THEN".to_owned(),
        Known::Now | Known::At(_) => word_known(clock, scenario.zone(), KnownForm::Heading),
    };
    let (first, last) = (day(moments.first()), day(moments.last()));
    format!("{}. {first} to {last}, {known}", scenario.heading.title)
}

/// The scenario's marks of the day.
fn marks(snapshot: &Snapshot<'_>) -> Vec<String> {
    let scenario = snapshot.scenario;
    shown_marks::shown(scenario, &snapshot.cursor)
        .filter(|mark| mark.at.day_in(scenario.zone()) == snapshot.day)
        .map(|mark| mark.label.to_string())
        .collect()
}

/// How long a frame stays, in thousandths of a second: longer for what is new, longest for what changed hands.
fn stays(snapshot: &Snapshot<'_>, marks: usize) -> u64 {
    let changes = &snapshot.changes;
    let taken = changes
        .places
        .iter()
        .filter(|change| change.differs)
        .count();
    let some = |count: usize, most: u64| u64::try_from(count).map_or(most, |count| count.min(most));
    600 + 150 * some(changes.events.len(), 10) + 400 * some(taken, 6) + 1000 * some(marks, 2)
}
