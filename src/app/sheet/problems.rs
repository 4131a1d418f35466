//! What is wrong with the file, or odd in it, as a sheet: each problem with its place, its line and what to do.
//!
//! Unlike other sheets it tells of the file and not of the scenario; nothing in it leads on.

use super::parts::{Paragraph, Sheet, SheetItem, SheetRow};
use crate::app::file::{FileState, Trouble, last_part};
use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::number::word_quantity;
use crate::facts::{add_full_stop, capitalise_first};
use crate::snapshot::Snapshot;

/// What is known of the file.
pub(super) fn describe_file(file: &FileState, snapshot: &Snapshot<'_>) -> Sheet {
    let age = file.newest_moment(snapshot.scenario, snapshot.cursor.as_of);
    let facts = age.into_iter().chain(file.saved_words());
    let facts = facts.collect::<Vec<String>>().join(", ");
    let facts = (!facts.is_empty()).then(|| add_full_stop(&capitalise_first(&facts)));
    let (title, phrase, problems) = match (&file.trouble, &file.odd) {
        (Some(trouble), _) => describe_trouble(file, trouble),
        (None, None) => ("the file is being checked".to_owned(), None, &[][..]),
        (None, Some(odd)) if odd.is_empty() => {
            ("no problems in the file".to_owned(), None, &[][..])
        }
        (None, Some(odd)) => {
            let phrase = "It can be used; somebody should look at these.".to_owned();
            (
                word_quantity(odd.len(), "warnings"),
                Some(phrase),
                odd.as_slice(),
            )
        }
    };
    Sheet {
        title,
        address: None,
        intro: phrase.into_iter().chain(facts).collect(),
        rows: problems
            .iter()
            .map(|problem| SheetRow::Item(problem_item(problem)))
            .collect(),
    }
}

fn describe_trouble<'f>(
    file: &FileState,
    trouble: &'f Trouble,
) -> (String, Option<String>, &'f [Diagnostic]) {
    let saved = file.saved.as_deref().unwrap_or("before it");
    let shown = format!("Showing the version of {saved}.");
    let shown = if trouble.problems.is_empty() {
        format!(
            "{} {shown}",
            add_full_stop(&capitalise_first(&trouble.first))
        )
    } else {
        shown
    };
    let title = format!(
        "{}, {}",
        trouble.describe_file(),
        word_quantity(trouble.count_problems(), "problems")
    );
    (title, Some(shown), &trouble.problems)
}

fn problem_item(problem: &Diagnostic) -> SheetItem {
    let place = &problem.primary;
    let line = place.text.trim();
    let phrase = [
        (!place.label.is_empty()).then(|| add_full_stop(&capitalise_first(&place.label))),
        problem
            .help
            .as_ref()
            .map(|help| add_full_stop(&format!("Help: {help}"))),
        (!line.is_empty()).then(|| format!("{}, line {}: {line}", place.file, place.line)),
    ];
    let what = match problem.severity {
        Severity::Error => problem.message.clone(),
        Severity::Warning => format!("warning: {}", problem.message),
    };
    let whole = add_full_stop(&capitalise_first(&what));
    SheetItem {
        what,
        happened: String::new(),
        known: String::new(),
        basis: String::new(),
        source: format!("{}:{}:{}", last_part(&place.file), place.line, place.column),
        grade: String::new(),
        detail: std::iter::once(whole)
            .chain(phrase.into_iter().flatten())
            .map(Paragraph::from)
            .collect(),
        address: None,
        target: None,
    }
}
