//! A buffer as plain text: every row as wide as the screen, blanks included.
//!
//! `cli::render` prints it; colours are left out and no character changes by that.

use ratatui::buffer::Buffer;

use crate::text::fit;

/// The rows of a buffer, each with a line break.
pub fn write(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut out = String::with_capacity(usize::from(area.width + 1) * usize::from(area.height) * 2);
    for y in area.top()..area.bottom() {
        let mut covered = 0;
        for x in area.left()..area.right() {
            // The cell behind a wide character is blank and must not be printed.
            if covered > 0 {
                covered -= 1;
                continue;
            }
            if let Some(cell) = buffer.cell((x, y)) {
                out.push_str(cell.symbol());
                covered = fit::measure_width(cell.symbol()).saturating_sub(1);
            }
        }
        out.push('\n');
    }
    out
}
