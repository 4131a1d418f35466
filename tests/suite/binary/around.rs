//! What surrounds the program: completion scripts that a shell takes, manual pages that a formatter takes.

use std::fs;
use std::process::Command;

use super::pty::{DEADLINE, END_FRAME, Session, find};
use super::{dateline, folder, run, text};

#[test]
fn bash_completes_commands_flags_and_values() {
    let script = run(&["completions", "bash"]);
    assert_eq!(script.status.code(), Some(0));
    let line = |words: &str| {
        format!(
            "{}\nCOMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); \
             _dateline dateline \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
             echo \"${{COMPREPLY[@]}}\"",
            text(&script.stdout)
        )
    };
    for (words, expect) in [
        ("dateline exp", "export"),
        ("dateline export --filt", "--filter"),
        ("dateline export --table cl", "claims"),
        ("dateline --links al", "always"),
    ] {
        let Ok(shell) = Command::new("bash")
            .args(["--norc", "-c", &line(words)])
            .output()
        else {
            // No bash here.
            return;
        };
        assert_eq!(text(&shell.stdout).trim(), expect, "{words}");
    }
}

#[test]
fn every_shell_has_a_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&["completions", shell]);
        assert_eq!(script.status.code(), Some(0));
        assert!(text(&script.stdout).contains("brief"), "{shell}");
    }
    assert_eq!(run(&["completions", "tcsh"]).status.code(), Some(2));
}

/// The requests that a manual page may use.
const REQUESTS: [&str; 13] = [
    ".ie", ".el", ".TH", ".SH", ".SS", ".TP", ".PP", ".br", ".RS", ".RE", ".IP", ".nf", ".fi",
];

