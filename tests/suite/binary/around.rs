//! What surrounds the program: completion scripts that a shell takes, manual pages that a formatter takes.

use std::fs;
use std::process::Command;

use super::{folder, run, text};

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
const REQUESTS: [&str; 11] = [
    ".ie", ".el", ".TH", ".SH", ".SS", ".TP", ".PP", ".br", ".RS", ".RE", ".IP",
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
        for heading in ["NAME", "SYNOPSIS", "OPTIONS"] {
            assert!(page.contains(&format!(".SH {heading}\n")), "{path:?}");
        }
        for line in page.lines().filter(|line| line.starts_with('.')) {
            let request = line.split(' ').next().unwrap();
            assert!(REQUESTS.contains(&request), "{path:?}: {line}");
        }
        // Whatever stands here for formatting says nothing against it.
        let said = Command::new("groff")
            .args(["-man", "-Tascii", "-ww", "-z"])
            .arg(&path)
            .output();
        if let Ok(said) = said {
            assert_eq!(text(&said.stderr), "", "{path:?}");
        }
    }
    names.sort_unstable();
    assert!(names.contains(&"dateline".to_owned()) && names.contains(&"dateline-brief".to_owned()));
    let page = fs::read(folder.join("dateline.1")).unwrap();
    assert_eq!(run(&["man"]).stdout, page);
    let nowhere = folder.join("nowhere");
    let failed = run(&["man", "--dir", nowhere.to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(text(&failed.stderr).contains("cannot write"));
}
