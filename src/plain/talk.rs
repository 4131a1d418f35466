//! What is said after keys: only what is new since it was last said, the selected line at the end.
//!
//! `cli::plain` hands in the actions of keys and prints what [`Talk::news`] gives; the state is the dashboard's
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
use crate::plain::copied::Copied;
use crate::plain::form;
use crate::plain::list::{self, List};
use crate::plain::reason::{found, leads_to, not_understood, nothing_new};
use crate::plain::spot::SpokenDate;
pub use crate::plain::spot::Spot;
use crate::plain::words::own;
use crate::plain::{file, head, keys, present};

pub use crate::plain::typed::{Question, Typed};

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// Lines, and where the cursor stands after them.
    Lines(Vec<String>, End),
    /// What is typed has changed from the one to the other.
    Typed(Typed, Typed),
}

/// Where the cursor stands after lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
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
    said: Spot,
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
        let date = SpokenDate::of(&shown.view(&app));
        Self {
            said: Spot::of(&shown.view(&app), &date),
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
    pub fn note(&mut self, notice: String) {
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
    pub fn pin(&mut self, present: UnixTime) {
        self.app.pin(self.scenario, present);
        self.is_stale = true;
    }

    /// Moves a pinned cursor on: what has not changed by it is not said again.
    pub fn tick(&mut self, present: UnixTime) {
        if !self.app.move_on(self.scenario, present) {
            return;
        }
        let before = Rc::clone(&self.date);
        self.is_stale = true;
        self.fold();
        let is_told = |lines: &[String]| -> Vec<String> {
            // The first line of the head is the time itself.
            lines.iter().skip(1).cloned().collect()
        };
        if is_told(&self.date.head) == is_told(&before.head) && self.date.changes == before.changes
        {
            self.said.cursor = self.app.cursor;
        }
    }

    /// What was last said, for one who goes on with a newer state of the file.
    pub fn go_over(&mut self, next: &Scenario) -> Spot {
        self.fold();
        let Shown {
            snapshot, listing, ..
        } = &self.shown;
        self.app.go_over(snapshot, listing, next);
        self.said.search.clone_from(&self.app.search);
        self.said.clone()
    }

    /// Goes on with another state of the file: what it says anew of the date, and of what is selected.
    pub fn reloaded(&mut self, said: &Spot) -> Said {
        let now = Spot::of(&self.shown.view(&self.app), &self.date);
        let told =
            |line: &&String| !(said.date.head.contains(line) || said.date.changes.contains(line));
        let notice = self.app.notice.take();
        let mut lines: Vec<String> = notice.iter().map(|notice| own(notice)).collect();
        let news = now.date.head.iter().chain(&now.date.changes);
        lines.extend(news.filter(told).cloned());
        let said = if let Some(typed) = &now.typed {
            Said::Lines(lines, End::Typed(typed.clone()))
        } else {
            lines.extend(now.heading.clone().filter(|_| now.heading != said.heading));
            with_selected(lines, now.lines.clone())
        };
        self.said = now;
        said
    }

    /// What takes the keys.
    pub fn mode(&self) -> Mode {
        self.app.mode()
    }

    /// Everything at once: the head, the panes, where one is.
    pub fn everything(&mut self) -> Said {
        self.fold();
        let view = self.shown.view(&self.app);
        if let Some(now) = present::Spot::of(&view) {
            self.said = Spot::of(&view, &self.date);
            return with_selected(present::everything(&view, &now), Vec::new());
        }
        let list = List::of(&view);
        let mut lines = file::lines(&view);
        lines.extend(self.date.head.iter().cloned());
        lines.push(keys::to_begin_with());
        lines.push(list.others());
        lines.retain(|line| !line.is_empty());
        lines.push(list.title());
        lines.extend(list.intro());
        self.said = Spot::of(&view, &self.date);
        (self.last, self.reads_on) = (None, false);
        if let Some(typed) = self.said.typed.clone() {
            return Said::Lines(lines, End::Typed(typed));
        }
        lines.extend(self.said.heading.clone());
        with_selected(lines, self.said.lines.clone())
    }

    /// Lets an action take effect.
    pub fn act(&mut self, action: Action) -> Effect {
        self.last = Some(action);
        // Every line is said in full: there is nothing to zoom, and nothing to come back from.
        if action == Action::Zoom {
            return Effect::None;
        }
        self.reads_on |= action == Action::PageDown;
        if !action.only_moves_in_time() {
            self.fold();
        }
        let view = self.shown.view(&self.app);
        if matches!(action, Action::Edit(Edit::Accept | Edit::Leave)) {
            self.taken = Typed::of(&view);
        }
        let turns = list::turns(&view);
        let Shown {
            snapshot, listing, ..
        } = &self.shown;
        let effect = self.app.update(action, snapshot, listing, turns);
        self.is_stale |= effect == Effect::Fold;
        effect
    }

    /// Stops what plays.
    pub fn stop(&mut self) -> Effect {
        self.app.stop()
    }

    /// Takes the next step of what plays.
    pub fn play_on(&mut self) -> Effect {
        self.fold();
        let effect = self.app.play_on(&self.shown.snapshot);
        self.is_stale |= effect == Effect::Fold;
        effect
    }

    /// Takes a text that was pasted.
    pub fn paste(&mut self, text: &str) -> Effect {
        self.fold();
        let effect = self.app.paste(text, &self.shown.snapshot);
        self.is_stale |= effect == Effect::Fold;
        effect
    }

    /// What is copied, if anything is selected; how much that is, or why it is nothing, is said.
    pub fn copied(&mut self) -> Option<String> {
        self.fold();
        let copied = Copied::of(&self.shown.view(&self.app));
        self.app.notice = Some(copied.notice_in(&self.shown.view(&self.app)));
        copied.text()
    }

    /// Folds the log at the cursor, unless that has been done.
    fn fold(&mut self) {
        if std::mem::take(&mut self.is_stale) {
            self.shown.renew(self.scenario, &self.app);
            self.date = SpokenDate::of(&self.shown.view(&self.app));
        }
    }

    /// What is new since something was last said.
    pub fn news(&mut self) -> Said {
        self.fold();
        let view = self.shown.view(&self.app);
        let mut now = Spot::of(&view, &self.date);
        if matches!(&now.typed, Some(typed) if typed.question == Question::Line(Asks::Search)) {
            // A search moves with every letter; where to is said when it is taken.
            now = Spot {
                typed: now.typed,
                ..self.said.clone()
            };
        }
        let before = std::mem::replace(&mut self.said, now);
        let now = &self.said;
        let mut keys = (self.last.take(), std::mem::take(&mut self.reads_on));
        let was_form = before.typed.as_ref().is_some_and(Typed::is_field);
        if was_form && now.typed.is_none() {
            // What has become of the form is noted.
            (keys.0, self.taken) = (None, None);
        }
        let said = match &now.typed {
            Some(typed) => typing(&view, &before, (now, typed), keys.0),
            None if now.popups.is_empty()
                && [&before, now].iter().any(|spot| spot.presented.is_some()) =>
            {
                presenting(&view, &before, now, keys.0)
            }
            None => moving(&view, &before, now, keys),
        };
        let taken = self.taken.take().filter(|_| now.typed.is_none());
        let said = match (said, taken) {
            // Where it was typed and taken at once, nothing of it has been echoed.
            (Said::Lines(mut lines, end), Some(taken)) if before.typed.as_ref() != Some(&taken) => {
                lines.insert(0, taken.line());
                Said::Lines(lines, end)
            }
            (said, _) => said,
        };
        let noted = self.app.notice.take().map(|notice| own(&notice));
        match noted {
            Some(noted) => self.with_note(noted, said),
            None => said,
        }
    }

    /// A note about the file before whatever else is said.
    fn with_note(&self, note: String, said: Said) -> Said {
        match said {
            Said::Lines(mut lines, end) => {
                lines.insert(0, note);
                Said::Lines(lines, end)
            }
            Said::Typed(_, typed) => Said::Lines(vec![note], End::Typed(typed)),
            Said::Nothing => match &self.said.typed {
                Some(typed) => Said::Lines(vec![note], End::Typed(typed.clone())),
                None => with_selected(vec![note], self.said.lines.clone()),
            },
        }
    }
}

/// What has changed around the selected line: the date, or the list itself.
fn around(view: &View<'_>, before: &Spot, now: &Spot) -> Vec<String> {
    let mut lines = Vec::new();
    if now.cursor != before.cursor || now.from != before.from {
        lines.extend(step(view, before, now));
    }
    if !now.is_same_list(before) {
        let list = List::of(view);
        lines.push(list.title());
        if now.opens(before) {
            lines.extend(list.intro());
        }
    }
    lines
}

/// What is said while something is typed.
fn typing(
    view: &View<'_>,
    before: &Spot,
    (now, typed): (&Spot, &Typed),
    last: Option<Action>,
) -> Said {
    let mut lines = around(view, before, now);
    let is_same = before.typed.as_ref() == Some(typed);
    if matches!(typed.question, Question::Field(..)) {
        let question = before.typed.as_ref().map(|before| before.question);
        lines.extend(form::said(view, (question, is_same), last));
        return match &before.typed {
            Some(_) if is_same && lines.is_empty() => Said::Nothing,
            Some(old)
                if lines.is_empty()
                    && question == Some(typed.question)
                    && last != Some(Action::Edit(Edit::Complete)) =>
            {
                Said::Typed(old.clone(), typed.clone())
            }
            _ => Said::Lines(lines, End::Typed(typed.clone())),
        };
    }
    lines.extend(match last {
        Some(Action::Edit(Edit::Accept)) => not_understood(view),
        Some(Action::Edit(Edit::Complete)) if is_same => Some(own("nothing completes it")),
        Some(Action::Edit(Edit::Earlier | Edit::Later)) if is_same => Some(own("no other entry")),
        // What was not typed letter by letter is said whole, with where it leads.
        Some(Action::Edit(Edit::Complete | Edit::Earlier | Edit::Later)) => leads_to(view),
        _ => match &before.typed {
            Some(_) if is_same && lines.is_empty() => return Said::Nothing,
            Some(old) if lines.is_empty() => return Said::Typed(old.clone(), typed.clone()),
            _ => None,
        },
    });
    Said::Lines(lines, End::Typed(typed.clone()))
}

/// What is said while somebody presents, and when that ends.
fn presenting(view: &View<'_>, before: &Spot, now: &Spot, key: Option<Action>) -> Said {
    let lines = match (&before.presented, &now.presented) {
        (Some(was), Some(here)) if before.popups.is_empty() => present::news(view, was, here),
        (_, Some(here)) => present::everything(view, here),
        (_, None) => {
            let mut lines = vec![own("back in the dashboard"), head::when(view.snapshot)];
            lines.push(List::of(view).title());
            lines.extend(now.heading.clone());
            return with_selected(lines, now.lines.clone());
        }
    };
    let reason = key.and_then(|key| nothing_new(view.snapshot.scenario, key, now));
    match (lines.is_empty(), reason) {
        (false, _) => with_selected(lines, Vec::new()),
        (true, Some(reason)) => with_selected(vec![own(&reason)], Vec::new()),
        (true, None) => Said::Nothing,
    }
}

/// What is said of everything else.
fn moving(
    view: &View<'_>,
    before: &Spot,
    now: &Spot,
    (key, reads_on): (Option<Action>, bool),
) -> Said {
    let list = List::of(view);
    let mut lines = around(view, before, now);
    if now.search != before.search {
        lines.push(found(view));
    }
    let is_at_rest = lines.is_empty() && now.row == before.row && now.lines == before.lines;
    if is_at_rest {
        // What is noted is an answer already.
        let key = key.filter(|_| view.app.notice.is_none());
        let reason = key.and_then(|key| nothing_new(view.snapshot.scenario, key, now));
        return reason.map_or(Said::Nothing, |reason| {
            with_selected(
                vec![own(&reason)],
                list.selected_line().into_iter().collect(),
            )
        });
    }
    let reads_on = reads_on && lines.is_empty();
    lines.extend(above(&list, before, now, reads_on));
    // What lies under something that was closed has been told.
    let is_told = !now.is_same_list(before) && !now.opens(before);
    let selected = if is_told {
        list.selected_line().into_iter().collect()
    } else {
        now.lines.clone()
    };
    with_selected(lines, selected)
}

/// Lines with what is selected behind them; where nothing is, the last of them is as good as selected.
fn with_selected(mut lines: Vec<String>, selected: Vec<String>) -> Said {
    let count = selected.len().max(1);
    lines.extend(selected);
    Said::Lines(lines, End::Selected(count))
}

/// What a step in time says: date, clock, tallies, what changed on the day. Another clock says what differs by it.
fn step(view: &View<'_>, before: &Spot, now: &Spot) -> Vec<String> {
    if now.from.is_some() {
        return now.date.head.clone();
    }
    let mut lines = vec![head::when(view.snapshot)];
    lines.extend(head::tallies(view.snapshot));
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
fn above(list: &List<'_>, before: &Spot, now: &Spot, reads_on: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let is_same = now.is_same_list(before);
    let mut heading = before.heading.clone().filter(|_| is_same);
    if reads_on {
        for row in before.row + 1..now.row {
            let its = list.heading(row);
            lines.extend(its.clone().filter(|_| its != heading));
            heading = its;
            lines.extend(list.short(row));
        }
    }
    lines.extend(now.heading.clone().filter(|_| now.heading != heading));
    lines
}
