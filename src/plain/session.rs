//! What is said after keys: only what is new since it was last said, the selected line at the end.
//!
//! `cli::plain` hands in the actions of keys and prints what [`Talk::speak_news`] gives; the state is the dashboard's
//! own [`App`]. Keys that wait behind each other are answered together, so that a held key never leaves a queue.

use std::rc::Rc;

use crate::app::action::Action;
use crate::app::edit::Edit;
use crate::app::keymap::Mode;
use crate::app::prompt::Asks;
use crate::app::state::{App, Effect};
use crate::app::view::{Shown, View};
use crate::model::calendar::UnixTime;
use crate::model::scenario::Scenario;
use crate::plain::clipboard::Copied;
use crate::plain::filter_notice::{leads_to, not_understood, nothing_new, word_found};
use crate::plain::form;
use crate::plain::list::{self, SpokenList};
use crate::plain::spoken_state::SpokenDate;
pub use crate::plain::spoken_state::SpokenState;
use crate::plain::words::end_sentence;
use crate::plain::{file, head, keys, present};

pub use crate::plain::typed::{Question, Typed};

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Utterance {
    /// Nothing.
    Nothing,
    /// Lines, and where the cursor stands after them.
    Lines(Vec<String>, SpeechEnd),
    /// What is typed has changed from the one to the other.
    Typed(Typed, Typed),
}

/// Where the cursor stands after lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeechEnd {
    /// On what is selected: the last so many lines.
    Selected(usize),
    /// In what is typed, which is asked for behind them.
    Typed(Typed),
}

/// A dashboard that is heard.
pub struct Talk<'s> {
    scenario: &'s Scenario,
    app: App,
    shown: Shown<'s>,
    /// Whether the cursor or the order has changed since the log was folded.
    is_stale: bool,
    /// What is said of where it is folded.
    date: Rc<SpokenDate>,
    /// What was last said.
    utterance: SpokenState,
    /// The last action since, and whether one of them reads on.
    last: Option<Action>,
    reads_on: bool,
    /// What was typed when it was taken or left.
    taken: Option<Typed>,
}

impl<'s> Talk<'s> {
    /// A dashboard of which nothing was said yet.
    pub fn new(scenario: &'s Scenario, app: App) -> Self {
        let shown = Shown::at(scenario, &app);
        let date = SpokenDate::from_view(&shown.to_view(&app));
        Self {
            utterance: SpokenState::from_view(&shown.to_view(&app), &date),
            date,
            scenario,
            app,
            shown,
            is_stale: false,
            last: None,
            reads_on: false,
            taken: None,
        }
    }

    /// Notes what has become of the file, to be said with what follows.
    pub fn note_file(&mut self, notice: String) {
        self.app.notice = Some(notice);
    }

    /// The state of the interface.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The same, for what becomes of the file and of what is entered.
    pub fn app_mut(&mut self) -> &mut App {
        &mut self.app
    }

