//! Reads the system's tables of zones, without blocking and with a limit on their size.
//!
//! `zone` asks for tables by name, the edge for a file that a person names. Their content is not judged here.

use std::fs::OpenOptions;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The folders in which systems keep tables of zones.
const FOLDERS: [&str; 4] = [
    "/usr/share/zoneinfo",
    "/usr/share/lib/zoneinfo",
    "/usr/lib/zoneinfo",
    "/etc/zoneinfo",
];

/// The most bytes that a table may have; the largest of the system's has fewer than 4,000.
const MOST_BYTES: u64 = 1 << 18;

/// The longest name of a zone, in bytes.
const LONGEST_NAME: usize = 64;

/// Returns the content of a zone's table.
pub fn read_table(name: &str) -> Option<Vec<u8>> {
    let is_name = name.len() <= LONGEST_NAME && name.split('/').all(is_part_of_name);
    // Zones with leap seconds, and copies of the others.
    let is_variant = name.starts_with("right/") || name.starts_with("posix/");
    if !is_name || is_variant {
        return None;
    }
    let files = FOLDERS.iter().map(|folder| Path::new(folder).join(name));
    let mut contents = files.filter_map(|file| read_content(&file));
    contents.next()
}

fn is_part_of_name(part: &str) -> bool {
    part.starts_with(|first: char| first.is_ascii_alphabetic())
        && part
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
}

/// Returns the content of a regular file that is small enough to be a table.
pub fn read_content(path: &Path) -> Option<Vec<u8>> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags =
            rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::CLOEXEC | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(i32::from_ne_bytes(flags.bits().to_ne_bytes()));
    }
    let file = options.open(path).ok()?;
    let meta = file.metadata().ok()?;
    if !meta.is_file() || meta.len() > MOST_BYTES {
        return None;
    }
    let mut content = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut content).ok()?;
    Some(content)
}

/// Returns the name of the zone whose file a path leads to, such as `Asia/Kabul`.
pub fn name_of(path: &Path) -> Option<String> {
    let full: PathBuf = path.canonicalize().ok()?;
    let mut folders = FOLDERS
        .iter()
        .filter_map(|folder| Path::new(folder).canonicalize().ok());
    folders.find_map(|folder| {
        let name = full.strip_prefix(folder).ok()?;
        name.to_str().map(str::to_owned)
    })
}
