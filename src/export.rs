//! A snapshot for other programs: one format a file, from a [`crate::snapshot::Snapshot`] to a writer.
//!
//! The edge calls these for `dateline export`. They only format; the audience is the cursor's, which
//! is always the public for what leaves the desk.

pub mod json;
