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
use crate::scenario::entry::{Key, Table};
use crate::scenario::names::nearest;
use crate::text::quoted;

mod number;

/// A part of an entry that cannot be read, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct Fault {
    pub(in crate::scenario) range: Range<usize>,
    pub(in crate::scenario) message: String,
    pub(in crate::scenario) help: String,
}

/// The kind of value in a slot, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An id of a table, or another spelling of its name.
    Id(Table),
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
pub(super) struct Slot {
    pub(super) key: &'static str,
    pub(super) kind: Kind,
    pub(super) value: String,
    pub(super) range: Range<usize>,
}

/// A key, and the words that can only belong to it.
type Words = (&'static str, Vec<&'static str>);

fn words<T>(key: &'static str, table: &[(&'static str, T)]) -> Words {
    (key, table.iter().map(|(word, _)| *word).collect())
}

/// Returns the words that an item may hold, each group with its key in TOML.
pub(super) fn words_of(key: Key) -> Vec<Words> {
    match key {
        Key::Claim => vec![
            words("status", &Status::WORDS),
            words("basis", &Basis::WORDS),
        ],
        Key::Figure => vec![
            words("qualifier", &Qualifier::WORDS),
            words("status", &ForceStatus::WORDS),
        ],
        Key::Statement => vec![
            words("likelihood", &Likelihood::WORDS),
            words("confidence", &Confidence::WORDS),
        ],
        Key::Corrects => vec![words("kind", &CorrectionKind::WORDS)],
        _ => Vec::new(),
    }
}

/// The rarer keys of claims and figures.
const CLAIM_KEYS: [(&str, Kind); 7] = [
    ("scope", Kind::Line),
    ("alternative", Kind::Line),
    ("note", Kind::Line),
    ("at", Kind::Moment),
    ("recorded_at", Kind::Moment),
    ("sources", Kind::Sources),
    ("credibility", Kind::Integer),
];
const FIGURE_KEYS: [(&str, Kind); 9] = [
    ("printed", Kind::Line),
    ("scope", Kind::Line),
    ("note", Kind::Line),
    ("until", Kind::Moment),
    ("adds_to", Kind::Id(Table::Series)),
    ("at", Kind::Moment),
    ("recorded_at", Kind::Moment),
    ("sources", Kind::Sources),
    ("credibility", Kind::Integer),
];

/// Reads an item.
pub(super) fn read(key: Key, text: &str) -> Result<Vec<Slot>, Fault> {
    match key {
        Key::Claim => claim(text),
        Key::Figure => figure(text),
        Key::Statement => statement(text),
        Key::Deadline => deadline(text),
        _ => correction(text),
    }
}

/// Returns the range of a part within a whole text.
fn range(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(whole.as_ptr().addr());
    start..start + part.len()
}

pub(super) fn slot(whole: &str, key: &'static str, kind: Kind, part: &str) -> Slot {
    let part = part.trim();
    Slot {
        key,
        kind,
        value: part.to_owned(),
        range: range(whole, part),
    }
}

pub(super) fn fault(
    whole: &str,
    part: &str,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Fault {
    Fault {
        range: range(whole, part.trim()),
        message: message.into(),
        help: help.into(),
    }
}

/// Splits an item at the equals sign that it needs.
fn sides<'t>(text: &'t str, key: Key, lacks: &str) -> Result<(&'t str, &'t str), Fault> {
    let form = key.row().form;
    let (before, behind) = text.split_once('=').unwrap_or((text, ""));
    if before.trim().is_empty() || behind.trim().is_empty() {
        let message = format!("'{}' lacks {lacks}", quoted(text.trim()));
        return Err(fault(text, text, message, format!("write {form}")));
    }
    Ok((before, behind))
}

fn claim(text: &str) -> Result<Vec<Slot>, Fault> {
    let (place, rest) = sides(text, Key::Claim, "a place or a party")?;
    let (party, more) = rest.split_once(':').unwrap_or((rest, ""));
    let mut slots = vec![
        slot(text, "place", Kind::Id(Table::Place), place),
        slot(text, "party", Kind::Id(Table::Party), party),
    ];
    options(text, more, Key::Claim, &CLAIM_KEYS, &mut slots)?;
    Ok(slots)
}

