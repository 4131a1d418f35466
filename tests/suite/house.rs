//! The rules of the house, read from the source itself: floors, edges between rooms, cycles, who may use what, tidiness.
//!
//! The floors are those of the docs of `src/lib.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

mod source;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use source::{SourceFile, list_files, read_source, root};

/// The rooms from the ground up, a floor each line: a file imports from lower floors and from its own room.
const FLOORS: [&[&str]; 11] = [
    &["text"],
    &["diagnostic", "model"],
    &["scenario"],
    &["config"],
    &["snapshot"],
    &["facts"],
    &["app", "export", "lint"],
    &["ui", "frame", "plain"],
    &["terminal", "watch"],
    &["cli"],
    &["main"],
];

/// What each room imports from, apart from itself: a new edge is a decision, made here.
const EDGES: &[&str] = &[
    "app: diagnostic facts model scenario snapshot text",
    "cli: app config diagnostic export facts frame lint model plain scenario snapshot terminal text ui watch",
    "config: diagnostic model scenario text",
    "diagnostic: text",
    "export: facts model snapshot text",
    "facts: model snapshot text",
    "frame: text",
    "lint: diagnostic facts model scenario snapshot text",
    "main: cli",
    "model: text",
    "plain: app export facts model scenario snapshot text",
    "scenario: diagnostic model text",
    "snapshot: model text",
    "terminal: app frame text",
    "text: ",
    "ui: app facts model snapshot text",
    "watch: diagnostic lint model scenario snapshot",
];

/// The most lines of a file before its tests.
const MOST_LINES: usize = 500;

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// Returns the file that a path leads into: the longest beginning of it that is a file.
fn target<'f>(files: &'f [SourceFile], path: &[String]) -> Option<&'f SourceFile> {
    (1..=path.len()).rev().find_map(|length| {
        files
            .iter()
            .find(|file| file.module.as_slice() == &path[..length])
    })
}

#[track_caller]
fn assert_none(problems: &[String], rule: &str) {
    assert!(problems.is_empty(), "{rule}:\n{}", problems.join("\n"));
}

#[test]
fn a_file_imports_only_from_lower_floors_and_its_own_room() {
    let mut problems = Vec::new();
    for file in read_source(true) {
        let own =
            floor(file.room()).unwrap_or_else(|| panic!("{}: a room without a floor", file.path));
        for path in &file.inner_paths {
            let Some(room) = path.first() else { continue };
            match floor(room) {
                Some(other) if room == file.room() || other < own => {}
                Some(_) => problems.push(format!("{} imports {}", file.path, path.join("::"))),
                None => problems.push(format!("{}: no room for {}", file.path, path.join("::"))),
            }
        }
    }
    assert_none(&problems, "only lower floors or the own room");
}

#[test]
fn rooms_import_along_the_edges_that_are_declared() {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in read_source(false) {
        let others = edges.entry(file.room().to_owned()).or_default();
        let rooms = file.inner_paths.iter().filter_map(|path| path.first());
        others.extend(rooms.filter(|room| *room != file.room()).cloned());
    }
    let found: Vec<String> = edges
        .into_iter()
        .map(|(room, others)| {
            format!(
                "{room}: {}",
                others.into_iter().collect::<Vec<_>>().join(" ")
            )
        })
        .collect();
    let extra = found
        .iter()
        .filter(|edges| !EDGES.contains(&edges.as_str()));
    let problems: Vec<String> = extra.cloned().collect();
    assert_none(&problems, "edges between rooms that are not declared so");
    assert_eq!(found.len(), EDGES.len(), "a room has gone");
}

/// A path into a file is an import of that file. A child that uses what its parent file declares
/// (`super::Check`) imports the parent; `mod child;` alone is no import, but a parent that calls into
/// the child imports it, and both together are a cycle as between any two files. Test modules may
/// look where they like in their room: they are what nobody imports.
#[test]
fn files_import_each_other_without_cycles() {
    let files = read_source(false);
    let mut imports: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        let own = imports.entry(&file.path).or_default();
        let others = file
            .inner_paths
            .iter()
            .filter_map(|path| target(files, path));
        own.extend(
            others
                .map(|other| other.path.as_str())
                .filter(|path| *path != file.path),
        );
    }
    // Files that import nothing, or that nothing imports, are taken away until only cycles are left.
    loop {
        let imported: BTreeSet<&str> = imports.values().flatten().copied().collect();
        let is_free = |path: &str, others: &BTreeSet<&str>| {
            !imported.contains(path) || others.iter().all(|other| !imports.contains_key(other))
        };
        let free: Vec<&str> = imports
            .iter()
            .filter(|(path, others)| is_free(path, others))
            .map(|(path, _)| *path)
            .collect();
        if free.is_empty() {
            break;
        }
        imports.retain(|path, _| !free.contains(path));
    }
    let left: BTreeSet<&str> = imports.keys().copied().collect();
    let problems: Vec<String> = imports
        .iter()
        .map(|(path, others)| {
            let others: Vec<&str> = others.intersection(&left).copied().collect();
            format!("{path} -> {}", others.join(", "))
        })
        .collect();
    assert_none(&problems, "no cycles, but these import each other");
}

