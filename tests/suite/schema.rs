//! The schema for editors: the keys and words of the loader, told by the loader itself.
//!
//! What the loader knows is taken from what it says to somebody who mistypes a key or a word, or
//! leaves one out of a scenario that has everything.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of tests fails as they do, by a panic"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline::diagnostic::lints;
use dateline::model::id::{ID_PATTERN, Id};
use dateline::scenario::{load, schema};
use serde_json::Value;

/// A scenario with every table and every key, each on a line of its own.
const EVERYTHING: &str = r#"
format = 1
include = []
[scenario]
id = "small"
title = "A small scenario"
zone = "UTC"
days = [2021-01-01, 2021-01-31]
opens_at = 2021-01-02
note = "A note"
[[scenario.zones]]
zone = "-04:00"
name = "Washington"
short = "US"
[scenario.labels]
place = "town"
tally = "Towns"
[scenario.control]
scope = "town"
means = "the hall is held"
[scenario.allow]
no-source = "made up"
[[party]]
id = "red"
name = "Red"
letter = "R"
colour = "red"
allow = {}
[[place]]
id = "north"
name = "North"
code = "N"
aliases = ["Nord"]
region = "Upper"
tile = [0, 0]
major = true
population = 1000
note = "A note"
holder = "red"
allow = {}
[place.capital]
name = "Nordhaven"
lat = 1.5
lon = 2
[[person]]
id = "speaker"
name = "A Speaker"
aliases = ["Speeker"]
role = "minister"
party = "red"
allow = {}
[[source]]
id = "paper"
publisher = "Paper"
title = "News"
published = 2021-01-02T10:00:00
url = "https://example.org"
reliability = "B"
short = "P"
allow = {}
[[series]]
id = "troops"
label = "Troops"
short = "T"
group = "forces"
unit = "troops"
one = "soldier"
measure = "increment"
scope = "in the north"
since = 2021-01-01
period = "24h"
adds_to = "there"
key = true
allow = {}
[series.counts]
party = "red"
scope = "town"
of = 67
[[series]]
id = "there"
label = "There"
group = "forces"
unit = "troops"
measure = "stock"
[[kind]]
id = "surrender"
label = "Surrender"
urgency = 2
allow = {}
[[mark]]
id = "start"
at = "2021-01-02 morning"
label = "Start"
note = "A note"
event = "first"
allow = {}
[[event]]
id = "before"
at = 2021-01-02
headline = "Before"
[[event]]
id = "first"
at = "2021-01-02 morning"
headline = "First"
[[event]]
id = "second"
at = "2021-01-02 morning"
recorded_at = 2021-01-03T10:00:00+04:30
kind = "control"
headline = "Second"
body = "More"
places = ["north"]
tags = ["a"]
sources = ["paper"]
credibility = 2
urgency = 3
note = "A note"
after = "before"
pub_status = "usable"
embargoed_until = 2021-01-03
editor_note = "A note"
allow = {}
[event.corrects]
event = "first"
kind = "corrected"
reason = "it was wrong"
[[event.claims]]
place = "north"
party = "red"
status = "held"
basis = "reported"
scope = "town"
alternative = "later reports"
note = "A note"
at = 2021-01-02
recorded_at = 2021-01-03
sources = ["paper"]
credibility = 2
allow = {}
[[event.figures]]
series = "troops"
value = 1
qualifier = "about"
status = "in-place"
printed = "one or so"
scope = "without guards"
until = 2021-01-09
adds_to = "there"
ends = false
note = "A note"
at = 2021-01-02
recorded_at = 2021-01-03
sources = ["paper"]
credibility = 2
allow = {}
[[event.figures]]
series = "troops"
low = 0.5
high = 1
[[event.statements]]
speaker = "speaker"
says = "It will end"
likelihood = "likely"
confidence = "low"
at = 2021-01-02
recorded_at = 2021-01-03
sources = ["paper"]
credibility = 2
allow = {}
[[event.deadlines]]
id = "exit"
on = 2021-01-09
label = "Exit"
short = "Out"
dropped = false
met = false
missed = false
at = 2021-01-02
recorded_at = 2021-01-03
sources = ["paper"]
credibility = 2
allow = {}
"#;

