//! Dateline: a situation dashboard for the terminal.
//!
//! A TOML scenario file loads into a model; one fold of its log at a cursor gives everything that the
//! panes show and the exporters write. The user's side is told in `README.md`; this page is for those
//! who change the program.
//!
//! # One log, two clocks
//!
//! A scenario is tables (parties, places, people, sources, series) and one log of events. An event
//! carries items: claims about who controls a place, figure readings, statements, deadlines. Every item
//! has two times: when it happened (`at`) and when it could first be known (`recorded_at`). A
//! [`model::cursor::Cursor`] asks for both: *as of* a moment, *as known at* a moment.
//!
//! ```text
//! file ─ scenario::load ─▶ Scenario ─ snapshot::at(cursor) ─▶ Snapshot ─ query::list(filter, order) ─┐
//!                                                                                                    ├▶ ui::draw(&View, …) ─▶ Buffer ─▶ terminal, frame::{text, ansi, svg, html, cast}
//!                                                                                                    ├▶ plain::{talk, whole} ─▶ lines ─▶ terminal, standard output
//!                                                                                                    ├▶ export::{brief, diff} ─▶ Document ─▶ document::{text, markdown, html}
//! KeyEvent ─ app::keymap ─▶ Action ─ App::update ─▶ Effect ─▶ next frame                             └▶ export::{json, table} ─▶ export::{csv, objects, geojson}
//!
//! file ─ scenario::load::Texts::examine ─▶ Examined (model, errors, lints of what is written, places) ─ lint::report ─▶ Diagnostics
//! Entry ─ scenario::addition::trial ─▶ Trial (the text with the event in it, examined) ─ lint::report, scenario::save ─▶ file
//! ```
//!
//! # Floors
//!
//! A file imports only from lower floors or from its own room; `tests/suite/house.rs` asserts it.
//!
//! | floor | room | for |
//! | --- | --- | --- |
//! | 6 | [`cli`], [`terminal`], [`watch`], `main` | the edge: arguments, event loop, terminal guard, following files |
//! | 5 | [`ui`], [`frame`], [`plain`] | ui: layout, theme by roles, one pane a file. frame: a buffer as text, ANSI, a picture or a recording; never imports `ui`. plain: all of it as lines that are heard |
//! | 4 | [`app`], [`export`], [`lint`] | app: actions, key table, state of the interface. export: documents and tables, one format a file. lint: what is odd in a scenario that can be used |
//! | 3 | [`facts`] | numbers with their qualifiers, moments with their precision, states in words |
//! | 2 | [`snapshot`] | the fold at a cursor, the ledger between two, the query |
//! | 1 | [`scenario`], [`config`] | scenario: file to validated model, with all problems; the lints of what is written; the schema for editors; adding events and saving. config: what somebody wants of every dashboard; it words mistakes as `scenario` does and stands above it |
//! | 0 | [`model`], [`text`], [`diagnostic`] | the domain's types; safe text and its width; a problem with its place. `text` is below the other two |
//!
//! # Invariants
//!
//! - **Neither the order of events in a file nor the spelling of an id changes what is derived.** What says which of
//!   two reports came last is in `snapshot::sequence`, for claims and deadlines alike; where nothing says it, they tie.
//! - **A [`snapshot::Snapshot`] holds finished facts.** Panes and exporters format them and derive none.
//! - **A document is worded once.** [`export::document`] holds pieces with a meaning; the forms escape and lay them out,
//!   so that text, Markdown and HTML cannot disagree. Tables are written row by row and never held as text.
//! - **No text reaches a terminal raw.** The loader makes every string a [`text::Text`], which only
//!   exists in safe form; problems are made safe in [`diagnostic`], arguments and names of files by [`cli`] and the
//!   loader, what is typed by the prompt. Only [`ui`] draws, in forms whose width all terminals agree on.
//! - **Claims, not facts.** What moves a place's state is one table, [`snapshot::control`]. A bare claim
//!   marks a place and never flips it.
//! - **Nothing is summed.** Readings of different series are never added, nor are increments.
//! - **What the room sees is public.** Who presents goes over to the public's snapshot, and notes never stand in the room's view.
//! - **A sentence that is said aloud is worded once**, in [`facts::sentences`], from the steps of [`snapshot::briefing`].
//! - **The present is read by [`cli`] alone**: once for embargoes, and while the cursor is pinned to it. Nothing below the
//!   edge reads a clock.
//! - **Nothing ticks** but a pinned cursor, once a minute, what plays ([`app::play`]), whose next step counts from when the
//!   last one was sent, and the timer of a presenter who reads notes, once a second; the edge tells the time. Else the
//!   dashboard waits for a key, a signal or word of its file; idle, it neither wakes up nor writes. Only files that the
//!   kernel cannot tell of are looked at, once a second.
//! - **A scenario never changes.** A newer state of its file is another one, loaded by [`watch`]; one session ends and the
//!   next begins, and [`app::state::App`] goes over by ids.
//! - **Nothing holds up the end.** Keys and signals come from threads that only wait, and what puts the terminal back
//!   takes no locks and bounds its waiting, so a terminal that is gone or takes nothing ends nothing late.
//! - **The model has no places in a file.** Lints that look at it are given a table of places, which is only made where a
//!   scenario is examined; opening one costs neither the table nor a look.
//! - **A frame is one write.** [`terminal`] sends the cells that changed and nothing else, and asks the terminal nothing.
//! - **One place writes scenarios**, [`scenario::save`], all of a file or nothing; what is written is put between the bytes
//!   that are there, and examined with all the rest before it is saved.
//! - **No file is ever one tree.** A scenario is cut at its events and parsed piece by piece, whatever its length.
//! - **One declaration feeds all uses**: keys in [`app::keymap`], signs in [`facts::sign`] and [`ui::glyphs`], colours in
//!   [`ui::theme`], a scenario's words in the `WORDS` table beside each type, its keys in the raw tables (which
//!   [`scenario::schema`] prints), lints in [`diagnostic::lints`],
//!   columns with their values in [`export::table`], settings in [`config::keys`].

pub mod app;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod export;
pub mod facts;
pub mod frame;
pub mod lint;
pub mod model;
pub mod plain;
pub mod scenario;
pub mod snapshot;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod watch;
