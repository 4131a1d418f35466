//! What the public gets is the same to the byte whether or not a file holds what must not be published.
//!
//! Logs are made at random, once with events that are withheld, embargoed or cancelled and all that only these name,
//! once without. Every public form of both is compared: frames, presenting, plain lines, copies, reports, ledgers,
//! tables. Commands fold the public part of a scenario; presenting and copying look at the whole with the public's
//! cursor, so that both ways are tried.

use std::fmt::Write as _;

use dateline::app::action::Pane;
use dateline::model::calendar::UnixTime;
use dateline::model::cursor::{Audience, Cursor};
use dateline::model::moment::Moment;
use dateline::model::scenario::Scenario;
use dateline::plain::clipboard::Copied;
use dateline::plain::full_text;
use dateline::{frame, scenario::load};

use super::silence::everything_written;
use crate::frames::{Played, Screen, key};
use crate::random::{Random, run_seeds};
use crate::support::{SERIES, TABLES};

/// The present: before the embargoes end.
const PRESENT: &str = "2021-02-01";

/// What only withheld events may name: the table, the id, the rest of its row.
const ROWS: [(&str, &str, &str); 8] = [
    (
        "source",
        "deep",
        "publisher = 'Deep Paper'\nreliability = 'A'",
    ),
    (
        "source",
        "dated",
        "publisher = 'Dated Paper'\npublished = 2021-01-06",
    ),
    ("person", "mole", "name = 'A Mole'\nrole = 'spy'"),
    (
        "series",
        "dead",
        "label = 'Dead'\ngroup = 'casualties'\nunit = 'people'\nmeasure = 'stock'",
    ),
    (
        "series",
        "fled",
        "label = 'Fled'\ngroup = 'displacement'\nunit = 'people'\nmeasure = 'stock'",
    ),
    (
        "series",
        "held",
        "label = 'Held by Black'\ngroup = 'territory'\nunit = 'towns'\nmeasure = 'stock'\ncounts = { party = 'black' }",
    ),
    ("kind", "plot", "label = 'plot'"),
    ("party", "black", "name = 'Black'\nletter = 'K'"),
];

/// A public event that names all that both texts have.
const OPENING: &str = "
[[event]]
id = 'opening'
at = 2021-01-01
headline = 'It begins'
sources = ['good', 'plain']
claims = [
  { place = 'west', party = 'green', status = 'threatened' },
  { place = 'west', party = 'red', status = 'threatened' },
]
figures = [
  { series = 'troops', value = 1 },
  { series = 'flown', value = 1 },
  { series = 'daily', value = 1 },
  { series = 'more', value = 1 },
  { series = 'towns', value = 0 },
  { series = 'farms', value = 0 },
]
statements = [{ speaker = 'speaker', says = 'It begins' }]
";

