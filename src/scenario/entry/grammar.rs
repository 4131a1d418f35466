//! The short forms of items: `kandahar=taliban:held:reported`, `us-troops=5300-5800:announced`.
//!
//! The writer calls it for claims, figures, statements, deadlines and corrections. Words may come in any order, since
//! each belongs to one key; the rarer keys of an item are entered as `:key=value`, a text among them at the end, since
//! it may hold anything. An unreadable part is reported with its place.

use std::ops::Range;

use crate::model::claim::{Basis, Status};
use crate::model::event::CorrectionKind;
use crate::model::figure::{ForceStatus, Qualifier};
use crate::model::statement::{Confidence, Likelihood, Outcome};
use crate::scenario::entry::{EntryKey, EntryTable};
use crate::scenario::names::find_nearest;
use crate::text::quote_text;

mod number;

/// A part of an entry that cannot be read, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct EntryFault {
    pub(in crate::scenario) range: Range<usize>,
    pub(in crate::scenario) message: String,
    pub(in crate::scenario) help: String,
}

/// The kind of value in a slot, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotKind {
    /// An id of a table, or another spelling of its name.
    Id(EntryTable),
    /// A text of one line.
    Line,
    /// A moment.
    Moment,
    /// A number already in TOML's form.
    Raw,
    /// A whole number.
    Integer,
    /// Ids of sources, separated by commas.
    Sources,
}

/// A key of an item with its value and the place where it was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ItemSlot {
    pub(super) key: &'static str,
    pub(super) kind: SlotKind,
    pub(super) value: String,
    pub(super) range: Range<usize>,
}

/// A key, and the words that can only belong to it.
type KeyWords = (&'static str, Vec<&'static str>);

fn list_key_words<T>(key: &'static str, table: &[(&'static str, T)]) -> KeyWords {
    (key, table.iter().map(|(word, _)| *word).collect())
}

/// Returns the words that an item may hold, each group with its key in TOML.
pub(super) fn words_of(key: EntryKey) -> Vec<KeyWords> {
    match key {
        EntryKey::Claim => vec![
            list_key_words("status", &Status::WORDS),
            list_key_words("basis", &Basis::WORDS),
        ],
        EntryKey::Figure => vec![
            list_key_words("qualifier", &Qualifier::WORDS),
            list_key_words("status", &ForceStatus::WORDS),
        ],
        EntryKey::Statement => vec![
            list_key_words("likelihood", &Likelihood::WORDS),
            list_key_words("confidence", &Confidence::WORDS),
        ],
        EntryKey::Corrects => vec![list_key_words("kind", &CorrectionKind::WORDS)],
        _ => Vec::new(),
    }
}

/// The rarer keys of claims and figures.
const CLAIM_KEYS: [(&str, SlotKind); 7] = [
    ("scope", SlotKind::Line),
    ("alternative", SlotKind::Line),
    ("note", SlotKind::Line),
    ("at", SlotKind::Moment),
    ("recorded_at", SlotKind::Moment),
    ("sources", SlotKind::Sources),
    ("credibility", SlotKind::Integer),
];
const FIGURE_KEYS: [(&str, SlotKind); 9] = [
    ("printed", SlotKind::Line),
    ("scope", SlotKind::Line),
    ("note", SlotKind::Line),
    ("until", SlotKind::Moment),
    ("adds_to", SlotKind::Id(EntryTable::Series)),
    ("at", SlotKind::Moment),
    ("recorded_at", SlotKind::Moment),
    ("sources", SlotKind::Sources),
    ("credibility", SlotKind::Integer),
];

/// Reads an item.
pub(super) fn read(key: EntryKey, text: &str) -> Result<Vec<ItemSlot>, EntryFault> {
    match key {
        EntryKey::Claim => parse_claim(text),
        EntryKey::Figure => parse_figure(text),
        EntryKey::Statement => parse_statement(text),
        EntryKey::Deadline => parse_deadline(text),
        _ => parse_correction(text),
    }
}

