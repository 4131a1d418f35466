//! The ribbon of days: a bar a day by its number of events, the cursor in brackets.
//!
//! ```text
//!                       ▁         ▁    ▁▁▁    ▁▁▂▁▂▄▄[▆]▅█▂▂▃▁▁▁   tallest bar: 16 events
//!  Jun                           Jul           Aug                     ? keys
//! ```
//!
//! The window holds the whole range or its last days and pages by half; it does not slide. In
//! known-then the days after the cursor are blank.

use crate::model::date::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::action::Action;
use crate::app::keymap;
use crate::app::marks::UNNAMED;
use crate::app::ribbon::{day_at, index};
use crate::app::view::View;
use crate::facts::moment::{DayForm, word_day};
use crate::facts::{number, summary};
use crate::text::fit;
use crate::ui::glyphs::{self, EARLIER};
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// Cells of the legend behind the bars of two rows, long and short.
const LEGEND: (usize, usize) = (28, 10);
/// Cells around the bars of one row: first date before, last date behind.
const ENDS: (usize, usize) = (8, 11);
/// Cells of a year and the blank before it.
const YEAR: usize = 5;

/// The days that are shown.
struct Window {
    /// The first one, from 0.
    from: usize,
    /// How many.
    days: usize,
    /// The days in brackets, the first and the last: the cursor's, or from one that is compared to the other.
    here: Option<(usize, usize)>,
}

impl Window {
    fn from_room(view: &View<'_>, room: usize) -> Self {
        let total = view.days.len();
        let days = room.min(total);
        let scenario = view.snapshot.scenario;
        let on_ribbon = |day| index(scenario, day).filter(|day| *day < total);
        let here = on_ribbon(view.snapshot.day);
        let mut from = total - days;
        // Pages by half, so that a step of a day seldom moves the window.
        while here.is_some_and(|here| here < from) && from > 0 {
            from = from.saturating_sub((days / 2).max(1));
        }
        // A date outside the ribbon is bracketed at its edge.
        let other = view.comparison_rows().map(|(compared, _)| {
            let day = index(scenario, compared.older.snapshot.day).unwrap_or(0);
            day.clamp(from, (from + days).saturating_sub(1))
        });
        let here = here.map(|here| {
            let other = other.unwrap_or(here);
            (here.min(other), here.max(other))
        });
        Self { from, days, here }
    }
}

/// The window of days, whether its legend is short, and the cell at which its bars begin.
fn find_window(view: &View<'_>, area: Rect) -> (Window, bool, usize) {
    let width = usize::from(area.width);
    if area.height < 2 {
        let first = ENDS.0 + year_cells(view);
        let room = width.saturating_sub(2 + first + ENDS.1 + year_cells(view));
        return (Window::from_room(view, room), false, first);
    }
    let short = width.saturating_sub(3 + LEGEND.1);
    let is_all = short >= view.days.len();
    let room = if is_all {
        short
    } else {
        width.saturating_sub(3 + LEGEND.0)
    };
    (Window::from_room(view, room), is_all, 1)
}

/// Returns the cells that a year takes beside the first and the last date, where one may be of another year.
fn year_cells(view: &View<'_>) -> usize {
    let (first, last) = view.snapshot.scenario.heading.days;
    let year = view.snapshot.day.year();
    if [first.year(), last.year()] == [year; 2] {
        0
    } else {
        YEAR
    }
}

/// The day whose bar is at a cell.
pub fn at(view: &View<'_>, area: Rect, cell: Position) -> Option<Date> {
    let (window, _, first) = find_window(view, area);
    let column = usize::from(cell.x.checked_sub(area.x)?).checked_sub(first)?;
    let inside = |day: usize| day.checked_sub(window.from);
    let brackets = window
        .here
        .and_then(|(first, last)| inside(first).zip(inside(last)));
    // The brackets take two cells.
    let day = match brackets {
        Some((_, last)) if column > last + 1 => (column - 2).max(last),
        Some((first, _)) if column > first => column - 1,
        _ => column,
    };
    let scenario = view.snapshot.scenario;
    (cell.y == area.y && day < window.days).then(|| day_at(scenario, window.from + day))
}

/// Draws the ribbon into one or two rows.
pub fn draw(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let (window, is_all, _) = find_window(view, area);
    if area.height >= 2 {
        let mut pieces = vec![earlier_piece(look, &window)];
        pieces.extend(bar_pieces(view, look, &window));
        pieces.push((word_legend(view, is_all, look), look.role_style(Role::Text)));
        paint::put_line(buffer, area, 0, &pieces);
        draw_months(view, look, &window, area, buffer);
    } else {
        let scenario = view.snapshot.scenario;
        let day = |offset: usize| {
            word_day(
                day_at(scenario, offset),
                DayForm::Short,
                Some(view.snapshot.day),
            )
        };
        let mut pieces = vec![earlier_piece(look, &window)];
        pieces.push((
            format!(
                "{} ",
                fit::align_left(&day(window.from), 6 + year_cells(view), "")
            ),
            look.role_style(Role::Text),
        ));
        pieces.extend(bar_pieces(view, look, &window));
        let last = (window.from + window.days).saturating_sub(1);
        pieces.push((format!(" {}", day(last)), look.role_style(Role::Text)));
        paint::put_line(buffer, area, 0, &pieces);
    }
}

