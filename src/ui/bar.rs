//! The bar of one cell a place: each party's own, those that it gained today, then those in question.
//!
//! The header and presenting draw it. Never the same place twice.

use crate::facts::place;
use crate::facts::sign::UP;
use crate::snapshot::Snapshot;
use crate::ui::glyphs;
use crate::ui::paint::StyledPiece;
use crate::ui::theme::{FrameStyle, Role};

/// The pieces of the bar, in as many cells as there are places.
pub(super) fn bar_pieces(snapshot: &Snapshot<'_>, look: FrameStyle) -> Vec<StyledPiece> {
    let scenario = snapshot.scenario;
    let ascii = look.is_ascii();
    let mut pieces = Vec::new();
    for party in scenario.party_keys() {
        let style = look.party_style(scenario, Some(party));
        let mut cells = [0usize; 2];
        let mut marked = String::new();
        for state in snapshot
            .places
            .iter()
            .filter(|state| state.holder == Some(party))
        {
            let is_gained = snapshot
                .changes
                .holder_change(state.place)
                .is_some_and(|(_, to)| to == Some(party));
            match place::choose_sign(state, ascii).filter(|_| !is_gained) {
                Some(mark) => marked.push_str(mark),
                None => cells[usize::from(is_gained)] += 1,
            }
        }
        pieces.push((
            glyphs::fill_glyph(party.row(), scenario.party(party).letter, ascii).repeat(cells[0]),
            style,
        ));
        pieces.push((
            UP.choose_form(ascii).repeat(cells[1]),
            look.role_style(Role::Changed),
        ));
        pieces.push((marked, look.role_style(Role::Pressure)));
    }
    pieces.push(("?".repeat(snapshot.unknown), look.role_style(Role::Muted)));
    pieces
}
