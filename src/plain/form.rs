//! The form of a new event in words: what a row is for, what is wrong with it, what it could be completed to.
//!
//! `talk` says these lines before the row in which is typed, whenever that is another row or a key has changed more than
//! what is typed.

use crate::app::action::Action;
use crate::app::edit::Edit;
use crate::app::form::Form;
use crate::app::view::View;
use crate::plain::keys;
use crate::plain::typed::Question;
use crate::plain::words::{line, own};
use crate::text::safe;

/// How many completions are named.
const NAMED: usize = 5;

/// What is said before the row: of the form when it opens, of the row when it is another, of what is wrong after saving.
pub(super) fn said(
    view: &View<'_>,
    (before, is_same): (Option<Question>, bool),
    last: Option<Action>,
) -> Vec<String> {
    let Some((form, field)) = view
        .app
        .form
        .as_ref()
        .and_then(|form| Some((form, form.field()?)))
    else {
        return Vec::new();
    };
    let is_field = |question: Question| matches!(question, Question::Field(..));
    let mut lines = Vec::new();
    if !before.is_some_and(is_field) {
        lines.push(own(&format!(
            "new event, field {} of {}",
            form.row + 1,
            form.fields.len()
        )));
        let (save, close) = (Action::Save, Action::Edit(Edit::Leave));
        lines.push(line([
            keys::hinted(save, "save"),
            keys::hinted(close, "close (draft kept)"),
            keys::hinted(Action::Discard, "discard"),
        ]));
    }
    let is_other = before != Some(Question::Field(field.key, form.row));
    match last {
        Some(Action::Save) => lines.extend(problems(form)),
        Some(Action::Edit(Edit::Complete)) if is_same => lines.push(own("nothing completes it")),
        Some(Action::Edit(Edit::Complete)) if !is_other => lines.extend(completed(view, form)),
        Some(Action::FieldBefore | Action::PageUp) if is_same => lines.push(own("first field")),
        Some(Action::FieldAfter | Action::PageDown) if is_same => lines.push(own("last field")),
        _ if is_other => {
            lines.push(own(field.key.row().about));
            lines.extend(
                field
                    .problem
                    .as_deref()
                    .map(|problem| own(&safe(problem, false))),
            );
        }
        _ => {}
    }
    lines
}

/// Everything that is wrong, the rows first.
fn problems(form: &Form) -> Vec<String> {
    let of_rows = form.fields.iter().filter_map(|field| {
        let problem = field.problem.as_deref()?;
        let name = field.key.label();
        Some(own(&format!("{name}: {}", safe(problem, false))))
    });
    let rest = form
        .problem
        .as_deref()
        .map(|problem| own(&safe(problem, false)));
    let lines: Vec<String> = of_rows.chain(rest).collect();
    std::iter::once(own("not saved")).chain(lines).collect()
}

/// What the row was completed to, with what else it could be.
fn completed(view: &View<'_>, form: &Form) -> Option<String> {
    let found = form.completions(view.snapshot.scenario).found;
    let names = found.iter().take(NAMED).map(|known| {
        let name = if known.name.is_empty() {
            &known.id
        } else {
            &known.name
        };
        safe(name, false).into_owned()
    });
    let names: Vec<String> = names.collect();
    (names.len() > 1).then(|| own(&format!("one of {}", names.join(", "))))
}
