//! The tile map: one tile a place, drawn from the places' `tile` and `code`.
//!
//! ```text
//!  HRT GHR      code
//!  T██→T██      letter and fill of the holder; the arrow says that it changed hands today
//! ```
//!
//! Two rows a tile where they fit, else one. The selection is the list's; colour only tints.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::view::View;
use crate::facts::moment::{MomentForm, word_moment};
use crate::facts::place;
use crate::facts::sign::CHANGED;
use crate::model::id::PlaceKey;
use crate::model::scenario::Scenario;
use crate::snapshot::control::PlaceState;
use crate::snapshot::hits::Hit;
use crate::text::fit;
use crate::ui::glyphs::{self, SELECTED};
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// Cells of a tile.
const TILE: u16 = 4;
/// Cells of a tile on one line.
const FLAT_TILE: u16 = 5;

/// The cells that a scenario's map takes: width and height.
pub fn size(scenario: &Scenario) -> (u16, u16) {
    let tiles = || scenario.places.iter().filter_map(|place| place.tile);
    let columns = tiles()
        .map(|(column, _)| u16::from(column) + 1)
        .max()
        .unwrap_or(0);
    let rows = tiles()
        .map(|(_, row)| u16::from(row) + 1)
        .max()
        .unwrap_or(0);
    (columns.saturating_mul(TILE), rows.saturating_mul(2))
}

/// How tiles stand in an area.
struct Tiles {
    area: Rect,
    /// Two rows a tile.
    is_tall: bool,
    /// One row a tile, in the wider form.
    is_flat_wide: bool,
}

impl Tiles {
    /// The tiles of a scenario in an area; `None` if there is no room for them.
    fn of(scenario: &Scenario, area: Rect) -> Option<Self> {
        let (width, height) = size(scenario);
        if area.width < width || area.height < height / 2 {
            return None;
        }
        let is_tall = area.height >= height;
        Some(Self {
            area,
            is_tall,
            is_flat_wide: !is_tall && area.width >= width / TILE * FLAT_TILE,
        })
    }

    /// The rectangle of a tile.
    fn tile(&self, (column, row): (u8, u8)) -> Rect {
        let cell = if self.is_flat_wide { FLAT_TILE } else { TILE };
        let rows = if self.is_tall { 2 } else { 1 };
        Rect {
            x: self.area.x + u16::from(column) * cell,
            y: self.area.y + u16::from(row) * rows,
            width: cell,
            height: rows,
        }
        .intersection(self.area)
    }
}

/// The place whose tile is at a cell.
pub fn at(view: &View<'_>, area: Rect, cell: Position) -> Option<PlaceKey> {
    let scenario = view.snapshot.scenario;
    let tiles = Tiles::of(scenario, area)?;
    let is_there = |key: &PlaceKey| {
        let tile = scenario.place(*key).tile;
        tile.is_some_and(|tile| tiles.tile(tile).contains(cell))
    };
    scenario.place_keys().find(is_there)
}

/// Draws the map and, where there is room, a line on the selected place.
pub fn draw(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let scenario = view.snapshot.scenario;
    let Some(tiles) = Tiles::of(scenario, area) else {
        let note = "no room for the map".to_owned();
        paint::line(buffer, area, 0, &[(note, look.style(Role::Muted))]);
        return;
    };
    for place in scenario.place_keys() {
        let (Some(tile), Some(state)) = (scenario.place(place).tile, view.snapshot.place(place))
        else {
            continue;
        };
        let lines = match (tiles.is_tall, tiles.is_flat_wide) {
            (true, _) => tall(view, look, place, state),
            (false, true) => vec![flat(view, look, place, state)],
            (false, false) => vec![tall(view, look, place, state).pop().unwrap_or_default()],
        };
        for (line, pieces) in (0..).zip(&lines) {
            paint::line(buffer, tiles.tile(tile), line, pieces);
        }
    }
    let height = size(scenario).1;
    let rows = if tiles.is_tall { height } else { height / 2 };
    if area.height > rows {
        let below = Rect {
            y: area.y + rows,
            height: area.height - rows,
            ..area
        };
        about(view, look, below, buffer);
    }
}

