//! What can be typed on the command line, declared once for parsing and `--help`.
//!
//! Values stay as typed here, except where clap can judge them alone; `cli::open` turns moments into
//! cursors once the scenario and its zone are known.

mod add;
mod around;
mod common;
mod paper;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::version;
use crate::app::action::Pane;
use crate::diagnostic::lints;
pub use add::Add;
pub use around::{CompletionsCommand, Configuration, Help, Manual};
use common::parse_size;
pub use common::{BackgroundName, ConfigFile, KnownClock, ListOptions, MomentOptions, PaletteName};
pub use paper::{Brief, BriefFormat, Cast, Diff, DiffFormat, Export, ExportFormat};

/// A situation dashboard for the terminal.
///
/// Opens the dashboard on a scenario: who holds each place, the figures and the news timeline at one
/// moment, which the arrow keys move. Without a file it is the Taliban offensive of 2021, which
/// is built in.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    bin_name = "dateline",
    version,
    long_version = version::LONG,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = EXAMPLES,
    max_term_width = 100
)]
pub struct Arguments {
    /// What to open.
    #[command(flatten)]
    pub dashboard: Dashboard,
    /// What to do instead of opening the dashboard.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  dateline                                      the built-in scenario; arrow keys step, ? shows the keys
  dateline war.toml --at 2021-08-13             a scenario of your own, at the end of a day
  dateline --plain                              lines of text, for screen readers and braille lines
  dateline render --at 2021-08-13               one frame as text, without a terminal
  dateline render --plain --at 2021-08-13       all of it as lines of text
  dateline render --at \"2021-08-13 12:00\" --known then
                                                what was known at noon
  dateline export --at 2021-08-13 --format json the facts for another program
  dateline brief --at 2021-08-13 --format html  the situation report, to print
  dateline diff 2021-08-12 2021-08-13           what changed from one day to the next
  dateline new war.toml                         a small scenario of your own to begin with
  dateline check war.toml                       every problem of a file, with line and column
  dateline add war.toml --at 2021-08-13 --headline \"Herat falls\" --claim herat=taliban
                                                one more event, where it belongs

WHEN is a date (2021-08-13: the end of that day), a part of a day (\"2021-08-13 morning\"), a time in the
scenario's zone (\"2021-08-13 12:00\") or with an offset (2021-08-13T12:00:00+04:30).

Exit codes: 0 done, 1 the scenario is bad, 2 usage or I/O, 128 plus the signal after a signal.";

/// A command beside the dashboard.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print one frame of the dashboard without a terminal, the same bytes on every run
    Render(Render),
    /// Print the facts for another program: a moment, or tables of the log
    Export(Export),
    /// Write the situation report at a moment, one page to hand over
    Brief(Brief),
    /// Compare two moments: what changed, what was only learnt since, what was corrected
    Diff(Diff),
    /// Record the days one after the other, for asciinema
    Cast(Cast),
    /// Report every problem of scenario files, with line and column
    Check(CheckCommand),
    /// Print the JSON schema of scenarios, for completion and hover text in editors
    #[command(after_help = SCHEMA_HELP)]
    Schema,
    /// Write a small scenario to begin with
    New(New),
    /// Add an event to a scenario, where it belongs, and leave every other byte as it is
    Add(Box<Add>),
    /// Say where the configuration is and what is wrong with it, or print an example
    #[command(after_help = around::CONFIG_HELP)]
    Config(Configuration),
    /// Print the completion script of a shell
    #[command(after_help = around::COMPLETIONS_HELP)]
    Completions(CompletionsCommand),
    /// Print the manual page, or write the pages of all commands
    #[command(after_help = around::MAN_HELP)]
    Man(Manual),
    /// Print a chapter of the manual, or how a command is used
    Help(Help),
}

/// The dashboard.
#[derive(Args, Debug)]
pub struct Dashboard {
    /// The scenario file; the built-in scenario if left out
    pub file: Option<PathBuf>,
    /// Where to open.
    #[command(flatten)]
    pub moment: MomentOptions,
    /// What to list.
    #[command(flatten)]
    pub listed: ListOptions,
    /// Let clicks select and the wheel scroll; the terminal's own selection then needs Shift
    #[arg(long)]
    pub mouse: bool,
    /// How its file is followed.
    #[command(flatten)]
    pub following: Following,
    /// Lines of text instead of a screen, for screen readers and braille lines
    #[arg(long)]
    pub plain: bool,
    /// Draw with ASCII alone; by itself in a locale that is not UTF-8
    #[arg(long)]
    pub ascii: bool,
    /// Whether to use colours [default: auto]
    #[arg(long, value_enum, value_name = "WHEN")]
    pub color: Option<AutoChoice>,
    /// Whether sources are links that the terminal opens [default: auto]
    #[arg(long, value_enum, value_name = "WHEN")]
    pub links: Option<AutoChoice>,
    /// The terminal's background, for which the colours are chosen [default: dark]
    #[arg(long, value_enum)]
    pub background: Option<BackgroundName>,
    /// Which colours [default: own]
    #[arg(long, value_enum)]
    pub palette: Option<PaletteName>,
    /// Which configuration.
    #[command(flatten)]
    pub config: ConfigFile,
}

/// How the file of a dashboard is followed, and whether it is remembered.
#[derive(Args, Debug)]
pub struct Following {
    /// Ring the terminal's bell when the file is saved with something new
    #[arg(long)]
    pub bell: bool,
    /// Look at the file every second, where the system does not tell that others have changed it
    #[arg(long)]
    pub poll: bool,
    /// Open where the scenario opens, not where it was left, and do not remember where it is left
    #[arg(long)]
    pub forget: bool,
}

/// Whether to do something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum AutoChoice {
    /// As the terminal and the environment say
    #[default]
    Auto,
    /// Yes
    Always,
    /// No
    Never,
}

