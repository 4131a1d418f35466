//! An event as a person enters it: one short text for each key, from flags or from the fields of a form.
//!
//! [`KEYS`] declares every key once, for the flags of `dateline add`, for the form of the dashboard and for the
//! writer. The modules below read the short forms, resolve spellings to ids and write TOML. Whether the event makes
//! sense is judged by the loader, as everywhere.

pub mod candidates;
pub(super) mod generated_id;
pub(super) mod grammar;
pub mod live_log;
pub(super) mod quote;
pub(super) mod source;
pub(super) mod to_toml;

/// A key of an event that can be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKey {
    /// The id of the event.
    Id,
    /// The moment at which it happened.
    At,
    /// The moment at which it could first be known.
    RecordedAt,
    /// The kind of event.
    Kind,
    /// The headline.
    Headline,
    /// The text below the headline.
    Body,
    /// A place where it happened.
    Place,
    /// A word that groups events.
    Tag,
    /// A source of the event.
    Source,
    /// A source of the event that the scenario does not have yet.
    NewSource,
    /// The credibility of the event.
    Credibility,
    /// The urgency of the event.
    Urgency,
    /// A remark for readers.
    Note,
    /// The event that it corrects.
    Corrects,
    /// An event that had happened before it.
    After,
    /// The publication status.
    PubStatus,
    /// The moment until which it must not be published.
    EmbargoedUntil,
    /// A remark for the desk.
    EditorNote,
    /// A claim about who controls a place.
    Claim,
    /// A reading of a series.
    Figure,
    /// A statement by a person.
    Statement,
    /// A deadline that is set, moved or ended.
    Deadline,
}

/// The names and the description of a key.
#[derive(Clone, Copy, Debug)]
pub struct KeyRow {
    /// The key.
    pub key: EntryKey,
    /// The key in TOML; empty for one that makes a table of its own.
    pub toml: &'static str,
    /// The name of the flag on the command line, without its hyphens.
    pub flag: &'static str,
    /// The form in which a value is entered.
    pub form: &'static str,
    /// The description shown in help.
    pub about: &'static str,
    /// True if the key may be given several times.
    pub is_list: bool,
}

const fn single_row(
    key: EntryKey,
    toml: &'static str,
    flag: &'static str,
    form: &'static str,
    about: &'static str,
) -> KeyRow {
    KeyRow {
        key,
        toml,
        flag,
        form,
        about,
        is_list: false,
    }
}

const fn repeated_row(
    key: EntryKey,
    toml: &'static str,
    flag: &'static str,
    form: &'static str,
    about: &'static str,
) -> KeyRow {
    KeyRow {
        is_list: true,
        ..single_row(key, toml, flag, form, about)
    }
}

/// Every key, in the order in which they are written.
pub const KEYS: [KeyRow; 22] = [
    single_row(
        EntryKey::Id,
        "id",
        "id",
        "ID",
        "Its id; made from its date and its headline if left out",
    ),
    single_row(
        EntryKey::At,
        "at",
        "at",
        "WHEN",
        "When it happened: a date, a part of a day or a time",
    ),
    single_row(
        EntryKey::RecordedAt,
        "recorded_at",
        "recorded-at",
        "WHEN",
        "When it could first be known, if not when it happened",
    ),
    single_row(
        EntryKey::Kind,
        "kind",
        "kind",
        "KIND",
        "Its kind: control, deployment, statement, ...",
    ),
    single_row(
        EntryKey::Headline,
        "headline",
        "headline",
        "TEXT",
        "The line of the timeline",
    ),
    single_row(
        EntryKey::Body,
        "body",
        "body",
        "TEXT",
        "What more there is to say",
    ),
    repeated_row(
        EntryKey::Place,
        "places",
        "place",
        "PLACE",
        "Where it happened",
    ),
    repeated_row(
        EntryKey::Tag,
        "tags",
        "tag",
        "WORD",
        "A word that groups events",
    ),
    repeated_row(
        EntryKey::Source,
        "sources",
        "source",
        "SOURCE",
        "Who says so, the one to be named first",
    ),
    repeated_row(
        EntryKey::NewSource,
        "",
        "new-source",
        "PUBLISHER; TITLE; URL; PUBLISHED; GRADE",
        "Who says so, where the scenario does not have it yet: a [[source]] is written",
    ),
    single_row(
        EntryKey::Credibility,
        "credibility",
        "credibility",
        "1-6",
        "How credible it is: 1 confirmed to 6 not judged",
    ),
    single_row(
        EntryKey::Urgency,
        "urgency",
        "urgency",
        "1-9",
        "How urgent it is: 1 leads the news of its day, 9 comes last",
    ),
    single_row(
        EntryKey::Note,
        "note",
        "note",
        "TEXT",
        "A remark for readers",
    ),
    single_row(
        EntryKey::Corrects,
        "corrects",
        "corrects",
        "EVENT[:KIND][:REASON]",
        "The event that it replaces: corrected, refile or withdrawn, and why",
    ),
    single_row(
        EntryKey::After,
        "after",
        "after",
        "EVENT",
        "An event that had happened by then, where their moments do not say it",
    ),
    single_row(
        EntryKey::PubStatus,
        "pub_status",
        "pub-status",
        "STATUS",
        "Whether it may be published: usable, withheld or cancelled",
    ),
    single_row(
        EntryKey::EmbargoedUntil,
        "embargoed_until",
        "embargoed-until",
        "WHEN",
        "Until when it must not be published",
    ),
    single_row(
        EntryKey::EditorNote,
        "editor_note",
        "editor-note",
        "TEXT",
        "A remark for the desk, which never leaves it",
    ),
    repeated_row(
        EntryKey::Claim,
        "claims",
        "claim",
        "PLACE=PARTY[:STATUS][:BASIS]",
        "Who controls a place, such as kandahar=taliban:held:reported",
    ),
    repeated_row(
        EntryKey::Figure,
        "figures",
        "figure",
        "SERIES=NUMBER[:QUALIFIER][:STATUS]",
        "A reading, such as us-troops-kabul=3000:at-least or =5300-5800:announced",
    ),
    repeated_row(
        EntryKey::Statement,
        "statements",
        "statement",
        "PERSON[:LIKELIHOOD][:CONFIDENCE]=TEXT",
        "What somebody said, such as wallace:likely=Kabul may fall",
    ),
    repeated_row(
        EntryKey::Deadline,
        "deadlines",
        "deadline",
        "ID=WHEN[:LABEL]",
        "A day that is set or moved, such as us-exit=2021-08-31:US withdrawal; or ID=met, =missed, =dropped",
    ),
];

