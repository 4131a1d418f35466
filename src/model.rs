//! The domain's types: what a scenario consists of, and how it speaks of time, grades and numbers.
//!
//! The loader builds a [`scenario::Scenario`]; the snapshot, the panes and the exporters read it.
//! No I/O and no file format here, and nothing that is derived at a cursor.

pub mod calendar;
pub mod claim;
pub mod clocks;
pub mod cursor;
pub mod event;
pub mod figure;
pub mod grade;
pub mod id;
pub mod moment;
pub mod scenario;
pub mod statement;
