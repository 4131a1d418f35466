//! A row of the figures: a reading or a deadline in the columns that the pane has room for.
//!
//! Called by `figures`. The sign of change stands before the label, since one that touches a number is
//! read as part of it. A number is never cut: the label gives way, then the date; a label that would be cut to a few
//! letters has a row of its own. Derives nothing.

use super::columns::{FigureColumns, word_reading};
use crate::app::action::Pane;
use crate::app::view::View;
use crate::facts::deadline::{date_cell, word_progress_cell};
use crate::facts::moment::{DayForm, MomentForm, word_day, word_moment};
use crate::facts::reading::{EARLIER, OTHER_COUNT};
use crate::facts::sign::{DOWN, UP};
use crate::facts::{WordingStyle, number};
use crate::model::claim::Provenance;
use crate::model::figure::{Figure, ForceStatus, Series};
use crate::model::scenario::Scenario;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::{Ended, Reading};
use crate::snapshot::matches::Hit;
use crate::snapshot::numbers::Trend;
use crate::snapshot::reference::FigureRef;
use crate::text::fit;
use crate::ui::glyphs::NEW;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// What a row says, before it is fitted into columns.
struct FigureCells<'r> {
    label: String,
    status: String,
    before: String,
    value: String,
    sign: StyledPiece,
    date: String,
    provenance: &'r Provenance,
    is_selected: bool,
    hit: Option<Hit>,
}

/// What of a reading a row shows.
#[derive(Clone, Copy)]
pub(super) enum ReadingDisplay {
    /// The one that leads.
    Lead,
    /// One that stands beside it, or was added to it.
    Other(FigureRef),
    /// One that was said earlier on the day.
    Earlier(FigureRef),
}

/// A reading of the listing, and what of it a row shows.
#[derive(Clone, Copy)]
pub(super) struct ReadingRow<'v> {
    /// Its row in the listing.
    pub(super) row: usize,
    /// What is in force of the series.
    pub(super) reading: &'v Reading,
    /// Which of it.
    pub(super) standing: ReadingDisplay,
}

impl<'v> ReadingRow<'v> {
    fn figure_ref(self) -> FigureRef {
        match self.standing {
            ReadingDisplay::Lead => self.reading.figure,
            ReadingDisplay::Other(figure) | ReadingDisplay::Earlier(figure) => figure,
        }
    }

    fn find_series(self, scenario: &'v Scenario) -> &'v Series {
        scenario.one_series(self.reading.key.series)
    }

    fn as_match(self) -> Hit {
        Hit::Figure(self.reading.key.series, self.reading.key.status)
    }

    /// Returns what it is called in so many cells.
    fn word_label(self, view: &View<'_>, cells: usize) -> String {
        let withheld = paint::withheld_prefix(view, self.figure_ref().event);
        let scenario = view.snapshot.scenario;
        let lead = match self.standing {
            ReadingDisplay::Lead => None,
            ReadingDisplay::Other(_) if self.reading.is_added(scenario) => None,
            ReadingDisplay::Other(_) => Some(OTHER_COUNT),
            ReadingDisplay::Earlier(_) => Some(EARLIER),
        };
        let series = scenario.one_series(self.reading.key.series);
        lead.map_or_else(
            || format!("{withheld}{}", label_of(series, cells)),
            |lead| format!("  {withheld}{lead}"),
        )
    }

    /// Returns the columns that it takes, its value and the cells that are left to the label: where the words of a value
    /// leave no room for that, they are shortened, then the date gives way.
    fn fit_columns(self, scenario: &Scenario, look: FrameStyle, columns: &FigureColumns) -> Fitted {
        let figure = self.figure_ref();
        let item = (figure.get(scenario), self.reading.is_more(scenario, figure));
        let undated = columns.without_date();
        let ways = [
            (columns, false),
            (columns, true),
            (&undated, false),
            (&undated, true),
        ];
        let ways = ways.map(|(columns, is_short)| {
            let value = value_of(scenario, look, item, (columns, is_short));
            let label = label_cells(columns, fit::measure_width(&value));
            Fitted {
                columns: *columns,
                value,
                label,
            }
        });
        let wanted = fit::measure_width(self.find_series(scenario).short_name());
        let is_whole = |way: &Fitted| way.value != look.wording.cut_mark() && way.label >= wanted;
        let fits = ways.iter().position(is_whole).unwrap_or(ways.len() - 1);
        let [first, second, third, last] = ways;
        match fits {
            0 => first,
            1 => second,
            2 => third,
            _ => last,
        }
    }

    /// Returns whether its value leaves so few cells that the label takes a row of its own.
    pub(super) fn needs_two_rows(self, view: &View<'_>, columns: &FigureColumns) -> bool {
        let scenario = view.snapshot.scenario;
        let label = fit::measure_width(self.find_series(scenario).short_name());
        let left = self.fit_columns(scenario, paged_look(), columns).label;
        left < label.min(LEAST_LABEL)
    }
}

/// Returns the look by which rows are counted: one for all, so that a page holds the same in each.
pub(super) fn paged_look() -> FrameStyle {
    let wording = WordingStyle {
        words: false,
        ascii: true,
    };
    FrameStyle {
        wording,
        ..FrameStyle::default()
    }
}

/// The fewest cells to which a label is cut.
const LEAST_LABEL: usize = 8;

/// A value in its columns.
struct Fitted {
    columns: FigureColumns,
    value: String,
    /// Cells of the label.
    label: usize,
}

/// Which part of a reading stands in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RowPart {
    /// The label and the value.
    Both,
    /// The value, below its label.
    Value,
}

