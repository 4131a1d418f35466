//! Clicks and the wheel: what is drawn at a cell is what a click there selects.

use dateline::app::action::{Action, Pane};
use dateline::frame;
use dateline::ui::mouse;
use ratatui::layout::Rect;

use super::{Played, Screen};
use crate::support::flagship;

fn screen_of(played: &Played<'_>) -> Rect {
    Rect::new(0, 0, played.size.0, played.size.1)
}

/// Clicks at a cell and lets the answer take effect.
fn click(played: &mut Played<'_>, cell: (u16, u16)) -> Option<Action> {
    let action = mouse::action_of_click(&played.view(), screen_of(played), cell)?;
    played.act(action);
    Some(action)
}

/// The cell at which a text stands first.
fn cell_of(played: &Played<'_>, text: &str) -> Option<(u16, u16)> {
    let frame = frame::text::write(&played.buffer());
    let rows = (0..).zip(frame.lines());
    rows.filter_map(|(row, line)| Some((line.split_once(text)?.0.chars().count(), row)))
        .map(|(column, row)| (u16::try_from(column).unwrap(), row))
        .next()
}

const SIZES: [(u16, u16); 4] = [(160, 48), (120, 40), (80, 24), (40, 12)];

#[test]
fn every_place_that_is_drawn_is_selected_by_a_click_on_it() {
    for (columns, rows) in SIZES {
        for keys in ["1", "1 s", "1 z", "1 PgDn"] {
            let mut played = Screen::new(flagship())
                .size(columns, rows)
                .keys(keys)
                .play();
            let mut found = 0;
            for key in played.shown.listing.places.clone() {
                let name = flagship().place(key).name.as_str();
                // Elsewhere the news may name it first.
                let list = columns.min(if keys.contains('z') { columns } else { 47 });
                let Some(cell) = cell_of(&played, &format!(" {name} "))
                    .filter(|(column, row)| *column < list && (4..rows - 2).contains(row))
                else {
                    continue;
                };
                click(&mut played, cell);
                let selected = played.view().selected_place().unwrap().1;
                assert_eq!(
                    flagship().place(selected).name.as_str(),
                    name,
                    "{keys} {columns}x{rows}"
                );
                found += 1;
            }
            assert!(found > 5, "{keys} {columns}x{rows}: {found}");
        }
    }
}

#[test]
fn events_figures_tiles_and_days_are_selected_by_a_click() {
    for (columns, rows) in [(160, 48), (120, 40)] {
        let mut played = Screen::new(flagship()).size(columns, rows).play();
        let cell = cell_of(&played, "Qalat handed over").unwrap();
        click(&mut played, cell);
        assert_eq!(played.app.pane, Pane::Timeline);
        let event = played.view().selected_event().unwrap().1;
        assert_eq!(
            flagship().event(event).headline.as_str(),
            "Qalat handed over"
        );
        let cell = cell_of(&played, "UK to Kabul").unwrap();
        click(&mut played, cell);
        assert_eq!(played.app.pane, Pane::Figures);
        assert!(frame::text::write(&played.buffer()).contains("►+UK to Kabul"));
        let cell = cell_of(&played, "KDH").unwrap();
        click(&mut played, (cell.0, cell.1 + 1));
        assert_eq!(played.app.pane, Pane::Map);
        let place = played.view().selected_place().unwrap().1;
        assert_eq!(flagship().place(place).id.as_str(), "kandahar");
    }
}

#[test]
fn a_click_on_a_bar_goes_to_its_day() {
    for (columns, rows) in [(160, 48), (120, 40), (80, 24)] {
        let mut played = Screen::new(flagship()).size(columns, rows).play();
        let (column, row) = cell_of(&played, "[█]").unwrap();
        let day = |played: &Played<'_>| played.shown.snapshot.day.to_string();
        click(&mut played, (column - 2, row));
        assert_eq!(day(&played), "2021-08-11");
        // On the other side of the bracketed day the bars stand two cells further.
        let (column, row) = cell_of(&played, "[▂]").unwrap();
        click(&mut played, (column + 4, row));
        assert_eq!(day(&played), "2021-08-13");
    }
}

#[test]
fn the_wheel_scrolls_the_pane_under_it() {
    let mut played = Screen::new(flagship()).play();
    let cell = cell_of(&played, "Qalat handed over").unwrap();
    for _ in 0..3 {
        let action =
            mouse::action_of_wheel(&played.view(), screen_of(&played), cell, false).unwrap();
        played.act(action);
    }
    // The first turn gives the pane the keys, the others go down in it.
    assert_eq!(played.app.pane, Pane::Timeline);
    assert_eq!(played.view().selected_event().unwrap().0, 2);
}

#[test]
fn items_of_a_popup_are_selected_by_a_click() {
    for (columns, rows) in SIZES {
        let keys = format!("{} Enter", "Down ".repeat(26));
        let mut played = Screen::new(flagship())
            .size(columns, rows)
            .keys(&keys)
            .play();
        let (column, row) = cell_of(&played, "T holds capital").unwrap();
        let further = if columns < 60 { 2 } else { 1 };
        click(&mut played, (column, row));
        assert_eq!(played.app.popups.last().unwrap().row, 0);
        if click(&mut played, (column, row + further)).is_some() {
            assert_eq!(played.app.popups.last().unwrap().row, 1, "{columns}x{rows}");
        }
    }
}

#[test]
fn no_cell_of_any_screen_makes_a_click_fail() {
    for (columns, rows) in [
        (0, 0),
        (1, 1),
        (39, 11),
        (40, 12),
        (61, 21),
        (80, 24),
        (120, 40),
    ] {
        for keys in ["", "z", "4", "?", "Enter", "g", "3 z"] {
            let played = Screen::new(flagship())
                .size(columns, rows)
                .keys(keys)
                .play();
            for cell in (0..rows + 2).flat_map(|y| (0..columns + 2).map(move |x| (x, y))) {
                let _ = mouse::action_of_click(&played.view(), screen_of(&played), cell);
                let _ = mouse::action_of_wheel(&played.view(), screen_of(&played), cell, true);
            }
        }
    }
}
