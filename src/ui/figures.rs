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

use crate::app::paging::{PageSteps, split_under_headings};
use crate::app::view::View;
use crate::facts::moment::{DayForm, KnownForm, word_day, word_known};
use crate::facts::number;
use crate::model::figure::Group;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::{Ended, Reading};
use crate::snapshot::order::order_groups;
use crate::snapshot::query::FigureRow;
use crate::snapshot::reference::FigureRef;
use crate::text::fit;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};
use columns::FigureColumns;
use row::{ReadingDisplay, ReadingRow, RowPart, paged_look};

/// A line of the pane.
enum FigureLine<'v> {
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

impl FigureLine<'_> {
    /// Returns the row of the listing that stands in it.
    fn listing_row(&self) -> Option<usize> {
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
fn word_heading(group: Group) -> String {
    number::name_group(group).to_uppercase()
}

/// Every line of the pane, in the order of the listing: fresh readings by group, then those that are
/// older than a week.
fn list_lines<'v>(view: &View<'v>, area: Rect) -> Vec<FigureLine<'v>> {
    let scenario = view.snapshot.scenario;
    let columns = FigureColumns::from_view(view, paged_look(), area.width);
    let mut lines = Vec::new();
    for group in order_groups(scenario) {
        if !view.snapshot.has_group(group) {
            continue;
        }
        let is_its = |reading: &Reading| scenario.one_series(reading.key.series).group == group;
        let fresh = list_readings(view, &columns, |reading| !reading.is_old && is_its(reading));
        // Where all of it is older, it stands below.
        let is_none = view.app.filter.is_empty() && !view.snapshot.figures.iter().any(is_its);
        if !fresh.is_empty() || is_none {
            lines.push(if fresh.is_empty() {
                FigureLine::NoneOf(group, view.snapshot.last_over(group))
            } else {
                FigureLine::Group(group)
            });
        }
        lines.extend(fresh);
        let ended = view.snapshot.ended.iter().copied();
        let is_its = |ended: &Ended| scenario.one_series(ended.key.series).group == group;
        let ended = ended.filter(|ended| view.app.filter.is_empty() && is_its(ended));
        lines.extend(ended.map(FigureLine::Ended));
    }
    let deadlines = list_deadlines(view);
    if !deadlines.is_empty() {
        lines.push(FigureLine::Deadlines);
    }
    lines.extend(deadlines);
    let older = list_readings(view, &columns, |reading| reading.is_old);
    if !older.is_empty() {
        lines.push(FigureLine::Older);
    }
    lines.extend(older);
    lines
}

/// The readings that are listed and meant, with those that disagree.
fn list_readings<'v>(
    view: &View<'v>,
    columns: &FigureColumns,
    is_wanted: impl Fn(&Reading) -> bool,
) -> Vec<FigureLine<'v>> {
    let rows = view.listing.figures.iter().enumerate();
    let listed = rows.filter_map(|(row, figure)| Some((row, figure.find_reading(view.snapshot)?)));
    let intended = listed.filter(|(_, reading)| is_wanted(reading));
    intended
        .flat_map(|(row, reading)| {
            let others = reading.other_words(view.snapshot.scenario).into_iter();
            let earlier = reading.earlier.iter().copied();
            std::iter::once(ReadingDisplay::Lead)
                .chain(others.map(ReadingDisplay::Other))
                .chain(earlier.map(ReadingDisplay::Earlier))
                .map(move |standing| ReadingRow {
                    row,
                    reading,
                    standing,
                })
        })
        .flat_map(|row| {
            if row.needs_two_rows(view, columns) {
                vec![FigureLine::Label(row), FigureLine::Value(row)]
            } else {
                vec![FigureLine::Reading(row)]
            }
        })
        .collect()
}

/// The deadlines that are listed.
fn list_deadlines<'v>(view: &View<'v>) -> Vec<FigureLine<'v>> {
    let rows = view.listing.figures.iter().enumerate();
    rows.filter_map(|(row, figure)| match *figure {
        FigureRow::Deadline(deadline) => Some(FigureLine::Deadline(
            row,
            view.snapshot.deadlines.get(deadline)?,
        )),
        FigureRow::Reading(_) => None,
    })
    .collect()
}

