//! `dateline help`, `man` and `completions`: the manual in a terminal and as pages, and completion scripts.
//!
//! Commands are described by what `arguments` declares and chapters by their one text, so that no form of the
//! manual can say anything else than another.

mod chapters;
mod pages;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use clap_complete::generate;

use super::arguments::{Arguments, CompletionsCommand, Help, Manual};
use super::output::{self, Failure, print_with};
use crate::export::document::text;
use crate::scenario::load::shown_name;
use chapters::{CHAPTERS, Chapter};

/// The name under which the program is called.
const NAME: &str = "dateline";

/// Prints the completion script of a shell.
pub(super) fn print_completions(arguments: &CompletionsCommand) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut build_command(), NAME, &mut script);
    print_with(|to| to.write_all(&script))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the help of a command, a chapter, or the list of both.
pub(super) fn print_help(arguments: &Help) -> Result<ExitCode, Failure> {
    let Some(topic) = &arguments.topic else {
        output::print_data(&list_topics())?;
        return Ok(ExitCode::SUCCESS);
    };
    let mut program = build_command();
    if let Some(chapter) = Chapter::find_chapter(topic) {
        output::print_data(&write_chapter(chapter))?;
        return Ok(ExitCode::SUCCESS);
    }
    let typed = format!("{NAME} {topic}");
    let Some(command) = program.find_subcommand_mut(topic) else {
        return Err(Failure::Usage(format!(
            "there is no command or chapter {topic}\n\n{}",
            list_topics()
        )));
    };
    output::print_data(
        &command
            .clone()
            .bin_name(typed)
            .render_long_help()
            .to_string(),
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Returns a chapter as text, an empty line between its blocks.
fn write_chapter(chapter: &Chapter) -> String {
    let document = chapter.to_document();
    let blocks = document.blocks.iter().map(text::write_block);
    let parts: Vec<String> = std::iter::once(document.title.clone())
        .chain(blocks)
        .collect();
    format!("{}\n", parts.join("\n\n"))
}

/// Returns the commands and the chapters, one a line.
fn list_topics() -> String {
    let program = build_command();
    let commands = program.get_subcommands().map(|command| {
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        (command.get_name().to_owned(), about)
    });
    let chapters = CHAPTERS
        .iter()
        .map(|chapter| (chapter.name.to_owned(), chapter.chapter_title().to_owned()));
    let lines = |topics: Vec<(String, String)>| {
        let lines = topics
            .iter()
            .map(|(name, about)| format!("  {name:<12} {about}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    format!(
        "dateline help COMMAND says how a command is used:\n{}\n\ndateline help CHAPTER prints a chapter of the manual:\n{}\n",
        lines(commands.collect()),
        lines(chapters.collect())
    )
}

/// Prints the manual page of the program, or writes all pages into a folder.
pub(super) fn run(arguments: &Manual) -> Result<ExitCode, Failure> {
    let Some(folder) = &arguments.dir else {
        let page = pages::write_command(build_command()).map_err(Failure::Output)?;
        print_with(|to| to.write_all(&page))?;
        return Ok(ExitCode::SUCCESS);
    };
    let unwritten = |file: &Path, error: &std::io::Error| {
        Failure::Usage(format!("cannot write {}: {error}", shown_name(file)))
    };
    fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    for page in pages::list_pages(&build_command()).map_err(Failure::Output)? {
        let file = folder.join(page.file);
        fs::write(&file, page.text).map_err(|error| unwritten(&file, &error))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the arguments as they are declared.
fn build_command() -> Command {
    Arguments::command()
}