#[test]
fn manual_pages_are_made_of_what_formatters_know() {
    let folder = folder("man");
    let dir = folder.to_str().unwrap();
    assert_eq!(run(&["man", "--dir", dir]).status.code(), Some(0));
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        names.push(path.file_stem().unwrap().to_str().unwrap().to_owned());
        let page = fs::read_to_string(&path).unwrap();
        let is_chapter = page.contains(".nf\n") || !page.contains(".SH SYNOPSIS\n");
        let headings: &[&str] = if is_chapter {
            &["NAME"]
        } else {
            &["NAME", "SYNOPSIS", "OPTIONS"]
        };
        for heading in headings {
            assert!(page.contains(&format!(".SH {heading}\n")), "{path:?}");
        }
        for line in page.lines().filter(|line| line.starts_with('.')) {
            let request = line.split(' ').next().unwrap();
            assert!(REQUESTS.contains(&request), "{path:?}: {line}");
        }
        // Whatever stands here for formatting says nothing against it.
        let said = Command::new("groff")
            .args(["-Kutf8", "-man", "-Tutf8", "-ww", "-z"])
            .arg(&path)
            .output();
        if let Ok(said) = said {
            assert_eq!(text(&said.stderr), "", "{path:?}");
        }
    }
    names.sort_unstable();
    assert!(names.contains(&"dateline".to_owned()) && names.contains(&"dateline-brief".to_owned()));
    assert!(names.contains(&"dateline-screen".to_owned()));
    let page = fs::read(folder.join("dateline.1")).unwrap();
    assert_eq!(run(&["man"]).stdout, page);
    // A folder that is not there is made; a file in its place is told.
    let made = folder.join("new/man1");
    assert_eq!(
        run(&["man", "--dir", made.to_str().unwrap()]).status.code(),
        Some(0)
    );
    assert_eq!(fs::read(made.join("dateline.1")).unwrap(), page);
    let nowhere = folder.join("dateline.1/man1");
    let failed = run(&["man", "--dir", nowhere.to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(text(&failed.stderr).contains("cannot write"));
}

/// A configuration of its own for a test: the folder that holds it, and the file.
fn configured(name: &str, text: &str) -> (String, String) {
    let home = folder(name);
    let file = home.join("dateline").join("config.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, text).unwrap();
    let text = |path: &std::path::Path| path.to_str().unwrap().to_owned();
    (text(&home), text(&file))
}

#[test]
fn the_dashboard_begins_as_the_configuration_says() {
    let text = "pane = \"timeline\"\nascii = true\nevents = \"oldest-first\"\ncolor = \"never\"\n";
    let (home, file) = configured("config-says", text);
    let variables = [("XDG_CONFIG_HOME", home.as_str())];
    let at = ["--at", "2021-08-13"];
    let mut session = Session::with(&at, &variables, (120, 40));
    session.wait_for("[3 News");
    session.wait_for("oldest first");
    session.wait_until("a frame", |seen| seen.bytes.ends_with(END_FRAME));
    let sent = String::from_utf8(session.bytes()).unwrap();
    let odd: String = sent.chars().filter(|letter| !letter.is_ascii()).collect();
    assert_eq!(odd, "");
    assert!(!sent.contains("\x1b[38;5;"), "{sent:?}");
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    // A flag wins over it, so does the environment; without it all is as usual.
    let mut session = Session::with(
        &["--color", "always", "--at", "2021-08-13"],
        &variables,
        (120, 40),
    );
    session.wait_for("[3 News");
    session.wait_until("colours", |seen| find(&seen.bytes, b"\x1b[38;5;").is_some());
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    let variables = [variables[0], ("CLICOLOR_FORCE", "1")];
    let mut session = Session::with(&["--no-config"], &variables, (120, 40));
    session.wait_for("[1 Provinces");
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    let mut session = Session::with(&["--config", &file], &[], (120, 40));
    session.wait_for("[3 News");
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
}

#[test]
fn a_configuration_with_mistakes_is_reported_and_can_be_left_out() {
    let (home, file) = configured("config-bad", "pane = \"timline\"\n");
    let variables = [("XDG_CONFIG_HOME", home.as_str())];
    let mut session = Session::with(&[], &variables, (120, 40));
    session.wait_for("--no-config");
    assert_eq!(session.leaves_within(DEADLINE), 2);
    let said = session.screen();
    for part in [
        "bad-value",
        ":1:8",
        "did you mean \"timeline\"?",
        "--no-config",
    ] {
        assert!(said.contains(part), "{said}");
    }
    session.is_restored();
    let mut session = Session::with(&["--no-config"], &variables, (120, 40));
    session.wait_for("? keys");
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    // Nothing but the dashboard reads it.
    let mut command = dateline(&["render", "--size", "40x12"]);
    let output = command.env("XDG_CONFIG_HOME", &home).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let mut command = dateline(&["config"]);
    let output = command.env("XDG_CONFIG_HOME", &home).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("did you mean \"timeline\"?"));
    let named = run(&["config", "--config", &file]);
    assert_eq!(named.status.code(), Some(2));
}

#[test]
fn config_says_where_it_is_and_prints_an_example() {
    let said = run(&["config"]);
    assert_eq!(said.status.code(), Some(0));
    assert!(text(&said.stdout).contains("/no-config/dateline/config.toml: not there"));
    let example = run(&["config", "--example"]);
    let (home, _) = configured("config-example", text(&example.stdout));
    let mut command = dateline(&["config"]);
    let output = command.env("XDG_CONFIG_HOME", &home).output().unwrap();
    assert!(text(&output.stdout).contains("no problems"));
    for (file, why) in [
        ("/dev/null", "regular"),
        ("/nowhere/c.toml", "cannot be read"),
    ] {
        let failed = run(&["config", "--config", file]);
        assert_eq!(failed.status.code(), Some(2));
        assert!(
            text(&failed.stderr).contains(why),
            "{:?}",
            text(&failed.stderr)
        );
    }
}

#[test]
fn hours_are_shown_in_the_zone_that_is_asked_for() {
    let timeline = |zone: &str, local: &str| {
        let arguments = [
            "render",
            "--at",
            "2021-08-15",
            "--pane",
            "timeline",
            "--size",
            "100x200",
            "--zone",
            zone,
        ];
        let output = dateline(&arguments).env("TZ", local).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    let own = timeline("scenario", "UTC");
    assert_eq!(own, timeline("asia/kabul", "UTC"));
    let universal = timeline("utc", "Asia/Kabul");
    assert_ne!(own, universal);
    assert_eq!(universal, timeline("local", "UTC"));
    assert_eq!(universal, timeline("local", ":UTC"));
    // Only hours change, and each says its zone or is the scenario's.
    for (own, other) in own.lines().zip(universal.lines()) {
        if own != other {
            assert_eq!(
                own.chars().skip(11).collect::<String>(),
                other.chars().skip(11).collect::<String>()
            );
            assert!(
                other.chars().take(11).any(|letter| letter == 'Z'),
                "{other}"
            );
        }
    }
    let wrong = run(&["render", "--zone", "Europe/Londn"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("did you mean 'Europe/London'?"));
    let output = dateline(&["render", "--zone", "local"])
        .env("TZ", "CET-1CEST")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("name one"));
}

#[test]
fn a_ledger_has_its_hours_in_the_zone_that_is_asked_for() {
    let output = run(&["diff", "2021-08-12", "2021-08-13", "--zone", "utc"]);
    let said = text(&output.stdout);
    assert!(said.contains("reported 12 Aug 22:57 UTC"), "{said}");
    assert!(!said.contains("03:27"), "{said}");
}

#[test]
fn a_file_before_the_moments_of_a_ledger_is_told_to_come_last() {
    let output = run(&["diff", "w.toml", "2021-08-12", "2021-08-13 morning"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(
        said.contains("FROM 'w.toml' is not a moment, and FILE comes last"),
        "{said}"
    );
    assert!(
        said.contains("write dateline diff 2021-08-12 \"2021-08-13 morning\" w.toml"),
        "{said}"
    );
    let output = run(&["diff", "2021-08-12", "w.toml", "2021-08-13"]);
    let said = text(&output.stderr);
    assert!(said.contains("TO 'w.toml' is not a moment"), "{said}");
    assert!(
        said.contains("write dateline diff 2021-08-12 2021-08-13 w.toml"),
        "{said}"
    );
}
