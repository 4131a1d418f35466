//! A frame as bytes: the cells that changed, with the shortest moves and style changes.
//!
//! [`Terminal::draw`](super::Terminal::draw) sends what comes out in one write. Only sequences that
//! every terminal knows are used; what is on the screen is known here and nowhere asked for.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::cursor::CursorPosition;
use super::glyphs::{self, Unit, Width};
use crate::frame::sgr::{self, Pen};
use crate::text::link::{self, Address, LinkSpan, Links};

/// Around a frame, so that a terminal shows it as a whole: DEC mode 2026.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// Erases the whole screen, in its own colours.
const ERASE_ALL: &[u8] = b"\x1b[m\x1b[2J";
/// Erases from the cursor to the end of the row.
const ERASE_ROW: &[u8] = b"\x1b[K";

/// What the terminal shows, and the look in which it would write on.
#[derive(Default)]
pub(super) struct Encoder {
    /// `None` if that is not known.
    shown: Option<(Buffer, Links)>,
    pen: Pen,
    /// A frame of before, to be drawn over.
    spare: Buffer,
}

impl Encoder {
    /// Forgets what the terminal shows, so that the next frame draws every cell.
    pub(super) fn forget_screen(&mut self) {
        self.shown = None;
    }

    /// An empty buffer for the next frame.
    pub(super) fn empty_canvas(&mut self, area: Rect) -> Buffer {
        let mut canvas = std::mem::take(&mut self.spare);
        canvas.resize(area);
        canvas.reset();
        canvas
    }

    /// The bytes that make the terminal show a frame; none if it does.
    pub(super) fn encode_frame(&mut self, frame: Buffer, links: Links) -> Vec<u8> {
        let is_of_size = |shown: &(Buffer, Links)| shown.0.area == frame.area;
        let shown = self.shown.take().filter(is_of_size);
        let sent = if let Some(shown) = shown {
            let bytes = self.encode_between((&shown.0, &shown.1), (&frame, &links));
            self.spare = shown.0;
            if bytes.is_empty() {
                bytes
            } else {
                [BEGIN, &bytes, END].concat()
            }
        } else {
            self.pen = Pen::PLAIN;
            let empty = (&Buffer::empty(frame.area), &Links::default());
            let bytes = self.encode_between(empty, (&frame, &links));
            [BEGIN, ERASE_ALL, &bytes, END].concat()
        };
        self.shown = Some((frame, links));
        sent
    }

    /// The bytes that lead from one frame to another of its size.
    fn encode_between(&mut self, before: (&Buffer, &Links), after: (&Buffer, &Links)) -> Vec<u8> {
        let rows = changed_rows(before, after);
        let (bytes, pen) = shortest_encoding(&rows, self.pen, after.0.area.width);
        self.pen = pen;
        bytes
    }
}

/// A row in which something changed.
struct ChangedRow<'b> {
    y: u16,
    cells: &'b [Cell],
    links: Vec<&'b LinkSpan>,
    changes: Vec<Change>,
}

impl<'b> ChangedRow<'b> {
    /// The unit that begins in a column.
    fn glyph_at(&self, x: u16) -> Unit<'b> {
        Unit {
            link: link::at(&self.links, x),
            ..glyphs::at(self.cells, x)
        }
    }
}

/// A unit that changed.
#[derive(Clone, Copy)]
struct Change {
    x: u16,
    /// Whether the row is erased from here on.
    erases: bool,
    /// The colours in which it is drawn; `None` if its row must be drawn from left to right.
    colours: Option<(Color, Color)>,
}

