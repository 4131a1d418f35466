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
use crate::app::marks::Marked;
use crate::facts::Style;
use crate::snapshot::Snapshot;

use parts::Teller;
pub use parts::{Item, Paragraph, Row, Sheet, Subject};

/// The title of a sheet whose subject is not there.
const MISSING: &str = "nothing here at this date";
/// What is said of what the file does not have any more.
const GONE: &str = "no longer in the file";

impl Sheet {
    /// The sheet of a subject at a snapshot.
    pub fn of(subject: &Subject, snapshot: &Snapshot<'_>, wording: Style) -> Self {
        Self::told(
            subject,
            Teller {
                snapshot,
                wording,
                is_aloud: false,
            },
        )
    }

    /// The same for reading aloud: no letter for a party, no sign, no abbreviation.
    pub fn aloud(subject: &Subject, snapshot: &Snapshot<'_>) -> Self {
        Self::told(
            subject,
            Teller {
                snapshot,
                wording: Style::WORDS,
                is_aloud: true,
            },
        )
    }

    /// What is wrong with the file or odd in it.
    pub fn of_file(file: &FileState, snapshot: &Snapshot<'_>) -> Self {
        problems::sheet(file, snapshot)
    }

    /// The list of marks.
    pub fn of_marks(marks: &[Marked], snapshot: &Snapshot<'_>, wording: Style) -> Self {
        let tell = Teller {
            snapshot,
            wording,
            is_aloud: false,
        };
        marks::sheet(marks, tell)
    }

    /// The same for reading aloud.
    pub fn marks_aloud(marks: &[Marked], snapshot: &Snapshot<'_>) -> Self {
        let tell = Teller {
            snapshot,
            wording: Style::WORDS,
            is_aloud: true,
        };
        marks::sheet(marks, tell)
    }

    fn told(subject: &Subject, tell: Teller<'_>) -> Self {
        let sheet = match subject {
            Subject::Place(id) => place::sheet(id, tell),
            Subject::Figure(id, status) => figure::sheet(id, *status, tell),
            Subject::Deadline(id) => deadline::sheet(id, tell),
            Subject::Event(id) => event::sheet(id, tell),
            Subject::Source(id) => source::sheet(id, tell),
            Subject::Related(id) => related::sheet(id, tell),
        };
        sheet.unwrap_or_else(|| Self {
            title: if subject.is_in(tell.scenario()) {
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
