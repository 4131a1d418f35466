//! The figures: readings in force by group, each with its qualifier, date, source and grade.
//!
//! ```text
//!  TROOPS
//! +US to Kabul       ~3,000 12 Aug DoD A1
//! │└ label           └ value └ as at   └ grade of its source
//! gutter: new today, up or down, selected
//! ```
//!
//! A number is never cut: the label gives way, then the date. Nothing is added up.

mod columns;
mod row;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::paging::{Turn, headed};
use crate::app::view::View;
use crate::facts::moment::{DayForm, KnownForm, word_day, word_known};
use crate::facts::number;
use crate::model::figure::Group;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::{Ended, Reading};
use crate::snapshot::order::groups;
use crate::snapshot::query::FigureRow;
use crate::snapshot::reference::FigureRef;
use crate::text::fit;
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};
use columns::Columns;
use row::{ReadingRow, RowPart, Standing, paged_look};

/// A line of the pane.
enum Line<'v> {
    /// The heading of a group that has readings.
    Group(Group),
    /// A group without a reading in force, with the last one of a period that is over.
    NoneOf(Group, Option<FigureRef>),
    /// What is older than a week.
    Older,
    /// The heading of the deadlines.
    Deadlines,
    /// A reading in force, or what stands beside it.
    Reading(ReadingRow<'v>),
    /// The label of one whose value leaves no room for it; its value follows.
    Label(ReadingRow<'v>),
    /// The value below its label.
    Value(ReadingRow<'v>),
    /// A series that has ended.
    Ended(Ended),
    /// A deadline, by its row in the listing.
    Deadline(usize, &'v DeadlineState),
}

impl Line<'_> {
    /// Returns the row of the listing that stands in it.
    fn row(&self) -> Option<usize> {
        match self {
            Self::Reading(its) | Self::Label(its) | Self::Value(its) => Some(its.row),
            Self::Deadline(row, _) => Some(*row),
            Self::Group(_) | Self::NoneOf(..) | Self::Ended(_) | Self::Deadlines | Self::Older => {
                None
            }
        }
    }
}

/// The heading of a group.
fn heading(group: Group) -> String {
    number::group(group).to_uppercase()
}

/// Every line of the pane, in the order of the listing: fresh readings by group, then those that are
/// older than a week.
fn lines<'v>(view: &View<'v>, area: Rect) -> Vec<Line<'v>> {
    let scenario = view.snapshot.scenario;
    let columns = Columns::of(view, paged_look(), area.width);
    let mut lines = Vec::new();
    for group in groups(scenario) {
        if !view.snapshot.has_group(group) {
            continue;
        }
        let is_its = |reading: &Reading| scenario.one_series(reading.key.series).group == group;
        let fresh = readings(view, &columns, |reading| !reading.is_old && is_its(reading));
        // Where all of it is older, it stands below.
        let is_none = view.app.filter.is_empty() && !view.snapshot.figures.iter().any(is_its);
        if !fresh.is_empty() || is_none {
            lines.push(if fresh.is_empty() {
                Line::NoneOf(group, view.snapshot.last_over(group))
            } else {
                Line::Group(group)
            });
        }
        lines.extend(fresh);
        let ended = view.snapshot.ended.iter().copied();
        let is_its = |ended: &Ended| scenario.one_series(ended.key.series).group == group;
        let ended = ended.filter(|ended| view.app.filter.is_empty() && is_its(ended));
        lines.extend(ended.map(Line::Ended));
    }
    let deadlines = deadlines(view);
    if !deadlines.is_empty() {
        lines.push(Line::Deadlines);
    }
    lines.extend(deadlines);
    let older = readings(view, &columns, |reading| reading.is_old);
    if !older.is_empty() {
        lines.push(Line::Older);
    }
    lines.extend(older);
    lines
}

