//! What the mouse points at: the item whose row is at a cell, as the action that a click asks for.
//!
//! The edge asks for every click and turn of the wheel, if the mouse was asked for. The panes say which of
//! their rows stands where; nothing is drawn.

use ratatui::layout::{Position, Rect};

use crate::app::action::{Action, ClickTarget, Pane};
use crate::app::popup::Popup;
use crate::app::view::View;
use crate::ui::compare::{before_after, entries};
use crate::ui::layout::Layout;
use crate::ui::{evidence, figures, map, places, ribbon, timeline};

/// What a click at a cell asks for.
pub fn action_of_click(view: &View<'_>, screen: Rect, cell: impl Into<Position>) -> Option<Action> {
    let cell = cell.into();
    if view.app.prompt.is_some() {
        return None;
    }
    let layout = Layout::from_view(view, screen);
    if let Some(open) = view.app.popups.last() {
        return match open.popup {
            Popup::Help(_) => None,
            Popup::Evidence(_) | Popup::Problems | Popup::Marks => {
                evidence::at(view, &layout, cell)
                    .map(ClickTarget::Item)
                    .map(Action::Select)
            }
        };
    }
    if let Some(day) = layout.ribbon.and_then(|area| ribbon::at(view, area, cell)) {
        return Some(Action::Select(ClickTarget::Day(day)));
    }
    let pane = pane_at(&layout, cell)?;
    let area = layout.pane_area(pane)?;
    let target = match pane {
        Pane::Places if view.comparison_rows().is_some() => {
            entries::at(view, area, cell).map(|row| ClickTarget::Compared(pane, row))
        }
        Pane::Figures if view.comparison_rows().is_some() => {
            before_after::at(view, area, cell).map(|row| ClickTarget::Compared(pane, row))
        }
        Pane::Places => {
            places::at(view, &layout, cell).map(|place| ClickTarget::Place(pane, place))
        }
        Pane::Map => map::at(view, area, cell).map(|place| ClickTarget::Place(pane, place)),
        Pane::Figures => figures::at(view, area, cell).map(ClickTarget::Figure),
        Pane::Timeline => timeline::at(view, area, cell).map(ClickTarget::Event),
    };
    Some(target.map_or(Action::Open(pane), Action::Select))
}

/// What a turn of the wheel at a cell asks for: the pane under it, unless that has the keys, then a line up
/// or down in it.
pub fn action_of_wheel(
    view: &View<'_>,
    screen: Rect,
    cell: impl Into<Position>,
    is_up: bool,
) -> Option<Action> {
    if view.app.prompt.is_some() {
        return None;
    }
    let step = if is_up {
        Action::LineUp
    } else {
        Action::LineDown
    };
    if !view.app.popups.is_empty() {
        return Some(step);
    }
    let pane = pane_at(&Layout::from_view(view, screen), cell.into())?;
    Some(if pane == view.app.pane {
        step
    } else {
        Action::Open(pane)
    })
}

fn pane_at(layout: &Layout, cell: Position) -> Option<Pane> {
    Pane::ALL.into_iter().find(|pane| {
        layout
            .pane_area(*pane)
            .is_some_and(|area| area.contains(cell))
    })
}
