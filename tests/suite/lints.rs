//! What is odd in a scenario: one fixture a lint, near misses that are none, what is allowed.
//!
//! Each fixture in `tests/lints` is named after the code of its lint, and its whole report is a snapshot.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of tests fails as they do, by a panic"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline::diagnostic::lints;
use dateline::diagnostic::{Diagnostic, Severity};
use dateline::lint::{self, LintReport, json};
use dateline::scenario::load::{self, Texts};

use crate::support::{SERIES, TABLES, log};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lints");

/// What is odd in every test of [`odd`], since its tables are: two sources that are not judged or used.
const TABLES_ALLOW: &str =
    "allow = { source-ungraded = \"of the tables\", source-unused = \"of the tables\" }";

fn report_of(text: &str) -> LintReport {
    lint::report_scenario(&mut Texts::of_text("a.toml", text).examine_texts())
}

fn report_of_file(path: &Path) -> LintReport {
    lint::report_scenario(&mut Texts::of_file(path).unwrap().examine_texts())
}

fn rendered(diagnostics: &[Diagnostic]) -> String {
    let reports: Vec<String> = diagnostics
        .iter()
        .map(|found| found.render(false))
        .collect();
    reports.join("\n")
}

fn codes(diagnostics: &[Diagnostic]) -> BTreeSet<&'static str> {
    diagnostics.iter().map(|found| found.code).collect()
}

/// A scenario of the usual tables and series with these lines, in which sources may be as they like.
fn with_tables(lines: &str) -> String {
    let tables = TABLES.replacen("[scenario]\n", &format!("[scenario]\n{TABLES_ALLOW}\n"), 1);
    format!("{tables}{SERIES}{lines}")
}

/// The codes that are told of some events, each as often as it is told.
#[track_caller]
fn odd(lines: &str) -> String {
    let report = report_of(&with_tables(lines));
    let errors = report.diagnostics.iter();
    let errors: Vec<&Diagnostic> = errors
        .filter(|found| found.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{}", rendered(&report.diagnostics));
    let unused = |found: &&Diagnostic| !found.message.contains("'source-un");
    let told = report.diagnostics.iter().filter(unused);
    told.map(|found| found.code).collect::<Vec<_>>().join(" ")
}

fn check_report(name: &str, report: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("lint-{name}"), report);
    });
}

#[test]
fn every_lint_has_a_fixture_with_the_report_that_was_agreed() {
    for lint in lints::ALL {
        let path = Path::new(FIXTURES).join(format!("{}.toml", lint.code));
        let report = report_of_file(&path);
        let mut others = codes(&report.diagnostics);
        assert!(others.remove(lint.code), "{} is not told", lint.code);
        // The escape that only TOML 1.1 has puts a control character into the text.
        let beside = if lint.code == "toml-1-1" {
            BTreeSet::from(["unsafe-text"])
        } else {
            BTreeSet::new()
        };
        assert_eq!(others, beside, "{}", lint.code);
        let folder = format!("{FIXTURES}/");
        let text = rendered(&report.diagnostics).replace(&folder, "");
        check_report(lint.code, &text);
    }
}

#[test]
fn every_fixture_is_of_a_lint() {
    for entry in fs::read_dir(FIXTURES).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(
            lints::find_lint(&name).is_some() || name == "beside-errors",
            "{name}"
        );
    }
}

#[test]
fn every_lint_is_explained() {
    let mut seen = BTreeSet::new();
    for lint in lints::ALL {
        assert!(seen.insert(lint.code), "{} stands twice", lint.code);
        let is_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(lint.code.chars().all(is_code), "{}", lint.code);
        assert!(
            !lint.what.is_empty() && !lint.what.ends_with('.'),
            "{}",
            lint.code
        );
        assert!(
            lint.why.len() > 100 && lint.why.ends_with('.'),
            "{}",
            lint.code
        );
        assert!(!lint.why.contains("  "), "{}", lint.code);
        assert!(lints::list_lints().contains(lint.code));
    }
}

#[test]
fn what_is_odd_is_told_beside_errors() {
    let report = report_of_file(&Path::new(FIXTURES).join("beside-errors.toml"));
    let folder = format!("{FIXTURES}/");
    check_report(
        "beside-errors",
        &rendered(&report.diagnostics).replace(&folder, ""),
    );
    assert!(codes(&report.diagnostics).len() >= 7);
}

