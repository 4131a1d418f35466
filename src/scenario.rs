//! From files to a validated model, with every problem that they have.
//!
//! [`load`] reads, cuts the text at its tables, parses the pieces on their own and validates them,
//! so that a file of any length never becomes one tree. The edge calls it; nothing else may know
//! TOML. Nothing here knows a cursor or a screen.

pub mod built_in;
mod crew;
mod cut;
mod explain;
mod include;
pub mod load;
mod names;
mod parse;
mod raw;
mod read;
mod syntax;
mod validate;
