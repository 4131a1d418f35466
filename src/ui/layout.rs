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
pub enum LayoutSize {
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
/// Cells of figures before and after.
const FIGURES_COMPARED: u16 = 31;
/// The fewest cells of changes beside figures; else these stand below.
const CHANGES_LEAST: u16 = 36;
/// The fewest columns of a screen on which changes leave room for the map.
const MAP_COMPARED: u16 = 120;
/// The fewest rows of the log below changes.
const LOG_LEAST: u16 = 4;
/// The fewest rows of a timeline beside other panes.
pub const TIMELINE_LEAST: u16 = 5;
/// Cells of a place in a list of columns.
pub const LIST_CELL: u16 = 18;

/// Where everything stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How much the screen can hold.
    pub shape: LayoutSize,
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
    /// The row that says that the file has an error, while it has one.
    pub banner: Option<Rect>,
    /// The row of the upper rule or of the tabs.
    pub rule: u16,
    /// Rows of the whole screen.
    pub height: u16,
}

impl Layout {
    /// The layout of a screen.
    pub fn from_view(view: &View<'_>, area: Rect) -> Self {
        let layout = Self::without_banner(view, area);
        if view.app.file.trouble.is_some() && layout.shape != LayoutSize::Tiny {
            layout.below_banner()
        } else {
            layout
        }
    }

    /// Puts a row between the header and the panes; those at the bottom lose one.
    fn below_banner(mut self) -> Self {
        let panes = Pane::ALL.map(|pane| self.pane_area(pane).map_or(0, Rect::bottom));
        let bottom = panes.into_iter().max().unwrap_or(0);
        self.banner = Some(Rect {
            y: self.rule,
            height: 1,
            ..self.header
        });
        self.rule += 1;
        for pane in Pane::ALL {
            if let Some(area) = self.pane_mut(pane) {
                area.height -= u16::from(area.bottom() == bottom && area.height > 0);
                area.y += 1;
            }
        }
        self
    }

    /// The layout of a screen without a banner.
    fn without_banner(view: &View<'_>, area: Rect) -> Self {
        let shape = layout_size(area);
        match shape {
            LayoutSize::Tiny => Self::empty_layout(shape, area),
            LayoutSize::Narrow => Self::narrow_layout(view, area),
            _ if view.app.is_zoomed => Self::zoomed_layout(view, area, shape),
            // The map has no room beside the others here, so that opening it gives it the screen.
            LayoutSize::Medium if view.app.pane == Pane::Map => {
                Self::zoomed_layout(view, area, shape)
            }
            LayoutSize::Wide | LayoutSize::Full if is_map_alone(view, area, shape) => {
                Self::zoomed_layout(view, area, shape)
            }
            LayoutSize::Medium if view.comparison_rows().is_some() => {
                Self::compared_layout(view, area)
            }
            LayoutSize::Medium => Self::medium_layout(view, area),
            LayoutSize::Wide | LayoutSize::Full => Self::wide_layout(view, area, shape),
        }
    }

    /// The whole screen.
    pub fn screen_area(&self) -> Rect {
        Rect {
            height: self.height,
            ..self.header
        }
    }

    /// The rectangle of a pane.
    pub fn pane_area(&self, pane: Pane) -> Option<Rect> {
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

    fn empty_layout(shape: LayoutSize, area: Rect) -> Self {
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
            banner: None,
            rule: area.y,
            height: area.height,
        }
    }

