//! The chapters of the manual: Markdown under `src/manual`, as a document for a terminal or a manual page.
//!
//! Called by `cli::manual`. A chapter's name is no command's, so that `dateline help NAME` is never ambiguous.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::export::document::parts::{Document, DocumentBlock, DocumentTable, DocumentWords};

/// A chapter of the manual.
pub(super) struct Chapter {
    /// The word behind `dateline help`.
    pub(super) name: &'static str,
    /// Its text in Markdown.
    pub(super) text: &'static str,
}

/// Every chapter, in the order of the manual.
pub(super) const CHAPTERS: [Chapter; 11] = [
    Chapter {
        name: "screen",
        text: include_str!("../../manual/screen.md"),
    },
    Chapter {
        name: "keys",
        text: include_str!("../../manual/keys.md"),
    },
    Chapter {
        name: "filters",
        text: include_str!("../../manual/filters.md"),
    },
    Chapter {
        name: "presenting",
        text: include_str!("../../manual/presenting.md"),
    },
    Chapter {
        name: "editing",
        text: include_str!("../../manual/editing.md"),
    },
    Chapter {
        name: "adding",
        text: include_str!("../../manual/adding.md"),
    },
    Chapter {
        name: "checking",
        text: include_str!("../../manual/checking.md"),
    },
    Chapter {
        name: "reports",
        text: include_str!("../../manual/reports.md"),
    },
    Chapter {
        name: "plain-mode",
        text: include_str!("../../manual/plain-mode.md"),
    },
    Chapter {
        name: "settings",
        text: include_str!("../../manual/settings.md"),
    },
    Chapter {
        name: "platforms",
        text: include_str!("../../manual/platforms.md"),
    },
];

impl Chapter {
    /// Returns the chapter of a name, if there is one.
    pub(super) fn find_chapter(name: &str) -> Option<&'static Self> {
        CHAPTERS.iter().find(|chapter| chapter.name == name)
    }

    /// Returns the chapter's title, its first line.
    pub(super) fn chapter_title(&self) -> &'static str {
        let first = self.text.lines().next().unwrap_or_default();
        first.trim_start_matches("# ")
    }

    /// Returns the chapter as a document.
    pub(super) fn to_document(&self) -> Document {
        let mut reader = ChapterReader::default();
        for event in Parser::new_ext(self.text, Options::ENABLE_TABLES) {
            reader.read_event(event);
        }
        reader.document
    }
}

/// Makes a document of the events of a Markdown parser.
#[derive(Default)]
struct ChapterReader {
    document: Document,
    /// The text of the block or cell that is being read.
    text: String,
    /// Where the links being read lead.
    addresses: Vec<String>,
    items: Vec<DocumentWords>,
    cells: Vec<DocumentWords>,
    table: DocumentTable,
    is_in_item: bool,
}

impl ChapterReader {
    fn read_event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Item) => self.is_in_item = true,
            Event::Start(Tag::Link { dest_url, .. }) => self.addresses.push(dest_url.into_string()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => self.text.clear(),
            Event::End(end) => self.end_tag(end),
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(code) => {
                self.text.push('`');
                self.text.push_str(&code);
                self.text.push('`');
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => {}
        }
    }

    fn end_tag(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(level) => {
                let text = self.take_text();
                match level {
                    pulldown_cmark::HeadingLevel::H1 => self.document.title = text,
                    _ => self.document.blocks.push(DocumentBlock::Section(text)),
                }
            }
            // The paragraphs of an item stand in one: lists are of sentences.
            TagEnd::Paragraph if self.is_in_item => self.text.push(' '),
            TagEnd::Paragraph => {
                let words = self.take_text().into();
                self.document.blocks.push(DocumentBlock::Paragraph(words));
            }
            TagEnd::Item => {
                let words = self.take_text().into();
                self.items.push(words);
                self.is_in_item = false;
            }
            TagEnd::List(_) => {
                let items = std::mem::take(&mut self.items);
                self.document.blocks.push(DocumentBlock::Items(items));
            }
            TagEnd::CodeBlock => {
                let text = std::mem::take(&mut self.text);
                self.document.blocks.push(DocumentBlock::Verbatim(text));
            }
            TagEnd::TableCell => {
                let words = self.take_text().into();
                self.cells.push(words);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.table.rows.push(std::mem::take(&mut self.cells));
            }
            TagEnd::Table => {
                let mut table = std::mem::take(&mut self.table);
                table.flexible = table
                    .rows
                    .first()
                    .map_or(0, |row| row.len().saturating_sub(1));
                self.document.blocks.push(DocumentBlock::Table(table));
            }
            TagEnd::Link => {
                let address = self.addresses.pop().unwrap_or_default();
                if address.starts_with("http") {
                    self.text.extend([" <", &address, ">"]);
                }
            }
            _ => {}
        }
    }

    fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text).trim().to_owned()
    }
}
