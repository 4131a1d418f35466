//! How the roles look on whole frames: each cell that means something has the style of its role, in
//! every number of colours, and without colours a weight or a sign of its own.

use dateline::ui::theme::{Background, Depth, FrameStyle, Role};
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use insta::assert_snapshot;

use super::Screen;
use crate::support::flagship;

const LOOKS: [(Depth, Background); 7] = [
    (Depth::None, Background::Dark),
    (Depth::Sixteen, Background::Dark),
    (Depth::Sixteen, Background::Light),
    (Depth::Indexed, Background::Dark),
    (Depth::Indexed, Background::Light),
    (Depth::True, Background::Dark),
    (Depth::True, Background::Light),
];

/// The cell at which a text begins, with a number of cells skipped behind its start.
#[track_caller]
fn cell(buffer: &Buffer, text: &str, skip: usize) -> (String, Style) {
    for y in 0..buffer.area.height {
        let symbols: Vec<&str> = (0..buffer.area.width)
            .map(|x| buffer.cell((x, y)).unwrap().symbol())
            .collect();
        let wanted: Vec<String> = text.chars().map(String::from).collect();
        let found = symbols
            .windows(wanted.len())
            .position(|window| window == wanted);
        if let Some(x) = found {
            let cell = buffer.cell((u16::try_from(x + skip).unwrap(), y)).unwrap();
            let style = Style::new().fg(cell.fg).add_modifier(cell.modifier);
            return (cell.symbol().to_owned(), style);
        }
    }
    panic!("no {text:?} on the screen");
}

/// The style of a role as it lands in a cell, where no colour is the terminal's own.
fn role(look: FrameStyle, role: Role) -> Style {
    let style = look.role_style(role);
    let colour = style.fg.unwrap_or(ratatui::style::Color::Reset);
    Style::new().fg(colour).add_modifier(style.add_modifier)
}

#[test]
fn each_cell_has_the_style_of_its_role() {
    for (depth, background) in LOOKS {
        let screen = Screen::new(flagship()).coloured(depth, background);
        let look = screen.look;
        let buffer = screen.buffer();
        for (text, skip, symbol, expect) in [
            ("Fri 13 Aug 2021", 0, "F", Role::Strong),
            ("T Taliban 18", 0, "T", Role::Party(0)),
            ("G Government 16", 0, "G", Role::Party(1)),
            ("G→T  Logar", 0, "G", Role::Party(1)),
            ("G→T  Logar", 1, "→", Role::Changed),
            ("G→T  Logar", 2, "T", Role::Party(0)),
            ("G! Kabul", 1, "!", Role::Pressure),
            ("►N    G  Balkh", 0, "►", Role::Selected),
            (" +US troops in Kabul", 1, "+", Role::Changed),
            ("12 Aug DoD", 0, "1", Role::Muted),
            ("TROOPS", 0, "T", Role::Strong),
            ("[1 Provinces", 0, "[", Role::Strong),
        ] {
            let (shown, style) = cell(&buffer, text, skip);
            assert_eq!(
                (shown.as_str(), style),
                (symbol, role(look, expect)),
                "{text} {depth:?} {background:?}"
            );
        }
    }
}

#[test]
fn known_then_has_its_own_style_and_its_own_signs() {
    for (depth, background) in LOOKS {
        let screen = Screen::new(flagship())
            .at("2021-08-13 12:00")
            .known("then")
            .coloured(depth, background);
        let buffer = screen.buffer();
        for text in ["AS KNOWN AT", "══"] {
            let (_, style) = cell(&buffer, text, 0);
            assert_eq!(
                style,
                role(screen.look, Role::KnownThen),
                "{text} {depth:?} {background:?}"
            );
        }
    }
}

