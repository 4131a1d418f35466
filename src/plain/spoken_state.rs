//! Where one is and what was last said of it.
//!
//! `talk` compares two of them to find what is new; nothing is said here.

use std::rc::Rc;

use crate::app::action::Pane;
use crate::app::popup::Popup;
use crate::app::search::Search;
use crate::app::view::View;
use crate::model::calendar::UnixTime;
use crate::model::cursor::Cursor;
use crate::plain::list::SpokenList;
use crate::plain::typed::Typed;
use crate::plain::{changes, compare, head, present};
use crate::snapshot::filter::Condition;
use crate::snapshot::query::ListOrder;

/// Where one is: what a later moment is compared with.
#[derive(Clone, Debug)]
pub struct SpokenState {
    pub(super) cursor: Cursor,
    /// With which other date it is compared.
    pub(super) from: Option<UnixTime>,
    pub(super) pane: Pane,
    pub(super) order: ListOrder,
    /// What is listed, and what is sought.
    pub(super) filter: Vec<Condition>,
    pub(super) search: Option<Search>,
    /// What is open over the dashboard.
    pub(super) popups: Vec<Popup>,
    /// Where somebody is who presents.
    pub(super) presented: Option<present::SpokenPosition>,
    /// What is typed.
    pub(super) typed: Option<Typed>,
    /// The selected row, the heading over it, and what it says.
    pub(super) row: usize,
    pub(super) heading: Option<String>,
    pub(super) lines: Vec<String>,
    /// What is said of the date.
    pub(super) date: Rc<SpokenDate>,
}

/// What is said of a date and clock: it is put into words once a fold, not once a key.
#[derive(Debug)]
pub(super) struct SpokenDate {
    /// The head.
    pub(super) head: Vec<String>,
    /// What changed on the day.
    pub(super) changes: Vec<String>,
}

impl SpokenDate {
    pub(super) fn from_view(view: &View<'_>) -> Rc<Self> {
        if view.comparison_rows().is_some() {
            return Rc::new(Self {
                head: compare::comparison_head(view),
                changes: Vec::new(),
            });
        }
        Rc::new(Self {
            head: head::head_lines(view.snapshot),
            changes: changes::change_lines(view),
        })
    }
}

impl SpokenState {
    pub(super) fn from_view(view: &View<'_>, date: &Rc<SpokenDate>) -> Self {
        let list = SpokenList::from_view(view);
        let row = list.selected_row();
        let popups = view.app.popups.iter();
        Self {
            cursor: view.app.cursor,
            from: view.app.compare.as_ref().map(|compare| compare.from),
            pane: view.app.pane,
            order: view.app.order,
            filter: view.app.filter.clone(),
            search: view.app.search.clone(),
            popups: popups.map(|open| open.popup.clone()).collect(),
            presented: present::SpokenPosition::from_view(view),
            typed: Typed::from_view(view),
            row,
            heading: list.word_heading(row),
            lines: list.selection_lines(),
            date: Rc::clone(date),
        }
    }

    /// Whether the list is the one that was left; a date step keeps a pane, but not what evidence says.
    pub(super) fn is_same_list(&self, before: &Self) -> bool {
        self.popups == before.popups
            && (self.popups.is_empty() || self.cursor == before.cursor)
            && self.pane == before.pane
            && self.from.is_some() == before.from.is_some()
            && self.order == before.order
            && self.filter == before.filter
    }

    /// Whether the list has not just been on the way here: not what lay under something that was closed,
    /// nor the same pane in another order.
    pub(super) fn is_list_opened(&self, before: &Self) -> bool {
        let is_back = self.popups.len() < before.popups.len();
        !is_back && self.order == before.order
    }
}
