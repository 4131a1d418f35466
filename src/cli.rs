//! The command line: arguments in, one command run, an exit code out.
//!
//! `main` calls [`run`]. Each command is a file below; what they share (which file, which moment, how
//! to report a problem) is in `cli::open` and `cli::output`. Exit codes: 0 done, 1 the scenario is bad,
//! 2 usage or I/O, 128 plus the signal.

mod add;
pub mod arguments;
mod brief;
mod cast;
mod check;
mod closed;
mod dashboard;
mod diff;
mod draft;
mod export;
mod folders;
mod form;
mod links;
mod local_zone;
mod manual;
mod misplaced;
mod new;
mod open;
mod output;
mod panics;
mod plain;
mod render;
mod resume;
mod saved_lists;
mod session_host;
mod settings;
mod timer;
mod undo;
mod version;
mod written;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};
use output::Failure;

use crate::scenario::schema;
use crate::text::{fit, safe_bytes};

/// The most cells of an argument that are quoted.
const QUOTED_CELLS: usize = 200;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    // Before the terminal is entered, whose hook runs before this one and puts the screen back.
    panics::install_report();
    output::refuse_large_files_with_an_error();
    let typed: Vec<OsString> = std::env::args_os().collect();
    if let Some(failure) = misplaced::find_unquoted(&typed) {
        return failure.report_failure();
    }
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        Err(error) => return output::print_usage(&quote_error(error, &typed)),
    };
    let done = match arguments.command {
        None => dashboard::run(&arguments.dashboard),
        Some(Command::Render(arguments)) => render::run(&arguments),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Brief(arguments)) => brief::run(&arguments),
        Some(Command::Diff(arguments)) => diff::run(&arguments),
        Some(Command::Cast(arguments)) => cast::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Schema) => {
            output::print_data(&schema::write_schema()).map(|()| ExitCode::SUCCESS)
        }
        Some(Command::New(arguments)) => new::run(&arguments),
        Some(Command::Add(arguments)) => add::run(&arguments),
        Some(Command::Config(arguments)) => settings::run(&arguments),
        Some(Command::Completions(arguments)) => manual::print_completions(&arguments),
        Some(Command::Man(arguments)) => manual::run(&arguments),
        Some(Command::Help(arguments)) => manual::print_help(&arguments),
    };
    done.unwrap_or_else(Failure::report_failure)
}

/// What is wrong with the arguments, told of arguments that are safe to show: clap quotes them as they are.
fn quote_error(error: clap::Error, typed: &[OsString]) -> clap::Error {
    let shown = typed
        .iter()
        .map(|argument| safe_bytes(argument.as_encoded_bytes()));
    let shown: Vec<String> = shown
        .map(|argument| fit::cut_to_fit(&argument, QUOTED_CELLS, "..."))
        .collect();
    if shown
        .iter()
        .zip(typed)
        .all(|(shown, typed)| **shown == **typed)
    {
        return error;
    }
    match Arguments::try_parse_from(&shown) {
        Err(retold) if retold.kind() == error.kind() => retold,
        // Bytes that are no text are quoted by nobody; what is wrong is told without them.
        _ => clap::Error::new(error.kind()).with_cmd(&Arguments::command()),
    }
}