/// An event of a log, as text, with what it names.
struct Entry {
    id: String,
    lines: String,
    named: Vec<&'static str>,
    is_public: bool,
    corrects: Option<(usize, &'static str)>,
    mark: Option<String>,
}

fn some<'s>(random: &mut Random, named: &mut Vec<&'static str>, from: &[&'static str]) -> &'s str
where
    'static: 's,
{
    let it = *random.pick(from);
    named.push(it);
    it
}

fn entry(random: &mut Random, row: usize, before: &[Entry]) -> Entry {
    let mut named = Vec::new();
    let id = format!("e{row}");
    let day = 2 + row.min(20);
    let mut lines = format!("id = '{id}'\nat = 2021-01-{day:02}\nheadline = 'Event {row}'\n");
    let status = [
        "pub_status = 'withheld'",
        "pub_status = 'cancelled'",
        "embargoed_until = 2021-03-01",
    ];
    let is_public = !random.once_in(3);
    if !is_public {
        let _ = writeln!(lines, "{}", random.pick(&status));
    }
    if random.once_in(3) {
        let _ = writeln!(lines, "recorded_at = 2021-01-{:02}", day + random.below(7));
    }
    let source = some(random, &mut named, &["good", "plain", "deep", "dated"]);
    let second = some(random, &mut named, &["good", "dated"]);
    let _ = writeln!(lines, "sources = ['{source}', '{second}']\ncredibility = 2");
    if random.once_in(2) {
        let kind = some(random, &mut named, &["control", "talks", "plot"]);
        let _ = writeln!(lines, "kind = '{kind}'");
    }
    let free = |target: usize| {
        before
            .iter()
            .all(|entry| entry.corrects.is_none_or(|(it, _)| it != target))
    };
    let target = (row > 0 && random.once_in(3)).then(|| random.below(row));
    let kind = *random.pick(&["corrected", "refile", "withdrawn"]);
    let corrects = target
        .filter(|target| free(*target))
        .map(|target| (target, kind));
    if corrects.is_none_or(|(_, kind)| kind != "withdrawn") {
        items(random, &mut named, &mut lines);
    }
    let mark = random.once_in(4).then(|| {
        format!("[[mark]]\nid = 'm{row}'\nat = 2021-01-{day:02}\nlabel = 'Mark {row}'\nnote = 'Note {row}'\nevent = '{id}'\n")
    });
    Entry {
        id,
        lines,
        named,
        is_public,
        corrects,
        mark,
    }
}

fn items(random: &mut Random, named: &mut Vec<&'static str>, lines: &mut String) {
    if random.once_in(2) {
        let place = *random.pick(&["north", "south", "west", "nowhere"]);
        let party = some(random, named, &["red", "blue", "green", "black"]);
        let status = *random.pick(&["held", "held", "contested", "threatened", "denied"]);
        let basis = *random.pick(&["reported", "claimed", "confirmed"]);
        let _ = writeln!(
            lines,
            "claims = [{{ place = '{place}', party = '{party}', status = '{status}', basis = '{basis}' }}]"
        );
    }
    if random.once_in(2) {
        let series = some(
            random,
            named,
            &["troops", "flown", "towns", "dead", "fled", "held"],
        );
        let value = random.below(5);
        let _ = writeln!(
            lines,
            "figures = [{{ series = '{series}', value = {value} }}]"
        );
    }
    if random.once_in(4) {
        let speaker = some(random, named, &["speaker", "mole"]);
        let _ = writeln!(
            lines,
            "statements = [{{ speaker = '{speaker}', says = 'Something' }}]"
        );
    }
    if random.once_in(5) {
        let deadline = *random.pick(&["exit", "vote"]);
        let on = 20 + random.below(8);
        let _ = writeln!(
            lines,
            "deadlines = [{{ id = '{deadline}', on = 2021-01-{on}, label = 'The {deadline}' }}]"
        );
    }
}

/// The text of a log, with or without what is not public.
fn text(entries: &[Entry], is_whole: bool) -> String {
    let is_told = |entry: &&Entry| is_whole || entry.is_public;
    let mut text = format!("{TABLES}{SERIES}{OPENING}");
    let told: Vec<&Entry> = entries.iter().filter(is_told).collect();
    for (table, id, rest) in ROWS {
        let stands = |id: &str| {
            let mut named = entries.iter().filter(|entry| entry.named.contains(&id));
            let is_named = named.clone().next().is_some();
            is_whole || !is_named || named.any(|entry| entry.is_public)
        };
        // A series that counts for a party names it.
        if stands(id) || (id == "black" && stands("held")) {
            let _ = writeln!(text, "[[{table}]]\nid = '{id}'\n{rest}");
        }
    }
    for entry in told {
        let mut target = entry.corrects.map(|(target, _)| target);
        while let Some(hidden) = target.filter(|at| !is_whole && !entries[*at].is_public) {
            target = entries[hidden].corrects.map(|(target, _)| target);
        }
        let _ = write!(text, "[[event]]\n{}", entry.lines);
        if let Some((target, (_, kind))) = target.zip(entry.corrects) {
            let event = &entries[target].id;
            let _ = writeln!(
                text,
                "corrects = {{ event = '{event}', kind = '{kind}', reason = 'for a reason' }}"
            );
        }
        text += entry.mark.as_deref().unwrap_or_default();
    }
    text
}

#[track_caller]
fn loaded(seed: u64, text: &str) -> Scenario {
    match load::load_text("random.toml", text) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("seed {seed}: {}\n{text}", problems[0].render(false)),
    }
}

fn present(scenario: &Scenario) -> UnixTime {
    let present = Moment::parse(PRESENT, scenario.zone());
    present.unwrap().effective_at()
}

const CURSORS: [(&str, &str); 3] = [
    ("2021-01-31", "now"),
    ("2021-01-09", "then"),
    ("2021-01-14", "2021-01-20"),
];

/// A dashboard of an audience after some keys.
fn played<'s>(
    scenario: &'s Scenario,
    at: (&str, &str),
    audience: Audience,
    keys: &str,
) -> Played<'s> {
    let mut played = Screen::new(scenario).at(at.0).known(at.1).play();
    played.app.cursor = Cursor {
        audience,
        now: present(scenario),
        ..played.app.cursor
    };
    played.fold();
    for name in keys.split_whitespace() {
        played.press(key(name));
    }
    played
}

