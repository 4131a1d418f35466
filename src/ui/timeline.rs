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
use ratatui::layout::{Position, Rect};

use crate::app::action::{Action, Pane};
use crate::app::keymap::hint_key;
use crate::app::paging::{PageSteps, headed_from_the_end, split_under_headings};
use crate::app::view::View;
use crate::facts::change;
use crate::facts::moment::{DayForm, MomentForm, word_day, word_moment, word_time_under_day};
use crate::facts::number::counted_of;
use crate::facts::word_speaker;
use crate::model::calendar;
use crate::model::cursor::KnownAt;
use crate::model::date::Date;
use crate::model::id::EventKey;
use crate::snapshot::compared::ChangeKind;
use crate::snapshot::matches::Hit;
use crate::snapshot::news::EventOrder;
use crate::snapshot::{Flips, change_points, news, visibility};
use crate::text::fit;
use crate::text::link::{Extent, Links};
use crate::ui::glyphs::{CORRECTION, UNSEEN};
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// A line of the pane.
#[derive(Clone, Copy)]
pub(super) enum TimelineLine {
    /// The heading of a day.
    Day(Date),
    /// An event with its row in the list.
    Event(usize, EventKey),
}

pub(super) fn day_of(view: &View<'_>, event: EventKey) -> Date {
    let snapshot = view.snapshot;
    news::day_of(snapshot.scenario, &snapshot.cursor, event)
}

/// Every line of the pane; days have headings where there is room for them.
pub(super) fn list_lines(view: &View<'_>, area: Rect) -> Vec<TimelineLine> {
    let has_headings = has_headings(area);
    let mut lines = Vec::with_capacity(view.listing.events.len());
    let mut day = None;
    for (row, event) in view.listing.events.iter().enumerate() {
        let its = day_of(view, *event);
        if has_headings && day != Some(its) {
            lines.push(TimelineLine::Day(its));
            day = Some(its);
        }
        lines.push(TimelineLine::Event(row, *event));
    }
    lines
}

/// How far a page up and a page down move the selection.
pub fn page_steps(view: &View<'_>, area: Rect) -> PageSteps {
    let lines = list_lines(view, area);
    let row_of = |line: usize| match lines.get(line) {
        Some(TimelineLine::Event(row, _)) => Some(*row),
        _ => None,
    };
    let selected = view.selected_event().map_or(0, |(row, _)| row);
    PageSteps::between_pages(&split_pages(view, &lines, area), row_of, selected)
}

/// Rows below the list in which the selected event is told in full while the pane takes the keys.
///
/// They are kept whether or not an event needs them, so that pages stay where they are.
fn rows_for_more(view: &View<'_>, area: Rect) -> u16 {
    let is_open = view.app.pane == Pane::Timeline && area.height >= ROWS_FOR_MORE;
    if is_open {
        (area.height / 5).clamp(2, 6)
    } else {
        0
    }
}

/// The fewest rows of a pane in which the selected event is told in full below its row.
const ROWS_FOR_MORE: u16 = 10;

/// The selected event in full: its headline if its row cuts it, then who said what, then its body.
fn event_lines(view: &View<'_>, area: Rect, look: FrameStyle) -> Vec<String> {
    let rows = usize::from(rows_for_more(view, area));
    let Some((_, key)) = view.selected_event().filter(|_| rows > 0) else {
        return Vec::new();
    };
    let scenario = view.snapshot.scenario;
    let event = scenario.event(key);
    let columns = EventColumns::from_width(area.width);
    let cells = usize::from(area.width).saturating_sub(columns.width_before() + 1);
    let headline = marked_headline(view, key, look.is_ascii());
    let is_cut =
        fit::measure_width(&headline) > columns.headline_width(area.width, has_kind(view, area));
    let phrase = visibility::known_statements(event, &view.snapshot.cursor).map(|phrase| {
        let who = word_speaker(scenario.person(phrase.speaker));
        format!("{who}: {}", phrase.says)
    });
    let body = event.body.iter().map(ToString::to_string);
    let texts = is_cut
        .then_some(headline)
        .into_iter()
        .chain(phrase)
        .chain(body);
    let lines = texts.flat_map(|text| {
        fit::wrap_lazily(&text, cells)
            .take(rows)
            .collect::<Vec<_>>()
    });
    let mut lines: Vec<String> = lines.take(rows).collect();
    // The first row stays blank, between the list and this.
    fit::truncate_lines(&mut lines, rows - 1, cells, look.wording.cut_mark());
    lines
}

