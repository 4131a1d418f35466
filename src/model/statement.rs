//! Statements and deadlines: the words of a person, and a day that was set for something.
//!
//! Likelihood words and their ranges are those of ICD 203 and belong to judgements about the future only; confidence
//! is given apart from them. A statement is a paraphrase unless it has quotation marks.

use super::claim::Provenance;
use super::id::{Id, PersonKey};
use super::moment::Moment;
use crate::text::Text;

/// The likelihood of a judgement about the future (ICD 203, which gives a range of percentages to each).
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

/// The confidence of a speaker in the grounds of a judgement.
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

/// A statement by a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The speaker.
    pub speaker: PersonKey,
    /// The statement, in the editor's words.
    pub says: Text,
    /// The likelihood that the speaker gives.
    pub likelihood: Option<Likelihood>,
    /// The confidence that the speaker has.
    pub confidence: Option<Confidence>,
    /// The times, sources and credibility of the statement.
    pub provenance: Provenance,
}

/// The end of a deadline, as reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Given up.
    Dropped,
    /// Passed without being met.
    Missed,
    /// Met.
    Met,
}

impl Outcome {
    /// Returns the key that states it in a scenario, which is also the word in exports.
    pub fn to_word(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Missed => "missed",
            Self::Met => "met",
        }
    }
}

/// A day that was set or moved as a deadline, or the end of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// The id, by which later events move or end the deadline.
    pub id: Id,
    /// The day; `None` only in an entry that ends the deadline.
    pub on: Option<Moment>,
    /// The name; an entry that ends a deadline has the one with which it was set.
    pub label: Text,
    /// Its name where there is little room.
    pub short: Option<Text>,
    /// The end of the deadline; `None` where it is set or moved.
    pub outcome: Option<Outcome>,
    /// The times, sources and credibility of the entry.
    pub provenance: Provenance,
}
