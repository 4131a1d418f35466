//! Any text is loaded or refused with what is wrong with it, and never ends the program.
//!
//! Texts that are right and texts that are known to be wrong are cut, joined and changed at random; `random` says how
//! to let it go on for longer.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test that cannot be built fails, and texts are cut between characters"
)]

use std::fs;

use dateline::export::{brief, document};
use dateline::model::cursor::{Audience, Cursor, KnownAt};
use dateline::scenario::load;
use dateline::snapshot;

use crate::random::{Random, run_seeds};
use crate::support::{SERIES, TABLES};

/// What is put in somewhere.
const WORDS: [&str; 30] = [
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "\"",
    "'",
    "\"\"\"",
    "=",
    ",",
    ".",
    "#",
    "\n",
    "\r\n",
    "\\",
    "\\u",
    "-",
    ":",
    "[[event]]\n",
    "[event]\n",
    "at = 2021-01-05\n",
    "9999-12-31",
    "0001-01-01",
    "1e400",
    "-0.0",
    "\u{feff}",
    "é\u{301}",
    "\u{202e}",
    "\0",
];

/// Changes a text in one place.
fn change(text: &str, random: &mut Random, other: &str) -> String {
    let mut place = |text: &str| text.floor_char_boundary(random.below(text.len() + 1));
    let (a, b) = (place(text), place(text));
    let (from, to) = (a.min(b), a.max(b).min(a.min(b) + 200));
    let to = text.floor_char_boundary(to);
    let (before, middle, after) = (
        &text[..from],
        &text[from..to.max(from)],
        &text[to.max(from)..],
    );
    match random.below(6) {
        0 => format!("{before}{after}"),
        1 => format!("{before}{middle}{middle}{after}"),
        2 => format!("{before}{}{middle}{after}", random.pick(&WORDS)),
        3 => {
            let start = other.floor_char_boundary(random.below(other.len() + 1));
            let end = other.floor_char_boundary((start + 300).min(other.len()));
            format!("{before}{}{after}", &other[start..end.max(start)])
        }
        4 => {
            let mut lines: Vec<&str> = text.lines().collect();
            let last = lines.len().max(1);
            let (one, two) = (random.below(last), random.below(last));
            if lines.len() > 1 {
                lines.swap(one, two);
            }
            lines.join("\n")
        }
        _ => format!(
            "{before}{}{after}",
            middle.chars().rev().collect::<String>()
        ),
    }
}

fn texts() -> Vec<String> {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut texts = vec![
        format!("{TABLES}{SERIES}"),
        fs::read_to_string(format!("{root}/scenarios/template.toml")).unwrap(),
    ];
    let bad = fs::read_dir(format!("{root}/tests/bad")).unwrap();
    let mut paths: Vec<_> = bad.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let files = paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "toml"));
    texts.extend(files.filter_map(|path| fs::read_to_string(path).ok()));
    texts.retain(|text| !text.is_empty());
    texts
}

#[test]
fn any_text_is_loaded_or_refused_with_what_is_wrong() {
    let texts = texts();
    let (mut loaded, mut refused) = (0, 0);
    run_seeds("loading", 400, |seed, random| {
        // Half of the time one of the two that are right, so that much is loaded as well.
        let known = if random.once_in(2) {
            &texts[..2]
        } else {
            &texts[..]
        };
        let mut text = random.pick(known).clone();
        for _ in 0..random.below(4) {
            let other = random.pick(&texts);
            text = change(&text, random, other);
        }
        match load::load_text("any.toml", &text) {
            Ok(done) => {
                loaded += 1;
                let scenario = &done.scenario;
                let cursor = Cursor {
                    as_of: scenario.last_end(),
                    known: KnownAt::Then,
                    audience: Audience::Public,
                    now: scenario.last_end(),
                };
                let public = scenario.clone().public_at(cursor.now);
                let snapshot = snapshot::at(&public, cursor);
                let before = cursor.day_before(public.zone());
                let report = brief::compose_brief(&snapshot, (&before, &snapshot.changes), false);
                assert!(
                    !document::text::write(&report, false).is_empty(),
                    "seed {seed}"
                );
            }
            Err(problems) => {
                refused += 1;
                let lines = text.split('\n').count();
                assert!(!problems.is_empty(), "seed {seed}");
                for problem in &problems {
                    assert!(
                        (1..=lines).contains(&problem.primary.line),
                        "seed {seed}: {problem:?}"
                    );
                    assert!(!problem.render(false).is_empty());
                }
            }
        }
    });
    eprintln!("{loaded} loaded, {refused} refused");
}
