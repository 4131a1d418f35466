//! The rows of a buffer as runs of cells that look alike, for pictures.
//!
//! `svg` and `html` place each run by itself, so that a font with other widths cannot push a column
//! away. A blank at a run's end stays in it: the text of a row is whole.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use crate::frame::palette::{Ground, PixelRgb, to_rgb};
use crate::frame::shapes;
use crate::text::fit;
use crate::text::link::{self, Address, Links};

/// How a run looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunStyle {
    /// The colour of its text; `None` is the picture's own.
    pub text: Option<PixelRgb>,
    /// The colour behind it; `None` is the picture's own.
    pub back: Option<PixelRgb>,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is in italics.
    pub italic: bool,
    /// Whether it is underlined.
    pub underlined: bool,
}

/// What a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// Letters that every font has in one width.
    Letters,
    /// One sign that a font may have in another width, or not at all.
    Sign,
    /// Letters that join, or are read from the right: only whole words of them are right.
    Script,
    /// Lines and blocks that are drawn as shapes, so that they join; the text stays for copying.
    Drawn,
}

/// Neighbouring cells of a row that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyledSpan {
    /// Its first column.
    pub column: usize,
    /// How many cells it takes.
    pub cells: usize,
    /// What stands in it.
    pub text: String,
    /// What it is.
    pub kind: SpanKind,
    /// How it looks.
    pub look: RunStyle,
    /// Where it leads.
    pub link: Option<Address>,
}

/// The runs of each row; blanks at the end of a row that show nothing are left out.
pub fn split_runs(buffer: &Buffer, ground: Ground) -> Vec<Vec<StyledSpan>> {
    split_linked_runs(buffer, &Links::default(), ground)
}

/// The same with where they lead; a run leads to one address.
pub fn split_linked_runs(buffer: &Buffer, links: &Links, ground: Ground) -> Vec<Vec<StyledSpan>> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| {
            let cells = (area.left()..area.right()).filter_map(|x| buffer.cell((x, y)));
            split_row(cells, &links.links_in_row(y).collect::<Vec<_>>(), ground)
        })
        .collect()
}

fn split_row<'b>(
    cells: impl Iterator<Item = &'b Cell>,
    links: &[&link::LinkSpan],
    ground: Ground,
) -> Vec<StyledSpan> {
    let mut runs: Vec<StyledSpan> = Vec::new();
    let mut covered = 0;
    for (column, cell) in cells.enumerate() {
        // The cell behind a wide character is blank and belongs to it.
        if covered > 0 {
            covered -= 1;
            continue;
        }
        let (symbol, look) = (cell.symbol(), run_style(cell, ground));
        let cells = fit::measure_width(symbol).max(1);
        covered = cells - 1;
        let kind = span_kind(symbol, cells);
        let link = u16::try_from(column).ok().and_then(|x| link::at(links, x));
        match runs.last_mut() {
            Some(last) if last.link.as_ref() == link && continues_run(last, symbol, kind, look) => {
                last.text.push_str(symbol);
                last.cells += cells;
            }
            _ => runs.push(StyledSpan {
                column,
                cells,
                text: symbol.to_owned(),
                kind,
                look,
                link: link.cloned(),
            }),
        }
    }
    let is_seen = |run: &StyledSpan| !run.text.trim_end().is_empty() || run.look.back.is_some();
    let end = runs.iter().rposition(is_seen).map_or(0, |last| last + 1);
    runs.truncate(end);
    if let Some(last) = runs.last_mut().filter(|run| run.look.back.is_none()) {
        let trimmed = last.text.trim_end().len();
        last.cells -= last.text.len() - trimmed;
        last.text.truncate(trimmed);
    }
    runs
}

