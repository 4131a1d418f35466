//! Which colour a party has: its place in the palette, and what that looks like on paper.
//!
//! `ui::theme` has the values for screens; those on light grounds are the same. Colour only tints:
//! whatever it says, a letter or a word says too.

use crate::model::id::PartyKey;
use crate::model::scenario::Scenario;

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

/// The colours of parties on light grounds, by their place in the palette; the last one for all that follow.
pub const PARTIES_ON_LIGHT: [Rgb; 6] = [
    (0xa8, 0x32, 0x00),
    (0x0b, 0x5c, 0xad),
    (0x00, 0x66, 0x4b),
    (0x8a, 0x2f, 0x86),
    (0x4d, 0x41, 0x00),
    (0x2b, 0x2b, 0x2b),
];

/// The place of a party in the palette: that of the colour it wishes for, unless an earlier party has it.
pub fn place_in_palette(scenario: &Scenario, party: PartyKey) -> usize {
    let mut taken: Vec<usize> = Vec::new();
    for key in scenario.party_keys() {
        let wish = scenario
            .party(key)
            .colour
            .as_deref()
            .and_then(find_colour)
            .filter(|place| !taken.contains(place));
        let free = (0..=taken.len()).find(|place| !taken.contains(place));
        let place = wish.or(free).unwrap_or(0);
        if key == party {
            return place;
        }
        taken.push(place);
    }
    0
}

/// The place in the palette that a named colour chooses; a name chooses a role, not a value.
fn find_colour(colour: &str) -> Option<usize> {
    Some(match colour {
        "red" | "orange" => 0,
        "blue" | "cyan" => 1,
        "green" | "teal" => 2,
        "magenta" | "purple" | "violet" | "pink" => 3,
        "yellow" => 4,
        "white" | "grey" | "gray" => 5,
        _ => return None,
    })
}
