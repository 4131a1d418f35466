//! The arguments of what surrounds the program: the configuration, completion scripts and manual pages.
//!
//! Declared once for parsing and `--help`, like those beside this file.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

/// `dateline config`
#[derive(Args, Debug)]
pub struct Configuration {
    /// The file to look at [default: dateline/config.toml below ~/.config]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Print a file that says what holds without one, to write over
    #[arg(long, conflicts_with = "config")]
    pub example: bool,
}

pub(super) const CONFIG_HELP: &str = "\
Example:
  dateline config --example > ~/.config/dateline/config.toml

The dashboard alone reads it: other commands give the same everywhere. Flags and the environment win over it.";

/// `dateline completions`
#[derive(Args, Debug)]
pub struct CompletionsCommand {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

pub(super) const COMPLETIONS_HELP: &str = "\
Examples:
  source <(dateline completions bash)            in ~/.bashrc
  dateline completions zsh > ~/.zfunc/_dateline  in a folder of $fpath
  dateline completions fish > ~/.config/fish/completions/dateline.fish";

/// `dateline help`
#[derive(Args, Debug)]
pub struct Help {
    /// A command or a chapter; left out, all of them are listed
    pub topic: Option<String>,
}

/// `dateline man`
#[derive(Args, Debug)]
pub struct Manual {
    /// Write the pages of the program and of each command into this folder
    #[arg(long, value_name = "FOLDER")]
    pub dir: Option<PathBuf>,
}

pub(super) const MAN_HELP: &str = "\
Examples:
  dateline man | man -l -
  dateline man --dir ~/.local/share/man/man1";
