//! A document as Markdown (`CommonMark` with tables), escaped so that no text of a scenario is markup.
//!
//! Called by the edge.

use crate::export::document::parts::{
    Document, DocumentBlock, DocumentTable, DocumentWords, SentencePiece, is_address,
};

/// Writes a document.
pub fn write(document: &Document) -> String {
    let mut lines = vec![format!("# {}", escape_inline(&document.title))];
    for about in &document.about {
        lines.extend([String::new(), to_single_line(about)]);
    }
    for block in &document.blocks {
        append_block(block, &mut lines);
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Puts a block behind an empty line.
fn append_block(block: &DocumentBlock, lines: &mut Vec<String>) {
    if matches!(block, DocumentBlock::Map(_)) {
        return;
    }
    lines.push(String::new());
    match block {
        DocumentBlock::Section(text) => lines.push(format!("## {}", escape_inline(text))),
        DocumentBlock::Heading(text) => lines.push(format!("### {}", escape_inline(text))),
        DocumentBlock::Facts(facts) => lines.extend(facts.iter().map(|(name, words)| {
            format!(
                "- **{}:** {}",
                escape_inline(name),
                to_inline_markdown(words)
            )
        })),
        DocumentBlock::Table(table) => put_table(table, lines),
        DocumentBlock::Items(items) => {
            lines.extend(
                items
                    .iter()
                    .map(|item| format!("- {}", escape_start(&to_inline_markdown(item)))),
            );
        }
        DocumentBlock::Paragraph(words) => lines.push(escape_start(&to_inline_markdown(words))),
        DocumentBlock::Verbatim(text) => lines.push(format!("```text\n{}\n```", text.trim_end())),
        DocumentBlock::Map(_) => {}
    }
}

fn put_table(table: &DocumentTable, lines: &mut Vec<String>) {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rule = (0..table.head.len()).map(|column| {
        let is_right = table.right.contains(&column);
        (if is_right { "---:" } else { "---" }).to_owned()
    });
    lines.push(row(table
        .head
        .iter()
        .map(|name| escape_inline(name))
        .collect()));
    lines.push(row(rule.collect()));
    let rows = table.rows.iter();
    lines.extend(rows.map(|cells| row(cells.iter().map(to_inline_markdown).collect())));
}

fn to_inline_markdown(words: &DocumentWords) -> String {
    let pieces = words.0.iter().map(|piece| match piece {
        SentencePiece::Strong(text) | SentencePiece::Party(text, _) => {
            format!("**{}**", escape_inline(text))
        }
        SentencePiece::Link(text, url) if is_address(url) => {
            format!("[{}]({})", escape_inline(text), encode_address(url))
        }
        SentencePiece::Text(text) | SentencePiece::Link(text, _) => escape_inline(text),
        SentencePiece::Cite(number) | SentencePiece::Anchor(number) => format!("\\[{number}\\]"),
    });
    pieces.collect()
}

/// Escapes what would be markup anywhere in a line; a line break becomes a blank.
fn escape_inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '>' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    out
}

/// A text on a line of its own.
fn to_single_line(text: &str) -> String {
    escape_start(&escape_inline(text))
}

/// Escapes what would be markup at the start of a line: a list, a rule, a heading underlined.
fn escape_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits).unwrap_or((text, ""));
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}\\{rest}");
    }
    if text.starts_with(['-', '+', '=']) {
        return format!("\\{text}");
    }
    text.to_owned()
}

/// An address behind a link, with what would end it or be markup as percents.
fn encode_address(url: &str) -> String {
    let signs = [
        ('\\', "%5C"),
        ('<', "%3C"),
        ('>', "%3E"),
        ('(', "%28"),
        (')', "%29"),
        ('|', "%7C"),
    ];
    let url = url.to_owned();
    signs
        .iter()
        .fold(url, |url, (sign, percent)| url.replace(*sign, percent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(
            escape_inline("*a* _b_ `c` [d](e) <b>f</b> | # ~g~ \\ & h\ni"),
            "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) &lt;b\\>f&lt;/b\\> \\| \\# \\~g\\~ \\\\ &amp; h i"
        );
        assert_eq!(to_single_line("1. first"), "1\\. first");
        assert_eq!(to_single_line("- item"), "\\- item");
        assert_eq!(to_single_line("2021 was"), "2021 was");
    }

    #[test]
    fn links_lead_to_the_web_alone() {
        let link = |url: &str| {
            to_inline_markdown(&DocumentWords(vec![SentencePiece::Link(
                "a".into(),
                url.into(),
            )]))
        };
        assert_eq!(
            link("https://a.example/(b)>"),
            "[a](https://a.example/%28b%29%3E)"
        );
        assert_eq!(link("javascript:alert(1)"), "a");
        assert_eq!(link("https://a b"), "a");
    }
}
