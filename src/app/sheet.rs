//! What a popup of evidence says, before it is laid out: a title, what is shown and why, then rows.
//!
//! `App` asks for the number of rows and where a row leads, `ui::evidence` draws them. One file below
//! for each kind of subject. Everything here is said in words; nothing is derived that the snapshot does not hold.

mod deadline;
mod event;
mod figure;
mod parts;
mod place;
mod related;
mod source;

use crate::format::Style;
use crate::snapshot::Snapshot;

pub use parts::{Item, Row, Sheet, Subject};

impl Sheet {
    /// The sheet of a subject at a snapshot.
    pub fn of(subject: &Subject, snapshot: &Snapshot<'_>, wording: Style) -> Self {
        let sheet = match subject {
            Subject::Place(id) => place::sheet(id, snapshot),
            Subject::Figure(id, status) => figure::sheet(id, *status, snapshot, wording),
            Subject::Deadline(id) => deadline::sheet(id, snapshot),
            Subject::Event(id) => event::sheet(id, snapshot, wording),
            Subject::Source(id) => source::sheet(id, snapshot),
            Subject::Related(id) => related::sheet(id, snapshot, wording),
        };
        sheet.unwrap_or_else(|| Self {
            title: "nothing here at this date".to_owned(),
            ..Self::default()
        })
    }
}
