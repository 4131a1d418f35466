//! What a scenario means, sentence by sentence: lines of a small log, a cursor, and what is shown.
//!
//! The modules follow the chapters of the rules; their cases are data, in the words of `support`.

mod briefing;
mod compared;
mod control;
mod control_ties;
mod figures;
mod ledger;
mod ledger_learnt;
mod moments;
mod news;
mod numbers;
mod query;
mod stated;
mod typed;
mod visible;
