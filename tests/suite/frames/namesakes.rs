//! Places of one name, names that begin alike, and maps that are wider than there is room for.

use std::fmt::Write as _;

use dateline::export::brief;
use dateline::export::document::text;
use dateline::facts::place::cut_name;
use dateline::model::scenario::Scenario;
use dateline::snapshot::filter::{self, Filter};
use dateline::text::fit;
use dateline::ui::layout::Layout;
use ratatui::layout::Rect;

use super::Screen;
use super::withheld::loaded;
use crate::support::snapshot;

const HEAD: &str = "format = 1\n[scenario]\nid = 'dup'\ntitle = 'Floods'\nzone = 'UTC'\n\
    days = [2024-01-01, 2024-01-31]\nlabels = { place = 'municipality', tally = 'Municipalities' }\n\
    control = { scope = 'seat' }\n[[party]]\nid = 'o'\nname = 'Open'\nletter = 'O'\n\
    [[party]]\nid = 'c'\nname = 'Cut off'\nletter = 'C'\n";

/// Places, each of an id, a name and a region; the second one is cut off on 2 January.
fn floods(places: &[[&str; 3]]) -> Scenario {
    let mut lines = HEAD.to_owned();
    for [id, name, region] in places {
        let _ = write!(
            lines,
            "[[place]]\nid = '{id}'\nname = '{name}'\nregion = '{region}'\nholder = 'o'\n"
        );
    }
    let id = places[1][0];
    let _ = write!(
        lines,
        "[[event]]\nid = 'a'\nat = 2024-01-02\nheadline = 'Road cut'\nplaces = ['{id}']\n\
         claims = [{{ place = '{id}', party = 'c' }}]\n"
    );
    loaded(&lines)
}

const UNIONS: [[&str; 3]; 5] = [
    ["union-n", "La Unión", "Nariño"],
    ["union-v", "La Unión", "Valle del Cauca"],
    ["union-s", "La Unión", "Sucre"],
    ["borbur", "San Pablo de Borbur", "Boyacá"],
    ["borbon", "San Pablo de Borbón", "Boyacá"],
];

/// The ids of the places that a filter means, and how it is shown.
fn meant(scenario: &Scenario, typed: &str) -> String {
    let moment = |_: &str| Err(String::new());
    match filter::read(typed, scenario, &moment) {
        Ok(conditions) => {
            let places = Filter::from_conditions(&conditions, scenario)
                .place
                .into_iter();
            let ids: Vec<&str> = places.map(|key| scenario.place(key).id.as_str()).collect();
            format!(
                "{}: {}",
                filter::word_conditions(&conditions).join("; "),
                ids.join(" ")
            )
        }
        Err(error) => error,
    }
}

#[test]
fn a_filter_means_all_places_of_a_name_or_the_one_that_is_told_apart() {
    let scenario = floods(&UNIONS);
    for (typed, expect) in [
        (
            "place la union",
            "place la union (all 3): union-n union-v union-s",
        ),
        (
            "La Unión",
            "place La Unión (all 3): union-n union-v union-s",
        ),
        ("place la unión (sucre)", "place La Unión (Sucre): union-s"),
        ("place union-v", "place La Unión (Valle del Cauca): union-v"),
        ("place san pablo", "place 'san pablo' could be several"),
        (
            "place san pablo de borbur",
            "place San Pablo de Borbur: borbur",
        ),
    ] {
        assert_eq!(meant(&scenario, typed), expect, "{typed}");
    }
}

#[test]
fn places_of_one_name_have_their_region_wherever_it_does_not_stand() {
    let scenario = floods(&UNIONS);
    let snapshot = snapshot(&scenario, "2024-01-02");
    let before = snapshot.cursor.day_before(scenario.zone());
    let report = brief::compose_brief(&snapshot, (&before, &snapshot.changes), false);
    let report = text::write(&report, false);
    assert!(
        report.contains("O→C  La Unión (Valle del Cauca)"),
        "{report}"
    );
    let screen = Screen::new(&scenario).at("2024-01-02");
    for (keys, size) in [
        ("Down", (120, 40)),
        ("Down", (80, 24)),
        ("Down Enter", (80, 24)),
        ("b PgDn", (80, 24)),
        ("d Left", (160, 50)),
        ("s", (160, 50)),
    ] {
        let frame = screen.clone().size(size.0, size.1).keys(keys).text();
        let region = frame.to_lowercase().contains("valle del cauca");
        assert!(region, "{keys} {size:?}\n{frame}");
    }
}

#[test]
fn names_are_whole_where_there_is_room_and_told_apart_where_there_is_none() {
    let scenario = floods(&UNIONS);
    let frame = Screen::new(&scenario).at("2024-01-02").size(120, 40).text();
    for [_, name, _] in UNIONS {
        assert!(frame.contains(name), "{name}\n{frame}");
    }
    let near = floods(&[
        ["a", "San Pablo de Borbur", "X"],
        ["b", "San Pablo de Borbón", "X"],
        ["c", "North Fork of the Long River, upper", "X"],
        ["d", "North Fork of the Long River, lower", "X"],
        ["e", "Llanfairpwllgwyngyllgogerychwyrn a", "X"],
        ["f", "Llanfairpwllgwyngyllgogerychwyrn b", "X"],
    ]);
    for cells in 5..40 {
        for pair in near.places.chunks(2) {
            let cut: Vec<String> = pair
                .iter()
                .map(|place| cut_name(place, &place.name, cells, "…"))
                .collect();
            assert!(
                cut.iter().all(|name| fit::measure_width(name) <= cells),
                "{cut:?}"
            );
            assert_ne!(cut[0], cut[1], "{cells}");
        }
    }
}

/// Tiles from the first column to `columns`, a figure, and a day.
fn map(columns: usize, rows: usize) -> Scenario {
    let mut lines = HEAD.to_owned();
    for tile in 0..columns * rows {
        let (column, row) = (tile % columns, tile / columns);
        let _ = write!(
            lines,
            "[[place]]\nid = 'p{tile}'\nname = 'Place {tile}'\ntile = [{column}, {row}]\nholder = 'o'\n"
        );
    }
    lines += "[[series]]\nid = 's'\nlabel = 'Dead'\ngroup = 'casualties'\nunit = 'people'\nmeasure = 'stock'\n\
              [[event]]\nid = 'a'\nat = 2024-01-02\nheadline = 'Flood'\nfigures = [{ series = 's', value = 5 }]\n";
    loaded(&lines)
}

#[test]
fn a_wide_map_never_squeezes_the_figures() {
    for columns in [1, 6, 10, 12, 16, 17, 20, 24, 30, 40, 64] {
        let scenario = map(columns, 2);
        for width in [60, 80, 99, 100, 105, 110, 120, 130, 149, 150, 160, 200, 280] {
            for keys in ["", "4"] {
                let played = Screen::new(&scenario)
                    .at("2024-01-02")
                    .size(width, 40)
                    .keys(keys)
                    .play();
                let layout = Layout::from_view(&played.view(), Rect::new(0, 0, width, 40));
                if let Some(figures) = layout.figures {
                    assert!(figures.width >= 25, "{columns} in {width}: {figures:?}");
                }
                let needed = u16::try_from(columns * 4).unwrap();
                if let Some(map) = layout.map {
                    assert!(map.width >= needed.min(width), "{columns} in {width}");
                    assert!(map.right() <= width, "{columns} in {width}");
                }
                // Opened, it is there, whatever else has to go.
                assert!(
                    keys.is_empty() || layout.map.is_some(),
                    "{columns} in {width}"
                );
            }
        }
    }
}
