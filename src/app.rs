//! The state of the interface, and nothing else: where the cursor is, what is selected, which pane is open.
//!
//! The edge turns a key into an [`action::Action`] through the [`keymap`] and hands it to
//! [`state::App::update`] with what is listed; the answer is an [`effect::Effect`]. `App` never owns the
//! scenario, and keeps its selections by id, so that a date step or a reload keeps the place.

pub mod action;
mod bookmark_actions;
pub mod compare;
mod compare_actions;
pub mod edit;
pub mod effect;
pub mod file;
pub mod form;
mod form_actions;
pub mod keymap;
mod live;
pub mod marks;
pub mod neighbour;
pub mod paging;
mod pane_actions;
pub mod panes;
pub mod play;
mod play_actions;
pub mod popup;
mod popup_actions;
pub mod present;
mod present_actions;
pub mod presented;
pub mod prompt;
mod prompt_actions;
mod reload;
pub mod ribbon;
pub mod search;
mod search_actions;
pub mod selection;
pub mod sheet;
pub mod state;
mod time_actions;
mod timeline_actions;
pub mod unseen;
mod unseen_actions;
pub mod view;