#[test]
fn no_cell_has_a_background_or_is_reversed() {
    for (depth, background) in LOOKS {
        for keys in ["", "Enter", "?", "g", "3 Down Enter", "2 Down Enter", "t"] {
            let buffer = Screen::new(flagship())
                .coloured(depth, background)
                .keys(keys)
                .buffer();
            let plain = buffer.content().iter().all(|cell| {
                cell.bg == ratatui::style::Color::Reset
                    && !cell.modifier.contains(Modifier::REVERSED)
            });
            assert!(plain, "{keys} {depth:?} {background:?}");
        }
    }
}

/// A role with the letter that stands for it in a picture.
type Shown = (char, Role);

/// Every role with its letter. The marker of a selected row is as bold as a heading.
fn letters() -> impl Iterator<Item = Shown> {
    let others = [
        ('.', Role::Text),
        ('s', Role::Strong),
        ('c', Role::Changed),
        ('p', Role::Pressure),
        ('m', Role::Muted),
        ('k', Role::KnownThen),
        ('x', Role::Problem),
    ];
    let parties = ('a'..='f')
        .zip(0..)
        .map(|(letter, place)| (letter, Role::Party(place)));
    others.into_iter().chain(parties)
}

fn style_at(buffer: &Buffer, x: u16, y: u16) -> Style {
    let cell = buffer.cell((x, y)).unwrap();
    Style::new().fg(cell.fg).add_modifier(cell.modifier)
}

/// The roles of a frame, a letter a cell; blank cells are blank where they look like text.
#[track_caller]
fn roles_of(buffer: &Buffer, look: FrameStyle) -> Vec<Vec<Shown>> {
    let rows = 0..buffer.area.height;
    rows.map(|y| {
        (0..buffer.area.width)
            .map(|x| {
                let style = style_at(buffer, x, y);
                let found = letters().find(|(_, its)| role(look, *its) == style);
                found.unwrap_or_else(|| panic!("no role looks like {style:?} at {x}, {y}"))
            })
            .collect()
    })
    .collect()
}

/// The roles of a frame are as in its picture, and each cell has the look of its role in every number of colours.
#[track_caller]
fn check_roles(name: &str, screen: &Screen<'_>) {
    let at = |(depth, background)| {
        let screen = screen.clone().coloured(depth, background);
        (screen.look, screen.buffer())
    };
    let (look, buffer) = at((Depth::True, Background::Dark));
    let roles = roles_of(&buffer, look);
    let rows = roles.iter().enumerate().map(|(y, row)| {
        let cells = row.iter().enumerate().map(|(x, (letter, _))| {
            let place = (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
            let is_blank = buffer.cell(place).unwrap().symbol() == " ";
            if is_blank && *letter == '.' {
                ' '
            } else {
                *letter
            }
        });
        cells.collect::<String>().trim_end().to_owned()
    });
    assert_snapshot!(format!("roles_{name}"), rows.collect::<Vec<_>>().join("\n"));
    for looks in LOOKS {
        let (look, buffer) = at(looks);
        for (y, row) in (0..).zip(&roles) {
            for (x, shown) in (0..).zip(row) {
                assert_eq!(
                    style_at(&buffer, x, y),
                    role(look, shown.1),
                    "{name} at {x}, {y} in {looks:?}"
                );
            }
        }
    }
}

#[test]
fn every_cell_of_every_screen_has_the_style_of_its_role() {
    let screen = Screen::new(flagship());
    for (columns, rows) in [(200, 60), (160, 48), (120, 40), (80, 24), (40, 12)] {
        check_roles(
            &format!("main_{columns}x{rows}"),
            &screen.clone().size(columns, rows),
        );
    }
    let medium = screen.size(80, 24);
    for (name, keys) in [
        ("evidence", "Enter"),
        ("help", "?"),
        ("going_to_a_date", "g"),
        ("figures", "2 z"),
        ("timeline", "3 z"),
        ("map", "4 z"),
    ] {
        check_roles(name, &medium.clone().keys(keys));
    }
    check_roles("then", &medium.at("2021-08-13 12:00").known("then"));
}
