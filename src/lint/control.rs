//! Warns of places that go back to an earlier holder without an explanation.
//!
//! Called by `lint`. The claims that make a place change hands are decided in `snapshot::control`.

use super::log::LintLog;
use crate::diagnostic::Problem;
use crate::diagnostic::lints::HOLDER_REVERTS;
use crate::model::event::Event;
use crate::model::id::PartyKey;
use crate::model::scenario::Place;
use crate::snapshot::control;
use crate::text::case_fold::case_fold;

/// Warns of every change of hands that gives a place back and is not mentioned.
pub(super) fn check_control(log: &LintLog<'_>, warnings: &mut Vec<Problem>) {
    let scenario = log.scenario;
    for state in control::at(scenario, &log.cursor) {
        let place = scenario.place(state.place);
        // Who held the place before each change.
        let mut holders: Vec<Option<PartyKey>> = vec![place.holder];
        for flip in &state.flips {
            let claim = flip.get(scenario);
            let party = Some(claim.party);
            let last_held = holders.iter().rposition(|holder| *holder == party);
            holders.push(party);
            let Some(lost) = last_held.and_then(|held| state.flips.get(held)) else {
                continue;
            };
            if claim.note.is_some() || is_named_by(scenario.event(flip.event), place) {
                continue;
            }
            let (id, name) = (&place.id, &scenario.party(claim.party).name);
            let message = format!("'{id}' goes back to {name} here without a word of it");
            warnings.push(
                Problem::new_warning(&HOLDER_REVERTS, log.find_claim(*flip), message)
                    .with_help("say in the headline, the body or a 'note' that it was retaken; if it was not, write status = \"denied\" or alternative = \"...\"")
                    .with_related(log.find_claim(*lost), "it was lost here"),
            );
        }
    }
}

/// Returns whether an event names a place, in any of its spellings.
fn is_named_by(event: &Event, place: &Place) -> bool {
    let spellings = [&place.name, place.seat_or_name()]
        .into_iter()
        .chain(&place.aliases);
    let spellings: Vec<String> = spellings.map(|name| case_fold(name)).collect();
    let texts = [Some(&event.headline), event.body.as_ref(), event.note()];
    texts.into_iter().flatten().any(|text| {
        let text = case_fold(text);
        spellings.iter().any(|name| has_word(&text, name))
    })
}

/// Returns whether a text contains a name as a word of its own.
fn has_word(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text
            .get(at + name.len()..)
            .and_then(|after| after.chars().next());
        !before.into_iter().chain(after).any(char::is_alphanumeric)
    })
}
