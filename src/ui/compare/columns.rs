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
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// Cells of the columns.
pub(super) struct Columns {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) date: usize,
    pub(super) source: usize,
}

impl Columns {
    /// Cells behind the values: date, source and grade, each with a blank before it.
    pub(super) fn behind(&self) -> usize {
        self.date + self.source + 3
    }
}

/// A number as it stands in a column.
pub(super) fn value(view: &View<'_>, look: Look, figure: FigureRef) -> String {
    let figure = figure.get(view.snapshot.scenario);
    let series = view.snapshot.scenario.one_series(figure.series);
    number::figure(figure, series, look.wording)
}

/// The same, or nothing where there is none.
pub(super) fn shown(view: &View<'_>, look: Look, figure: Option<FigureRef>) -> String {
    figure.map_or_else(String::new, |figure| {
        value(view, look.with_words(false), figure)
    })
}

/// Where troops are on their way, unless they are there.
pub(super) fn moving(figure: &Figure) -> String {
    match figure.status {
        None | Some(ForceStatus::InPlace) => String::new(),
        Some(status) => format!(" {}", number::force_status(status)),
    }
}

/// Returns who published a reading, where there is little room.
pub(super) fn short_name<'v>(view: &View<'v>, figure: FigureRef) -> Cow<'v, str> {
    let scenario = view.snapshot.scenario;
    let source = scenario.first_source(&figure.get(scenario).provenance, &view.snapshot.cursor);
    source.map_or("no source".into(), |source| source.short().closed())
}

/// A line below a row: what is said of it, its values, when and on whose word.
pub(super) fn below_line(
    view: &View<'_>,
    look: Look,
    (name, [before, after], figure): (&str, [String; 2], Option<FigureRef>),
    (columns, width): (&Columns, u16),
) -> Vec<Piece> {
    let (text, muted) = (look.style(Role::Text), look.style(Role::Muted));
    let scenario = view.snapshot.scenario;
    let after = fit::right(&after, columns.after.max(fit::width(&after)), "");
    let before = fit::right(&before, columns.before.max(fit::width(&before)), "");
    let withheld = paint::withheld_of(view, figure.map(|figure| figure.event));
    let name = match figure {
        Some(figure) if columns.source == 0 => {
            format!("{withheld}{name}, {}", short_name(view, figure))
        }
        _ => format!("{withheld}{name}"),
    };
    let room = usize::from(width).saturating_sub(3 + columns.behind());
    let room = room.saturating_sub(fit::width(&before) + fit::width(&after) + 2);
    let name = fit::left(&name, room, look.wording.cut_mark());
    let mut pieces = vec![
        (format!("   {name}"), muted),
        (format!(" {before}"), muted),
        (format!(" {after}"), text),
    ];
    let provenance = figure.map(|figure| &figure.get(scenario).provenance);
    pieces.extend(behind(view, look, provenance, columns));
    pieces
}

/// When, on whose word and how it is graded, as far as there are columns for it.
pub(super) fn behind(
    view: &View<'_>,
    look: Look,
    provenance: Option<&Provenance>,
    columns: &Columns,
) -> Vec<Piece> {
    let scenario = view.snapshot.scenario;
    let (text, muted) = (look.style(Role::Text), look.style(Role::Muted));
    let mut pieces = Vec::new();
    if columns.date > 0 {
        let day = provenance.map_or_else(String::new, |its| {
            word_moment(&its.at, view.snapshot, MomentForm::DayCell)
        });
        pieces.push((fit::right(&day, columns.date, ""), muted));
    }
    if columns.source > 0 {
        let source = provenance.and_then(|its| scenario.first_source(its, &view.snapshot.cursor));
        let name = source.map_or("-", |source| source.short().as_str());
        let name = fit::left(name, columns.source - 1, "");
        pieces.push((format!(" {name}"), muted));
    }
    if let Some(provenance) = provenance {
        pieces.push((
            format!(" {}", scenario.grade(provenance, &view.snapshot.cursor)),
            text,
        ));
    }
    pieces
}