impl EntryKey {
    /// Returns the label of the key in the form.
    pub fn form_label(self) -> &'static str {
        match self {
            Self::Id => "Id",
            Self::At => "When",
            Self::RecordedAt => "First reported",
            Self::Kind => "Kind",
            Self::Headline => "Headline",
            Self::Body => "Body",
            Self::Place => "Place",
            Self::Tag => "Tag",
            Self::Source => "Source",
            Self::NewSource => "New source",
            Self::Credibility => "Credibility",
            Self::Note => "Note",
            Self::Urgency => "Urgency",
            Self::Corrects => "Replaces",
            Self::After => "Happened after",
            Self::PubStatus => "Release",
            Self::EmbargoedUntil => "Embargo until",
            Self::EditorNote => "Desk note",
            Self::Claim => "Claim",
            Self::Figure => "Figure",
            Self::Statement => "Statement",
            Self::Deadline => "Deadline",
        }
    }

    /// Returns the declaration of the key.
    pub fn find_row(self) -> &'static KeyRow {
        let row = KEYS.iter().find(|row| row.key == self);
        row.unwrap_or(&KEYS[0])
    }
}

/// A table of a scenario whose rows have ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryTable {
    /// Places.
    Place,
    /// Parties.
    Party,
    /// People.
    Person,
    /// Sources.
    Source,
    /// Series.
    Series,
    /// Kinds of events.
    Kind,
    /// Events.
    Event,
    /// Deadlines.
    Deadline,
}

/// A key with the text entered for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPart {
    /// The key.
    pub key: EntryKey,
    /// The text, as entered.
    pub text: String,
}

/// An event as entered: its parts, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventEntry {
    /// The parts.
    pub parts: Vec<EntryPart>,
}

impl EventEntry {
    /// Returns whether it names a source: the event, or each of its items.
    pub fn has_source(&self) -> bool {
        let is_item = |part: &&EntryPart| {
            matches!(
                part.key,
                EntryKey::Claim | EntryKey::Figure | EntryKey::Statement
            ) && !part.text.trim().is_empty()
        };
        let names =
            |part: &EntryPart| part.text.contains(":source=") || part.text.contains(":sources=");
        let mut items = self.parts.iter().filter(is_item).peekable();
        let has_own = items.peek().is_some() && items.all(names);
        has_own || self.get(EntryKey::Source).is_some() || self.get(EntryKey::NewSource).is_some()
    }

    /// Returns the text entered for a key that is given once.
    pub fn get(&self, key: EntryKey) -> Option<&str> {
        let part = self.parts.iter().find(|part| part.key == key)?;
        Some(part.text.trim()).filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::raw::RawEvent;
    use crate::scenario::shape::{FieldType, SchemaShape};

    #[test]
    fn every_key_of_an_event_can_be_entered() {
        let FieldType::Table(_, keys) = RawEvent::FORM else {
            panic!("an event is a table");
        };
        let mut known: Vec<&str> = keys.iter().map(|key| key.name).collect();
        // What a lint is told is written by hand, beside what it is told of.
        known.retain(|key| *key != "allow");
        let entered = KEYS.iter().map(|row| row.toml);
        let entered: Vec<&str> = entered.filter(|key| !key.is_empty()).collect();
        assert_eq!(entered, known);
        for row in KEYS {
            assert_eq!(row.key.find_row().toml, row.toml);
        }
    }
}
