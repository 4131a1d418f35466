//! The columns of the figures: what a pane of some width has room for, as wide as what is listed.
//!
//! `row` fills them. Derives nothing.

use crate::app::view::View;
use crate::facts::deadline::word_progress_cell;
use crate::facts::moment::{DayForm, shown_day, word_day};
use crate::facts::number;
use crate::model::figure::Figure;
use crate::model::scenario::Scenario;
use crate::snapshot::query::FigureRow;
use crate::text::fit;
use crate::ui::theme::FrameStyle;

/// Less than so many cells have no columns for date and source.
pub(super) const NARROW: usize = 32;
/// From so many cells on, there is every column.
const EVERY: usize = 76;
/// Cells of the status of forces and a blank.
const STATUS: usize = 10;
/// Cells of a date of the year looked at.
const DATE: usize = 6;

/// Cells of each column.
#[derive(Clone, Copy)]
pub(super) struct FigureColumns {
    /// Label, before the value; where there is little room it takes what the value leaves.
    pub(super) label: usize,
    /// Where troops are on their way, with its blank; 0 where there is no such column.
    pub(super) status: usize,
    /// The last value before, with its blank; 0 where there is no such column.
    pub(super) before: usize,
    /// The value.
    pub(super) value: usize,
    /// As-at date; 0 where there is none.
    pub(super) date: usize,
    /// Source; 0 where there is none.
    pub(super) source: usize,
    /// Whether the sign of change has a cell of its own behind the gutter; else it stands in the gutter.
    pub(super) has_sign: bool,
}

impl FigureColumns {
    /// The columns of a pane of so many cells: values as wide as the widest one that is listed, so that
    /// labels have the rest.
    pub(super) fn from_view(view: &View<'_>, look: FrameStyle, width: u16) -> Self {
        let width = usize::from(width);
        let (most, date, source) = match width {
            0..NARROW => (0, 0, 0),
            NARROW..38 => (11, 0, 3),
            38..50 => (11, DATE, 3),
            _ => (17, DATE, 8),
        };
        let date = if date > 0 { date_cells(view) } else { 0 };
        let has_sign = width >= NARROW;
        let value = if has_sign {
            widest_value(view, look).min(most)
        } else {
            0
        };
        // Behind the value before there is a blank more, so that a sign there touches neither number.
        let (status, before) = if width >= EVERY {
            (STATUS, value + 2)
        } else {
            (0, 0)
        };
        let gaps = usize::from(date > 0) + usize::from(source > 0);
        let has_sign = width >= NARROW;
        // The gutter takes 1, the blank before the value 1 and the grade 3.
        let taken = 5 + usize::from(has_sign) + status + before + value + date + source + gaps;
        Self {
            label: width.saturating_sub(taken),
            status,
            before,
            value,
            date,
            source,
            has_sign,
        }
    }

    /// Returns the columns with the room of the date for the label; only where no other column is aligned with it.
    pub(super) fn without_date(&self) -> Self {
        if self.date == 0 || self.before > 0 {
            return *self;
        }
        Self {
            label: self.label + self.date + 1,
            date: 0,
            ..*self
        }
    }

    /// What names the columns, behind the heading of a group; only where there is one for the value before.
    pub(super) fn word_names(&self, heading: &str) -> String {
        if self.before == 0 {
            return String::new();
        }
        let label = (self.label + self.status).saturating_sub(fit::measure_width(heading));
        format!(
            "{}{}  {} {}",
            " ".repeat(label + usize::from(self.has_sign)),
            fit::align_right("before", self.before.saturating_sub(1), ""),
            fit::align_right("now", self.value, ""),
            fit::align_right("as at", self.date, "")
        )
    }
}

/// Cells of the widest date that is listed: wider where one is of another year.
fn date_cells(view: &View<'_>) -> usize {
    let (snapshot, scenario) = (view.snapshot, view.snapshot.scenario);
    let zone = scenario.zone();
    let rows = view.listing.figures.iter();
    let days = rows.filter_map(|row| match row {
        FigureRow::Reading(row) => {
            let reading = snapshot.figures.get(*row)?;
            Some(shown_day(&reading.figure.get(scenario).provenance.at, zone))
        }
        FigureRow::Deadline(row) => {
            let state = snapshot.deadlines.get(*row)?;
            state.deadline.get(scenario).on.map(|on| on.day_in(zone))
        }
    });
    let cells =
        days.map(|day| fit::measure_width(&word_day(day, DayForm::Short, Some(snapshot.day))));
    cells.max().unwrap_or(DATE).max(DATE)
}

/// Cells of the widest value that is listed.
fn widest_value(view: &View<'_>, look: FrameStyle) -> usize {
    let scenario = view.snapshot.scenario;
    let rows = view.listing.figures.iter();
    let values = rows.map(|row| match row {
        FigureRow::Reading(row) => {
            let reading = view.snapshot.figures.get(*row);
            // What is older than a week may take the room of its label.
            reading
                .filter(|reading| !reading.is_old)
                .map_or(0, |reading| {
                    let beside = reading.previous.iter().chain(&reading.earlier);
                    let figures = reading.all_figures().chain(beside.copied());
                    let values = figures.map(|figure| {
                        let is_more = reading.is_more(scenario, figure);
                        fit::measure_width(&word_reading(
                            scenario,
                            look,
                            figure.get(scenario),
                            is_more,
                        ))
                    });
                    values.max().unwrap_or(0)
                })
        }
        FigureRow::Deadline(row) => {
            let state = view.snapshot.deadlines.get(*row);
            state.map_or(0, |state| {
                fit::measure_width(&word_progress_cell(view.snapshot, state))
            })
        }
    });
    values.max().unwrap_or(0).max(LEAST_VALUE)
}

/// The fewest cells of a value where it has a column.
const LEAST_VALUE: usize = 7;

/// A reading; what was added to an earlier one says so, or it would look like a stock that fell.
pub(super) fn word_reading(
    scenario: &Scenario,
    look: FrameStyle,
    item: &Figure,
    is_more: bool,
) -> String {
    number::word_increment(
        item,
        scenario.one_series(item.series),
        is_more,
        look.wording,
    )
}