/// Two lines: selection mark and code; change mark, letter, status mark or fill, fill.
fn tall(view: &View<'_>, look: Look, place: PlaceKey, state: &PlaceState) -> Vec<Vec<Piece>> {
    let scenario = view.snapshot.scenario;
    let code = scenario.place(place).tile_code();
    let (selected, code_style) = selection(view, look, place);
    // A tile that is not listed keeps its place and its code, and says nothing.
    if !view.is_listed(place) {
        let code = (fit::left(code, 3, ""), look.style(Role::Muted));
        return vec![
            vec![selected, code],
            vec![(" ".repeat(usize::from(TILE)), Style::new())],
        ];
    }
    let fill = state.holder.map_or_else(
        || " ".to_owned(),
        |party| glyphs::fill(party.row(), scenario.party(party).letter, look.ascii()),
    );
    let party = look.party(scenario, state.holder);
    let mark = match place::mark(state, look.ascii()) {
        Some(mark) => (mark.to_owned(), look.style(Role::Pressure)),
        None => (fill.clone(), party),
    };
    vec![
        vec![selected, (fit::left(code, 3, ""), code_style)],
        vec![
            change(view, look, state),
            (place::letter(scenario, state.holder).to_string(), party),
            mark,
            (fill, party),
        ],
    ]
}

/// One line: mark, letter large, code small; the selection wins the first cell.
fn flat(view: &View<'_>, look: Look, place: PlaceKey, state: &PlaceState) -> Vec<Piece> {
    let scenario = view.snapshot.scenario;
    let code = scenario.place(place).tile_code();
    let (selected, code_style) = selection(view, look, place);
    if !view.is_listed(place) {
        let code = (
            fit::left(&code.to_lowercase(), 3, ""),
            look.style(Role::Muted),
        );
        return vec![selected, (" ".to_owned(), Style::new()), code];
    }
    let first = if selected.0 == " " {
        change(view, look, state)
    } else {
        selected
    };
    let party = look.party(scenario, state.holder);
    vec![
        first,
        (place::letter(scenario, state.holder).to_string(), party),
        (fit::left(&code.to_lowercase(), 3, ""), code_style),
    ]
}

fn change(view: &View<'_>, look: Look, state: &PlaceState) -> Piece {
    let has_changed = view
        .snapshot
        .changes
        .taken(state.place)
        .is_some_and(|(_, to)| to == state.holder);
    (
        (if has_changed {
            CHANGED.show(look.ascii())
        } else {
            " "
        })
        .to_owned(),
        look.style(Role::Changed),
    )
}

/// The first cell of a tile, and the style of its code.
fn selection(view: &View<'_>, look: Look, place: PlaceKey) -> (Piece, Style) {
    let is_selected = view
        .selected_place()
        .is_some_and(|(_, selected)| selected == place);
    let first = paint::place_marker(view, look, is_selected);
    paint::found(
        view,
        look,
        (first, look.style(Role::Text)),
        Hit::Place(place),
    )
}

/// The selected place in a line, or in several where there is room.
fn about(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let Some((_, key)) = view.selected_place() else {
        return;
    };
    let Some(state) = snapshot.place(key) else {
        return;
    };
    let name = scenario.place(key).full_name();
    let glyph = SELECTED.show(look.ascii());
    let text = look.style(Role::Text);
    if area.height < 4 {
        let letter = place::letter(scenario, state.holder);
        let since = state.since.map_or_else(String::new, |since| {
            let at = &since.get(scenario).provenance.at;
            format!(" since {}", word_moment(at, snapshot, MomentForm::DayCell))
        });
        let said = place::overlays(scenario, state);
        let said = said
            .first()
            .map_or_else(String::new, |said| format!(", {said}"));
        let line = format!(" {glyph} {name}: {letter}{since}{said}");
        let line = fit::cut(&line, usize::from(area.width), look.wording.cut_mark());
        paint::line(buffer, area, 0, &[(line, text)]);
        return;
    }
    paint::line(
        buffer,
        area,
        1,
        &[(format!(" {glyph} {name}"), look.style(Role::Strong))],
    );
    let words = place::sentence(snapshot, state);
    for (row, line) in (2..area.height).zip(fit::lines(
        &words,
        usize::from(area.width.saturating_sub(4)),
    )) {
        paint::line(buffer, area, row, &[(format!("   {line}"), text)]);
    }
}
