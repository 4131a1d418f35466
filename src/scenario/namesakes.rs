//! Distinguishes places with the same name: by region, or by seat, or by id.
//!
//! `validate` calls it once all places are read, so that every name that is shown or looked up belongs to a single
//! place. The order of the places has no effect.

use std::collections::HashMap;

use crate::model::scenario::Place;
use crate::scenario::names::IdTable;
use crate::text::Text;
use crate::text::case_fold::case_fold;

/// Gives every place that shares its name or its seat's a longer one of its own, and records all names with their ids.
pub(super) fn tell_apart(places: &mut [Place], ids: &mut IdTable) {
    for place in places.iter() {
        let spellings = [&place.name, place.seat_or_name()].into_iter();
        let spellings = spellings.chain(&place.aliases);
        spellings.for_each(|spelling| ids.record_name(spelling, &place.id));
    }
    let names = distinguish_names(places, &|place| &place.name, &|place| {
        [place.region.as_ref(), seat_of(place)]
    });
    let seats = distinguish_names(places, &|place| place.seat_or_name(), &|place| {
        [Some(&place.name), place.region.as_ref()]
    });
    let shared = shared_starts(places, &names);
    let found = names.into_iter().zip(seats).zip(shared);
    for (place, ((name, seat), shared)) in places.iter_mut().zip(found) {
        place.distinct_name = name;
        place.distinct_seat = seat;
        place.shared_start = shared;
    }
}

/// Returns the seat of a place if its name differs from the place's.
fn seat_of(place: &Place) -> Option<&Text> {
    Some(place.seat_or_name()).filter(|seat| **seat != place.name)
}

/// Returns, for each place that shares a name, the name with a distinguishing region, seat or id.
fn distinguish_names<'p>(
    places: &'p [Place],
    name: &dyn Fn(&'p Place) -> &'p Text,
    hints: &dyn Fn(&'p Place) -> [Option<&'p Text>; 2],
) -> Vec<Option<Text>> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, place) in places.iter().enumerate() {
        groups.entry(case_fold(name(place))).or_default().push(row);
    }
    let mut found: Vec<Option<Text>> = vec![None; places.len()];
    for rows in groups.into_values().filter(|rows| rows.len() > 1) {
        let named: Vec<(usize, &Place)> = rows
            .into_iter()
            .filter_map(|row| Some((row, places.get(row)?)))
            .collect();
        let mut counts: HashMap<(usize, String), usize> = HashMap::new();
        for (_, place) in &named {
            for (column, hint) in hints(place).into_iter().enumerate() {
                if let Some(hint) = hint {
                    *counts.entry((column, case_fold(hint))).or_default() += 1;
                }
            }
        }
        for (row, place) in &named {
            let hint = hints(place)
                .into_iter()
                .enumerate()
                .filter_map(|(column, hint)| Some((column, hint?.as_str())))
                .find(|(column, hint)| counts.get(&(*column, case_fold(hint))) == Some(&1));
            let hint = hint.map_or(place.id.as_str(), |(_, hint)| hint);
            if let Some(entry) = found.get_mut(*row) {
                *entry = Some(Text::from_line(&format!("{} ({hint})", name(place))));
            }
        }
    }
    found
}

/// Returns, for each place, the length of the longest start that its name shares with another one. Names are sorted,
/// so that those that share most are neighbours.
fn shared_starts(places: &[Place], names: &[Option<Text>]) -> Vec<u16> {
    let mut sorted: Vec<(&str, usize)> = places
        .iter()
        .zip(names)
        .map(|(place, name)| name.as_ref().unwrap_or(&place.name).as_str())
        .zip(0..)
        .collect();
    sorted.sort_unstable();
    let mut shared = vec![0; places.len()];
    for pair in sorted.windows(2) {
        let [(before, first), (after, second)] = pair else {
            continue;
        };
        let letters = before.chars().zip(after.chars());
        let same = letters.take_while(|(a, b)| a == b).count();
        let same = u16::try_from(same).unwrap_or(u16::MAX);
        for row in [first, second] {
            if let Some(entry) = shared.get_mut(*row) {
                *entry = same.max(*entry);
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::model::scenario::Place;
    use crate::scenario::load;

    /// Loads a scenario of places, each of a name, a region and a seat.
    fn names(places: &[[&str; 3]]) -> Vec<String> {
        let mut text = "format = 1\n[scenario]\nid = 'a'\ntitle = 'A'\nzone = 'UTC'\n\
             days = [2021-01-01, 2021-01-02]\n"
            .to_owned();
        for (row, [name, region, seat]) in places.iter().enumerate() {
            let _ = write!(text, "[[place]]\nid = 'p{row}'\nname = '{name}'\n");
            for (key, value) in [("region", region), ("capital", seat)] {
                let value = match (key, *value) {
                    (_, "") => continue,
                    ("capital", seat) => format!("{{ name = '{seat}' }}"),
                    (_, region) => format!("'{region}'"),
                };
                let _ = writeln!(text, "{key} = {value}");
            }
        }
        text.push_str("[[event]]\nid = 'a'\nat = 2021-01-01\nheadline = 'A'\n");
        let scenario = load::load_text("a.toml", &text).expect("it loads").scenario;
        let names = scenario.places.iter().map(Place::full_name);
        names.map(ToString::to_string).collect()
    }

    #[test]
    fn places_of_one_name_are_told_apart() {
        for (places, expect) in [
            (vec![["A", "N", ""], ["B", "N", ""]], vec!["A", "B"]),
            (vec![["Á", "N", ""], ["a", "S", ""]], vec!["Á (N)", "a (S)"]),
            (
                vec![["A", "N", "X"], ["A", "N", "Y"], ["A", "S", "X"]],
                vec!["A (p0)", "A (Y)", "A (S)"],
            ),
            (vec![["A", "", ""], ["A", "S", ""]], vec!["A (p0)", "A (S)"]),
        ] {
            assert_eq!(names(&places), expect, "{places:?}");
        }
    }
}
