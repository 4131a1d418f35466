//! Figures: typed series and their dated readings, with the words that their sources used.
//!
//! A number never travels without its qualifier, measure and scope. Nothing here adds figures up:
//! readings of different series cannot be compared, and increments are never summed.

use super::claim::Provenance;
use super::id::{Id, PartyKey, SeriesKey};
use super::moment::Moment;
use crate::text::Text;

/// The group under which a series is listed, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Troops by country and place.
    Forces,
    /// People flown or brought out.
    Evacuation,
    /// Killed and wounded.
    Casualties,
    /// Shares of the land and counts of places.
    Territory,
    /// People who had to leave their homes.
    Displacement,
    /// Everything else.
    Other,
}

impl Group {
    /// Every group with its word in a scenario.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("forces", Self::Forces),
        ("evacuation", Self::Evacuation),
        ("casualties", Self::Casualties),
        ("territory", Self::Territory),
        ("displacement", Self::Displacement),
        ("other", Self::Other),
    ];
}

/// The way in which a series counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The number at one time.
    Stock,
    /// The total since a day.
    Cumulative,
    /// The number within one period.
    Period,
    /// The number added at one time; never summed.
    Increment,
}

impl Measure {
    /// Every measure with its word in a scenario.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("stock", Self::Stock),
        ("cumulative", Self::Cumulative),
        ("period", Self::Period),
        ("increment", Self::Increment),
    ];
}

/// The qualifier with which a source words a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// The number itself.
    #[default]
    Exactly,
    /// At least the number.
    AtLeast,
    /// More than the number.
    MoreThan,
    /// About the number.
    About,
    /// A little less than the number.
    Nearly,
    /// At most the number.
    UpTo,
    /// Fewer than the number.
    FewerThan,
}

impl Qualifier {
    /// Every qualifier with its word in a scenario.
    pub const WORDS: [(&'static str, Self); 7] = [
        ("exactly", Self::Exactly),
        ("at-least", Self::AtLeast),
        ("more-than", Self::MoreThan),
        ("about", Self::About),
        ("nearly", Self::Nearly),
        ("up-to", Self::UpTo),
        ("fewer-than", Self::FewerThan),
    ];
}

/// The stage of a movement of troops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForceStatus {
    /// Announced, not yet moving.
    Announced,
    /// On the way.
    EnRoute,
    /// Arrived.
    InPlace,
    /// Withdrawn; closes the other statuses of its series.
    Withdrawn,
}

impl ForceStatus {
    /// Every status with its word in a scenario.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("announced", Self::Announced),
        ("en-route", Self::EnRoute),
        ("in-place", Self::InPlace),
        ("withdrawn", Self::Withdrawn),
    ];
}

/// The number of a reading, always finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// A single number.
    Value(f64),
    /// A range from the first number to the second.
    Range(f64, f64),
}

impl Amount {
    /// Returns the lower end.
    pub fn low_end(self) -> f64 {
        match self {
            Self::Value(value) | Self::Range(value, _) => value,
        }
    }

    /// Returns the upper end.
    pub fn high_end(self) -> f64 {
        match self {
            Self::Value(value) | Self::Range(_, value) => value,
        }
    }
}

/// The count that the log itself can make for a series, to compare with a stated total.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// The party whose places are counted.
    pub party: PartyKey,
    /// The scope of the claims that are counted; `None` stands for the scenario's scope of control.
    pub scope: Option<Text>,
    /// The number of places among which the source counts, where the log has only some: its total is shown, not
    /// compared.
    pub of: Option<u32>,
}

/// One kind of number, counted one way, about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The id.
    pub id: Id,
    /// The name on screen.
    pub label: Text,
    /// The name where there is little room.
    pub short: Option<Text>,
    /// The group under which it is listed.
    pub group: Group,
    /// The unit of the count: troops, people, percent.
    pub unit: Text,
    /// The singular of the unit: death, person.
    pub one: Option<Text>,
    /// The way in which it counts.
    pub measure: Measure,
    /// The people and the area that the number covers.
    pub scope: Option<Text>,
    /// The moment since which a cumulative series counts.
    pub since: Option<Moment>,
    /// The length of a period series' periods, such as `24h`.
    pub period: Option<Text>,
    /// The count that the log can make for it.
    pub counts: Option<Counts>,
    /// True if it comes first in panes, reports and presenting.
    pub is_key: bool,
}

impl Series {
    /// Returns the name for a narrow column.
    pub fn short_name(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.label)
    }

    /// Returns the count with which a stated total is compared, if the log has all its places.
    pub fn compared_counts(&self) -> Option<&Counts> {
        self.counts.as_ref().filter(|counts| counts.of.is_none())
    }
}

/// The fields that only some readings have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// The series to whose last reading an increment adds.
    pub adds_to: Option<SeriesKey>,
    /// The moment until which it is in force.
    pub until: Option<Moment>,
    /// The source's own words, which sentences use instead of the number.
    pub printed: Option<Text>,
    /// The scope of the number, where it differs from that of its series.
    pub scope: Option<Text>,
}

/// One reading of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The series.
    pub series: SeriesKey,
    /// The number.
    pub amount: Amount,
    /// The qualifier with which its source words the number.
    pub qualifier: Qualifier,
    /// The stage of a movement, for forces.
    pub status: Option<ForceStatus>,
    /// The fields that only some readings have, boxed so that a log of a million readings stays small.
    pub terms: Option<Box<Terms>>,
    /// The editor's remark.
    pub note: Option<Text>,
    /// The times, sources and credibility of the reading.
    pub provenance: Provenance,
}

impl Figure {
    /// Returns the series to whose last reading it adds.
    pub fn adds_to(&self) -> Option<SeriesKey> {
        self.terms.as_ref()?.adds_to
    }

    /// Returns the moment until which it is in force.
    pub fn until(&self) -> Option<&Moment> {
        self.terms.as_ref()?.until.as_ref()
    }

    /// Returns the source's own words.
    pub fn printed(&self) -> Option<&Text> {
        self.terms.as_ref()?.printed.as_ref()
    }

    /// Returns the scope of the number, where it differs from that of its series.
    pub fn scope(&self) -> Option<&Text> {
        self.terms.as_ref()?.scope.as_ref()
    }
}

/// The end of a series, from which on it has no reading in force.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesEnd {
    /// The series.
    pub series: SeriesKey,
    /// The status that ends, for forces.
    pub status: Option<ForceStatus>,
    /// The editor's remark.
    pub note: Option<Text>,
    /// The times, sources and credibility of the end.
    pub provenance: Provenance,
}
