//! The real program: exit codes, one clear line for what cannot be read, the same bytes everywhere.
//!
//! What it does in a terminal is in `terminal`, what it does in trouble in `faults`, and over SSH in `ssh`.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

mod around;
mod faults;
mod following;
mod form;
mod plain;
mod playing;
mod pty;
#[cfg(target_os = "linux")]
mod ssh;
mod terminal;

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::hostile::{fault_in_line, uncoloured};
use crate::support::TABLES;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dateline");
/// Where no configuration is: nobody's own may have a say in tests.
const NO_CONFIG: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config");

/// A small scenario with an event, and nothing odd in it.
fn small_scenario() -> String {
    let unused = "[[source]]\nid = \"plain\"\npublisher = \"Plain Paper\"\n";
    let tables = TABLES.replace(unused, "");
    let event = "[[event]]\nid = \"fall\"\nat = 2021-01-10\nheadline = \"North falls\"\nsources = [\"good\"]\nclaims = [{ place = \"north\", party = \"red\" }]\n";
    format!("{tables}{event}")
}

/// A folder of its own for a test, emptied; another run beside this one has another.
fn folder(name: &str) -> PathBuf {
    let name = format!("{name}-{}", std::process::id());
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.env("XDG_CONFIG_HOME", NO_CONFIG);
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    dateline(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Runs the program: it must leave with this code, print nothing and say one line that holds these words.
#[track_caller]
fn fails(arguments: &[&str], code: i32, words: &str) {
    let output = run(arguments);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert_eq!(text(&output.stdout), "", "{arguments:?}");
    assert!(said.contains(words), "{arguments:?}: {said}");
    assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
    assert!(said.starts_with("dateline: "), "{arguments:?}: {said}");
}

#[test]
fn a_file_that_cannot_be_used_gets_one_clear_line_and_the_right_code() {
    let folder = folder("files");
    let make = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let missing = folder.join("missing.toml").to_str().unwrap().to_owned();
    let fifo = folder.join("fifo").to_str().unwrap().to_owned();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &fifo,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .unwrap();
    let large = make("large.toml", b"");
    let file = fs::OpenOptions::new().write(true).open(&large).unwrap();
    // A hole: nothing is written.
    file.set_len((1 << 30) + 1).unwrap();
    let cases = [
        (missing.as_str(), 2, "no such file"),
        (folder.to_str().unwrap(), 2, "is a directory"),
        (fifo.as_str(), 2, "not a regular file"),
        ("/dev/zero", 2, "not a regular file"),
        (large.as_str(), 2, "1 GiB"),
        (&make("empty.toml", b""), 1, "empty"),
        (&make("latin.toml", b"title = \"caf\xe9\"\n"), 1, "UTF-8"),
    ];
    for (path, code, words) in cases {
        for command in ["render", "export", "check"] {
            fails(&[command, path], code, words);
        }
    }
    fs::remove_file(large).unwrap();
}

#[test]
fn check_reports_on_every_file_and_the_worst_decides() {
    let folder = folder("check");
    let good = folder.join("good.toml");
    let bad = folder.join("bad.toml");
    fs::write(&good, small_scenario()).unwrap();
    let event = "[[event]]\nid = \"e\"\nat = 2021-01-02\nheadline = \"x\"\nplaces = [\"nroth\"]\n";
    fs::write(&bad, format!("{}{event}", small_scenario())).unwrap();
    let (good, bad) = (good.to_str().unwrap(), bad.to_str().unwrap());

    let output = run(&["check", good]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("no problems"));
    let output = run(&["check", bad, good]);
    assert_eq!(output.status.code(), Some(1));
    let report = text(&output.stdout);
    assert!(
        report.contains("nroth") && report.contains("north"),
        "{report}"
    );
    assert!(report.contains("no problems"), "{report}");
    assert_eq!(
        run(&["check", bad, "/nowhere", good]).status.code(),
        Some(2)
    );
    let output = run(&["render", bad]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    assert!(text(&output.stderr).contains("nroth"));
}

#[test]
fn a_scenario_can_come_from_standard_input() {
    let mut child = Command::new(PROGRAM)
        .args(["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(small_scenario().as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with("standard input: no problems"));
}

#[test]
fn warnings_pass_unless_they_are_denied() {
    let folder = folder("warnings");
    let (odd, good) = (folder.join("odd.toml"), folder.join("good.toml"));
    fs::write(&good, small_scenario()).unwrap();
    fs::write(&odd, small_scenario().replace("sources = [\"good\"]\n", "")).unwrap();
    let (odd, good) = (odd.to_str().unwrap(), good.to_str().unwrap());
    let output = run(&["check", odd, good]);
    assert_eq!(output.status.code(), Some(0));
    let report = text(&output.stdout);
    assert!(
        report.contains("warning[no-source]: this claim has no source"),
        "{report}"
    );
    assert!(report.contains("odd.toml: 2 warnings\n"), "{report}");
    assert!(
        report.contains("good.toml: no problems: 4 places, 1 event, 1 claim"),
        "{report}"
    );
    let denied = run(&["check", "--deny-warnings", odd, good]);
    assert_eq!(denied.status.code(), Some(1));
    assert_eq!(denied.stdout, output.stdout);
    assert_eq!(
        run(&["check", "--deny-warnings", good]).status.code(),
        Some(0)
    );
    let coloured = run(&["check", "--color", "always", odd]);
    assert!(text(&coloured.stdout).contains("\u{1b}["));
    // Other commands say nothing of it.
    let output = run(&["export", odd]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn check_speaks_json_to_editors() {
    let folder = folder("json");
    let (odd, bad, empty) = (
        folder.join("odd.toml"),
        folder.join("bad.toml"),
        folder.join("empty.toml"),
    );
    fs::write(&odd, small_scenario().replace("sources = [\"good\"]\n", "")).unwrap();
    fs::write(
        &bad,
        small_scenario().replace("\"north\", party", "\"nroth\", party"),
    )
    .unwrap();
    fs::write(&empty, "").unwrap();
    let files = [&odd, &bad, &empty].map(|file| file.to_str().unwrap());
    let output = run(&[
        "check", "--format", "json", files[0], files[1], files[2], "/nowhere",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("/nowhere"));
    let rows: Vec<serde_json::Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let told: Vec<&str> = rows
        .iter()
        .map(|row| row["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        told,
        ["source-unused", "no-source", "unknown-id", "unusable"]
    );
    assert_eq!(rows[2]["help"], "did you mean 'north'?");
    assert_eq!(rows[1]["severity"], "warning");
    assert_eq!(rows[1]["related"][0]["message"], "nor has its event");
    assert_eq!(rows[3]["file"], files[2]);
    let output = run(&["check", "--format", "json", "scenarios/template.toml"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), ""));
}

#[test]
fn a_warning_is_explained_by_its_code() {
    let output = run(&["check", "--explain", "no-source"]);
    assert_eq!(output.status.code(), Some(0));
    let explained = text(&output.stdout);
    assert!(explained.starts_with("no-source: a claim, figure or statement without a source"));
    assert!(explained.contains("allow = { no-source = "), "{explained}");
    let output = run(&["check", "--explain", "no-sources"]);
    assert!(text(&output.stderr).contains("figures-disagree"));
}

#[test]
fn a_new_scenario_passes_check_and_nothing_is_written_over() {
    let folder = folder("new");
    let path = folder.join("a new one.toml");
    let name = path.to_str().unwrap();
    let output = run(&["new", name]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    let next = text(&output.stderr);
    assert!(
        next.contains(&format!("dateline check '{name}'\n")),
        "{next}"
    );
    let written = fs::read(&path).unwrap();
    assert_eq!(written, run(&["new", "-"]).stdout);
    assert_eq!(
        run(&["check", "--deny-warnings", name]).status.code(),
        Some(0)
    );
    fs::write(&path, "mine").unwrap();
    fails(&["new", name], 2, "already");
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    #[cfg(unix)]
    {
        let link = folder.join("link.toml");
        std::os::unix::fs::symlink(folder.join("target.toml"), &link).unwrap();
        fails(&["new", link.to_str().unwrap()], 2, "already");
    }
    let inside = folder.join("no-such-folder/a.toml");
    fails(&["new", inside.to_str().unwrap()], 2, "no such folder");
    fails(
        &["new", path.join("a.toml").to_str().unwrap()],
        2,
        "not a folder",
    );
    fails(&["new", folder.to_str().unwrap()], 2, "this is a folder");
    let left: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), if cfg!(unix) { 2 } else { 1 });
}

#[test]
fn the_same_bytes_whatever_the_environment_says() {
    let arguments = ["render", "--at", "2021-08-13", "--format", "ansi"];
    let first = run(&arguments);
    assert_eq!(first.status.code(), Some(0));
    assert!(first.stderr.is_empty());
    let environments: [&[(&str, &str)]; 6] = [
        &[("LANG", "C"), ("LC_ALL", "C")],
        &[("LANG", "fa_IR.UTF-8"), ("TZ", "Asia/Tokyo")],
        &[("TERM", "dumb"), ("TZ", "America/New_York")],
        &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")],
        &[("NO_COLOR", "1")],
        &[("CLICOLOR_FORCE", "1"), ("COLUMNS", "20"), ("LINES", "5")],
    ];
    for environment in environments {
        let output = dateline(&arguments)
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        assert!(output.stdout == first.stdout, "{environment:?}");
    }
    let export = ["export", "--at", "2021-08-13", "--known", "then"];
    let (one, two) = (run(&export), dateline(&export).env("TZ", "UTC").output());
    assert!(one.stdout == two.unwrap().stdout);
}

#[test]
fn data_that_cannot_be_written_is_said_and_a_closed_pipe_is_not() {
    for arguments in [
        ["render", "--at", "2021-08-13", "--size", "300x300"].as_slice(),
        &["export", "--at", "2021-08-13"],
        &["export", "--table", "events", "--format", "csv"],
        &["export", "--table", "sources", "--format", "ndjson"],
        &["export", "--format", "geojson"],
        &["render", "--at", "2021-08-13", "--format", "svg"],
        &["cast", "--from", "2021-08-01", "--to", "2021-08-05"],
        &["brief", "--at", "2021-08-13", "--format", "html"],
        &["diff", "2021-08-01", "2021-08-31"],
        &["diff", "2021-08-01", "2021-08-31", "--format", "json"],
        &["check", "scenarios/afghanistan-2021.toml"],
        &["render", "--plain"],
        &["--help"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let output = dateline(arguments).stdout(full.unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = text(&output.stderr);
        assert!(
            said.contains("cannot write to standard output"),
            "{arguments:?}: {said}"
        );
        assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");

        let mut child = dateline(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // As `head -1` does: a little is read, then the pipe is closed.
        let mut pipe = child.stdout.take().unwrap();
        pipe.read_exact(&mut [0; 1]).unwrap();
        drop(pipe);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
    }
}

/// Runs a line of shell with the program as `$0`; gives its exit code and what it said.
fn shell(line: &str) -> (Option<i32>, String) {
    let output = Command::new("sh")
        .args(["-c", line, PROGRAM])
        .output()
        .unwrap();
    (
        output.status.code(),
        text(&output.stderr).to_owned() + text(&output.stdout),
    )
}

#[test]
fn data_for_a_closed_stream_is_not_lost_unnoticed() {
    let is_closed = "dateline: cannot write to standard output: it is closed\n";
    for line in ["render", "export", "check scenarios/*.toml", "--help"] {
        let line = format!("\"$0\" {line} >&-");
        assert_eq!(shell(&line), (Some(2), is_closed.to_owned()), "{line}");
    }
    // Whoever gives it /dev/null means it, however it was opened.
    for line in ["\"$0\" render >/dev/null", "\"$0\" render 1<>/dev/null"] {
        assert_eq!(shell(line), (Some(0), String::new()), "{line}");
    }
    let input = "dateline: standard input: it is closed\n".to_owned();
    assert_eq!(shell("\"$0\" check - <&-"), (Some(2), input));
    assert_eq!(
        shell("\"$0\" render <&- >/dev/null"),
        (Some(0), String::new())
    );
}

#[test]
fn closed_streams_are_no_reason_to_panic() {
    assert_eq!(shell("\"$0\" render >&- 2>&-"), (Some(2), String::new()));
    assert_eq!(
        shell("\"$0\" render /nowhere 2>&-"),
        (Some(2), String::new())
    );
    assert_eq!(
        shell("\"$0\" render /nowhere 2>/dev/full"),
        (Some(2), String::new())
    );
    assert_eq!(
        shell("\"$0\" render >/dev/full 2>/dev/full"),
        (Some(2), String::new())
    );
    assert_eq!(
        shell("\"$0\" check - <&- >&- 2>&-"),
        (Some(2), String::new())
    );
    assert_eq!(
        shell("\"$0\" --nonsense 2>&-; exit $?"),
        (Some(2), String::new())
    );
    assert_eq!(shell("\"$0\" <&- >&- 2>&-"), (Some(2), String::new()));
}

#[test]
fn without_a_terminal_the_dashboard_names_render() {
    fails(&[], 2, "dateline render");
    fails(&["--at", "2021-08-13"], 2, "dateline render");
    fails(&["scenarios/afghanistan-2021.toml"], 2, "dateline render");
    fails(&["--plain"], 2, "dateline render --plain");
}

#[test]
fn plain_lines_are_wrapped_only_where_a_size_is_asked_for() {
    let whole = |more: &[&str]| {
        let arguments = [&["render", "--at", "2021-08-13"], more].concat();
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(0), "{more:?}");
        text(&output.stdout).to_owned()
    };
    let lines = whole(&["--plain"]);
    assert_eq!(lines, whole(&["--format", "plain"]));
    assert!(lines.lines().any(|line| line.len() > 120));
    let narrow = whole(&["--plain", "--size", "40x1", "--ascii"]);
    assert!(narrow.is_ascii() && narrow.lines().all(|line| line.len() <= 40));
    let words = |text: &str| text.split_whitespace().count();
    assert!(words(&narrow) >= words(&lines));
    let figures = whole(&["--plain", "--pane", "figures"]);
    assert!(figures.contains("Pane 2 of 4: figures") && !figures.contains("Pane 1"));
    let both = run(&["render", "--plain", "--format", "ansi"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn what_cannot_be_understood_is_a_usage_error() {
    for arguments in [
        ["--nonsense"].as_slice(),
        &["render", "--size", "12"],
        &["render", "--size", "5000x5000"],
        &["render", "--pane", "nothing"],
        &["render", "--format", "png"],
        &["export", "--format", "xml"],
        &["export", "--format", "csv"],
        &["export", "--format", "ndjson"],
        &["export", "--table", "events", "--format", "geojson"],
        &["export", "--table", "nothing"],
        &["export", "--since", "2021-08-01"],
        &["export", "--table", "events", "--since", "whenever"],
        &["check"],
        &["check", "--explain", "nonsense"],
        &["check", "--explain", "no-source", "a.toml"],
        &["check", "--format", "xml", "a.toml"],
        &["new"],
        &["render", "--at", "13 Smarch"],
        &["render", "--at", "2021-08-13", "12:00"],
        &["render", "--at", "3:05 pm"],
        &["render", "--at", "15:05 EDT"],
        &["brief", "2021-08-13"],
        &["render", "--at", "2021-02-30"],
        &["render", "--known", "sometime"],
        &["export", "--at", "0000-10-14"],
        &["brief", "--format", "pdf"],
        &["brief", "--at", "2021-08-12", "--since", "2021-08-13"],
        &["diff", "2021-08-12"],
        &["diff", "2021-08-12", "next tuesday"],
        &["diff", "2021-08-12", "2021-08-13", "--format", "html"],
        &["render", "--at", "\u{1b}[2J"],
    ] {
        let output = run(arguments);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(!said.is_empty() && !said.contains('\u{1b}'), "{said:?}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

/// Runs the program, without and with colours: what it says on standard error, without its colours.
#[track_caller]
fn says(arguments: &[&OsStr], code: i32) -> String {
    let mut said = ["0", "1"].map(|colours| {
        let output = dateline(&[])
            .args(arguments)
            .env("CLICOLOR_FORCE", colours)
            .env("TERM", "\x1b[2J")
            .env("LANG", "\x1b]0;x\x07.UTF-8")
            .env("COLORTERM", "\x1b[31m")
            .output()
            .unwrap();
        let said = text(&output.stderr).to_owned() + text(&output.stdout);
        assert_eq!(output.status.code(), Some(code), "{said}");
        let said = uncoloured(&said).unwrap();
        for line in said.lines() {
            assert_eq!(fault_in_line(line), None);
        }
        said
    });
    assert_eq!(said[0], said[1]);
    std::mem::take(&mut said[0])
}

#[test]
fn arguments_and_names_are_shown_and_never_acted_on() {
    const HOSTILE: &str = "\x1b[31m\u{9b}2J\u{202e}x\r\n";
    const SHOWN: &str = "^[[31m^[[2J\u{fffd}x^M^J";
    let hostile = |text: &str| text.replace('!', HOSTILE);
    let shown = |text: &str| text.replace('!', SHOWN);
    for arguments in [
        ["render", "--!", ""],
        ["render", "--size", "!"],
        ["render", "--background=!", ""],
        ["render", "--pane", "!"],
        ["render", "--at", "!"],
        ["render", "--at", "2021-08-13 !"],
        ["render", "--known", "!"],
        ["check", "./!", ""],
        ["export", "--format", "!"],
    ] {
        let typed = arguments.map(hostile);
        let typed: Vec<&OsStr> = typed
            .iter()
            .filter(|argument| !argument.is_empty())
            .map(OsStr::new)
            .collect();
        let said = says(&typed, 2);
        assert!(said.contains(&shown("!")), "{arguments:?}: {said}");
    }
    let long = "x".repeat(100_000);
    for arguments in [
        ["render", "--at", &long],
        ["render", "--size", &long],
        ["render", "--pane", &long],
    ] {
        assert!(says(&arguments.map(OsStr::new), 2).len() < 2000);
    }
    let bytes = OsStr::from_bytes(b"caf\xe9\x9b\x1b.toml");
    let said = says(&[OsStr::new("check"), bytes], 2);
    assert!(
        said.starts_with(r"dateline: caf\xe9\x9b^[.toml: there is no such file"),
        "{said}"
    );
    says(&[OsStr::new("render"), OsStr::new("--at"), bytes], 2);

    let folder = folder("names");
    let file = folder.join(hostile("!.toml"));
    fs::write(&file, format!("{}x = 1\n", small_scenario())).unwrap();
    let said = says(&[OsStr::new("check"), file.as_os_str()], 1);
    assert!(said.contains(&shown("!.toml:")), "{said}");
    fs::write(&file, small_scenario()).unwrap();
    let said = says(&[OsStr::new("check"), file.as_os_str()], 0);
    assert!(said.contains(&shown("!.toml: no problems")), "{said}");
}

#[test]
fn help_and_version_are_data() {
    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(help.stderr.is_empty());
    for command in [
        "render",
        "brief",
        "diff",
        "export",
        "cast",
        "check",
        "schema",
        "new",
        "completions",
        "man",
    ] {
        assert!(text(&help.stdout).contains(command));
        let help = run(&[command, "--help"]);
        assert_eq!(help.status.code(), Some(0));
        assert!(text(&help.stdout).contains("Example"));
    }
    let short = concat!("dateline ", env!("CARGO_PKG_VERSION"));
    assert_eq!(text(&run(&["-V"]).stdout), format!("{short}\n"));
    // The commit behind it, if there was a repository to read it from.
    let version = run(&["--version"]);
    let commit = text(&version.stdout).strip_prefix(short).unwrap();
    let commit = commit.trim_end().strip_prefix(" (");
    let commit = commit.and_then(|it| it.strip_suffix(')'));
    let is_commit = |it: &str| it.len() == 9 && it.bytes().all(|byte| byte.is_ascii_hexdigit());
    assert!(commit.is_none_or(is_commit), "{commit:?}");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(commit.is_some() || !root.join(".git").exists());
}
