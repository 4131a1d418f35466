//! Sources as links: which cells lead where, at every size, and that the text is the same without them.

use dateline::frame::palette::Ground;
use dateline::frame::{ansi, html, svg, text};
use dateline::text::link::{Extent, Links, at};
use dateline::ui;
use proptest::prelude::*;
use ratatui::buffer::Buffer;

use super::{Played, Screen};
use crate::hostile::cases;
use crate::support::{flagship, scenario};

fn linked(played: &Played<'_>, extent: Extent) -> (Buffer, Links) {
    ui::linked_frame(&played.view(), played.look, played.size, extent)
}

/// What leads somewhere, row by row: `text -> address`.
fn told(played: &Played<'_>, extent: Extent) -> Vec<String> {
    let (buffer, links) = linked(played, extent);
    let mut told = Vec::new();
    for y in 0..buffer.area.height {
        let mut runs: Vec<_> = links.links_in_row(y).collect();
        runs.sort_by_key(|run| run.columns.start);
        for run in runs {
            let cells = run.columns.clone().filter_map(|x| buffer.cell((x, y)));
            let text: String = cells.map(ratatui::buffer::Cell::symbol).collect();
            told.push(format!("{text} -> {}", run.address.as_str()));
        }
    }
    told
}

const SMALL: &str = r#"
[[source]]
id = "linked"
publisher = "Linked Paper"
short = "LP"
title = "A long title that goes on and on, so that it is wrapped on a narrow screen"
url = "https://example.org/north?a=1&b=2"
reliability = "B"
[[source]]
id = "odd"
publisher = "Odd"
url = "javascript:alert(1)"
[[event]]
id = "north-falls"
at = 2021-01-10
headline = "North falls"
places = ["north"]
sources = ["linked"]
claims = [{ place = "north", party = "red" }, { place = "north", party = "blue", status = "denied", basis = "claimed", sources = ["odd"] }]
[[event]]
id = "south-falls"
at = 2021-01-11
headline = "South falls"
places = ["south"]
sources = ["odd"]
claims = [{ place = "south", party = "red" }]
"#;

#[test]
fn evidence_leads_to_its_sources() {
    let small = scenario(SMALL);
    let screen = Screen::new(&small).at("2021-01-12");
    let there = "https://example.org/north?a=1&b=2";
    let played = screen.clone().size(120, 40).keys("Enter").play();
    assert_eq!(
        told(&played, Extent::Sparing),
        [
            format!("Linked Paper -> {there}"),
            format!(
                "Linked Paper: A long title that goes on and on, so that it is wrapped on a narrow screen. -> {there}"
            ),
            format!("{there} -> {there}"),
        ]
    );
    // Wrapped, each part leads there; the source that is no page on the web leads nowhere.
    let played = screen.clone().size(50, 24).keys("Enter").play();
    let parts = told(&played, Extent::Sparing);
    assert!(parts.len() > 2, "{parts:?}");
    assert!(parts.iter().all(|part| part.ends_with(there)), "{parts:?}");
    let played = screen.clone().size(120, 40).keys("Enter Down").play();
    assert_eq!(
        told(&played, Extent::All),
        [format!("Linked Paper -> {there}")]
    );
    // The sheet of the source itself: its name and its address.
    let played = screen.size(120, 40).keys("3 Down Enter Enter").play();
    let parts = told(&played, Extent::Sparing);
    assert!(parts.contains(&format!("{there} -> {there}")), "{parts:?}");
}

#[test]
fn the_timeline_leads_to_its_sources_where_it_has_the_screen() {
    let small = scenario(SMALL);
    let screen = Screen::new(&small).at("2021-01-12").size(120, 40);
    let link = "LP -> https://example.org/north?a=1&b=2";
    let none: [&str; 0] = [];
    assert_eq!(told(&screen.play(), Extent::Sparing), none);
    assert_eq!(told(&screen.play(), Extent::All), [link]);
    assert_eq!(told(&screen.play(), Extent::None), none);
    let screen = screen.keys("3");
    assert_eq!(told(&screen.play(), Extent::Sparing), none);
    let down = screen.clone().keys("3 Down");
    assert_eq!(told(&down.play(), Extent::Sparing), none);
    let zoomed = screen.keys("3 z");
    assert!(told(&zoomed.play(), Extent::Sparing).contains(&link.to_owned()));
    // What a prompt covers leads nowhere.
    let small_screen = Screen::new(&small).at("2021-01-12").size(80, 24);
    let played = small_screen.clone().keys("3 Down z");
    assert_eq!(told(&played.play(), Extent::Sparing).len(), 2);
    let played = small_screen.keys("3 Down z g");
    assert_eq!(told(&played.play(), Extent::Sparing), [link]);
}

