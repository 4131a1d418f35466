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
use crate::format::moment::{cursor_time, day_month, full_date, known_words, weekday_day};
use crate::format::number;
use crate::model::cursor::Known;
use crate::model::id::PartyKey;
use crate::snapshot::Snapshot;
use crate::text::fit;
use crate::ui::paint;
use crate::ui::theme::{Look, Role};

/// Draws the header into two or three rows.
pub fn draw(view: &View<'_>, look: &Look, area: Rect, buffer: &mut Buffer) {
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
pub fn draw_tiny(view: &View<'_>, look: &Look, area: Rect, buffer: &mut Buffer) {
    let snapshot = view.snapshot;
    let mut text = format!(" {}", day_month(snapshot.day));
    for party in leading(snapshot) {
        text.push_str(&format!(
            " {}{}",
            snapshot.scenario.party(party).letter,
            snapshot.held_by(party)
        ));
    }
    text.push_str(match view.app.cursor.known {
        Known::Now => " now known",
        Known::Then => " KNOWN THEN",
        Known::At(_) => " KNOWN AT",
    });
    paint::line(buffer, area, 0, &[(text, look.style(Role::Text))]);
    paint::line(
        buffer,
        area,
        1,
        &[(" make it 40x12 or more".to_owned(), look.style(Role::Muted))],
    );
}

/// The parties that the header names: those that hold a place or held one before the log.
fn leading(snapshot: &Snapshot<'_>) -> Vec<PartyKey> {
    let scenario = snapshot.scenario;
    scenario
        .party_keys()
        .filter(|party| {
            snapshot.held_by(*party) > 0
                || scenario
                    .places
                    .iter()
                    .any(|place| place.holder == Some(*party))
        })
        .collect()
}

/// Two rows: date and clock, then letters, counts and the verdict.
fn narrow(view: &View<'_>, look: &Look, area: Rect, buffer: &mut Buffer) {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let zone = scenario.zone();
    let cursor = &view.app.cursor;
    let time = if cursor.is_end_of_day(zone) {
        "end".to_owned()
    } else {
        cursor_time(cursor, zone)
    };
    let known = match cursor.known {
        Known::Then => "AS KNOWN THEN".to_owned(),
        _ => known_words(cursor, zone),
    };
    let dates = [
        full_date(snapshot.day),
        weekday_day(snapshot.day),
        day_month(snapshot.day),
    ];
    let room = usize::from(area.width.saturating_sub(1));
    let line = |date: &String| format!(" {date}, {time}, {known}");
    let text = dates.iter().map(line).find(|text| fit::width(text) <= room);
    let text = text.unwrap_or_else(|| format!(" {} {known}", day_month(snapshot.day)));
    paint::line(buffer, area, 0, &[(text, look.style(Role::Strong))]);
    let mut pieces = vec![(" ".to_owned(), Style::new())];
    for (place, party) in leading(snapshot).into_iter().enumerate() {
        let change = number::change(
            snapshot.changes.gained(party),
            snapshot.changes.lost(party),
            look.wording,
        );
        let text = format!(
            "{} {} {change}",
            scenario.party(party).letter,
            snapshot.held_by(party)
        );
        pieces.push(((if place > 0 { ", " } else { "" }).to_owned(), Style::new()));
        pieces.push((
            text.trim_end().to_owned(),
            look.party(scenario, Some(party)),
        ));
    }
    let recent = snapshot
        .stated
        .get(snapshot.stated.len().saturating_sub(2)..)
        .unwrap_or_default();
    if !recent.is_empty() {
        let amounts: Vec<String> = recent
            .iter()
            .map(|stated| stated.figure.get(scenario))
            .map(|figure| number::amount(figure.amount, figure.qualifier, look.wording))
            .collect();
        let verdict = if recent.iter().all(|stated| stated.verdict.agrees()) {
            "ok"
        } else {
            "differs"
        };
        pieces.push((
            format!("; stated {}: {verdict}", amounts.join(", ")),
            look.style(Role::Text),
        ));
    }
    paint::line(buffer, area, 1, &pieces);
}