    /// What is talked of.
    pub fn scenario(&self) -> &'s Scenario {
        self.scenario
    }

    /// Pins the cursor to the present.
    pub fn pin_cursor(&mut self, present: UnixTime) {
        self.app.pin_cursor(self.scenario, present);
        self.is_stale = true;
    }

    /// Moves a pinned cursor on: what has not changed by it is not said again.
    pub fn tick_clock(&mut self, present: UnixTime) {
        if !self.app.move_on(self.scenario, present) {
            return;
        }
        let before = Rc::clone(&self.date);
        self.is_stale = true;
        self.fold_log();
        let is_spoken = |lines: &[String]| -> Vec<String> {
            // The first line of the head is the time itself.
            lines.iter().skip(1).cloned().collect()
        };
        if is_spoken(&self.date.head) == is_spoken(&before.head)
            && self.date.changes == before.changes
        {
            self.utterance.cursor = self.app.cursor;
        }
    }

    /// What was last said, for one who goes on with a newer state of the file.
    pub fn go_over(&mut self, next: &Scenario) -> SpokenState {
        self.fold_log();
        let Shown {
            snapshot, listing, ..
        } = &self.shown;
        self.app.go_over(snapshot, listing, next);
        self.utterance.search.clone_from(&self.app.search);
        self.utterance.clone()
    }

    /// Goes on with another state of the file: what it says anew of the date, and of what is selected.
    pub fn speak_reload(&mut self, utterance: &SpokenState) -> Utterance {
        let now = SpokenState::from_view(&self.shown.to_view(&self.app), &self.date);
        let spoken = |line: &&String| {
            !(utterance.date.head.contains(line) || utterance.date.changes.contains(line))
        };
        let notice = self.app.notice.take();
        let mut lines: Vec<String> = notice.iter().map(|notice| end_sentence(notice)).collect();
        let news = now.date.head.iter().chain(&now.date.changes);
        lines.extend(news.filter(spoken).cloned());
        let utterance = if let Some(typed) = &now.typed {
            Utterance::Lines(lines, SpeechEnd::Typed(typed.clone()))
        } else {
            lines.extend(
                now.heading
                    .clone()
                    .filter(|_| now.heading != utterance.heading),
            );
            with_selected(lines, now.lines.clone())
        };
        self.utterance = now;
        utterance
    }

    /// What takes the keys.
    pub fn key_mode(&self) -> Mode {
        self.app.key_mode()
    }

    /// Everything at once: the head, the panes, where one is.
    pub fn speak_everything(&mut self) -> Utterance {
        self.fold_log();
        let view = self.shown.to_view(&self.app);
        if let Some(now) = present::SpokenPosition::from_view(&view) {
            self.utterance = SpokenState::from_view(&view, &self.date);
            return with_selected(present::all_lines(&view, &now), Vec::new());
        }
        let list = SpokenList::from_view(&view);
        let mut lines = file::file_lines(&view);
        lines.extend(self.date.head.iter().cloned());
        lines.push(keys::to_begin_with());
        lines.push(list.word_other_panes());
        lines.retain(|line| !line.is_empty());
        lines.push(list.word_title());
        lines.extend(list.intro_lines());
        self.utterance = SpokenState::from_view(&view, &self.date);
        (self.last, self.reads_on) = (None, false);
        if let Some(typed) = self.utterance.typed.clone() {
            return Utterance::Lines(lines, SpeechEnd::Typed(typed));
        }
        lines.extend(self.utterance.heading.clone());
        with_selected(lines, self.utterance.lines.clone())
    }

    /// Lets an action take effect.
    pub fn apply_action(&mut self, action: Action) -> Effect {
        self.last = Some(action);
        // Every line is said in full: there is nothing to zoom, and nothing to come back from.
        if action == Action::Zoom {
            return Effect::None;
        }
        self.reads_on |= action == Action::PageDown;
        if !action.only_moves_in_time() {
            self.fold_log();
        }
        let view = self.shown.to_view(&self.app);
        if matches!(action, Action::Edit(Edit::Accept | Edit::Leave)) {
            self.taken = Typed::from_view(&view);
        }
        let turns = list::page_steps(&view);
        let Shown {
            snapshot, listing, ..
        } = &self.shown;
        let effect = self.app.update(action, snapshot, listing, turns);
        self.is_stale |= effect == Effect::Fold;
        effect
    }

    /// Stops what plays.
    pub fn stop_playing(&mut self) -> Effect {
        self.app.stop_playing()
    }

    /// Takes the next step of what plays.
    pub fn play_on(&mut self) -> Effect {
        self.fold_log();
        let effect = self.app.play_on(&self.shown.snapshot);
        self.is_stale |= effect == Effect::Fold;
        effect
    }

    /// Takes a text that was pasted.
    pub fn paste_text(&mut self, text: &str) -> Effect {
        self.fold_log();
        let effect = self.app.paste_text(text, &self.shown.snapshot);
        self.is_stale |= effect == Effect::Fold;
        effect
    }

    /// What is copied, if anything is selected; how much that is, or why it is nothing, is said.
    pub fn copy_selection(&mut self) -> Option<String> {
        self.fold_log();
        let copied = Copied::from_view(&self.shown.to_view(&self.app));
        self.app.notice = Some(copied.notice_in(&self.shown.to_view(&self.app)));
        copied.into_text()
    }

    /// Folds the log at the cursor, unless that has been done.
    fn fold_log(&mut self) {
        if std::mem::take(&mut self.is_stale) {
            self.shown.renew_folds(self.scenario, &self.app);
            self.date = SpokenDate::from_view(&self.shown.to_view(&self.app));
        }
    }

    /// What is new since something was last said.
    pub fn speak_news(&mut self) -> Utterance {
        self.fold_log();
        let view = self.shown.to_view(&self.app);
        let mut now = SpokenState::from_view(&view, &self.date);
        if matches!(&now.typed, Some(typed) if typed.question == Question::Line(Asks::Search)) {
            // A search moves with every letter; where to is said when it is taken.
            now = SpokenState {
                typed: now.typed,
                ..self.utterance.clone()
            };
        }
        let before = std::mem::replace(&mut self.utterance, now);
        let now = &self.utterance;
        let mut keys = (self.last.take(), std::mem::take(&mut self.reads_on));
        let was_form = before.typed.as_ref().is_some_and(Typed::is_field);
        if was_form && now.typed.is_none() {
            // What has become of the form is noted.
            (keys.0, self.taken) = (None, None);
        }
        let utterance = match &now.typed {
            Some(typed) => speak_typing(&view, &before, (now, typed), keys.0),
            None if now.popups.is_empty()
                && [&before, now]
                    .iter()
                    .any(|position| position.presented.is_some()) =>
            {
                speak_presenting(&view, &before, now, keys.0)
            }
            None => speak_move(&view, &before, now, keys),
        };
        let taken = self.taken.take().filter(|_| now.typed.is_none());
        let utterance = match (utterance, taken) {
            // Where it was typed and taken at once, nothing of it has been echoed.
            (Utterance::Lines(mut lines, end), Some(taken))
                if before.typed.as_ref() != Some(&taken) =>
            {
                lines.insert(0, taken.whole_line());
                Utterance::Lines(lines, end)
            }
            (utterance, _) => utterance,
        };
        let noted = self.app.notice.take().map(|notice| end_sentence(&notice));
        match noted {
            Some(noted) => self.with_note(noted, utterance),
            None => utterance,
        }
    }

    /// A note about the file before whatever else is said.
    fn with_note(&self, note: String, utterance: Utterance) -> Utterance {
        match utterance {
            Utterance::Lines(mut lines, end) => {
                lines.insert(0, note);
                Utterance::Lines(lines, end)
            }
            Utterance::Typed(_, typed) => Utterance::Lines(vec![note], SpeechEnd::Typed(typed)),
            Utterance::Nothing => match &self.utterance.typed {
                Some(typed) => Utterance::Lines(vec![note], SpeechEnd::Typed(typed.clone())),
                None => with_selected(vec![note], self.utterance.lines.clone()),
            },
        }
    }
}