/// Whether a cell belongs to the run before it: words may, behind a gap a run of its own begins.
fn continues_run(last: &StyledSpan, symbol: &str, kind: SpanKind, look: RunStyle) -> bool {
    let is_behind_gap = last.text.ends_with("  ") && symbol != " ";
    let is_alike = last.look == look && last.kind == kind && kind != SpanKind::Sign;
    let may_have_blanks = matches!(last.kind, SpanKind::Letters | SpanKind::Script);
    // Only blanks that show nothing may stand in a run of another look.
    let is_blank = symbol == " " && look.back == last.look.back && !last.look.underlined;
    (is_alike && !is_behind_gap) || (is_blank && may_have_blanks)
}

fn span_kind(symbol: &str, cells: usize) -> SpanKind {
    if shapes::is_drawn(symbol) {
        SpanKind::Drawn
    } else if cells == 1 && symbol.chars().all(|letter| letter < '\u{250}') {
        SpanKind::Letters
    } else if symbol.starts_with(is_script) {
        SpanKind::Script
    } else {
        SpanKind::Sign
    }
}

/// Whether a letter is of a script whose letters join or that is read from the right.
fn is_script(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{dff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

fn run_style(cell: &Cell, ground: Ground) -> RunStyle {
    let has = |modifier| cell.modifier.contains(modifier);
    let (text, back) = (to_rgb(cell.fg), to_rgb(cell.bg));
    let (text, back) = if has(Modifier::REVERSED) {
        (
            Some(back.unwrap_or_else(|| ground.background_colour())),
            Some(text.unwrap_or_else(|| ground.text_colour())),
        )
    } else {
        (text, back)
    };
    RunStyle {
        text,
        back,
        bold: has(Modifier::BOLD),
        italic: has(Modifier::ITALIC),
        underlined: has(Modifier::UNDERLINED),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::*;

    fn buffer(pieces: &[(&str, Style)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        let mut x = 0;
        for (text, style) in pieces {
            (x, _) = buffer.set_stringn(x, 0, text, 20, *style);
        }
        buffer
    }

    /// The runs of a row as `column+cells text`.
    fn runs(pieces: &[(&str, Style)]) -> Vec<String> {
        let rows = split_runs(&buffer(pieces), Ground::Dark);
        let run = |run: &StyledSpan| format!("{}+{} {}", run.column, run.cells, run.text);
        rows[0].iter().map(run).collect()
    }

    #[test]
    fn runs_break_at_gaps_signs_and_looks() {
        let red = Style::new().fg(Color::Red);
        assert_eq!(
            runs(&[("ab cd  ef", Style::new())]),
            ["0+7 ab cd  ", "7+2 ef"]
        );
        assert_eq!(runs(&[("a▲5", Style::new())]), ["0+1 a", "1+1 ▲", "2+1 5"]);
        assert_eq!(
            runs(&[("ab", Style::new()), ("cd", red)]),
            ["0+2 ab", "2+2 cd"]
        );
        assert_eq!(
            runs(&[("a کابل شهر b", Style::new())]),
            ["0+2 a ", "2+9 کابل شهر ", "11+1 b"]
        );
        assert_eq!(runs(&[("─┬─ x", Style::new())]), ["0+3 ─┬─", "3+2  x"]);
        assert_eq!(
            runs(&[("a東b", Style::new())]),
            ["0+1 a", "1+2 東", "3+1 b"]
        );
        assert_eq!(runs(&[("   ", Style::new())]), [""; 0]);
    }

    #[test]
    fn what_is_behind_a_blank_is_kept() {
        let back = Style::new().bg(Color::Blue);
        assert_eq!(
            runs(&[("a", Style::new()), ("  ", back)]),
            ["0+1 a", "1+2   "]
        );
        let reversed = Style::new().add_modifier(Modifier::REVERSED);
        let rows = split_runs(&buffer(&[("a", reversed)]), Ground::Dark);
        assert_eq!(rows[0][0].look.back, Some(Ground::Dark.text_colour()));
        assert_eq!(rows[0][0].look.text, Some(Ground::Dark.background_colour()));
    }
}
