//! The types of the domain: the parts of a scenario, and its times, grades and numbers.
//!
//! The loader builds a [`scenario::Scenario`]; the snapshot, the panes and the exporters read it. No file format here,
//! no I/O but for the tables of zones, and nothing that is derived at a cursor.

pub mod abbreviations;
pub mod calendar;
pub mod claim;
pub mod clocks;
pub mod cursor;
pub mod date;
pub mod event;
pub mod figure;
pub mod grade;
pub mod id;
pub mod moment;
mod public;
pub mod scenario;
pub mod statement;
pub mod zone;
pub mod zone_files;
