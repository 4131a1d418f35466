//! What stands under the text of a picture: the colours behind it, lines, bars and fills.
//!
//! `svg` and `html` both lay it there, the one at its size, the other stretched to its font.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;

use crate::frame::ground::{Ground, Rgb, hex};
use crate::frame::runs::{self, Kind};
use crate::frame::shapes::{CELL, Rectangle, of};

/// Everything of a buffer that is no text, as SVG rectangles: what is behind runs, then lines, bars, fills.
pub fn svg(buffer: &Buffer, ground: Ground) -> String {
    let mut out = String::new();
    for (row, runs) in runs::of(buffer, ground).iter().enumerate() {
        let mut drawn: Vec<(Rectangle, Rgb)> = Vec::new();
        for run in runs {
            let (x, y) = (run.column * CELL.0, row * CELL.1);
            if let Some(back) = run.look.back {
                let (width, height) = (run.cells * CELL.0, CELL.1);
                let behind = Rectangle {
                    x,
                    y,
                    width,
                    height,
                    cover: 100,
                };
                drawn.push((behind, back));
            }
            if run.kind != Kind::Drawn {
                continue;
            }
            let colour = run.look.text.unwrap_or_else(|| ground.text());
            for (place, letter) in run.text.chars().enumerate() {
                for part in of(letter) {
                    let x = x + place * CELL.0 + part.x;
                    let part = Rectangle {
                        x,
                        y: y + part.y,
                        ..part
                    };
                    join(&mut drawn, part, colour);
                }
            }
        }
        for (part, colour) in drawn {
            let _ = writeln!(out, "{}", rectangle(part, colour));
        }
    }
    out
}

/// Adds a rectangle, or makes the one to its left longer where the two are one line or bar.
fn join(drawn: &mut Vec<(Rectangle, Rgb)>, part: Rectangle, colour: Rgb) {
    let goes_on = |(last, its): &&mut (Rectangle, Rgb)| {
        *its == colour
            && last.x + last.width == part.x
            && (last.y, last.height, last.cover) == (part.y, part.height, part.cover)
    };
    match drawn.iter_mut().rev().take(4).find(goes_on) {
        Some((last, _)) => last.width += part.width,
        None => drawn.push((part, colour)),
    }
}

fn rectangle(part: Rectangle, colour: Rgb) -> String {
    let opacity = match part.cover {
        100 => String::new(),
        cover => format!(" fill-opacity=\".{cover}\""),
    };
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{opacity}/>",
        tenths(part.x),
        tenths(part.y),
        tenths(part.width),
        tenths(part.height),
        hex(colour)
    )
}

/// Tenths of a unit as a number: `12.5`, `20`.
fn tenths(value: usize) -> String {
    match value % 10 {
        0 => format!("{}", value / 10),
        rest => format!("{}.{rest}", value / 10),
    }
}