/// Keys that the loader needs in some cases alone, which the schema does not tell apart.
const NEEDED_SOMETIMES: [(&str, &str); 2] =
    [("event/deadlines", "on"), ("event/deadlines", "label")];

fn the_schema() -> Value {
    serde_json::from_str(&schema::write_schema()).unwrap()
}

/// The part of the schema at a path such as `event/claims/status`; what is in lists is meant, not the lists.
fn at<'s>(schema: &'s Value, path: &str) -> &'s Value {
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts.fold(schema, |schema, part| {
        let inner = &schema["properties"][part];
        inner.get("items").unwrap_or(inner)
    })
}

/// What stands under the name to which a schema may refer.
fn definition(reference: &Value) -> Value {
    let name = reference.as_str().unwrap().strip_prefix("#/definitions/");
    the_schema()["definitions"][name.unwrap()].clone()
}

fn keys(table: &Value) -> BTreeSet<String> {
    let keys = table["properties"].as_object().unwrap();
    keys.keys().cloned().collect()
}

/// Each line of [`EVERYTHING`] with a key: the path of its table, the key, the place of the line.
fn lines() -> Vec<(String, &'static str, usize)> {
    let mut table = String::new();
    let mut found = Vec::new();
    for (place, line) in EVERYTHING.lines().enumerate() {
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']']).replace('.', "/");
        } else if let Some((key, _)) = line.split_once(" = ") {
            found.push((table.clone(), key, place));
        }
    }
    found
}

/// [`EVERYTHING`] with another line in a place, or none.
fn with_line(place: usize, line: Option<&str>) -> String {
    let lines = EVERYTHING.lines().enumerate();
    let kept = lines.filter_map(|(its, old)| if its == place { line } else { Some(old) });
    kept.collect::<Vec<_>>().join("\n")
}

/// The code, message and help of everything that is wrong with a text.
fn problems(text: &str) -> Vec<(&'static str, String, String)> {
    let problems = load::load_text("a.toml", text).err().unwrap_or_default();
    problems
        .into_iter()
        .map(|problem| {
            (
                problem.code,
                problem.message,
                problem.help.unwrap_or_default(),
            )
        })
        .collect()
}

/// What the loader lists behind some words of its help.
#[track_caller]
fn listed(text: &str, behind: &str) -> BTreeSet<String> {
    let problems = problems(text);
    let list = problems
        .iter()
        .find_map(|(_, _, help)| help.split_once(behind));
    let (_, list) = list.unwrap_or_else(|| panic!("{problems:?}\n{text}"));
    let words = list.split(", ").flat_map(|words| words.split(" and "));
    words
        .map(|word| word.trim_matches(['[', ']']).to_owned())
        .collect()
}

#[test]
fn the_file_beside_the_scenarios_is_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/scenario.schema.json");
    assert!(
        fs::read_to_string(path).unwrap() == schema::write_schema(),
        "write it again: cargo run -- schema > scenarios/scenario.schema.json"
    );
}

#[test]
fn the_scenario_with_everything_has_every_key() {
    assert!(
        problems(EVERYTHING).is_empty(),
        "{:?}",
        problems(EVERYTHING)
    );
    let schema = the_schema();
    let mut tables: BTreeSet<String> = lines().into_iter().map(|(table, ..)| table).collect();
    tables.remove("scenario/allow");
    let mut seen = BTreeSet::new();
    for table in &tables {
        let inside = format!("{table}/");
        let own = lines().into_iter().filter(|(its, ..)| its == table);
        let mut typed: BTreeSet<String> = own.map(|(_, key, _)| key.to_owned()).collect();
        let inner = lines().into_iter().filter_map(|(its, ..)| {
            let rest = if table.is_empty() {
                Some(its.as_str())
            } else {
                its.strip_prefix(&inside)
            };
            rest.and_then(|rest| rest.split('/').next())
                .filter(|key| !key.is_empty())
                .map(str::to_owned)
        });
        typed.extend(inner);
        assert_eq!(typed, keys(at(&schema, table)), "{table}");
        seen.insert(table.clone());
    }
    assert_eq!(seen.len(), 20);
}

