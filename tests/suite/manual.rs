//! The README and the manual say what the program does: pictures, tables, examples, commands and what they print.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use dateline::app::{action::Pane, keymap, state::App, view::Shown};
use dateline::config::keys;
use dateline::diagnostic::lints;
use dateline::export::table;
use dateline::plain::full_text;
use dateline::scenario::{built_in, load, schema};
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dateline");

fn read_text(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Returns what stands between two comments.
fn block(file: &str, name: &str) -> String {
    let text = read_text(file);
    let (_, behind) = text
        .split_once(&format!("<!-- {name} -->\n"))
        .unwrap_or_else(|| panic!("{file} has no {name}"));
    let (block, _) = behind.split_once(&format!("<!-- /{name} -->")).unwrap();
    block.to_owned()
}

/// Returns what stands between two comments in a fenced block.
fn fenced(file: &str, name: &str) -> String {
    let block = block(file, name);
    let (_, behind) = block.split_once('\n').unwrap();
    behind.trim_end().trim_end_matches("```").to_owned()
}

/// Compares what a file holds with what it must hold; `INSTA_UPDATE=always` writes it, as it does snapshots.
#[track_caller]
fn assert_text(file: &str, found: &str, expected: &str) {
    if found == expected {
        return;
    }
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        let text = read_text(file).replacen(found, expected, 1);
        fs::write(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file), text).unwrap();
        return;
    }
    panic!("{file} is not what the program says; INSTA_UPDATE=always writes it:\n{expected}");
}

#[track_caller]
fn assert_block(file: &str, name: &str, expected: &str) {
    let marked = |text: &str| format!("<!-- {name} -->\n{text}<!-- /{name} -->");
    let expected = format!("{}\n", expected.trim());
    assert_text(file, &marked(&block(file, name)), &marked(&expected));
}

#[test]
fn tables_are_those_that_the_program_declares() {
    assert_block("src/manual/keys.md", "keys", &keymap::write_markdown());
    assert_block(
        "src/manual/settings.md",
        "settings",
        &keys::write_markdown(),
    );
    assert_block("src/manual/checking.md", "lints", &lints::write_markdown());
    assert_block("src/manual/reports.md", "columns", &table::write_markdown());
    assert_block("scenarios/README.md", "reference", &reference());
}

/// Returns a table of the keys of every table of a scenario, from the schema.
fn reference() -> String {
    let schema: Value = serde_json::from_str(&schema::write_schema()).unwrap();
    let mut out = String::new();
    add_table(&mut out, "The file", &schema);
    out
}

