//! What came of writing to a scenario's file: why nothing was written, or what else is to be told.
//!
//! `add`, its `--undo` and the form share it.

use super::output::{Failure, not_on_disk, print_error};
use crate::diagnostic::Diagnostic;
use crate::scenario::entry::EntryKey;
use crate::scenario::load::{LoadError, shown_name};
use crate::scenario::save::Saved;

/// Why nothing was written.
pub(super) enum Not {
    /// What was entered cannot be read.
    Unread(Vec<Diagnostic>),
    /// What was entered lacks this.
    Missing(EntryKey),
    /// The scenario would be bad.
    Bad(Vec<Diagnostic>),
    /// Something else.
    Failed(Failure),
}

impl From<LoadError> for Not {
    fn from(error: LoadError) -> Self {
        Self::Failed(error.into())
    }
}

/// Tells what is to be known of a file that was saved, beyond that it was.
pub(super) fn tell_of_saving(name: &str, saved: &Saved) {
    if let Some(note) = note_of_saving(name, saved) {
        print_error(&note);
    }
}

/// What is to be known of a file that was saved, in lines; nothing where all went well.
pub(super) fn note_of_saving(name: &str, saved: &Saved) -> Option<String> {
    let not_synced = saved.not_synced.as_ref();
    let left = saved.left.iter().map(|left| {
        format!(
            "dateline: {} holds what somebody saved while an earlier dateline was killed; compare it with {name} and delete it\n",
            shown_name(left)
        )
    });
    let notes = not_synced
        .map(|error| not_on_disk(name, error))
        .into_iter()
        .chain(left);
    Some(notes.collect()).filter(|notes: &String| !notes.is_empty())
}
