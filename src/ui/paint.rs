//! Putting text into a buffer without ever leaving it.
//!
//! Every pane draws through [`put_text`] and [`put_line()`]; drawing outside a buffer panics in ratatui, here it
//! is cut off. Knows no facts.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::action::{Action, Pane};
use crate::app::keymap::hint_key;
use crate::app::view::View;
use crate::facts::moment::{KnownForm, word_known};
use crate::model::id::EventKey;
use crate::snapshot::filter;
use crate::snapshot::matches::Hit;
use crate::snapshot::visibility;
use crate::text::direction::{LEFT_TO_RIGHT, terminate_bidi};
use crate::text::fit;
use crate::text::for_terminal::{for_terminal, split_clusters, to_ascii_cells};
use crate::text::link::{Address, Links};
use crate::ui::glyphs::{CORNERS, MATCH, RULE, SELECTED, SELECTED_ELSEWHERE, WALL};
use crate::ui::theme::{FrameStyle, Role};

/// A piece of a line with its style.
pub type StyledPiece = (String, Style);

/// Puts a text at a place, cut at the right edge of the buffer; gives the cells that it took.
pub fn put_text(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
    let area = buffer.area;
    if !area.contains((x, y).into()) {
        return 0;
    }
    let text = for_terminal(fit::take_head(text, usize::from(area.right() - x)));
    free_cell(buffer, (x, y));
    let taken = if text.chars().all(fit::is_single) {
        put_singles(buffer, (x, y), &text, style)
    } else {
        put_clusters(buffer, (x, y), &text, style)
    };
    let covered = (x + taken..area.right()).take_while(|x| is_covered(buffer, (*x, y)));
    for x in covered.collect::<Vec<u16>>() {
        reset_cell(buffer, (x, y));
    }
    taken
}

/// Puts characters of any kind, a cluster in the cells that it takes; gives the cells that they took.
fn put_clusters(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
    let right = buffer.area.right();
    let (mut last, mut next) = (x, x);
    for (cluster, cells) in split_clusters(&terminate_bidi(text)) {
        if cluster.starts_with(LEFT_TO_RIGHT) && next > x {
            add_mark(buffer, (last, y), cluster);
            continue;
        }
        let Some(cells) = u16::try_from(cells).ok().and_then(NonZeroU16::new) else {
            continue;
        };
        last = next;
        next = next.saturating_add(cells.get()).min(right);
        for covered in last..next {
            if let Some(cell) = buffer.cell_mut((covered, y)) {
                cell.reset();
                // No blank: where a blank comes instead, it is another cell, and will be sent.
                cell.set_symbol("");
            }
        }
        if let Some(cell) = buffer.cell_mut((last, y)) {
            cell.set_symbol(cell_symbol(cluster)).set_style(style);
            // Where the library counts otherwise, it would draw over what follows or leave it out.
            if cell.cell_width() != cells.get() {
                cell.set_diff_option(CellDiffOption::ForcedWidth(cells));
            }
        }
    }
    next - x
}

/// Adds a mark of direction behind what a cell shows.
fn add_mark(buffer: &mut Buffer, at: (u16, u16), mark: &str) {
    if let Some(cell) = buffer.cell_mut(at) {
        let marked = format!("{}{mark}", cell.symbol());
        cell.set_symbol(&marked);
    }
}

/// What a cell shows of a cluster: the breaks of a text of several lines that stands in one row are blanks.
fn cell_symbol(cluster: &str) -> &str {
    match cluster {
        "\n" => " ",
        // All text is safe long before it comes here. If ever it is not, it still acts on no terminal.
        _ if cluster.contains(char::is_control) => "\u{fffd}",
        _ => cluster,
    }
}

/// Whether a cell belongs to the character of several cells before it.
fn is_covered(buffer: &Buffer, at: (u16, u16)) -> bool {
    buffer.cell(at).is_some_and(|cell| cell.symbol().is_empty())
}

fn reset_cell(buffer: &mut Buffer, at: (u16, u16)) {
    if let Some(cell) = buffer.cell_mut(at) {
        cell.reset();
    }
}

/// Takes away the character of several cells that reaches into a cell: half of it cannot be shown.
fn free_cell(buffer: &mut Buffer, (x, y): (u16, u16)) {
    let mut lead = x;
    while lead > buffer.area.left() && is_covered(buffer, (lead, y)) {
        reset_cell(buffer, (lead, y));
        lead -= 1;
    }
    if lead < x {
        reset_cell(buffer, (lead, y));
    }
}

