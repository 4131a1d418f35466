//! The JSON schema (draft-07) of a scenario, for completion and hover text in editors.
//!
//! `dateline schema` prints it. It is put together from what the raw tables say of themselves, so that
//! it has the keys and the words of the loader. It must not judge a scenario.

use serde_json::{Map, Value, json};

use super::explain::{KNOWN, header};
use super::raw::value::allow;
use super::raw::{
    RawEvent, RawKind, RawMark, RawParty, RawPerson, RawPlace, RawScenario, RawSeries, RawSource,
};
use super::shape::{Shape, described, list};
use super::validate::tables::FORMAT;

/// The schema as text, with a line break at its end.
pub fn text() -> String {
    let keys: Map<String, Value> = KNOWN
        .iter()
        .map(|name| ((*name).to_owned(), key(name)))
        .collect();
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Dateline scenario",
        "description": "Places, parties, sources and one log of events. A file that is included holds events and sources alone.",
        "x-tombi-toml-version": "v1.0.0",
        "type": "object",
        "additionalProperties": false,
        "properties": keys,
        "definitions": { "allow": allow() },
    });
    format!("{schema:#}\n")
}

/// What stands at the top of a scenario under a name.
fn key(name: &str) -> Value {
    let row = match name {
        "format" => {
            let about = "The version of this format.";
            return described(json!({ "type": "integer", "const": FORMAT }), about);
        }
        "include" => {
            let about =
                "Files with more events and sources, inside this folder, such as august/*.toml.";
            return described(list(&json!({ "type": "string" })), about);
        }
        "scenario" => return RawScenario::schema(),
        "party" => RawParty::schema(),
        "place" => RawPlace::schema(),
        "person" => RawPerson::schema(),
        "source" => RawSource::schema(),
        "series" => RawSeries::schema(),
        "kind" => RawKind::schema(),
        "mark" => RawMark::schema(),
        _ => RawEvent::schema(),
    };
    let about = row.get("description").and_then(Value::as_str);
    let about = about.map(|about| format!("{} {about}", header(name)));
    described(list(&row), &about.unwrap_or_default())
}
