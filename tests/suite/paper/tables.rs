//! Tables of the log as CSV, JSON and NDJSON, and places as `GeoJSON`: they parse back and say the same.

use dateline::export::table::{self, ExportTable, LogExtent};
use dateline::export::{csv, geojson, ndjson};
use dateline::model::scenario::Scenario;
use dateline::snapshot::filter::{self, Filter};
use dateline::snapshot::filtered_log::FilteredLog;
use dateline::snapshot::visibility;
use serde_json::Value;

use super::everything;
use crate::support::{cursor_of, flagship, logged, scenario};

/// A log written as `at` or `at since moment`, where `at` is a cursor; the whole log for `all`.
pub(super) fn log_of<'s>(scenario: &'s Scenario, what: &str) -> LogExtent<'s> {
    let (at, since) = what
        .split_once(" since ")
        .map_or((what, None), |(at, since)| (at, Some(since)));
    // All of it is up to the end of what the cursor's audience may see.
    let (is_all, at) = match at.strip_prefix("all") {
        Some(rest) => (true, format!("2021-01-01{rest}")),
        None => (false, at.to_owned()),
    };
    let mut cursor = cursor_of(scenario, &at);
    if is_all {
        cursor.as_of = visibility::end_of_log(scenario, &cursor);
    }
    LogExtent {
        scenario,
        cursor,
        since: since.map(|since| cursor_of(scenario, since).as_of),
        retained: None,
    }
}