    /// Header of two rows, tabs, one pane, two rows of detail.
    fn narrow_layout(view: &View<'_>, area: Rect) -> Self {
        let mut layout = Self::empty_layout(LayoutSize::Narrow, area);
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
    fn zoomed_layout(view: &View<'_>, area: Rect, shape: LayoutSize) -> Self {
        let mut layout = Self::empty_layout(shape, area);
        layout.header.height = 3;
        layout.rule = area.y + 3;
        let body = area.height.saturating_sub(3 + 1 + 1 + 1);
        *layout.pane_mut(open_pane(view)) = Some(Rect {
            y: area.y + 4,
            height: body,
            ..area
        });
        // One row each, as where the list stands in columns: the detail line has the hint.
        layout.ribbon = Some(Rect {
            y: area.y + 4 + body,
            height: 1,
            ..area
        });
        layout.detail = Some(Rect {
            y: area.y + 5 + body,
            height: 1,
            ..area
        });
        layout
    }

    fn medium_layout(view: &View<'_>, area: Rect) -> Self {
        let panes = view.list_panes();
        let has = |pane| panes.contains(&pane);
        let places = view.listing.places.len();
        let columns = usize::from(area.width.saturating_sub(FIGURES_MEDIUM + 1) / LIST_CELL).max(1);
        let wanted = u16::try_from(places.div_ceil(columns)).unwrap_or(u16::MAX);
        // Two rules and the detail line are always there.
        let left = |header: u16, ribbon: u16| area.height.saturating_sub(header + ribbon + 3);
        let fits = |rows: &(u16, u16)| {
            left(rows.0, rows.1) >= wanted.saturating_add(TIMELINE_LEAST) || area.height >= 24
        };
        let (header, ribbon) = [(3, 1), (3, 0)].into_iter().find(fits).unwrap_or((2, 0));
        let body = left(header, ribbon);
        let mut layout = Self::empty_layout(LayoutSize::Medium, area);
        layout.header.height = header;
        layout.rule = area.y + header;
        let top_y = layout.rule + 1;
        let top = match (has(Pane::Places), has(Pane::Figures)) {
            // A short list leaves figures room to show themselves.
            (true, true) => list_rows(places, columns, body).max(body / 2),
            (true, false) => list_rows(places, columns, body),
            (false, true) => body / 2,
            (false, false) => 0,
        };
        let list_width = match (has(Pane::Places), has(Pane::Figures)) {
            (true, true) => area.width - FIGURES_MEDIUM - 1,
            (true, false) => area.width,
            (false, _) => 0,
        };
        if has(Pane::Places) {
            layout.places = Some(Rect::new(area.x, top_y, list_width, top));
        }
        if has(Pane::Figures) {
            let x = area.x + list_width + u16::from(has(Pane::Places));
            layout.figures = Some(Rect::new(x, top_y, area.right() - x, top));
        }
        let y = if top > 0 { top_y + top + 1 } else { top_y };
        let height = area.bottom().saturating_sub(y + ribbon + 1);
        layout.timeline = Some(Rect { y, height, ..area });
        layout.place_ribbon(area, y + height, ribbon);
        let detail_y = y + height + ribbon;
        layout.detail = Some(Rect::new(area.x, detail_y, area.width, 1));
        layout
    }

    /// What changed beside figures before and after, or above them; what is new in the log below.
    fn compared_layout(view: &View<'_>, area: Rect) -> Self {
        let mut layout = Self::empty_layout(LayoutSize::Medium, area);
        layout.header.height = 3;
        layout.rule = area.y + 3;
        let y = layout.rule + 1;
        let has_figures = view.list_panes().contains(&Pane::Figures);
        // Two rules, the ribbon and the last line are always there.
        let body = area.height.saturating_sub(3 + 2 + 2);
        let top = body.saturating_sub(LOG_LEAST).max(body / 2);
        let top = top.min(body - body / 4);
        let beside = area.width.saturating_sub(FIGURES_COMPARED + 1);
        let places = if has_figures && beside >= CHANGES_LEAST {
            let figures = Rect::new(area.x + beside + 1, y, FIGURES_COMPARED, top);
            layout.figures = Some(figures);
            Rect::new(area.x, y, beside, top)
        } else if has_figures {
            let rows = (top - top / 3).saturating_sub(1);
            let below = y + rows + 1;
            layout.figures = Some(Rect::new(area.x, below, area.width, top - rows - 1));
            Rect::new(area.x, y, area.width, rows)
        } else {
            Rect::new(area.x, y, area.width, top)
        };
        layout.places = Some(places);
        let y = y + top + 1;
        layout.timeline = Some(Rect::new(area.x, y, area.width, body - top));
        layout.place_ribbon(area, y + body - top, 1);
        layout.detail = Some(Rect::new(area.x, y + body - top + 1, area.width, 1));
        layout
    }

    /// Puts the ribbon where the panes end, if it has any rows.
    fn place_ribbon(&mut self, area: Rect, y: u16, ribbon: u16) {
        self.ribbon = (ribbon > 0).then_some(Rect::new(area.x, y, area.width, ribbon));
    }

    /// The list beside the map and the figures, over the timeline. A wide map takes cells of the list before any of the
    /// figures, and stands alone where it leaves too few of them.
    fn wide_layout(view: &View<'_>, area: Rect, shape: LayoutSize) -> Self {
        let panes = view.list_panes();
        let has = |pane| panes.contains(&pane);
        let tiles = super::map::map_size(view.snapshot.scenario);
        // The map's rows and the line below it.
        let least = if has(Pane::Map) {
            tiles.1 + 1
        } else {
            area.height / 3
        };
        let body = |header: u16, ribbon: u16| area.height.saturating_sub(header + 1 + ribbon);
        let fits = |rows: &(u16, u16)| body(rows.0, rows.1) > least + TIMELINE_LEAST;
        let rows = [(3, 2), (3, 1), (3, 0), (2, 0)].into_iter().find(fits);
        let with_map = list_beside_map(view, area, shape, tiles.0);
        let has_map = rows.is_some() && with_map.is_some();
        let (header, ribbon) = rows.unwrap_or((3, 1));
        let body = body(header, ribbon);
        let mut layout = Self::empty_layout(shape, area);
        layout.header.height = header;
        layout.rule = area.y + header;
        let y = layout.rule + 1;
        let mut x = area.x;
        if has(Pane::Places) {
            let width = match with_map.filter(|_| has_map) {
                _ if leaves_out_map(view, area) => LIST_WIDE,
                Some(width) => width,
                None => list_width(shape, area.width),
            };
            layout.places = Some(Rect::new(x, y, width, body));
            x += width + 1;
        }
        let timeline_x = x;
        let top = top_rows(least, body, has_map || has(Pane::Figures));
        if has_map {
            layout.map = Some(Rect::new(x, y, tiles.0, top));
            x += tiles.0 + 1;
        }
        if has(Pane::Figures) {
            let width = area.right().saturating_sub(x);
            layout.figures = Some(Rect::new(x, y, width, top));
        }
        let taken = if top > 0 { top + 1 } else { 0 };
        let width = area.right().saturating_sub(timeline_x);
        layout.timeline = Some(Rect::new(timeline_x, y + taken, width, body - taken));
        layout.place_ribbon(area, y + body, ribbon);
        layout
    }
}

/// Tells whether the map is open and has no room beside the others.
fn is_map_alone(view: &View<'_>, area: Rect, shape: LayoutSize) -> bool {
    let width = super::map::map_size(view.snapshot.scenario).0;
    view.app.pane == Pane::Map
        && view.list_panes().contains(&Pane::Map)
        && !leaves_out_map(view, area)
        && list_beside_map(view, area, shape, width).is_none()
}

/// Whether changes need the room of the map.
fn leaves_out_map(view: &View<'_>, area: Rect) -> bool {
    view.comparison_rows().is_some() && area.width < MAP_COMPARED
}

/// Returns the cells of the list beside a map so wide, as many as leave room for what else stands there; nothing where
/// the map has no room.
fn list_beside_map(view: &View<'_>, area: Rect, shape: LayoutSize, map: u16) -> Option<u16> {
    let panes = view.list_panes();
    if !panes.contains(&Pane::Map) || leaves_out_map(view, area) {
        return None;
    }
    let figures = if panes.contains(&Pane::Figures) {
        FIGURES_MEDIUM + 1
    } else {
        0
    };
    let usual = list_width(shape, area.width);
    let lists = [usual, LIST_WIDE, LIST_BARE].into_iter();
    lists.filter(|list| *list <= usual).find(|list| {
        let list = if panes.contains(&Pane::Places) {
            list + 1
        } else {
            0
        };
        u32::from(list) + u32::from(map) + u32::from(figures) <= u32::from(area.width)
    })
}

/// Cells of the list beside other panes.
fn list_width(shape: LayoutSize, width: u16) -> u16 {
    match (shape, width) {
        (LayoutSize::Full, _) => LIST_FULL,
        (_, 120..) => LIST_WIDE,
        _ => LIST_BARE,
    }
}

/// Rows of the map and the figures above the timeline: at least what the map needs, and five of
/// every eight rows that a screen has more than 40.
fn top_rows(least: u16, body: u16, has_top: bool) -> u16 {
    if !has_top {
        return 0;
    }
    let grown = least + body.saturating_sub(34) * 5 / 8;
    grown.min(body.saturating_sub(TIMELINE_LEAST + 1))
}

/// How much a screen can hold.
pub(super) fn layout_size(area: Rect) -> LayoutSize {
    match (area.width, area.height) {
        (..40, _) | (_, ..12) => LayoutSize::Tiny,
        (..60, _) | (_, ..20) => LayoutSize::Narrow,
        (..100, _) => LayoutSize::Medium,
        (..150, _) => LayoutSize::Wide,
        _ => LayoutSize::Full,
    }
}

/// The pane that has the screen where only one fits.
fn open_pane(view: &View<'_>) -> Pane {
    let panes = view.list_panes();
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
