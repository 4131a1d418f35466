//! The values of raw tables: texts of several kinds, moments, digits, and what is allowed why.
//!
//! `raw` gives its fields these types, so that each field says what stands in it: to serde, to
//! `validate` and to an editor. Whether a value makes sense is judged in `validate`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::Visitor;
use serde_json::{Map, Value, json};
use toml::Spanned;

use crate::diagnostic::lints::{self, Lint};
use crate::model::claim::{Basis, Status};
use crate::model::event::{CorrectionKind, PubStatus};
use crate::model::figure::{ForceStatus, Group, Measure, Qualifier};
use crate::model::grade::Reliability;
use crate::model::id::ID_PATTERN;
use crate::model::scenario::USUAL_KINDS;
use crate::model::statement::{Confidence, Likelihood};
use crate::scenario::shape::{Shape, described};

/// What kind of text stands in a key.
pub(in crate::scenario) trait Kind {
    /// The schema of such a text.
    fn schema() -> Value {
        json!({ "type": "string" })
    }
}

/// A text of one line.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum Line {}

/// A text of one line or several.
#[derive(Clone, Debug)]
pub(in crate::scenario) enum Block {}

/// The keys of such texts, for what looks at a text before it knows of which table it is.
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

impl Kind for Line {}

impl Kind for Block {}

impl Kind for Name {
    fn schema() -> Value {
        json!({ "type": "string", "pattern": ID_PATTERN })
    }
}

impl Kind for KindName {
    fn schema() -> Value {
        json!({ "anyOf": [{ "type": "string", "enum": USUAL_KINDS }, Name::schema()] })
    }
}

impl Kind for Letter {
    fn schema() -> Value {
        json!({ "type": "string", "minLength": 1, "maxLength": 1 })
    }
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

        impl Kind for $name {
            fn schema() -> Value {
                let words: Vec<&str> = Self::WORDS.iter().map(|(word, _)| *word).collect();
                json!({ "type": "string", "enum": words })
            }
        }
    )*};
}

worded! { Status Basis Qualifier ForceStatus Group Measure Likelihood Confidence CorrectionKind PubStatus Reliability }

/// A string of some kind, borrowed from the file unless it held an escape.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Str<'i, K = Line>(
    pub(in crate::scenario) Cow<'i, str>,
    PhantomData<K>,
);

impl<K> std::ops::Deref for Str<'_, K> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

struct StrVisitor<K>(PhantomData<K>);

impl<'i, K> Visitor<'i> for StrVisitor<K> {
    type Value = Str<'i, K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'i str) -> Result<Self::Value, E> {
        Ok(Str(Cow::Borrowed(text), PhantomData))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Str(Cow::Owned(text.to_owned()), PhantomData))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Str(Cow::Owned(text), PhantomData))
    }
}

impl<'i, K> Deserialize<'i> for Str<'i, K> {
    fn deserialize<D: serde::Deserializer<'i>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(StrVisitor(PhantomData))
    }
}

impl<K: Kind> Shape for Str<'_, K> {
    fn schema() -> Value {
        K::schema()
    }
}

/// A moment as typed: a string such as `"2021-08-12 late evening"`, or TOML's own date or date-time,
/// which `parse` hands over as the text that it was.
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

impl Shape for RawMoment<'_> {
    fn schema() -> Value {
        json!({ "anyOf": [
            { "type": "string", "format": "date" },
            { "type": "string", "format": "date-time" },
            { "type": "string", "format": "date-time-local" },
            { "type": "string" },
        ] })
    }
}

/// A digit of the Admiralty code, as typed.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(transparent)]
pub(in crate::scenario) struct Digit(pub(in crate::scenario) i64);

impl Shape for Digit {
    fn schema() -> Value {
        json!({ "type": "integer", "minimum": 1, "maximum": 6 })
    }
}

/// Lints that are allowed here, by their codes, each with the reason.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent, bound(deserialize = "'de: 'i, 'i: 'de"))]
pub(in crate::scenario) struct Reasons<'i>(
    pub(in crate::scenario) BTreeMap<String, Spanned<Str<'i>>>,
);

impl Shape for Reasons<'_> {
    fn schema() -> Value {
        json!({ "$ref": "#/definitions/allow" })
    }
}

/// What the schemas of [`Reasons`] refer to: every lint by its code, with a reason.
pub(in crate::scenario) fn allow() -> Value {
    let code = |lint: &Lint| {
        let reason = json!({ "type": "string", "minLength": 1 });
        (lint.code.to_owned(), described(reason, lint.what))
    };
    let codes: Map<String, Value> = lints::ALL.iter().map(code).collect();
    let allow = json!({ "type": "object", "additionalProperties": false, "properties": codes });
    described(
        allow,
        "Lints of dateline check that are allowed in this table, each with the reason.",
    )
}
