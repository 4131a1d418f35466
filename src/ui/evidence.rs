//! Evidence over the dashboard: the sheet of a subject, its rows by page, the selected one in full.
//!
//! ```text
//!  ┌─ Kandahar, province, South. Capital Kandahar ───────────── page 1 of 2 ─┐
//!  │ Shown: T Taliban, since Thu 12 Aug, late evening. Reported, B1.         │
//!  │                                                                         │
//!  │ FOR Taliban      happened        known           basis     source       │
//!  │►T holds capital  12 Aug late eve. 13 Aug 03:27   reported  Reuters    B1│
//!  │                                                                         │
//!  │ Taliban: this claim flips the place.                                    │
//!  └─────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! The header stays visible; under 60 columns the popup is the whole screen and an item takes two lines.

mod columns;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::action::Action;
use crate::app::keymap::hint_key;
use crate::app::paging::{PageSteps, split_under_headings};
use crate::app::popup::Popup;
use crate::app::sheet::{Sheet, SheetItem, SheetRow, Subject};
use crate::app::view::View;
use crate::facts::WordingStyle;
use crate::model::cursor::KnownAt;
use crate::text::fit;
use crate::text::link::{Address, Links};
use crate::ui::layout::{Layout, LayoutSize};
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};
use columns::EvidenceColumns;

/// A line of the list: a row, and which of its lines.
#[derive(Clone, Copy)]
struct EvidenceLine {
    row: usize,
    part: usize,
}

/// How a sheet stands in its popup.
struct Plan {
    popup: Rect,
    is_narrow: bool,
    intro: Vec<String>,
    /// Lines of the list, and of the detail below it.
    list: usize,
    detail: usize,
}

impl Plan {
    fn from_sheet(sheet: &Sheet, layout: &Layout, screen: Rect, look: FrameStyle) -> Self {
        let is_narrow = layout.shape == LayoutSize::Narrow;
        let popup = if is_narrow {
            screen
        } else {
            let top = layout.rule;
            let width = screen.width.saturating_sub(2);
            Rect::new(
                screen.x + 1,
                top,
                width,
                screen.bottom().saturating_sub(top + 1),
            )
        };
        let cells = usize::from(popup.width.saturating_sub(4));
        let height = usize::from(popup.height.saturating_sub(2));
        let gaps = if is_narrow { 0 } else { 2 };
        let room = height.saturating_sub(gaps);
        // The list has the lines that it needs as far as there is room for the rest; what it leaves goes
        // to what is said of the selected row.
        let least = if is_narrow {
            height * 2 / 5
        } else {
            height / 3
        }
        .max(2);
        let needed = lines_of(sheet, is_narrow);
        let most = room.saturating_sub(needed + least).max(height / 3).max(1);
        let mut intro: Vec<String> = sheet
            .intro
            .iter()
            .flat_map(|text| fit::wrap_lazily(text, cells))
            .take(most + 1)
            .collect();
        fit::truncate_lines(&mut intro, most, cells, look.wording.cut_mark());
        let left = room.saturating_sub(intro.len());
        let list = needed.min(left.saturating_sub(least)).max(1);
        let detail = left.saturating_sub(list);
        Self {
            popup,
            is_narrow,
            intro,
            list,
            detail,
        }
    }

    fn list_lines(&self, sheet: &Sheet) -> Vec<EvidenceLine> {
        let lines = sheet.rows.iter().enumerate();
        lines
            .flat_map(|(row, kind)| {
                (0..count_lines(kind, self.is_narrow)).map(move |part| EvidenceLine { row, part })
            })
            .collect()
    }

    fn split_pages(&self, sheet: &Sheet, lines: &[EvidenceLine]) -> Vec<std::ops::Range<usize>> {
        // A line that must not be the last of a page: a heading, or the first of two.
        let leads = |line: &EvidenceLine| match sheet.rows.get(line.row) {
            Some(SheetRow::Heading(..)) => {
                matches!(sheet.rows.get(line.row + 1), Some(SheetRow::Item(_)))
            }
            _ => self.is_narrow && line.part == 0,
        };
        split_under_headings(&lines.iter().map(leads).collect::<Vec<bool>>(), self.list)
    }
}

