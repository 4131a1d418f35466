//! Where somebody is who presents: how much of the day is told, what covers the room's view, since when.
//!
//! `App` holds one while it presents; `present_keys` changes it. The time is told by the edge, nothing here reads a
//! clock.

use std::time::Duration;

use crate::model::calendar::UnixTime;
use crate::model::cursor::{Audience, Cursor, KnownAt};
use crate::snapshot::briefing::Briefing;

/// What a key asks of who presents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lead {
    /// Present where the cursor is.
    Begin,
    /// One thing more, or the next day.
    After,
    /// One thing less, or the day before.
    Before,
    /// The presenter's notes, or the room's view.
    Notes,
    /// A black screen, until the next key.
    Black,
    /// Hold the room's view, or let it follow again.
    Freeze,
    /// Count the time from now on.
    TimerToZero,
}

/// The room's view while it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrozenView {
    /// Where.
    pub cursor: Cursor,
    /// How many steps of it are told.
    pub spoken: usize,
}

/// Where somebody is who presents.
#[derive(Clone, Debug)]
pub struct Presentation {
    /// How many steps of the day are told, and at which cursor: anywhere else none is.
    spoken: (usize, UnixTime, KnownAt),
    /// The days from which steps led on, the last at the end: the way back.
    trail: Vec<UnixTime>,
    /// Whether the notes stand instead of the room's view.
    pub has_notes: bool,
    /// How many pages of them were turned.
    pub page: usize,
    /// Whether the screen is black.
    pub is_black: bool,
    /// What the room sees while it is held.
    pub held: Option<FrozenView>,
    /// Who looked before: presenting is public.
    pub(super) audience: Audience,
    timer: PresentTimer,
}

/// How long it takes, by the clock of the edge.
#[derive(Clone, Copy, Debug, Default)]
struct PresentTimer {
    began: Option<Duration>,
    now: Duration,
}

impl Presentation {
    /// Presenting from a cursor on, nothing told yet.
    pub(super) fn at(cursor: &Cursor) -> Self {
        Self {
            spoken: (0, cursor.as_of, cursor.known),
            trail: Vec::new(),
            has_notes: false,
            page: 0,
            is_black: false,
            held: None,
            audience: cursor.audience,
            timer: PresentTimer::default(),
        }
    }

    /// How many steps of a briefing are told at a cursor.
    pub fn count_spoken(&self, cursor: &Cursor, briefing: &Briefing) -> usize {
        let (spoken, as_of, known) = self.spoken;
        if (as_of, known) == (cursor.as_of, cursor.known) {
            spoken.min(briefing.steps.len())
        } else {
            0
        }
    }

    /// Says how many steps are told at a cursor.
    pub(super) fn set_spoken(&mut self, spoken: usize, cursor: &Cursor) {
        self.spoken = (spoken, cursor.as_of, cursor.known);
        self.page = 0;
    }

    /// Remembers a day from which a step led on.
    pub(super) fn leave_day(&mut self, cursor: &Cursor) {
        if !self.is_on_the_way(cursor) {
            self.trail.clear();
        }
        self.trail.push(cursor.as_of);
    }

    /// The day from which a step led to this one.
    pub(super) fn day_left(&mut self, cursor: &Cursor) -> Option<UnixTime> {
        if !self.is_on_the_way(cursor) {
            self.trail.clear();
        }
        self.trail.pop().filter(|day| *day < cursor.as_of)
    }

    /// Whether steps led here, and no key that leads elsewhere.
    fn is_on_the_way(&self, cursor: &Cursor) -> bool {
        self.spoken.1 == cursor.as_of
    }

    /// Whether this screen is the room's view and is held: nothing may be drawn over it.
    pub fn is_still(&self) -> bool {
        self.held.is_some() && !self.has_notes
    }

    /// Tells the time, by any clock that only goes on; from the first time on it is counted.
    pub fn pass_time(&mut self, now: Duration) {
        self.timer.began.get_or_insert(now);
        self.timer.now = now;
    }

    /// Counts the time from when it is next told.
    pub(super) fn begin_again(&mut self) {
        self.timer = PresentTimer::default();
    }

    /// How long it has been presented.
    pub fn elapsed_time(&self) -> Duration {
        let began = self.timer.began.unwrap_or(self.timer.now);
        self.timer.now.saturating_sub(began)
    }

    /// When the next second of it is full, by that clock; `None` while nobody sees it.
    pub fn next_second(&self) -> Option<Duration> {
        // Where nobody tells it the time, it is not seen either.
        self.timer.began?;
        let is_seen = self.has_notes && !self.is_black;
        let left = Duration::from_secs(1).checked_sub(Duration::from_nanos(u64::from(
            self.elapsed_time().subsec_nanos(),
        )))?;
        is_seen.then(|| self.timer.now.saturating_add(left))
    }
}
