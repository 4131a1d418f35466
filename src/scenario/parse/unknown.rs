//! Reports and removes the unknown keys of a table, so that they hide no other problem.
//!
//! `parse` calls it before serde sees a table. A key that resembles a missing one takes its place, so that a misspelt
//! key is not reported as missing too. Problems are worded in `explain`.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

use crate::scenario::explain::{self, Misshape};
use crate::scenario::names::find_nearest;
use crate::scenario::shape::{FieldType, TableKey};

/// Removes unknown keys from a table and the tables inside it, and explains each.
pub(super) fn remove_unknown(
    value: &mut DeValue<'_>,
    form: &'static FieldType,
    name: &str,
) -> Vec<Misshape> {
    let mut reported = Vec::new();
    check_keys(value, form, name, &mut reported);
    reported
}

fn check_keys(
    value: &mut DeValue<'_>,
    form: &'static FieldType,
    name: &str,
    reported: &mut Vec<Misshape>,
) {
    match (value, form) {
        (DeValue::Array(items), FieldType::List(FieldType::Table(_, keys))) => {
            for item in items.iter_mut() {
                check_table_keys(item.get_mut(), keys, name, reported);
            }
        }
        (value, FieldType::Table(_, keys)) => check_table_keys(value, keys, name, reported),
        _ => {}
    }
}

fn check_table_keys(
    value: &mut DeValue<'_>,
    keys: &'static [TableKey],
    name: &str,
    reported: &mut Vec<Misshape>,
) {
    let DeValue::Table(table) = value else {
        return;
    };
    let mut strange = Vec::new();
    for (key, value) in table.iter_mut() {
        match keys.iter().find(|known| known.name == key.get_ref()) {
            Some(known) => check_keys(value.get_mut(), known.form, name, reported),
            None => strange.push(key.clone()),
        }
    }
    for key in strange {
        let typed = key.get_ref().as_ref();
        let names = || keys.iter().map(|known| known.name);
        let intended = find_nearest(typed, names());
        reported.push(explain::unknown_key(
            typed,
            &names().collect::<Vec<&str>>(),
            (key.span(), intended),
            name,
        ));
        let value = table.remove(typed);
        let intended = keys.iter().find(|known| intended == Some(known.name));
        let Some((known, mut value)) = intended.zip(value) else {
            continue;
        };
        let stands_for_it = known.is_required || is_fitting(value.get_ref(), known.form);
        if stands_for_it && !table.contains_key(known.name) {
            check_keys(value.get_mut(), known.form, name, reported);
            table.insert(Spanned::new(key.span(), Cow::Borrowed(known.name)), value);
        }
    }
}

/// Returns whether a value has the type that a key takes.
fn is_fitting(value: &DeValue<'_>, form: &FieldType) -> bool {
    match value {
        DeValue::String(_) => matches!(
            form,
            FieldType::Text
                | FieldType::Filled
                | FieldType::Letter
                | FieldType::Pattern(_)
                | FieldType::Words(_)
                | FieldType::WordsOr(..)
                | FieldType::Moment
        ),
        DeValue::Datetime(_) => matches!(form, FieldType::Moment),
        DeValue::Integer(_) => {
            matches!(
                form,
                FieldType::Number | FieldType::Integer | FieldType::Between(..)
            )
        }
        DeValue::Float(_) => matches!(form, FieldType::Number),
        DeValue::Boolean(_) => matches!(form, FieldType::Boolean),
        DeValue::Array(_) => matches!(form, FieldType::List(_)),
        DeValue::Table(_) => matches!(form, FieldType::Table(..) | FieldType::Allow),
    }
}
