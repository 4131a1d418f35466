//! The other files of a scenario: what `include` names, inside the folder of the main file.
//!
//! `load` calls it after the main file's heading is parsed. Names are globs, taken in the order in
//! which they are listed and each one's files by the bytes of their names. Nothing outside the
//! folder is ever opened, links included.

use std::path::{Component, Path, PathBuf};

use super::parse::Tables;
use crate::diagnostic::Problem;

/// The files that a scenario includes, in order; patterns that are wrong are reported.
pub(super) fn files(main: &Path, tables: &Tables<'_>, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let folder = main
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut found: Vec<PathBuf> = Vec::new();
    for row in &tables.include {
        for pattern in row.raw.get_ref() {
            let span = row.origin.span(pattern.span());
            let typed = &pattern.get_ref().0;
            match matches(folder, typed) {
                Ok(files) if files.is_empty() => problems.push(
                    Problem::error("include", span, format!("no file matches '{typed}'"))
                        .help("name a file beside this one or below it"),
                ),
                Ok(files) => found.extend(files.into_iter().filter(|file| !same(file, main))),
                Err(reason) => problems.push(
                    Problem::error(
                        "include",
                        span,
                        format!("cannot include '{typed}': {reason}"),
                    )
                    .help("name a file beside this one or below it"),
                ),
            }
        }
    }
    let mut unique: Vec<PathBuf> = Vec::with_capacity(found.len());
    for file in found {
        if !unique.contains(&file) {
            unique.push(file);
        }
    }
    unique
}

fn matches(folder: &Path, pattern: &str) -> Result<Vec<PathBuf>, String> {
    let plain = Path::new(pattern)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if pattern.is_empty() || !plain {
        return Err("it leads out of the folder of the scenario".to_owned());
    }
    let escaped = glob::Pattern::escape(&folder.to_string_lossy());
    let paths =
        glob::glob(&format!("{escaped}/{pattern}")).map_err(|error| error.msg.to_owned())?;
    let mut files: Vec<PathBuf> = paths
        .filter_map(Result::ok)
        .filter(|path| path.is_file())
        .collect();
    files.sort_by(|a, b| {
        a.as_os_str()
            .as_encoded_bytes()
            .cmp(b.as_os_str().as_encoded_bytes())
    });
    let root = folder.canonicalize().map_err(|error| error.to_string())?;
    for file in &files {
        let real = file.canonicalize().map_err(|error| error.to_string())?;
        if !real.starts_with(&root) {
            return Err(format!(
                "{} leads out of the folder of the scenario",
                file.display()
            ));
        }
    }
    Ok(files)
}

fn same(one: &Path, other: &Path) -> bool {
    one.canonicalize()
        .ok()
        .zip(other.canonicalize().ok())
        .is_some_and(|(one, other)| one == other)
}
