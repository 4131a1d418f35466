//! The form in which an event is entered: a row for each key, what is wrong below it, keys in the last line.
//!
//! ```text
//!  ┌─ New event ─────────────────────────────────────────────── field 3 of 20 ─┐
//!  │ When         2021-08-13                                                   │
//!  │ Headline     Kandahar falls                                               │
//!  │►Claim        kandahr=taliban_                                             │
//!  │              unknown place 'kandahr'; did you mean 'kandahar'?            │
//!  │ PLACE=PARTY[:STATUS][:BASIS]: kandahar Kandahar                           │
//!  │ ^S save   Esc close (draft kept)   Tab complete   F1 keys                 │
//!  └───────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! It pages as lists do. `ui::draw` calls it over everything but the prompt; what is typed is never judged here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::edit::Edit;
use crate::app::form::{Field, Form};
use crate::app::keymap::{Mode, hint_in};
use crate::app::view::View;
use crate::text::{fit, safe};
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// The most columns of the form.
const WIDEST: u16 = 110;
/// Columns of the names of fields, and where there is little room.
const NAMES: usize = 17;
const NAMES_NARROW: usize = 14;

/// A line of the form.
struct Line {
    row: usize,
    /// What is wrong with the row, rather than the row itself.
    problem: Option<String>,
}

/// Draws the form over the screen.
pub fn draw(view: &View<'_>, look: Look, form: &Form, screen: Rect, buffer: &mut Buffer) {
    let area = place(screen);
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    let cells = usize::from(inner.width);
    let names = if cells < 60 { NAMES_NARROW } else { NAMES };
    let place = format!("field {} of {}", form.row + 1, form.fields.len());
    paint::boxed(buffer, area, look, "New event", &place);
    let foot = 2.min(inner.height.saturating_sub(1));
    let mut top = 0;
    for said in problems(form.problem.as_deref(), cells.saturating_sub(2))
        .into_iter()
        .take(3)
    {
        let text = fit::left(&format!(" {said}"), cells, "");
        paint::line(buffer, inner, top, &[(text, look.style(Role::Problem))]);
        top += 1;
    }
    let rows = usize::from(inner.height.saturating_sub(foot + top)).max(1);
    let lines = lines(form, cells.saturating_sub(names + 2));
    for (number, line) in (top..).zip(page(&lines, form.row, rows)) {
        let pieces = pieces(look, form, line, (names, cells));
        paint::line(buffer, inner, number, &pieces);
    }
    if foot > 0 {
        let first = inner.height.saturating_sub(foot);
        let about = fit::cut(
            &format!(" {}", about(view, form)),
            cells,
            look.wording.cut_mark(),
        );
        paint::line(
            buffer,
            inner,
            first,
            &[(fit::left(&about, cells, ""), look.style(Role::Muted))],
        );
        let keys = fit::left(&format!(" {}", keys(cells)), cells, "");
        paint::line(
            buffer,
            inner,
            first + 1,
            &[(keys, look.style(Role::Strong))],
        );
    }
}

/// Where the form stands: all of a small screen, the middle of a large one.
fn place(screen: Rect) -> Rect {
    if screen.width < 60 || screen.height < 20 {
        return screen;
    }
    let width = screen.width.saturating_sub(4).min(WIDEST);
    let height = screen.height.saturating_sub(4).min(30);
    Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    }
}

/// What is wrong, on lines.
fn problems(problem: Option<&str>, cells: usize) -> Vec<String> {
    problem.map_or_else(Vec::new, |problem| {
        fit::wrap(&safe(problem, false), cells.max(1))
    })
}

/// Every line of the form.
fn lines(form: &Form, cells: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (row, field) in form.fields.iter().enumerate() {
        lines.push(Line { row, problem: None });
        let wrong = problems(field.problem.as_deref(), cells);
        lines.extend(wrong.into_iter().map(|said| Line {
            row,
            problem: Some(said),
        }));
    }
    lines
}

/// The lines of the page on which a row stands, which begins with a row and not with what is wrong with one.
fn page(lines: &[Line], row: usize, rows: usize) -> &[Line] {
    let mut from = 0;
    loop {
        let mut to = (from + rows).min(lines.len());
        // What is wrong with a row stands on its page, unless it alone fills one.
        while to < lines.len()
            && to > from + 1
            && lines.get(to).is_some_and(|line| line.problem.is_some())
        {
            to -= 1;
        }
        if lines.get(to).is_some_and(|line| line.problem.is_some()) {
            to = (from + rows).min(lines.len());
        }
        let here = lines.get(from..to).unwrap_or_default();
        if to >= lines.len() || here.iter().any(|line| line.row == row) {
            return here;
        }
        from = to;
    }
}

fn pieces(look: Look, form: &Form, line: &Line, (names, cells): (usize, usize)) -> Vec<Piece> {
    let room = cells.saturating_sub(names + 2);
    if let Some(problem) = &line.problem {
        let text = format!("{}{problem}", " ".repeat(names + 1));
        return vec![(fit::left(&text, cells, ""), look.style(Role::Problem))];
    }
    let Some(field) = form.fields.get(line.row) else {
        return Vec::new();
    };
    let is_here = line.row == form.row;
    let name = fit::left(field.key.label(), names, look.wording.cut_mark());
    let value = fit::left(&value(field, is_here, room, look), room + 1, "");
    let role = match (is_here, field.is_proposed()) {
        (true, true) => Role::Selected,
        (true, false) => Role::Strong,
        (false, _) => Role::Text,
    };
    vec![
        paint::marker(look, is_here, true),
        (name, look.style(Role::Muted)),
        (value, look.style(role)),
    ]
}

/// What is typed, with the cursor where it is typed; of a long text the part around that.
fn value(field: &Field, is_here: bool, room: usize, look: Look) -> String {
    let (before, behind) = field.parts();
    let shown = |text: &str| safe(text, false).into_owned();
    if !is_here {
        return fit::cut(&shown(field.text()), room, look.wording.cut_mark());
    }
    let before = format!("{}_", shown(&before));
    if fit::width(&before) > room {
        return fit::tail(&before, room).to_owned();
    }
    fit::head(&format!("{before}{}", shown(&behind)), room).to_owned()
}

/// What the row is for, or what is typed could become.
fn about(view: &View<'_>, form: &Form) -> String {
    let Some(field) = form.field() else {
        return String::new();
    };
    let row = field.key.row();
    let found = form.completions(view.snapshot.scenario);
    let is_typed = field.parts().0.len() > found.from;
    if is_typed && !found.found.is_empty() {
        let names = found.found.iter().take(6).map(|known| {
            if known.name.is_empty() {
                known.id.clone()
            } else {
                format!("{} {}", known.id, known.name)
            }
        });
        return names.collect::<Vec<String>>().join(", ");
    }
    format!("{}: {}", row.form, row.about)
}

/// The keys that lead out of it, as many as there is room for.
fn keys(cells: usize) -> String {
    let key = |action| hint_in(Mode::Form, action);
    let all = [
        format!("{} save", key(Action::Save)),
        format!("{} close (draft kept)", key(Action::Edit(Edit::Leave))),
        format!("{} complete", key(Action::Edit(Edit::Complete))),
        format!("{} keys", key(Action::Help)),
        format!("{} discard", key(Action::Discard)),
    ];
    let mut said = String::new();
    for keys in all {
        let gap = if said.is_empty() { "" } else { "   " };
        if fit::width(&said) + gap.len() + fit::width(&keys) < cells {
            said.push_str(gap);
            said.push_str(&keys);
        }
    }
    said
}
