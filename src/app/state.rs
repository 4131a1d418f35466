//! The interface's state and how actions change it.
//!
//! [`App::update`] is the only way in. Moving in time changes the cursor, moving on the screen the
//! selection; what is drawn follows from both. The scenario is only borrowed, for its days and changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::action::{Action, ClickTarget, Pane};
use crate::app::compare::Compare;
pub use crate::app::effect::Effect;
use crate::app::file::FileState;
use crate::app::form::EventForm;
use crate::app::keymap::Mode;
use crate::app::marks::SetMark;
use crate::app::neighbour::{self, Direction};
use crate::app::paging::PageSteps;
use crate::app::play::Play;
use crate::app::popup::{Open, Popup};
use crate::app::present::Presentation;
use crate::app::prompt::{Asks, Prompt};
use crate::app::search::{Interrupt, Progress, Search};
use crate::app::selection::Selection;
use crate::app::sheet::Subject;
use crate::app::unseen::Unseen;
use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::id::Id;
use crate::snapshot::Snapshot;
use crate::snapshot::filter::Condition;
use crate::snapshot::matches::SearchMatches;
use crate::snapshot::query::{ListOrder, Listing};

/// How far a page up and a page down move the selection of each list on the present screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    /// Of the list of places.
    pub places: PageSteps,
    /// Of the figures.
    pub figures: PageSteps,
    /// Of the timeline.
    pub timeline: PageSteps,
    /// Of the open popup.
    pub popup: PageSteps,
    /// How many items, or pages of keys, the open popup has; without one, how many pages of notes there are.
    pub popup_rows: usize,
}

/// The state of the interface.
#[derive(Clone, Debug)]
pub struct App {
    /// As of which moment, as known when.
    pub cursor: Cursor,
    /// What it is compared with, while two dates are.
    pub compare: Option<Compare>,
    /// How the date moves by itself.
    pub play: Play,
    /// The marks that were set here, in order of time.
    pub marks: Vec<SetMark>,
    /// What is open over the dashboard, the last on top.
    pub popups: Vec<Open>,
    /// The pane that takes the keys of the dashboard.
    pub pane: Pane,
    /// Whether that pane has the screen to itself.
    pub is_zoomed: bool,
    /// The order of places and events.
    pub order: ListOrder,
    /// What is selected.
    pub selection: Selection,
    /// What is listed.
    pub filter: Vec<Condition>,
    /// Where somebody is who presents.
    pub present: Option<Presentation>,
    /// What is sought, while it is.
    pub search: Option<Search>,
    /// What was found last.
    pub(super) found: Option<Arc<SearchMatches>>,
    /// How far a search has come.
    pub progress: Progress,
    /// Calls a search off.
    pub interrupt: Interrupt,
    /// The line in which something is typed, while it is open.
    pub prompt: Option<Prompt>,
    /// What was typed there before and for what, the last at the end.
    pub(super) entries: Vec<(Asks, String)>,
    /// What is known of the file.
    pub file: FileState,
    /// What is new to whoever sits here.
    pub unseen: Unseen,
    /// Whether the cursor is pinned to the present.
    pub is_live: bool,
    /// A note in the last row until the next key.
    pub notice: Option<String>,
    /// Whether the scenario is a file, to which events can be added.
    pub has_file: bool,
    /// The form in which an event is entered, open or kept for later.
    pub form: Option<Box<EventForm>>,
    /// The event to stand on in the next state of the file, and what is said of it.
    pub(super) arrives_at: Option<(Id, String)>,
    pub(super) history: Vec<UnixTime>,
    /// The event that was selected on each date that was left.
    pub(super) read_on: BTreeMap<UnixTime, Id>,
}

impl App {
    /// The interface as it opens at a cursor.
    pub fn new(cursor: Cursor) -> Self {
        Self {
            cursor,
            compare: None,
            play: Play::default(),
            marks: Vec::new(),
            popups: Vec::new(),
            pane: Pane::Places,
            is_zoomed: false,
            order: ListOrder::default(),
            selection: Selection::default(),
            filter: Vec::new(),
            present: None,
            search: None,
            found: None,
            progress: Progress::default(),
            interrupt: Interrupt::default(),
            prompt: None,
            entries: Vec::new(),
            file: FileState::default(),
            unseen: Unseen::default(),
            is_live: false,
            notice: None,
            has_file: false,
            form: None,
            arrives_at: None,
            history: Vec::new(),
            read_on: BTreeMap::new(),
        }
    }

    /// Lets an action take effect on what is listed now. What was noted before has been read.
    pub fn update(
        &mut self,
        action: Action,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
        turns: Turns,
    ) -> Effect {
        let sets_pace = matches!(action, Action::Faster | Action::Slower);
        let had_notice =
            self.notice.take().is_some() | std::mem::take(&mut self.progress.tells_match);
        let cursor = self.cursor;
        let was_playing = !sets_pace && self.stop_playing() == Effect::Draw;
        if was_playing && action == Action::Play {
            self.notice = Some("playing has stopped".to_owned());
            return Effect::Draw;
        }
        // What was open until this key has been seen, and what is open after it.
        let mut has_seen = self.mark_seen(snapshot, listing);
        let first = self.before_all(action, snapshot, listing);
        let effect = first.unwrap_or_else(|| self.apply_action(action, snapshot, listing, turns));
        if effect != Effect::Fold {
            has_seen |= self.mark_seen(snapshot, listing);
        }
        self.is_live &= self.cursor == cursor;
        match effect {
            Effect::None if had_notice || was_playing || has_seen => Effect::Draw,
            effect => effect,
        }
    }

