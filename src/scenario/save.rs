//! Saves scenarios: the only place that writes their files, so that no edit is ever lost.
//!
//! The edge locks a file while it works out what to write, and hands over the new text. That is written to a new file
//! beside the old one and synced before the two exchange their names, so that a run killed at any moment leaves the
//! old file or the new one. The file that comes out is compared: if another program changed it meanwhile, it gets its
//! name back and the new text is refused. Files that could not keep their owner or that have hard links are refused
//! too.

mod exchange;
mod temporary;

use std::fmt;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::io::Errno;

use crate::text::safe_bytes;
use exchange::{exchange_names, put_back};
use temporary::{END, Leftover, Temporary, temporary_name, temporary_start};

/// The reason why a file was not saved; it is unchanged.
#[derive(Debug)]
pub enum SaveError {
    /// Another program has changed it since it was read.
    Changed,
    /// Another run of this program holds it.
    Busy,
    /// The file is read-only.
    ReadOnly,
    /// The file has this many hard links, all but one of which saving would leave behind.
    HardLinks(u64),
    /// The new file could not have the owner of the old one.
    Owner,
    /// The new file could not have the group of the old one.
    Group,
    /// The file is not a regular file.
    NotRegular,
    /// Another program has changed it, and its text could not be put back: where it is now, and the error.
    Left(PathBuf, io::Error),
    /// An operation failed: its name, and the error.
    Io(&'static str, io::Error),
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str(
                "somebody else has changed this file just now; it stays as they left it. Try again",
            ),
            Self::Busy => f.write_str("another dateline is writing this file; try again"),
            Self::ReadOnly => f.write_str("this file is read-only"),
            Self::HardLinks(names) => write!(
                f,
                "this file has {names} names (hard links), of which only one would be saved; make it a file of its own with 'cp', or use a symbolic link"
            ),
            Self::Owner => f.write_str(
                "this file belongs to somebody else, and a new one in its place would be yours; ask them to add the event, or make the file yours first: 'cp' it and 'mv' the copy over it",
            ),
            Self::Group => f.write_str(
                "this file belongs to a group that you are not in, and a new one in its place would not; ask for it to be given to a group of yours with 'chgrp', or to be added to that group",
            ),
            Self::NotRegular => f.write_str("this is not a regular file"),
            Self::Left(path, why) => write!(
                f,
                "somebody else has changed this file just now, and what they wrote cannot be put back ({}); it is in {}",
                why_not_written(why),
                safe_bytes(path.as_os_str().as_encoded_bytes())
            ),
            Self::Io(what, error) => {
                let reason = match error.kind() {
                    io::ErrorKind::NotFound => "there is no such file".to_owned(),
                    _ => why_not_written(error),
                };
                write!(f, "cannot {what}: {reason}")
            }
        }
    }
}

/// Words the reason why a file could not be written.
pub fn why_not_written(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::PermissionDenied => "you may not write here",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up",
        io::ErrorKind::ReadOnlyFilesystem => "this file system is read-only",
        io::ErrorKind::FileTooLarge => "it would be larger than files may be here (ulimit -f)",
        _ => return error.to_string(),
    };
    words.to_owned()
}

impl std::error::Error for SaveError {}

fn io_error(what: &'static str) -> impl FnOnce(io::Error) -> SaveError {
    move |error| SaveError::Io(what, error)
}

/// The result of saving a file.
#[derive(Debug)]
pub struct Saved {
    /// The error in syncing the folder: the file is saved, but a power cut may bring the old one back.
    pub not_synced: Option<io::Error>,
    /// Files beside it with text that another program wrote while an earlier run was killed.
    pub left: Vec<PathBuf>,
}

/// A lock on a file: no other run of this program writes it meanwhile.
#[derive(Debug)]
pub struct FileLock {
    file: File,
    /// The real path of the file.
    path: PathBuf,
}

/// The pause between two attempts to lock a file.
const BETWEEN: Duration = Duration::from_millis(10);

/// Locks a file, waiting as long as `patience` for others.
///
/// # Errors
///
/// Returns an error if it cannot be opened, is no regular file, or stays locked.
pub fn lock_file(path: &Path, patience: Duration) -> Result<FileLock, SaveError> {
    let until = Instant::now().checked_add(patience);
    loop {
        let real = path.canonicalize().map_err(io_error("find the file"))?;
        let flags = OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
        let file = OpenOptions::new()
            .read(true)
            .custom_flags(i32::from_ne_bytes(flags.bits().to_ne_bytes()))
            .open(&real)
            .map_err(io_error("open the file"))?;
        let meta = file.metadata().map_err(io_error("look at the file"))?;
        if !meta.is_file() {
            return Err(SaveError::NotRegular);
        }
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            // Whoever held it may have put a new file in its place.
            Ok(()) if is_there(&real, &meta) => return Ok(FileLock { file, path: real }),
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => thread::sleep(BETWEEN),
            // A file system without locks: that the file is unchanged is still checked.
            Err(Errno::NOTSUP | Errno::NOLCK | Errno::NOSYS) => {
                return Ok(FileLock { file, path: real });
            }
            Err(error) => return Err(SaveError::Io("hold the file", error.into())),
        }
        if until.is_none_or(|until| Instant::now() >= until) {
            return Err(SaveError::Busy);
        }
    }
}

