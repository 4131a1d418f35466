//! A buffer as one HTML page: the exact frame as text over shapes, for a page or a mail.
//!
//! Called by `dateline render --format html`. Each sign that a font may have in another width has a
//! box of its own; lines and bars are drawn under the text, so that they join.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;

use crate::frame::ground::{Ground, hex};
use crate::frame::layer;
use crate::frame::runs::{self, Kind, Look, Run};
use crate::frame::svg::{FAMILY, size};
use crate::text::link::Links;
use crate::text::markup::escape;

/// Writes a page with a buffer on it, and what leads somewhere as links.
pub fn write((buffer, links): (&Buffer, &Links), ground: Ground, title: &str) -> String {
    let rows = runs::linked(buffer, links, ground);
    let looks = looks(&rows);
    let (width, height) = size(buffer);
    let title = escape(title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<div class=\"frame\">\n\
         <svg viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"none\" aria-hidden=\"true\" \
         shape-rendering=\"crispEdges\">\n{}</svg>\n<pre>",
        style(buffer, ground, &looks),
        layer::svg(buffer, ground),
    );
    for runs in &rows {
        let mut at = 0;
        out.push_str("<div>");
        for run in runs {
            out.push_str(&" ".repeat(run.column.saturating_sub(at)));
            let text = span(run, &looks);
            match &run.link {
                Some(link) => {
                    let _ = write!(out, "<a href=\"{}\">{text}</a>", escape(link.as_str()));
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
fn style(buffer: &Buffer, ground: Ground, looks: &[Look]) -> String {
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
        back = hex(ground.back()),
        text = hex(ground.text()),
    );
    for (place, look) in looks.iter().enumerate() {
        let colour = look.text.map(|colour| format!("color: {}; ", hex(colour)));
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
fn looks(rows: &[Vec<Run>]) -> Vec<Look> {
    let mut looks: Vec<Look> = Vec::new();
    for run in rows.iter().flatten().filter(|run| run.kind != Kind::Drawn) {
        let look = of_text(run);
        if look != Look::default() && !looks.contains(&look) {
            looks.push(look);
        }
    }
    looks
}

/// How the text of a run looks; what is behind it is drawn.
fn of_text(run: &Run) -> Look {
    Look {
        back: None,
        ..run.look
    }
}

fn span(run: &Run, looks: &[Look]) -> String {
    let text = escape(&run.text);
    let place = looks.iter().position(|look| *look == of_text(run));
    let class = place.map_or_else(String::new, |place| format!(" class=\"l{place}\""));
    match (run.kind, run.cells) {
        (Kind::Drawn, _) => format!("<u>{text}</u>"),
        (Kind::Sign, 1) => format!("<i{class}>{text}</i>"),
        (Kind::Sign, _) => format!("<b{class}>{text}</b>"),
        (Kind::Script, cells) => format!("<i{class} style=\"width: {cells}ch\">{text}</i>"),
        (Kind::Letters, _) if class.is_empty() => text,
        (Kind::Letters, _) => format!("<span{class}>{text}</span>"),
    }
}