/// What has changed around the selected line: the date, or the list itself.
fn lines_around(view: &View<'_>, before: &SpokenState, now: &SpokenState) -> Vec<String> {
    let mut lines = Vec::new();
    if now.cursor != before.cursor || now.from != before.from {
        lines.extend(step_lines(view, before, now));
    }
    if !now.is_same_list(before) {
        let list = SpokenList::from_view(view);
        lines.push(list.word_title());
        if now.is_list_opened(before) {
            lines.extend(list.intro_lines());
        }
    }
    lines
}

/// What is said while something is typed.
fn speak_typing(
    view: &View<'_>,
    before: &SpokenState,
    (now, typed): (&SpokenState, &Typed),
    last: Option<Action>,
) -> Utterance {
    let mut lines = lines_around(view, before, now);
    let is_same = before.typed.as_ref() == Some(typed);
    if matches!(typed.question, Question::Field(..)) {
        let question = before.typed.as_ref().map(|before| before.question);
        lines.extend(form::form_lines(view, (question, is_same), last));
        return match &before.typed {
            Some(_) if is_same && lines.is_empty() => Utterance::Nothing,
            Some(old)
                if lines.is_empty()
                    && question == Some(typed.question)
                    && last != Some(Action::Edit(Edit::Complete)) =>
            {
                Utterance::Typed(old.clone(), typed.clone())
            }
            _ => Utterance::Lines(lines, SpeechEnd::Typed(typed.clone())),
        };
    }
    lines.extend(match last {
        Some(Action::Edit(Edit::Accept)) => not_understood(view),
        Some(Action::Edit(Edit::Complete)) if is_same => Some(end_sentence("nothing completes it")),
        Some(Action::Edit(Edit::Earlier | Edit::Later)) if is_same => {
            Some(end_sentence("no other entry"))
        }
        // What was not typed letter by letter is said whole, with where it leads.
        Some(Action::Edit(Edit::Complete | Edit::Earlier | Edit::Later)) => leads_to(view),
        _ => match &before.typed {
            Some(_) if is_same && lines.is_empty() => return Utterance::Nothing,
            Some(old) if lines.is_empty() => return Utterance::Typed(old.clone(), typed.clone()),
            _ => None,
        },
    });
    Utterance::Lines(lines, SpeechEnd::Typed(typed.clone()))
}

