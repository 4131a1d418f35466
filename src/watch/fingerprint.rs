//! What tells one state of files from another without reading them.
//!
//! `follow` compares them where nobody tells it of changes. Asks the file system and changes nothing.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::SystemTime;

use crate::scenario::load::Parts;

/// Device, inode, size, and the times of contents and of everything, in seconds and nanoseconds.
type Stamp = (u64, u64, u64, (i64, i64), (i64, i64));

/// What files and folders look like; nothing for those that are missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamps(Vec<Option<Stamp>>);

impl Stamps {
    pub(super) fn from_parts(parts: &Parts) -> Self {
        let paths = parts.paths.iter().chain(&parts.folders);
        Self(paths.map(|path| read_fingerprint(path)).collect())
    }
}

fn read_fingerprint(path: &Path) -> Option<Stamp> {
    // Of the folder first, by which a name is looked up again.
    path.parent().into_iter().for_each(ask_anew);
    ask_anew(path);
    let found = path.metadata().ok()?;
    Some((
        found.dev(),
        found.ino(),
        found.size(),
        (found.mtime(), found.mtime_nsec()),
        (found.ctime(), found.ctime_nsec()),
    ))
}

/// Has a network file system ask its server, which else it does only every few seconds.
#[cfg(target_os = "linux")]
fn ask_anew(path: &Path) {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};

    // What it says is asked for again behind this; where it cannot be asked, that says so.
    let _ = statx(
        CWD,
        path,
        AtFlags::STATX_FORCE_SYNC,
        StatxFlags::BASIC_STATS,
    );
}

#[cfg(not(target_os = "linux"))]
fn ask_anew(_: &Path) {}

/// When the youngest of the files was saved.
pub fn last_saved(parts: &Parts) -> Option<SystemTime> {
    let times = parts.paths.iter().filter_map(|path| {
        let found = path.metadata().ok().filter(Metadata::is_file)?;
        found.modified().ok()
    });
    times.max()
}
