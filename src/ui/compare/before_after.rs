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

use super::figure_words::{NONE, SAME, find_provenance, word_label, word_values};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::columns::{BeforeAfterColumns, below_line, pieces_behind, word_optional};
use super::{Pages, title_suffix};
use crate::app::action::Pane;
use crate::app::paging::{PageSteps, split_under_headings};
use crate::app::view::View;
use crate::facts::moment::{DayForm, shown_day, word_day};
use crate::facts::number;
use crate::facts::reading::OTHER_COUNT;
use crate::model::figure::Group;
use crate::snapshot::compared::BeforeAfter;
use crate::snapshot::matches::Hit;
use crate::snapshot::paired::PairRow;
use crate::snapshot::reference::FigureRef;
use crate::text::fit;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// A line of the pane.
#[derive(Clone, Copy)]
enum BeforeAfterLine {
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
fn columns_of(view: &View<'_>, look: FrameStyle, width: u16) -> BeforeAfterColumns {
    let (date, source) = match width {
        60.. => (date_cells(view) + 1, 9),
        50..60 => (date_cells(view) + 1, 4),
        38..50 => (0, 4),
        _ => (0, 0),
    };
    let rows = list_rows(view).iter();
    let values = rows.map(|row| word_values(view, look, row, source == 0));
    let (mut before, mut after) = (NONE.len(), SAME.len());
    for [first, second] in values {
        before = before.max(fit::measure_width(&first));
        after = after.max(fit::measure_width(&second));
    }
    // Where words would take the room of the labels, each value takes what it needs.
    let most = usize::from(width) / 4;
    BeforeAfterColumns {
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
    let provenances = list_rows(view).iter().flat_map(|row| match row {
        BeforeAfter::Figure(pair) => {
            let figures = pair.before.iter().chain(&pair.after).chain(&pair.between);
            let ends = pair.ended.iter().map(|end| &end.get(scenario).provenance);
            let its = figures.map(|figure| &figure.get(scenario).provenance);
            its.chain(ends).collect()
        }
        BeforeAfter::Deadline(..) => Vec::from_iter(find_provenance(view, row)),
    });
    let days = provenances.map(|its| shown_day(&its.at, scenario.zone()));
    let cells =
        days.map(|day| fit::measure_width(&word_day(day, DayForm::Short, Some(view.snapshot.day))));
    cells.max().unwrap_or(DATE).max(DATE)
}

/// Cells of a date of the year looked at.
const DATE: usize = 6;

fn list_rows<'v>(view: &View<'v>) -> &'v [BeforeAfter] {
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
fn list_lines(view: &View<'_>) -> Vec<BeforeAfterLine> {
    let rows = list_rows(view);
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
            lines.push(BeforeAfterLine::Older(
                rows.iter().filter(|row| is_old(row)).count(),
            ));
        } else if let Some(group) = group.filter(|_| is_new && !is_old(row)) {
            let is_same = !changed.contains(&Some(group));
            lines.push(if is_same {
                BeforeAfterLine::Whole(group, SAME)
            } else {
                BeforeAfterLine::Group(group)
            });
        }
        over = Some((group, is_old(row)));
        lines.push(BeforeAfterLine::Row(number));
        lines.extend(lines_below(view, number, row));
    }
    let last_changed = lines.iter().position(|line| match line {
        BeforeAfterLine::Whole(..) | BeforeAfterLine::Older(_) => true,
        BeforeAfterLine::Row(row) => rows
            .get(*row)
            .is_some_and(|row| group_of(view, row).is_none()),
        BeforeAfterLine::Group(_) | BeforeAfterLine::Beside(..) | BeforeAfterLine::Between(..) => {
            false
        }
    });
    let at = last_changed.unwrap_or(lines.len());
    lines.splice(at..at, unknown_groups(view));
    lines
}

/// What stands below a row: readings beside those that lead, and what was said between.
fn lines_below(view: &View<'_>, number: usize, row: &BeforeAfter) -> Vec<BeforeAfterLine> {
    let scenario = view.snapshot.scenario;
    let BeforeAfter::Figure(pair) = row else {
        return Vec::new();
    };
    if pair.is_added(scenario) || !pair.has_changed() {
        return Vec::new();
    }
    let beside = pair.build_rows(scenario).into_iter().skip(1);
    let beside = beside.map(|row| BeforeAfterLine::Beside(number, row));
    let between = pair.between.iter();
    beside
        .chain(between.map(|figure| BeforeAfterLine::Between(number, *figure)))
        .collect()
}

