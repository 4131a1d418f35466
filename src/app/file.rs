//! What is known of the file behind the dashboard: when it was saved, what is wrong with it, how new its news are.
//!
//! The edge, which follows the file, sets it; the banner, the header and the list of problems show it. All times
//! are moments that were put into words at the edge: nothing here reads a clock.

use crate::diagnostic::Diagnostic;
use crate::facts::capitalise_first;
use crate::facts::moment::{DayForm, word_age, word_day};
use crate::model::calendar::{self, UnixTime};
use crate::model::event::Event;
use crate::model::scenario::Scenario;
use crate::scenario::load::LoadError;

/// What is known of the file behind the dashboard.
#[derive(Clone, Debug, Default)]
pub struct FileState {
    /// When the state that is shown was saved, on the clocks around: `14:02`. Nothing without a file.
    pub saved: Option<String>,
    /// What is wrong with a newer state that cannot be shown.
    pub trouble: Option<Trouble>,
    /// What is odd in the state that is shown; nothing before anybody has looked.
    pub odd: Option<Vec<Diagnostic>>,
    /// When the newest of its records could first be known.
    pub newest: Option<UnixTime>,
}

/// Why a newer state of the file cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file's name without its folders.
    pub file: String,
    /// Whether the file is not there any more.
    pub is_gone: bool,
    /// The first problem in a line: `line 212: unknown place 'kandahr'`.
    pub first: String,
    /// Every problem that has a place.
    pub problems: Vec<Diagnostic>,
}

impl Trouble {
    /// What is wrong with a file that is called so.
    pub fn from_load_error(error: LoadError, name: &str, is_gone: bool) -> Self {
        let (first, problems) = match error {
            LoadError::Unreadable(other, reason) | LoadError::Unusable(other, reason) => {
                let first = if other == name {
                    reason
                } else {
                    format!("{}: {reason}", last_part(&other))
                };
                (first, Vec::new())
            }
            LoadError::Bad(problems) => {
                let first = problems.first().map(|problem| in_a_line(problem, name));
                (first.unwrap_or_default(), problems)
            }
        };
        Self {
            file: last_part(name).to_owned(),
            is_gone,
            first,
            problems,
        }
    }

    /// How many problems there are.
    pub fn count_problems(&self) -> usize {
        self.problems.len().max(1)
    }

    /// Returns what has become of the file: `live.toml has an error`, `live.toml is gone`.
    pub fn describe_file(&self) -> String {
        let what = match (self.is_gone, self.problems.as_slice()) {
            (true, _) => "is gone",
            (false, []) => "cannot be used",
            (false, [_]) => "has an error",
            (false, _) => "has errors",
        };
        format!("{} {what}", self.file)
    }

    /// Returns what is wrong and what is shown instead:
    /// `live.toml has an error; showing the version of 14:02. Line 212: unknown place 'kandahr'`.
    pub fn describe_in_full(&self, saved: Option<&str>) -> String {
        let saved = saved.map_or_else(String::new, |saved| {
            format!("; showing the version of {saved}")
        });
        format!(
            "{}{saved}. {}",
            self.describe_file(),
            capitalise_first(&self.first)
        )
    }
}

/// Words a problem in a line, `line 212: unknown place 'kandahr'`, with the name of another file than the main one.
fn in_a_line(problem: &Diagnostic, main: &str) -> String {
    let place = &problem.primary;
    let file = if place.file == main {
        String::new()
    } else {
        format!("{} ", last_part(&place.file))
    };
    format!("{file}line {}: {}", place.line, problem.message)
}

/// The name of a file without its folders.
pub(super) fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

impl FileState {
    /// Notes how new the records of a scenario are.
    pub fn look_at(&mut self, scenario: &Scenario) {
        let recorded = scenario.events.iter().flat_map(Event::all_provenances);
        self.newest = recorded
            .map(|provenance| provenance.recorded_at.effective_at())
            .max();
    }

    /// Returns the age of the latest source, seen from the present: `latest source used: 3 h ago`.
    pub fn newest_age(&self, present: UnixTime) -> Option<String> {
        let seconds = present.0.saturating_sub(self.newest?.0);
        Some(match word_age(seconds) {
            Some(age) => format!("latest source used: {age} ago"),
            None => "latest source used: just now".to_owned(),
        })
    }

    /// Returns the day of the latest source, `latest source used: 13 Aug`, which needs no clock to stay true.
    pub fn newest_moment(&self, scenario: &Scenario, looked_at: UnixTime) -> Option<String> {
        let zone = scenario.zone();
        let newest = calendar::day_of(self.newest?, zone);
        let looked_at = calendar::day_of(looked_at, zone);
        Some(format!(
            "latest source used: {}",
            word_day(newest, DayForm::Short, Some(looked_at))
        ))
    }

    /// `saved 14:02`
    pub fn saved_words(&self) -> Option<String> {
        self.saved.as_ref().map(|saved| format!("saved {saved}"))
    }
}

/// Where the days of a scenario end before the present: `its days end on Tue 7 Sep 2021`.
pub fn word_ended_days(scenario: &Scenario, present: UnixTime) -> Option<String> {
    let (_, last) = scenario.heading.days;
    (present > scenario.last_end())
        .then(|| format!("its days end on {}", word_day(last, DayForm::Weekday, None)))
}
