//! Places: who holds one, since when, on whose word; who holds how many of a region; what lies beside one.
//!
//! The lines of the first pane and of the map, and of changes.

use crate::app::neighbour::Direction;
use crate::facts::capitalise_first;
use crate::facts::moment::{MomentForm, shown_day, word_moment};
use crate::facts::place::{basis_word, name_and_seat, overlays_in_full, party_name};
use crate::model::id::{PartyKey, PlaceKey};
use crate::model::moment::Precision;
use crate::model::scenario::Scenario;
use crate::plain::words::{join_sentences, withheld_prefix};
use crate::snapshot::Snapshot;
use crate::snapshot::control::PlaceState;

/// The directions of the map, each with its word.
const SIDES: [(Direction, &str); 4] = [
    ((-1, 0), "left"),
    ((0, -1), "above"),
    ((1, 0), "right"),
    ((0, 1), "below"),
];

/// `Kandahar. Taliban. Since Thursday 12 August, late evening. Reported, B1.`
pub(super) fn place_sentence(snapshot: &Snapshot<'_>, place: PlaceKey) -> String {
    join_sentences(place_sentences(snapshot, place))
}

/// What is said of a place, each a sentence.
pub(super) fn place_sentences(snapshot: &Snapshot<'_>, key: PlaceKey) -> Vec<String> {
    let scenario = snapshot.scenario;
    let Some(state) = snapshot.place_state(key) else {
        return Vec::new();
    };
    let mut facts = vec![
        withheld_prefix(snapshot, state.supporting_events()),
        place_name(snapshot, key),
    ];
    let from = taken_from(snapshot, state);
    let was = from.map_or_else(String::new, |from| format!(", was {from}"));
    facts.push(format!("{}{was}", word_holder(scenario, state.holder)));
    let overlays = overlays_in_full(snapshot, state);
    facts.extend(overlays.iter().map(|phrase| capitalise_first(phrase)));
    if let Some(since) = state.since {
        let provenance = &since.get(scenario).provenance;
        let is_of_today = provenance.at.day_in(scenario.zone()) == snapshot.day;
        facts.push(if from.is_some() && is_of_today {
            let is_other_day = shown_day(&provenance.at, scenario.clock_zones()) != snapshot.day;
            let form = if provenance.at.precision() == Precision::Clock && is_other_day {
                MomentForm::Spoken
            } else {
                MomentForm::SpokenTime
            };
            match word_moment(&provenance.at, snapshot, form).as_str() {
                "" => "Changed today".to_owned(),
                time => format!("Changed today, {time}"),
            }
        } else {
            format!(
                "Since {}",
                word_moment(&provenance.at, snapshot, MomentForm::Spoken)
            )
        });
        let basis = capitalise_first(state.basis.map_or("", basis_word));
        facts.push(format!(
            "{basis}, {}",
            scenario.grade_item(provenance, &snapshot.cursor)
        ));
    } else if state.holder.is_some() {
        facts.push("Since before the log".to_owned());
    }
    facts
}

/// The name with the capital where that is another: `Helmand, Lashkar Gah`.
pub(super) fn place_name(snapshot: &Snapshot<'_>, key: PlaceKey) -> String {
    let place = snapshot.scenario.place(key);
    match name_and_seat(place) {
        (name, Some(seat)) => format!("{name}, {seat}"),
        (name, None) => name.to_owned(),
    }
}

/// Who holds a place, at the start of a sentence.
fn word_holder(scenario: &Scenario, party: Option<PartyKey>) -> String {
    let name = party_name(scenario, party);
    if party.is_none() {
        capitalise_first(name)
    } else {
        name.to_owned()
    }
}

/// Who held it before today.
fn taken_from<'s>(snapshot: &Snapshot<'s>, state: &PlaceState) -> Option<&'s str> {
    let taken = snapshot.changes.holder_change(state.place);
    let (from, _) = taken.filter(|(_, to)| *to == state.holder)?;
    Some(party_name(snapshot.scenario, from))
}

/// A region with who holds how many of it: `North: Taliban 3, Government 2.`
pub(super) fn word_region(snapshot: &Snapshot<'_>, region: &str) -> String {
    let scenario = snapshot.scenario;
    let is_there =
        |state: &&PlaceState| scenario.place(state.place).region.as_deref() == Some(region);
    let states: Vec<&PlaceState> = snapshot.places.iter().filter(is_there).collect();
    let holders = scenario.party_keys().map(Some).chain([None]);
    let counts: Vec<String> = holders
        .filter_map(|holder| {
            let held = states.iter().filter(|state| state.holder == holder).count();
            (held > 0).then(|| format!("{} {held}", party_name(scenario, holder)))
        })
        .collect();
    join_sentences([format!("{region}: {}", counts.join(", "))])
}

/// What lies right beside a place on the map: `On the map: left Helmand, Taliban; above Uruzgan, Taliban`.
pub(super) fn word_neighbours(snapshot: &Snapshot<'_>, key: PlaceKey) -> String {
    let scenario = snapshot.scenario;
    let tile = |key: PlaceKey| {
        let (column, row) = scenario.place(key).tile?;
        Some((i16::from(column), i16::from(row)))
    };
    let sides = SIDES.iter().filter_map(|((columns, rows), side)| {
        let (column, row) = tile(key)?;
        let wanted = Some((column + columns, row + rows));
        let other = scenario.place_keys().find(|other| tile(*other) == wanted)?;
        let name = scenario.place(other).full_name();
        let holder = party_name(scenario, snapshot.place_state(other)?.holder);
        Some(format!("{side} {name}, {holder}"))
    });
    let sides: Vec<String> = sides.collect();
    if sides.is_empty() {
        String::new()
    } else {
        format!("On the map: {}", sides.join("; "))
    }
}