/// Lines of a row: an item takes two on narrow screens.
fn count_lines(row: &SheetRow, is_narrow: bool) -> usize {
    1 + usize::from(is_narrow && matches!(row, SheetRow::Item(_)))
}

/// Lines of all rows.
fn lines_of(sheet: &Sheet, is_narrow: bool) -> usize {
    sheet
        .rows
        .iter()
        .map(|row| count_lines(row, is_narrow))
        .sum()
}

/// How far a page up and a page down move the selection of the open popup, and how many items it has.
pub fn page_steps(view: &View<'_>, layout: &Layout) -> (PageSteps, usize) {
    let Some(open) = view.app.popups.last() else {
        return (PageSteps::default(), 0);
    };
    let Some(sheet) = view.top_sheet(WordingStyle::default()) else {
        return (PageSteps::default(), 0);
    };
    let plan = Plan::from_sheet(&sheet, layout, layout.screen_area(), FrameStyle::default());
    let lines = plan.list_lines(&sheet);
    let items: Vec<usize> = item_rows(&sheet);
    let row_of = |line: usize| {
        let line = lines.get(line).filter(|line| line.part == 0)?;
        items.iter().position(|row| *row == line.row)
    };
    let selected = open.row.min(items.len().saturating_sub(1));
    (
        PageSteps::between_pages(&plan.split_pages(&sheet, &lines), row_of, selected),
        items.len(),
    )
}

/// The rows of a sheet that are items.
fn item_rows(sheet: &Sheet) -> Vec<usize> {
    let rows = sheet.rows.iter().enumerate();
    rows.filter(|(_, row)| matches!(row, SheetRow::Item(_)))
        .map(|(row, _)| row)
        .collect()
}

/// The item whose row is at a cell, by its place among the items of the open popup.
pub fn at(view: &View<'_>, layout: &Layout, cell: Position) -> Option<usize> {
    let open = view.app.popups.last()?;
    let sheet = view.top_sheet(WordingStyle::default())?;
    let plan = Plan::from_sheet(&sheet, layout, layout.screen_area(), FrameStyle::default());
    let lines = plan.list_lines(&sheet);
    let items = item_rows(&sheet);
    let selected = nth_item(&sheet, open.row);
    let is_selected = |line: &EvidenceLine| Some(line.row) == selected;
    let line = lines.iter().position(is_selected).unwrap_or(0);
    let pages = plan.split_pages(&sheet, &lines);
    let page = pages.into_iter().find(|page| page.contains(&line))?;
    let gap = usize::from(!plan.is_narrow && !plan.intro.is_empty());
    let first = usize::from(plan.popup.y) + 1 + plan.intro.len() + gap;
    let row = lines
        .get(page)?
        .get(usize::from(cell.y).checked_sub(first)?)?
        .row;
    items.iter().position(|item| *item == row)
}

/// Draws the popup of a subject with one of its items selected.
pub fn draw(
    view: &View<'_>,
    look: FrameStyle,
    (popup, selected): (&Popup, usize),
    layout: &Layout,
    (buffer, linked): (&mut Buffer, &mut Links),
) {
    let Some(sheet) = view.top_sheet(look.wording) else {
        return;
    };
    let screen = layout.screen_area();
    let plan = Plan::from_sheet(&sheet, layout, screen, look);
    let lines = plan.list_lines(&sheet);
    let pages = plan.split_pages(&sheet, &lines);
    let row = nth_item(&sheet, selected);
    let at = lines
        .iter()
        .position(|line| Some(line.row) == row)
        .unwrap_or(0);
    let page = pages
        .iter()
        .position(|page| page.contains(&at))
        .unwrap_or(0);
    draw_box(look, &plan, &sheet.title, (page, pages.len()), buffer);
    let inner = Rect {
        x: plan.popup.x + 1,
        y: plan.popup.y + 1,
        width: plan.popup.width.saturating_sub(2),
        height: plan.popup.height.saturating_sub(2),
    };
    let intro = plan
        .intro
        .iter()
        .map(|text| vec![(format!(" {text}"), look.role_style(Role::Text))]);
    let gap = (!plan.is_narrow && !plan.intro.is_empty()).then(Vec::new);
    let columns = EvidenceColumns::from_sheet(&sheet, inner.width);
    let shown = lines.get(pages.get(page).cloned().unwrap_or_default());
    let rows = shown.unwrap_or_default().iter().map(|line| {
        let is_selected = row == Some(line.row);
        match sheet.rows.get(line.row) {
            Some(SheetRow::Heading(text, beside)) => {
                let names = (line.row == 0 && !plan.is_narrow).then_some(&columns);
                heading_pieces(look, text, beside, names)
            }
            Some(SheetRow::Item(item)) if plan.is_narrow => {
                two_lines(look, item, (line.part, is_selected), inner.width)
            }
            Some(SheetRow::Item(item)) => columns.item_line(look, item, is_selected),
            None => Vec::new(),
        }
    });
    for (y, pieces) in (0..).zip(intro.chain(gap).chain(rows)) {
        paint::put_line(buffer, inner, y, &pieces);
    }
    link_sources(&sheet, &plan, shown.unwrap_or_default(), inner, linked);
    let item = row.and_then(|row| sheet.rows.get(row));
    let mut target = None;
    if let Some(SheetRow::Item(item)) = item {
        draw_detail(look, item, &plan, inner, (buffer, linked));
        target = item.target.as_ref();
    }
    draw_hints(view, look, layout, find_links(popup, target), buffer);
}

