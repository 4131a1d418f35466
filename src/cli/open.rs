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
use crate::model::clocks::PreferredZone;
use crate::model::cursor::{Audience, Cursor, KnownAt};
use crate::model::scenario::Scenario;
use crate::scenario::built_in;
use crate::scenario::load::{LoadError, Loaded, Texts};
use crate::snapshot::filter::{self, Condition};
use crate::snapshot::typed_moment::{self, Standpoint, TypedMoment};
use crate::text::{quote_text, sanitize_text};

/// How standard input is called in reports.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// Loads the file that is named, standard input for `-`, or the scenario that is built in.
pub(super) fn load_scenario(file: Option<&Path>) -> Result<Loaded, Failure> {
    match file {
        None => built_in::load_built_in()
            .map_err(LoadError::Bad)
            .map_err(Failure::from),
        Some(path) => Ok(read_named(path, "--at")?
            .load_scenario()
            .map_err(LoadError::Bad)?),
    }
}

/// The same with hours in the zone that is wanted.
pub(super) fn scenario_in(
    file: Option<&Path>,
    wanted: Option<PreferredZone>,
) -> Result<Loaded, Failure> {
    let mut loaded = load_scenario(file)?;
    loaded.scenario.heading.hours = find_zone(wanted)?;
    Ok(loaded)
}

/// The zone of hours that is wanted; `None` for the scenario's own.
pub(super) fn find_zone(wanted: Option<PreferredZone>) -> Result<Option<TimeZone>, Failure> {
    match wanted.unwrap_or_default() {
        PreferredZone::Scenario => Ok(None),
        PreferredZone::Local => local_zone::find_zone().map(Some).map_err(|reason| {
            Failure::Usage(format!(
                "--zone local: {reason}; name one, such as --zone Europe/London"
            ))
        }),
        PreferredZone::Zone(zone) => Ok(Some(zone)),
    }
}

/// The same, unless a moment stands in the place of the file.
pub(super) fn read_named(file: &Path, flag: &str) -> Result<Texts<'static>, Failure> {
    if let Some(failure) = misplaced::find_moment(file, flag) {
        return Err(failure);
    }
    Ok(read_texts(file)?)
}

/// Reads the file that is named, or standard input for `-`.
pub(super) fn read_texts(file: &Path) -> Result<Texts<'static>, LoadError> {
    if file.as_os_str() != "-" {
        return Texts::of_file(file);
    }
    closed::check_input()
        .map_err(|error| LoadError::Unreadable(STANDARD_INPUT.to_owned(), error.to_string()))?;
    Texts::of_reader(STANDARD_INPUT, io::stdin().lock())
}

/// The conditions that the arguments ask for.
pub(super) fn read_filter(
    scenario: &Scenario,
    asked: &arguments::ListOptions,
) -> Result<Vec<Condition>, Failure> {
    let stand = find_standpoint(scenario);
    let moment = |text: &str| read_since(text, stand);
    let typed = asked.filter.join(";");
    filter::read(&sanitize_text(&typed, false), scenario, &moment)
        .map_err(|reason| Failure::Usage(format!("--filter: {reason}")))
}

/// The cursor that the arguments ask for.
pub(super) fn read_cursor(
    scenario: &Scenario,
    asked: &arguments::MomentOptions,
    audience: Audience,
) -> Result<Cursor, Failure> {
    let opens_at = opens_at(scenario);
    let as_of = asked
        .at
        .as_deref()
        .map_or(Ok(opens_at), |text| read_moment(scenario, "--at", text))?;
    let cursor = read_clock(scenario, &asked.known, asked.now.as_deref(), audience)?;
    Ok(Cursor { as_of, ..cursor })
}

/// A cursor at no moment yet, that knows as much as the arguments say.
pub(super) fn read_clock(
    scenario: &Scenario,
    known: &str,
    now: Option<&str>,
    audience: Audience,
) -> Result<Cursor, Failure> {
    let known = typed_moment::read_known(known, find_standpoint(scenario))
        .map_err(|reason| refuse_argument("--known", known, &reason))?;
    let now = now.map_or_else(
        || Ok(UnixTime::from_system_clock()),
        |text| read_moment(scenario, "--now", text),
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
    opens.map_or_else(|| scenario.last_end(), |opens| opens.effective_at())
}

/// From where relative words in arguments count, so that what is written does not change from day to day.
fn find_standpoint(scenario: &Scenario) -> Standpoint<'_> {
    let cursor = Cursor {
        as_of: opens_at(scenario),
        known: KnownAt::Now,
        audience: Audience::Public,
        now: UnixTime::from_system_clock(),
    };
    Standpoint { scenario, cursor }
}

/// The moment that an argument names, at its last second.
pub(super) fn read_moment(
    scenario: &Scenario,
    flag: &str,
    text: &str,
) -> Result<UnixTime, Failure> {
    read_typed(scenario, flag, text).map(|typed| typed.last)
}

/// The moment that an argument names, in every form that the dashboard's line takes.
pub(super) fn read_typed(
    scenario: &Scenario,
    flag: &str,
    text: &str,
) -> Result<TypedMoment, Failure> {
    typed_moment::read(text, find_standpoint(scenario))
        .map_err(|reason| refuse_argument(flag, text, &reason))
}

fn refuse_argument(flag: &str, text: &str, reason: &str) -> Failure {
    Failure::Usage(format!("{flag} '{}': {reason}", quote_text(text)))
}
