//! How a role looks: in 16, 256 or true colours or none, on dark or light.
//!
//! Panes ask for a [`Role`] and never name a colour. Colour never changes a character, and whatever
//! it says a letter, a sign or a word says too. Text and rules keep the terminal's own colours.

use ratatui::style::{Color, Modifier, Style};

use crate::facts;
use crate::facts::palette::{PARTIES_ON_LIGHT, place_in_palette};
use crate::model::id::PartyKey;
use crate::model::scenario::Scenario;

/// What something on the screen means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Plain text and rules.
    Text,
    /// A party's letters and fills, by its place in the palette.
    Party(usize),
    /// What changed today, and warnings.
    Changed,
    /// Pressure on a place.
    Pressure,
    /// What is less important.
    Muted,
    /// That the screen shows what was known then.
    KnownThen,
    /// A problem.
    Problem,
    /// The marker of the selected row. The row keeps its look, so that a move sends two markers and no text.
    Selected,
    /// What a search has found.
    Match,
    /// Headings and the date.
    Strong,
}

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// None: signs, letters and weight alone.
    #[default]
    None,
    /// The sixteen of its palette.
    Sixteen,
    /// 256.
    Indexed,
    /// True colour.
    True,
}

/// Whether the terminal's background is dark or light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// Dark.
    #[default]
    Dark,
    /// Light.
    Light,
}

/// A colour in each depth: of sixteen (`None` is the text's own), of 256, true.
#[derive(Clone, Copy)]
struct Paint(Option<Color>, u8, (u8, u8, u8));

impl Paint {
    fn to_color(self, depth: Depth) -> Option<Color> {
        match depth {
            Depth::None => None,
            Depth::Sixteen => self.0,
            Depth::Indexed => Some(Color::Indexed(self.1)),
            Depth::True => Some(Color::Rgb(self.2.0, self.2.1, self.2.2)),
        }
    }
}

/// The colours of a background; parties by their place in the palette, the last one for all that follow.
struct Palette {
    parties: [Paint; 6],
    changed: Paint,
    pressure: Paint,
    muted: Paint,
    known_then: Paint,
    problem: Paint,
}

const DARK: Palette = Palette {
    parties: [
        Paint(Some(Color::LightRed), 209, (0xff, 0x8a, 0x5c)),
        Paint(Some(Color::LightCyan), 75, (0x6c, 0xb6, 0xff)),
        Paint(Some(Color::LightGreen), 79, (0x2f, 0xc7, 0x95)),
        Paint(Some(Color::LightMagenta), 182, (0xe6, 0xa5, 0xe0)),
        Paint(Some(Color::LightYellow), 227, (0xf0, 0xe0, 0x5a)),
        Paint(None, 231, (0xff, 0xff, 0xff)),
    ],
    changed: Paint(Some(Color::LightYellow), 221, (0xff, 0xd7, 0x5f)),
    pressure: Paint(Some(Color::LightYellow), 216, (0xff, 0xaf, 0x87)),
    muted: Paint(None, 248, (0xa3, 0xa3, 0xa3)),
    known_then: Paint(Some(Color::LightMagenta), 183, (0xd7, 0xaf, 0xff)),
    problem: Paint(Some(Color::LightRed), 210, (0xff, 0x8f, 0x8f)),
};

const LIGHT: Palette = Palette {
    parties: [
        Paint(Some(Color::Red), 124, PARTIES_ON_LIGHT[0]),
        Paint(Some(Color::Blue), 25, PARTIES_ON_LIGHT[1]),
        Paint(Some(Color::Magenta), 23, PARTIES_ON_LIGHT[2]),
        Paint(None, 90, PARTIES_ON_LIGHT[3]),
        Paint(None, 58, PARTIES_ON_LIGHT[4]),
        Paint(None, 235, PARTIES_ON_LIGHT[5]),
    ],
    changed: Paint(None, 94, (0x7a, 0x4f, 0x00)),
    pressure: Paint(Some(Color::Red), 94, (0x8f, 0x3d, 0x00)),
    muted: Paint(None, 240, (0x5c, 0x5c, 0x5c)),
    known_then: Paint(Some(Color::Magenta), 54, (0x6a, 0x3d, 0x9a)),
    problem: Paint(Some(Color::Red), 124, (0xa8, 0x07, 0x1a)),
};

/// How a frame looks: colours, glyphs and wording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FrameStyle {
    /// How many colours.
    pub depth: Depth,
    /// On which background.
    pub background: Background,
    /// How facts are put into words, and whether in ASCII alone.
    pub wording: facts::WordingStyle,
}

impl FrameStyle {
    /// The same look with facts in words, or in signs.
    #[must_use]
    pub fn with_words(self, words: bool) -> Self {
        Self {
            wording: facts::WordingStyle {
                words,
                ..self.wording
            },
            ..self
        }
    }

    /// Whether only ASCII may be drawn.
    pub fn is_ascii(&self) -> bool {
        self.wording.ascii
    }

    /// How a role looks.
    pub fn role_style(&self, role: Role) -> Style {
        let palette = match self.background {
            Background::Dark => &DARK,
            Background::Light => &LIGHT,
        };
        let paint = match role {
            Role::Text | Role::Selected | Role::Match | Role::Strong => None,
            Role::Party(place) => palette
                .parties
                .get(place)
                .or(palette.parties.last())
                .copied(),
            Role::Changed => Some(palette.changed),
            Role::Pressure => Some(palette.pressure),
            Role::Muted => Some(palette.muted),
            Role::KnownThen => Some(palette.known_then),
            Role::Problem => Some(palette.problem),
        };
        let style = paint
            .and_then(|paint| paint.to_color(self.depth))
            .map_or_else(Style::new, |colour| Style::new().fg(colour));
        match role {
            Role::Selected | Role::Strong | Role::Changed | Role::Problem | Role::KnownThen => {
                style.add_modifier(Modifier::BOLD)
            }
            Role::Match => style.add_modifier(Modifier::UNDERLINED),
            Role::Party(0) if self.depth == Depth::None => style.add_modifier(Modifier::BOLD),
            _ => style,
        }
    }

