//! What stands under the text of a picture: the colours behind it, lines, bars and fills.
//!
//! `svg` and `html` both lay it there, the one at its size, the other stretched to its font.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;

use crate::frame::palette::{Ground, PixelRgb, to_hex};
use crate::frame::shapes::{CELL, Rectangle, list_rectangles};
use crate::frame::spans::{self, SpanKind};

/// Everything of a buffer that is no text, as SVG rectangles: what is behind runs, then lines, bars, fills.
pub fn write_shapes(buffer: &Buffer, ground: Ground) -> String {
    let mut out = String::new();
    for (row, runs) in spans::split_runs(buffer, ground).iter().enumerate() {
        let mut drawn: Vec<(Rectangle, PixelRgb)> = Vec::new();
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
            if run.kind != SpanKind::Drawn {
                continue;
            }
            let colour = run.look.text.unwrap_or_else(|| ground.text_colour());
            for (place, letter) in run.text.chars().enumerate() {
                for part in list_rectangles(letter) {
                    let x = x + place * CELL.0 + part.x;
                    let part = Rectangle {
                        x,
                        y: y + part.y,
                        ..part
                    };
                    join_rectangles(&mut drawn, part, colour);
                }
            }
        }
        for (part, colour) in drawn {
            let _ = writeln!(out, "{}", write_rectangle(part, colour));
        }
    }
    out
}

/// Adds a rectangle, or makes the one to its left longer where the two are one line or bar.
fn join_rectangles(drawn: &mut Vec<(Rectangle, PixelRgb)>, part: Rectangle, colour: PixelRgb) {
    let continues = |(last, its): &&mut (Rectangle, PixelRgb)| {
        *its == colour
            && last.x + last.width == part.x
            && (last.y, last.height, last.cover) == (part.y, part.height, part.cover)
    };
    match drawn.iter_mut().rev().take(4).find(continues) {
        Some((last, _)) => last.width += part.width,
        None => drawn.push((part, colour)),
    }
}

fn write_rectangle(part: Rectangle, colour: PixelRgb) -> String {
    let opacity = match part.cover {
        100 => String::new(),
        cover => format!(" fill-opacity=\".{cover}\""),
    };
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{opacity}/>",
        format_tenths(part.x),
        format_tenths(part.y),
        format_tenths(part.width),
        format_tenths(part.height),
        to_hex(colour)
    )
}

/// Tenths of a unit as a number: `12.5`, `20`.
fn format_tenths(value: usize) -> String {
    match value % 10 {
        0 => format!("{}", value / 10),
        rest => format!("{}.{rest}", value / 10),
    }
}
