//! The frames that are kept as pictures, to be re-read whenever they change.

use std::fmt::Write as _;

use dateline::frame;
use dateline::model::scenario::Scenario;
use dateline::scenario::load;
use dateline::snapshot::news;
use insta::assert_snapshot;

use super::Screen;
use crate::support::{flagship, scenario};

/// A scenario that has nothing but what its lines say.
#[track_caller]
pub(super) fn bare(lines: &str) -> Scenario {
    let heading = "format = 1\n[scenario]\nid = \"bare\"\ntitle = \"A bare scenario\"\nzone = \"UTC\"\n\
                   days = [2021-01-01, 2021-01-31]\n";
    match load::load_text("bare.toml", &format!("{heading}{lines}")) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{}", problems[0].render(false)),
    }
}

const SOURCE: &str =
    "[[source]]\nid = \"paper\"\npublisher = \"The Paper\"\nshort = \"Pap\"\nreliability = \"B\"\n";

/// Parties, by their letters.
fn parties(letters: &str) -> String {
    let party = |letter: char| {
        let name = format!("{letter}ish Front");
        let id = letter.to_ascii_lowercase();
        format!("[[party]]\nid = \"{id}\"\nname = \"{name}\"\nletter = \"{letter}\"\n")
    };
    letters.chars().map(party).collect()
}

/// So many places, each held by one of the parties in turn, and the first of them taken.
fn places(count: usize, letters: &str) -> String {
    let holders: Vec<char> = letters.to_lowercase().chars().collect();
    let mut lines = String::new();
    for place in 0..count {
        let holder = holders[place % holders.len()];
        writeln!(
            lines,
            "[[place]]\nid = \"p{place}\"\nname = \"Place {place}\"\nholder = \"{holder}\"\nregion = \"Region {}\"",
            place / 10
        )
        .unwrap();
    }
    lines
}

const TAKEN: &str = "[[event]]\nid = \"taken\"\nat = 2021-01-10\nheadline = \"The first place is taken\"\n\
                     sources = [\"paper\"]\nclaims = [{ place = \"p0\", party = \"b\" }]\n";
const STATEMENT: &str = "[[event]]\nid = \"said\"\nat = \"2021-01-10 morning\"\nheadline = \"Somebody says something\"\n\
                         sources = [\"paper\"]\n";

#[test]
fn the_flagship_at_every_shape() {
    let screen = Screen::new(flagship()).keys("1 PgDn PgDn Up");
    for (columns, rows) in [(200, 60), (160, 48), (120, 40), (80, 24), (40, 12)] {
        let screen = screen.clone().size(columns, rows);
        assert_snapshot!(format!("main_{columns}x{rows}"), screen.text());
        assert_snapshot!(
            format!("main_{columns}x{rows}_ascii"),
            screen.ascii().text()
        );
    }
}

#[test]
fn known_then_at_noon() {
    let screen = Screen::new(flagship())
        .at("2021-08-13T12:00:00+04:30")
        .known("then");
    assert_snapshot!("then_80x24", screen.clone().size(80, 24).text());
    assert_snapshot!("then_120x40", screen.text());
}

#[test]
fn each_pane_with_the_screen_to_itself() {
    let screen = Screen::new(flagship()).size(80, 24);
    for (pane, keys) in [
        ("places", "1 z"),
        ("figures", "2 z Down"),
        ("timeline", "3 z Down Down"),
        ("map", "4 z"),
    ] {
        assert_snapshot!(format!("zoomed_{pane}"), screen.clone().keys(keys).text());
    }
    let narrow = Screen::new(flagship()).size(40, 12);
    let tabs: Vec<String> = ["2 Down", "3 Down Down", "4"]
        .iter()
        .map(|keys| narrow.clone().keys(keys).text())
        .collect();
    assert_snapshot!("tabs_40x12", tabs.join("\n"));
}

#[test]
fn every_column_of_the_figures() {
    let screen = Screen::new(flagship()).at("2021-08-26").keys("2 z");
    assert_snapshot!("figures_120x40", screen.clone().text());
    assert_snapshot!("figures_160x48", screen.size(160, 48).text());
}

#[test]
fn the_news_oldest_first() {
    let screen = Screen::new(flagship()).size(80, 24).keys("3 s");
    assert_snapshot!("oldest_first_80x24", screen.text());
}

#[test]
fn the_newest_of_a_date_is_in_sight_in_either_order() {
    let screen = Screen::new(flagship()).size(80, 24);
    for keys in [
        "",
        "Left",
        "3 s 1",
        "3 s 1 Left",
        "3 s 1 Right",
        "3 s s 1 Right Right",
        "3 s s s 1 Right",
    ] {
        let played = screen.clone().keys(keys).play();
        let snapshot = &played.shown.snapshot;
        let (_, selected) = played.view().selected_event().unwrap();
        let newest = selected;
        let its = |event| news::day_of(snapshot.scenario, &snapshot.cursor, event);
        let days = snapshot.events.iter().map(|event| its(*event));
        assert_eq!(Some(its(selected)), days.max(), "{keys}");
        let headline = snapshot.scenario.event(newest).headline.as_str();
        let start: String = headline.chars().take(30).collect();
        let frame = frame::text::write(&played.buffer());
        assert!(frame.contains(&start), "{keys}: {start}\n{frame}");
    }
}

