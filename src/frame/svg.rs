//! A buffer as SVG: the exact frame for a page or a slide, with text that can be selected.
//!
//! Called by `dateline render --format svg`. Lines and bars are shapes, so that they join; their
//! characters stay as unseen text, so that what is copied is the frame.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;

use crate::frame::palette::{Ground, to_hex};
use crate::frame::shapes::{HEIGHT, WIDTH};
use crate::frame::shapes_layer;
use crate::frame::spans::{self, SpanKind, StyledSpan};
use crate::text::link::Links;
use crate::text::markup::escape_markup;

/// Units from the top of a row to the line on which its letters stand.
const BASELINE: usize = 15;
/// Units of the font; an advance of 0.6 of it is the width of a cell.
const FONT: &str = "16.6667";
/// Fonts in which letters are one cell wide, those first that have the signs.
pub const FAMILY: &str =
    "'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace";

/// Writes a picture of a buffer, and what leads somewhere as links.
pub fn write((buffer, links): (&Buffer, &Links), ground: Ground, title: &str) -> String {
    let (width, height) = picture_size(buffer);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FAMILY}\" font-size=\"{FONT}\">\n\
         <title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n\
         <g shape-rendering=\"crispEdges\">\n{}</g>\n\
         <g fill=\"{}\">\n",
        escape_markup(title),
        to_hex(ground.background_colour()),
        shapes_layer::write_shapes(buffer, ground),
        to_hex(ground.text_colour()),
    );
    for (row, runs) in spans::split_linked_runs(buffer, links, ground)
        .iter()
        .enumerate()
    {
        if runs.is_empty() {
            continue;
        }
        let y = row * HEIGHT + BASELINE;
        let _ = write!(out, "<text y=\"{y}\" xml:space=\"preserve\">");
        for run in runs {
            let text = write_span(run);
            match &run.link {
                Some(link) => {
                    let _ = write!(
                        out,
                        "<a href=\"{}\">{text}</a>",
                        escape_markup(link.as_str())
                    );
                }
                None => out.push_str(&text),
            }
        }
        out.push_str("</text>\n");
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// The units of a picture: across and down.
pub fn picture_size(buffer: &Buffer) -> (usize, usize) {
    let area = buffer.area;
    (
        usize::from(area.width) * WIDTH,
        usize::from(area.height) * HEIGHT,
    )
}

/// A run at its place and as wide as its cells, whatever the font; blanks around it are only for copying.
fn write_span(run: &StyledSpan) -> String {
    let text = run.text.trim_start_matches(' ');
    let before = run.text.len() - text.len();
    let all = text.len();
    let text = text.trim_end_matches(' ');
    let behind = all - text.len();
    if text.is_empty() {
        return " ".repeat(before);
    }
    let x = (run.column + before) * WIDTH;
    let length = (run.cells - before - behind) * WIDTH;
    let fit = match run.kind {
        SpanKind::Letters => format!(" textLength=\"{length}\""),
        SpanKind::Sign | SpanKind::Script => {
            format!(" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"")
        }
        SpanKind::Drawn => " fill-opacity=\"0\"".to_owned(),
    };
    let look = run.look;
    let colour = look.text.map_or_else(String::new, |colour| {
        format!(" fill=\"{}\"", to_hex(colour))
    });
    let marks = [
        (look.bold, " font-weight=\"bold\""),
        (look.italic, " font-style=\"italic\""),
        (look.underlined, " text-decoration=\"underline\""),
    ];
    let marks = marks.iter().filter(|(has, _)| *has).map(|(_, mark)| *mark);
    format!(
        "{}<tspan x=\"{x}\"{fit}{colour}{}>{}</tspan>{}",
        " ".repeat(before),
        marks.collect::<String>(),
        escape_markup(text),
        " ".repeat(behind)
    )
}
