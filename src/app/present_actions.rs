//! What keys do while somebody presents: on and back by a step, notes, black, freeze, and out.
//!
//! `App::update` hands them here, but for those of what is open over it. Steps lead from day to day, over those of
//! which there is nothing to say; back is exactly the way that led on.

use crate::app::action::Action;
use crate::app::present::{FrozenView, Lead, Presentation};
use crate::app::prompt::Asks;
use crate::app::state::{App, Effect, Turns};
use crate::model::calendar::UnixTime;
use crate::model::cursor::Audience;
use crate::snapshot::Snapshot;
use crate::snapshot::briefing;

impl App {
    /// Begins to present where the cursor is. What is withheld is not shown from then on.
    pub(super) fn begin_presenting(&mut self) -> Effect {
        self.search = None;
        self.compare = None;
        self.present = Some(Presentation::at(&self.cursor));
        self.cursor.audience = Audience::Public;
        Effect::Fold
    }

    /// What a key does while somebody presents.
    pub(super) fn update_present(
        &mut self,
        action: Action,
        snapshot: &Snapshot<'_>,
        turns: Turns,
    ) -> Effect {
        let Some(present) = &mut self.present else {
            return Effect::None;
        };
        if std::mem::take(&mut present.is_black) {
            return match action {
                Action::Quit => Effect::Quit,
                Action::Suspend => Effect::Suspend,
                _ => Effect::Draw,
            };
        }
        match action {
            Action::Present(Lead::After) => self.step_on(snapshot),
            Action::Present(Lead::Before) => self.step_back(snapshot),
            Action::LineUp => self.turn_notes(-1, turns.popup_rows),
            Action::LineDown => self.turn_notes(1, turns.popup_rows),
            Action::Present(lead) => self.cover_audience(lead, snapshot),
            Action::ToggleKnown => self.present_known(snapshot),
            Action::GoTo | Action::KnownAt | Action::Help | Action::Marks if present.is_still() => {
                // The room sees this screen: it is said where notes are shown and where lines are heard.
                self.notice = Some("frozen: notes show it, or let the view go on".to_owned());
                Effect::Draw
            }
            Action::Mark => self.mark_unnamed(),
            Action::Marks => self.list_marks(snapshot),
            Action::GoTo => self.open_prompt(Asks::Date),
            Action::KnownAt => self.open_prompt(Asks::Known),
            Action::Edit(edit) => self.edit_line(edit, snapshot),
            Action::Help => self.toggle_help(),
            Action::Quit => Effect::Quit,
            Action::Redraw => Effect::Redraw,
            Action::Suspend => Effect::Suspend,
            Action::Back => self.stop_presenting(),
            action if action.only_moves_in_time() => self.travel_time(action, snapshot.scenario),
            _ => Effect::None,
        }
    }

    /// Back to the dashboard, on the date that was reached.
    fn stop_presenting(&mut self) -> Effect {
        if let Some(present) = self.present.take() {
            self.cursor.audience = present.audience;
        }
        Effect::Fold
    }

    /// What covers the room's view, or holds it.
    fn cover_audience(&mut self, lead: Lead, snapshot: &Snapshot<'_>) -> Effect {
        let cursor = self.cursor;
        let Some(present) = &mut self.present else {
            return Effect::None;
        };
        match lead {
            Lead::Notes => present.has_notes = !present.has_notes,
            Lead::Black => {
                present.is_black = true;
                return Effect::Draw;
            }
            Lead::TimerToZero => {
                present.begin_again();
                return Effect::Draw;
            }
            Lead::Freeze => {
                let spoken = present.count_spoken(&cursor, &briefing::at(snapshot));
                present.held = match present.held {
                    Some(_) => None,
                    None => Some(FrozenView { cursor, spoken }),
                };
            }
            Lead::Begin | Lead::After | Lead::Before => return Effect::None,
        }
        Effect::Fold
    }

    /// Turns the notes by a page, of so many.
    fn turn_notes(&mut self, by: isize, pages: usize) -> Effect {
        match &mut self.present {
            Some(present) if present.has_notes => {
                let last = pages.saturating_sub(1);
                present.page = present.page.saturating_add_signed(by).min(last);
                Effect::Draw
            }
            _ => Effect::None,
        }
    }

    /// Known then, known now; where all of a day was told, all of it stays told.
    fn present_known(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let briefing = briefing::at(snapshot);
        let spoken = self
            .present
            .as_ref()
            .map_or(0, |present| present.count_spoken(&self.cursor, &briefing));
        let is_all = spoken > 0 && spoken == briefing.steps.len();
        let effect = self.toggle_known();
        if let Some(present) = &mut self.present {
            present.set_spoken(if is_all { usize::MAX } else { spoken }, &self.cursor);
        }
        effect
    }

    /// Tells one thing more; after the last one, the next day.
    fn step_on(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let briefing = briefing::at(snapshot);
        let cursor = self.cursor;
        let Some(present) = &mut self.present else {
            return Effect::None;
        };
        let spoken = present.count_spoken(&cursor, &briefing);
        if spoken < briefing.steps.len() {
            present.set_spoken(spoken + 1, &cursor);
            return within_day(present);
        }
        let Some(day) = briefing::day_after(snapshot.scenario, &cursor) else {
            return Effect::None;
        };
        present.leave_day(&cursor);
        self.reach_day(day, 0)
    }

    /// Takes the last thing back; before the first one, to the end of the day before.
    fn step_back(&mut self, snapshot: &Snapshot<'_>) -> Effect {
        let briefing = briefing::at(snapshot);
        let cursor = self.cursor;
        let Some(present) = &mut self.present else {
            return Effect::None;
        };
        let spoken = present.count_spoken(&cursor, &briefing);
        if let Some(spoken) = spoken.checked_sub(1) {
            present.set_spoken(spoken, &cursor);
            return within_day(present);
        }
        let left = present.day_left(&cursor);
        let day = left.or_else(|| briefing::day_before(snapshot.scenario, &cursor));
        day.map_or(Effect::None, |day| self.reach_day(day, usize::MAX))
    }

    fn reach_day(&mut self, day: UnixTime, spoken: usize) -> Effect {
        let effect = self.go_to(Some(day));
        if let Some(present) = &mut self.present {
            present.set_spoken(spoken, &self.cursor);
        }
        effect
    }
}

/// What a step within a day asks for: only notes look ahead to the next one.
fn within_day(present: &Presentation) -> Effect {
    if present.has_notes {
        Effect::Fold
    } else {
        Effect::Draw
    }
}
