//! The glyphs of the screen's own, each with its stand-in in ASCII, and what every sign means.
//!
//! Panes take glyphs from here, help prints the legend from here; the signs of places and numbers are
//! `facts::sign`'s. One glyph has one meaning.

use crate::facts::sign::{
    CHANGED, CLAIMED, CONTESTED, DOWN, ENCIRCLED, Sign, THREATENED, UNKNOWN, UP,
};

/// The selected row of the pane that takes the keys.
pub const SELECTED: Sign = Sign::new("►", "@");
/// The selected row of another pane.
pub const SELECTED_ELSEWHERE: Sign = Sign::new("›", "-");
/// What a search has found.
pub const MATCH: Sign = Sign::new("/", "/");
/// An event that is new to whoever sits here.
pub const UNSEEN: Sign = Sign::new("•", "*");
/// The first reading of a series, or one of today.
pub const NEW: Sign = Sign::new("+", "+");
/// An event that corrects another.
pub const CORRECTION: Sign = Sign::new("†", "&");
/// More days before the ribbon's first.
pub const EARLIER: Sign = Sign::new("◄", "<");
/// A horizontal rule.
pub const RULE: Sign = Sign::new("─", "-");
/// A horizontal rule in known-then.
pub const RULE_THEN: Sign = Sign::new("═", "=");
/// A vertical rule.
pub const WALL: Sign = Sign::new("│", "|");
/// A rule from which one goes down.
pub const TEE_DOWN: Sign = Sign::new("┬", "+");
/// A rule that one comes up to.
pub const TEE_UP: Sign = Sign::new("┴", "+");
/// A wall from which a rule goes right.
pub const TEE_RIGHT: Sign = Sign::new("├", "+");
/// Corners of a popup: top left, top right, bottom left, bottom right.
pub const CORNERS: [Sign; 4] = [
    Sign::new("┌", "+"),
    Sign::new("┐", "+"),
    Sign::new("└", "+"),
    Sign::new("┘", "+"),
];

/// What fills a party's cells, by the order of parties.
const FILLS: [Sign; 4] = [
    Sign::new("█", "#"),
    Sign::new("░", "."),
    Sign::new("▒", ":"),
    Sign::new("▓", "="),
];

/// Bars of the ribbon, from nothing to full.
const BARS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The fill of a party, by its row; from the fifth on its letter, so that no two share one.
pub fn fill_glyph(party: usize, letter: char, ascii: bool) -> String {
    FILLS.get(party).map_or_else(
        || letter.to_string(),
        |glyph| glyph.choose_form(ascii).to_owned(),
    )
}

/// The bar of a day with so many events, where `full` fills the cell; in ASCII the count itself, `+` over nine.
pub fn bar_glyph(count: usize, full: usize, ascii: bool) -> String {
    if ascii {
        return match count {
            0 => " ".to_owned(),
            1..=9 => count.to_string(),
            _ => "+".to_owned(),
        };
    }
    let eighths = if count == 0 {
        0
    } else {
        (count * 8).div_ceil(full.max(1)).min(8)
    };
    BARS.get(eighths).copied().unwrap_or("█").to_owned()
}

/// The legend that help prints: sign, meaning.
pub const LEGEND: [(Sign, &str); 15] = [
    (CHANGED, "changed hands today"),
    (CONTESTED, "contested"),
    (ENCIRCLED, "encircled"),
    (THREATENED, "threatened"),
    (CLAIMED, "claimed by another"),
    (UP, "up since yesterday"),
    (DOWN, "down since yesterday"),
    (NEW, "new today"),
    (CORRECTION, "correction"),
    (UNKNOWN, "holder unknown"),
    (SELECTED, "selected"),
    (SELECTED_ELSEWHERE, "in another pane"),
    (EARLIER, "earlier days"),
    (MATCH, "found by a search"),
    (UNSEEN, "new to you"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_linear_and_never_empty_for_something() {
        assert_eq!(bar_glyph(0, 16, false), " ");
        assert_eq!(bar_glyph(1, 16, false), "▁");
        assert_eq!(bar_glyph(1, 1000, false), "▁");
        assert_eq!(bar_glyph(16, 16, false), "█");
        assert_eq!(bar_glyph(11, 16, false), "▆");
        assert_eq!(bar_glyph(12, 16, true), "+");
        assert_eq!(bar_glyph(7, 16, true), "7");
    }

    #[test]
    fn one_glyph_has_one_meaning() {
        for (place, (glyph, _)) in LEGEND.iter().enumerate() {
            assert!(
                LEGEND
                    .iter()
                    .take(place)
                    .all(|(other, _)| other.choose_form(false) != glyph.choose_form(false)),
                "{glyph:?}"
            );
        }
    }
}
