//! The header: what and when, who holds how many, what is stated against what is counted.
//!
//! ```text
//!  Fri 13 Aug 2021, end of day   as now known   Title   day 122 of 147   US exit in 18 days
//!  T Taliban 18 ▲5  ████████████▲▲▲░░░░░░░░░░░░○  G Government 16 ▼5   of 34 capitals; Kabul encircled ○
//!  Stated ≥14 FT B1, 18 AP B1; counted 18: agrees.   Big cities not taken: Kabul ○, Mazar-i-Sharif
//! ```
//!
//! As width shrinks the title and the words go first; the clock never goes.

mod stated;
mod tally;
mod when;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::view::View;
use crate::facts::moment::{DayForm, KnownForm, word_day, word_hour, word_known};
use crate::facts::{number, word_verdict};
use crate::model::cursor::KnownAt;
use crate::snapshot::Snapshot;
use crate::snapshot::reconciliation::Stated;
use crate::text::fit;
use crate::ui::theme::{FrameStyle, Role};
use crate::ui::{banner, paint};

/// Draws the header into two or three rows.
pub fn draw(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    if area.width < 60 {
        draw_narrow(view, look, area, buffer);
        return;
    }
    let width = usize::from(area.width);
    let lines = [
        when::cursor_line(view, look, width),
        tally::tally_line(view, look, width),
        stated::stated_line(view, look, width),
    ];
    for (row, pieces) in (0..).zip(&lines) {
        paint::put_line(buffer, area, row, pieces);
    }
}

/// A line or two of text for a screen on which nothing else fits: date and tallies, then the way out.
pub fn draw_tiny(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let known = match view.app.cursor.known {
        KnownAt::Now if view.app.is_live => "LIVE",
        known => tiny_known(known),
    };
    let mut others = vec![known.to_owned()];
    others.extend(paint::withheld_places(view));
    others.extend(when::word_news(view));
    let broken = view.app.file.trouble.as_ref();
    let broken = broken.map(|trouble| format!(" {}", banner::word_short(view, trouble)));
    draw_words(view.snapshot, (others, broken), (look, area), buffer);
}

/// The clock where there is room for two words.
pub(super) fn tiny_known(known: KnownAt) -> &'static str {
    match known {
        KnownAt::Now => "now known",
        KnownAt::Then => "KNOWN THEN",
        KnownAt::At(_) => "KNOWN AT",
    }
}

/// Date, tallies and other words in a line, and below it the way out, or what is more urgent.
pub(super) fn draw_words(
    snapshot: &Snapshot<'_>,
    (others, urgent): (Vec<String>, Option<String>),
    (look, area): (FrameStyle, Rect),
    buffer: &mut Buffer,
) {
    let mut words = vec![
        String::new(),
        word_day(snapshot.day, DayForm::Short, Some(snapshot.day)),
    ];
    words.extend(snapshot.leading_parties().into_iter().map(|party| {
        let letter = snapshot.scenario.party(party).display_letter();
        format!("{letter}{}", snapshot.held_by(party))
    }));
    words.extend(others);
    // Words that do not fit are left out whole: half a tally would be another number.
    let room = usize::from(area.width);
    while words.len() > 2 && fit::measure_width(&words.join(" ")) > room {
        words.pop();
    }
    let hints = [" Window too small: 40x12 at least", " 40x12 at least", ""];
    let hint = urgent
        .into_iter()
        .chain(hints.map(str::to_owned))
        .find(|hint| fit::measure_width(hint) <= room)
        .unwrap_or_default();
    let phrase = words.join(" ");
    paint::put_line(buffer, area, 0, &[(phrase, look.role_style(Role::Text))]);
    paint::put_line(buffer, area, 1, &[(hint, look.role_style(Role::Muted))]);
}

/// Two rows: date and clock, then letters, counts and the verdict.
fn draw_narrow(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let date = narrow_date(view, usize::from(area.width.saturating_sub(1)));
    paint::put_line(buffer, area, 0, &[(date, look.role_style(Role::Strong))]);
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let mut pieces = vec![(" ".to_owned(), Style::new())];
    for (place, party) in snapshot.leading_parties().into_iter().enumerate() {
        let happened = snapshot.changes.happened_to(party);
        let change = number::word_count_change(happened.gained, happened.lost, look.wording);
        let letter = scenario.party(party).display_letter();
        let text = format!("{letter} {} {change}", snapshot.held_by(party));
        let gap = if place > 0 { ", " } else { "" };
        pieces.push((gap.to_owned(), Style::new()));
        pieces.push((
            text.trim_end().to_owned(),
            look.party_style(scenario, Some(party)),
        ));
    }
    if let Some(phrase) = paint::withheld_places(view) {
        pieces.push((format!(", {phrase}"), look.role_style(Role::Text)));
    }
    let recent = stated::recent_totals(snapshot);
    let room = usize::from(area.width).saturating_sub(paint::count_cells(&pieces));
    let fits = |text: &String| fit::measure_width(text) <= room;
    // Where both readings do not fit, the last one does.
    let choices =
        (0..recent.len()).filter_map(|first| narrow_stated(view, look, recent.get(first..)?));
    if let Some(phrase) = choices.into_iter().find(fits) {
        pieces.push((phrase, look.role_style(Role::Text)));
    }
    paint::put_line(buffer, area, 1, &pieces);
}

/// `; stated ≥14, 18: ok`, with `then` where the count has gone on since it was said.
fn narrow_stated(view: &View<'_>, look: FrameStyle, recent: &[Stated]) -> Option<String> {
    let figures = recent
        .iter()
        .map(|stated| stated.figure.get(view.snapshot.scenario));
    let amounts: Vec<String> = figures
        .map(|figure| number::word_amount(figure.amount, figure.qualifier, look.wording))
        .collect();
    let worst = recent.iter().find(|stated| !stated.verdict.is_agreement());
    let worst = worst
        .map(|stated| stated.verdict)
        .or(stated::overall_verdict(recent))?;
    let is_past = worst.is_agreement() && !recent.iter().all(|stated| stated.is_met_here);
    let then = if is_past { " then" } else { "" };
    let [_, short] = word_verdict(worst);
    Some(format!("; stated {}: {short}{then}", amounts.join(", ")))
}

/// Date, hour and clock; the weekday gives way first, then the year, the clock never.
fn narrow_date(view: &View<'_>, room: usize) -> String {
    let day = view.snapshot.day;
    let zone = view.snapshot.scenario.zone();
    let cursor = &view.app.cursor;
    let time = word_hour(cursor.as_of, zone);
    let time = if cursor.is_end_of_day(zone) {
        "end"
    } else {
        &time
    };
    let known = match cursor.known {
        KnownAt::Then => "AS KNOWN THEN".to_owned(),
        KnownAt::Now | KnownAt::At(_) => paint::clock_words(view),
    };
    let known = when::word_news(view).map_or(known.clone(), |news| format!("{known}, {news}"));
    let dates = [
        word_day(day, DayForm::Weekday, None),
        word_day(day, DayForm::Weekday, Some(day)),
        word_day(day, DayForm::Short, Some(day)),
    ];
    let lines = dates.iter().map(|date| format!(" {date}, {time}, {known}"));
    let short = word_known(cursor, zone, KnownForm::Short);
    let shortest = [known.as_str(), &short]
        .map(|known| format!(" {} {known}", word_day(day, DayForm::Short, Some(day))));
    let mut choices = lines.chain(shortest);
    let fits = |line: &String| fit::measure_width(line) <= room;
    choices
        .find(fits)
        .unwrap_or_else(|| format!(" {} {short}", word_day(day, DayForm::Short, Some(day))))
}
