//! Saving what was entered in the form: as `dateline add` does, with what is wrong told at the rows of the form.
//!
//! Both kinds of sessions call [`answer_form`]. Whoever follows the file is asked to load it again at once, so that the
//! dashboard stands on the new event.

use std::time::Duration;

use super::add::{Done, Job, PresentTime, write};
use super::output::Failure;
use super::session_host::SessionHost;
use super::written::Not;
use crate::app::state::{App, Effect};
use crate::diagnostic::Diagnostic;
use crate::scenario::addition::AdditionInput;
use crate::scenario::load::LoadError;

/// How long others who write are waited for: nobody sees why the screen stands still.
const PATIENCE: Duration = Duration::from_secs(2);

/// Does what the form asks of the edge: to save it, or to stay after all.
pub(super) fn answer_form(effect: Effect, app: &mut App, desk: &mut SessionHost) {
    match effect {
        Effect::Save => save_form(app, desk),
        _ => desk.terminal.go_on(),
    }
}

/// Writes what is entered in the open form to the file, or says in the form why not.
fn save_form(app: &mut App, desk: &mut SessionHost) {
    let asks = app.asks_for_source();
    let Some((file, form)) = desk.file.clone().zip(app.form.as_mut()) else {
        return;
    };
    let (entry, _) = form.read_entry();
    let what = AdditionInput::Entry(&entry);
    let job = Job {
        file: &file,
        what,
        into: None,
        // What would not be saved in any case is told before a question is asked.
        is_dry: asks,
        denies_warnings: false,
        patience: PATIENCE,
        now: PresentTime::At(desk.present_time()),
    };
    match write(&job) {
        Ok(_) if asks => app.ask_for_source(),
        Ok(done) => adopt_saved(app, desk, &done),
        Err(Not::Missing(key)) => form.show_missing_key(key),
        Err(Not::Unread(problems) | Not::Bad(problems)) => {
            form.show_refusal(
                problems
                    .iter()
                    .map(|problem| locate_problem(problem, what.display_name()))
                    .collect(),
            );
        }
        Err(Not::Failed(failure)) => form.show_refusal(vec![(None, word_reason(failure))]),
    }
}

/// Goes over to the scenario with the new event.
fn adopt_saved(app: &mut App, desk: &mut SessionHost, done: &Done) {
    let Some(added) = done.added.first() else {
        return;
    };
    let warnings = done.warnings.first().map(|warning| &warning.message);
    let message = warnings.or(done.notice.as_ref());
    let warnings = message.map(|message| format!("; {message}"));
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
    if let Some(why) = desk.request_look() {
        app.notice = Some(format!("written, but not loaded again: {why}"));
    }
}

/// What is wrong, with the part of the entry that it is about, if it is about one.
fn locate_problem(problem: &Diagnostic, name: &str) -> (Option<usize>, String) {
    let help = problem.help.as_ref().map(|help| format!("; {help}"));
    let message = format!("{}{}", problem.message, help.unwrap_or_default());
    if problem.primary.file == name {
        (problem.primary.line.checked_sub(1), message)
    } else {
        let place = format!("{}:{}", problem.primary.file, problem.primary.line);
        (None, format!("{place}: {message}"))
    }
}

fn word_reason(failure: Failure) -> String {
    match failure {
        Failure::Usage(reason) => reason,
        Failure::Output(error) => error.to_string(),
        Failure::Load(LoadError::Bad(problems)) | Failure::Settings(problems) => problems
            .first()
            .map(Diagnostic::summarise_line)
            .unwrap_or_default(),
        Failure::Load(error) => error.to_string(),
    }
}
