//! Figures before and after in columns, with their words: what is in force at either end, whoever published it.
//!
//! ```text
//!  Territory
//!   Capitals       11 FT        18 B1
//!   EU             ~65 %      same B2
//!  Evacuated           no figure
//!  US exit, days      19        18 B1
//! ```
//!
//! "none": no number was in force then; "same": what was said before still stands. Enter has the rest.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::columns::{Columns, behind, below_line, moving, short_name, shown, value};
use super::{Pages, suffix};
use crate::app::action::Pane;
use crate::app::paging::{Turn, headed};
use crate::app::view::View;
use crate::facts::deadline::count;
use crate::facts::moment::{DayForm, shown_day, word_day};
use crate::facts::number;
use crate::facts::reading::OTHER_COUNT;
use crate::model::claim::Provenance;
use crate::model::figure::Group;
use crate::snapshot::compared::BeforeAfter;
use crate::snapshot::hits::Hit;
use crate::snapshot::paired::PairRow;
use crate::snapshot::reference::FigureRef;
use crate::text::fit;
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// What stands where nothing was in force.
pub(super) const NONE: &str = "none";
/// What stands where the last word still stands.
pub(super) const SAME: &str = "same";

/// A line of the pane.
#[derive(Clone, Copy)]
enum Line {
    /// The heading of a group.
    Group(Group),
    /// A group of which nothing changed, or that has no reading.
    Whole(Group, &'static str),
    /// A row of the listing.
    Row(usize),
    /// Readings that stand beside those of a row.
    Beside(usize, PairRow),
    /// What was said between and is no longer in force.
    Between(usize, FigureRef),
    /// So many readings that are older than a week and still stand.
    Older(usize),
}

/// Returns the columns of a pane of so many cells.
fn columns_of(view: &View<'_>, look: Look, width: u16) -> Columns {
    let (date, source) = match width {
        60.. => (date_cells(view) + 1, 9),
        50..60 => (date_cells(view) + 1, 4),
        38..50 => (0, 4),
        _ => (0, 0),
    };
    let rows = rows(view).iter();
    let values = rows.map(|row| values(view, look, row, source == 0));
    let (mut before, mut after) = (NONE.len(), SAME.len());
    for [first, second] in values {
        before = before.max(fit::width(&first));
        after = after.max(fit::width(&second));
    }
    // Where words would take the room of the labels, each value takes what it needs.
    let most = usize::from(width) / 4;
    Columns {
        before: before.min(most),
        // One that is wider moves what stands before it.
        after: after.min(most.max(LEAST_AFTER)),
        date,
        source,
    }
}

/// Returns the cells of the widest date that is listed: wider where one is of another year.
fn date_cells(view: &View<'_>) -> usize {
    let scenario = view.snapshot.scenario;
    let provenances = rows(view).iter().flat_map(|row| match row {
        BeforeAfter::Figure(pair) => {
            let figures = pair.before.iter().chain(&pair.after).chain(&pair.between);
            let ends = pair.ended.iter().map(|end| &end.get(scenario).provenance);
            let its = figures.map(|figure| &figure.get(scenario).provenance);
            its.chain(ends).collect()
        }
        BeforeAfter::Deadline(..) => Vec::from_iter(provenance(view, row)),
    });
    let days = provenances.map(|its| shown_day(&its.at, scenario.zone()));
    let cells = days.map(|day| fit::width(&word_day(day, DayForm::Short, Some(view.snapshot.day))));
    cells.max().unwrap_or(DATE).max(DATE)
}

/// Cells of a date of the year looked at.
const DATE: usize = 6;

fn rows<'v>(view: &View<'v>) -> &'v [BeforeAfter] {
    let rows = view.listing.compared.as_ref();
    rows.map_or(&[], |rows| &rows.figures)
}

fn group_of(view: &View<'_>, row: &BeforeAfter) -> Option<Group> {
    match row {
        BeforeAfter::Figure(pair) => Some(view.snapshot.scenario.one_series(pair.key.series).group),
        BeforeAfter::Deadline(..) => None,
    }
}

fn is_old(row: &BeforeAfter) -> bool {
    matches!(row, BeforeAfter::Figure(pair) if pair.is_old && !pair.has_changed())
}

