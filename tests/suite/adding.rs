//! Adding events: every other byte stays, what is written is what was entered, and nothing bad is written.
//!
//! Where events go is in here, any data at all in `anything`, the files of the disk in `saving`, the program in `program`.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

mod anything;
mod program;
mod saving;
mod undo;
mod words;

use std::fs;

use dateline::model::scenario::Scenario;
use dateline::scenario::addition::{AdditionInput, Refused, Trial, stage_addition};
use dateline::scenario::entry::{EntryPart, EventEntry, KEYS};
use dateline::scenario::load::{self, Texts};

use crate::support::TABLES;

/// An entry from lines such as `at 2021-01-05`.
pub(crate) fn entry(lines: &[&str]) -> EventEntry {
    let part = |line: &&str| {
        let (flag, text) = line.split_once(' ').unwrap();
        let row = KEYS.iter().find(|row| row.flag == flag);
        EntryPart {
            key: row.unwrap_or_else(|| panic!("{flag} is no key")).key,
            text: text.to_owned(),
        }
    };
    EventEntry {
        parts: lines.iter().map(part).collect(),
    }
}

/// Tries an addition to a file of its own.
pub(crate) fn tried(text: &str, what: AdditionInput<'_>) -> Result<Trial, Refused> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.toml");
    fs::write(&path, text).unwrap();
    stage_addition(Texts::of_file(&path).unwrap(), what, None, None)
}

/// Adds to a text: the new text and its scenario. What was there before stays, byte by byte, around what is new.
#[track_caller]
fn added(text: &str, what: AdditionInput<'_>) -> (String, Scenario) {
    let trial = match tried(text, what) {
        Ok(trial) => trial,
        Err(refused) => panic!("{refused:?}\n{text}"),
    };
    let problems = trial.examined.problems.clone();
    let reports = trial.examined.locate_problems(problems);
    let reports: Vec<String> = reports.iter().map(|report| report.render(false)).collect();
    assert!(
        reports.is_empty(),
        "{}\n{}",
        reports.join("\n"),
        trial.after
    );
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let (old, new) = (text.as_bytes(), trial.after.as_bytes());
    let start = old
        .iter()
        .copied()
        .zip(new.iter().copied())
        .take_while(same)
        .count();
    let room = old.len() - start;
    let both = old.iter().rev().copied().zip(new.iter().rev().copied());
    let end = both.take(room).take_while(same).count();
    assert_eq!(
        start + end,
        old.len(),
        "bytes were changed:\n{}",
        trial.after
    );
    let loaded = load::load_text("small.toml", &trial.after);
    let scenario = loaded
        .unwrap_or_else(|problems| panic!("{}", problems[0].render(false)))
        .scenario;
    assert!(
        trial
            .added
            .iter()
            .all(|added| scenario.event_by_id(&added.id).is_some())
    );
    (trial.after, scenario)
}

/// Adds an event of a day to a log, and gives the log without the tables above it.
#[track_caller]
fn log_with(log: &str, at: &str) -> String {
    let text = format!("{TABLES}{log}");
    let at = format!("at {at}");
    let entry = entry(&[&at, "headline New", "id new"]);
    let (after, _) = added(&text, AdditionInput::Entry(&entry));
    after.strip_prefix(TABLES).unwrap_or(&after).to_owned()
}

