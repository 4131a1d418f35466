//! What stands in the columns of figures before and after: numbers, whose they are, when and how they are graded.
//!
//! Called by `before_after`. A number is never cut and never without its source.

use std::borrow::Cow;

use crate::app::view::View;
use crate::facts::moment::{MomentForm, word_moment};
use crate::facts::number;
use crate::model::claim::Provenance;
use crate::model::figure::{Figure, ForceStatus};
use crate::snapshot::reference::FigureRef;
use crate::text::fit;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// Cells of the columns.
pub(super) struct BeforeAfterColumns {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) date: usize,
    pub(super) source: usize,
}

impl BeforeAfterColumns {
    /// Cells behind the values: date, source and grade, each with a blank before it.
    pub(super) fn width_behind(&self) -> usize {
        self.date + self.source + 3
    }
}

/// A number as it stands in a column.
pub(super) fn word_value(view: &View<'_>, look: FrameStyle, figure: FigureRef) -> String {
    let figure = figure.get(view.snapshot.scenario);
    let series = view.snapshot.scenario.one_series(figure.series);
    number::word_figure(figure, series, look.wording)
}

/// The same, or nothing where there is none.
pub(super) fn word_optional(
    view: &View<'_>,
    look: FrameStyle,
    figure: Option<FigureRef>,
) -> String {
    figure.map_or_else(String::new, |figure| {
        word_value(view, look.with_words(false), figure)
    })
}

/// Where troops are on their way, unless they are there.
pub(super) fn word_status(figure: &Figure) -> String {
    match figure.status {
        None | Some(ForceStatus::InPlace) => String::new(),
        Some(status) => format!(" {}", number::force_status(status)),
    }
}

/// Returns who published a reading, where there is little room.
pub(super) fn short_name<'v>(view: &View<'v>, figure: FigureRef) -> Cow<'v, str> {
    let scenario = view.snapshot.scenario;
    let source = scenario.first_source(&figure.get(scenario).provenance, &view.snapshot.cursor);
    source.map_or("no source".into(), |source| {
        source.short_name().bidi_terminated()
    })
}

/// A line below a row: what is said of it, its values, when and on whose word.
pub(super) fn below_line(
    view: &View<'_>,
    look: FrameStyle,
    (name, [before, after], figure): (&str, [String; 2], Option<FigureRef>),
    (columns, width): (&BeforeAfterColumns, u16),
) -> Vec<StyledPiece> {
    let (text, muted) = (look.role_style(Role::Text), look.role_style(Role::Muted));
    let scenario = view.snapshot.scenario;
    let after = fit::align_right(&after, columns.after.max(fit::measure_width(&after)), "");
    let before = fit::align_right(&before, columns.before.max(fit::measure_width(&before)), "");
    let withheld = paint::withheld_of(view, figure.map(|figure| figure.event));
    let name = match figure {
        Some(figure) if columns.source == 0 => {
            format!("{withheld}{name}, {}", short_name(view, figure))
        }
        _ => format!("{withheld}{name}"),
    };
    let room = usize::from(width).saturating_sub(3 + columns.width_behind());
    let room = room.saturating_sub(fit::measure_width(&before) + fit::measure_width(&after) + 2);
    let name = fit::align_left(&name, room, look.wording.cut_mark());
    let mut pieces = vec![
        (format!("   {name}"), muted),
        (format!(" {before}"), muted),
        (format!(" {after}"), text),
    ];
    let provenance = figure.map(|figure| &figure.get(scenario).provenance);
    pieces.extend(pieces_behind(view, look, provenance, columns));
    pieces
}

/// When, on whose word and how it is graded, as far as there are columns for it.
pub(super) fn pieces_behind(
    view: &View<'_>,
    look: FrameStyle,
    provenance: Option<&Provenance>,
    columns: &BeforeAfterColumns,
) -> Vec<StyledPiece> {
    let scenario = view.snapshot.scenario;
    let (text, muted) = (look.role_style(Role::Text), look.role_style(Role::Muted));
    let mut pieces = Vec::new();
    if columns.date > 0 {
        let day = provenance.map_or_else(String::new, |its| {
            word_moment(&its.at, view.snapshot, MomentForm::DayCell)
        });
        pieces.push((fit::align_right(&day, columns.date, ""), muted));
    }
    if columns.source > 0 {
        let source = provenance.and_then(|its| scenario.first_source(its, &view.snapshot.cursor));
        let name = source.map_or("-", |source| source.short_name().as_str());
        let name = fit::align_left(name, columns.source - 1, "");
        pieces.push((format!(" {name}"), muted));
    }
    if let Some(provenance) = provenance {
        pieces.push((
            format!(
                " {}",
                scenario.grade_item(provenance, &view.snapshot.cursor)
            ),
            text,
        ));
    }
    pieces
}
