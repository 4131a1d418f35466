//! The bar of one cell a place: each party's own, those that it gained today, then those in question.
//!
//! The header and presenting draw it. Never the same place twice.

use crate::facts::place;
use crate::facts::sign::UP;
use crate::snapshot::Snapshot;
use crate::ui::glyphs;
use crate::ui::paint::Piece;
use crate::ui::theme::{Look, Role};

/// The pieces of the bar, in as many cells as there are places.
pub(super) fn cells(snapshot: &Snapshot<'_>, look: Look) -> Vec<Piece> {
    let scenario = snapshot.scenario;
    let ascii = look.ascii();
    let mut pieces = Vec::new();
    for party in scenario.party_keys() {
        let style = look.party(scenario, Some(party));
        let mut cells = [0usize; 2];
        let mut marked = String::new();
        for state in snapshot
            .places
            .iter()
            .filter(|state| state.holder == Some(party))
        {
            let is_gained = snapshot
                .changes
                .taken(state.place)
                .is_some_and(|(_, to)| to == Some(party));
            match place::mark(state, ascii).filter(|_| !is_gained) {
                Some(mark) => marked.push_str(mark),
                None => cells[usize::from(is_gained)] += 1,
            }
        }
        pieces.push((
            glyphs::fill(party.row(), scenario.party(party).letter, ascii).repeat(cells[0]),
            style,
        ));
        pieces.push((UP.show(ascii).repeat(cells[1]), look.style(Role::Changed)));
        pieces.push((marked, look.style(Role::Pressure)));
    }
    pieces.push(("?".repeat(snapshot.unknown), look.style(Role::Muted)));
    pieces
}
