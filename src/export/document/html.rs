//! A document as one HTML file without a script: for a screen, a mail, or two sides of A4.
//!
//! Called by the edge. Every text is escaped, styles stand in the file, nothing is fetched. The map of
//! tiles is drawn as SVG.

use std::fmt::Write as _;

use crate::export::document::parts::{
    Document, DocumentBlock, DocumentTable, DocumentWords, SentencePiece, Tile, is_address,
};
use crate::facts::palette::PARTIES_ON_LIGHT;
use crate::text::markup::escape_markup;

const STYLE: &str = include_str!("html/document.css");

/// Writes a document.
pub fn write(document: &Document) -> String {
    let title = escape_markup(&document.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}{}</style>\n</head>\n<body>\n<main>\n<header>\n<h1>{title}</h1>\n",
        palette_css()
    );
    for about in &document.about {
        let _ = writeln!(out, "<p>{}</p>", escape_markup(about));
    }
    out.push_str("</header>\n");
    let mut is_open = false;
    for block in &document.blocks {
        if let DocumentBlock::Section(text) = block {
            out.push_str(if is_open { "</section>\n" } else { "" });
            let _ = writeln!(out, "<section>\n<h2>{}</h2>", escape_markup(text));
            is_open = true;
        } else {
            append_block(block, &mut out);
        }
    }
    out.push_str(if is_open { "</section>\n" } else { "" });
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// A class for each party's colour.
fn palette_css() -> String {
    let mut out = String::new();
    for (place, (red, green, blue)) in PARTIES_ON_LIGHT.iter().enumerate() {
        let _ = writeln!(
            out,
            ".p{place}, .map .p{place} {{ color: #{red:02x}{green:02x}{blue:02x}; fill: #{red:02x}{green:02x}{blue:02x}; }}"
        );
    }
    out
}

/// The class of a party's colour.
fn party_class(party: usize) -> String {
    format!("p{}", party.min(PARTIES_ON_LIGHT.len() - 1))
}

fn append_block(block: &DocumentBlock, out: &mut String) {
    let _ = match block {
        DocumentBlock::Section(text) | DocumentBlock::Heading(text) => {
            writeln!(out, "<h3>{}</h3>", escape_markup(text))
        }
        DocumentBlock::Facts(facts) => {
            out.push_str("<dl>\n");
            for (name, words) in facts {
                let (name, words) = (escape_markup(name), to_inline_html(words));
                let _ = writeln!(out, "<dt>{name}</dt><dd>{words}</dd>");
            }
            writeln!(out, "</dl>")
        }
        DocumentBlock::Table(table) => {
            put_table(table, out);
            Ok(())
        }
        DocumentBlock::Items(items) => {
            out.push_str("<ul>\n");
            for item in items {
                let _ = writeln!(out, "<li>{}</li>", to_inline_html(item));
            }
            writeln!(out, "</ul>")
        }
        DocumentBlock::Verbatim(text) => writeln!(out, "<pre>{}</pre>", escape_markup(text)),
        DocumentBlock::Paragraph(words) => writeln!(out, "<p>{}</p>", to_inline_html(words)),
        DocumentBlock::Map(tiles) => {
            put_map(tiles, out);
            Ok(())
        }
    };
}

fn put_table(table: &DocumentTable, out: &mut String) {
    let class = |column: usize| {
        if table.right.contains(&column) {
            " class=\"right\""
        } else if column == table.flexible {
            " class=\"wide\""
        } else {
            ""
        }
    };
    out.push_str("<table>\n");
    if table.head.iter().any(|name| !name.is_empty()) {
        out.push_str("<thead><tr>");
        for (column, name) in table.head.iter().enumerate() {
            let _ = write!(out, "<th{}>{}</th>", class(column), escape_markup(name));
        }
        out.push_str("</tr></thead>\n");
    }
    out.push_str("<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let _ = write!(out, "<td{}>{}</td>", class(column), to_inline_html(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn to_inline_html(words: &DocumentWords) -> String {
    let pieces = words.0.iter().map(|piece| match piece {
        SentencePiece::Strong(text) => format!("<strong>{}</strong>", escape_markup(text)),
        SentencePiece::Party(text, party) => format!(
            "<b class=\"{}\">{}</b>",
            party_class(*party),
            escape_markup(text)
        ),
        SentencePiece::Link(text, url) if is_address(url) => format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
            escape_markup(url),
            escape_markup(text)
        ),
        SentencePiece::Text(text) | SentencePiece::Link(text, _) => escape_markup(text),
        SentencePiece::Cite(number) => {
            format!("<a class=\"cite\" href=\"#source-{number}\">[{number}]</a>")
        }
        SentencePiece::Anchor(number) => format!("<span id=\"source-{number}\">[{number}]</span>"),
    });
    pieces.collect()
}

/// Units of the drawing that a tile takes: across and down, the gap included.
const TILE: (u32, u32) = (44, 30);

fn put_map(tiles: &[Tile], out: &mut String) {
    let side = |last: Option<u8>| u32::from(last.unwrap_or(0)) + 1;
    let columns = side(tiles.iter().map(|tile| tile.at.0).max());
    let rows = side(tiles.iter().map(|tile| tile.at.1).max());
    let _ = writeln!(
        out,
        "<svg class=\"map\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"Map of tiles\">",
        columns * TILE.0,
        rows * TILE.1
    );
    for tile in tiles {
        let (x, y) = (u32::from(tile.at.0) * TILE.0, u32::from(tile.at.1) * TILE.1);
        let party = tile.party.map_or_else(|| "none".to_owned(), party_class);
        let changed = if tile.has_changed { " changed" } else { "" };
        let _ = writeln!(
            out,
            "<g transform=\"translate({x} {y})\"><title>{}</title>\
             <rect class=\"tile {party}{changed}\" x=\"1.5\" y=\"1.5\" width=\"40\" height=\"26\"/>\
             <text x=\"21.5\" y=\"12\">{}</text><text class=\"state {party}\" x=\"21.5\" y=\"23.5\">{}</text></g>",
            escape_markup(&tile.words),
            escape_markup(&tile.code),
            escape_markup(&tile.state)
        );
    }
    out.push_str("</svg>\n");
}
