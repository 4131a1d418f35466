//! The tables of a scenario as they are typed: one plain struct a table, every field with its span.
//!
//! `parse` fills these, `validate` turns them into the model. Unknown keys are errors here; whether
//! a value makes sense is not this file's business. Strings borrow from the file wherever they can.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::Visitor;
use toml::Spanned;

/// A string, borrowed from the file unless it held an escape.
#[derive(Clone, Debug)]
pub(super) struct Str<'i>(pub(super) Cow<'i, str>);

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

/// A moment as typed: a string such as `"2021-08-12 late evening"`, or TOML's own date or date-time,
/// which `parse` hands over as the text that it was.
#[derive(Clone, Debug)]
pub(super) struct RawMoment<'i>(pub(super) Cow<'i, str>);

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

pub(super) type Field<'i> = Spanned<Str<'i>>;
pub(super) type Maybe<'i> = Option<Field<'i>>;
pub(super) type When<'i> = Option<Spanned<RawMoment<'i>>>;
pub(super) type Words<'i> = Option<Vec<Field<'i>>>;

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields, bound(deserialize = "'de: 'i, 'i: 'de"))]
        pub(super) struct $name<'i> {
            $(pub(super) $field: $kind,)*
        }
    )*};
}

tables! {
    /// `[scenario]`
    RawScenario {
        id: Field<'i>, title: Field<'i>, zone: Field<'i>, days: Spanned<Vec<Spanned<RawMoment<'i>>>>, opens_at: When<'i>,
        labels: Option<RawLabels<'i>>, control: Option<RawControl<'i>>, note: Maybe<'i>,
    }
    /// `labels` of `[scenario]`
    RawLabels { place: Maybe<'i>, tally: Maybe<'i>, }
    /// `control` of `[scenario]`
    RawControl { scope: Maybe<'i>, means: Maybe<'i>, }
    /// `[[party]]`
    RawParty { id: Field<'i>, name: Field<'i>, letter: Field<'i>, colour: Maybe<'i>, }
    /// `[[place]]`
    RawPlace {
        id: Field<'i>, name: Field<'i>, code: Maybe<'i>, capital: Option<RawCapital<'i>>, aliases: Words<'i>, region: Maybe<'i>,
        tile: Option<Spanned<Vec<i64>>>, major: Option<bool>, population: Option<Spanned<i64>>, note: Maybe<'i>, holder: Maybe<'i>,
    }
    /// `capital` of `[[place]]`
    RawCapital { name: Field<'i>, lat: Option<Spanned<f64>>, lon: Option<Spanned<f64>>, }
    /// `[[person]]`
    RawPerson { id: Field<'i>, name: Field<'i>, aliases: Words<'i>, role: Maybe<'i>, party: Maybe<'i>, }
    /// `[[source]]`
    RawSource {
        id: Field<'i>, publisher: Field<'i>, title: Maybe<'i>, published: When<'i>, url: Maybe<'i>, reliability: Maybe<'i>, short: Maybe<'i>,
    }
    /// `[[series]]`
    RawSeries {
        id: Field<'i>, label: Field<'i>, short: Maybe<'i>, group: Field<'i>, unit: Field<'i>, measure: Field<'i>, scope: Maybe<'i>,
        since: When<'i>, period: Maybe<'i>, counts: Option<RawCounts<'i>>,
    }
    /// `counts` of `[[series]]`
    RawCounts { party: Field<'i>, scope: Maybe<'i>, }
    /// `[[kind]]`
    RawKind { id: Field<'i>, label: Maybe<'i>, }
    /// `[[mark]]`
    RawMark { id: Field<'i>, at: Spanned<RawMoment<'i>>, label: Field<'i>, note: Maybe<'i>, }
    /// `[[event]]`
    RawEvent {
        id: Field<'i>, at: Spanned<RawMoment<'i>>, recorded_at: When<'i>, kind: Maybe<'i>, headline: Field<'i>, body: Maybe<'i>,
        places: Words<'i>, tags: Words<'i>, sources: Words<'i>, credibility: Option<Spanned<i64>>, note: Maybe<'i>,
        corrects: Option<Spanned<RawCorrects<'i>>>, pub_status: Maybe<'i>, embargoed_until: When<'i>, editor_note: Maybe<'i>,
        claims: Option<Vec<Spanned<RawClaim<'i>>>>, figures: Option<Vec<Spanned<RawFigure<'i>>>>,
        statements: Option<Vec<Spanned<RawStatement<'i>>>>, deadlines: Option<Vec<Spanned<RawDeadline<'i>>>>,
    }
    /// `corrects` of `[[event]]`
    RawCorrects { event: Field<'i>, kind: Field<'i>, reason: Maybe<'i>, }
    /// One of `claims`
    RawClaim {
        place: Field<'i>, party: Field<'i>, status: Maybe<'i>, basis: Maybe<'i>, scope: Maybe<'i>, alternative: Maybe<'i>, note: Maybe<'i>,
        at: When<'i>, recorded_at: When<'i>, sources: Words<'i>, credibility: Option<Spanned<i64>>,
    }
    /// One of `figures`
    RawFigure {
        series: Field<'i>, value: Option<Spanned<f64>>, low: Option<Spanned<f64>>, high: Option<Spanned<f64>>, qualifier: Maybe<'i>,
        status: Maybe<'i>, note: Maybe<'i>,
        at: When<'i>, recorded_at: When<'i>, sources: Words<'i>, credibility: Option<Spanned<i64>>,
    }
    /// One of `statements`
    RawStatement {
        speaker: Field<'i>, says: Field<'i>, likelihood: Maybe<'i>, confidence: Maybe<'i>,
        at: When<'i>, recorded_at: When<'i>, sources: Words<'i>, credibility: Option<Spanned<i64>>,
    }
    /// One of `deadlines`
    RawDeadline {
        id: Field<'i>, on: When<'i>, label: Maybe<'i>, short: Maybe<'i>, dropped: Option<bool>,
        at: When<'i>, recorded_at: When<'i>, sources: Words<'i>, credibility: Option<Spanned<i64>>,
    }
}