/// The readings that are listed and meant, with those that disagree.
fn readings<'v>(
    view: &View<'v>,
    columns: &Columns,
    is_meant: impl Fn(&Reading) -> bool,
) -> Vec<Line<'v>> {
    let rows = view.listing.figures.iter().enumerate();
    let listed = rows.filter_map(|(row, figure)| Some((row, figure.reading(view.snapshot)?)));
    let meant = listed.filter(|(_, reading)| is_meant(reading));
    meant
        .flat_map(|(row, reading)| {
            let others = reading.other_words(view.snapshot.scenario).into_iter();
            let earlier = reading.earlier.iter().copied();
            std::iter::once(Standing::Lead)
                .chain(others.map(Standing::Other))
                .chain(earlier.map(Standing::Earlier))
                .map(move |standing| ReadingRow {
                    row,
                    reading,
                    standing,
                })
        })
        .flat_map(|row| {
            if row.needs_two_rows(view, columns) {
                vec![Line::Label(row), Line::Value(row)]
            } else {
                vec![Line::Reading(row)]
            }
        })
        .collect()
}

/// The deadlines that are listed.
fn deadlines<'v>(view: &View<'v>) -> Vec<Line<'v>> {
    let rows = view.listing.figures.iter().enumerate();
    rows.filter_map(|(row, figure)| match *figure {
        FigureRow::Deadline(deadline) => {
            Some(Line::Deadline(row, view.snapshot.deadlines.get(deadline)?))
        }
        FigureRow::Reading(_) => None,
    })
    .collect()
}

/// `Figures, + new today`, with the page where not all fit and the pane is wide enough to say so there.
pub fn title(view: &View<'_>, area: Rect) -> String {
    let (page, pages) = page_number(view, area);
    let page = if pages > 1 && !is_narrow(area) {
        format!(", {page} of {pages}")
    } else {
        String::new()
    };
    let filter = paint::filter_suffix(view);
    if !filter.is_empty() {
        let all = view.snapshot.figures.len() + view.snapshot.deadlines.len();
        return format!("Figures, {} of {all}{filter}", view.listing.figures.len());
    }
    let zone = view.snapshot.scenario.zone();
    match word_known(&view.app.cursor, zone, KnownForm::Title).as_str() {
        "" => format!("Figures, + new today{page}"),
        known => format!("Fig. {known}{page}"),
    }
}

fn is_narrow(area: Rect) -> bool {
    usize::from(area.width) < columns::NARROW
}

