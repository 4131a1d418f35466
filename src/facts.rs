//! Facts in words: numbers with their qualifiers, moments with their precision, states with their reasons.
//!
//! Panes and exporters both call these, so that a figure reads the same wherever it stands. Nothing
//! here decides what is shown, nor knows how wide the screen is beyond [`WordingStyle`].

pub mod change;
pub mod correction;
pub mod deadline;
pub mod elsewhere;
pub mod figure_sentences;
pub mod moment;
pub mod number;
pub mod palette;
pub mod person;
pub mod place;
pub mod reading;
pub mod remark;
pub mod sentences;
pub mod sign;
pub mod summary;

use crate::model::scenario::Person;
use crate::snapshot::reconciliation::CountVerdict;

/// The style in which facts are put into words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordingStyle {
    /// Qualifiers and changes as words (`about 600`, `up 5`) instead of signs (`~600`, `▲5`).
    pub words: bool,
    /// Nothing but ASCII.
    pub ascii: bool,
}

impl WordingStyle {
    /// Signs, in Unicode.
    pub const SIGNS: Self = Self {
        words: false,
        ascii: false,
    };
    /// Words, in Unicode.
    pub const WORDS: Self = Self {
        words: true,
        ascii: false,
    };

    /// Returns the mark that stands where nothing is known.
    pub fn empty_mark(self) -> &'static str {
        if self.ascii { "-" } else { "–" }
    }

    /// The mark at the end of a text that was cut.
    pub fn cut_mark(self) -> &'static str {
        if self.ascii { ".." } else { "…" }
    }
}

/// A text in capitals at its first letter, for the start of a sentence.
pub fn capitalise_first(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(rest).collect()
    })
}

/// A remark as a sentence of its own.
pub fn to_sentence(text: &str) -> String {
    add_full_stop(&capitalise_first(text))
}

/// A text with a full stop at its end, unless it ends as a sentence does.
pub fn add_full_stop(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// Returns the name of a speaker with the role: `Ned Price, spokesman`.
pub fn word_speaker(person: &Person) -> String {
    let role = person.role.as_ref();
    role.map_or_else(
        || person.name.to_string(),
        |role| format!("{}, {role}", person.name),
    )
}

/// One of what a plural names: `capital`, `county`.
pub fn to_singular(plural: &str) -> String {
    match plural.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => plural.strip_suffix('s').unwrap_or(plural).to_owned(),
    }
}

/// Returns the words for how a stated total compares with the log: in a sentence, and where there is little room.
pub fn word_verdict(verdict: CountVerdict) -> [&'static str; 2] {
    match verdict {
        CountVerdict::Consistent => ["agrees", "ok"],
        CountVerdict::ConsistentWithDisputed => ["agrees if disputed", "disputed"],
        CountVerdict::Behind | CountVerdict::Ahead => ["differs", "differs"],
    }
}

/// The word that a scenario uses for a value, from the table of words beside its type.
pub fn find_word<T: PartialEq + Copy>(words: &[(&'static str, T)], value: T) -> &'static str {
    let found = words.iter().find(|(_, known)| *known == value);
    found.map_or("", |(word, _)| *word)
}
