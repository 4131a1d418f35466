//! A row of the figures: a reading or a deadline in the columns that the pane has room for.
//!
//! Called by `figures`. The sign of change stands before the label, since one that touches a number is
//! read as part of it. A number is never cut: the label gives way, then the date. Derives nothing.

use ratatui::style;

use crate::app::action::Pane;
use crate::app::view::View;
use crate::format::deadline::{cell, dates};
use crate::format::moment::{day_month_year, shown_day};
use crate::format::number;
use crate::format::reading::{EARLIER, OTHER_COUNT};
use crate::format::sign::{DOWN, UP};
use crate::model::claim::Provenance;
use crate::model::figure::{Figure, ForceStatus, Series};
use crate::model::scenario::Scenario;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::{Ended, Reading};
use crate::snapshot::hits::Hit;
use crate::snapshot::numbers::Trend;
use crate::snapshot::query::FigureRow;
use crate::snapshot::reference::FigureRef;
use crate::text::fit;
use crate::ui::glyphs::NEW;
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

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
pub(super) struct Columns {
    /// Label, before the value; where there is little room it takes what the value leaves.
    label: usize,
    /// Where troops are on their way, with its blank; 0 where there is no such column.
    status: usize,
    /// The last value before, with its blank; 0 where there is no such column.
    before: usize,
    /// The value.
    value: usize,
    /// As-at date; 0 where there is none.
    date: usize,
    /// Source; 0 where there is none.
    source: usize,
    /// Whether the sign of change has a cell of its own behind the gutter; else it stands in the gutter.
    has_sign: bool,
}

impl Columns {
    /// The columns of a pane of so many cells: values as wide as the widest one that is listed, so that
    /// labels have the rest.
    pub(super) fn of(view: &View<'_>, look: Look, width: u16) -> Self {
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
            widest(view, look).min(most)
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
    fn without_date(&self) -> Self {
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
    pub(super) fn names(&self, heading: &str) -> String {
        if self.before == 0 {
            return String::new();
        }
        let label = (self.label + self.status).saturating_sub(fit::width(heading));
        format!(
            "{}{}  {} {}",
            " ".repeat(label + usize::from(self.has_sign)),
            fit::right("before", self.before.saturating_sub(1), ""),
            fit::right("now", self.value, ""),
            fit::right("as at", self.date, "")
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
    let cells = days.map(|day| fit::width(&day_month_year(day, snapshot.day)));
    cells.max().unwrap_or(DATE).max(DATE)
}

/// Cells of the widest value that is listed.
fn widest(view: &View<'_>, look: Look) -> usize {
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
                    let figures = reading.figures().chain(beside.copied());
                    let values = figures.map(|figure| {
                        let is_more = reading.is_more(scenario, figure);
                        fit::width(&said(scenario, look, figure.get(scenario), is_more))
                    });
                    values.max().unwrap_or(0)
                })
        }
        FigureRow::Deadline(row) => {
            let state = view.snapshot.deadlines.get(*row);
            state.map_or(0, |state| fit::width(&cell(view.snapshot, state)))
        }
    });
    values.max().unwrap_or(0).max(LEAST_VALUE)
}

/// The fewest cells of a value where it has a column.
const LEAST_VALUE: usize = 7;

/// What a row says, before it is fitted into columns.
struct Row<'r> {
    label: String,
    status: String,
    before: String,
    value: String,
    sign: Piece,
    date: String,
    provenance: &'r Provenance,
    is_selected: bool,
    hit: Option<Hit>,
}

/// What of a reading a row shows.
#[derive(Clone, Copy)]
pub(super) enum Standing {
    /// The one that leads.
    Lead,
    /// One that stands beside it, or was added to it.
    Other(FigureRef),
    /// One that was said earlier on the day.
    Earlier(FigureRef),
}