/// Whether the selected item leads anywhere else, and whether anything belongs to it.
fn find_links(popup: &Popup, target: Option<&Subject>) -> (bool, bool) {
    let Popup::Evidence(subject) = popup else {
        return (false, *popup == Popup::Marks && target.is_some());
    };
    let leads = target.is_some_and(|target| target != subject);
    (leads, matches!(subject, Subject::Place(_)) || leads)
}

/// Notes where the sources of the rows that are shown can be read, and what the sheet is about.
fn link_sources(
    sheet: &Sheet,
    plan: &Plan,
    shown: &[EvidenceLine],
    inner: Rect,
    linked: &mut Links,
) {
    for (row, text) in (0..).zip(&plan.intro) {
        paint::link_text(linked, inner, (1, row), text, sheet.address.as_ref());
    }
    if plan.is_narrow {
        // Its rows name no source.
        return;
    }
    let columns = EvidenceColumns::from_sheet(sheet, inner.width);
    let first = plan.intro.len() + usize::from(!plan.intro.is_empty());
    for (row, line) in (first..).zip(shown) {
        if let Some(SheetRow::Item(item)) = sheet.rows.get(line.row) {
            columns.link_source(linked, inner, row, item);
        }
    }
}

fn nth_item(sheet: &Sheet, selected: usize) -> Option<usize> {
    let rows = item_rows(sheet);
    rows.get(selected.min(rows.len().saturating_sub(1)))
        .copied()
}

/// The box with its title and its page, a blank on either side.
fn draw_box(
    look: FrameStyle,
    plan: &Plan,
    title: &str,
    (page, pages): (usize, usize),
    buffer: &mut Buffer,
) {
    let page = if pages > 1 {
        format!("page {} of {pages}", page + 1)
    } else {
        String::new()
    };
    let left = Rect {
        width: 1,
        x: plan.popup.x.saturating_sub(1),
        ..plan.popup
    };
    if plan.popup.x > 0 {
        // A blank beside the box keeps the panes from running into it.
        for row in 0..left.height {
            paint::put_line(
                buffer,
                left,
                row,
                &[(" ".to_owned(), look.role_style(Role::Text))],
            );
            let right = Rect {
                x: plan.popup.right(),
                ..left
            };
            paint::put_line(
                buffer,
                right,
                row,
                &[(" ".to_owned(), look.role_style(Role::Text))],
            );
        }
    }
    paint::draw_box(buffer, plan.popup, look, title, &page);
}

/// A heading; the first one names the columns.
fn heading_pieces(
    look: FrameStyle,
    text: &str,
    beside: &str,
    columns: Option<&EvidenceColumns>,
) -> Vec<StyledPiece> {
    let strong = (format!(" {text}"), look.role_style(Role::Strong));
    let muted = look.role_style(Role::Muted);
    match columns {
        Some(columns) if beside.is_empty() => {
            let name = |text: &str, cells: usize| {
                if cells > 0 {
                    format!(" {}", fit::align_left(text, cells, ""))
                } else {
                    String::new()
                }
            };
            let gap = " ".repeat((columns.what + 1).saturating_sub(fit::measure_width(&strong.0)));
            let names = format!(
                "{gap}{}{}{}{}",
                name("happened", columns.happened),
                name("known", columns.known),
                name("basis", columns.basis),
                name("source", columns.source)
            );
            vec![strong, (names, muted)]
        }
        _ => vec![strong, (format!("  {beside}"), muted)],
    }
}