/// The rows that differ between two buffers of one size.
fn changed_rows<'b>(
    (before, led): (&Buffer, &Links),
    (after, leads): (&'b Buffer, &'b Links),
) -> Vec<ChangedRow<'b>> {
    let rows = glyphs::list_rows(before).zip(glyphs::list_rows(after));
    (0..)
        .zip(rows)
        .filter(|(y, (before, after))| {
            !glyphs::is_same(before, after) || !led.links_in_row(*y).eq(leads.links_in_row(*y))
        })
        .map(|(y, (before, after))| {
            let (led, links): (Vec<_>, Vec<_>) = (
                led.links_in_row(y).collect(),
                leads.links_in_row(y).collect(),
            );
            let changes = list_changes(
                &glyphs::split_linked_glyphs(before, &led),
                &glyphs::split_linked_glyphs(after, &links),
            );
            ChangedRow {
                y,
                cells: after,
                links,
                changes,
            }
        })
        .filter(|row| !row.changes.is_empty())
        .collect()
}

/// The changes from one row to another, from left to right.
fn list_changes(before: &[Unit<'_>], after: &[Unit<'_>]) -> Vec<Change> {
    let is_changed = mark_changed(before, after);
    let changed = |x: &usize| is_changed[*x];
    let blank = after
        .iter()
        .rposition(|unit| *unit != Unit::ERASED)
        .map_or(0, |last| last + 1);
    let first = (blank..after.len()).find(changed);
    let last = (blank..after.len()).rfind(changed);
    // Erasing takes as many bytes as three blanks.
    let erase = first.filter(|first| last.is_some_and(|last| last - first >= ERASE_ROW.len()));
    let is_narrow = before
        .iter()
        .zip(after)
        .all(|(before, after)| before == after || before.is_narrow() && after.is_narrow());
    let mut found: Vec<Change> = Vec::new();
    for x in (0..erase.map_or(after.len(), |erase| erase + 1)).filter(changed) {
        let unit = after[x];
        let behind = found.last().filter(|last| usize::from(last.x) + 1 == x);
        let colours = match behind.and_then(|last| last.colours) {
            // A blank is drawn with what it stands behind.
            Some(colours) if unit.is_blank() && colours.1 == unit.pen.bg => colours,
            _ => (unit.pen.fg, unit.pen.bg),
        };
        found.push(Change {
            x: u16::try_from(x).unwrap_or(u16::MAX),
            erases: erase == Some(x),
            colours: is_narrow.then_some(colours),
        });
    }
    found
}

/// Whether each column of a row must be drawn.
///
/// What comes or goes may have taken more columns than it should: those behind it are drawn again.
fn mark_changed(before: &[Unit<'_>], after: &[Unit<'_>]) -> Vec<bool> {
    let mut dirty = 0;
    let units = before.iter().zip(after).enumerate();
    units
        .map(|(x, (before, after))| {
            let is_changed = before != after || x < dirty;
            for unit in [before, after] {
                if is_changed && unit.width == Width::Doubtful {
                    dirty = dirty.max(x + usize::from(unit.most));
                }
            }
            is_changed && after.columns > 0
        })
        .collect()
}

