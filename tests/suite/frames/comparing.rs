//! Two dates compared: the frames, read against the drawing, and what keys do there.

use std::sync::Arc;

use dateline::app::action::Pane;
use dateline::scenario::built_in;
use dateline::snapshot::compared::BeforeAfter;
use dateline::snapshot::{self, ComparedDate};
use dateline::ui::theme::{Background, Depth};
use insta::assert_snapshot;

use super::Screen;
use crate::support::{cursor, flagship, log, scenario};

/// 12 August compared with 13 August.
fn compared<'s>() -> Screen<'s> {
    Screen::new(flagship()).at("2021-08-12").keys("d Right")
}

#[test]
fn the_frames_of_a_comparison() {
    let screen = compared();
    assert_snapshot!("compare_80x24", screen.clone().size(80, 24).text());
    assert_snapshot!(
        "compare_80x24_ascii",
        screen.clone().size(80, 24).ascii().text()
    );
    assert_snapshot!("compare_120x40", screen.clone().text());
    assert_snapshot!("compare_160x48", screen.clone().size(160, 48).text());
    assert_snapshot!("compare_60x22", screen.clone().size(60, 22).text());
    let narrow = screen.clone().size(40, 12);
    for (number, name) in ["places", "figures", "log", "map"].iter().enumerate() {
        let keys = format!("d Right {} Down", number + 1);
        assert_snapshot!(
            format!("compare_40x12_{name}"),
            narrow.clone().keys(&keys).text()
        );
    }
    assert_snapshot!(
        "compare_then_80x24",
        screen.clone().known("then").size(80, 24).text()
    );
    assert_snapshot!(
        "compare_back_80x24",
        screen.clone().keys("d Right x").size(80, 24).text()
    );
    assert_snapshot!(
        "compare_same_80x24",
        screen.clone().keys("d").size(80, 24).text()
    );
    assert_snapshot!("compare_filtered_80x24", {
        let keys = "d Right f p l a c e Space h e l m a n d Enter";
        screen.clone().keys(keys).size(80, 24).text()
    });
    let tiny = [(39, 12), (30, 3), (80, 2), (12, 1)];
    let tiny = tiny.map(|(columns, rows)| screen.clone().size(columns, rows).text());
    assert_snapshot!("compare_tiny", tiny.join("=\n"));
}

#[test]
fn colour_changes_no_character_of_a_comparison() {
    for (columns, rows) in [(40, 12), (60, 22), (80, 24), (120, 40), (160, 48)] {
        let screen = compared().size(columns, rows);
        let plain = screen.text();
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            let coloured = screen.clone().coloured(depth, Background::Light);
            assert_eq!(coloured.text(), plain);
        }
        let ascii = screen.ascii().text();
        assert!(ascii.is_ascii(), "{ascii}");
    }
}

#[test]
fn a_comparison_ends_where_it_has_led_to() {
    for keys in [
        "d Right d",
        "d Right Esc",
        "d Right q",
        "d Right z Esc Esc",
        "d Right ? Esc Esc",
    ] {
        let played = Screen::new(flagship()).at("2021-08-12").keys(keys).play();
        assert!(played.app.compare.is_none(), "{keys}");
        let there = Screen::new(flagship()).at("2021-08-13").text();
        assert_eq!(
            Screen::new(flagship()).at("2021-08-12").keys(keys).text(),
            there,
            "{keys}"
        );
    }
    // The way back is kept.
    let back = Screen::new(flagship())
        .at("2021-08-12")
        .keys("d Right d Backspace")
        .text();
    assert_eq!(back, Screen::new(flagship()).at("2021-08-12").text());
}

#[test]
fn swapping_twice_changes_nothing() {
    let screen = compared();
    assert_eq!(
        screen.clone().keys("d Right x x").text(),
        screen.clone().text()
    );
    // Whichever date moves, they are told from the older to the newer.
    let back = screen.clone().keys("d Right x").text();
    assert!(
        back.starts_with(" COMPARE  Thu 12 Aug → Fri 13 Aug 2021"),
        "{back}"
    );
    assert!(back.contains("T Taliban 13 → 18 ▲5"), "{back}");
    // The same from the other side.
    assert_eq!(
        Screen::new(flagship())
            .at("2021-08-13")
            .keys("d Left")
            .text(),
        back
    );
}

