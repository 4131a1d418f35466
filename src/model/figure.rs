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

/// The number of a reading, always finite.
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
    /// Among how many the source counts, where the log has only some of them: its total is told, not compared.
    pub of: Option<u32>,
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
    /// One of what is counted: death, person.
    pub one: Option<Text>,
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
    /// Whether it leads panes, reports and presenting.
    pub is_key: bool,
}

impl Series {
    /// The name that fits a narrow column.
    pub fn short(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.label)
    }

    /// Returns what the log counts for it and a stated total is compared with.
    pub fn compared_counts(&self) -> Option<&Counts> {
        self.counts.as_ref().filter(|counts| counts.of.is_none())
    }
}

/// What only some readings say of themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// The series to whose last reading an increment adds.
    pub adds_to: Option<SeriesKey>,
    /// Until when it is in force.
    pub until: Option<Moment>,
    /// The source's own words, which sentences use instead of the number.
    pub printed: Option<Text>,
    /// The limits of what it says, where they are not those of its series.
    pub scope: Option<Text>,
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
    /// What only some readings say; boxed, so that a log of a million readings stays small.
    pub terms: Option<Box<Terms>>,
    /// The editor's remark.
    pub note: Option<Text>,
    /// When, known when, and on whose word.
    pub provenance: Provenance,
}

impl Figure {
    /// Returns the series to whose last reading it adds.
    pub fn adds_to(&self) -> Option<SeriesKey> {
        self.terms.as_ref()?.adds_to
    }

    /// Returns until when it is in force.
    pub fn until(&self) -> Option<&Moment> {
        self.terms.as_ref()?.until.as_ref()
    }

    /// Returns the source's own words.
    pub fn printed(&self) -> Option<&Text> {
        self.terms.as_ref()?.printed.as_ref()
    }

    /// Returns the limits of what it says, where they are its own.
    pub fn scope(&self) -> Option<&Text> {
        self.terms.as_ref()?.scope.as_ref()
    }
}

/// The end of a series: from then on it has no reading in force.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesEnd {
    /// Of which series.
    pub series: SeriesKey,
    /// For forces, of which status.
    pub status: Option<ForceStatus>,
    /// The editor's remark.
    pub note: Option<Text>,
    /// When, known when, and on whose word.
    pub provenance: Provenance,
}