/// Every line of the pane, in the order of the listing, with the groups of which nothing is known behind what changed.
fn lines(view: &View<'_>) -> Vec<Line> {
    let rows = rows(view);
    let is_fresh = |row: &&BeforeAfter| !is_old(row);
    let changed: Vec<Option<Group>> = rows
        .iter()
        .filter(is_fresh)
        .filter(|row| row.has_changed())
        .map(|row| group_of(view, row))
        .collect();
    let mut lines = Vec::new();
    let mut over = None;
    for (number, row) in rows.iter().enumerate() {
        let group = group_of(view, row);
        let is_new = over != Some((group, is_old(row)));
        if over.is_none_or(|(_, was_old)| !was_old) && is_old(row) {
            lines.push(Line::Older(rows.iter().filter(|row| is_old(row)).count()));
        } else if let Some(group) = group.filter(|_| is_new && !is_old(row)) {
            let is_same = !changed.contains(&Some(group));
            lines.push(if is_same {
                Line::Whole(group, SAME)
            } else {
                Line::Group(group)
            });
        }
        over = Some((group, is_old(row)));
        lines.push(Line::Row(number));
        lines.extend(below(view, number, row));
    }
    let last_changed = lines.iter().position(|line| match line {
        Line::Whole(..) | Line::Older(_) => true,
        Line::Row(row) => rows
            .get(*row)
            .is_some_and(|row| group_of(view, row).is_none()),
        Line::Group(_) | Line::Beside(..) | Line::Between(..) => false,
    });
    let at = last_changed.unwrap_or(lines.len());
    lines.splice(at..at, unknown(view));
    lines
}

/// What stands below a row: readings beside those that lead, and what was said between.
fn below(view: &View<'_>, number: usize, row: &BeforeAfter) -> Vec<Line> {
    let scenario = view.snapshot.scenario;
    let BeforeAfter::Figure(pair) = row else {
        return Vec::new();
    };
    if pair.is_added(scenario) || !pair.has_changed() {
        return Vec::new();
    }
    let beside = pair.rows(scenario).into_iter().skip(1);
    let beside = beside.map(|row| Line::Beside(number, row));
    let between = pair.between.iter();
    beside
        .chain(between.map(|figure| Line::Between(number, *figure)))
        .collect()
}

/// The groups of which no figure is known at either date.
fn unknown(view: &View<'_>) -> Vec<Line> {
    if !view.app.filter.is_empty() {
        return Vec::new();
    }
    let known: Vec<Option<Group>> = rows(view).iter().map(|row| group_of(view, row)).collect();
    let groups = Group::WORDS.iter().map(|(_, group)| *group);
    groups
        .filter(|group| view.snapshot.has_group(*group) && !known.contains(&Some(*group)))
        .map(|group| Line::Whole(group, "no figure"))
        .collect()
}

fn pages(view: &View<'_>, lines: &[Line], area: Rect) -> Pages {
    let leads: Vec<bool> = lines
        .iter()
        .map(|line| matches!(line, Line::Group(_) | Line::Whole(_, SAME) | Line::Older(_)))
        .collect();
    let line = match view.selected_before_after() {
        // Nothing is selected before the first step: the first page shows.
        Some((selected, _)) if view.app.selection.figure.is_some() => {
            let is_it = |line: &Line| matches!(line, Line::Row(row) if *row == selected);
            lines.iter().position(is_it).unwrap_or(0)
        }
        _ => 0,
    };
    Pages::of(headed(&leads, usize::from(area.height)), line)
}

/// `Figures, before and after`, with the clock, the page and the filter.
pub fn title(view: &View<'_>, area: Rect) -> String {
    let page = pages(view, &lines(view), area).words();
    let suffix = suffix(view);
    if suffix.is_empty() && (page.is_empty() || area.width > 34) {
        return format!("Figures, before and after{page}");
    }
    format!("Figures{page}{suffix}")
}

/// The number of the page that is shown, from 1, and how many there are.
pub(super) fn page_number(view: &View<'_>, area: Rect) -> (usize, usize) {
    pages(view, &lines(view), area).number()
}

/// How far a page up and a page down move the selection.
pub fn turn(view: &View<'_>, area: Rect) -> Turn {
    let lines = lines(view);
    let row_of = |line: usize| match lines.get(line) {
        Some(Line::Row(row)) => Some(*row),
        _ => None,
    };
    let selected = view.selected_before_after().map_or(0, |(row, _)| row);
    Turn::between(&pages(view, &lines, area).pages, row_of, selected)
}

/// The row that is at a cell, in the listing.
pub fn at(view: &View<'_>, area: Rect, cell: Position) -> Option<usize> {
    let lines = lines(view);
    let row = usize::from(cell.y.checked_sub(area.y)?);
    match lines.get(pages(view, &lines, area).page())?.get(row)? {
        Line::Row(row) | Line::Beside(row, _) | Line::Between(row, _) => Some(*row),
        _ => None,
    }
}

