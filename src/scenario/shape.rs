//! The types of the keys of a scenario, as data for the schema.
//!
//! The types of `raw` declare them through [`SchemaShape`], so that an editor completes what the loader reads; `schema`
//! prints them as a JSON schema (draft-07). Nothing here reads a file or judges a value.

use toml::Spanned;

/// A type of a raw table's field, or a raw table.
pub(super) trait SchemaShape {
    /// True if the key is required.
    const IS_REQUIRED: bool = true;
    /// The type of value.
    const FORM: &'static FieldType;
}

/// The type of value that a key takes.
pub(super) enum FieldType {
    /// A text.
    Text,
    /// A text that is not empty.
    Filled,
    /// A text of one character.
    Letter,
    /// A text that this regular expression matches.
    Pattern(&'static str),
    /// One of these words.
    Words(&'static [&'static str]),
    /// A date, a time, or a text with a part of a day.
    Moment,
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// A whole number between two others.
    Between(i64, i64),
    /// A list of these.
    List(&'static Self),
    /// One of these words, or another text that this regular expression matches.
    WordsOr(&'static [&'static str], &'static str),
    /// A table of these keys and no others, with its description.
    Table(&'static str, &'static [TableKey]),
    /// Lints with reasons.
    Allow,
}

/// A key of a table.
pub(super) struct TableKey {
    pub(super) name: &'static str,
    /// The description in its declaration.
    pub(super) about: &'static str,
    pub(super) is_required: bool,
    pub(super) form: &'static FieldType,
}

impl TableKey {
    /// Makes the key of a field.
    pub(super) const fn from_field<T: SchemaShape>(
        name: &'static str,
        about: &'static str,
    ) -> Self {
        Self {
            name,
            about,
            is_required: T::IS_REQUIRED,
            form: T::FORM,
        }
    }
}

impl<T: SchemaShape> SchemaShape for Spanned<T> {
    const IS_REQUIRED: bool = T::IS_REQUIRED;
    const FORM: &'static FieldType = T::FORM;
}

impl<T: SchemaShape> SchemaShape for Option<T> {
    const IS_REQUIRED: bool = false;
    const FORM: &'static FieldType = T::FORM;
}

impl<T: SchemaShape> SchemaShape for Vec<T> {
    const FORM: &'static FieldType = &FieldType::List(T::FORM);
}

impl SchemaShape for bool {
    const FORM: &'static FieldType = &FieldType::Boolean;
}

impl SchemaShape for i64 {
    const FORM: &'static FieldType = &FieldType::Integer;
}

impl SchemaShape for f64 {
    const FORM: &'static FieldType = &FieldType::Number;
}

/// Returns the words of a table of words.
pub(super) const fn list_words<T: Copy, const N: usize>(
    table: &[(&'static str, T); N],
) -> [&'static str; N] {
    let mut words = [""; N];
    let mut row = 0;
    while row < N {
        words[row] = table[row].0;
        row += 1;
    }
    words
}
