//! `dateline add --undo`: takes back what was added last, as long as the file still holds it as it was.
//!
//! `add` and the form note here what they put into a file. Whatever else has been changed in it since then stays.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::output::Failure;
use super::saved_lists;
use super::written::{Not, tell_of_saving};
use crate::lint;
use crate::scenario::including_file;
use crate::scenario::load::{Texts, shown_name};
use crate::scenario::save::{FileLock, lock_file};

/// Where it is kept, and of how many scenarios.
const ADDED: &str = "added.json";
const MOST_FILES: usize = 100;

/// What was added last to a scenario.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Last {
    /// The real path of its main file.
    scenario: String,
    /// The real path of the file that it went to.
    file: String,
    /// The ids of the events.
    ids: Vec<String>,
    /// What was put into the file, in the parts that stand in different places.
    parts: Vec<String>,
}

/// Notes what was added; returns why that could not be.
pub(super) fn note_addition(
    scenario: &FileLock,
    file: &FileLock,
    ids: &[String],
    parts: Vec<String>,
) -> Option<String> {
    let name = |held: &FileLock| held.real_path().to_str().map(str::to_owned);
    let Some((scenario, file)) = name(scenario).zip(name(file)) else {
        return Some("its name is not UTF-8".to_owned());
    };
    let last = Last {
        scenario,
        file,
        ids: ids.to_vec(),
        parts,
    };
    let noted = saved_lists::update(ADDED, |all: &mut Vec<Last>| {
        all.retain(|other| other.scenario != last.scenario);
        all.push(last);
        all.drain(..all.len().saturating_sub(MOST_FILES));
    });
    noted.err().map(|error| error.to_string())
}

/// Takes back what was added last to a scenario; returns the file and the ids.
pub(super) fn take_back(path: &Path, patience: Duration) -> Result<(String, Vec<String>), Not> {
    let failed = |reason: String| Not::Failed(Failure::Usage(reason));
    let texts = including_file::read_texts(path)?;
    let main = texts.list_files().first().cloned().unwrap_or_default();
    let named = shown_name(&main);
    let held = lock_file(&main, patience).map_err(|error| failed(format!("{named}: {error}")))?;
    let last = saved_lists::read(ADDED)
        .into_iter()
        .rev()
        .find(|last: &Last| Some(last.scenario.as_str()) == held.real_path().to_str());
    let Some(last) = last else {
        return Err(failed(format!(
            "{named}: nothing that was added here can be taken back"
        )));
    };
    let part = Path::new(&last.file);
    let name = shown_name(part);
    let other;
    let target = if held.real_path() == part {
        &held
    } else {
        other = lock_file(part, patience).map_err(|error| failed(format!("{name}: {error}")))?;
        &other
    };
    let texts = Texts::of_file(&main)?;
    let is_target = |file: &&PathBuf| {
        file.canonicalize()
            .is_ok_and(|file| file == target.real_path())
    };
    let given = texts.list_files().iter().find(is_target);
    let name = given.map_or(name, |file| shown_name(file));
    let Some(before) = texts.text_of(target.real_path()) else {
        return Err(failed(format!(
            "{name} is no file of this scenario any more"
        )));
    };
    let ids = last.ids.join("', '");
    let Some(after) = remove_parts(before, &last.parts) else {
        return Err(failed(format!(
            "'{ids}' does not stand in {name} any more as it was added; change it there by hand"
        )));
    };
    let before = before.to_owned();
    let mut examined = texts.examine_with(target.real_path(), after.clone());
    let errors = lint::report_scenario(&mut examined).diagnostics;
    let errors: Vec<_> = errors
        .into_iter()
        .filter(|found| found.severity == crate::diagnostic::Severity::Error)
        .collect();
    if !errors.is_empty() {
        return Err(Not::Bad(errors));
    }
    let saved = target
        .replace_text(&before, &after)
        .map_err(|error| failed(format!("{name}: {error}")))?;
    tell_of_saving(&name, &saved);
    let forgotten = saved_lists::update(ADDED, |all: &mut Vec<Last>| {
        all.retain(|other| other.scenario != last.scenario);
    });
    // Taken back a second time, it is not there any more: that is said then.
    drop(forgotten);
    Ok((name, last.ids))
}

/// A text without some parts, each of which must stand in it once; `None` where one does not.
fn remove_parts(text: &str, parts: &[String]) -> Option<String> {
    let mut left = text.to_owned();
    for part in parts {
        let mut found = left.match_indices(part.as_str());
        let (at, _) = found.next()?;
        if found.next().is_some() {
            return None;
        }
        left.replace_range(at..at + part.len(), "");
    }
    Some(left)
}