/// The groups of which no figure is known at either date.
fn unknown_groups(view: &View<'_>) -> Vec<BeforeAfterLine> {
    if !view.app.filter.is_empty() {
        return Vec::new();
    }
    let known: Vec<Option<Group>> = list_rows(view)
        .iter()
        .map(|row| group_of(view, row))
        .collect();
    let groups = Group::WORDS.iter().map(|(_, group)| *group);
    groups
        .filter(|group| view.snapshot.has_group(*group) && !known.contains(&Some(*group)))
        .map(|group| BeforeAfterLine::Whole(group, "no figure"))
        .collect()
}

fn split_pages(view: &View<'_>, lines: &[BeforeAfterLine], area: Rect) -> Pages {
    let leads: Vec<bool> = lines
        .iter()
        .map(|line| {
            matches!(
                line,
                BeforeAfterLine::Group(_)
                    | BeforeAfterLine::Whole(_, SAME)
                    | BeforeAfterLine::Older(_)
            )
        })
        .collect();
    let line = match view.selected_before_after() {
        // Nothing is selected before the first step: the first page shows.
        Some((selected, _)) if view.app.selection.figure.is_some() => {
            let is_it = |line: &BeforeAfterLine| matches!(line, BeforeAfterLine::Row(row) if *row == selected);
            lines.iter().position(is_it).unwrap_or(0)
        }
        _ => 0,
    };
    Pages::from_line(split_under_headings(&leads, usize::from(area.height)), line)
}

/// `Figures, before and after`, with the clock, the page and the filter.
pub fn word_title(view: &View<'_>, area: Rect) -> String {
    let page = split_pages(view, &list_lines(view), area).word_number();
    let suffix = title_suffix(view);
    if suffix.is_empty() && (page.is_empty() || area.width > 34) {
        return format!("Figures, before and after{page}");
    }
    format!("Figures{page}{suffix}")
}

/// The number of the page that is shown, from 1, and how many there are.
pub(super) fn page_number(view: &View<'_>, area: Rect) -> (usize, usize) {
    split_pages(view, &list_lines(view), area).number_and_count()
}

/// How far a page up and a page down move the selection.
pub fn page_steps(view: &View<'_>, area: Rect) -> PageSteps {
    let lines = list_lines(view);
    let row_of = |line: usize| match lines.get(line) {
        Some(BeforeAfterLine::Row(row)) => Some(*row),
        _ => None,
    };
    let selected = view.selected_before_after().map_or(0, |(row, _)| row);
    PageSteps::between_pages(&split_pages(view, &lines, area).pages, row_of, selected)
}

/// The row that is at a cell, in the listing.
pub fn at(view: &View<'_>, area: Rect, cell: Position) -> Option<usize> {
    let lines = list_lines(view);
    let row = usize::from(cell.y.checked_sub(area.y)?);
    match lines
        .get(split_pages(view, &lines, area).current_range())?
        .get(row)?
    {
        BeforeAfterLine::Row(row)
        | BeforeAfterLine::Beside(row, _)
        | BeforeAfterLine::Between(row, _) => Some(*row),
        _ => None,
    }
}

