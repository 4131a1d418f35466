//! What `add`, `new` and `check` say where something is not as they need it: the cause, and what to do.

use std::fs;
use std::io;

use dateline::scenario::save::{SaveError, why_not_written};

use super::program::{event, folder_with, run};
use crate::support::TABLES;

/// A scenario of two files, the text of its part given.
fn of_parts(part: &str) -> tempfile::TempDir {
    let main =
        TABLES
            .trim_start()
            .replacen("format = 1", "format = 1\ninclude = [\"august/*.toml\"]", 1);
    folder_with(&[
        ("war.toml", &main),
        ("august/14.toml", part),
        ("august/15.toml", &event("later", "2021-01-06")),
    ])
}

#[test]
fn a_part_is_checked_with_the_whole() {
    let folder = of_parts(&event("a", "2021-01-05"));
    let (code, out, _) = run(
        folder.path(),
        &["check", "august/14.toml", "august/15.toml"],
    );
    assert_eq!(code, Some(0));
    let found: Vec<&str> = out.lines().rev().take(2).collect();
    assert_eq!(
        found,
        [
            "august/15.toml, checked as a part of war.toml: see above",
            "august/14.toml, checked as a part of war.toml: 1 warning"
        ]
    );
    assert!(
        !out.contains("error") && out.contains(" war.toml:"),
        "{out}"
    );
    // What is wrong in it is all that is told, also where nobody could read it.
    for (wrong, told) in [
        (
            event("a", "2021-01-05").replace("good", "godo"),
            "did you mean 'good'?",
        ),
        (
            format!("{}\nheadline = \"", event("a", "2021-01-05")),
            "closing quote",
        ),
    ] {
        let folder = of_parts(&wrong);
        let (code, out, _) = run(folder.path(), &["check", "august/14.toml"]);
        assert_eq!(code, Some(1), "{out}");
        assert!(
            out.contains(told) && out.contains("august/14.toml:"),
            "{out}"
        );
        assert!(!out.contains("'format' is missing"), "{out}");
    }
    // Nobody includes it: then it is what it seems to be.
    let folder = folder_with(&[("alone.toml", &event("a", "2021-01-05"))]);
    let (code, out, _) = run(folder.path(), &["check", "alone.toml"]);
    assert!(
        code == Some(1) && out.contains("'format' is missing"),
        "{out}"
    );
}

#[test]
fn what_is_typed_wrong_is_told_in_its_own_words() {
    let text = format!("{TABLES}{}", event("a", "2021-01-05"));
    let folder = folder_with(&[("small.toml", &text)]);
    let add = ["add", "small.toml", "--at", "2021-01-09", "--headline", "X"];
    for (flags, code, words) in [
        (["--credibility", "wire"], 1, "1 confirmed by others"),
        (
            ["--credibility", "wire"],
            1,
            "expected a number from 1 to 6, not \"wire\"",
        ),
        (["--figure", "us-kabul=3.000"], 2, "write 3000 or 3.0"),
        (
            ["--figure", "us-kabul=3.000"],
            2,
            "'3.000' could mean thousands or a fraction",
        ),
    ] {
        let (was, _, err) = run(folder.path(), &[&add[..], &flags].concat());
        assert_eq!(was, Some(code), "{err}");
        assert!(err.contains(words), "{err}");
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("small.toml")).unwrap(),
        text
    );
}

#[test]
fn what_keeps_a_file_from_being_written_says_what_to_do() {
    let full = io::Error::from(io::ErrorKind::StorageFull);
    assert_eq!(why_not_written(&full), "the disk is full");
    assert!(
        SaveError::Owner
            .to_string()
            .contains("ask them to add the event")
    );
    let group = SaveError::Group.to_string();
    assert!(group.contains("a group that you are not in") && group.contains("chgrp"));
}
