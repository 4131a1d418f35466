//! What documents are made of: pieces with a meaning, joined to words, in blocks.
//!
//! Pieces are plain texts; each form escapes and marks them in its own way.

use std::fmt;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentencePiece {
    /// Plain text.
    Text(String),
    /// What counts most in its sentence.
    Strong(String),
    /// What stands for a party, with the party's place in the palette.
    Party(String, usize),
    /// A name that leads to an address.
    Link(String, String),
    /// A number that leads to the list of sources.
    Cite(usize),
    /// The same number in the list of sources.
    Anchor(usize),
}

/// A sentence or a part of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentWords(pub Vec<SentencePiece>);

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is about.
    pub title: String,
    /// Of which moment it is, a line each.
    pub about: Vec<String>,
    /// What it says.
    pub blocks: Vec<DocumentBlock>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentBlock {
    /// The heading of a section.
    Section(String),
    /// A heading within a section.
    Heading(String),
    /// Facts, each with its name.
    Facts(Vec<(String, DocumentWords)>),
    /// Rows that are compared column by column.
    Table(DocumentTable),
    /// A list.
    Items(Vec<DocumentWords>),
    /// Lines that stand as they are.
    Verbatim(String),
    /// A paragraph.
    Paragraph(DocumentWords),
    /// The map of tiles, for forms that can draw it; the facts beside it say the same.
    Map(Vec<Tile>),
}

impl DocumentBlock {
    /// Tells whether nothing of it would be read.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Section(text) | Self::Heading(text) | Self::Verbatim(text) => text.is_empty(),
            Self::Facts(facts) => facts.is_empty(),
            Self::Table(table) => table.rows.is_empty(),
            Self::Items(items) => items.is_empty(),
            Self::Paragraph(words) => words.is_empty(),
            Self::Map(tiles) => tiles.is_empty(),
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentTable {
    /// The names of its columns; empty ones say nothing.
    pub head: Vec<&'static str>,
    /// Which column gives way where there is little room.
    pub flexible: usize,
    /// Columns whose cells end at the same place.
    pub right: Vec<usize>,
    /// Whether plain text has room for a sentence a row only: its first cell, a colon, the others.
    pub is_mentioned: bool,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Vec<DocumentWords>>,
}

/// A place on the map of tiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Column and row, from 0.
    pub at: (u8, u8),
    /// What the place is called on the map.
    pub code: String,
    /// Its name and state in words.
    pub words: String,
    /// Its state in letters and signs.
    pub state: String,
    /// The place in the palette of the party that holds it.
    pub party: Option<usize>,
    /// Whether it changed hands.
    pub has_changed: bool,
}

impl DocumentWords {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a text behind it.
    #[must_use]
    pub fn with_text(self, text: impl Into<String>) -> Self {
        self.with_piece(SentencePiece::Text(text.into()))
    }

    /// With a text behind it that counts most.
    #[must_use]
    pub fn with_strong(self, text: impl Into<String>) -> Self {
        self.with_piece(SentencePiece::Strong(text.into()))
    }

    /// With a piece behind it.
    #[must_use]
    pub fn with_piece(mut self, piece: SentencePiece) -> Self {
        self.0.push(piece);
        self
    }

    /// With more words behind it.
    #[must_use]
    pub fn with_words(mut self, words: Self) -> Self {
        self.0.extend(words.0);
        self
    }

    /// Whether they say nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Several, with a text between each two.
    pub fn join_words(parts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut joined = Self::new();
        for part in parts {
            if !joined.is_empty() {
                joined = joined.with_text(between);
            }
            joined = joined.with_words(part);
        }
        joined
    }
}

impl From<String> for DocumentWords {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::new()
        } else {
            Self(vec![SentencePiece::Text(text)])
        }
    }
}

impl From<&str> for DocumentWords {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl fmt::Display for DocumentWords {
    /// The words as plain text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                SentencePiece::Text(text)
                | SentencePiece::Strong(text)
                | SentencePiece::Party(text, _)
                | SentencePiece::Link(text, _) => f.write_str(text)?,
                SentencePiece::Cite(number) | SentencePiece::Anchor(number) => {
                    write!(f, "[{number}]")?;
                }
            }
        }
        Ok(())
    }
}

/// The address that a link may lead to: of the web, and nothing that a reader would not see.
pub fn is_address(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web && !url.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}
