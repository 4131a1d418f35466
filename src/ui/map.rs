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
use crate::snapshot::matches::Hit;
use crate::text::fit;
use crate::ui::glyphs::{self, SELECTED};
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// Cells of a tile.
const TILE: u16 = 4;
/// Cells of a tile on one line.
const FLAT_TILE: u16 = 5;

/// The cells that a scenario's map takes: width and height.
pub fn map_size(scenario: &Scenario) -> (u16, u16) {
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
    fn from_area(scenario: &Scenario, area: Rect) -> Option<Self> {
        let (width, height) = map_size(scenario);
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
    fn tile_area(&self, (column, row): (u8, u8)) -> Rect {
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
    let tiles = Tiles::from_area(scenario, area)?;
    let is_there = |key: &PlaceKey| {
        let tile = scenario.place(*key).tile;
        tile.is_some_and(|tile| tiles.tile_area(tile).contains(cell))
    };
    scenario.place_keys().find(is_there)
}

/// Draws the map and, where there is room, a line on the selected place.
pub fn draw(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let scenario = view.snapshot.scenario;
    let Some(tiles) = Tiles::from_area(scenario, area) else {
        let note = "no room for the map".to_owned();
        paint::put_line(buffer, area, 0, &[(note, look.role_style(Role::Muted))]);
        return;
    };
    for place in scenario.place_keys() {
        let (Some(tile), Some(state)) =
            (scenario.place(place).tile, view.snapshot.place_state(place))
        else {
            continue;
        };
        let lines = match (tiles.is_tall, tiles.is_flat_wide) {
            (true, _) => tall_pieces(view, look, place, state),
            (false, true) => vec![flat_pieces(view, look, place, state)],
            (false, false) => vec![
                tall_pieces(view, look, place, state)
                    .pop()
                    .unwrap_or_default(),
            ],
        };
        for (line, pieces) in (0..).zip(&lines) {
            paint::put_line(buffer, tiles.tile_area(tile), line, pieces);
        }
    }
    let height = map_size(scenario).1;
    let rows = if tiles.is_tall { height } else { height / 2 };
    if area.height > rows {
        let below = Rect {
            y: area.y + rows,
            height: area.height - rows,
            ..area
        };
        draw_selected(view, look, below, buffer);
    }
}

/// Two lines: selection mark and code; change mark, letter, status mark or fill, fill.
fn tall_pieces(
    view: &View<'_>,
    look: FrameStyle,
    place: PlaceKey,
    state: &PlaceState,
) -> Vec<Vec<StyledPiece>> {
    let scenario = view.snapshot.scenario;
    let code = scenario.place(place).tile_code();
    let (selected, code_style) = selection_style(view, look, place);
    // A tile that is not listed keeps its place and its code, and says nothing.
    if !view.is_listed(place) {
        let code = (fit::align_left(code, 3, ""), look.role_style(Role::Muted));
        return vec![
            vec![selected, code],
            vec![(" ".repeat(usize::from(TILE)), Style::new())],
        ];
    }
    let fill = state.holder.map_or_else(
        || " ".to_owned(),
        |party| glyphs::fill_glyph(party.row(), scenario.party(party).letter, look.is_ascii()),
    );
    let party = look.party_style(scenario, state.holder);
    let mark = match place::choose_sign(state, look.is_ascii()) {
        Some(mark) => (mark.to_owned(), look.role_style(Role::Pressure)),
        None => (fill.clone(), party),
    };
    vec![
        vec![selected, (fit::align_left(code, 3, ""), code_style)],
        vec![
            change_piece(view, look, state),
            (
                place::party_letter(scenario, state.holder).to_string(),
                party,
            ),
            mark,
            (fill, party),
        ],
    ]
}

/// One line: mark, letter large, code small; the selection wins the first cell.
fn flat_pieces(
    view: &View<'_>,
    look: FrameStyle,
    place: PlaceKey,
    state: &PlaceState,
) -> Vec<StyledPiece> {
    let scenario = view.snapshot.scenario;
    let code = scenario.place(place).tile_code();
    let (selected, code_style) = selection_style(view, look, place);
    if !view.is_listed(place) {
        let code = (
            fit::align_left(&code.to_lowercase(), 3, ""),
            look.role_style(Role::Muted),
        );
        return vec![selected, (" ".to_owned(), Style::new()), code];
    }
    let first = if selected.0 == " " {
        change_piece(view, look, state)
    } else {
        selected
    };
    let party = look.party_style(scenario, state.holder);
    vec![
        first,
        (
            place::party_letter(scenario, state.holder).to_string(),
            party,
        ),
        (fit::align_left(&code.to_lowercase(), 3, ""), code_style),
    ]
}

fn change_piece(view: &View<'_>, look: FrameStyle, state: &PlaceState) -> StyledPiece {
    let has_changed = view
        .snapshot
        .changes
        .holder_change(state.place)
        .is_some_and(|(_, to)| to == state.holder);
    (
        (if has_changed {
            CHANGED.choose_form(look.is_ascii())
        } else {
            " "
        })
        .to_owned(),
        look.role_style(Role::Changed),
    )
}

/// The first cell of a tile, and the style of its code.
fn selection_style(view: &View<'_>, look: FrameStyle, place: PlaceKey) -> (StyledPiece, Style) {
    let is_selected = view
        .selected_place()
        .is_some_and(|(_, selected)| selected == place);
    let first = paint::place_marker(view, look, is_selected);
    paint::mark_match(
        view,
        look,
        (first, look.role_style(Role::Text)),
        Hit::Place(place),
    )
}

/// The selected place in a line, or in several where there is room.
fn draw_selected(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let Some((_, key)) = view.selected_place() else {
        return;
    };
    let Some(state) = snapshot.place_state(key) else {
        return;
    };
    let name = scenario.place(key).full_name();
    let glyph = SELECTED.choose_form(look.is_ascii());
    let text = look.role_style(Role::Text);
    if area.height < 4 {
        let letter = place::party_letter(scenario, state.holder);
        let since = state.since.map_or_else(String::new, |since| {
            let at = &since.get(scenario).provenance.at;
            format!(" since {}", word_moment(at, snapshot, MomentForm::DayCell))
        });
        let phrase = place::overlays_in_full(snapshot, state);
        let phrase = phrase
            .first()
            .map_or_else(String::new, |phrase| format!(", {phrase}"));
        let line = format!(" {glyph} {name}: {letter}{since}{phrase}");
        let line = fit::cut_to_fit(&line, usize::from(area.width), look.wording.cut_mark());
        paint::put_line(buffer, area, 0, &[(line, text)]);
        return;
    }
    paint::put_line(
        buffer,
        area,
        1,
        &[(format!(" {glyph} {name}"), look.role_style(Role::Strong))],
    );
    let words = place::word_place_state(snapshot, state);
    for (row, line) in (2..area.height).zip(fit::wrap_lazily(
        &words,
        usize::from(area.width.saturating_sub(4)),
    )) {
        paint::put_line(buffer, area, row, &[(format!("   {line}"), text)]);
    }
}
