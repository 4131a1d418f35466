//! From files to a validated model, with every problem that they have.
//!
//! [`load`] reads, cuts the text at its tables, parses the pieces on their own and validates them,
//! so that a file of any length never becomes one tree. The edge calls it; nothing else may know
//! TOML. Nothing here knows a cursor or a screen.

mod build;
pub mod built_in;
mod crew;
mod cut;
mod explain;
mod include;
pub mod lint;
pub mod load;
pub(crate) mod names;
mod origin;
mod parse;
mod pieces;
mod raw;
mod read;
pub mod schema;
mod shape;
pub(crate) mod syntax;
mod validate;
