//! A source as it is entered with an event: `publisher; title; url; published; grade`.
//!
//! It is written as a `[[source]]` table. The publisher stands first; the other parts are recognised by their form,
//! come in any order, and may be left out. Errors in a value are reported by the loader, as everywhere.

use super::grammar::{EntryFault, ItemSlot, SlotKind, make_fault, make_slot};
use super::{EntryKey, generated_id};
use crate::model::grade::Reliability;
use crate::model::scenario::Scenario;
use crate::text::case_fold::case_fold;
use crate::text::{Text, quote_text};

/// A source that is to be added to the scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct NewSource {
    /// The index of the part of the entry.
    pub(in crate::scenario) part: usize,
    /// The id that was made for it.
    pub(in crate::scenario) id: String,
    /// The keys and values.
    pub(super) slots: Vec<ItemSlot>,
}

/// The keys of a source, in the order in which they are written.
const ORDER: [&str; 5] = ["publisher", "title", "published", "url", "reliability"];

impl NewSource {
    /// Reads a source and makes an id for it from its publisher and its date, or that of the event.
    pub(in crate::scenario) fn read(
        part: usize,
        text: &str,
        at: &str,
        scenario: Option<&Scenario>,
        taken: &[String],
    ) -> Result<Self, EntryFault> {
        let mut slots = read(text)?;
        slots.sort_by_key(|slot| ORDER.iter().position(|key| *key == slot.key));
        let value = |key: &str| {
            slots
                .iter()
                .find(|slot| slot.key == key)
                .map(|slot| slot.value.as_str())
        };
        if let Some(known) = scenario.and_then(|scenario| same_as(&slots, scenario)) {
            let message = format!("the scenario has this source already: '{known}'");
            let help = format!("write --{} {known}", EntryKey::Source.find_row().flag);
            return Err(make_fault(text, text, message, help));
        }
        let is_taken = |id: &str| {
            taken.iter().any(|other| other == id)
                || scenario.is_some_and(|scenario| {
                    scenario
                        .sources
                        .iter()
                        .any(|source| source.id.as_str() == id)
                })
        };
        let day = value("published").unwrap_or(at);
        let id = generated_id::source_id(value("publisher").unwrap_or_default(), day, &is_taken);
        Ok(Self { part, id, slots })
    }
}

/// Returns the id of a source that has the same address, or the same publisher and title.
fn same_as(slots: &[ItemSlot], scenario: &Scenario) -> Option<String> {
    let is_typed = |key: &str, text: &Text| {
        let slot = slots.iter().find(|slot| slot.key == key);
        slot.is_some_and(|slot| case_fold(&slot.value) == case_fold(text))
    };
    let found = scenario.sources.iter().find(|source| {
        let has = |key, text: &Option<Text>| text.as_ref().is_some_and(|text| is_typed(key, text));
        has("url", &source.url)
            || has("title", &source.title) && is_typed("publisher", &source.publisher)
    });
    found.map(|source| source.id.as_str().to_owned())
}

/// Reads the keys of a source.
fn read(text: &str) -> Result<Vec<ItemSlot>, EntryFault> {
    let (publisher, rest) = text.split_once(';').unwrap_or((text, ""));
    if publisher.trim().is_empty() || publisher.contains("://") {
        let message = format!(
            "'{}' does not begin with a publisher",
            quote_text(text.trim())
        );
        let help = format!("write {}", EntryKey::NewSource.find_row().form);
        return Err(make_fault(text, text, message, help));
    }
    let mut slots = vec![make_slot(text, "publisher", SlotKind::Line, publisher)];
    for piece in rest.split(';').filter(|piece| !piece.trim().is_empty()) {
        let typed = piece.trim();
        let mut found = match typed.as_bytes() {
            [letter] if is_grade(*letter) => ItemSlot {
                value: typed.to_ascii_uppercase(),
                ..make_slot(text, "reliability", SlotKind::Line, piece)
            },
            [letter, b'1'..=b'6'] if is_grade(*letter) => {
                let message = format!("'{}' is the grade of an item", quote_text(typed));
                let help = "a source has the letter alone; the number is the event's credibility";
                return Err(make_fault(text, piece, message, help));
            }
            _ if typed.contains("://") => make_slot(text, "url", SlotKind::Line, piece),
            _ if is_day(typed) => make_slot(text, "published", SlotKind::Moment, piece),
            _ => make_slot(text, "title", SlotKind::Line, piece),
        };
        let same = slots.iter().position(|slot| slot.key == found.key);
        if let Some(same) = same {
            // A title may hold the sign that parts the others.
            let is_title = found.key == "title" && same + 1 == slots.len();
            let before = slots.remove(same);
            if !is_title {
                let message = format!(
                    "there are two of {}: '{}' and '{}'",
                    found.key,
                    quote_text(&before.value),
                    quote_text(typed)
                );
                return Err(make_fault(text, piece, message, "leave one of them out"));
            }
            found.range.start = before.range.start;
            text.get(found.range.clone())
                .unwrap_or_default()
                .clone_into(&mut found.value);
        }
        slots.push(found);
    }
    Ok(slots)
}

fn is_grade(letter: u8) -> bool {
    let letter = char::from(letter).to_ascii_uppercase();
    Reliability::WORDS
        .iter()
        .any(|(word, _)| word.chars().eq([letter]))
}

/// Returns whether a text looks like a date.
fn is_day(typed: &str) -> bool {
    let mut letters = typed.chars();
    letters
        .by_ref()
        .take(4)
        .filter(char::is_ascii_digit)
        .count()
        == 4
        && letters.next() == Some('-')
        && letters.next().is_some_and(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_read_in_any_order_behind_its_publisher() {
        let read = |text: &str| match read(text) {
            Ok(slots) => slots
                .iter()
                .map(|slot| format!("{}={}", slot.key, slot.value))
                .collect::<Vec<_>>()
                .join("|"),
            Err(fault) => fault.message,
        };
        for (text, expect) in [
            ("Reuters", "publisher=Reuters"),
            ("Reuters;", "publisher=Reuters"),
            (
                "Reuters; Herat falls; https://example.org/a; 2021-08-12; b",
                "publisher=Reuters|title=Herat falls|url=https://example.org/a|published=2021-08-12|reliability=B",
            ),
            (
                "Reuters; B; 2021-08-12 evening; https://example.org/a",
                "publisher=Reuters|reliability=B|published=2021-08-12 evening|url=https://example.org/a",
            ),
            ("Reuters;; ;B", "publisher=Reuters|reliability=B"),
            (
                "Reuters; Herat falls; Ghazni too",
                "publisher=Reuters|title=Herat falls; Ghazni too",
            ),
            (
                "Reuters; 2021: the year",
                "publisher=Reuters|title=2021: the year",
            ),
            ("Reuters; A; B", "there are two of reliability: 'A' and 'B'"),
            ("Reuters; B2", "'B2' is the grade of an item"),
            (
                "; Herat falls",
                "'; Herat falls' does not begin with a publisher",
            ),
            (
                "https://example.org",
                "'https://example.org' does not begin with a publisher",
            ),
        ] {
            assert_eq!(read(text), expect, "{text}");
        }
    }
}
