//! Moving in time: where a step leads, and the way back.
//!
//! `App::update` hands steps here; playing asks where the next one leads. What is selected stays selected, only the
//! timeline follows the date.

use crate::app::action::Action;
use crate::app::state::{App, Effect};
use crate::model::calendar::{self, UnixTime};
use crate::model::scenario::Scenario;
use crate::snapshot::change_points;

/// How many dates `Backspace` can go back.
const HISTORY: usize = 100;

impl App {
    /// Moves in time, within the days of the scenario.
    pub(super) fn travel_time(&mut self, action: Action, scenario: &Scenario) -> Effect {
        self.play.note_step(action);
        if action == Action::DateBefore {
            return self.go_back();
        }
        let to = self.find_goal(action, scenario);
        self.go_to(to)
    }

    /// Where a step in time leads.
    pub(super) fn find_goal(&self, action: Action, scenario: &Scenario) -> Option<UnixTime> {
        let is_within = |at| (scenario.first_start()..=scenario.last_end()).contains(&at);
        match action {
            Action::DayBack => self.days_from(scenario, -1),
            Action::DayOn => self.days_from(scenario, 1),
            Action::ChangeBefore => {
                change_points::previous_change(scenario, &self.cursor, is_within)
            }
            Action::ChangeAfter => change_points::next_change(scenario, &self.cursor, is_within),
            Action::First => Some(scenario.first_end()),
            Action::Last => Some(scenario.last_end()),
            _ => None,
        }
    }

    /// Moves in time; what is selected stays selected, the timeline follows the date.
    pub(super) fn go_to(&mut self, to: Option<UnixTime>) -> Effect {
        let Some(to) = to.filter(|to| *to != self.cursor.as_of) else {
            return Effect::None;
        };
        if self.history.len() == HISTORY {
            self.history.remove(0);
        }
        let from = std::mem::replace(&mut self.cursor.as_of, to);
        self.history.push(from);
        self.follow_date(from);
        Effect::Fold
    }

    fn go_back(&mut self) -> Effect {
        let Some(to) = self.history.pop() else {
            return Effect::None;
        };
        let from = std::mem::replace(&mut self.cursor.as_of, to);
        self.follow_date(from);
        Effect::Fold
    }

    /// The timeline goes to the newest of a new date, and back to where somebody was reading on an old one.
    fn follow_date(&mut self, from: UnixTime) {
        if let Some(event) = self.selection.event.take() {
            self.read_on.insert(from, event);
        }
        self.selection.event = self.read_on.get(&self.cursor.as_of).cloned();
    }

    /// The end of the day so many days away, within the scenario's days.
    fn days_from(&self, scenario: &Scenario, days: i64) -> Option<UnixTime> {
        let zone = scenario.zone();
        let today = calendar::day_of(self.cursor.as_of, zone);
        // From the middle of a day, a day on is first the end of that day.
        let is_inside = !self.cursor.is_end_of_day(zone);
        let day = if days > 0 && is_inside {
            today
        } else {
            calendar::step_days(today, days, zone)?
        };
        let (first, last) = scenario.heading.days;
        // From outside the days, a step towards them leads to the nearest one.
        let is_towards = if days > 0 {
            today < first
        } else {
            today > last
        };
        let day = if is_towards {
            day.clamp(first, last)
        } else {
            day
        };
        (first..=last)
            .contains(&day)
            .then(|| calendar::end_of(day, zone))
    }
}
