//! The rules of the house, read from the source itself: floors, cycles, who may use what, tidiness.
//!
//! Paths are taken from the code without its comments and strings, tests included. The floors are
//! those of the docs of `src/lib.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use dateline::app::keymap;

/// The floors, from the ground up: a file imports from lower floors and from its own room.
const FLOORS: [&[&str]; 11] = [
    &["text"],
    &["diagnostic", "model"],
    &["scenario"],
    &["config"],
    &["snapshot"],
    &["format"],
    &["app", "export", "lint"],
    &["ui", "frame", "plain"],
    &["terminal", "watch"],
    &["cli"],
    &["main"],
];

/// The most lines of a file before its tests.
const MOST_LINES: usize = 500;

/// A file of the source.
struct File {
    /// `src/ui/layout.rs`
    path: String,
    /// `["ui", "layout"]`
    module: Vec<String>,
    text: String,
    /// Its tokens, without comments, strings and characters.
    tokens: Vec<String>,
}

impl File {
    fn room(&self) -> &str {
        &self.module[0]
    }

    fn floor(&self) -> usize {
        floor(self.room()).unwrap_or_else(|| panic!("{}: a room without a floor", self.path))
    }
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder with a name that ends so, sorted.
fn walk(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(walk(&path, end));
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The files of the source but `lib.rs`, which only lists them.
fn files() -> Vec<File> {
    let source = root().join("src");
    walk(&source, ".rs")
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let inside = path.strip_prefix(&source).unwrap().with_extension("");
            File {
                path: format!("src/{}.rs", inside.display()),
                module: inside
                    .iter()
                    .map(|part| part.to_string_lossy().into_owned())
                    .collect(),
                tokens: tokens(&text),
                text,
            }
        })
        .filter(|file| file.module != ["lib"])
        .collect()
}

/// The words and signs of a source; `::` is one sign. Comments, strings and characters are left out.
fn tokens(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut i = 0;
    while i < letters.len() {
        match (at(i), at(i + 1)) {
            ('/', '/') => {
                while i < letters.len() && at(i) != '\n' {
                    i += 1;
                }
            }
            ('"', _) => i = end_of_string(&letters, i),
            ('r', '"' | '#') if raw_string(&letters, i).is_some() => {
                i = raw_string(&letters, i).unwrap();
            }
            // A character, not a lifetime: closed after one letter or an escape.
            ('\'', '\\') => {
                i += 3;
                while at(i) != '\'' {
                    i += 1;
                }
                i += 1;
            }
            ('\'', _) if at(i + 2) == '\'' => i += 3,
            (':', ':') => {
                tokens.push("::".to_owned());
                i += 2;
            }
            (letter, _) if letter.is_alphanumeric() || letter == '_' => {
                let start = i;
                while at(i).is_alphanumeric() || at(i) == '_' {
                    i += 1;
                }
                tokens.push(letters[start..i].iter().collect());
            }
            (letter, _) => {
                if !letter.is_whitespace() {
                    tokens.push(letter.to_string());
                }
                i += 1;
            }
        }
    }
    tokens
}

