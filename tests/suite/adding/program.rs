//! `dateline add` as it is run: files of several parts, two at once, killed at any moment.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use dateline::scenario::load;

use crate::support::TABLES;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dateline");

fn dateline(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(folder)
        .args(arguments)
        .env(
            "XDG_STATE_HOME",
            concat!(env!("CARGO_TARGET_TMPDIR"), "/adding"),
        )
        .stdin(Stdio::null());
    command
}

pub(super) fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    said(&dateline(folder, arguments).output().unwrap())
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

pub(super) fn event(id: &str, at: &str) -> String {
    format!("\n[[event]]\nid = '{id}'\nat = {at}\nheadline = 'Event {id}'\nsources = ['good']\n")
}

pub(super) fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn it_says_what_it_wrote_where() {
    let text = format!("{}{}", TABLES.trim_start(), event("a", "2021-01-05"));
    let folder = folder_with(&[("small.toml", &text)]);
    let add = [
        "add",
        "small.toml",
        "--at",
        "2021-01-09",
        "--headline",
        "North falls",
        "--claim",
        "North=Red:confirmed",
        "--source",
        "good",
    ];
    let dry = run(folder.path(), &[&add[..], &["--dry-run"]].concat());
    let line = text.lines().count() + 2;
    assert_eq!(
        dry.2,
        format!("would write '2021-01-09-north-falls' to small.toml:{line}\n")
    );
    assert!(
        dry.1
            .starts_with("[[event]]\nid = \"2021-01-09-north-falls\"\n"),
        "{}",
        dry.1
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("small.toml")).unwrap(),
        text
    );
    let wrote = run(folder.path(), &add);
    assert_eq!(
        wrote,
        (
            Some(0),
            format!("wrote '2021-01-09-north-falls' to small.toml:{line}\n"),
            String::new()
        )
    );
    let after = fs::read_to_string(folder.path().join("small.toml")).unwrap();
    assert_eq!(after, format!("{text}\n{}", dry.1));
    // The same once more gets an id of its own.
    let again = run(folder.path(), &add);
    assert!(
        again.1.contains("'2021-01-09-north-falls-2'"),
        "{}",
        again.1
    );
}

/// Arguments that are refused, the exit code, and words of what is said.
const REFUSED: [(&[&str], i32, &str); 12] = [
    (
        &[
            "small.toml",
            "--at",
            "2021-01-09",
            "--headline",
            "X",
            "--kind",
            "contrl",
        ],
        1,
        "did you mean 'control'?",
    ),
    (
        &[
            "small.toml",
            "--at",
            "2021-01-09",
            "--headline",
            "X",
            "--claim",
            "north",
        ],
        2,
        "lacks a place or a party",
    ),
    (
        &["small.toml", "--at", "2021-01-09"],
        2,
        "--headline <TEXT>",
    ),
    (
        &["small.toml", "--at", "2021-01-09", "--headline", " "],
        2,
        "--headline is missing",
    ),
    (
        &[
            "small.toml",
            "--at",
            "2021-01-09",
            "--headline",
            "X",
            "--from",
            "-",
        ],
        2,
        "cannot be used with",
    ),
    (
        &[
            "small.toml",
            "--at",
            "2021-01-09",
            "--headline",
            "X",
            "--claim",
            "north=red",
            "--deny-warnings",
        ],
        1,
        "no-source",
    ),
    (
        &[
            "small.toml",
            "--at",
            "2021-01-09",
            "--headline",
            "X",
            "--into",
            "bad.toml",
        ],
        2,
        "is no file of this scenario",
    ),
    (
        &["bad.toml", "--at", "2021-01-09", "--headline", "X"],
        1,
        "bad.toml:59:1",
    ),
    (
        &["none.toml", "--at", "2021-01-09", "--headline", "X"],
        2,
        "there is no such file",
    ),
    (
        &["small.toml", "--from", "none.toml"],
        2,
        "there is no such file",
    ),
    (
        &["small.toml", "--from", "-"],
        1,
        "there is nothing in it; an event begins with [[event]]",
    ),
    (
        &["-", "--at", "2021-01-09", "--headline", "X"],
        2,
        "added to a file",
    ),
];

