//! What holds at every size, at every date, after any keys.

use std::collections::BTreeSet;

use dateline::export::json;
use dateline::frame;
use dateline::model::calendar::{self, add_days};
use dateline::model::scenario::Scenario;
use dateline::scenario::load;
use dateline::ui::theme::{Background, Depth};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::pictures::bare;
use super::{Screen, key};
use crate::hostile::cases;
use crate::support::{flagship, scenario};

const SIZES: [(u16, u16); 8] = [
    (40, 12),
    (59, 19),
    (60, 20),
    (80, 24),
    (99, 30),
    (100, 30),
    (120, 40),
    (200, 60),
];

/// Every scenario that is shipped.
fn shipped() -> Vec<Scenario> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    let load = |path| load::load_file(path).unwrap().scenario;
    paths.iter().map(|path| load(path)).collect()
}

/// The dates of a scenario's ribbon, as arguments are written.
fn dates(scenario: &Scenario) -> Vec<String> {
    let (first, last) = scenario.heading.days;
    (0..=calendar::days_between(first, last))
        .filter_map(|day| add_days(first, day))
        .map(|day| day.to_string())
        .collect()
}

/// Every row is exactly as wide as the screen.
#[track_caller]
fn assert_whole(text: &str, (columns, rows): (u16, u16)) {
    assert_eq!(text.lines().count(), usize::from(rows), "{text}");
    for line in text.lines() {
        assert_eq!(line.width(), usize::from(columns), "{line:?}");
    }
}

#[test]
fn every_date_of_every_scenario_is_drawn() {
    for scenario in shipped() {
        for (place, date) in dates(&scenario).iter().enumerate() {
            let known = if place % 2 == 0 { "now" } else { "then" };
            let mut played = Screen::new(&scenario).at(date).known(known).play();
            for size in [(40, 12), (80, 24), (120, 40), (200, 60)] {
                played.size = size;
                assert_whole(&frame::text::write(&played.buffer()), size);
            }
        }
    }
}

#[test]
fn every_size_is_drawn() {
    for scenario in shipped() {
        let dates = dates(&scenario);
        for (place, known) in [
            (0, "now"),
            (dates.len() / 2, "then"),
            (dates.len() * 5 / 6, "now"),
            (dates.len() - 1, "then"),
        ] {
            for keys in ["", "2", "?", "Enter", "b PgDn PgDn", "b p"] {
                let mut played = Screen::new(&scenario)
                    .at(&dates[place])
                    .known(known)
                    .keys(keys)
                    .play();
                for columns in (0..=40).chain([60, 61, 99, 101]) {
                    for rows in (0..=12).chain([19, 20, 23]) {
                        played.size = (columns, rows);
                        played.buffer();
                    }
                }
            }
        }
    }
}

#[test]
fn colour_changes_no_character() {
    let screen = Screen::new(flagship());
    for (columns, rows) in SIZES {
        let screen = screen.clone().size(columns, rows);
        let plain = screen.text();
        assert_whole(&plain, (columns, rows));
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            for background in [Background::Dark, Background::Light] {
                assert_eq!(screen.clone().coloured(depth, background).text(), plain);
            }
        }
    }
}

#[test]
fn ascii_is_ascii() {
    for scenario in shipped() {
        for (columns, rows) in SIZES {
            for keys in [
                "",
                "z",
                "2 z",
                "3 z",
                "4 z",
                "t",
                "?",
                "Enter",
                "o",
                "3 Enter",
                "b PgDn",
                "b p",
                "b t PgDn f",
            ] {
                let text = Screen::new(&scenario)
                    .at("2021-08-15")
                    .size(columns, rows)
                    .keys(keys)
                    .ascii()
                    .text();
                let foreign: BTreeSet<char> =
                    text.chars().filter(|letter| !letter.is_ascii()).collect();
                assert!(
                    foreign.is_empty(),
                    "{columns}x{rows} {keys}: {foreign:?}\n{text}"
                );
            }
        }
    }
}

#[test]
fn wide_characters_and_marks_keep_the_columns() {
    let lines = "[[party]]\nid = \"a\"\nname = \"漢字の党の長い名前\"\nletter = \"A\"\n\
        [[party]]\nid = \"b\"\nname = \"e\u{301}\u{302}\u{303}quipe\"\nletter = \"B\"\n\
        [[source]]\nid = \"s\"\npublisher = \"新聞社の名前\"\nshort = \"新聞\"\nreliability = \"B\"\n\
        [[place]]\nid = \"p\"\nname = \"東京都千代田区永田町\"\ncode = \"都\"\ntile = [0, 0]\nholder = \"a\"\nregion = \"関東\"\n\
        [[place]]\nid = \"q\"\nname = \"Zu\u{308}rich e\u{301}e\u{301}e\u{301}\"\ntile = [1, 0]\nholder = \"a\"\n\
        [[place]]\nid = \"r\"\nname = \"👩‍👩‍👧‍👦 family 🏳️‍🌈\"\ntile = [2, 1]\nholder = \"b\"\n\
        [[series]]\nid = \"x\"\nlabel = \"部隊の数はここに\"\ngroup = \"forces\"\nunit = \"人\"\nmeasure = \"stock\"\n\
        [[event]]\nid = \"e\"\nat = 2021-01-10\nheadline = \"東京で何かが起きたという長い見出しがここにあります。そしてまだ続きます\"\nsources = [\"s\"]\n\
        claims = [{ place = \"p\", party = \"b\" }]\nfigures = [{ series = \"x\", value = 12345 }]\n";
    let scenario = bare(lines);
    for (columns, rows) in SIZES {
        for keys in [
            "",
            "2",
            "3",
            "4",
            "z",
            "3 z",
            "?",
            "Enter",
            "3 Enter",
            "b PgDn",
            "b PgDn PgDn",
            "b p",
        ] {
            let screen = Screen::new(&scenario)
                .at("2021-01-10")
                .size(columns, rows)
                .keys(keys);
            assert_whole(&screen.text(), (columns, rows));
        }
    }
}

