//! The presenter's notes: where the room is, for how long, the notes of the day, what is said now and next.
//!
//! They stand instead of the room's view, in the presenter's own terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::keymap::{Mode, hint_in};
use crate::app::present::Presentation;
use crate::app::presented::Presented;
use crate::app::view::View;
use crate::facts::moment::{DayForm, KnownForm, word_day, word_hour, word_known};
use crate::facts::remark;
use crate::facts::sentences::{Sentence, word_step};
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::BriefingStep;
use crate::snapshot::remarks;
use crate::text::fit;
use crate::ui::paint;
use crate::ui::theme::{FrameStyle, Role};

/// The most rows that the sentence of now and that of next take each.
const MOST: usize = 2;

/// The notes as rows of a screen.
pub(super) struct PresenterNotes {
    title: Vec<String>,
    lines: Vec<String>,
    now: Vec<String>,
    next: Vec<String>,
    /// How many rows of the notes stand on a page.
    rows: usize,
    /// The page that is open, from 0.
    page: usize,
}

impl PresenterNotes {
    /// The notes where somebody is, for a screen of this size.
    pub(super) fn from_presented(
        view: &View<'_>,
        (present, presented): (&Presentation, &Presented<'_>),
        area: Rect,
    ) -> Self {
        let snapshot = view.snapshot;
        let spoken = present.count_spoken(&view.app.cursor, &presented.briefing);
        let width = usize::from(area.width.saturating_sub(2));
        let line = |word: &str, text: &str| {
            let mut lines = fit::wrap_text(&format!("{word}{text}"), width);
            fit::truncate_lines(&mut lines, MOST, width, "...");
            lines
        };
        let step = spoken.checked_sub(1);
        let step = step.and_then(|row| presented.briefing.steps.get(row));
        let now = step.and_then(|step| word_step(snapshot, step));
        let now = now.map_or_else(
            || "nothing told yet".to_owned(),
            |now| sentence_with_source(snapshot, &now),
        );
        let title = word_title(snapshot, present, presented, area.width);
        let (now, next) = (
            line("NOW ", &now),
            line("NEXT ", &next(view, presented, spoken)),
        );
        let lines = list_lines(snapshot, step, width);
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
    pub(super) fn count_pages(&self) -> usize {
        self.lines.len().div_ceil(self.rows).max(1)
    }

    /// Draws them over a whole screen.
    pub(super) fn draw(self, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
        let pages = self.count_pages();
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
            paint::put_line(
                buffer,
                area,
                row,
                &[(format!(" {text}"), look.role_style(role))],
            );
        }
    }
}

/// Where one is, where the room is, and for how long: in one row, or in several.
fn word_title(
    snapshot: &Snapshot<'_>,
    present: &Presentation,
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
    let seconds = present.elapsed_time().as_secs();
    let timer = format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    );
    let width = usize::from(width.saturating_sub(2));
    for gap in ["     ", "  "] {
        let line = format!("NOTES   {when}{gap}{room}{gap}{timer}");
        if fit::measure_width(&line) <= width {
            return vec![line];
        }
    }
    let mut lines = fit::wrap_text(&format!("NOTES  {timer}  {room}"), width);
    lines.extend(fit::wrap_text(&when, width));
    lines
}

/// The notes of the day, or that there are none.
fn list_lines(snapshot: &Snapshot<'_>, step: Option<&BriefingStep>, width: usize) -> Vec<String> {
    let remarks = remarks::at(snapshot, step);
    let lines = remarks
        .iter()
        .map(|one| remark::word_remark(snapshot.scenario, one));
    let mut lines: Vec<String> = lines
        .flat_map(|text| fit::wrap_text(&text, width))
        .collect();
    if lines.is_empty() {
        lines.push("There are no notes on this day.".to_owned());
    }
    lines
}

/// A sentence with whose word it is.
fn sentence_with_source(snapshot: &Snapshot<'_>, spoken: &Sentence<'_>) -> String {
    let whose = spoken
        .attributions
        .iter()
        .map(|rest| rest.word_briefly(snapshot));
    let whose: Vec<String> = whose.collect();
    if whose.is_empty() {
        spoken.text.clone()
    } else {
        format!("{} ({})", spoken.text, whose.join(", "))
    }
}

/// What the next step says, with its day where that is another one.
fn next(view: &View<'_>, presented: &Presented<'_>, spoken: usize) -> String {
    let Some((on, step)) = presented.next_step(view.snapshot, spoken) else {
        return "nothing is left to say".to_owned();
    };
    let step = step.and_then(|step| word_step(on, step));
    let step = step.map_or_else(String::new, |spoken| sentence_with_source(on, &spoken));
    if on.day == view.snapshot.day {
        step
    } else {
        let day = word_day(on.day, DayForm::Weekday, Some(view.snapshot.day));
        format!("{day}: {step}")
    }
}