fn end_of_string(letters: &[char], start: usize) -> usize {
    let mut i = start + 1;
    while i < letters.len() && letters[i] != '"' {
        i += if letters[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

/// The end of the raw string that begins here, if one does.
fn raw_string(letters: &[char], start: usize) -> Option<usize> {
    let hashes = letters[start + 1..]
        .iter()
        .take_while(|letter| **letter == '#')
        .count();
    let open = start + 1 + hashes;
    if letters.get(open) != Some(&'"') {
        return None;
    }
    let is_end = |i: &usize| {
        letters[*i] == '"'
            && letters
                .get(i + 1..i + 1 + hashes)
                .is_some_and(|behind| behind.iter().all(|letter| *letter == '#'))
    };
    (open + 1..letters.len())
        .find(is_end)
        .map(|end| end + 1 + hashes)
}

/// The paths that a file names from the crate's root, `super` and `self` resolved, groups opened.
fn paths(file: &File) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    // The inline modules around a token, each with the depth of its braces.
    let mut inline: Vec<(String, usize)> = Vec::new();
    let mut depth = 0;
    let mut children: BTreeSet<&str> = BTreeSet::new();
    let tokens: Vec<&str> = file.tokens.iter().map(String::as_str).collect();
    for window in tokens.windows(3) {
        if window[0] == "mod" && window[2] == ";" {
            children.insert(window[1]);
        }
    }
    let mut i = 0;
    while i < tokens.len() {
        match tokens[i] {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                inline.retain(|(_, its)| *its <= depth);
            }
            "mod" if tokens.get(i + 2) == Some(&"{") => {
                inline.push((tokens[i + 1].to_owned(), depth + 1));
            }
            word @ ("crate" | "dateline" | "super" | "self")
                if tokens.get(i + 1) == Some(&"::") && !is_behind_path(&tokens, i) =>
            {
                let mut base = match word {
                    "crate" | "dateline" => Vec::new(),
                    _ => [
                        file.module.clone(),
                        inline.iter().map(|(name, _)| name.clone()).collect(),
                    ]
                    .concat(),
                };
                if word == "super" {
                    base.pop();
                }
                i = open_tree(&tokens, i + 2, &base, &mut found);
                continue;
            }
            word if children.contains(word)
                && tokens.get(i + 1) == Some(&"::")
                && !is_behind_path(&tokens, i) =>
            {
                i = open_tree(&tokens, i, &file.module, &mut found);
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    found
}

fn is_behind_path(tokens: &[&str], i: usize) -> bool {
    i > 0 && tokens[i - 1] == "::"
}

/// Reads a path, or a tree of `use`, from a token on; gives the token behind it.
fn open_tree(
    tokens: &[&str],
    start: usize,
    base: &[String],
    found: &mut Vec<Vec<String>>,
) -> usize {
    let mut path = base.to_vec();
    let mut i = start;
    loop {
        match tokens.get(i).copied().unwrap_or(";") {
            "super" => {
                path.pop();
            }
            "self" | "*" => {}
            "{" => {
                i += 1;
                while !matches!(tokens.get(i), None | Some(&"}")) {
                    i = open_tree(tokens, i, &path, found);
                    // Behind `x as y` and the comma.
                    while !matches!(tokens.get(i), None | Some(&("}" | ","))) {
                        i += 1;
                    }
                    if tokens.get(i) == Some(&",") {
                        i += 1;
                    }
                }
                return i + 1;
            }
            word if word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') => {
                path.push(word.to_owned());
            }
            _ => break,
        }
        i += 1;
        if tokens.get(i) != Some(&"::") {
            break;
        }
        i += 1;
    }
    found.push(path);
    i
}

/// The file that a path leads into: the longest beginning of it that is a file.
fn target<'f>(files: &'f [File], path: &[String]) -> Option<&'f File> {
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
    let files = files();
    let mut problems = Vec::new();
    for file in &files {
        for path in paths(file) {
            let Some(room) = path.first() else { continue };
            let is_own = room == file.room();
            match floor(room) {
                Some(other) if is_own || other < file.floor() => {}
                Some(_) => problems.push(format!("{} imports {}", file.path, path.join("::"))),
                None => {
                    problems.push(format!("{}: no room for {}", file.path, path.join("::")));
                }
            }
        }
    }
    assert_none(&problems, "only lower floors or the own room");
}

/// A path into a file is an import of that file. A child that uses what its parent file declares
/// (`super::Check`) imports the parent; `mod child;` alone is no import, but a parent that calls into
/// the child imports it, and both together are a cycle as between any two files. Test modules may
/// look where they like in their room: they are what nobody imports.
#[test]
fn files_import_each_other_without_cycles() {
    let mut files = files();
    for file in &mut files {
        let code = file.text.split("#[cfg(test)]").next().unwrap();
        file.tokens = tokens(code);
    }
    let mut imports: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in &files {
        let its = imports.entry(&file.path).or_default();
        for path in paths(file) {
            if let Some(other) = target(&files, &path).filter(|other| other.path != file.path) {
                its.insert(&other.path);
            }
        }
    }
    // Files that import nothing, or that nothing imports, are taken away until only cycles are left.
    loop {
        let imported: BTreeSet<&str> = imports.values().flatten().copied().collect();
        let is_free = |path: &str, its: &BTreeSet<&str>| {
            !imported.contains(path) || its.iter().all(|other| !imports.contains_key(other))
        };
        let free: Vec<&str> = imports
            .iter()
            .filter(|(path, its)| is_free(path, its))
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
        .map(|(path, its)| {
            let its: Vec<&str> = its.intersection(&left).copied().collect();
            format!("{path} -> {}", its.join(", "))
        })
        .collect();
    assert_none(&problems, "no cycles, but these import each other");
}

#[test]
fn libraries_and_files_are_used_where_they_belong() {
    let mut problems = Vec::new();
    let mut hold = |what: &str, is_allowed: &dyn Fn(&File) -> bool| {
        let wanted: Vec<&str> = what.split(' ').collect();
        for file in files() {
            let tokens: Vec<&str> = file.tokens.iter().map(String::as_str).collect();
            let is_used = tokens.windows(wanted.len()).any(|window| window == wanted);
            if is_used && !is_allowed(&file) {
                problems.push(format!("{} uses {what}", file.path));
            }
        }
    };
    let is_named = |file: &File, module: [&str; 2]| file.module == module;
    hold("jiff ::", &|file| is_named(file, ["model", "zone"]));
    hold("chrono ::", &|file| is_named(file, ["model", "date"]));
    let is_edge = |file: &File| ["main", "cli", "terminal", "watch"].contains(&file.room());
    hold("toml ::", &|file| {
        ["scenario", "config"].contains(&file.room())
    });
    hold("ratatui ::", &|file| {
        ["ui", "frame", "terminal"].contains(&file.room())
    });
    hold("crossterm ::", &|file| {
        file.module
            .starts_with(&["app".to_owned(), "keymap".to_owned()])
            || file.room() == "terminal"
    });
    for library in ["clap ::", "signal_hook ::", "color_eyre ::"] {
        hold(library, &is_edge);
    }
    for io in ["std :: fs", "std :: process", "std :: env", "File ::"] {
        hold(io, &|file| {
            is_edge(file)
                || is_named(file, ["model", "zone_files"])
                || ["read", "include", "save"].iter().any(|name| {
                    file.module
                        .starts_with(&["scenario".to_owned(), (*name).to_owned()])
                })
        });
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
    let sources = walk(&root().join("src"), ".rs");
    for path in sources
        .iter()
        .chain(&walk(&root().join("tests/suite"), ".rs"))
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

#[test]
fn the_readme_has_the_key_table() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap_or_default();
    let table = keymap::markdown();
    let found = readme
        .split_once("<!-- keys -->\n")
        .and_then(|(_, rest)| rest.split_once("<!-- /keys -->"))
        .map_or("", |(table, _)| table);
    assert!(
        found.trim() == table.trim(),
        "README.md must hold this table:\n<!-- keys -->\n{table}<!-- /keys -->"
    );
}

#[test]
fn paths_are_found_however_they_are_written() {
    let file = File {
        path: "src/ui/map.rs".to_owned(),
        module: vec!["ui".to_owned(), "map".to_owned()],
        text: String::new(),
        tokens: tokens(
            "//! crate::no\nmod tile;\nuse crate::{app::{self, view::View as V}, text};\nfn f() { \
             super::paint::put(\"crate::no\", '\"', r#\"crate::\"no\"#); tile::draw(); }\n\
             mod tests { use super::*; use super::super::help; }",
        ),
    };
    let found: Vec<String> = paths(&file).iter().map(|path| path.join("::")).collect();
    assert_eq!(
        found,
        [
            "app",
            "app::view::View",
            "text",
            "ui::paint::put",
            "ui::map::tile::draw",
            "ui::map",
            "ui::help"
        ]
    );
}