#[test]
fn what_check_would_refuse_is_not_written() {
    let text = format!("{TABLES}{}", event("a", "2021-01-05"));
    let folder = folder_with(&[
        ("small.toml", &text),
        ("bad.toml", &format!("{text}\n[[event]]\nid = 'b'\n")),
    ]);
    for (arguments, code, words) in REFUSED {
        let (was, out, err) = run(folder.path(), &[&["add"], arguments].concat());
        assert_eq!(
            (was, out.as_str()),
            (Some(code), ""),
            "{arguments:?}: {err}"
        );
        assert!(err.contains(words), "{arguments:?}: {err}");
        assert_eq!(
            fs::read_to_string(folder.path().join("small.toml")).unwrap(),
            text
        );
    }
    // What is odd is said, and written.
    let (code, out, err) = run(
        folder.path(),
        &[
            "add",
            "small.toml",
            "--at",
            "2021-01-09",
            "--headline",
            "X",
            "--claim",
            "north=red",
        ],
    );
    assert!(
        code == Some(0) && out.starts_with("wrote '") && err.contains("warning[no-source]"),
        "{err}"
    );
    assert!(err.contains("--claim north=red"), "{err}");
}

#[test]
fn a_fragment_comes_from_standard_input() {
    let folder = folder_with(&[(
        "small.toml",
        &format!("{TABLES}{}", event("a", "2021-01-05")),
    )]);
    let mut child = dateline(folder.path(), &["add", "small.toml", "--from", "-"]);
    let mut child = child
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let fragment = format!("{}{}", event("c", "2021-01-09"), event("b", "2021-01-02"));
    child
        .stdin
        .take()
        .unwrap()
        .write_all(fragment.as_bytes())
        .unwrap();
    let (code, out, err) = said(&child.wait_with_output().unwrap());
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out.lines().count(), 2, "{out}");
    let after = fs::read_to_string(folder.path().join("small.toml")).unwrap();
    let at = |id: &str| after.find(&format!("id = '{id}'")).unwrap();
    assert!(at("b") < at("a") && at("a") < at("c"), "{after}");
}

#[test]
fn a_part_is_written_and_the_whole_is_checked() {
    let main = format!("include = ['parts/*.toml']\n{}", TABLES.trim_start());
    let files = [
        ("main.toml", main.as_str()),
        ("parts/1.toml", &event("a", "2021-01-02")),
        ("parts/2.toml", &event("b", "2021-01-10")),
    ];
    let new = [
        "--at",
        "2021-01-04",
        "--headline",
        "New",
        "--source",
        "good",
    ];
    let written = |folder: &tempfile::TempDir, arguments: &[&str]| {
        let (code, out, err) = run(folder.path(), &[&["add"], arguments, &new[..]].concat());
        assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}");
        let name = out
            .split_once(" to ")
            .unwrap()
            .1
            .split_once(':')
            .unwrap()
            .0
            .to_owned();
        for (file, text) in files {
            let is_same = fs::read_to_string(folder.path().join(file)).unwrap() == text;
            assert_eq!(is_same, !name.ends_with(file), "{name}: {file}");
        }
        assert!(load::load_file(&folder.path().join("main.toml")).is_ok());
        name
    };
    // The last file with an event of the day or before; the one that is named; the part by itself.
    assert_eq!(
        written(&folder_with(&files), &["main.toml"]),
        "parts/1.toml"
    );
    assert_eq!(
        written(
            &folder_with(&files),
            &["main.toml", "--into", "parts/2.toml"]
        ),
        "parts/2.toml"
    );
    assert_eq!(
        written(&folder_with(&files), &["main.toml", "--into", "main.toml"]),
        "main.toml"
    );
    assert_eq!(
        written(&folder_with(&files), &["parts/2.toml"]),
        "parts/2.toml"
    );
    // The place that the part does not know is known to the whole, and its ids are taken.
    let folder = folder_with(&files);
    let claim = [
        "add",
        "parts/2.toml",
        "--id",
        "a",
        "--at",
        "2021-01-11",
        "--headline",
        "X",
        "--claim",
        "nort=red",
    ];
    let (code, _, err) = run(folder.path(), &claim);
    assert!(
        code == Some(1)
            && err.contains("did you mean 'north'?")
            && err.contains("'a' is used twice"),
        "{err}"
    );
    // Without a scenario there is nothing to check against; with two it would have to be said which.
    fs::copy(
        folder.path().join("main.toml"),
        folder.path().join("other.toml"),
    )
    .unwrap();
    let (code, _, err) = run(folder.path(), &claim);
    assert!(
        code == Some(1) && err.contains("a part of several scenarios"),
        "{err}"
    );
    let alone = folder_with(&[("lone/part.toml", &event("a", "2021-01-02"))]);
    let (code, _, err) = run(
        alone.path(),
        &[
            "add",
            "lone/part.toml",
            "--at",
            "2021-01-11",
            "--headline",
            "X",
        ],
    );
    assert!(
        code == Some(1) && err.contains("no file beside it or above includes it"),
        "{err}"
    );
}

