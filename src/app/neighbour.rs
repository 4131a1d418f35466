//! The neighbour of a place on the tile map.
//!
//! `App` asks when a map key is pressed. The nearest tile in the direction is taken, one straight
//! ahead before one aside. Pure geometry: it knows nothing of holders.

use crate::model::id::PlaceKey;
use crate::model::scenario::Scenario;

/// A direction on the map: columns and rows of one step.
pub type Direction = (i16, i16);

/// The place next to one in a direction, among those that are listed.
pub fn find_neighbour(
    scenario: &Scenario,
    listed: &[PlaceKey],
    from: PlaceKey,
    (columns, rows): Direction,
) -> Option<PlaceKey> {
    let tile = |place: PlaceKey| {
        let (column, row) = scenario.place(place).tile?;
        Some((i16::from(column), i16::from(row)))
    };
    let (column, row) = tile(from)?;
    let cost = |place: PlaceKey| {
        let (to_column, to_row) = tile(place)?;
        let (across, down) = (to_column - column, to_row - row);
        let ahead = across * columns + down * rows;
        let aside = (across * rows + down * columns).abs();
        (ahead > 0).then_some((ahead + 2 * aside, aside))
    };
    listed
        .iter()
        .filter_map(|place| Some((cost(*place)?, *place)))
        .min()
        .map(|(_, place)| place)
}
