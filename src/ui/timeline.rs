//! The news timeline: events up to the cursor, newest first, by day.
//!
//! ```text
//!  Fri 13 Aug, 11 events, 5 capitals
//!  day       Firozkoh handed over                                   A3M C2
//! ►late eve. Kandahar, the second city, is lost overnight           VOA B1
//! │└ time    └ headline                                             └ source and grade
//! gutter
//! ```
//!
//! It pages; a heading is never the last row of a page, and a page that goes on with a day says so.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::{Action, Pane};
use crate::app::keymap::hint;
use crate::app::paging::headed;
use crate::app::view::View;
use crate::format::moment::{Room, day_month_year, time_of_day, weekday_day};
use crate::model::cursor::Known;
use crate::model::id::EventKey;
use crate::snapshot::visible;
use crate::text::fit;
use crate::ui::glyphs::{CORRECTION, SELECTED, SELECTED_ELSEWHERE};
use crate::ui::layout::Shape;
use crate::ui::paint::{self, Piece, known_suffix};
use crate::ui::theme::{Look, Role};
use chrono::{Datelike, NaiveDate};

/// A line of the pane.
#[derive(Clone, Copy)]
enum Line {
    Day(NaiveDate),
    Event(usize, EventKey),
    /// What the row of the selected event has no room for, by its place among those lines.
    More(usize),
}

fn day_of(view: &View<'_>, event: EventKey) -> NaiveDate {
    let scenario = view.snapshot.scenario;
    scenario.event(event).provenance.at.day_in(scenario.zone())
}

/// Every line of the pane; days have headings where there is room for them, and the event that is
/// selected here as many lines as it needs.
fn lines(view: &View<'_>, area: Rect) -> Vec<Line> {
    let has_headings = has_headings(area);
    let more = more(view, area, false).len();
    let selected = view.selected_event().map(|(row, _)| row);
    let mut lines = Vec::with_capacity(view.listing.events.len() + more);
    let mut day = None;
    for (row, event) in view.listing.events.iter().enumerate() {
        let its = day_of(view, *event);
        if has_headings && day != Some(its) {
            lines.push(Line::Day(its));
            day = Some(its);
        }
        lines.push(Line::Event(row, *event));
        if selected == Some(row) {
            lines.extend((0..more).map(Line::More));
        }
    }
    lines
}

/// The fewest rows of a pane in which the selected event is told in full below its row.
const ROWS_FOR_MORE: u16 = 8;

/// What the row of the selected event has no room for: the rest of its headline, then who said what.
fn more(view: &View<'_>, area: Rect, ascii: bool) -> Vec<String> {
    let is_open = view.app.pane == Pane::Timeline;
    let Some((_, key)) = view
        .selected_event()
        .filter(|_| is_open && area.height >= ROWS_FOR_MORE)
    else {
        return Vec::new();
    };
    let scenario = view.snapshot.scenario;
    let event = scenario.event(key);
    let columns = Columns::of(area.width);
    let cells = usize::from(area.width).saturating_sub(columns.before() + 1);
    let headline = marked_headline(view, key, ascii);
    let mut lines = Vec::new();
    if fit::width(&headline) > columns.headline(area.width, has_kind(view, area)) {
        lines.extend(fit::wrap(&headline, cells));
    }
    for said in visible::statements(event, &view.snapshot.cursor) {
        let person = scenario.person(said.speaker);
        let role = person
            .role
            .as_ref()
            .map_or_else(String::new, |role| format!(", {role}"));
        lines.extend(fit::wrap(
            &format!("{}{role}: {}", person.name, said.says),
            cells,
        ));
    }
    // However much was said, the events around it stay in sight.
    lines.truncate(usize::from(area.height / 2));
    lines
}

/// Headings take rows except beside the list in columns, where the title has the day.
fn has_headings(area: Rect) -> bool {
    !(60..100).contains(&area.width) || area.height > 12
}

/// `Timeline, 46 to date`.
pub fn title(view: &View<'_>, shape: Shape) -> String {
    let count = view.listing.events.len();
    let all = view.snapshot.events.len();
    let of = if count == all {
        format!("{count} to date")
    } else {
        format!("{count} of {all} to date")
    };
    let order = if shape == Shape::Medium && view.app.cursor.known == Known::Now {
        ", newest first"
    } else {
        ""
    };
    format!("Timeline{}, {of}{order}", known_suffix(view))
}

