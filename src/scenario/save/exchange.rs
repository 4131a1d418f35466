//! Exchanges the names of two files, so that the replaced file can be compared and put back.
//!
//! Called by `save` alone.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::io::Errno;

/// Exchanges the names of two files in one step.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn exchange_names(one: &Path, other: &Path) -> Result<(), Errno> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn exchange_names(_one: &Path, _other: &Path) -> Result<(), Errno> {
    Err(Errno::NOSYS)
}

/// Gives the name back to the file that came out of an exchange. A file that comes out now and is not our own is newer
/// still, and gets the name in its turn.
pub(super) fn put_back(out: &Path, path: &Path, new: &fs::Metadata) -> io::Result<()> {
    let mut own = (new.dev(), new.ino());
    loop {
        let put = fs::metadata(out)?;
        match exchange_names(out, path) {
            Ok(()) => {}
            // Somebody took the file away meanwhile: theirs still gets its name.
            Err(Errno::NOENT) => {
                return fs::rename(out, path);
            }
            Err(error) => return Err(error.into()),
        }
        let came = fs::metadata(out)?;
        if (came.dev(), came.ino()) == own {
            return Ok(());
        }
        own = (put.dev(), put.ino());
    }
}
