//! What changed between two dates, what was reported late, what was corrected: three lists apart.
//!
//! A place stands once; of several changes of hands each has a line, in order.
//!
//! ```text
//! ►  G○ Kabul, now encircled    day       FT  B1
//!  G→T  Logar, Pul-e-Alam       day       A3M C1
//!
//!  REPORTED LATE
//!    T  Kandahar, 12 Aug late evening     VOA B1
//!       reported 13 Aug 03:27, counts for 12 Aug
//!  CORRECTED  none
//! ```
//!
//! Where there is little room sources give way, then times. An empty list says none.

use super::entry_words::{find_support, state_pieces, word_dates, word_name, word_second_date};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Pages, is_same, title_suffix};
use crate::app::action::Pane;
use crate::app::paging::{PageSteps, split_under_headings};
use crate::app::view::View;
use crate::facts::moment::{DayForm, MomentForm, shown_day, word_day, word_moment};
use crate::model::calendar::{count_days, day_of};
use crate::model::claim::Provenance;
use crate::snapshot::compared::{ChangeKind, ComparedEntry};
use crate::snapshot::ledger::{PlaceChange, Why};
use crate::snapshot::matches::Hit;
use crate::text::fit;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// A line of the pane.
#[derive(Clone, Copy)]
enum EntryLine {
    /// A row of the listing, and which of its lines.
    Entry(usize, usize),
    /// A list, with whether it has entries.
    Heading(Why, bool),
    /// That no place changed.
    NoChange,
    Blank,
}

/// Cells before the name: gutter, state, mark and a blank.
const BEFORE: usize = 6;
/// Cells of a date of the year looked at.
const DATE: usize = 6;
/// From so many cells on there is a column for the time.
const TIMES: usize = 34;
/// From so many cells on there is a column for the source.
const SOURCES: usize = 44;
/// From so many cells on the date stands before the time.
const DATES: usize = 60;

/// Cells of the columns.
struct EntryColumns {
    pub(super) name: usize,
    pub(super) time: usize,
    pub(super) source: usize,
    pub(super) grade: usize,
    /// Cells of the date.
    pub(super) date: usize,
    /// Whether the time has its date before it, or is the date alone, or the time alone.
    pub(super) has_date: bool,
    pub(super) has_time: bool,
}

impl EntryColumns {
    fn from_width(view: &View<'_>, width: u16) -> Self {
        let width = usize::from(width);
        // Where only one day lies between, the day is known.
        let is_one_day = is_one_day(view);
        let has_date = !is_one_day || width >= DATES;
        let has_time = is_one_day || width >= DATES;
        let date = date_cells(view);
        let time = match (width >= TIMES, has_date, has_time) {
            (false, ..) => 0,
            (true, true, true) => date + 11,
            (true, true, false) => date + 1,
            (true, ..) => 10,
        };
        let source = match width {
            DATES.. => 5,
            SOURCES.. => 4,
            _ => 0,
        };
        let grade = if width >= TIMES { 3 } else { 0 };
        Self {
            name: width.saturating_sub(BEFORE + time + source + grade),
            time,
            source,
            grade,
            date,
            has_date,
            has_time,
        }
    }
}

/// Returns the cells of the widest date that is listed: wider where one is of another year.
fn date_cells(view: &View<'_>) -> usize {
    let scenario = view.snapshot.scenario;
    let rows = view.listing.compared.iter();
    let entries = rows.flat_map(|rows| &rows.entries);
    let provenances = entries.flat_map(|entry| match &entry.what {
        ChangeKind::Place(news) => news
            .supporting_claims()
            .map(|claim| &claim.get(scenario).provenance)
            .collect(),
        ChangeKind::Event(event) => vec![&scenario.event(*event).provenance],
    });
    let days = provenances.map(|its| shown_day(&its.at, scenario.clock_zones()));
    let cells =
        days.map(|day| fit::measure_width(&word_day(day, DayForm::Short, Some(view.snapshot.day))));
    cells.max().unwrap_or(DATE).max(DATE)
}

/// Whether the two dates lie on one day or on two that follow each other.
fn is_one_day(view: &View<'_>) -> bool {
    let zone = view.snapshot.scenario.zone();
    let from = view
        .comparison_rows()
        .map(|(compared, _)| compared.older.fold.cursor.as_of);
    from.is_none_or(|from| count_days(day_of(from, zone), view.snapshot.day, zone).abs() <= 1)
}

fn list_entries<'v>(view: &View<'v>) -> &'v [ComparedEntry] {
    let rows = view.listing.compared.as_ref();
    rows.map_or(&[], |rows| &rows.entries)
}

