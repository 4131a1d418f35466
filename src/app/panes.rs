//! Which panes a scenario has anything for.
//!
//! Moving between panes and laying them out both ask here, so that a pane that is not drawn is not opened.

use crate::app::action::Pane;
use crate::snapshot::Snapshot;

/// The panes that a scenario has anything for; the others are left out and their numbers stay unused.
pub fn list_panes(snapshot: &Snapshot<'_>) -> Vec<Pane> {
    let scenario = snapshot.scenario;
    Pane::ALL
        .into_iter()
        .filter(|pane| match pane {
            // Where two dates are compared, it lists what was learnt and corrected too.
            Pane::Places => !scenario.places.is_empty() || snapshot.compared.is_some(),
            Pane::Figures => !scenario.series.is_empty(),
            Pane::Timeline => true,
            Pane::Map => has_map(snapshot),
        })
        .collect()
}

/// Whether places have tiles, and no two of them the same.
fn has_map(snapshot: &Snapshot<'_>) -> bool {
    let mut tiles: Vec<(u8, u8)> = snapshot
        .scenario
        .places
        .iter()
        .filter_map(|place| place.tile)
        .collect();
    let count = tiles.len();
    tiles.sort_unstable();
    tiles.dedup();
    count > 0 && tiles.len() == count
}