/// Headings take rows except beside the list in columns, where the title has the day.
fn has_headings(area: Rect) -> bool {
    !(60..100).contains(&area.width) || area.height > 12
}

/// The number of the page that is shown, from 1, and how many there are.
pub fn page_number(view: &View<'_>, area: Rect) -> (usize, usize) {
    let lines = list_lines(view, area);
    let shown = current_page(view, &lines, area);
    let pages = split_pages(view, &lines, area);
    (
        pages.iter().position(|page| *page == shown).unwrap_or(0) + 1,
        pages.len().max(1),
    )
}

fn split_pages(view: &View<'_>, lines: &[TimelineLine], area: Rect) -> Vec<std::ops::Range<usize>> {
    let is_heading: Vec<bool> = lines
        .iter()
        .map(|line| matches!(line, TimelineLine::Day(_)))
        .collect();
    let rows = area.height - rows_for_more(view, area);
    match view.app.order.events {
        EventOrder::Top | EventOrder::Newest => {
            split_under_headings(&is_heading, usize::from(rows))
        }
        EventOrder::Oldest => headed_from_the_end(&is_heading, usize::from(rows)),
    }
}

/// The lines of the page that holds the selected event.
pub(super) fn current_page(
    view: &View<'_>,
    lines: &[TimelineLine],
    area: Rect,
) -> std::ops::Range<usize> {
    let pages = split_pages(view, lines, area);
    let selected = view.selected_event().map(|(row, _)| row);
    let is_it =
        |line: &TimelineLine| matches!(line, TimelineLine::Event(row, _) if Some(*row) == selected);
    let line = lines.iter().position(is_it).unwrap_or(0);
    pages
        .into_iter()
        .find(|page| page.contains(&line))
        .unwrap_or_default()
}

/// The event whose row is at a cell.
pub fn at(view: &View<'_>, area: Rect, cell: Position) -> Option<EventKey> {
    let lines = list_lines(view, area);
    let row = usize::from(cell.y.checked_sub(area.y)?);
    match lines.get(current_page(view, &lines, area))?.get(row)? {
        TimelineLine::Event(_, event) => Some(*event),
        TimelineLine::Day(_) => None,
    }
}

/// Draws the page that holds the selected event.
pub fn draw(
    view: &View<'_>,
    look: FrameStyle,
    area: Rect,
    (buffer, linked): (&mut Buffer, &mut Links),
) {
    let lines = list_lines(view, area);
    if lines.is_empty() {
        draw_empty(view, look, area, buffer);
        return;
    }
    let page = current_page(view, &lines, area);
    let marked = marked_event(view);
    for (row, line) in (0..).zip(lines.get(page).unwrap_or_default()) {
        let pieces = match line {
            TimelineLine::Day(day) => vec![(
                format!(" {}", day_heading(view, *day)),
                look.role_style(Role::Strong),
            )],
            TimelineLine::Event(_, event) => {
                event_line(view, look, (*event, marked == Some(*event)), area)
            }
        };
        paint::put_line(buffer, area, row, &pieces);
        if let TimelineLine::Event(_, event) = line {
            link_source(view, *event, (area, row), linked);
        }
    }
    let first = area.height - rows_for_more(view, area) + 1;
    let before = " ".repeat(EventColumns::from_width(area.width).width_before());
    for (row, text) in (first..).zip(event_lines(view, area, look)) {
        paint::put_line(
            buffer,
            area,
            row,
            &[(format!("{before}{text}"), look.role_style(Role::Text))],
        );
    }
}

/// Why there is nothing, and which key helps.
fn draw_empty(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let snapshot = view.snapshot;
    let cursor = &view.app.cursor;
    let text = match (snapshot.events.is_empty(), cursor.known) {
        _ if view.comparison_rows().is_some() => " No event is new between these dates.".to_owned(),
        (false, _) => format!(
            " No match in {} events. {} clears the filter.",
            snapshot.events.len(),
            hint_key(Action::ClearFilter)
        ),
        (true, KnownAt::Now) => format!(" No events up to this date.{}", first_of_all(view)),
        (true, _) => " No events known by then.".to_owned(),
    };
    for (row, line) in (0..).zip(fit::wrap_text(
        &text,
        usize::from(area.width.saturating_sub(1)),
    )) {
        paint::put_line(
            buffer,
            area,
            row,
            &[(format!(" {line}"), look.role_style(Role::Muted))],
        );
    }
}