/// Returns the range of a part within a whole text.
fn find_range(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(whole.as_ptr().addr());
    start..start + part.len()
}

pub(super) fn make_slot(whole: &str, key: &'static str, kind: SlotKind, part: &str) -> ItemSlot {
    let part = part.trim();
    ItemSlot {
        key,
        kind,
        value: part.to_owned(),
        range: find_range(whole, part),
    }
}

pub(super) fn make_fault(
    whole: &str,
    part: &str,
    message: impl Into<String>,
    help: impl Into<String>,
) -> EntryFault {
    EntryFault {
        range: find_range(whole, part.trim()),
        message: message.into(),
        help: help.into(),
    }
}

/// Splits an item at the equals sign that it needs.
fn split_sides<'t>(
    text: &'t str,
    key: EntryKey,
    missing: &str,
) -> Result<(&'t str, &'t str), EntryFault> {
    let form = key.find_row().form;
    let (before, behind) = text.split_once('=').unwrap_or((text, ""));
    if before.trim().is_empty() || behind.trim().is_empty() {
        let message = format!("'{}' lacks {missing}", quote_text(text.trim()));
        return Err(make_fault(text, text, message, format!("write {form}")));
    }
    Ok((before, behind))
}

fn parse_claim(text: &str) -> Result<Vec<ItemSlot>, EntryFault> {
    let (place, rest) = split_sides(text, EntryKey::Claim, "a place or a party")?;
    let (party, more) = rest.split_once(':').unwrap_or((rest, ""));
    let mut slots = vec![
        make_slot(text, "place", SlotKind::Id(EntryTable::Place), place),
        make_slot(text, "party", SlotKind::Id(EntryTable::Party), party),
    ];
    parse_options(text, more, EntryKey::Claim, &CLAIM_KEYS, &mut slots)?;
    Ok(slots)
}

fn parse_figure(text: &str) -> Result<Vec<ItemSlot>, EntryFault> {
    let (series, rest) = split_sides(text, EntryKey::Figure, "a series or a number")?;
    let (amount, more) = rest.split_once(':').unwrap_or((rest, ""));
    let mut slots = vec![make_slot(
        text,
        "series",
        SlotKind::Id(EntryTable::Series),
        series,
    )];
    if amount.trim() == "ends" {
        slots.push(ItemSlot {
            value: "true".to_owned(),
            ..make_slot(text, "ends", SlotKind::Raw, amount)
        });
        parse_options(text, more, EntryKey::Figure, &FIGURE_KEYS, &mut slots)?;
        return Ok(slots);
    }
    let wrong = |wrong: number::Wrong| {
        let message = format!("'{}' {}", quote_text(amount.trim()), wrong.what);
        make_fault(text, amount, message, wrong.help)
    };
    let read = number::read(amount.trim()).map_err(wrong)?;
    let mut value = |key, number: String| {
        slots.push(ItemSlot {
            value: number,
            ..make_slot(text, key, SlotKind::Raw, amount)
        });
    };
    match read.amount {
        (low, Some(high)) => {
            value("low", low);
            value("high", high);
        }
        (number, None) => value("value", number),
    }
    if let Some(qualifier) = read.qualifier {
        let word = Qualifier::WORDS
            .iter()
            .find(|(_, known)| *known == qualifier);
        slots.push(ItemSlot {
            value: word.map_or("", |(word, _)| *word).to_owned(),
            ..make_slot(text, "qualifier", SlotKind::Line, amount)
        });
    }
    parse_options(text, more, EntryKey::Figure, &FIGURE_KEYS, &mut slots)?;
    Ok(slots)
}

fn parse_statement(text: &str) -> Result<Vec<ItemSlot>, EntryFault> {
    let (head, says) = split_sides(text, EntryKey::Statement, "a person or what they say")?;
    let (speaker, more) = head.split_once(':').unwrap_or((head, ""));
    let mut slots = vec![
        make_slot(text, "speaker", SlotKind::Id(EntryTable::Person), speaker),
        make_slot(text, "says", SlotKind::Line, says),
    ];
    parse_options(text, more, EntryKey::Statement, &[], &mut slots)?;
    Ok(slots)
}

