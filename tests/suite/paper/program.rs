//! The commands of paper as the real program runs them: recordings that play back, nothing that is not public.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use dateline::model::date::Date;
use dateline::model::scenario::Bookmark;
use serde_json::Value;

use crate::frames::publication::{corrected_in_public, scenario_text, secrets};
use crate::support::flagship;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dateline");

/// A file of its own for a test.
fn file(name: &str, text: &str) -> String {
    let name = format!("paper-{name}-{}.toml", std::process::id());
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What the program writes; it must succeed.
#[track_caller]
fn run(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let mut command = Command::new(PROGRAM);
    let output = command
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The events of a recording: seconds, kind, data.
fn events(recording: &str) -> Vec<(f64, String, String)> {
    let lines = recording.lines().skip(1);
    lines
        .map(|line| {
            let event: Value = serde_json::from_str(line).unwrap();
            let text = |place: usize| event[place].as_str().unwrap().to_owned();
            (event[0].as_f64().unwrap(), text(1), text(2))
        })
        .collect()
}

#[test]
fn a_recording_plays_the_frames_of_its_days() {
    let range = ["--from", "2021-08-11", "--to", "2021-08-14 12:00"];
    for (known, size) in [
        ("now", "120x40"),
        ("then", "80x24"),
        ("2021-08-20", "40x12"),
    ] {
        let recording = run(
            &[&["cast", "--known", known, "--size", size], &range[..]].concat(),
            &[],
        );
        let header: Value = serde_json::from_str(recording.lines().next().unwrap()).unwrap();
        assert_eq!(header["version"], 2);
        let (columns, rows) = size.split_once('x').unwrap();
        let mut terminal = vt100::Parser::new(rows.parse().unwrap(), columns.parse().unwrap(), 0);
        let mut frames = Vec::new();
        let mut before = 0.0;
        for (at, kind, data) in events(&recording) {
            assert!(at >= before, "time goes forward");
            // What stood until now was a whole frame.
            if at > before {
                frames.push(terminal.screen().contents());
                before = at;
            }
            if kind == "o" {
                terminal.process(data.as_bytes());
            }
        }
        let days = ["2021-08-11", "2021-08-12", "2021-08-13", "2021-08-14 12:00"];
        assert_eq!(frames.len(), days.len());
        for (day, frame) in days.iter().zip(frames) {
            let expect = run(
                &["render", "--at", day, "--known", known, "--size", size],
                &[],
            );
            let expect: Vec<&str> = expect.lines().map(str::trim_end).collect();
            let frame: Vec<&str> = frame.lines().map(str::trim_end).collect();
            assert_eq!(
                frame.join("\n"),
                expect.join("\n").trim_end(),
                "{day} {known}"
            );
        }
    }
}

#[test]
fn the_same_bytes_whatever_the_environment_says() {
    let recording = ["cast", "--from", "2021-08-12", "--to", "2021-08-14"];
    let picture = ["render", "--at", "2021-08-13", "--format", "svg"];
    let brief = ["brief", "--at", "2021-08-13", "--format", "html"];
    for arguments in [&recording[..], &picture, &brief] {
        let first = run(arguments, &[]);
        for environment in [
            [("TZ", "Asia/Tokyo"), ("LANG", "C")],
            [("TERM", "dumb"), ("NO_COLOR", "1")],
            [("COLUMNS", "20"), ("LC_ALL", "fa_IR.UTF-8")],
        ] {
            assert!(
                run(arguments, &environment) == first,
                "{arguments:?} {environment:?}"
            );
        }
    }
}

#[test]
fn marks_of_the_scenario_are_marks_of_the_recording_unless_they_would_tell() {
    let range = ["--from", "2021-08-10", "--to", "2021-08-15"];
    let marks = |known: &str| -> Vec<String> {
        let recording = run(&[&["cast", "--known", known], &range[..]].concat(), &[]);
        let marks = events(&recording)
            .into_iter()
            .filter(|(_, kind, _)| kind == "m");
        marks.map(|(_, _, label)| label).collect()
    };
    let scenario = flagship();
    let (first, last) = (Date::new(2021, 8, 10), Date::new(2021, 8, 15));
    let is_within = |mark: &&Bookmark| {
        let day = Some(mark.at.day_in(scenario.zone()));
        first <= day && day <= last
    };
    let expect = scenario.marks.iter().filter(is_within);
    let expect: Vec<String> = expect.map(|mark| mark.label.to_string()).collect();
    assert!(expect.len() > 1);
    assert_eq!(marks("now"), expect);
    // As known then, only what was known on the day itself: the fall of Kandahar was known a day later.
    assert_eq!(
        marks("then"),
        ["The FT report", "Mazar-i-Sharif falls", "Kabul falls"]
    );
}

#[test]
fn a_recording_goes_forward_and_may_be_one_frame() {
    let arguments = ["cast", "--from", "2021-08-13", "--to", "2021-08-12"];
    let output = Command::new(PROGRAM).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--from is later than --to"));
    let one = run(&["cast", "--from", "2021-08-13", "--to", "2021-08-13"], &[]);
    let frames = events(&one)
        .into_iter()
        .filter(|(_, kind, _)| kind == "o")
        .count();
    assert_eq!(frames, 3, "the empty screen, the frame, the end");
}

/// Every command that lets something leave, as arguments behind the file.
const COMMANDS: [&[&str]; 16] = [
    &["render", "--format", "svg"],
    &["render", "--format", "html", "--size", "160x48"],
    &["render", "--pane", "timeline"],
    &["cast", "--from", "2021-01-01", "--to", "2021-01-31"],
    &["brief", "--since", "2021-01-01"],
    &["brief", "--format", "md"],
    &["brief", "--format", "html"],
    &["export"],
    &["export", "--format", "geojson"],
    &["export", "--table", "places", "--format", "csv"],
    &["export", "--table", "events", "--format", "csv"],
    &["export", "--table", "figures", "--format", "ndjson"],
    &["export", "--table", "claims"],
    &["export", "--table", "sources", "--format", "csv"],
    &["diff", "2021-01-05", "2021-01-31"],
    &["diff", "2021-01-06", "2021-01-09", "--format", "json"],
];

#[test]
fn what_is_not_public_leaves_through_no_command() {
    let kept = file("kept", &scenario_text(&secrets()));
    let corrected = file("corrected", &scenario_text(&corrected_in_public()));
    for path in [&kept, &corrected] {
        for command in COMMANDS {
            for known in ["now", "then", "2021-01-20"] {
                let mut arguments = command.to_vec();
                // FROM and TO come before the file.
                let place = if command[0] == "diff" { 3 } else { 1 };
                arguments.insert(place, path);
                arguments.extend(["--known", known, "--now", "2021-02-01"]);
                if matches!(command[0], "render" | "brief") {
                    arguments.extend(["--at", "2021-01-31"]);
                }
                let written = run(&arguments, &[]).to_lowercase();
                for secret in ["zqx", "777777", "777,777"] {
                    assert!(!written.contains(secret), "{arguments:?}\n{written}");
                }
            }
        }
    }
    // Once the embargo is over it may be said.
    let later = run(
        &["export", &kept, "--table", "events", "--now", "2021-04-01"],
        &[],
    );
    assert!(later.contains("zqx-embargoed"), "{later}");
}

#[test]
fn an_export_has_what_the_dashboard_would_list() {
    let filter = ["--filter", "place kandahar; grade B"];
    let at = ["export", "--at", "2021-08-13"];
    let all: Value = serde_json::from_str(&run(&at, &[])).unwrap();
    assert_eq!(all.get("filter"), None);
    let kept: Value = serde_json::from_str(&run(&[&at[..], &filter].concat(), &[])).unwrap();
    assert_eq!(
        kept["filter"],
        serde_json::json!(["place Kandahar", "grade A-B"])
    );
    for same in [
        "tally", "stated", "holdouts", "hidden", "cursor", "scenario",
    ] {
        assert_eq!(kept[same], all[same], "{same}");
    }
    let ids = |value: &Value| -> Vec<String> {
        let rows = value.as_array().unwrap().iter();
        rows.map(|row| row["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids(&kept["places"]), ["kandahar"]);
    let events = ids(&kept["events"]);
    assert!(!events.is_empty() && events.len() < ids(&all["events"]).len());
    for event in kept["events"].as_array().unwrap() {
        assert!(event["grade"].as_str().unwrap() <= "B9", "{event}");
    }
    // Whatever is named is told, and nothing else.
    let mut named = std::collections::BTreeSet::new();
    sources_named(&kept, &mut named);
    let mut told = ids(&kept["sources"]);
    told.sort_unstable();
    assert_eq!(told, named.into_iter().collect::<Vec<_>>());
    // The table has the same events, and a map the same places.
    let table = run(
        &[
            &at[..],
            &filter,
            &["--table", "events", "--format", "ndjson"],
        ]
        .concat(),
        &[],
    );
    let rows: Vec<Value> = table
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(ids(&Value::Array(rows)), events);
    let map = run(&[&at[..], &filter, &["--format", "geojson"]].concat(), &[]);
    let map: Value = serde_json::from_str(&map).unwrap();
    assert_eq!(ids(&map["features"]), ["kandahar"]);
    assert_eq!(map["filter"][0], "place Kandahar");
}

/// The ids in every `sources` that is a list of them.
fn sources_named(value: &Value, named: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let ids = field.as_array().filter(|_| name == "sources");
                let ids = ids.into_iter().flatten().filter_map(Value::as_str);
                named.extend(ids.map(str::to_owned));
                sources_named(field, named);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| sources_named(item, named)),
        _ => {}
    }
}
