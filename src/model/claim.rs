//! Claims: who is said to control a place, in what way, on whose word.
//!
//! A claim is evidence. What it does to the state that is shown is decided in `snapshot::control`,
//! never here. The order of [`Status`] and [`Basis`] is the order in which claims of one moment are taken.

use super::calendar::UnixTime;
use super::grade::Credibility;
use super::id::{PartyKey, PlaceKey, SourceKey};
use super::moment::Moment;
use crate::text::Text;

/// What a claim says of the place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// The party holds it.
    #[default]
    Held,
    /// The party has surrounded it.
    Encircled,
    /// The party threatens it.
    Threatened,
    /// The party fights for it, inside.
    Contested,
    /// The party denies that another holds it.
    Denied,
}

impl Status {
    /// Every status with its word in a scenario.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("held", Self::Held),
        ("encircled", Self::Encircled),
        ("threatened", Self::Threatened),
        ("contested", Self::Contested),
        ("denied", Self::Denied),
    ];

    /// The place of this status among claims of one moment; encircled and threatened share one.
    pub fn order(self) -> u8 {
        match self {
            Self::Held => 0,
            Self::Encircled | Self::Threatened => 1,
            Self::Contested => 2,
            Self::Denied => 3,
        }
    }
}

/// On what a claim rests; the order is from the weakest to the strongest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// A party says so of itself; marks a place, never flips it.
    Claimed,
    /// Inferred from other reports.
    Assessed,
    /// A source that is not a party reports it.
    #[default]
    Reported,
    /// The losing side or several sources confirm it.
    Confirmed,
}

impl Basis {
    /// Every basis with its word in a scenario.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("claimed", Self::Claimed),
        ("reported", Self::Reported),
        ("confirmed", Self::Confirmed),
        ("assessed", Self::Assessed),
    ];
}

/// What an item is judged by: when it happened, when it was known, who says so, how credible it is.
///
/// The loader fills in what an item inherits from its event, so nothing here is optional.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// When it happened.
    pub at: Moment,
    /// When it could first be known.
    pub recorded_at: Moment,
    /// Whether the log says when it could first be known, so that `recorded_at` is more than `at` again.
    pub is_recorded: bool,
    /// From when it is known: the last second of `recorded_at`, or when the first of its sources was published
    /// where none was out by then.
    pub known_from: UnixTime,
    /// Who says so; the grade and name of the first that is out are shown. May be empty.
    pub sources: Box<[SourceKey]>,
    /// How credible the item is.
    pub credibility: Credibility,
}

/// A claim about who controls a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The place.
    pub place: PlaceKey,
    /// The holder claimed or the one denying; for contested, encircled and threatened the challenger.
    pub party: PartyKey,
    /// What is claimed.
    pub status: Status,
    /// On what it rests.
    pub basis: Basis,
    /// What part of the place it is about; `None` is what the scenario's control means.
    pub scope: Option<Text>,
    /// Why the editor does not follow it; such a claim is evidence and never moves the state.
    pub alternative: Option<Text>,
    /// The editor's remark.
    pub note: Option<Text>,
    /// When, known when, and on whose word.
    pub provenance: Provenance,
}
