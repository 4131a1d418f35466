//! What may stand in a scenario, as a JSON schema says it (draft-07).
//!
//! The types of `raw` say it of themselves through [`Shape`], so that an editor completes what the
//! loader reads; `schema` puts the whole together. Nothing here reads a file or judges a value.

use serde_json::{Map, Value, json};
use toml::Spanned;

/// A type of a raw table's field, or a raw table.
pub(super) trait Shape {
    /// Whether the key must stand in its table.
    const IS_REQUIRED: bool = true;

    /// The schema of what stands there.
    fn schema() -> Value;
}

impl<T: Shape> Shape for Spanned<T> {
    const IS_REQUIRED: bool = T::IS_REQUIRED;

    fn schema() -> Value {
        T::schema()
    }
}

impl<T: Shape> Shape for Option<T> {
    const IS_REQUIRED: bool = false;

    fn schema() -> Value {
        T::schema()
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn schema() -> Value {
        list(&T::schema())
    }
}

impl Shape for bool {
    fn schema() -> Value {
        json!({ "type": "boolean" })
    }
}

impl Shape for i64 {
    fn schema() -> Value {
        json!({ "type": "integer" })
    }
}

impl Shape for f64 {
    fn schema() -> Value {
        json!({ "type": "number" })
    }
}

/// A list of things of one schema.
pub(super) fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// A schema with what an editor shows when the pointer rests on its key.
pub(super) fn described(schema: Value, about: &str) -> Value {
    let Value::Object(mut schema) = schema else {
        return schema;
    };
    schema.insert("description".to_owned(), about.trim().into());
    Value::Object(schema)
}

/// A key of a table.
pub(super) struct Key {
    name: &'static str,
    schema: Value,
    is_required: bool,
}

impl Key {
    /// The key of a field, with what its declaration says of it.
    pub(super) fn of<T: Shape>(name: &'static str, about: &str) -> Self {
        Self {
            name,
            schema: described(T::schema(), about),
            is_required: T::IS_REQUIRED,
        }
    }
}

/// A table that has these keys and no others.
pub(super) fn table(keys: Vec<Key>) -> Value {
    let required: Vec<&str> = keys
        .iter()
        .filter(|key| key.is_required)
        .map(|key| key.name)
        .collect();
    let mut table = json!({ "type": "object", "additionalProperties": false });
    if !required.is_empty() {
        table["required"] = required.into();
    }
    let properties: Map<String, Value> = keys
        .into_iter()
        .map(|key| (key.name.to_owned(), key.schema))
        .collect();
    table["properties"] = properties.into();
    table
}
