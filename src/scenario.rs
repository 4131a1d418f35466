//! Loads scenario files into a validated model, with every problem in them.
//!
//! [`load`] reads, cuts the text at its tables, parses the pieces one by one and validates them, so that a file of any
//! length never becomes one tree. [`addition`] puts an entered event ([`entry`]) into such a text, [`save`] writes it
//! to the disk. The edge calls them; nothing else may know TOML. Nothing here knows a cursor or a screen.

pub mod addition;
mod build;
pub mod built_in;
mod chunks;
mod conflict;
pub mod entry;
mod explain;
mod fragment;
mod include;
pub mod including_file;
pub mod lint;
pub mod load;
pub(crate) mod names;
mod namesakes;
mod parallel;
mod parse;
mod raw;
mod read;
pub mod save;
pub mod schema;
mod shape;
mod source_map;
mod span_base;
mod splice;
mod split;
pub(crate) mod syntax;
mod validate;
