//! `dateline new`: a small scenario to begin with, with a comment on every line that needs one.
//!
//! It writes one file that was not there before, and makes no folders. What to do next is said on
//! standard error, since nothing of it is data.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::arguments::New;
use super::output::{Failure, not_on_disk, print_data, print_error};
use crate::scenario::load::shown_name;
use crate::scenario::save::{create_file, why_not_written};

/// The scenario that is written.
const TEXT: &str = include_str!("../../scenarios/template.toml");

/// Writes the scenario to a new file, or to standard output for `-`.
pub(super) fn run(arguments: &New) -> Result<ExitCode, Failure> {
    let path = arguments.file.as_path();
    if path.as_os_str() == "-" {
        print_data(TEXT)?;
        return Ok(ExitCode::SUCCESS);
    }
    let not_synced = create_file(path, TEXT).map_err(|error| {
        Failure::Usage(format!(
            "{}: {}",
            shown_name(path),
            word_reason(&error, path)
        ))
    })?;
    print_error(&next(path));
    if let Some(error) = not_synced {
        print_error(&not_on_disk(&shown_name(path), &error));
    }
    Ok(ExitCode::SUCCESS)
}

fn word_reason(error: &io::Error, path: &Path) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists if path.is_dir() => {
            "this is a folder; name the file to write in it".to_owned()
        }
        io::ErrorKind::AlreadyExists => {
            "there is such a file already, and it stays as it is; choose another name".to_owned()
        }
        io::ErrorKind::NotFound => "there is no such folder; make it first".to_owned(),
        io::ErrorKind::NotADirectory => "a part of this path is not a folder".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder; name the file to write in it".to_owned(),
        _ => why_not_written(error),
    }
}

/// What to do with the file.
fn next(path: &Path) -> String {
    let name = shell_quoted(&shown_name(path));
    let schema = shell_quoted(&shown_name(&path.with_file_name("scenario.schema.json")));
    format!(
        "wrote {name}: a small scenario, to be written over. Next:\n  \
         dateline check {name}\n  \
         dateline {name}\n  \
         dateline schema > {schema}\n      \
         for completion in an editor with Taplo or Tombi\n"
    )
}

/// A name as a shell takes it for one word that is no option.
fn shell_quoted(name: &str) -> String {
    if name.starts_with('-') {
        return shell_quoted(&format!("./{name}"));
    }
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '+' | '~');
    if !name.is_empty() && name.chars().all(is_plain) {
        return name.to_owned();
    }
    format!("'{}'", name.replace('\'', "'\\''"))
}
