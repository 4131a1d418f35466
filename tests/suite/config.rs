//! The configuration file: what it may say, and how its mistakes are told.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

use dateline::config::{Config, keys};
use dateline::model::clocks::PreferredZone;
use dateline::model::zone::TimeZone;

#[test]
fn the_example_says_what_holds_without_a_file() {
    let example = Config::parse("config.toml", &keys::write_example()).unwrap();
    for key in keys::KEYS {
        match key.form {
            keys::SettingForm::Words(_) => assert_eq!(example.get_word(key.name), Some(key.usual)),
            keys::SettingForm::Flag => assert!(!example.get_flag(key.name)),
            keys::SettingForm::Zone => {
                assert_eq!(example.get_zone(key.name), Some(PreferredZone::Scenario));
            }
        }
    }
    assert_eq!(Config::parse("config.toml", ""), Ok(Config::default()));
    insta::assert_snapshot!(keys::write_example());
}

#[test]
fn values_are_read() {
    let config = Config::parse(
        "config.toml",
        "\u{feff}pane = 'timeline' # first\r\nmouse = true\nzone = \"asia/kabul\"\n",
    );
    let config = config.unwrap();
    assert_eq!(config.get_word("pane"), Some("timeline"));
    assert!(config.get_flag("mouse") && !config.get_flag("ascii"));
    assert_eq!(
        config.get_zone("zone"),
        Some(PreferredZone::Zone(TimeZone::parse("Asia/Kabul").unwrap()))
    );
    assert_eq!(config.get_word("color"), None);
}

/// The reports on a text.
#[track_caller]
fn reports(text: &str) -> String {
    let problems = Config::parse("config.toml", text).unwrap_err();
    let reports = problems.iter().map(|problem| problem.render(false));
    reports.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn mistakes_are_told_as_those_of_a_scenario() {
    insta::assert_snapshot!(reports(
        "colour = \"always\"\n\
         background = \"Dark\"\n\
         pane = \"timelines\"\n\
         mouse = \"true\"\n\
         ascii = 1\n\
         zone = \"Europe/Londn\"\n\
         links = \"perhaps\"\n\
         x\u{1b} = 1\n"
            .replace("x\u{1b}", "\"x\\u001b[31m\"")
            .as_str()
    ));
    insta::assert_snapshot!(reports("[theme]\nbackground = \"dark\"\n"));
    insta::assert_snapshot!(reports("pane = timeline\nmouse = yes\n"));
    insta::assert_snapshot!(reports("pane = \"map\"\npane = \"map\"\n"));
}

#[test]
fn a_table_where_a_value_stands_is_called_one() {
    for (text, said) in [
        (
            "palette.own = true\n",
            "'palette' must be a word, not a table",
        ),
        ("[theme]\n", "unknown table 'theme'"),
        (
            "zone = { utc = true }\n",
            "'zone' must be a word, not a table",
        ),
        (
            "mouse.on = true\n",
            "'mouse' must be true or false, not a table",
        ),
    ] {
        let report = reports(text);
        assert!(report.contains(said), "{report}");
    }
    assert!(reports("palette.own = true\n").contains("write one of \"own\", \"terminal\""));
}