/// Returns whether a path still leads to the same file.
fn is_there(path: &Path, meta: &fs::Metadata) -> bool {
    fs::metadata(path).is_ok_and(|now| (now.dev(), now.ino()) == (meta.dev(), meta.ino()))
}

impl FileLock {
    /// Returns the real path of the locked file.
    pub fn real_path(&self) -> &Path {
        &self.path
    }

    /// Checks early whether something would keep the file from being saved.
    ///
    /// # Errors
    ///
    /// Returns an error if it has hard links or is read-only.
    pub fn check_saving(&self) -> Result<(), SaveError> {
        let meta = self.file.metadata().map_err(io_error("look at the file"))?;
        if meta.nlink() > 1 {
            return Err(SaveError::HardLinks(meta.nlink()));
        }
        let may_write = rustix::fs::access(&self.path, rustix::fs::Access::WRITE_OK);
        if meta.permissions().readonly() || may_write.is_err() {
            return Err(SaveError::ReadOnly);
        }
        Ok(())
    }

    /// Replaces the text that was read by a new one, all of it or nothing.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot; then the file is as it was, or as others have left it.
    pub fn replace_text(&self, before: &str, after: &str) -> Result<Saved, SaveError> {
        self.check_saving()?;
        let folder = self.path.parent().unwrap_or(Path::new("/"));
        let left = self.sweep_leftovers(folder);
        let old = self.file.metadata().map_err(io_error("look at the file"))?;
        let mut temporary = Temporary(folder.join(temporary_name(&self.path, None)));
        let new = self.write_new(&temporary.0, after, &old)?;
        let new = new.metadata().map_err(io_error("look at the new file"))?;
        // By this name a later run can tell what a killed one left from what somebody else wrote.
        let whole = folder.join(temporary_name(&self.path, Some((before, after))));
        fs::rename(&temporary.0, &whole).map_err(io_error("name the new file"))?;
        temporary.0 = whole;
        self.is_unchanged(&old, before)?;
        match exchange_names(&temporary.0, &self.path) {
            Ok(()) if is_there(&temporary.0, &old) && self.still_says(before) => {}
            Ok(()) => return Err(give_back(temporary, &self.path, &new)),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::PERM) => {
                fs::rename(&temporary.0, &self.path)
                    .map_err(io_error("put the new file in place"))?;
                // The name is taken: there is nothing left to take away.
                temporary.0 = PathBuf::new();
                self.compare_behind(folder, &old, before)?;
            }
            Err(error) => return Err(SaveError::Io("put the new file in place", error.into())),
        }
        let not_synced = sync_folder(folder).err();
        if !temporary.0.as_os_str().is_empty() && !self.still_says(before) {
            // Somebody who had the old file open has written to it after all.
            return Err(give_back(temporary, &self.path, &new));
        }
        Ok(Saved { not_synced, left })
    }

    /// Writes and syncs a new file beside the old one, with the same owner, permissions and attributes.
    fn write_new(&self, path: &Path, text: &str, old: &fs::Metadata) -> Result<File, SaveError> {
        let mut new = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .map_err(io_error("write a new file beside this one"))?;
        new.write_all(text.as_bytes())
            .map_err(io_error("write the new text"))?;
        let owned = new.metadata().map_err(io_error("look at the new file"))?;
        // The group first: whoever gives a file away can change nothing more of it.
        if owned.gid() != old.gid() {
            let lost = if owned.uid() == old.uid() {
                SaveError::Group
            } else {
                SaveError::Owner
            };
            fchown(&new, None, Some(old.gid())).map_err(|_| lost)?;
        }
        if owned.uid() != old.uid() {
            fchown(&new, Some(old.uid()), None).map_err(|_| SaveError::Owner)?;
        }
        // After the owner, since a change of that takes some of these away.
        let mode = Permissions::from_mode(old.mode() & 0o7777);
        new.set_permissions(mode)
            .map_err(io_error("keep the permissions"))?;
        keep_attributes(&self.file, &new);
        new.sync_all()
            .map_err(io_error("bring the new text to the disk"))?;
        Ok(new)
    }

    /// Compares after a plain rename, on file systems that cannot exchange names: text written into the old file
    /// meanwhile is written into a new one in its place. A file that took the name at that moment is lost; the manual
    /// says so.
    fn compare_behind(
        &self,
        folder: &Path,
        old: &fs::Metadata,
        before: &str,
    ) -> Result<(), SaveError> {
        if self.still_says(before) {
            return Ok(());
        }
        let theirs = self.read_text().map_err(io_error("read the file again"))?;
        let mut temporary = Temporary(folder.join(temporary_name(&self.path, None)));
        self.write_new(&temporary.0, &theirs, old)?;
        fs::rename(&temporary.0, &self.path).map_err(io_error("put the file back"))?;
        temporary.0 = PathBuf::new();
        Err(SaveError::Changed)
    }

    /// Returns whether the locked file still has its old text, whatever its name is now.
    fn still_says(&self, before: &str) -> bool {
        self.read_text().is_ok_and(|text| text == before)
    }

    /// Reads the text of the locked file.
    fn read_text(&self) -> io::Result<String> {
        let length = self.file.metadata()?.len();
        let mut text = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        self.file.read_exact_at(&mut text, 0)?;
        String::from_utf8(text).map_err(io::Error::other)
    }

    /// Checks that the name still leads to the same file with the same text.
    fn is_unchanged(&self, old: &fs::Metadata, before: &str) -> Result<(), SaveError> {
        if !is_there(&self.path, old) {
            return Err(SaveError::Changed);
        }
        let now = self.read_text().map_err(io_error("read the file again"));
        if now.is_ok_and(|now| now == before) {
            Ok(())
        } else {
            Err(SaveError::Changed)
        }
    }

    /// Removes the files that killed runs have left beside this one. Returns those whose text is neither the old nor
    /// the new one of such a run: another program wrote it.
    fn sweep_leftovers(&self, folder: &Path) -> Vec<PathBuf> {
        let start = temporary_start(&self.path);
        let Ok(entries) = fs::read_dir(folder) else {
            return Vec::new();
        };
        let mut left = Vec::new();
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.as_encoded_bytes();
            let inner = name
                .strip_prefix(start.as_slice())
                .and_then(|rest| rest.strip_suffix(END));
            let Some(kind) = inner.and_then(Leftover::parse_name) else {
                continue;
            };
            if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
                continue;
            }
            let path = entry.path();
            if kind.is_own(&path) {
                // What cannot be taken away now is tried again with the next save.
                let _ = fs::remove_file(&path);
            } else {
                left.push(path);
            }
        }
        left
    }
}

