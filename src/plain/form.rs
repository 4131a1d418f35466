//! The form of a new event in words: what a row is for, what is wrong with it, what it could be completed to.
//!
//! `talk` says these lines before the row in which is typed, whenever that is another row or a key has changed more than
//! what is typed.

use crate::app::action::Action;
use crate::app::edit::Edit;
use crate::app::form::EventForm;
use crate::app::view::View;
use crate::plain::keys;
use crate::plain::typed::Question;
use crate::plain::words::{end_sentence, join_sentences};
use crate::text::sanitize_text;

/// How many completions are named.
const NAMED: usize = 5;

/// What is said before the row: of the form when it opens, of the row when it is another, of what is wrong after saving.
pub(super) fn form_lines(
    view: &View<'_>,
    (before, is_same): (Option<Question>, bool),
    last: Option<Action>,
) -> Vec<String> {
    let Some((form, field)) = view
        .app
        .form
        .as_ref()
        .and_then(|form| Some((form, form.current_field()?)))
    else {
        return Vec::new();
    };
    let is_field = |question: Question| matches!(question, Question::Field(..));
    let mut lines = Vec::new();
    if !before.is_some_and(is_field) {
        lines.push(end_sentence(&format!(
            "new event, field {} of {}",
            form.row + 1,
            form.fields.len()
        )));
        let (save, close) = (Action::Save, Action::Edit(Edit::Leave));
        lines.push(join_sentences([
            keys::word_hint(save, "save"),
            keys::word_hint(close, "close (draft kept)"),
            keys::word_hint(Action::Discard, "discard"),
        ]));
    }
    let is_other = before != Some(Question::Field(field.key, form.row));
    match last {
        Some(Action::Save) => lines.extend(list_problems(form)),
        Some(Action::Edit(Edit::Complete)) if is_same => {
            lines.push(end_sentence("nothing completes it"));
        }
        Some(Action::Edit(Edit::Complete)) if !is_other => {
            lines.extend(word_completion(view, form));
        }
        Some(Action::FieldBefore | Action::PageUp) if is_same => {
            lines.push(end_sentence("first field"));
        }
        Some(Action::FieldAfter | Action::PageDown) if is_same => {
            lines.push(end_sentence("last field"));
        }
        _ if is_other => {
            lines.push(end_sentence(field.key.find_row().about));
            lines.extend(
                field
                    .problem
                    .as_deref()
                    .map(|problem| end_sentence(&sanitize_text(problem, false))),
            );
        }
        _ => {}
    }
    lines
}

/// Everything that is wrong, the rows first.
fn list_problems(form: &EventForm) -> Vec<String> {
    let of_rows = form.fields.iter().filter_map(|field| {
        let problem = field.problem.as_deref()?;
        let name = field.key.form_label();
        Some(end_sentence(&format!(
            "{name}: {}",
            sanitize_text(problem, false)
        )))
    });
    let rest = form
        .problem
        .as_deref()
        .map(|problem| end_sentence(&sanitize_text(problem, false)));
    let lines: Vec<String> = of_rows.chain(rest).collect();
    std::iter::once(end_sentence("not saved"))
        .chain(lines)
        .collect()
}

/// What the row was completed to, with what else it could be.
fn word_completion(view: &View<'_>, form: &EventForm) -> Option<String> {
    let found = form.list_completions(view.snapshot.scenario).found;
    let names = found.iter().take(NAMED).map(|known| {
        let name = if known.name.is_empty() {
            &known.id
        } else {
            &known.name
        };
        sanitize_text(name, false).into_owned()
    });
    let names: Vec<String> = names.collect();
    (names.len() > 1).then(|| end_sentence(&format!("one of {}", names.join(", "))))
}
