//! Statements and deadlines: what somebody said, and what somebody set a day for.
//!
//! Likelihood words and their ranges are those of ICD 203 and belong to judgements about the future
//! only; confidence is said apart from them. What is said is a paraphrase unless it shows quotation marks.

use super::claim::Provenance;
use super::id::{Id, PersonKey};
use super::moment::Moment;
use crate::text::Text;

/// How likely a speaker calls what is to come (ICD 203, which gives a range of percentages to each).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likelihood {
    /// 1 to 5 percent.
    AlmostNoChance,
    /// 5 to 20 percent.
    VeryUnlikely,
    /// 20 to 45 percent.
    Unlikely,
    /// 45 to 55 percent.
    RoughlyEvenChance,
    /// 55 to 80 percent.
    Likely,
    /// 80 to 95 percent.
    VeryLikely,
    /// 95 to 99 percent.
    AlmostCertain,
}

impl Likelihood {
    /// Every likelihood with its word in a scenario.
    pub const WORDS: [(&'static str, Self); 7] = [
        ("almost-no-chance", Self::AlmostNoChance),
        ("very-unlikely", Self::VeryUnlikely),
        ("unlikely", Self::Unlikely),
        ("roughly-even-chance", Self::RoughlyEvenChance),
        ("likely", Self::Likely),
        ("very-likely", Self::VeryLikely),
        ("almost-certain", Self::AlmostCertain),
    ];
}

/// How sure a speaker is of the grounds of a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Scant or doubtful grounds.
    Low,
    /// Credible grounds that do not settle it.
    Moderate,
    /// Good grounds from several sides.
    High,
}

impl Confidence {
    /// Every confidence with its word in a scenario.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("low", Self::Low),
        ("moderate", Self::Moderate),
        ("high", Self::High),
    ];
}

/// What a person said.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Who.
    pub speaker: PersonKey,
    /// What, in the editor's words.
    pub says: Text,
    /// How likely they call it.
    pub likelihood: Option<Likelihood>,
    /// How sure they are.
    pub confidence: Option<Confidence>,
    /// When, known when, and on whose word.
    pub provenance: Provenance,
}

/// A day that somebody set, moved or dropped.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// Its id; a later event moves or drops the deadline by it.
    pub id: Id,
    /// The day; `None` only for a deadline that is dropped.
    pub on: Option<Moment>,
    /// Its name.
    pub label: Text,
    /// Its name where there is little room.
    pub short: Option<Text>,
    /// Whether it no longer stands.
    pub dropped: bool,
    /// When, known when, and on whose word.
    pub provenance: Provenance,
}