/// Where the next event is, and which key leads there. Known-then does not say: it was not known.
fn first_of_all(view: &View<'_>) -> String {
    let scenario = view.snapshot.scenario;
    let is_within = |at| at <= scenario.last_end();
    let first = change_points::next_change(scenario, &view.app.cursor, is_within);
    first.map_or_else(String::new, |at| {
        let day = calendar::day_of(at, scenario.zone());
        let key = hint_key(Action::ChangeAfter);
        format!(
            " The first is on {}.   {key} go there",
            word_day(day, DayForm::Weekday, None)
        )
    })
}

/// `Fri 13 Aug, 11 events, 5 capitals`, with the year where it is another.
fn day_heading(view: &View<'_>, day: Date) -> String {
    let scenario = view.snapshot.scenario;
    let of_day = |events: &[EventKey]| {
        let its = |event: &&EventKey| day_of(view, **event) == day;
        events.iter().filter(its).count()
    };
    let count = of_day(&view.listing.events);
    let all = if view.app.filter.is_empty() {
        count
    } else {
        of_day(&view.snapshot.events)
    };
    let events = counted_of(count, all, "events");
    let taken = match view.snapshot.flips_on(day) {
        Flips { places: 0, .. } => String::new(),
        taken => format!(", {}", change::word_flips(scenario, taken)),
    };
    let day = word_day(day, DayForm::Weekday, Some(view.snapshot.day));
    format!("{day}, {events}{taken}")
}

/// Cells of the columns of an event.
#[derive(Clone, Copy)]
struct EventColumns {
    time: usize,
    source: usize,
}

/// Cells of the column of kinds, with the blank before it.
const KIND: usize = 14;

impl EventColumns {
    fn from_width(width: u16) -> Self {
        if width < 60 {
            Self { time: 5, source: 0 }
        } else {
            Self { time: 9, source: 4 }
        }
    }

    /// Cells before the headline: gutter, time and a blank.
    fn width_before(self) -> usize {
        self.time + 2
    }

    /// Cells of the headline; the grade with its blank takes three.
    fn headline_width(self, width: u16, has_kind: bool) -> usize {
        let kind = if has_kind { KIND } else { 0 };
        usize::from(width).saturating_sub(self.width_before() + self.source + kind + 3)
    }
}

/// The narrowest pane with a column of kinds: that of a screen of 150 columns.
const KIND_LEAST: u16 = 79;

/// Whether kinds have a column: in a wide pane, but not in one below a list in columns.
fn has_kind(view: &View<'_>, area: Rect) -> bool {
    let is_below_list = area.x == 0 && area.width < 100 && !view.app.is_zoomed;
    area.width >= KIND_LEAST && !is_below_list
}

/// Notes where the source of an event can be read, where the pane has the screen.
fn link_source(view: &View<'_>, key: EventKey, (area, row): (Rect, u16), linked: &mut Links) {
    let columns = EventColumns::from_width(area.width);
    let is_wanted = match linked.link_extent() {
        Extent::None => false,
        Extent::Sparing => view.app.is_zoomed,
        Extent::All => true,
    };
    if !is_wanted || columns.source == 0 {
        return;
    }
    let scenario = view.snapshot.scenario;
    let provenance = &scenario.event(key).provenance;
    let source = scenario.first_source(provenance, &view.snapshot.cursor);
    let name = source.map_or("", |source| source.short_name().as_str());
    let name = fit::take_head(name, columns.source - 1);
    // Behind the source stands the grade, with a blank before each.
    let column = usize::from(area.width).saturating_sub(columns.source + 2);
    let address = scenario.source_address(provenance, &view.snapshot.cursor);
    paint::link_text(linked, area, (column, row), name, address.as_ref());
}