/// `Fri 13 Aug, 1-5 of 11`: which events of which day the page begins with; `None` where a heading says it.
pub fn page_title(view: &View<'_>, area: Rect) -> Option<String> {
    let lines = lines(view, area);
    let page = page(view, &lines, area);
    if matches!(lines.get(page.start), Some(Line::Day(_)) | None) {
        return None;
    }
    let mut events = lines
        .get(page)
        .unwrap_or_default()
        .iter()
        .filter_map(|line| match line {
            Line::Event(_, event) => Some(*event),
            Line::Day(_) | Line::More(_) => None,
        });
    let first = events.next()?;
    let day = day_of(view, first);
    let of_day: Vec<EventKey> = view
        .listing
        .events
        .iter()
        .copied()
        .filter(|event| day_of(view, *event) == day)
        .collect();
    let from = of_day.iter().position(|event| *event == first).unwrap_or(0) + 1;
    let to = from
        + events
            .take_while(|event| day_of(view, *event) == day)
            .count();
    Some(format!(
        "{}, {from}-{to} of {}",
        weekday_day(day),
        of_day.len()
    ))
}

/// The number of the page that is shown, from 1, and how many there are.
pub fn page_number(view: &View<'_>, area: Rect) -> (usize, usize) {
    let lines = lines(view, area);
    let shown = page(view, &lines, area);
    let pages = pages(&lines, area);
    (
        pages.iter().position(|page| *page == shown).unwrap_or(0) + 1,
        pages.len().max(1),
    )
}

fn pages(lines: &[Line], area: Rect) -> Vec<std::ops::Range<usize>> {
    let is_heading: Vec<bool> = lines
        .iter()
        .map(|line| matches!(line, Line::Day(_)))
        .collect();
    headed(&is_heading, usize::from(area.height))
}

/// The lines of the page that holds the selected event.
fn page(view: &View<'_>, lines: &[Line], area: Rect) -> std::ops::Range<usize> {
    let pages = pages(lines, area);
    let selected = view.selected_event().map(|(row, _)| row);
    let is_it = |line: &Line| matches!(line, Line::Event(row, _) if Some(*row) == selected);
    let line = lines.iter().position(is_it).unwrap_or(0);
    pages
        .into_iter()
        .find(|page| page.contains(&line))
        .unwrap_or_default()
}

/// Draws the page that holds the selected event.
pub fn draw(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let lines = lines(view, area);
    if lines.is_empty() {
        empty(view, look, area, buffer);
        return;
    }
    let page = page(view, &lines, area);
    let more = more(view, area, look.ascii());
    let before = " ".repeat(Columns::of(area.width).before());
    for (row, line) in (0..).zip(lines.get(page).unwrap_or_default()) {
        let pieces = match line {
            Line::Day(day) => vec![(
                format!(" {}", day_heading(view, *day)),
                look.style(Role::Strong),
            )],
            Line::Event(_, event) => event_line(view, look, *event, area),
            Line::More(place) => {
                let text = more.get(*place).map_or("", String::as_str);
                vec![(format!("{before}{text}"), look.style(Role::Text))]
            }
        };
        paint::line(buffer, area, row, &pieces);
    }
}

/// Why there is nothing, and which key helps.
fn empty(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let scenario = view.snapshot.scenario;
    let first = scenario
        .events
        .iter()
        .find(|event| visible::is_publishable(event, &view.app.cursor));
    let when = first.map_or_else(String::new, |event| {
        let day = event.provenance.at.day_in(scenario.zone());
        format!(
            " The first is on {} {}.   {} go there",
            weekday_day(day),
            day.year(),
            hint(Action::ChangeAfter)
        )
    });
    let text = if view.snapshot.events.is_empty() {
        format!(" No events up to this date.{when}")
    } else {
        format!(" No match in {} events.", view.snapshot.events.len())
    };
    for (row, line) in (0..).zip(fit::wrap(&text, usize::from(area.width.saturating_sub(1)))) {
        paint::line(
            buffer,
            area,
            row,
            &[(format!(" {line}"), look.style(Role::Muted))],
        );
    }
}

/// `Fri 13 Aug, 11 events, 5 capitals`, with the year where it is another.
fn day_heading(view: &View<'_>, day: NaiveDate) -> String {
    let scenario = view.snapshot.scenario;
    let count = view
        .listing
        .events
        .iter()
        .filter(|event| day_of(view, **event) == day)
        .count();
    let taken = view
        .snapshot
        .places
        .iter()
        .filter_map(|state| state.since)
        .filter(|since| since.get(scenario).provenance.at.day_in(scenario.zone()) == day)
        .count();
    let year = if day.year() == view.snapshot.day.year() {
        String::new()
    } else {
        format!(" {}", day.year())
    };
    let events = if count == 1 {
        "1 event".to_owned()
    } else {
        format!("{count} events")
    };
    let tally = scenario.heading.tally_label.to_lowercase();
    let one = tally.strip_suffix('s').unwrap_or(&tally);
    let taken = match taken {
        0 => String::new(),
        1 => format!(", 1 {one}"),
        many => format!(", {many} {tally}"),
    };
    format!("{}{year}, {events}{taken}", weekday_day(day))
}

