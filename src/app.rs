//! The state of the interface, and nothing else: where the cursor is, what is selected, which pane is open.
//!
//! The edge turns a key into an [`action::Action`] through the [`keymap`] and hands it to
//! [`state::App::update`] with what is listed; the answer is an [`state::Effect`]. `App` never owns the
//! scenario, and keeps its selections by id, so that a date step or a reload keeps the place.

pub mod action;
pub mod edit;
pub mod file;
pub mod form;
mod form_keys;
pub mod goto;
pub mod keymap;
mod live;
pub mod neighbour;
pub mod paging;
mod pane_keys;
pub mod panes;
pub mod popup;
mod popup_keys;
pub mod prompt;
mod prompt_keys;
mod reload;

pub mod ribbon;
pub mod search;
mod search_keys;
pub mod selection;
pub mod sheet;
pub mod state;
pub mod unseen;
mod unseen_keys;
pub mod view;