fn figure(text: &str) -> Result<Vec<Slot>, Fault> {
    let (series, rest) = sides(text, Key::Figure, "a series or a number")?;
    let (amount, more) = rest.split_once(':').unwrap_or((rest, ""));
    let mut slots = vec![slot(text, "series", Kind::Id(Table::Series), series)];
    if amount.trim() == "ends" {
        slots.push(Slot {
            value: "true".to_owned(),
            ..slot(text, "ends", Kind::Raw, amount)
        });
        options(text, more, Key::Figure, &FIGURE_KEYS, &mut slots)?;
        return Ok(slots);
    }
    let wrong = |wrong: number::Wrong| {
        let message = format!("'{}' {}", quoted(amount.trim()), wrong.what);
        fault(text, amount, message, wrong.help)
    };
    let read = number::read(amount.trim()).map_err(wrong)?;
    let mut value = |key, number: String| {
        slots.push(Slot {
            value: number,
            ..slot(text, key, Kind::Raw, amount)
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
        slots.push(Slot {
            value: word.map_or("", |(word, _)| *word).to_owned(),
            ..slot(text, "qualifier", Kind::Line, amount)
        });
    }
    options(text, more, Key::Figure, &FIGURE_KEYS, &mut slots)?;
    Ok(slots)
}

fn statement(text: &str) -> Result<Vec<Slot>, Fault> {
    let (head, says) = sides(text, Key::Statement, "a person or what they say")?;
    let (speaker, more) = head.split_once(':').unwrap_or((head, ""));
    let mut slots = vec![
        slot(text, "speaker", Kind::Id(Table::Person), speaker),
        slot(text, "says", Kind::Line, says),
    ];
    options(text, more, Key::Statement, &[], &mut slots)?;
    Ok(slots)
}

fn deadline(text: &str) -> Result<Vec<Slot>, Fault> {
    let (id, rest) = sides(text, Key::Deadline, "an id or a day")?;
    let mut slots = vec![slot(text, "id", Kind::Id(Table::Deadline), id)];
    let outcomes = [Outcome::Dropped, Outcome::Met, Outcome::Missed].map(Outcome::word);
    if let Some(outcome) = outcomes.into_iter().find(|word| *word == rest.trim()) {
        slots.push(Slot {
            value: "true".to_owned(),
            ..slot(text, outcome, Kind::Raw, rest)
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
    slots.push(slot(text, "on", Kind::Moment, on));
    let label = label.trim().strip_prefix("label=").unwrap_or(label);
    if !label.trim().is_empty() {
        slots.push(slot(text, "label", Kind::Line, label));
    }
    slots.extend(short.map(|short| slot(text, "short", Kind::Line, short)));
    Ok(slots)
}

fn correction(text: &str) -> Result<Vec<Slot>, Fault> {
    let (event, more) = text.split_once([':', '=']).unwrap_or((text, ""));
    let (kind, reason) = more.split_once(':').unwrap_or((more, ""));
    let is_kind = CorrectionKind::WORDS
        .iter()
        .any(|(word, _)| *word == kind.trim());
    let mut slots = vec![slot(text, "event", Kind::Id(Table::Event), event)];
    // What is no kind is the reason of a correction of substance, unless a kind was meant.
    let known = CorrectionKind::WORDS.iter().map(|(word, _)| *word);
    let meant = if is_kind {
        None
    } else {
        nearest(kind.trim(), known)
    };
    if let Some(meant) = meant {
        return Err(unknown_word(text, kind, Some(meant), Key::Corrects));
    }
    let (kind, reason) = if is_kind { (kind, reason) } else { ("", more) };
    if kind.is_empty() {
        slots.push(Slot {
            value: "corrected".to_owned(),
            ..slot(text, "kind", Kind::Line, event)
        });
    } else {
        slots.push(slot(text, "kind", Kind::Line, kind));
    }
    if !reason.trim().is_empty() {
        slots.push(slot(text, "reason", Kind::Line, reason));
    }
    Ok(slots)
}

/// Reads the options behind the head of an item: words, and keys with values.
fn options(
    whole: &str,
    more: &str,
    key: Key,
    keys: &[(&'static str, Kind)],
    slots: &mut Vec<Slot>,
) -> Result<(), Fault> {
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
            Slot {
                value: word.to_owned(),
                ..slot(whole, key, Kind::Line, part)
            }
        } else if let Some((key, kind)) = assigned(part) {
            let mut end = part.len();
            if *kind == Kind::Line {
                (end, rest) = (text.len(), None);
            }
            // A time has colons of its own.
            while let (Kind::Moment, Some(behind)) = (kind, rest) {
                let next = behind.split(':').next().unwrap_or_default();
                if word(next).is_some() || assigned(next).is_some() {
                    break;
                }
                end += 1 + next.len();
                rest = behind.get(next.len() + 1..);
            }
            let value = text.get(..end).unwrap_or_default();
            let value = value.split_once('=').map_or("", |(_, value)| value);
            slot(whole, key, *kind, value)
        } else {
            let known = groups.iter().flat_map(|(_, words)| words.iter().copied());
            return Err(unknown_word(whole, part, nearest(part.trim(), known), key));
        };
        if slots.iter().any(|slot| slot.key == found.key) {
            let message = format!("'{}' says the {} again", quoted(part.trim()), found.key);
            return Err(fault(whole, part, message, "say it once"));
        }
        slots.push(found);
    }
    Ok(())
}

fn unknown_word(whole: &str, part: &str, meant: Option<&str>, key: Key) -> Fault {
    let message = format!(
        "unknown word '{}' in a {}",
        quoted(part.trim()),
        key.row().flag
    );
    let help = meant.map_or_else(
        || {
            let groups = words_of(key);
            let groups = groups
                .iter()
                .map(|(key, words)| format!("{key}: {}", words.join(", ")));
            groups.collect::<Vec<String>>().join("; ")
        },
        |meant| format!("did you mean '{meant}'?"),
    );
    fault(whole, part, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: Key, text: &str, expect: &str) {
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
            Key::Claim,
            "kandahar=taliban",
            "place=kandahar|party=taliban",
        );
        check(
            Key::Claim,
            " kandahar = taliban : reported ",
            "place=kandahar|party=taliban|basis=reported",
        );
        check(
            Key::Claim,
            "a=b:Confirmed:held",
            "place=a|party=b|basis=confirmed|status=held",
        );
        check(
            Key::Claim,
            "a=b:at=2021-08-13T03:27:00+04:30:claimed:scope=district",
            "place=a|party=b|at=2021-08-13T03:27:00+04:30|basis=claimed|scope=district",
        );
        check(
            Key::Claim,
            "a=b:source=x, y:recorded-at=2021-08-13:note=one: two=three",
            "place=a|party=b|sources=x, y|recorded_at=2021-08-13|note=one: two=three",
        );
        check(
            Key::Claim,
            "a=b:hedl",
            "hedl: unknown word 'hedl' in a claim; did you mean 'held'?",
        );
        check(
            Key::Claim,
            "a=b:zzzzzz",
            "zzzzzz: unknown word 'zzzzzz' in a claim; status: held, encircled, threatened, contested, denied; basis: claimed, reported, confirmed, assessed",
        );
        check(
            Key::Claim,
            "a=b:held:denied",
            "denied: 'denied' says the status again; say it once",
        );
        check(
            Key::Claim,
            "kandahar",
            "kandahar: 'kandahar' lacks a place or a party; write PLACE=PARTY[:STATUS][:BASIS]",
        );
        check(
            Key::Claim,
            "",
            ": '' lacks a place or a party; write PLACE=PARTY[:STATUS][:BASIS]",
        );
    }

    #[test]
    fn figures() {
        check(
            Key::Figure,
            "t=3000:at-least",
            "series=t|value=3000|qualifier=at-least",
        );
        check(
            Key::Figure,
            "t=>=3,000:announced",
            "series=t|value=3000|qualifier=at-least|status=announced",
        );
        check(
            Key::Figure,
            "t=~16000",
            "series=t|value=16_000|qualifier=about",
        );
        check(
            Key::Figure,
            "t=5300-5800:in place",
            "series=t|low=5300|high=5800|status=in-place",
        );
        check(Key::Figure, "t=5.3 to 5.8", "series=t|low=5.3|high=5.8");
        check(
            Key::Figure,
            "t=many",
            "many: 'many' is not a number; write a number such as 3000, or a range such as 5300-5800",
        );
        check(
            Key::Figure,
            "t=ends:announced:at=2021-08-13",
            "series=t|ends=true|status=announced|at=2021-08-13",
        );
        check(
            Key::Figure,
            "t=-5 to -3:about:until=2021-08-14T12:00:adds-to=u:printed=from five to three",
            "series=t|low=-5|high=-3|qualifier=about|until=2021-08-14T12:00|adds_to=u|printed=from five to three",
        );
        check(
            Key::Figure,
            "t=~3:about",
            "about: 'about' says the qualifier again; say it once",
        );
    }

    #[test]
    fn statements_deadlines_and_corrections() {
        check(
            Key::Statement,
            "wallace:likely:moderate=Kabul: it = lost",
            "speaker=wallace|says=Kabul: it = lost|likelihood=likely|confidence=moderate",
        );
        check(Key::Statement, "wallace=Yes", "speaker=wallace|says=Yes");
        check(
            Key::Deadline,
            "us-exit=2021-08-31:US withdrawal: all",
            "id=us-exit|on=2021-08-31|label=US withdrawal: all",
        );
        check(
            Key::Deadline,
            "x=2021-08-31T12:00:00+04:30:Talks:short=T",
            "id=x|on=2021-08-31T12:00:00+04:30|label=Talks|short=T",
        );
        check(
            Key::Deadline,
            "x=2021-08-31:label=9 lives",
            "id=x|on=2021-08-31|label=9 lives",
        );
        check(Key::Deadline, "x=dropped", "id=x|dropped=true");
        check(Key::Deadline, "x=met", "id=x|met=true");
        check(Key::Deadline, "x=missed", "id=x|missed=true");
        check(Key::Corrects, "c17", "event=c17|kind=corrected");
        check(
            Key::Corrects,
            "c17:withdrawn:made up: all",
            "event=c17|kind=withdrawn|reason=made up: all",
        );
        check(
            Key::Corrects,
            "c17:the first count: wrong",
            "event=c17|kind=corrected|reason=the first count: wrong",
        );
        check(
            Key::Corrects,
            "c17:corected",
            "corected: unknown word 'corected' in a corrects; did you mean 'corrected'?",
        );
    }
}
