//! The room's view: date and clock, large digits, the bar, what is told of the day, and whose word it is.
//!
//! What was told of places stays while other things are said, one at a time. Height gives way in this order: the
//! large date, the bar and blank rows, the size of the digits; a long list pages. Nothing of the notes stands here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::facts::moment::{DayForm, KnownForm, word_day, word_hour, word_known};
use crate::facts::sentences::word_step;
use crate::model::cursor::KnownAt;
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::{Briefing, BriefingStep};
use crate::text::fit;
use crate::ui::digits::{self, Scale};
use crate::ui::glyphs::RULE_THEN;
use crate::ui::present::sentence;
use crate::ui::present::tallies::Tallies;
use crate::ui::theme::{FrameStyle, Role};
use crate::ui::{bar, paint};

/// Cells at the left edge of what is told.
const MARGIN: u16 = 2;

/// What the room sees.
pub(super) struct Room<'v> {
    snapshot: &'v Snapshot<'v>,
    /// The steps that are told.
    steps: &'v [BriefingStep],
    is_held: bool,
}

/// How large everything is on a screen.
struct Sizes {
    /// Of the digits of numbers; `None` for plain text.
    scale: Option<Scale>,
    /// Whether the date stands in large digits too.
    has_date: bool,
    /// Whether there are the bar and blank rows.
    is_airy: bool,
}

/// Sizes to try, the largest first, each with the fewest rows that it leaves for what is told.
const TRIES: [(Sizes, u16); 7] = [
    (Sizes::new(Some(Scale::DOUBLE), true, true), 8),
    (Sizes::new(Some(Scale::USUAL), true, true), 6),
    (Sizes::new(Some(Scale::USUAL), false, true), 5),
    (Sizes::new(Some(Scale::USUAL), false, false), 3),
    (Sizes::new(Some(Scale::SMALL), true, true), 5),
    (Sizes::new(Some(Scale::SMALL), false, false), 3),
    (Sizes::new(None, false, false), 3),
];

impl Sizes {
    const fn new(scale: Option<Scale>, has_date: bool, is_airy: bool) -> Self {
        Self {
            scale,
            has_date,
            is_airy,
        }
    }
}

impl<'v> Room<'v> {
    /// The room's view of a snapshot of which so many steps are told.
    pub(super) fn from_snapshot(
        snapshot: &'v Snapshot<'v>,
        briefing: &'v Briefing,
        spoken: usize,
        is_held: bool,
    ) -> Self {
        Self {
            snapshot,
            steps: briefing.steps.get(..spoken).unwrap_or_default(),
            is_held,
        }
    }

    /// Draws it over a whole screen.
    pub(super) fn draw(&self, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
        self.draw_header(look, area, buffer);
        let tallies = Tallies::from_snapshot(self.snapshot, look);
        let fallback = &TRIES[TRIES.len() - 1].0;
        // No sentence is cut for the size of digits.
        let needed = self.rows_needed(area);
        let fits = |(sizes, least): &&(Sizes, u16)| {
            let least = needed.max(*least);
            let used = self.rows_used(sizes, &tallies, area);
            used.is_some_and(|used| used.saturating_add(least) <= area.height)
        };
        let sizes = TRIES.iter().find(fits).map_or(fallback, |(sizes, _)| sizes);
        let y = self.draw_large(sizes, &tallies, (look, area), buffer);
        let below = Rect {
            x: area.x + MARGIN,
            y,
            width: area.width.saturating_sub(2 * MARGIN),
            height: area.bottom().saturating_sub(y),
        };
        sentence::draw(self.snapshot, self.steps, (look, below), buffer);
    }

    /// Rows of the sentence that is said now, with those for whose word it is.
    fn rows_needed(&self, area: Rect) -> u16 {
        let width = usize::from(area.width.saturating_sub(2 * MARGIN));
        let now = self
            .steps
            .last()
            .and_then(|step| word_step(self.snapshot, step));
        let lines = now.map_or(0, |now| fit::wrap_lazily(&now.text, width).count());
        let whose = sentence::rows_of_whose(self.snapshot, self.steps, width);
        u16::try_from(lines + whose).unwrap_or(u16::MAX)
    }