/// The shorter of two ways to draw the changes, and the pen that it leaves: row by row, or colour by
/// colour, which takes more moves but names each colour once.
fn shortest_encoding(rows: &[ChangedRow<'_>], pen: Pen, columns: u16) -> (Vec<u8>, Pen) {
    let mut order: Vec<(&ChangedRow<'_>, Change)> = rows
        .iter()
        .flat_map(|row| row.changes.iter().map(move |change| (row, *change)))
        .collect();
    let mut best = Writer::write(&order, pen, columns);
    let mut addresses: Vec<&Address> = Vec::new();
    for link in rows.iter().flat_map(|row| &row.links) {
        if !addresses.contains(&&link.address) {
            addresses.push(&link.address);
        }
    }
    // Each address once, behind what leads nowhere: it has more bytes than a way there and back.
    let by_link = |order: &mut Vec<(&ChangedRow<'_>, Change)>| {
        order.sort_by_key(|(row, change)| {
            let address = row
                .glyph_at(change.x)
                .link
                .filter(|_| change.colours.is_some());
            address.and_then(|address| addresses.iter().position(|it| *it == address))
        });
    };
    if !addresses.is_empty() {
        by_link(&mut order);
        best = shorter_of(best, Writer::write(&order, pen, columns));
    }
    let mut colours = vec![Some((pen.fg, pen.bg))];
    for (_, change) in &order {
        if change.colours.is_some() && !colours.contains(&change.colours) {
            colours.push(change.colours);
        }
    }
    if colours.len() == 1 {
        return best;
    }
    colours.push(None);
    order.sort_by_key(|(_, change)| colours.iter().position(|colour| *colour == change.colours));
    if !addresses.is_empty() {
        by_link(&mut order);
    }
    shorter_of(best, Writer::write(&order, pen, columns))
}

/// The shorter of two ways, the first one if they are as long.
fn shorter_of(first: (Vec<u8>, Pen), second: (Vec<u8>, Pen)) -> (Vec<u8>, Pen) {
    if second.0.len() < first.0.len() {
        second
    } else {
        first
    }
}

/// Writes changes in an order that is given.
struct Writer<'b> {
    out: Vec<u8>,
    pen: Pen,
    /// The link that is open; none is when a frame begins or ends.
    link: Option<&'b Address>,
    cursor: CursorPosition,
    columns: u16,
}

impl<'b> Writer<'b> {
    fn write(order: &[(&ChangedRow<'b>, Change)], pen: Pen, columns: u16) -> (Vec<u8>, Pen) {
        let mut writer = Self {
            out: Vec::with_capacity(4096),
            pen,
            link: None,
            // Whatever else writes to the terminal may have moved it.
            cursor: CursorPosition::Unknown,
            columns,
        };
        for (row, change) in order {
            writer.draw(row, *change);
        }
        writer.open_link(None);
        (writer.out, writer.pen)
    }

    fn draw(&mut self, row: &ChangedRow<'b>, change: Change) {
        let unit = &row.glyph_at(change.x);
        if unit.link.is_none() {
            // Before what stands between is written again, which mostly leads nowhere either.
            self.open_link(None);
        }
        let pen = if unit.looks_same_with(self.pen) {
            self.pen
        } else {
            unit.pen
        };
        self.reach_glyph(row, change.x, unit, pen);
        self.take_style(pen);
        self.open_link(unit.link);
        if change.erases {
            self.out.extend(ERASE_ROW);
            return;
        }
        if unit.width == Width::Doubtful && unit.columns > 1 {
            // Where it turns out narrower, nothing old must show beside it.
            for _ in 0..unit.columns {
                self.put_glyph(&Unit::ERASED);
            }
            self.reach_glyph(row, change.x, unit, pen);
        }
        self.put_glyph(unit);
    }

    /// Moves to a unit, or writes what stands between again if that is as short.
    fn reach_glyph(&mut self, row: &ChangedRow<'b>, x: u16, unit: &Unit<'_>, pen: Pen) {
        if self.cursor.is_at((x, row.y), unit, self.columns) {
            return;
        }
        let start = self.out.len();
        self.cursor.append_move((x, row.y), &mut self.out);
        let most = self.out.len() - start;
        if let Some(from) = self.writes_on_from(row, x, pen, most) {
            self.out.truncate(start);
            for unit in (from..x).map(|x| row.glyph_at(x)) {
                if !unit.looks_same_with(self.pen) {
                    self.take_style(pen);
                }
                self.put_glyph(&unit);
            }
        }
        self.cursor = CursorPosition::At(x, row.y);
    }

    /// The column of the cursor if what stands from there up to a column takes at most so many bytes
    /// in the look of the moment, or in the one that comes next.
    fn writes_on_from(&self, row: &ChangedRow<'b>, x: u16, next: Pen, most: usize) -> Option<u16> {
        let CursorPosition::At(from, y) = self.cursor else {
            return None;
        };
        if y != row.y || from >= x || usize::from(x - from) > most {
            return None;
        }
        let (mut pen, mut bytes) = (self.pen, 0);
        let mut between = (from..x).map(|x| row.glyph_at(x));
        let is_short = between.all(|unit| {
            if !unit.looks_same_with(pen) {
                pen = next;
            }
            bytes += unit.text.len();
            let is_sure = unit.width == Width::Sure && unit.columns == 1;
            is_sure && unit.looks_same_with(pen) && unit.link == self.link && bytes <= most
        });
        is_short.then_some(from)
    }

    fn take_style(&mut self, pen: Pen) {
        self.pen.append_change(pen, &mut self.out);
        self.pen = pen;
    }

    /// Opens a link, or closes the one that is open.
    fn open_link(&mut self, link: Option<&'b Address>) {
        if link != self.link {
            sgr::append_link(link, &mut self.out);
            self.link = link;
        }
    }

    fn put_glyph(&mut self, unit: &Unit<'_>) {
        self.out.extend(unit.text.bytes());
        self.cursor = self.cursor.after_glyph(unit, self.columns);
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::buffer::CellDiffOption;
    use ratatui::style::{Modifier, Style};
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::text::link::Extent;

    /// Letters, blanks, rules, wide characters, and some that terminals do not agree about.
    const SYMBOLS: [&str; 16] = [
        " ",
        " ",
        " ",
        "a",
        "b",
        "Z",
        "é",
        "ж",
        "─",
        "█",
        "→",
        "世",
        "각",
        "e\u{301}",
        "👍",
        "👩\u{200d}💻",
    ];

    fn symbol() -> impl Strategy<Value = &'static str> {
        prop::sample::select(&SYMBOLS[..])
    }

    fn style() -> impl Strategy<Value = Style> {
        let colour = || {
            prop::sample::select(vec![
                Color::Reset,
                Color::Reset,
                Color::LightRed,
                Color::Blue,
                Color::Indexed(79),
                Color::Rgb(47, 199, 149),
            ])
        };
        let modifier = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::BOLD | Modifier::UNDERLINED,
            Modifier::ITALIC,
            Modifier::REVERSED,
        ]);
        (colour(), prop::option::weighted(0.2, colour()), modifier).prop_map(
            |(fg, bg, modifier)| {
                let bg = bg.unwrap_or(Color::Reset);
                Style::new().fg(fg).bg(bg).add_modifier(modifier)
            },
        )
    }

    /// A run of one symbol in one style, anywhere; what it cuts in two is gone.
    type Stroke = ((u16, u16), usize, &'static str, Style);

    fn run() -> impl Strategy<Value = Stroke> {
        ((0..24u16, 0..5u16), 1..9usize, symbol(), style())
    }

    /// Some runs over what was there, as a pane would draw them.
    fn draw(buffer: &mut Buffer, runs: &[Stroke]) {
        let area = buffer.area;
        for ((x, y), count, symbol, style) in runs {
            let (x, y) = (x % area.width, y % area.height);
            buffer.set_stringn(x, y, symbol.repeat(*count), usize::MAX, *style);
        }
        // What a later run has cut in two is a blank, as after a terminal has been written to.
        for y in 0..area.height {
            for x in 0..area.width {
                let width = buffer[(x, y)].symbol().width();
                let behind = (x + 1..area.width).take(width.saturating_sub(1));
                let is_whole = behind.clone().count() + 1 == width.max(1)
                    && behind.clone().all(|x| buffer[(x, y)].symbol() == " ");
                if is_whole {
                    behind.for_each(|x| buffer[(x, y)].reset());
                } else {
                    buffer[(x, y)].set_symbol(" ");
                }
            }
        }
    }

    fn parser(area: Rect) -> vt100::Parser {
        let cells = |count| NonZero::new(count).unwrap();
        vt100::Parser::new(cells(area.height), cells(area.width), 0)
    }

    fn seen(colour: vt100::Color) -> Color {
        match colour {
            vt100::Color::Default => Color::Reset,
            vt100::Color::Idx(4) => Color::Blue,
            vt100::Color::Idx(9) => Color::LightRed,
            vt100::Color::Idx(index) => Color::Indexed(index),
            vt100::Color::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
        }
    }

    /// Whether a terminal shows exactly this, a column that `leaves_out` says aside.
    #[track_caller]
    fn check(
        parser: &vt100::Parser,
        frame: &Buffer,
        leaves_out: impl Fn(&[Unit<'_>], usize) -> bool,
    ) {
        for (y, cells) in (0..).zip(glyphs::list_rows(frame)) {
            let units = glyphs::split_glyphs(cells);
            for (x, unit) in units.iter().enumerate() {
                if unit.columns == 0 || leaves_out(&units, x) {
                    continue;
                }
                let cell = parser.screen().cell(y, u16::try_from(x).unwrap()).unwrap();
                let modifiers = [
                    (cell.bold(), Modifier::BOLD),
                    (cell.italic(), Modifier::ITALIC),
                    (cell.underline(), Modifier::UNDERLINED),
                    (cell.inverse(), Modifier::REVERSED),
                ];
                let pen = Pen {
                    fg: seen(cell.fgcolor()),
                    bg: seen(cell.bgcolor()),
                    modifier: modifiers
                        .into_iter()
                        .filter_map(|(has, modifier)| has.then_some(modifier))
                        .collect(),
                };
                let text = if cell.has_contents() {
                    cell.contents()
                } else {
                    " "
                };
                let pen = if text == " " { pen.on_blank() } else { pen };
                // This terminal does not join two wide characters: it draws the first.
                let is_text = text == unit.text
                    || unit.width == Width::Doubtful && unit.text.starts_with(text);
                assert!(
                    is_text && pen == unit.pen,
                    "column {x} of row {y}: {text:?} {pen:?} instead of {unit:?}"
                );
            }
        }
    }

    fn frames() -> impl Strategy<Value = (Rect, Vec<Vec<Stroke>>)> {
        let runs = || prop::collection::vec(run(), 0..12);
        ((1..24u16, 1..5u16), prop::collection::vec(runs(), 2..6))
            .prop_map(|((columns, rows), frames)| (Rect::new(0, 0, columns, rows), frames))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_terminal_shows_exactly_the_frame((area, frames) in frames(), is_new in any::<bool>()) {
            let mut parser = parser(area);
            let mut encoder = Encoder::default();
            let mut frame = Buffer::empty(area);
            for runs in frames {
                if is_new {
                    frame = Buffer::empty(area);
                }
                draw(&mut frame, &runs);
                parser.process(&encoder.encode_frame(frame.clone(), Links::default()));
                check(&parser, &frame, |_, _| false);
                prop_assert!(encoder.encode_frame(frame.clone(), Links::default()).is_empty());
            }
            parser.process(b"\x1b[31;7mwhatever\x1b[2;2H");
            encoder.forget_screen();
            parser.process(&encoder.encode_frame(frame.clone(), Links::default()));
            check(&parser, &frame, |_, _| false);
        }

        #[test]
        fn rules_that_are_drawn_wide_shift_nothing((area, frames) in frames()) {
            let mut parser = parser(area);
            let mut encoder = Encoder::default();
            for runs in frames {
                let mut frame = Buffer::empty(area);
                draw(&mut frame, &runs);
                // What is wide in the last column goes on in the next row, whatever is sent.
                for y in 0..area.height {
                    frame[(area.width - 1, y)].set_symbol("|");
                }
                draw(&mut frame, &[]);
                encoder.forget_screen();
                let bytes = encoder.encode_frame(frame.clone(), Links::default());
                let text = String::from_utf8(bytes).unwrap();
                parser.process(text.replace(['é', 'ж', '─', '█', '→'], "世").as_bytes());
                check(&parser, &frame, is_reached);
            }
        }
    }

    /// Cells that lead to one of some addresses.
    fn links(area: Rect) -> impl Strategy<Value = Links> {
        let run = ((0..24u16, 0..5u16), 0..12u16, 0..4usize);
        prop::collection::vec(run, 0..10).prop_map(move |runs| {
            let mut links = Links::new(Extent::All);
            for ((x, y), cells, address) in runs {
                let (x, y) = (x % area.width, y % area.height);
                let address = Address::from_url(&format!("https://example.org/{address}"));
                links.link_cells((x, y), cells.min(area.width - x), address.as_ref());
            }
            links
        })
    }

    fn linked_frames() -> impl Strategy<Value = (Rect, Vec<(Vec<Stroke>, Links)>)> {
        (1..24u16, 1..5u16).prop_flat_map(|(columns, rows)| {
            let area = Rect::new(0, 0, columns, rows);
            let frame = (prop::collection::vec(run(), 0..8), links(area));
            (Just(area), prop::collection::vec(frame, 2..6))
        })
    }

    /// A terminal that knows links, which vt100 passes over.
    struct Linked {
        parser: vt100::Parser,
        open: Option<String>,
        /// Where each cell leads.
        cells: Vec<Option<String>>,
    }

    impl Linked {
        /// Takes the bytes of a frame; each sequence and each letter by itself, to see which cells it changes.
        fn take(&mut self, frame: &str, area: Rect) {
            let mut rest = frame;
            while let Some(first) = rest.chars().next() {
                let behind = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
                let length = if rest.starts_with("\x1b]") {
                    behind("\x1b\\")
                } else if first == '\x1b' {
                    let mut letters = rest.char_indices().skip(2);
                    let end = letters.find(|(_, letter)| letter.is_ascii_alphabetic());
                    end.map_or(rest.len(), |(at, _)| at + 1)
                } else {
                    first.len_utf8()
                };
                let (part, after) = rest.split_at(length);
                rest = after;
                let (y, x) = self.parser.screen().cursor_position();
                self.parser.process(part.as_bytes());
                let at = usize::from(y) * usize::from(area.width) + usize::from(x);
                let end_of_row = usize::from(y + 1) * usize::from(area.width);
                if let Some(link) = part.strip_prefix("\x1b]8;") {
                    let (id, address) = link
                        .strip_suffix("\x1b\\")
                        .unwrap()
                        .split_once(';')
                        .unwrap();
                    assert_eq!(id.is_empty(), address.is_empty(), "{link:?}");
                    self.open = Some(address.to_owned()).filter(|address| !address.is_empty());
                } else if part == "\x1b[2J" {
                    self.cells.fill(None);
                } else if part == "\x1b[K" {
                    assert_eq!(self.open, None);
                    self.cells[at..end_of_row].fill(None);
                } else if !first.is_control() {
                    let width = part.width().max(1);
                    let end = (at + width).min(end_of_row);
                    self.cells[at.min(end)..end].fill(self.open.clone());
                }
            }
            assert_eq!(self.open, None, "a link is left open: {frame:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn each_cell_leads_where_it_should((area, frames) in linked_frames()) {
            let mut terminal = Linked {
                parser: parser(area),
                open: None,
                cells: vec![None; usize::from(area.width) * usize::from(area.height)],
            };
            let mut encoder = Encoder::default();
            for (runs, links) in frames {
                let mut frame = Buffer::empty(area);
                draw(&mut frame, &runs);
                // What a cell leads to is compared where the two terminals agree about widths.
                for cell in &mut frame.content {
                    if cell.symbol().width() != 1 || cell.symbol().chars().count() != 1 {
                        cell.set_symbol("w");
                    }
                }
                let bytes = encoder.encode_frame(frame.clone(), links.clone());
                terminal.take(&String::from_utf8(bytes).unwrap(), area);
                check(&terminal.parser, &frame, |_, _| false);
                for (place, leads) in terminal.cells.iter().enumerate() {
                    let (x, y) = (place % usize::from(area.width), place / usize::from(area.width));
                    let runs: Vec<_> = links.links_in_row(u16::try_from(y).unwrap()).collect();
                    let expect = link::at(&runs, u16::try_from(x).unwrap());
                    prop_assert_eq!(leads.as_deref(), expect.map(Address::as_str), "{}, {}", x, y);
                }
                prop_assert!(encoder.encode_frame(frame, links).is_empty());
            }
        }
    }

    #[test]
    fn an_address_is_sent_once_for_all_that_leads_there() {
        let area = Rect::new(0, 0, 10, 3);
        let address = Address::from_url("https://example.org/a");
        let mut links = Links::new(Extent::All);
        let mut frame = Buffer::empty(area);
        for y in 0..2 {
            frame.set_string(0, y, "|", PLAIN);
            frame.set_string(2, y, "AP", PLAIN);
            frame.set_string(9, y, "|", PLAIN);
            links.link_cells((2, y), 2, address.as_ref());
        }
        let mut encoder = Encoder::default();
        let sent = String::from_utf8(encoder.encode_frame(frame.clone(), links)).unwrap();
        assert_eq!(
            sent,
            "\x1b[?2026h\x1b[m\x1b[2J\x1b[H|\x1b[8C|\x1b[2H|\x1b[8C|\
             \x1b[;3H\x1b]8;id=d;https://example.org/a\x1b\\AP\x1b[B\x08\x08AP\
             \x1b]8;;\x1b\\\x1b[?2026l"
        );
        // The same text that leads elsewhere is sent again; what leads nowhere any more too.
        let mut links = Links::new(Extent::All);
        links.link_cells((2, 0), 2, Address::from_url("https://example.net").as_ref());
        let sent = String::from_utf8(encoder.encode_frame(frame, links)).unwrap();
        assert_eq!(
            sent,
            "\x1b[?2026h\x1b[;3H\x1b]8;id=d;https://example.net\x1b\\AP\x1b]8;;\x1b\\\
             \x1b[B\x08\x08AP\x1b[?2026l"
        );
    }

    /// Whether a run of ambiguous units reaches a column where each of them takes two.
    fn is_reached(units: &[Unit<'_>], x: usize) -> bool {
        let (mut run, mut reach) = (0, 0);
        for (place, unit) in units.iter().enumerate().take(x + 1) {
            if unit.width == Width::Ambiguous {
                let starts = place == 0 || units[place - 1].width != Width::Ambiguous;
                run = if starts { place } else { run } + 2;
                reach = reach.max(run);
            }
        }
        x < reach
    }

    /// The bytes between two screens of four rows, without those around a frame.
    #[track_caller]
    fn check_bytes(before: [&[Piece]; 4], after: [&[Piece]; 4], expect: &str) {
        let [before, after] = [before, after].map(|rows| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 4));
            for (y, pieces) in (0..).zip(rows) {
                for (x, text, style) in pieces {
                    buffer.set_string(*x, y, text, *style);
                }
            }
            buffer
        });
        let mut encoder = Encoder::default();
        encoder.encode_frame(before, Links::default());
        let bytes = encoder.encode_frame(after, Links::default());
        let inside = bytes
            .strip_prefix(BEGIN)
            .unwrap()
            .strip_suffix(END)
            .unwrap();
        assert_eq!(String::from_utf8_lossy(inside), expect);
    }

    /// A text with its column and its style.
    type Piece = (u16, &'static str, Style);

    const PLAIN: Style = Style::new();

    #[test]
    fn moves_are_the_shortest() {
        let list: Piece = (5, "Balkh", PLAIN);
        check_bytes(
            [&[(4, ">", PLAIN), list], &[list], &[], &[]],
            [&[list], &[(4, ">", PLAIN), list], &[], &[]],
            "\x1b[;5H \x1b[B\x08>",
        );
        check_bytes(
            [&[(0, "12 Aug", PLAIN), (20, "122", PLAIN)], &[], &[], &[]],
            [
                &[(0, "13 Aug", PLAIN), (20, "123", PLAIN)],
                &[],
                &[],
                &[(9, "x", PLAIN)],
            ],
            "\x1b[;2H3\x1b[20C3\x1b[4;10Hx",
        );
    }

    #[test]
    fn behind_the_last_column_the_cursor_is_nowhere() {
        check_bytes(
            [&[(29, "a", PLAIN)], &[(28, "a", PLAIN)], &[], &[]],
            [&[(29, "b", PLAIN)], &[(28, "b", PLAIN)], &[], &[]],
            "\x1b[;30Hb\x1b[2;29Hb",
        );
    }

    #[test]
    fn what_stands_between_is_written_again_where_a_move_is_longer() {
        check_bytes(
            [&[(0, "a12b", PLAIN)], &[], &[], &[]],
            [&[(0, "x12y", PLAIN)], &[], &[], &[]],
            "\x1b[Hx12y",
        );
        let bold = PLAIN.add_modifier(Modifier::BOLD);
        check_bytes(
            [
                &[(0, "a", PLAIN), (1, "12", bold), (3, "b", PLAIN)],
                &[],
                &[],
                &[],
            ],
            [
                &[(0, "x", PLAIN), (1, "12", bold), (3, "y", PLAIN)],
                &[],
                &[],
                &[],
            ],
            "\x1b[Hx\x1b[2Cy",
        );
    }

    #[test]
    fn the_end_of_a_row_is_erased_where_it_is_the_terminals_own() {
        check_bytes(
            [
                &[(0, "Kandahar, lost", PLAIN)],
                &[(0, "four", PLAIN)],
                &[],
                &[],
            ],
            [&[(0, "Kabul", PLAIN)], &[(0, "f", PLAIN)], &[], &[]],
            "\x1b[;3Hbul\x1b[K\x1b[2;2H   ",
        );
        let blue = PLAIN.bg(Color::Blue);
        check_bytes(
            [&[(0, "Kandahar", blue)], &[], &[], &[]],
            [&[(0, "K       ", blue)], &[], &[], &[]],
            "\x1b[;2H       ",
        );
    }

    #[test]
    fn each_colour_is_named_once_where_that_is_shorter() {
        let [red, green] =
            [Color::Rgb(255, 0, 0), Color::Rgb(0, 255, 0)].map(|colour| PLAIN.fg(colour));
        let row = |letter, style| [(2, letter, style), (6, "at", PLAIN)];
        check_bytes(
            [&[], &[], &[], &[]],
            [&row("T", red), &row("G", green), &row("T", red), &[]],
            "\x1b[;7Hat\x1b[B\x08\x08at\x1b[B\x08\x08at\x1b[;3H\x1b[38;2;255;0;0mT\x1b[2B\x08T\x1b[A\x08\x1b[38;2;0;255;0mG",
        );
    }

    #[test]
    fn a_style_is_known_from_the_frame_before() {
        let bold = PLAIN.add_modifier(Modifier::BOLD);
        let mut encoder = Encoder::default();
        for (text, style, expect) in [
            ("1", bold, "\x1b[H\x1b[1m1"),
            ("2", bold, "\x1b[H2"),
            ("3", PLAIN, "\x1b[H\x1b[m3"),
        ] {
            let mut frame = Buffer::empty(Rect::new(0, 0, 3, 1));
            frame.set_string(0, 0, text, style);
            let bytes = String::from_utf8(encoder.encode_frame(frame, Links::default())).unwrap();
            assert!(
                bytes.ends_with(&format!("{expect}\x1b[?2026l")),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn behind_a_cell_of_unsure_width_the_cursor_is_moved() {
        for (text, expect) in [
            ("─a", "\x1b[H─\x1b[;2Ha"),
            ("──a", "\x1b[H──\x1b[;3Ha"),
            ("世a", "\x1b[H世a"),
            ("e\u{301}a", "\x1b[He\u{301}\x1b[;2Ha"),
            ("👍a", "\x1b[H  \x08\x08👍\x1b[;3Ha"),
        ] {
            check_bytes([&[]; 4], [&[(0, text, PLAIN)], &[], &[], &[]], expect);
        }
    }

    #[test]
    fn a_link_takes_the_columns_that_it_says() {
        let area = Rect::new(0, 0, 10, 1);
        let mut frame = Buffer::empty(area);
        frame.set_string(0, 0, "a....b", PLAIN);
        let link = "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\";
        let width = CellDiffOption::ForcedWidth(NonZero::new(4).unwrap());
        frame[(1, 0)].set_symbol(link).set_diff_option(width);
        let bytes =
            String::from_utf8(Encoder::default().encode_frame(frame, Links::default())).unwrap();
        assert!(bytes.contains(&format!("{link}\x1b[;6Hb")), "{bytes:?}");
    }
}
