//! The prompt for a date, in the last row: what is typed, and where it would lead.
//!
//! `ui::draw` calls it last, so that nothing covers it. What a text means is `app::goto`'s business.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::keymap::hint;
use crate::app::prompt::{Asks, Edit, Prompt};
use crate::app::view::View;
use crate::format::moment::{clock, full_date};
use crate::model::calendar;
use crate::text::fit;
use crate::ui::paint;
use crate::ui::theme::{Look, Role};

/// Draws the prompt over the last row of the screen.
pub fn draw(view: &View<'_>, look: Look, prompt: &Prompt, screen: Rect, buffer: &mut Buffer) {
    let row = Rect {
        y: screen.bottom().saturating_sub(1),
        height: 1.min(screen.height),
        ..screen
    };
    let width = usize::from(row.width);
    let zone = view.snapshot.scenario.zone();
    let key = |edit| hint(Action::Edit(edit));
    let (go, leave) = (key(Edit::Accept), key(Edit::Leave));
    let (text, role) = match prompt.target(view.snapshot) {
        Ok(at) => {
            let day = full_date(calendar::day_of(at, zone));
            let is_end = at == calendar::end_of(calendar::day_of(at, zone), zone);
            let time = if is_end {
                String::new()
            } else {
                format!(", {}", clock(at, zone))
            };
            (format!("{day}{time}   {go}, {leave} "), Role::Text)
        }
        Err(reason) => (format!("{reason}   {leave} "), Role::Muted),
    };
    let (before, behind) = prompt.parts();
    let asks = match prompt.asks {
        Asks::Date => "go to",
        Asks::Known => "as known at",
    };
    let typed = format!(" {asks}: {before}_{behind}");
    // What is typed is always seen, from its end where it is long.
    let typed = tail(&typed, width.saturating_sub(2));
    let room = width.saturating_sub(fit::width(&typed) + 2);
    let said = fit::right(&fit::cut(&text, room, look.wording.cut_mark()), room, "");
    paint::line(
        buffer,
        row,
        0,
        &[
            (typed, look.style(Role::Strong)),
            ("  ".to_owned(), look.style(Role::Text)),
            (said, look.style(role)),
        ],
    );
}

/// The end of a text that fits so many cells.
fn tail(text: &str, cells: usize) -> String {
    let mut shown: String = text.to_owned();
    while fit::width(&shown) > cells && !shown.is_empty() {
        shown.remove(0);
    }
    shown
}
