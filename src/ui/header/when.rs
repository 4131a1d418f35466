//! Line 1 of the header: what and when, and the next deadline.
//!
//! Parts give way one after the other until the rest fits: the zone, the title, the deadline. Date and clock never do.

use crate::app::view::View;
use crate::facts::deadline::{date_cell, word_progress_cell};
use crate::facts::elsewhere::word_offset;
use crate::facts::moment::{DayForm, word_day, word_hour};
use crate::model::calendar;
use crate::model::cursor::KnownAt;
use crate::text::fit;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// Line 1. Parts are dropped until the rest fits; what room is left widens the gaps.
pub(super) fn cursor_line(view: &View<'_>, look: FrameStyle, width: usize) -> Vec<StyledPiece> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let zone = scenario.zone();
    let cursor = &view.app.cursor;
    let plain = look.role_style(Role::Text);
    let offset = word_offset(calendar::offset_at(cursor.as_of, zone));
    let day = word_day(snapshot.day, DayForm::Weekday, None);
    // Each part with how readily it gives way; 0 never does.
    let mut parts: Vec<(u8, StyledPiece)> = vec![
        (
            0,
            (
                format!("{day}, {}", word_hour(cursor.as_of, zone)),
                look.role_style(Role::Strong),
            ),
        ),
        (0, clock_words(view, look)),
        (3, (scenario.heading.title.to_string(), plain)),
    ];
    parts.extend(word_news(view).map(|text| (0, (text, look.role_style(Role::Changed)))));
    parts.extend(word_latest_source(view, look).map(|(give, text)| (give, (text, plain))));
    if look.wording.words {
        parts.push((4, (offset, plain)));
    }
    parts.extend(word_deadline(view, look).map(|text| (1, (text, plain))));
    let needed = |parts: &[(u8, StyledPiece)]| {
        2 + parts.len() - 1
            + parts
                .iter()
                .map(|(_, (text, _))| fit::measure_width(text))
                .sum::<usize>()
    };
    while needed(&parts) > width {
        let Some(give) = parts
            .iter()
            .map(|(give, _)| *give)
            .max()
            .filter(|give| *give > 0)
        else {
            break;
        };
        parts.retain(|(rank, _)| *rank != give);
    }
    // The clock is never cut: the weekday and the year of the cursor's date give way before it.
    let time = word_hour(cursor.as_of, zone);
    for day in [
        word_day(snapshot.day, DayForm::Weekday, Some(snapshot.day)),
        word_day(snapshot.day, DayForm::Short, Some(snapshot.day)),
    ] {
        if needed(&parts) > width
            && let Some((_, (date, _))) = parts.first_mut()
        {
            *date = format!("{day}, {time}");
        }
    }
    paint::spread_pieces(
        parts.into_iter().map(|(_, piece)| piece).collect(),
        width,
        if look.wording.words { 4 } else { 3 },
    )
}

/// The clock, in words that stand out where it is not the usual one.
fn clock_words(view: &View<'_>, look: FrameStyle) -> StyledPiece {
    let words = paint::clock_words(view);
    let role = match (view.app.is_live, view.app.cursor.known) {
        (true, _) => Role::Changed,
        (false, KnownAt::Now) => Role::Text,
        (false, KnownAt::Then | KnownAt::At(_)) => Role::KnownThen,
    };
    (words, look.role_style(role))
}

/// `3 new`: how many events are new to whoever sits here.
pub(super) fn word_news(view: &View<'_>) -> Option<String> {
    let count = view.app.unseen.count_unseen();
    (count > 0).then(|| format!("{count} new"))
}

/// Returns how old the latest source is while the cursor is live, elsewhere when the file was saved, which stays true
/// without anybody looking at a clock. With it goes how readily it gives way.
fn word_latest_source(view: &View<'_>, look: FrameStyle) -> Option<(u8, String)> {
    let file = &view.app.file;
    let cursor = &view.app.cursor;
    if view.app.is_live {
        return Some((2, file.newest_age(cursor.now)?));
    }
    let saved = file.saved_words().filter(|_| look.wording.words)?;
    Some((5, saved))
}

/// The next deadline, or one that was due today or ended before its day: `US exit in 18 days`, `US exit met 30 Aug`.
fn word_deadline(view: &View<'_>, look: FrameStyle) -> Option<String> {
    let snapshot = view.snapshot;
    let states = snapshot.deadlines.iter();
    let next = states.clone().find(|state| state.is_ahead());
    let next = next.or_else(|| states.clone().find(|state| state.days >= 0))?;
    let deadline = next.last_word(snapshot.scenario);
    let name = if look.wording.words {
        deadline.label.bidi_terminated()
    } else {
        deadline
            .short
            .as_ref()
            .unwrap_or(&deadline.label)
            .bidi_terminated()
    };
    let when = word_progress_cell(snapshot, next);
    let is_dated = look.wording.words && next.is_ahead() && next.days > 0;
    let on = is_dated.then(|| format!(", {}", date_cell(snapshot, next)));
    let withheld = paint::withheld_prefix(view, next.deadline.event);
    Some(format!("{withheld}{name} {when}{}", on.unwrap_or_default()))
}