/// `dateline render`
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  dateline render --at 2021-08-13 --size 80x24 --pane timeline\n  dateline render --at 2021-08-13 --format svg --background light > frame.svg"
)]
pub struct Render {
    /// The scenario file, or - for standard input; the built-in scenario if left out
    pub file: Option<PathBuf>,
    /// Which moment.
    #[command(flatten)]
    pub moment: MomentOptions,
    /// What to list.
    #[command(flatten)]
    pub listed: ListOptions,
    /// Columns and rows [default: 120x40; plain lines are not wrapped]
    #[arg(long, value_name = "COLUMNSxROWS", value_parser = parse_size)]
    pub size: Option<(u16, u16)>,
    /// One pane on the whole screen instead of all
    #[arg(long, value_enum)]
    pub pane: Option<PaneName>,
    /// The form
    #[arg(long, value_enum, default_value_t)]
    pub format: FrameFormat,
    /// The same as --format plain
    #[arg(long, conflicts_with = "format")]
    pub plain: bool,
    /// Draw with ASCII alone
    #[arg(long)]
    pub ascii: bool,
    /// Whether sources are links; by themselves in svg and html
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub links: AutoChoice,
    /// The background for which colours are chosen, and that pictures have
    #[arg(long, value_enum, default_value_t)]
    pub background: BackgroundName,
}

/// A pane by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaneName {
    /// The control list
    #[value(alias = "places")]
    Provinces,
    /// The figures
    Figures,
    /// The news timeline
    Timeline,
    /// The tile map
    Map,
}

impl From<PaneName> for Pane {
    fn from(name: PaneName) -> Self {
        match name {
            PaneName::Provinces => Self::Places,
            PaneName::Figures => Self::Figures,
            PaneName::Timeline => Self::Timeline,
            PaneName::Map => Self::Map,
        }
    }
}

/// The form of a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FrameFormat {
    /// The frame as text
    #[default]
    Text,
    /// The frame as text with ANSI colours
    Ansi,
    /// A picture whose text can be selected
    Svg,
    /// The same as one page
    Html,
    /// Everything as lines of text, for reading aloud: nothing is cut, the columns of --size wrap it
    Plain,
}

/// `dateline check`
#[derive(Args, Debug)]
#[command(after_help = check_help())]
pub struct CheckCommand {
    /// The scenario files, or - for standard input
    #[arg(required_unless_present = "explain", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Leave with 1 if there are warnings too
    #[arg(long)]
    pub deny_warnings: bool,
    /// Reports for people, or one JSON object a line for editors and continuous integration
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
    /// Say what a warning means and what to do, and check nothing
    #[arg(long, value_name = "CODE", conflicts_with = "files")]
    pub explain: Option<String>,
    /// Whether to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: AutoChoice,
}

fn check_help() -> String {
    format!(
        "Example:\n  dateline check --deny-warnings scenarios/*.toml\n\n\
         Warnings, by their codes (--explain CODE says more):\n{}\n\
         A scenario allows one with  allow = {{ code = \"reason\" }}  in [scenario], in a table or in an item.",
        lints::list_lints()
    )
}

/// The form of a report on files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object a line
    Json,
}

const SCHEMA_HELP: &str = "\
Example:
  dateline schema > scenario.schema.json

An editor with Taplo or Tombi finds it by the first line of the scenario beside it:
  #:schema ./scenario.schema.json";

/// `dateline new`
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  dateline new war.toml")]
pub struct New {
    /// The file to write, which must not exist yet, or - for standard output
    pub file: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }
}
