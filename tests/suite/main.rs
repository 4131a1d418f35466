//! The integration tests: one binary, one module a subject.
//!
//! Behaviour is tested at the level of model and snapshot wherever it can be, as text in and text
//! out; a handful of runs of the real binary are in `binary`.

mod adding;
mod bad_files;
mod binary;
mod config;
mod flagship;
mod frames;
mod hostile;
mod house;
mod limits;
mod lints;
mod loops;
mod manual;
mod paper;
mod properties;
mod random;
mod schema;
mod seed;
mod semantics;
mod support;
mod watching;