    /// How a party looks.
    pub fn party_style(&self, scenario: &Scenario, party: Option<PartyKey>) -> Style {
        party.map_or_else(Style::new, |party| {
            self.role_style(Role::Party(place_in_palette(scenario, party)))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// Backgrounds that terminals have: xterm's, Windows Terminal's, VS Code's, One Dark, Solarized, Ubuntu's.
    const DARK_GROUNDS: [u32; 6] = [
        0x00_0000, 0x0c_0c0c, 0x1e_1e1e, 0x28_2c34, 0x00_2b36, 0x30_0a24,
    ];
    const LIGHT_GROUNDS: [u32; 5] = [0xff_ffff, 0xfa_fafa, 0xf5_f5f5, 0xee_eeee, 0xfd_f6e3];
    /// The contrast that WCAG 2.1 asks of text.
    const LEAST: f64 = 4.5;

    fn split(rgb: u32) -> [u8; 3] {
        let [_, red, green, blue] = rgb.to_be_bytes();
        [red, green, blue]
    }

    /// The relative luminance of WCAG 2.1.
    fn luminance(colour: [u8; 3]) -> f64 {
        let [red, green, blue] = colour.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.03928 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The value of a colour of xterm's 256, of the cube or the greys.
    fn indexed(index: u8) -> [u8; 3] {
        let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
        match index {
            232.. => [8 + 10 * (index - 232); 3],
            16.. => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(level),
            _ => panic!("{index} depends on the terminal's palette"),
        }
    }

    fn roles() -> Vec<Role> {
        let parties = (0..6).map(Role::Party);
        let others = [
            Role::Changed,
            Role::Pressure,
            Role::Muted,
            Role::KnownThen,
            Role::Problem,
        ];
        parties.chain(others).collect()
    }

    /// The lowest contrast of a role, in 256 and in true colours.
    fn lowest(role: Role, background: Background) -> f64 {
        let grounds: &[u32] = match background {
            Background::Dark => &DARK_GROUNDS,
            Background::Light => &LIGHT_GROUNDS,
        };
        let value = |depth| match (FrameStyle {
            depth,
            background,
            ..FrameStyle::default()
        })
        .role_style(role)
        .fg
        {
            Some(Color::Indexed(index)) => indexed(index),
            Some(Color::Rgb(red, green, blue)) => [red, green, blue],
            other => panic!("{role:?} has no value of its own: {other:?}"),
        };
        let values = [value(Depth::Indexed), value(Depth::True)];
        let pairs = values.iter().flat_map(|value| {
            grounds
                .iter()
                .map(|ground| contrast(*value, split(*ground)))
        });
        pairs.fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn every_colour_can_be_read_on_every_ground() {
        let mut table = String::new();
        for role in roles() {
            let (dark, light) = (
                lowest(role, Background::Dark),
                lowest(role, Background::Light),
            );
            assert!(
                dark >= LEAST && light >= LEAST,
                "{role:?}: {dark:.2} on dark, {light:.2} on light"
            );
            writeln!(table, "{role:?}: {dark:.1} on dark, {light:.1} on light").unwrap();
        }
        insta::assert_snapshot!(table, @r"
        Party(0): 5.9 on dark, 5.8 on light
        Party(1): 6.0 on dark, 5.6 on light
        Party(2): 6.5 on dark, 6.0 on light
        Party(3): 7.2 on dark, 6.4 on light
        Party(4): 10.3 on dark, 5.8 on light
        Party(5): 14.0 on dark, 12.2 on light
        Changed: 10.1 on dark, 4.9 on light
        Pressure: 7.8 on dark, 4.9 on light
        Muted: 5.5 on dark, 5.8 on light
        KnownThen: 7.6 on dark, 6.6 on light
        Problem: 6.0 on dark, 6.4 on light
        ");
    }

    #[test]
    fn without_colours_weight_says_it() {
        let look = FrameStyle::default();
        for role in roles()
            .into_iter()
            .chain([Role::Selected, Role::Strong, Role::Text])
        {
            assert_eq!(
                (look.role_style(role).fg, look.role_style(role).bg),
                (None, None),
                "{role:?}"
            );
        }
        for role in [
            Role::Selected,
            Role::Strong,
            Role::Changed,
            Role::Problem,
            Role::KnownThen,
            Role::Party(0),
        ] {
            assert!(
                look.role_style(role).add_modifier.contains(Modifier::BOLD),
                "{role:?}"
            );
        }
    }

    #[test]
    fn sixteen_colours_avoid_those_that_palettes_make_too_dark() {
        for background in [Background::Dark, Background::Light] {
            for role in roles() {
                let colour = (FrameStyle {
                    depth: Depth::Sixteen,
                    background,
                    ..FrameStyle::default()
                })
                .role_style(role)
                .fg;
                assert!(
                    !matches!(
                        colour,
                        Some(Color::DarkGray | Color::Gray | Color::Black | Color::White)
                    ),
                    "{role:?}"
                );
                let is_dark_blue = background == Background::Dark && colour == Some(Color::Blue);
                assert!(!is_dark_blue, "{role:?}");
            }
        }
    }
}