#[test]
fn every_key_of_the_loader_is_in_the_schema_and_the_reverse() {
    let schema = the_schema();
    for (place, line) in EVERYTHING.lines().enumerate() {
        let table = line.trim_matches(['[', ']']).replace('.', "/");
        if !line.starts_with('[') || table == "scenario/allow" {
            continue;
        }
        let text = with_line(place, Some(&format!("{line}\nzzzzzzzzzzzzzzzz = 1")));
        assert_eq!(
            keys(at(&schema, &table)),
            listed(&text, "the keys here are "),
            "{table}"
        );
    }
    // At the top a table that is unknown tells the tables, a key the rest.
    let mut top = listed("[zzzzzzzzzzzzzzzz]\n", "a scenario has ");
    top.extend(listed(
        "zzzzzzzzzzzzzzzz = 1\n",
        "above the first table stand ",
    ));
    assert_eq!(keys(&schema), top);
}

#[test]
fn the_keys_that_must_stand_are_those_that_the_loader_misses() {
    let schema = the_schema();
    for (table, key, place) in lines() {
        if table.is_empty() || table == "scenario/allow" {
            continue;
        }
        let missing = format!("'{key}' is missing");
        let text = with_line(place, None);
        let is_missed = problems(&text)
            .iter()
            .any(|(code, message, _)| *code == "missing-key" && message.starts_with(&missing));
        let required = at(&schema, &table)["required"].as_array();
        let is_required = required.is_some_and(|keys| keys.iter().any(|its| its == key));
        let is_needed_sometimes = NEEDED_SOMETIMES.contains(&(&table, key));
        assert_eq!(
            is_required,
            is_missed && !is_needed_sometimes,
            "{table}: {key}"
        );
    }
}

#[test]
fn every_word_of_the_loader_is_in_the_schema_and_the_reverse() {
    let schema = the_schema();
    let mut count = 0;
    for (table, key, place) in lines() {
        let schema = at(&schema, &format!("{table}/{key}"));
        let text = with_line(place, Some(&format!("{key} = \"zzzzzzzzzzzzzzzz\"")));
        let words = |words: &Value| -> BTreeSet<String> {
            let words = words.as_array().unwrap().iter();
            words
                .map(|word| word.as_str().unwrap().to_owned())
                .collect()
        };
        if let Some(known) = schema.get("enum") {
            assert_eq!(
                words(known),
                listed(&text, &format!("'{key}' is one of ")),
                "{table}"
            );
            count += 1;
        } else if problems(&text).iter().any(|(code, ..)| *code == "bad-word") {
            panic!("the schema of {table} does not know the words of {key}");
        }
        if (table.as_str(), key) == ("event", "kind") {
            let mut known = words(&schema["anyOf"][0]["enum"]);
            // The scenario has a kind of its own.
            known.insert("surrender".to_owned());
            assert_eq!(known, listed(&text, "or use one of "));
        }
    }
    assert_eq!(count, 13);
    let codes: BTreeSet<String> = lints::ALL.iter().map(|lint| lint.code.to_owned()).collect();
    let allow = definition(&at(&schema, "event/allow")["$ref"]);
    assert_eq!(keys(&allow), codes);
}

#[test]
fn every_key_is_described() {
    let schema = the_schema();
    let tables: BTreeSet<String> = lines().into_iter().map(|(table, ..)| table).collect();
    let tables = tables.iter().filter(|table| *table != "scenario/allow");
    let allow = definition(&"#/definitions/allow".into());
    for table in tables.map(|table| at(&schema, table)).chain([&allow]) {
        for (key, inner) in table["properties"].as_object().unwrap() {
            let about = inner["description"].as_str().unwrap_or_default();
            assert!(about.len() > 2 && !about.contains("  "), "{key}: {about:?}");
        }
    }
}

/// A value of TOML as a validator sees it, dates as texts.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            let entries = table.iter();
            Value::Object(
                entries
                    .map(|(key, value)| (key.clone(), as_json(value)))
                    .collect(),
            )
        }
        other => serde_json::to_value(other).unwrap(),
    }
}