/// What may be used where: the beginning of a path, and the modules that may name it.
const USES: &[(&str, &[&str])] = &[
    ("jiff", &["model::zone"]),
    ("chrono", &["model::date"]),
    ("toml", &["scenario", "config"]),
    ("ratatui", &["ui", "frame", "terminal"]),
    ("crossterm", &["app::keymap", "terminal"]),
    ("clap", EDGE),
    ("signal_hook", EDGE),
    ("color_eyre", EDGE),
    ("std::fs", FILES),
    ("std::process", FILES),
    ("std::env", FILES),
    ("File", FILES),
];

/// The rooms at the edge.
const EDGE: &[&str] = &["main", "cli", "terminal", "watch"];

/// Where files, processes and the environment are reached.
const FILES: &[&str] = &[
    "main",
    "cli",
    "terminal",
    "watch",
    "model::zone_files",
    "scenario::read",
    "scenario::include",
    "scenario::save",
];

#[test]
fn libraries_and_files_are_used_where_they_belong() {
    let is_below = |module: &str, above: &str| {
        module == above
            || module
                .strip_prefix(above)
                .is_some_and(|rest| rest.starts_with("::"))
    };
    let mut problems = Vec::new();
    for file in read_source(true) {
        let module = file.module.join("::");
        for path in file.outer_paths.iter().map(|path| path.join("::")) {
            for (library, modules) in USES {
                if is_below(&path, library)
                    && !modules.iter().any(|allowed| is_below(&module, allowed))
                {
                    problems.push(format!("{} uses {path}", file.path));
                }
            }
        }
    }
    assert_none(&problems, "where libraries and files may be used");
}

/// Zones come from one library, and no other one brings tables of its own.
#[test]
fn libraries_that_were_given_up_are_out_of_the_tree() {
    let tree = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let names: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
        .collect();
    let given_up = ["chrono-tz", "iana-time-zone"];
    let problems: Vec<String> = given_up
        .into_iter()
        .filter(|name| names.contains(name))
        .map(str::to_owned)
        .collect();
    assert_none(&problems, "given up");
    assert!(names.contains(&"jiff"));
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    let mut problems = Vec::new();
    let sources = list_files(&root().join("src"), ".rs");
    for path in sources
        .iter()
        .chain(&list_files(&root().join("tests/suite"), ".rs"))
    {
        let text = fs::read_to_string(path).unwrap();
        let name = path.strip_prefix(root()).unwrap().display();
        let opening = text.lines().take_while(|line| line.starts_with("//!"));
        // Drawings of the screen are not counted as words.
        let mut is_drawing = false;
        let words = opening
            .filter(|line| {
                is_drawing ^= line.starts_with("//! ```");
                !is_drawing && !line.starts_with("//! ```")
            })
            .count();
        let is_root = path.ends_with("src/lib.rs");
        let least = if path.starts_with(root().join("tests")) {
            1
        } else {
            2
        };
        if words < least && !path.ends_with("src/main.rs") || words > 8 && !is_root {
            problems.push(format!("{name}: {words} lines of //!"));
        }
        let before_tests = text
            .lines()
            .take_while(|line| line.trim() != "#[cfg(test)]");
        let lines = before_tests.count();
        let is_test = path.starts_with(root().join("tests"));
        if lines > MOST_LINES && !is_test {
            problems.push(format!("{name}: {lines} lines before its tests"));
        }
        if path.ends_with("mod.rs") {
            problems.push(format!("{name}: name it after its module"));
        }
        // Put together here, so that this file does not hold them.
        for unfinished in [
            concat!("to", "do!"),
            concat!("db", "g!"),
            concat!("unimplemen", "ted!"),
            concat!("FIX", "ME"),
        ] {
            if text.contains(unfinished) {
                problems.push(format!("{name}: {unfinished}"));
            }
        }
    }
    assert_none(&problems, "tidiness");
}

#[test]
fn the_root_holds_only_what_belongs_there() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "README.md",
        "src",
        "scenarios",
        "tests",
        ".gitignore",
        ".ci",
        ".clippy.toml",
        "rustfmt.toml",
        "rust-toolchain.toml",
        // Not of the project: the repository itself and what building makes.
        ".git",
        "target",
    ];
    let problems: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !allowed.contains(&name.as_str()) && !name.starts_with("LICENSE"))
        .collect();
    assert_none(&problems, "what stands in the root");
}
