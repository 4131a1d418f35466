//! Where the program keeps what outlives it: below the XDG state directory.
//!
//! `panics` keeps its log there, `resume` where files were left. Creates nothing by itself.

use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// The program's own folder below the XDG state directory, if there is one.
pub(super) fn state_folder() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from);
    // The standard says to ignore a path that is not absolute.
    let state = variable("XDG_STATE_HOME").filter(|path| path.is_absolute());
    let state = state.or_else(|| {
        let home = variable("HOME").filter(|path| path.is_absolute())?;
        Some(home.join(".local/state"))
    })?;
    Some(state.join("dateline"))
}

/// Makes the folder of a file, for its owner alone.
pub(super) fn make_for(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |folder| {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
    })
}
