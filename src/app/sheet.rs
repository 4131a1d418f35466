//! What a popup of evidence says, before it is laid out: a title, what is shown and why, then rows.
//!
//! `App` asks for the number of rows and where a row leads, `ui::evidence` draws them. One file below
//! for each kind of subject. Everything here is said in words; nothing is derived that the snapshot does not hold.

mod deadline;
mod event;
mod figure;
mod marks;
mod parts;
mod place;
mod problems;
mod related;
mod source;

use crate::app::file::FileState;
use crate::app::marks::MarkTarget;
use crate::facts::WordingStyle;
use crate::snapshot::Snapshot;

use parts::SheetContext;
pub use parts::{Paragraph, Sheet, SheetItem, SheetRow, Subject};

/// The title of a sheet whose subject is not there.
const MISSING: &str = "nothing here at this date";
/// What is said of what the file does not have any more.
const GONE: &str = "no longer in the file";

impl Sheet {
    /// The sheet of a subject at a snapshot.
    pub fn from_subject(subject: &Subject, snapshot: &Snapshot<'_>, wording: WordingStyle) -> Self {
        Self::describe_subject(
            subject,
            SheetContext {
                snapshot,
                wording,
                is_aloud: false,
            },
        )
    }

    /// The same for reading aloud: no letter for a party, no sign, no abbreviation.
    pub fn for_reading_aloud(subject: &Subject, snapshot: &Snapshot<'_>) -> Self {
        Self::describe_subject(
            subject,
            SheetContext {
                snapshot,
                wording: WordingStyle::WORDS,
                is_aloud: true,
            },
        )
    }

    /// What is wrong with the file or odd in it.
    pub fn of_file(file: &FileState, snapshot: &Snapshot<'_>) -> Self {
        problems::describe_file(file, snapshot)
    }

    /// The list of marks.
    pub fn of_marks(marks: &[MarkTarget], snapshot: &Snapshot<'_>, wording: WordingStyle) -> Self {
        let tell = SheetContext {
            snapshot,
            wording,
            is_aloud: false,
        };
        marks::describe_bookmarks(marks, tell)
    }

    /// The same for reading aloud.
    pub fn marks_aloud(marks: &[MarkTarget], snapshot: &Snapshot<'_>) -> Self {
        let tell = SheetContext {
            snapshot,
            wording: WordingStyle::WORDS,
            is_aloud: true,
        };
        marks::describe_bookmarks(marks, tell)
    }

    fn describe_subject(subject: &Subject, tell: SheetContext<'_>) -> Self {
        let sheet = match subject {
            Subject::Place(id) => place::describe_place(id, tell),
            Subject::Figure(id, status) => figure::describe_figure(id, *status, tell),
            Subject::Deadline(id) => deadline::describe_deadline(id, tell),
            Subject::Event(id) => event::describe_event(id, tell),
            Subject::Source(id) => source::describe_source(id, tell),
            Subject::Related(id) => related::describe_related(id, tell),
        };
        sheet.unwrap_or_else(|| Self {
            title: if subject.is_in(tell.scenario_of()) {
                MISSING.to_owned()
            } else {
                GONE.to_owned()
            },
            ..Self::default()
        })
    }

    /// Whether there is nothing of its subject here.
    pub fn is_missing(&self) -> bool {
        [MISSING, GONE].contains(&self.title.as_str())
            && self.intro.is_empty()
            && self.rows.is_empty()
    }
}
