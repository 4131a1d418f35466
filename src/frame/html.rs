//! A buffer as one HTML page: the exact frame as text over shapes, for a page or a mail.
//!
//! Called by `dateline render --format html`. Each sign that a font may have in another width has a
//! box of its own; lines and bars are drawn under the text, so that they join.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;

use crate::frame::palette::{Ground, to_hex};
use crate::frame::shapes_layer;
use crate::frame::spans::{self, RunStyle, SpanKind, StyledSpan};
use crate::frame::svg::{FAMILY, picture_size};
use crate::text::link::Links;
use crate::text::markup::escape_markup;

/// Writes a page with a buffer on it, and what leads somewhere as links.
pub fn write((buffer, links): (&Buffer, &Links), ground: Ground, title: &str) -> String {
    let rows = spans::split_linked_runs(buffer, links, ground);
    let looks = list_styles(&rows);
    let (width, height) = picture_size(buffer);
    let title = escape_markup(title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<div class=\"frame\">\n\
         <svg viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"none\" aria-hidden=\"true\" \
         shape-rendering=\"crispEdges\">\n{}</svg>\n<pre>",
        write_styles(buffer, ground, &looks),
        shapes_layer::write_shapes(buffer, ground),
    );
    for runs in &rows {
        let mut at = 0;
        out.push_str("<div>");
        for run in runs {
            out.push_str(&" ".repeat(run.column.saturating_sub(at)));
            let text = write_span(run, &looks);
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
            at = run.column + run.cells;
        }
        out.push_str("</div>");
    }
    out.push_str("</pre>\n</div>\n</body>\n</html>\n");
    out
}

/// The styles of the page, with a class for each look.
fn write_styles(buffer: &Buffer, ground: Ground, looks: &[RunStyle]) -> String {
    let area = buffer.area;
    let mut out = format!(
        "body {{ margin: 0; background: {back}; }}\n\
         .frame {{ position: relative; display: inline-block; color: {text}; font: 16px/1.25 {FAMILY}; }}\n\
         .frame svg {{ position: absolute; left: 0; top: 0; width: 100%; height: 100%; }}\n\
         .frame pre {{ position: relative; margin: 0; width: {}ch; height: {}em; font: inherit; }}\n\
         .frame div {{ height: 1.25em; }}\n\
         .frame i, .frame b {{ display: inline-block; height: 1.25em; vertical-align: top; \
         text-align: center; font: inherit; white-space: pre; }}\n\
         .frame i {{ width: 1ch; }}\n.frame b {{ width: 2ch; }}\n.frame u {{ color: transparent; text-decoration: none; }}\n\
         .frame a {{ color: inherit; text-decoration: none; }}\n.frame a:hover, .frame a:focus {{ text-decoration: underline; }}\n\
         * {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}\n",
        area.width,
        f32::from(area.height) * 1.25,
        back = to_hex(ground.background_colour()),
        text = to_hex(ground.text_colour()),
    );
    for (place, look) in looks.iter().enumerate() {
        let colour = look
            .text
            .map(|colour| format!("color: {}; ", to_hex(colour)));
        let marks = [
            (look.bold, "font-weight: bold; "),
            (look.italic, "font-style: italic; "),
            (look.underlined, "text-decoration: underline; "),
        ];
        let marks = marks.iter().filter(|(has, _)| *has).map(|(_, mark)| *mark);
        let _ = writeln!(
            out,
            ".frame .l{place} {{ {}{}}}",
            colour.unwrap_or_default(),
            marks.collect::<String>()
        );
    }
    out
}

/// The looks of text that are not plain, each once.
fn list_styles(rows: &[Vec<StyledSpan>]) -> Vec<RunStyle> {
    let mut looks: Vec<RunStyle> = Vec::new();
    for run in rows
        .iter()
        .flatten()
        .filter(|run| run.kind != SpanKind::Drawn)
    {
        let look = of_text(run);
        if look != RunStyle::default() && !looks.contains(&look) {
            looks.push(look);
        }
    }
    looks
}

/// How the text of a run looks; what is behind it is drawn.
fn of_text(run: &StyledSpan) -> RunStyle {
    RunStyle {
        back: None,
        ..run.look
    }
}

fn write_span(run: &StyledSpan, looks: &[RunStyle]) -> String {
    let text = escape_markup(&run.text);
    let place = looks.iter().position(|look| *look == of_text(run));
    let class = place.map_or_else(String::new, |place| format!(" class=\"l{place}\""));
    match (run.kind, run.cells) {
        (SpanKind::Drawn, _) => format!("<u>{text}</u>"),
        (SpanKind::Sign, 1) => format!("<i{class}>{text}</i>"),
        (SpanKind::Sign, _) => format!("<b{class}>{text}</b>"),
        (SpanKind::Script, cells) => format!("<i{class} style=\"width: {cells}ch\">{text}</i>"),
        (SpanKind::Letters, _) if class.is_empty() => text,
        (SpanKind::Letters, _) => format!("<span{class}>{text}</span>"),
    }
}
