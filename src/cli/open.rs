//! Opening what a command names: the scenario, and the cursor in its zone.
//!
//! The only place below the arguments that reads the present.

use std::io;
use std::path::Path;

use crate::model::zone::TimeZone;

use super::arguments;
use super::closed;
use super::local_zone;
use super::misplaced;
use super::output::Failure;
use crate::app::prompt::read_since;
use crate::model::calendar::UnixTime;
use crate::model::clocks::Wanted;
use crate::model::cursor::{Audience, Cursor, Known};
use crate::model::scenario::Scenario;
use crate::scenario::built_in;
use crate::scenario::load::{LoadError, Loaded, Texts};
use crate::snapshot::filter::{self, Condition};
use crate::snapshot::typed_moment::{self, Standpoint, TypedMoment};
use crate::text::{quoted, safe};

/// How standard input is called in reports.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// Loads the file that is named, standard input for `-`, or the scenario that is built in.
pub(super) fn scenario(file: Option<&Path>) -> Result<Loaded, Failure> {
    match file {
        None => built_in::load()
            .map_err(LoadError::Bad)
            .map_err(Failure::from),
        Some(path) => Ok(named(path, "--at")?.load().map_err(LoadError::Bad)?),
    }
}

/// The same with hours in the zone that is wanted.
pub(super) fn scenario_in(file: Option<&Path>, wanted: Option<Wanted>) -> Result<Loaded, Failure> {
    let mut loaded = scenario(file)?;
    loaded.scenario.heading.hours = hours(wanted)?;
    Ok(loaded)
}

/// The zone of hours that is wanted; `None` for the scenario's own.
pub(super) fn hours(wanted: Option<Wanted>) -> Result<Option<TimeZone>, Failure> {
    match wanted.unwrap_or_default() {
        Wanted::Scenario => Ok(None),
        Wanted::Local => local_zone::find().map(Some).map_err(|reason| {
            Failure::Usage(format!(
                "--zone local: {reason}; name one, such as --zone Europe/London"
            ))
        }),
        Wanted::Zone(zone) => Ok(Some(zone)),
    }
}

/// The same, unless a moment stands in the place of the file.
pub(super) fn named(file: &Path, flag: &str) -> Result<Texts<'static>, Failure> {
    if let Some(failure) = misplaced::find_moment(file, flag) {
        return Err(failure);
    }
    Ok(texts(file)?)
}

/// Reads the file that is named, or standard input for `-`.
pub(super) fn texts(file: &Path) -> Result<Texts<'static>, LoadError> {
    if file.as_os_str() != "-" {
        return Texts::of_file(file);
    }
    closed::input()
        .map_err(|error| LoadError::Unreadable(STANDARD_INPUT.to_owned(), error.to_string()))?;
    Texts::of_reader(STANDARD_INPUT, io::stdin().lock())
}

/// The conditions that the arguments ask for.
pub(super) fn filter(
    scenario: &Scenario,
    asked: &arguments::Listed,
) -> Result<Vec<Condition>, Failure> {
    let stand = standpoint(scenario);
    let moment = |text: &str| read_since(text, stand);
    let typed = asked.filter.join(";");
    filter::read(&safe(&typed, false), scenario, &moment)
        .map_err(|reason| Failure::Usage(format!("--filter: {reason}")))
}

/// The cursor that the arguments ask for.
pub(super) fn cursor(
    scenario: &Scenario,
    asked: &arguments::Moment,
    audience: Audience,
) -> Result<Cursor, Failure> {
    let opens_at = opens_at(scenario);
    let as_of = asked
        .at
        .as_deref()
        .map_or(Ok(opens_at), |text| moment(scenario, "--at", text))?;
    let cursor = clock(scenario, &asked.known, asked.now.as_deref(), audience)?;
    Ok(Cursor { as_of, ..cursor })
}

/// A cursor at no moment yet, that knows as much as the arguments say.
pub(super) fn clock(
    scenario: &Scenario,
    known: &str,
    now: Option<&str>,
    audience: Audience,
) -> Result<Cursor, Failure> {
    let known = typed_moment::read_known(known, standpoint(scenario))
        .map_err(|reason| refuse("--known", known, &reason))?;
    let now = now.map_or_else(
        || Ok(UnixTime::present()),
        |text| moment(scenario, "--now", text),
    )?;
    Ok(Cursor {
        as_of: UnixTime::MIN,
        known,
        audience,
        now,
    })
}

/// Where a scenario opens.
fn opens_at(scenario: &Scenario) -> UnixTime {
    let opens = scenario.heading.opens_at;
    opens.map_or_else(|| scenario.last_end(), |opens| opens.effect())
}

/// From where relative words in arguments count, so that what is written does not change from day to day.
fn standpoint(scenario: &Scenario) -> Standpoint<'_> {
    let cursor = Cursor {
        as_of: opens_at(scenario),
        known: Known::Now,
        audience: Audience::Public,
        now: UnixTime::present(),
    };
    Standpoint { scenario, cursor }
}

/// The moment that an argument names, at its last second.
pub(super) fn moment(scenario: &Scenario, flag: &str, text: &str) -> Result<UnixTime, Failure> {
    typed(scenario, flag, text).map(|typed| typed.last)
}

/// The moment that an argument names, in every form that the dashboard's line takes.
pub(super) fn typed(scenario: &Scenario, flag: &str, text: &str) -> Result<TypedMoment, Failure> {
    typed_moment::read(text, standpoint(scenario)).map_err(|reason| refuse(flag, text, &reason))
}

fn refuse(flag: &str, text: &str, reason: &str) -> Failure {
    Failure::Usage(format!("{flag} '{}': {reason}", quoted(text)))
}
