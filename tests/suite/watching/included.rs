//! Scenarios of several files: each of them is followed, and those that will belong to it.

use std::fs;
use std::path::Path;

use dateline::watch::{FileNews, PollMode};

use super::{Followed, TABLES, event};

fn make(folder: &Path) {
    let include = "include = [\"more/*.toml\", \"end.toml\"]\n";
    fs::create_dir(folder.join("more")).unwrap();
    let main = TABLES.replace("format = 1\n", &format!("format = 1\n{include}"));
    fs::write(folder.join("war.toml"), main).unwrap();
    fs::write(folder.join("more/a.toml"), event("one", "first")).unwrap();
    fs::write(folder.join("end.toml"), event("two", "end")).unwrap();
}

fn headlines(followed: &Followed) -> Vec<String> {
    let newer = followed.newer();
    let events = newer.scenario.events.iter();
    let mut headlines: Vec<String> = events.map(|event| event.headline.to_string()).collect();
    headlines.sort();
    headlines
}

#[test]
fn files_that_are_included_are_followed() {
    for look in [PollMode::WhenReported, PollMode::EverySecond] {
        let followed = Followed::new(look, make);
        fs::write(followed.path("more/a.toml"), event("one", "changed")).unwrap();
        assert_eq!(headlines(&followed), ["changed", "end"]);
        fs::write(followed.path("more/b.toml"), event("three", "new")).unwrap();
        assert_eq!(headlines(&followed), ["changed", "end", "new"]);
        fs::write(followed.path("more/b.toml"), event("three", "newer")).unwrap();
        assert_eq!(headlines(&followed), ["changed", "end", "newer"]);
        fs::rename(followed.path("more/b.toml"), followed.path("more/b.txt")).unwrap();
        assert_eq!(headlines(&followed), ["changed", "end"]);
        fs::rename(followed.path("more"), followed.path("less")).unwrap();
        assert!(matches!(followed.news(), FileNews::Broken(_)));
        fs::rename(followed.path("less"), followed.path("more")).unwrap();
        assert!(matches!(followed.news(), FileNews::Same));
        fs::remove_file(followed.path("end.toml")).unwrap();
        assert!(matches!(followed.news(), FileNews::Broken(_)));
        fs::write(followed.path("end.toml"), event("two", "the end")).unwrap();
        assert_eq!(headlines(&followed), ["changed", "the end"]);
    }
}

#[test]
fn an_include_that_is_mended_is_noticed() {
    let followed = Followed::new(PollMode::WhenReported, make);
    let main = fs::read_to_string(&followed.main).unwrap();
    // A file that is named and cannot be used keeps the scenario from being read at all.
    fs::write(followed.path("odd.toml"), [0xff, 0xfe]).unwrap();
    fs::write(&followed.main, main.replace("\"end.toml\"", "\"odd.toml\"")).unwrap();
    assert!(matches!(followed.news(), FileNews::Broken(_)));
    fs::write(followed.path("odd.toml"), event("two", "even")).unwrap();
    assert_eq!(headlines(&followed), ["even", "first"]);
}