/// What the room sees of presenting, begun at the desk, and frames, lines and copies for the public.
fn seen(scenario: &Scenario) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    for at in CURSORS {
        for steps in ["", "PgDn ", "PgDn PgDn PgDn ", "h ", "h h PgDn "] {
            let played = played(scenario, at, Audience::Desk, &format!("b {steps}"));
            seen.push((
                format!("presenting, b {steps}{at:?}"),
                frame::text::write(&played.buffer()),
            ));
        }
        for keys in [
            "",
            "1 z",
            "2 z",
            "3 z",
            "4 z",
            "Enter",
            "2 Enter",
            "3 Enter",
            "3 Down Enter",
            "'",
            "' Enter",
            "d h h h",
            "[ [",
            "]",
        ] {
            let played = played(scenario, at, Audience::Public, keys);
            seen.push((
                format!("frame, {keys} {at:?}"),
                frame::text::write(&played.buffer()),
            ));
            if let Some(copied) = Copied::from_view(&played.view()).into_text() {
                seen.push((format!("copy, {keys} {at:?}"), copied));
            }
        }
        let played = played(scenario, at, Audience::Public, "");
        seen.push((
            format!("plain, {at:?}"),
            full_text::write_lines(&played.view(), &Pane::ALL).join("\n"),
        ));
    }
    seen
}

#[test]
fn the_public_gets_the_same_with_and_without_what_is_withheld() {
    let (mut forms, mut withheld, mut bytes) = (0, 0, 0);
    let seeds = run_seeds("audience", 12, |seed, random| {
        let mut entries = Vec::new();
        for row in 0..3 + random.below(15) {
            let next = entry(random, row, &entries);
            entries.push(next);
        }
        withheld += entries.iter().filter(|entry| !entry.is_public).count();
        let (whole, without) = (text(&entries, true), text(&entries, false));
        let (whole, without) = (loaded(seed, &whole), loaded(seed, &without));
        let public = whole.clone().public_at(present(&whole));
        assert_eq!(
            public.clone().public_at(present(&whole)),
            public,
            "seed {seed}"
        );
        let expected = [everything_written(&without), seen(&without)].concat();
        // What commands write of the public part, then what the public sees in a dashboard that holds all.
        let by_commands = [everything_written(&public), seen(&public)].concat();
        let by_desk = [everything_written(&whole), seen(&whole)].concat();
        for told in [by_commands, by_desk] {
            assert_eq!(told.len(), expected.len(), "seed {seed}");
            for ((what, text), (_, expect)) in told.iter().zip(&expected) {
                assert_same(text, expect, &format!("seed {seed}: {what}"));
                forms += 1;
                bytes += text.len();
            }
        }
    });
    eprintln!(
        "{seeds} logs with {withheld} events withheld: {forms} forms of {bytes} bytes compared"
    );
    assert!(withheld > 20, "{withheld}");
}

/// Asserts that two texts are the same, and tells the first line in which they differ.
#[track_caller]
fn assert_same(text: &str, expect: &str, what: &str) {
    let mut lines = text.lines().zip(expect.lines());
    if let Some((line, other)) = lines.find(|(line, other)| line != other) {
        panic!("{what}\n with: {line}\n without: {other}");
    }
    assert_eq!(text, expect, "{what}");
}
