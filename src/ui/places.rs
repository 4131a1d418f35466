//! The province control list: one place a row or, on narrower screens, in columns.
//!
//! ```text
//! ► S  G→T  Helmand       Lashkar Gah    13 Aug B1
//! │ │  │ │  │             │              │      └ grade of the claim by which it is held
//! │ │  │ │  name          capital        since
//! │ │  │ └ holder and mark
//! │ region, on its first row
//! gutter
//! ```
//!
//! Rows keep their order when the date changes; a place held since before the log has no date.

mod row;

pub use row::{change_pieces, state_from};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use row::{Fields, RowForm, Widths, row_of};

use crate::app::paging::page_of;
use crate::app::view::View;
use crate::facts::place;
use crate::model::id::PlaceKey;
use crate::snapshot::control::PlaceState;
use crate::snapshot::query::PlaceOrder;
use crate::text::fit;
use crate::ui::layout::{LIST_CELL, Layout, LayoutSize};
use crate::ui::paint::{self, StyledPiece, known_suffix};
use crate::ui::theme::{FrameStyle, Role};

/// How a list of so many places stands in an area.
struct Grid {
    columns: usize,
    rows: usize,
    cell: u16,
    /// Region headings take rows of their own.
    has_headings: bool,
}

impl Grid {
    /// One column that pages where there is room for all fields; else as few columns as show all places.
    fn from_view(view: &View<'_>, layout: &Layout) -> Self {
        let area = layout.places.unwrap_or_default();
        let places = view.listing.places.len();
        let rows = usize::from(area.height);
        let least = match layout.shape {
            LayoutSize::Medium if !view.app.is_zoomed => LIST_CELL,
            LayoutSize::Narrow => LIST_CELL + 2,
            _ => area.width.max(1),
        };
        let most = usize::from(area.width / least).max(1);
        let columns = (1..=most)
            .find(|columns| places.div_ceil(*columns) <= rows)
            .unwrap_or(most);
        let even = area.width / u16::try_from(columns).unwrap_or(1);
        let cell = if columns == most && most > 1 {
            least
        } else {
            even
        };
        let headings = count_regions(view);
        let has_headings = Fields(cell).has_words()
            && view.app.order.places == PlaceOrder::Region
            && headings > 1
            && places + headings <= rows;
        let rows = if columns > 1 {
            rows.min(places.div_ceil(columns).max(1))
        } else {
            rows
        };
        Self {
            columns,
            rows,
            cell,
            has_headings,
        }
    }

    fn page_size(&self) -> usize {
        self.columns * self.rows
    }
}

fn count_regions(view: &View<'_>) -> usize {
    let scenario = view.snapshot.scenario;
    let mut regions: Vec<_> = scenario.places.iter().map(|place| &place.region).collect();
    regions.sort_unstable();
    regions.dedup();
    regions.len()
}

/// How many places a page of an area shows.
pub fn rows_a_page(view: &View<'_>, layout: &Layout) -> usize {
    Grid::from_view(view, layout).page_size()
}

/// `Provinces 34, by region`; `Provinces 1-24 of 34, by region` where not all fit.
pub fn word_title(view: &View<'_>, layout: &Layout) -> String {
    let places = view.listing.places.len();
    let order = view.app.order.places.word_order();
    let page = shown_range(view, layout);
    let all = view.snapshot.scenario.places.len();
    let range = if places < all {
        format!("{places} of {all}")
    } else if page.len() < places {
        format!("{}-{} of {places}", page.start + 1, page.end)
    } else {
        places.to_string()
    };
    let filter = paint::filter_suffix(view);
    let plural = place::pluralise_place_label(view.snapshot.scenario);
    if !filter.is_empty() {
        return format!("{plural} {range}{filter}");
    }
    let known = known_suffix(view);
    let order = if known.is_empty() {
        format!(", {order}")
    } else {
        known
    };
    format!("{plural} {range}{order}")
}

fn shown_range(view: &View<'_>, layout: &Layout) -> std::ops::Range<usize> {
    let selected = view.selected_place().map_or(0, |(row, _)| row);
    page_of(
        selected,
        view.listing.places.len(),
        Grid::from_view(view, layout).page_size(),
    )
}

