//! What leaves the desk for other programs and for paper: one format a file, from a snapshot, a ledger
//! or the log to a writer.
//!
//! The edge calls these. They only format; the audience is the cursor's, which is always the public for
//! what leaves the desk.

pub mod brief;
mod citation;
pub mod csv;
pub mod diff;
pub mod document;
mod entries;
pub mod geojson;
pub mod json;
pub mod ndjson;
pub mod table;
