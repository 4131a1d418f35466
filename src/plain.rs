//! Plain mode: everything that the screen shows as lines of text, for screen readers and braille lines.
//!
//! One fact a line, in reading order, in full words with a full stop at the end: no signs, no columns.
//! [`whole`] puts all of it into one text for `dateline render --plain`; [`talk`] says after each key only
//! what is new, and [`rows`] makes rows of a terminal of that. No fact is derived here, and nothing is cut.

mod changes;
mod compare;
pub mod copied;
mod event;
mod figure;
mod file;
mod form;
mod head;
mod keys;
mod list;
mod place;
mod present;
mod reason;
pub mod rows;
mod spot;
pub mod talk;
mod typed;
pub mod whole;
mod words;