/// The place whose row is at a cell.
pub fn at(view: &View<'_>, layout: &Layout, cell: Position) -> Option<PlaceKey> {
    let area = layout.places.filter(|area| area.contains(cell))?;
    let grid = Grid::from_view(view, layout);
    let row = usize::from(cell.y - area.y);
    if grid.has_headings {
        return headed_rows(view).get(row).copied().flatten();
    }
    let column = usize::from((cell.x - area.x) / grid.cell.max(1));
    let page = view.listing.places.get(shown_range(view, layout))?;
    (row < grid.rows && column < grid.columns)
        .then(|| page.get(column * grid.rows + row).copied())?
}

/// The rows of a list with headings: a place, or nothing for the heading of a region.
fn headed_rows(view: &View<'_>) -> Vec<Option<PlaceKey>> {
    let mut region = None;
    let mut rows = Vec::new();
    for place in &view.listing.places {
        let its = &view.snapshot.scenario.place(*place).region;
        if region != Some(its) {
            region = Some(its);
            rows.push(None);
        }
        rows.push(Some(*place));
    }
    rows
}

/// Draws the page of the list that holds the selected place.
pub fn draw(view: &View<'_>, look: FrameStyle, layout: &Layout, buffer: &mut Buffer) {
    let area = layout.places.unwrap_or_default();
    let grid = Grid::from_view(view, layout);
    let page = shown_range(view, layout);
    let places = view.listing.places.get(page).unwrap_or_default();
    if places.is_empty() {
        paint::none_listed(view, look, area, buffer);
        return;
    }
    if grid.has_headings {
        with_headings(view, look, area, buffer);
        return;
    }
    let mut region = None;
    let fields = Fields(grid.cell);
    let form = RowForm {
        fields,
        widths: Widths::from_fields(view, fields, false),
        has_initials: false,
        is_headed: false,
    };
    for (number, place) in places.iter().enumerate() {
        let column = u16::try_from(number / grid.rows.max(1)).unwrap_or(u16::MAX);
        let row = u16::try_from(number % grid.rows.max(1)).unwrap_or(u16::MAX);
        let is_first = region != Some(&view.snapshot.scenario.place(*place).region);
        region = Some(&view.snapshot.scenario.place(*place).region);
        let cell = Rect {
            x: area.x + column * grid.cell,
            width: grid.cell,
            ..area
        }
        .intersection(area);
        let form = RowForm {
            has_initials: is_first && view.app.order.places == PlaceOrder::Region,
            ..form
        };
        let pieces = row_of(view, look, *place, form);
        paint::put_line(buffer, cell, row, &pieces);
    }
}

/// A row each for the regions, in capitals.
fn with_headings(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let scenario = view.snapshot.scenario;
    let mut row = 0;
    let mut region = None;
    let fields = Fields(area.width);
    let form = RowForm {
        fields,
        widths: Widths::from_fields(view, fields, true),
        has_initials: false,
        is_headed: true,
    };
    for place in &view.listing.places {
        let its = &scenario.place(*place).region;
        if region != Some(its) {
            region = Some(its);
            let name = its
                .as_ref()
                .map_or_else(String::new, |name| name.to_uppercase());
            let mut pieces = vec![(
                format!(" {}", fit::align_left(&name, SUBTOTAL, "")),
                look.role_style(Role::Strong),
            )];
            pieces.extend(subtotal_pieces(view, look, its.as_deref()));
            paint::put_line(buffer, area, row, &pieces);
            row += 1;
        }
        paint::put_line(buffer, area, row, &row_of(view, look, *place, form));
        row += 1;
    }
}

/// Cells before the subtotals of a region, so that they stand below each other.
const SUBTOTAL: usize = 34;

/// Who holds how many of a region: `T 3, G 2`.
fn subtotal_pieces(view: &View<'_>, look: FrameStyle, region: Option<&str>) -> Vec<StyledPiece> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let mut pieces: Vec<StyledPiece> = Vec::new();
    for party in scenario.party_keys() {
        let is_its = |state: &&PlaceState| {
            state.holder == Some(party) && scenario.place(state.place).region.as_deref() == region
        };
        let held = snapshot.places.iter().filter(is_its).count();
        if held > 0 {
            let comma = if pieces.is_empty() { " " } else { ", " };
            pieces.push((comma.to_owned(), Style::new()));
            let text = format!("{} {held}", scenario.party(party).display_letter());
            pieces.push((text, look.party_style(scenario, Some(party))));
        }
    }
    pieces
}
