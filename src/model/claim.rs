//! Claims: a party is said to control a place, with a status, a basis and sources.
//!
//! A claim is evidence. Its effect on the state that is shown is decided in `snapshot::control`, never here. The order
//! of [`Status`] and [`Basis`] is the order in which claims of one moment are taken.

use super::calendar::UnixTime;
use super::grade::Credibility;
use super::id::{PartyKey, PlaceKey, SourceKey};
use super::moment::Moment;
use crate::text::Text;

/// The state of a place that a claim asserts.
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

    /// Returns the rank of the status among claims of one moment; encircled and threatened share one.
    pub fn rank_in_moment(self) -> u8 {
        match self {
            Self::Held => 0,
            Self::Encircled | Self::Threatened => 1,
            Self::Contested => 2,
            Self::Denied => 3,
        }
    }
}

/// The evidence on which a claim rests, from the weakest to the strongest.
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

/// The times, sources and credibility by which an item is judged.
///
/// The loader fills in what an item inherits from its event, so nothing here is optional.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The moment at which it happened.
    pub at: Moment,
    /// The moment at which it could first be known.
    pub recorded_at: Moment,
    /// True if the log gives `recorded_at`; otherwise that repeats `at`.
    pub is_recorded: bool,
    /// The instant from which it is known: the last second of `recorded_at` or, if no source was out by then, the
    /// publication of the first one.
    pub known_from: UnixTime,
    /// The sources of the item; the first that is out gives the grade and the name shown. May be empty.
    pub sources: Box<[SourceKey]>,
    /// The credibility of the item.
    pub credibility: Credibility,
}

/// A claim about who controls a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The place.
    pub place: PlaceKey,
    /// The holder claimed or the one denying; for contested, encircled and threatened the challenger.
    pub party: PartyKey,
    /// The claimed status.
    pub status: Status,
    /// The evidence on which it rests.
    pub basis: Basis,
    /// The part of the place that it is about; `None` stands for the scenario's scope of control.
    pub scope: Option<Text>,
    /// The reason why the editor does not follow it; such a claim is evidence and never moves the state.
    pub alternative: Option<Text>,
    /// The editor's remark.
    pub note: Option<Text>,
    /// The times, sources and credibility of the claim.
    pub provenance: Provenance,
}