/// Every line of the pane.
fn list_lines(view: &View<'_>) -> Vec<EntryLine> {
    let mut lines = Vec::new();
    for why in [Why::Happened, Why::Learnt, Why::Corrected] {
        let rows = list_entries(view).iter().enumerate();
        let rows: Vec<usize> = rows
            .filter(|(_, entry)| entry.why == why)
            .map(|(row, _)| row)
            .collect();
        match (why, rows.is_empty()) {
            (Why::Happened, true) => lines.push(EntryLine::NoChange),
            (Why::Happened, false) => {}
            (_, is_empty) => lines.push(EntryLine::Heading(why, !is_empty)),
        }
        lines.extend(rows.into_iter().flat_map(|row| {
            let parts = list_entries(view).get(row).map_or(0, count_lines);
            (0..parts).map(move |part| EntryLine::Entry(row, part))
        }));
        if why == Why::Happened {
            lines.push(EntryLine::Blank);
        }
    }
    lines
}

/// How many lines each change of an entry takes: what was reported late or corrected says when or what below.
fn lines_of_change(entry: &ComparedEntry) -> usize {
    if entry.why == Why::Happened { 1 } else { 2 }
}

/// How many lines an entry takes.
fn count_lines(entry: &ComparedEntry) -> usize {
    let changes = match &entry.what {
        ChangeKind::Place(news) => news.changes.len(),
        ChangeKind::Event(_) => 1,
    };
    changes * lines_of_change(entry)
}

/// The change that stands in a line of an entry.
fn change_in(entry: &ComparedEntry, part: usize) -> Option<&PlaceChange> {
    match &entry.what {
        ChangeKind::Place(news) => news.changes.get(part / lines_of_change(entry)),
        ChangeKind::Event(_) => None,
    }
}

fn split_pages(view: &View<'_>, lines: &[EntryLine], area: Rect) -> Pages {
    // What must not be the last line of a page: a heading, the first line of two.
    let leads: Vec<bool> = lines
        .iter()
        .map(|line| match line {
            EntryLine::Heading(_, has_entries) => *has_entries,
            EntryLine::Blank => true,
            EntryLine::Entry(row, part) => list_entries(view)
                .get(*row)
                .is_some_and(|entry| part + 1 < count_lines(entry)),
            EntryLine::NoChange => false,
        })
        .collect();
    let selected = view.selected_entry().map_or(0, |(row, _)| row);
    let is_it = |line: &EntryLine| matches!(line, EntryLine::Entry(row, 0) if *row == selected);
    let line = lines.iter().position(is_it).unwrap_or(0);
    Pages::from_line(split_under_headings(&leads, usize::from(area.height)), line)
}

/// `Places that changed`, with the clock, the page and the filter.
pub fn word_title(view: &View<'_>, area: Rect) -> String {
    let page = split_pages(view, &list_lines(view), area).word_number();
    format!("Places that changed{page}{}", title_suffix(view))
}

/// The number of the page that is shown, from 1, and how many there are.
pub(super) fn page_number(view: &View<'_>, area: Rect) -> (usize, usize) {
    split_pages(view, &list_lines(view), area).number_and_count()
}

/// How far a page up and a page down move the selection.
pub fn page_steps(view: &View<'_>, area: Rect) -> PageSteps {
    let lines = list_lines(view);
    let row_of = |line: usize| match lines.get(line) {
        Some(EntryLine::Entry(row, 0)) => Some(*row),
        _ => None,
    };
    let selected = view.selected_entry().map_or(0, |(row, _)| row);
    PageSteps::between_pages(&split_pages(view, &lines, area).pages, row_of, selected)
}

/// The entry whose row is at a cell, by its row in the listing.
pub fn at(view: &View<'_>, area: Rect, cell: Position) -> Option<usize> {
    let lines = list_lines(view);
    let row = usize::from(cell.y.checked_sub(area.y)?);
    match lines
        .get(split_pages(view, &lines, area).current_range())?
        .get(row)?
    {
        EntryLine::Entry(row, _) => Some(*row),
        _ => None,
    }
}

/// Draws the page that holds the selected entry.
pub fn draw(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let lines = list_lines(view);
    let page = split_pages(view, &lines, area).current_range();
    let columns = EntryColumns::from_width(view, area.width);
    for (row, line) in (0..).zip(lines.get(page).unwrap_or_default()) {
        let pieces = match *line {
            EntryLine::Blank => continue,
            EntryLine::NoChange => vec![(
                format!(" {}", no_change(view)),
                look.role_style(Role::Muted),
            )],
            EntryLine::Heading(why, has_entries) => heading_pieces(look, why, has_entries),
            EntryLine::Entry(row, part) => match list_entries(view).get(row) {
                Some(entry) => entry_line(view, look, (row, entry, part), &columns),
                None => continue,
            },
        };
        paint::put_line(buffer, area, row, &pieces);
    }
}