/// What is in force of a series, or what stands beside it, in the row of the listing that is said.
pub(super) fn reading(
    view: &View<'_>,
    look: Look,
    (row, reading, standing): (usize, &Reading, Standing),
    columns: &Columns,
) -> Vec<Piece> {
    let scenario = view.snapshot.scenario;
    let is_added = reading.is_added(scenario);
    let (figure, lead) = match standing {
        Standing::Lead => (reading.figure, None),
        Standing::Other(figure) if is_added => (figure, None),
        Standing::Other(figure) => (figure, Some(OTHER_COUNT)),
        Standing::Earlier(figure) => (figure, Some(EARLIER)),
    };
    let item = figure.get(scenario);
    let series = scenario.one_series(reading.key.series);
    let is_earlier = matches!(standing, Standing::Earlier(_));
    let is_more = reading.is_more(scenario, figure);
    let previous = reading.previous.first().map(|before| before.get(scenario));
    let withheld = paint::withheld(view, figure.event);
    // Where the words of a value leave no room for the label, they are shortened, then the date gives way.
    let undated = columns.without_date();
    let ways = [
        (columns, false),
        (columns, true),
        (&undated, false),
        (&undated, true),
    ];
    let ways = ways.map(|(columns, is_short)| {
        let value = value_of(scenario, look, (item, is_more), (columns, is_short));
        let cells = label_cells(columns, fit::width(&value));
        (columns, value, cells)
    });
    let is_whole = |value: &str| value != look.wording.cut_mark();
    let has_room = |cells: usize| cells >= fit::width(series.short());
    let [.., shortest] = &ways;
    let mut all = ways.iter();
    let way = all.find(|(_, value, cells)| is_whole(value) && has_room(*cells));
    let (columns, value, cells) = way.unwrap_or(shortest).clone();
    let label = lead.map_or_else(
        || format!("{withheld}{}", label_of(series, cells)),
        |lead| format!("  {withheld}{lead}"),
    );
    let day = shown_day(&item.provenance.at, scenario.zone());
    let row = Row {
        label: fit_label(look, &label, cells),
        status: item.status.map_or_else(String::new, number::force_status),
        before: previous.filter(|_| !is_earlier).map_or_else(
            || look.wording.none().to_owned(),
            |before| before_of(scenario, look, before, columns.before.saturating_sub(2)),
        ),
        value,
        sign: match standing {
            Standing::Earlier(_) => sign(look, None),
            Standing::Lead | Standing::Other(_) => change_sign(view, look, (reading, figure)),
        },
        date: day_month_year(day, view.snapshot.day),
        provenance: &item.provenance,
        is_selected: matches!(standing, Standing::Lead) && is_selected(view, row),
        hit: Some(Hit::Figure(reading.key.series, reading.key.status)),
    };
    line(view, look, columns, row)
}

/// A series that has ended: `Without power   ended 30 Sep FPL A1`.
pub(super) fn ended(view: &View<'_>, look: Look, ended: Ended, columns: &Columns) -> Vec<Piece> {
    let scenario = view.snapshot.scenario;
    let end = ended.end.get(scenario);
    let series = scenario.one_series(ended.key.series);
    let day = end.provenance.at.day_in(scenario.zone());
    let day = day_month_year(day, view.snapshot.day);
    let value = if columns.date > 0 {
        "ended".to_owned()
    } else {
        format!("ended {day}")
    };
    let cells = label_cells(columns, fit::width(&value));
    let withheld = paint::withheld(view, ended.end.event);
    let label = format!("{withheld}{}", label_of(series, cells));
    let row = Row {
        label: fit_label(look, &label, cells),
        status: ended
            .key
            .status
            .map_or_else(String::new, number::force_status),
        before: look.wording.none().to_owned(),
        value,
        sign: sign(look, None),
        date: day,
        provenance: &end.provenance,
        is_selected: false,
        hit: None,
    };
    line(view, look, columns, row)
}

/// A deadline, in the row of the listing that is said: `US exit   in 18 days 31 Aug AP B1`.
pub(super) fn deadline(
    view: &View<'_>,
    look: Look,
    (row, state): (usize, &DeadlineState),
    columns: &Columns,
) -> Vec<Piece> {
    let scenario = view.snapshot.scenario;
    let zone = scenario.zone();
    let deadline = state.word(scenario);
    let value = cell(view.snapshot, state);
    let cells = label_cells(columns, fit::width(&value));
    let withheld = paint::withheld(view, state.deadline.event);
    let name = deadline
        .short
        .as_ref()
        .filter(|_| fit::width(&deadline.label) > cells);
    let name = name.unwrap_or(&deadline.label);
    let is_new = deadline.provenance.at.day_in(zone) == view.snapshot.day;
    let before = state.before(scenario).filter(|_| state.is_ahead());
    let previous = before.map(|before| dates(view.snapshot, &before));
    let row = Row {
        label: fit_label(look, &format!("{withheld}{name}"), cells),
        status: String::new(),
        before: previous.unwrap_or_else(|| look.wording.none().to_owned()),
        value,
        sign: sign(look, is_new.then(|| NEW.show(look.ascii()))),
        date: dates(view.snapshot, state),
        provenance: &deadline.provenance,
        is_selected: is_selected(view, row),
        hit: None,
    };
    line(view, look, columns, row)
}

fn is_selected(view: &View<'_>, row: usize) -> bool {
    let is_shown = view.app.selection.figure.is_some() || view.app.pane == Pane::Figures;
    is_shown
        && view
            .selected_figure()
            .is_some_and(|(selected, _)| selected == row)
}