#[test]
fn the_selection_survives_a_step_and_leads_to_evidence() {
    let screen = compared().size(80, 24);
    let evidence = |keys: &str| screen.clone().keys(keys).text();
    // Logar, in the list and by what belongs to it.
    let logar = evidence("d Right Down Down Enter");
    assert!(logar.contains("Logar, province"), "{logar}");
    let still = evidence("d Right Down Down Right Left Enter");
    assert_eq!(logar, still);
    let related = evidence("d Right Down Down o");
    assert!(related.contains("Logar"), "{related}");
    let figure = evidence("d Right 2 Down Enter");
    assert!(
        figure.contains("US to Kabul") || figure.contains("US troops ordered"),
        "{figure}"
    );
    let event = evidence("d Right 3 Enter");
    assert!(event.contains("Pul-e-Alam, about 50 km"), "{event}");
    // In reverse too, though the date that moved does not know it.
    let back = evidence("d Right x 3 Enter");
    assert!(back.contains("Pul-e-Alam, about 50 km"), "{back}");
    // The map follows.
    let played = compared().keys("d Right Down Down").play();
    let place = played.view().selected_place().unwrap().1;
    assert_eq!(flagship().place(place).id.as_str(), "logar");
}

#[test]
fn pages_turn_in_every_pane() {
    for pane in [Pane::Places, Pane::Figures, Pane::Timeline] {
        let keys = format!("d Right {}", pane.key_number());
        let screen = compared().size(80, 24);
        let first = screen.clone().keys(&keys).text();
        let second = screen.clone().keys(&format!("{keys} PgDn")).text();
        assert_ne!(first, second, "{pane:?}");
        let back = screen
            .keys(&format!("{keys} Down Up PgDn PgUp PgUp"))
            .text();
        let rows = |text: &str| {
            text.lines()
                .skip(4)
                .map(|line| line.replace(['►', '›'], " "))
                .collect::<Vec<_>>()
        };
        assert_eq!(rows(&back), rows(&first), "{pane:?}");
    }
}

#[test]
fn what_is_withheld_is_marked() {
    let lines = log(&[
        "known @ 2021-01-10 | claim place = 'south', party = 'red'",
        "secret @ 2021-01-10 | claim party = 'red' | set pub_status = 'withheld'",
    ]);
    let small = scenario(&lines);
    let mut played = Screen::new(&small).at("2021-01-09").play();
    played.app.cursor.audience = dateline::model::cursor::Audience::Desk;
    for name in ["d", "Right"] {
        played.press(super::key(name));
    }
    let text = dateline::frame::text::write(&played.buffer());
    assert!(text.contains("WITHHELD North"), "{text}");
    assert!(text.contains("WITHHELD Event secret"), "{text}");
}

#[test]
fn a_comparison_needs_no_places() {
    let small = super::pictures::bare(
        "[[source]]\nid = \"paper\"\npublisher = \"The Paper\"\n\
         [[event]]\nid = \"a\"\nat = 2021-01-05\nrecorded_at = 2021-01-10\nheadline = \"It was found out\"\nsources = [\"paper\"]\n\
         [[event]]\nid = \"b\"\nat = 2021-01-10\nheadline = \"It happened\"\nsources = [\"paper\"]\n",
    );
    let text = Screen::new(&small)
        .at("2021-01-09")
        .size(80, 24)
        .keys("d Right")
        .text();
    assert!(text.contains("REPORTED LATE"), "{text}");
    assert!(text.contains("It was found out"), "{text}");
    assert!(text.contains("New in the log: 1"), "{text}");
}

#[test]
fn the_header_counts_the_figures_that_stand_below() {
    let said = compared().text();
    let line = said.lines().nth(2).unwrap();
    assert!(line.contains("1 figure changed, 7 new; "), "{line}");
    // Of figures only, as the days to a deadline are no reading.
    let there = cursor(flagship(), "2021-08-13", "now");
    let marked = ComparedDate::at(flagship(), cursor(flagship(), "2021-08-12", "now"));
    let snapshot = snapshot::compare_dates(flagship(), there, Arc::new(marked));
    let rows = &snapshot.compared.as_ref().unwrap().figures;
    let changed = rows
        .iter()
        .filter(|row| matches!(row, BeforeAfter::Figure(_)) && row.has_changed());
    assert_eq!(changed.count(), 8);
}

#[test]
fn every_hour_of_a_comparison_is_in_the_zone_that_is_asked_for() {
    let mut scenario = built_in::load_built_in().unwrap().scenario;
    scenario.heading.hours = Some(dateline::model::zone::TimeZone::UTC);
    let screen = Screen::new(&scenario).at("2021-08-06").keys("d Right");
    let said = screen.size(160, 48).text();
    let row = said.lines().find(|line| line.contains("Jowzjan")).unwrap();
    assert!(row.contains("08:30Z") && !row.contains("13:00"), "{row}");
    let screen = Screen::new(&scenario).at("2021-08-12").keys("d Right");
    let said = screen.clone().text();
    assert!(!said.contains("reported 13 Aug 03:27"), "{said}");
    assert!(said.contains("reported 12 Aug 22:57 UTC"), "{said}");
}
