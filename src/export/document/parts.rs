//! What documents are made of: pieces with a meaning, joined to words, in blocks.
//!
//! Pieces are plain texts; each form escapes and marks them in its own way.

use std::fmt;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
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
pub struct Words(pub Vec<Piece>);

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is about.
    pub title: String,
    /// Of which moment it is, a line each.
    pub about: Vec<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The heading of a section.
    Section(String),
    /// A heading within a section.
    Heading(String),
    /// Facts, each with its name.
    Facts(Vec<(String, Words)>),
    /// Rows that are compared column by column.
    Table(Table),
    /// A list.
    Items(Vec<Words>),
    /// Lines that stand as they are.
    Verbatim(String),
    /// A paragraph.
    Paragraph(Words),
    /// The map of tiles, for forms that can draw it; the facts beside it say the same.
    Map(Vec<Tile>),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of its columns; empty ones say nothing.
    pub head: Vec<&'static str>,
    /// Which column gives way where there is little room.
    pub flexible: usize,
    /// Columns whose cells end at the same place.
    pub right: Vec<usize>,
    /// Whether plain text has room for a sentence a row only: its first cell, a colon, the others.
    pub is_told: bool,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Vec<Words>>,
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

impl Words {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a text behind it.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.piece(Piece::Text(text.into()))
    }

    /// With a text behind it that counts most.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.piece(Piece::Strong(text.into()))
    }

    /// With a piece behind it.
    #[must_use]
    pub fn piece(mut self, piece: Piece) -> Self {
        self.0.push(piece);
        self
    }

    /// With more words behind it.
    #[must_use]
    pub fn words(mut self, words: Self) -> Self {
        self.0.extend(words.0);
        self
    }

    /// Whether they say nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Several, with a text between each two.
    pub fn joined(parts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut joined = Self::new();
        for part in parts {
            if !joined.is_empty() {
                joined = joined.text(between);
            }
            joined = joined.words(part);
        }
        joined
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::new()
        } else {
            Self(vec![Piece::Text(text)])
        }
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl fmt::Display for Words {
    /// The words as plain text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Text(text)
                | Piece::Strong(text)
                | Piece::Party(text, _)
                | Piece::Link(text, _) => f.write_str(text)?,
                Piece::Cite(number) | Piece::Anchor(number) => write!(f, "[{number}]")?,
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
