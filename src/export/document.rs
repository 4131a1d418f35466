//! A document before it has a form: headings, facts, tables and lists of worded pieces.
//!
//! `diff` builds one, and `text` and `markdown` give it a form each, so that the
//! forms cannot disagree. No fact is worded in a form, and no form escapes anything here.

pub mod markdown;
pub mod parts;
pub mod text;