fn line(view: &View<'_>, look: Look, columns: &Columns, row: Row<'_>) -> Vec<Piece> {
    let scenario = view.snapshot.scenario;
    let cut = look.wording.cut_mark();
    let (text, muted) = (look.style(Role::Text), look.style(Role::Muted));
    let gutter = if row.is_selected || columns.has_sign {
        paint::marker(look, row.is_selected, view.app.pane == Pane::Figures)
    } else {
        row.sign.clone()
    };
    let (gutter, style) = match row.hit {
        Some(hit) => paint::found(view, look, (gutter, text), hit),
        None => (gutter, text),
    };
    let mut pieces: Vec<Piece> = vec![gutter];
    if columns.has_sign {
        pieces.push(row.sign.clone());
    }
    pieces.push((row.label, style));
    if columns.before > 0 {
        let status = fit::left(&row.status, columns.status - 1, cut);
        let before = fit::right(&row.before, columns.before - 2, cut);
        pieces.push((format!(" {status} {before} "), muted));
    }
    let value = columns.value.max(fit::width(&row.value));
    // A blank keeps the value from what stands before it. Where the marker of a selected row takes the place
    // of the sign, that stands here; nowhere else may it touch a number.
    pieces.push(if row.is_selected && !columns.has_sign {
        row.sign
    } else {
        (" ".to_owned(), text)
    });
    pieces.push((fit::right(&row.value, value, ""), text));
    if columns.date > 0 {
        pieces.push((
            format!(" {}", fit::right(&row.date, columns.date, cut)),
            muted,
        ));
    }
    if columns.source > 0 {
        let source = scenario.first_source(row.provenance, &view.snapshot.cursor);
        let name = source.map_or("-", |source| source.short().as_str());
        pieces.push((format!(" {}", fit::left(name, columns.source, cut)), muted));
    }
    pieces.push((
        format!(" {}", scenario.grade(row.provenance, &view.snapshot.cursor)),
        text,
    ));
    pieces
}

/// Cells that a value of this width leaves to its label.
fn label_cells(columns: &Columns, value: usize) -> usize {
    let both = columns.label + columns.value;
    both - columns.value.max(value).min(both)
}

fn fit_label(look: Look, label: &str, cells: usize) -> String {
    fit::left(label, cells, look.wording.cut_mark())
}

/// A reading; what was added to an earlier one says so, or it would look like a stock that fell.
fn said(scenario: &Scenario, look: Look, item: &Figure, is_more: bool) -> String {
    number::added(
        item,
        scenario.one_series(item.series),
        is_more,
        look.wording,
    )
}

/// A reading in words where they fit, else with signs.
fn fitting(
    scenario: &Scenario,
    look: Look,
    (item, is_more): (&Figure, bool),
    cells: usize,
) -> String {
    let worded = said(scenario, look, item, is_more);
    if fit::width(&worded) <= cells {
        return worded;
    }
    said(scenario, look.with_words(false), item, is_more)
}

/// A number in the column before, which is too narrow for some; a number is never cut.
fn before_of(scenario: &Scenario, look: Look, item: &Figure, cells: usize) -> String {
    let said = fitting(scenario, look, (item, false), cells);
    if fit::width(&said) > cells {
        return look.wording.cut_mark().to_owned();
    }
    said
}

/// The value in the cells of both; where troops are stands with it, unless that has a column or they are there. A value
/// that is too long takes the room of the label; one wider than both is not shown at all, since a number is never cut.
fn value_of(
    scenario: &Scenario,
    look: Look,
    (item, is_more): (&Figure, bool),
    (columns, is_short): (&Columns, bool),
) -> String {
    let status = match item.status {
        None | Some(ForceStatus::InPlace) => String::new(),
        Some(_) if columns.status > 0 => String::new(),
        Some(status) if is_short => format!(" {}", number::short_force_status(status)),
        Some(status) => format!(" {}", number::force_status(status)),
    };
    let room = columns.value.saturating_sub(fit::width(&status));
    let value = fitting(scenario, look, (item, is_more), room);
    let value = format!("{value}{status}");
    if fit::width(&value) > columns.label + columns.value {
        return look.wording.cut_mark().to_owned();
    }
    value
}

/// The label of a series; its short form where the long one does not fit.
fn label_of(series: &Series, cells: usize) -> &str {
    if fit::width(&series.label) <= cells {
        &series.label
    } else {
        series.short()
    }
}

/// `+` for a reading of today or a first one, `▲▼` for one of today against the last.
fn change_sign(view: &View<'_>, look: Look, (reading, figure): (&Reading, FigureRef)) -> Piece {
    let scenario = view.snapshot.scenario;
    let day = figure.get(scenario).provenance.at.day_in(scenario.zone());
    let trend = reading.trend(scenario, figure);
    let glyph = trend
        .filter(|_| day == view.snapshot.day)
        .map(|trend| match trend {
            Trend::Level | Trend::OtherCount => NEW,
            Trend::Up => UP,
            Trend::Down => DOWN,
        });
    sign(look, glyph.map(|glyph| glyph.show(look.ascii())))
}

/// The sign of a change, or a blank.
fn sign(look: Look, glyph: Option<&str>) -> Piece {
    glyph.map_or_else(
        || (" ".to_owned(), style::Style::new()),
        |glyph| (glyph.to_owned(), look.style(Role::Changed)),
    )
}
