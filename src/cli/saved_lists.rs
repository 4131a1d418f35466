//! Lists that outlive the program and that several runs share: small files below the XDG state directory.
//!
//! `resume` keeps in one where files were left, `undo` what was added last. Whoever changes a list holds a lock from
//! before it is read until the new one has its name, so that of several runs none loses what another wrote; it is
//! replaced as a whole, so that it is never half written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::io::Errno;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::folders;

/// The most bytes that are read of a list.
const MOST_BYTES: u64 = 1 << 22;

/// How long others who change a list are waited for, and how long between two looks.
const PATIENCE: Duration = Duration::from_secs(2);
const BETWEEN: Duration = Duration::from_millis(5);

/// Reads a list; it is empty where there is none or it cannot be read.
pub(super) fn read<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let Some(folder) = folders::state_folder() else {
        return Vec::new();
    };
    let text = || -> io::Result<String> {
        let file = open_safely(OpenOptions::new().read(true), &folder.join(name))?;
        let mut text = String::new();
        if file.metadata()?.is_file() {
            file.take(MOST_BYTES).read_to_string(&mut text)?;
        }
        Ok(text)
    };
    // A list that was written by another version or by hand is begun anew.
    text()
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Changes a list that others may change at the same time.
///
/// # Errors
///
/// There is no folder for it, it cannot be written, or others hold it all the time.
pub(super) fn update<T: DeserializeOwned + Serialize>(
    name: &str,
    change: impl FnOnce(&mut Vec<T>),
) -> io::Result<()> {
    let folder =
        folders::state_folder().ok_or_else(|| io::Error::other("there is no home folder"))?;
    let path = folder.join(name);
    folders::make_for(&path)?;
    let _lock = lock_list(&path.with_extension("lock"))?;
    let mut list = read(name);
    change(&mut list);
    write(&path, &list)
}

/// Holds the lock of a list, on a file system that has none without it.
fn lock_list(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let lock = open_safely(
        options.write(true).create(true).truncate(false).mode(0o600),
        path,
    )?;
    let until = Instant::now() + PATIENCE;
    loop {
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) | Err(Errno::NOTSUP | Errno::NOLCK | Errno::NOSYS) => return Ok(lock),
            Err(Errno::WOULDBLOCK) if Instant::now() < until => thread::sleep(BETWEEN),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Puts a new list in the place of the old one.
fn write<T: Serialize>(path: &Path, list: &[T]) -> io::Result<()> {
    let beside = path.with_extension(format!("{}.tmp", std::process::id()));
    // What a killed run with the same number left would be in the way.
    let _ = fs::remove_file(&beside);
    let mut options = OpenOptions::new();
    let mut file = open_safely(options.write(true).create_new(true).mode(0o600), &beside)?;
    let text = serde_json::to_string_pretty(list)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The error that is returned is the one that matters.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Opens without ever waiting for what is no regular file.
fn open_safely(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    options
        .custom_flags(i32::from_ne_bytes(flags.bits().to_ne_bytes()))
        .open(path)
}
