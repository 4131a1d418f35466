//! What is wrong with the file, or odd in it, as a sheet: each problem with its place, its line and what to do.
//!
//! Unlike other sheets it tells of the file and not of the scenario; nothing in it leads on.

use super::parts::{Item, Paragraph, Row, Sheet};
use crate::app::file::{FileState, Trouble, last_part};
use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::number::counted;
use crate::facts::{capitalised, stopped};
use crate::snapshot::Snapshot;

/// What is known of the file.
pub(super) fn sheet(file: &FileState, snapshot: &Snapshot<'_>) -> Sheet {
    let age = file.newest_moment(snapshot.scenario, snapshot.cursor.as_of);
    let facts = age.into_iter().chain(file.saved_words());
    let facts = facts.collect::<Vec<String>>().join(", ");
    let facts = (!facts.is_empty()).then(|| stopped(&capitalised(&facts)));
    let (title, said, problems) = match (&file.trouble, &file.odd) {
        (Some(trouble), _) => broken(file, trouble),
        (None, None) => ("the file is being checked".to_owned(), None, &[][..]),
        (None, Some(odd)) if odd.is_empty() => {
            ("no problems in the file".to_owned(), None, &[][..])
        }
        (None, Some(odd)) => {
            let said = "It can be used; somebody should look at these.".to_owned();
            (counted(odd.len(), "warnings"), Some(said), odd.as_slice())
        }
    };
    Sheet {
        title,
        address: None,
        intro: said.into_iter().chain(facts).collect(),
        rows: problems
            .iter()
            .map(|problem| Row::Item(item(problem)))
            .collect(),
    }
}

fn broken<'f>(
    file: &FileState,
    trouble: &'f Trouble,
) -> (String, Option<String>, &'f [Diagnostic]) {
    let saved = file.saved.as_deref().unwrap_or("before it");
    let shown = format!("Showing the version of {saved}.");
    let shown = if trouble.problems.is_empty() {
        format!("{} {shown}", stopped(&capitalised(&trouble.first)))
    } else {
        shown
    };
    let title = format!(
        "{}, {}",
        trouble.describe(),
        counted(trouble.count(), "problems")
    );
    (title, Some(shown), &trouble.problems)
}

fn item(problem: &Diagnostic) -> Item {
    let place = &problem.primary;
    let line = place.text.trim();
    let said = [
        (!place.label.is_empty()).then(|| stopped(&capitalised(&place.label))),
        problem
            .help
            .as_ref()
            .map(|help| stopped(&format!("Help: {help}"))),
        (!line.is_empty()).then(|| format!("{}, line {}: {line}", place.file, place.line)),
    ];
    let what = match problem.severity {
        Severity::Error => problem.message.clone(),
        Severity::Warning => format!("warning: {}", problem.message),
    };
    let whole = stopped(&capitalised(&what));
    Item {
        what,
        happened: String::new(),
        known: String::new(),
        basis: String::new(),
        source: format!("{}:{}:{}", last_part(&place.file), place.line, place.column),
        grade: String::new(),
        detail: std::iter::once(whole)
            .chain(said.into_iter().flatten())
            .map(Paragraph::from)
            .collect(),
        address: None,
        target: None,
    }
}