#[test]
fn places_and_news_are_ordered_each_in_its_pane() {
    let screen = Screen::new(flagship());
    let title = |keys: &str| {
        let frame = screen.clone().keys(keys).text();
        let orders = [
            "by region",
            "by name",
            "by change",
            "newest first",
            "oldest first",
        ];
        let found = orders.into_iter().filter(|order| frame.contains(order));
        found.collect::<Vec<_>>().join(", ")
    };
    for (keys, expect) in [
        ("", "by region"),
        ("s", "by name"),
        ("s s", "by change"),
        ("s s s", "by region"),
        ("3 s", "by region, newest first"),
        ("3 s s", "by region, oldest first"),
        ("3 s s s", "by region"),
        ("3 s 1 s", "by name, newest first"),
        ("4 s", "by name"),
        ("2 s", "by region"),
    ] {
        assert_eq!(title(keys), expect, "{keys}");
    }
}

#[test]
fn the_keys() {
    let screen = Screen::new(flagship()).keys("?");
    assert_snapshot!("help_80x24", screen.clone().size(80, 24).text());
    assert_snapshot!("help_40x12", screen.size(40, 12).text());
}

#[test]
fn evidence() {
    let keys = format!("{} Enter", "Down ".repeat(26));
    let kandahar = Screen::new(flagship()).keys(&keys);
    assert_snapshot!("evidence_80x24", kandahar.clone().size(80, 24).text());
    assert_snapshot!("evidence_40x12", kandahar.size(40, 12).text());
}

#[test]
fn evidence_on_the_rest() {
    let screen = Screen::new(flagship()).size(80, 24);
    assert_snapshot!(
        "evidence_event_80x24",
        screen.clone().keys("3 Down Down Enter").text()
    );
    assert_snapshot!(
        "evidence_figure_80x24",
        screen.clone().keys("2 Enter").text()
    );
    let capitals = format!("2 {} Enter", "Down ".repeat(5));
    assert_snapshot!(
        "evidence_stated_80x24",
        screen.clone().keys(&capitals).text()
    );
    let exit = format!("2 {} Enter", "Down ".repeat(9));
    assert_snapshot!("evidence_deadline_80x24", screen.clone().keys(&exit).text());
    assert_snapshot!("related_80x24", screen.keys("Down Down o").text());
}

#[test]
fn typing_a_date() {
    let screen = Screen::new(flagship()).size(80, 24);
    let last = |keys: &str| {
        screen
            .clone()
            .keys(keys)
            .text()
            .lines()
            .last()
            .unwrap()
            .to_owned()
    };
    let typed = [
        "g",
        "g a u g",
        "g 2 0 A u g",
        "g z z",
        "T 1 4 A u g",
        "g z a Tab",
    ];
    let lines: Vec<String> = typed
        .iter()
        .map(|keys| format!("{keys}\n{}", last(keys)))
        .collect();
    assert_snapshot!("typing_a_date", lines.join("\n"));
}

#[test]
fn screens_too_small_for_a_pane() {
    let frames: Vec<String> = [(39, 12), (40, 11), (20, 2), (8, 1), (3, 1), (1, 3)]
        .into_iter()
        .map(|(columns, rows)| {
            format!(
                "{columns}x{rows}\n{}",
                Screen::new(flagship()).size(columns, rows).text()
            )
        })
        .collect();
    assert_snapshot!("tiny", frames.join("\n"));
}

#[test]
fn before_the_first_event() {
    let event = "[[event]]\nid = \"e\"\nat = 2021-01-10\nheadline = \"North falls\"\nsources = [\"good\"]\n\
                 claims = [{ place = \"north\", party = \"red\" }]\n";
    let small = scenario(event);
    assert_snapshot!(
        "empty",
        Screen::new(&small).at("2021-01-05").size(80, 24).text()
    );
}

#[test]
fn scenarios_that_lack_something() {
    let no_places = bare(&format!("{SOURCE}{STATEMENT}"));
    let screen = |scenario| Screen::new(scenario).at("2021-01-13").size(80, 24);
    assert_snapshot!("no_places", screen(&no_places).text());
    let one_party = bare(&format!(
        "{}{SOURCE}{}{STATEMENT}",
        parties("A"),
        places(5, "A")
    ));
    assert_snapshot!("one_party", screen(&one_party).text());
    let five = bare(&format!(
        "{}{SOURCE}{}{TAKEN}{STATEMENT}",
        parties("ABCDE"),
        places(12, "ABCDE")
    ));
    assert_snapshot!("five_parties", screen(&five).text());
    assert_snapshot!("five_parties_120x40", screen(&five).size(120, 40).text());
    let sixty = bare(&format!(
        "{}{SOURCE}{}{TAKEN}{STATEMENT}",
        parties("AB"),
        places(60, "AB")
    ));
    assert_snapshot!("sixty_places", screen(&sixty).text());
}
