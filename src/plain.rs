//! Plain mode: everything that the screen shows as lines of text, for screen readers and braille lines.
//!
//! One fact a line, in reading order, in full words with a full stop at the end: no signs, no columns.
//! [`full_text`] puts all of it into one text for `dateline render --plain`; [`session`] says after each key only
//! what is new, and [`rows`] makes rows of a terminal of that. No fact is derived here, and nothing is cut.

mod changes;
pub mod clipboard;
mod compare;
mod event;
mod figure;
mod file;
mod filter_notice;
mod form;
pub mod full_text;
mod head;
mod keys;
mod list;
mod place;
mod present;
pub mod rows;
pub mod session;
mod spoken_state;
mod typed;
mod words;
