//! Finds the other files of a scenario: those that `include` names, inside the folder of the main file.
//!
//! `load` calls it before the main file's tables are parsed. Names are globs, taken in the order in which they are
//! listed, and the files of each by the bytes of their names. Nothing outside the folder is ever opened, not even
//! through links.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Problem, Span};
use crate::text::quote_text;

/// The code of every problem that leaves files out, so that ids in them cannot be called unknown.
pub(super) const CODE: &str = "include";

/// The characters that let a part of a pattern match more than one name.
const GLOB: [char; 3] = ['*', '?', '['];

const HELP: &str = "name files beside this one or below it, such as \"august/*.toml\"";

/// Lists the files that a scenario includes, in order; reports patterns that are wrong.
pub(super) fn list_included(
    main: &Path,
    patterns: &[(Span, String)],
    problems: &mut Vec<Problem>,
) -> Vec<PathBuf> {
    let folder = folder_of(main);
    let mut seen: HashSet<PathBuf> = main.canonicalize().into_iter().collect();
    let mut files = Vec::new();
    for (span, pattern) in patterns {
        match match_pattern(folder, pattern) {
            Ok(found) => {
                for (file, real) in found {
                    // The same file, by whatever name, is read once; the main file never again.
                    if seen.insert(real) {
                        files.push(file);
                    }
                }
            }
            Err(reason) => {
                let message = format!("cannot include '{}': {reason}", quote_text(pattern));
                problems.push(Problem::new_error(CODE, *span, message).with_help(HELP));
            }
        }
    }
    files
}

/// Returns the folders that the patterns list and the paths that they name outright.
pub(super) fn looked_in(main: &Path, patterns: &[(Span, String)]) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let folder = folder_of(main);
    let (mut folders, mut paths) = (Vec::new(), Vec::new());
    for (_, pattern) in patterns {
        let mut found = vec![PathBuf::new()];
        for part in Path::new(pattern).components() {
            let Component::Normal(part) = part else {
                continue;
            };
            let part = part.to_string_lossy();
            let is_glob = part.contains(GLOB);
            for path in &found {
                let at = folder.join(path);
                if is_glob {
                    folders.push(at);
                } else {
                    paths.push(at.join(&*part));
                }
            }
            found = expand_step(folder, &found, &part).unwrap_or_default();
            found = retain_distinct(folder, found);
        }
    }
    (folders, paths)
}

fn folder_of(main: &Path) -> &Path {
    main.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Lists the scenario files in a folder, sorted.
pub(super) fn list_beside(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten();
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_scenario =
        |path: &PathBuf| path.extension().is_some_and(|end| end == "toml") && path.is_file();
    let mut files: Vec<PathBuf> = files.filter(is_scenario).collect();
    files.sort();
    files
}

/// Lists the files that a pattern matches, each with its real path.
fn match_pattern(folder: &Path, pattern: &str) -> Result<Vec<(PathBuf, PathBuf)>, String> {
    const OUTSIDE: &str = "it leads out of the folder of the scenario";
    let root = folder.canonicalize().map_err(|error| error.to_string())?;
    let mut found = vec![PathBuf::new()];
    for part in Path::new(pattern).components() {
        found = match part {
            Component::CurDir => found,
            Component::Normal(part) => {
                let from = retain_distinct(folder, found);
                expand_step(folder, &from, &part.to_string_lossy())?
            }
            _ => return Err(OUTSIDE.to_owned()),
        };
    }
    found.sort_by(|a, b| {
        let (a, b) = (a.as_os_str(), b.as_os_str());
        a.as_encoded_bytes().cmp(b.as_encoded_bytes())
    });
    let mut files = Vec::new();
    for path in found {
        let path = folder.join(path);
        if !path.is_file() {
            continue;
        }
        let real = path.canonicalize().map_err(|error| error.to_string())?;
        if !real.starts_with(&root) {
            return Err(OUTSIDE.to_owned());
        }
        files.push((path, real));
    }
    if files.is_empty() {
        return Err("no file has this name".to_owned());
    }
    Ok(files)
}

/// Keeps each folder once, under the first of its names: links can lead to the same one in many ways.
fn retain_distinct(folder: &Path, mut found: Vec<PathBuf>) -> Vec<PathBuf> {
    if found.len() < 2 {
        return found;
    }
    found.sort_by(|a, b| {
        a.as_os_str()
            .as_encoded_bytes()
            .cmp(b.as_os_str().as_encoded_bytes())
    });
    let mut seen = HashSet::new();
    found.retain(|path| {
        let real = folder.join(path).canonicalize();
        real.map_or(true, |real| seen.insert(real))
    });
    found
}

/// Expands one part of a pattern below some folders.
fn expand_step(folder: &Path, from: &[PathBuf], part: &str) -> Result<Vec<PathBuf>, String> {
    if part.contains("**") {
        return Err("** is not understood; name the folders".to_owned());
    }
    if !part.contains(GLOB) {
        return Ok(from.iter().map(|path| path.join(part)).collect());
    }
    let glob = glob::Pattern::new(part).map_err(|error| error.msg.to_owned())?;
    let options = glob::MatchOptions {
        require_literal_leading_dot: true,
        ..glob::MatchOptions::new()
    };
    let mut found = Vec::new();
    for path in from {
        let Ok(entries) = folder.join(path).read_dir() else {
            continue;
        };
        let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
        let names =
            names.filter(|name: &OsString| glob.matches_with(&name.to_string_lossy(), options));
        found.extend(names.map(|name| path.join(name)));
    }
    Ok(found)
}