/// Closes what stands before a cell if it runs from right to left and its end is covered.
fn terminate_before(buffer: &mut Buffer, (x, y): (u16, u16)) {
    let before: String = (buffer.area.left()..x)
        .filter_map(|x| buffer.cell((x, y)))
        .map(Cell::symbol)
        .collect();
    if let Some(mark) = terminate_bidi(&before)
        .strip_prefix(&before)
        .filter(|mark| !mark.is_empty())
    {
        add_mark(buffer, (x.saturating_sub(1), y), mark);
    }
}

/// Puts characters of a cell each without looking for longer ones; gives the cells that they took.
fn put_singles(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
    let start = buffer.index_of(x, y);
    let cells = buffer.content.iter_mut().skip(start);
    let mut taken = 0;
    for (cell, letter) in cells.zip(text.chars()) {
        cell.reset();
        cell.set_char(letter).set_style(style);
        taken += 1;
    }
    taken
}

/// Puts pieces one after the other into a row of an area, cut at the area's right edge.
pub fn put_line(buffer: &mut Buffer, area: Rect, row: u16, pieces: &[StyledPiece]) {
    if row >= area.height {
        return;
    }
    let mut x = area.x;
    for (text, style) in pieces {
        let room = usize::from(area.right().saturating_sub(x));
        if room == 0 {
            return;
        }
        let text = fit::take_head(text, room);
        // Blanks that fill a column are not underlined.
        let phrase = text.trim_end();
        let blank = text.get(phrase.len()..).unwrap_or_default();
        let plain = style.remove_modifier(Modifier::UNDERLINED);
        x += put_text(buffer, (x, area.y + row), phrase, *style);
        x += put_text(buffer, (x, area.y + row), blank, plain);
    }
}

/// Notes that a text in a row of an area leads to an address, from a column of the area on as far as it is seen.
pub fn link_text(
    links: &mut Links,
    area: Rect,
    (column, row): (usize, u16),
    text: &str,
    address: Option<&Address>,
) {
    if row >= area.height {
        return;
    }
    let cells = |count| u16::try_from(count).unwrap_or(u16::MAX);
    let x = area.x.saturating_add(cells(column));
    let room = area.right().saturating_sub(x);
    let taken = cells(fit::measure_width(text.trim_end())).min(room);
    links.link_cells((x, area.y + row), taken, address);
}

/// The first cell of a row or tile: whether it is selected, and whether its pane takes the keys.
pub fn marker_piece(look: FrameStyle, is_selected: bool, has_keys: bool) -> StyledPiece {
    let glyph = match (is_selected, has_keys) {
        (false, _) => " ",
        (true, true) => SELECTED.choose_form(look.is_ascii()),
        (true, false) => SELECTED_ELSEWHERE.choose_form(look.is_ascii()),
    };
    (glyph.to_owned(), look.role_style(Role::Selected))
}

/// The first cell of a row and the style of its text, once more marked where a search has found it.
pub fn mark_match(
    view: &View<'_>,
    look: FrameStyle,
    (first, style): (StyledPiece, Style),
    hit: Hit,
) -> (StyledPiece, Style) {
    if !view.is_hit(hit) {
        return (first, style);
    }
    let underlined = style.patch(look.role_style(Role::Match));
    if first.0 != " " {
        return (first, underlined);
    }
    let glyph = MATCH.choose_form(look.is_ascii()).to_owned();
    ((glyph, look.role_style(Role::Selected)), underlined)
}

/// `; kind control; F clears` for the title of a pane that does not list everything.
pub fn filter_suffix(view: &View<'_>) -> String {
    if view.app.filter.is_empty() {
        return String::new();
    }
    format!(
        "; {}{}",
        filter::word_conditions(&view.app.filter).join("; "),
        clears_hint()
    )
}

/// `filtered, page 2 of 7` of the open pane of a narrow screen, whose tabs have no room for the conditions.
pub fn page_words(view: &View<'_>, page: usize, pages: usize) -> String {
    let filtered = (!view.app.filter.is_empty()).then(|| "filtered".to_owned());
    let page = (pages > 1).then(|| format!("page {page} of {pages}"));
    let phrase: Vec<String> = filtered.into_iter().chain(page).collect();
    phrase.join(", ")
}