/// An item in two lines: what and grade, then both clocks.
fn two_lines(
    look: FrameStyle,
    item: &SheetItem,
    (part, is_selected): (usize, bool),
    width: u16,
) -> Vec<StyledPiece> {
    let cut = look.wording.cut_mark();
    let cells = usize::from(width).saturating_sub(4);
    if part > 0 {
        let known = format!("{}, known {}", item.happened, item.known);
        let both = if item.known.is_empty() {
            &item.happened
        } else {
            &known
        };
        if item.happened.is_empty() {
            return vec![(format!("  {}", item.source), look.role_style(Role::Muted))];
        }
        // A time is never cut: where both clocks do not fit, the first stands alone.
        let fits = fit::measure_width(both) + 2 <= usize::from(width);
        let shown = if fits { both } else { &item.happened };
        return vec![(format!("  {shown}"), look.role_style(Role::Muted))];
    }
    vec![
        paint::marker_piece(look, is_selected, true),
        (
            format!("{} {}", fit::align_left(&item.what, cells, cut), item.grade),
            look.role_style(Role::Text),
        ),
    ]
}

/// What is said of the selected item, in the last lines of the popup.
fn draw_detail(
    look: FrameStyle,
    item: &SheetItem,
    plan: &Plan,
    inner: Rect,
    (buffer, linked): (&mut Buffer, &mut Links),
) {
    let cells = usize::from(inner.width.saturating_sub(2));
    let lines = item.detail.iter().flat_map(|phrase| {
        let lines = fit::wrap_lazily(&phrase.text, cells);
        lines.map(|line| (line, phrase.address.as_ref()))
    });
    let (mut lines, addresses): (Vec<String>, Vec<Option<&Address>>) =
        lines.take(plan.detail + 1).unzip();
    fit::truncate_lines(&mut lines, plan.detail, cells, look.wording.cut_mark());
    let first = inner
        .height
        .saturating_sub(u16::try_from(plan.detail).unwrap_or(0));
    for (row, (line, address)) in (first..).zip(lines.into_iter().zip(addresses)) {
        paint::link_text(linked, inner, (1, row), &line, address);
        paint::put_line(
            buffer,
            inner,
            row,
            &[(format!(" {line}"), look.role_style(Role::Text))],
        );
    }
}

/// The keys of a popup that lead somewhere, in the last row of the screen.
fn draw_hints(
    view: &View<'_>,
    look: FrameStyle,
    layout: &Layout,
    (leads, has_related): (bool, bool),
    buffer: &mut Buffer,
) {
    if layout.shape == LayoutSize::Narrow {
        return;
    }
    let is_of_file = matches!(view.app.popups.last(), Some(open) if open.popup == Popup::Problems);
    let is_now = view.app.cursor.known == KnownAt::Now;
    let known = if is_now {
        "as known then"
    } else {
        "as known now"
    };
    let top = view.app.popups.last().map(|open| &open.popup);
    let is_marks = top == Some(&Popup::Marks);
    let open = if is_marks { "go there" } else { "open" };
    let keys = [
        (Action::Back, "back", true),
        (Action::Evidence, open, leads || is_marks),
        (Action::Related, "everything about it", has_related),
        (Action::Unmark, "take off", is_marks),
        (Action::ToggleKnown, known, !is_of_file),
    ];
    let phrase: Vec<String> = keys
        .iter()
        .filter(|(.., leads)| *leads)
        .map(|(action, what, _)| format!("{} {what}", hint_key(*action)))
        .collect();
    let screen = layout.screen_area();
    let row = Rect {
        y: screen.bottom().saturating_sub(1),
        height: 1,
        ..screen
    };
    let text = fit::align_left(
        &format!(" {}", phrase.join("   ")),
        usize::from(row.width),
        "",
    );
    paint::put_line(buffer, row, 0, &[(text, look.role_style(Role::Muted))]);
}
