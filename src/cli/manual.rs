//! `dateline man` and `dateline completions`: manual pages and completion scripts, from the declared arguments.
//!
//! Both are made of what `arguments` declares, so that they cannot tell of anything else.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use clap_complete::generate;
use clap_mangen::Man;

use super::arguments::{Arguments, Completions, Manual};
use super::output::{Failure, print_with};
use crate::scenario::load::shown_name;

/// The name under which the program is called.
const NAME: &str = "dateline";

/// Prints the completion script of a shell.
pub(super) fn completions(arguments: &Completions) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut command(), NAME, &mut script);
    print_with(|to| to.write_all(&script))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the manual page, or writes all of them into a folder.
pub(super) fn run(arguments: &Manual) -> Result<ExitCode, Failure> {
    let Some(folder) = &arguments.dir else {
        let page = page(command())?;
        print_with(|to| to.write_all(&page))?;
        return Ok(ExitCode::SUCCESS);
    };
    fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    for (name, page) in pages()? {
        let file = folder.join(format!("{name}.1"));
        fs::write(&file, page).map_err(|error| unwritten(&file, &error))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The manual page of the program and of each command, with their names.
fn pages() -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let whole = command();
    let commands = whole.get_subcommands().filter(|its| !its.is_hide_set());
    let named = commands.map(|command| {
        let name = format!("{NAME}-{}", command.get_name());
        let typed = format!("{NAME} {}", command.get_name());
        (name, command.clone().bin_name(typed))
    });
    let mut all = vec![(NAME.to_owned(), whole.clone())];
    all.extend(named);
    all.into_iter()
        .map(|(name, command)| Ok((name.clone(), page(command.display_name(name))?)))
        .collect()
}

fn page(command: Command) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    // No date: the same bytes on every build.
    Man::new(command)
        .date("")
        .source(concat!("dateline ", env!("CARGO_PKG_VERSION")))
        .manual("Dateline")
        .render(&mut out)
        .map_err(Failure::Output)?;
    Ok(out)
}

/// The arguments as they are declared; the command that only clap itself adds is left out.
fn command() -> Command {
    Arguments::command().disable_help_subcommand(true)
}

fn unwritten(file: &Path, error: &std::io::Error) -> Failure {
    Failure::Usage(format!("cannot write {}: {error}", shown_name(file)))
}