/// Why nothing changed, or which key goes on.
fn no_change(view: &View<'_>) -> &'static str {
    if is_same(view) {
        "Both dates are the same: an arrow moves one."
    } else if view.app.filter.is_empty() {
        "No place changed between these dates."
    } else {
        "No change passes the filter."
    }
}

fn heading_pieces(look: FrameStyle, why: Why, has_entries: bool) -> Vec<StyledPiece> {
    let name = match why {
        Why::Learnt => "REPORTED LATE",
        _ => "CORRECTED",
    };
    let beside = if has_entries { "" } else { "  none" };
    vec![
        (format!(" {name}"), look.role_style(Role::Strong)),
        (beside.to_owned(), look.role_style(Role::Text)),
    ]
}

/// Returns the source and the grade of an entry, as far as there are columns for them.
fn source_pieces(
    view: &View<'_>,
    look: FrameStyle,
    provenance: Option<&Provenance>,
    columns: &EntryColumns,
) -> Vec<StyledPiece> {
    let scenario = view.snapshot.scenario;
    let cursor = &view.snapshot.cursor;
    let mut pieces = Vec::new();
    if columns.source > 0 {
        let source = provenance.and_then(|its| scenario.first_source(its, cursor));
        let name = source.map_or("-", |source| source.short_name().as_str());
        let name = fit::align_left(name, columns.source - 1, "");
        pieces.push((format!("{name} "), look.role_style(Role::Muted)));
    }
    if columns.grade > 0
        && let Some(provenance) = provenance
    {
        let grade = scenario.grade_item(provenance, cursor).to_string();
        pieces.push((grade, look.role_style(Role::Text)));
    }
    pieces
}

fn entry_line(
    view: &View<'_>,
    look: FrameStyle,
    (row, entry, part): (usize, &ComparedEntry, usize),
    columns: &EntryColumns,
) -> Vec<StyledPiece> {
    let change = change_in(entry, part);
    if part % lines_of_change(entry) > 0 {
        let room = columns.name + columns.time + columns.source + columns.grade;
        let phrase = fit::cut_to_fit(
            &word_second_date(view, entry, change),
            room,
            look.wording.cut_mark(),
        );
        let phrase = format!("{}{phrase}", " ".repeat(BEFORE));
        return vec![(phrase, look.role_style(Role::Muted))];
    }
    let is_selected = part == 0
        && view
            .selected_entry()
            .is_some_and(|(selected, _)| selected == row);
    let plain = look.role_style(Role::Text);
    let first = paint::marker_piece(look, is_selected, view.app.pane == Pane::Places);
    let hit = match &entry.what {
        ChangeKind::Place(news) => Hit::Place(news.place),
        ChangeKind::Event(event) => Hit::Event(*event),
    };
    let (first, style) = paint::mark_match(view, look, (first, plain), hit);
    let mut pieces = vec![first];
    pieces.extend(state_pieces(view, look, entry, change));
    pieces.push((" ".to_owned(), plain));
    let cut = look.wording.cut_mark();
    let (event, provenance) = find_support(view, entry, change);
    let withheld = event.map_or("", |event| paint::withheld_prefix(view, event));
    if entry.why == Why::Happened {
        let room = columns.name.saturating_sub(1);
        let phrase = format!("{withheld}{}", word_name(view, entry, change, room));
        pieces.push((fit::align_left(&phrase, room, cut), style));
        pieces.push((" ".to_owned(), plain));
        let when = provenance.map_or_else(String::new, |at| word_date(view, at, columns));
        pieces.push((
            fit::align_left(&when, columns.time, ""),
            look.role_style(Role::Muted),
        ));
    } else {
        let room = (columns.name + columns.time).saturating_sub(1);
        let phrase = format!("{withheld}{}", word_dates(view, look, entry, change, room));
        pieces.push((fit::align_left(&phrase, room + 1, cut), style));
    }
    pieces.extend(source_pieces(view, look, provenance, columns));
    pieces
}

/// Words when it happened: `—`, `13 Aug`, `13 Aug late eve.`.
fn word_date(view: &View<'_>, provenance: &Provenance, columns: &EntryColumns) -> String {
    let at = &provenance.at;
    let time = word_moment(at, view.snapshot, MomentForm::TimeCell);
    if !columns.has_date {
        return time;
    }
    // Without an hour beside it the day is the scenario's.
    let day = if columns.has_time {
        let day = shown_day(at, view.snapshot.scenario.clock_zones());
        word_day(day, DayForm::Short, Some(view.snapshot.day))
    } else {
        word_moment(at, view.snapshot, MomentForm::DayCell)
    };
    let day = fit::align_right(&day, columns.date, "");
    if columns.has_time {
        format!("{day} {time}")
    } else {
        day
    }
}
