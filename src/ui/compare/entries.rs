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

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Pages, is_same, suffix};
use crate::app::action::Pane;
use crate::app::paging::{Turn, headed};
use crate::app::view::View;
use crate::facts::change::{beside, beside_short, further, known};
use crate::facts::correction::corrects;
use crate::facts::moment::{DayForm, MomentForm, shown_day, word_day, word_moment};
use crate::model::calendar::{day_of, days_between};
use crate::model::claim::Provenance;
use crate::model::id::EventKey;
use crate::snapshot::compared::{Entry, What};
use crate::snapshot::hits::Hit;
use crate::snapshot::ledger::{PlaceChange, PlaceWhat, Why};
use crate::snapshot::visible;
use crate::text::fit;
use crate::ui::glyphs::CORRECTION;
use crate::ui::paint::{self, Piece};
use crate::ui::places::{hand, state_from};
use crate::ui::theme::{Look, Role};

/// A line of the pane.
#[derive(Clone, Copy)]
enum Line {
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
struct Columns {
    name: usize,
    time: usize,
    source: usize,
    grade: usize,
    /// Cells of the date.
    date: usize,
    /// Whether the time has its date before it, or is the date alone, or the time alone.
    has_date: bool,
    has_time: bool,
}

impl Columns {
    fn of(view: &View<'_>, width: u16) -> Self {
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
        What::Place(news) => news
            .claims()
            .map(|claim| &claim.get(scenario).provenance)
            .collect(),
        What::Event(event) => vec![&scenario.event(*event).provenance],
    });
    let days = provenances.map(|its| shown_day(&its.at, scenario.clocks()));
    let cells = days.map(|day| fit::width(&word_day(day, DayForm::Short, Some(view.snapshot.day))));
    cells.max().unwrap_or(DATE).max(DATE)
}

/// Whether the two dates lie on one day or on two that follow each other.
fn is_one_day(view: &View<'_>) -> bool {
    let zone = view.snapshot.scenario.zone();
    let from = view
        .compared()
        .map(|(compared, _)| compared.older.fold.cursor.as_of);
    from.is_none_or(|from| days_between(day_of(from, zone), view.snapshot.day).abs() <= 1)
}

fn entries<'v>(view: &View<'v>) -> &'v [Entry] {
    let rows = view.listing.compared.as_ref();
    rows.map_or(&[], |rows| &rows.entries)
}

/// Every line of the pane.
fn lines(view: &View<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for why in [Why::Happened, Why::Learnt, Why::Corrected] {
        let rows = entries(view).iter().enumerate();
        let rows: Vec<usize> = rows
            .filter(|(_, entry)| entry.why == why)
            .map(|(row, _)| row)
            .collect();
        match (why, rows.is_empty()) {
            (Why::Happened, true) => lines.push(Line::NoChange),
            (Why::Happened, false) => {}
            (_, is_empty) => lines.push(Line::Heading(why, !is_empty)),
        }
        lines.extend(rows.into_iter().flat_map(|row| {
            let parts = entries(view).get(row).map_or(0, parts);
            (0..parts).map(move |part| Line::Entry(row, part))
        }));
        if why == Why::Happened {
            lines.push(Line::Blank);
        }
    }
    lines
}

/// How many lines each change of an entry takes: what was reported late or corrected says when or what below.
fn lines_of_change(entry: &Entry) -> usize {
    if entry.why == Why::Happened { 1 } else { 2 }
}

/// How many lines an entry takes.
fn parts(entry: &Entry) -> usize {
    let changes = match &entry.what {
        What::Place(news) => news.changes.len(),
        What::Event(_) => 1,
    };
    changes * lines_of_change(entry)
}

/// The change that stands in a line of an entry.
fn change_in(entry: &Entry, part: usize) -> Option<&PlaceChange> {
    match &entry.what {
        What::Place(news) => news.changes.get(part / lines_of_change(entry)),
        What::Event(_) => None,
    }
}

