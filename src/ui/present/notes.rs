//! The presenter's notes: where the room is, for how long, the notes of the day, what is said now and next.
//!
//! They stand instead of the room's view, in the presenter's own terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::keymap::{Mode, hint_in};
use crate::app::present::Present;
use crate::app::presented::Presented;
use crate::app::view::View;
use crate::facts::moment::{DayForm, KnownForm, word_day, word_hour, word_known};
use crate::facts::remark;
use crate::facts::told::{Told, sentence};
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::Step;
use crate::snapshot::remarks;
use crate::text::fit;
use crate::ui::paint;
use crate::ui::theme::{Look, Role};

/// The most rows that the sentence of now and that of next take each.
const MOST: usize = 2;

/// The notes as rows of a screen.
pub(super) struct Notes {
    title: Vec<String>,
    lines: Vec<String>,
    now: Vec<String>,
    next: Vec<String>,
    /// How many rows of the notes stand on a page.
    rows: usize,
    /// The page that is open, from 0.
    page: usize,
}

impl Notes {
    /// The notes where somebody is, for a screen of this size.
    pub(super) fn of(
        view: &View<'_>,
        (present, presented): (&Present, &Presented<'_>),
        area: Rect,
    ) -> Self {
        let snapshot = view.snapshot;
        let told = present.told(&view.app.cursor, &presented.briefing);
        let width = usize::from(area.width.saturating_sub(2));
        let line = |word: &str, text: &str| {
            let mut lines = fit::wrap(&format!("{word}{text}"), width);
            fit::truncate(&mut lines, MOST, width, "...");
            lines
        };
        let step = told.checked_sub(1);
        let step = step.and_then(|row| presented.briefing.steps.get(row));
        let now = step.and_then(|step| sentence(snapshot, step));
        let now = now.map_or_else(|| "nothing told yet".to_owned(), |now| said(snapshot, &now));
        let title = title(snapshot, present, presented, area.width);
        let (now, next) = (
            line("NOW ", &now),
            line("NEXT ", &next(view, presented, told)),
        );
        let lines = lines(snapshot, step, width);
        let used = title.len() + now.len() + next.len();
        let room = usize::from(area.height).saturating_sub(used).max(1);
        // What does not fit turns by pages, with a row that says so.
        let rows = if lines.len() > room {
            room.saturating_sub(1).max(1)
        } else {
            room
        };
        Self {
            page: present.page,
            title,
            lines,
            now,
            next,
            rows,
        }
    }

    /// How many pages they take.
    pub(super) fn pages(&self) -> usize {
        self.lines.len().div_ceil(self.rows).max(1)
    }

    /// Draws them over a whole screen.
    pub(super) fn draw(self, look: Look, area: Rect, buffer: &mut Buffer) {
        let pages = self.pages();
        let page = self.page.min(pages - 1);
        let notes = self
            .lines
            .into_iter()
            .skip(page * self.rows)
            .take(self.rows);
        let turns = (pages > 1).then(|| {
            let key = hint_in(Mode::Present, Action::LineDown);
            format!("page {} of {pages}, {key} turns", page + 1)
        });
        let with = |role| move |line: String| (line, role);
        let all = self.title.into_iter().map(with(Role::Strong));
        let all = all.chain(notes.map(with(Role::Text)));
        let all = all.chain(turns.into_iter().map(with(Role::Muted)));
        let all = all.chain(self.now.into_iter().map(with(Role::Text)));
        let all = all.chain(self.next.into_iter().map(with(Role::Strong)));
        for (row, (text, role)) in (0..).zip(all) {
            paint::line(buffer, area, row, &[(format!(" {text}"), look.style(role))]);
        }
    }
}

/// Where one is, where the room is, and for how long: in one row, or in several.
fn title(
    snapshot: &Snapshot<'_>,
    present: &Present,
    presented: &Presented<'_>,
    width: u16,
) -> Vec<String> {
    let zone = snapshot.scenario.zone();
    let cursor = &snapshot.cursor;
    let when = format!(
        "{}, {}, {}",
        word_day(snapshot.day, DayForm::Weekday, Some(snapshot.day)),
        word_hour(cursor.as_of, zone),
        word_known(cursor, zone, KnownForm::Heading)
    );
    let room = match &presented.held {
        Some((held, _)) => {
            let day = word_day(held.snapshot.day, DayForm::Weekday, Some(snapshot.day));
            format!("room: frozen at {day}")
        }
        None => "room: the same".to_owned(),
    };
    let seconds = present.elapsed().as_secs();
    let timer = format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    );
    let width = usize::from(width.saturating_sub(2));
    for gap in ["     ", "  "] {
        let line = format!("NOTES   {when}{gap}{room}{gap}{timer}");
        if fit::width(&line) <= width {
            return vec![line];
        }
    }
    let mut lines = fit::wrap(&format!("NOTES  {timer}  {room}"), width);
    lines.extend(fit::wrap(&when, width));
    lines
}

/// The notes of the day, or that there are none.
fn lines(snapshot: &Snapshot<'_>, step: Option<&Step>, width: usize) -> Vec<String> {
    let remarks = remarks::at(snapshot, step);
    let lines = remarks
        .iter()
        .map(|one| remark::words(snapshot.scenario, one));
    let mut lines: Vec<String> = lines.flat_map(|text| fit::wrap(&text, width)).collect();
    if lines.is_empty() {
        lines.push("There are no notes on this day.".to_owned());
    }
    lines
}

/// A sentence with whose word it is.
fn said(snapshot: &Snapshot<'_>, told: &Told<'_>) -> String {
    let whose = told.rests.iter().map(|rest| rest.short(snapshot));
    let whose: Vec<String> = whose.collect();
    if whose.is_empty() {
        told.text.clone()
    } else {
        format!("{} ({})", told.text, whose.join(", "))
    }
}

/// What the next step says, with its day where that is another one.
fn next(view: &View<'_>, presented: &Presented<'_>, told: usize) -> String {
    let Some((on, step)) = presented.following(view.snapshot, told) else {
        return "nothing is left to say".to_owned();
    };
    let step = step.and_then(|step| sentence(on, step));
    let step = step.map_or_else(String::new, |told| said(on, &told));
    if on.day == view.snapshot.day {
        step
    } else {
        let day = word_day(on.day, DayForm::Weekday, Some(view.snapshot.day));
        format!("{day}: {step}")
    }
}