/// Draws the page that holds the selected row.
pub fn draw(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let lines = lines(view);
    if lines.is_empty() {
        paint::none_listed(view, look, area, buffer);
        return;
    }
    let page = pages(view, &lines, area).page();
    let columns = columns_of(view, look, area.width);
    let (strong, text) = (look.style(Role::Strong), look.style(Role::Text));
    let end = usize::from(area.width).saturating_sub(columns.behind() + 1);
    let beside = |name: String, said: &str| {
        let room = end.saturating_sub(fit::width(&name));
        vec![
            (format!(" {name}"), strong),
            (fit::right(said, room, ""), look.style(Role::Muted)),
        ]
    };
    for (row, line) in (0..).zip(lines.get(page).unwrap_or_default()) {
        let pieces = match *line {
            Line::Group(group) => vec![(format!(" {}", number::group(group)), strong)],
            Line::Whole(group, said) => beside(number::group(group).to_owned(), said),
            Line::Older(count) => beside(format!("{count} over a week old"), SAME),
            Line::Beside(_, row) => {
                let figure = row.after.or(row.before);
                let values = [row.before, row.after].map(|figure| shown(view, look, figure));
                below_line(
                    view,
                    look,
                    (OTHER_COUNT, values, figure),
                    (&columns, area.width),
                )
            }
            Line::Between(_, figure) => {
                let values = [shown(view, look, Some(figure)), String::new()];
                let between = ("in between", values, Some(figure));
                below_line(view, look, between, (&columns, area.width))
            }
            Line::Row(row) => match rows(view).get(row) {
                Some(figure) => row_line(view, look, (row, figure), (&columns, area.width)),
                None => vec![(String::new(), text)],
            },
        };
        paint::line(buffer, area, row, &pieces);
    }
}

/// What stands before and after, in words where they fit; a bare row names the publishers of both, where they differ.
pub(super) fn values(view: &View<'_>, look: Look, row: &BeforeAfter, is_bare: bool) -> [String; 2] {
    let scenario = view.snapshot.scenario;
    match row {
        BeforeAfter::Figure(pair) => {
            let has_names = pair.has_publishers(scenario);
            let [before, after] = [&pair.before, &pair.after].map(|figures| {
                let (Some(first), Some(last)) = (figures.first(), figures.last()) else {
                    return None;
                };
                let said = if pair.is_added(scenario) {
                    number::one_after_another(scenario, figures, look.wording)
                } else {
                    value(view, look, *first)
                };
                Some(format!("{said}{}", moving(last.get(scenario))))
            });
            let named = |said: String, figure: Option<&FigureRef>| match figure {
                Some(figure) if has_names && !pair.is_added(scenario) => {
                    format!("{said} {}", short_name(view, *figure))
                }
                _ => said,
            };
            let before = before.map_or_else(
                || NONE.to_owned(),
                |said| named(said, pair.before.first().filter(|_| !pair.after.is_empty())),
            );
            let after = match after {
                _ if !row.has_changed() => SAME.to_owned(),
                Some(said) => named(said, pair.after.first().filter(|_| is_bare)),
                None if pair.ended.is_some() => "ended".to_owned(),
                None => NONE.to_owned(),
            };
            [before, after]
        }
        BeforeAfter::Deadline(before, after) => [before, after].map(|state| {
            state.map_or_else(|| NONE.to_owned(), |state| count(view.snapshot, &state))
        }),
    }
}

/// What a row is of: `US Kuwait`, `Capitals, FT`, `US exit, days`.
pub(super) fn label(view: &View<'_>, row: &BeforeAfter, cells: usize) -> String {
    let scenario = view.snapshot.scenario;
    let (long, short, end) = match row {
        BeforeAfter::Figure(pair) => {
            let series = scenario.one_series(pair.key.series);
            (
                series.label.closed(),
                series.short().closed(),
                String::new(),
            )
        }
        BeforeAfter::Deadline(before, after) => {
            let Some(state) = after.or(*before) else {
                return String::new();
            };
            let deadline = state.deadline.get(scenario);
            let short = deadline.short.as_ref().unwrap_or(&deadline.label);
            (deadline.label.closed(), short.closed(), ", days".to_owned())
        }
    };
    let withheld = withheld(view, row);
    let full = format!("{withheld}{long}{end}");
    if fit::width(&full) <= cells {
        return full;
    }
    format!("{withheld}{short}{end}")
}

