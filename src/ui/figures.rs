//! The figures: readings in force by group, each with its qualifier, date, source and grade.
//!
//! ```text
//!  TROOPS
//! ►US to Kabul      +~3,000 12 Aug DoD A1
//! │└ label          │└ value └ as at   └ grade of its source
//! gutter            new today
//! ```
//!
//! A number is never cut: the label gives way, then the date. Nothing is added up.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style;

use crate::app::action::Pane;
use crate::app::paging::{Turn, headed};
use crate::app::view::View;
use crate::format::moment::{day_month_year, known_by, shown_day};
use crate::format::sign::{DOWN, UP};
use crate::format::{Style, number};
use crate::model::figure::{Figure, ForceStatus, Group, Measure, Series};
use crate::snapshot::figures::Reading;
use crate::snapshot::reference::FigureRef;
use crate::snapshot::visible;
use crate::text::fit;
use crate::ui::glyphs::NEW;
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// A line of the pane.
enum Line<'v> {
    /// A group, with whether anything of it is known.
    Group(Group, bool),
    /// What is older than a week.
    Older,
    /// A reading in force, by its row in the listing, or one that disagrees with it.
    Reading(usize, &'v Reading, FigureRef),
}

/// The heading of a group.
pub fn heading(group: Group) -> &'static str {
    match group {
        Group::Forces => "TROOPS",
        Group::Evacuation => "EVACUATED",
        Group::Casualties => "CASUALTIES",
        Group::Territory => "TERRITORY",
        Group::Displacement => "DISPLACED",
        Group::Other => "OTHER",
    }
}

/// Every line of the pane, in the order of the listing: fresh readings by group, then those that are
/// older than a week.
fn lines<'v>(view: &View<'v>) -> Vec<Line<'v>> {
    let scenario = view.snapshot.scenario;
    let mut lines = Vec::new();
    for (_, group) in Group::WORDS {
        if !scenario.series.iter().any(|series| series.group == group) {
            continue;
        }
        let is_its = |reading: &Reading| {
            scenario
                .one_series(reading.figure.get(scenario).series)
                .group
                == group
        };
        let fresh = readings(view, |reading| !reading.is_old && is_its(reading));
        // Where all of it is older, it stands below.
        if !fresh.is_empty() || !view.snapshot.figures.iter().any(is_its) {
            lines.push(Line::Group(group, !fresh.is_empty()));
        }
        lines.extend(fresh);
    }
    let older = readings(view, |reading| reading.is_old);
    if !older.is_empty() {
        lines.push(Line::Older);
    }
    lines.extend(older);
    lines
}

