//! The two cursors of a ledger, and why something differs between them.
//!
//! Only `ledger` uses this. What one end shows and the other does not either happened between them, or
//! had happened by the earlier one and was recorded later: then it was learnt, or corrected.

use crate::model::calendar::UnixTime;
use crate::model::claim::Provenance;
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::snapshot::fold::Fold;
use crate::snapshot::paired::FigurePair;
use crate::snapshot::reference::{ClaimRef, FigureRef};
use crate::snapshot::visibility;

/// Why an entry stands in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// An item that happened between the two moments.
    Happened,
    /// An item that had happened by the first moment and was recorded between the two.
    Learnt,
    /// An event was corrected.
    Corrected,
}

impl Why {
    /// Reports whether it is news under a known-at setting. An item known all along and only recorded later is no
    /// news to a reader who sees everything known now.
    pub fn is_news(self, known: KnownAt) -> bool {
        self != Self::Learnt || known != KnownAt::Now
    }
}

/// The two cursors that are compared.
pub(super) struct Ends<'s> {
    pub(super) scenario: &'s Scenario,
    from: Cursor,
    to: Cursor,
    early: UnixTime,
    late: UnixTime,
}

impl<'s> Ends<'s> {
    pub(super) fn from_folds(from: &Fold<'s>, to: &Fold<'s>) -> Self {
        Self {
            scenario: to.scenario,
            from: from.cursor,
            to: to.cursor,
            early: from.cursor.as_of,
            late: to.cursor.as_of,
        }
    }

    /// Reports whether an item was recorded between the two `as_of`, or between what one end knows and what the other
    /// does.
    fn is_recorded_between(&self, provenance: &Provenance) -> bool {
        let recorded = provenance.known_from;
        let (a, b) = (self.from.known_at(), self.to.known_at());
        (self.early < recorded && recorded <= self.late)
            || (a.min(b) < recorded && recorded <= a.max(b))
    }

    /// Reports whether an item had happened by the earlier end and was recorded between the two.
    pub(super) fn is_learnt(&self, provenance: &Provenance) -> bool {
        provenance.at.effective_at() <= self.early && self.is_recorded_between(provenance)
    }

    /// The claim, if it was learnt.
    pub(super) fn learnt_claim(&self, claim: Option<ClaimRef>) -> Option<ClaimRef> {
        claim.filter(|claim| self.is_learnt(&claim.get(self.scenario).provenance))
    }

    /// Why an item with this provenance, carried by this event, makes a difference.
    pub(super) fn why_item(&self, event: EventKey, provenance: &Provenance) -> Why {
        let had_happened = provenance.at.effective_at() <= self.early;
        if self.is_taken_back(event)
            || (self.is_correction(event) && had_happened)
            || self.replaces_what_is_shown(event)
        {
            Why::Corrected
        } else if had_happened {
            Why::Learnt
        } else {
            Why::Happened
        }
    }

    pub(super) fn why_claim(&self, claim: Option<ClaimRef>) -> Why {
        claim.map_or(Why::Happened, |claim| {
            self.why_item(claim.event, &claim.get(self.scenario).provenance)
        })
    }

    /// Why something else is in force: what came, else that it ended, else what went; what only lapsed happened.
    pub(super) fn why_pair(&self, pair: &FigurePair) -> Why {
        let item = |figure: FigureRef| (figure.event, &figure.get(self.scenario).provenance);
        let mut after = pair.after.iter().copied();
        let came = after.find_map(|figure| self.new_item(None, Some(figure), item));
        let mut before = pair.before.iter().copied();
        let mut went = || before.find_map(|figure| self.new_item(Some(figure), None, item));
        let ended = pair
            .ended
            .map(|end| (end.event, &end.get(self.scenario).provenance));
        let between = pair
            .between
            .last()
            .copied()
            .filter(|_| pair.was_only_between());
        let cause = came.map(item).or(ended).or_else(|| went().map(item));
        let cause = cause.or(between.map(item));
        cause.map_or(Why::Happened, |(event, provenance)| {
            self.why_item(event, provenance)
        })
    }

    /// Why readings that both ends show stand in the ledger: one of them was learnt.
    pub(super) fn learnt_figure(&self, figures: &[FigureRef]) -> Option<Why> {
        let item = |figure: &FigureRef| (figure.event, &figure.get(self.scenario).provenance);
        let mut learnt = figures.iter().map(item);
        let learnt = learnt.find(|(_, provenance)| self.is_learnt(provenance));
        learnt.map(|(event, provenance)| self.why_item(event, provenance))
    }

    /// Returns whether what a claim says had happened by the older end.
    pub(super) fn had_happened(&self, claim: ClaimRef) -> bool {
        claim.get(self.scenario).provenance.at.effective_at() <= self.early
    }

    /// Returns the claim that the other end does not know: the one that came, else the one that went.
    pub(super) fn new_claim(
        &self,
        before: Option<ClaimRef>,
        after: Option<ClaimRef>,
    ) -> Option<ClaimRef> {
        let item = |claim: ClaimRef| (claim.event, &claim.get(self.scenario).provenance);
        self.new_item(before, after, item)
    }

    /// The claim that makes two states of a place differ.
    pub(super) fn find_cause(
        &self,
        before: Option<ClaimRef>,
        after: Option<ClaimRef>,
    ) -> Option<ClaimRef> {
        self.new_claim(before, after).or(after).or(before)
    }

    /// Returns the one of two items that the other end does not know: the one that came, or else the one that went.
    pub(super) fn new_item<'i, Item: Copy>(
        &self,
        before: Option<Item>,
        after: Option<Item>,
        provenance: impl Fn(Item) -> (EventKey, &'i Provenance),
    ) -> Option<Item> {
        let is_new_to = |cursor: &Cursor, item: Item| {
            let (event, provenance) = provenance(item);
            !visibility::has_item(self.scenario, event, provenance, cursor)
        };
        after
            .filter(|item| is_new_to(&self.from, *item))
            .or_else(|| before.filter(|item| is_new_to(&self.to, *item)))
    }

    /// Reports whether an event is a correction that was recorded between the ends.
    fn is_correction(&self, event: EventKey) -> bool {
        let provenance = &self.scenario.event(event).provenance;
        visibility::visible_original(self.scenario, &self.to, event).is_some()
            && self.is_recorded_between(provenance)
    }

    /// Reports whether a correction stands for an event at one of the ends only.
    fn is_taken_back(&self, event: EventKey) -> bool {
        let is_superseded = |cursor| visibility::is_superseded(self.scenario, event, cursor);
        is_superseded(&self.from) != is_superseded(&self.to)
    }

    /// Reports whether an event stands, at one of the ends, for another that is shown at the other end.
    fn replaces_what_is_shown(&self, event: EventKey) -> bool {
        let scenario = self.scenario;
        let corrects = |event| scenario.event(event).corrects().map(|link| link.event);
        let mut replaced = corrects(event);
        while let Some(event) = replaced {
            let provenance = &scenario.event(event).provenance;
            let is_shown = |cursor| visibility::has_item(scenario, event, provenance, cursor);
            if is_shown(&self.from) || is_shown(&self.to) {
                return true;
            }
            replaced = corrects(event);
        }
        false
    }
}
