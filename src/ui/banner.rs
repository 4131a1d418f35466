//! The banner of a broken file: one row between the header and the panes, so that nothing that can be quoted is covered.
//!
//! ```text
//!  FILE BROKEN, last good 14:02: line 212, unknown place 'kandahr'        e all 3
//! ```
//!
//! Drawn while the file cannot be used; the key leads to the list of problems.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::file::Trouble;
use crate::app::keymap::hint;
use crate::app::view::View;
use crate::text::fit;
use crate::ui::paint;
use crate::ui::theme::{Look, Role};

/// Cells from which on the first problem is named.
const NAMED: usize = 60;

/// Draws the banner.
pub fn draw(view: &View<'_>, look: Look, trouble: &Trouble, area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width);
    let style = look.style(Role::Problem);
    let text = if width < NAMED {
        format!(" {}", short(view, trouble))
    } else {
        let count = trouble.count();
        let key = hint(Action::Problems);
        let more = if count > 1 {
            format!("{key} all {count} ")
        } else {
            format!("{key} more ")
        };
        let good = view.app.file.saved.as_deref();
        let good = good.map_or_else(String::new, |saved| format!(", last good {saved}"));
        let said = format!("{}{good}: {}", trouble.words(), trouble.first);
        let room = width.saturating_sub(fit::width(&more) + 2);
        let said = fit::cut(&said, room, look.wording.cut_mark());
        format!(" {} {more}", fit::left(&said, room, ""))
    };
    paint::line(buffer, area, 0, &[(fit::left(&text, width, ""), style)]);
}

/// `FILE BROKEN 14:02, e`
pub fn short(view: &View<'_>, trouble: &Trouble) -> String {
    let saved = view.app.file.saved.as_ref();
    let saved = saved.map_or_else(String::new, |saved| format!(" {saved}"));
    format!("{}{saved}, {}", trouble.words(), hint(Action::Problems))
}
