//! A drawn buffer in another form: as plain text or with ANSI colours.
//!
//! Called by the edge for `dateline render`; the terminal takes its looks from `sgr`. It sees cells only and never imports `ui`.

pub mod ansi;
pub mod sgr;
pub mod text;