fn add_table(out: &mut String, title: &str, table: &Value) {
    let _ = writeln!(
        out,
        "### {title}\n\n| key | value | meaning |\n| --- | --- | --- |"
    );
    let required: Vec<&str> = table["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let keys = table["properties"].as_object().unwrap();
    let mut inner = Vec::new();
    for (key, value) in keys
        .iter()
        .filter(|(key, _)| *key != "allow" || title == "The file")
    {
        let mark = if required.contains(&key.as_str()) {
            "**"
        } else {
            ""
        };
        let meaning = value["description"]
            .as_str()
            .unwrap_or_default()
            .replace('|', "\\|");
        let _ = writeln!(
            out,
            "| {mark}`{key}`{mark} | {} | {meaning} |",
            word_value(value)
        );
        let items = if value["items"]["properties"].is_object() {
            &value["items"]
        } else {
            value
        };
        if items["properties"].is_object() {
            inner.push((key, items));
        }
    }
    out.push('\n');
    for (key, value) in inner {
        let title = match title {
            "The file" => format!("`[{key}]`"),
            _ => format!("{title}, `{key}`"),
        };
        add_table(out, &title, value);
    }
}

/// Returns the kind of value that a key takes.
fn word_value(value: &Value) -> String {
    if let Some(words) = value["enum"].as_array() {
        let words = words.iter().map(|word| {
            word.as_str()
                .map_or_else(|| word.to_string(), |word| format!("`{word}`"))
        });
        return words.collect::<Vec<_>>().join(", ");
    }
    if !value["const"].is_null() {
        return format!("`{}`", value["const"]);
    }
    if let Some(all) = value["anyOf"].as_array() {
        let is_moment = all.iter().any(|kind| kind["format"] == "date");
        let mut words: Vec<String> = all.iter().map(word_value).collect();
        words.dedup();
        return if is_moment {
            "a moment".to_owned()
        } else {
            words.join(" or ")
        };
    }
    match value["type"].as_str() {
        Some("array") => match word_value(&value["items"]).as_str() {
            "a table" => "tables".to_owned(),
            "text" => "a list of texts".to_owned(),
            other => format!("a list: {other}"),
        },
        Some("object") => "a table".to_owned(),
        Some("string") => "text".to_owned(),
        Some("boolean") => "true or false".to_owned(),
        Some("integer") => match (value["minimum"].as_i64(), value["maximum"].as_i64()) {
            (Some(low), Some(high)) => format!("{low} to {high}"),
            _ => "a whole number".to_owned(),
        },
        Some("number") => "a number".to_owned(),
        _ => String::new(),
    }
}

#[test]
fn the_picture_is_what_render_prints() {
    let arguments = [
        "render",
        "--at",
        "2021-08-13",
        "--size",
        "120x40",
        "--format",
        "svg",
    ];
    let file = "scenarios/screen.svg";
    assert_text(file, &read_text(file), &print(&arguments));
}

#[test]
fn the_lines_of_plain_mode_are_real_lines() {
    let loaded = built_in::load_built_in().expect("it loads");
    let scenario = &loaded.scenario;
    let app = App::new(crate::support::cursor(scenario, "2021-08-13", "now"));
    let lines = full_text::write_lines(&Shown::at(scenario, &app).to_view(&app), &Pane::ALL);
    let mut lines = lines.into_iter();
    for line in fenced("src/manual/plain-mode.md", "plain").lines() {
        assert!(
            lines.any(|real| real == line),
            "not printed, or not in this order: {line}"
        );
    }
}

#[test]
fn examples_are_scenarios_without_problems() {
    for file in ["README.md", "scenarios/README.md"] {
        let loaded = load::load_text(file, &fenced(file, "example"));
        let scenario = loaded
            .unwrap_or_else(|problems| panic!("{problems:?}"))
            .scenario;
        assert_eq!(scenario.events.len(), 1);
    }
    let template = read_text("scenarios/template.toml");
    assert_eq!(
        fenced("scenarios/README.md", "example"),
        template,
        "it is what `new` writes"
    );
}

#[test]
fn the_commands_of_the_readme_are_those_of_the_project() {
    assert_eq!(fenced("README.md", "run").trim(), "cargo run --release");
    assert!(fenced("README.md", "test").trim().starts_with("cargo test"));
    assert!(
        read_text("README.md").lines().count() <= 220,
        "the README is for deciding and beginning"
    );
}

/// What stands behind `$ dateline` in the README and the manual is run, and prints what stands below it; a line `…`
/// stands for any number of lines.
#[test]
fn commands_print_what_stands_below_them() {
    let mut count = 0;
    for file in list_manual() {
        let text = read_text(&file);
        for block in text.split("```console\n").skip(1) {
            let (block, _) = block.split_once("```").unwrap();
            let (command, expected) = block.split_once('\n').unwrap();
            let arguments = split_arguments(command.strip_prefix("$ dateline ").unwrap());
            let printed = print(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            let mut lines = printed.lines().map(str::trim_end);
            let mut may_skip = false;
            for line in expected.lines().map(str::trim_end) {
                if line == "…" {
                    may_skip = true;
                    continue;
                }
                let is_there = if may_skip {
                    lines.any(|real| real == line)
                } else {
                    lines.next() == Some(line)
                };
                assert!(
                    is_there,
                    "{file}: {command} does not print {line:?} here, but\n{printed}"
                );
                may_skip = false;
            }
            count += 1;
        }
    }
    assert!(count > 1);
}

/// Commands that are shown without what they print are at least understood.
#[test]
fn commands_that_are_shown_are_understood() {
    for file in list_manual() {
        let text = read_text(&file);
        for block in text.split("```sh\n").skip(1) {
            let (block, _) = block.split_once("```").unwrap();
            for line in block.replace("\\\n", " ").lines() {
                let command = line.split([';', '|', '>', '#', '&']).next().unwrap();
                let Some(arguments) = command.trim().strip_prefix("dateline ") else {
                    continue;
                };
                let name = arguments.split_whitespace().next().unwrap();
                let words = split_arguments(arguments);
                let help = print(&[
                    "help",
                    if name.starts_with('-') {
                        "render"
                    } else {
                        name
                    },
                ]);
                for flag in words.iter().filter(|word| word.starts_with("--")) {
                    let flag = flag.split('=').next().unwrap();
                    let is_known = help.contains(flag) || print(&["--help"]).contains(flag);
                    assert!(is_known, "{file}: {line}: {flag}");
                }
            }
        }
    }
}

#[test]
fn help_prints_every_chapter_and_command() {
    let topics = print(&["help"]);
    for file in list_manual()
        .iter()
        .filter_map(|file| file.strip_prefix("src/manual/"))
    {
        let name = file.trim_end_matches(".md");
        assert!(topics.contains(&format!("  {name} ")), "{name}");
        let title = read_text(&format!("src/manual/{file}"));
        let title = title
            .lines()
            .next()
            .unwrap()
            .trim_start_matches("# ")
            .to_owned();
        let chapter = print(&["help", name]);
        assert!(chapter.starts_with(&title), "{name}");
        assert!(
            chapter.lines().all(|line| line.chars().count() <= 110),
            "{name}"
        );
    }
    assert!(print(&["help", "diff"]).contains("Usage: dateline diff"));
    let unknown = Command::new(PROGRAM)
        .args(["help", "nothing"])
        .output()
        .unwrap();
    assert_eq!(unknown.status.code(), Some(2));
}

fn list_manual() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/manual");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| format!("src/manual/{}", entry.unwrap().file_name().display()))
        .collect();
    files.sort();
    files.push("README.md".to_owned());
    files
}

/// Splits arguments at blanks, but for those between quotes.
fn split_arguments(text: &str) -> Vec<String> {
    let parts = text.split('"').enumerate();
    parts
        .flat_map(|(n, part)| match n % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

fn print(arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM)
        .args(arguments)
        .env("XDG_CONFIG_HOME", "/nowhere")
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "dateline {}: {}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}