/// One event: gutter, time, headline, kind where there is room, source, grade.
fn event_line(
    view: &View<'_>,
    look: FrameStyle,
    (key, is_marked): (EventKey, bool),
    area: Rect,
) -> Vec<StyledPiece> {
    let scenario = view.snapshot.scenario;
    let event = scenario.event(key);
    let columns = EventColumns::from_width(area.width);
    let form = if columns.time < 9 {
        MomentForm::TightCell
    } else {
        MomentForm::TimeCell
    };
    let at = &event.provenance.at;
    let time = match (own_day(view, key, form), form) {
        (Some(day), _) => day,
        (None, MomentForm::TimeCell) => word_time_under_day(at, &view.snapshot.into()),
        (None, _) => word_moment(at, view.snapshot, form),
    };
    let has_kind = has_kind(view, area);
    let cells = columns.headline_width(area.width, has_kind);
    let phrase = marked_headline(view, key, look.is_ascii());
    let (text, muted) = (look.role_style(Role::Text), look.role_style(Role::Muted));
    let cut = look.wording.cut_mark();
    let first = paint::marker_piece(look, is_marked, view.app.pane == Pane::Timeline);
    let (first, phrase_style) = paint::mark_match(view, look, (first, text), Hit::Event(key));
    let first = if first.0 == " " && view.app.unseen.contains_event(&event.id) {
        (
            UNSEEN.choose_form(look.is_ascii()).to_owned(),
            look.role_style(Role::Changed),
        )
    } else {
        first
    };
    let mut pieces = vec![
        first,
        (fit::align_left(&time, columns.time, ""), muted),
        (" ".to_owned(), text),
        (fit::align_left(&phrase, cells, cut), phrase_style),
    ];
    if has_kind {
        let kind = event
            .kind
            .map_or("", |kind| scenario.kind(kind).label.as_str());
        pieces.push((format!(" {}", fit::align_left(kind, KIND - 1, cut)), muted));
    }
    if columns.source > 0 {
        let source = scenario.first_source(&event.provenance, &view.snapshot.cursor);
        let name = source.map_or("-", |source| source.short_name().as_str());
        let name = fit::align_left(name, columns.source - 1, "");
        pieces.push((format!(" {name}"), muted));
    }
    let grade = scenario.grade_item(&event.provenance, &view.snapshot.cursor);
    pieces.push((format!(" {grade}"), text));
    pieces
}

/// Returns the day of an event that stands under another one, on which it became known, in few cells: `12 Aug`,
/// `Dec 2020`.
fn own_day(view: &View<'_>, key: EventKey, form: MomentForm) -> Option<String> {
    let scenario = view.snapshot.scenario;
    let day = scenario.event(key).provenance.at.day_in(scenario.zone());
    let is_this_year = day.year() == view.snapshot.day.year();
    let phrase = match (is_this_year, form) {
        (true, MomentForm::TimeCell) => word_day(day, DayForm::Short, Some(day)),
        (true, _) => word_day(day, DayForm::Short, Some(day)).replace(' ', ""),
        (false, MomentForm::TimeCell) => format!("{:.3} {}", day.month_name(), day.year()),
        (false, _) => day.year().to_string(),
    };
    (day != day_of(view, key)).then_some(phrase)
}

/// The headline, with what marks it before it: withheld from the public, a correction.
fn marked_headline(view: &View<'_>, key: EventKey, ascii: bool) -> String {
    let event = view.snapshot.scenario.event(key);
    let withheld = paint::withheld_prefix(view, key);
    let sign = CORRECTION.choose_form(ascii);
    let correction =
        visibility::visible_original(view.snapshot.scenario, &view.snapshot.cursor, key)
            .map_or_else(String::new, |_| format!("{sign} "));
    format!("{withheld}{correction}{}", event.headline)
}

/// The event with the marker: the selected one or, while nobody reads here, the one by which the
/// selected place is held.
fn marked_event(view: &View<'_>) -> Option<EventKey> {
    if view.app.pane == Pane::Timeline || view.app.selection.event.is_some() {
        return view.selected_event().map(|(_, event)| event);
    }
    if let Some((_, entry)) = view.selected_entry() {
        return match entry.what {
            ChangeKind::Place(news) => news.supporting_claims().last().map(|claim| claim.event),
            ChangeKind::Event(event) => Some(event),
        };
    }
    let (_, place) = view.selected_place()?;
    Some(view.snapshot.place_state(place)?.since?.event)
}
