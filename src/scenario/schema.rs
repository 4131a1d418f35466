//! The JSON schema (draft-07) of a scenario, for completion and hover text in editors.
//!
//! `dateline schema` prints it. It is generated from the raw tables, so that it has the keys and the words of the
//! loader. It must not judge a scenario.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::explain::{KNOWN, word_header};
use super::raw::{
    RawEvent, RawKind, RawMark, RawParty, RawPerson, RawPlace, RawScenario, RawSeries, RawSource,
};
use super::shape::{FieldType, SchemaShape, TableKey};
use super::validate::tables::FORMAT;
use crate::diagnostic::lints::{self, Lint};

/// The reference to the schema of `allow`.
const ALLOW: &str = "#/definitions/allow";

/// Returns the schema as text, with a line break at its end.
pub fn write_schema() -> String {
    // Nothing of it can fail to be written.
    let mut text = serde_json::to_string_pretty(&Whole).unwrap_or_default();
    text.push('\n');
    text
}

/// The schema of a whole file.
struct Whole;

impl Serialize for Whole {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let about = "Places, parties, sources and one log of events. A file that is included holds events and sources alone.";
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("$schema", "http://json-schema.org/draft-07/schema#")?;
        map.serialize_entry("title", "Dateline scenario")?;
        map.serialize_entry("description", about)?;
        map.serialize_entry("x-tombi-toml-version", "v1.0.0")?;
        map.serialize_entry("type", "object")?;
        map.serialize_entry("additionalProperties", &false)?;
        map.serialize_entry("properties", &Top)?;
        map.serialize_entry("definitions", &Definitions)?;
        map.end()
    }
}

/// The schema of the keys and tables at the top of a scenario.
struct Top;

impl Serialize for Top {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(KNOWN.iter().map(|name| (name, SchemaEntry(name))))
    }
}

/// The schema of one key or table at the top of a scenario.
struct SchemaEntry(&'static str);

impl Serialize for SchemaEntry {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let row = match self.0 {
            "format" => {
                let mut map = to.serialize_map(None)?;
                map.serialize_entry("description", "The version of this format.")?;
                map.serialize_entry("const", &FORMAT)?;
                return map.end();
            }
            "include" => {
                let about = "Files with more events and sources, inside this folder, such as august/*.toml.";
                return Described(&FieldType::List(&FieldType::Text), about).serialize(to);
            }
            "scenario" => return Described(RawScenario::FORM, "").serialize(to),
            "party" => RawParty::FORM,
            "place" => RawPlace::FORM,
            "person" => RawPerson::FORM,
            "source" => RawSource::FORM,
            "series" => RawSeries::FORM,
            "kind" => RawKind::FORM,
            "mark" => RawMark::FORM,
            _ => RawEvent::FORM,
        };
        let about = match row {
            FieldType::Table(about, _) => about.trim_ascii(),
            _ => "",
        };
        let about = format!("{} {about}", word_header(self.0));
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("description", &about)?;
        write_list(&mut map, row)?;
        map.end()
    }
}

/// The schema of a form, with the description of its key or its own.
struct Described<'f>(&'f FieldType, &'f str);

impl Serialize for Described<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(form, about) = self;
        let mut map = to.serialize_map(None)?;
        let about = match form {
            FieldType::Table(of_itself, _) if about.is_empty() => of_itself,
            _ => about,
        };
        if !about.is_empty() {
            map.serialize_entry("description", about.trim_ascii())?;
        }
        match form {
            FieldType::Text => map.serialize_entry("type", "string")?,
            FieldType::Filled => {
                map.serialize_entry("type", "string")?;
                map.serialize_entry("minLength", &1)?;
            }
            FieldType::Letter => {
                map.serialize_entry("type", "string")?;
                map.serialize_entry("minLength", &1)?;
                map.serialize_entry("maxLength", &1)?;
            }
            FieldType::Pattern(pattern) => {
                map.serialize_entry("type", "string")?;
                map.serialize_entry("pattern", pattern)?;
            }
            FieldType::Words(words) => {
                map.serialize_entry("type", "string")?;
                map.serialize_entry("enum", words)?;
            }
            FieldType::WordsOr(words, pattern) => {
                let ways = [&FieldType::Words(words), &FieldType::Pattern(pattern)];
                map.serialize_entry("anyOf", &ways.map(|form| Described(form, "")))?;
            }
            FieldType::Moment => map.serialize_entry("anyOf", &MOMENTS)?,
            FieldType::Boolean => map.serialize_entry("type", "boolean")?,
            FieldType::Number => map.serialize_entry("type", "number")?,
            FieldType::Integer => map.serialize_entry("type", "integer")?,
            FieldType::Between(least, greatest) => {
                map.serialize_entry("type", "integer")?;
                map.serialize_entry("minimum", least)?;
                map.serialize_entry("maximum", greatest)?;
            }
            FieldType::List(items) => write_list(&mut map, items)?,
            FieldType::Table(_, keys) => write_table(&mut map, keys)?,
            FieldType::Allow => map.serialize_entry("$ref", ALLOW)?,
        }
        map.end()
    }
}

fn write_list<M: SerializeMap>(map: &mut M, items: &FieldType) -> Result<(), M::Error> {
    map.serialize_entry("type", "array")?;
    map.serialize_entry("items", &Described(items, ""))
}

fn write_table<M: SerializeMap>(map: &mut M, keys: &[TableKey]) -> Result<(), M::Error> {
    let required = keys.iter().filter(|key| key.is_required);
    let required: Vec<&str> = required.map(|key| key.name).collect();
    map.serialize_entry("type", "object")?;
    map.serialize_entry("additionalProperties", &false)?;
    if !required.is_empty() {
        map.serialize_entry("required", &required)?;
    }
    map.serialize_entry("properties", &Properties(keys))
}

/// The schema of a table's keys.
struct Properties<'k>(&'k [TableKey]);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let keys = self.0.iter();
        to.collect_map(keys.map(|key| (key.name, Described(key.form, key.about))))
    }
}

/// The schema of a text with a format: Tombi takes TOML dates and times for texts with one of the first three.
struct Formatted(Option<&'static str>);

const MOMENTS: [Formatted; 4] = [
    Formatted(Some("date")),
    Formatted(Some("date-time")),
    Formatted(Some("date-time-local")),
    Formatted(None),
];

impl Serialize for Formatted {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let format = self.0.map(|format| ("format", format));
        to.collect_map([("type", "string")].into_iter().chain(format))
    }
}

/// The definitions that several schemas refer to.
struct Definitions;

impl Serialize for Definitions {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map([("allow", AllowSchema)])
    }
}

/// The schema of `allow`: every lint by its code, with a reason.
struct AllowSchema;

impl Serialize for AllowSchema {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let about = "Lints of dateline check that are allowed in this table, each with the reason.";
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("description", about)?;
        map.serialize_entry("type", "object")?;
        map.serialize_entry("additionalProperties", &false)?;
        map.serialize_entry("properties", &Codes(lints::ALL))?;
        map.end()
    }
}

/// The codes of the lints.
struct Codes(&'static [Lint]);

impl Serialize for Codes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let lints = self.0.iter();
        to.collect_map(lints.map(|lint| (lint.code, Described(&FieldType::Filled, lint.what))))
    }
}