#[test]
fn the_detail_line_leads_to_who_says_so() {
    let played = Screen::new(flagship()).size(80, 24).keys("3 Down").play();
    let told = told(&played, Extent::Sparing);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("AJ -> https://"), "{told:?}");
    let narrow = Screen::new(flagship()).size(40, 12).keys("2").play();
    let (buffer, links) = linked(&narrow, Extent::Sparing);
    for y in 0..12 {
        let runs: Vec<_> = links.links_in_row(y).collect();
        for x in 0..40 {
            assert!(at(&runs, x).is_none() || buffer[(x, y)].symbol() != " ");
        }
    }
}

#[test]
fn pages_and_pictures_have_links() {
    let small = scenario(SMALL);
    let played = Screen::new(&small).at("2021-01-12").play();
    let (buffer, links) = linked(&played, Extent::All);
    let frame = (&buffer, &links);
    let link = "<a href=\"https://example.org/north?a=1&amp;b=2\">";
    let page = html::write(frame, Ground::Dark, "a");
    let picture = svg::write(frame, Ground::Dark, "a");
    for out in [&page, &picture] {
        assert_eq!(out.matches(link).count(), 1);
        assert_eq!(out.matches("<a ").count(), out.matches("</a>").count());
    }
    assert!(
        page.contains(&format!("{link}LP</a>")) || page.contains(">LP</span></a>"),
        "{page}"
    );
    let coloured = ansi::write(frame);
    assert!(
        coloured.contains("\x1b]8;id=d;https://example.org/north?a=1&b=2\x1b\\LP\x1b]8;;\x1b\\")
    );
    let none = ansi::write((&buffer, &Links::default()));
    assert!(!none.contains("\x1b]8"));
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn links_change_no_text_and_stay_within_the_frame(
        keys in prop::collection::vec(
            prop::sample::select(vec!["Left", "Right", "Down", "PgDn", "Tab", "3", "2", "1", "z", "Enter", "o", "g", "?", "Esc", "t"]),
            0..12,
        ),
        size in (0..200u16, 0..60u16),
    ) {
        let played = Screen::new(flagship()).size(size.0, size.1).keys(&keys.join(" ")).play();
        let plain = text::write(&played.buffer());
        for extent in [Extent::Sparing, Extent::All] {
            let (buffer, links) = linked(&played, extent);
            prop_assert_eq!(&text::write(&buffer), &plain);
            for y in 0..=u16::MAX {
                if y >= size.1 {
                    break;
                }
                for run in links.links_in_row(y) {
                    prop_assert!(run.columns.end <= size.0, "{:?}", run);
                }
            }
            let within: usize = (0..size.1).map(|y| links.links_in_row(y).count()).sum();
            prop_assert_eq!(within == 0, links.is_empty());
        }
    }

    #[test]
    fn no_address_gets_out_of_its_sequence(url in "https://[\\x00-\\x7f\u{80}-\u{9f}\u{202e}é]{0,40}") {
        let quoted = toml_string(&url);
        let lines = SMALL.replace("\"https://example.org/north?a=1&b=2\"", &quoted);
        let small = scenario(&lines);
        let played = Screen::new(&small).at("2021-01-12").size(100, 30).keys("Enter").play();
        let (buffer, links) = linked(&played, Extent::All);
        let out = ansi::write((&buffer, &links));
        let mut is_open = false;
        for part in out.split("\x1b]").skip(1) {
            let (link, _) = part.split_once("\x1b\\").unwrap();
            let address = link.strip_prefix("8;").unwrap().split_once(';').unwrap().1;
            prop_assert!(address.bytes().all(|byte| byte.is_ascii_graphic()), "{link:?}");
            is_open = !address.is_empty();
        }
        prop_assert!(!is_open);
        let markup = html::write((&buffer, &links), Ground::Dark, "a");
        for link in markup.split("<a href=\"").skip(1) {
            let (address, _) = link.split_once('"').unwrap();
            prop_assert!(!address.contains(['<', '>', ' ', '\'']), "{address:?}");
        }
    }
}

/// A text as TOML writes it.
fn toml_string(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        '"' | '\\' => format!("\\{letter}"),
        _ if letter.is_control() => format!("\\u{:04X}", u32::from(letter)),
        _ => letter.to_string(),
    });
    format!("\"{}\"", letters.collect::<String>())
}
