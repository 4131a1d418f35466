//! The line in which something is typed, as it stands at the end of what is said.
//!
//! `talk` compares two of them, `rows` echoes what was typed between.

use crate::app::prompt::Asks;
use crate::app::view::View;
use crate::scenario::entry::Key;
use crate::text::safe;

/// What something is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// The line that is open over the dashboard.
    Line(Asks),
    /// A row of the form, by its place.
    Field(Key, usize),
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
    pub(super) fn of(view: &View<'_>) -> Option<Self> {
        let app = view.app;
        let form = app
            .form
            .as_ref()
            .filter(|form| form.is_open && app.popups.is_empty());
        let field = form.and_then(|form| Some((form.row, form.field()?)));
        let (question, (before, behind)) = match (&app.prompt, field) {
            (Some(prompt), _) => (Question::Line(prompt.asks), prompt.parts()),
            (None, Some((row, field))) => (Question::Field(field.key, row), field.parts()),
            (None, None) => return None,
        };
        Some(Self {
            question,
            before: safe(&before, false).into_owned(),
            behind: safe(&behind, false).into_owned(),
        })
    }

    /// What it is asked with.
    pub fn label(&self) -> String {
        let label = match self.question {
            Question::Line(Asks::Date) => "Go to date",
            Question::Line(Asks::Known) => "As known at",
            Question::Line(Asks::Filter) => "Filter",
            Question::Line(Asks::Search) => "Search",
            Question::Line(Asks::Mark) => "Name of the bookmark, or nothing",
            Question::Field(key, _) => return format!("{}: ", key.label()),
        };
        format!("{label}: ")
    }

    /// Whether it is typed in the form.
    pub(super) fn is_field(&self) -> bool {
        matches!(self.question, Question::Field(..))
    }

    /// All of it in a line.
    pub(super) fn line(&self) -> String {
        format!("{}{}{}", self.label(), self.before, self.behind)
    }
}
