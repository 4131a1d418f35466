//! Where everything stands on a screen of a given size. Pure: a size in, rectangles out.
//!
//! ```text
//!  header (1 to 3 rows)                     header
//! ─ places ───┬─ map ───┬─ figures ──       ─ places ──────┬─ figures ──
//!             │         │                                  │
//!             ├─ timeline ──────────       ─ timeline ─────┴────────────
//!             │                                              60 to 99
//!  ribbon (0 to 2 rows)   100 and more      ribbon, detail
//! ```
//!
//! Height gives way in this order: second ribbon row, timeline rows down to five, ribbon, line 3 of
//! the header, then one pane at a time with tabs; under 40 × 12 a line or two of text.

use ratatui::layout::Rect;

use crate::app::action::Pane;
use crate::app::view::View;

/// How much a screen can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 150 columns and more: words.
    Full,
    /// 100 to 149 columns: signs.
    Wide,
    /// 60 to 99 columns: no map, list in columns.
    Medium,
    /// 40 to 59 columns or under 20 rows: one pane and tabs.
    Narrow,
    /// Less than 40 × 12.
    Tiny,
}

/// Cells of the list of places with its capitals in words.
const LIST_FULL: u16 = 70;
/// Cells of the list of places with its capitals.
const LIST_WIDE: u16 = 47;
/// Cells of the list of places without them.
const LIST_BARE: u16 = 32;
/// Cells of the figures beside a list in columns.
const FIGURES_MEDIUM: u16 = 25;
/// The fewest rows of a timeline beside other panes.
pub const TIMELINE_LEAST: u16 = 5;
/// Cells of a place in a list of columns.
pub const LIST_CELL: u16 = 18;

/// Where everything stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How much the screen can hold.
    pub shape: Shape,
    /// The header.
    pub header: Rect,
    /// The list of places.
    pub places: Option<Rect>,
    /// The tile map.
    pub map: Option<Rect>,
    /// The figures.
    pub figures: Option<Rect>,
    /// The timeline.
    pub timeline: Option<Rect>,
    /// The ribbon of days.
    pub ribbon: Option<Rect>,
    /// What is selected, in words.
    pub detail: Option<Rect>,
    /// The row of the upper rule or of the tabs.
    pub rule: u16,
}

impl Layout {
    /// The layout of a screen.
    pub fn of(view: &View<'_>, area: Rect) -> Self {
        let shape = shape(area);
        match shape {
            Shape::Tiny => Self::empty(shape, area),
            Shape::Narrow => Self::narrow(view, area),
            _ if view.app.is_zoomed => Self::zoomed(view, area, shape),
            Shape::Medium => Self::medium(view, area),
            Shape::Wide | Shape::Full => Self::wide(view, area, shape),
        }
    }