/// `Figures, + new today`, with the page where not all fit and the pane is wide enough to say so there.
pub fn word_title(view: &View<'_>, area: Rect) -> String {
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
fn split_pages(lines: &[FigureLine<'_>], area: Rect) -> Vec<std::ops::Range<usize>> {
    let is_heading: Vec<bool> = lines
        .iter()
        .map(|line| {
            let is_heading = matches!(
                line,
                FigureLine::Group(_) | FigureLine::Deadlines | FigureLine::Older
            );
            is_heading || matches!(line, FigureLine::Label(_))
        })
        .collect();
    let height = usize::from(area.height);
    let has_note = is_narrow(area) && lines.len() > height;
    split_under_headings(
        &is_heading,
        height.saturating_sub(usize::from(has_note)).max(1),
    )
}

/// The number of the page that is shown, from 1, and how many there are.
pub fn page_number(view: &View<'_>, area: Rect) -> (usize, usize) {
    (
        current_page(view, area) + 1,
        split_pages(&list_lines(view, area), area).len().max(1),
    )
}

/// How far a page up and a page down move the selection.
pub fn page_steps(view: &View<'_>, area: Rect) -> PageSteps {
    let lines = list_lines(view, area);
    let row_of = |line: usize| match lines.get(line) {
        // A reading that disagrees is told with the one in force and is no row of its own.
        Some(FigureLine::Reading(its) | FigureLine::Label(its))
            if matches!(its.standing, ReadingDisplay::Lead) =>
        {
            Some(its.row)
        }
        Some(FigureLine::Deadline(row, _)) => Some(*row),
        _ => None,
    };
    PageSteps::between_pages(
        &split_pages(&lines, area),
        row_of,
        view.selected_figure().map_or(0, |(row, _)| row),
    )
}

/// The page that holds the selected reading.
fn current_page(view: &View<'_>, area: Rect) -> usize {
    let lines = list_lines(view, area);
    let selected = view.selected_figure().map(|(row, _)| row);
    let is_it =
        |line: &FigureLine<'_>| line.listing_row().is_some() && line.listing_row() == selected;
    let line = lines.iter().position(is_it).unwrap_or(0);
    // Nothing is selected before the first step: the first page shows.
    let line = if view.app.selection.figure.is_none() {
        0
    } else {
        line
    };
    split_pages(&lines, area)
        .iter()
        .position(|page| page.contains(&line))
        .unwrap_or(0)
}

/// The figure whose row is at a cell, by its row in the listing.
pub fn at(view: &View<'_>, area: Rect, cell: Position) -> Option<usize> {
    let lines = list_lines(view, area);
    let page = split_pages(&lines, area)
        .get(current_page(view, area))
        .cloned()?;
    let row = usize::from(cell.y.checked_sub(area.y)?);
    lines.get(page)?.get(row)?.listing_row()
}

/// Draws the page of figures that holds the selected one.
pub fn draw(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let lines = list_lines(view, area);
    if lines.is_empty() {
        paint::none_listed(view, look, area, buffer);
        return;
    }
    let pages = split_pages(&lines, area);
    let number = current_page(view, area);
    let page = pages.get(number).cloned().unwrap_or_default();
    if is_narrow(area) && pages.len() > 1 {
        let below = lines.len().saturating_sub(page.end);
        let note = if below > 0 {
            format!(" {below} more below")
        } else {
            format!(" page {} of {}", number + 1, pages.len())
        };
        paint::put_line(
            buffer,
            area,
            area.height.saturating_sub(1),
            &[(note, look.role_style(Role::Muted))],
        );
    }
    let columns = FigureColumns::from_view(view, look, area.width);
    let mut names = Some(&columns);
    for (row, line) in (0..).zip(lines.get(page).unwrap_or_default()) {
        let pieces = match line {
            FigureLine::Group(group) => heading_pieces(look, &word_heading(*group), names.take()),
            FigureLine::NoneOf(group, over) => none_of(view, look, (*group, *over), area),
            FigureLine::Deadlines => {
                heading_pieces(look, &number::DEADLINES.to_uppercase(), names.take())
            }
            FigureLine::Older => heading_pieces(look, &number::OLDER.to_uppercase(), names.take()),
            FigureLine::Reading(of) => {
                row::reading_pieces(view, look, *of, RowPart::Both, &columns)
            }
            FigureLine::Value(of) => row::reading_pieces(view, look, *of, RowPart::Value, &columns),
            FigureLine::Label(of) => row::label_pieces(view, look, *of, (&columns, area.width)),
            FigureLine::Ended(ended) => row::ended_pieces(view, look, *ended, &columns),
            FigureLine::Deadline(row, state) => {
                row::deadline_pieces(view, look, (*row, state), &columns)
            }
        };
        paint::put_line(buffer, area, row, &pieces);
    }
}

/// A group without a reading in force: `EVACUATED    no figure yet`, or `EVACUATED    none since 823 on 15 Aug`.
fn none_of(
    view: &View<'_>,
    look: FrameStyle,
    (group, over): (Group, Option<FigureRef>),
    area: Rect,
) -> Vec<StyledPiece> {
    let scenario = view.snapshot.scenario;
    let phrase = over.map(|over| {
        let figure = over.get(scenario);
        let series = scenario.one_series(figure.series);
        let day = word_day(
            figure.provenance.at.day_in(scenario.zone()),
            DayForm::Short,
            Some(view.snapshot.day),
        );
        let value = number::word_figure(figure, series, look.wording);
        let grade = scenario.grade_item(&figure.provenance, &view.snapshot.cursor);
        format!("none since {value} on {day} {grade}")
    });
    let fits = |phrase: &String| fit::measure_width(phrase) + 14 <= usize::from(area.width);
    let (phrase, cells) = match (phrase, is_narrow(area)) {
        (Some(phrase), false) if !fits(&phrase) => ("none now".to_owned(), 13),
        (Some(_), true) => ("none now".to_owned(), 0),
        (None, true) => ("none yet".to_owned(), 0),
        (phrase, false) => (phrase.unwrap_or_else(|| "no figure yet".to_owned()), 13),
    };
    let name = word_heading(group);
    let name = fit::align_left(&name, cells.max(fit::measure_width(&name) + 1), "");
    vec![
        (format!(" {name}"), look.role_style(Role::Strong)),
        (phrase, look.role_style(Role::Muted)),
    ]
}

/// A heading; the first one of a page names the columns.
fn heading_pieces(
    look: FrameStyle,
    heading: &str,
    columns: Option<&FigureColumns>,
) -> Vec<StyledPiece> {
    let names = columns.map_or_else(String::new, |columns| columns.word_names(heading));
    vec![
        (format!(" {heading}"), look.role_style(Role::Strong)),
        (names, look.role_style(Role::Muted)),
    ]
}
