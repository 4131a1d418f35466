//! Warns of sources that nothing names, and of sources without a reliability.
//!
//! `build` lists the sources while their tables are at hand, and runs the lint when every event is read.

use super::LintNotes;
use crate::diagnostic::lints::{SOURCE_UNGRADED, SOURCE_UNUSED};
use crate::diagnostic::{Problem, Span};
use crate::scenario::parse::ParsedTables;

/// A source that was declared.
pub(in crate::scenario) struct Declared {
    id: String,
    span: Span,
    is_graded: bool,
}

/// Lists the sources of a scenario as written.
pub(in crate::scenario) fn list_declared(raw: &ParsedTables<'_>) -> Vec<Declared> {
    let sources = raw.sources.iter();
    sources
        .map(|row| {
            let source = row.raw.get_ref();
            Declared {
                id: source.id.get_ref().to_string(),
                span: row.origin.to_file_span(source.id.span()),
                is_graded: source.reliability.is_some(),
            }
        })
        .collect()
}

/// Warns of unused and ungraded sources once all events are read; an event with an error may have named any source.
pub(in crate::scenario) fn check_sources(
    sources: &[Declared],
    is_whole: bool,
    notes: &mut LintNotes,
) {
    for source in sources {
        let id = &source.id;
        if is_whole && !notes.named.contains(id) {
            let message = format!("nothing refers to the source '{id}'");
            let problem = Problem::new_warning(&SOURCE_UNUSED, source.span, message);
            let help = "name it in 'sources' of what it says, or take it out";
            notes.warnings.push(problem.with_help(help));
        } else if !source.is_graded {
            let message = format!("the source '{id}' has no reliability");
            let problem = Problem::new_warning(&SOURCE_UNGRADED, source.span, message);
            let help = "write reliability = \"A\" to \"E\", or \"F\" if it cannot be judged";
            notes.warnings.push(problem.with_help(help));
        }
    }
}
