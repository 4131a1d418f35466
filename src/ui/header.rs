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
use crate::facts::{number, verdict};
use crate::model::cursor::Known;
use crate::snapshot::Snapshot;
use crate::snapshot::stated::Stated;
use crate::text::fit;
use crate::ui::theme::{Look, Role};
use crate::ui::{banner, paint};

/// Draws the header into two or three rows.
pub fn draw(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    if area.width < 60 {
        narrow(view, look, area, buffer);
        return;
    }
    let width = usize::from(area.width);
    let lines = [
        when::line(view, look, width),
        tally::line(view, look, width),
        stated::line(view, look, width),
    ];
    for (row, pieces) in (0..).zip(&lines) {
        paint::line(buffer, area, row, pieces);
    }
}

/// A line or two of text for a screen on which nothing else fits: date and tallies, then the way out.
pub fn draw_tiny(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let known = match view.app.cursor.known {
        Known::Now if view.app.is_live => "LIVE",
        known => tiny_known(known),
    };
    let mut others = vec![known.to_owned()];
    others.extend(paint::withheld_places(view));
    others.extend(when::news(view));
    let broken = view.app.file.trouble.as_ref();
    let broken = broken.map(|trouble| format!(" {}", banner::short(view, trouble)));
    draw_words(view.snapshot, (others, broken), (look, area), buffer);
}

/// The clock where there is room for two words.
pub(super) fn tiny_known(known: Known) -> &'static str {
    match known {
        Known::Now => "now known",
        Known::Then => "KNOWN THEN",
        Known::At(_) => "KNOWN AT",
    }
}

/// Date, tallies and other words in a line, and below it the way out, or what is more urgent.
pub(super) fn draw_words(
    snapshot: &Snapshot<'_>,
    (others, urgent): (Vec<String>, Option<String>),
    (look, area): (Look, Rect),
    buffer: &mut Buffer,
) {
    let mut words = vec![
        String::new(),
        word_day(snapshot.day, DayForm::Short, Some(snapshot.day)),
    ];
    words.extend(snapshot.leading().into_iter().map(|party| {
        let letter = snapshot.scenario.party(party).sign();
        format!("{letter}{}", snapshot.held_by(party))
    }));
    words.extend(others);
    // Words that do not fit are left out whole: half a tally would be another number.
    let room = usize::from(area.width);
    while words.len() > 2 && fit::width(&words.join(" ")) > room {
        words.pop();
    }
    let hints = [" Window too small: 40x12 at least", " 40x12 at least", ""];
    let hint = urgent
        .into_iter()
        .chain(hints.map(str::to_owned))
        .find(|hint| fit::width(hint) <= room)
        .unwrap_or_default();
    let said = words.join(" ");
    paint::line(buffer, area, 0, &[(said, look.style(Role::Text))]);
    paint::line(buffer, area, 1, &[(hint, look.style(Role::Muted))]);
}

/// Two rows: date and clock, then letters, counts and the verdict.
fn narrow(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let date = narrow_date(view, usize::from(area.width.saturating_sub(1)));
    paint::line(buffer, area, 0, &[(date, look.style(Role::Strong))]);
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let mut pieces = vec![(" ".to_owned(), Style::new())];
    for (place, party) in snapshot.leading().into_iter().enumerate() {
        let happened = snapshot.changes.happened_to(party);
        let change = number::change(happened.gained, happened.lost, look.wording);
        let letter = scenario.party(party).sign();
        let text = format!("{letter} {} {change}", snapshot.held_by(party));
        let gap = if place > 0 { ", " } else { "" };
        pieces.push((gap.to_owned(), Style::new()));
        pieces.push((
            text.trim_end().to_owned(),
            look.party(scenario, Some(party)),
        ));
    }
    if let Some(said) = paint::withheld_places(view) {
        pieces.push((format!(", {said}"), look.style(Role::Text)));
    }
    let recent = stated::recent(snapshot);
    let room = usize::from(area.width).saturating_sub(paint::width(&pieces));
    let fits = |text: &String| fit::width(text) <= room;
    // Where both readings do not fit, the last one does.
    let choices =
        (0..recent.len()).filter_map(|first| narrow_stated(view, look, recent.get(first..)?));
    if let Some(said) = choices.into_iter().find(fits) {
        pieces.push((said, look.style(Role::Text)));
    }
    paint::line(buffer, area, 1, &pieces);
}

/// `; stated ≥14, 18: ok`, with `then` where the count has gone on since it was said.
fn narrow_stated(view: &View<'_>, look: Look, recent: &[Stated]) -> Option<String> {
    let figures = recent
        .iter()
        .map(|stated| stated.figure.get(view.snapshot.scenario));
    let amounts: Vec<String> = figures
        .map(|figure| number::amount(figure.amount, figure.qualifier, look.wording))
        .collect();
    let worst = recent.iter().find(|stated| !stated.verdict.agrees());
    let worst = worst
        .map(|stated| stated.verdict)
        .or(stated::overall(recent))?;
    let is_past = worst.agrees() && !recent.iter().all(|stated| stated.is_met_here);
    let then = if is_past { " then" } else { "" };
    let [_, short] = verdict(worst);
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
        Known::Then => "AS KNOWN THEN".to_owned(),
        Known::Now | Known::At(_) => paint::clock_words(view),
    };
    let known = when::news(view).map_or(known.clone(), |news| format!("{known}, {news}"));
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
    let fits = |line: &String| fit::width(line) <= room;
    choices
        .find(fits)
        .unwrap_or_else(|| format!(" {} {short}", word_day(day, DayForm::Short, Some(day))))
}
