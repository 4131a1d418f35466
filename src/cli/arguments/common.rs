//! Arguments that several commands share: which moment, which background, how many cells.
//!
//! They mean the same wherever they stand.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::frame::palette::Ground;
use crate::model::clocks::PreferredZone;
use crate::scenario::names::zone_advice;
use crate::ui::theme::Background;

/// Which scenario, at which moment.
#[derive(Args, Debug, Default)]
pub struct MomentOptions {
    /// As of this moment; where the scenario opens, if left out
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// As known now, as known then, or as known at a moment
    #[arg(
        long,
        value_name = "now|then|WHEN",
        allow_hyphen_values = true,
        default_value = "now"
    )]
    pub known: String,
    /// In which zone the hours of the log are shown; days stay the scenario's [default: scenario]
    #[arg(long, value_name = "utc|scenario|local|ZONE", value_parser = parse_zone)]
    pub zone: Option<PreferredZone>,
    /// The present, against which embargoes are compared; for tests
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true, hide = true)]
    pub now: Option<String>,
}

/// What to list.
#[derive(Args, Debug, Default)]
pub struct ListOptions {
    /// List only what meets these conditions, such as "kind control; grade B"; by kind, tag, party, place,
    /// region, person, source, grade, since or text
    #[arg(long, value_name = "CONDITIONS")]
    pub filter: Vec<String>,
}

/// As known when, for commands that go through several moments.
#[derive(Args, Debug)]
pub struct KnownClock {
    /// As known now, as known then, or as known at a moment
    #[arg(
        long,
        value_name = "now|then|WHEN",
        allow_hyphen_values = true,
        default_value = "now"
    )]
    pub known: String,
    /// In which zone the hours of the log are shown; days stay the scenario's [default: scenario]
    #[arg(long, value_name = "utc|scenario|local|ZONE", value_parser = parse_zone)]
    pub zone: Option<PreferredZone>,
    /// The present, against which embargoes are compared; for tests
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true, hide = true)]
    pub now: Option<String>,
}

/// Where the configuration is read from.
#[derive(Args, Clone, Debug, Default)]
pub struct ConfigFile {
    /// The configuration file [default: dateline/config.toml below ~/.config]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PaletteName {
    /// Colours that hold their contrast, and tell parties apart without red and green
    #[default]
    Own,
    /// The sixteen of the terminal
    Terminal,
}

/// Dark or light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum BackgroundName {
    /// Dark
    #[default]
    Dark,
    /// Light
    Light,
}

impl From<BackgroundName> for Ground {
    fn from(name: BackgroundName) -> Self {
        match name {
            BackgroundName::Dark => Self::Dark,
            BackgroundName::Light => Self::Light,
        }
    }
}

impl From<BackgroundName> for Background {
    fn from(name: BackgroundName) -> Self {
        match name {
            BackgroundName::Dark => Self::Dark,
            BackgroundName::Light => Self::Light,
        }
    }
}

/// Reads the zone of hours.
fn parse_zone(text: &str) -> Result<PreferredZone, String> {
    PreferredZone::parse(text).ok_or_else(|| zone_advice(text, PreferredZone::list_names()))
}

/// The most cells that a frame may have on a side.
const MOST_CELLS: u16 = 1000;

pub(super) fn parse_size(text: &str) -> Result<(u16, u16), String> {
    let sides = text
        .split_once(['x', 'X', '×'])
        .and_then(|(columns, rows)| {
            Some((
                columns.trim().parse::<u16>().ok()?,
                rows.trim().parse::<u16>().ok()?,
            ))
        });
    match sides {
        Some((columns, rows)) if columns <= MOST_CELLS && rows <= MOST_CELLS => Ok((columns, rows)),
        Some(_) => Err(format!(
            "at most {MOST_CELLS} columns and {MOST_CELLS} rows"
        )),
        None => Err("write columns x rows, such as 120x40".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        assert_eq!(parse_size("120x40"), Ok((120, 40)));
        assert_eq!(parse_size("0x0"), Ok((0, 0)));
        assert!(
            parse_size("120").is_err()
                && parse_size("x").is_err()
                && parse_size("-1x5").is_err()
                && parse_size("99999x1").is_err()
        );
    }
}
