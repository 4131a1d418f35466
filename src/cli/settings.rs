//! What the dashboard begins with: flags over the environment over the configuration file; and `dateline config`.
//!
//! The only place that knows where the file is. Other commands do not read it, so that they give the same everywhere.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::arguments::{
    AutoChoice, BackgroundName, ConfigFile, Configuration, Dashboard, PaletteName, PaneName,
};
use super::output::{Failure, print_data};
use crate::config::{Config, keys};
use crate::model::clocks::PreferredZone;
use crate::scenario::load::shown_name;
use crate::snapshot::news::EventOrder;
use crate::snapshot::query::{ListOrder, PlaceOrder};

/// The most bytes of a configuration file.
const MOST_BYTES: u64 = 1 << 20;

/// What the dashboard begins with.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that stands for itself"
)]
pub(super) struct Settings {
    pub(super) background: BackgroundName,
    pub(super) color: AutoChoice,
    pub(super) palette: PaletteName,
    pub(super) links: AutoChoice,
    pub(super) ascii: bool,
    pub(super) mouse: bool,
    pub(super) plain: bool,
    pub(super) bell: bool,
    pub(super) pane: PaneName,
    pub(super) order: ListOrder,
    pub(super) zone: Option<PreferredZone>,
}

impl Settings {
    /// What the arguments, the environment and the file come to.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or something is wrong in it.
    pub(super) fn from_arguments(arguments: &Dashboard) -> Result<Self, Failure> {
        let config = read(&arguments.config)?.unwrap_or_default();
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        // Where the environment has something to say, `auto` lets it.
        let when = |typed: Option<AutoChoice>, key: &str, variables: &[&str]| {
            let message = variables.iter().any(|name| is_set(name));
            let message = message.then_some(AutoChoice::Auto);
            typed
                .or(message)
                .or(setting_word(&config, key))
                .unwrap_or_default()
        };
        let colours = ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"];
        Ok(Self {
            color: when(arguments.color, "color", &colours),
            links: when(arguments.links, "links", &["FORCE_HYPERLINK"]),
            background: typed_or_set(arguments.background, &config, "background"),
            palette: typed_or_set(arguments.palette, &config, "palette"),
            ascii: arguments.ascii || config.get_flag("ascii"),
            mouse: arguments.mouse || config.get_flag("mouse"),
            bell: arguments.following.bell || config.get_flag("bell"),
            plain: arguments.plain || config.get_flag("plain"),
            pane: setting_word(&config, "pane").unwrap_or(PaneName::Provinces),
            order: setting_order(&config),
            zone: arguments.moment.zone.or(config.get_zone("zone")),
        })
    }
}

fn typed_or_set<T: ValueEnum + Default>(typed: Option<T>, config: &Config, key: &str) -> T {
    typed
        .or_else(|| setting_word(config, key))
        .unwrap_or_default()
}

/// The word in a key as the value of a flag.
fn setting_word<T: ValueEnum>(config: &Config, key: &str) -> Option<T> {
    T::from_str(config.get_word(key)?, false).ok()
}

fn setting_order(config: &Config) -> ListOrder {
    ListOrder {
        places: match config.get_word("places") {
            Some("name") => PlaceOrder::Name,
            Some("change") => PlaceOrder::Change,
            _ => PlaceOrder::Region,
        },
        events: match config.get_word("events") {
            Some("newest-first") => EventOrder::Newest,
            Some("oldest-first") => EventOrder::Oldest,
            _ => EventOrder::Top,
        },
    }
}

/// Where the file is looked for by itself: below `$XDG_CONFIG_HOME` or `~/.config`.
fn usual_place() -> Option<PathBuf> {
    let folder = |name: &str| {
        let path = std::env::var_os(name).map(PathBuf::from);
        path.filter(|path| path.is_absolute())
    };
    let base = folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config")))?;
    Some(base.join("dateline").join("config.toml"))
}

/// The file that is meant; `None` where none is to be read.
fn find_path(file: &ConfigFile) -> Option<PathBuf> {
    match &file.config {
        _ if file.no_config => None,
        Some(path) => Some(path.clone()),
        None => usual_place(),
    }
}

/// What the file says; `None` if there is none, unless one was named.
fn read(file: &ConfigFile) -> Result<Option<Config>, Failure> {
    let Some(path) = find_path(file) else {
        return Ok(None);
    };
    let name = shown_name(&path);
    match read_text(&path) {
        Ok(text) => Config::parse(&name, &text)
            .map(Some)
            .map_err(Failure::Settings),
        Err(error) if is_absent(&error) && file.config.is_none() => Ok(None),
        Err(error) => Err(Failure::Usage(format!(
            "the configuration {name} cannot be read: {error}; --no-config opens without it"
        ))),
    }
}

/// The text of a regular file: a pipe would never end, a device would never stop.
fn read_text(path: &Path) -> io::Result<String> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    if about.len() > MOST_BYTES {
        return Err(io::Error::other("it has more than 1 MiB"));
    }
    let text = String::from_utf8(fs::read(path)?);
    text.map_err(|_| io::Error::other("it is not UTF-8"))
}

/// `dateline config`: where the file is, and whether it can be used; or an example of one.
pub(super) fn run(arguments: &Configuration) -> Result<ExitCode, Failure> {
    if arguments.example {
        print_data(&keys::write_example())?;
        return Ok(ExitCode::SUCCESS);
    }
    let file = ConfigFile {
        config: arguments.config.clone(),
        no_config: false,
    };
    let message = match (read(&file)?, find_path(&file)) {
        (Some(_), Some(path)) => format!("{}: no problems\n", shown_name(&path)),
        (None, Some(path)) => format!(
            "{}: not there; 'dateline config --example' prints one to begin with\n",
            shown_name(&path)
        ),
        (_, None) => "neither XDG_CONFIG_HOME nor HOME says where it could be\n".to_owned(),
    };
    print_data(&message)?;
    Ok(ExitCode::SUCCESS)
}

/// Whether there is no such file, or no folder in which one could be: a home that is no folder has no configuration.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::keys::{KEYS, SettingForm};

    #[test]
    fn every_word_of_the_file_is_one_of_its_flag() {
        let knows = |name: &str, word: &str| match name {
            "background" => BackgroundName::from_str(word, false).is_ok(),
            "color" | "links" => AutoChoice::from_str(word, false).is_ok(),
            "palette" => PaletteName::from_str(word, false).is_ok(),
            "pane" => PaneName::from_str(word, false).is_ok(),
            "places" => {
                let config = Config::parse("c", &format!("places = \"{word}\"")).unwrap();
                setting_order(&config).places.word_order() == format!("by {word}")
            }
            "events" => {
                let config = Config::parse("c", &format!("events = \"{word}\"")).unwrap();
                setting_order(&config).events.word_order() == word.replace('-', " ")
            }
            _ => false,
        };
        for key in KEYS {
            if let SettingForm::Words(words) = key.form {
                assert!(words.contains(&key.usual), "{}", key.name);
                for word in words {
                    assert!(knows(key.name, word), "{} {word}", key.name);
                }
            }
        }
    }
}
