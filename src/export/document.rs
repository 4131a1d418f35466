//! A document before it has a form: headings, facts, tables and lists of worded pieces.
//!
//! `brief` and `diff` build one, and `text`, `markdown` and `html` give it a form each, so that the
//! forms cannot disagree. No fact is worded in a form, and no form escapes anything here.

pub mod html;
pub mod markdown;
pub mod parts;
pub mod text;
