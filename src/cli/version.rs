//! Which version this is: what `--version` says, and what reports say.
//!
//! The commit comes from `version/build.rs`, which cargo runs before the build.

/// The version with the commit that it was built from, where that is known: `0.1.0 (0123abcde)`.
pub(super) const LONG: &str = env!("DATELINE_VERSION");