fn pages(view: &View<'_>, lines: &[Line], area: Rect) -> Pages {
    // What must not be the last line of a page: a heading, the first line of two.
    let leads: Vec<bool> = lines
        .iter()
        .map(|line| match line {
            Line::Heading(_, has_entries) => *has_entries,
            Line::Blank => true,
            Line::Entry(row, part) => entries(view)
                .get(*row)
                .is_some_and(|entry| part + 1 < parts(entry)),
            Line::NoChange => false,
        })
        .collect();
    let selected = view.selected_entry().map_or(0, |(row, _)| row);
    let is_it = |line: &Line| matches!(line, Line::Entry(row, 0) if *row == selected);
    let line = lines.iter().position(is_it).unwrap_or(0);
    Pages::of(headed(&leads, usize::from(area.height)), line)
}

/// `Places that changed`, with the clock, the page and the filter.
pub fn title(view: &View<'_>, area: Rect) -> String {
    let page = pages(view, &lines(view), area).words();
    format!("Places that changed{page}{}", suffix(view))
}

/// The number of the page that is shown, from 1, and how many there are.
pub(super) fn page_number(view: &View<'_>, area: Rect) -> (usize, usize) {
    pages(view, &lines(view), area).number()
}

/// How far a page up and a page down move the selection.
pub fn turn(view: &View<'_>, area: Rect) -> Turn {
    let lines = lines(view);
    let row_of = |line: usize| match lines.get(line) {
        Some(Line::Entry(row, 0)) => Some(*row),
        _ => None,
    };
    let selected = view.selected_entry().map_or(0, |(row, _)| row);
    Turn::between(&pages(view, &lines, area).pages, row_of, selected)
}

/// The entry whose row is at a cell, by its row in the listing.
pub fn at(view: &View<'_>, area: Rect, cell: Position) -> Option<usize> {
    let lines = lines(view);
    let row = usize::from(cell.y.checked_sub(area.y)?);
    match lines.get(pages(view, &lines, area).page())?.get(row)? {
        Line::Entry(row, _) => Some(*row),
        _ => None,
    }
}