/// Cells of the columns of an event.
#[derive(Clone, Copy)]
struct Columns {
    time: usize,
    source: usize,
}

/// Cells of the column of kinds, with the blank before it.
const KIND: usize = 14;

impl Columns {
    fn of(width: u16) -> Self {
        if width < 60 {
            Self { time: 5, source: 0 }
        } else {
            Self { time: 9, source: 4 }
        }
    }

    /// Cells before the headline: gutter, time and a blank.
    fn before(self) -> usize {
        self.time + 2
    }

    /// Cells of the headline; the grade with its blank takes three.
    fn headline(self, width: u16, has_kind: bool) -> usize {
        let kind = if has_kind { KIND } else { 0 };
        usize::from(width).saturating_sub(self.before() + self.source + kind + 3)
    }
}

/// The narrowest pane with a column of kinds: that of a screen of 150 columns.
const KIND_LEAST: u16 = 79;

/// Whether kinds have a column: in a wide pane, but not in one below a list in columns.
fn has_kind(view: &View<'_>, area: Rect) -> bool {
    let is_below_list = area.x == 0 && area.width < 100 && !view.app.is_zoomed;
    area.width >= KIND_LEAST && !is_below_list
}

/// One event: gutter, time, headline, kind where there is room, source, grade.
fn event_line(view: &View<'_>, look: Look, key: EventKey, area: Rect) -> Vec<Piece> {
    let scenario = view.snapshot.scenario;
    let event = scenario.event(key);
    let columns = Columns::of(area.width);
    let room = if columns.time < 9 {
        Room::Tight
    } else {
        Room::Column
    };
    let time = time_of_day(&event.provenance.at, scenario.zone(), room);
    let has_kind = has_kind(view, area);
    let cells = columns.headline(area.width, has_kind);
    let said = marked_headline(view, key, look.ascii());
    let selected = marker(view, look, key);
    let role = if selected.trim().is_empty() {
        Role::Text
    } else {
        Role::Selected
    };
    let style = look.style(role);
    let muted = look.style(Role::Muted);
    let cut = look.wording.cut_mark();
    let mut pieces = vec![
        (selected, look.style(Role::Selected)),
        (fit::left(&time, columns.time, ""), muted),
        (" ".to_owned(), style),
        (fit::left(&said, cells, cut), style),
    ];
    if has_kind {
        let kind = event
            .kind
            .map_or("", |kind| scenario.kind(kind).label.as_str());
        pieces.push((format!(" {}", fit::left(kind, KIND - 1, cut)), muted));
    }
    if columns.source > 0 {
        let source = event
            .provenance
            .sources
            .first()
            .map(|source| scenario.source(*source).short().as_str());
        let name = fit::left(source.unwrap_or("-"), columns.source - 1, "");
        pieces.push((format!(" {name}"), muted));
    }
    let grade = scenario.grade(&event.provenance);
    pieces.push((format!(" {grade}"), look.style(Role::Text)));
    pieces
}

/// The headline, with what marks it before it: withheld from the public, a correction.
fn marked_headline(view: &View<'_>, key: EventKey, ascii: bool) -> String {
    let event = view.snapshot.scenario.event(key);
    let is_withheld = visible::is_withheld(event, &view.app.cursor);
    let withheld = if is_withheld { "WITHHELD " } else { "" };
    let sign = CORRECTION.show(ascii);
    let correction = event
        .corrects()
        .map_or_else(String::new, |_| format!("{sign} "));
    format!("{withheld}{correction}{}", event.headline)
}

/// The gutter: the selection or, while nobody reads here, the event by which the selected place is held.
fn marker(view: &View<'_>, look: Look, key: EventKey) -> String {
    let has_keys = view.app.pane == Pane::Timeline;
    let selected = view.selected_event().map(|(_, event)| event);
    let of_place = || {
        let (_, place) = view.selected_place()?;
        Some(view.snapshot.place(place)?.since?.event)
    };
    let glyph = if has_keys {
        (selected == Some(key)).then_some(SELECTED)
    } else {
        let elsewhere = if view.app.selection.event.is_some() {
            selected
        } else {
            of_place()
        };
        (elsewhere == Some(key)).then_some(SELECTED_ELSEWHERE)
    };
    glyph
        .map_or(" ", |glyph| glyph.show(look.ascii()))
        .to_owned()
}

/// The selected event in words, for the detail line: headline, source, date.
pub fn sentence(view: &View<'_>, key: EventKey) -> String {
    let scenario = view.snapshot.scenario;
    let event = scenario.event(key);
    let source = event
        .provenance
        .sources
        .first()
        .map_or("no source", |source| {
            scenario.source(*source).publisher.as_str()
        });
    let day = day_month_year(day_of(view, key), view.snapshot.day);
    format!(
        "{}; {source}, {day}, {}",
        event.headline,
        scenario.grade(&event.provenance)
    )
}