/// The pages of the pane; a narrow one keeps its last row for saying that there are more.
fn pages(lines: &[Line<'_>], area: Rect) -> Vec<std::ops::Range<usize>> {
    let is_heading: Vec<bool> = lines
        .iter()
        .map(|line| {
            let is_heading = matches!(line, Line::Group(_) | Line::Deadlines | Line::Older);
            is_heading || matches!(line, Line::Label(_))
        })
        .collect();
    let height = usize::from(area.height);
    let has_note = is_narrow(area) && lines.len() > height;
    headed(
        &is_heading,
        height.saturating_sub(usize::from(has_note)).max(1),
    )
}

/// The number of the page that is shown, from 1, and how many there are.
pub fn page_number(view: &View<'_>, area: Rect) -> (usize, usize) {
    (
        page(view, area) + 1,
        pages(&lines(view, area), area).len().max(1),
    )
}

/// How far a page up and a page down move the selection.
pub fn turn(view: &View<'_>, area: Rect) -> Turn {
    let lines = lines(view, area);
    let row_of = |line: usize| match lines.get(line) {
        // A reading that disagrees is told with the one in force and is no row of its own.
        Some(Line::Reading(its) | Line::Label(its)) if matches!(its.standing, Standing::Lead) => {
            Some(its.row)
        }
        Some(Line::Deadline(row, _)) => Some(*row),
        _ => None,
    };
    Turn::between(
        &pages(&lines, area),
        row_of,
        view.selected_figure().map_or(0, |(row, _)| row),
    )
}

/// The page that holds the selected reading.
fn page(view: &View<'_>, area: Rect) -> usize {
    let lines = lines(view, area);
    let selected = view.selected_figure().map(|(row, _)| row);
    let is_it = |line: &Line<'_>| line.row().is_some() && line.row() == selected;
    let line = lines.iter().position(is_it).unwrap_or(0);
    // Nothing is selected before the first step: the first page shows.
    let line = if view.app.selection.figure.is_none() {
        0
    } else {
        line
    };
    pages(&lines, area)
        .iter()
        .position(|page| page.contains(&line))
        .unwrap_or(0)
}

/// The figure whose row is at a cell, by its row in the listing.
pub fn at(view: &View<'_>, area: Rect, cell: Position) -> Option<usize> {
    let lines = lines(view, area);
    let page = pages(&lines, area).get(page(view, area)).cloned()?;
    let row = usize::from(cell.y.checked_sub(area.y)?);
    lines.get(page)?.get(row)?.row()
}

/// Draws the page of figures that holds the selected one.
pub fn draw(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let lines = lines(view, area);
    if lines.is_empty() {
        paint::none_listed(view, look, area, buffer);
        return;
    }
    let pages = pages(&lines, area);
    let number = page(view, area);
    let page = pages.get(number).cloned().unwrap_or_default();
    if is_narrow(area) && pages.len() > 1 {
        let below = lines.len().saturating_sub(page.end);
        let note = if below > 0 {
            format!(" {below} more below")
        } else {
            format!(" page {} of {}", number + 1, pages.len())
        };
        paint::line(
            buffer,
            area,
            area.height.saturating_sub(1),
            &[(note, look.style(Role::Muted))],
        );
    }
    let columns = Columns::of(view, look, area.width);
    let mut names = Some(&columns);
    for (row, line) in (0..).zip(lines.get(page).unwrap_or_default()) {
        let pieces = match line {
            Line::Group(group) => named(look, &heading(*group), names.take()),
            Line::NoneOf(group, over) => none_of(view, look, (*group, *over), area),
            Line::Deadlines => named(look, &number::DEADLINES.to_uppercase(), names.take()),
            Line::Older => named(look, &number::OLDER.to_uppercase(), names.take()),
            Line::Reading(of) => row::reading(view, look, *of, RowPart::Both, &columns),
            Line::Value(of) => row::reading(view, look, *of, RowPart::Value, &columns),
            Line::Label(of) => row::label(view, look, *of, (&columns, area.width)),
            Line::Ended(ended) => row::ended(view, look, *ended, &columns),
            Line::Deadline(row, state) => row::deadline(view, look, (*row, state), &columns),
        };
        paint::line(buffer, area, row, &pieces);
    }
}

/// A group without a reading in force: `EVACUATED    no figure yet`, or `EVACUATED    none since 823 on 15 Aug`.
fn none_of(
    view: &View<'_>,
    look: Look,
    (group, over): (Group, Option<FigureRef>),
    area: Rect,
) -> Vec<Piece> {
    let scenario = view.snapshot.scenario;
    let said = over.map(|over| {
        let figure = over.get(scenario);
        let series = scenario.one_series(figure.series);
        let day = word_day(
            figure.provenance.at.day_in(scenario.zone()),
            DayForm::Short,
            Some(view.snapshot.day),
        );
        let value = number::figure(figure, series, look.wording);
        let grade = scenario.grade(&figure.provenance, &view.snapshot.cursor);
        format!("none since {value} on {day} {grade}")
    });
    let fits = |said: &String| fit::width(said) + 14 <= usize::from(area.width);
    let (said, cells) = match (said, is_narrow(area)) {
        (Some(said), false) if !fits(&said) => ("none now".to_owned(), 13),
        (Some(_), true) => ("none now".to_owned(), 0),
        (None, true) => ("none yet".to_owned(), 0),
        (said, false) => (said.unwrap_or_else(|| "no figure yet".to_owned()), 13),
    };
    let name = heading(group);
    let name = fit::left(&name, cells.max(fit::width(&name) + 1), "");
    vec![
        (format!(" {name}"), look.style(Role::Strong)),
        (said, look.style(Role::Muted)),
    ]
}

/// A heading; the first one of a page names the columns.
fn named(look: Look, heading: &str, columns: Option<&Columns>) -> Vec<Piece> {
    let names = columns.map_or_else(String::new, |columns| columns.names(heading));
    vec![
        (format!(" {heading}"), look.style(Role::Strong)),
        (names, look.style(Role::Muted)),
    ]
}
