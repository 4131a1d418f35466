//! Pinned to the present: the cursor stands at the present minute on both clocks and moves on with it.
//!
//! `App` only knows that it is pinned; the edge, which reads the clock, pins it and moves it on. Whatever else
//! moves in time unpins it.

use crate::app::file::word_ended_days;
use crate::app::state::{App, Effect};
use crate::model::calendar::UnixTime;
use crate::model::cursor::KnownAt;
use crate::model::scenario::Scenario;

/// How far apart the moments are at which a pinned cursor stands, in seconds.
const MINUTE: i64 = 60;

impl App {
    /// `w`: asks the edge for the present, or stays where the cursor is.
    pub(super) fn toggle_live(&mut self) -> Effect {
        if !std::mem::take(&mut self.is_live) {
            return Effect::Pin;
        }
        self.notice = Some("no longer live".to_owned());
        Effect::Draw
    }

    /// Pins the cursor to the present, and says what that shows.
    pub fn pin_cursor(&mut self, scenario: &Scenario, present: UnixTime) {
        self.go_to(Some(minute_of(scenario, present)));
        self.cursor.known = KnownAt::Now;
        self.cursor.now = present;
        self.is_live = true;
        let facts = [
            Some("live".to_owned()),
            word_ended_days(scenario, present),
            self.file.newest_age(present),
            self.file.saved_words(),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        self.notice = Some(facts.join(", "));
    }

    /// Moves a pinned cursor on; whether it is pinned.
    pub fn move_on(&mut self, scenario: &Scenario, present: UnixTime) -> bool {
        if self.is_live {
            self.cursor.as_of = minute_of(scenario, present);
            self.cursor.now = present;
        }
        self.is_live
    }

    /// How many seconds after the present a pinned cursor moves on; nothing where it has nowhere to go.
    pub fn moves_in(&self, scenario: &Scenario, present: UnixTime) -> Option<u64> {
        let is_over = present >= scenario.last_end();
        let left = MINUTE - present.0.rem_euclid(MINUTE);
        u64::try_from(left)
            .ok()
            .filter(|_| self.is_live && !is_over)
    }
}

/// The start of the present minute, within the days of a scenario.
fn minute_of(scenario: &Scenario, present: UnixTime) -> UnixTime {
    let minute = UnixTime(present.0 - present.0.rem_euclid(MINUTE));
    minute.max(scenario.first_start()).min(scenario.last_end())
}
