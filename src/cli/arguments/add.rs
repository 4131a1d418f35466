//! The arguments of `dateline add`: a flag for each key of an event, from the table that the form follows too.
//!
//! What a flag may say is read in `scenario::entry`; here it stays as it was typed.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::scenario::entry::{EntryKey, EntryPart, EventEntry, KEYS};

const HELP: &str = "\
Examples:
  dateline add war.toml --at \"2021-08-12 late evening\" --headline \"Kandahar falls\" \\
      --kind control --claim kandahar=taliban:held:reported --source voa-0813
  dateline add war.toml --at 2021-08-12 --headline \"3,000 US troops go to Kabul\" \\
      --figure us-troops-kabul=~3000:announced --source dod-0812
  dateline add war.toml --from event.toml
      [[event]] tables from a file; - is standard input
  dateline add war.toml --from - --into august/13.toml --dry-run
  dateline add war.toml --undo
      takes back what was added last, here or in the form

Items: words come in any order; the rarer keys of a claim or a figure follow as
:at=WHEN, :source=ID, :credibility=N, :scope=TEXT, :note=TEXT or :alternative=WHY,
a text among them at the end. Places, parties, people and kinds may be spelt in
any way that the scenario knows. Numbers: 3000, 3,000, 5300-5800; >=14, ~3000,
<=9 for at-least, about, up-to.

The event goes behind those that came before it, if the log of the file is in
order, else to its end. Of a scenario of several files it goes to the last one
that has an event of its day or before, unless --into says where. What 'check'
would refuse is not written; the file is saved whole or not at all, and every
other byte of it stays as it was.";

/// `dateline add`
#[derive(Args, Debug)]
#[command(after_help = HELP)]
pub struct Add {
    /// The scenario file, or a file that it includes
    pub file: PathBuf,
    /// The event, by flags.
    #[command(flatten)]
    pub entered: TypedEvent,
    /// Take tables of events from this file instead, or from standard input for -
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Of a scenario of several files, write to this one
    #[arg(long, value_name = "PART")]
    pub into: Option<PathBuf>,
    /// Take back what was added last, if the file still holds it as it was
    #[arg(long, conflicts_with_all = ["from", "into", "dry_run", "deny_warnings"])]
    pub undo: bool,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write nothing if there are warnings about the event
    #[arg(long)]
    pub deny_warnings: bool,
    /// The present, from which the event is known in a log that is live; for tests
    #[arg(long, value_name = "WHEN", hide = true)]
    pub now: Option<String>,
}

/// An event as it was typed.
#[derive(Debug, Default)]
pub struct TypedEvent(pub EventEntry);

impl Args for TypedEvent {
    fn augment_args(command: Command) -> Command {
        KEYS.iter().fold(command, |command, row| {
            let action = if row.is_list {
                ArgAction::Append
            } else {
                ArgAction::Set
            };
            let arg = Arg::new(row.flag)
                .long(row.flag)
                .value_name(row.form)
                .help(row.about)
                .action(action)
                .conflicts_with_all(["from", "undo"]);
            command.arg(if matches!(row.key, EntryKey::At | EntryKey::Headline) {
                arg.required_unless_present_any(["from", "undo"])
            } else {
                arg
            })
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for TypedEvent {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut entered = Self::default();
        entered.update_from_arg_matches(matches)?;
        Ok(entered)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        for row in &KEYS {
            let typed = matches.get_many::<String>(row.flag).into_iter().flatten();
            self.0.parts.extend(typed.map(|text| EntryPart {
                key: row.key,
                text: text.clone(),
            }));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn help_needs_no_second_wrapping_at_ninety_columns() {
        let longest = super::HELP.lines().map(str::len).max();
        assert!(longest <= Some(85), "{longest:?}");
    }
}