/// What of a value a schema does not allow, of the keywords that ours has.
fn faults(schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, what) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "properties" => {
                for (key, its) in what.as_object().unwrap() {
                    let value = value.get(key).into_iter();
                    let path = format!("{path}/{key}");
                    found.extend(value.flat_map(|value| faults(its, value, &path)));
                }
            }
            "items" => {
                let items = value.as_array().into_iter().flatten();
                found.extend(items.flat_map(|item| faults(what, item, path)));
            }
            "additionalProperties" => {
                assert_eq!(what, false);
                let keys = value.as_object().into_iter().flat_map(|table| table.keys());
                let unknown = keys.filter(|key| schema["properties"].get(key).is_none());
                found.extend(unknown.map(|key| format!("{path}: {key}")));
            }
            "required" => {
                let keys = what.as_array().unwrap().iter();
                let missing = keys.filter(|key| value.get(key.as_str().unwrap()).is_none());
                found.extend(missing.map(|key| format!("{path}: {key}")));
            }
            "$ref" => found.extend(faults(&definition(what), value, path)),
            _ if !holds(keyword, what, value) => found.push(format!("{path}: {what}")),
            _ => {}
        }
    }
    found
}

/// Whether a value is as one keyword wants it.
fn holds(keyword: &str, what: &Value, value: &Value) -> bool {
    let text = value.as_str();
    let length = text.map(|text| text.chars().count() as u64);
    match keyword {
        "type" => match what.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64(),
            "number" => value.is_number(),
            other => panic!("{other} is no type"),
        },
        "enum" => what.as_array().unwrap().contains(value),
        "const" => what == value,
        "minimum" => value.as_i64() >= what.as_i64(),
        "maximum" => value.as_i64() <= what.as_i64(),
        "minLength" => length >= what.as_u64(),
        "maxLength" => length <= what.as_u64(),
        "pattern" => {
            assert_eq!(what, ID_PATTERN);
            text.and_then(Id::parse).is_some()
        }
        "anyOf" => {
            let mut ways = what.as_array().unwrap().iter();
            ways.any(|way| faults(way, value, "").is_empty())
        }
        "$schema" | "title" | "description" | "format" | "definitions" | "x-tombi-toml-version" => {
            true
        }
        other => panic!("{other} is not looked at"),
    }
}

fn faults_of(text: &str) -> Vec<String> {
    let table: toml::Table = text.parse().unwrap();
    faults(&the_schema(), &as_json(&toml::Value::Table(table)), "")
}

#[test]
fn shipped_scenarios_have_the_form_of_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for entry in fs::read_dir(root.join("scenarios")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "toml") {
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.starts_with("#:schema ./scenario.schema.json\n"));
            assert_eq!(faults_of(&text), [""; 0], "{}", path.display());
            count += 1;
        }
    }
    assert_eq!(count, 2);
    assert_eq!(faults_of(EVERYTHING), [""; 0]);
}

#[test]
fn what_is_mistyped_does_not_have_the_form_of_the_schema() {
    for (old, new) in [
        ("headline =", "headlin ="),
        ("\"about\"", "\"abuot\""),
        ("party = \"red\"", "party = \"Red\""),
        ("credibility = 2", "credibility = 7"),
        ("value = 1", "value = \"1\""),
        ("major = true", "major = \"true\""),
        ("letter = \"R\"", "letter = \"Rd\""),
        ("at = 2021-01-02", "at = 2021"),
        ("kind = \"control\"", "kind = \"Control\""),
        ("no-source = \"made up\"", "no-sources = \"made up\""),
        ("no-source = \"made up\"", "no-source = \"\""),
        ("format = 1", "format = 2"),
        ("[[mark]]", "[[marks]]"),
        ("days = [2021-01-01, 2021-01-31]", ""),
    ] {
        assert!(EVERYTHING.contains(old), "{old}");
        assert!(
            !faults_of(&EVERYTHING.replacen(old, new, 1)).is_empty(),
            "{new}"
        );
    }
}
