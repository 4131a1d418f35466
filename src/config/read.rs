//! Reads the text of a configuration file into values, and reports every error in it.
//!
//! Called by the parent module. Syntax errors are worded as for scenarios; no value is ever taken for another.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{KEYS, SettingForm, SettingKey, Value};
use crate::diagnostic::{Problem, Span};
use crate::model::clocks::PreferredZone;
use crate::scenario::names::find_nearest;
use crate::scenario::syntax;
use crate::text::quote_text;

/// Returns the values of a file by key, and every problem found in it.
pub(super) fn read_values(text: &str) -> (BTreeMap<&'static str, Value>, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut problems: Vec<Problem> = errors
        .iter()
        .map(|error| {
            let (range, message, help) = syntax::explain_error(error, text);
            Problem::new_error("syntax", make_span(range), message).with_help(help)
        })
        .collect();
    let mut values = BTreeMap::new();
    if !problems.is_empty() {
        // What the parser makes of a text with errors is not what was written.
        return (values, problems);
    }
    for (name, value) in table.get_ref() {
        let typed = name.get_ref().as_ref();
        let Some(key) = KEYS.iter().find(|key| key.name == typed) else {
            problems.push(report_unknown_key(typed, make_span(name.span()), value));
            continue;
        };
        match read(key, value) {
            Some(value) => {
                values.insert(key.name, value);
            }
            None => problems.push(report_misfit(key, value, text)),
        }
    }
    (values, problems)
}

/// Makes a span in the only file.
fn make_span(range: Range<usize>) -> Span {
    Span {
        file: 0,
        start: range.start,
        end: range.end,
    }
}

fn report_unknown_key(typed: &str, at: Span, value: &Spanned<DeValue<'_>>) -> Problem {
    let what = if value.get_ref().is_table() {
        "table"
    } else {
        "key"
    };
    let names = || KEYS.iter().map(|key| key.name);
    let help = find_nearest(typed, names()).map_or_else(
        || format!("the keys are {}", names().collect::<Vec<_>>().join(", ")),
        |known| format!("did you mean '{known}'?"),
    );
    let message = format!("unknown {what} '{}' in a configuration", quote_text(typed));
    Problem::new_error("unknown-key", at, message).with_help(help)
}

fn read(key: &SettingKey, value: &Spanned<DeValue<'_>>) -> Option<Value> {
    match (key.form, value.get_ref()) {
        (SettingForm::Words(words), DeValue::String(typed)) => {
            let word = words.iter().find(|word| **word == typed.as_ref());
            word.map(|word| Value::Word(word))
        }
        (SettingForm::Flag, DeValue::Boolean(flag)) => Some(Value::Flag(*flag)),
        (SettingForm::Zone, DeValue::String(typed)) => PreferredZone::parse(typed).map(Value::Zone),
        _ => None,
    }
}

/// Reports a value that the key cannot take.
fn report_misfit(key: &SettingKey, value: &Spanned<DeValue<'_>>, text: &str) -> Problem {
    let at = value.span();
    let written = text.get(at.clone()).unwrap_or_default();
    let written = written.lines().next().unwrap_or_default();
    let typed = match value.get_ref() {
        DeValue::String(typed) => Some(typed.as_ref()),
        _ => None,
    };
    let near = typed.and_then(|typed| match key.form {
        SettingForm::Words(words) => find_nearest(typed, words.iter().copied()),
        SettingForm::Zone => find_nearest(typed, PreferredZone::list_names()),
        SettingForm::Flag => None,
    });
    let help = match (near, typed, key.form) {
        (Some(known), ..) => format!("did you mean \"{known}\"?"),
        (None, Some("true" | "false"), SettingForm::Flag) => {
            "write true or false, without quotes".to_owned()
        }
        (None, _, SettingForm::Flag) => "write true or false".to_owned(),
        _ => format!("write one of {}", key.list_values()),
    };
    let message = if value.get_ref().is_table() {
        let what = match key.form {
            SettingForm::Words(_) | SettingForm::Zone => "a word",
            SettingForm::Flag => "true or false",
        };
        format!("'{}' must be {what}, not a table", key.name)
    } else {
        format!("'{}' cannot be {}", key.name, quote_text(written))
    };
    Problem::new_error("bad-value", make_span(at), message).with_help(help)
}