/// What is said while somebody presents, and when that ends.
fn speak_presenting(
    view: &View<'_>,
    before: &SpokenState,
    now: &SpokenState,
    key: Option<Action>,
) -> Utterance {
    let lines = match (&before.presented, &now.presented) {
        (Some(was), Some(here)) if before.popups.is_empty() => present::new_lines(view, was, here),
        (_, Some(here)) => present::all_lines(view, here),
        (_, None) => {
            let mut lines = vec![
                end_sentence("back in the dashboard"),
                head::word_cursor(view.snapshot),
            ];
            lines.push(SpokenList::from_view(view).word_title());
            lines.extend(now.heading.clone());
            return with_selected(lines, now.lines.clone());
        }
    };
    let reason = key.and_then(|key| nothing_new(view.snapshot.scenario, key, now));
    match (lines.is_empty(), reason) {
        (false, _) => with_selected(lines, Vec::new()),
        (true, Some(reason)) => with_selected(vec![end_sentence(&reason)], Vec::new()),
        (true, None) => Utterance::Nothing,
    }
}

/// What is said of everything else.
fn speak_move(
    view: &View<'_>,
    before: &SpokenState,
    now: &SpokenState,
    (key, reads_on): (Option<Action>, bool),
) -> Utterance {
    let list = SpokenList::from_view(view);
    let mut lines = lines_around(view, before, now);
    if now.search != before.search {
        lines.push(word_found(view));
    }
    let is_at_rest = lines.is_empty() && now.row == before.row && now.lines == before.lines;
    if is_at_rest {
        // What is noted is an answer already.
        let key = key.filter(|_| view.app.notice.is_none());
        let reason = key.and_then(|key| nothing_new(view.snapshot.scenario, key, now));
        return reason.map_or(Utterance::Nothing, |reason| {
            with_selected(
                vec![end_sentence(&reason)],
                list.selected_line().into_iter().collect(),
            )
        });
    }
    let reads_on = reads_on && lines.is_empty();
    lines.extend(lines_above(&list, before, now, reads_on));
    // What lies under something that was closed has been told.
    let is_spoken = !now.is_same_list(before) && !now.is_list_opened(before);
    let selected = if is_spoken {
        list.selected_line().into_iter().collect()
    } else {
        now.lines.clone()
    };
    with_selected(lines, selected)
}

/// Lines with what is selected behind them; where nothing is, the last of them is as good as selected.
fn with_selected(mut lines: Vec<String>, selected: Vec<String>) -> Utterance {
    let count = selected.len().max(1);
    lines.extend(selected);
    Utterance::Lines(lines, SpeechEnd::Selected(count))
}

/// What a step in time says: date, clock, tallies, what changed on the day. Another clock says what differs by it.
fn step_lines(view: &View<'_>, before: &SpokenState, now: &SpokenState) -> Vec<String> {
    if now.from.is_some() {
        return now.date.head.clone();
    }
    let mut lines = vec![head::word_cursor(view.snapshot)];
    lines.extend(head::word_tallies(view.snapshot));
    let is_clock = now.cursor.known != before.cursor.known;
    let is_new =
        |line: &&String| !(before.date.head.contains(line) || before.date.changes.contains(line));
    let head = now.date.head.iter().filter(|_| is_clock).filter(is_new);
    let is_same_day = now.cursor.as_of == before.cursor.as_of;
    let changes = now.date.changes.iter();
    let changes = changes.filter(|line| !is_same_day || is_new(line));
    for line in head.chain(changes) {
        if !lines.contains(line) {
            lines.push(line.clone());
        }
    }
    lines
}

/// The heading over the selected row; where somebody reads on, the rows on the way to it too.
fn lines_above(
    list: &SpokenList<'_>,
    before: &SpokenState,
    now: &SpokenState,
    reads_on: bool,
) -> Vec<String> {
    let mut lines = Vec::new();
    let is_same = now.is_same_list(before);
    let mut heading = before.heading.clone().filter(|_| is_same);
    if reads_on {
        for row in before.row + 1..now.row {
            let its = list.word_heading(row);
            lines.extend(its.clone().filter(|_| its != heading));
            heading = its;
            lines.extend(list.short_lines(row));
        }
    }
    lines.extend(now.heading.clone().filter(|_| now.heading != heading));
    lines
}