fn parse_deadline(text: &str) -> Result<Vec<ItemSlot>, EntryFault> {
    let (id, rest) = split_sides(text, EntryKey::Deadline, "an id or a day")?;
    let mut slots = vec![make_slot(
        text,
        "id",
        SlotKind::Id(EntryTable::Deadline),
        id,
    )];
    let outcomes = [Outcome::Dropped, Outcome::Met, Outcome::Missed].map(Outcome::to_word);
    if let Some(outcome) = outcomes.into_iter().find(|word| *word == rest.trim()) {
        slots.push(ItemSlot {
            value: "true".to_owned(),
            ..make_slot(text, outcome, SlotKind::Raw, rest)
        });
        return Ok(slots);
    }
    // A colon inside a time or an offset stands before a digit.
    let colons = rest.match_indices(':');
    let mut ends = colons.filter(|(at, _)| {
        let behind = rest.get(at + 1..).unwrap_or_default().trim_start();
        !behind.starts_with(|letter: char| letter.is_ascii_digit())
    });
    let (on, label) = match ends.next() {
        Some((at, _)) => (
            rest.get(..at).unwrap_or_default(),
            rest.get(at + 1..).unwrap_or_default(),
        ),
        None => (rest, ""),
    };
    let (label, short) = match label.split_once(":short=") {
        Some((label, short)) => (label, Some(short)),
        None => (label, None),
    };
    slots.push(make_slot(text, "on", SlotKind::Moment, on));
    let label = label.trim().strip_prefix("label=").unwrap_or(label);
    if !label.trim().is_empty() {
        slots.push(make_slot(text, "label", SlotKind::Line, label));
    }
    slots.extend(short.map(|short| make_slot(text, "short", SlotKind::Line, short)));
    Ok(slots)
}

fn parse_correction(text: &str) -> Result<Vec<ItemSlot>, EntryFault> {
    let (event, more) = text.split_once([':', '=']).unwrap_or((text, ""));
    let (kind, reason) = more.split_once(':').unwrap_or((more, ""));
    let is_kind = CorrectionKind::WORDS
        .iter()
        .any(|(word, _)| *word == kind.trim());
    let mut slots = vec![make_slot(
        text,
        "event",
        SlotKind::Id(EntryTable::Event),
        event,
    )];
    // What is no kind is the reason of a correction of substance, unless a kind was meant.
    let known = CorrectionKind::WORDS.iter().map(|(word, _)| *word);
    let resolve = if is_kind {
        None
    } else {
        find_nearest(kind.trim(), known)
    };
    if let Some(resolve) = resolve {
        return Err(unknown_word(text, kind, Some(resolve), EntryKey::Corrects));
    }
    let (kind, reason) = if is_kind { (kind, reason) } else { ("", more) };
    if kind.is_empty() {
        slots.push(ItemSlot {
            value: "corrected".to_owned(),
            ..make_slot(text, "kind", SlotKind::Line, event)
        });
    } else {
        slots.push(make_slot(text, "kind", SlotKind::Line, kind));
    }
    if !reason.trim().is_empty() {
        slots.push(make_slot(text, "reason", SlotKind::Line, reason));
    }
    Ok(slots)
}

