//! Ends of series at which nothing was in force, so that they close nothing.
//!
//! `lint` warns of them; no pane needs them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::calendar::UnixTime;
use crate::model::cursor::Cursor;
use crate::model::figure::ForceStatus;
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::snapshot::figures::{
    FigureKey, KnownFigures, bitemporal_key, effective_time, known_ends, known_figures,
};
use crate::snapshot::reference::{EndRef, FigureRef};

/// An end of a series and status of which no reading was in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmatchedEnd {
    /// The item that says so.
    pub end: EndRef,
    /// The other statuses of its series of which a reading was in force.
    pub in_force: Vec<Option<ForceStatus>>,
}

/// Returns the known ends that close no reading of another event.
pub fn unmatched_ends(scenario: &Scenario, cursor: &Cursor) -> Vec<UnmatchedEnd> {
    let ends: Vec<(FigureKey, EndRef)> = known_ends(scenario, cursor).collect();
    let mut moments: BTreeMap<FigureKey, BTreeSet<UnixTime>> = BTreeMap::new();
    for (key, end) in &ends {
        let its = moments.entry(*key).or_default();
        its.insert(end.get(scenario).provenance.at.effective_at());
    }
    let closing = Closing {
        scenario,
        known: known_figures(scenario, cursor),
        moments,
    };
    let ends = ends.into_iter();
    let unmatched = ends.filter(|(key, end)| !closing.has_reading(*key, *end));
    unmatched
        .map(|(key, end)| UnmatchedEnd {
            end,
            in_force: closing.other_statuses(key, end),
        })
        .collect()
}

/// Decides which readings an end closes.
struct Closing<'s> {
    scenario: &'s Scenario,
    known: KnownFigures,
    /// The moments at which each series and status ended.
    moments: BTreeMap<FigureKey, BTreeSet<UnixTime>>,
}

impl Closing<'_> {
    /// Reports whether a reading of a series and status was in force when an end took effect. A reading of a period
    /// lapses by itself, and an end may still say that no other follows.
    fn has_reading(&self, key: FigureKey, end: EndRef) -> bool {
        let moment = end.get(self.scenario).provenance.at.effective_at();
        let ended = self.moments.get(&key);
        let ended = ended.and_then(|ended| ended.range(..moment).next_back().copied());
        let readings = self.known.get(&key).map_or(&[][..], Vec::as_slice);
        let up_to =
            |moment| readings.partition_point(|one| effective_time(self.scenario, *one) <= moment);
        let open = readings.get(ended.map_or(0, up_to)..up_to(moment));
        let is_open = |until: &Moment| until.effective_at() >= moment;
        open.into_iter().flatten().any(|reading| {
            reading.event != end.event
                && reading.get(self.scenario).until().is_none_or(is_open)
                && !self.is_withdrawn(key, *reading, moment)
        })
    }

    /// Reports whether forces were gone by a moment, so that a reading of another status no longer counted.
    fn is_withdrawn(&self, key: FigureKey, reading: FigureRef, moment: UnixTime) -> bool {
        let gone = FigureKey {
            status: Some(ForceStatus::Withdrawn),
            ..key
        };
        let mut withdrawn = self.known.get(&gone).into_iter().flatten();
        key != gone
            && withdrawn.any(|gone| {
                effective_time(self.scenario, *gone) <= moment
                    && bitemporal_key(self.scenario, reading)
                        <= bitemporal_key(self.scenario, *gone)
            })
    }

    /// Returns the other statuses of a series of which a reading was in force when an end took effect.
    fn other_statuses(&self, key: FigureKey, end: EndRef) -> Vec<Option<ForceStatus>> {
        let keys = self.known.keys().copied();
        let others = keys.filter(|other| other.series == key.series && *other != key);
        others
            .filter(|other| self.has_reading(*other, end))
            .map(|other| other.status)
            .collect()
    }
}