/// Draws the page that holds the selected row.
pub fn draw(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let lines = list_lines(view);
    if lines.is_empty() {
        paint::none_listed(view, look, area, buffer);
        return;
    }
    let page = split_pages(view, &lines, area).current_range();
    let columns = columns_of(view, look, area.width);
    let (strong, text) = (look.role_style(Role::Strong), look.role_style(Role::Text));
    let end = usize::from(area.width).saturating_sub(columns.width_behind() + 1);
    let beside = |name: String, phrase: &str| {
        let room = end.saturating_sub(fit::measure_width(&name));
        vec![
            (format!(" {name}"), strong),
            (
                fit::align_right(phrase, room, ""),
                look.role_style(Role::Muted),
            ),
        ]
    };
    for (row, line) in (0..).zip(lines.get(page).unwrap_or_default()) {
        let pieces = match *line {
            BeforeAfterLine::Group(group) => {
                vec![(format!(" {}", number::name_group(group)), strong)]
            }
            BeforeAfterLine::Whole(group, phrase) => {
                beside(number::name_group(group).to_owned(), phrase)
            }
            BeforeAfterLine::Older(count) => beside(format!("{count} over a week old"), SAME),
            BeforeAfterLine::Beside(_, row) => {
                let figure = row.after.or(row.before);
                let values =
                    [row.before, row.after].map(|figure| word_optional(view, look, figure));
                below_line(
                    view,
                    look,
                    (OTHER_COUNT, values, figure),
                    (&columns, area.width),
                )
            }
            BeforeAfterLine::Between(_, figure) => {
                let values = [word_optional(view, look, Some(figure)), String::new()];
                let between = ("in between", values, Some(figure));
                below_line(view, look, between, (&columns, area.width))
            }
            BeforeAfterLine::Row(row) => match list_rows(view).get(row) {
                Some(figure) => row_line(view, look, (row, figure), (&columns, area.width)),
                None => vec![(String::new(), text)],
            },
        };
        paint::put_line(buffer, area, row, &pieces);
    }
}

fn row_line(
    view: &View<'_>,
    look: FrameStyle,
    (row, figure): (usize, &BeforeAfter),
    (columns, width): (&BeforeAfterColumns, u16),
) -> Vec<StyledPiece> {
    let selected = view.selected_before_after();
    let is_shown = view.app.selection.figure.is_some() || view.app.pane == Pane::Figures;
    let is_selected = is_shown && selected.is_some_and(|(selected, _)| selected == row);
    let (text, muted) = (look.role_style(Role::Text), look.role_style(Role::Muted));
    let first = paint::marker_piece(look, is_selected, view.app.pane == Pane::Figures);
    let (first, style) = match figure {
        BeforeAfter::Figure(pair) => {
            let hit = Hit::Figure(pair.key.series, pair.key.status);
            paint::mark_match(view, look, (first, text), hit)
        }
        BeforeAfter::Deadline(..) => (first, text),
    };
    // A deadline belongs to no group.
    let indent = match figure {
        BeforeAfter::Figure(_) => 1,
        BeforeAfter::Deadline(..) => 0,
    };
    let total = usize::from(width).saturating_sub(1 + indent + columns.width_behind());
    let [name, before, after] = fit_cells(view, look, figure, (columns, total));
    let mut pieces = vec![
        first,
        (" ".repeat(indent), text),
        (name, style),
        (format!(" {before}"), muted),
        (format!(" {after}"), text),
    ];
    pieces.extend(pieces_behind(
        view,
        look,
        find_provenance(view, figure),
        columns,
    ));
    pieces
}

/// Label, value before and value after in so many cells. A value is as wide as it must be, and what stands before it
/// gives way.
fn fit_cells(
    view: &View<'_>,
    look: FrameStyle,
    figure: &BeforeAfter,
    (columns, total): (&BeforeAfterColumns, usize),
) -> [String; 3] {
    let is_bare = columns.source == 0;
    let mut shown = word_values(view, look, figure, is_bare);
    let needed =
        |shown: &[String; 2]| fit::measure_width(&shown[0]) + fit::measure_width(&shown[1]) + 2;
    if needed(&shown) + LEAST_LABEL > total || fit::measure_width(&shown[1]) > columns.after {
        shown = word_values(view, look.with_words(false), figure, is_bare);
    }
    let [before, after] = shown;
    let after = fit::align_right(&after, columns.after.max(fit::measure_width(&after)), "");
    let left = total.saturating_sub(fit::measure_width(&after) + 1);
    let before = fit::align_right(&before, columns.before.max(fit::measure_width(&before)), "");
    let spare = left.saturating_sub(1);
    let lean = before.trim_start();
    let room = spare.saturating_sub(fit::measure_width(lean));
    let name = word_label(view, figure, room);
    let name_cells = fit::measure_width(&name).min(spare.saturating_sub(fit::measure_width(lean)));
    let before_cells = spare
        .saturating_sub(name_cells)
        .min(fit::measure_width(&before));
    let before = fit::align_right(lean, before_cells, "");
    let name = fit::align_left(
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
