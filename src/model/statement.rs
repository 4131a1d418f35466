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

/// How a deadline ended, by somebody's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It no longer stands.
    Dropped,
    /// It passed without what it was for.
    Missed,
    /// What it was for was done.
    Met,
}

impl Outcome {
    /// Returns the key that says so in a scenario, which is also the word in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Missed => "missed",
            Self::Met => "met",
        }
    }
}

/// A day that somebody set or moved, or how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// Its id; a later event moves or ends the deadline by it.
    pub id: Id,
    /// The day; `None` only where it is told how the deadline ended.
    pub on: Option<Moment>,
    /// Its name; of a word that only tells how the deadline ended, that of the word that set it.
    pub label: Text,
    /// Its name where there is little room.
    pub short: Option<Text>,
    /// How it ended; `None` where it is set or moved.
    pub outcome: Option<Outcome>,
    /// When, known when, and on whose word.
    pub provenance: Provenance,
}
