//! Saving what was entered in the form: as `dateline add` does, with what is wrong told at the rows of the form.
//!
//! Both kinds of sessions call [`answer`]. Whoever follows the file is asked to load it again at once, so that the
//! dashboard stands on the new event.

use std::time::Duration;

use super::add::{Done, Job, Present, write};
use super::desk::Desk;
use super::output::Failure;
use super::written::Not;
use crate::app::state::{App, Effect};
use crate::diagnostic::Diagnostic;
use crate::scenario::addition::What;
use crate::scenario::load::LoadError;

/// How long others who write are waited for: nobody sees why the screen stands still.
const PATIENCE: Duration = Duration::from_secs(2);

/// Does what the form asks of the edge: to save it, or to stay after all.
pub(super) fn answer(effect: Effect, app: &mut App, desk: &mut Desk) {
    match effect {
        Effect::Save => save(app, desk),
        _ => desk.terminal.go_on(),
    }
}

/// Writes what is entered in the open form to the file, or says in the form why not.
fn save(app: &mut App, desk: &mut Desk) {
    let asks = app.asks_for_source();
    let Some((file, form)) = desk.file.clone().zip(app.form.as_mut()) else {
        return;
    };
    let (entry, _) = form.entry();
    let what = What::Entry(&entry);
    let job = Job {
        file: &file,
        what,
        into: None,
        // What would not be saved in any case is told before a question is asked.
        is_dry: asks,
        denies_warnings: false,
        patience: PATIENCE,
        now: Present::At(desk.present()),
    };
    match write(&job) {
        Ok(_) if asks => app.ask_for_source(),
        Ok(done) => saved(app, desk, &done),
        Err(Not::Lacks(key)) => form.lacks(key),
        Err(Not::Unread(problems) | Not::Bad(problems)) => {
            form.refused(
                problems
                    .iter()
                    .map(|problem| told(problem, what.name()))
                    .collect(),
            );
        }
        Err(Not::Failed(failure)) => form.refused(vec![(None, reason(failure))]),
    }
}

/// Goes over to the scenario with the new event.
fn saved(app: &mut App, desk: &mut Desk, done: &Done) {
    let Some(added) = done.added.first() else {
        return;
    };
    let warnings = done.warnings.first().map(|warning| &warning.message);
    let said = warnings.or(done.notice.as_ref());
    let warnings = said.map(|said| format!("; {said}"));
    let note = done.note.as_ref().and_then(|note| note.lines().next());
    let note = note.map(|note| format!("; {}", note.trim_start_matches("dateline: ")));
    let notice = format!(
        "wrote {}:{}{}{}",
        done.path,
        added.line,
        note.unwrap_or_default(),
        warnings.unwrap_or_default()
    );
    app.form_saved(&added.id, notice);
    // Whoever follows the file would notice by itself, only later.
    if let Some(why) = desk.look() {
        app.notice = Some(format!("written, but not loaded again: {why}"));
    }
}

/// What is wrong, with the part of the entry that it is about, if it is about one.
fn told(problem: &Diagnostic, name: &str) -> (Option<usize>, String) {
    let help = problem.help.as_ref().map(|help| format!("; {help}"));
    let said = format!("{}{}", problem.message, help.unwrap_or_default());
    if problem.primary.file == name {
        (problem.primary.line.checked_sub(1), said)
    } else {
        let place = format!("{}:{}", problem.primary.file, problem.primary.line);
        (None, format!("{place}: {said}"))
    }
}

fn reason(failure: Failure) -> String {
    match failure {
        Failure::Usage(reason) => reason,
        Failure::Output(error) => error.to_string(),
        Failure::Load(LoadError::Bad(problems)) | Failure::Settings(problems) => problems
            .first()
            .map(Diagnostic::summary)
            .unwrap_or_default(),
        Failure::Load(error) => error.to_string(),
    }
}
