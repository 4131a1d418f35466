//! The cursor: a valid time, a known time and an audience.
//!
//! Everything that is shown or exported is a fold of the log at a cursor. The present enters here once, for embargoes;
//! nothing below reads a clock.

use super::zone::TimeZone;

use super::calendar::{self, UnixTime};

/// The moment as known at which the log is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownAt {
    /// As known now: everything in the file.
    Now,
    /// As known at the cursor's own moment.
    Then,
    /// As known at another moment.
    At(UnixTime),
}

/// The audience for which the log is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The dashboard: withheld and embargoed events too, marked.
    Desk,
    /// Everything that leaves the desk.
    Public,
}

/// A position in valid time and known time, for an audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The last instant of which events are shown.
    pub as_of: UnixTime,
    /// The moment as known at which events are shown.
    pub known: KnownAt,
    /// The audience.
    pub audience: Audience,
    /// The present, against which embargoes are compared.
    pub now: UnixTime,
}

impl Cursor {
    /// Returns the last instant whose knowledge is shown.
    pub fn known_at(&self) -> UnixTime {
        match self.known {
            KnownAt::Now => UnixTime::MAX,
            KnownAt::Then => self.as_of,
            KnownAt::At(at) => at,
        }
    }

    /// Returns the cursor at the end of the day before; one as known then moves its knowledge back as well.
    ///
    /// What changed on a day is the ledger against it.
    #[must_use]
    pub fn day_before(&self, zone: TimeZone) -> Self {
        Self {
            as_of: calendar::start_of(calendar::day_of(self.as_of, zone), zone).second_before(),
            ..*self
        }
    }

    /// Returns whether the cursor stands on the last second of a day.
    pub fn is_end_of_day(&self, zone: TimeZone) -> bool {
        self.as_of == calendar::end_of(calendar::day_of(self.as_of, zone), zone)
    }
}
