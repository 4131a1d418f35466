//! The banner of a broken file: one row between the header and the panes, so that nothing that can be quoted is covered.
//!
//! ```text
//!  live.toml has an error; showing the version of 14:02. Line 212: unknown place 'kandahr'        e details
//! ```
//!
//! Drawn while the file cannot be used; the key leads to the list of problems.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::file::Trouble;
use crate::app::keymap::hint_key;
use crate::app::view::View;
use crate::text::fit;
use crate::ui::paint;
use crate::ui::theme::{FrameStyle, Role};

/// Cells from which on the first problem is named.
const NAMED: usize = 60;

/// Draws the banner.
pub fn draw(view: &View<'_>, look: FrameStyle, trouble: &Trouble, area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width);
    let style = look.role_style(Role::Problem);
    let text = if width < NAMED {
        format!(" {}", word_short(view, trouble))
    } else {
        let more = format!("{} details ", hint_key(Action::Problems));
        let phrase = trouble.describe_in_full(view.app.file.saved.as_deref());
        let dense = phrase.replacen("; showing the version of ", "; showing ", 1);
        let room = width.saturating_sub(fit::measure_width(&more) + 2);
        let phrase = if fit::measure_width(&phrase) <= room {
            phrase
        } else {
            dense
        };
        let phrase = fit::cut_to_fit(&phrase, room, look.wording.cut_mark());
        format!(" {} {more}", fit::align_left(&phrase, room, ""))
    };
    paint::put_line(
        buffer,
        area,
        0,
        &[(fit::align_left(&text, width, ""), style)],
    );
}

/// Words the banner where it is narrow: `Error; showing 14:02, e details`.
pub fn word_short(view: &View<'_>, trouble: &Trouble) -> String {
    let saved = view.app.file.saved.as_ref();
    let saved = saved.map_or_else(String::new, |saved| format!("; showing {saved}"));
    let what = if trouble.is_gone {
        "File gone"
    } else {
        "Error"
    };
    format!("{what}{saved}, {} details", hint_key(Action::Problems))
}
