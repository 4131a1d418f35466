//! Reads the moments of a table as they were typed, whether as TOML dates or as texts.
//!
//! `parse` calls it before a table is read; the meaning of a moment is judged in `validate`.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

/// The keys whose values are moments.
const MOMENTS: [&str; 9] = [
    "at",
    "recorded_at",
    "on",
    "published",
    "since",
    "days",
    "opens_at",
    "until",
    "embargoed_until",
];

/// Replaces TOML dates by their text, so that all moments are read in one way.
pub(super) fn as_typed<'i>(table: &mut DeValue<'i>, text: &'i str) {
    let DeValue::Table(table) = table else {
        return;
    };
    for (key, value) in table.iter_mut() {
        let is_moment = MOMENTS.contains(&key.get_ref().as_ref());
        if is_moment {
            one_as_typed(value, text);
        }
        if let DeValue::Array(items) = value.get_mut() {
            for item in items.iter_mut() {
                if is_moment {
                    one_as_typed(item, text);
                }
                as_typed(item.get_mut(), text);
            }
        }
    }
}

fn one_as_typed<'i>(value: &mut Spanned<DeValue<'i>>, text: &'i str) {
    if let (DeValue::Datetime(_), Some(typed)) = (value.get_ref(), text.get(value.span())) {
        *value.get_mut() = DeValue::String(Cow::Borrowed(typed));
    }
}