/// What is in force of a series, or what stands beside it, in a row or in the lower one of two.
pub(super) fn reading_pieces(
    view: &View<'_>,
    look: FrameStyle,
    of: ReadingRow<'_>,
    part: RowPart,
    columns: &FigureColumns,
) -> Vec<StyledPiece> {
    let scenario = view.snapshot.scenario;
    let figure = of.figure_ref();
    let item = figure.get(scenario);
    let is_earlier = matches!(of.standing, ReadingDisplay::Earlier(_));
    let previous = of.reading.previous.first();
    let previous = previous.filter(|_| !is_earlier);
    let fitted = of.fit_columns(scenario, look, columns);
    let columns = &fitted.columns;
    let label = match part {
        RowPart::Both => of.word_label(view, fitted.label),
        RowPart::Value => String::new(),
    };
    let row = FigureCells {
        label: fit_label(look, &label, fitted.label),
        status: item.status.map_or_else(String::new, number::force_status),
        before: previous.map_or_else(
            || look.wording.empty_mark().to_owned(),
            |before| {
                let cells = columns.before.saturating_sub(2);
                before_of(scenario, look, before.get(scenario), cells)
            },
        ),
        value: fitted.value,
        sign: if is_earlier || part == RowPart::Value {
            sign_piece(look, None)
        } else {
            change_sign(view, look, (of.reading, figure))
        },
        date: word_moment(&item.provenance.at, view.snapshot, MomentForm::DayCell),
        provenance: &item.provenance,
        is_selected: part == RowPart::Both
            && matches!(of.standing, ReadingDisplay::Lead)
            && is_selected(view, of.row),
        hit: (part == RowPart::Both).then(|| of.as_match()),
    };
    row_pieces(view, look, columns, row)
}

/// The label of a reading in a row of its own, above its value.
pub(super) fn label_pieces(
    view: &View<'_>,
    look: FrameStyle,
    of: ReadingRow<'_>,
    (columns, width): (&FigureColumns, u16),
) -> Vec<StyledPiece> {
    let is_selected = matches!(of.standing, ReadingDisplay::Lead) && is_selected(view, of.row);
    let sign = match of.standing {
        ReadingDisplay::Earlier(_) => sign_piece(look, None),
        ReadingDisplay::Lead | ReadingDisplay::Other(_) => {
            change_sign(view, look, (of.reading, of.figure_ref()))
        }
    };
    let hit = Some(of.as_match());
    let (mut pieces, style) = gutter_pieces(view, look, columns, (is_selected, &sign, hit));
    let cells = usize::from(width).saturating_sub(pieces.len());
    let label = fit_label(look, &of.word_label(view, cells), cells);
    pieces.push((label.trim_end().to_owned(), style));
    pieces
}

