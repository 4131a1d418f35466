//! The values of raw tables: texts of several kinds, moments, digits, and allowed lints with their reasons.
//!
//! `raw` gives its fields these types, so that each field declares its values for serde, for `validate` and for
//! editors. Whether a value makes sense is judged in `validate`.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use toml::Spanned;

use crate::model::claim::{Basis, Status};
use crate::model::event::{CorrectionKind, PubStatus};
use crate::model::figure::{ForceStatus, Group, Measure, Qualifier};
use crate::model::grade::Reliability;
use crate::model::id::ID_PATTERN;
use crate::model::scenario::USUAL_KINDS;
use crate::model::statement::{Confidence, Likelihood};
use crate::scenario::shape::{FieldType, SchemaShape, list_words};

/// A kind of text, which decides its schema.
pub(in crate::scenario) trait TextKind {
    /// The schema of such a text.
    const FORM: &'static FieldType;
}

/// A text of one line.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum TextLine {}

/// A text of one line or several.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum TextBlock {}

/// The keys whose texts may have several lines, for code that does not know the table.
pub(in crate::scenario) const BLOCKS: [&str; 3] = ["body", "note", "editor_note"];

/// An id, where it is declared and where it is named.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum Name {}

/// The id of a kind of event, of which there are usual ones.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum KindName {}

/// The one letter of a party.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum Letter {}

impl TextKind for TextLine {
    const FORM: &'static FieldType = &FieldType::Filled;
}

impl TextKind for TextBlock {
    const FORM: &'static FieldType = &FieldType::Text;
}

impl TextKind for Name {
    const FORM: &'static FieldType = &FieldType::Pattern(ID_PATTERN);
}

impl TextKind for KindName {
    const FORM: &'static FieldType = &FieldType::WordsOr(&USUAL_KINDS, ID_PATTERN);
}

impl TextKind for Letter {
    const FORM: &'static FieldType = &FieldType::Letter;
}

/// A type whose values are words of the format.
pub(in crate::scenario) trait Worded: Copy + 'static {
    /// Every value with its word.
    const WORDS: &'static [(&'static str, Self)];
}

macro_rules! worded {
    ($($name:ident)*) => {$(
        impl Worded for $name {
            const WORDS: &'static [(&'static str, Self)] = &Self::WORDS;
        }

        impl TextKind for $name {
            const FORM: &'static FieldType = &FieldType::Words(&list_words(&Self::WORDS));
        }
    )*};
}

worded! { Status Basis Qualifier ForceStatus Group Measure Likelihood Confidence CorrectionKind PubStatus Reliability }

/// A string, borrowed from the file unless it held an escape.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Str<'i>(pub(in crate::scenario) Cow<'i, str>);

impl std::ops::Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

struct StrVisitor;

impl<'i> Visitor<'i> for StrVisitor {
    type Value = Str<'i>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'i str) -> Result<Str<'i>, E> {
        Ok(Str(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Str<'i>, E> {
        Ok(Str(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Str<'i>, E> {
        Ok(Str(Cow::Owned(text)))
    }
}

impl<'i> Deserialize<'i> for Str<'i> {
    fn deserialize<D: serde::Deserializer<'i>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(StrVisitor)
    }
}

/// A string of some kind with its place; the kind exists for the compiler alone.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct FieldText<'i, K = TextLine>(Spanned<Str<'i>>, PhantomData<K>);

impl<'i, K> std::ops::Deref for FieldText<'i, K> {
    type Target = Spanned<Str<'i>>;

    fn deref(&self) -> &Spanned<Str<'i>> {
        &self.0
    }
}

impl<K: Worded> FieldText<'_, K> {
    /// Returns the value that the word stands for; `None` if it is not one of the words.
    pub(in crate::scenario) fn as_value(&self) -> Option<K> {
        let typed: &str = self.get_ref();
        let found = K::WORDS.iter().find(|(word, _)| *word == typed);
        found.map(|(_, value)| *value)
    }
}

impl<'i, K> Deserialize<'i> for FieldText<'i, K> {
    fn deserialize<D: serde::Deserializer<'i>>(from: D) -> Result<Self, D::Error> {
        Spanned::deserialize(from).map(|text| Self(text, PhantomData))
    }
}

impl<K: TextKind> SchemaShape for FieldText<'_, K> {
    const FORM: &'static FieldType = K::FORM;
}

/// A moment as typed: a string such as `"2021-08-12 late evening"`, or the text of a TOML date or date-time.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct RawMoment<'i>(pub(in crate::scenario) Cow<'i, str>);

struct MomentVisitor;

impl<'i> Visitor<'i> for MomentVisitor {
    type Value = RawMoment<'i>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date, a date-time or a string such as \"2021-08-12 late evening\"")
    }

    fn visit_borrowed_str<E>(self, text: &'i str) -> Result<RawMoment<'i>, E> {
        Ok(RawMoment(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<RawMoment<'i>, E> {
        Ok(RawMoment(Cow::Owned(text.to_owned())))
    }
}

impl<'i> Deserialize<'i> for RawMoment<'i> {
    fn deserialize<D: serde::Deserializer<'i>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(MomentVisitor)
    }
}

impl SchemaShape for RawMoment<'_> {
    const FORM: &'static FieldType = &FieldType::Moment;
}

/// A digit of a scale from 1 to `LAST`, as typed.
#[derive(Clone, Copy, Debug)]
pub(in crate::scenario) struct Digit<const LAST: i64>(pub(in crate::scenario) i64);

struct DigitVisitor<const LAST: i64>;

impl<const LAST: i64> Visitor<'_> for DigitVisitor<LAST> {
    type Value = Digit<LAST>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a digit to {LAST}")
    }

    fn visit_i64<E>(self, digit: i64) -> Result<Digit<LAST>, E> {
        Ok(Digit(digit))
    }
}

impl<'i, const LAST: i64> Deserialize<'i> for Digit<LAST> {
    fn deserialize<D: serde::Deserializer<'i>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_i64(DigitVisitor)
    }
}

impl<const LAST: i64> SchemaShape for Digit<LAST> {
    const FORM: &'static FieldType = &FieldType::Between(1, LAST);
}

/// Lints that are allowed here, by their codes, each with the reason.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Reasons<'i>(pub(in crate::scenario) Vec<(Str<'i>, FieldText<'i>)>);

struct ReasonsVisitor;

impl<'i> Visitor<'i> for ReasonsVisitor {
    type Value = Reasons<'i>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'i>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut reasons = Vec::new();
        while let Some(code) = map.next_key()? {
            reasons.push((code, map.next_value()?));
        }
        Ok(Reasons(reasons))
    }
}

impl<'i> Deserialize<'i> for Reasons<'i> {
    fn deserialize<D: serde::Deserializer<'i>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(ReasonsVisitor)
    }
}

impl SchemaShape for Reasons<'_> {
    const FORM: &'static FieldType = &FieldType::Allow;
}
