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

/// What kind of count a series is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// What is there now.
    Stock,
    /// All since a day.
    Cumulative,
    /// What fell into one period.
    Period,
    /// What was added; never summed.
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

/// How a source words a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// The number itself.
    #[default]
    Exactly,
    /// That many or more.
    AtLeast,
    /// More than that.
    MoreThan,
    /// Roughly that.
    About,
    /// A little less than that.
    Nearly,
    /// That many or fewer.
    UpTo,
    /// Fewer than that.
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

/// Where troops are on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForceStatus {
    /// Said to be sent.
    Announced,
    /// Moving.
    EnRoute,
    /// There.
    InPlace,
    /// Gone; closes the other statuses of its series.
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

/// The number of a reading, never negative and always finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// One number.
    Value(f64),
    /// From the first to the second.
    Range(f64, f64),
}

impl Amount {
    /// The lower end.
    pub fn low(self) -> f64 {
        match self {
            Self::Value(value) | Self::Range(value, _) => value,
        }
    }

    /// The upper end.
    pub fn high(self) -> f64 {
        match self {
            Self::Value(value) | Self::Range(_, value) => value,
        }
    }
}

/// What the log itself can count for a series, so that a stated total can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// Whose places are counted.
    pub party: PartyKey,
    /// Claims of this scope; `None` is what the scenario's control means.
    pub scope: Option<Text>,
}

/// One kind of number, counted one way, about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its id.
    pub id: Id,
    /// Its name on screen.
    pub label: Text,
    /// Its name where there is little room.
    pub short: Option<Text>,
    /// Under which group it is listed.
    pub group: Group,
    /// What is counted: troops, people, percent.
    pub unit: Text,
    /// What kind of count it is.
    pub measure: Measure,
    /// Whose and where: the limits of what the number says.
    pub scope: Option<Text>,
    /// Since when a cumulative series counts.
    pub since: Option<Moment>,
    /// The length of a period series' periods, such as `24h`.
    pub period: Option<Text>,
    /// What the log can count for it.
    pub counts: Option<Counts>,
}

impl Series {
    /// The name that fits a narrow column.
    pub fn short(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.label)
    }
}

/// One reading of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Of which series.
    pub series: SeriesKey,
    /// The number.
    pub amount: Amount,
    /// How its source words it.
    pub qualifier: Qualifier,
    /// For forces, where they are on their way.
    pub status: Option<ForceStatus>,
    /// The editor's remark.
    pub note: Option<Text>,
    /// When, known when, and on whose word.
    pub provenance: Provenance,
}
