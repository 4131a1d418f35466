//! Reading text from files and streams: nothing but regular files, nothing endless, nothing but UTF-8.
//!
//! `load` calls it for every file of a scenario. It never waits for a pipe, never reads a device,
//! and never takes more than it was allowed. What the text means is not its business.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// The reason why a text cannot be read.
pub(super) struct Refusal {
    /// True if the file could be read but holds no text.
    pub(super) is_content: bool,
    /// The reason, in words.
    pub(super) reason: String,
}

impl Refusal {
    fn of_file(reason: impl Into<String>) -> Self {
        Self {
            is_content: false,
            reason: reason.into(),
        }
    }

    fn of_content(reason: impl Into<String>) -> Self {
        Self {
            is_content: true,
            reason: reason.into(),
        }
    }
}

/// The message for an empty file.
pub(super) const EMPTY: &str = "the file is empty; a scenario begins with format = 1";
const DIRECTORY: &str = "this is a directory; name a scenario file";
const NOT_REGULAR: &str = "this is not a regular file; use - to read from standard input";
const TOO_LARGE: &str = "there is more than 1 GiB of text; split the log into several scenarios";

/// Reads a regular file of at most `most` bytes.
pub(super) fn read_file(path: &Path, most: u64) -> Result<String, Refusal> {
    let file = open_file(path)?;
    let meta = file.metadata().map_err(|error| word_reason(&error))?;
    if meta.is_dir() {
        return Err(Refusal::of_file(DIRECTORY));
    }
    if !meta.is_file() {
        return Err(Refusal::of_file(NOT_REGULAR));
    }
    if meta.len() > most {
        return Err(Refusal::of_file(TOO_LARGE));
    }
    read_stream(file, usize::try_from(meta.len()).unwrap_or(0), most)
}

/// Opens a file without ever waiting for one that is not regular.
fn open_file(path: &Path) -> Result<File, Refusal> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags =
            rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::CLOEXEC | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(i32::from_ne_bytes(flags.bits().to_ne_bytes()));
    }
    options.open(path).map_err(|error| {
        // A socket cannot be opened at all.
        if path
            .metadata()
            .is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
            && error.kind() != io::ErrorKind::PermissionDenied
        {
            return Refusal::of_file(NOT_REGULAR);
        }
        word_reason(&error)
    })
}

fn word_reason(error: &io::Error) -> Refusal {
    Refusal::of_file(match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::NotADirectory => "a part of this path is not a directory".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read this file".to_owned(),
        io::ErrorKind::IsADirectory => DIRECTORY.to_owned(),
        io::ErrorKind::InvalidInput => "this is not the name of a file".to_owned(),
        _ => error.to_string(),
    })
}

/// Reads a stream of at most `most` bytes; `expected` sets the initial capacity.
pub(super) fn read_stream(from: impl Read, expected: usize, most: u64) -> Result<String, Refusal> {
    // One byte more than expected, so that the end is seen without growing.
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(expected.saturating_add(1))
        .map_err(|_| Refusal::of_file("there is not enough memory to read this file"))?;
    from.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| word_reason(&error))?;
    if bytes.len() as u64 > most {
        return Err(Refusal::of_file(TOO_LARGE));
    }
    if bytes.is_empty() {
        return Err(Refusal::of_content(EMPTY));
    }
    String::from_utf8(bytes).map_err(|error| not_utf8(error.as_bytes(), &error.utf8_error()))
}

fn not_utf8(bytes: &[u8], error: &std::str::Utf8Error) -> Refusal {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Refusal::of_content("this is UTF-16 text; save the file as UTF-8");
    }
    let at = error.valid_up_to();
    let good = bytes.get(..at).unwrap_or_default();
    let line = memchr::memchr_iter(b'\n', good).count() + 1;
    Refusal::of_content(format!(
        "line {line}: this is not UTF-8 text (byte {}); save the file as UTF-8",
        at + 1
    ))
}
