//! A date of another year than the cursor's says so, in every pane, sheet, line and report.
//!
//! In the scenario each month belongs to one year, so that a date without one is found by its month alone.

use std::process::Command;

use dateline::scenario::load;

use super::Screen;

/// Every month that the scenario names, with its year.
const MONTHS: [(&str, i32); 5] = [
    ("february", 2021),
    ("may", 2022),
    ("november", 2023),
    ("august", 2024),
    ("march", 2025),
];

/// The cursors: one in each year in which something is known.
const CURSORS: [(&str, i32); 5] = [
    ("2024-08-13", 2024),
    ("2024-08-12", 2024),
    ("2023-11-09", 2023),
    ("2022-05-14", 2022),
    ("2021-02-05", 2021),
];

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/years.toml");

/// Returns the dates of lines that are of another year and do not show it: `13 Aug`, `13 August`, `13 AUG`. A date
/// may go on in the line below, and what is marked as cut may end in one.
fn undated(text: &str, year: i32) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let below = |row: usize| lines.get(row + 1).copied().unwrap_or_default();
    let rows = lines.iter().enumerate();
    let rows = rows.filter(|(_, line)| !is_ribbon(line));
    rows.flat_map(|(row, line)| undated_in(line, below(row), year))
        .collect()
}

/// Returns whether a year is cut, and the cut marked: `20…`.
fn is_cut(year: &str, of: &str, word: Option<&&str>) -> bool {
    of.starts_with(year) && word.is_some_and(|word| word.contains('…'))
}

/// Returns whether a line is the ribbon of one row, whose dates are of the days around the cursor.
fn is_ribbon(line: &str) -> bool {
    line.contains('[')
        && line
            .trim_start_matches(['◄', ' '])
            .starts_with(|c: char| c.is_ascii_digit())
}

fn undated_in(line: &str, below: &str, year: i32) -> Vec<String> {
    let is_part = |letter: char| letter.is_alphanumeric();
    let words: Vec<&str> = line.split_inclusive(|letter| !is_part(letter)).collect();
    let bare = |row: usize| {
        words
            .get(row)
            .map_or("", |word| word.trim_end_matches(|c| !is_part(c)))
    };
    let mut found = Vec::new();
    for row in 1..words.len() {
        let word = bare(row).to_lowercase();
        let month = MONTHS
            .iter()
            .find(|(name, _)| *name == word || name.get(..3) == Some(word.as_str()));
        let Some((_, of)) = month else { continue };
        let is_day = bare(row - 1)
            .parse::<u32>()
            .is_ok_and(|day| (1..=31).contains(&day))
            && words[row - 1].ends_with(' ');
        let behind = words[row + 1..].concat();
        let is_last = !behind.contains(is_part);
        let first_below = below
            .split(|letter| !is_part(letter))
            .find(|word| !word.is_empty());
        let is_shown = bare(row + 1) == of.to_string()
            || is_last && first_below == Some(of.to_string().as_str())
            || words[row].ends_with('…')
            || behind.starts_with("..")
            || is_cut(bare(row + 1), of.to_string().as_str(), words.get(row + 1));
        if is_day && *of != year && !is_shown {
            found.push(format!("{} {word} in {line:?}", bare(row - 1)));
        }
    }
    found
}

#[test]
fn every_date_of_another_year_on_every_screen_shows_its_year() {
    let scenario = load::load_file(std::path::Path::new(FILE))
        .unwrap()
        .scenario;
    let panes = [
        "",
        "1 z",
        "2 z",
        "3 z",
        "4 z",
        "b",
        "b p",
        "'",
        "m Enter '",
        "?",
        "s",
        "s s",
        "e",
    ];
    let rows: Vec<String> = (0..9).map(|row| " Down".repeat(row)).collect();
    let mut keys: Vec<String> = panes.map(str::to_owned).into();
    for pane in ["1", "2", "3"] {
        keys.extend(rows.iter().map(|row| format!("{pane}{row} Enter")));
        keys.extend(rows.iter().map(|row| format!("{pane}{row} o")));
    }
    keys.extend((0..8).map(|step| format!("b{}", " PgDn".repeat(step))));
    keys.extend((0..8).map(|step| format!("b p{}", " PgDn".repeat(step))));
    keys.extend((0..8).map(|step| format!("d [{}", " [".repeat(step))));
    keys.extend((0..8).map(|step| format!("d [ [ [ [{} Enter", " Down".repeat(step))));
    keys.extend((0..6).map(|step| format!("'{}", " Down".repeat(step))));
    let mut problems = std::collections::BTreeSet::new();
    let mut screens = 0;
    for (at, _) in CURSORS {
        for known in ["now", "then", "2024-08-13"] {
            for keys in &keys {
                let mut played = Screen::new(&scenario).at(at).known(known).keys(keys).play();
                let looked_at = played.shown.snapshot.day.year();
                for size in [(200, 60), (120, 40), (80, 24), (60, 20), (40, 12)] {
                    played.size = size;
                    let text = dateline::frame::text::write(&played.buffer());
                    screens += 1;
                    for date in undated(&text, looked_at) {
                        problems.insert(format!("{size:?} {at} {known} {keys:?}: {date}"));
                    }
                }
            }
        }
    }
    let listed: Vec<&String> = problems.iter().collect();
    assert!(
        listed.is_empty(),
        "{} of {screens}: {listed:#?}",
        listed.len()
    );
    assert!(screens > 5000, "{screens}");
}

#[test]
fn the_ribbon_shows_the_year_of_days_of_another_year() {
    let scenario = load::load_file(std::path::Path::new(FILE))
        .unwrap()
        .scenario;
    let ribbon = |at: &str, size: (u16, u16), keys: &str| {
        let screen = Screen::new(&scenario).at(at).keys(keys);
        let text = screen.size(size.0, size.1).text();
        text.lines().rev().take(3).collect::<Vec<_>>().join("\n")
    };
    let one_row = ribbon("2023-11-09", (200, 24), "1 z");
    assert!(one_row.contains(" 2024 "), "{one_row}");
    assert!(!one_row.contains("2023"), "{one_row}");
    let months = ribbon("2023-11-09", (200, 60), "");
    assert!(months.contains("Jan 2024"), "{months}");
    assert!(months.contains("Nov "), "{months}");
}

#[test]
fn every_date_of_another_year_in_every_report_shows_its_year() {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let output = command.args(arguments).arg(FILE).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let mut problems = std::collections::BTreeSet::new();
    for (at, year) in CURSORS {
        for known in ["now", "then", "2024-08-13"] {
            let cursor = ["--at", at, "--known", known];
            let mut commands: Vec<Vec<&str>> = vec![
                [&["render", "--plain"], &cursor[..]].concat(),
                [&["brief"], &cursor[..]].concat(),
                [&["brief", "--format", "md"], &cursor[..]].concat(),
                [&["brief", "--format", "html"], &cursor[..]].concat(),
                [&["brief", "--since", "2021-02-02"], &cursor[..]].concat(),
            ];
            for (from, _) in CURSORS {
                if from < at {
                    commands.push(vec!["diff", from, at, "--known", known]);
                    commands.push(vec!["diff", from, at, "--known", known, "--format", "md"]);
                }
            }
            for arguments in commands {
                for date in undated(&run(&arguments), year) {
                    problems.insert(format!("{arguments:?}: {date}"));
                }
            }
        }
    }
    let listed: Vec<&String> = problems.iter().collect();
    assert!(listed.is_empty(), "{}: {listed:#?}", listed.len());
}
