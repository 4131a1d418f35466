//! The usual order of places.
//!
//! The query and the lists of a comparison both put places in it.

use std::collections::HashMap;

use crate::model::id::PlaceKey;
use crate::model::scenario::Scenario;
use crate::text::fold::fold;

/// All places in the usual order: by region as they come in the file, then name.
pub fn by_region(scenario: &Scenario) -> Vec<PlaceKey> {
    let mut regions: HashMap<Option<&str>, usize> = HashMap::new();
    for (row, place) in scenario.places.iter().enumerate() {
        regions.entry(place.region.as_deref()).or_insert(row);
    }
    let region = |place: PlaceKey| regions.get(&scenario.place(place).region.as_deref());
    let name = |place: PlaceKey| fold(&scenario.place(place).name);
    let mut places: Vec<PlaceKey> = scenario.place_keys().collect();
    places.sort_by_cached_key(|place| (region(*place), name(*place), *place));
    places
}
