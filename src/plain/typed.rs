//! The line in which something is typed, as it stands at the end of what is said.
//!
//! `talk` compares two of them, `rows` echoes what was typed between.

use crate::app::prompt::Asks;
use crate::app::view::View;
use crate::text::safe;

/// What is typed, made safe, before the cursor and behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What it asks for.
    pub asks: Asks,
    /// Before the cursor.
    pub before: String,
    /// Behind it.
    pub behind: String,
}

impl Typed {
    /// What is typed, while something is.
    pub(super) fn of(view: &View<'_>) -> Option<Self> {
        let prompt = view.app.prompt.as_ref()?;
        let (before, behind) = prompt.parts();
        Some(Self {
            asks: prompt.asks,
            before: safe(&before, false).into_owned(),
            behind: safe(&behind, false).into_owned(),
        })
    }

    /// What it is asked with.
    pub fn label(&self) -> &'static str {
        match self.asks {
            Asks::Date => "Go to date: ",
            Asks::Known => "As known at: ",
            Asks::Filter => "Filter: ",
            Asks::Search => "Search: ",
            Asks::Mark => "Name of the mark, or nothing: ",
        }
    }

    /// All of it in a line.
    pub(super) fn line(&self) -> String {
        format!("{}{}{}", self.label(), self.before, self.behind)
    }
}