    /// The rectangle of a pane.
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Places => self.places,
            Pane::Figures => self.figures,
            Pane::Timeline => self.timeline,
            Pane::Map => self.map,
        }
    }

    fn pane_mut(&mut self, pane: Pane) -> &mut Option<Rect> {
        match pane {
            Pane::Places => &mut self.places,
            Pane::Figures => &mut self.figures,
            Pane::Timeline => &mut self.timeline,
            Pane::Map => &mut self.map,
        }
    }

    fn empty(shape: Shape, area: Rect) -> Self {
        Self {
            shape,
            header: Rect {
                height: area.height.min(2),
                ..area
            },
            places: None,
            map: None,
            figures: None,
            timeline: None,
            ribbon: None,
            detail: None,
            rule: area.y,
        }
    }

    /// Header of two rows, tabs, one pane, two rows of detail.
    fn narrow(view: &View<'_>, area: Rect) -> Self {
        let mut layout = Self::empty(Shape::Narrow, area);
        layout.rule = area.y + 2;
        let body = area.height.saturating_sub(5);
        let pane = Rect {
            y: area.y + 3,
            height: body,
            ..area
        };
        *layout.pane_mut(open_pane(view)) = Some(pane);
        layout.detail = Some(Rect {
            y: area.y + 3 + body,
            height: 2,
            ..area
        });
        layout
    }

    /// One pane with all its fields, between the header and the ribbon.
    fn zoomed(view: &View<'_>, area: Rect, shape: Shape) -> Self {
        let mut layout = Self::empty(shape, area);
        layout.header.height = 3;
        layout.rule = area.y + 3;
        let ribbon = if shape == Shape::Medium { 1 } else { 2 };
        let body = area.height.saturating_sub(3 + 1 + ribbon + 1);
        *layout.pane_mut(open_pane(view)) = Some(Rect {
            y: area.y + 4,
            height: body,
            ..area
        });
        layout.detail = Some(Rect {
            y: area.y + 4 + body,
            height: 1,
            ..area
        });
        layout.ribbon = Some(Rect {
            y: area.y + 5 + body,
            height: ribbon,
            ..area
        });
        layout
    }

    fn medium(view: &View<'_>, area: Rect) -> Self {
        let panes = view.panes();
        let has = |pane| panes.contains(&pane);
        let places = view.listing.places.len();
        let columns = usize::from(area.width.saturating_sub(FIGURES_MEDIUM + 1) / LIST_CELL).max(1);
        let wanted = u16::try_from(places.div_ceil(columns)).unwrap_or(u16::MAX);
        // Rule, rule and detail line are always there.
        let left = |header: u16, ribbon: u16| area.height.saturating_sub(header + ribbon + 3);
        let fits = |header, ribbon| left(header, ribbon) >= wanted.saturating_add(TIMELINE_LEAST);
        let (header, ribbon) = if fits(3, 1) || area.height >= 24 {
            (3, 1)
        } else if fits(3, 0) {
            (3, 0)
        } else {
            (2, 0)
        };
        let body = left(header, ribbon);
        let top = if has(Pane::Places) {
            list_rows(places, columns, body)
        } else {
            body / 2
        };
        let mut layout = Self::empty(Shape::Medium, area);
        layout.header.height = header;
        layout.rule = area.y + header;
        let y = layout.rule + 1;
        let split = if has(Pane::Figures) {
            area.width - FIGURES_MEDIUM - 1
        } else {
            area.width
        };
        if has(Pane::Places) {
            layout.places = Some(Rect {
                x: area.x,
                y,
                width: split,
                height: top,
            });
        }
        if has(Pane::Figures) {
            let x = if has(Pane::Places) {
                area.x + split + 1
            } else {
                area.x
            };
            layout.figures = Some(Rect {
                x,
                y,
                width: area.x + area.width - x,
                height: top,
            });
        }
        let y = if layout.places.is_some() || layout.figures.is_some() {
            y + top + 1
        } else {
            y
        };
        let height = (area.y + area.height).saturating_sub(y + ribbon + 1);
        layout.timeline = Some(Rect { y, height, ..area });
        layout.ribbon = (ribbon > 0).then_some(Rect {
            y: y + height,
            height: ribbon,
            ..area
        });
        layout.detail = Some(Rect {
            y: y + height + ribbon,
            height: 1,
            ..area
        });
        layout
    }

    fn wide(view: &View<'_>, area: Rect, shape: Shape) -> Self {
        let panes = view.panes();
        let has = |pane| panes.contains(&pane);
        let list = match (shape, area.width) {
            (Shape::Full, _) => LIST_FULL,
            (_, 120..) => LIST_WIDE,
            _ => LIST_BARE,
        };
        let tiles = super::map::size(view.snapshot.scenario);
        // The map's rows and the line below it.
        let top_least = if has(Pane::Map) { tiles.1 + 1 } else { 6 };
        let body = |header: u16, ribbon: u16| area.height.saturating_sub(header + 1 + ribbon);
        let fits = |header, ribbon| body(header, ribbon) > top_least + TIMELINE_LEAST;
        let (header, ribbon) = [(3, 2), (3, 1), (3, 0), (2, 0)]
            .into_iter()
            .find(|(header, ribbon)| fits(*header, *ribbon))
            .unwrap_or((3, 1));
        let has_map = has(Pane::Map) && fits(header, ribbon);
        let body = body(header, ribbon);
        let mut layout = Self::empty(shape, area);
        layout.header.height = header;
        layout.rule = area.y + header;
        let y = layout.rule + 1;
        let mut x = area.x;
        let right = area.x + area.width;
        if has(Pane::Places) {
            layout.places = Some(Rect {
                x,
                y,
                width: list,
                height: body,
            });
            x += list + 1;
        }
        let grown = top_least + (body.saturating_sub(34)) * 5 / 8;
        let top = if has_map {
            grown
        } else {
            grown.min(body.saturating_sub(TIMELINE_LEAST + 1))
        };
        let timeline_x = x;
        if has_map {
            layout.map = Some(Rect {
                x,
                y,
                width: tiles.0,
                height: top,
            });
            x += tiles.0 + 1;
        }
        if has(Pane::Figures) {
            layout.figures = Some(Rect {
                x,
                y,
                width: right.saturating_sub(x),
                height: top,
            });
        }
        let has_top = has_map || has(Pane::Figures);
        let y = if has_top { y + top + 1 } else { y };
        let height = if has_top {
            body.saturating_sub(top + 1)
        } else {
            body
        };
        layout.timeline = Some(Rect {
            x: timeline_x,
            y,
            width: right.saturating_sub(timeline_x),
            height,
        });
        layout.ribbon = (ribbon > 0).then_some(Rect {
            y: layout.rule + 1 + body,
            height: ribbon,
            ..area
        });
        layout
    }
}

/// How much a screen can hold.
fn shape(area: Rect) -> Shape {
    match (area.width, area.height) {
        (..40, _) | (_, ..12) => Shape::Tiny,
        (..60, _) | (_, ..20) => Shape::Narrow,
        (..100, _) => Shape::Medium,
        (..150, _) => Shape::Wide,
        _ => Shape::Full,
    }
}

/// The pane that has the screen where only one fits.
fn open_pane(view: &View<'_>) -> Pane {
    let panes = view.panes();
    if panes.contains(&view.app.pane) {
        view.app.pane
    } else {
        panes.first().copied().unwrap_or(Pane::Timeline)
    }
}

/// Rows of a list in columns: as few columns as show all places and leave the timeline a third.
fn list_rows(places: usize, columns: usize, body: u16) -> u16 {
    let rows = |columns: usize| u16::try_from(places.div_ceil(columns)).unwrap_or(u16::MAX);
    let timeline = TIMELINE_LEAST.max(body / 3);
    (1..=columns)
        .map(rows)
        .find(|rows| rows.saturating_add(timeline) <= body)
        .unwrap_or_else(|| body.saturating_sub(TIMELINE_LEAST).max(1))
}
