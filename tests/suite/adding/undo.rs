//! `dateline add --undo`: what was added last goes again, and nothing else does.

use std::fs;

use super::program::{event, folder_with, run};
use crate::support::TABLES;

fn text() -> String {
    format!("{}{}", TABLES.trim_start(), event("first", "2021-01-05"))
}

const ADD: [&str; 6] = [
    "add",
    "small.toml",
    "--at",
    "2021-01-09",
    "--headline",
    "Added",
];
const UNDO: [&str; 3] = ["add", "small.toml", "--undo"];

#[test]
fn the_file_is_as_it_was_to_the_byte() {
    for before in [
        text(),
        text().trim_end().to_owned(),
        text().replace('\n', "\r\n"),
    ] {
        let folder = folder_with(&[("small.toml", &before)]);
        let path = folder.path().join("small.toml");
        assert_eq!(run(folder.path(), &ADD).0, Some(0));
        assert_ne!(fs::read_to_string(&path).unwrap(), before);
        let (code, out, said) = run(folder.path(), &UNDO);
        assert_eq!((code, said.as_str()), (Some(0), ""));
        assert_eq!(out, "took '2021-01-09-added' out of small.toml\n");
        assert_eq!(fs::read_to_string(&path).unwrap(), before);
        let (code, _, said) = run(folder.path(), &UNDO);
        assert_eq!(code, Some(2));
        assert!(
            said.contains("nothing that was added here can be taken back"),
            "{said}"
        );
    }
}

#[test]
fn what_others_have_changed_elsewhere_stays() {
    let folder = folder_with(&[("small.toml", &text())]);
    let path = folder.path().join("small.toml");
    assert_eq!(run(folder.path(), &ADD).0, Some(0));
    let now = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("# On top\n{now}")).unwrap();
    assert_eq!(run(folder.path(), &UNDO).0, Some(0));
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        format!("# On top\n{}", text())
    );
}

/// What an editor does to a text.
type Change<'c> = &'c dyn Fn(&str) -> String;

#[test]
fn what_is_not_as_it_was_added_stays_and_is_told() {
    let correction = "\n[[event]]\nid = 'fix'\nat = 2021-01-10\nheadline = 'Fixed'\nsources = ['good']\n\
                      corrects = { event = '2021-01-09-added', kind = 'corrected' }\n";
    let changes: [(Change<'_>, &str); 2] = [
        (
            &|now| now.replace("\"Added\"", "\"Changed\""),
            "does not stand in",
        ),
        (
            &|now| format!("{now}{correction}"),
            "unknown event '2021-01-09-added'",
        ),
    ];
    for (change, why) in changes {
        let folder = folder_with(&[("small.toml", &text())]);
        let path = folder.path().join("small.toml");
        assert_eq!(run(folder.path(), &ADD).0, Some(0));
        let theirs = change(&fs::read_to_string(&path).unwrap());
        fs::write(&path, &theirs).unwrap();
        let (code, out, said) = run(folder.path(), &UNDO);
        assert!(
            code != Some(0) && out.is_empty() && said.contains(why),
            "{said}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    }
}

#[test]
fn it_is_taken_out_of_the_part_that_it_went_to() {
    let main = format!("include = [\"part.toml\"]\n{}", TABLES.trim_start());
    let part = event("first", "2021-01-05");
    let folder = folder_with(&[("small.toml", &main), ("part.toml", &part)]);
    assert_eq!(run(folder.path(), &ADD).0, Some(0));
    let path = folder.path().join("part.toml");
    assert_ne!(fs::read_to_string(&path).unwrap(), part);
    let (code, out, said) = run(folder.path(), &["add", "part.toml", "--undo"]);
    assert_eq!(code, Some(0), "{out}{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), part);
}