/// The word before a row that rests on what must not be published yet.
fn withheld(view: &View<'_>, row: &BeforeAfter) -> &'static str {
    let events = match row {
        BeforeAfter::Figure(pair) => {
            let figures = pair.before.iter().chain(&pair.after);
            figures.map(|figure| figure.event).collect::<Vec<_>>()
        }
        BeforeAfter::Deadline(before, after) => {
            let states = [before, after].into_iter().flatten();
            states.map(|state| state.deadline.event).collect()
        }
    };
    paint::withheld_of(view, events)
}

/// The clocks and sources of the last word of a row.
pub(super) fn provenance<'v>(view: &View<'v>, row: &BeforeAfter) -> Option<&'v Provenance> {
    let scenario = view.snapshot.scenario;
    match row {
        BeforeAfter::Figure(pair) => {
            let ended = pair.ended.map(|end| &end.get(scenario).provenance);
            let last = if pair.is_added(scenario) {
                pair.after.last().copied().or(pair.lead())
            } else {
                pair.lead()
            };
            ended.or(last.map(|figure| &figure.get(scenario).provenance))
        }
        BeforeAfter::Deadline(before, after) => {
            let state = after.or(*before)?;
            Some(&state.deadline.get(scenario).provenance)
        }
    }
}

fn row_line(
    view: &View<'_>,
    look: Look,
    (row, figure): (usize, &BeforeAfter),
    (columns, width): (&Columns, u16),
) -> Vec<Piece> {
    let selected = view.selected_before_after();
    let is_shown = view.app.selection.figure.is_some() || view.app.pane == Pane::Figures;
    let is_selected = is_shown && selected.is_some_and(|(selected, _)| selected == row);
    let (text, muted) = (look.style(Role::Text), look.style(Role::Muted));
    let first = paint::marker(look, is_selected, view.app.pane == Pane::Figures);
    let (first, style) = match figure {
        BeforeAfter::Figure(pair) => {
            let hit = Hit::Figure(pair.key.series, pair.key.status);
            paint::found(view, look, (first, text), hit)
        }
        BeforeAfter::Deadline(..) => (first, text),
    };
    // A deadline belongs to no group.
    let indent = match figure {
        BeforeAfter::Figure(_) => 1,
        BeforeAfter::Deadline(..) => 0,
    };
    let total = usize::from(width).saturating_sub(1 + indent + columns.behind());
    let [name, before, after] = fitted(view, look, figure, (columns, total));
    let mut pieces = vec![
        first,
        (" ".repeat(indent), text),
        (name, style),
        (format!(" {before}"), muted),
        (format!(" {after}"), text),
    ];
    pieces.extend(behind(view, look, provenance(view, figure), columns));
    pieces
}

/// Label, value before and value after in so many cells. A value is as wide as it must be, and what stands before it
/// gives way.
fn fitted(
    view: &View<'_>,
    look: Look,
    figure: &BeforeAfter,
    (columns, total): (&Columns, usize),
) -> [String; 3] {
    let is_bare = columns.source == 0;
    let mut shown = values(view, look, figure, is_bare);
    let needed = |shown: &[String; 2]| fit::width(&shown[0]) + fit::width(&shown[1]) + 2;
    if needed(&shown) + LEAST_LABEL > total || fit::width(&shown[1]) > columns.after {
        shown = values(view, look.with_words(false), figure, is_bare);
    }
    let [before, after] = shown;
    let after = fit::right(&after, columns.after.max(fit::width(&after)), "");
    let left = total.saturating_sub(fit::width(&after) + 1);
    let before = fit::right(&before, columns.before.max(fit::width(&before)), "");
    let spare = left.saturating_sub(1);
    let lean = before.trim_start();
    let room = spare.saturating_sub(fit::width(lean));
    let name = label(view, figure, room);
    let name_cells = fit::width(&name).min(spare.saturating_sub(fit::width(lean)));
    let before_cells = spare.saturating_sub(name_cells).min(fit::width(&before));
    let before = fit::right(lean, before_cells, "");
    let name = fit::left(
        &name,
        spare.saturating_sub(before_cells),
        look.wording.cut_mark(),
    );
    [name, before, after]
}

/// The widest that a column of values may be where there is little room.
const LEAST_AFTER: usize = 8;
/// The fewest cells of a label beside values in words.
const LEAST_LABEL: usize = 9;