    fn apply_action(
        &mut self,
        action: Action,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
        turns: Turns,
    ) -> Effect {
        if let Some(effect) = self.apply_to_what_is_open(action, snapshot, turns) {
            return effect;
        }
        match action {
            Action::DayBack
            | Action::DayOn
            | Action::ChangeBefore
            | Action::ChangeAfter
            | Action::First
            | Action::Last
            | Action::DateBefore => self.travel_time(action, snapshot.scenario),
            Action::ToggleKnown => self.toggle_known(),
            Action::LineUp => self.move_selection(-1, snapshot, listing),
            Action::LineDown => self.move_selection(1, snapshot, listing),
            Action::PageUp => self.turn_page(-1, snapshot, listing, turns),
            Action::PageDown => self.turn_page(1, snapshot, listing, turns),
            Action::NextPane => self.cycle_pane(1, snapshot),
            Action::PaneBefore => self.cycle_pane(-1, snapshot),
            Action::Open(pane) => self.open_pane(pane, snapshot),
            Action::Select(target) => self.select_target(target, snapshot, listing),
            Action::Zoom => self.zoom_pane(),
            Action::Sort => self.cycle_order(),
            Action::GoTo => self.open_prompt(Asks::Date),
            Action::KnownAt => self.open_prompt(Asks::Known),
            Action::Edit(edit) => self.edit_line(edit, snapshot),
            Action::Search => self.open_prompt(Asks::Search),
            Action::NextMatch => self.next_match(1, snapshot),
            Action::MatchBefore => self.next_match(-1, snapshot),
            Action::Filter => self.open_prompt(Asks::Filter),
            Action::ClearFilter => self.clear_filter(),
            Action::Neighbour(direction) => self.select_neighbour(direction, snapshot, listing),
            Action::Evidence => self.open_evidence(snapshot, listing),
            Action::Related => self.open_related(snapshot, listing),
            Action::Help => self.toggle_help(),
            Action::Back => self.leave_innermost(),
            Action::AddEvent | Action::FieldBefore | Action::FieldAfter | Action::Save => {
                Effect::None
            }
            Action::Quit | Action::Redraw | Action::Suspend | Action::Copy | Action::Reload => {
                Effect::of_the_edge(action)
            }
            Action::Problems => self.open_problems(),
            Action::NextUnseen => self.next_unseen(snapshot, listing),
            Action::AllSeen => self.all_seen(),
            Action::Live => self.toggle_live(),
            Action::Present(_) => self.begin_presenting(),
            action => self.move_in_timeline(action, snapshot),
        }
    }

    /// Lets what is open over the dashboard take an action; none if it means the same there.
    fn apply_to_what_is_open(
        &mut self,
        action: Action,
        snapshot: &Snapshot<'_>,
        turns: Turns,
    ) -> Option<Effect> {
        if self.key_mode() == Mode::Popup {
            match action {
                Action::Help => return Some(self.toggle_help()),
                Action::ToggleKnown
                | Action::KnownAt
                | Action::Search
                | Action::NextMatch
                | Action::MatchBefore
                | Action::Quit
                | Action::Redraw
                | Action::Copy
                | Action::Suspend => {}
                action => return Some(self.update_popup(action, snapshot, turns)),
            }
        }
        let presents = self.present.is_some();
        presents.then(|| self.update_present(action, snapshot, turns))
    }

    /// Selects what was clicked, in its pane; a day of the ribbon is gone to.
    fn select_target(
        &mut self,
        target: ClickTarget,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
    ) -> Effect {
        let scenario = snapshot.scenario;
        match target {
            ClickTarget::Place(pane, place) => {
                self.pane = pane;
                self.selection.place = Some(scenario.place(place).id.clone());
            }
            ClickTarget::Figure(row) => {
                self.pane = Pane::Figures;
                let row = listing.figures.get(row);
                self.selection.figure = row.and_then(|row| Subject::of_figure(*row, snapshot));
            }
            ClickTarget::Compared(pane, row) => {
                self.pane = pane;
                self.select_compared(row, snapshot, listing);
            }
            ClickTarget::Event(event) => {
                self.pane = Pane::Timeline;
                self.selection.event = Some(scenario.event(event).id.clone());
            }
            // An item belongs to a popup, which takes it itself.
            ClickTarget::Item(_) => return Effect::None,
            ClickTarget::Day(day) => {
                return self.go_to(Some(calendar::end_of(day, scenario.zone())));
            }
        }
        Effect::Draw
    }

    fn zoom_pane(&mut self) -> Effect {
        self.is_zoomed = !self.is_zoomed;
        Effect::Draw
    }