/// Draws the page that holds the selected entry.
pub fn draw(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let lines = lines(view);
    let page = pages(view, &lines, area).page();
    let columns = Columns::of(view, area.width);
    for (row, line) in (0..).zip(lines.get(page).unwrap_or_default()) {
        let pieces = match *line {
            Line::Blank => continue,
            Line::NoChange => vec![(format!(" {}", no_change(view)), look.style(Role::Muted))],
            Line::Heading(why, has_entries) => heading(look, why, has_entries),
            Line::Entry(row, part) => match entries(view).get(row) {
                Some(entry) => entry_line(view, look, (row, entry, part), &columns),
                None => continue,
            },
        };
        paint::line(buffer, area, row, &pieces);
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

fn heading(look: Look, why: Why, has_entries: bool) -> Vec<Piece> {
    let name = match why {
        Why::Learnt => "REPORTED LATE",
        _ => "CORRECTED",
    };
    let beside = if has_entries { "" } else { "  none" };
    vec![
        (format!(" {name}"), look.style(Role::Strong)),
        (beside.to_owned(), look.style(Role::Text)),
    ]
}

fn entry_line(
    view: &View<'_>,
    look: Look,
    (row, entry, part): (usize, &Entry, usize),
    columns: &Columns,
) -> Vec<Piece> {
    let change = change_in(entry, part);
    if part % lines_of_change(entry) > 0 {
        let room = columns.name + columns.time + columns.source + columns.grade;
        let said = fit::cut(&second(view, entry, change), room, look.wording.cut_mark());
        let said = format!("{}{said}", " ".repeat(BEFORE));
        return vec![(said, look.style(Role::Muted))];
    }
    let is_selected = part == 0
        && view
            .selected_entry()
            .is_some_and(|(selected, _)| selected == row);
    let plain = look.style(Role::Text);
    let first = paint::marker(look, is_selected, view.app.pane == Pane::Places);
    let hit = match &entry.what {
        What::Place(news) => Hit::Place(news.place),
        What::Event(event) => Hit::Event(*event),
    };
    let (first, style) = paint::found(view, look, (first, plain), hit);
    let mut pieces = vec![first];
    pieces.extend(state(view, look, entry, change));
    pieces.push((" ".to_owned(), plain));
    let cut = look.wording.cut_mark();
    let (event, provenance) = rests_on(view, entry, change);
    let withheld = event.map_or("", |event| paint::withheld(view, event));
    if entry.why == Why::Happened {
        let room = columns.name.saturating_sub(1);
        let said = format!("{withheld}{}", name(view, entry, change, room));
        pieces.push((fit::left(&said, room, cut), style));
        pieces.push((" ".to_owned(), plain));
        let when = provenance.map_or_else(String::new, |at| when(view, at, columns));
        pieces.push((fit::left(&when, columns.time, ""), look.style(Role::Muted)));
    } else {
        let room = (columns.name + columns.time).saturating_sub(1);
        let said = format!("{withheld}{}", dated(view, look, entry, change, room));
        pieces.push((fit::left(&said, room + 1, cut), style));
    }
    if columns.source > 0 {
        let source = provenance.and_then(|its| {
            view.snapshot
                .scenario
                .first_source(its, &view.snapshot.cursor)
        });
        let name = source.map_or("-", |source| source.short().as_str());
        let name = fit::left(name, columns.source - 1, "");
        pieces.push((format!("{name} "), look.style(Role::Muted)));
    }
    if columns.grade > 0
        && let Some(provenance) = provenance
    {
        let grade = view
            .snapshot
            .scenario
            .grade(provenance, &view.snapshot.cursor);
        pieces.push((grade.to_string(), plain));
    }
    pieces
}

/// Returns the event that carries a change of a place, or the event that stands by itself, with its clocks and sources.
pub(super) fn rests_on<'v>(
    view: &View<'v>,
    entry: &Entry,
    change: Option<&PlaceChange>,
) -> (Option<EventKey>, Option<&'v Provenance>) {
    let scenario = view.snapshot.scenario;
    if let What::Event(event) = entry.what {
        return (Some(event), Some(&scenario.event(event).provenance));
    }
    let claim = change.and_then(|change| change.claim);
    (
        claim.map(|claim| claim.event),
        claim.map(|claim| &claim.get(scenario).provenance),
    )
}

/// Its letters and signs in four cells: `G→T `, `  G○`, nothing of an event.
fn state(view: &View<'_>, look: Look, entry: &Entry, change: Option<&PlaceChange>) -> Vec<Piece> {
    match (&entry.what, change) {
        (What::Place(news), Some(change)) => {
            let Some(after) = view.snapshot.place(news.place) else {
                return Vec::new();
            };
            let is_last = news.hands().last() == Some(change);
            match change.what {
                PlaceWhat::Holder(from, to) if !is_last => hand(view, look, from, to).to_vec(),
                PlaceWhat::Holder(from, _) if change.differs => {
                    state_from(view, look, after, Some(from)).to_vec()
                }
                _ => state_from(view, look, after, None).to_vec(),
            }
        }
        (What::Place(_), None) => Vec::new(),
        (What::Event(event), _) => {
            let later = view.snapshot;
            let corrects = visible::corrected(later.scenario, &later.cursor, *event);
            let sign = corrects.map_or(" ", |_| CORRECTION.show(look.ascii()));
            vec![(format!("   {sign}"), look.style(Role::Changed))]
        }
    }
}

/// A place with its seat or what is new of it, as fully as fits; the headline of an event.
pub(super) fn name(
    view: &View<'_>,
    entry: &Entry,
    change: Option<&PlaceChange>,
    room: usize,
) -> String {
    let scenario = view.snapshot.scenario;
    let (news, change) = match (&entry.what, change) {
        (What::Place(news), Some(change)) => (news, change),
        (What::Place(_), None) => return String::new(),
        (What::Event(event), _) => return scenario.event(*event).headline.to_string(),
    };
    let place = scenario.place(news.place);
    let (long, short) = words(view, change);
    if news.changes.first() != Some(change) {
        let word = further(news, change).map(str::to_owned);
        return word.unwrap_or(if fit::width(&long) <= room {
            long
        } else {
            short
        });
    }
    let beside = if matches!(change.what, PlaceWhat::Holder(..)) {
        let seat = place.seat();
        let is_named = *seat != place.name;
        [
            if is_named {
                seat.to_string()
            } else {
                String::new()
            },
            String::new(),
        ]
    } else {
        [long, short]
    };
    let said = |beside: &String| {
        let comma = if beside.is_empty() { "" } else { ", " };
        format!("{}{comma}{beside}", place.full_name().closed())
    };
    let fits = |text: &String| fit::width(text) <= room;
    let [long, short] = [said(&beside[0]), said(&beside[1])];
    if fits(&long) { long } else { short }
}

/// What is new of a place, in full and in a few words.
fn words(view: &View<'_>, change: &PlaceChange) -> (String, String) {
    let after = view.snapshot.place(change.place);
    let long = after.map(|after| beside(view.snapshot.scenario, change, after));
    (long.unwrap_or_default(), beside_short(change))
}

/// Words when it happened: `—`, `13 Aug`, `13 Aug late eve.`.
fn when(view: &View<'_>, provenance: &Provenance, columns: &Columns) -> String {
    let at = &provenance.at;
    let time = word_moment(at, view.snapshot, MomentForm::TimeCell);
    if !columns.has_date {
        return time;
    }
    // Without an hour beside it the day is the scenario's.
    let day = if columns.has_time {
        let day = shown_day(at, view.snapshot.scenario.clocks());
        word_day(day, DayForm::Short, Some(view.snapshot.day))
    } else {
        word_moment(at, view.snapshot, MomentForm::DayCell)
    };
    let day = fit::right(&day, columns.date, "");
    if columns.has_time {
        format!("{day} {time}")
    } else {
        day
    }
}

/// Returns what was reported late or corrected, with when it happened: `Kandahar, 12 Aug late evening`.
fn dated(
    view: &View<'_>,
    look: Look,
    entry: &Entry,
    change: Option<&PlaceChange>,
    room: usize,
) -> String {
    let (_, provenance) = rests_on(view, entry, change);
    let when = provenance.map(|its| word_moment(&its.at, view.snapshot, MomentForm::Line));
    let when = when.map_or_else(String::new, |when| format!(", {when}"));
    let left = room.saturating_sub(fit::width(&when));
    let said = fit::cut(
        &name(view, entry, change, left),
        left,
        look.wording.cut_mark(),
    );
    format!("{said}{when}")
}

/// When it was known, and whether the first date counted it; of a correction what it corrects.
fn second(view: &View<'_>, entry: &Entry, change: Option<&PlaceChange>) -> String {
    let (Some(event), Some(provenance)) = rests_on(view, entry, change) else {
        return String::new();
    };
    let scenario = view.snapshot.scenario;
    let why = change.map_or(entry.why, |change| change.why);
    let correction = corrects(scenario, &view.snapshot.cursor, event);
    match (why, view.compared()) {
        (Why::Corrected, _) if correction.is_some() => correction.unwrap_or_default(),
        (_, Some((compared, _))) => {
            let from = &compared.older.fold.cursor;
            let is_counted = visible::has_item(scenario, event, provenance, from);
            known(scenario, view.snapshot.day, provenance, from, is_counted)
        }
        (_, None) => String::new(),
    }
}
