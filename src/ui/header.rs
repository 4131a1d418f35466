//! The header: what and when, who holds how many, what is stated against what is counted.
//!
//! ```text
//!  Fri 13 Aug 2021, end of day   as now known   Title   day 122 of 147   US exit in 18 days
//!  T Taliban 18 ▲5  ████████████▲▲▲░░░░░░░░░░░░○  G Government 16 ▼5   of 34 capitals; Kabul encircled ○
//!  Stated ≥14 FT B1, 18 AP B1; counted 18: agrees.   Big cities not taken: Kabul ○, Mazar-i-Sharif
//! ```
//!
//! As width shrinks the title and the words go first; the clock never goes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::view::View;
use crate::format::moment::{
    cursor_time, day_month, day_month_year, full_date, known_words, weekday_day,
};
use crate::format::{number, place};
use crate::model::calendar;
use crate::model::cursor::Known;
use crate::model::id::PartyKey;
use crate::model::moment::Offset;
use crate::snapshot::Snapshot;
use crate::snapshot::control::PressureKind;
use crate::text::fit;
use crate::ui::glyphs::{self, UP};
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// Draws the header into two or three rows.
pub fn draw(view: &View<'_>, look: &Look, area: Rect, buffer: &mut Buffer) {
    if area.width < 60 {
        narrow(view, look, area, buffer);
        return;
    }
    paint::line(buffer, area, 0, &when(view, look, usize::from(area.width)));
    paint::line(
        buffer,
        area,
        1,
        &holders(view, look, usize::from(area.width)),
    );
    paint::line(
        buffer,
        area,
        2,
        &stated_and_left(view, look, usize::from(area.width)),
    );
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

/// Line 1. Parts are dropped until the rest fits; what room is left widens the gaps.
fn when(view: &View<'_>, look: &Look, width: usize) -> Vec<Piece> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let zone = scenario.zone();
    let cursor = &view.app.cursor;
    let (first, last) = scenario.heading.days;
    let day = format!(
        "day {} of {}",
        calendar::days_between(first, snapshot.day) + 1,
        calendar::days_between(first, last) + 1
    );
    let known = look.style(if cursor.known == Known::Now {
        Role::Text
    } else {
        Role::KnownThen
    });
    let plain = look.style(Role::Text);
    let offset = format!("UTC{}", Offset(calendar::offset_at(cursor.as_of, zone)));
    // Each part with how readily it gives way; 0 never does.
    let mut parts: Vec<(u8, Piece)> = vec![
        (
            0,
            (
                format!("{}, {}", full_date(snapshot.day), cursor_time(cursor, zone)),
                look.style(Role::Strong),
            ),
        ),
        (0, (known_words(cursor, zone), known)),
        (3, (scenario.heading.title.to_string(), plain)),
        (2, (day, plain)),
    ];
    if look.wording.words {
        parts.push((4, (offset, plain)));
    }
    parts.extend(deadline(snapshot, look).map(|text| (1, (text, plain))));
    let needed = |parts: &[(u8, Piece)]| {
        2 + parts.len() - 1
            + parts
                .iter()
                .map(|(_, (text, _))| fit::width(text))
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
    spread(
        parts.into_iter().map(|(_, piece)| piece).collect(),
        width,
        if look.wording.words { 4 } else { 3 },
    )
}

/// Joins parts with gaps as wide as fit, at most `widest`, the first ones wider.
fn spread(parts: Vec<Piece>, width: usize, widest: usize) -> Vec<Piece> {
    let gaps = parts.len().saturating_sub(1).max(1);
    let room = width.saturating_sub(2 + paint::width(&parts));
    let gap = (room / gaps).clamp(1, widest);
    let wider = if gap == widest {
        0
    } else {
        room.saturating_sub(gap * gaps)
    };
    let mut pieces = vec![(" ".to_owned(), Style::new())];
    for (place, part) in parts.into_iter().enumerate() {
        if place > 0 {
            let cells = gap + usize::from(place <= wider);
            pieces.push((" ".repeat(cells), Style::new()));
        }
        pieces.push(part);
    }
    pieces
}

/// The next deadline: `US exit in 18 days`.
fn deadline(snapshot: &Snapshot<'_>, look: &Look) -> Option<String> {
    let next = snapshot.deadlines.iter().find(|state| state.days >= 0)?;
    let deadline = next.deadline.get(snapshot.scenario);
    let name = if look.wording.words {
        &deadline.label
    } else {
        deadline.short.as_ref().unwrap_or(&deadline.label)
    };
    let when = match next.days {
        0 => "today".to_owned(),
        1 => "in 1 day".to_owned(),
        days => format!("in {days} days"),
    };
    let on = deadline.on.filter(|_| look.wording.words && next.days > 0);
    let on = on.map(|on| {
        format!(
            ", {}",
            day_month_year(on.day_in(snapshot.scenario.zone()), snapshot.day)
        )
    });
    Some(format!("{name} {when}{}", on.unwrap_or_default()))
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

/// Line 2: the two first parties around the bar, the others after them, and what is said beside.
fn holders(view: &View<'_>, look: &Look, width: usize) -> Vec<Piece> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    if scenario.places.is_empty() {
        return Vec::new();
    }
    let parties = leading(snapshot);
    let gap = if width >= 100 { 2 } else { 1 };
    let blank = |cells: usize| (" ".repeat(cells), Style::new());
    let count = |party: PartyKey, with_name: bool| -> Piece {
        let named = scenario.party(party);
        let name = if with_name {
            format!(" {}", named.name)
        } else {
            String::new()
        };
        let change = number::change(
            snapshot.changes.gained(party),
            snapshot.changes.lost(party),
            crate::format::Style {
                words: false,
                ..look.wording
            },
        );
        let text = format!(
            "{}{name} {} {change}",
            named.letter,
            snapshot.held_by(party)
        );
        (
            text.trim_end().to_owned(),
            look.party(scenario, Some(party)),
        )
    };
    let build = |with_names: bool, with_bar: bool| -> Vec<Piece> {
        let mut pieces = vec![blank(1)];
        let mut parties = parties.iter();
        if let Some(first) = parties.next() {
            pieces.extend([count(*first, with_names), blank(gap)]);
        }
        if with_bar {
            pieces.extend(bar(snapshot, look));
            pieces.push(blank(gap));
        }
        if let Some(second) = parties.next() {
            pieces.push(count(*second, with_names));
        }
        for other in parties {
            pieces.extend([(", ".to_owned(), Style::new()), count(*other, with_names)]);
        }
        if snapshot.unknown > 0 {
            pieces.push((format!(", ? {} unknown", snapshot.unknown), Style::new()));
        }
        pieces
    };
    let fits = |pieces: &Vec<Piece>| paint::width(pieces) + 6 <= width;
    let tries = [(true, true), (false, true), (true, false)]
        .into_iter()
        .map(|(names, bar)| build(names, bar));
    let mut pieces = tries
        .into_iter()
        .find(fits)
        .unwrap_or_else(|| build(false, false));
    tail(view, look, width, &mut pieces);
    pieces
}

/// `of 34 capitals; of these contested 2; Kabul encircled ○`, as much of it as fits.
fn tail(view: &View<'_>, look: &Look, width: usize, pieces: &mut Vec<Piece>) {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let total = scenario.places.len();
    let tally = scenario.heading.tally_label.to_lowercase();
    let used = paint::width(pieces);
    let gap = if width >= 100 { "   " } else { " " };
    let (mut named, mut counted) = (Vec::new(), Vec::new());
    for word in ["contested", "encircled", "claimed", "threatened"] {
        let with: Vec<_> = snapshot
            .places
            .iter()
            .filter(|state| place::word(state) == word)
            .collect();
        let sign = with
            .first()
            .and_then(|state| place::mark(state, look.ascii()))
            .unwrap_or_default();
        if let [one] = with.as_slice() {
            named.push(format!(
                "{} {word} {sign}",
                scenario.place(one.place).seat()
            ));
        } else if !with.is_empty() {
            named.push(format!("of these {word} {} {sign}", with.len()));
        }
        if !with.is_empty() {
            counted.push(format!("{sign} {}", with.len()));
        }
    }
    let of = format!("of {total} {tally}");
    let join = |overlays: &[String]| {
        std::iter::once(&of)
            .chain(overlays)
            .cloned()
            .collect::<Vec<_>>()
            .join("; ")
    };
    let said = join(&named);
    let means = scenario
        .heading
        .control_means
        .as_ref()
        .filter(|_| look.wording.words);
    let full = means.map(|means| format!("{said}; control means {means}"));
    let choices = full
        .into_iter()
        .chain([said, join(&counted), of, format!("of {total}")]);
    let fits = |text: &String| used + gap.len() + fit::width(text) < width;
    if let Some(text) = choices.into_iter().find(fits) {
        pieces.push((format!("{gap}{text}"), look.style(Role::Text)));
    }
}

/// One cell a place: each party's own, those that it gained today, then those in question.
fn bar(snapshot: &Snapshot<'_>, look: &Look) -> Vec<Piece> {
    let scenario = snapshot.scenario;
    let ascii = look.ascii();
    let mut pieces = Vec::new();
    for party in scenario.party_keys() {
        let style = look.party(scenario, Some(party));
        let mut cells = [0usize; 2];
        let mut marked = String::new();
        for state in snapshot
            .places
            .iter()
            .filter(|state| state.holder == Some(party))
        {
            let is_gained = snapshot
                .changes
                .taken(state.place)
                .is_some_and(|(_, to)| to == Some(party));
            match place::mark(state, ascii).filter(|_| !is_gained) {
                Some(mark) => marked.push_str(mark),
                None => cells[usize::from(is_gained)] += 1,
            }
        }
        pieces.push((glyphs::fill(party.row(), ascii).repeat(cells[0]), style));
        pieces.push((UP.show(ascii).repeat(cells[1]), look.style(Role::Changed)));
        pieces.push((marked, look.style(Role::Pressure)));
    }
    pieces.push(("?".repeat(snapshot.unknown), look.style(Role::Muted)));
    pieces
}

/// Line 3: stated against counted, the big places not taken, what is hidden.
fn stated_and_left(view: &View<'_>, look: &Look, width: usize) -> Vec<Piece> {
    let room = width.saturating_sub(2);
    let fits = |parts: &[String]| {
        parts.iter().map(|part| fit::width(part)).sum::<usize>() + 3 * parts.len().saturating_sub(1)
            <= room
    };
    let text = [true, false]
        .into_iter()
        .map(|long| {
            let parts = [
                stated(view, look, long && width >= 100),
                hidden(view),
                left(view, look, long && width >= 100),
            ];
            parts.into_iter().flatten().collect::<Vec<String>>()
        })
        .find(|parts| fits(parts));
    let mut parts = text.unwrap_or_else(|| {
        [stated(view, look, false), hidden(view)]
            .into_iter()
            .flatten()
            .collect()
    });
    while parts.len() > 1 && !fits(&parts) {
        parts.pop();
    }
    let shown = fit::cut(&parts.join("   "), room, look.wording.cut_mark());
    vec![(format!(" {shown}"), look.style(Role::Text))]
}

/// `Stated ≥14 FT B1, 18 AP B1; counted 18: agrees.`
fn stated(view: &View<'_>, look: &Look, long: bool) -> Option<String> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let last = snapshot.stated.last()?;
    let recent = snapshot
        .stated
        .get(snapshot.stated.len().saturating_sub(2)..)
        .unwrap_or_default();
    let words: Vec<String> = recent
        .iter()
        .map(|stated| {
            let figure = stated.figure.get(scenario);
            let source = figure
                .provenance
                .sources
                .first()
                .map(|source| scenario.source(*source));
            let name = source.map_or("no source", |source| {
                if look.wording.words {
                    &source.publisher
                } else {
                    source.short()
                }
            });
            let grade = if long {
                format!(" {}", scenario.grade(&figure.provenance))
            } else {
                String::new()
            };
            format!(
                "{} {name}{grade}",
                number::amount(figure.amount, figure.qualifier, look.wording)
            )
        })
        .collect();
    let day = last
        .figure
        .get(scenario)
        .provenance
        .at
        .day_in(scenario.zone());
    let on = if day == snapshot.day {
        String::new()
    } else {
        format!(", on {}", day_month_year(day, snapshot.day))
    };
    let agrees = recent.iter().all(|stated| stated.verdict.agrees());
    let counted = match (last.least, last.greatest) {
        (_, greatest) if long && agrees => format!("; counted {greatest}"),
        (least, greatest) if !agrees && least == greatest => format!("; counted {greatest}"),
        (least, greatest) if !agrees => format!("; counted {least} to {greatest}"),
        _ => String::new(),
    };
    Some(format!(
        "Stated {}{on}{counted}: {}.",
        words.join(", "),
        if agrees { "agrees" } else { "differs" }
    ))
}

/// `Hidden: 3 recorded later`, in known-then only.
fn hidden(view: &View<'_>) -> Option<String> {
    let is_then = view.app.cursor.known != Known::Now;
    (is_then && view.snapshot.hidden > 0)
        .then(|| format!("Hidden: {} recorded later", view.snapshot.hidden))
}

/// `Big cities not taken: Kabul ○, Mazar-i-Sharif, Jalalabad`; those under pressure first.
fn left(view: &View<'_>, look: &Look, long: bool) -> Option<String> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    if snapshot.holdouts.is_empty() {
        return None;
    }
    let is_about_capitals = scenario.heading.control_scope.as_str() == "capital";
    let mut holdouts: Vec<_> = snapshot
        .holdouts
        .iter()
        .filter_map(|place| snapshot.place(*place))
        .collect();
    holdouts.sort_by_key(|state| {
        state.pressure.map(|pressure| pressure.kind) != Some(PressureKind::Encircled)
    });
    let names: Vec<String> = holdouts
        .iter()
        .map(|state| {
            let mark = place::mark(state, look.ascii())
                .map_or_else(String::new, |mark| format!(" {mark}"));
            let word = if look.wording.words && !mark.is_empty() {
                format!(" {}", place::word(state))
            } else {
                String::new()
            };
            format!("{}{mark}{word}", scenario.place(state.place).seat())
        })
        .collect();
    let lead = match (long, is_about_capitals) {
        (true, true) => "Big cities not taken",
        (true, false) => "Major places not taken",
        (false, _) => "Left",
    };
    Some(format!("{lead}: {}", names.join(", ")))
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
