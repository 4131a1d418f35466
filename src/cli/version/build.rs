//! The build script: tells the program from which commit it is built, if that can be known.
//!
//! Cargo runs it before the build. It reads what git keeps beside the sources and runs nothing, so that it needs no
//! git and never fails; where there is no repository, as in a tarball, the version stands alone.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The letters of a commit that are shown.
const LETTERS: usize = 9;

fn main() -> io::Result<()> {
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let root = env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    let mut read = vec![PathBuf::from("src/cli/version/build.rs")];
    let commit = find_repository(&root).and_then(|git| read_commit(&git, &mut read));
    let long = match commit.as_deref().and_then(|commit| commit.get(..LETTERS)) {
        Some(commit) => format!("{version} ({commit})"),
        None => version,
    };
    let mut out = io::stdout().lock();
    writeln!(out, "cargo:rustc-env=DATELINE_VERSION={long}")?;
    // What is not there must not be named: cargo would take it for changed on every build.
    for file in read.iter().filter(|file| file.exists()) {
        writeln!(out, "cargo:rerun-if-changed={}", file.display())?;
    }
    Ok(())
}

/// Where git keeps what belongs to a work tree. A repository around it is that of something else.
fn find_repository(root: &Path) -> Option<PathBuf> {
    let git = root.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    // In a work tree beside another one a file says where.
    let text = fs::read_to_string(&git).ok()?;
    Some(root.join(text.strip_prefix("gitdir:")?.trim()))
}

/// The commit that is checked out; the files that tell of another one are added to those read.
fn read_commit(git: &Path, read: &mut Vec<PathBuf>) -> Option<String> {
    let head = git.join("HEAD");
    // Its log grows with every commit, also where the file of the branch is new.
    read.extend([head.clone(), git.join("logs").join("HEAD")]);
    let text = fs::read_to_string(head).ok()?;
    let Some(name) = text.strip_prefix("ref:") else {
        return parse_commit(&text);
    };
    let name = name.trim();
    let common = fs::read_to_string(git.join("commondir"));
    let common = common.map_or_else(|_| git.to_owned(), |path| git.join(path.trim()));
    let (own, packed) = (common.join(name), common.join("packed-refs"));
    read.extend([own.clone(), packed.clone()]);
    if let Ok(text) = fs::read_to_string(own) {
        return parse_commit(&text);
    }
    let packed = fs::read_to_string(packed).ok()?;
    let line = packed
        .lines()
        .find(|line| line.split_once(' ').is_some_and(|(_, its)| its == name))?;
    parse_commit(line.split(' ').next()?)
}

/// A commit in hexadecimal digits.
fn parse_commit(text: &str) -> Option<String> {
    let text = text.trim();
    let is_commit = text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_commit.then(|| text.to_owned())
}