#[test]
fn of_several_at_once_none_is_lost() {
    let main = format!(
        "include = ['part.toml']\n{}{}",
        TABLES.trim_start(),
        event("a", "2021-01-05")
    );
    let folder = folder_with(&[
        ("main.toml", &main),
        ("part.toml", &event("b", "2021-01-15")),
    ]);
    let children: Vec<_> = (0..12)
        .map(|number| {
            // Some add to the main file, some to the part.
            let at = format!("2021-01-{:02}", 6 + number);
            let file = if number % 3 == 0 {
                "part.toml"
            } else {
                "main.toml"
            };
            let mut command = dateline(
                folder.path(),
                &["add", file, "--at", &at, "--headline", "Same"],
            );
            command
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut wrote = 0;
    for child in children {
        let (code, _, err) = said(&child.wait_with_output().unwrap());
        // On a busy machine one may have to give up waiting, and says so.
        assert!(code == Some(0) || err.contains("try again"), "{err}");
        wrote += usize::from(code == Some(0));
    }
    let loaded = load::load_file(&folder.path().join("main.toml")).unwrap();
    assert_eq!(loaded.scenario.events.len(), 2 + wrote);
    assert!(wrote > 0);
}

fn is_temporary(name: &str) -> bool {
    let number = name
        .strip_prefix(".small.toml.dateline-")
        .and_then(|rest| rest.strip_suffix(".tmp"));
    // Once it is whole, the digests of two texts stand behind the number.
    let number = number.and_then(|number| number.split('-').next());
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

/// How often the program is killed; more by hand, with `KILLS=500`.
fn kills() -> u32 {
    std::env::var("KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(40)
}

#[test]
fn killed_at_any_moment_it_leaves_the_old_file_or_the_new_one() {
    let log: String = (0..400)
        .map(|number| event(&format!("e{number}"), "2021-01-05"))
        .collect();
    let before = format!("{TABLES}{log}# the end\n");
    let folder = folder_with(&[("small.toml", &before)]);
    let path: PathBuf = folder.path().join("small.toml");
    let add = [
        "add",
        "small.toml",
        "--at",
        "2021-01-09",
        "--headline",
        "North falls",
        "--source",
        "good",
    ];
    let start = Instant::now();
    assert_eq!(run(folder.path(), &add).0, Some(0));
    let whole = start.elapsed();
    let after = fs::read_to_string(&path).unwrap();
    let (mut old, mut new, mut left) = (0, 0, 0);
    for kill in 0..kills() {
        fs::write(&path, &before).unwrap();
        let mut child = dateline(folder.path(), &add)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // From the first moment to a little behind the last, the later half more closely: that is where it saves.
        let part = f64::from(kill) / f64::from(kills());
        thread::sleep(whole.mul_f64(1.2 * part.sqrt()));
        let _ = child.kill();
        child.wait().unwrap();
        let found = fs::read_to_string(&path).unwrap();
        assert!(
            found == before || found == after,
            "killed after {part} of the time"
        );
        *(if found == before { &mut old } else { &mut new }) += 1;
        let names = fs::read_dir(folder.path()).unwrap();
        let names: Vec<String> = names
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        let others = names.iter().filter(|name| *name != "small.toml");
        assert!(others.clone().all(|name| is_temporary(name)), "{names:?}");
        left += others.count();
    }
    if std::env::var_os("KILLS").is_some() {
        let counts =
            format!("{old} left the old file, {new} the new one, {left} a temporary one beside it");
        writeln!(std::io::stderr(), "{} kills: {counts}", old + new).unwrap();
    }
    // What is left is in nobody's way, and goes with the next save.
    fs::write(&path, &before).unwrap();
    thread::sleep(Duration::from_millis(1));
    assert_eq!(run(folder.path(), &add).0, Some(0));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
