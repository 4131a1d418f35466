//! What plays the days: beginning, stopping, the speed, and each step.
//!
//! `App::update` stops it for any key that does not set its speed; the edge calls [`App::play_on`] when a step is due.

use crate::app::marks::{self, MarkTarget};
use crate::app::play::SPEEDS;
use crate::app::state::{App, Effect};
use crate::model::calendar::UnixTime;
use crate::model::cursor::Cursor;
use crate::snapshot::Snapshot;

impl App {
    /// Stops what plays, for a key that does not set its speed.
    pub fn stop_playing(&mut self) -> Effect {
        if std::mem::take(&mut self.play.is_on) {
            self.notice = None;
            Effect::Draw
        } else {
            Effect::None
        }
    }

    /// Begins to play.
    pub(super) fn begin_play(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        if self
            .find_goal(self.play.step_action(), snapshot.scenario)
            .is_none()
        {
            self.notice = Some("this is the last date: there is nothing to play".to_owned());
            return Effect::Draw;
        }
        self.play.is_on = true;
        self.say_pace();
        Effect::Draw
    }

    /// Plays faster or slower; nothing while nothing plays.
    pub(super) fn set_pace(&mut self, is_faster: bool) -> Effect {
        if !self.play.is_on {
            return Effect::None;
        }
        let last = SPEEDS.len() - 1;
        self.play.speed = if is_faster {
            (self.play.speed + 1).min(last)
        } else {
            self.play.speed.saturating_sub(1)
        };
        self.say_pace();
        Effect::Draw
    }

    fn say_pace(&mut self) {
        self.notice = Some(format!("{}; any key stops", self.play.word_speed()));
    }

    /// Moves the date on by itself: to the next day or change, but never past a mark.
    pub fn play_on(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        if !self.play.is_on {
            return Effect::None;
        }
        self.notice = None;
        let Some(next) = self.find_goal(self.play.step_action(), snapshot.scenario) else {
            return self.end_play();
        };
        let mark = self.mark_until(next, snapshot);
        // What moves by itself is not pinned to the present.
        self.is_live = false;
        let effect = self.go_to(Some(mark.as_ref().map_or(next, |mark| mark.at)));
        if let Some(mark) = mark {
            self.play.is_on = false;
            self.notice = Some(format!("stopped at a mark: {}", mark.word_target()));
        } else if self
            .find_goal(self.play.step_action(), snapshot.scenario)
            .is_none()
        {
            self.end_play();
        }
        effect
    }

    fn end_play(&mut self) -> Effect {
        self.play.is_on = false;
        self.notice = Some("the last date: playing has stopped".to_owned());
        Effect::Draw
    }

    /// The first mark behind the present date up to another, as it will be known there.
    fn mark_until(&self, next: UnixTime, snapshot: &Snapshot<'_>) -> Option<MarkTarget> {
        let here = self.cursor.as_of;
        let known_there = |mark: &MarkTarget| {
            let cursor = Cursor {
                as_of: mark.at,
                ..self.cursor
            };
            mark.is_set || marks::is_shown(snapshot.scenario, mark, &cursor)
        };
        marks::list_all(&self.marks, snapshot.scenario)
            .into_iter()
            .filter(|mark| here < mark.at && mark.at <= next)
            .find(known_there)
    }
}