#[test]
fn shipped_scenarios_have_nothing_odd() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(root.join("scenarios")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "toml") {
            let report = report_of_file(&path);
            assert!(
                report.diagnostics.is_empty(),
                "{}",
                rendered(&report.diagnostics)
            );
        }
    }
}

/// Honest reporting that comes near a lint.
#[rustfmt::skip]
const NEAR_MISSES: &[(&str, &[&str])] = &[
    ("an item has the sources of its event", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red' | figure value = 5 | say says = 'We go'"]),
    ("an item has sources of its own", &["a @ 2021-01-02 | claim party = 'red', sources = ['good'] | figure value = 5, sources = ['plain']"]),
    ("a deadline needs no source", &["a @ 2021-01-02 | deadline on = 2021-01-09, label = 'Exit'"]),
    ("what is cancelled needs no source", &["a @ 2021-01-02 | set pub_status = 'cancelled' | claim party = 'red'"]),
    ("a place is retaken in the headline", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | headline The north is retaken | claim party = 'blue'"]),
    ("a place is retaken in a note", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | claim party = 'blue', note = 'Back after a day'"]),
    ("a place is retaken in the body", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | set body = 'In NORTH, the flag is back.' | claim party = 'blue'"]),
    ("the old holder only denies", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | claim party = 'blue', status = 'denied'"]),
    ("the old holder only claims", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | claim party = 'blue', basis = 'claimed'"]),
    ("a third party takes the place", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | claim party = 'green'"]),
    ("the holder is borne out once more", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | claim party = 'red', basis = 'confirmed'"]),
    ("a place was held by nobody before", &["a @ 2021-01-02 | set sources = ['good'] | claim place = 'nowhere', party = 'red'"]),
    ("a correction undoes a change of hands", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-02 ~ 2021-01-03 | set sources = ['good'] | set corrects = { event = 'a', kind = 'corrected' } | claim place = 'south', party = 'red'"]),
    ("a claim of the scenario's scope", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red', scope = 'capital'"]),
    ("a claim of a scope that is counted", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red', scope = 'farm'"]),
    ("a claim of another scope that says what it is about", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red', scope = 'district', note = 'The river port'"]),
    ("a claim of another scope that is not followed", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red', scope = 'district', alternative = 'one source alone'"]),
    ("a cumulative figure in other words", &["a @ 2021-01-02 | set sources = ['good'] | figure series = 'flown', value = 1000, qualifier = 'about'", "b @ 2021-01-03 | set sources = ['good'] | figure series = 'flown', value = 950"]),
    ("a cumulative figure that is at least so much", &["a @ 2021-01-02 | set sources = ['good'] | figure series = 'flown', value = 1000", "b @ 2021-01-03 | set sources = ['good'] | figure series = 'flown', value = 900, qualifier = 'at-least'"]),
    ("more than a share, and a share just above it", &["a @ 2021-01-02 | set sources = ['good'] | figure series = 'flown', value = 66.7, qualifier = 'more-than'", "b @ 2021-01-03 | set sources = ['good'] | figure series = 'flown', value = 66.9"]),
    ("a cumulative figure of a morning and of its day", &["a @ 2021-01-02 | set sources = ['good'] | figure series = 'flown', value = 900", "b @ 2021-01-02 evening | set sources = ['good'] | figure series = 'flown', value = 800"]),
    ("a cumulative figure that was wrong and is corrected", &["a @ 2021-01-02 | set sources = ['good'] | figure series = 'flown', value = 1000", "b @ 2021-01-02 ~ 2021-01-03 | set sources = ['good'] | set corrects = { event = 'a', kind = 'corrected' } | figure series = 'flown', value = 100", "c @ 2021-01-04 | set sources = ['good'] | figure series = 'flown', value = 200"]),
    ("a stock that falls", &["a @ 2021-01-02 | set sources = ['good'] | figure value = 1000", "b @ 2021-01-03 | set sources = ['good'] | figure value = 10"]),
    ("figures of different times of a day", &["a @ 2021-01-02 morning | set sources = ['good'] | figure value = 1000", "b @ 2021-01-02 evening | set sources = ['good'] | figure value = 500"]),
    ("figures of one moment whose words agree", &["a @ 2021-01-02 | set sources = ['good'] | figure value = 500, qualifier = 'at-least'", "b @ 2021-01-02 | set sources = ['good'] | figure low = 600, high = 700", "c @ 2021-01-02 | set sources = ['good'] | figure value = 650, qualifier = 'about'"]),
    ("figures of one moment and different statuses", &["a @ 2021-01-02 | set sources = ['good'] | figure value = 500, status = 'announced' | figure value = 20, status = 'in-place'"]),
    ("increments of one day", &["a @ 2021-01-02 | set sources = ['good'] | figure series = 'more', value = 500", "b @ 2021-01-02 | set sources = ['good'] | figure series = 'more', value = 600"]),
    ("a total that the log bears out", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red' | figure series = 'towns', value = 1"]),
    ("a total within the day's course", &["a @ 2021-01-02 morning | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-02 | set sources = ['good'] | figure series = 'towns', value = 0"]),
    ("a total that was right as far as was known then", &["a @ 2021-01-02 ~ 2021-01-09 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | figure series = 'towns', value = 0"]),
    ("a total of at least so many", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | figure series = 'towns', value = 1, qualifier = 'at-least'"]),
    ("an earlier event that became known later", &["a @ 2021-01-09 | set sources = ['good']", "b @ 2021-01-02 ~ 2021-01-10 | set sources = ['good']"]),
    ("a late report among those of its day", &["a @ 2021-01-02 ~ 2021-01-10 | set sources = ['good']", "b @ 2021-01-03 | set sources = ['good']"]),
    ("events of one day in any order", &["a @ 2021-01-02 evening | set sources = ['good']", "b @ 2021-01-02 morning | set sources = ['good']"]),
    ("an afternoon elsewhere that is the next morning here", &["a @ 2021-01-02 | set sources = ['good']", "b @ 2021-01-02 afternoon America/New_York | set sources = ['good']", "c @ 2021-01-02 evening | set sources = ['good']"]),
    ("something known after four weeks", &["a @ 2021-01-02 ~ 2021-01-30 | set sources = ['good']"]),
    ("something that a source found out a year later", &["a @ 2021-01-02 ~ 2021-12-20 | set sources = ['late']"]),
    ("an item of long before its event", &["a @ 2021-01-20 | set sources = ['good'] | claim party = 'red', at = 2020-06-01"]),
    ("a source of the next day in a zone that is ahead", &["a @ 2021-12-17 | set sources = ['late']"]),
    ("a source of the same minute", &["a @ 2021-12-18 | set sources = ['clock'] | claim party = 'red', recorded_at = 2021-12-18T06:00:00Z"]),
    ("a later source beside one that was out", &["a @ 2021-01-02 | set sources = ['late', 'out']"]),
    ("a later source beside one without a date", &["a @ 2021-01-02 | set sources = ['late', 'good']"]),
    ("a later source of what was recorded later", &["a @ 2021-12-10 ~ 2021-12-18 | set sources = ['late']"]),
    ("a judgement of what is to come", &["a @ 2021-01-02 | set sources = ['good'] | say says = 'They will come back', likelihood = 'likely'"]),
    ("a judgement that begins with the past", &["a @ 2021-01-02 | set sources = ['good'] | say says = 'The army was beaten and may not recover', likelihood = 'unlikely'"]),
    ("a past fact without a likelihood", &["a @ 2021-01-02 | set sources = ['good'] | say says = 'The army was beaten', confidence = 'high'"]),
    ("a judgement in another language", &["a @ 2021-01-02 | set sources = ['good'] | say says = 'کابل سقوط کرد', likelihood = 'likely'"]),
    ("spellings that need a joiner", &["a @ 2021-01-02 | set sources = ['good'] | set body = 'می\u{200c}شود – “Qandahār”, كابل'"]),
    ("a body of several lines", &["a @ 2021-01-02 | set sources = ['good'] | set body = \"\"\"\nOne line, \\n\nanother.\r\n\"\"\""]),
    ("blanks and breaks around a line", &["a @ 2021-01-02 | set sources = ['good'] | set tags = [\"\"\"\n  kept\n\"\"\"]"]),
    ("a list in braces that has lines of its own", &["a @ 2021-01-02 | set claims = [\n  { place = 'north', party = 'red', sources = [\n    'good', # the first\n    'plain',\n  ] }, # another\n  { place = 'south', party = 'red', note = '''a\nb''', sources = ['good'] },\n]"]),
    ("signs in texts and keys of braces", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red', \"note\" = 'a # and a , }' "]),
    ("escapes that TOML has always had", &["a @ 2021-01-02 | set sources = ['good'] | set note = \"a \\\\e, a \\\\x41, \\u00e9 and \\\"x\\\"\""]),
    ("texts in single quotes have no escapes", &["a @ 2021-01-02 | set sources = ['good'] | set note = 'C:\\e\\x41'"]),
    ("times with seconds and zones", &["a @ 2021-01-02T10:30:00+04:30 | set sources = ['good'] | set embargoed_until = 2021-01-02 10:30:15.5Z"]),
];

/// Sources that were published late, and one that was not.
const LATE: &str = "[[source]]\nid = 'late'\npublisher = 'Late Paper'\npublished = 2021-12-18\nreliability = 'B'\n\
    [[source]]\nid = 'clock'\npublisher = 'Late Paper'\npublished = 2021-12-18T06:00:00Z\nreliability = 'B'\n\
    [[source]]\nid = 'out'\npublisher = 'Early Paper'\npublished = 2021-01-02\nreliability = 'B'\n";

#[test]
fn honest_reporting_is_not_odd() {
    for (what, events) in NEAR_MISSES {
        assert_eq!(odd(&format!("{LATE}{}", log(events))), "", "{what}");
    }
}

/// What is odd, but only just.
#[rustfmt::skip]
const NEAR_HITS: &[(&str, &str, &[&str])] = &[
    ("no-source", "an empty list is no source", &["a @ 2021-01-02 | set sources = ['good'] | figure value = 5, sources = []"]),
    ("no-source", "a withheld event needs one", &["a @ 2021-01-02 | set pub_status = 'withheld' | figure value = 5"]),
    ("holder-reverts", "the name of the place is part of another word", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | headline Northern news | claim party = 'blue'"]),
    ("holder-reverts", "by way of a third party", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red'", "b @ 2021-01-03 | set sources = ['good'] | claim party = 'green'", "c @ 2021-01-04 | set sources = ['good'] | claim party = 'blue'"]),
    ("claim-out-of-scope", "a misspelt scope has a note", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red', scope = 'capitals', note = 'The hall'"]),
    ("cumulative-falls", "about is a tenth", &["a @ 2021-01-02 | set sources = ['good'] | figure series = 'flown', value = 1000, qualifier = 'about'", "b @ 2021-01-03 | set sources = ['good'] | figure series = 'flown', value = 890"]),
    ("cumulative-falls", "only the reading that falls is told", &["a @ 2021-01-02 | set sources = ['good'] | figure series = 'flown', value = 1000", "b @ 2021-01-03 | set sources = ['good'] | figure series = 'flown', value = 500", "c @ 2021-01-04 | set sources = ['good'] | figure series = 'flown', value = 600"]),
    ("figures-disagree", "within one event", &["a @ 2021-01-02 | set sources = ['good'] | figure value = 500 | figure value = 600"]),
    ("figures-disagree", "three readings are told once", &["a @ 2021-01-02 | set sources = ['good'] | figure value = 500 | figure value = 600 | figure value = 700"]),
    ("total-contradicted", "neither then nor now", &["a @ 2021-01-02 | set sources = ['good'] | claim party = 'red' | figure series = 'towns', value = 0, at = 2021-01-03, recorded_at = 2021-01-03"]),
    ("out-of-order", "by both clocks", &["a @ 2021-01-09 ~ 2021-01-10 | set sources = ['good']", "b @ 2021-01-02 ~ 2021-01-09 | set sources = ['good']"]),
    ("known-late", "a source of another time bears nothing out", &["a @ 2021-01-02 ~ 2021-07-20 | set sources = ['out']"]),
    ("known-late", "an item of its own", &["a @ 2021-01-02 | set sources = ['good'] | figure value = 5, recorded_at = 2021-03-02"]),
    ("source-published-late", "a day before that on which it may have been out", &["a @ 2021-12-16 | set sources = ['late']"]),
    ("source-published-late", "a second before it was out", &["a @ 2021-12-18 | set sources = ['clock'] | figure value = 5, recorded_at = 2021-12-18T05:59:59Z"]),
    ("source-published-late", "only the item's own source is late", &["a @ 2021-12-10 | set sources = ['out'] | claim party = 'red' | figure value = 5, sources = ['late', 'clock']"]),
    ("source-published-late", "the end of a series", &["a @ 2021-12-09 | set sources = ['out'] | figure value = 5", "b @ 2021-12-10 | set sources = ['out'] | figure ends = true, sources = ['late']"]),
    ("source-published-late", "items that have all from their event", &["a @ 2021-12-10 | set sources = ['late'] | claim party = 'red' | figure value = 5 | say says = 'We go'"]),
    ("likelihood-on-past", "a perfect with a word between", &["a @ 2021-01-02 | set sources = ['good'] | say says = 'The enemy has already fled', likelihood = 'very-likely'"]),
    ("unsafe-text", "a line break where there is one line", &["a @ 2021-01-02 | set sources = ['good'] | set tags = [\"a\\nb\"]"]),
    ("toml-1-1", "a comment in braces", &["a @ 2021-01-02 | set sources = ['good'] | set claims = [{ place = 'north', # here\n party = 'red' }]"]),
];

#[test]
fn what_is_only_just_odd_is_told_once() {
    for (code, what, events) in NEAR_HITS {
        assert_eq!(odd(&format!("{LATE}{}", log(events))), *code, "{what}");
    }
}

/// The report on an event with two figures that have no source, beside two sources that are unused.
fn without_source(in_scenario: &str, in_event: &str, in_item: &str) -> LintReport {
    let event = format!(
        "[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\nfigures = [\n  {{ series = 'troops', value = 5{in_item} }},\n  {{ series = 'daily', value = 5 }},\n]\n{in_event}\n"
    );
    let text = with_tables(&event);
    report_of(&text.replacen("allow = {", &format!("allow = {{ {in_scenario}"), 1))
}

#[test]
fn a_lint_is_allowed_where_that_stands_and_below() {
    let left = |report: &LintReport| {
        let told = report.diagnostics.iter();
        told.filter(|found| found.code == "no-source").count()
    };
    let report = without_source("", "", "");
    assert_eq!((left(&report), report.allowed), (2, 2));
    let report = without_source("no-source = 'r', ", "", "");
    assert_eq!((left(&report), report.allowed), (0, 4));
    let report = without_source("", "allow = { no-source = 'r' }", "");
    assert_eq!((left(&report), report.allowed), (0, 4));
    let report = without_source("", "", ", allow = { no-source = 'r' }");
    assert_eq!((left(&report), report.allowed), (1, 3));
    let report = without_source("", "allow = { toml-1-1 = 'r' }", "");
    assert_eq!(left(&report), 2);
    assert!(codes(&report.diagnostics).contains("unused-allow"));
}

#[test]
fn an_allow_may_stand_in_a_table_with_a_header_and_at_the_other_place() {
    let event = "[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\n[[event.figures]]\nseries = 'troops'\nvalue = 5\n[event.figures.allow]\nno-source = 'r'\n[[event]]\nid = 'b'\nat = 2021-01-03\nheadline = 'B'\nfigures = [{ series = 'troops', value = 5 }]\n";
    assert_eq!(odd(event), "no-source");
    let order = log(&[
        "a @ 2021-01-09 | set allow = { out-of-order = 'stands first on purpose' }",
        "b @ 2021-01-02",
    ]);
    assert_eq!(odd(&order), "");
}

#[test]
fn an_allow_in_the_main_file_covers_those_that_it_includes() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let main = |allow: &str| {
        let tables = TABLES.replacen("[scenario]\n", &format!("[scenario]\n{allow}\n"), 1);
        format!("include = ['more.toml']{tables}")
    };
    let more = "[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\nsources = ['good', 'plain']\nclaims = [{ place = 'north', party = 'red', }]\n";
    fs::write(path("more.toml"), more).unwrap();
    fs::write(path("main.toml"), main("")).unwrap();
    let report = report_of_file(&path("main.toml"));
    assert_eq!(
        codes(&report.diagnostics),
        BTreeSet::from(["source-ungraded", "toml-1-1"])
    );
    let newer = report
        .diagnostics
        .iter()
        .find(|found| found.code == "toml-1-1")
        .unwrap();
    assert!(newer.primary.file.ends_with("more.toml"));
    let allow = "allow = { source-ungraded = 'r', toml-1-1 = 'r' }";
    fs::write(path("main.toml"), main(allow)).unwrap();
    let report = report_of_file(&path("main.toml"));
    assert!(
        report.diagnostics.is_empty(),
        "{}",
        rendered(&report.diagnostics)
    );
    assert_eq!(report.allowed, 2);
}

#[test]
fn nothing_is_said_to_be_allowed_in_vain_beside_an_error() {
    let event = "[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\nplaces = ['noth']\nallow = { holder-reverts = 'r' }\n";
    let report = report_of(&with_tables(event));
    assert_eq!(codes(&report.diagnostics), BTreeSet::from(["unknown-id"]));
}

#[test]
fn opening_a_scenario_says_nothing_of_what_is_odd() {
    for entry in fs::read_dir(FIXTURES).unwrap() {
        let path = entry.unwrap().path();
        let is_bad = path.file_stem().is_some_and(|name| name == "beside-errors");
        assert_eq!(
            load::load_file(&path).is_err(),
            is_bad,
            "{}",
            path.display()
        );
    }
}

#[test]
fn examining_gives_the_model_that_loading_gives() {
    let text = dateline::scenario::built_in::TEXT;
    let examined = Texts::of_text("a.toml", text).examine_texts();
    let loaded = load::load_text("a.toml", text).map_err(|problems| rendered(&problems));
    assert_eq!(examined.scenario, Some(loaded.unwrap().scenario));
}

#[test]
fn a_diagnostic_is_one_line_of_json() {
    let text = with_tables(
        "[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\nfigures = [{ note = 'é', series = 'troops',\n  value = 5 }]\nplaces = ['nroth']\n",
    );
    let report = report_of(&text);
    let lines: Vec<String> = report
        .diagnostics
        .iter()
        .map(json::write_diagnostic)
        .collect();
    for line in &lines {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(row["end"]["column"].is_u64(), "{line}");
        assert_eq!(line.find('\n'), Some(line.len() - 1), "{line}");
    }
    insta::assert_snapshot!(lines.concat());
}

/// Ends of a series, and whether one of them closes no reading.
#[rustfmt::skip]
const ENDS: &[(&[&str], bool)] = &[
    (&["a @ 2021-01-02 | figure value = 5", "b @ 2021-01-04 | figure ends = true"], false),
    (&["a @ 2021-01-04 | figure value = 5", "b @ 2021-01-04 | figure ends = true"], false),
    (&["a @ 2021-01-02 | figure value = 5, until = 2021-01-09", "b @ 2021-01-04 | figure ends = true"], false),
    (&["a @ 2021-01-02 | figure value = 5, until = 2021-01-03", "b @ 2021-01-04 | figure ends = true"], true),
    (&["a @ 2021-01-02 | figure value = 5, status = 'in-place'", "b @ 2021-01-04 | figure ends = true"], true),
    (&["a @ 2021-01-02 | figure value = 5, status = 'in-place'", "b @ 2021-01-04 | figure ends = true, status = 'in-place'"], false),
    (&["a @ 2021-01-02 | figure value = 5", "b @ 2021-01-04 | figure ends = true, status = 'in-place'"], true),
    (&["b @ 2021-01-04 | figure ends = true", "c @ 2021-01-05 | figure value = 5"], true),
    (&["a @ 2021-01-02 | figure series = 'flown', value = 5", "b @ 2021-01-04 | figure ends = true"], true),
    (&["a @ 2021-01-02 | figure value = 5", "b @ 2021-01-04 | figure ends = true", "c @ 2021-01-04 | figure ends = true"], false),
    (&["a @ 2021-01-02 | figure value = 5", "b @ 2021-01-04 | figure ends = true", "c @ 2021-01-06 | figure ends = true"], true),
    (&["a @ 2021-01-02 | figure value = 5", "b @ 2021-01-04 | figure ends = true", "c @ 2021-01-06 | figure value = 7", "d @ 2021-01-08 | figure ends = true"], false),
    (&["a @ 2021-01-02 | figure value = 5, status = 'in-place'", "c @ 2021-01-03 | figure value = 5, status = 'withdrawn'", "d @ 2021-01-04 | figure ends = true, status = 'in-place'"], true),
    (&["a @ 2021-01-02 | figure series = 'daily', value = 5", "b @ 2021-01-04 | figure series = 'daily', ends = true"], false),
    (&["b @ 2021-01-04 | figure value = 0, ends = true"], true),
];

#[test]
fn an_end_is_odd_where_no_reading_of_its_series_and_status_is_in_force() {
    for (lines, is_odd) in ENDS {
        let lines: Vec<String> = lines
            .iter()
            .map(|line| format!("{line} | set sources = ['good']"))
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let expect = if *is_odd { "ends-nothing" } else { "" };
        assert_eq!(odd(&log(&lines)), expect, "{lines:?}");
    }
}