#[test]
fn frame_and_export_agree_on_holders_and_totals() {
    let scenario = flagship();
    for date in dates(scenario).iter().step_by(9) {
        let played = Screen::new(scenario).at(date).size(120, 40).play();
        let mut bytes = Vec::new();
        json::write(&played.shown.snapshot, &mut bytes).unwrap();
        let export: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let text = frame::text::write(&played.buffer());
        let rows: Vec<Vec<char>> = text.lines().map(|row| row.chars().collect()).collect();
        let places = export["places"].as_array().unwrap();
        assert!(!places.is_empty());
        for place in places {
            let name = place["name"].as_str().unwrap();
            // Gutter, region, state, mark, blank, name: see `ui::places`.
            let row = rows
                .iter()
                .skip(4)
                .find(|row| row[9..22].iter().collect::<String>().trim_end() == name)
                .unwrap_or_else(|| panic!("{name} on {date}\n{text}"));
            let holder = place["holder"].as_str().unwrap();
            let letter = scenario
                .parties
                .iter()
                .find(|party| party.id.as_str() == holder)
                .unwrap()
                .letter;
            assert_eq!(row[6], letter, "{name} on {date}");
        }
        let tally: String = rows[1].iter().collect();
        for party in &scenario.parties {
            let held = export["tally"][party.id.as_str()].as_u64().unwrap();
            let said = format!("{} {} {held} ", party.letter, party.name);
            assert!(
                held == 0 || tally.contains(&said),
                "{said} on {date}: {tally}"
            );
        }
    }
}

#[test]
fn the_small_scenario_steps_through_its_days_and_back() {
    let event = "[[event]]\nid = \"e\"\nat = 2021-01-10\nheadline = \"North falls\"\nsources = [\"good\"]\n\
                 claims = [{ place = \"north\", party = \"red\" }]\n";
    let small = scenario(event);
    let screen = Screen::new(&small).at("2021-01-05");
    let here = screen.text();
    assert_eq!(screen.clone().keys("Right Right Left Left").text(), here);
    assert_eq!(screen.clone().keys("] Backspace").text(), here);
    assert_eq!(
        screen.clone().keys("t t ? Esc z z Tab Shift-Tab").text(),
        here
    );
    assert!(screen.clone().keys("]").text().contains("Sun 10 Jan 2021"));
    assert!(
        screen
            .clone()
            .keys("Home Left")
            .text()
            .contains("Fri 1 Jan 2021")
    );
    assert!(screen.keys("End Right").text().contains("Sun 31 Jan 2021"));
}

/// Keys that neither leave nor stop the program.
const KEYS: &str = "Left Right h l [ ] ( ) Home End Backspace t Up Down k j PgUp PgDn ^U ^D \
                    Tab Shift-Tab 1 2 3 4 z s H J K L Enter o g ? Esc q \
                     / n N f F T a k b d x m ' Space + - : ; ^U \
                     b b b F5 Space . p 0 PgDn PgDn";

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn any_keys_keep_what_holds(
        keys in prop::collection::vec(prop::sample::select(KEYS.split_whitespace().collect::<Vec<_>>()), 1..60),
        columns in 0_u16..170,
        rows in 0_u16..50,
    ) {
        let scenario = flagship();
        let (first, last) = scenario.heading.days;
        let mut played = Screen::new(scenario).size(columns, rows).play();
        for name in keys {
            played.press(key(name));
            if played.app.play.is_on() {
                played.tick();
            }
            let day = calendar::day_of(played.app.cursor.as_of, scenario.zone());
            prop_assert!((first..=last).contains(&day), "{day}");
            let view = played.view();
            prop_assert_eq!(view.selected_place().is_none(), played.shown.listing.places.is_empty());
            if let Some((row, place)) = view.selected_place() {
                prop_assert_eq!(played.shown.listing.places[row], place);
            }
            prop_assert_eq!(view.selected_figure().is_none(), played.shown.listing.figures.is_empty());
            prop_assert_eq!(view.selected_event().is_none(), played.shown.listing.events.is_empty());
            prop_assert_eq!(view.comparison_rows().is_some(), played.app.compare.is_some());
            // Where a comparison ends, a pane that it alone has is left with it.
            prop_assert!(view.list_panes().contains(&played.app.pane));
            if let Some((_, rows)) = view.comparison_rows() {
                prop_assert_eq!(view.selected_entry().is_none(), rows.entries.is_empty());
                prop_assert_eq!(view.selected_before_after().is_none(), rows.figures.is_empty());
            }
        }
        assert_whole(&frame::text::write(&played.buffer()), (columns, rows));
    }
}
