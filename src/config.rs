//! The configuration file: the defaults that a person sets for every dashboard they open.
//!
//! `cli` reads the file and asks for its values; errors in it are reported like errors in a scenario. The keys, with
//! their values and descriptions, are declared in [`keys`], once for reading, for the example and for the manual. No
//! I/O here, and nothing about a screen: words stay words until `cli` interprets them.

pub mod keys;
mod read;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, SourceFile, locate_problems};
use crate::model::clocks::PreferredZone;
use keys::Value;

/// The values that a configuration file sets; empty without a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    values: BTreeMap<&'static str, Value>,
}

impl Config {
    /// Reads the text of the configuration file called `name`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let (values, problems) = read::read_values(text);
        if problems.is_empty() {
            return Ok(Self { values });
        }
        let name = name.to_owned();
        Err(locate_problems(problems, &[SourceFile { name, text }]))
    }

    /// Returns the word that a key is set to.
    pub fn get_word(&self, key: &str) -> Option<&'static str> {
        match self.values.get(key) {
            Some(Value::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// Returns whether a key is set to true; a key that is left out is false.
    pub fn get_flag(&self, key: &str) -> bool {
        self.values.get(key) == Some(&Value::Flag(true))
    }

    /// Returns the zone that a key is set to.
    pub fn get_zone(&self, key: &str) -> Option<PreferredZone> {
        match self.values.get(key) {
            Some(Value::Zone(zone)) => Some(*zone),
            _ => None,
        }
    }
}
