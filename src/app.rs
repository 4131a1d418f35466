//! The state of the interface, and nothing else: where the cursor is, what is selected, which pane is open.
//!
//! The edge turns a key into an [`action::Action`] through the [`keymap`] and hands it to
//! [`state::App::update`] with what is listed; the answer is an [`effect::Effect`]. `App` never owns the
//! scenario, and keeps its selections by id, so that a date step or a reload keeps the place.

pub mod action;
pub mod compare;
mod compare_keys;
pub mod edit;
pub mod effect;
pub mod file;
pub mod form;
mod form_keys;
pub mod keymap;
mod live;
mod mark_keys;
pub mod marks;
pub mod neighbour;
pub mod paging;
mod pane_keys;
pub mod panes;
pub mod play;
mod play_keys;
pub mod popup;
mod popup_keys;
pub mod present;
mod present_keys;
pub mod presented;
pub mod prompt;
mod prompt_keys;
mod reload;
pub mod ribbon;
pub mod search;
mod search_keys;
pub mod selection;
pub mod sheet;
pub mod state;
mod travel;
pub mod unseen;
mod unseen_keys;
pub mod view;
mod walk;
