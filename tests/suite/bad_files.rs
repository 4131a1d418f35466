//! Files that are wrong, one fixture a rule: the report that a person reads.
//!
//! Each fixture in `tests/bad` is named after its rule, and its whole report is a snapshot of the same
//! name. What no fixture can hold (devices, huge files, folders, arbitrary bytes) is made on the way.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of tests fails as they do, by a panic"
)]

use std::fs;
use std::path::{Path, PathBuf};

use dateline::diagnostic::{Diagnostic, Severity};
use dateline::lint::{self, json};
use dateline::scenario::built_in;
use dateline::scenario::load::{self, LoadError, Loaded, Texts};
use dateline::text::sanitize_text;
use proptest::prelude::*;

use super::hostile::cases;
use super::support::TABLES;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad");

fn report(problems: &[Diagnostic]) -> String {
    let reports: Vec<String> = problems
        .iter()
        .map(|problem| problem.render(false))
        .collect();
    reports.join("\n")
}

fn check_report(rule: &str, report: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(rule, report);
    });
}

/// The report on a text, or nothing if it is a scenario.
fn report_of(text: &str) -> String {
    load::load_text("a.toml", text)
        .err()
        .map(|problems| report(&problems))
        .unwrap_or_default()
}

fn load_error(path: &Path) -> LoadError {
    match load::load_file(path) {
        Ok(_) => panic!("{} loads", path.display()),
        Err(error) => error,
    }
}

/// The one line of a file that cannot be used, with `at` for the folder; whether it is for its content.
#[track_caller]
fn check_refused(path: &Path, is_content: bool, expect: &str) {
    let error = load_error(path);
    let by_content = matches!(error, LoadError::Unusable(..));
    assert!(!matches!(error, LoadError::Bad(_)), "{error}");
    let name = load::shown_name(path);
    assert_eq!(error.to_string(), format!("{name}: {expect}"));
    assert_eq!(by_content, is_content, "{error}");
}

/// A folder of its own with these files, removed at the end.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn load(&self, name: &str) -> Result<Loaded, String> {
        let folder = format!("{}/", self.0.path().display());
        load::load_file(&self.path(name)).map_err(|error| {
            let text = match error {
                LoadError::Bad(problems) => report(&problems),
                other => other.to_string(),
            };
            text.replace(&folder, "")
        })
    }
}

#[test]
fn every_fixture_has_the_report_that_was_agreed() {
    let mut count = 0;
    let mut fixtures: Vec<PathBuf> = fs::read_dir(FIXTURES)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    fixtures.sort();
    for path in fixtures {
        let LoadError::Bad(problems) = load_error(&path) else {
            panic!("{} cannot be read", path.display());
        };
        let rule = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let folder = format!("{FIXTURES}/");
        check_report(&rule, &report(&problems).replace(&folder, ""));
        count += 1;
    }
    assert!(count >= 45);
}

#[test]
fn six_different_errors_are_six_problems() {
    let problems = match load_error(&Path::new(FIXTURES).join("six-errors.toml")) {
        LoadError::Bad(problems) => problems,
        error => panic!("{error}"),
    };
    let codes: std::collections::BTreeSet<&str> =
        problems.iter().map(|problem| problem.code).collect();
    assert!(codes.len() >= 6, "{codes:?}");
}