/// A series that has ended: `Without power   ended 30 Sep FPL A1`.
pub(super) fn ended_pieces(
    view: &View<'_>,
    look: FrameStyle,
    ended: Ended,
    columns: &FigureColumns,
) -> Vec<StyledPiece> {
    let scenario = view.snapshot.scenario;
    let end = ended.end.get(scenario);
    let series = scenario.one_series(ended.key.series);
    let day = end.provenance.at.day_in(scenario.zone());
    let day = word_day(day, DayForm::Short, Some(view.snapshot.day));
    let value = if columns.date > 0 {
        "ended".to_owned()
    } else {
        format!("ended {day}")
    };
    let cells = label_cells(columns, fit::measure_width(&value));
    let withheld = paint::withheld_prefix(view, ended.end.event);
    let label = format!("{withheld}{}", label_of(series, cells));
    let row = FigureCells {
        label: fit_label(look, &label, cells),
        status: ended
            .key
            .status
            .map_or_else(String::new, number::force_status),
        before: look.wording.empty_mark().to_owned(),
        value,
        sign: sign_piece(look, None),
        date: day,
        provenance: &end.provenance,
        is_selected: false,
        hit: None,
    };
    row_pieces(view, look, columns, row)
}

/// A deadline, in the row of the listing that is said: `US exit   in 18 days 31 Aug AP B1`.
pub(super) fn deadline_pieces(
    view: &View<'_>,
    look: FrameStyle,
    (row, state): (usize, &DeadlineState),
    columns: &FigureColumns,
) -> Vec<StyledPiece> {
    let scenario = view.snapshot.scenario;
    let zone = scenario.zone();
    let deadline = state.last_word(scenario);
    let value = word_progress_cell(view.snapshot, state);
    let cells = label_cells(columns, fit::measure_width(&value));
    let withheld = paint::withheld_prefix(view, state.deadline.event);
    let name = deadline
        .short
        .as_ref()
        .filter(|_| fit::measure_width(&deadline.label) > cells);
    let name = name.unwrap_or(&deadline.label);
    let is_new = deadline.provenance.at.day_in(zone) == view.snapshot.day;
    let before = state.previous_state(scenario).filter(|_| state.is_ahead());
    let previous = before.map(|before| date_cell(view.snapshot, &before));
    let row = FigureCells {
        label: fit_label(look, &format!("{withheld}{name}"), cells),
        status: String::new(),
        before: previous.unwrap_or_else(|| look.wording.empty_mark().to_owned()),
        value,
        sign: sign_piece(look, is_new.then(|| NEW.choose_form(look.is_ascii()))),
        date: date_cell(view.snapshot, state),
        provenance: &deadline.provenance,
        is_selected: is_selected(view, row),
        hit: None,
    };
    row_pieces(view, look, columns, row)
}

fn is_selected(view: &View<'_>, row: usize) -> bool {
    let is_shown = view.app.selection.figure.is_some() || view.app.pane == Pane::Figures;
    is_shown
        && view
            .selected_figure()
            .is_some_and(|(selected, _)| selected == row)
}

/// Returns what stands before a label, a cell each, and how the label looks.
fn gutter_pieces(
    view: &View<'_>,
    look: FrameStyle,
    columns: &FigureColumns,
    (is_selected, sign, hit): (bool, &StyledPiece, Option<Hit>),
) -> (Vec<StyledPiece>, ratatui::style::Style) {
    let marker = if is_selected || columns.has_sign {
        paint::marker_piece(look, is_selected, view.app.pane == Pane::Figures)
    } else {
        sign.clone()
    };
    let text = look.role_style(Role::Text);
    let (marker, style) = match hit {
        Some(hit) => paint::mark_match(view, look, (marker, text), hit),
        None => (marker, text),
    };
    let mut pieces = vec![marker];
    if columns.has_sign {
        pieces.push(sign.clone());
    }
    (pieces, style)
}

fn row_pieces(
    view: &View<'_>,
    look: FrameStyle,
    columns: &FigureColumns,
    row: FigureCells<'_>,
) -> Vec<StyledPiece> {
    let scenario = view.snapshot.scenario;
    let cut = look.wording.cut_mark();
    let (text, muted) = (look.role_style(Role::Text), look.role_style(Role::Muted));
    let (mut pieces, style) =
        gutter_pieces(view, look, columns, (row.is_selected, &row.sign, row.hit));
    let value = (columns.label + columns.value).saturating_sub(fit::measure_width(&row.label));
    let value = value.max(fit::measure_width(&row.value));
    pieces.push((row.label, style));
    if columns.before > 0 {
        let status = fit::align_left(&row.status, columns.status - 1, cut);
        let before = fit::align_right(&row.before, columns.before - 2, cut);
        pieces.push((format!(" {status} {before} "), muted));
    }
    // A blank keeps the value from what stands before it. Where the marker of a selected row takes the place
    // of the sign, that stands here; nowhere else may it touch a number.
    pieces.push(if row.is_selected && !columns.has_sign {
        row.sign
    } else {
        (" ".to_owned(), text)
    });
    pieces.push((fit::align_right(&row.value, value, ""), text));
    if columns.date > 0 {
        pieces.push((
            format!(" {}", fit::align_right(&row.date, columns.date, cut)),
            muted,
        ));
    }
    if columns.source > 0 {
        let source = scenario.first_source(row.provenance, &view.snapshot.cursor);
        let name = source.map_or("-", |source| source.short_name().as_str());
        pieces.push((
            format!(" {}", fit::align_left(name, columns.source, cut)),
            muted,
        ));
    }
    pieces.push((
        format!(
            " {}",
            scenario.grade_item(row.provenance, &view.snapshot.cursor)
        ),
        text,
    ));
    pieces
}