pub(super) fn as_csv(log: &LogExtent<'_>, table: ExportTable) -> String {
    let mut out = Vec::new();
    csv::write(log, table, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

pub(super) fn as_lines(log: &LogExtent<'_>, table: ExportTable) -> String {
    let mut out = Vec::new();
    ndjson::write_lines(log, table, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

pub(super) fn as_geojson(log: &LogExtent<'_>) -> String {
    let mut out = Vec::new();
    geojson::write(log, &[], &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn as_array(log: &LogExtent<'_>, table: ExportTable) -> Value {
    let mut out = Vec::new();
    ndjson::write_array(log, table, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// What a CSV reader gives back: the header, then the rows.
fn read(text: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

/// A JSON value as its CSV field is to be.
fn field(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::Bool(flag) => return flag.to_string(),
        Value::Number(number) => return number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            let texts: Vec<&str> = list.iter().map(|item| item.as_str().unwrap()).collect();
            let is_said = texts.iter().any(|text| text.contains(": "));
            texts.join(if is_said { "\n" } else { ";" })
        }
        Value::Object(_) => panic!("no cell is an object"),
    };
    let is_formula = text.starts_with(['=', '+', '-', '@']);
    if is_formula { format!("'{text}") } else { text }
}

const CURSORS: [&str; 5] = [
    "all",
    "2021-01-10",
    "2021-01-10 12:00 | then",
    "all since 2021-01-09",
    "2021-01-01 | then",
];

#[test]
fn every_form_of_a_table_parses_back_and_says_the_same() {
    let small = everything();
    for (scenario, cursors) in [
        (&small, CURSORS.as_slice()),
        (
            flagship(),
            &["all", "2021-08-13 | then", "2021-08-13 since 2021-08-12"],
        ),
    ] {
        for what in cursors {
            let log = log_of(scenario, what);
            for (word, table) in ExportTable::WORDS {
                let rows = read(&as_csv(&log, table));
                let names = table::column_names(table);
                assert_eq!(rows[0], names, "{word} {what}");
                let objects: Vec<Value> = as_lines(&log, table)
                    .lines()
                    .map(|line| serde_json::from_str(line).unwrap())
                    .collect();
                assert_eq!(
                    as_array(&log, table),
                    Value::Array(objects.clone()),
                    "{word} {what}"
                );
                assert_eq!(rows.len() - 1, objects.len(), "{word} {what}");
                for (row, object) in rows[1..].iter().zip(&objects) {
                    let object = object.as_object().unwrap();
                    assert_eq!(object.len(), names.len());
                    let fields: Vec<String> =
                        names.iter().map(|name| field(&object[*name])).collect();
                    assert_eq!(*row, fields, "{word} {what}");
                }
            }
        }
    }
}

#[test]
fn keys_of_objects_stand_in_the_order_of_the_columns() {
    let small = everything();
    let log = log_of(&small, "all");
    for (word, table) in ExportTable::WORDS {
        let lines = as_lines(&log, table);
        let line = lines.lines().next().unwrap();
        let places: Vec<usize> = table::column_names(table)
            .iter()
            .map(|name| line.find(&format!("\"{name}\":")).unwrap())
            .collect();
        assert!(places.is_sorted(), "{word}: {line}");
    }
}

/// The ids in one column of a table.
fn column(log: &LogExtent<'_>, table: ExportTable, name: &str) -> String {
    let array = as_array(log, table);
    let cells = array
        .as_array()
        .unwrap()
        .iter()
        .map(|row| field(&row[name]));
    cells.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(scenario: &Scenario, what: &str, table: ExportTable, name: &str, expect: &str) {
    assert_eq!(
        column(&log_of(scenario, what), table, name),
        expect,
        "{what}"
    );
}

#[test]
fn a_table_is_the_whole_log_unless_a_moment_says_otherwise() {
    let scenario = logged(&[
        "a @ 2021-01-02 | claim party = 'red' | figure value = 1",
        "b @ 2021-01-03 ~ 2021-01-20 | figure value = 2",
        "c @ 2021-01-10 | figure value = 3",
        "late @ 2021-05-01 | figure value = 4",
    ]);
    check(&scenario, "all", ExportTable::Events, "id", "a b c late");
    check(&scenario, "2021-01-10", ExportTable::Events, "id", "a b c");
    check(
        &scenario,
        "2021-01-10 | then",
        ExportTable::Events,
        "id",
        "a c",
    );
    // News since a moment is what happened after it and what was recorded after it.
    check(
        &scenario,
        "all since 2021-01-05",
        ExportTable::Events,
        "id",
        "b c late",
    );
    check(
        &scenario,
        "all since 2021-01-05",
        ExportTable::Figures,
        "value",
        "2 3 4",
    );
    check(
        &scenario,
        "all",
        ExportTable::Figures,
        "in_force",
        "false false false true",
    );
    check(
        &scenario,
        "2021-01-10",
        ExportTable::Figures,
        "in_force",
        "false false true",
    );
    check(
        &scenario,
        "all since 2021-01-05",
        ExportTable::Places,
        "id",
        "",
    );
    check(
        &scenario,
        "all since 2021-01-01",
        ExportTable::Places,
        "id",
        "north",
    );
}

#[test]
fn the_end_of_a_series_is_a_row_of_figures() {
    let small = logged(&[
        "a @ 2021-01-02 | figure value = 5, status = 'in-place', until = 2021-01-09 | set sources = ['plain']",
        "b @ 2021-01-04 | figure ends = true, status = 'in-place', note = 'the last flight' | set sources = ['good']",
    ]);
    let rows = |what: &str, name: &str, expect: &str| {
        check(&small, what, ExportTable::Figures, name, expect);
    };
    rows("2021-01-03", "ends", "false");
    rows("2021-01-03", "in_force", "true");
    rows("all", "ends", "false true");
    rows("all", "in_force", "false false");
    rows("all", "value", "5 ");
    rows("all", "status", "in-place in-place");
    rows("all", "note", " the last flight");
    rows("all", "until", "2021-01-09 ");
    rows("all", "at", "2021-01-02 2021-01-04");
    rows("all", "sources", "plain good");
    rows("2021-01-04 since 2021-01-03", "ends", "true");
    for (typed, expect) in [
        ("source good", "true"),
        ("source plain", "false"),
        ("text flight", "true"),
    ] {
        check_kept(&small, typed, ExportTable::Figures, "ends", expect);
    }
}

#[test]
fn a_correction_stands_for_what_it_corrects() {
    let small = everything();
    check(
        &small,
        "all",
        ExportTable::Figures,
        "value",
        "500 0 45  3 600",
    );
    check(
        &small,
        "2021-01-09 | then",
        ExportTable::Figures,
        "value",
        "500 0 40",
    );
    let log = log_of(&small, "all");
    let corrects = column(&log, ExportTable::Events, "corrects");
    assert_eq!(corrects.trim(), "first-count");
    assert!(column(&log, ExportTable::Events, "reason").contains("left out the children"));
}

#[test]
fn only_sources_that_something_names_are_listed() {
    let scenario = logged(&["a @ 2021-01-02 | set sources = ['good']"]);
    check(&scenario, "all", ExportTable::Sources, "id", "good");
    check(&scenario, "2021-01-01", ExportTable::Sources, "id", "");
}

#[test]
fn geojson_has_a_point_at_each_seat_and_null_without_one() {
    let place = "[[place]]\nid = 'far'\nname = 'Far'\ncapital = { name = 'Farton', lat = -3.5, lon = -65.25 }\nholder = 'red'\n";
    let event = "[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\n";
    let scenario = scenario(&format!("{place}{event}"));
    let value: Value = serde_json::from_str(&as_geojson(&log_of(&scenario, "2021-01-02"))).unwrap();
    let features = value["features"].as_array().unwrap();
    assert_eq!(
        (value["type"].as_str(), features.len()),
        (Some("FeatureCollection"), 5)
    );
    let far = &features[4];
    assert_eq!(
        far["geometry"]["coordinates"],
        serde_json::json!([-65.25, -3.5])
    );
    assert_eq!(far["properties"]["holder"], "red");
    assert!(features[0]["geometry"].is_null());
    let rows = as_array(&log_of(&scenario, "2021-01-02"), ExportTable::Places);
    assert_eq!(rows[4], far["properties"]);
}

#[test]
fn tables_without_rows_are_whole() {
    let scenario = logged(&["a @ 2021-01-02"]);
    let log = log_of(&scenario, "2021-01-01");
    assert_eq!(as_csv(&log, ExportTable::Claims).lines().count(), 1);
    assert_eq!(as_lines(&log, ExportTable::Claims), "");
    assert_eq!(as_array(&log, ExportTable::Claims), serde_json::json!([]));
    let none = log_of(&scenario, "2021-01-01 since 2021-01-01");
    let value: Value = serde_json::from_str(&as_geojson(&none)).unwrap();
    assert_eq!(value["features"], serde_json::json!([]));
}

#[test]
fn whole_tables_of_a_small_scenario() {
    let small = everything();
    let log = log_of(&small, "2021-01-10");
    for (word, table) in ExportTable::WORDS {
        insta::assert_snapshot!(format!("table_{word}"), as_csv(&log, table));
    }
    insta::assert_snapshot!("table_claims_lines", as_lines(&log, ExportTable::Claims));
    insta::assert_snapshot!("places_geojson", as_geojson(&log));
}

#[test]
fn places_of_the_flagship_day() {
    let log = log_of(flagship(), "2021-08-13");
    insta::assert_snapshot!("flagship_places", as_csv(&log, ExportTable::Places));
    let figures = log_of(flagship(), "2021-08-13 since 2021-08-12");
    insta::assert_snapshot!("flagship_figures", as_csv(&figures, ExportTable::Figures));
}

/// What a filter keeps of the whole log, by the ids in a column.
#[track_caller]
fn check_kept(scenario: &Scenario, typed: &str, table: ExportTable, name: &str, expect: &str) {
    let moment = |text: &str| Ok((cursor_of(scenario, text).as_of, text.to_owned()));
    let conditions = filter::read(typed, scenario, &moment).unwrap();
    let log = log_of(scenario, "all");
    let snapshot = dateline::snapshot::at(scenario, log.cursor);
    let kept = FilteredLog::from_filter(&snapshot, &Filter::from_conditions(&conditions, scenario));
    let log = LogExtent {
        retained: Some(&kept),
        ..log
    };
    assert_eq!(column(&log, table, name), expect, "{typed} {name}");
}

#[test]
fn a_filter_keeps_of_each_table_what_it_concerns() {
    let scenario = logged(&[
        "a @ 2021-01-02 | claim place = 'north', party = 'red' | figure value = 1 | figure value = 7, sources = ['plain']",
        "b @ 2021-01-03 | claim place = 'south', party = 'red', sources = ['plain'] | figure value = 2",
        "c @ 2021-01-10 | claim place = 'west', party = 'green' | claim place = 'south', party = 'blue'",
    ]);
    let check = |typed, table, name, expect| check_kept(&scenario, typed, table, name, expect);
    check("place north", ExportTable::Places, "id", "north");
    check("place north", ExportTable::Events, "id", "a");
    check("place north", ExportTable::Claims, "place", "north");
    check("place north", ExportTable::Figures, "value", "1 7");
    // A claim is about its own place, its event about both.
    check("place south", ExportTable::Events, "id", "b c");
    check("place south", ExportTable::Claims, "event", "b c");
    check(
        "region lower",
        ExportTable::Claims,
        "place",
        "south west south",
    );
    check("party green", ExportTable::Claims, "place", "west");
    check("party green", ExportTable::Events, "id", "c");
    check("source plain", ExportTable::Claims, "event", "b");
    check("source plain", ExportTable::Figures, "value", "7");
    check("source plain", ExportTable::Sources, "id", "plain");
    check("place north", ExportTable::Sources, "id", "plain");
    check("since 2021-01-02", ExportTable::Claims, "event", "a b c c");
    check("since 2021-01-03", ExportTable::Claims, "event", "b c c");
    check("text west", ExportTable::Claims, "place", "west");
    check("place north; party green", ExportTable::Claims, "place", "");
    check("place north; party green", ExportTable::Sources, "id", "");
}
