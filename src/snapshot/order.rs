//! The usual order of places and of figures.
//!
//! The query and the lists of a comparison both put them in it.

use std::collections::HashMap;

use crate::model::figure::Group;
use crate::model::id::{PlaceKey, SeriesKey};
use crate::model::scenario::Scenario;
use crate::text::case_fold::case_fold;

/// All places in the usual order: by region as they come in the file, then name.
pub fn by_region(scenario: &Scenario) -> Vec<PlaceKey> {
    let mut regions: HashMap<Option<&str>, usize> = HashMap::new();
    for (row, place) in scenario.places.iter().enumerate() {
        regions.entry(place.region.as_deref()).or_insert(row);
    }
    let region = |place: PlaceKey| regions.get(&scenario.place(place).region.as_deref());
    let name = |place: PlaceKey| case_fold(&scenario.place(place).name);
    let mut places: Vec<PlaceKey> = scenario.place_keys().collect();
    places.sort_by_cached_key(|place| (region(*place), name(*place), *place));
    places
}

/// Returns the groups of figures in order: those with a series that leads, then the rest.
pub fn order_groups(scenario: &Scenario) -> Vec<Group> {
    let mut groups: Vec<Group> = Group::WORDS.iter().map(|(_, group)| *group).collect();
    let leads = |group: Group| {
        let mut series = scenario.series.iter();
        series.any(|series| series.is_key && series.group == group)
    };
    groups.sort_by_key(|group| !leads(*group));
    groups
}

/// Returns where a series stands among all: by its group, those that lead first.
pub fn rank_series(scenario: &Scenario, groups: &[Group], key: SeriesKey) -> (Option<usize>, bool) {
    let series = scenario.one_series(key);
    let group = groups.iter().position(|group| *group == series.group);
    (group, !series.is_key)
}