/// Gives the name back to text that another program wrote; what cannot be put back stays beside the file.
fn give_back(mut out: Temporary, path: &Path, new: &fs::Metadata) -> SaveError {
    match put_back(&out.0, path, new) {
        Ok(()) => SaveError::Changed,
        Err(error) => SaveError::Left(std::mem::take(&mut out.0), error),
    }
}

/// Creates a new file, all of it or nothing. Returns the error in syncing its folder, if there was one.
///
/// # Errors
///
/// Returns an error if the file exists already or cannot be written.
pub fn create_file(path: &Path, text: &str) -> io::Result<Option<io::Error>> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // What cannot be, said as it is said of any file.
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let temporary = Temporary(folder.join(temporary_name(path, None)));
    let mut new = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary.0)?;
    new.write_all(text.as_bytes())?;
    new.sync_all()?;
    match fs::hard_link(&temporary.0, path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
        // A file system without hard links.
        Err(_) => {
            let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
            let written = file
                .write_all(text.as_bytes())
                .and_then(|()| file.sync_all());
            if written.is_err() {
                // The file is this program's own, and half of it is of no use.
                let _ = fs::remove_file(path);
            }
            written?;
        }
    }
    drop(temporary);
    Ok(sync_folder(folder).err())
}

/// Syncs a folder, so that a new name in it is on the disk; some file systems cannot.
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if !is_unable(&error) => Err(error),
        _ => Ok(()),
    }
}

/// Returns whether the error only means that this folder cannot be synced, which is not worth reporting.
fn is_unable(error: &io::Error) -> bool {
    let code = error.raw_os_error().map(Errno::from_raw_os_error);
    matches!(
        code,
        Some(Errno::INVAL | Errno::NOTSUP | Errno::ACCESS | Errno::ROFS | Errno::BADF)
    )
}

/// Copies the extended attributes of the old file, such as access lists, as far as possible.
#[cfg(target_os = "linux")]
fn keep_attributes(old: &File, new: &File) {
    let mut names = vec![0_u8; 4096];
    let Ok(length) = rustix::fs::flistxattr(old, names.as_mut_slice()) else {
        return;
    };
    for name in names
        .get(..length)
        .unwrap_or_default()
        .split(|byte| *byte == 0)
    {
        let mut value = vec![0_u8; 65_536];
        let read = if name.is_empty() {
            None
        } else {
            rustix::fs::fgetxattr(old, name, value.as_mut_slice()).ok()
        };
        if let Some(value) = read.and_then(|length| value.get(..length)) {
            let _ = rustix::fs::fsetxattr(new, name, value, rustix::fs::XattrFlags::empty());
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn keep_attributes(_old: &File, _new: &File) {}
