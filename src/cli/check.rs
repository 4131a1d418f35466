//! `dateline check`: every problem of the files that are named.
//!
//! The report is this command's data and goes to standard output; a file that cannot be read is said
//! on standard error. The worst file decides the exit code.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use super::arguments::Check;
use super::open::{self, STANDARD_INPUT};
use super::output::{BAD_SCENARIO, Failure, USAGE, is_coloured, print, report};
use crate::scenario::load::{LoadError, shown_name};

/// Checks each file, whatever the ones before it gave.
pub(super) fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    let coloured = is_coloured(arguments.color, io::stdout().is_terminal());
    let (mut is_bad, mut is_unreadable) = (false, false);
    for file in &arguments.files {
        match open::scenario(Some(file)) {
            Ok(loaded) => print(&summary(&name_of(file), &loaded.scenario))?,
            Err(Failure::Load(LoadError::Bad(problems))) => {
                is_bad = true;
                print(&report(&problems, coloured))?;
            }
            Err(failure @ Failure::Load(LoadError::Unusable(..))) => {
                is_bad = true;
                failure.report();
            }
            Err(failure) => {
                is_unreadable = true;
                failure.report();
            }
        }
    }
    Ok(if is_unreadable {
        ExitCode::from(USAGE)
    } else if is_bad {
        ExitCode::from(BAD_SCENARIO)
    } else {
        ExitCode::SUCCESS
    })
}

/// How a file is called in reports.
fn name_of(file: &Path) -> String {
    if file.as_os_str() == "-" {
        STANDARD_INPUT.to_owned()
    } else {
        shown_name(file)
    }
}

/// One line on a file without problems.
fn summary(name: &str, scenario: &crate::model::scenario::Scenario) -> String {
    let claims: usize = scenario.events.iter().map(|event| event.claims.len()).sum();
    let figures: usize = scenario
        .events
        .iter()
        .map(|event| event.figures.len())
        .sum();
    format!(
        "{name}: no problems: {} places, {} events, {claims} claims, {figures} figures, {} sources\n",
        scenario.places.len(),
        scenario.events.len(),
        scenario.sources.len()
    )
}