    /// Date and clock, and below them the rule that says that it is as known then.
    fn draw_header(&self, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
        let snapshot = self.snapshot;
        let zone = snapshot.scenario.zone();
        let cursor = &snapshot.cursor;
        let known = word_known(cursor, zone, KnownForm::Heading);
        // The date of the clock is never cut.
        let needed = fit::measure_width(&known)
            + fit::measure_width(&word_day(snapshot.day, DayForm::Short, Some(snapshot.day)))
            + 3;
        let known = if needed > usize::from(area.width) {
            word_known(cursor, zone, KnownForm::Short)
        } else {
            known
        };
        let known = if self.is_held {
            format!("FROZEN, {known}")
        } else {
            known
        };
        let is_now = cursor.known == KnownAt::Now;
        let role = match (is_now, self.is_held) {
            (false, _) => Role::KnownThen,
            (true, true) => Role::Strong,
            (true, false) => Role::Text,
        };
        let time = word_hour(cursor.as_of, zone);
        // Without an hour the end of the day is meant.
        let is_end = cursor.is_end_of_day(zone);
        let dates = [
            word_day(snapshot.day, DayForm::LongWeekday, None),
            word_day(snapshot.day, DayForm::Weekday, None),
            word_day(snapshot.day, DayForm::Weekday, Some(snapshot.day)),
            word_day(snapshot.day, DayForm::Short, Some(snapshot.day)),
        ];
        let dates = dates.into_iter().flat_map(|date| {
            let alone = is_end.then(|| date.clone());
            std::iter::once(format!("{date}, {time}")).chain(alone)
        });
        let width = usize::from(area.width);
        let room = width.saturating_sub(2 + fit::measure_width(&known) + 3);
        let mut dates = dates.collect::<Vec<String>>();
        // The year goes before the words behind it only where nothing else helps.
        dates.sort_by_key(|date| std::cmp::Reverse(fit::measure_width(date)));
        let shortest = dates.last().cloned().unwrap_or_default();
        let date = dates
            .into_iter()
            .find(|date| fit::measure_width(date) <= room);
        let date = format!(" {}", date.unwrap_or(shortest));
        let gap = width.saturating_sub(fit::measure_width(&date) + fit::measure_width(&known) + 1);
        let pieces = [
            (date, look.role_style(Role::Strong)),
            (" ".repeat(gap.max(1)), look.role_style(Role::Text)),
            (known, look.role_style(role)),
        ];
        paint::put_line(buffer, area, 0, &pieces);
        if !is_now {
            let double = RULE_THEN.choose_form(look.is_ascii()).repeat(width);
            paint::put_line(
                buffer,
                area,
                1,
                &[(double, look.role_style(Role::KnownThen))],
            );
        }
    }

    /// Rows above what is told; `None` where something is too wide.
    fn rows_used(&self, sizes: &Sizes, tallies: &Tallies, area: Rect) -> Option<u16> {
        let mut rows = 2;
        let Some(scale) = sizes.scale else {
            return Some(
                rows + tallies.text_rows(self.snapshot, area.width)
                    + u16::from(tallies.has_others()),
            );
        };
        if scale == Scale::DOUBLE && area.width < 120 {
            return None;
        }
        if sizes.has_date {
            if scale.text_width(&self.word_date()) + 2 * MARGIN > area.width {
                return None;
            }
            rows += scale.line_height() + 1;
        }
        if tallies.is_empty() {
            return Some(rows);
        }
        // Names, then the numbers, then the other parties.
        rows += 1 + tallies.count_rows(scale, area.width)? + u16::from(tallies.has_others());
        if sizes.is_airy {
            rows += 1 + u16::from(!tallies.has_others());
            rows += if self.has_bar(area) { 2 } else { 0 };
        }
        Some(rows)
    }

    /// `13 AUG`
    fn word_date(&self) -> String {
        word_day(self.snapshot.day, DayForm::Short, Some(self.snapshot.day)).to_uppercase()
    }

    /// Whether the bar fits, a cell a place.
    fn has_bar(&self, area: Rect) -> bool {
        self.snapshot.scenario.places.len() + 2 * usize::from(MARGIN) <= usize::from(area.width)
    }

    /// Draws date, tallies and bar; gives the row below them.
    fn draw_large(
        &self,
        sizes: &Sizes,
        tallies: &Tallies,
        (look, area): (FrameStyle, Rect),
        buffer: &mut Buffer,
    ) -> u16 {
        let snapshot = self.snapshot;
        let mut y = area.y + 2;
        let below = |y: u16| Rect {
            y: y.min(area.bottom()),
            height: area.bottom().saturating_sub(y),
            ..area
        };
        let indented = |y: u16| Rect {
            x: area.x + MARGIN,
            width: area.width.saturating_sub(MARGIN),
            ..below(y)
        };
        let room = usize::from(area.width.saturating_sub(2 * MARGIN));
        let others = tallies.word_others(room, look.wording.cut_mark());
        let others = [(others, look.role_style(Role::Text))];
        let Some(scale) = sizes.scale else {
            tallies.draw_text(snapshot, look, below(y), buffer);
            y += tallies.text_rows(snapshot, area.width);
            paint::put_line(buffer, indented(y), 0, &others);
            return y + u16::from(tallies.has_others());
        };
        if sizes.has_date {
            let style = look.role_style(Role::Text);
            digits::draw(
                &self.word_date(),
                scale,
                (indented(y), style, look.is_ascii()),
                buffer,
            );
            y += scale.line_height() + 1;
        }
        if tallies.is_empty() {
            return y;
        }
        tallies.draw_names(snapshot, look, below(y), buffer);
        y += 1 + u16::from(sizes.is_airy);
        tallies.draw(scale, snapshot, look, below(y), buffer);
        y += tallies.count_rows(scale, area.width).unwrap_or(0);
        paint::put_line(buffer, indented(y), 0, &others);
        y += u16::from(sizes.is_airy || tallies.has_others());
        if sizes.is_airy && self.has_bar(area) {
            paint::put_line(buffer, indented(y), 0, &bar::bar_pieces(snapshot, look));
            y += 2;
        }
        y
    }
}