#[test]
fn an_event_stands_behind_those_before_it() {
    let log = "\n[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\n\n# of B\n[[event]]\nid = 'b'\nat = 2021-01-05 # Tuesday\nheadline = 'B'\n# still of B\n\n# free\n\n# of C\n[[event]]\nid = 'c'\nat = 2021-01-05\nheadline = 'C'\n\n\n# the end";
    for (at, before, behind) in [
        ("2021-01-01", "", "\n[[event]]\nid = 'a'"),
        ("2021-01-03", "'A'\n", "\n# of B"),
        ("2021-01-05 morning", "\n\n", "# of B"),
        ("2021-01-06", "# the end\n", ""),
    ] {
        let new = log_with(log, at);
        let (above, rest) = new.split_once("[[event]]\nid = \"new\"").unwrap();
        let (_, below) = rest.split_once("\"New\"").unwrap();
        assert!(
            above
                .trim_end_matches('\n')
                .ends_with(before.trim_end_matches('\n')),
            "{at}: {new}"
        );
        assert!(
            below.trim_start().starts_with(behind.trim_start()),
            "{at}: {new}"
        );
        assert!(
            above.is_empty() || above.ends_with("\n\n") || above == "\n",
            "{at}: {new}"
        );
        assert!(below.is_empty() || below.starts_with("\n\n"), "{at}: {new}");
    }
    // The comments right below an event are its own.
    let new = log_with(log, "2021-01-05 late evening");
    assert!(
        new.find("# still of B").unwrap() < new.find("\"new\"").unwrap(),
        "{new}"
    );
}

