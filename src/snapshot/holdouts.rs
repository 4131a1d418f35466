//! The last holdouts: major places that the party that has gained most has not taken.
//!
//! Called by `snapshot::at` with the folded places. Before anybody has gained anything,
//! and while several have gained most, there are none.

use crate::model::id::{PartyKey, PlaceKey};
use crate::model::scenario::Scenario;
use crate::snapshot::control::PlaceState;

/// The last holdouts, in the order of the file.
pub fn find_holdouts(scenario: &Scenario, places: &[PlaceState]) -> Vec<PlaceKey> {
    let Some(winner) = find_winner(scenario, places) else {
        return Vec::new();
    };
    let is_left =
        |state: &&PlaceState| scenario.place(state.place).major && state.holder != Some(winner);
    places
        .iter()
        .filter(is_left)
        .map(|state| state.place)
        .collect()
}

/// Returns the party that holds the most places more than before the log; none before a gain, none of two alike.
fn find_winner(scenario: &Scenario, places: &[PlaceState]) -> Option<PartyKey> {
    let gain = |party: PartyKey| {
        let now = places
            .iter()
            .filter(|state| state.holder == Some(party))
            .count();
        let then = scenario
            .places
            .iter()
            .filter(|place| place.holder == Some(party))
            .count();
        now.checked_sub(then).filter(|gain| *gain > 0)
    };
    let best = scenario.party_keys().filter_map(gain).max()?;
    let mut winners = scenario
        .party_keys()
        .filter(|party| gain(*party) == Some(best));
    let winner = winners.next()?;
    winners.next().is_none().then_some(winner)
}