/// The sign that days lie before the window.
fn earlier_piece(look: FrameStyle, window: &Window) -> StyledPiece {
    let glyph = if window.from > 0 {
        EARLIER.choose_form(look.is_ascii())
    } else {
        " "
    };
    (glyph.to_owned(), look.role_style(Role::Text))
}

fn tallest_bar(view: &View<'_>) -> usize {
    view.days.iter().copied().max().unwrap_or(0).max(1)
}

fn bar_pieces(view: &View<'_>, look: FrameStyle, window: &Window) -> Vec<StyledPiece> {
    let full = tallest_bar(view);
    let bar = |day: usize| {
        let events = view.days.get(day).copied().unwrap_or(0);
        glyphs::bar_glyph(events, full, look.is_ascii())
    };
    let text = |days: std::ops::Range<usize>| {
        (
            days.map(bar).collect::<String>(),
            look.role_style(Role::Text),
        )
    };
    let end = window.from + window.days;
    match window.here {
        Some((first, last)) if (window.from..end).contains(&first) && last < end => vec![
            text(window.from..first),
            (
                format!("[{}]", (first..=last).map(bar).collect::<String>()),
                look.role_style(Role::Strong),
            ),
            text(last + 1..end),
        ],
        _ => vec![text(window.from..end)],
    }
}

fn word_legend(view: &View<'_>, is_short: bool, look: FrameStyle) -> String {
    let full = tallest_bar(view);
    let sign = if look.is_ascii() { "+" } else { "█" };
    match (is_short, look.is_ascii()) {
        (true, false) => format!(" {sign} {full}"),
        (true, true) => format!(" {sign} >9"),
        (false, false) if full == 1 => "  tallest bar: 1 event".to_owned(),
        (false, false) => format!("  tallest bar: {} events", number::format_count(full)),
        (false, true) => format!("  {sign} over 9 events"),
    }
}

/// The names of the months below the bars, and the hint for help at the right edge.
fn draw_months(
    view: &View<'_>,
    look: FrameStyle,
    window: &Window,
    area: Rect,
    buffer: &mut Buffer,
) {
    let date = |offset: usize| day_at(view.snapshot.scenario, offset);
    let mut row = String::from(" ");
    for day in window.from..window.from + window.days {
        // The brackets around the cursor's day take two cells.
        let at = 1
            + (day - window.from)
            + window.here.map_or(0, |(first, last)| {
                usize::from(day >= first) + usize::from(day > last)
            });
        if date(day).day() == 1 && fit::measure_width(&row) <= at {
            row = fit::align_left(&row, at, "");
            let first = word_day(date(day), DayForm::Short, Some(view.snapshot.day));
            row.push_str(first.trim_start_matches("1 "));
        }
    }
    let today = word_due(view).map_or_else(String::new, |phrase| format!("{phrase}   "));
    let leave = match view.comparison_rows() {
        Some(_) => format!("{} leave   ", keymap::hint_key(Action::Back)),
        None => String::new(),
    };
    let hint = format!("{today}{leave}{} keys ", keymap::hint_key(Action::Help));
    let room = usize::from(area.width).saturating_sub(fit::measure_width(&hint));
    let pieces: [StyledPiece; 2] = [
        (
            fit::align_left(&row, room.saturating_sub(1), ""),
            look.role_style(Role::Muted),
        ),
        (format!(" {hint}"), look.role_style(Role::Text)),
    ];
    paint::put_line(buffer, area, 1, &pieces);
}

/// Returns the deadlines and bookmarks of the cursor's day: `today: US exit   bookmark: The FT report`.
fn word_due(view: &View<'_>) -> Option<String> {
    let due = summary::deadlines_today(view.snapshot, paint::WITHHELD);
    let mut bookmarks = summary::bookmarks_today(view.snapshot, paint::WITHHELD);
    let here = view.app.cursor.as_of;
    let set = view.app.marks.iter().find(|mark| mark.at == here);
    bookmarks.extend(set.map(|mark| match mark.name.as_str() {
        "" => UNNAMED.to_owned(),
        name => name.to_owned(),
    }));
    let named = |name: &str, phrase: &[String]| {
        (!phrase.is_empty()).then(|| format!("{name}: {}", phrase.join(", ")))
    };
    let phrase = [named("today", &due), named("bookmark", &bookmarks)];
    let phrase: Vec<String> = phrase.into_iter().flatten().collect();
    (!phrase.is_empty()).then(|| phrase.join("   "))
}