/// Cells that a value of this width leaves to its label: all but its own, unless the number before it stands between.
fn label_cells(columns: &FigureColumns, value: usize) -> usize {
    let both = columns.label + columns.value;
    let least = if columns.before > 0 { columns.value } else { 0 };
    both - least.max(value).min(both)
}

fn fit_label(look: FrameStyle, label: &str, cells: usize) -> String {
    fit::align_left(label, cells, look.wording.cut_mark())
}

/// A reading in words where they fit, else with signs.
fn fit_value(
    scenario: &Scenario,
    look: FrameStyle,
    (item, is_more): (&Figure, bool),
    cells: usize,
) -> String {
    let worded = word_reading(scenario, look, item, is_more);
    if fit::measure_width(&worded) <= cells {
        return worded;
    }
    word_reading(scenario, look.with_words(false), item, is_more)
}

/// A number in the column before, which is too narrow for some; a number is never cut.
fn before_of(scenario: &Scenario, look: FrameStyle, item: &Figure, cells: usize) -> String {
    let phrase = fit_value(scenario, look, (item, false), cells);
    if fit::measure_width(&phrase) > cells {
        return look.wording.cut_mark().to_owned();
    }
    phrase
}

/// The value in the cells of both; where troops are stands with it, unless that has a column or they are there. A value
/// that is too long takes the room of the label; one wider than both is not shown at all, since a number is never cut.
fn value_of(
    scenario: &Scenario,
    look: FrameStyle,
    (item, is_more): (&Figure, bool),
    (columns, is_short): (&FigureColumns, bool),
) -> String {
    let status = match item.status {
        None | Some(ForceStatus::InPlace) => String::new(),
        Some(_) if columns.status > 0 => String::new(),
        Some(status) if is_short => format!(" {}", number::short_force_status(status)),
        Some(status) => format!(" {}", number::force_status(status)),
    };
    let room = columns.value.saturating_sub(fit::measure_width(&status));
    let value = fit_value(scenario, look, (item, is_more), room);
    let value = format!("{value}{status}");
    if fit::measure_width(&value) > columns.label + columns.value {
        return look.wording.cut_mark().to_owned();
    }
    value
}

/// The label of a series; its short form where the long one does not fit.
fn label_of(series: &Series, cells: usize) -> &str {
    if fit::measure_width(&series.label) <= cells {
        &series.label
    } else {
        series.short_name()
    }
}

/// `+` for a reading of today or a first one, `▲▼` for one of today against the last.
fn change_sign(
    view: &View<'_>,
    look: FrameStyle,
    (reading, figure): (&Reading, FigureRef),
) -> StyledPiece {
    let scenario = view.snapshot.scenario;
    let day = figure.get(scenario).provenance.at.day_in(scenario.zone());
    let trend = reading.compute_trend(scenario, figure);
    let glyph = trend
        .filter(|_| day == view.snapshot.day)
        .map(|trend| match trend {
            Trend::Level | Trend::OtherCount => NEW,
            Trend::Up => UP,
            Trend::Down => DOWN,
        });
    sign_piece(look, glyph.map(|glyph| glyph.choose_form(look.is_ascii())))
}

/// The sign of a change, or a blank.
fn sign_piece(look: FrameStyle, glyph: Option<&str>) -> StyledPiece {
    glyph.map_or_else(
        || (" ".to_owned(), ratatui::style::Style::new()),
        |glyph| (glyph.to_owned(), look.role_style(Role::Changed)),
    )
}
