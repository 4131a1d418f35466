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
use crate::app::form::{EventForm, FormField};
use crate::app::keymap::{Mode, hint_in};
use crate::app::view::View;
use crate::text::{fit, sanitize_text};
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// The most columns of the form.
const WIDEST: u16 = 110;
/// Columns of the names of fields, and where there is little room.
const NAMES: usize = 17;
const NAMES_NARROW: usize = 14;

/// A line of the form.
struct FormLine {
    row: usize,
    /// What is wrong with the row, rather than the row itself.
    problem: Option<String>,
}

/// Draws the form over the screen.
pub fn draw(
    view: &View<'_>,
    look: FrameStyle,
    form: &EventForm,
    screen: Rect,
    buffer: &mut Buffer,
) {
    let area = form_area(screen);
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    let cells = usize::from(inner.width);
    let names = if cells < 60 { NAMES_NARROW } else { NAMES };
    let place = format!("field {} of {}", form.row + 1, form.fields.len());
    paint::draw_box(buffer, area, look, "New event", &place);
    let foot = 2.min(inner.height.saturating_sub(1));
    let mut top = 0;
    for phrase in problem_lines(form.problem.as_deref(), cells.saturating_sub(2))
        .into_iter()
        .take(3)
    {
        let text = fit::align_left(&format!(" {phrase}"), cells, "");
        paint::put_line(
            buffer,
            inner,
            top,
            &[(text, look.role_style(Role::Problem))],
        );
        top += 1;
    }
    let rows = usize::from(inner.height.saturating_sub(foot + top)).max(1);
    let lines = list_lines(form, cells.saturating_sub(names + 2));
    for (number, line) in (top..).zip(current_page(&lines, form.row, rows)) {
        let pieces = line_pieces(look, form, line, (names, cells));
        paint::put_line(buffer, inner, number, &pieces);
    }
    if foot > 0 {
        let first = inner.height.saturating_sub(foot);
        let about = fit::cut_to_fit(
            &format!(" {}", word_purpose(view, form)),
            cells,
            look.wording.cut_mark(),
        );
        paint::put_line(
            buffer,
            inner,
            first,
            &[(
                fit::align_left(&about, cells, ""),
                look.role_style(Role::Muted),
            )],
        );
        let keys = fit::align_left(&format!(" {}", word_keys(cells)), cells, "");
        paint::put_line(
            buffer,
            inner,
            first + 1,
            &[(keys, look.role_style(Role::Strong))],
        );
    }
}

/// Where the form stands: all of a small screen, the middle of a large one.
fn form_area(screen: Rect) -> Rect {
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
fn problem_lines(problem: Option<&str>, cells: usize) -> Vec<String> {
    problem.map_or_else(Vec::new, |problem| {
        fit::wrap_text(&sanitize_text(problem, false), cells.max(1))
    })
}

/// Every line of the form.
fn list_lines(form: &EventForm, cells: usize) -> Vec<FormLine> {
    let mut lines = Vec::new();
    for (row, field) in form.fields.iter().enumerate() {
        lines.push(FormLine { row, problem: None });
        let wrong = problem_lines(field.problem.as_deref(), cells);
        lines.extend(wrong.into_iter().map(|phrase| FormLine {
            row,
            problem: Some(phrase),
        }));
    }
    lines
}

/// The lines of the page on which a row stands, which begins with a row and not with what is wrong with one.
fn current_page(lines: &[FormLine], row: usize, rows: usize) -> &[FormLine] {
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

fn line_pieces(
    look: FrameStyle,
    form: &EventForm,
    line: &FormLine,
    (names, cells): (usize, usize),
) -> Vec<StyledPiece> {
    let room = cells.saturating_sub(names + 2);
    if let Some(problem) = &line.problem {
        let text = format!("{}{problem}", " ".repeat(names + 1));
        return vec![(
            fit::align_left(&text, cells, ""),
            look.role_style(Role::Problem),
        )];
    }
    let Some(field) = form.fields.get(line.row) else {
        return Vec::new();
    };
    let is_here = line.row == form.row;
    let name = fit::align_left(field.key.form_label(), names, look.wording.cut_mark());
    let value = fit::align_left(&word_value(field, is_here, room, look), room + 1, "");
    let role = match (is_here, field.is_proposed()) {
        (true, true) => Role::Selected,
        (true, false) => Role::Strong,
        (false, _) => Role::Text,
    };
    vec![
        paint::marker_piece(look, is_here, true),
        (name, look.role_style(Role::Muted)),
        (value, look.role_style(role)),
    ]
}

/// What is typed, with the cursor where it is typed; of a long text the part around that.
fn word_value(field: &FormField, is_here: bool, room: usize, look: FrameStyle) -> String {
    let (before, behind) = field.split_at_cursor();
    let shown = |text: &str| sanitize_text(text, false).into_owned();
    if !is_here {
        return fit::cut_to_fit(&shown(field.typed_text()), room, look.wording.cut_mark());
    }
    let before = format!("{}_", shown(&before));
    if fit::measure_width(&before) > room {
        return fit::take_tail(&before, room).to_owned();
    }
    fit::take_head(&format!("{before}{}", shown(&behind)), room).to_owned()
}

/// What the row is for, or what is typed could become.
fn word_purpose(view: &View<'_>, form: &EventForm) -> String {
    let Some(field) = form.current_field() else {
        return String::new();
    };
    let row = field.key.find_row();
    let found = form.list_completions(view.snapshot.scenario);
    let is_typed = field.split_at_cursor().0.len() > found.from;
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
fn word_keys(cells: usize) -> String {
    let key = |action| hint_in(Mode::Form, action);
    let all = [
        format!("{} save", key(Action::Save)),
        format!("{} close (draft kept)", key(Action::Edit(Edit::Leave))),
        format!("{} complete", key(Action::Edit(Edit::Complete))),
        format!("{} keys", key(Action::Help)),
        format!("{} discard", key(Action::Discard)),
    ];
    let mut phrase = String::new();
    for keys in all {
        let gap = if phrase.is_empty() { "" } else { "   " };
        if fit::measure_width(&phrase) + gap.len() + fit::measure_width(&keys) < cells {
            phrase.push_str(gap);
            phrase.push_str(&keys);
        }
    }
    phrase
}