/// Reads the options behind the head of an item: words, and keys with values.
fn parse_options(
    whole: &str,
    more: &str,
    key: EntryKey,
    keys: &[(&'static str, SlotKind)],
    slots: &mut Vec<ItemSlot>,
) -> Result<(), EntryFault> {
    let groups = words_of(key);
    let word = |part: &str| {
        let typed = part.trim().to_lowercase().replace(['_', ' '], "-");
        let mut all = groups
            .iter()
            .flat_map(|(key, words)| words.iter().map(move |word| (*key, *word)));
        all.find(|(_, word)| *word == typed)
    };
    let assigned = |part: &str| {
        let (name, _) = part.split_once('=')?;
        let name = name.trim().to_lowercase().replace('-', "_");
        // One source needs no plural.
        let name = if name == "source" {
            "sources"
        } else {
            name.as_str()
        };
        keys.iter().find(|(key, _)| *key == name)
    };
    let mut rest = Some(more).filter(|more| !more.trim().is_empty());
    while let Some(text) = rest {
        let (part, behind) = match text.split_once(':') {
            Some((part, behind)) => (part, Some(behind)),
            None => (text, None),
        };
        rest = behind;
        let found = if part.trim().is_empty() {
            continue;
        } else if let Some((key, word)) = word(part) {
            ItemSlot {
                value: word.to_owned(),
                ..make_slot(whole, key, SlotKind::Line, part)
            }
        } else if let Some((key, kind)) = assigned(part) {
            let mut end = part.len();
            if *kind == SlotKind::Line {
                (end, rest) = (text.len(), None);
            }
            // A time has colons of its own.
            while let (SlotKind::Moment, Some(behind)) = (kind, rest) {
                let next = behind.split(':').next().unwrap_or_default();
                if word(next).is_some() || assigned(next).is_some() {
                    break;
                }
                end += 1 + next.len();
                rest = behind.get(next.len() + 1..);
            }
            let value = text.get(..end).unwrap_or_default();
            let value = value.split_once('=').map_or("", |(_, value)| value);
            make_slot(whole, key, *kind, value)
        } else {
            let known = groups.iter().flat_map(|(_, words)| words.iter().copied());
            let nearest = find_nearest(part.trim(), known);
            return Err(unknown_word(whole, part, nearest, key));
        };
        if slots.iter().any(|slot| slot.key == found.key) {
            let message = format!("'{}' says the {} again", quote_text(part.trim()), found.key);
            return Err(make_fault(whole, part, message, "say it once"));
        }
        slots.push(found);
    }
    Ok(())
}

fn unknown_word(whole: &str, part: &str, resolve: Option<&str>, key: EntryKey) -> EntryFault {
    let message = format!(
        "unknown word '{}' in a {}",
        quote_text(part.trim()),
        key.find_row().flag
    );
    let help = resolve.map_or_else(
        || {
            let groups = words_of(key);
            let groups = groups
                .iter()
                .map(|(key, words)| format!("{key}: {}", words.join(", ")));
            groups.collect::<Vec<String>>().join("; ")
        },
        |resolve| format!("did you mean '{resolve}'?"),
    );
    make_fault(whole, part, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: EntryKey, text: &str, expect: &str) {
        let shown = match read(key, text) {
            Ok(slots) => {
                let slots = slots
                    .iter()
                    .map(|slot| format!("{}={}", slot.key, slot.value));
                slots.collect::<Vec<String>>().join("|")
            }
            Err(fault) => format!(
                "{}: {}; {}",
                text.get(fault.range).expect("inside"),
                fault.message,
                fault.help
            ),
        };
        assert_eq!(shown, expect);
    }

    #[test]
    fn claims() {
        check(
            EntryKey::Claim,
            "kandahar=taliban",
            "place=kandahar|party=taliban",
        );
        check(
            EntryKey::Claim,
            " kandahar = taliban : reported ",
            "place=kandahar|party=taliban|basis=reported",
        );
        check(
            EntryKey::Claim,
            "a=b:Confirmed:held",
            "place=a|party=b|basis=confirmed|status=held",
        );
        check(
            EntryKey::Claim,
            "a=b:at=2021-08-13T03:27:00+04:30:claimed:scope=district",
            "place=a|party=b|at=2021-08-13T03:27:00+04:30|basis=claimed|scope=district",
        );
        check(
            EntryKey::Claim,
            "a=b:source=x, y:recorded-at=2021-08-13:note=one: two=three",
            "place=a|party=b|sources=x, y|recorded_at=2021-08-13|note=one: two=three",
        );
        check(
            EntryKey::Claim,
            "a=b:hedl",
            "hedl: unknown word 'hedl' in a claim; did you mean 'held'?",
        );
        check(
            EntryKey::Claim,
            "a=b:zzzzzz",
            "zzzzzz: unknown word 'zzzzzz' in a claim; status: held, encircled, threatened, contested, denied; basis: claimed, reported, confirmed, assessed",
        );
        check(
            EntryKey::Claim,
            "a=b:held:denied",
            "denied: 'denied' says the status again; say it once",
        );
        check(
            EntryKey::Claim,
            "kandahar",
            "kandahar: 'kandahar' lacks a place or a party; write PLACE=PARTY[:STATUS][:BASIS]",
        );
        check(
            EntryKey::Claim,
            "",
            ": '' lacks a place or a party; write PLACE=PARTY[:STATUS][:BASIS]",
        );
    }

    #[test]
    fn figures() {
        check(
            EntryKey::Figure,
            "t=3000:at-least",
            "series=t|value=3000|qualifier=at-least",
        );
        check(
            EntryKey::Figure,
            "t=>=3,000:announced",
            "series=t|value=3000|qualifier=at-least|status=announced",
        );
        check(
            EntryKey::Figure,
            "t=~16000",
            "series=t|value=16_000|qualifier=about",
        );
        check(
            EntryKey::Figure,
            "t=5300-5800:in place",
            "series=t|low=5300|high=5800|status=in-place",
        );
        check(
            EntryKey::Figure,
            "t=5.3 to 5.8",
            "series=t|low=5.3|high=5.8",
        );
        check(
            EntryKey::Figure,
            "t=many",
            "many: 'many' is not a number; write a number such as 3000, or a range such as 5300-5800",
        );
        check(
            EntryKey::Figure,
            "t=ends:announced:at=2021-08-13",
            "series=t|ends=true|status=announced|at=2021-08-13",
        );
        check(
            EntryKey::Figure,
            "t=-5 to -3:about:until=2021-08-14T12:00:adds-to=u:printed=from five to three",
            "series=t|low=-5|high=-3|qualifier=about|until=2021-08-14T12:00|adds_to=u|printed=from five to three",
        );
        check(
            EntryKey::Figure,
            "t=~3:about",
            "about: 'about' says the qualifier again; say it once",
        );
    }

    #[test]
    fn statements_deadlines_and_corrections() {
        check(
            EntryKey::Statement,
            "wallace:likely:moderate=Kabul: it = lost",
            "speaker=wallace|says=Kabul: it = lost|likelihood=likely|confidence=moderate",
        );
        check(
            EntryKey::Statement,
            "wallace=Yes",
            "speaker=wallace|says=Yes",
        );
        check(
            EntryKey::Deadline,
            "us-exit=2021-08-31:US withdrawal: all",
            "id=us-exit|on=2021-08-31|label=US withdrawal: all",
        );
        check(
            EntryKey::Deadline,
            "x=2021-08-31T12:00:00+04:30:Talks:short=T",
            "id=x|on=2021-08-31T12:00:00+04:30|label=Talks|short=T",
        );
        check(
            EntryKey::Deadline,
            "x=2021-08-31:label=9 lives",
            "id=x|on=2021-08-31|label=9 lives",
        );
        check(EntryKey::Deadline, "x=dropped", "id=x|dropped=true");
        check(EntryKey::Deadline, "x=met", "id=x|met=true");
        check(EntryKey::Deadline, "x=missed", "id=x|missed=true");
        check(EntryKey::Corrects, "c17", "event=c17|kind=corrected");
        check(
            EntryKey::Corrects,
            "c17:withdrawn:made up: all",
            "event=c17|kind=withdrawn|reason=made up: all",
        );
        check(
            EntryKey::Corrects,
            "c17:the first count: wrong",
            "event=c17|kind=corrected|reason=the first count: wrong",
        );
        check(
            EntryKey::Corrects,
            "c17:corected",
            "corected: unknown word 'corected' in a corrects; did you mean 'corrected'?",
        );
    }
}