/// `; F clears`: the first that a title leaves out where it has little room.
pub fn clears_hint() -> String {
    format!("; {} clears", hint_key(Action::ClearFilter))
}

/// Says in an empty pane that the filter leaves nothing, and which key helps.
pub fn none_listed(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    if view.app.filter.is_empty() {
        return;
    }
    let text = format!(
        "Nothing passes the filter. {} clears it.",
        hint_key(Action::ClearFilter)
    );
    for (row, phrase) in (0..).zip(fit::wrap_text(
        &text,
        usize::from(area.width.saturating_sub(2)),
    )) {
        put_line(
            buffer,
            area,
            row,
            &[(format!(" {phrase}"), look.role_style(Role::Muted))],
        );
    }
}

/// The word before what must not be published yet, with its blank.
pub fn withheld_prefix(view: &View<'_>, event: EventKey) -> &'static str {
    withheld_of(view, [event])
}

/// The same before what rests on several events, any of which must not be published yet.
pub fn withheld_of(view: &View<'_>, events: impl IntoIterator<Item = EventKey>) -> &'static str {
    if visibility::depends_on_withheld(view.snapshot.scenario, &view.app.cursor, events) {
        WITHHELD
    } else {
        ""
    }
}

/// The word, with its blank.
pub const WITHHELD: &str = "WITHHELD ";

/// `2 WITHHELD`: how many places are as they are by what must not be published yet; their tallies rest on it.
pub fn withheld_places(view: &View<'_>) -> Option<String> {
    let count = view.snapshot.withheld_places();
    (count > 0).then(|| format!("{count} {}", WITHHELD.trim_end()))
}

/// The marker before a place, in the list and on the map: they share one selection.
pub fn place_marker(view: &View<'_>, look: FrameStyle, is_selected: bool) -> StyledPiece {
    let has_keys = matches!(view.app.pane, Pane::Places | Pane::Map);
    marker_piece(look, is_selected, has_keys)
}

/// A box around an emptied area, with a text at the left and one at the right of its upper edge.
pub fn draw_box(buffer: &mut Buffer, area: Rect, look: FrameStyle, left: &str, right: &str) {
    let ascii = look.is_ascii();
    let inside = usize::from(area.width.saturating_sub(2));
    let [top_left, top_right, bottom_left, bottom_right] =
        CORNERS.map(|corner| corner.choose_form(ascii));
    let (rule, wall) = (RULE.choose_form(ascii), WALL.choose_form(ascii));
    let right = if right.is_empty() {
        String::new()
    } else {
        format!(" {right} {rule}")
    };
    let room = inside.saturating_sub(fit::measure_width(&right) + 4);
    let left = format!(
        "{rule} {} ",
        fit::cut_to_fit(left, room, look.wording.cut_mark())
    );
    let gap = inside.saturating_sub(fit::measure_width(&left) + fit::measure_width(&right));
    for row in 0..area.height {
        terminate_before(buffer, (area.x, area.y + row));
        let text = if row == 0 {
            format!("{top_left}{left}{}{right}{top_right}", rule.repeat(gap))
        } else if row + 1 == area.height {
            format!("{bottom_left}{}{bottom_right}", rule.repeat(inside))
        } else {
            format!("{wall}{}{wall}", " ".repeat(inside))
        };
        put_line(buffer, area, row, &[(text, look.role_style(Role::Text))]);
    }
}

/// The cells that pieces take.
pub fn count_cells(pieces: &[StyledPiece]) -> usize {
    pieces
        .iter()
        .map(|(text, _)| fit::measure_width(text))
        .sum()
}

/// Joins parts with gaps as wide as fit, at most `widest`, the first ones wider.
pub fn spread_pieces(parts: Vec<StyledPiece>, cells: usize, widest: usize) -> Vec<StyledPiece> {
    let gaps = parts.len().saturating_sub(1).max(1);
    let room = cells.saturating_sub(2 + count_cells(&parts));
    let gap = (room / gaps).clamp(1, widest);
    let wider = if gap == widest {
        0
    } else {
        room.saturating_sub(gap * gaps)
    };
    let mut pieces = vec![(" ".to_owned(), Style::new())];
    for (place, part) in parts.into_iter().enumerate() {
        if place > 0 {
            let cells = gap + usize::from(place <= wider);
            pieces.push((" ".repeat(cells), Style::new()));
        }
        pieces.push(part);
    }
    pieces
}

/// `, known by 12:00` for a title in known-then.
pub fn known_suffix(view: &View<'_>) -> String {
    let zone = view.snapshot.scenario.zone();
    match word_known(&view.app.cursor, zone, KnownForm::Title).as_str() {
        "" => String::new(),
        words => format!(", {words}"),
    }
}

/// The clock in words: `as now known`, `LIVE`, `AS KNOWN THEN, 12:00`.
pub fn clock_words(view: &View<'_>) -> String {
    if view.app.is_live {
        return "LIVE".to_owned();
    }
    word_known(
        &view.app.cursor,
        view.snapshot.scenario.zone(),
        KnownForm::Heading,
    )
}

/// Makes what a scenario brought ASCII too: a letter without its accents, question marks for what has
/// no such letter, in as many cells as it took.
pub fn to_ascii(area: Rect, buffer: &mut Buffer) {
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let Some(cell) = buffer.cell_mut((x, y)) else {
                continue;
            };
            if cell.symbol().is_ascii() {
                continue;
            }
            let letters = to_ascii_cells(cell.symbol());
            for (x, letter) in (x..area.right()).zip(letters.chars()) {
                if let Some(cell) = buffer.cell_mut((x, y)) {
                    cell.set_char(letter).set_diff_option(CellDiffOption::None);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(buffer: &Buffer, y: u16) -> Vec<&str> {
        let cells = (0..buffer.area.width).filter_map(|x| buffer.cell((x, y)));
        cells.map(Cell::symbol).collect()
    }

    fn drawn_at(width: u16, texts: &[(u16, &str)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        for (x, text) in texts {
            put_text(&mut buffer, (*x, 0), text, Style::new());
        }
        buffer
    }

    #[test]
    fn a_character_has_the_cells_that_it_takes() {
        let buffer = drawn_at(8, &[(0, "東e\u{301}ঢা🇦🇫x")]);
        assert_eq!(
            row(&buffer, 0),
            ["東", "", "e\u{301}", "ঢা", "", "🇦🇫", "", "x"]
        );
        assert_eq!(row(&drawn_at(3, &[(0, "a東b")]), 0), ["a", "東", ""]);
        assert_eq!(row(&drawn_at(2, &[(0, "a東b")]), 0), ["a", " "]);
        assert_eq!(row(&drawn_at(4, &[(0, "a\nb")]), 0), ["a", " ", "b", " "]);
        assert_eq!(
            row(&drawn_at(4, &[(0, "لا.")]), 0),
            ["ل", "ا", ".\u{200e}", " "]
        );
    }

    #[test]
    fn half_of_a_character_is_never_left() {
        assert_eq!(
            row(&drawn_at(4, &[(0, "東京"), (1, "x")]), 0),
            [" ", "x", "京", ""]
        );
        assert_eq!(
            row(&drawn_at(4, &[(0, "東京"), (0, "x")]), 0),
            ["x", " ", "京", ""]
        );
    }

    #[test]
    fn the_library_counts_as_the_screen_does() {
        // So many cells does a diff pass over behind a character.
        let buffer = drawn_at(6, &[(0, "ঢাｶﾞলx")]);
        let cells: Vec<(u16, u16)> = Buffer::empty(buffer.area)
            .diff(&buffer)
            .into_iter()
            .map(|(x, _, cell)| (x, cell.cell_width()))
            .collect();
        assert_eq!(cells, [(0, 2), (2, 2), (4, 1), (5, 1)]);
    }

    #[test]
    fn a_box_closes_what_it_covers() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        put_text(&mut buffer, (0, 0), "کندهار 12 Aug", Style::new());
        draw_box(
            &mut buffer,
            Rect::new(3, 0, 9, 1),
            FrameStyle::default(),
            "1 2",
            "",
        );
        assert_eq!(row(&buffer, 0).concat(), "کند\u{200e}┌─ 1 2 ─┐");
    }

    #[test]
    fn ascii_takes_as_many_cells() {
        let mut buffer = drawn_at(10, &[(0, "é東🇦🇫ঢা…ر")]);
        to_ascii(buffer.area, &mut buffer);
        assert_eq!(row(&buffer, 0).concat(), "e??AF??.? ");
        assert!(buffer.content.iter().all(|cell| cell.cell_width() == 1));
    }
}
