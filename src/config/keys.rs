//! The keys of the configuration file with their values and descriptions, declared once.
//!
//! `read` checks files against them; the example that `dateline config` prints and the manual's table are generated
//! from them.

use std::fmt::Write as _;

use crate::model::clocks::PreferredZone;

/// The kind of value that a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingForm {
    /// One of a fixed list of words.
    Words(&'static [&'static str]),
    /// True or false.
    Flag,
    /// `utc`, `scenario`, `local` or the name of a zone.
    Zone,
}

/// A value read from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Word(&'static str),
    Flag(bool),
    Zone(PreferredZone),
}

/// A key of the configuration file.
#[derive(Clone, Copy, Debug)]
pub struct SettingKey {
    /// The name of the key.
    pub name: &'static str,
    /// The kind of value that it takes.
    pub form: SettingForm,
    /// The description shown in the example and in the manual.
    pub meaning: &'static str,
    /// The value that applies when the key is left out.
    pub usual: &'static str,
}

const WHEN: SettingForm = SettingForm::Words(&["auto", "always", "never"]);

/// Every key, in the order of the example.
pub const KEYS: [SettingKey; 12] = [
    declare_key(
        "background",
        SettingForm::Words(&["dark", "light"]),
        "dark",
        "the terminal's background, for which colours are chosen",
    ),
    declare_key("color", WHEN, "auto", "whether to use colours"),
    declare_key(
        "palette",
        SettingForm::Words(&["own", "terminal"]),
        "own",
        "colours that hold their contrast and tell parties apart without red and green, or the sixteen of the terminal",
    ),
    declare_key(
        "links",
        WHEN,
        "auto",
        "whether sources are links that the terminal opens",
    ),
    declare_key("ascii", SettingForm::Flag, "false", "draw with ASCII alone"),
    declare_key(
        "mouse",
        SettingForm::Flag,
        "false",
        "let clicks select and the wheel scroll",
    ),
    declare_key(
        "plain",
        SettingForm::Flag,
        "false",
        "lines of text instead of a screen",
    ),
    declare_key(
        "bell",
        SettingForm::Flag,
        "false",
        "ring when something new comes in",
    ),
    declare_key(
        "pane",
        SettingForm::Words(&["provinces", "figures", "timeline", "map"]),
        "provinces",
        "the pane that is open first",
    ),
    declare_key(
        "places",
        SettingForm::Words(&["region", "name", "change"]),
        "region",
        "the order of places",
    ),
    declare_key(
        "events",
        SettingForm::Words(&["top-first", "newest-first", "oldest-first"]),
        "top-first",
        "the order of events: what leads each day, or by time",
    ),
    declare_key(
        "zone",
        SettingForm::Zone,
        "scenario",
        "in which zone the hours of the log are shown: utc, scenario, local, or such as Europe/London",
    ),
];

const fn declare_key(
    name: &'static str,
    form: SettingForm,
    usual: &'static str,
    meaning: &'static str,
) -> SettingKey {
    SettingKey {
        name,
        form,
        meaning,
        usual,
    }
}

impl SettingKey {
    /// Returns the values that the key takes, written as TOML.
    pub fn list_values(&self) -> String {
        match self.form {
            SettingForm::Words(words) => {
                let words = words.iter().map(|word| format!("\"{word}\""));
                words.collect::<Vec<_>>().join(", ")
            }
            SettingForm::Flag => "true, false".to_owned(),
            SettingForm::Zone => "\"utc\", \"scenario\", \"local\", a zone".to_owned(),
        }
    }

    /// Returns the default value, written as TOML.
    pub fn usual_value(&self) -> String {
        match self.form {
            SettingForm::Flag => self.usual.to_owned(),
            SettingForm::Words(_) | SettingForm::Zone => format!("\"{}\"", self.usual),
        }
    }
}

/// Returns a configuration file that sets every key to its default, with a comment on each.
pub fn write_example() -> String {
    let mut out = String::from(
        "# What Dateline's dashboard begins with. Flags and the environment win over this file;\n\
         # other commands do not read it, so that they give the same everywhere.\n",
    );
    for key in KEYS {
        let _ = write!(out, "\n# {}", capitalise_first(key.meaning));
        if matches!(key.form, SettingForm::Words(_)) {
            let _ = write!(out, ": {}", key.list_values());
        }
        let _ = write!(out, "\n{} = {}\n", key.name, key.usual_value());
    }
    out
}

fn capitalise_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Returns the keys in Markdown, for the manual.
pub fn write_markdown() -> String {
    let mut out = String::from("| key | values | what |\n| --- | --- | --- |\n");
    for key in KEYS {
        let values = key.list_values().replacen(
            &key.usual_value(),
            &format!("**{}**", key.usual_value()),
            1,
        );
        let _ = writeln!(out, "| `{}` | {values} | {} |", key.name, key.meaning);
    }
    out
}