#[test]
fn files_that_cannot_be_used_get_one_line() {
    let folder = Folder::new(&[("empty.toml", ""), ("file.toml", "format = 1")]);
    check_refused(&folder.path("missing.toml"), false, "there is no such file");
    check_refused(
        &folder.path("file.toml/inner"),
        false,
        "a part of this path is not a directory",
    );
    check_refused(
        &folder.path(""),
        false,
        "this is a directory; name a scenario file",
    );
    check_refused(
        &folder.path("empty.toml"),
        true,
        "the file is empty; a scenario begins with format = 1",
    );
    let latin = folder.path("latin.toml");
    fs::write(&latin, b"format = 1\ntitle = \"caf\xe9\"\n").unwrap();
    check_refused(
        &latin,
        true,
        "line 2: this is not UTF-8 text (byte 24); save the file as UTF-8",
    );
    let wide = folder.path("wide.toml");
    fs::write(&wide, b"\xff\xfef\0o\0").unwrap();
    check_refused(&wide, true, "this is UTF-16 text; save the file as UTF-8");
    let huge = folder.path("huge.toml");
    let sparse = fs::File::create(&huge).unwrap();
    sparse.set_len(load::MOST_BYTES + 1).unwrap();
    check_refused(
        &huge,
        false,
        "there is more than 1 GiB of text; split the log into several scenarios",
    );
    let strange = folder.path("a\u{1b}[2J\u{202e}.toml");
    check_refused(&strange, false, "there is no such file");
    assert!(!load_error(&strange).to_string().contains('\u{1b}'));
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_refused_without_waiting() {
    use std::os::unix::fs::PermissionsExt;

    const REFUSED: &str = "this is not a regular file; use - to read from standard input";
    let folder = Folder::new(&[("secret.toml", "format = 1")]);
    let pipe = folder.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    check_refused(&pipe, false, REFUSED);
    check_refused(Path::new("/dev/zero"), false, REFUSED);
    let socket = folder.path("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    check_refused(&socket, false, REFUSED);
    let secret = folder.path("secret.toml");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    // For root nothing is unreadable.
    if fs::File::open(&secret).is_err() {
        check_refused(&secret, false, "you may not read this file");
    }
}

#[test]
fn endless_streams_are_refused_and_short_ones_read() {
    let bad = load::load_stream("a\u{1b}b", "format = ".as_bytes()).unwrap_err();
    assert!(bad.to_string().starts_with("a^[b:1:"), "{bad}");
    let text = format!("{TABLES}[[event]]\nid = \"a\"\nat = 2021-01-01\nheadline = \"A\"\n");
    assert!(load::load_stream("-", text.as_bytes()).is_ok());
    assert!(matches!(
        load::load_stream("-", std::io::empty()),
        Err(LoadError::Unusable(..))
    ));
}

fn event(id: &str) -> String {
    format!("[[event]]\nid = \"{id}\"\nat = 2021-01-01\nheadline = \"It\"\n")
}

#[test]
fn includes_follow_the_main_file_in_order() {
    let main = format!("include = [\"log/*.toml\", \"log/b.toml\", \"./main.toml\"]{TABLES}");
    let second = format!(
        "[[source]]\nid = \"more\"\npublisher = \"More\"\n{}",
        event("b")
    );
    let folder = Folder::new(&[
        ("main.toml", &main),
        ("log/b.toml", &second),
        ("log/a.toml", &event("a")),
        ("log/.hidden.toml", "not read"),
    ]);
    let loaded = folder.load("main.toml").unwrap();
    let names: Vec<String> = loaded
        .files
        .iter()
        .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["main.toml", "a.toml", "b.toml"]);
    assert_eq!(loaded.scenario.events.len(), 2);
    assert!(
        loaded
            .scenario
            .sources
            .iter()
            .any(|source| source.id.as_str() == "more")
    );
}

#[test]
fn included_files_hold_events_and_sources_and_are_named_in_reports() {
    let main = format!("include = [\"log/*.toml\"]{TABLES}{}", event("a"));
    let folder = Folder::new(&[
        ("main.toml", &main),
        (
            "log/a.toml",
            &format!("format = 1\ninclude = [\"main.toml\"]\n{}", event("a")),
        ),
        (
            "log/b.toml",
            "[[party]]\nid = \"mauve\"\nname = \"Mauve\"\nletter = \"M\"\n[[event]]\nid = \"b\"\nat = 2021-01-01\nheadline = \"B\"\nplaces = [\"suoth\"]\nclaims = [{ place = \"south\", party = \"mauve\" }]\n",
        ),
    ]);
    check_report("included", &folder.load("main.toml").unwrap_err());
}

#[test]
fn a_whole_scenario_that_is_included_is_one_problem() {
    let main = format!("include = [\"copy.toml\"]{TABLES}{}", event("a"));
    let copy = format!("{TABLES}{}headlin = 1\n", event("a"));
    let folder = Folder::new(&[("main.toml", &main), ("copy.toml", &copy)]);
    let report = folder.load("main.toml").unwrap_err();
    assert_eq!(report.matches("error[").count(), 1, "{report}");
    assert!(report.contains("copy.toml:3:1\n"), "{report}");
}

#[test]
fn includes_that_lead_nowhere_or_outside_are_refused() {
    let main = |pattern: &str| {
        format!(
            "include = [{pattern}]{TABLES}{}sources = [\"perhaps-there\"]\n",
            event("a")
        )
    };
    let outside = Folder::new(&[("out.toml", &event("b"))]);
    for (pattern, reason) in [
        (
            "\"none/*.toml\"",
            "cannot include 'none/*.toml': no file has this name",
        ),
        ("\"../out.toml\"", "it leads out of the folder"),
        ("\"/etc/passwd\"", "it leads out of the folder"),
        ("\"\"", "no file has this name"),
        ("\"**/*.toml\"", "** is not understood"),
        ("\"a[.toml\"", "cannot include 'a[.toml'"),
        ("\"link.toml\"", "it leads out of the folder"),
        ("\"folder/*.toml\"", "it leads out of the folder"),
        ("\"\\u001b[2J\"", "cannot include '^[[2J'"),
    ] {
        let folder = Folder::new(&[("main.toml", &main(pattern))]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::symlink;
            symlink(outside.path("out.toml"), folder.path("link.toml")).unwrap();
            symlink(outside.path(""), folder.path("folder")).unwrap();
        }
        let report = folder.load("main.toml").unwrap_err();
        assert!(report.contains(reason), "{report}");
        assert_eq!(report.matches("error[").count(), 1, "{report}");
        assert!(report.contains("main.toml:1:12\n"), "{report}");
    }
    let empty = Folder::new(&[("main.toml", &main("\"empty.toml\"")), ("empty.toml", "")]);
    let error = empty.load("main.toml").unwrap_err();
    assert!(
        error.starts_with("empty.toml: the file is empty"),
        "{error}"
    );
}

/// Loads a text in the two ways that there are, cut at its tables and whole, and expects the same.
#[track_caller]
fn check_cut(text: &str) {
    // A table that is continued behind a cut keeps the text whole.
    let head = "[[kind]]\nid = \"cut\"\n[scenario]\n";
    let whole = text.replacen("[scenario]\n", head, 1) + "\n[scenario.labels]\nplace = \"town\"\n";
    let cut = text.replacen(
        "[scenario]\n",
        &format!("{head}labels = {{ place = \"town\" }}\n"),
        1,
    );
    let whole = load::load_text("a.toml", &whole).map_err(|problems| report(&problems));
    let cut = load::load_text("a.toml", &cut).map_err(|problems| report(&problems));
    assert_eq!(cut.unwrap().scenario, whole.unwrap().scenario);
}

#[test]
fn a_text_that_is_cut_means_what_it_means_whole() {
    let events = [
        "[[event]]\nid = \"a\"\nat = 2021-01-01\nheadline = \"A\"\nbody = \"\"\"\n[[event]]\nid = \"no\"\n\"\"\"\n",
        "  [[ event ]] # one\n  id = 'b'\n  at = 2021-01-01\n  headline = '''\n[[event]]''' # \"\"\"\n",
        "[[event]]\r\nid = \"c\"\r\nat = 2021-01-02\r\nheadline = \"C\\\"\"\r\n[event.corrects]\r\nevent = \"a\"\r\nkind = \"refile\"\r\n",
        "[[event]]\nid = \"d\"\nat = 2021-01-02\nheadline = \"D # '\"\n[[event.claims]]\nplace = \"north\"\nparty = \"red\"\n[[event.claims]]\nplace = \"south\"\nparty = \"red\"\n",
        "[[source]]\nid = \"late\"\npublisher = \"Late\"\n[[event]]\nid = \"e\"\nat.x = 1\n",
    ];
    let good = events[..4].concat();
    check_cut(&format!("{TABLES}{good}"));
    check_cut(&format!("\u{feff}{}{good}", TABLES.trim_start()));
    check_cut(
        &format!("{TABLES}{good}")
            .replace("\r\n", "\n")
            .replace('\n', "\r\n")
            .replace("[scenario]\r\n", "[scenario]\n"),
    );
    check_cut(&format!("{TABLES}[\"event\"]\n").replace(
        "[\"event\"]\n",
        "[[\"event\"]]\nid = \"a\"\nat = 2021-01-01\nheadline = \"A\"\n",
    ));
    check_cut(&format!(
        "event = [{{ id = \"a\", at = 2021-01-01, headline = \"A\" }}]{TABLES}"
    ));
    let bad = report_of(&format!("{TABLES}{}", events.concat()));
    assert_eq!(bad.matches("error[").count(), 1, "{bad}");
}

#[test]
fn newer_toml_still_loads() {
    let text = format!(
        "{TABLES}[[event]]\nid = \"a\"\nat = 2021-01-01\nheadline = \"\\e[31m \\x41\"\nclaims = [{{\n  place = \"north\",\n  party = \"red\",\n}}]\nrecorded_at = 2021-01-02 10:30\n"
    );
    let loaded = load::load_text("a.toml", &text).map_err(|problems| report(&problems));
    let scenario = loaded.unwrap().scenario;
    assert_eq!(scenario.events[0].headline.as_str(), "^[[31m A");
}

#[test]
fn huge_lines_and_deep_nests_are_survived() {
    let long = format!(
        "{TABLES}x = \"{}\"\ny = '{}",
        "a".repeat(1 << 20),
        "'".repeat(1 << 16)
    );
    assert!(report_of(&long).len() < 20_000);
    for nest in ["[", "{a=", "[[", "[{a="] {
        let text = format!("{TABLES}{}x = {}", event("a"), nest.repeat(100_000));
        assert!(report_of(&text).contains("error[syntax]"));
    }
    let dotted = format!("{TABLES}{}{}x = 1", event("a"), "a.".repeat(100_000));
    assert!(!report_of(&dotted).is_empty());
    let headers = format!("{TABLES}[{}x]\n", "a.".repeat(100_000));
    assert!(!report_of(&headers).is_empty());
}

/// Whether nothing in a text could act on a terminal, but for the breaks of lines.
fn is_safe(text: &str) -> bool {
    text.split('\n')
        .all(|line| sanitize_text(line, false) == line)
}

/// A debug form with its escapes as the characters themselves.
fn unescaped(debug: &str) -> String {
    let mut out = String::new();
    let mut rest = debug.chars();
    while let Some(character) = rest.next() {
        let escaped = (character == '\\').then(|| rest.next()).flatten();
        out.push(match escaped {
            None => character,
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('0') => '\0',
            Some('u') => {
                let code: String = rest.by_ref().skip(1).take_while(|c| *c != '}').collect();
                char::from_u32(u32::from_str_radix(&code, 16).unwrap()).unwrap()
            }
            Some(other) => other,
        });
    }
    out
}

#[track_caller]
fn check_safe(text: &str) {
    let examined = &mut Texts::of_text("a\u{1b}[2J.toml", text).examine_texts();
    let told = lint::report_scenario(examined).diagnostics;
    for found in &told {
        let (report, line) = (found.render(false), json::write_diagnostic(found));
        assert!(is_safe(&report), "{report:?}");
        assert!(is_safe(&line), "{line:?}");
        assert!(is_safe(&found.summarise_line()));
    }
    let errors = told.iter();
    let errors = errors.filter(|found| found.severity == Severity::Error);
    // What is odd is told beside the errors, and changes none.
    match load::load_text("a\u{1b}[2J.toml", text) {
        // The debug form shows every string, and escapes what it finds odd.
        Ok(loaded) => {
            let model = format!("{:?}", loaded.scenario);
            assert!(is_safe(&unescaped(&model)), "{model}");
            assert_eq!(errors.count(), 0);
        }
        Err(problems) => assert!(errors.eq(&problems)),
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn arbitrary_bytes_never_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0.0..1.0) {
        let noise = String::from_utf8_lossy(&bytes);
        check_safe(&noise);
        let at = place(TABLES, at);
        let (before, after) = TABLES.split_at(at);
        check_safe(&format!("{before}{noise}{after}{}", event("a")));
    }

    #[test]
    fn arbitrary_text_is_safe_wherever_it_stands(noise in "\\PC{0,8}[\\x00-\\x1f\\x7f-\\x9f\u{ad}\u{61c}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}-\u{200f}\u{3164}\u{ffa0}\u{e000}\u{e0041}\u{301}]{0,8}\\PC{0,8}") {
        let quoted = toml::Value::String(noise.clone()).to_string();
        for text in [
            format!("{TABLES}{}body = {quoted}\ntags = [{quoted}]\nnote = {quoted}\n", event("a")),
            format!("{TABLES}{}places = [{quoted}]\nkind = {quoted}\ncorrects = {{ event = {quoted}, kind = {quoted} }}\n", event("a")),
            format!("{TABLES}{}{quoted} = {quoted}\n", event("a")),
            format!("{TABLES}[[party]]\nid = \"x\"\nname = {quoted}\nletter = {quoted}\n{}", event("a")),
            format!("{TABLES}[[{quoted}]]\n{}", event(&noise)),
            format!("{TABLES}{}at = {noise}\n", event("a")),
            TABLES.replace("\"UTC\"", &quoted),
            TABLES.replace("2021-01-31", &quoted),
        ] {
            check_safe(&text);
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn mutations_of_the_flagship_never_do_harm(
        edits in prop::collection::vec((0.0..1.0, 0_usize..40, "[\\[\\]{}\"'=,.#\\\\\n\r\u{1b}\u{202e}a-z0-9 -]{0,4}"), 1..4)
    ) {
        let mut text = built_in::TEXT.to_owned();
        for (at, length, new) in edits {
            let from = place(&text, at);
            let to = text.ceil_char_boundary((from + length).min(text.len()));
            text.replace_range(from..to, &new);
        }
        check_safe(&text);
    }

    #[test]
    fn the_order_of_events_in_a_file_changes_nothing(seed in any::<u64>()) {
        let (head, log) = built_in::TEXT.split_at(built_in::TEXT.find("[[event]]").unwrap());
        let (log, sources) = log.split_at(log.find("[[source]]").unwrap());
        let mut events: Vec<&str> = log.split("[[event]]").skip(1).collect();
        let mut state = seed;
        for last in (1..events.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            events.swap(last, usize::try_from(state >> 33).unwrap() % (last + 1));
        }
        let shuffled = format!("{head}[[event]]{}\n{sources}", events.join("\n[[event]]"));
        let shuffled = load::load_text("a.toml", &shuffled).map_err(|problems| report(&problems));
        prop_assert_eq!(shuffled.unwrap().scenario, built_in::load_built_in().map_err(|_| ()).unwrap().scenario);
    }
}

#[test]
fn the_flagship_means_the_same_cut_and_whole() {
    let head = "[[party]]\nid     = \"taliban\"";
    assert!(built_in::TEXT.contains(head));
    let whole = format!(
        "{}\n[scenario.control]\n",
        built_in::TEXT.replacen("control  = {", "# {", 1)
    );
    let cut = built_in::TEXT.replacen("control  = {", "control = {} # {", 1);
    let whole = load::load_text("a.toml", &whole).map_err(|problems| report(&problems));
    let cut = load::load_text("a.toml", &cut).map_err(|problems| report(&problems));
    assert_eq!(cut.unwrap().scenario, whole.unwrap().scenario);
}

fn place(text: &str, at: f64) -> usize {
    let parts = text.len() / 1000;
    let thousandth = (0..1000).find(|part| f64::from(*part) >= at * 1000.0);
    text.ceil_char_boundary(usize::try_from(thousandth.unwrap_or(0)).unwrap() * parts)
}
