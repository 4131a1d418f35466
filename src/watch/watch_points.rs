//! How a file is looked up by its name: the directories on the way, links included.
//!
//! `follow` watches every spot that this gives, so that nothing can take a file's place unnoticed. Asks the file
//! system and changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::scenario::load::Parts;

/// The most links that are followed on the way to one file, as Linux does.
const MOST_LINKS: u8 = 40;

/// What matters about a spot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WatchPoint {
    /// Entries of a directory that matter by their names.
    pub(super) names: BTreeSet<OsString>,
    /// Whether every entry matters.
    pub(super) is_open: bool,
    /// Whether it is a file, whose contents matter.
    pub(super) is_file: bool,
}

/// Everything that stands between the names of a scenario's files and their contents.
pub(super) fn list_watch_points(parts: &Parts) -> BTreeMap<PathBuf, WatchPoint> {
    let mut spots = BTreeMap::new();
    for path in &parts.paths {
        look_up(path, &mut spots);
    }
    for folder in &parts.folders {
        if let Some(folder) = look_up(folder, &mut spots) {
            spots.entry(folder).or_default().is_open = true;
        }
    }
    spots
}

/// Follows a name, part by part; gives where it leads, if it leads to anything.
fn look_up(path: &Path, spots: &mut BTreeMap<PathBuf, WatchPoint>) -> Option<PathBuf> {
    let mut path = std::path::absolute(path).ok()?;
    for _ in 0..MOST_LINKS {
        match up_to_link(&path, spots)? {
            Ok(found) => return Some(found),
            Err(linked) => path = linked,
        }
    }
    None
}

/// Follows a name up to the first link, which gives another name; nothing where a part is missing.
fn up_to_link(
    path: &Path,
    spots: &mut BTreeMap<PathBuf, WatchPoint>,
) -> Option<Result<PathBuf, PathBuf>> {
    let mut at = PathBuf::new();
    let mut parts = path.components();
    while let Some(part) = parts.next() {
        match part {
            Component::ParentDir => {
                at.pop();
            }
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => at.push(part),
            Component::Normal(name) => {
                let next = at.join(name);
                let found = next.symlink_metadata();
                let is_directory = found.as_ref().is_ok_and(std::fs::Metadata::is_dir);
                if !is_directory {
                    // What can be missing, swapped or written matters by its name; a directory by itself.
                    let position = spots.entry(at.clone()).or_default();
                    position.names.insert(name.to_owned());
                }
                let found = found.ok()?;
                if found.is_symlink() {
                    let target = next.read_link().ok()?;
                    return Some(Err(at.join(target).join(parts.as_path())));
                }
                spots.entry(next.clone()).or_default().is_file |= !is_directory;
                at = next;
            }
        }
    }
    Some(Ok(at))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_name_is_followed_through_links_to_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("one")).unwrap();
        fs::write(root.join("one/war.toml"), "").unwrap();
        symlink("one", root.join("data")).unwrap();
        symlink("data/war.toml", root.join("war.toml")).unwrap();
        let parts = Parts {
            paths: vec![root.join("war.toml")],
            folders: vec![root.join("gone")],
        };
        let spots = list_watch_points(&parts);
        let names = |path: &str| -> Vec<OsString> {
            let position = spots.get(&root.join(path)).unwrap();
            position.names.iter().cloned().collect()
        };
        assert_eq!(names(""), ["data", "gone", "war.toml"]);
        assert_eq!(names("one"), ["war.toml"]);
        assert!(spots.get(&root.join("one/war.toml")).unwrap().is_file);
        assert!(!spots.contains_key(&root.join("gone")));
    }

    #[test]
    fn links_in_a_circle_lead_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        symlink("b", folder.path().join("a")).unwrap();
        symlink("a", folder.path().join("b")).unwrap();
        assert_eq!(
            look_up(&folder.path().join("a"), &mut BTreeMap::new()),
            None
        );
    }
}
