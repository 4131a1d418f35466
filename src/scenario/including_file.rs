//! Finds the scenario that includes a file, so that an addition to the part is checked against all of it.
//!
//! The edge calls it for `dateline add` and `dateline check`. A part does not name its scenario: the files beside it
//! and in the folders above are searched for one that includes it.

use std::path::{Path, PathBuf};

use super::include;
use super::load::{LoadError, Texts, read_patterns, shown_name};
use super::read;
use super::split;

/// The number of folders searched, from the part's own upwards.
const FOLDERS: usize = 4;

/// The most bytes of a file that is read to see whether it includes the part.
const MOST_BYTES: u64 = 1 << 28;

/// Reads the scenario that begins in a file, or the one that includes the file.
///
/// # Errors
///
/// Returns an error if the file cannot be read, or is a part of no scenario or of several.
pub fn read_texts(path: &Path) -> Result<Texts<'static>, LoadError> {
    let texts = Texts::of_file(path)?;
    if !texts.is_part() {
        return Ok(texts);
    }
    let mut mains = list_main_files(path);
    if mains.len() > 1 {
        let names: Vec<String> = mains.iter().map(|main| shown_name(main)).collect();
        let reason = format!(
            "this is a part of several scenarios; name one of {}, and this file with --into",
            names.join(", ")
        );
        return Err(LoadError::Unusable(shown_name(path), reason));
    }
    match mains.pop() {
        Some(main) => Texts::of_file(&main),
        None => Err(LoadError::Unusable(
            shown_name(path),
            "this is a part of a scenario, and no file beside it or above includes it; name the main file, and this one with --into".to_owned(),
        )),
    }
}

/// Reads the scenario to check for a file: the one that begins in it or includes it, or the file alone.
///
/// # Errors
///
/// Returns an error if the file cannot be read, or is a part of several scenarios.
pub fn read_checked(path: &Path) -> Result<Texts<'static>, LoadError> {
    let texts = Texts::of_file(path)?;
    if texts.has_heading() {
        return Ok(texts);
    }
    let mut mains = list_main_files(path);
    if mains.len() > 1 {
        let names: Vec<String> = mains.iter().map(|main| shown_name(main)).collect();
        let reason = format!(
            "this is a part of several scenarios; check {} instead",
            names.join(" or ")
        );
        return Err(LoadError::Unusable(shown_name(path), reason));
    }
    match mains.pop() {
        Some(main) => Texts::of_file(main.strip_prefix("./").unwrap_or(&main)),
        None => Ok(texts),
    }
}

/// Lists the files that include a part.
fn list_main_files(part: &Path) -> Vec<PathBuf> {
    let Ok(real) = part.canonicalize() else {
        return Vec::new();
    };
    let own = part
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut folder = own.unwrap_or(Path::new(".")).to_owned();
    let mut mains = Vec::new();
    for _ in 0..FOLDERS {
        for file in include::list_beside(&folder) {
            let includes = read::read_file(&file, MOST_BYTES).is_ok_and(|text| {
                let patterns = read_patterns(split::above_tables(&text));
                let files = include::list_included(&file, &patterns, &mut Vec::new());
                files
                    .iter()
                    .any(|file| file.canonicalize().is_ok_and(|other| other == real))
            });
            if includes {
                mains.push(file);
            }
        }
        if !mains.is_empty() {
            break;
        }
        let above = match folder.parent() {
            Some(parent) if folder.file_name().is_some() => {
                let is_here = parent.as_os_str().is_empty();
                if is_here {
                    PathBuf::from(".")
                } else {
                    parent.to_owned()
                }
            }
            _ => folder.join(".."),
        };
        if above.canonicalize().ok() == folder.canonicalize().ok() {
            break;
        }
        folder = above;
    }
    mains
}
