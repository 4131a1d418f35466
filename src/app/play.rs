//! Playing: the date moves by itself, day by day or change by change, until something stops it.
//!
//! `App` holds how, and moves in `play_keys`. Nothing here reads a clock: the edge asks how long a step stays, and counts
//! it from when the one before was sent, so that on a slow line no frames queue up.

use std::time::Duration;

use crate::app::action::Action;

/// How long a step takes, in thousandths of a second, and how often that is, of days or changes.
pub(super) const SPEEDS: [(u64, &str); 5] = [
    (4000, "one in 4 seconds"),
    (2000, "one in 2 seconds"),
    (1000, "1 a second"),
    (500, "2 a second"),
    (250, "4 a second"),
];

/// How the date moves by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Play {
    pub(super) is_on: bool,
    /// Which of the speeds.
    pub(super) speed: usize,
    /// From change to change, as time was last moved by hand; else day by day.
    by_changes: bool,
}

impl Default for Play {
    fn default() -> Self {
        Self {
            is_on: false,
            speed: 2,
            by_changes: false,
        }
    }
}

impl Play {
    /// Whether the date moves by itself.
    pub fn is_on(self) -> bool {
        self.is_on
    }

    /// How long until the next step, once this one is shown; `None` while nothing moves by itself.
    pub fn step_pause(self) -> Option<Duration> {
        let (millis, _) = self.steps_per_second()?;
        self.is_on.then(|| Duration::from_millis(millis))
    }

    fn steps_per_second(self) -> Option<(u64, &'static str)> {
        SPEEDS.get(self.speed).copied()
    }

    /// `playing by days, 1 a second`.
    pub fn word_speed(self) -> String {
        let steps = if self.by_changes { "changes" } else { "days" };
        let often = self.steps_per_second().map_or("", |(_, often)| often);
        format!("playing by {steps}, {often}")
    }

    /// Steps as time was last moved by hand.
    pub(super) fn note_step(&mut self, action: Action) {
        match action {
            Action::ChangeBefore | Action::ChangeAfter => self.by_changes = true,
            Action::DayBack | Action::DayOn => self.by_changes = false,
            _ => {}
        }
    }

    /// What a step does.
    pub(super) fn step_action(self) -> Action {
        if self.by_changes {
            Action::ChangeAfter
        } else {
            Action::DayOn
        }
    }
}
