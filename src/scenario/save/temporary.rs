//! The temporary files of saving: their names, and those that a killed run has left.
//!
//! Called by `save` alone. A file with two digests in its name is complete; if its text has neither digest, another
//! program wrote it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// A file that is removed when this value is dropped, unless it was put in place.
pub(super) struct Temporary(pub(super) PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            // What stays behind is swept with the next save.
            let _ = fs::remove_file(&self.0);
        }
    }
}

/// The end of the names of temporary files.
pub(super) const END: &[u8] = b".tmp";

/// The most bytes of a file's name used in that of its temporary file.
const LONGEST: usize = 180;

/// Returns the start of the names of a file's temporary files: hidden, so that no `include` finds them.
pub(super) fn temporary_start(path: &Path) -> Vec<u8> {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let name = name.get(..LONGEST).unwrap_or(name);
    [b".", name, b".dateline-"].concat()
}

/// Returns the name of a temporary file; it has two digests once the file is complete.
pub(super) fn temporary_name(path: &Path, texts: Option<(&str, &str)>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let mut name = temporary_start(path);
    name.extend(std::process::id().to_string().into_bytes());
    if let Some((before, after)) = texts {
        name.extend(format!("-{:016x}-{:016x}", hash_text(before), hash_text(after)).into_bytes());
    }
    name.extend(END);
    PathBuf::from(std::ffi::OsString::from_vec(name))
}

/// A temporary file that a killed run has left.
pub(super) enum Leftover {
    /// A new text, perhaps incomplete.
    Half,
    /// The old text or the new one, with the digests of both.
    Whole(u64, u64),
}

impl Leftover {
    /// Reads the varying part of a temporary name: a process and, once it is complete, two digests.
    pub(super) fn parse_name(name: &[u8]) -> Option<Self> {
        let name = std::str::from_utf8(name).ok()?;
        let mut parts = name.split('-');
        let process = parts.next()?;
        if process.is_empty() || !process.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digest = |part: &str| u64::from_str_radix(part, 16).ok();
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Some(Self::Half),
            (Some(before), Some(after), None) => Some(Self::Whole(digest(before)?, digest(after)?)),
            _ => None,
        }
    }

    /// Returns whether a run of this program wrote it.
    pub(super) fn is_own(&self, path: &Path) -> bool {
        match self {
            Self::Half => true,
            Self::Whole(before, after) => fs::read_to_string(path).is_ok_and(|text| {
                let digest = hash_text(&text);
                digest == *before || digest == *after
            }),
        }
    }
}

fn hash_text(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
