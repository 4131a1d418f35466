//! Whatever is entered is what is loaded: texts of any characters, in every key and every item.

use dateline::model::claim::{Basis, Status};
use dateline::model::figure::{Amount, Qualifier};
use dateline::scenario::addition::AdditionInput;
use dateline::scenario::entry::{EntryKey, EntryPart, EventEntry};
use dateline::text::Text;
use proptest::prelude::*;

use super::added;
use crate::support::{SERIES, TABLES};

/// Pieces of texts that could end a string, begin a table, or vanish.
const HOSTILE: [&str; 22] = [
    "\"",
    "'",
    "'''",
    "\"\"\"",
    "\\",
    "\\\"",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{feff}",
    "#",
    "[[event]]",
    "= ",
    "\u{7f}",
    "قندهار",
    "می\u{200c}شود",
    "é\u{301}",
    "{ a = 1 }, ",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(&HOSTILE[..]).prop_map(str::to_owned),
        2 => "[a-zA-Z0-9 ]{1,8}",
        1 => any::<char>().prop_map(String::from),
    ];
    // It begins and ends with something to see, since blanks around a value are nobody's.
    prop::collection::vec(piece, 0..8).prop_map(|pieces| format!("a{}b", pieces.concat()))
}

fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words
        .iter()
        .find(|(_, has)| has == value)
        .map_or("", |(word, _)| *word)
}

#[derive(Clone, Debug)]
struct Event {
    day: u8,
    texts: [String; 5],
    tags: Vec<String>,
    claims: Vec<(&'static str, &'static str, Status, Basis, String)>,
    figure: Option<(u32, Qualifier)>,
    credibility: u8,
}

fn event() -> impl Strategy<Value = Event> {
    let claim = (
        prop::sample::select(vec!["north", "south", "west"]),
        prop::sample::select(vec!["red", "blue", "green"]),
        prop::sample::select(Status::WORDS.map(|(_, status)| status).to_vec()),
        prop::sample::select(Basis::WORDS.map(|(_, basis)| basis).to_vec()),
        text(),
    );
    let qualifier = prop::sample::select(Qualifier::WORDS.map(|(_, qualifier)| qualifier).to_vec());
    (
        1..29_u8,
        [text(), text(), text(), text(), text()],
        prop::collection::vec("[a-z ]{0,3}[a-z\"'\\\\]", 0..3),
        prop::collection::vec(claim, 0..4),
        prop::option::of((any::<u32>(), qualifier)),
        1..7_u8,
    )
        .prop_map(|(day, texts, tags, claims, figure, credibility)| Event {
            day,
            texts,
            tags,
            claims,
            figure,
            credibility,
        })
}

fn entry(event: &Event) -> EventEntry {
    let [headline, body, note, editor_note, says] = &event.texts;
    let mut parts = vec![
        (EntryKey::At, format!("2021-01-{:02}", event.day)),
        (EntryKey::Headline, headline.clone()),
        (EntryKey::Body, body.clone()),
        (EntryKey::Note, note.clone()),
        (EntryKey::EditorNote, editor_note.clone()),
        (EntryKey::Statement, format!("speaker:likely={says}")),
        (EntryKey::Credibility, event.credibility.to_string()),
    ];
    parts.extend(event.tags.iter().map(|tag| (EntryKey::Tag, tag.clone())));
    parts.extend(
        event
            .claims
            .iter()
            .map(|(place, party, status, basis, note)| {
                let (status, basis) = (word(&Status::WORDS, status), word(&Basis::WORDS, basis));
                (
                    EntryKey::Claim,
                    format!("{place}={party}:{basis}:{status}:note={note}"),
                )
            }),
    );
    parts.extend(event.figure.map(|(value, qualifier)| {
        let qualifier = word(&Qualifier::WORDS, &qualifier);
        (EntryKey::Figure, format!("troops={value}:{qualifier}"))
    }));
    EventEntry {
        parts: parts
            .into_iter()
            .map(|(key, text)| EntryPart { key, text })
            .collect(),
    }
}

/// A text of several lines: carriage returns before a line break are a part of it.
fn block(text: &str) -> Text {
    let mut lines = text.to_owned();
    while lines.contains("\r\n") {
        lines = lines.replace("\r\n", "\n");
    }
    Text::from_block(&lines)
}

fn check(event: &Event, text: &str) {
    let (after, scenario) = added(text, AdditionInput::Entry(&entry(event)));
    let found = scenario
        .events
        .iter()
        .find(|found| found.id.as_str().starts_with("2021-01-"));
    let found = found.unwrap_or_else(|| panic!("{after}"));
    let desk = found.desk.as_ref().unwrap_or_else(|| panic!("{after}"));
    let [headline, body, note, editor_note, says] = &event.texts;
    assert_eq!(found.headline, Text::from_line(headline), "{after}");
    assert_eq!(found.body, Some(block(body)), "{after}");
    assert_eq!(desk.note, Some(block(note)), "{after}");
    assert_eq!(desk.editor_note, Some(block(editor_note)), "{after}");
    assert_eq!(desk.statements[0].says, Text::from_line(says), "{after}");
    let tags: Vec<Text> = event
        .tags
        .iter()
        .map(|tag| Text::from_line(tag.trim()))
        .collect();
    assert_eq!(desk.tags.to_vec(), tags, "{after}");
    assert_eq!(found.claims.len(), event.claims.len());
    for (claim, (place, party, status, basis, note)) in found.claims.iter().zip(&event.claims) {
        assert_eq!(scenario.place(claim.place).id.as_str(), *place);
        assert_eq!(scenario.party(claim.party).id.as_str(), *party);
        assert_eq!((claim.status, claim.basis), (*status, *basis));
        assert_eq!(claim.note, Some(Text::from_block(note)));
    }
    let figure = found
        .figures
        .first()
        .map(|figure| (figure.amount, figure.qualifier));
    let entered = event
        .figure
        .map(|(value, qualifier)| (Amount::Value(f64::from(value)), qualifier));
    assert_eq!(figure, entered);
    assert_eq!(found.provenance.credibility as u8, 6 - event.credibility);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_entered_is_what_is_loaded(event in event(), form in 0..4_u8) {
        let log = "\n[[event]]\nid = 'a'\nat = 2021-01-10\nheadline = 'A'\n\n# of B\n[[event]]\nid = 'b'\nat = 2021-01-20\nheadline = 'B'\n";
        let text = format!("{}{SERIES}{log}", TABLES.trim_start());
        let text = match form {
            0 => text,
            1 => text.replace('\n', "\r\n"),
            2 => format!("\u{feff}{}", text.trim_end()),
            _ => format!("event = []\n{TABLES}{SERIES}"),
        };
        check(&event, &text);
    }
}
