//! The cursor: as of which moment, as known at which moment, for which audience.
//!
//! Everything that is shown or exported is a fold of the log at one of these. The present enters
//! here once, for embargoes; nobody below reads a clock.

use super::zone::TimeZone;

use super::calendar::{self, UnixTime};

/// As known at which moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// All that the file holds.
    Now,
    /// As known at the cursor's own moment.
    Then,
    /// As known at another moment.
    At(UnixTime),
}

/// For whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The dashboard: withheld and embargoed events too, marked.
    Desk,
    /// Everything that leaves the desk.
    Public,
}

/// A place in both times, and who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// What happened up to here is shown.
    pub as_of: UnixTime,
    /// What was known up to here is shown.
    pub known: Known,
    /// Who looks.
    pub audience: Audience,
    /// The present, against which embargoes are compared.
    pub now: UnixTime,
}

impl Cursor {
    /// The moment up to which things are known.
    pub fn known_at(&self) -> UnixTime {
        match self.known {
            Known::Now => UnixTime::MAX,
            Known::Then => self.as_of,
            Known::At(at) => at,
        }
    }

    /// Returns the cursor at the end of the day before: as known then, it knows what was known at that end; else it knows
    /// as much as this one.
    ///
    /// What changed on a day is the ledger against it.
    #[must_use]
    pub fn day_before(&self, zone: TimeZone) -> Self {
        Self {
            as_of: calendar::start_of(calendar::day_of(self.as_of, zone), zone).before(),
            ..*self
        }
    }

    /// Whether it stands on the last second of a day.
    pub fn is_end_of_day(&self, zone: TimeZone) -> bool {
        self.as_of == calendar::end_of(calendar::day_of(self.as_of, zone), zone)
    }
}