    /// What takes the keys.
    pub fn key_mode(&self) -> Mode {
        match (&self.prompt, self.popups.is_empty(), &self.present) {
            (Some(_), ..) => Mode::Input,
            (None, false, _) => Mode::Popup,
            (None, true, _) if self.is_form_open() => Mode::Form,
            (None, true, Some(present)) if present.is_black => Mode::Black,
            (None, true, Some(_)) => Mode::Present,
            (None, true, None) if self.compare.is_some() => Mode::Compare,
            (None, true, None) => Mode::Dashboard,
        }
    }

    pub(super) fn toggle_help(&mut self) -> Effect {
        let mode = self.key_mode();
        if self
            .popups
            .last()
            .is_some_and(|open| matches!(open.popup, Popup::Help(_)))
        {
            self.popups.pop();
        } else {
            self.popups.push(Open {
                popup: Popup::Help(mode),
                row: 0,
            });
        }
        Effect::Draw
    }

    pub(super) fn toggle_known(&mut self) -> Effect {
        self.cursor.known = if self.cursor.known == KnownAt::Now {
            KnownAt::Then
        } else {
            KnownAt::Now
        };
        Effect::Fold
    }

    /// The next order of the open pane; figures have one order only.
    fn cycle_order(&mut self) -> Effect {
        match self.pane {
            Pane::Places | Pane::Map => self.order.places = self.order.places.next(),
            Pane::Timeline => self.order.events = self.order.events.next(),
            Pane::Figures => return Effect::None,
        }
        Effect::Fold
    }

    /// Ends a search; then gives the screen back to all panes; then ends a comparison.
    fn leave_innermost(&mut self) -> Effect {
        if self.search.take().is_some() {
            return Effect::Fold;
        }
        if std::mem::take(&mut self.is_zoomed) {
            return Effect::Draw;
        }
        if self.compare.take().is_some() {
            return Effect::Fold;
        }
        Effect::None
    }

    fn clear_filter(&mut self) -> Effect {
        if self.filter.is_empty() {
            return Effect::None;
        }
        self.filter.clear();
        Effect::Fold
    }

    /// Selects the next place on the map in a direction.
    fn select_neighbour(
        &mut self,
        direction: Direction,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
    ) -> Effect {
        let scenario = snapshot.scenario;
        let next = self
            .selection
            .place_in(snapshot, listing)
            .and_then(|(_, from)| {
                neighbour::find_neighbour(scenario, &listing.places, from, direction)
            });
        let Some(next) = next else {
            return Effect::None;
        };
        self.selection.place = Some(scenario.place(next).id.clone());
        self.forget_compared();
        Effect::Draw
    }

    fn turn_page(
        &mut self,
        by: isize,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
        turns: Turns,
    ) -> Effect {
        let turn = match self.pane {
            Pane::Places | Pane::Map => turns.places,
            Pane::Figures => turns.figures,
            Pane::Timeline => turns.timeline,
        };
        self.move_selection(turn_rows(turn, by), snapshot, listing)
    }

    /// Moves the selection of the open pane by so many rows.
    fn move_selection(&mut self, by: isize, snapshot: &Snapshot<'_>, listing: &Listing) -> Effect {
        if let Some((row, rows)) = self.compared_row(snapshot, listing) {
            let Some(next) = moved_row(row, by, rows).filter(|next| *next != row) else {
                return Effect::None;
            };
            self.select_compared(next, snapshot, listing);
            return Effect::Draw;
        }
        let before = self.selection.clone();
        match self.pane {
            Pane::Places | Pane::Map => {
                let row = self
                    .selection
                    .place_in(snapshot, listing)
                    .map_or(0, |(row, _)| row);
                let next = moved_row(row, by, listing.places.len())
                    .and_then(|row| listing.places.get(row));
                self.selection.place = next.map(|place| snapshot.scenario.place(*place).id.clone());
            }
            Pane::Figures => {
                let row = self
                    .selection
                    .figure_in(snapshot, listing)
                    .map_or(0, |(row, _)| row);
                let next = moved_row(row, by, listing.figures.len())
                    .and_then(|row| listing.figures.get(row));
                self.selection.figure = next.and_then(|row| Subject::of_figure(*row, snapshot));
            }
            Pane::Timeline => {
                let row = self
                    .selection
                    .event_in(snapshot, listing)
                    .map_or(0, |(row, _)| row);
                let next = moved_row(row, by, listing.events.len())
                    .and_then(|row| listing.events.get(row));
                self.selection.event = next.map(|event| snapshot.scenario.event(*event).id.clone());
            }
        }
        if self.selection == before {
            Effect::None
        } else {
            Effect::Draw
        }
    }
}

fn moved_row(row: usize, by: isize, rows: usize) -> Option<usize> {
    rows.checked_sub(1)
        .map(|last| row.saturating_add_signed(by).min(last))
}

/// The rows of a turn back or on.
pub(super) fn turn_rows(turn: PageSteps, by: isize) -> isize {
    let rows = |rows: usize| isize::try_from(rows).unwrap_or(isize::MAX);
    if by < 0 {
        -rows(turn.back)
    } else {
        rows(turn.on)
    }
}