#[test]
fn an_event_that_opens_a_day_stands_below_its_heading() {
    let log = "[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\n\n# == 5 January ==\n\n[[event]]\nid = 'b'\nat = '2021-01-05 evening'\nheadline = 'B'\n";
    insta::assert_snapshot!(log_with(log, "2021-01-05 early"), @"
    [[event]]
    id = 'a'
    at = 2021-01-02
    headline = 'A'

    # == 5 January ==

    [[event]]
    id = \"new\"
    at = \"2021-01-05 early\"
    headline = \"New\"

    [[event]]
    id = 'b'
    at = '2021-01-05 evening'
    headline = 'B'
    ");
}

#[test]
fn a_log_that_is_out_of_order_grows_at_its_end() {
    let log = "[[event]]\nid = 'b'\nat = 2021-01-05\nheadline = 'B'\n\n[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\n";
    assert!(log_with(log, "2021-01-01").ends_with("headline = \"New\"\n"));
}

#[test]
fn a_log_by_record_keeps_its_order() {
    // Kept in the order in which things were known.
    let log = "[[event]]\nid = 'b'\nat = 2021-01-05\nheadline = 'B'\n\n[[event]]\nid = 'a'\nat = 2021-01-02\nrecorded_at = 2021-01-08\nheadline = 'A'\n\n[[event]]\nid = 'c'\nat = 2021-01-09\nheadline = 'C'\n";
    let new = log_with(log, "2021-01-07");
    let at = |id: &str| new.find(id).unwrap();
    assert!(
        at("'b'") < at("\"new\"") && at("\"new\"") < at("'a'"),
        "{new}"
    );
}

#[test]
fn line_ends_marks_and_missing_ends_stay() {
    let plain = format!(
        "{}\n[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\n",
        TABLES.trim_start()
    );
    let new = entry(&[
        "at 2021-01-09",
        "headline New",
        "body one\ntwo",
        "claim north=red",
        "claim south=red",
    ]);
    for text in [
        plain.clone(),
        plain.replace('\n', "\r\n"),
        format!("\u{feff}{plain}"),
        format!("\u{feff}{}", plain.replace('\n', "\r\n")),
        plain.trim_end().to_owned(),
        plain.replace('\n', "\r\n").trim_end().to_owned(),
        format!("{plain}# a comment at the end"),
        format!("{plain}\n\n\n"),
        format!("{plain}[[source]]\nid = 'last'\npublisher = 'P'\n"),
    ] {
        let (after, scenario) = added(&text, AdditionInput::Entry(&new));
        assert_eq!(text.contains("\r\n"), after.contains("\r\n"));
        if text.contains("\r\n") {
            assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        }
        assert_eq!(text.ends_with('\n'), after.ends_with('\n'));
        assert_eq!(text.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
        let event = scenario.events.last().unwrap();
        assert_eq!((&*event.headline, event.claims.len()), ("New", 2));
        assert_eq!(event.body.as_deref(), Some("one\ntwo"));
    }
}

#[test]
fn the_first_event_of_a_scenario_can_be_added() {
    for text in [
        TABLES.to_owned(),
        TABLES.trim_end().to_owned(),
        format!("{TABLES}\n# the log\n\n"),
    ] {
        let (after, scenario) = added(
            &text,
            AdditionInput::Entry(&entry(&["at 2021-01-09", "headline New"])),
        );
        assert_eq!(scenario.events.len(), 1, "{after}");
    }
}

#[test]
fn strings_that_look_like_headers_and_comments_are_no_places() {
    let log = "[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\nbody = '''\n[[event]]\n\n# not a comment'''\n\n[[event]]\nid = 'b'\nat = 2021-01-05\nheadline = 'B'\n";
    let new = log_with(log, "2021-01-03");
    assert!(
        new.contains("# not a comment'''\n\n[[event]]\nid = \"new\""),
        "{new}"
    );
}

#[test]
fn a_log_in_one_list_stays_one() {
    let head = |list: &str| format!("event = {list}\n{TABLES}");
    let one = "{ id = 'a', at = 2021-01-02, headline = 'A' }";
    let two = "{ id = 'b', at = 2021-01-05, headline = 'B' }";
    for (list, at, expect) in [
        (format!("[{one}]"), "2021-01-03", "[{a}, {new}]"),
        (format!("[{one}, {two}]"), "2021-01-03", "[{a}, {new}, {b}]"),
        (
            format!("[{one}, {two},]"),
            "2021-01-09",
            "[{a}, {b}, {new},]",
        ),
        (format!("[{one}]"), "2021-01-01", "[{new}, {a}]"),
        (
            format!("[\n  {one}, # of A\n  {two} # of B, too\n]"),
            "2021-01-03",
            "[\n  {a}, # of A\n  {new},\n  {b} # of B, too\n]",
        ),
        (
            format!("[\n  {one}, # of A\n  {two}, # of B\n]"),
            "2021-01-09",
            "[\n  {a}, # of A\n  {b}, # of B\n  {new},\n]",
        ),
        (
            format!("[\n  {one},\n]"),
            "2021-01-01",
            "[\n  {new},\n  {a},\n]",
        ),
        ("[]".to_owned(), "2021-01-01", "[{new}]"),
    ] {
        let at = format!("at {at}");
        let (after, _) = added(
            &head(&list),
            AdditionInput::Entry(&entry(&[&at, "headline New", "id new"])),
        );
        let written = after
            .split_once("{ id = \"new\"")
            .and_then(|(_, rest)| rest.split_once('}'));
        let written = format!("{{ id = \"new\"{}}}", written.unwrap().0);
        let expect = expect
            .replace("{a}", one)
            .replace("{b}", two)
            .replace("{new}", &written);
        assert!(after.starts_with(&format!("event = {expect}\n")), "{after}");
    }
    // Where a comma is missing, one more byte is new: behind the event, before its comment.
    let list = head(&format!("[\n  {one} # of A\n]"));
    let new = entry(&["at 2021-01-09", "headline New"]);
    let trial = tried(&list, AdditionInput::Entry(&new)).unwrap();
    assert!(
        trial.after.contains("'A' }, # of A\n  { id = "),
        "{}",
        trial.after
    );
    assert!(trial.examined.problems.is_empty());
    let fragment = AdditionInput::Fragment("f", "[[event]]\nat = 2021-01-03\nheadline = 'X'\n");
    assert!(
        matches!(tried(&list, fragment), Err(Refused::Other(reason)) if reason.contains("one list"))
    );
}

#[test]
fn a_fragment_is_put_in_as_it_was_written() {
    let text = format!("{TABLES}\n[[event]]\nid = 'a'\nat = 2021-01-04\nheadline = 'A'\n")
        .replace('\n', "\r\n");
    let fragment = "\n# early\n[[event]]\nat   =  2021-01-02 # sic\nheadline = 'Early'\n\n[[source]]\nid = 'new'\npublisher = 'N'\n\n# late\n[[event]]\nid = 'late'\nat = 2021-01-06\nheadline = 'Late'\nsources = ['new']\n# its end\n";
    let trial = tried(&text, AdditionInput::Fragment("f", fragment)).unwrap();
    assert!(
        trial.examined.problems.is_empty(),
        "{:?}",
        trial.examined.problems
    );
    assert_eq!(
        trial.after.matches('\n').count(),
        trial.after.matches("\r\n").count()
    );
    let after = trial.after.replace("\r\n", "\n");
    assert!(
        after.contains("# early\n[[event]]\nid = \"2021-01-02-early\"\nat   =  2021-01-02 # sic\n"),
        "{after}"
    );
    assert!(
        after.contains("\n\n# late\n[[event]]\nid = 'late'"),
        "{after}"
    );
    let at = |what: &str| after.find(what).unwrap();
    assert!(
        at("'Early'") < at("'A'") && at("'A'") < at("'Late'") && at("id = 'new'") < at("'Early'")
    );
    let ids: Vec<&str> = trial.added.iter().map(|added| added.id.as_str()).collect();
    assert_eq!(ids, ["2021-01-02-early", "late"]);
    for added in &trial.added {
        assert_eq!(after.lines().nth(added.line - 1), Some("[[event]]"));
    }
}

/// The reports on a fragment or an entry that is not taken.
fn reports(what: AdditionInput<'_>) -> String {
    let text = format!("{TABLES}[[event]]\nid = 'a'\nat = 2021-01-04\nheadline = 'A'\n");
    let reports = match tried(&text, what) {
        Ok(trial) => trial
            .examined
            .locate_problems(trial.examined.problems.clone()),
        Err(Refused::Faults(reports)) => reports,
        Err(refused) => return format!("{refused:?}"),
    };
    let mut reports = reports;
    for related in reports
        .iter_mut()
        .filter_map(|report| report.related.as_mut())
    {
        "small.toml".clone_into(&mut related.file);
    }
    let reports: Vec<String> = reports.iter().map(|report| report.render(false)).collect();
    reports.join("\n\n")
}

#[test]
fn what_is_wrong_is_told_of_what_was_entered() {
    let entry = entry(&[
        "at 2021-01-40",
        "headline New",
        "claim nort=red:confirmed",
        "claim south=blu",
        "figure troops=5",
        "source good, x",
    ]);
    insta::assert_snapshot!(reports(AdditionInput::Entry(&entry)));
}

#[test]
fn what_is_wrong_in_a_fragment_is_told_of_its_lines() {
    insta::assert_snapshot!(
        "fragment",
        reports(AdditionInput::Fragment(
            "f.toml",
            "# one\n[[event]]\nat = 2021-01-03\nheadline = 'X'\nplaces = ['nort']\n\n[[event]]\nid = 'a'\nat = 2021-01-09\nheadline = 'Twice'\n"
        ))
    );
}

#[test]
fn only_events_and_sources_are_fragments() {
    for (fragment, expect) in [
        ("", "there is no [[event]] here"),
        ("# nothing\n", "there is no [[event]] here"),
        ("id = 'x'\n[[event]]\n", "a key above all"),
        (
            "[[place]]\nid = 'x'\nname = 'X'\n",
            "only events can be added",
        ),
        (
            "[[event]]\nid = 'x'\nat = 2021-01-03\nheadline = 'X'\n[scenario]\n",
            "only events can be added",
        ),
        ("[[event]]\nid = 'x\n", "f:2:"),
        ("[[event]]\nid = 'x'\n", "'at' is missing in [[event]]"),
    ] {
        let reports = reports(AdditionInput::Fragment("f", fragment));
        assert!(reports.contains(expect), "{fragment}: {reports}");
    }
}

#[test]
fn an_event_without_day_or_headline_is_not_tried() {
    for (lines, expect) in [
        (&["at 2021-01-03"][..], "Missing(Headline)"),
        (&["headline X"][..], "Missing(At)"),
        (&["headline X", "at  "][..], "Missing(At)"),
    ] {
        assert_eq!(reports(AdditionInput::Entry(&entry(lines))), expect);
    }
}
