//! Manual pages in roff: of the program and its commands from the declared arguments, of the chapters from their text.
//!
//! Called by `cli::manual`.

use std::io;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::chapters::{CHAPTERS, Chapter};
use crate::export::document::parts::DocumentBlock;
use crate::export::document::text;

/// A manual page.
pub(super) struct ManualPage {
    /// Its file: `dateline-diff.1`.
    pub(super) file: String,
    /// Its text in roff.
    pub(super) text: Vec<u8>,
}

const SOURCE: &str = concat!("dateline ", env!("CARGO_PKG_VERSION"));

/// Returns the pages of the program, of each command and of each chapter.
///
/// # Errors
///
/// None but those of writing to memory.
pub(super) fn list_pages(program: &Command) -> io::Result<Vec<ManualPage>> {
    let name = program.get_name().to_owned();
    let mut pages = vec![ManualPage {
        file: format!("{name}.1"),
        text: write_command(program.clone())?,
    }];
    for command in program
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        let joined = format!("{name}-{}", command.get_name());
        let typed = format!("{name} {}", command.get_name());
        let text = write_command(command.clone().bin_name(typed).display_name(joined.clone()))?;
        pages.push(ManualPage {
            file: format!("{joined}.1"),
            text,
        });
    }
    for chapter in &CHAPTERS {
        let file = format!("{name}-{}.1", chapter.name);
        pages.push(ManualPage {
            file,
            text: write_chapter(chapter)?,
        });
    }
    Ok(pages)
}

/// Writes the page of the program or of a command.
pub(super) fn write_command(command: Command) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    // No date: the same bytes on every build.
    Man::new(command)
        .date("")
        .source(SOURCE)
        .manual("Dateline")
        .render(&mut out)?;
    Ok(out)
}

fn write_chapter(chapter: &Chapter) -> io::Result<Vec<u8>> {
    let name = format!("dateline-{}", chapter.name);
    let document = chapter.to_document();
    let mut roff = Roff::new();
    roff.control("TH", [name.as_str(), "1", "", SOURCE, "Dateline"]);
    roff.control("SH", ["NAME"]);
    roff.text([roman(format!("{name} - {}", document.title))]);
    for block in &document.blocks {
        match block {
            DocumentBlock::Section(title) => {
                roff.control("SH", [title.as_str()]);
            }
            DocumentBlock::Paragraph(words) => {
                roff.control("PP", []);
                roff.text([roman(words.to_string())]);
            }
            DocumentBlock::Items(items) => {
                for item in items {
                    roff.control("IP", ["•", "2"]);
                    roff.text([roman(item.to_string())]);
                }
            }
            // Tables and examples stand as they do in a terminal.
            other => {
                roff.control("PP", []);
                roff.control("nf", []);
                for line in text::write_block(other).lines() {
                    roff.text([roman(line)]);
                }
                roff.control("fi", []);
            }
        }
    }
    let mut out = Vec::new();
    roff.to_writer(&mut out)?;
    Ok(out)
}