/// The readings that are listed and meant, with those that disagree.
fn readings<'v>(view: &View<'v>, is_meant: impl Fn(&Reading) -> bool) -> Vec<Line<'v>> {
    let rows = view.listing.figures.iter().enumerate();
    let listed =
        rows.filter_map(|(row, reading)| Some((row, view.snapshot.figures.get(*reading)?)));
    let meant = listed.filter(|(_, reading)| is_meant(reading));
    meant
        .flat_map(|(row, reading)| {
            let figures = std::iter::once(&reading.figure).chain(&reading.disagreeing);
            figures.map(move |figure| Line::Reading(row, reading, *figure))
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
    match known_by(&view.app.cursor, view.snapshot.scenario.zone()) {
        Some(known) => format!("Fig. {known}{page}"),
        None => format!("Figures, + new today{page}"),
    }
}

fn is_narrow(area: Rect) -> bool {
    usize::from(area.width) < NARROW
}

/// The pages of the pane; a narrow one keeps its last row for saying that there are more.
fn pages(lines: &[Line<'_>], area: Rect) -> Vec<std::ops::Range<usize>> {
    let is_heading: Vec<bool> = lines
        .iter()
        .map(|line| matches!(line, Line::Group(_, true) | Line::Older))
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
    (page(view, area) + 1, pages(&lines(view), area).len().max(1))
}

/// How far a page up and a page down move the selection.
pub fn turn(view: &View<'_>, area: Rect) -> Turn {
    let lines = lines(view);
    let row_of = |line: usize| match lines.get(line) {
        // A reading that disagrees is told with the one in force and is no row of its own.
        Some(Line::Reading(row, reading, figure)) if *figure == reading.figure => Some(*row),
        _ => None,
    };
    Turn::between(
        &pages(&lines, area),
        row_of,
        view.selected_figure().unwrap_or(0),
    )
}

/// The page that holds the selected reading.
fn page(view: &View<'_>, area: Rect) -> usize {
    let lines = lines(view);
    let selected = view.selected_figure();
    let is_it = |line: &Line<'_>| matches!(line, Line::Reading(row, ..) if Some(*row) == selected);
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

/// Draws the page of figures that holds the selected one.
pub fn draw(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let lines = lines(view);
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
    let columns = Columns::of(area.width);
    for (row, line) in (0..).zip(lines.get(page).unwrap_or_default()) {
        let pieces = match line {
            Line::Group(group, true) => {
                vec![(format!(" {}", heading(*group)), look.style(Role::Strong))]
            }
            Line::Group(group, false) => {
                let (none, cells) = if is_narrow(area) {
                    ("none yet", 0)
                } else {
                    ("no figure yet", 13)
                };
                let name = fit::left(
                    heading(*group),
                    cells.max(fit::width(heading(*group)) + 1),
                    "",
                );
                vec![
                    (format!(" {name}"), look.style(Role::Strong)),
                    (none.to_owned(), look.style(Role::Muted)),
                ]
            }
            Line::Older => vec![(" OLDER THAN A WEEK".to_owned(), look.style(Role::Strong))],
            Line::Reading(row, reading, figure) => {
                reading_line(view, look, (*row, reading, *figure), &columns)
            }
        };
        paint::line(buffer, area, row, &pieces);
    }
}

/// Cells of each column.
struct Columns {
    /// Label and sign of change, before the value; where there is little room they take what the value leaves.
    label: usize,
    /// The value.
    value: usize,
    /// As-at date; 0 where there is none.
    date: usize,
    /// Source; 0 where there is none.
    source: usize,
    /// Whether the sign of change has a cell of its own; else it stands in the gutter.
    has_sign: bool,
}

impl Columns {
    fn of(width: u16) -> Self {
        let width = usize::from(width);
        let (value, date, source) = match width {
            0..NARROW => (0, 0, 0),
            NARROW..38 => (11, 0, 3),
            38..50 => (11, 6, 3),
            _ => (17, 6, 8),
        };
        let has_sign = width >= NARROW;
        let gaps = usize::from(date > 0) + usize::from(source > 0);
        // The gutter takes 1 and the grade 3.
        let label = width.saturating_sub(4 + usize::from(has_sign) + value + date + source + gaps);
        Self {
            label,
            value,
            date,
            source,
            has_sign,
        }
    }
}

/// Less than so many cells have no columns for date and source.
const NARROW: usize = 32;

fn reading_line(
    view: &View<'_>,
    look: Look,
    (row, reading, figure): (usize, &Reading, FigureRef),
    columns: &Columns,
) -> Vec<Piece> {
    let scenario = view.snapshot.scenario;
    let item = figure.get(scenario);
    let series = scenario.one_series(item.series);
    let text = look.style(Role::Text);
    let is_selected = figure == reading.figure
        && (view.app.selection.figure.is_some() || view.app.pane == Pane::Figures)
        && view.selected_figure() == Some(row);
    let style = if is_selected {
        look.style(Role::Selected)
    } else {
        text
    };
    let is_withheld = visible::is_withheld(scenario.event(figure.event), &view.app.cursor);
    let (label, value) = label_and_value(look, (series, is_withheld), item, columns);
    let sign = change_sign(view, look, reading);
    let gutter = if is_selected || columns.has_sign {
        paint::marker(look, is_selected, view.app.pane == Pane::Figures)
    } else {
        sign.clone()
    };
    let mut pieces: Vec<Piece> = vec![gutter, (label, style)];
    if columns.has_sign {
        pieces.push(sign);
    }
    pieces.push((value, style));
    if columns.date > 0 {
        let day = day_month_year(
            shown_day(&item.provenance.at, scenario.zone()),
            view.snapshot.day,
        );
        pieces.push((
            format!(
                " {}",
                fit::right(&day, columns.date, look.wording.cut_mark())
            ),
            look.style(Role::Muted),
        ));
    }
    if columns.source > 0 {
        let source = scenario.first_source(&item.provenance);
        let name = source.map_or("-", |source| source.short().as_str());
        pieces.push((
            format!(
                " {}",
                fit::left(name, columns.source, look.wording.cut_mark())
            ),
            look.style(Role::Muted),
        ));
    }
    pieces.push((format!(" {}", scenario.grade(&item.provenance)), text));
    pieces
}

/// The label and the value in the cells of both. A value that is too long takes the room of the
/// label; one wider than both is not shown at all, since a number is never cut.
fn label_and_value(
    look: Look,
    (series, is_withheld): (&Series, bool),
    item: &Figure,
    columns: &Columns,
) -> (String, String) {
    let said = match item.status {
        Some(status @ (ForceStatus::Withdrawn | ForceStatus::EnRoute)) => {
            format!(" {}", number::force_status(status))
        }
        _ => String::new(),
    };
    let worded = |style| format!("{}{said}", number::figure(item, series, style));
    let mut value = worded(look.wording);
    if fit::width(&value) > columns.value && look.wording.words {
        value = worded(Style {
            words: false,
            ..look.wording
        });
    }
    let both = columns.label + columns.value;
    if fit::width(&value) > both {
        look.wording.cut_mark().clone_into(&mut value);
    }
    let value_cells = columns.value.max(fit::width(&value)).min(both);
    let gap = usize::from(!columns.has_sign);
    let cells = (both - value_cells).saturating_sub(gap);
    let label = fit::left(
        &withheld_or(is_withheld, label_of(series, cells)),
        cells,
        look.wording.cut_mark(),
    );
    (
        format!("{label}{}", " ".repeat(gap.min(both - value_cells))),
        fit::right(&value, value_cells, ""),
    )
}

/// The label of a series; its short form where the long one does not fit.
fn label_of(series: &Series, cells: usize) -> &str {
    if fit::width(&series.label) <= cells {
        &series.label
    } else {
        series.short()
    }
}

/// `+` for a reading of today or a first one, `▲▼` for one of today against the last. What was added
/// each time has no ups and downs.
fn change_sign(view: &View<'_>, look: Look, reading: &Reading) -> Piece {
    if !reading.is_new {
        return (" ".to_owned(), style::Style::new());
    }
    let scenario = view.snapshot.scenario;
    let figure = reading.figure.get(scenario);
    let is_added = scenario.one_series(figure.series).measure == Measure::Increment;
    let before = reading.previous.filter(|_| !is_added);
    let now = figure.amount;
    let glyph = match before.map(|before| before.get(scenario).amount) {
        Some(before) if now.low() > before.low() => UP,
        Some(before) if now.low() < before.low() => DOWN,
        _ => NEW,
    };
    (
        glyph.show(look.ascii()).to_owned(),
        look.style(Role::Changed),
    )
}

/// A label, behind the word for what must not be published yet.
fn withheld_or(is_withheld: bool, label: &str) -> String {
    if is_withheld {
        format!("WITHHELD {label}")
    } else {
        label.to_owned()
    }
}
