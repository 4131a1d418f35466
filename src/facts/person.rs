//! A person in words, as a search finds them.
//!
//! The prompt and plain mode both call it. It looks at nothing that is not handed to it.

use crate::model::id::{EventKey, PersonKey};
use crate::model::scenario::Scenario;

/// `Abdul Ghani Baradar (person)`, or `Hibatullah Akhundzada (person), in no event`.
pub fn word_person(scenario: &Scenario, person: PersonKey, event: Option<EventKey>) -> String {
    let name = scenario.person(person).name.bidi_terminated();
    let nowhere = if event.is_none() { ", in no event" } else { "" };
    format!("{name} (person){nowhere}")
}
