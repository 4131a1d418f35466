//! Paging reaches everything: every event, figure and place is drawn on some page, there and back.
//!
//! The crowded scenario has a short word of its own for each of them. The last two rows of a screen,
//! which tell what is selected, do not count.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dateline::frame;
use dateline::model::scenario::Scenario;
use dateline::snapshot::query::FigureRow;

use super::pictures::bare;
use super::{Played, Screen, key};
use crate::support::flagship;

const SIZES: [(u16, u16); 4] = [(160, 48), (120, 40), (80, 24), (40, 12)];

const PLACES: usize = 60;
const SERIES: usize = 45;
const EVENTS: usize = 90;

/// Many of everything, with groups that the file does not keep together and headlines of all lengths.
fn crowded() -> Scenario {
    let mut lines = String::from(
        "[[party]]\nid = \"a\"\nname = \"Aish\"\nletter = \"A\"\n\
         [[person]]\nid = \"who\"\nname = \"A Speaker\"\n\
         [[source]]\nid = \"p\"\npublisher = \"The Paper\"\nshort = \"Pap\"\nreliability = \"B\"\n",
    );
    for place in 0..PLACES {
        let _ = writeln!(
            lines,
            "[[place]]\nid = \"p{place}\"\nname = \"Pl{place:02}\"\nholder = \"a\"\nregion = \"Region {}\"",
            place % 7
        );
    }
    let groups = [
        "forces",
        "evacuation",
        "casualties",
        "territory",
        "displacement",
        "other",
    ];
    for series in 0..SERIES {
        let _ = writeln!(
            lines,
            "[[series]]\nid = \"f{series}\"\nlabel = \"Fg{series:02}\"\ngroup = \"{}\"\nunit = \"people\"\nmeasure = \"stock\"",
            groups[series % groups.len()]
        );
    }
    let values = |count: usize, add: usize| -> String {
        let value = |row| format!("{{ series = \"f{row}\", value = {} }}", row + add);
        let values: Vec<String> = (0..SERIES).step_by(count).map(value).collect();
        values.join(", ")
    };
    for event in 0..EVENTS {
        let long = if event % 7 == 0 {
            " and so on and on".repeat(12)
        } else {
            String::new()
        };
        let _ = writeln!(
            lines,
            "[[event]]\nid = \"e{event}\"\nat = 2021-01-{:02}\nheadline = \"Ev{event:03}{long}\"\nsources = [\"p\"]",
            event / 5 + 1
        );
        let _ = match event {
            50 => writeln!(lines, "figures = [{}]", values(1, 1000)),
            // Readings of the same moment that disagree take rows of their own.
            51 => writeln!(lines, "figures = [{}]", values(4, 2000)),
            _ if event % 5 == 0 => writeln!(
                lines,
                "statements = [{{ speaker = \"who\", says = \"{}\" }}]",
                "Much is to be said. ".repeat(event % 11 + 1)
            ),
            _ => Ok(()),
        };
    }
    bare(&lines)
}

/// The words of a kind, such as `Ev`, that a frame draws above its last two rows.
fn drawn(played: &Played<'_>, start: &str) -> BTreeSet<String> {
    let text = frame::text::write(&played.buffer());
    let rows: Vec<&str> = text.lines().collect();
    let digits = if start == "Ev" { 3 } else { 2 };
    rows[..rows.len() - 2]
        .iter()
        .flat_map(|row| row.split(start).skip(1))
        .map(|rest| rest.chars().take(digits).collect::<String>())
        .filter(|number| number.len() == digits && number.chars().all(|c| c.is_ascii_digit()))
        .collect()
}

/// What each press draws, from the frame before the first until a press moves no more.
fn turn(played: &mut Played<'_>, name: &str, start: &str) -> Vec<BTreeSet<String>> {
    let mut pages = vec![drawn(played, start)];
    loop {
        assert!(pages.len() < 300, "{name} never ends");
        let before = played.app.selection.clone();
        played.press(key(name));
        if played.app.selection == before {
            return pages;
        }
        pages.push(drawn(played, start));
    }
}

#[track_caller]
fn assert_reached(pages: &[BTreeSet<String>], all: &BTreeSet<String>, what: &str) {
    let reached: BTreeSet<String> = pages.iter().flatten().cloned().collect();
    let missed: Vec<&String> = all.difference(&reached).collect();
    assert!(missed.is_empty(), "{what}: never drawn: {missed:?}");
}

/// Turns all pages down and up again.
#[track_caller]
fn check(scenario: &Scenario, (columns, rows): (u16, u16), keys: &str, start: &str, count: usize) {
    let width = if start == "Ev" { 3 } else { 2 };
    let all: BTreeSet<String> = (0..count).map(|row| format!("{row:0width$}")).collect();
    let what = format!("{start} at {columns}x{rows} after {keys}");
    // Figures are counted on their own day too: what has stood for long may stand elsewhere.
    let at = if start == "Fg" && keys.contains('z') {
        "2021-01-11"
    } else {
        "2021-01-31"
    };
    let screen = Screen::new(scenario).at(at).size(columns, rows);
    let mut played = screen.keys(keys).play();
    let down = turn(&mut played, "PgDn", start);
    assert_reached(&down, &all, &format!("{what}, PgDn"));
    let mut seen = down[0].clone();
    for page in &down[1..down.len() - 1] {
        assert!(!page.is_subset(&seen), "{what}: PgDn shows nothing new");
        seen.extend(page.iter().cloned());
    }
    let up = turn(&mut played, "PgUp", start);
    assert_reached(&up, &all, &format!("{what}, PgUp"));
    assert_eq!(up.last(), down.first(), "{what}: PgUp to the top");
    assert!(
        up.len() <= down.len() + 1,
        "{what}: {} up, {} down",
        up.len(),
        down.len()
    );
}

