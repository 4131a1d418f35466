//! Reports and removes the unknown keys of a table, so that they hide no other problem.
//!
//! `parse` calls it before serde sees a table. A key that resembles a missing one takes its place, so that a misspelt
//! key is not reported as missing too. Problems are worded in `explain`.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

use crate::scenario::explain::{self, Misshape};
use crate::scenario::names::nearest;
use crate::scenario::shape::{Form, Key};

/// Removes unknown keys from a table and the tables inside it, and explains each.
pub(super) fn take(value: &mut DeValue<'_>, form: &'static Form, name: &str) -> Vec<Misshape> {
    let mut told = Vec::new();
    look(value, form, name, &mut told);
    told
}

fn look(value: &mut DeValue<'_>, form: &'static Form, name: &str, told: &mut Vec<Misshape>) {
    match (value, form) {
        (DeValue::Array(items), Form::List(Form::Table(_, keys))) => {
            for item in items.iter_mut() {
                table(item.get_mut(), keys, name, told);
            }
        }
        (value, Form::Table(_, keys)) => table(value, keys, name, told),
        _ => {}
    }
}

fn table(value: &mut DeValue<'_>, keys: &'static [Key], name: &str, told: &mut Vec<Misshape>) {
    let DeValue::Table(table) = value else {
        return;
    };
    let mut strange = Vec::new();
    for (key, value) in table.iter_mut() {
        match keys.iter().find(|known| known.name == key.get_ref()) {
            Some(known) => look(value.get_mut(), known.form, name, told),
            None => strange.push(key.clone()),
        }
    }
    for key in strange {
        let typed = key.get_ref().as_ref();
        let names = || keys.iter().map(|known| known.name);
        let meant = nearest(typed, names());
        told.push(explain::unknown_key(
            typed,
            &names().collect::<Vec<&str>>(),
            (key.span(), meant),
            name,
        ));
        let value = table.remove(typed);
        let meant = keys.iter().find(|known| meant == Some(known.name));
        let Some((known, mut value)) = meant.zip(value) else {
            continue;
        };
        let stands_for_it = known.is_required || fits(value.get_ref(), known.form);
        if stands_for_it && !table.contains_key(known.name) {
            look(value.get_mut(), known.form, name, told);
            table.insert(Spanned::new(key.span(), Cow::Borrowed(known.name)), value);
        }
    }
}

/// Returns whether a value has the type that a key takes.
fn fits(value: &DeValue<'_>, form: &Form) -> bool {
    match value {
        DeValue::String(_) => matches!(
            form,
            Form::Text
                | Form::Filled
                | Form::Letter
                | Form::Pattern(_)
                | Form::Words(_)
                | Form::WordsOr(..)
                | Form::Moment
        ),
        DeValue::Datetime(_) => matches!(form, Form::Moment),
        DeValue::Integer(_) => {
            matches!(form, Form::Number | Form::Integer | Form::Between(..))
        }
        DeValue::Float(_) => matches!(form, Form::Number),
        DeValue::Boolean(_) => matches!(form, Form::Boolean),
        DeValue::Array(_) => matches!(form, Form::List(_)),
        DeValue::Table(_) => matches!(form, Form::Table(..) | Form::Allow),
    }
}
