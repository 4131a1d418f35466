//! The line in which something is typed, as it stands at the end of what is said.
//!
//! `talk` compares two of them, `rows` echoes what was typed between.

use crate::app::prompt::Asks;
use crate::app::view::View;
use crate::scenario::entry::EntryKey;
use crate::text::sanitize_text;

/// What something is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// The line that is open over the dashboard.
    Line(Asks),
    /// A row of the form, by its place.
    Field(EntryKey, usize),
}

/// What is typed, made safe, before the cursor and behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What it is typed for.
    pub question: Question,
    /// Before the cursor.
    pub before: String,
    /// Behind it.
    pub behind: String,
}

impl Typed {
    /// What is typed, while something is.
    pub(super) fn from_view(view: &View<'_>) -> Option<Self> {
        let app = view.app;
        let form = app
            .form
            .as_ref()
            .filter(|form| form.is_open && app.popups.is_empty());
        let field = form.and_then(|form| Some((form.row, form.current_field()?)));
        let (question, (before, behind)) = match (&app.prompt, field) {
            (Some(prompt), _) => (Question::Line(prompt.asks), prompt.split_at_cursor()),
            (None, Some((row, field))) => {
                (Question::Field(field.key, row), field.split_at_cursor())
            }
            (None, None) => return None,
        };
        Some(Self {
            question,
            before: sanitize_text(&before, false).into_owned(),
            behind: sanitize_text(&behind, false).into_owned(),
        })
    }

    /// What it is asked with.
    pub fn prompt_label(&self) -> String {
        let label = match self.question {
            Question::Line(Asks::Date) => "Go to date",
            Question::Line(Asks::Known) => "As known at",
            Question::Line(Asks::Filter) => "Filter",
            Question::Line(Asks::Search) => "Search",
            Question::Line(Asks::Mark) => "Name of the bookmark, or nothing",
            Question::Field(key, _) => return format!("{}: ", key.form_label()),
        };
        format!("{label}: ")
    }

    /// Whether it is typed in the form.
    pub(super) fn is_field(&self) -> bool {
        matches!(self.question, Question::Field(..))
    }

    /// All of it in a line.
    pub(super) fn whole_line(&self) -> String {
        format!("{}{}{}", self.prompt_label(), self.before, self.behind)
    }
}