#[track_caller]
fn check_pane(pane: &str, start: &str, count: usize) {
    let scenario = crowded();
    for size in SIZES {
        check(&scenario, size, pane, start, count);
        if size.1 > 12 {
            check(&scenario, size, &format!("{pane} z"), start, count);
        }
    }
}

#[test]
fn every_event_is_on_a_page() {
    check_pane("3", "Ev", EVENTS);
}

#[test]
fn every_figure_is_on_a_page() {
    check_pane("2", "Fg", SERIES);
}

#[test]
fn every_place_is_on_a_page() {
    for order in ["", "s", "s s"] {
        check_pane(&format!("1 {order}"), "Pl", PLACES);
    }
}

/// The page and the pages that a title of figures names.
fn page_in_title(text: &str) -> Option<(usize, usize)> {
    let (_, title) = text.split_once("[2 Fig")?;
    let (title, _) = title.split_once(']')?;
    let (_, last) = title.rsplit_once(", ")?;
    let (page, pages) = last.trim_start_matches("page ").split_once(" of ")?;
    Some((page.parse().ok()?, pages.parse().ok()?))
}

#[test]
fn the_title_of_the_figures_names_every_page() {
    let scenario = crowded();
    for (columns, rows) in SIZES {
        let screen = Screen::new(&scenario).at("2021-01-31").size(columns, rows);
        let mut played = screen.keys("2 z").play();
        let Some((mut page, pages)) = page_in_title(&frame::text::write(&played.buffer())) else {
            assert!(columns < 60 || rows > 40, "{columns}x{rows} names no page");
            continue;
        };
        assert_eq!(page, 1);
        for _ in 0..pages {
            played.press(key("PgDn"));
            let text = frame::text::write(&played.buffer());
            let (next, of) = page_in_title(&text).unwrap();
            assert!(
                of == pages && (page..=page + 1).contains(&next),
                "{page}, {next}\n{text}"
            );
            page = next;
        }
        assert_eq!(page, pages, "{columns}x{rows}");
    }
}

/// Selects every figure in turn; each is drawn once with the marker before its label.
#[track_caller]
fn check_marked(scenario: &Scenario, at: &str, (columns, rows): (u16, u16), keys: &str) {
    let screen = Screen::new(scenario).at(at).size(columns, rows);
    let mut played = screen.keys(keys).play();
    for row in 0..played.shown.listing.figures.len() {
        let (selected, figure) = played.view().selected_figure().unwrap();
        assert_eq!(selected, row, "{columns}x{rows}: Down goes row by row");
        let snapshot = &played.shown.snapshot;
        let (label, short) = match figure {
            FigureRow::Reading(row) => {
                let figure = snapshot.figures[row].figure.get(scenario);
                let series = scenario.one_series(figure.series);
                (&series.label, series.short_name())
            }
            FigureRow::Deadline(row) => {
                let deadline = snapshot.deadlines[row].deadline.get(scenario);
                let short = deadline.short.as_ref();
                (&deadline.label, short.unwrap_or(&deadline.label))
            }
        };
        let start = |label: &str| label.chars().take(3).collect::<String>();
        let text = frame::text::write(&played.buffer());
        let is_marked = |line: &&str| {
            line.split('►')
                .skip(1)
                // The sign of change stands between the marker and the label.
                .map(|rest| rest.trim_start_matches(['+', '▲', '▼', ' ']))
                .any(|rest| rest.starts_with(&start(label)) || rest.starts_with(&start(short)))
        };
        let count = text.lines().filter(is_marked).count();
        assert_eq!(count, 1, "{label} at {columns}x{rows} after {keys}\n{text}");
        played.press(key("Down"));
    }
}

#[test]
fn every_figure_is_drawn_where_it_is_selected() {
    let crowded = crowded();
    for size in SIZES {
        check_marked(&crowded, "2021-01-31", size, "2");
        check_marked(flagship(), "2021-08-26", size, "2");
    }
    check_marked(&crowded, "2021-01-31", (80, 24), "2 z");
}

#[test]
fn every_event_of_the_flagship_is_on_a_page() {
    let scenario = flagship();
    for (columns, rows) in SIZES {
        let screen = Screen::new(scenario).at("2021-08-12").size(columns, rows);
        let mut played = screen.keys("3").play();
        let mut pages = String::new();
        loop {
            let text = frame::text::write(&played.buffer());
            let rows: Vec<&str> = text.lines().collect();
            pages += &rows[..rows.len() - 2].join("\n");
            let before = played.app.selection.clone();
            played.press(key("PgDn"));
            if played.app.selection == before {
                break;
            }
        }
        for event in &played.shown.listing.events {
            let headline = &scenario.event(*event).headline;
            let start: String = headline.chars().take(16).collect();
            assert!(pages.contains(&start), "{columns}x{rows}: {headline}");
        }
    }
}

#[test]
fn a_number_keeps_its_words_at_every_width() {
    for columns in [40, 50, 60, 72, 80, 90, 100, 110, 120, 140, 160, 200] {
        let screen = Screen::new(flagship()).at("2021-08-16");
        let text = screen.size(columns, 60).keys("2").text();
        for numbers in [
            ["3,500–4,000", "3,500 to 4,000"],
            ["~1,000 more", "about 1,000 more"],
        ] {
            let is_its = |row: &&str| numbers.iter().any(|number| row.contains(number));
            let row = text.lines().find(is_its);
            let row = row.unwrap_or_else(|| panic!("{columns}: {numbers:?} is lost\n{text}"));
            let is_said = ["announced", "ann."].iter().any(|word| row.contains(word));
            assert!(is_said, "{columns}: {row}");
        }
    }
}
